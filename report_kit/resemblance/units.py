"""A report's text as sentences, each with its place, and masked: figures become 0, the parties' names become □."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from report_kit.document.model import Place
from report_kit.facts import pieces
from report_kit.facts.model import Facts

_ENDS = re.compile(r"[。；;！？!?\n]+")
_FIGURE = re.compile(r"\d+(?:[.,，]\d+)*")
_DROP = re.compile(r"[\s、，,。．.：:;；（）()“”\"'《》〈〉\-—–~～_/]+")
_SHORTEST = 12
"""Characters under which a sentence says too little to be told from chance."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of the body: `text` as printed, `masked` without names, figures, punctuation."""

    text: str
    masked: str
    place: Place
    section: str = ""
    """Heading of the chapter it stands in."""

    @property
    def figures(self) -> tuple[str, ...]:
        """The printed figures, in order."""
        return figures_of(self.text)


def figures_of(text: str) -> tuple[str, ...]:
    """The figures printed in a sentence, in order."""
    return tuple(_FIGURE.findall(unicodedata.normalize("NFKC", text)))


def names_of(facts: Facts) -> list[str]:
    """What the subject and the agency are called in the report, the longest first."""
    own = {facts.identity.enterprise, facts.identity.agency, facts.identity.credit_code}
    own |= {n.text for n in facts.names if n.role in ("subject", "agency", "park")}
    return sorted((n for n in own if len(n) >= 2), key=len, reverse=True)


def masked(text: str, names: re.Pattern[str] | None) -> str:
    """The sentence without names, figures and punctuation: what stays when a report is copied for another unit."""
    text = unicodedata.normalize("NFKC", text)
    if names is not None:
        text = names.sub("□", text)
    return _DROP.sub("", _FIGURE.sub("0", text))


def units(facts: Facts) -> list[Unit]:
    """Sentences of paragraphs and cells in reading order, those too short left out."""
    own = names_of(facts)
    names = re.compile("|".join(map(re.escape, own))) if own else None
    document = facts.document
    found = []
    for piece in pieces.of_document(document):
        if piece.block.type == "heading" or len(piece.text) < _SHORTEST:
            continue
        section = document.section_of.get(piece.block.id)
        start = 0
        for sentence in _ENDS.split(piece.text):
            begin = piece.text.find(sentence, start)
            start = begin + len(sentence)
            bare = masked(sentence, names)
            if len(_CHINESE.findall(bare)) >= _SHORTEST:
                title = section.path[0] if section and section.path else ""
                found.append(Unit(sentence.strip(), bare, piece.place((begin, start)), title))
    return found
