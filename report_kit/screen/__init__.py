"""Screening a stack: every report of a folder, then across reports and against the register."""
