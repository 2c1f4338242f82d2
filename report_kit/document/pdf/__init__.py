"""Text PDF → Document: pdfium's characters and lines, our own lines, paragraphs, tables and headings."""

from report_kit.document.pdf.reader import read_pdf

__all__ = ["read_pdf"]
