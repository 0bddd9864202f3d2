"""The paths from contact to pact."""
