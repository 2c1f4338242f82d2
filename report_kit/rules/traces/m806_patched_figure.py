"""M806 patched-figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from report_kit.document.locating import place_at
from report_kit.document.model import Place
from report_kit.facts.typesetting import OddFigure, odd_cells, odd_in_sentences, split_numbers
from report_kit.rules.api import Clause, Finding, NotApplicable, NotFound, Report, rule

_MOST = 12
"""More numbers than this set in pieces are the way of the software that wrote the file."""


@rule(
    "M806", name="patched-figure", title="数字局部字体、字号、基线异常", severity="warning", nature="signal", trigger="A",
    clause=Clause("河源市绿色制造管理办法（征求意见稿）", "第二十三条", "background"),
    remedy="请对照该数据的原始记录和报告的 Word 原稿，说明这几个数字为何排印不同",
    innocent=("定稿前在 Word 中改过个别数字，粘贴时带入了别的字体", "复制自其他文件的数字保留了原来的格式", "字体缺字，由其他字体代替"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：PDF 中一个数里有几位数字的字体、字号、粗细、颜色或基线与其余数字不同；一列（一行）数字都用一种字体字号，只有一个不同。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条。

    易误判：上下标、脚注号、图表和章节编号、预印“20”后填写的年份、合计行、加粗突出的整个数不报；报告里常用的字体字号不算异常。

    例：合计“86.60”中“6.6”为 Arial 12 磅，其余为仿宋 10.5 磅。
    """
    if report.document.file.format != "pdf":
        raise NotApplicable("只检查 PDF")
    if not report.document.runs:
        raise NotFound("没有可比较的文字排印信息")
    document = report.document
    seen: set[tuple[int, str, tuple[float, ...]]] = set()
    findings = []
    for odd in chain(split_numbers(document), odd_cells(document), odd_in_sentences(document)):
        key = odd.page, odd.text, tuple(round(v) for v in odd.box)
        place = place_at(document, odd.page, odd.box, odd.text)
        block = document.by_id.get(place.block)
        if key in seen or (block is not None and block.where in ("header", "footer")):
            continue
        seen.add(key)
        findings.append(_finding(report, odd, place))
    if len(findings) <= _MOST:
        yield from findings


def _finding(report: Report, odd: OddFigure, place: Place) -> Finding:
    places = [place]
    if odd.beside is not None:
        places.append(place_at(report.document, odd.page, odd.beside, odd.beside_text))
    which = f"“{odd.text}”" if odd.part == odd.text else f"“{odd.text}”中的“{odd.part}”"
    against = "同一个数的其他数字" if odd.beside is None else f"相邻的“{odd.beside_text}”"
    message = f"线索，需核实：第 {odd.page} 页{which}与{against}排印不同：{odd.how}。"
    return Finding(message, tuple(places), subject=odd.text)
