"""C405 evidence-index-conflict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from report_kit.facts.evidence_index import scheme
from report_kit.facts.records import EvidenceEntry, EvidenceReference
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule

_LEAST_ENTRIES = 4
_MOST_UNKNOWN = 0.2
# Papers that are named alike everywhere: what a reference says it is, and what the list says it is.
_PAPERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"营业执照", r"排污许可证?|排污登记", r"环评批复|环境影响(?:评价|报告)", r"竣工验收|环保验收|验收意见", r"不动产权|土地使用?证|房产证",
        r"能源管理体系", r"质量管理体系", r"环境管理体系", r"职业健康", r"205-1|能源购进", r"205-4|用水表", r"B?204-1|产销", r"转移联单",
        r"社会责任报告", r"碳足迹", r"节能审查", r"水平衡", r"(?:废气|废水|噪声|环境|污染物|委托)(?:委托)?[检监]测(?:报告)?", r"检定证书|校准证书", r"任命书",
        r"培训", r"安全生产标准化", r"应急预案", r"规划许可", r"温室气体(?:核查|核算|排放)", r"信用中国|查询截图|信用查询", r"清洁生产审核",
    )
)  # fmt: skip


@rule(
    "C405", name="evidence-index-conflict", title="证据编号与清单不对应", severity="warning",
    clause=Clause("评价报告要求", "证明材料索引与清单对应"), remedy="核对证明材料清单和正文、指标表中的编号，使编号、名称一一对应",
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：指标表、正文引用的证明材料编号不在清单里；同一编号在清单里是两份材料；正文说的材料与清单该编号的材料不是一种。

    依据：评价报告应列出证明材料索引，并与所附材料对应。

    易误判：编号写法不同（附件3、附件03）算同一个；编号范围（A-01～A-04）展开核对；清单另成一册、报告里只列一部分时不报。

    例：指标表写证明材料 A-19，清单只到 A-16。
    """
    entries, references = report.facts.evidence, report.facts.references
    if len(entries) < _LEAST_ENTRIES:
        raise NotFound("没有找到证明材料清单")
    yield from _twice(entries)
    known = {e.index for e in entries}
    yield from _unknown(entries, references, known)
    yield from _other_paper(entries, references)
    yield from _without_file(report, entries)


def _without_file(report: Report, entries: list[EvidenceEntry]) -> Iterator[Finding]:
    """Indices of the list for which the folder of evidence, whose files are named by index, has no file."""
    if report.evidence is None:
        return
    known = {e.index for e in entries}
    have = {i for f in report.evidence.files for i in f.indices} & known
    missing = [e for e in entries if e.index not in have]
    if len(have) < _LEAST_ENTRIES - 1 or len(missing) > max(2, len(known) * _MOST_UNKNOWN):
        return
    for entry in missing:
        yield Finding(
            f"清单里的{entry.index}“{entry.title}”在佐证文件夹里没有文件。", (entry.place,), subject=entry.index
        )


def _twice(entries: list[EvidenceEntry]) -> Iterator[Finding]:
    by_index: dict[str, list[EvidenceEntry]] = defaultdict(list)
    for entry in entries:
        by_index[entry.index].append(entry)
    doubled = {i: same for i, same in by_index.items() if len({_bare(e.title) for e in same}) > 1}
    if len(doubled) * 4 > len(by_index):
        return  # one index stands for a group of papers here
    for index, same in doubled.items():
        first = same[0]
        other = next((e for e in same if not _alike(e.title, first.title)), None)
        if other is not None:
            yield Finding(
                f"证明材料编号{index}一处是“{first.title}”，一处是“{other.title}”。",
                (first.place, other.place),
                subject=index,
            )


def _unknown(entries: list[EvidenceEntry], references: list[EvidenceReference], known: set[str]) -> Iterator[Finding]:
    listed: dict[str, int] = defaultdict(int)
    for entry in entries:
        listed[scheme(entry.index)] += 1
    by_scheme: dict[str, list[EvidenceReference]] = defaultdict(list)
    for reference in references:
        if listed[scheme(reference.index)] >= _LEAST_ENTRIES:
            by_scheme[scheme(reference.index)].append(reference)
    groups = {re.sub(r"\d+$", "", e.index) for e in entries}
    for same in by_scheme.values():
        named = {r.index for r in same}
        missing = named - known
        if not missing or len(missing) > max(2, len(named) * _MOST_UNKNOWN):
            continue
        said: set[str] = set()
        for reference in same:
            if reference.index in missing and reference.index not in said:
                if (
                    reference.index[0].isascii()
                    and re.sub(r"\d+$", "", reference.index) not in groups
                    and len(groups) < 2
                ):
                    continue
                said.add(reference.index)
                last = max(
                    (e for e in entries if scheme(e.index) == scheme(reference.index)), key=lambda e: _order(e.index)
                )
                yield Finding(
                    f"引用的证明材料{reference.index}不在清单里。",
                    (reference.place, last.place),
                    subject=reference.index,
                )


def _other_paper(entries: list[EvidenceEntry], references: list[EvidenceReference]) -> Iterator[Finding]:
    titles: dict[str, list[EvidenceEntry]] = defaultdict(list)
    for entry in entries:
        titles[entry.index].append(entry)
    said: set[tuple[str, int]] = set()
    for reference in references:
        own = titles.get(reference.index, [])
        named = [n for n, paper in enumerate(_PAPERS) if _ends_with(paper, reference.title)]
        if not own or len(named) != 1:
            continue
        title = "".join(e.title for e in own)
        elsewhere = [e for e in entries if _PAPERS[named[0]].search(e.title)]
        is_other = any(paper.search(title) for n, paper in enumerate(_PAPERS) if n != named[0])
        if _PAPERS[named[0]].search(title) or not elsewhere or not is_other or (reference.index, named[0]) in said:
            continue
        said.add((reference.index, named[0]))
        yield Finding(
            f"此处把{reference.index}当作“{reference.title[-20:]}”，清单里{reference.index}是“{own[0].title}”，该材料的编号是{elsewhere[0].index}。",
            (reference.place, own[0].place), subject=reference.index, expected=elsewhere[0].index,
        )  # fmt: skip


def _ends_with(paper: re.Pattern[str], title: str) -> bool:
    """Whether the words before an index are that paper, and no sentence that happens to hold its name."""
    return any(
        re.fullmatch(r"(?:复印件|扫描件|文件|证书|报告|材料|意见|及.{1,6})?", title[m.end() :])
        for m in paper.finditer(title)
    )


def _order(index: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", index))


def _bare(title: str) -> str:
    return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", title)


def _alike(a: str, b: str) -> bool:
    """Whether two titles share a pair of characters: 营业执照复印件, 企业营业执照."""
    first, second = _bare(a), _bare(b)
    return bool({first[n : n + 2] for n in range(len(first) - 1)} & {second[n : n + 2] for n in range(len(second) - 1)})
