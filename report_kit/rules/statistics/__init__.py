"""D: figures as a whole."""
