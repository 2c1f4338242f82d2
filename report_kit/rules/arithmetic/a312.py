"""A312: balances of stock, load, waste and water that do not close."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from report_kit.facts import balances
from report_kit.facts.balances import Balance
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_MARGIN = {"stock": Decimal("0.005"), "load": Decimal("0.08"), "waste": Decimal("0.01"), "water": Decimal("0.02")}
_NAMES = {"stock": "购销存", "load": "排放速率（量）与浓度、流量", "waste": "固体废物去向", "water": "水"}


@rule(
    "A312", name="balance-does-not-close", title="物料、水、能源平衡不闭合", severity="warning", nature="signal", trigger="A",
    clause=Clause("评价报告数据核实", "购销存、水平衡、排放负荷"), remedy="核对各项数量、单位和统计期，写明损耗、外供和往年库存",
    innocent=("损耗、外供、盘亏没有列出", "利用、处置了往年的库存", "浓度取平均值，流量取另一次的值", "取整"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：期初库存＋购进≠消费＋外供＋期末库存；排放速率（排放量）≠浓度×流量；固体废物产生量≠利用＋处置＋贮存；取水量≠耗水＋排水。

    依据：同一统计期的收支应当平衡，各数末位 ±1，另留 0.5%～8% 的余地。

    易误判：缺一项的不算；利用往年贮存的不算；排放速率按几次监测平均时与平均浓度、平均流量的乘积略有出入。

    例：期初 12.4 t，购进 68.0 t，消费 68.4 t，期末 22.0 t。
    """
    found = balances.extract(report.facts.grids)
    if not found:
        raise NotFound("没有找到可核对的购销存、水、排放负荷或固废平衡")
    for balance in found:
        if _closes(balance):
            continue
        yield Finding(
            f"“{balance.label}”{_NAMES[balance.kind]}不平衡：{balance.words}，相差{_difference(balance)}。", balance.places[:3],
            subject=f"balance:{balance.kind}", rests_on=balance.places[3:],
        )  # fmt: skip


def _closes(balance: Balance) -> bool:
    return balance.left.widen(_MARGIN[balance.kind]).overlaps(balance.right)


def _difference(balance: Balance) -> str:
    most = max(abs(balance.left.middle), abs(balance.right.middle))
    return f"{abs(balance.left.middle - balance.right.middle) / most * 100:.1f}%" if most else "0"
