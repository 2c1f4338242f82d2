"""file → Document."""
