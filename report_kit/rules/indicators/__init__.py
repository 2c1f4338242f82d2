"""I: the required indicators."""
