"""Lists: frozen rows, typed columns, one delegate. Never a widget for each row."""
