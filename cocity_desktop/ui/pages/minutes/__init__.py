"""The minutes of one meeting: written from its notes, made one's own, approved, locked."""
