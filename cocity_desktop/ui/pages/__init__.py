"""The pages of the window, one package each. Pages never import pages: they ask the navigator."""
