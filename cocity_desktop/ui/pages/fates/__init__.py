"""«Che fine ha fatto»: what became of every line of one meeting."""
