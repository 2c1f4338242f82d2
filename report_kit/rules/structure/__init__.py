"""S: the required parts of a report."""
