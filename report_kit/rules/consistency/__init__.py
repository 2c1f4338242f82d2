"""C: the report agrees with itself."""
