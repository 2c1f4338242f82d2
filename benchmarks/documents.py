"""A long report to measure on: headings, paragraphs, ruled tables with totals; about `pages` pages, DOCX and PDF."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import docx
from docx.oxml.ns import qn

_PROSE = (
    "工厂按照绿色工厂评价要求开展工作，{year}年综合能源消费量为3,691.96吨标准煤，单位产值综合能耗为0.1729tce/万元，"
    "同比下降3.4%。取水量为48,200立方米，工业用水重复利用率为92.4%，一般工业固体废物综合利用率为98.3%。"
    "主要耗能设备为球磨机、空压机和蒸压釜，均符合能效限定值要求，计量器具配备率为100%，检定证书齐全。"
)


def build(pages: int, folder: Path) -> tuple[Path, Path]:
    """(DOCX, PDF) of about `pages` pages; the PDF by LibreOffice."""
    document = docx.Document()
    for style in ("Normal", "Heading 1", "Heading 2"):
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "SimSun")
    document.add_paragraph("绿色工厂自评价报告")
    for chapter in range(1, pages + 1):
        if chapter % 10 == 1:
            document.add_heading(f"{chapter // 10 + 1} 第{chapter // 10 + 1}部分", 1)
        document.add_heading(f"{chapter // 10 + 1}.{chapter % 10 + 1} 能源与资源利用情况", 2)
        for n in range(4):
            document.add_paragraph(_PROSE.format(year=2023 + n % 3))
        document.add_paragraph(f"表{chapter} 分季度能源与产量")
        table = document.add_table(rows=0, cols=5, style="Table Grid")
        for row in [
            ["季度", "电力（万kWh）", "热力（GJ）", "产量（万m³）", "备注"],
            ["一季度", "121.36", "21,480", "8.94", "—"], ["二季度", "128.54", "21,755", "9.78", "—"],
            ["三季度", "136.90", "21,320", "9.66", "—"], ["四季度", "125.80", "22,265", "10.24", "—"],
            ["全年合计", "512.60", "86,820", "38.62", ""],
        ]:  # fmt: skip
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    path = folder / f"long-{pages}.docx"
    document.save(str(path))
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    return path, path.with_suffix(".pdf")
