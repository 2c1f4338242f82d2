"""DOCX → Document: body order, computed numbers, merged tables, everything a reader sees once."""

from report_kit.document.docx.reader import read_docx

__all__ = ["read_docx"]
