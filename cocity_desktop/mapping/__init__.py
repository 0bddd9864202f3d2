"""Map files read: GeoJSON, MBTiles, PMTiles and the vector tiles inside them. Hostile files end in words, never in a crash."""
