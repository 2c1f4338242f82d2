"""Filled workbook, YAML or JSON → raw cells: what stands where, nothing judged yet."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from report_kit.document import guard, kinds
from report_kit.errors import InputError
from report_kit.generation import layout, spec
from report_kit.generation.spec import Item, Sheet, Spec

MAX_ROWS = 2000
_MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it stands, and where."""

    value: Any
    place: str

    @property
    def blank(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(slots=True)
class Row:
    """A row of a sheet: cells by item id, and by (item id, year). `label` is the item of a form or years sheet."""

    label: str
    place: str
    cells: dict[str, Cell] = field(default_factory=dict)
    yearly: dict[tuple[str, int], Cell] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in; a unit, which the workbook suggests, is no data."""
        return all(c.blank for k, c in self.cells.items() if k != "unit") and all(c.blank for c in self.yearly.values())


@dataclass(slots=True)
class Raw:
    """A file read: its specification, years and rows by sheet id, and what is wrong with its make-up."""

    spec: Spec
    years: tuple[int, ...]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(path: Path) -> Raw:
    """Read a data file.

    Raises InputError when it is missing, not one of the known formats, damaged, empty or of an unknown kind."""
    if not path.is_file():
        raise InputError(
            f"找不到数据文件：{path}", "请核对路径；用 report-kit init factory -o 数据.xlsx 可新建数据工作簿"
        )
    if path.stat().st_size > _MAX_BYTES:
        raise InputError(f"数据文件过大：{path.name}（{path.stat().st_size // 1_000_000} MB）", "请删除图片等无关内容")
    content = path.read_bytes()
    kind = kinds.identify(content)
    if kind == "xlsx":
        guard.open_archive(content, path.name).close()
        return _workbook(path)
    if kind in ("xls", "ole", "encrypted"):
        raise InputError(f"{path.name} 是旧版 .xls 文件或设了打开密码的工作簿", "请去掉密码，另存为 .xlsx 后重试")
    if path.suffix.lower() in (".yaml", ".yml", ".json") and kind in ("unknown", "html", "text", "xml", "mht"):
        return _mapping(path)
    raise InputError(
        f"无法读取 {path.name}：不是 Excel 工作簿（.xlsx）、YAML 或 JSON 文件，内容是{kinds.KIND_NAMES[kind]}，或已损坏",
        "请核对文件是否选错，或重新保存后再试",
    )


def _workbook(path: Path) -> Raw:
    try:
        book = load_workbook(path, data_only=True)
        formulas = load_workbook(path)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError, TypeError) as error:
        raise InputError(
            f"无法打开工作簿 {path.name}：文件已损坏或不是 .xlsx 格式", "请用 Excel 另存为 .xlsx 后重试"
        ) from error
    sheets = {name.strip(): page for name in book.sheetnames if isinstance(page := book[name], Worksheet)}
    if layout.GUIDE not in sheets:
        raise InputError(
            f"{path.name} 缺少工作表「{layout.GUIDE}」，不是 report-kit 的数据工作簿",
            "请用 report-kit init factory -o 数据.xlsx 新建工作簿后填写",
        )
    description, years = _identity(sheets[layout.GUIDE], path)
    raw = Raw(description, years)
    for name, page in sheets.items():
        if name in (layout.GUIDE, layout.COLLECTION, layout.OPTIONS) or name.startswith(("附", "_")):
            continue
        sheet = description.by_name(name)
        if sheet is None:
            raw.problems.append(f"工作表「{name}」：不是本工作簿的工作表；请删除，或改名为以「附」开头（读取时跳过）")
            continue
        raw.rows[sheet.id] = _Page(page, formulas[page.title], sheet, years, raw.problems).rows()
    for sheet in description.sheets:
        if sheet.id not in raw.rows:
            raw.problems.append(f"工作表「{sheet.name}」：缺少该工作表；请从新建的工作簿中复制过来")
    if not raw.problems and all(r.blank for s in description.sheets if not s.presets for r in raw.rows[s.id]):
        raise InputError(f"{path.name} 是空工作簿，没有填写任何数据", f"请按工作表「{layout.GUIDE}」填写后再生成")
    return raw


def _identity(page: Worksheet, path: Path) -> tuple[Spec, tuple[int, ...]]:
    """Kind, mode, edition and years, as the guide sheet states them."""
    known = {
        str(a or "").strip(): str(b or "").strip() for a, b in page.iter_rows(max_row=30, max_col=2, values_only=True)
    }
    missing = [k for k in ("报告类型", "评价方式", "评价标准", "数据年度") if not known.get(k)]
    if missing:
        raise InputError(
            f"{path.name} 工作表「{layout.GUIDE}」缺少：{'、'.join(missing)}", "请从新建的工作簿中复制该工作表"
        )
    return spec.load(known["报告类型"], known["评价方式"], known["评价标准"]), _years(known["数据年度"], path.name)


def _years(text: object, name: str) -> tuple[int, ...]:
    """Three consecutive years."""
    words = [str(w) for w in text] if isinstance(text, list | tuple) else str(text).replace("，", "、").split("、")
    try:
        years = tuple(int(w.strip().removesuffix("年")) for w in words)
    except ValueError:
        years = ()
    if len(years) != 3 or [years[0], years[0] + 1, years[0] + 2] != list(years):
        raise InputError(f"{name} 的数据年度「{text}」不是连续三年", "请按从早到晚填写，如 2023、2024、2025")
    return years


class _Page:
    """One worksheet being read by its header."""

    def __init__(
        self, page: Worksheet, formulas: Any, sheet: Sheet, years: tuple[int, ...], problems: list[str]
    ) -> None:
        self.page, self.formulas, self.sheet, self.years, self.problems = page, formulas, sheet, years, problems
        self.columns = {layout.plain(c.header): c for c in layout.columns(sheet, years)}

    def rows(self) -> list[Row]:
        width = min(self.page.max_column or 1, 60)
        headers = {layout.plain(self.page.cell(layout.HEADER_ROW, i).value): i for i in range(1, width + 1)}
        absent = [h for h, c in self.columns.items() if c.item is not None and h not in headers]
        if layout.ITEM_HEADER in self.columns and layout.ITEM_HEADER not in headers:
            absent.insert(0, layout.ITEM_HEADER)
        for header in absent:
            what = "缺少年度列" if self.columns[header].year else "缺少列"
            self.problems.append(f"工作表「{self.sheet.name}」第{layout.HEADER_ROW}行：{what}「{header}」；请恢复表头")
        if (self.page.max_row or 0) > MAX_ROWS:
            self.problems.append(f"工作表「{self.sheet.name}」：超过 {MAX_ROWS} 行；请删除多余的空行")
            return []
        if absent:
            return []
        return [row for n in range(layout.FIRST_ROW, (self.page.max_row or 0) + 1) if (row := self._row(n, headers))]

    def _row(self, number: int, headers: dict[str, int]) -> Row | None:
        first = str(self.page.cell(number, 1).value or "").strip()
        if self.sheet.shape == "table" and first == layout.EXAMPLE_MARK:
            return None
        row = Row(first, f"工作表「{self.sheet.name}」第{number}行")
        for header, column in self.columns.items():
            if column.item is None:
                continue
            cell = self._cell(number, headers[header])
            if column.year is None:
                row.cells[column.item.id] = cell
            else:
                row.yearly[column.item.id, column.year] = cell
        if self.sheet.shape == "table":
            return None if row.blank else row
        return row if first or not row.blank else None

    def _cell(self, row: int, column: int) -> Cell:
        value = self.page.cell(row, column).value
        place = f"工作表「{self.sheet.name}」{get_column_letter(column)}{row}"
        formula = self.formulas.cell(row, column).value
        if value is None and isinstance(formula, str) and formula.startswith("="):
            self.problems.append(f"{place}：公式没有计算结果；请在 Excel 中打开并保存，或直接填写数值")
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Cell(_as_displayed(value, self.page.cell(row, column).number_format), place)
        return Cell(value.date() if isinstance(value, datetime) else value, place)


def _as_displayed(value: float, number_format: str) -> float | str:
    """The number with the decimals Excel shows (46850.20, not 46850.2), unless it has more than are shown."""
    match = re.search(r"0\.(0+)(?:_|;|$)", number_format or "")
    if not match:
        return value
    text = f"{value:.{len(match[1])}f}"
    return text if float(text) == value else value


class _Loader(yaml.SafeLoader):
    """Safe YAML that keeps numbers as typed (1.50 stays 1.50)."""


def _as_typed(loader: _Loader, node: yaml.ScalarNode) -> Any:
    return loader.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:float", _as_typed)


def _mapping(path: Path) -> Raw:
    """Data given as YAML or JSON: `kind`, `mode`, `edition`, `years` and `sheets` by id."""
    try:
        text = path.read_text(encoding="utf-8")
        # Aliases could blow a small file up to gigabytes; data files have no need of them.
        is_yaml = path.suffix.lower() != ".json"
        if is_yaml and any(isinstance(t, yaml.AliasToken) for t in yaml.scan(text, Loader=yaml.SafeLoader)):
            raise InputError(f"{path.name} 含有 YAML 别名（*）", "请改为直接写出数据")
        content = yaml.load(text, Loader=_Loader) if is_yaml else json.loads(text, parse_float=str)
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} 不是 UTF-8 文本", "请另存为 UTF-8 编码") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise InputError(f"{path.name} {where}格式有误", "请检查缩进、冒号和引号") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path.name} 第{error.lineno}行格式有误", "请检查括号、引号和逗号") from error
    except RecursionError as error:
        raise InputError(f"{path.name} 嵌套过深", "请检查文件内容") from error
    if not isinstance(content, Mapping) or not isinstance(content.get("sheets"), Mapping):
        raise InputError(f"{path.name} 缺少 sheets", "请参照 templates/samples/factory-2025.yaml 的写法")
    description = spec.load(*(str(content.get(k, "")) for k in ("kind", "mode", "edition")))
    years = _years(content.get("years", ""), path.name)
    raw = Raw(description, years)
    given = content["sheets"]
    raw.problems += [f"sheets.{k}：没有这一项；可用 {'、'.join(s.id for s in description.sheets)}" for k in given
                     if k not in {s.id for s in description.sheets}]  # fmt: skip
    for sheet in description.sheets:
        raw.rows[sheet.id] = list(_mapping_rows(sheet, given.get(sheet.id), years, raw.problems))
    return raw


def _mapping_rows(sheet: Sheet, content: Any, years: tuple[int, ...], problems: list[str]) -> list[Row]:
    if content is None:
        return []
    if sheet.shape == "table":
        if not isinstance(content, list):
            problems.append(f"{sheet.id}：应为列表")
            return []
        return [_mapping_table(sheet, n, r, years, problems) for n, r in enumerate(content, 1)]
    if not isinstance(content, Mapping):
        problems.append(f"{sheet.id}：应为键值")
        return []
    rows = []
    labels = {i.id: i.label for i in sheet.rows}
    for key, value in content.items():
        if key not in labels:
            problems.append(f"{sheet.id}.{key}：没有这一项；可用 {'、'.join(labels)}")
            continue
        row = Row(labels[key], f"{sheet.id}.{key}")
        detail = dict(value) if isinstance(value, Mapping) else {"value": value}
        for year in years:
            if sheet.shape == "years":
                row.yearly["values", year] = Cell(
                    _pick(detail.get("values"), years, year), f"{sheet.id}.{key}（{year}年）"
                )
        row.cells = {k: Cell(v, f"{sheet.id}.{key}") for k, v in detail.items() if k != "values"}
        rows.append(row)
    return rows


def _mapping_table(sheet: Sheet, number: int, content: Any, years: tuple[int, ...], problems: list[str]) -> Row:
    place = f"{sheet.id}第{number}条"
    row = Row(str(number), place)
    if not isinstance(content, Mapping):
        problems.append(f"{place}：应为键值")
        return row
    items: dict[str, Item] = {i.id: i for i in sheet.columns}
    problems += [f"{place}：没有「{k}」这一列；可用 {'、'.join(items)}" for k in content if k not in items]
    for item in sheet.columns:
        value = content.get(item.id)
        if item.kind != "years":
            row.cells[item.id] = Cell(value, f"{place} {item.label}")
            continue
        for year in years:
            row.yearly[item.id, year] = Cell(_pick(value, years, year), f"{place} {item.label}（{year}年）")
    if sheet.presets and number <= len(sheet.presets):
        preset = sheet.presets[number - 1]
        row.cells[sheet.columns[0].id] = Cell(preset.label, place)
        for key, default in preset.values.items():
            if row.cells[key].blank:
                row.cells[key] = Cell(default, row.cells[key].place)
    return row


def _pick(values: Any, years: tuple[int, ...], year: int) -> Any:
    if isinstance(values, Mapping):
        return values.get(year, values.get(str(year)))
    if isinstance(values, list):
        return values[years.index(year)] if years.index(year) < len(values) else None
    return None
