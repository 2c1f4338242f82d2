"""A307: stated growth and decline against the two values they compare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.facts.model import Growth
from report_kit.quantities.interval import Interval
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule
from report_kit.rules.recomputing import printed_like


@rule(
    "A307",
    name="growth-mismatch",
    title="同比、下降率不符",
    severity="warning",
    clause=Clause("评价报告数据核实", "数据真实性、计算方法核实"),
    remedy="按（本期－上期）÷上期重新计算，并核对两期数值。",
)
def check(report: Report) -> Iterator[Finding]:
    """查什么：写明的增长率、下降率、同比与所比较的两个数值算出的不符。

    依据：增长率＝（本期－上期）÷上期×100%，两期数值各允许末位 ±1 的误差。

    易误判：下降 3.38% 与 −3.38% 是一回事；“百分点”不是百分比；有的报告以本期为分母，也予接受；基期不明的不判。

    例：98.94 降到 95.60，写作下降 5.38%，应为 3.38%。
    """
    if not report.facts.growths:
        raise NotFound("没有找到可复算的同比或增减率")
    for growth in report.facts.growths:
        expected = _expected(growth)
        if expected is None or _fits(growth):
            continue
        stated = growth.stated.number
        words = "下降率" if growth.kind == "decline" else "增长率"
        shown = printed_like(expected, stated)
        yield Finding(
            f"“{growth.label}”由{growth.previous.number.text}变为{growth.current.number.text}，{words}应为{shown}%，报告写作{stated.text}%。",
            (growth.stated.place, growth.current.place),
            subject=f"growth:{growth.label}",
            expected=shown,
            rests_on=(growth.current.place, growth.previous.place),
        )


def _scale(growth: Growth) -> Decimal:
    new, old = growth.current.unit, growth.previous.unit
    if new is None or old is None:
        return Decimal(1)
    return new.to(old) or Decimal(1)


def _expected(growth: Growth) -> Decimal | None:
    old, new = growth.previous.number.value, growth.current.number.value * _scale(growth)
    if old <= 0 or new <= 0:
        return None
    rate = (new - old) / old * 100
    return -rate if growth.kind == "decline" else rate


def _fits(growth: Growth) -> bool:
    """Either sign convention, the base being the previous value or (as some write) the current one."""
    old, new = growth.previous.number.interval, growth.current.number.scaled(_scale(growth)).interval
    if old.low <= 0 or new.low <= 0:
        return True
    stated = growth.stated.number.interval
    up = (new / old - 1) * 100
    down = (1 - old / new) * 100
    forms: list[Interval] = [up, -up, down, -down]
    if growth.kind == "growth" and "-" not in growth.stated.number.text and growth.stated.number.value > 0:
        forms = [up, down] if up.high > 0 or up.low >= 0 else [-up, -down] if _unsigned(growth) else [up, down]
    return any(f.overlaps(stated) for f in forms)


def _unsigned(growth: Growth) -> bool:
    """A change rate (变化率) printed without sign may mean either direction."""
    return "变" in growth.stated.label or "增减" in growth.stated.label
