"""One delivery on its path, and the Comune's answer to it."""
