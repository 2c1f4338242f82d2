"""Specification → Excel workbook: one sheet a topic, with units, explanations, choices, checks and greyed examples."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from report_kit.generation import layout
from report_kit.generation.layout import Column
from report_kit.generation.spec import EDITIONS, KINDS, MODES, Item, Preset, Sheet, Spec
from report_kit.output import replacing

_THIN = Side(style="thin", color="B7C4BB")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER = PatternFill("solid", fgColor="2F6B4F")
_INPUT = PatternFill("solid", fgColor="FFFBE8")
_FIXED = PatternFill("solid", fgColor="EAF2EC")
_EXAMPLE = PatternFill("solid", fgColor="F2F2F2")
_FONT = "微软雅黑"
_GREY = Font(name=_FONT, size=10, italic=True, color="8C8C8C")
_BODY = Font(name=_FONT, size=10)
_SPARE_ROWS = 8
_LONG = ("long",)


def write(spec: Spec, years: tuple[int, ...], path: Path, content: Mapping[str, Any] | None = None) -> None:
    """Write the workbook for `spec` and three `years`, filled with `content` (sheet id → rows) when given."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _guide(guide, spec, years)
    choices = _Choices(book.create_sheet(layout.OPTIONS))
    for sheet in spec.sheets:
        _Sheet(book.create_sheet(sheet.name), sheet, years, choices).write((content or {}).get(sheet.id))
    _collection(book.create_sheet(layout.COLLECTION, 1), spec)
    book.move_sheet(layout.OPTIONS, offset=len(book.sheetnames))
    book.active = 0
    with replacing(path) as temporary:
        book.save(temporary)


class _Choices:
    """The hidden sheet that holds the drop-down lists (a list inside a validation may not exceed 255 characters)."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._sheet.sheet_state = "hidden"
        self._known: dict[tuple[str, ...], str] = {}

    def reference(self, choices: tuple[str, ...]) -> str:
        if choices not in self._known:
            column = len(self._known) + 1
            for row, choice in enumerate(choices, 1):
                self._sheet.cell(row, column, choice)
            letter = get_column_letter(column)
            self._known[choices] = f"'{layout.OPTIONS}'!${letter}$1:${letter}${len(choices)}"
        return self._known[choices]


class _Sheet:
    """One sheet of the workbook being written."""

    def __init__(self, page: Worksheet, sheet: Sheet, years: tuple[int, ...], choices: _Choices) -> None:
        self.page, self.sheet, self.years, self.choices = page, sheet, years, choices
        self.columns = layout.columns(sheet, years)
        self.validations: dict[str, DataValidation] = {}

    def write(self, content: Any) -> None:
        _heading(self.page, self.sheet.name, self.sheet.help, len(self.columns))
        for index, column in enumerate(self.columns, 1):
            required = self.sheet.shape == "table" and column.item is not None and column.item.required
            _header(self.page.cell(layout.HEADER_ROW, index), column.header, required)
            self.page.column_dimensions[get_column_letter(index)].width = column.width
        if self.sheet.shape == "table":
            self._table(content or [])
        else:
            self._items(content or {})
        for validation in self.validations.values():
            self.page.add_data_validation(validation)
        self._fit_rows()
        _print_setup(self.page, len(self.columns))

    def _fit_rows(self) -> None:
        """Heights that show the wrapped text: Excel does not work them out for a file it has not saved itself."""
        long_rows = {n for n, i in enumerate(self.sheet.rows, layout.FIRST_ROW) if i.kind in _LONG}
        for number in range(layout.HEADER_ROW, (self.page.max_row or 0) + 1):
            lines = max(
                sum(-(-_width(line) // int(column.width - 1)) or 1 for line in str(cell.value or "").split("\n"))
                for cell, column in zip(self.page[number], self.columns, strict=False)
            )
            self.page.row_dimensions[number].height = max(20, 14.5 * lines + 6, 80 if number in long_rows else 0)

    def _items(self, content: Mapping[str, Any]) -> None:
        """Rows of a form or years sheet."""
        for row, item in enumerate(self.sheet.rows, layout.FIRST_ROW):
            given = content.get(item.id)
            for index, column in enumerate(self.columns, 1):
                cell = _body(self.page.cell(row, index))
                if column.item is not None:
                    self._input(cell, item, column, given)
                elif column.header == layout.ITEM_HEADER:
                    cell.value, cell.fill = item.label, _FIXED
                elif column.header == layout.REQUIRED_HEADER and item.required:
                    cell.value, cell.font = layout.REQUIRED_MARK, Font(name=_FONT, size=12, bold=True, color="C00000")
                    cell.alignment = Alignment(horizontal="center", vertical="center")
                elif column.header == layout.HELP_HEADER:
                    cell.value = item.help or None
                elif column.header == layout.EXAMPLE_HEADER:
                    _put(cell, item.example)
                    cell.font, cell.fill = _GREY, _EXAMPLE

    def _input(self, cell: Cell, item: Item, column: Column, given: Any) -> None:
        """One cell to fill in: of a form its value or unit, of a years sheet also evidence and note."""
        assert column.item is not None
        cell.fill, cell.protection = _INPUT, Protection(locked=False)
        if column.item.id == "unit":
            cell.value = (given.get("unit") if isinstance(given, Mapping) else None) or item.unit or None
            if len(item.units) > 1:
                self._choose(cell, item.units, strict=not item.free_unit)
            elif not item.unit:
                cell.fill = _FIXED
            return
        if self.sheet.shape == "form":
            _put(cell, given.get("value") if isinstance(given, Mapping) else given)
            cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
            self._check(cell, item)
            return
        given = given or {}
        if column.year is not None:
            _put(cell, _of_year(given.get("values"), self.years, column.year))
            self._check(cell, item)
        else:
            _put(cell, given.get(column.item.id))

    def _table(self, content: list[Mapping[str, Any]]) -> None:
        row = layout.FIRST_ROW
        if not self.sheet.presets:
            self._example(row)
            row += 1
        presets: list[Preset | None] = list(self.sheet.presets) or [None] * (len(content) + _SPARE_ROWS)
        for number, preset in enumerate(presets, 1):
            given = dict(content[number - 1]) if number <= len(content) else {}
            if preset:
                given = {**preset.values, **given, self.sheet.columns[0].id: preset.label}
            self._record(row, number, preset, given)
            row += 1

    def _example(self, row: int) -> None:
        for index, column in enumerate(self.columns, 1):
            cell = _body(self.page.cell(row, index))
            cell.font, cell.fill = _GREY, _EXAMPLE
            if column.item is None:
                cell.value = layout.EXAMPLE_MARK
            else:
                _put(cell, column.item.example)

    def _record(self, row: int, number: int, preset: Preset | None, given: Mapping[str, Any]) -> None:
        for index, column in enumerate(self.columns, 1):
            cell = _body(self.page.cell(row, index))
            if column.item is None:
                cell.value, cell.fill = number, _FIXED
                cell.alignment = Alignment(horizontal="center", vertical="center")
                continue
            value = given.get(column.item.id)
            _put(cell, value if column.year is None else _of_year(value, self.years, column.year))
            if preset and index == 2:
                cell.fill = _FIXED
                continue
            cell.fill, cell.protection = _INPUT, Protection(locked=False)
            own = preset.choices.get(column.item.id) if preset else None
            self._choose(cell, own) if own else self._check(cell, column.item)

    def _choose(self, cell: Cell, choices: tuple[str, ...], strict: bool = True) -> None:
        formula = self.choices.reference(choices)
        validation = self._validation(f"list{formula}{strict}", type="list", formula1=formula)
        validation.showErrorMessage = strict
        validation.error, validation.errorTitle = "请从下拉列表中选择", "填写有误"
        validation.add(cell)

    def _check(self, cell: Cell, item: Item) -> None:
        """Attach the validation that fits the item's kind."""
        if item.choices:
            self._choose(cell, item.choices, strict=item.kind != "unit")
        elif item.kind in ("number", "years"):
            low, high = item.min, item.max
            bounds = {"operator": "between", "formula1": str(low), "formula2": str(high)}
            if high is None:
                lowest = "-1E+15" if low is None else str(low)
                bounds = {"operator": "greaterThanOrEqual", "formula1": lowest}
            validation = self._validation(f"number{low}{high}", type="decimal", **bounds)
            validation.error, validation.errorTitle = "请填写数字，不要带单位和文字", "填写有误"
            validation.add(cell)
            if item.digits == 0:
                cell.number_format = "0"
        elif item.kind == "date":
            validation = self._validation(
                "date", type="date", operator="greaterThan", formula1="18264"
            )  # 1950-01-01: no paper of a living enterprise is older
            validation.error, validation.errorTitle = "请填写日期，如 2026-03-05", "填写有误"
            validation.add(cell)
            cell.number_format = "yyyy-mm-dd"
        elif item.max_length:
            validation = self._validation(
                f"length{item.max_length}", type="textLength", operator="lessThanOrEqual", formula1=str(item.max_length)
            )
            validation.error, validation.errorTitle = f"不超过 {item.max_length} 字", "填写有误"
            validation.add(cell)

    def _validation(self, key: str, **options: Any) -> DataValidation:
        if key not in self.validations:
            self.validations[key] = DataValidation(allow_blank=True, showErrorMessage=True, **options)
        return self.validations[key]


def _width(text: str) -> int:
    """Columns a text takes: two for a Chinese character, one for a Latin one."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


def _of_year(values: Any, years: tuple[int, ...], year: int) -> Any:
    if isinstance(values, Mapping):
        return values.get(year, values.get(str(year)))
    if isinstance(values, list | tuple):
        return dict(zip(years, values, strict=False)).get(year)
    return None


def _put(cell: Cell, value: Any) -> None:
    """Write a value as Excel should hold it; text is never taken for a formula."""
    if value is None:
        return
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        with suppress(ValueError):
            value = date.fromisoformat(value)
    if isinstance(value, list | tuple):
        value = "、".join(str(v) for v in value)
    if isinstance(value, bool):
        value = "是" if value else "否"
    if isinstance(value, Decimal | float):
        decimals = max(0, -int(Decimal(str(value)).as_tuple().exponent))
        cell.number_format = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if isinstance(value, str):
        cell.data_type = "s"
        if len(value) <= 12:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _body(cell: Any) -> Cell:
    assert isinstance(cell, Cell)
    cell.font, cell.border = _BODY, _BORDER
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _header(cell: Any, text: str, required: bool) -> None:
    cell.value = f"{text}{layout.REQUIRED_MARK}" if required else text
    cell.font = Font(name=_FONT, size=10, bold=True, color="FFE699" if required else "FFFFFF")
    cell.fill, cell.border = _HEADER, _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _heading(page: Worksheet, title: str, text: str, width: int) -> None:
    for row, value, size, bold, height in ((1, title, 14, True, 28), (2, text, 10, False, 34)):
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=max(width, 2))
        cell = page.cell(row, 1, value)
        cell.font = Font(name=_FONT, size=size, bold=bold, color="1F4E3A" if bold else "595959")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        page.row_dimensions[row].height = height
    page.row_dimensions[layout.HEADER_ROW].height = 32


def _print_setup(page: Worksheet, width: int, frozen: str = "B4") -> None:
    page.freeze_panes = frozen
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{layout.TITLE_ROW}:{layout.HEADER_ROW}"
    page.page_margins.left = page.page_margins.right = 0.4
    footer = page.oddFooter
    assert footer is not None and footer.center is not None
    footer.center.text = "&A　第 &P 页 共 &N 页"
    page.sheet_view.zoomScale = 100


def _guide(page: Worksheet, spec: Spec, years: tuple[int, ...]) -> None:
    """First sheet: what this workbook is for (read back by the reader) and how to fill it in."""
    page.title = layout.GUIDE
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 22, 100
    _heading(
        page,
        f"{KINDS[spec.kind]}{MODES[spec.mode]}数据工作簿",
        "按工作表逐项填写，保存后运行 report-kit generate 生成报告。",
        2,
    )
    known = {
        "报告类型": spec.kind,
        "评价方式": spec.mode,
        "评价标准": spec.edition,
        "数据年度": "、".join(str(y) for y in years),
    }
    rows = [
        *known.items(),
        ("说明", f"本工作簿对应 {KINDS[spec.kind]}{MODES[spec.mode]}报告，评价标准 {EDITIONS[spec.edition]}；以上四项请勿改动。"),
        ("颜色", "浅黄色为填写区；浅绿色为固定内容；灰色斜体为示例，不会进入报告；深绿表头中黄色字带 * 的列、「必填」列有 * 的行必须填写。"),
        ("数字", "只填数字，不带单位和文字；单位在「单位」列选择或核对。近三年都要填；确实没有的年份填「—」，没有发生的填 0。"),
        ("日期", "填 2026-03-05 这样的日期。"),
        ("证据编号", "先在「证据清单」给每份证明材料编号（如 E-01），其他表的「证据编号」只填编号，多个用顿号隔开。"),
        ("增加行", "在表格末尾的空行继续填写，行不够时可插入行；不要改动表名和表头。自用的演算表请命名为「附…」，读取时跳过。"),
        ("分工", f"「{layout.COLLECTION}」按部门列出由谁提供哪些资料、填哪张表。"),
        ("真实性", "企业对数据和材料的真实性、准确性负责。报告中的每个计算结果都会列出公式、代入数据和数据所在的工作表、单元格。"),
        ("生成", "report-kit generate 本文件.xlsx -o 自评价报告.docx　缺必填项时会逐项列出；加 --draft 可先生成带「待补充」标记的草稿。"),
    ]  # fmt: skip
    for row, (label, text) in enumerate(rows, layout.HEADER_ROW):
        left, right = _body(page.cell(row, 1, label)), _body(page.cell(row, 2, text))
        left.fill, left.font = _FIXED, Font(name=_FONT, size=10, bold=True)
        right.fill = _FIXED if label in known else PatternFill()
        page.row_dimensions[row].height = 22 if len(text) < 60 else 36
    _print_setup(page, 2, "A3")
    page.print_title_rows = "1:1"


def _collection(page: Worksheet, spec: Spec) -> None:
    """资料收集清单: by department, which sheet to fill in and which papers to bring."""
    page.title = layout.COLLECTION
    headers = (("部门", 20), ("工作表", 22), ("填写内容", 60), ("应提供的资料", 60), ("负责人", 12), ("完成情况", 12))
    _heading(
        page,
        layout.COLLECTION,
        "按部门分发；各部门填写对应工作表并提供右侧资料，负责人和完成情况由牵头部门登记。",
        len(headers),
    )
    for index, (text, width) in enumerate(headers, 1):
        _header(page.cell(layout.HEADER_ROW, index), text, False)
        page.column_dimensions[get_column_letter(index)].width = width
    lines = [(d, n, s) for n, s in enumerate(spec.sheets) for d in s.department.split("、")]
    lines.sort(key=lambda line: line[:2])
    for row, (department, _, sheet) in enumerate(lines, layout.FIRST_ROW):
        asked = "、".join(i.label for i in (sheet.rows or sheet.columns) if i.kind != "evidence")
        for index, words in enumerate((department, sheet.name, asked, sheet.documents, None, None), 1):
            cell = _body(page.cell(row, index, words))
            if index == 2:
                cell.hyperlink = f"#'{sheet.name}'!A1"
                cell.font = Font(name=_FONT, size=10, color="1F6FB2", underline="single")
        page.row_dimensions[row].height = 18 * max(1, -(-len(asked) // 32), -(-len(sheet.documents) // 32))
    _print_setup(page, len(headers))
