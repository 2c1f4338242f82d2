"""The steps of the demo: fill the workbook, generate, check, plant defects, check again as DOCX and PDF, write pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from report_kit import resources
from report_kit.accuracy.matching import serves
from report_kit.accuracy.truth import Defect
from report_kit.checking.engine import check_document
from report_kit.checking.model import Check, Found
from report_kit.demo.plants import Plant, plants, write_faulty
from report_kit.document import read
from report_kit.errors import InputError
from report_kit.feedback import html
from report_kit.generation import generate
from report_kit.generation.office import to_pdf
from report_kit.generation.sample import fill_sample
from report_kit.output import write_text

AS_OF = date(2026, 4, 20)
SHIPPED_PDF = "demo-faulty.pdf"


@dataclass
class Faulty:
    """One faulty copy: its check, and which finding found each planted defect (None: not found)."""

    path: Path
    check: Check
    hits: list[tuple[Plant, Found | None]]

    @property
    def complete(self) -> bool:
        return all(found is not None for _, found in self.hits)


@dataclass
class Demo:
    """What the demo made and saw."""

    folder: Path
    workbook: Path
    report: Path
    clean: Check
    faulty: list[Faulty] = field(default_factory=list)
    pages: list[Path] = field(default_factory=list)
    shipped_pdf: bool = False
    """Whether the PDF is the shipped sample, since LibreOffice is not there."""

    @property
    def succeeded(self) -> bool:
        return self.clean.count("error") == 0 and all(f.complete for f in self.faulty)


def run(folder: Path, say: Callable[[str], None] = lambda _: None) -> Demo:
    """The whole demo in `folder` (made when missing; files of an earlier demo are replaced)."""
    say("1/5 填写样例企业的数据工作簿")
    workbook, report = folder / "数据工作簿.xlsx", folder / "自评价报告.docx"
    folder.mkdir(parents=True, exist_ok=True)
    fill_sample(workbook)
    say("2/5 由工作簿生成自评价报告")
    generate(workbook, report)
    say("3/5 检查生成的报告")
    document = read(report)
    demo = Demo(folder, workbook, report, check_document(document, as_of=AS_OF))
    say("4/5 在副本中埋入问题，分别以 DOCX 和 PDF 检查")
    planted = plants(document)
    word = folder / "有问题的报告.docx"
    write_faulty(report, planted, word)
    pdf, demo.shipped_pdf = _as_pdf(word)
    demo.faulty = [_check_faulty(path, planted) for path in (word, pdf)]
    say("5/5 写出问题页")
    for faulty in demo.faulty:
        page = folder / f"问题页-{faulty.path.suffix[1:]}.html"
        write_text(page, html.render(faulty.check))
        demo.pages.append(page)
    return demo


def _as_pdf(word: Path) -> tuple[Path, bool]:
    """The PDF of `word` by LibreOffice; without LibreOffice a copy of the shipped one."""
    target = word.with_suffix(".pdf")
    try:
        to_pdf(word, target)
    except InputError:
        shutil.copyfile(resources.folder("templates") / "samples" / SHIPPED_PDF, target)
        return target, True
    return target, False


def _check_faulty(path: Path, planted: list[Plant]) -> Faulty:
    check = check_document(read(path), as_of=AS_OF)
    hits = []
    for plant in planted:
        defect = Defect(rule=plant.rule, quote=plant.quote)
        hits.append((plant, next((f for f in check.findings if serves(f, defect)), None)))
    return Faulty(path, check, hits)
