"""The register: memory of all reports filed, in SQLite (a file) or PostgreSQL (a URL), with one schema."""

from report_kit.register.store import Register

__all__ = ["Register"]
