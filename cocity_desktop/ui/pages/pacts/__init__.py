"""The pacts of the house."""
