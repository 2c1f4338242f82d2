"""Document × checklist → Check."""
