"""Names of other bodies where only the subject's can stand: in conclusions, commitments, titles, what the plant does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from report_kit.document.model import Block, Place
from report_kit.facts import organisations, pieces
from report_kit.facts.gazetteer import place_names
from report_kit.facts.model import Facts
from report_kit.facts.organisations import COMPANY_FORMS
from report_kit.facts.pieces import Piece, tight
from report_kit.rules.api import Report

_TRADES = (
    "建材|陶瓷|瓷业|电子|电器|电气|五金|塑料|塑胶|化工|化学|机械|机电|食品|家具|家居|木业|纺织|服饰|服装|针织|印刷|彩印|包装|纸业|"
    "造纸|水泥|钢铁|矿业|医药|药业|光电|科技|能源|新能源|材料|新材|金属|铝业|铜业|模具|汽配|精密|股份|集团|实业|制造|重工|电池|线缆|"
    "电缆|玻璃|鞋业|饲料|酒业|饮料|乳业|橡胶|涂料|电机|电源|通信|半导体|照明|灯饰|厨电|智能|轴承|阀门|环保|制品|工业|卫浴|洁具|混凝土|"
    "生物|农业|粮油|米业|茶业|水业|光学|磁材|磁电|电路|线路板|电镀|皮革|玩具|工艺品|石材|耐材|铸造|锻造|紧固件|钢构|装备|器材|仪器"
)
_BODY = r"[\u4e00-\u9fffA-Za-z（）()·]"
_SHORT = re.compile(rf"(?:[\u4e00-\u9fff]{{2,4}}?(?:市|县|区|省))?(?P<core>[\u4e00-\u9fff]{{2,4}}(?:{_TRADES}))$")
# Words in what stands in such a place that make a description of it, no name.
_GENERIC = re.compile(
    r"[本该我贵其各此某每]|企业|工厂$|单位|机构|项目|产品|车间|生产|相关|上述|以上|园区|全部|所有|行业|产业|领域|绿色|同类|国内|国际|目前|公司$"
    r"|工业企业|受评|评价|委托|申报|传统|现代|高端|新型$|先进|智能制造|主要|等"
)
_VERDICT = (
    r"(?:基本|完全|全部|总体|均|已|能够)?(?:符合|满足|达到|具备|通过|不存在|不符合)(?:了)?[^，,。；;]{0,24}"
    r"(?:绿色(?:工厂|供应链|园区|工业园区)|基本要求|评价要求|评价标准|GB/?T\s*36132|否决)"
)
_SLOTS = {
    "结论": (
        rf"^(?:经|综上|综合|因此|评价组|认为|认定|判定|[一-龥]{{0,6}}?评价|所述|[：:、\s])*(?P<n>{_BODY}{{3,30}}?){_VERDICT}",
        rf"^(?:经|综上|综合|评价|所述|[：:、\s])*(?P<n>{_BODY}{{3,30}}?)(?:的)?(?:绿色工厂|绿色供应链|绿色园区)?(?:综合得分|总得分|评价得分|总分)",
        rf"(?:推荐|建议|同意)(?:将)?(?P<n>{_BODY}{{3,30}}?)(?:为|作为|申报|列入|纳入|评为|认定为)",
    ),
    "评价对象的说明": (
        rf"(?:受|接受)(?P<n>{_BODY}{{3,30}}?)(?:的)?委托",
        rf"对(?P<n>{_BODY}{{3,30}}?)(?:的)?(?:开展|进行|实施)(?:了)?[^，,。；;]{{0,14}}(?:绿色|现场评价|现场评估|第三方评价)",
        rf"(?:^|[对《“])(?P<n>{_BODY}{{3,30}}?)(?:绿色工厂|绿色供应链管理|绿色供应链|绿色工业园区|绿色园区)(?:创建)?(?:第三方|自)?(?:评价|自评价|评估)?报告",
    ),
    "现场评价的说明": (
        rf"(?:赴|前往|抵达|进驻|到)(?P<n>{_BODY}{{3,30}}?)(?:开展|进行|实施)?(?:了)?(?:现场|实地)(?:评价|评估|核查|审核|查看|勘察|踏勘)",
    ),
    "独立性的说明": (
        rf"(?:未|不|没有)(?:曾)?参与(?:过)?(?P<n>{_BODY}{{3,30}}?)(?:的)?(?:绿色|自评价|报告|创建|编[写制]|咨询)",
        rf"与(?P<n>{_BODY}{{3,30}}?)(?:之间)?(?:均)?(?:无|没有|不存在)(?:任何)?(?:股权|利益|利害|关联|隶属|投资|经济)",
    ),
    "承诺": (rf"^(?P<n>{_BODY}{{3,30}}?)(?:在此)?(?:郑重|特此)?(?:作出)?(?:如下)?承诺",),
    "图、表的题名": (
        rf"(?P<n>{_BODY}{{3,30}}?)(?:的)?(?:厂区|总平面|平面布置|平面图|工艺流程|组织架构|组织机构|地理位置|管网图|四至|营业执照|水平衡|能流|用能)",
    ),
}  # fmt: skip
_PARTNER = re.compile(
    r"供应|供方|供货|供热|供电|供气|供水|采购|外购|客户|用户|销往|销售|售予|配套|下游|上游|合作|协作|战略|委托|外委|委外|承担|承建|承运|承包|设计|施工|安装|"
    r"监理|检测|监测|检验|检定|校准|认证|核查|审计|咨询|编制|起草|运输|物流|处置|回收|收运|清运|转移|接收|租|出租|收购|股东|持股|控股|投资|隶属|旗下|集团|"
    r"母公司|子公司|分公司|兄弟|关联|总部|前身|原名|曾用名|更名|原为|改制|重组|合并|分立|搬迁|迁|邻|相邻|毗邻|东侧|西侧|南侧|北侧|东面|西面|南面|北面|对面|隔|接壤|"
    r"标杆|同行|同类|对标|对比|相比|比较|参照|参考|借鉴|学习|参观|考察|交流|案例|例如|竞争|软件|系统由|平台由|厂家|厂商|品牌|制造商|型号|提供|出具|颁发|签订|协议|合同|"
    r"保险|银行|贷款|担保|培训|讲师|专家|会员|协会|联合|共同|共用|联营|代工|加工|来料|中标|服务|运营|运维|托管|保管|保存|化验|送检|颁|授予|获评"
)
_ACTOR = re.compile(
    r"^(?:的(?:厂区|厂房|车间|生产线|生产过程|产品|能源|能耗|用能|管理|设备|空压机|锅炉|窑炉|员工|设计产能|产能|年产)|"
    r"(?:厂区|车间|现有|建有|建成|建立|制定|制订|采用|设有|设置|配备|配置|实施|开展|投入|投用|成立于|位于|主要生产|主要从事|占地|通过了|取得了|年产|拥有|严格|高度重视|积极|"
    r"按照|依据|根据|遵守|执行|每年|定期|近三年|自\d|始终|坚持|在生产))"
)
_OPENING = re.compile(
    r"^[\s（(]*(?:\d{4}年(?:\d{1,2}月)?|目前|此外|同时|近年来|经核查|经查|据了解|现场查看|[（(]\d+[）)]|\d+[.、）)])*$"
)
_CLAUSE = re.compile(r"[^，,。；;！？\n]+")
_LIST_LIKE = re.compile(
    r"供应|客户|采购|合作|机构|资质|证书|检测|附件|佐证|证明|参考|危废|固废|业绩|相关方|物流|外包|协作"
)
_NOT_IN_HEADS = re.compile(r"咨询|检测|监测|认证|评价|技术服务|软件|信息|印务|设计院|研究院|协会|集团")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A name that is not the subject's, and what makes its place one of the subject's."""

    name: str
    where: str
    place: Place


@dataclass(frozen=True)
class Known:
    """What the report itself says of names: the subject's and the agency's own, and those that hold a role."""

    own: frozenset[str]
    cores: frozenset[str]
    """Pairs of characters of the own names' 字号."""
    partners: frozenset[str]
    text: str
    tables: str

    def is_own(self, name: str) -> bool:
        """Whether a name is, holds, or is cut from the subject's, the agency's or their group's."""
        bare = tight(name)
        if any(bare in own or own in bare for own in self.own):
            return True
        if any(pair in bare for pair in self.cores):
            return True
        return any(Levenshtein.distance(bare, own) <= _slips(own) for own in self.own if len(own) >= 4)

    def is_partner(self, name: str) -> bool:
        """Whether the report tells elsewhere what the body is to the subject: in a list, or in a part it holds."""
        core = core_of(name)
        return any(core in partner for partner in self.partners) or core in self.tables


def _slips(own: str) -> int:
    """Characters by which a writing of an own name may differ and still be its slip: that is C402's to tell."""
    core = len(core_of(own))
    return 1 if core < 9 else 2 if core < 14 else 3


def known(facts: Facts) -> Known:
    """What the report says of names."""
    own = {facts.identity.enterprise, facts.identity.agency}
    own |= {n.text for n in facts.names if n.role in ("subject", "agency")}
    own |= {n.canonical for n in facts.names if n.role in ("subject", "agency")}
    own = {tight(n) for n in own if len(n) >= 2}
    partners = {
        tight(n.text) for n in facts.names if n.role not in ("subject", "agency", "other") and n.text not in own
    }
    every = pieces.of_document(facts.document)
    cores = {core_of(n)[:2] for n in own if len(core_of(n)) >= 2}
    return Known(
        frozenset(own), frozenset(cores), frozenset(partners), "\n".join(tight(p.text) for p in every),
        "\n".join(tight(p.text) for p in every if p.row is not None),
    )  # fmt: skip


@cache
def _places() -> tuple[str, ...]:
    return tuple(sorted(place_names(), key=len, reverse=True))


def core_of(name: str) -> str:
    """A name without the place it begins with and its form: 字号 and 行业 (河源市槿岩新型建材有限公司 → 槿岩新型建材)."""
    bare = re.sub(r"[（(][^）)]*[）)]", "", tight(name))
    for form in COMPANY_FORMS:
        if bare.endswith(form):
            bare = bare[: -len(form)]
            break
    for _ in range(3):
        cut = next((p for p in _places() if bare.startswith(p) and len(bare) - len(p) >= 2), "")
        bare = bare[len(cut) :]
        if cut and bare[:1] in "省市县区" and len(bare) > 2:
            bare = bare[1:]
        if not cut:
            break
    unlisted = re.match(r"[\u4e00-\u9fff]{2,3}[市县](?=[\u4e00-\u9fff]{3})", bare)
    return bare[unlisted.end() :] if unlisted else bare


def leftovers(report: Report) -> Iterator[Leftover]:
    """Other bodies' names in the subject's places, in reading order."""
    facts = report.facts
    seen = known(facts)
    for piece in _running(facts):
        yield from _in_slots(piece, seen)
        if facts.identity.kind == "factory":
            yield from _as_actor(piece, seen)
        yield from _short_names(piece, seen)
    for block in facts.document.blocks:
        if block.where in ("header", "footer"):
            yield from _in_head(block, seen)
        elif block.type in ("image", "table") and block.caption and not block.hidden:
            yield from _in_caption(block, seen)


def _running(facts: Facts) -> Iterable[Piece]:
    """Running text; cells only where they hold sentences (forms often do)."""
    for piece in pieces.of_document(facts.document):
        if piece.block.type != "heading" and (piece.row is None or len(piece.text) >= 30):
            yield piece


def _in_slots(piece: Piece, seen: Known) -> Iterator[Leftover]:
    for clause in _CLAUSE.finditer(piece.text):
        for where, patterns in _SLOTS.items():
            if where == "图、表的题名":
                continue
            for pattern in patterns:
                match = re.search(pattern, clause[0])
                if match and (name := foreign(match["n"], seen)):
                    at = piece.text.find(name, clause.start() + match.start("n"))
                    yield Leftover(name, where, piece.place((at, at + len(name))))
                    break


def foreign(text: str, seen: Known) -> str:
    """The name in `text` when it is one, whole or short, of another body than the subject and its partners; else ''."""
    full = [o for o in organisations.find(text) if o.form in COMPANY_FORMS]
    if full:
        name = full[-1].text
        rest = text[full[-1].stop :]
        if seen.is_own(name) or rest.strip("（）() ") or len(core_of(name)) < 2:
            return ""
        return name
    short = _SHORT.search(tight(text))
    if short is None or _GENERIC.search(short["core"]) or short.start() > 0:
        return ""
    name = short[0]
    return "" if seen.is_own(name) or seen.is_own(short["core"]) or seen.is_partner(short["core"]) else name


def _as_actor(piece: Piece, seen: Known) -> Iterator[Leftover]:
    """A full name as the one that acts or owns, where the report never says what it is to the subject."""
    if piece.row is not None:
        return
    for one in organisations.find(piece.text):
        name = tight(one.text)
        if one.form not in COMPANY_FORMS or seen.is_own(name) or seen.is_partner(name):
            continue
        start = max(piece.text.rfind(mark, 0, one.start) for mark in "，,。；;！？\n") + 1
        if not _OPENING.match(piece.text[start : one.start]) or not _ACTOR.match(piece.text[one.stop :]):
            continue
        around = piece.text[max(0, start - 40) : one.start] + piece.text[one.stop : one.stop + 40]
        if _PARTNER.search(around) or seen.text.count(core_of(name)) > 2:
            continue
        yield Leftover(name, "对本企业的叙述", piece.place((one.start, one.stop)))


_PLACED = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{2,3}}?(?:市|县))(?P<core>[\u4e00-\u9fff]{{2,3}}(?:{_TRADES}))(?=[的之、，,。；;（(）)：:将已为在对]|$)"
)
_BEFORE = re.compile(r"^[年月日在对与和及由从向是为将把按以]")
_ADJECTIVE = re.compile(
    r"新型|绿色|特色|传统|高端|精密|日用|建筑|现代|重点|先进|优质|地方|本地|当地|装饰|墙体|卫生|家用|电动|有色|黑色|稀有|稀土|战略|生态|循环|节能|"
    r"清洁|再生|可再生|智能|数字|信息|电力|工业|轻工|重点|规模|民营|外资|国有|中小|大型|龙头|骨干|现有|全部|主要|各类|食用|医用|汽车|航空|海洋|林业|农副|"
    r"工商|税务|应急|生态|开发|高新|经济|技术|产业|促进|发展|大力|推进|推动|加快|支持"
)


def _short_names(piece: Piece, seen: Known) -> Iterator[Leftover]:
    """Place, 字号 and trade without a form, once in the whole report and without a word of what it is to the subject."""
    if piece.row is not None:
        return
    for clause in _CLAUSE.finditer(piece.text):
        for match in _PLACED.finditer(clause[0]):
            name, core = match[0], match["core"]
            if _ADJECTIVE.search(core) or _GENERIC.search(core) or seen.is_own(core) or seen.is_partner(core):
                continue
            if _PARTNER.search(clause[0]) or seen.text.count(core) > 1:
                continue
            name = _BEFORE.sub("", name)
            start = clause.start() + match.end() - len(name)
            yield Leftover(name, "正文（全文仅此一处）", piece.place((start, start + len(name))))


def _in_head(block: Block, seen: Known) -> Iterator[Leftover]:
    for one in organisations.find(block.text):
        name = tight(one.text)
        if one.form in COMPANY_FORMS and not seen.is_own(name) and not _NOT_IN_HEADS.search(name):
            yield Leftover(name, "页眉、页脚", block.place((one.start, one.stop)))


def _in_caption(block: Block, seen: Known) -> Iterator[Leftover]:
    title = re.sub(r"^[图表附件]+\s*[\d.\-—–一二三四五六七八九十]*\s*", "", block.caption)
    for pattern in _SLOTS["图、表的题名"]:
        match = re.match(pattern, title)
        name = foreign(match["n"], seen) if match else ""
        if name and not seen.is_partner(name):
            yield Leftover(name, "图、表的题名", Place(block.id, block.caption[:60], page=block.page, bbox=block.bbox))


def of_register(report: Report, names: Iterable[str]) -> Iterator[Leftover]:
    """Names of the register's other enterprises, whole, short or with one character changed, that hold no role here."""
    seen = known(report.facts)
    wanted: dict[str, str] = {}
    for full in names:
        core = core_of(full)
        if len(core) >= 4 and not seen.is_own(full) and not seen.is_partner(full) and full.endswith(COMPANY_FORMS):
            wanted.setdefault(core, full)
    present = {core for core in wanted if core in seen.text}
    near = _near(wanted, seen)
    for piece in _running(report.facts):
        if piece.row is not None:
            continue
        section = report.document.section_of.get(piece.block.id)
        if section and _LIST_LIKE.search(section.title):
            continue
        for clause in _CLAUSE.finditer(piece.text):
            if _PARTNER.search(clause[0]):
                continue
            for written, core in [(c, c) for c in present] + near:
                at = clause[0].find(written)
                if at >= 0:
                    start = clause.start() + at
                    told = written if written == core else f"{written}（与“{core}”只差一字）"
                    yield Leftover(
                        told, f"正文，而报告库中有{wanted[core]}", piece.place((start, start + len(written)))
                    )


def _near(wanted: dict[str, str], seen: Known) -> list[tuple[str, str]]:
    """(as written, core) of full names in the report that differ from a register's name in one character."""
    found: list[tuple[str, str]] = []
    for one in organisations.find(seen.text):
        core = core_of(one.text)
        if len(core) < 4 or core in wanted or seen.is_own(one.text) or seen.is_partner(one.text):
            continue
        found += [
            (core, other) for other in wanted if len(other) == len(core) and Levenshtein.distance(core, other) == 1
        ]
    return list(dict.fromkeys(found))
