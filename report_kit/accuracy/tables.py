"""The scoreboard as Markdown tables and as JSON: recall, false alarms, what was read; details line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from report_kit.accuracy import tally
from report_kit.accuracy.coverage import WHAT
from report_kit.accuracy.evaluate import Result
from report_kit.accuracy.matching import Scored
from report_kit.accuracy.tally import Alarms, Key, Recall
from report_kit.accuracy.truth import Defect

_KIND = {"factory": "工厂", "park": "园区", "supply-chain": "供应链"}
_MODE = {"self": "自评价", "third-party": "第三方", "platform": "申报表"}
_STRENGTH = {"plain": "明显", "subtle": "细微"}
_INDICATORS = "SIACNTP"


def markdown(results: list[Result]) -> str:
    """The whole scoreboard, failures included."""
    parts = [
        "## 检出率：按格式和强度", _recall(["格式", "强度"], tally.recall(results, lambda s, d: (s.format, _strength(d)))),
        "## 检出率：按规则族", _recall(["族", "格式", "强度"], tally.recall(results, lambda s, d: (d.rule[0], s.format, _strength(d)))),
        "## 检出率：按对象和方式", _recall(["对象", "方式", "格式", "强度"], tally.recall(results, lambda s, d: (*_kind(s), s.format, _strength(d)))),
        "## 检出率：按规则", _by_rule(results),
        "## 误报（错误级发现和稳定线索）", _alarms(["报告", "格式"], tally.alarms(results, lambda s: (_clean(s), s.format))),
        "## 误报：按对象和方式", _alarms(["报告", "对象", "方式"], tally.alarms(results, lambda s: (_clean(s), *_kind(s)))),
        "## 误报：按规则", _worst(results),
        "## 读取", _extraction(["格式"], tally.extraction(results, lambda s: (s.format,))),
        "## 读取：按对象和方式", _extraction(["对象", "方式"], tally.extraction(results, _kind)),
    ]  # fmt: skip
    unreadable = [f"- {r.name}：{r.unreadable}" for r in results if r.unreadable]
    crashed = [f"- {r.name}：{c}" for r in results for c in r.crashed]
    if unreadable:
        parts += ["## 未能读取", "\n".join(unreadable)]
    if crashed:
        parts += ["## 规则运行失败", "\n".join(crashed)]
    return "\n\n".join(parts) + "\n"


def goals(results: list[Result]) -> str:
    """The targets of the requirement rules and of the signals beside what was reached."""
    family = tally.recall(
        results, lambda s, d: ("要求" if d.rule[0] in _INDICATORS else "线索", s.format, _strength(d))
    )
    clean = {k[1]: a for k, a in tally.alarms(results, lambda s: (_clean(s), s.format)).items() if k[0] == "清洁"}
    wanted = [("要求", "docx", "明显", 0.98), ("要求", "docx", "细微", 0.85), ("要求", "pdf", "明显", 0.95),
              ("要求", "pdf", "细微", 0.82), ("要求", "scan", "明显", 0.85),
              ("线索", "docx", "明显", 0.95), ("线索", "docx", "细微", 0.75)]  # fmt: skip
    rows = []
    for *key, goal in wanted:
        got = family.get(tuple(map(str, key)))
        if got is not None:
            words = f"{got.rate:.3f}（{got.found}/{got.planted}）"
            rows.append([f"检出率：{'S–P 各族' if key[0] == '要求' else 'M、R、X、D 各族'}，{key[1]}，{key[2]}", f"≥ {goal}",
                         words, _mark(got.rate >= float(goal))])  # fmt: skip
    plain = [r for k, r in tally.recall(results, lambda s, d: (d.rule, _strength(d))).items() if k[1] == "明显"]
    if plain:
        low = sum(1 for r in plain if r.rate < 0.8)
        rows.append(["各规则明显缺陷的检出率", "均 ≥ 0.8", f"{low} 条规则低于 0.8", _mark(low == 0)])
    for form, limit in (("docx", 0.1), ("pdf", 0.1), ("scan", 0.3)):
        if form in clean:
            rows.append([f"清洁报告每份误报，{form}", f"≤ {limit}", f"{clean[form].per_report:.3f}",
                         _mark(clean[form].per_report <= limit)])  # fmt: skip
            warned = clean[form].warnings_per_report
            rows.append([f"清洁报告每份提醒，{form}", "≤ 2", f"{warned:.2f}", _mark(warned <= 2)])
    read = tally.extraction(results, lambda s: (s.format,))
    for (form,), (labelled, found) in read.items():
        for what, goal in (("values", 0.95), ("form", 0.99), ("headings", 0.99), ("subject", 0.99), ("agency", 0.99)):
            if labelled[what]:
                rate = found[what] / labelled[what]
                rows.append([f"读取：{WHAT[what]}，{form}", f"≥ {goal}", f"{rate:.3f}", _mark(rate >= goal)])
    return _table(["目标", "要求", "实测", ""], rows)


def to_json(results: list[Result]) -> dict[str, Any]:
    """The same figures for programs, `report-kit/evaluation/1`."""

    def recalls(names: tuple[str, ...], counts: dict[Key, Recall]) -> list[dict[str, Any]]:
        return [
            {**dict(zip(names, key, strict=True)), "planted": r.planted, "found": r.found, "preview": r.preview,
             "rate": round(r.rate, 4), "low95": round(r.interval[0], 4), "high95": round(r.interval[1], 4)}
            for key, r in counts.items()
        ]  # fmt: skip

    def alarmed(names: tuple[str, ...], counts: dict[Key, Alarms]) -> list[dict[str, Any]]:
        return [
            {**dict(zip(names, key, strict=True)), "reports": a.reports, "alarms": a.alarms,
             "per_report": round(a.per_report, 4), "reports_with_alarms": a.touched,
             "low95": round(a.interval[0], 4), "high95": round(a.interval[1], 4), "preview_alarms": a.previews,
             "warnings": a.warnings, "warnings_per_report": round(a.warnings_per_report, 4), "rules": dict(a.rules)}
            for key, a in counts.items()
        ]  # fmt: skip

    of_report = ("kind", "mode", "format")
    return {
        "schema": "report-kit/evaluation/1",
        "files": len(results),
        "recall": recalls(
            ("rule", *of_report, "strength"),
            tally.recall(results, lambda s, d: (d.rule, s.truth.kind, s.truth.mode, s.format, d.strength)),
        ),
        "recall_total": recalls(("format", "strength"), tally.recall(results, lambda s, d: (s.format, d.strength))),
        "alarms": alarmed(
            ("reports_are", *of_report),
            tally.alarms(results, lambda s: ("clean" if s.clean else "faulty", s.truth.kind, s.truth.mode, s.format)),
        ),
        "extraction": [
            {"format": form, "what": what, "labelled": n, "found": found[what]}
            for (form,), (labelled, found) in tally.extraction(results, lambda s: (s.format,)).items()
            for what, n in labelled.items()
        ],
        "unreadable": [{"file": r.name, "why": r.unreadable} for r in results if r.unreadable],
        "crashed": [{"file": r.name, "why": why} for r in results for why in r.crashed],
    }


def details(results: list[Result]) -> Iterator[str]:
    """What was missed, a false alarm, a warning or not read, a line each, file by file."""
    for result in results:
        one = result.scored
        if one is None:
            yield f"{result.name}  未能读取 {result.unreadable}"
            continue
        preview = {id(d): f.rule for d, f in one.previews}
        for d in one.misses:
            only = f"（仅预览 {preview[id(d)]}）" if id(d) in preview else ""
            yield f"{result.name}  漏检{only} {d.rule} {_strength(d)} 「{d.quote}」 {d.note}"
        for kind, found in (("误报", one.alarms), ("预览误报", one.preview_alarms), ("提醒", one.warnings)):
            for f in found:
                yield f"{result.name}  {kind} {f.rule} {f.message} 「{'」「'.join(p.quote for p in f.places)}」"
        if result.extraction:
            for what, words in result.extraction.missing:
                yield f"{result.name}  未读出 {WHAT[what]} {words}"


def _strength(defect: Defect) -> str:
    return _STRENGTH[defect.strength]


def _clean(one: Scored) -> str:
    return "清洁" if one.clean else "有缺陷"


def _kind(one: Scored) -> tuple[str, str]:
    return _KIND.get(one.truth.kind, one.truth.kind), _MODE.get(one.truth.mode, one.truth.mode)


def _mark(reached: bool) -> str:
    return "达到" if reached else "**未达到**"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def _between(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.3f}–{interval[1]:.3f}"


def _recall(head: list[str], counts: dict[Key, Recall]) -> str:
    rows = [
        [*key, str(r.planted), str(r.found), f"{r.rate:.3f}", _between(r.interval), str(r.preview)]
        for key, r in counts.items()
    ]
    return _table([*head, "埋设", "检出", "检出率", "95 % 区间", "仅预览检出"], rows)


def _by_rule(results: list[Result]) -> str:
    """A row a rule and strength: all formats together, then found/planted in each."""
    whole = tally.recall(results, lambda s, d: (d.rule, _strength(d)))
    each = tally.recall(results, lambda s, d: (d.rule, _strength(d), s.format))
    forms = sorted({key[2] for key in each})
    rows = []
    for key, r in whole.items():
        cells = [each.get((*key, form)) for form in forms]
        rows.append([*key, str(r.planted), f"{r.rate:.3f}", _between(r.interval),
                     *(f"{c.found}/{c.planted}" if c else "" for c in cells), str(r.preview)])  # fmt: skip
    return _table(["规则", "强度", "埋设", "检出率", "95 % 区间", *forms, "仅预览检出"], rows)


def _alarms(head: list[str], groups: dict[Key, Alarms]) -> str:
    rows = [
        [*key, str(a.reports), str(a.alarms), f"{a.per_report:.3f}", f"{a.touched}（{_between(a.interval)}）",
         str(a.previews), f"{a.warnings_per_report:.2f}", str(a.most_warnings)]
        for key, a in groups.items()
    ]  # fmt: skip
    columns = ["份数", "误报", "每份误报", "有误报的份数（比例的 95 % 区间）", "预览误报", "每份提醒", "最多提醒"]
    return _table([*head, *columns], rows)


def _worst(results: list[Result]) -> str:
    rows = [
        [rule, *(str(counts[what] or "") for what in ("clean", "faulty", "preview", "warnings"))]
        for rule, counts in tally.worst(results).items()
    ]
    return _table(["规则", "清洁报告误报", "有缺陷报告误报", "预览误报", "提醒"], rows) if rows else "没有误报。"


def _extraction(head: list[str], groups: dict[Key, Any]) -> str:
    rows = []
    for key, (labelled, found) in groups.items():
        cells = [f"{found[w]}/{labelled[w]}（{found[w] / labelled[w]:.3f}）" if labelled[w] else "" for w in WHAT]
        rows.append([*key, *cells])
    return _table([*head, *WHAT.values()], rows)
