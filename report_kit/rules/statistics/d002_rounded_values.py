"""D002 rounded-values."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb

from report_kit.checklist.traces import trace_words
from report_kit.facts.figures_of_record import measured
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "D002", name="rounded-values", title="整数、0/5 尾数偏好", severity="info", nature="signal", trigger="A", status="preview",
    clause=Clause("数字统计", "实测数据的末位近似均匀", "background"), remedy="请提供原始记录中未舍入的数值",
    innocent=("按统计口径取整", "计量器具的分度值就是 5", "汇总时四舍五入到整数"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：全部实测数据（三位以上）中末位是 0 或 5 的远多于两成。

    依据：实测数据末位近似均匀，0、5 约占两成；只在数据够多、偶然概率低于门槛时提示（checklists/traces.yaml）。

    易误判：面积、产能、限值、比率、得分不看；数据少于 30 个不看。

    例：40 个用量中 34 个以 0 或 5 结尾。
    """
    bounds = trace_words().statistics
    found = list(dict(measured(report.facts.grids)).items())
    if len(found) < bounds.rounded_values:
        raise NotFound(f"实测数据只有 {len(found)} 个，少于 {bounds.rounded_values} 个")
    round_ones = [(text, place) for text, place in found if text[-1] in "05"]
    n, k, share = len(found), len(round_ones), bounds.rounded_share_expected
    chance = sum(comb(n, i) * share**i * (1 - share) ** (n - i) for i in range(k, n + 1))
    if 2 * k > n and chance < bounds.significance:
        places = tuple(place for _, place in round_ones[:6])
        yield Finding(
            f"线索，需核实：{n} 个实测数据中 {k} 个末位是 0 或 5（约 {k / n:.0%}，正常约 {share:.0%}）。",
            places,
            subject="rounded",
        )
