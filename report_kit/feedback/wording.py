"""How feedback words what a check says: labels of severities, kinds, families, reports, clauses; text made safe."""

from __future__ import annotations

import re
from typing import Any

from report_kit.checking.model import Check, Found, RuleOutcome
from report_kit.checklist.edition import edition as shipped_edition
from report_kit.checklist.editions import edition_ids
from report_kit.facts.model import Fact, Identity
from report_kit.rules.api import Clause

DISCLAIMER = "本页为自动核对结果，线索须人工核实，不构成结论"
SIGNAL = "线索，需核实"

SEVERITY = {"error": "错误", "warning": "提醒", "info": "提示"}
SEVERITY_MEANING = {"error": "须改正后再报送", "warning": "请改正或说明", "info": "供参考"}
NATURE = {"requirement": "要求", "signal": "线索"}
KIND = {"factory": "绿色工厂", "park": "绿色工业园区", "supply-chain": "绿色供应链管理企业"}
MODE = {"self": "自评价", "third-party": "第三方评价", "platform": "平台申报表"}
STAGE = {"draft": "草稿", "final": "定稿"}
AUDIENCE = {"author": "编写单位", "staff": "审核人员"}
FAMILY = {
    "S": "结构", "I": "指标", "A": "复算", "C": "一致性", "N": "标识", "T": "时间",
    "P": "程序与资格", "M": "文档痕迹", "R": "雷同", "X": "跨报告", "D": "统计",
}  # fmt: skip
OUTCOME = {
    "passed": "通过",
    "failed": "有问题",
    "signalled": "有线索",
    "not-applicable": "不适用",
    "not-found": "未找到要核对的内容",
    "unreadable": "找到了但读不清",
    "crashed": "规则出错，其余照常核对",
}
NATURE_OF_VALUE = {"target": "目标值", "limit": "限值", "benchmark": "基准值", "leading": "引领值"}
_CONFIDENCE = {"second-hand": "待核实：转引资料", "background": "待核实：背景资料"}

# Control characters drive terminals, bidirectional marks reorder what is read, lone surrogates break UTF-8.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Text of a report without characters that act instead of being read; line breaks stay."""
    return _UNSAFE.sub("", text)


def flat(text: str) -> str:
    """Clean text with every run of white space as one space, also at its ends (a part of a sentence)."""
    return clean(_SPACE.sub(" ", text))


def one_line(text: str, limit: int | None = None) -> str:
    """Clean text on one line, at most `limit` characters with 「…」 for what is cut."""
    line = flat(text).strip()
    if limit is not None and len(line) > limit:
        return line[: limit - 1] + "…"
    return line


def edition(id: str) -> str:
    """The number of an edition's standard, e.g. `GB/T 36132-2018`; a profile is added after 「+」 as it is."""
    base, _, profile = id.partition("+")
    name = shipped_edition(base).standard if base in edition_ids() else base
    return f"{name} + {profile}" if profile else name


def subject(identity: Identity) -> str:
    """What kind of report it is: `绿色工厂 第三方评价`."""
    return f"{KIND.get(identity.kind, identity.kind)} {MODE.get(identity.mode, identity.mode)}"


def period(identity: Identity) -> str:
    """The evaluation period: `2022–2024年`, `2024年`, or an empty string."""
    years = identity.period
    if not years:
        return ""
    return f"{years[0]}年" if years[0] == years[-1] else f"{years[0]}–{years[-1]}年"


def label(found: Found) -> str:
    """The word on a finding's mark: 错误, 提醒, 提示, or 线索 for every signal."""
    return NATURE["signal"] if found.nature == "signal" else SEVERITY[found.severity]


def expected(found: Found) -> str:
    return one_line(found.expected or "")


def clause(clause: Clause) -> str:
    """Source and reference, with 待核实 where the official text was not seen; empty when a rule rests on none."""
    words = one_line(" ".join(part for part in (clause.source, clause.ref) if part))
    doubt = _CONFIDENCE.get(clause.confidence, "")
    return f"{words}（{doubt}）" if words and doubt else words


_POPULATION = {"synthetic": "合成语料测得，未在真实报告上核实", "field": "在实际报告上测得"}


def base_rate(rate: dict[str, Any] | None) -> str:
    """How often reports without planted defects show the same sign and where that was measured; empty when it was not."""
    if not rate or not rate.get("n"):
        return ""
    words = f"{rate['n']} 份正常报告中有 {rate.get('hits', 0)} 份出现同样情形"
    upper = rate.get("upper95")
    if isinstance(upper, int | float):
        words += f"（95% 上限 {upper:.1%}）"
    measured = _POPULATION.get(str(rate.get("population")), "")
    return f"{words}；{measured}" if measured else words


def coverage(check: Check) -> str:
    """`指标 14 项：找到 13、有数值 12、可复算 9`."""
    seen = check.coverage
    if not seen.indicators_required:
        return "本类报告未列规定指标"
    return (
        f"指标 {seen.indicators_required} 项：找到 {seen.located}、有数值 {seen.with_value}、可复算 {seen.recomputed}"
    )


def outcome(ended: RuleOutcome) -> str:
    """Code, title and reason of a rule that did not judge."""
    head = f"{ended.rule} {ended.title}".strip()
    why = one_line(ended.why)
    return f"{head}：{why}" if why else head


def qualifiers(fact: Fact) -> str:
    """What qualifies a value: basis, scope, nature, approximation."""
    q = fact.qualifiers
    parts = [q.basis and f"{q.basis}值", q.scope, NATURE_OF_VALUE.get(q.nature), "约数" if q.approx else ""]
    return "、".join(one_line(part) for part in parts if part)
