"""The registry of the commons."""
