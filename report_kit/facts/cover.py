"""The cover: what stands before the form, the contents table and the first chapter."""

from __future__ import annotations

import re

from report_kit.document.model import Block, Document
from report_kit.facts.pieces import tight

_LONGEST = 40
_BEGINS_BODY = re.compile(
    r"(?:.{0,6}(?:基本信息|基本情况|申报信息)|目录|目次|概述|前言|摘要|填[写报]说明|编制说明|声明|说明"
    r"|.{0,10}承诺书?|评价(?:目的|概述)|总则|引言|正文)(?:一?览?表)?$"
)
_OF_FORM = re.compile(r"信用代码|法定代表人|联系电话|联系人|所属行业|邮箱")
_TITLE = re.compile(r"(?:报告|申报书|申报表|报告书|评价书|申请书|说明书)(?:[（(].{1,12}[)）])?$")
_NUMBERED = re.compile(r"^(?:第?[一二三四五六七八九1-9][、.章篇部]|[（(][一1][)）]|1\s)")


def cover_blocks(document: Document) -> list[Block]:
    """Blocks of the cover, at most 40; empty when the document begins with its text."""
    cover: list[Block] = []
    first_page = next((b.page for b in document.body if b.page is not None), None)
    for block in document.body[:_LONGEST]:
        if block.type == "table":
            if len(block.rows) > 8 or any(_OF_FORM.search(tight(c)) for row in block.rows for c in row):
                break
        elif _ends_cover(block):
            break
        if block.page is not None and first_page is not None and block.page > first_page:
            break
        cover.append(block)
    return cover if len(cover) < _LONGEST else []


def _ends_cover(block: Block) -> bool:
    text = tight(block.heading if block.type == "heading" else block.text)
    if _BEGINS_BODY.fullmatch(text) or _BEGINS_BODY.fullmatch(_NUMBERED.sub("", text)):
        return True
    if block.type == "heading" and (block.number or _NUMBERED.match(text)):
        return True
    return block.type == "paragraph" and (len(text) > 120 or text.endswith(("。", "；")))


def title_lines(document: Document) -> list[str]:
    """Lines of the cover that name the kind of report (… 报告, … 申报书), without white space."""
    lines = [tight(b.text) for b in cover_blocks(document) if b.type != "table" and b.text]
    titles = [line for n, line in enumerate(lines) if _TITLE.search(line) or _TITLE.search("".join(lines[n : n + 2]))]
    return titles or lines[:3]
