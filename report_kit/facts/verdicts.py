"""Verdicts as printed: 符合 · 不符合 · 不存在 · √ · ☑是 □否."""

from __future__ import annotations

import re
from typing import Literal

from report_kit.facts.checkboxes import has_boxes, ticked
from report_kit.facts.pieces import tight

Verdict = Literal["meets", "fails", "none"]

_FAILS = re.compile(r"不(?:符合|满足|达标|合格|具备|通过)|未(?:达标|达到|通过|满足)(?!.{0,4}的)|不予通过")
_FAILS_WHOLE = frozenset({"否", "×", "✗", "✘", "N", "X", "x"})
_MEETS = re.compile(
    r"(?<!不)(?:符合|满足|达标|合格|具备|通过|达到)(?!性)|已(?:建立|制定|设立|取得|开展|明确|落实|发布|完成)|建立了|制定了|设立了|取得了|无不符合"
)
_MEETS_WHOLE = frozenset({"是", "√", "✓", "✔", "有", "Y", "对", "可", "优", "良", "好"})
_ABSENT = re.compile(
    r"不存在|不是(?!否)|并非|未发生|未发现|未列入|未被|未见|未有|没有|不属于|不涉及|未检索|未查[到询]|未受|未曾|未出现|未因|不在|不构成|无(?:否决|此|该|相关|上述|异常|以上|记录|违法|事故|失信|处罚|被|任何|不良|行政|查询|情形|动态|督查|整改|重大)|均无|皆无|正常(?:经营|生产|运营)|连续生产|未触及|不触及|无$"
)
_PRESENT_OPENS = re.compile(
    r"(?:存在|有|发现|查到|查实|确有|属实)(?:该|此|上述)?(?:情形|问题|记录)?[:：，,；;。（(](?=.*(?:\d|罚|处分|通报|停产|列入))"
)
"""「存在：2024年9月…被处以罚款」: the case itself follows the word."""
_PRESENT_QUERIED = re.compile(
    r"查询[^。；]{0,40}[，,：:](?:存在|发现|有)(?:该|此|上述)?(?:情形|问题|记录)?[:：，,；;](?=.*(?:\d|罚|处分|通报|停产|列入))"
)
"""「…：经2026年2月20日查询信用中国，存在：2025年9月…被处以罚款」"""
_PRESENT_WHOLE = frozenset({"存在", "是", "有", "属于", "列入", "不符合", "已列入", "发生", "不满足", "触及"})
_ABSENT_WHOLE = frozenset(
    {
        "无",
        "否",
        "不存在",
        "未发生",
        "符合",
        "满足",
        "√",
        "✓",
        "✔",
        "○",
        "合格",
        "通过",
        "正常",
        "未列入",
        "未发现",
        "没有",
        "不属于",
        "不涉及",
        "未触及",
    }
)


def of_requirement(text: str) -> Verdict:
    """Verdict on a requirement that must be met."""
    if has_boxes(text) and len(tight(text)) > 1:
        chosen = ticked(text)
        return of_requirement("".join(chosen)) if chosen else "none"
    plain = tight(text).strip("。.，,；;")
    if plain in _MEETS_WHOLE:
        return "meets"
    if plain in _FAILS_WHOLE:
        return "fails"
    if _FAILS.search(plain) and "无不符合" not in plain and "不符合项" not in plain:
        return "fails"
    return "meets" if _MEETS.search(plain) or "√" in plain or "☑" in plain else "none"


def of_condition(text: str) -> Verdict:
    """Verdict on a condition that must not exist: `meets` says that it does not."""
    if has_boxes(text) and len(tight(text)) > 1:
        chosen = "".join(ticked(text))
        if not chosen:
            return "none"
        return "fails" if chosen in _PRESENT_WHOLE else "meets"
    plain = tight(text).strip("。.，,；;—-")
    if plain in _PRESENT_WHOLE or _PRESENT_OPENS.match(plain) or _PRESENT_QUERIED.search(plain):
        return "fails"
    if plain in _ABSENT_WHOLE or _ABSENT.search(plain):
        return "meets"
    if re.search(r"(?<!不)(?<!是否)存在$|——\s*存在|结论[：:]存在", plain):
        return "fails"
    return "meets" if re.search(r"(?<!不)(?:符合|满足|通过|达标)(?!性)", plain) else "none"
