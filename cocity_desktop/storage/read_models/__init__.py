"""The read side: every question the window and the command line ask, answered by a few statements of SQL."""
