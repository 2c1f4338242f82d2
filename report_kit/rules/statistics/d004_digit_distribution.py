"""D004 digit-distribution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scipy.stats import chisquare

from report_kit.checklist.traces import trace_words
from report_kit.facts.figures_of_record import measured
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "D004", name="digit-distribution", title="首末位数字分布异常", severity="info", nature="signal", trigger="A", status="preview",
    clause=Clause("数字统计", "实测数据的末位近似均匀", "background"), remedy="请提供原始记录，核对这些数据是怎样得来的",
    innocent=("按统计口径取整", "计量器具的分度值固定", "大量数据由同一系数换算而来"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：全部实测数据（三位以上）末位 0～9 的分布与均匀分布相差太远（卡方检验）。

    依据：实测数据末位近似均匀；编造的数字往往偏爱某几个末位。只在数据够多、偶然概率低于门槛时提示（checklists/traces.yaml）。

    易误判：面积、产能、限值、比率、得分不看；0、5 偏多由 D002 说，这里只看其余八个数字；数据少于 120 个不看。

    例：150 个数据中末位是 7 的有 60 个。
    """
    bounds = trace_words().statistics
    found = [(text, place) for text, place in dict(measured(report.facts.grids)).items() if text[-1] in "12346789"]
    if len(found) < bounds.digits:
        raise NotFound(f"末位不是 0、5 的实测数据只有 {len(found)} 个，少于 {bounds.digits} 个")
    ends = Counter(text[-1] for text, _ in found)
    if chisquare([ends[digit] for digit in "12346789"]).pvalue >= bounds.significance:
        return
    digit, count = max(sorted(ends.items()), key=lambda item: item[1])
    yield Finding(
        f"线索，需核实：{len(found)} 个末位不是 0、5 的实测数据中，末位为 {digit} 的有 {count} 个（正常约 {len(found) / 8:.0f} 个）。",
        tuple(place for text, place in found if text[-1] == digit)[:6],
        subject="digits",
    )
