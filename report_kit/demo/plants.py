"""A faulty copy of the demo's report: one labelled defect each, planted where an honest slip would happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from report_kit.document.model import Document
from report_kit.errors import InputError

Word = Any
"""python-docx's opened document."""


@dataclass(frozen=True)
class Plant:
    """One defect: the rule that must find it, what was done in words, the words where it stands, and the edit."""

    rule: str
    note: str
    quote: str
    edit: Callable[[Word], None]


def plants(report: Document) -> list[Plant]:
    """The defects for this report (the figures come from the report itself)."""
    material = _figure(report, "近三年主要原材料消耗量", "合计")
    reuse = _figure(report, "工业用水重复利用率近三年数据", "工业用水重复利用率")
    total = _figure(report, "绿色工厂评价指标评价表", "合计", column=-2)
    return [
        Plant("S102", "基本信息表的电子邮箱没有填", "电子邮箱", lambda d: _change_right_of(d, "电子邮箱", None, "")),
        Plant("S108", "留有模板占位符", "XX公司", lambda d: _replace(d, "从事开关电源", "XX公司从事开关电源")),
        Plant("S103", "删去“评价结论”一章", "评价结论", lambda d: _remove_chapter(d, "评价结论")),
        Plant("S112", "否决条件少评一项（节能监察）", "节能监察", lambda d: _remove_row(d, "工业节能监察整改名单")),
        Plant(
            "A303",
            f"原材料合计 {material} 改为 {_bump(material)}",
            _bump(material),
            lambda d: _set_in_row(d, "近三年主要原材料消耗量", "合计", material, _bump(material)),
        ),
        Plant(
            "A301",
            f"计算结果 {reuse}% 改为 {_swap(reuse)}%",
            _swap(reuse),
            lambda d: _replace(d, f"× 100% = {reuse}%", f"× 100% = {_swap(reuse)}%"),
        ),
        Plant(
            "A308",
            f"得分合计 {total} 改为 {_swap(total)}",
            _swap(total),
            lambda d: _set_in_row(d, "绿色工厂评价指标评价表", "合计", total, _swap(total)),
        ),
        Plant(
            "T603",
            "查询日期写成不存在的日期",
            "2026年2月30日",
            lambda d: _replace(d, "2026年3月5日逐项", "2026年2月30日逐项"),
        ),
        Plant("N503", "行业代码与行业名称不符", "3842", lambda d: _change_right_of(d, "所属行业", "3824", "3842")),
    ]


def write_faulty(report: Path, planted: list[Plant], target: Path) -> None:
    """A copy of `report` with every defect of `planted`."""
    document = docx.Document(str(report))
    for plant in planted:
        plant.edit(document)
    document.save(str(target))


def _bump(figure: str) -> str:
    """The figure with its leading digit raised by one: far beyond any rounding."""
    return f"{int(figure[0]) % 9 + 1}{figure[1:]}"


def _swap(figure: str) -> str:
    """The figure with its first two digits changed places, a common slip of the keyboard."""
    return figure[1] + figure[0] + figure[2:] if figure[0] != figure[1] else _bump(figure)


def _figure(report: Document, caption: str, label: str, column: int | None = None) -> str:
    """The last figure (or that of `column`) in the row `label` of the table under `caption`."""
    for table in report.tables:
        if caption not in table.caption:
            continue
        for row in table.rows:
            if label in row[:3]:
                cells = [row[column]] if column is not None else [c for c in row if c and c[0].isdigit()]
                return cells[-1]
    raise InputError(f"演示报告中没有表“{caption}”的“{label}”行", "请重新安装 report-kit")


def _paragraphs(document: Word) -> Iterator[Paragraph]:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in _distinct(row):
                yield from cell.paragraphs


def _distinct(row: _Row) -> list[_Cell]:
    """The row's cells, merged ones once."""
    cells: list[_Cell] = []
    for cell in row.cells:
        if not any(cell._tc is seen._tc for seen in cells):
            cells.append(cell)
    return cells


def _set_text(paragraph: Paragraph, text: str) -> None:
    """New text in the format of the paragraph's first run."""
    for run in paragraph.runs[1:]:
        run.text = ""
    if paragraph.runs:
        paragraph.runs[0].text = text
    else:
        paragraph.add_run(text)


def _replace(document: Word, old: str, new: str) -> None:
    found = False
    for paragraph in _paragraphs(document):
        if old in paragraph.text:
            _set_text(paragraph, paragraph.text.replace(old, new))
            found = True
    if not found:
        raise InputError(f"演示报告中没有“{old}”", "请重新安装 report-kit")


def _rows(document: Word) -> Iterator[tuple[Table, _Row]]:
    for table in document.tables:
        for row in table.rows:
            yield table, row


def _change_right_of(document: Word, label: str, old: str | None, new: str) -> None:
    """Changes `old` (None: everything) in the cell right of `label`."""
    for _, row in _rows(document):
        cells = _distinct(row)
        if len(cells) > 1 and cells[0].text.strip() == label:
            paragraph = cells[1].paragraphs[0]
            _set_text(paragraph, new if old is None else paragraph.text.replace(old, new))
            return


def _set_in_row(document: Word, caption: str, label: str, old: str, new: str) -> None:
    table = _table_under(document, caption)
    for row in table.rows:
        cells = _distinct(row)
        if cells[0].text.strip() != label:
            continue
        for cell in cells:
            if cell.text.strip() == old:
                _set_text(cell.paragraphs[0], new)


def _table_under(document: Word, caption: str) -> Table:
    seen = False
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}p"):
            seen = seen or Paragraph(element, document).text.strip().endswith(caption)
        elif seen and element.tag.endswith("}tbl"):
            return Table(element, document)
    raise InputError(f"演示报告中没有表“{caption}”", "请重新安装 report-kit")


def _remove_row(document: Word, words: str) -> None:
    for table, row in _rows(document):
        if any(words in cell.text for cell in row.cells):
            table._tbl.remove(row._tr)
            return


def _remove_chapter(document: Word, title: str) -> None:
    """Removes a first-level heading of that title and everything up to the next first-level heading."""
    removing = False
    for element in list(document.element.body.iterchildren()):
        if element.tag.endswith("}p"):
            paragraph = Paragraph(element, document)
            style = paragraph.style.name if paragraph.style else ""
            if style == "Heading 1":
                removing = paragraph.text.strip().endswith(title)
        if removing and not element.tag.endswith("}sectPr"):
            document.element.body.remove(element)
