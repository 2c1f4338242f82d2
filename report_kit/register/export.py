"""What leaves the register: reports and findings as JSON, CSV or Excel; people and phones masked unless asked for."""

from __future__ import annotations

import csv
import io
import json
import zlib
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from sqlalchemy import select

from report_kit.errors import InputError
from report_kit.output import replacing, write_text
from report_kit.register import masking
from report_kit.register.schema import Engagement, FiledFinding, FiledReport
from report_kit.register.store import Register

REPORT_COLUMNS = (
    "编号", "文件名", "类型", "方式", "版本", "层级", "单位", "统一社会信用代码", "评价机构", "报告日期", "评价年度",
    "状态", "是某份的修改稿", "错误", "警告", "提示", "加入时间", "文件指纹",
)  # fmt: skip
FINDING_COLUMNS = ("报告编号", "单位", "规则", "性质", "级别", "状态", "内容")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet would take for a formula: such text is quoted."""


def report_rows(register: Register, reports: list[FiledReport]) -> list[dict[str, Any]]:
    """One row a report, by the titles of REPORT_COLUMNS."""
    counts: dict[tuple[int, str], int] = {}
    with register.reading() as session:
        for report, severity in session.execute(select(FiledFinding.report_id, FiledFinding.severity)):
            counts[report, severity] = counts.get((report, severity), 0) + 1
    rows = []
    for r in reports:
        years = "～".join(str(y) for y in dict.fromkeys((r.first_year, r.last_year)) if y)
        values = (
            r.id, r.file_name, r.kind, r.mode, r.edition, r.level,
            r.enterprise.name if r.enterprise else "", r.enterprise.credit_code if r.enterprise else "",
            r.agency.name if r.agency else "", r.dated.isoformat() if r.dated else "", years, r.state,
            r.revision_of or "", *(counts.get((r.id, s), 0) for s in ("error", "warning", "info")),
            r.added_at.isoformat(timespec="seconds"), r.sha256,
        )  # fmt: skip
        rows.append(dict(zip(REPORT_COLUMNS, values, strict=True)))
    return rows


def export(register: Register, out: Path, *, reports: list[FiledReport], unmasked: bool = False) -> None:
    """Writes reports and findings to `out`: .json (whole checks), .csv (reports) or .xlsx (reports and findings).

    Raises InputError for another ending."""
    hidden = [] if unmasked else people(register)
    rows = report_rows(register, reports)
    if not unmasked:
        rows = masking.data(rows, hidden)
    suffix = out.suffix.lower()
    if suffix == ".json":
        checks = [_check(register, r) for r in reports]
        data = {
            "schema": "report-kit/register/1",
            "reports": [{**row, "check": c} for row, c in zip(rows, checks, strict=True)],
        }
        write_text(out, json.dumps(data if unmasked else masking.data(data, hidden), ensure_ascii=False, indent=1))
        return
    if suffix == ".csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, REPORT_COLUMNS)
        writer.writeheader()
        writer.writerows({k: _safe(v) for k, v in row.items()} for row in rows)
        # Excel tells UTF-8 by this mark.
        write_text(out, "\ufeff" + text.getvalue())
        return
    if suffix == ".xlsx":
        _workbook(out, rows, _findings(register, reports, hidden))
        return
    raise InputError(f"不支持导出为 {suffix or '（无扩展名）'}", "请用 .json、.csv 或 .xlsx")


def _workbook(out: Path, reports: list[dict[str, Any]], findings: list[tuple[Any, ...]]) -> None:
    book = Workbook(write_only=True)
    for title, columns, rows in (
        ("报告", REPORT_COLUMNS, [tuple(r.values()) for r in reports]),
        ("问题和线索", FINDING_COLUMNS, findings),
    ):
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        header = [WriteOnlyCell(sheet, value=c) for c in columns]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        for row in rows:
            sheet.append([_safe(v) for v in row])
    with replacing(out) as target:
        book.save(target)


def _findings(register: Register, reports: list[FiledReport], hidden: list[str]) -> list[tuple[Any, ...]]:
    names = {r.id: r.enterprise.name if r.enterprise else r.file_name for r in reports}
    with register.reading() as session:
        rows = session.scalars(
            select(FiledFinding)
            .where(FiledFinding.report_id.in_(names))
            .order_by(FiledFinding.report_id, FiledFinding.id)
        )
        return [
            (f.report_id, names[f.report_id], f.rule, f.nature, f.severity, f.status, masking.text(f.message, hidden))
            for f in rows
        ]


def check_of(register: Register, report: FiledReport) -> dict[str, Any] | None:
    """The whole check as it was filed (`report-kit/check/1`); None for a file that could not be read."""
    return _check(register, report)


def _check(register: Register, report: FiledReport) -> dict[str, Any] | None:
    with register.reading() as session:
        data = session.scalar(select(FiledReport.check).where(FiledReport.id == report.id))
    return json.loads(zlib.decompress(data)) if data else None


def people(register: Register) -> list[str]:
    """Names of all people in the register: what to mask."""
    with register.reading() as session:
        return list(session.scalars(select(Engagement.person).distinct()))


def _safe(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
