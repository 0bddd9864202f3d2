"""What was promised, across all meetings."""
