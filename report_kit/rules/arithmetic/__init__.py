"""A: recomputation of printed figures."""
