"""LibreOffice, when it is there: DOCX → PDF in a private profile and with a time limit; pages of headings."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from report_kit.document.office import find
from report_kit.errors import InputError
from report_kit.generation.finish import Outline

__all__ = ["find", "heading_pages", "to_pdf"]

_SECONDS = 120
_BLANK = re.compile(r"\s+")


def to_pdf(source: Path, target: Path) -> None:
    """Convert; `target` appears whole or not at all.

    Raises InputError when LibreOffice is missing, fails, or takes longer than two minutes."""
    program = find()
    if program is None:
        raise InputError(
            "没有找到 LibreOffice，不能生成 PDF",
            "请安装 LibreOffice（Debian/Ubuntu：apt install libreoffice-writer），或在 Word、WPS 中打开 DOCX 另存为 PDF",
        )
    with tempfile.TemporaryDirectory(prefix="report-kit-office-") as folder:
        work = Path(folder)
        copy = work / "report.docx"
        shutil.copyfile(source, copy)
        command = [
            program, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", str(work), str(copy),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise InputError(f"LibreOffice 转换 PDF 超过 {_SECONDS} 秒", "请关闭其他 LibreOffice 窗口后重试") from error
        except OSError as error:
            raise InputError(f"无法运行 LibreOffice：{error.strerror}", "请重新安装 LibreOffice") from error
        result = work / "report.pdf"
        if not result.is_file():
            raise InputError("LibreOffice 没有生成 PDF", "请在 Word、WPS 中打开 DOCX 另存为 PDF")
        shutil.copyfile(result, target)


def heading_pages(pdf: Path, outline: Outline) -> None:
    """Set `page` of every heading found in the PDF, counted from the first page of the body."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    try:
        pages = [_BLANK.sub("", document[n].get_textpage().get_text_range()) for n in range(len(document))]
    finally:
        document.close()
    if not outline.headings:
        return
    first_line = _BLANK.sub("", outline.headings[0].line)
    holding = [n for n, text in enumerate(pages) if first_line in text]
    if not holding:
        return
    start = current = holding[-1] if len(holding) == 1 else holding[1]
    for heading in outline.headings:
        wanted = _BLANK.sub("", heading.line)
        found = next((n for n in range(current, len(pages)) if wanted in pages[n]), None)
        if found is not None:
            current = found
            heading.page = found - start + 1
