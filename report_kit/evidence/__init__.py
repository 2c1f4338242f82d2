"""What a folder of evidence says: statistical tables, ledgers and meter sheets in Excel, certificates and laboratory
reports as PDF or DOCX, understood as facts and matched to a report."""

from __future__ import annotations

from report_kit.evidence.reading import Evidence, EvidenceFile, read_folder

__all__ = ["Evidence", "EvidenceFile", "read_folder"]
