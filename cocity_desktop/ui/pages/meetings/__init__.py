"""The meetings of the house: list, schedule, what a past one left."""
