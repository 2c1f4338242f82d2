"""S109 dangling-reference."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from report_kit.document.model import Document
from report_kit.facts import pieces
from report_kit.facts.date_grammar import cjk_number
from report_kit.facts.pieces import Piece, tight
from report_kit.quantities.number import half_width
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_NUMBER = r"(?:[A-Z]\s?[-—–.]?\s?)?\d{1,3}(?:\s?[-—–.]\s?\d{1,3}){0,2}"
_LABEL = r"(?:附图|附表|附件|附录|图|表)"
_DEFINES = re.compile(rf"^[\s　【\[（(]*(?P<what>{_LABEL})\s*(?P<number>{_NUMBER}|[一二三四五六七八九十]{{1,3}})(?!\d)")
_REFERS = re.compile(
    rf"(?:详?见|参见|参照|如|由|按照?|根据|在|列于|汇总于|示于|和|与|及|、|（|\(|从|即)\s*(?P<what>{_LABEL})\s*(?P<number>{_NUMBER})(?P<rest>\s*(?:[-—–~～至到]|、|和|与|及|,|，)?\s*(?:{_LABEL})?\s*(?:{_NUMBER})?)"
)
_CHAPTER = re.compile(
    r"(?:详?见|参见)(?:本报告|报告)?(?:正文)?第\s*(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?P<unit>章|部分)"
)
_SECTION = re.compile(
    r"(?:详?见|参见)(?:本报告|报告)?(?:正文)?(?:第)?\s*(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\s*(?:节|小节|条|部分)"
)
_OTHERS = re.compile(
    r"(?:GB|HJ|JB|JC|DB|QB|YS|ISO|标准|规范|导则|指南|通则|指标|通知|办法|细则|公告|文件|手册|规划|合同|检测报告|监测报告|审计报告|验收报告|评价报告表|环评|》)[^。；]{0,24}$"
)
_RUNNING = frozenset({"图", "表"})
_LIST_TITLE = re.compile(r"附件|附录|证明材料|佐证|参考文件|支撑材料|材料清单|证据清单")
_FEWEST = 2
"""Labels of a class that must be there before a missing one says anything."""


@dataclass
class _Defined:
    """Numbers defined for each class of label (图, 表, 附件 …), in one spelling."""

    numbers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def has(self, what: str, number: str) -> bool:
        own = self.numbers[what] | (self.numbers["附" + what] if what in _RUNNING else set())
        own |= self.numbers[what[1:]] if what in ("附图", "附表") else set()
        return any(n == number or n.startswith(f"{number}-") for n in own)

    def judges(self, what: str, number: str) -> bool:
        """Whether the class is numbered in the same manner here, so that a missing number means something."""
        alike = [
            n
            for n in self.numbers[what]
            if n.count("-") == number.count("-") and n[:1].isdigit() == number[:1].isdigit()
        ]
        return len(alike) >= _FEWEST


@rule(
    "S109", name="dangling-reference", title="引用的图、表、附件不存在", severity="warning",
    clause=Clause("评价报告格式", "正文与附件对应"), remedy="补上该图、表、附件，或改正编号",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：正文写“见表3-5”“见附件12”“见第七章”，而报告里没有这个编号的图、表、附件、章节。

    依据：报告的正文、图表和附件应互相对应。

    易误判：引用标准、合同、其他报告里的表和附录不算；本报告没有给某一类编号（只写“见附件”、附件是扫描件）时不判断这一类；
    “表3-1至表3-4”只看两端；题注做成图片的读不到。

    例：附件清单只有附件1～附件9，正文写“见附件12”。
    """
    document = report.document
    defined = _defined(document)
    heads = _headings(document)
    if not any(len(n) >= _FEWEST for n in defined.numbers.values()) and len(heads) < 4:
        raise NotFound("没有找到编号的图、表、附件")
    said: set[str] = set()
    for piece in pieces.of_document(document):
        for found in _REFERS.finditer(piece.text):
            if _DEFINES.match(piece.text) and found.start() == 0:
                continue
            yield from _judge(piece, found, defined, said)
        yield from _chapters(piece, heads, said)


def _judge(piece: Piece, found: re.Match[str], defined: _Defined, said: set[str]) -> Iterator[Finding]:
    if _OTHERS.search(piece.text[max(0, found.start() - 30) : found.start("what")]):
        return
    what, number = found["what"], _plain(found["number"])
    rest = re.search(_NUMBER, found["rest"])
    numbers = [number] + ([_plain(rest[0])] if rest and rest[0].strip() else [])
    for one in numbers:
        label = f"{what}{one}"
        if label in said or defined.has(what, one) or not defined.judges(what, one):
            continue
        if one is not number and not re.search(_LABEL, found["rest"]) and re.search(r"[，,]", found["rest"]):
            continue  # 「见表3，2024年…」: the number after the comma is no label
        said.add(label)
        yield Finding(f"引用的“{label}”在报告中不存在", (piece.place(found.span("what")),), subject=label)


def _chapters(piece: Piece, heads: set[str], said: set[str]) -> Iterator[Finding]:
    for pattern in (_CHAPTER, _SECTION):
        for found in pattern.finditer(piece.text):
            number = found["number"]
            wanted = str(cjk_number(number)) if not number[0].isdigit() else number
            depth = wanted.count(".")
            same = [h for h in heads if h.count(".") == depth]
            before = piece.text[max(0, found.start() - 24) : found.start()]
            if len(same) < 3 or wanted in heads or wanted in said or _OTHERS.search(before):
                continue
            said.add(wanted)
            yield Finding(
                f"引用的“{found[0].lstrip('详见参')}”在报告中不存在", (piece.place(found.span()),), subject=wanted
            )


def _plain(number: str) -> str:
    return re.sub(r"[—–.]", "-", tight(half_width(number))).strip("-")


def _defined(document: Document) -> _Defined:
    """Labels that captions, headings, lines and cells begin with; the numbers of an itemised list of annexes."""
    found = _Defined()
    for block in document.blocks:
        # Labels stand in the first columns of a list; a column of evidence further right only refers to them.
        cells = [c for row in block.rows for c in row[:2]]
        for text in (block.caption, block.heading if block.type == "heading" else block.text, *cells):
            for line in text.split("\n"):
                if label := _DEFINES.match(line):
                    number = label["number"]
                    shown = number if re.search(r"\d", number) else str(cjk_number(number))
                    found.numbers[label["what"]].add(_plain(shown))
    for section in document.sections:
        if section.path and _LIST_TITLE.search(section.path[-1]):
            for table in (b for b in section.blocks if b.type == "table"):
                found.numbers["附件"] |= {n for row in table.rows if (n := tight(row[0])).isdigit()}
    return found


def _headings(document: Document) -> set[str]:
    """Numbers of headings and of lines that begin like one, in Arabic digits: 3, 3.2."""
    numbers: set[str] = set()
    for block in document.body:
        text = block.heading if block.type == "heading" else block.text[:12]
        if plain := re.match(r"\s*(\d{1,2}(?:\.\d{1,2}){0,3})(?![\d%])", half_width(text)):
            numbers.add(plain[1])
        elif cjk := re.match(r"\s*第?\s*([一二三四五六七八九十]{1,3})\s*[章、部.．]", text):
            numbers.add(str(cjk_number(cjk[1])))
    return numbers
