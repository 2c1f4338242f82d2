"""N506 bad-document-number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_kit.facts import date_grammar, pieces
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,12}?)\s*(?P<open>[〔\[［(（【｛{])\s*(?P<year>\d{2,4})\s*(?P<close>[〕\]］)）】｝}])\s*(?P<mark>第)?\s*(?P<serial>\d{1,5})\s*号"
)
_STOPS = re.compile(r".*(?:文号|批复|编号|证书|见|为|是|的|据|按|照|以|和|及|与|《|取得|获得|通过)")
_GRANTED = re.compile(r"取得|获得?|批复|印发|通过|备案|同意|核准|验收|审批|发布|下达|出具|颁发")
_SHAPES = ("〔〕[]［］", "()（）", "【】", "{}｛｝")
_EARLIEST = 1980


@rule(
    "N506", name="bad-document-number", title="文号格式或年份与日期不符", severity="info",
    clause=Clause("党政机关公文格式", "发文字号"), remedy="对照原文件核对文号和日期",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：发文字号的年份不是四位、晚于报告日期、与同一句里写的批复日期年份不同；括号前后不成对；序号前写“第”或以 0 开头。

    依据：发文字号由机关代字、年份、发文顺序号组成，年份用四位数字。

    易误判：方括号、圆括号代替六角括号不报；年底发文、次年收到，相差一年的不报；不动产权证、合同、证书编号不是文号。

    例：2021年3月取得环评批复（河环建〔2018〕17号）。
    """
    found = False
    said: set[str] = set()
    for piece in pieces.of_document(report.document):
        if "号" not in piece.text:
            continue
        for match in _NUMBER.finditer(piece.text):
            if re.search(r"不动产|房|合同|证", match["word"]):
                continue
            found = True
            why = _wrong(match, report) or _other_year(piece.text, match)
            text = re.sub(r"\s", "", match[0])
            word = _STOPS.sub("", match["word"])
            text = text[text.find(word) :] if word else text
            if why and text not in said:
                said.add(text)
                yield Finding(f"文号“{text}”{why}。", (piece.place(match.span()),), subject="document-number")
    if not found:
        raise NotFound("没有读到文号")


def _wrong(match: re.Match[str], report: Report) -> str:
    if _SHAPES.index(next(s for s in _SHAPES if match["open"] in s)) != _SHAPES.index(
        next(s for s in _SHAPES if match["close"] in s)
    ):
        return "的括号前后不成对"
    if len(match["year"]) != 4:
        return "的年份不是四位"
    year = int(match["year"])
    reported = (report.identity.dated or report.as_of).year
    if year > reported:
        return f"的年份晚于报告日期（{reported}年）"
    if year < _EARLIEST:
        return "的年份过早"
    return "的顺序号不应以0开头" if match["serial"].startswith("0") else ""


def _other_year(text: str, match: re.Match[str]) -> str:
    """The day right before the number in the same clause tells when the paper was granted."""
    start = max(text.rfind(mark, 0, match.start()) + 1 for mark in "。；;\n")
    before = text[start : match.start()]
    days = date_grammar.find(before)
    if not days or days[-1].day is None or days[-1].end:
        return ""
    between = before[days[-1].stop :]
    if not _GRANTED.search(between) or len(between) > 40 or re.search(r"[，,].*[，,]", between):
        return ""
    if re.search(r"(?:19|20)\d\d年", between):
        return ""
    year, told = int(match["year"]), days[-1].day.year
    return f"的年份是{year}年，文中日期是{told}年" if abs(year - told) > 1 or year > told else ""
