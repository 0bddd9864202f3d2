"""The rules of the house: what a pact, a meeting, a commitment are. Standard library only, no I/O, no clock, no words for the user."""
