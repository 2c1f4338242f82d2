"""T607 overlapping-person-time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from report_kit.facts.gazetteer import cities_in
from report_kit.facts.records import Visit
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "T607", name="overlapping-person-time", title="同一人同一时段在两处", severity="warning", nature="signal", trigger="A",
    clause=Clause("现场评价、采样记录", "人员与时间", "background"), remedy="核对签到、采样原始记录和行程，说明人员的实际安排",
    innocent=("两处相邻，一人往返", "表中时间是计划时间", "同名不同人", "远程参加"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：日程、采样记录等表中，同一人的时段互相重叠而地点（内容）不同，或同一天在两个城市。

    依据：一个人不能同时在两处工作。

    易误判：只写上午、下午的，同一城市内先后到两处是正常的，不报；首末次会议全体参加的不报；同名不同人请核实。

    例：3月11日 9:00—11:30 在生产车间，10:00—12:00 又在污水处理站采样。
    """
    visits = report.facts.visits
    if not visits:
        raise NotFound("没有找到带人员和时间的日程或记录")
    by_person: dict[tuple[str, object], list[Visit]] = defaultdict(list)
    for visit in visits:
        by_person[visit.person, visit.day].append(visit)
    for (person, _), same in by_person.items():
        pair = next(((a, b) for n, a in enumerate(same) for b in same[n + 1 :] if _clash(a, b)), None)
        if pair is not None:
            first, second = pair
            yield Finding(
                f"{person}在{first.day.isoformat()}{_hours(first)}于“{first.where}”，{_hours(second)}又于“{second.where}”，时间重叠。",
                tuple(dict.fromkeys(p for p in (first.place, second.place, second.hours, first.hours) if p)), subject=f"person:{person}",
            )  # fmt: skip


def _clash(a: Visit, b: Visit) -> bool:
    if a.where == b.where or not a.where or not b.where or (a.place.block, a.place.row) == (b.place.block, b.place.row):
        return False
    if a.start is not None and b.start is not None and a.end is not None and b.end is not None:
        return a.start < b.end and b.start < a.end
    if a.start is not None or b.start is not None:
        return False
    here, there = cities_in(a.where), cities_in(b.where)
    return bool(here and there and not here & there)


def _hours(visit: Visit) -> str:
    if visit.start is None or visit.end is None:
        return ""
    return f" {visit.start // 60}:{visit.start % 60:02d}—{visit.end // 60}:{visit.end % 60:02d} "
