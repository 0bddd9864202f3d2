"""What was handed to the Comune."""
