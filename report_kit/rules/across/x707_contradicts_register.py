"""X707: this report's figures of a year against what the same enterprise reported of it before."""

from __future__ import annotations

from collections.abc import Iterator

from report_kit.checklist.vocabulary import vocabulary
from report_kit.facts.model import Fact
from report_kit.quantities.number import parse_number
from report_kit.quantities.units import parse_unit
from report_kit.rules.alike import history_of, told
from report_kit.rules.api import Finding, NotApplicable, Report, rule
from report_kit.rules.conflicts import comparable, interval
from report_kit.rules.history import FiledAmount

_APART = 20
"""Beyond this many times apart two values are of two different things."""


@rule(
    "X707", name="contradicts-register", title="与上年报告、动态管理表同年数据不一", severity="warning", nature="signal",
    trigger="A", needs_history=True, remedy="说明该年数据调整的原因，附统计报表",
    innocent=("统计数据按规定修订过", "统计口径或边界变化", "上年报告为快报数", "当量值与等价值口径不同"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：本报告中以前年度的数据，与报告库中本企业以前的报告（含动态管理表）同一年度、同一指标的数据不一致，超出印出位数的取舍。

    依据：河源市绿色制造管理办法（征求意见稿）第二十三条；动态管理。

    易误判：修订过的统计数据、快报数、口径变化。

    例：本报告写2024年综合能耗 5,812 tce，上年报告写 6,204 tce。
    """
    earlier = history_of(report).own_values(report.identity)
    if not earlier:
        raise NotApplicable("报告库中没有本企业以前的报告")
    theirs: dict[tuple[str, int, str], list[FiledAmount]] = {}
    for amount in earlier:
        if amount.nature == "actual" and amount.year is not None and not amount.scope and not amount.approximate:
            theirs.setdefault((amount.fact, amount.year, amount.basis), []).append(amount)
    for (id, year, _, _), facts in comparable(report).items():
        quantity = vocabulary()[id]
        if year is None or quantity.agrees == "never" or (report.identity.year and year > report.identity.year):
            continue
        fact = facts[0]
        same = theirs.get((id, year, fact.qualifiers.basis or ""), [])
        if not same or any(_agree(f, a) is not False for f in facts for a in same):
            continue
        other = same[0]
        yield Finding(
            f"线索，需核实：{year}年“{fact.label}”本报告写作 {_print(fact)}，{told(other.filed)}写作 {other.text} {other.unit}（“{other.quote}”）。",
            places=(fact.place,),
            subject=id,
            year=year,
            expected=f"{other.text} {other.unit}".strip(),
        )


def _agree(fact: Fact, amount: FiledAmount) -> bool | None:
    """Whether both prints can stand for one value; None where they cannot be compared."""
    number, unit = parse_number(amount.text), parse_unit(amount.unit) if amount.unit else None
    own = interval(fact)
    if number is None or own is None:
        return None
    if (unit is None) != (fact.unit is None) or (unit and fact.unit and unit.dimension != fact.unit.dimension):
        return None
    its = interval(Fact(fact.id, amount.label, number, unit, fact.year, fact.place))
    if its is None:
        return None
    if own.overlaps(its):
        return True
    if own.middle <= 0 or its.middle <= 0:
        return None
    ratio = own.middle / its.middle
    return None if ratio > _APART or ratio * _APART < 1 else False


def _print(fact: Fact) -> str:
    return f"{fact.number.text if fact.number else ''} {fact.unit.text if fact.unit else ''}".strip()
