"""T: dates and sequences."""
