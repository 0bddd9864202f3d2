"""What the window and the command line are shown: frozen rows and details, and the queries that give them."""
