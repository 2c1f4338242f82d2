"""What report this is: kind, mode, format, edition, enterprise, agency, level, date, period, jurisdiction."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from report_kit.checklist.editions import choose_edition
from report_kit.checklist.forms import DYNAMIC_FORM, FORMATS, report_format
from report_kit.document.model import Document, Place
from report_kit.facts import pieces
from report_kit.facts.cover import cover_blocks, title_lines
from report_kit.facts.dates import latest
from report_kit.facts.gazetteer import jurisdiction_of
from report_kit.facts.model import Citation, Dated, FormField, Identity, Kind, Mode, Name
from report_kit.facts.names import parties_of
from report_kit.facts.pieces import tight

_PERIOD_WORDS = re.compile(
    r"(?:评价|评估|统计|报告|核算|数据|自评价|考核|核查)(?:的)?(?:周期|时段|期间|期|年度|时间范围|年份|时间)|数据时间|基准年|覆盖(?:时间|期间)|数据(?:统计)?年度"
)
_RANGE = re.compile(
    r"((?:19|20)\d{2})\s*年?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?\s*(?:[-—–~～至到]{1,2})\s*((?:19|20)\d{2})\s*年"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?")
_YEAR_OF = re.compile(r"((?:19|20)\d{2})\s*(?:年度|年)?")
_TITLE_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?度")
_ORDINAL = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}[章部分]*|\d{1,2})[\s\u3000、.．]+")
_LEVELS = (("国家级", "国家层面"), ("国家层面", "国家层面"), ("省级", "省级"), ("市级", "市级"))


_TELLING = re.compile(r"绿色(?:工厂|工业园区|园区|产业园|供应链|制造)|供应链|园区|工厂")
_KIND_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("supply-chain", re.compile(r"绿色供应链|供应链管理")),
    ("park", re.compile(r"绿色(?:低碳)?(?:工业|产业)?园区")),
    ("factory", re.compile(r"绿色(?:低碳)?工厂")),
)
_PLATFORM = re.compile(r"申报书|申报表|推荐表|申请表|动态管理表?")
_PLATFORM_FIELDS = frozenset({"sub_industry", "process_profile", "green_profile", "industry_code"})
_DYNAMIC = re.compile(r"动态管理(?:信息)?(?:表|填报)")


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: Kind
    mode: Mode
    sure: bool


def extract(
    document: Document,
    form: list[FormField],
    names: list[Name],
    dates: list[Dated],
    citations: list[Citation],
    *,
    edition: str | None = None,
    kind: Kind | None = None,
    mode: Mode | None = None,
) -> Identity:
    """Identity of the report; `edition`, `kind`, `mode` overrule what it shows."""
    answers = {f.id: f.text for f in form}
    parties = parties_of(document, form)
    shown = _kind_and_mode(document, parties.agency, frozenset(f.id for f in form))
    kind, mode = kind or shown.kind, mode or shown.mode
    dated, place = _dated(dates)
    period, period_place = _period(document, dates, dated.year if dated else None)
    cited = [c.number for c in citations]
    chosen, reason = choose_edition(kind, dated, cited, edition, mode)
    return Identity(
        kind=kind, mode=mode, format=_format(kind, mode, document), edition=chosen, edition_reason=reason,
        enterprise=parties.subject, credit_code=tight(answers.get("credit_code", "")).upper(), agency=parties.agency,
        level=_level(document), dated=dated, dated_place=place, period=period,
        period_place=period_place,
        jurisdiction=_jurisdiction(document, answers, parties.subject),
        confidence=1.0 if shown.sure and parties.subject else 0.6,
    )  # fmt: skip


def _kind_and_mode(document: Document, agency: str, fields: frozenset[str]) -> _Kind:
    """By the cover's title; without a telling one by the form's own fields, then the words of the headings and of the
    first pages, and by whether an agency is named."""
    title = "".join(title_lines(document))
    told = bool(_TELLING.search(title))
    headings = "".join(tight(h.text) for h in document.headings)
    if not told:
        title += headings[:400]
    kind = _kind(title) or (None if told else _kind_by_words(document, fields)) or "factory"
    mode: Mode = "third-party" if agency else "self"
    platform = len(fields & _PLATFORM_FIELDS) >= 2
    if platform and _PLATFORM.search(title) and "报告" not in title:
        mode = "platform"  # 绿色工厂（自评价）申报表: the platform's form, whoever fills it in
    elif re.search(r"自评价|自评报告|自我评价|自评估", title):
        mode = "self"
    elif re.search(r"第三方", title):
        mode = "third-party"
    elif _PLATFORM.search(title) or platform:
        mode = "platform"
    elif not agency and re.search(r"第三方(?:评价)?机构(?:资质|信息|基本)|评价机构(?:资质|信息)", headings):
        mode = "third-party"
    return _Kind(kind, mode, bool(re.search(r"绿色", title)))


def _kind(title: str) -> Kind | None:
    """What a title names: the factory in 「××工业园区绿色工厂评价报告」, whoever's name holds the other words."""
    named: list[tuple[int, Kind]] = [(m.start(), kind) for kind, words in _KIND_WORDS for m in words.finditer(title)]
    if named:
        return max(named)[1] if len({k for _, k in named}) == 1 else _first_of(named)
    if "供应链" in title:
        return "supply-chain"
    if "园区" in title and "工厂" not in title:
        return "park"
    return "factory" if "工厂" in title else None


def _first_of(named: list[tuple[int, Kind]]) -> Kind:
    """A title that names several kinds is of the one it names most, the first when even (园区绿色工厂培育… in a park's)."""
    counts = Counter(kind for _, kind in named)
    most = max(counts.values())
    return next(kind for _, kind in sorted(named) if counts[kind] == most)


def _kind_by_words(document: Document, fields: frozenset[str]) -> Kind | None:
    if {"park_level", "park_type"} & fields:
        return "park"
    text = "".join(tight(b.text) for b in document.body[:80] if b.type != "table")
    return _kind(text)


def _dated(dates: list[Dated]) -> tuple[date | None, Place | None]:
    """The report's date: on the cover, else under the promise, else as stated, else its approval."""
    for role in ("cover", "commitment", "report", "approval"):
        real = [d for d in dates if d.role == role and d.day]
        if not real:
            continue
        chosen = latest(real, role)
        if chosen and chosen.day:
            return chosen.end or chosen.day, chosen.place
    return None, None


def _period(document: Document, dates: list[Dated], dated: int | None) -> tuple[tuple[int, ...], Place | None]:
    """Years of the evaluation period and where they are stated: as stated, else by the title's year, else the latest full year the tables show."""
    stated: Counter[tuple[int, ...]] = Counter()
    places: dict[tuple[int, ...], Place] = {}
    for piece in pieces.of_document(document):
        if len(piece.text) > 3000 or not _PERIOD_WORDS.search(piece.text):
            continue
        words = piece.text
        if piece.row is not None and piece.column is not None and len(words) < 20:
            words += "：" + "".join(piece.block.rows[piece.row][piece.column + 1 : piece.column + 2])
        for found in _PERIOD_WORDS.finditer(words):
            if years := _years(re.split(r"[。；;]", words[found.end() : found.end() + 50])[0]):
                stated[years] += 1
                places.setdefault(years, piece.place((found.start(), found.end() + 16)))
    stated = Counter({y: n for y, n in stated.items() if dated is None or dated - 8 <= y[-1] <= dated})
    single = [y for y in stated if len(y) == 1]
    if stated:
        chosen = max(single or stated, key=lambda y: (stated[y], y[-1]))
        return chosen, places[chosen]
    for line in title_lines(document) + [tight(b.text) for b in cover_blocks(document)[:8]]:
        if titled := _TITLE_YEAR.search(line):
            return (int(titled[1]),), None
    heads = Counter(
        year
        for table in document.tables
        for year in {int(y) for row in table.rows[:2] for cell in row if len(cell) < 20 for y in _YEAR.findall(cell)}
        if dated is None or year < dated
    )
    return ((max(heads),) if heads else ()), None


def _years(words: str) -> tuple[int, ...]:
    if span := _RANGE.search(words[:40]):
        first, last = int(span[1]), int(span[2])
        return tuple(range(first, last + 1)) if 0 <= last - first <= 5 else ()
    found = _YEAR_OF.search(words[:16])
    return (int(found[1]),) if found and "月" not in words[found.end() : found.end() + 3].replace("1月", "") else ()


def _format(kind: Kind, mode: Mode, document: Document) -> str:
    """The format whose chapters the top headings are, then whose titles the headings fit better; the newer when even."""
    if _DYNAMIC.search("".join(title_lines(document))):
        return DYNAMIC_FORM
    titles = {h.id: _ORDINAL.sub("", h.text.strip()) for h in document.headings}
    highest = min((h.level for h in document.headings), default=1)
    top = [titles[h.id] for h in document.headings if h.level == highest]
    best, most = FORMATS[0], (-1, -1)
    for id in FORMATS:
        variant = report_format(id).variant(kind, mode)
        if variant is None:
            continue
        chapters = sum(c.level == 1 and any(c.is_called(t) for t in top) for c in variant.chapters)
        hits = chapters, sum(any(c.is_called(t) for t in titles.values()) for c in variant.chapters)
        if hits > most:
            best, most = id, hits
    return best


def _level(document: Document) -> str:
    """The level applied for, where the cover or the first pages say so."""
    cover = "".join(tight(b.text) for b in cover_blocks(document))
    head = "".join(tight(b.text) for b in document.body[:60] if b.type != "table")
    for words, name in _LEVELS:
        if words in cover or re.search(rf"申[报请]{words}|{words}(?:层面)?绿色(?:工厂|园区|供应链)?的?申报", head):
            return name
    return ""


def _jurisdiction(document: Document, answers: dict[str, str], subject: str) -> str:
    """By the subject's address, else its name, else the cover."""
    cover = "".join(b.text for b in cover_blocks(document))
    found = (jurisdiction_of(text) for text in (answers.get("factory_address", ""), subject, cover))
    return next(filter(None, found), "national")
