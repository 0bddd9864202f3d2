"""The city's side: check a delivered file and answer it, article by article."""
