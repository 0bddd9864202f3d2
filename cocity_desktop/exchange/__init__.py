"""How bytes travel between the house and the Comune."""
