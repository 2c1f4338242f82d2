"""Numbers that identify: credit codes, permits, industry codes, certificates, each with its owner where the text tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.document.model import Document
from report_kit.facts import organisations, pieces
from report_kit.facts.model import FormField, Identifier
from report_kit.facts.names import AGENCY_FIELD, SUBJECT_FIELD
from report_kit.facts.pieces import Piece, tight

_CODE_LABEL = re.compile(r"(?:社会)?信用\s*代码|统一\s*代码|组织机构代码")
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:\s?[0-9A-Za-z]){14,20}(?![0-9A-Za-z])")
_SURE_CODE = re.compile(r"(?<![0-9A-Za-z])[159AN][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_PERMIT = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9A-Z]{18}\s?\d{3}\s?[A-Z]|(?:H9|[0-9A-Z]{2})\d{6}[0-9A-Z]{10}\d{3}[A-Z])(?![0-9A-Za-z])"
)
_PERMIT_LABEL = re.compile(r"排污许可|排污登记|登记回执|许可证编?号|登记编号")
_CMA = re.compile(r"(?:CMA|资质认定)[^0-9。；;]{0,16}(\d{9,14})(?![\dA-Za-z])")
_CMA_LABEL = re.compile(r"CMA|资质认定")
_CERTIFICATE = re.compile(
    r"(?<![0-9A-Za-z])\d{3,5}\d{2}(?:Q|E|S|En|EnMS|OHS|OH|EN)[0-9A-Z]{3,}R\d[A-Z]?(?:[-/][0-9A-Z]+)*(?![0-9A-Za-z])"
)
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—]\d{7,8})(?!\d)")
_INDUSTRY = re.compile(r"(?<![\dA-Za-z.])C?(\d{4}|\d{3})(?![\d.%％年])")
_INDUSTRY_LABEL = re.compile(r"行业(?:分类|类别|代码|小类)|GB/?T\s*4754|国民经济")
_INDUSTRY_PROSE = re.compile(r"行业代码[为是：:（(]?\s*C?(\d{4})(?!\d)|(?:代码|C)\s*[:：]?\s*C?(\d{4})[）)]")
_AGENCY_SECTION = re.compile(r"第三方|机构资质|机构信息|评价机构")


def extract(document: Document, form: list[FormField]) -> list[Identifier]:
    """Every identifier of the body in reading order. `owner` is subject, agency, or the name of another body."""
    found: list[Identifier] = []
    answered = {(f.place.block, f.place.row, f.place.column): f for f in form}
    names = {f.id: tight(f.text) for f in form}
    for block in document.body:
        section = document.section_of.get(block.id)
        path = "／".join(section.path) if section else ""
        for piece in pieces.of_blocks([block]):
            field = answered.get((block.id, piece.row, piece.column))
            found += _of_piece(piece, path, field, names)
    return found


def subject_code(found: list[Identifier]) -> str:
    """The credit code that the text gives the subject, where the form has none."""
    return next((i.text for i in found if i.kind == "credit_code" and i.owner == "subject"), "")


def _of_piece(piece: Piece, path: str, field: FormField | None, names: dict[str, str]) -> Iterator[Identifier]:
    text = piece.text
    if field and field.id in ("industry", "industry_code"):
        yield from (
            Identifier("industry_code", m[1], piece.place(), "subject", field.label) for m in _INDUSTRY.finditer(text)
        )
        return
    if not re.search(r"\d{4}", text):
        return
    permits = [m.span() for m in _PERMIT.finditer(text)]
    beside = _label_beside(piece)
    for m in _PERMIT.finditer(text):
        owner = _owner(piece, m.start(), path, field, names)
        yield Identifier("permit", tight(m[0]), piece.place(m.span()), owner, "排污许可证编号")
    for code, span in _codes(text, bool(_CODE_LABEL.search(beside)), permits):
        owner = _owner(piece, span[0], path, field, names)
        yield Identifier("credit_code", code, piece.place(span), owner, "统一社会信用代码")
    spans = [m.span(1) for m in _CMA.finditer(text)]
    if not spans and _CMA_LABEL.search(beside):
        spans = [m.span() for m in re.finditer(r"(?<![\dA-Za-z])\d{9,14}(?![\dA-Za-z])", text)]
    for start, stop in spans:
        yield Identifier("cma", text[start:stop], piece.place((start, stop)), _owner(piece, start, path, field, names))
    for m in _CERTIFICATE.finditer(text):
        yield Identifier("certificate", m[0], piece.place(m.span()))
    for m in _PHONE.finditer(text):
        yield Identifier("phone", m[0], piece.place(m.span()))
    stated = _INDUSTRY_PROSE.search(text) if field is None and _INDUSTRY_LABEL.search(text) else None
    if stated:
        yield Identifier("industry_code", stated[1] or stated[2], piece.place(stated.span()), "subject", "行业代码")


def _label_beside(piece: Piece) -> str:
    """The label of a cell (left of it, above it), or nothing for running text."""
    if piece.row is None or piece.column is None:
        return ""
    left = piece.block.rows[piece.row][piece.column - 1] if piece.column else ""
    head = piece.block.rows[0][piece.column] if piece.row and piece.column < len(piece.block.rows[0]) else ""
    return f"{left}／{head}"


def _codes(text: str, labelled: bool, taken: list[tuple[int, int]]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Credit codes: whatever stands beside the label, and elsewhere what can be nothing else."""
    spans = list(taken)
    pattern = _CODE if labelled else _SURE_CODE
    for match in pattern.finditer(text):
        if not any(a <= match.start() < b for a, b in spans) and re.search(r"\d{6}", tight(match[0])):
            spans.append(match.span())
            yield tight(match[0]), match.span()
    if labelled:
        return
    for label in _CODE_LABEL.finditer(text):
        beside = re.compile(r"\s*(?:[（(].{1,8}[）)])?\s*[：:为是]{0,2}\s*[（(]?\s*").match(text, label.end())
        code = _CODE.match(text, beside.end() if beside else label.end())
        if code and not any(a <= code.start() < b for a, b in spans):
            yield tight(code[0]), code.span()


def _owner(piece: Piece, at: int, path: str, field: FormField | None, names: dict[str, str]) -> str:
    """Whose number stands at `at`: by the form, the nearest name before it, the row's name, the section."""
    if field:
        return "agency" if field.group == "agency" else "subject"
    before = organisations.find(piece.text[:at])
    if before:
        return _known(tight(before[-1].text), names)
    if piece.row is not None:
        others = [c for n, c in enumerate(piece.block.rows[piece.row]) if n != piece.column]
        for cell in others:
            if named := organisations.find(cell):
                return _known(tight(named[0].text), names)
    return "agency" if _AGENCY_SECTION.search(path) else ""


def _known(name: str, names: dict[str, str]) -> str:
    if name == names.get(SUBJECT_FIELD):
        return "subject"
    return "agency" if name == names.get(AGENCY_FIELD) else name
