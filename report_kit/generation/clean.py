"""Raw cells → Data: every value checked for its kind, unit and year; all problems told at once."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from report_kit.errors import InputError
from report_kit.generation import consistency
from report_kit.generation.data import Data, Entry, Missing, Record, Series, Value
from report_kit.generation.reading import Cell, Raw, Row
from report_kit.generation.spec import Item, Sheet, years_columns
from report_kit.quantities.number import is_no_value, parse_number
from report_kit.quantities.units import parse_unit

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MAX_TEXT = 2000
_MAX_NUMBER = Decimal(10) ** 15
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
_INDEX_RANGE = re.compile(r"^([A-Za-z]{1,3}-?)(\d{1,3})\s*[~～至—]\s*(?:[A-Za-z]{1,3}-?)?(\d{1,3})$")
_SHOWN = 40


def clean(raw: Raw, file: str, *, draft: bool = False) -> Data:
    """The checked data.

    Raises InputError naming every cell that cannot be used. What is required and blank is listed in `Data.missing`;
    a single year missing in a row is a problem, in a draft only missing."""
    return _Cleaner(raw, file, draft).run()


class _Cleaner:
    def __init__(self, raw: Raw, file: str, draft: bool) -> None:
        self.raw, self.draft = raw, draft
        self.problems = list(raw.problems)
        self.data = Data(file, raw.spec.kind, raw.spec.mode, raw.spec.edition, raw.years)

    def run(self) -> Data:
        for sheet in self.raw.spec.sheets:
            rows = self.raw.rows.get(sheet.id, [])
            if sheet.shape == "table":
                self._table(sheet, rows)
            elif sheet.shape == "form":
                self._form(sheet, rows)
            else:
                self._years(sheet, rows)
        self.problems += consistency.problems(self.data)
        if self.problems:
            shown = self.problems[:_SHOWN]
            more = f"\n  ……另有 {len(self.problems) - _SHOWN} 处" if len(self.problems) > _SHOWN else ""
            listed = "\n  ".join(f"{n}. {p}" for n, p in enumerate(shown, 1))
            raise InputError(f"{self.data.file} 有 {len(self.problems)} 处需要更正：\n  {listed}{more}", "\n请改正后重新生成")
        return self.data

    # sheets

    def _form(self, sheet: Sheet, rows: list[Row]) -> None:
        record = self.data.forms[sheet.id] = Record()
        by_label = self._by_label(sheet, rows)
        for item in sheet.rows:
            row = by_label.get(item.label)
            cell = row.cells.get("value", Cell(None, row.place)) if row else Cell(None, f"工作表「{sheet.name}」")
            entry = self._entry(item, cell)
            if entry is None:
                self._missing(item, sheet, cell, item.required)
                continue
            if item.unit and row and isinstance(entry.value, Decimal):
                unit = row.cells.get("unit", Cell(None, ""))
                entry = self._convert(item, entry, item.unit if unit.blank else str(unit.value).strip(), item.unit)
            record.entries[item.id] = entry

    def _years(self, sheet: Sheet, rows: list[Row]) -> None:
        lines = self.data.yearly[sheet.id] = {}
        by_label = self._by_label(sheet, rows)
        evidence = years_columns()[2]
        for item in sheet.rows:
            row = by_label.get(item.label) or Row(item.label, f"工作表「{sheet.name}」")
            unit_cell = row.cells.get("unit", Cell(None, row.place))
            given = item.unit if unit_cell.blank else str(unit_cell.value).strip()
            unit = given if item.free_unit else item.unit
            if item.free_unit and parse_unit(given) is None:
                self.problems.append(f"{unit_cell.place}：不认识的单位「{given}」；请写 {'、'.join(item.units)} 等")
                continue
            series = self._series(sheet, item, "values", row, item.label, unit, given)
            indices = self._entry(evidence, row.cells.get("evidence", Cell(None, row.place)))
            found = indices.value if indices and isinstance(indices.value, tuple) else ()
            if series.values and not found:
                self._missing(evidence.model_copy(update={"label": f"{item.label}的证据编号"}), sheet, Cell(None, row.place), True)
            lines[item.id] = Series(series.label, unit, series.values, found, _text(row.cells.get("note")))

    def _table(self, sheet: Sheet, rows: list[Row]) -> None:
        records = self.data.tables[sheet.id] = []
        if sheet.presets:
            rows = self._preset_rows(sheet, rows)
        for row in rows:
            if not row.blank:
                records.append(self._record(sheet, row))
        if len(records) < sheet.min_rows:
            what = f"{sheet.name}（至少 {sheet.min_rows} 行）"
            self.data.missing.append(Missing(what, f"工作表「{sheet.name}」"))
        for item in sheet.columns:
            if item.unique:
                self._unique(sheet, item, records)

    def _preset_rows(self, sheet: Sheet, rows: list[Row]) -> list[Row]:
        """Rows in the order of the fixed ones; unknown ones are problems, absent ones are left blank."""
        key = sheet.columns[0]
        by_label: dict[str, Row] = {}
        known = {p.label for p in sheet.presets}
        for row in rows:
            label = _text(row.cells.get(key.id))
            if label not in known:
                self.problems.append(f"{row.place}：「{label or '空白'}」不是本表的固定行；请恢复原文，不要增删行")
                continue
            by_label[label] = row
        return [
            by_label.get(p.label) or Row(p.label, f"工作表「{sheet.name}」", {key.id: Cell(p.label, f"工作表「{sheet.name}」")})
            for p in sheet.presets
        ]

    def _record(self, sheet: Sheet, row: Row) -> Record:
        record = Record()
        for item in sheet.columns:
            if item.kind == "years":
                continue
            cell = row.cells.get(item.id, Cell(None, row.place))
            entry = self._entry(item, cell)
            if entry is not None:
                record.entries[item.id] = entry
                continue
            wanted = item.required or any(
                _text(row.cells.get(other)) == value for other, value in item.required_if.items()
            )
            self._missing(item, sheet, cell, wanted)
        for item in sheet.columns:
            if item.kind == "years":
                unit = record.text(item.unit_from) if item.unit_from else item.unit
                record.series[item.id] = self._series(sheet, item, item.id, row, item.label, unit, unit)
        return record

    def _series(self, sheet: Sheet, item: Item, key: str, row: Row, label: str, unit: str, given: str) -> Series:
        cells = {y: row.yearly.get((key, y), Cell(None, f"{row.place}（{y}年）")) for y in self.data.years}
        filled = {y for y, c in cells.items() if not c.blank}
        values: dict[int, Entry] = {}
        number = item.model_copy(update={"kind": "number"})
        for year, cell in cells.items():
            if isinstance(cell.value, str) and cell.value.strip() and is_no_value(cell.value) and year != self.data.year:
                continue
            entry = self._entry(number, cell)
            if entry is not None:
                values[year] = self._convert(item, entry, given, unit)
            elif filled and cell.blank and not self.draft:
                self.problems.append(f"{cell.place}：缺 {year} 年的「{label}」；请补填，确实没有的填「—」，没有发生的填 0")
            elif filled and cell.blank:
                self._missing(item.model_copy(update={"label": f"{year}年{label}"}), sheet, cell, True)
        if not filled:
            self._missing(item.model_copy(update={"label": label}), sheet, cells[self.data.year], item.required)
        return Series(label, unit, values)

    # values

    def _entry(self, item: Item, cell: Cell) -> Entry | None:
        """The value of a cell when it fits the item's kind; otherwise None, with a problem unless it is blank."""
        if cell.blank:
            return None
        value = self._value(item, cell)
        return None if value is None else Entry(value, cell.place, str(cell.value).strip())

    def _value(self, item: Item, cell: Cell) -> Value | None:
        if item.kind in ("number", "years"):
            return self._number(item, cell)
        if item.kind == "date":
            return self._date(item, cell)
        if item.kind == "evidence":
            return tuple(_indices(_text(cell)))
        text = _text(cell)
        if len(text) > (item.max_length or _MAX_TEXT):
            return self._bad(cell, f"「{item.label}」{len(text)} 字，超过 {item.max_length or _MAX_TEXT} 字；请删减")
        if item.kind == "choice" and text not in item.choices:
            return self._bad(cell, f"「{item.label}」填的是「{_short(text)}」；请从 {'、'.join(item.choices)} 中选择")
        if item.kind == "code":
            text = text.upper() if item.id == "credit_code" else text
            if item.pattern and not re.fullmatch(item.pattern, text):
                return self._bad(cell, f"「{item.label}」格式不对：「{_short(text)}」；{item.help or '如 ' + str(item.example)}")
        if item.kind == "email" and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", text):
            return self._bad(cell, f"「{item.label}」不是电子邮箱：「{_short(text)}」；请核对")
        if item.kind == "phone" and not re.fullmatch(r"[0-9+()\- 转（）、/]{7,40}", text):
            return self._bad(cell, f"「{item.label}」不是电话号码：「{_short(text)}」；请核对")
        if item.kind == "unit" and text and parse_unit(text) is None:
            return self._bad(cell, f"不认识的单位「{_short(text)}」；请用 {'、'.join(item.choices) or item.example} 等写法")
        return text

    def _number(self, item: Item, cell: Cell) -> Decimal | None:
        value = cell.value
        if isinstance(value, bool) or isinstance(value, date):
            return self._bad(cell, f"「{item.label}」应填数字，现为「{value}」；请改为数字")
        if isinstance(value, int | float):
            number = Decimal(repr(value))
        else:
            printed = parse_number(str(value))
            if printed is None:
                advice = "请只填数字，不带单位和文字" + ("；确实没有的年份填「—」" if item.kind == "years" else "")
                return self._bad(cell, f"「{item.label}」应填数字，现为文字「{_short(str(value))}」；{advice}")
            number = printed.value
        if not number.is_finite() or abs(number) > _MAX_NUMBER:
            return self._bad(cell, f"「{item.label}」数值过大或无效；请核对")
        if item.min is not None and number < item.min:
            return self._bad(cell, f"「{item.label}」为 {number}，不应小于 {item.min}；请核对")
        if item.max is not None and number > item.max:
            return self._bad(cell, f"「{item.label}」为 {number}，不应大于 {item.max}；请核对")
        if item.digits == 0 and number != number.to_integral_value():
            return self._bad(cell, f"「{item.label}」应为整数，现为 {number}；请核对")
        return number

    def _date(self, item: Item, cell: Cell) -> date | None:
        if isinstance(cell.value, date):
            return cell.value
        match = _DATE.match(_text(cell))
        try:
            if match:
                return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return self._bad(cell, f"「{item.label}」是不存在的日期：「{_short(_text(cell))}」；请核对")
        return self._bad(cell, f"「{item.label}」应填日期，现为「{_short(_text(cell))}」；请写成 2026-03-05")

    def _convert(self, item: Item, entry: Entry, given: str, wanted: str) -> Entry:
        """The entry in the unit wanted; a unit of another dimension is a problem."""
        if given == wanted or not isinstance(entry.value, Decimal):
            return entry
        source, target = parse_unit(given), parse_unit(wanted)
        factor = source.to(target) if source and target else None
        if factor is None:
            self.problems.append(f"{entry.place}：「{item.label}」的单位「{given}」与应填的「{wanted}」不是同一种量；请改用 {wanted} 或可换算的单位")
            return entry
        return Entry(_tidy(entry.value * factor), entry.place, f"{entry.text} {given}")

    def _bad(self, cell: Cell, words: str) -> None:
        self.problems.append(f"{cell.place}：{words}")

    def _missing(self, item: Item, sheet: Sheet, cell: Cell, wanted: bool) -> None:
        if wanted and cell.blank:
            place = cell.place if sheet.name in cell.place or sheet.id in cell.place else f"工作表「{sheet.name}」"
            self.data.missing.append(Missing(item.label, place))

    def _by_label(self, sheet: Sheet, rows: list[Row]) -> dict[str, Row]:
        known = {i.label for i in sheet.rows}
        for row in rows:
            if row.label not in known and not row.blank:
                self.problems.append(f"{row.place}：「{row.label or '空白'}」不是本表的项目；请恢复原文，不要增删行")
        return {r.label: r for r in rows}

    def _unique(self, sheet: Sheet, item: Item, records: list[Record]) -> None:
        seen: dict[str, str] = {}
        for record in records:
            text = record.text(item.id)
            if text and text in seen:
                self.problems.append(f"{record.place(item.id)}：「{text}」与{seen[text]}重复；请合并或改名")
            seen.setdefault(text, record.place(item.id))


def _tidy(number: Decimal) -> Decimal:
    """Without the trailing zeros that a conversion leaves."""
    number = number.normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _text(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    if isinstance(value, list | tuple):
        value = "、".join(str(v) for v in value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def _indices(text: str) -> list[str]:
    """Evidence numbers of a cell; a range such as E-01~E-03 is spelt out."""
    result: list[str] = []
    for word in re.split(r"[、,，;；\s]+", text):
        match = _INDEX_RANGE.match(word)
        if match and int(match[2]) < int(match[3]):
            width = len(match[2])
            result += [f"{match[1]}{n:0{width}d}" for n in range(int(match[2]), int(match[3]) + 1)]
        elif word:
            result.append(word)
    return result
