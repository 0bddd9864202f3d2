"""What the whole room reads: a second window with the point, its time, and what was decided and promised tonight."""
