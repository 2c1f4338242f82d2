"""The areas of evaluation (基础设施, 能源低碳化 …) where running text or a title names them."""

from __future__ import annotations

import re
from functools import cache

from report_kit.checklist.edition import edition
from report_kit.checklist.editions import edition_ids

_PART_FULL = re.compile(r"(?:满分|分值|适用分)(?:为|是|:|：)?\s*(\d{1,3}(?:\.\d+)?)\s*分")


@cache
def areas_by_name() -> dict[str, str]:
    """Area id by name over all editions; parks and factories call one of theirs 基础设施 alike."""
    return {name: area.id for id in edition_ids() for area in edition(id).areas for name in area.names}


@cache
def area_names() -> re.Pattern[str]:
    """Any area's name, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, areas_by_name()), key=len, reverse=True)))


@cache
def _spoken_of() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[，,：:、。]|其中|经评价)\s*(?:[（(]?\w{{1,2}}[）)、.]\s*)?[“\"]?({area_names().pattern})[”\"]?"
        r"(?:方面|指标|部分|类|板块|项)?(?=[，,:：（(]|满分|得|评|权重|分值|自评|合计|小计|共|的)"
    )


def one_area(before: str, path: tuple[str, ...]) -> str:
    """Whose points the words before a score tell: the one area the clause names, else full marks that are not the whole's,
    else the area whose chapter it stands in; empty for the whole report's."""
    named = set(_spoken_of().findall(before))
    if named:
        return named.pop() if len(named) == 1 else ""
    full = _PART_FULL.search(before)
    if full is not None and full[1] not in ("100", "105", "110"):
        return full[0]
    title = re.sub(r"[（(].*?[)）]|[评得]分.*$|评价.*$|指标.*$|方面.*$", "", path[-1]) if path else ""
    return next((name for name in areas_by_name() if title.endswith(name)), "")
