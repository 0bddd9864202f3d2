"""Taking in tables: what their columns mean, what each row would change, and the one change that does it."""
