"""The house, its staff, this computer and the care of the archive."""
