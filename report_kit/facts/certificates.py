"""Certificates and permits with their validity, from tables and prose."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from report_kit.document.model import Block, Document, Place
from report_kit.facts import listing, organisations
from report_kit.facts.model import Certificate, Dated
from report_kit.facts.pieces import tight

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("质量管理体系", re.compile(r"质量管理体系|19001|ISO\s?9001")),
    ("环境管理体系", re.compile(r"环境管理体系|24001|14001")),
    ("职业健康安全管理体系", re.compile(r"职业健康安?全?|45001|28001|18001")),
    ("能源管理体系", re.compile(r"能源管理体系|23331|50001")),
    ("排污许可证", re.compile(r"排污许可证|排污登记|排污许可")),
    ("安全生产许可证", re.compile(r"安全生产许可证")),
    ("生产许可证", re.compile(r"生产许可证")),
    ("取水许可证", re.compile(r"取水许可证?")),
    ("社会责任管理体系", re.compile(r"社会责任管理体系|SA\s?8000|39604")),
    ("产品认证", re.compile(r"产品认证|节能认证|绿色产品|CCC|环境标志")),
)  # fmt: skip
_OTHER_THINGS = re.compile(
    r"检定|校准|计量器具|合同|协议|检测报告|监测报告|CMA|资质认定|职称|租赁|公示|专利|供应商|供方|规划"
)
SYSTEM_LETTERS: dict[str, tuple[str, ...]] = {
    "质量管理体系": ("Q",), "环境管理体系": ("E",), "职业健康安全管理体系": ("S", "OHS", "OH", "OHSMS"), "能源管理体系": ("En", "EN", "EnMS"),
}  # fmt: skip
"""Letters that stand for a management system in the numbers of domestic certifiers."""
_SHORT = {
    "质量": "质量管理体系", "环境": "环境管理体系", "职业健康安全": "职业健康安全管理体系", "职业健康": "职业健康安全管理体系",
    "能源": "能源管理体系",
}  # fmt: skip
_SHORT_NAME = re.compile("|".join(sorted(_SHORT, key=len, reverse=True)))
_CERTIFIED = re.compile(r"证书|认证")
_CERTIFICATE_NUMBER = re.compile(r"\d[0-9A-Z]*[A-Z][0-9A-Z]{4,}|[A-Z]{2,}[0-9A-Z]{6,}")
_ONLY_VALIDITY = re.compile(r"\s*(?:证书|许可证?)?有效期限?(?:至|为|自|从|：|:|\s)*$")
_SCOPE = re.compile(r"(?:认证|覆盖|许可|证书|适用)(?:的)?范围|^范围$|认证产品|产品名称")
_BODY = re.compile(r"(?:认证|发证|颁证|颁发|批准)(?:机构|机关|单位|部门)")
_ENDLESS = re.compile(r"(?:至|到|[-—–~～])\s*(?:长期|永久|无固定期限)")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z\-/]{7,}")
_REPLACED = re.compile(r"原证书|旧证|换证|换发|续证|重新(?:认证|申领|取得)|已(?:换|续|更新)|延续")


def extract(document: Document, dates: list[Dated]) -> list[Certificate]:
    """Certificates whose validity is printed. `kind` is one of a few known kinds, or the row's own words."""
    by_row: dict[tuple[str, int | None], list[Dated]] = defaultdict(list)
    for dated in dates:
        block = document.by_id.get(dated.place.block)
        told = dated.role == "event" and dated.end and block and block.type != "table" and _CERTIFIED.search(block.text)
        if dated.day and (dated.role in ("validity", "valid_from", "valid_until") or told):
            by_row[dated.place.block, dated.place.row].append(dated)
    found: list[Certificate] = []
    for (block_id, row), group in by_row.items():
        block = document.by_id.get(block_id)
        if block is None:
            continue
        if block.type == "table" and row is not None:
            found += _of_row(document, block, row, group)
        else:
            found += _of_text(block, group)
    return found


def _of_row(document: Document, table: Block, row: int, group: list[Dated]) -> list[Certificate]:
    words = "／".join(dict.fromkeys(table.rows[row]))
    section = document.section_of.get(table.id)
    around = f"{table.caption}／{section.title if section else ''}／{''.join(table.rows[0])}／{words}"
    if _OTHER_THINGS.search(around) or _REPLACED.search(words) or _ENDLESS.search(words):
        return []
    first, last, place = _span(group)
    if last is None or place is None:
        return []
    named = [n for n in organisations.find(words) if n.form in organisations.COMPANY_FORMS]
    holder = tight(named[0].text) if named and re.search(r"持证|主体|单位|获证|企业", "".join(table.rows[0])) else ""
    number, heads = _number(words), listing.headers(table)
    at = next((n for n, cell in enumerate(table.rows[row]) if number and number in cell), None)
    return [
        Certificate(
            _kind(words), number, holder, first, last, table.cell(row, 0), place,
            table.cell(row, at) if at is not None else None, _under(table, row, heads, _SCOPE), _under(table, row, heads, _BODY),
        )
    ]  # fmt: skip


def _under(table: Block, row: int, heads: tuple[str, ...], pattern: re.Pattern[str]) -> str:
    return next(
        (table.rows[row][n] for n, head in enumerate(heads) if pattern.search(head) and n < len(table.rows[row])), ""
    )


def _of_text(block: Block, group: list[Dated]) -> list[Certificate]:
    found = []
    text = block.text or "".join(c for row in block.rows for c in row)
    for dated in group:
        at = text.find(dated.text)
        parts = re.split(r"[。；;]", text[max(0, at - 80) : at])
        before = "".join(parts[-2:]) if _ONLY_VALIDITY.match(parts[-1]) else parts[-1]
        after = re.split(r"[。；;]", text[at : at + 60])[0]
        kinds = _kinds_beside(before, after[len(dated.text) :], told=dated.role == "event")
        if not kinds or _OTHER_THINGS.search(before[-40:]) or _REPLACED.search(before + after):
            continue
        first, last, place = _span([dated])
        if last and place and not _ENDLESS.search(after):
            number = _number(before)
            written = text.rfind(number, 0, at) if number else -1
            beside = place if written < 0 or block.type == "table" else block.place((written, written + len(number)))
            found += [Certificate(kind, number, "", first, last, place, place, beside) for kind in kinds]
    return found


def _kinds_beside(before: str, after: str, *, told: bool) -> list[str]:
    """Kinds of the certificates a period belongs to: those named in brackets behind it, else the short name that opens
    its entry (「环境，01123E34522R2M，…」), else the kind named before it — unless only the period was `told`."""
    bracketed = re.match(r"\s*[（(]([^（）()]{2,30})[）)]", after)
    if bracketed:
        named = [_SHORT[m[0]] for m in _SHORT_NAME.finditer(bracketed[1])]
        if named:
            return named
    entry = re.split(r"[（(：:]", before)[-1]
    short = _SHORT_NAME.match(entry.strip("，, 、"))
    if short and _CERTIFICATE_NUMBER.search(entry):
        return [_SHORT[short[0]]]
    kind = _kind(before)
    return [kind] if not told and any(kind == name for name, _ in _KINDS) else []


def _span(group: list[Dated]) -> tuple[date | None, date | None, Place | None]:
    first = next(
        (d.day for d in group if d.role in ("validity", "valid_from") and (d.end or d.role == "valid_from")), None
    )
    for dated in group:
        if dated.end:
            return dated.day, dated.end, dated.place
    ends = sorted((d for d in group if d.role in ("valid_until", "validity")), key=lambda d: d.day or date.min)
    if len(ends) > 1 and first is None:
        first = ends[0].day  # two days side by side: from, until
    return first, ends[-1].day if ends else None, ends[-1].place if ends else None


def _kind(words: str) -> str:
    hits = [(found.end(), name) for name, pattern in _KINDS for found in pattern.finditer(words)]
    return max(hits)[1] if hits else tight(words.split("／")[0])[:20]


def _number(words: str) -> str:
    found = [n for n in _NUMBER.findall(words) if not re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", n)]
    return max(found, key=len, default="")
