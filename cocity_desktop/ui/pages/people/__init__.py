"""The registry of people."""
