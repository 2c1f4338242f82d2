"""A311: percentages that no whole number out of a small sample gives (GRIM)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.facts import samples
from report_kit.facts.samples import SmallShare
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_POWER = Decimal("0.25")
"""The test speaks only where at most this share of all printable percentages is possible."""


@rule(
    "A311", name="impossible-percentage", title="小样本百分比不可能", severity="warning", nature="signal", trigger="A",
    clause=Clause("评价报告数据核实", "比率与样本数"), remedy="核对样本数和合格数，写明分子、分母",
    innocent=("比率是加权或几次的平均值", "样本数是另一次的", "分母不是所写的总数（有效份数、应考人数）"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：写明样本数的合格率、通过率等，任何整数个都得不出这个百分比。

    依据：n 个中的 k 个，百分比只能是 k÷n 的几种取值；四舍五入、截尾都算对。

    易误判：满意度评分、平均值、加权值不是这样的比率；样本多、小数位少，几乎什么百分比都可能时不判。

    例：抽查 28 件，合格率 94.7%（27 件是 96.4%，26 件是 92.9%）。
    """
    found = list(samples.extract(report.document))
    telling = [s for s in found if _has_power(s)]
    if not telling:
        raise NotFound("没有找到样本数足够小的百分比")
    for one in telling:
        near = _nearest(one)
        if near is None:
            continue
        places = (one.place,) if one.place == one.count_place else (one.place, one.count_place)
        yield Finding(
            f"{one.count}中的{one.what}不可能是{one.share.text}%：{near}。", places, subject=f"share:{one.what}"
        )


def _has_power(one: SmallShare) -> bool:
    return one.count >= 2 and one.count * 2 * one.share.quantum / 100 <= _POWER and 0 <= one.share.value <= 100


def _nearest(one: SmallShare) -> str | None:
    """The two possible percentages beside the printed one, None where it is possible itself."""
    exact = one.share.value * one.count / 100
    below = int(exact)
    for k in (below, below + 1):
        if abs(Decimal(k) * 100 / one.count - one.share.value) < one.share.quantum:
            return None
    return "，".join(f"{k}个是{Decimal(k) * 100 / one.count:.2f}%" for k in (below, below + 1) if k <= one.count)
