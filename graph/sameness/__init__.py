"""Whether two records speak of one scientist, or of one publication."""
