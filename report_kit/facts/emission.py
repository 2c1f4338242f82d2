"""CO2 factors as a report prints them: of electricity with the year and area they are said to be of, and of fuels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from report_kit.checklist.factors import energies, fuels, grid
from report_kit.document.model import Block, Document
from report_kit.facts import listing, pieces
from report_kit.facts.naming import normal
from report_kit.facts.records import EmissionFactor
from report_kit.facts.tables import read_cell
from report_kit.quantities.number import Printed, make_number
from report_kit.quantities.units import Unit, parse_unit

_FACTOR = re.compile(r"因子|排放系数|碳排放系数")
_POWER = re.compile(
    r"(?<![\d.])(?P<digits>[01]\.\d{3,5})(?![\d.])\s*(?P<unit>[(（]?\s*(?:k?gCO2e?|tCO2e?|t|kg|吨|千克|公斤)(?:二氧化碳|CO2)?\s*[/／]\s*(?:k[Ww]\s?[··]?\s?h|M[Ww]\s?[·]?\s?h|千瓦时|兆瓦时|千千瓦时|度|万k[Ww]h|万千瓦时)\s*[)）]?)?"
)
_PER_POWER = re.compile(r"[/／]\s*(?:k[Ww]\s?·?\s?h|M[Ww]\s?·?\s?h|千瓦时|兆瓦时|千千瓦时|度)")
_ELECTRIC = re.compile(r"电力|电网|外购电|购电|用电|净购入电|电\s*[(（:：]|^电$|电因子|电量")
_FOOTPRINT = re.compile(r"足迹")
_YEAR_OF_FACTOR = re.compile(
    r"((?:19|20)\d\d)\s*年?度?(?:的|中国|公布的)?(?:[^，。；;、,\d()（）]{0,14}?)(?:省级|区域|电力|电网|平均|二氧化碳|因子|值|排放)"
)
_RELEASED = re.compile(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?(?:公布|发布|印发)?|(?:19|20)\d\d\s*年(?:公布|发布|印发|公告)|[〔\[（(](?:19|20)\d\d[〕\]）)]|公告\s*(?:19|20)\d\d\s*年\s*第\s*\d+\s*号"
)
_BARE_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_SENTENCE = re.compile(r"[。；;\n]")
_REACH = 300
_NATIONAL = re.compile(r"全国|国家|我国|中国")
_NO_MARKET = re.compile(r"不(?:包?括|含|计)市场化")
_FOSSIL = re.compile(r"化石能源电力|火电|化石能源")
_OTHERS_TALK = re.compile(
    r"对比|相比|比较|调整为|更新为|改为|由.{0,20}(?:变|调整|更新)|上一?年度?(?:采用|使用)|原采用|不采用|不使用|未采用|误用"
)


@cache
def _areas() -> re.Pattern[str]:
    table = grid()
    names = {name for release in table.releases for name in (*release.regions, *release.provinces)}
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


def extract(document: Document) -> list[EmissionFactor]:
    """Every printed factor of electricity and of the fuels that `factors/fuels.yaml` knows."""
    found: list[EmissionFactor] = []
    for block in document.body:
        if block.type == "table":
            found.extend(_of_table(document, block))
        elif block.type == "paragraph" and (_FACTOR.search(block.text) or "CO" in block.text):
            for piece in pieces.of_blocks([block]):
                found.extend(_of_text(piece))
    return found


def _of_text(piece: pieces.Piece) -> Iterator[EmissionFactor]:
    clean = normal(piece.text)
    for match in _POWER.finditer(clean):
        low, high = max(0, match.start() - _REACH), min(len(clean), match.end() + _REACH)
        start = max((m.end() for m in _SENTENCE.finditer(clean, low, match.start())), default=low)
        end = next((m.start() for m in _SENTENCE.finditer(clean, match.end(), high)), high)
        sentence = clean[start:end]
        left, right = clean[start : match.start()], clean[match.end() : end]
        per_power = bool(match["unit"] and _PER_POWER.search(match["unit"]))
        labelled = _FACTOR.search(left[-30:]) and _ELECTRIC.search(left[-40:])
        if not per_power and not labelled:
            continue
        if match["unit"] and not per_power:
            continue
        number = make_number("", match["digits"], "", False, match["digits"])
        value = _in_kg_per_kwh(Decimal(match["digits"]), match["unit"] or "")
        if number is None or value is None or not Decimal("0.05") <= value <= Decimal("1.3"):
            continue
        year, area = _said(left, right)
        yield EmissionFactor(
            "electricity", value, number, piece.place(match.span("digits")), year, area, _accounted(left),
            bool(_FOOTPRINT.search(sentence)) or bool(_OTHERS_TALK.search(sentence)),
        )  # fmt: skip


def _in_kg_per_kwh(value: Decimal, unit: str) -> Decimal | None:
    """tCO2/MWh and kgCO2/kWh are the same; a factor per 万kWh is not printed as 0.4403."""
    if "万" in unit:
        return None
    tons = bool(re.search(r"^[(（]?\s*(?:t|吨)", unit))
    small = bool(re.search(r"(?<!千)千瓦时|k[Ww]|度", unit)) and "千千瓦时" not in unit
    return None if tons and small else value


_CUT = re.compile(r"[，,;；。：:=×、]|[（(](?=[^（()）]*$)")


def _said(left: str, right: str) -> tuple[int | None, str]:
    """(year, area) that the words beside a factor name: those of the clause right before it, else those behind it."""
    before = [c for c in _CUT.split(_RELEASED.sub("", left)[-80:]) if c.strip()]
    behind = re.split(r"[;；。]|=|×|\d\.\d", _RELEASED.sub("", right))[0][:60]
    years: list[str] = []
    area = ""
    for words, last in ((before[-1] if before else "", True), (behind, False)):
        tells = bool(
            _FACTOR.search(words) or (not last and ("值" in words or _areas().search(words) or "电网" in words))
        )
        if not years and tells:
            years = [m[1] for m in _YEAR_OF_FACTOR.finditer(words)] or ([] if last else _BARE_YEAR.findall(words))
        if not area and tells:
            area = _area(words, last=last)
        years = years[-1:] if last else years
    return (int(years[-1]) if len(set(years)) == 1 else None), area


def _area(words: str, *, last: bool) -> str:
    named = [(m.start(), m[0]) for m in _areas().finditer(words)]
    named += [(m.start(), "全国") for m in _NATIONAL.finditer(words)]
    if not named:
        return ""
    if _FOSSIL.search(words):
        return "化石能源"
    area = (max(named) if last else min(named))[1]
    return "全国（不含市场化）" if area == "全国" and _NO_MARKET.search(words) else area


def _accounted(left: str) -> int | None:
    """The year whose emissions the sentence computes."""
    years = set(
        re.findall(r"((?:19|20)\d\d)年(?:度)?(?![^，。；]{0,16}(?:因子|公布|发布|平均|值))", _RELEASED.sub("", left))
    )
    return int(years.pop()) if len(years) == 1 else None


def _of_table(document: Document, table: Block) -> Iterator[EmissionFactor]:
    heads = listing.headers(table)
    at = [n for n, h in enumerate(heads) if _FACTOR.search(h) and not re.search(r"来源|依据|说明|折标", h)]
    coal = any(re.search(r"折标|标准?煤", h) for h in heads)
    if coal and not any("排放" in h or "碳" in h or "CO" in h for h in heads):
        return
    for row in listing.rows(table):
        label = "".join(dict.fromkeys(c for n, c in enumerate(table.rows[row.index]) if n not in at and not _digits(c)))
        for column in at:
            cell = read_cell(row.text(column))
            if cell.number is None:
                piece = pieces.Piece(table, row.text(column), row.index, column)
                yield from _of_text(piece)
                continue
            unit = cell.unit or _unit_of(row, heads[column])
            yield from _of_cell(document, row, column, cell.number, unit, label)
    for piece in pieces.cells(table):
        if piece.column not in at and len(piece.text) > 12 and _FACTOR.search(piece.text):
            yield from _of_text(piece)


def _of_clause(words: str) -> tuple[int | None, str]:
    """(year, area) that a label or caption names for its factor: 外购电力（2022年广东省因子）."""
    for clause in re.split(r"[，,;；。：:（()）]", words):
        years = set(_BARE_YEAR.findall(clause))
        if _FACTOR.search(clause) and len(years) == 1:
            return int(years.pop()), _area(clause, last=True)
    return None, ""


def _digits(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,%\s]*", text))


def _unit_of(row: listing.Row, header: str) -> Unit | None:
    inside = re.search(r"[(（]([^()（）]*[/／][^()（）]*)[)）]|[/／]\s*([^\s]+[/／][^\s]+)$", header)
    if inside:
        return parse_unit((inside[1] or inside[2]).strip())
    units = [c for c, h in zip(row.block.rows[row.index], row.headers, strict=False) if "单位" in h and "/" in c]
    return parse_unit(units[0]) if units else None


def _of_cell(
    document: Document, row: listing.Row, column: int, number: Printed, unit: Unit | None, label: str
) -> Iterator[EmissionFactor]:
    first = next((c for c in row.block.rows[row.index] if c.strip() and not _digits(c)), "")
    around = normal(f"{row.block.caption}；{label}")
    if _ELECTRIC.search(first) and not re.search(r"光伏|绿电|自发", first):
        if Decimal("0.05") <= number.value <= Decimal("1.3") and number.decimals >= 3:
            year, area = _of_clause(normal(label))
            if year is None and not area:
                year, area = _of_clause(normal(row.block.caption))
            accounted = set(re.findall(r"((?:19|20)\d\d)年", row.block.caption)) - ({str(year)} if year else set())
            yield EmissionFactor(
                "electricity", number.value, number, row.place(column), year, area,
                int(accounted.pop()) if len(accounted) == 1 else None, bool(_FOOTPRINT.search(around)),
            )  # fmt: skip
        return
    energy = next((n for n in sorted(energies().by_name, key=len, reverse=True) if n in first), None)
    fuel = fuels().by_energy.get(energies().by_name[energy].id) if energy else None
    own = parse_unit(fuel.unit) if fuel else None
    if fuel is None or own is None or unit is None or (factor := unit.to(own)) is None:
        return
    yield EmissionFactor(fuel.energy, number.value * factor, number, row.place(column))
