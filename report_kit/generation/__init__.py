"""Data workbook → report: `init` writes the workbook, `generate` the report made from it."""

from __future__ import annotations

from report_kit.generation.making import Generated, generate, init

__all__ = ["Generated", "generate", "init"]
