"""Values told year by year: 「近三年产值（万元）：2023年14,205.8，2024年14,963.2，2025年15,482.7」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from report_kit.document.model import Block, Document
from report_kit.facts.calculations import place_of
from report_kit.facts.model import Fact, Qualifiers
from report_kit.facts.naming import excluded, find_names, fitting, normal, quantity_named
from report_kit.facts.wording import basis_of, nature_of, unit_note
from report_kit.quantities.running import find_quantities
from report_kit.quantities.units import parse_unit

_OPENING = re.compile(
    r"^\s*(?:\((?P<unit>[^()]{1,16})\))?(?:指标|数值|情况|值)?(?:分别)?(?:为|是|如下)?\s*[:：,，]?\s*$"
)
_ITEM = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年度?\s*(?:的)?(?:为|是|达到?|:|：)?\s*$")
_BETWEEN = re.compile(
    r"^\s*(?:[,，、;；]|和|及)?\s*(?P<year>(?:19|20)\d\d)\s*年度?\s*(?:的)?(?:为|是|达到?|则为|:|：)?\s*$"
)
_BARE_BEFORE = re.compile(
    r"(?:^|[。；;，,、：:\n])\s*(?:近三年|近3年|各年|历年|三年|其中|公司|企业|工厂|全厂|我司|的|\d{1,2}[.、]|[(（]\d{1,2}[)）])*\s*(?:的)?$"
)
_LEAST = 2


def extract(document: Document) -> Iterator[Fact]:
    """Facts of every such list in paragraphs."""
    for block in document.paragraphs:
        if len(re.findall(r"(?:19|20)\d\d\s*年", block.text)) >= _LEAST:
            section = document.section_of.get(block.id)
            yield from _of_block(block, section.path if section else ())


def _of_block(block: Block, path: tuple[str, ...]) -> Iterator[Fact]:
    clean = normal(block.text)
    quantities = find_quantities(block.text)
    for name in find_names(clean):
        following = [q for q in quantities if q.start >= name.end()]
        if not following or not _BARE_BEFORE.search(clean[: name.start()]):
            continue
        head = clean[name.end() : following[0].start]
        first = _ITEM.search(head)
        opening = _OPENING.match(head[: first.start()]) if first else None
        if first is None or opening is None or nature_of(head) != "actual":
            continue
        wanted = quantity_named(name[0])
        if excluded(wanted, clean, name.start(), name.end()):
            continue
        items = [(int(first["year"]), following[0])]
        for before, quantity in pairwise(following):
            step = _BETWEEN.match(clean[before.end : quantity.start])
            if step is None:
                break
            items.append((int(step["year"]), quantity))
        if len(items) < _LEAST or len({y for y, _ in items}) != len(items):
            continue
        shared = parse_unit(opening["unit"].removeprefix("单位:").strip()) if opening["unit"] else unit_note(head)
        last = next((q.unit for _, q in reversed(items) if q.unit is not None), None)
        for year, quantity in items:
            unit = quantity.unit or shared or last
            meant = fitting(wanted, unit) if unit is not None or wanted.dimension == "ratio" else None
            if meant is not None and not (unit is None and wanted.is_rate):
                yield Fact(
                    meant.id, name[0], quantity.number, unit, year, place_of(block, block.text, quantity, None, None, quantity.start),
                    Qualifiers(basis_of(name[0] + head), approx=quantity.number.rough), 1.0, "prose", path,
                )  # fmt: skip
