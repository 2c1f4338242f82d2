"""Lists brought in from outside: veto lists (经营异常 …) and the roster of listed units. Matched offline."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

from sqlalchemy import delete, or_, select

from report_kit.errors import InputError
from report_kit.register.filing import bare
from report_kit.register.schema import Listing, Rostered
from report_kit.register.store import Register
from report_kit.register.tabular import day, rows
from report_kit.rules.history import ListKind

KINDS: tuple[str, ...] = get_args(ListKind)
_FIELDS = {
    "name": ("企业名称", "单位名称", "名称", "失信被执行人", "当事人", "企业", "单位"),
    "credit_code": ("统一社会信用代码", "信用代码", "组织机构代码"),
    "listed_on": ("列入日期", "立案时间", "处罚决定日期", "决定日期", "发布日期", "日期", "时间"),
    "reason": ("列入原因", "原因", "事由", "处罚内容", "违法事实", "案由", "情形", "备注"),
}
_ROSTER = {
    "name": ("企业名称", "工厂名称", "园区名称", "单位名称", "名称"),
    "credit_code": ("统一社会信用代码", "信用代码"),
    "kind": ("类型", "类别", "创建类型"),
    "level": ("级别", "层级", "等级"),
    "batch": ("批次", "年度", "公布批次"),
    "valid_from": ("有效期起", "公布日期", "起始", "认定日期"),
    "valid_until": ("有效期止", "有效期至", "截止"),
    "change": ("变更", "更名", "备注"),
}
_KIND_WORDS = (("园区", "park"), ("供应链", "supply-chain"), ("工厂", "factory"))


def import_list(register: Register, path: Path, kind: str, as_of: date) -> int:
    """Replaces the list of this kind and file by what `path` (CSV, XLSX) holds; gives the number of rows.

    Raises InputError when the file cannot be read, names no enterprise or the kind is unknown."""
    if kind not in KINDS:
        raise InputError(f"没有名单种类 {kind}", f"可用：{'、'.join(KINDS)}")
    listed = [
        Listing(
            kind=kind,
            name=row["name"][:160],
            credit_code=row.get("credit_code", "").upper()[:18],
            reason=row.get("reason", ""),
            listed_on=day(row.get("listed_on", "")),
            as_of=as_of,
            source=path.name[:255],
        )
        for _, row in rows(path, _FIELDS, "name")
    ]
    if not listed:
        raise InputError(f"{path.name} 表头下没有数据", "请检查是否选错了工作表或文件")
    with register.writing() as session:
        session.execute(delete(Listing).where(Listing.kind == kind, Listing.source == path.name[:255]))
        session.add_all(listed)
    return len(listed)


def import_roster(register: Register, path: Path) -> int:
    """Adds the published roster of units (level, batch, validity, changes); a file replaces its earlier import."""
    units = [
        Rostered(
            kind=next((kind for word, kind in _KIND_WORDS if word in row.get("kind", "")), ""),
            name=row["name"][:160],
            credit_code=row.get("credit_code", "").upper()[:18],
            level=row.get("level", "")[:32],
            batch=row.get("batch", "")[:64],
            valid_from=day(row.get("valid_from", "")),
            valid_until=day(row.get("valid_until", "")),
            change=row.get("change", ""),
            source=path.name[:255],
        )
        for _, row in rows(path, _ROSTER, "name")
    ]
    if not units:
        raise InputError(f"{path.name} 表头下没有数据", "请检查是否选错了工作表或文件")
    with register.writing() as session:
        session.execute(delete(Rostered).where(Rostered.source == path.name[:255]))
        session.add_all(units)
    return len(units)


def listings(register: Register, credit_code: str, name: str) -> list[Listing]:
    """Rows that name an enterprise: by credit code where both have one, else by the full name."""
    same_name = Listing.name.in_({name, bare(name)} - {""})
    with register.reading() as session:
        query = (
            select(Listing)
            .where(or_(Listing.credit_code == credit_code, same_name) if credit_code else same_name)
            .order_by(Listing.kind, Listing.id)
        )
        found = [
            row
            for row in session.scalars(query)
            if not (credit_code and row.credit_code and row.credit_code != credit_code)
        ]
        session.expunge_all()
    return found
