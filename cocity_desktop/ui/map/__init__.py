"""The map, drawn by Qt: the ground in cached tiles, the places over it, and the hand that draws shapes."""
