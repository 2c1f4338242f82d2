"""P707 veto-condition-present."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from report_kit.checklist.forms import vetoes
from report_kit.facts import date_grammar, pieces
from report_kit.rules.api import Clause, Finding, Report, rule

_WINDOW_YEARS = 3
_CONDITIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("veto-operation", re.compile(r"停产[^。；，]{0,8}(?:12|十二|1[3-9]|[2-9]\d)个月|连续停产[^。；，]{0,6}(?:一|两|1|2)年|(?:被|已)[^。；，]{0,20}列入[^。；，]{0,10}经营异常名[录单]")),
    ("veto-accident", re.compile(
        r"发生(?:了|过)?[^。；，]{0,24}(?:事故|泄漏事件|环境事件|污染事件)|(?:受到|被|处以|给予|收到|因)[^。；]{0,40}(?:行政处罚|处罚决定书?|罚款)|偷[逃漏]?税[^。；，]{0,12}(?:处罚|追缴|查处)"
    )),
    ("veto-removed", re.compile(r"被[^。；，]{0,16}(?:移出|调整出|撤销)[^。；，]{0,12}(?:名单|称号)")),
    ("veto-inspection", re.compile(r"督[查察][^。；，]{0,24}(?:发现|指出|通报)[^。；，]{0,16}(?:严重|突出|重大)[^。；，]{0,6}问题")),
    ("veto-energy-supervision", re.compile(r"节能监察[^。；]{0,30}(?:未(?:按[^。；，]{0,6})?完成整改|整改未完成|逾期未)")),
    ("veto-dishonest", re.compile(r"(?:被|已)[^。；，]{0,20}(?:列为|列入|纳入)[^。；，]{0,6}失信被执行人")),
)  # fmt: skip
_ANY = re.compile(r"停产|经营异常|事故|泄漏|事件|处罚|罚款|偷|移出|调整出|撤销|督[查察]|节能监察|失信")
_DENIED = re.compile(r"[未无没]|不存在|不属|杜绝|防止|避免|预防|零事故")
_DENIED_AFTER = re.compile(r"不存在|不属于|未列入|未被|未发现|未发生|无此|均无|：无|没有此|无相关")
_HYPOTHETICAL = re.compile(
    r"如果|如有|如遇|一旦|若|可能|应急|预案|演练|模拟|假设|严禁|禁止|不得|是否|应当|时，|的情形|情形之一|者，|凡|的企业|指标|目标|下列|以下情况|条件|风险|防范|类似|教训"
)
_CONCRETE = re.compile(
    r"(?:19|20)\d\d|曾|[上去前]年|\d+(?:\.\d+)?\s*万?元|决定书|已(?:按|于|全部)?(?:整改|完成整改|缴纳|改正)"
)
_OTHERS = re.compile(
    r"供应商|供方|客户|同行|其他企业|相关方|外包|承包商|承运|某企业|周边|行业内|全国|全省|邻近|母公司|集团其他"
)


@rule(
    "P707", name="veto-condition-present", title="文本显示存在否决情形", severity="warning", also="A",
    clause=Clause("绿色工厂梯度培育及管理暂行办法", "第十五条（近三年）", "second-hand"),
    remedy="核对该事项是否属于近三年的否决情形；不属于的，写明主体、时间和处理结果",
    innocent=("事项属于其他单位", "处罚属轻微违法、已信用修复", "时间在三年以前"),
)  # fmt: skip
def check(report: Report) -> Iterator[Finding]:
    """查什么：否决条件评价为“存在”，或正文写到本单位（园区含区内企业）近三年停产 12 个月以上、列入经营异常名录、发生事故、受行政处罚、被移出名单、督查发现严重问题、节能监察未按要求整改、失信被执行人。

    依据：13 号文第十五条的六项否决条件，近三年。

    易误判：“未发生”“无”等否定，“如发生……”“应急预案”等假设，供应商、同行的事，三年以前的事都不算；只有写出年份、金额、处罚文书等具体事实才报。

    例：“2024年8月因危废贮存不规范被处以罚款3万元，已完成整改”。
    """
    names = {v.id: v.name for v in vetoes()}
    for judged in report.facts.vetoes:
        if judged.verdict == "fails":
            yield Finding(
                f"否决条件评价为存在：{names.get(judged.clause, judged.text.strip()[:30])}", judged.places,
                subject=judged.clause or "veto",
            )  # fmt: skip
    said: set[str] = set()
    of_vetoes = {j.place.block for j in report.facts.vetoes}
    for piece in pieces.of_document(report.document):
        if piece.block.type == "heading" or not _ANY.search(piece.text):
            continue
        if piece.block.id in of_vetoes:
            continue
        for sentence in re.finditer(r"[^。；;\n]+", piece.text):
            clause = _condition(sentence[0], report.identity.dated)
            if clause and clause not in said:
                said.add(clause)
                yield Finding(
                    f"文中写到可能属于否决情形的事项：{names[clause]}", (piece.place(sentence.span()),), subject=clause,
                )  # fmt: skip


def _condition(words: str, dated: date | None) -> str:
    """Id of the condition that a sentence says is there, '' for none."""
    if not _CONCRETE.search(words) or _HYPOTHETICAL.search(words) or _DENIED_AFTER.search(words):
        return ""
    for id, pattern in _CONDITIONS:
        found = pattern.search(words)
        if found is None:
            continue
        before = re.split(r"[，,]", words[: found.start()])[-1]
        if _DENIED.search(before + found[0].replace("未按", "").replace("未完成", "")) or _OTHERS.search(
            words[: found.end()]
        ):
            continue
        return "" if _too_old(words, dated) else id
    return ""


def _too_old(words: str, dated: date | None) -> bool:
    """Whether all days or years of the sentence lie before the three years that count."""
    if dated is None:
        return False
    days = [p.day for p in date_grammar.find(words) if p.day]
    if days:
        first = date(dated.year - _WINDOW_YEARS, dated.month, min(dated.day, 28))
        return max(days) < first
    years = [int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", words)]
    return bool(years) and max(years) < dated.year - _WINDOW_YEARS
