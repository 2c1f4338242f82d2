"""M811 series-misfit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from report_kit.facts.series import Misfit, misfits, series_found
from report_kit.rules.api import Clause, Finding, NotFound, Report, rule


@rule(
    "M811", name="series-misfit", title="成套附件中个别缺二维码、页码、章或体例不同", severity="warning", nature="signal", trigger="A",
    clause=Clause("检测报告", "同一机构的报告用同一套格式", "background"),
    remedy="请提供该份附件的原件，由出具机构确认；可在其网站或扫码核对",
    innocent=("机构中途改版或换了系统", "复印、扫描时裁掉了页边", "摘录了一页，没有附全文"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：同一编号规则的四份以上检测报告、证书附件中，只有一份缺其余各份都有的二维码、页码、资质标志、专用章、签发人或图片；或只有一份是可编辑文字而其余是扫描件。附件清单里写明的同样看。

    依据：同一机构、同一系列的报告由同一系统出具，体例一致。

    易误判：少于四份不看；两份以上不同的可能是改版，不报；识别不清的页不报。

    例：十二份月度检测报告中十一份有“第1页 共3页”和二维码，5 月那份没有。
    """
    if not series_found(report.document):
        raise NotFound("没有找到四份以上同一编号规则的附件")
    by_member: dict[str, list[Misfit]] = defaultdict(list)
    for one in misfits(report.document):
        by_member[one.number].append(one)
    for number, found in by_member.items():
        places = [found[0].odd]
        for one in found:
            places += [one.found] if one.found is not None else []
        places.append(found[0].sibling)
        what = "、".join(dict.fromkeys(one.feature for one in found))
        yield Finding(
            f"线索，需核实：{found[0].count} 份同类附件中只有{number}{what}，其余各份（如{found[0].sibling_number}）都有或一致。",
            tuple(dict.fromkeys(places)), subject=number,
        )  # fmt: skip
