"""Measures the base rate of every signal on reports without planted defects."""

from __future__ import annotations

from collections.abc import Iterable

from report_kit.accuracy.evaluate import Result
from report_kit.accuracy.wilson import wilson
from report_kit.checking.rates import Rate, Rates
from report_kit.rules.api import Rule

HEAD = """\
# 线索的基准率：由 make accuracy 在清洁的合成报告（judge 部分）上测得，请勿手改。
# n 份报告中 hits 份出现该线索；judged：规则能作判断的份数；upper95：双侧 95 % Wilson 区间的上限。
# 上限超过 limit 的线索、以及各稳定线索之和超过 together（每份）时最常出现的，自动转为试行（preview）。
"""


def measure(results: Iterable[Result], rules: Iterable[Rule]) -> dict[str, Rate]:
    """A rate a signal, stable or preview. A report is counted once, whatever its formats: it shows the signal when one
    of them does. Signals that could judge no report have no rate; nor have those that compare with a register."""
    reports: dict[str, list[Result]] = {}
    for result in results:
        if result.scored is not None and result.scored.clean:
            reports.setdefault(str(result.truth.folder), []).append(result)
    rates = {}
    for rule in rules:
        if rule.nature != "signal" or rule.needs_history:
            continue
        hits = sum(any(rule.code in r.signals for r in files) for files in reports.values())
        judged = sum(any(rule.code in r.judged | r.signals for r in files) for files in reports.values())
        if judged:
            upper = round(wilson(hits, len(reports))[1], 4)
            rates[rule.code] = Rate(n=len(reports), hits=hits, judged=judged, upper95=upper)
    return rates


def written(rates: Rates) -> str:
    """The text of `checklists/rates.yaml`, a line a signal."""
    lines = [f"limit: {rates.limit}", f"together: {rates.together}", "signals:" if rates.signals else "signals: {}"]
    lines += [
        f"  {code}: {{population: {r.population}, n: {r.n}, hits: {r.hits}, judged: {r.judged}, upper95: {r.upper95}}}"
        for code, r in sorted(rates.signals.items())
    ]
    return HEAD + "\n".join(lines) + "\n"


def table(rates: Rates, rules: dict[str, Rule]) -> str:
    """The rates as a Markdown table, with what becomes of each signal."""
    stable = frozenset(c for c, r in rules.items() if r.nature == "signal" and r.status == "stable")
    demoted = rates.demoted(stable)
    lines = ["| 线索 | 名称 | 清洁报告 | 能判断 | 出现 | 95 % 上限 | 状态 |", "|---|---|---|---|---|---|---|"]
    for code, rule in rules.items():
        if rule.nature != "signal":
            continue
        rate = rates.signals.get(code)
        cells = [str(rate.n), str(rate.judged), str(rate.hits), f"{rate.upper95:.1%}"] if rate else ["未测", "", "", ""]
        state = "试行（因基准率）" if code in demoted else "稳定" if code in stable else "试行"
        lines.append("| " + " | ".join([code, rule.title, *cells, state]) + " |")
    together = sum(rate.share for code, rate in rates.signals.items() if code in stable - demoted)
    lines += ["", f"各稳定线索合计每份 {together:.3f}（上限 {rates.together}）。"]
    return "\n".join(lines)
