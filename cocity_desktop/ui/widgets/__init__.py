"""The controls of the window. Real Qt controls that only paint themselves, so role, name, keys and state stay Qt's."""
