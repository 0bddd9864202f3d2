"""Windows over the window: few, because what can be undone is not asked about."""
