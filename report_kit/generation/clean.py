"""Raw cells → Data: every value checked for its kind, unit and year; all problems told at once."""

from __future__ import annotations

from decimal import Decimal

from report_kit.errors import InputError
from report_kit.generation import consistency
from report_kit.generation.data import Data, Entry, Missing, Record, Series
from report_kit.generation.reading import Cell, Raw, Row
from report_kit.generation.spec import Item, Sheet, years_columns
from report_kit.generation.values import Unfit, text_of, value_of
from report_kit.quantities.number import is_no_value
from report_kit.quantities.units import parse_unit

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
            raise InputError(
                f"{self.data.file} 有 {len(self.problems)} 处需要更正：\n  {listed}{more}", "请改正后重新生成"
            )
        self.data.missing += consistency.gaps(self.data)
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
                self._missing(
                    evidence.model_copy(update={"label": f"{item.label}的证据编号"}), sheet, Cell(None, row.place), True
                )
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
            by_label.get(p.label)
            or Row(p.label, f"工作表「{sheet.name}」", {key.id: Cell(p.label, f"工作表「{sheet.name}」")})
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
            if (
                isinstance(cell.value, str)
                and cell.value.strip()
                and is_no_value(cell.value)
                and year != self.data.year
            ):
                continue
            entry = self._entry(number, cell)
            if entry is not None:
                values[year] = self._convert(item, entry, given, unit)
            elif filled and cell.blank and not self.draft:
                self.problems.append(
                    f"{cell.place}：缺 {year} 年的「{label}」；请补填，确实没有的填「—」，没有发生的填 0"
                )
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
        try:
            return Entry(value_of(item, cell.value), cell.place, str(cell.value).strip())
        except Unfit as error:
            self.problems.append(f"{cell.place}：{error}")
            return None

    def _convert(self, item: Item, entry: Entry, given: str, wanted: str) -> Entry:
        """The entry in the unit wanted; a unit of another dimension is a problem."""
        if given == wanted or not isinstance(entry.value, Decimal):
            return entry
        source, target = parse_unit(given), parse_unit(wanted)
        factor = source.to(target) if source and target else None
        if factor is None:
            self.problems.append(
                f"{entry.place}：「{item.label}」的单位「{given}」与应填的「{wanted}」不是同一种量；请改用 {wanted} 或可换算的单位"
            )
            return entry
        return Entry(_tidy(entry.value * factor), entry.place, f"{entry.text} {given}")

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
    return text_of(cell.value) if cell else ""
