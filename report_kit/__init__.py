"""report_kit: generate, check and screen green-manufacturing evaluation reports.

    >>> import report_kit
    >>> document = report_kit.read("报告.docx")
    >>> result = report_kit.check("报告.docx", audience="author")
    >>> report_kit.generate("数据.xlsx", "自评价报告.docx")

The functions import what they need when they are called, so that `import report_kit` is cheap.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from report_kit.version import __version__

if TYPE_CHECKING:
    from report_kit.checking.model import Check
    from report_kit.document.model import Document
    from report_kit.generation import Generated


__all__ = ["__version__", "check", "generate", "read"]


def read(path: str | Path, *, password: str | None = None) -> Document:
    """Everything that a report (DOCX or PDF with text) says, as blocks with places.

    Raises report_kit.errors.InputError, in Chinese, when the file cannot be read."""
    from report_kit.document import read as read_document

    return read_document(path, password=password)


def check(
    report: str | Path | Document,
    *,
    edition: str | None = None,
    as_of: date | None = None,
    stage: Literal["draft", "final"] = "final",
    audience: Literal["author", "staff"] = "author",
    password: str | None = None,
) -> Check:
    """What is wrong in a report: findings with places, facts, and how each rule ended.

    `edition` overrules the edition chosen by date and citations; `as_of` is the day the check is made for (today).
    Raises report_kit.errors.InputError when the file cannot be read."""
    from report_kit.checking.engine import check_document

    document = read(report, password=password) if isinstance(report, str | Path) else report
    return check_document(document, edition=edition, as_of=as_of, stage=stage, audience=audience)


def generate(data: str | Path, out: str | Path, *, draft: bool = False, pdf: bool = False) -> Generated:
    """The report (DOCX, with `pdf` a PDF beside it) made from a filled workbook (XLSX, YAML or JSON).

    Without `draft`, missing required data raise report_kit.errors.InputError and nothing is written."""
    from report_kit.generation import generate as generate_report

    return generate_report(Path(data), Path(out), draft=draft, pdf=pdf)
