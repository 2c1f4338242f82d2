"""Document → Facts."""
