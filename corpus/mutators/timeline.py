"""Defects of time: T601 to T605."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date as Day
from datetime import timedelta
from typing import Any

from corpus.figures import date
from corpus.mutators.case import Case, Spot, defect, replace, text_of

Found = dict[str, Any] | None
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def days(text: str) -> list[Day]:
    return [Day(int(y), int(m), int(d)) for y, m, d in DATE.findall(text)]


def shown(day: Day) -> str:
    return date((day.year, day.month, day.day))


def expired(case: Case) -> Found:
    """A certificate that ends in the middle of the year evaluated."""
    spot = case.pick("certificate")
    if spot is None:
        return None
    year = case.report.meta["_dated"][0] - 1
    old = spot.info["last_text"]
    new = f"{year}-06-30" if "-" in old else f"{year}.06.30" if "." in old else f"{year}年6月30日"
    if tuple(spot.info["first"]) >= (year, 6, 1):
        return None
    case.write(spot, new, old)
    return defect("T601", new, f"{spot.info['name']}证书在评价期内失效（原为{old}）", may=("N504",))


def permit_expired(case: Case) -> Found:
    spot = case.pick("permit_valid")
    if spot is None:
        return None
    year = case.report.meta["_dated"][0] - 1
    first, last = spot.info["first"], spot.info["last"]
    if first[0] >= year:
        return None
    new = f"{year}年5月31日"
    old = date((last[0], last[1], last[2]))
    case.write(spot, new, old)
    return defect("T601", new, f"排污许可证在评价期内失效（原为{old}）")


def _review_first(strength: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        review, onsite = case.pick("date.review"), case.pick("date.onsite")
        if review is None or onsite is None or (review.element is onsite.element and strength == ""):
            return None
        when = days(onsite.text)
        old = DATE.search(review.text)
        if not when or old is None:
            return None
        new = shown(when[0] - timedelta(days=2 if strength == "subtle" else 45))
        assert replace(review.element, old.group(), new)
        case.touched |= {id(review.element), id(onsite.element)}
        return defect(
            "T602", new, f"内部复核{new}早于现场{shown(when[0])}（原为{old.group()}）", strength=strength, may=("T606",)
        )

    return plant


def late_onsite(case: Case) -> Found:
    spot = case.pick("date.onsite")
    if spot is None:
        return None
    old = DATE.search(spot.text)
    if old is None or case.report.meta["mode"] != "third-party":
        return None
    new = shown(Day(*case.report.meta["_dated"]) + timedelta(days=38))
    assert replace(spot.element, old.group(), new)
    case.touched.add(id(spot.element))
    return defect("T602", new, f"现场评价晚于报告日期（原为{old.group()}）", also=("T605",), may=("T605",))


def _sampled(strength: str) -> Callable[[Case], Found]:
    def plant(case: Case) -> Found:
        for spot in case.get("air"):
            found = days(spot.text)
            if len(found) != 2 or "采样" not in spot.text:
                continue
            new = shown(found[0] - timedelta(days=2 if strength == "subtle" else 41))
            assert replace(spot.element, shown(found[1]), new)
            case.touched.add(id(spot.element))
            return defect("T602", new, f"检测报告日期{new}早于采样日期{shown(found[0])}", strength=strength)
        return None

    return plant


def no_such_day(case: Case) -> Found:
    spots: list[Spot] = [
        s
        for k in ("date.start", "date.document_review", "date.contract", "date.founded")
        for s in case.get(k, lambda s: DATE.search(s.text) is not None)
    ]
    if not spots:
        return None
    spot = case.rng.choice(spots)
    old = DATE.search(spot.text)
    assert old
    new = f"{old.group(1)}年{case.rng.choice(('2月30日', '4月31日', '6月31日'))}"
    assert replace(spot.element, old.group(), new)
    case.touched.add(id(spot.element))
    return defect("T603", new, f"不存在的日期（原为{old.group()}）", may=("T602", "C401"))


def stale(case: Case) -> Found:
    spot = case.pick("period")
    if spot is None:
        return None
    year = case.report.meta["_dated"][0] - 1
    new = spot.text.replace(str(year), str(year - 2))
    case.write(spot, new)
    return defect("T604", new, f"评价期应为{spot.text}", also=("C406",), may=("C406", "I204"))


def future_event(case: Case) -> Found:
    spot = case.pick("date.founded", lambda s: True)
    if spot is None:
        return None
    day = Day(*case.report.meta["_dated"]) + timedelta(days=96)
    whole = text_of(spot.element)
    piece = f"{shown(day)}，公司获得广东省节水型企业称号。"
    last = [t for t in spot.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t") if t.text][
        -1
    ]
    last.text = (last.text or "") + piece
    case.touched.add(id(spot.element))
    assert text_of(spot.element) == whole + piece
    return defect("T605", shown(day), "已发生的事晚于报告日期")


def future_query(case: Case) -> Found:
    spots = case.get("veto_date")
    if not spots or (any("para" in s.info for s in spots) and len(spots) > 1):
        return None
    day = shown(Day(*case.report.meta["_dated"]) + timedelta(days=33))
    for spot in spots:
        old = DATE.search(spot.text)
        assert old
        assert replace(spot.element, old.group(), day)
        case.touched.add(id(spot.element))
    return defect("T605", day, "否决条件查询日期晚于报告日期", also=("T602",), may=("T602",))


MUTATORS: list[tuple[str, str, Callable[[Case], Found]]] = [
    ("T601", "certificate", expired),
    ("T601-permit", "certificate", permit_expired),
    ("T602", "process", _review_first("plain")),
    ("T602-subtle", "process", _review_first("subtle")),
    ("T602-onsite", "process", late_onsite),
    ("T602-sample", "air", _sampled("plain")),
    ("T602-sample-subtle", "air", _sampled("subtle")),
    ("T603", "day", no_such_day),
    ("T604", "period", stale),
    ("T605", "future", future_event),
    ("T605-query", "veto", future_query),
]
