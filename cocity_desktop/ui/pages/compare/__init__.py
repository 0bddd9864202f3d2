"""Two states of a pact compared, and the versions that were given a name."""
