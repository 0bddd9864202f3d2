"""The composer: the pact written from what was said."""
