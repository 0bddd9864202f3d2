"""Importing a table: four steps from a file to the archive."""
