"""Which records may be the same: how alike Italian names, addresses and contacts are, and why."""
