"""N: identifiers."""
