"""file → Document."""

from report_kit.document.model import Block, Document, Place, Section
from report_kit.document.reading import read, read_bytes

__all__ = ["Block", "Document", "Place", "Section", "read", "read_bytes"]
