"""Before the archive is open: the first run, and the passphrase."""
