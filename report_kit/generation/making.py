"""The two things a user asks for: a workbook to fill in, and the report made from it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from report_kit.errors import InputError
from report_kit.generation import clean, compute, context, finish, office, reading, render, score, spec, workbook
from report_kit.generation.data import Data, Missing
from report_kit.output import replacing


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made: `path` the DOCX, `pdf` the PDF beside it when asked for, `missing` required things left blank
    (only in a draft), `provenance` every figure with formula and operands."""

    path: Path
    pdf: Path | None
    missing: list[Missing]
    provenance: dict[str, Any] = field(default_factory=dict)


class MissingData(InputError):
    """Required data is not there; `missing` lists it. The command line ends with 1, not 2."""

    def __init__(self, missing: list[Missing]) -> None:
        listed = "\n".join(f"  待补充：{m}" for m in missing)
        super().__init__(
            f"缺少 {len(missing)} 项必填数据，未生成报告：\n{listed}",
            "请补充后重新生成；或加 --draft 先生成带「待补充」标记的草稿",
        )
        self.missing = missing


def init(
    kind: str, mode: str, edition: str, out_path: Path, *, year: int | None = None, last_year: Path | None = None
) -> Path:
    """Write an empty workbook for three years up to `year` (the last complete one by default), or, from last year's
    workbook, one with its years rolled forward.

    Raises InputError for a kind, mode or edition that cannot be generated and when the file cannot be written."""
    if out_path.suffix.lower() != ".xlsx":
        raise InputError(f"数据工作簿应存为 .xlsx：{out_path.name}", "请把 -o 后的文件名改为以 .xlsx 结尾")
    description = spec.load(kind, mode, edition)
    if last_year is not None:
        from report_kit.generation.rolling import rolled

        years, content = rolled(reading.read(last_year), description)
        workbook.write(description, years, out_path, content)
        return out_path
    latest = year or date.today().year - 1
    workbook.write(description, (latest - 2, latest - 1, latest), out_path)
    return out_path


def load(data_path: Path, *, draft: bool = False) -> Data:
    """The checked data of a workbook, YAML or JSON file. Raises InputError, or MissingData when not a draft."""
    data = clean.clean(reading.read(data_path), data_path.name, draft=draft)
    if data.missing and not draft:
        raise MissingData(data.missing)
    return data


def generate(
    data_path: Path, out_path: Path, *, draft: bool = False, pdf: bool = False, toc_pages: bool = True
) -> Generated:
    """Make the report. With `pdf` a PDF beside it; `toc_pages`: page numbers in the contents, where LibreOffice is
    there to lay the pages out (Word renews them on opening).

    Raises InputError for bad input and MissingData (an InputError) when required data is missing and `draft` is not
    asked for; nothing is written then."""
    data_path, out_path = Path(data_path), Path(out_path)
    if out_path.suffix.lower() != ".docx":
        raise InputError(f"报告应存为 .docx：{out_path.name}", "请把 -o 后的文件名改为以 .docx 结尾")
    if pdf and office.find() is None:
        office.to_pdf(out_path, out_path)  # says what to install
    data = load(data_path, draft=draft)
    description = spec.load(data.kind, data.mode, data.edition)
    figures = compute.compute(data)
    scores = score.evaluate(data, figures)
    _complete(data, scores, draft)
    words = context.build(data, description, figures, scores)
    made = out_path.with_suffix(".pdf") if pdf else None
    with replacing(out_path) as temporary:
        outline = render.render(data, words, figures, temporary)
        if toc_pages and office.find():
            _number_contents(temporary, outline)
        if made is not None:
            with replacing(made) as temporary_pdf:
                office.to_pdf(temporary, temporary_pdf)
    return Generated(out_path, made, data.missing, render.provenance(data, figures))


def _complete(data: Data, scores: score.Scores, draft: bool) -> None:
    """Last line of defence: an indicator that could not be computed though no cell was found blank."""
    if not data.missing:
        data.missing += [
            Missing(f"{j.chosen.indicator.name}的指标值、引领值或基准值", "工作表「引领值与基准值」")
            for j in scores.judged
            if j.chosen.applicable and j.points is None
        ]
    if data.missing and not draft:
        raise MissingData(data.missing)


def _number_contents(report: Path, outline: finish.Outline) -> None:
    """Lay the report out once to learn on which page each heading stands."""
    from docx import Document

    with tempfile.TemporaryDirectory(prefix="report-kit-toc-") as folder:
        laid_out = Path(folder) / "report.pdf"
        office.to_pdf(report, laid_out)
        office.heading_pages(laid_out, outline)
    document = Document(str(report))
    finish.set_pages(document, outline)
    document.save(str(report))
