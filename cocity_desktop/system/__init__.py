"""What the machine offers: directories, clock, keys, locks, logging."""
