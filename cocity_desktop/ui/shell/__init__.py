"""The parts of the window around the pages: where to go, what was done, what is wrong, what can be asked for."""
