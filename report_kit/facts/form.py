"""The basic-information form in any layout: fields with their answers.

Two or four columns, merged cells, section rows, several tables, label and value in one cell, lines instead of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz, process

from report_kit.checklist.forms import DYNAMIC_FORM, FORMATS, report_format
from report_kit.checklist.recognition import bare
from report_kit.document.model import Block, Document, Place
from report_kit.facts.checkboxes import has_boxes, ticked
from report_kit.facts.cover import cover_blocks
from report_kit.facts.model import FormField
from report_kit.facts.pieces import repeats, tight

_FEWEST = 4
"""Known labels that make a table or a run of lines the form."""
_CLOSE = 88
_LONGEST_LABEL = 24
_COLON = re.compile(r"[：:]")
_BESIDE = re.compile(r"[\s\u3000；;](?P<label>[^\s\u3000：:；;]{2,20})\s*[：:]")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、.．])")
_REMARK = re.compile(r"[（(【\[].*?[）)】\]]|[*＊]")
_BLANK = re.compile(r"[\s_＿﹍…\u3000]+")
_FORM_HEADING = re.compile(r"基本信息|基本情况表|信息表|评价结果|申报表|承诺|机构信息|登记表")
_BODY_HEADING = re.compile(r"概述|目的|总则|评价过程|企业概况|工厂概况")


@cache
def _labels() -> dict[str, dict[str, str]]:
    """Bare label → {group: field id} over all formats; the first format's meaning wins."""
    found: dict[str, dict[str, str]] = {}
    for id in (*FORMATS, DYNAMIC_FORM):
        for variant in report_format(id).variants:
            for one in variant.fields:
                for label in one.labels:
                    found.setdefault(bare(label), {}).setdefault(one.group, one.id)
    return found


@cache
def _groups() -> dict[str, str]:
    """Bare title of a part of the form → group id."""
    found: dict[str, str] = {}
    for id in (*FORMATS, DYNAMIC_FORM):
        for variant in report_format(id).variants:
            for group in variant.groups:
                for title in (group.name, *group.synonyms):
                    found.setdefault(bare(_ORDINAL.sub("", tight(title))), group.id)
    return found


@cache
def _groups_of(id: str) -> frozenset[str]:
    """Parts of the form in which a field stands."""
    return frozenset(group for meanings in _labels().values() for group, field in meanings.items() if field == id)


@dataclass
class _State:
    """Where reading stands: the part of the form, and what was found."""

    group: str = "subject"
    fields: list[FormField] = field(default_factory=list)
    known: int = 0

    def enter(self, text: str) -> bool:
        """Whether `text` titles a part of the form, which then begins."""
        group = _groups().get(bare(_ORDINAL.sub("", tight(_REMARK.sub("", text)))))
        if group:
            self.group = group
        return group is not None

    def meaning(self, text: str) -> str:
        """Field id that a label stands for in the current part; '' for none."""
        plain = bare(_ORDINAL.sub("", tight(text)))
        if not plain or len(plain) > _LONGEST_LABEL:
            return ""
        for words in (plain, bare(_ORDINAL.sub("", tight(_REMARK.sub("", text))))):
            groups = _labels().get(words)
            if groups:
                return groups.get(self.group) or next(iter(groups.values()))
        if len(plain) < 5:
            return ""
        close = process.extractOne(plain, _labels().keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        if close is None or abs(len(close[0]) - len(plain)) > 1 or "不" in plain:
            return ""
        groups = _labels()[close[0]]
        return groups.get(self.group) or next(iter(groups.values()))

    def add(self, id: str, label: str, answer: str, place: Place) -> None:
        self.known += 1
        groups = _groups_of(id)
        if len(groups) == 1 and self.group not in groups:
            (self.group,) = groups  # 「第三方机构名称」 opens its part where no title does
        if any(f.id == id for f in self.fields):
            return
        if has_boxes(answer):
            answer = "、".join(ticked(answer))
        self.fields.append(FormField(id, label.strip(), _BLANK.sub(" ", answer).strip(), place, self.group))


def extract(document: Document) -> tuple[list[FormField], bool]:
    """The fields of the form in reading order, and whether a form was found."""
    cover = {b.id for b in cover_blocks(document)}
    state = _State()
    lines: list[tuple[str, str, str, Place]] = []
    for block in document.body:
        if block.id in cover or block.type == "image":
            continue
        if block.type == "table":
            _read_table(block, state)
            continue
        text = block.heading if block.type == "heading" else block.text
        if state.enter(text):
            continue
        if block.type == "heading":
            enough = state.known >= _FEWEST or len(lines) >= _FEWEST
            if enough and not _FORM_HEADING.search(text):
                break
            if not enough and _BODY_HEADING.search(text):
                lines.clear()
            continue
        for line in text.split("\n"):
            if state.known < _FEWEST:
                lines += [(id, label, said, block.place(span)) for id, label, said, span in _pairs(line, state)]
    if state.known < _FEWEST and len(lines) >= _FEWEST:
        for id, label, answer, place in lines:
            state.add(id, label, answer, place)
    return state.fields, state.known >= _FEWEST


def _pairs(line: str, state: _State) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    """Fields of a line that holds several side by side (`联系人：××　手机：××`), each with its span in the line."""
    starts = [m.start("label") for m in _BESIDE.finditer(line) if state.meaning(m["label"])]
    starts = [0, *(s for s in starts if s > 0)]
    for start, stop in zip(starts, [*starts[1:], len(line)], strict=True):
        if pair := _pair(line[start:stop], state):
            yield (*pair, (start, stop))


def _pair(line: str, state: _State) -> tuple[str, str, str] | None:
    """Field id, label and answer of a line `工厂名称：××`, or None."""
    label, colon, answer = line.partition("：") if "：" in line else line.partition(":")
    if not colon or len(tight(label)) > _LONGEST_LABEL:
        return None
    id = state.meaning(label)
    return (id, label, answer) if id else None


def _read_table(table: Block, state: _State) -> None:
    """Adds the fields of one table when it is part of the form."""
    trial = _State(state.group, list(state.fields), 0)
    hidden = repeats(table)
    r = 0
    while r < len(table.rows):
        row = [(c, text) for c, text in enumerate(table.rows[r]) if (r, c) not in hidden]
        row = [(c, text) for n, (c, text) in enumerate(row) if n == 0 or text != row[n - 1][1] or not text.strip()]
        if _is_vertical(table, r, row, trial):
            for c, text in row:
                if id := trial.meaning(text):
                    trial.add(id, text, table.rows[r + 1][c], table.cell(r + 1, c))
            r += 2
            continue
        _read_row(table, r, row, trial)
        r += 1
    share = trial.known / max(1, len(table.rows))
    if trial.known >= _FEWEST or (trial.known >= 2 and share >= 0.6):
        state.group, state.fields = trial.group, trial.fields
        state.known += trial.known


def _is_vertical(table: Block, r: int, row: list[tuple[int, str]], state: _State) -> bool:
    """Whether the row holds only labels and the next row only answers."""
    filled = [text for _, text in row if text.strip()]
    if len(filled) < 3 or len(filled) != len(row) or r + 1 >= len(table.rows):
        return False
    if not all(state.meaning(text) for text in filled):
        return False
    return not any(state.meaning(text) for text in table.rows[r + 1] if text.strip())


def _read_row(table: Block, r: int, row: list[tuple[int, str]], state: _State) -> None:
    filled = [(c, text) for c, text in row if text.strip()]
    if len(filled) <= 2 and filled and state.enter(filled[0][1]):
        row = [pair for pair in row if pair != filled[0]]
        if len(filled) == 1:
            return
    n = 0
    while n < len(row):
        c, text = row[n]
        if id := state.meaning(text):
            m = n + 1
            while m < len(row) and not state.meaning(row[m][1]) and not _own_pairs(row[m][1], state):
                m += 1
            answers = [table.rows[r][k] for k, _ in row[n + 1 : m]]
            place = table.cell(r, row[n + 1][0]) if any(a.strip() for a in answers) else table.cell(r, c)
            state.add(id, text, " ".join(a for a in answers if a.strip()), place)
            n = m
            continue
        for id, label, answer in _own_pairs(text, state):
            state.add(id, label, answer, table.cell(r, c))
        if not _COLON.search(text) and len(tight(text)) <= 14:
            state.enter(text)
        n += 1


def _own_pairs(text: str, state: _State) -> Iterator[tuple[str, str, str]] | list[tuple[str, str, str]]:
    """Pairs of label and answer that one cell holds, line by line."""
    if not _COLON.search(text):
        return []
    return [pair for line in text.split("\n") if (pair := _pair(line, state))]
