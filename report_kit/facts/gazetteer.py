"""Places by name: what begins a company's name, and which jurisdiction an address belongs to."""

from __future__ import annotations

from functools import cache

from report_kit.checklist.classifications import divisions
from report_kit.facts.pieces import tight

_NATIONAL = ("中国", "全国", "国家", "中华")
# Short names that are common words inside company names and sentences too.
_AMBIGUOUS = frozenset(
    {"和平", "东方", "大同", "开平", "平安", "长治", "安康", "太和", "永安", "保定", "兴安", "通化", "海南"}
)
_JURISDICTIONS = (("4416", "heyuan"), ("44", "guangdong"))


@cache
def place_names() -> tuple[str, ...]:
    """Provinces, cities and counties, full and short."""
    return (*_NATIONAL, *sorted(name for name in divisions().place_names if name not in _AMBIGUOUS))


@cache
def _places_of(code: str) -> tuple[str, ...]:
    return tuple(name for name, c in divisions().place_names.items() if c.startswith(code) and name not in _AMBIGUOUS)


def jurisdiction_of(text: str) -> str:
    """`heyuan`, `guangdong`, or '' by the places that an address or a name holds."""
    plain = tight(text)
    for code, jurisdiction in _JURISDICTIONS:
        if any(name in plain for name in _places_of(code)):
            return jurisdiction
    return ""
