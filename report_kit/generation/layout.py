"""Where things stand in a sheet of the workbook: header labels for the writer and the reader alike."""

from __future__ import annotations

from dataclasses import dataclass

from report_kit.generation.spec import Item, Sheet, years_columns

TITLE_ROW, HELP_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4
GUIDE, COLLECTION, OPTIONS = "填写说明", "资料收集清单", "_选项"
EXAMPLE_MARK = "示例"
NUMBER_HEADER, ITEM_HEADER, VALUE_HEADER, UNIT_HEADER = "序号", "项目", "填写内容", "单位"
REQUIRED_HEADER, HELP_HEADER, EXAMPLE_HEADER = "必填", "填写说明", "示例"
REQUIRED_MARK = "*"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: its header, and the item (with year) it holds; no item for numbers, help and examples."""

    header: str
    item: Item | None = None
    year: int | None = None
    width: float = 14


def year_header(label: str, year: int) -> str:
    return f"{label}（{year}年）" if label else f"{year}年"


def columns(sheet: Sheet, years: tuple[int, ...]) -> list[Column]:
    """The columns of a sheet from left to right."""
    if sheet.shape == "form":
        return [
            Column(ITEM_HEADER, width=24),
            Column(VALUE_HEADER, Item(id="value", label="", kind="text"), width=46),
            Column(UNIT_HEADER, Item(id="unit", label="", kind="unit"), width=9),
            Column(REQUIRED_HEADER, width=6),
            Column(HELP_HEADER, width=42),
            Column(EXAMPLE_HEADER, width=28),
        ]
    if sheet.shape == "years":
        unit, values, evidence, note = years_columns()
        return [
            Column(ITEM_HEADER, width=24),
            Column(UNIT_HEADER, unit, width=9),
            *(Column(year_header("", y), values, y, width=14) for y in years),
            Column(evidence.label, evidence, width=14),
            Column(note.label, note, width=26),
            Column(REQUIRED_HEADER, width=6),
            Column(HELP_HEADER, width=30),
            Column(EXAMPLE_HEADER, width=12),
        ]
    result = [Column(NUMBER_HEADER, width=6)]
    for item in sheet.columns:
        if item.kind == "years":
            result += [Column(year_header(item.label, y), item, y, width=16) for y in years]
        else:
            result.append(Column(item.label, item, width=_width(item)))
    return result


def _width(item: Item) -> float:
    if item.kind in ("date", "evidence"):
        return 14
    if item.kind == "unit":
        return 12
    if item.kind in ("number", "choice", "code"):
        return 13
    return 24 if item.id in ("name", "finding", "problem", "measure", "destination", "source", "effect") else 16


def plain(header: object) -> str:
    """A header as compared: without the mark of required columns and white space."""
    return str(header or "").replace(REQUIRED_MARK, "").replace("\n", "").strip()
