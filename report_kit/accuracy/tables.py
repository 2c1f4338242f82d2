"""The scoreboard as Markdown tables: recall per rule, family, format and strength; alarms; extraction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from report_kit.accuracy.evaluate import Result
from report_kit.accuracy.matching import Scored
from report_kit.accuracy.truth import Defect
from report_kit.accuracy.wilson import wilson

Key = tuple[str, ...]


def _recall(results: list[Result], key: Callable[[Scored, Defect], Key]) -> dict[Key, tuple[int, int, int]]:
    """(found stable, found preview, planted) per key."""
    counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0])
    for result in results:
        scored = result.scored
        if scored is None:
            continue
        for defect, _ in scored.hits:
            counts[key(scored, defect)][0] += 1
            counts[key(scored, defect)][2] += 1
        for defect, _ in scored.previews:
            counts[key(scored, defect)][1] += 1
        for defect in scored.misses:
            counts[key(scored, defect)][2] += 1
    return {k: (v[0], v[1], v[2]) for k, v in sorted(counts.items())}


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def _recall_table(title: Iterable[str], counts: dict[Key, tuple[int, int, int]]) -> str:
    rows = []
    for key, (hits, previews, planted) in counts.items():
        low, high = wilson(hits, planted)
        rows.append([*key, str(planted), str(hits), f"{hits / planted:.3f}", f"{low:.3f}–{high:.3f}", str(previews)])
    return _table([*title, "埋设", "检出", "检出率", "95 % 区间", "仅预览检出"], rows)


def _alarm_table(results: list[Result]) -> str:
    groups: dict[Key, list[Scored]] = defaultdict(list)
    for result in results:
        if result.scored:
            groups["无缺陷" if not result.scored.truth.defects else "有缺陷", result.scored.format].append(
                result.scored
            )
    rows = []
    for key, scored in sorted(groups.items()):
        alarms = sum(len(s.alarms) for s in scored)
        touched = sum(1 for s in scored if s.alarms)
        low, high = wilson(touched, len(scored))
        warnings = [len(s.warnings) for s in scored]
        rows.append(
            [*key, str(len(scored)), str(alarms), f"{alarms / len(scored):.3f}", f"{touched}（{low:.3f}–{high:.3f}）",
             f"{sum(warnings) / len(scored):.2f}", str(max(warnings)), str(sum(len(s.preview_alarms) for s in scored))]
        )  # fmt: skip
    return _table(
        ["报告", "格式", "份数", "误报", "每份误报", "有误报的份数（95 % 区间）", "每份提醒", "最多提醒", "预览误报"],
        rows,
    )


def _extraction_table(results: list[Result]) -> str:
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for result in results:
        if result.scored is None or result.extraction is None:
            continue
        e, c = result.extraction, totals[result.scored.format]
        c.update(headings=e.headings, headings_found=e.headings_found, facts=e.facts, facts_found=e.facts_found,
                 tables=e.tables, tables_found=e.tables_found)  # fmt: skip
    rows = [
        [form, *(f"{c[f'{what}_found']}/{c[what]}（{c[f'{what}_found'] / max(1, c[what]):.3f}）" for what in ("headings", "tables", "facts"))]
        for form, c in sorted(totals.items())
    ]  # fmt: skip
    return _table(["格式", "标题", "表格", "事实（值、单位、年度）"], rows)


def markdown(results: list[Result]) -> str:
    """The whole scoreboard, failures included."""
    parts = [
        "## 检出率：按格式和强度", _recall_table(["格式", "强度"], _recall(results, lambda s, d: (s.format, d.strength))),
        "## 检出率：按规则族", _recall_table(["族", "格式", "强度"], _recall(results, lambda s, d: (d.rule[0], s.format, d.strength))),
        "## 检出率：按规则", _recall_table(["规则", "强度"], _recall(results, lambda s, d: (d.rule, d.strength))),
        "## 误报（错误级发现和稳定线索）", _alarm_table(results),
        "## 读取", _extraction_table(results),
    ]  # fmt: skip
    alarms = Counter(f.rule for r in results if r.scored for f in r.scored.alarms)
    if alarms:
        parts += ["误报最多的规则：" + "、".join(f"{rule}×{n}" for rule, n in alarms.most_common())]
    unreadable = [f"- {r.name}：{r.unreadable}" for r in results if r.unreadable]
    crashed = [f"- {r.name}：{c}" for r in results for c in r.crashed]
    if unreadable:
        parts += ["## 未能读取", "\n".join(unreadable)]
    if crashed:
        parts += ["## 规则运行失败", "\n".join(crashed)]
    return "\n\n".join(parts) + "\n"


def details(results: list[Result]) -> str:
    """What was missed and what was a false alarm, file by file."""
    lines = []
    for result in results:
        scored = result.scored
        if scored is None:
            continue
        lines += [f"{result.name}  漏检 {d.rule} {d.strength} 「{d.quote}」 {d.note}" for d in scored.misses]
        for kind, found in [("误报", scored.alarms), ("提醒", scored.warnings)]:
            lines += [
                f"{result.name}  {kind} {f.rule} {f.message} 「{'」「'.join(p.quote for p in f.places)}」"
                for f in found
            ]
        if result.extraction:
            lines += [f"{result.name}  缺标题 {t}" for t in result.extraction.missing_headings]
            lines += [f"{result.name}  缺事实 {t}" for t in result.extraction.missing_facts]
    return "\n".join(lines)
