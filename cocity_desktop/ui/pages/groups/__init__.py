"""The registry of groups."""
