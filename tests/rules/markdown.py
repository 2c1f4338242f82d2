"""Small reports written in Markdown → DOCX, so that a rule's cases run through the real readers."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches

from tests.rules.painted import painted


@dataclass
class Case:
    """One case of a rule's page: `good` cases must yield nothing, bad ones every line of `findings`."""

    code: str
    title: str
    good: bool
    text: str
    options: dict[str, str] = field(default_factory=dict)
    findings: list[tuple[str, str]] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)
    """Reports in the register before this one; `earlier 15` makes fifteen, `{n}` in them their number."""
    lists: list[tuple[str, str]] = field(default_factory=list)
    """Kind and CSV text of imported lists."""
    evidence: str = ""
    """A pipe table that lies beside the report as a workbook."""
    done: dict[str, str] = field(default_factory=dict)
    """What was done to the finished `docx` or `pdf` file, see `altered.py`."""

    def runs_as(self, format: str) -> bool:
        """Whether the case is about files of that format: all are but those with `only: pdf` or `only: docx`."""
        return self.options.get("only", format) == format

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.options.get("as_of", "2026-04-20"))


_CASE = re.compile(r"^## (好|坏)：(.+)$", re.M)
_BLOCK = re.compile(r"^```(report|findings|docx|pdf|earlier(?: \d+)?|evidence|list [^\n]+)\n(.*?)^```", re.M | re.S)


def cases(path: Path) -> list[Case]:
    """The cases of one page. Raises ValueError when a case lacks its report or a bad one its findings."""
    text = path.read_text(encoding="utf-8")
    heads = list(_CASE.finditer(text))
    found = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = text[head.end() : following.start() if following else len(text)]
        found_blocks = _BLOCK.findall(body)
        blocks = dict(found_blocks)
        case = Case(path.name[:4], head[2].strip(), head[1] == "好", "")
        options, dash, report = blocks["report"].partition("\n---\n")
        if not dash:
            options, report = "", blocks["report"]
        case.options = dict(re.split(r":\s*", line, maxsplit=1) for line in options.splitlines() if ":" in line)
        case.text = report
        case.earlier = [
            content.replace("{n}", str(n))
            for kind, content in found_blocks
            if kind.startswith("earlier")
            for n in range(int(kind.removeprefix("earlier") or 1))
        ]
        case.lists = [
            (kind.removeprefix("list "), content) for kind, content in found_blocks if kind.startswith("list ")
        ]
        case.evidence = blocks.get("evidence", "")
        case.done = {name: blocks[name] for name in ("docx", "pdf") if name in blocks}
        for line in blocks.get("findings", "").strip().splitlines():
            code, _, quote = line.partition(":")
            case.findings.append((code.strip(), quote.strip()))
        if not case.good and not case.findings:
            raise ValueError(f"{path.name}：{case.title} 没有写明应有的发现")
        found.append(case)
    return found


def write_docx(markdown: str, target: Path) -> None:
    """Headings, paragraphs, pipe tables and pictures (`![图1 题名](photo 7 crop 0.05)`, see `painted`) as a Word document."""
    document = docx.Document()
    for style in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), "SimSun")
    lines = markdown.strip("\n").split("\n")
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.startswith("|"):
            end = position
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            _table(document, lines[position:end])
            position = end
            continue
        if picture := re.match(r"^!\[(.*)\]\((.+)\)$", line):
            document.add_picture(io.BytesIO(painted(picture[2])), width=Inches(3.5))
            if picture[1]:
                document.add_paragraph(picture[1])
        elif heading := re.match(r"^(#{1,4}) (.+)$", line):
            document.add_heading(heading[2], len(heading[1]))
        elif line.strip():
            document.add_paragraph(line)
        position += 1
    document.save(str(target))


def _table(document: docx.document.Document, lines: list[str]) -> None:
    rows = [[c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rows = [r for r in rows if not all(re.fullmatch(r":?-{2,}:?", c) for c in r)]
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))


def write_workbook(markdown: str, target: Path) -> None:
    """Lines of `markdown` as the rows of a workbook: title lines, then a pipe table."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in markdown.strip("\n").split("\n"):
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if not all(re.fullmatch(r":?-{2,}:?", c) for c in cells):
            sheet.append([float(c) if re.fullmatch(r"-?\d+(?:\.\d+)?", c) else c for c in cells])
    book.save(target)
