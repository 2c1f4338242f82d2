"""Which edition a report is held against: the one asked for, else the one it cites, else the one in force."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from report_kit.checklist.edition import Edition, edition
from report_kit.checklist.loading import ids_in
from report_kit.errors import InputError

_DASHES = re.compile(r"[—–－―−]")
_SPACES = re.compile(r"\s+")


def edition_ids() -> tuple[str, ...]:
    """Ids of the editions, shipped and the user's own, newest first; profiles (`edition+profile`) apart."""
    return tuple(id for id in ids_in("editions", "basic_requirements") if "+" not in id)


def profile_ids() -> tuple[str, ...]:
    """Ids of the profiles, `<edition>+<profile>`."""
    return tuple(id for id in ids_in("editions", "base") if "+" in id)


def editions_of(kind: str, mode: str | None = None) -> tuple[Edition, ...]:
    """Editions for a kind of report, newest first; of those made for one mode only, `mode`'s."""
    found = [e for e in map(edition, edition_ids()) if e.kind == kind and (not e.modes or mode in e.modes)]
    own = [e for e in found if e.modes] if mode == "platform" else []
    return tuple(sorted(own or found, key=lambda e: e.in_force_from, reverse=True))


def normal_number(text: str) -> str:
    """A standard's number in one spelling: `GB/T 36132—2018` → `GB/T36132-2018`."""
    return _SPACES.sub("", _DASHES.sub("-", text)).upper().replace("／", "/").replace("GBT", "GB/T")


def choose_edition(
    kind: str,
    dated: date | None,
    cited: Iterable[str] = (),
    explicit: str | None = None,
    mode: str | None = None,
) -> tuple[str, str]:
    """(id of the edition, the reason in Chinese).

    `explicit` (the user's `--edition`, a profile after `+` allowed) wins; then what the report cites as its standard
    (the oftener cited, the newer when even); then the edition in force on the report's date; without a date the newest.
    The national platform's own table is chosen in mode `platform` only. Raises InputError for an unknown `explicit`."""
    if explicit:
        if explicit not in (*edition_ids(), *profile_ids()):
            raise InputError(f"没有评价标准版本“{explicit}”", f"可用：{'、'.join((*edition_ids(), *profile_ids()))}")
        return explicit, "按指定的版本"
    candidates = editions_of(kind, mode)
    if not candidates:
        raise InputError(f"没有这类报告（{kind}）的评价要求", "请检查清单文件夹是否完整")
    if mode == "platform" and mode in candidates[0].modes:
        return candidates[0].id, f"国家平台申报表，按{candidates[0].title}"
    if len(candidates) == 1:
        return candidates[0].id, f"{_KINDS.get(kind, kind)}只有一版评价要求"
    numbers = [normal_number(c) for c in cited]
    counts = {e.id: sum(normal_number(e.standard) in n for n in numbers) for e in candidates}
    most = max(counts.values())
    if most:
        chosen = next(e for e in candidates if counts[e.id] == most)
        return chosen.id, f"报告引用 {chosen.standard}"
    if dated is None:
        return candidates[0].id, f"报告未写明日期和标准版本，按最新版 {candidates[0].standard}"
    in_force = next((e for e in candidates if e.in_force_from <= dated), candidates[-1])
    return in_force.id, f"报告日期 {dated.isoformat()} 时现行的是 {in_force.standard}"


_KINDS = {"factory": "绿色工厂", "park": "绿色工业园区", "supply-chain": "绿色供应链管理企业"}
