"""M: traces that software leaves in a file."""
