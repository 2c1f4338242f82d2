"""Who made the report: people with their roles in the evaluation, and what the agency says of its staff.

People stand in tables (姓名、职称、分工), in sentences (由甲、乙、丙组成评价组，甲任组长), on sign-off lines (编制：甲 批准：乙)
and in the form. Only the evaluating side is read: customers' and suppliers' people have no role here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from report_kit.document.model import Block, Document, Place
from report_kit.facts import listing, pieces
from report_kit.facts.date_grammar import cjk_number
from report_kit.facts.model import FormField
from report_kit.facts.pieces import tight

PersonRole = Literal["leader", "evaluator", "reviewer", "compiler", "approver", "contact"]
Rank = Literal["senior", "intermediate", "junior", ""]

_SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬"
    "安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田"
    "樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗"
    "班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈"
    "燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴沃利蔚越夔隆师巩厍聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰巢关蒯相"
    "查后荆红游竺权逯盖益桓公丘仉督佟付代肖涂闫鄢佘商牟仝岳帅缑亢况郈有琴归海墨年爱阳言福"
)
_DOUBLE = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|"
    "百里|呼延|东郭|南门|羊舌|微生|左丘|东门|西门|轩辕|段干|拓跋|淳于|单于|完颜|第五"
)
NAME = rf"(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{_SINGLE}][\u4e00-\u9fff]{{1,2}})"
"""A person's name of two to four characters; only to be used between marks that end names."""
_SHORTEST = rf"(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}?|[{_SINGLE}][\u4e00-\u9fff]{{1,2}}?)"
"""The same where a verb follows at once: the shortest that the verb allows (濮阳舒承担…)."""
_WHOLE = re.compile(rf"^{NAME}$")
_NOT_NAMES = re.compile(
    r"组长|组员|成员|人员|专家|工程师|经理|主任|部门|公司|负责|评价|报告|复核|审核|审定|批准|日期|签字|单位|企业|项目|技术|机构|管理|高级|中级|能源|环境|资料|现场|文件|方法|时间|年度|安全|质量|有关|相关|主要|全部|全体|其他|平台|工作|内容|意见|任务|完成|应由|由其|国家|温度|广东|单独|万元|成立|经过|通过"
)

_TEAM = re.compile(r"评价小?组|评价工作组|评价团队|核查组|评审组|工作小?组|自评小?组|自评价小?组|评价人员")
_REVIEW = r"(?:内部)?(?:技术)?复核|(?:内部)?技术(?:评审|审核|审查)"
_ROLES: tuple[tuple[PersonRole, re.Pattern[str]], ...] = (
    ("reviewer", re.compile(rf"{_REVIEW}")),
    ("leader", re.compile(r"(?<!副)组长|项目负责人|领队")),
    ("approver", re.compile(r"批准|签发|审批")),
    ("compiler", re.compile(r"编[写制]|执笔|主笔|撰[写稿]")),
    ("evaluator", re.compile(r"组员|成员|评价员|评价师|现场评价|文件评审|副组长")),
)
_SENIOR = re.compile(
    r"(?:正|副)?高级?(?:工程师|经济师|会计师|职称|级)|正高|副高|教授|研究员(?!级?助理)|高工|高级(?!技工|工$)"
)
_INTERMEDIATE = re.compile(r"中级|(?<![助理级])工程师|(?<!高级)经济师|(?<!高级)会计师|讲师|助理研究员")
_JUNIOR = re.compile(r"助理工程师|初级|技术员|见习|无职称")
_TITLE_HEAD = re.compile(r"职称|专业技术职务|技术职务")
_DUTY_HEAD = re.compile(r"分工|职责|角色|职务|岗位|担任|任务|成员|组内|备注|承担")
_STAFF_LIST = re.compile(r"专职|资质|机构条件|基本条件|机构人员|人员(?:一览|名单|名册|清单|情况)|技术人员")
_SIGN = re.compile(
    rf"(?P<what>{_REVIEW}|编制|编写|批准|签发|审批|报告编制|报告编写)(?:人|人员|负责人|者)?\s*[：:]\s*(?P<name>{NAME})(?![\u4e00-\u9fff])"
)
_SENTENCE = re.compile(r"[^。；;\n]+")
_REMARK = r"(?:[（(][^（）()]{0,40}[）)])?"
_MEMBERS = re.compile(
    rf"(?:由|指派|委派|选派|安排|派出|成员(?:为|包括|有|[：:])|组员(?:为|包括|有|[：:])|评价人员(?:为|包括|有|[：:]))\s*(?P<list>{NAME}{_REMARK}(?:\s*[、，,和及与]\s*{NAME}{_REMARK})*)"
    r"(?=\s*(?:等|共|组成|构成|参加|负责|承担|开展|为成员|[。；;，,]|$|\d))"
)
_LEADS = re.compile(
    rf"(?P<a>{_SHORTEST}){_REMARK}\s*(?:任|担任|为)(?:评价|本次|项目|评价小)*组长|组长(?:由|为|是|[：:])?\s*(?P<b>{NAME})(?![\u4e00-\u9fff](?![任担为，。、]))"
)
_REMARKED = re.compile(rf"(?P<name>{NAME})[（(](?P<remark>[^（）()]{{1,40}})[）)]")
_REVIEWS = (
    re.compile(
        rf"(?:由|委托|另由|并由)(?:[^，。；、]{{0,30}}?[的员任师家长）)\s])??(?P<name>{_SHORTEST}){_REMARK}\s*(?:独立|单独|统一)?(?:负责|进行|开展|完成|承担|实施|担任|对报告)?(?:报告|初稿|本报告)?(?:的|进行)?(?:{_REVIEW})"
    ),
    re.compile(
        rf"(?:{_REVIEW})(?:工作)?(?:人员|人|负责人|员)?(?:由|为|是|[：:])\s*(?:[^，。；、]{{0,24}}?[的员任师家长）)])??(?P<name>{_SHORTEST})(?=[（(，,。；;、\s独负完于担]|$)"
    ),
    re.compile(
        rf"(?:^|[，,、；;\s由])(?P<name>{_SHORTEST}){_REMARK}\s*(?:于[^，。；]{{2,26}}?)?(?:负责|完成|进行|承担|开展|担任|为|任)(?:了)?(?:报告|本报告|项目)?(?:的)?(?:{_REVIEW})"
    ),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the evaluating side. `title` as printed (高级工程师); `listed` when the row is of a list of the agency's
    staff and not of the team."""

    name: str
    roles: frozenset[PersonRole]
    place: Place
    title: str = ""
    listed: bool = False

    @property
    def rank(self) -> Rank:
        return rank(self.title)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the agency's people as told: `what` is all (中级以上专职人员), intermediate, senior or senior-share (%)."""

    what: Literal["all", "intermediate", "senior", "senior-share"]
    value: float
    place: Place
    text: str = ""


@dataclass
class Team:
    """People and numbers read from one report."""

    people: list[Person] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    def having(self, *roles: PersonRole) -> list[Person]:
        """People of the team that hold one of the roles, staff lists left out."""
        return [p for p in self.people if not p.listed and p.roles & set(roles)]


def rank(title: str) -> Rank:
    """senior, intermediate or junior by a printed title; empty when it tells none."""
    plain = tight(title)
    if _JUNIOR.search(plain):
        return "junior"
    if _SENIOR.search(plain):
        return "senior"
    return "intermediate" if _INTERMEDIATE.search(plain) else ""


def extract(document: Document, form: list[FormField]) -> Team:
    """People and staff numbers of a report in reading order."""
    team = Team()
    for block in document.body:
        section = document.section_of.get(block.id)
        path = "／".join(section.path) if section else ""
        if block.type == "table":
            team.people += _of_table(block, path)
        team.people += _of_text(block)
        team.counts += _counts(block, path)
    by_field: tuple[tuple[str, PersonRole], ...] = (("compiler", "compiler"), ("reviewer", "reviewer"))
    for one in form:
        for id, role in by_field:
            if one.id == id and (name := _name(one.text)):
                team.people.append(Person(name, frozenset({role}), one.place))
    return team


def _name(text: str) -> str:
    """The name a cell holds, title and remarks apart; '' when it holds none."""
    plain = re.sub(r"[（(].*?[）)]|\d.*$", "", tight(text)).strip("，,、/ ")
    return plain if _WHOLE.match(plain) and not _NOT_NAMES.search(plain) else ""


def _roles(text: str) -> frozenset[PersonRole]:
    plain = tight(text)
    return frozenset(role for role, words in _ROLES if words.search(plain))


def _of_table(table: Block, path: str) -> Iterator[Person]:
    """Rows of a table with a column of names, and pairs of a role and a name (复核人｜王某)."""
    if len(table.rows) < 2:
        return
    head = list(listing.headers(table))
    column = next(
        (c for c, text in enumerate(head) if re.fullmatch(r"(?:评价)?(?:人员|成员|专家)?姓名|评价人员|成员姓名", text)),
        None,
    )
    if column is None:
        yield from _pairs(table)
        return
    title = next((c for c, text in enumerate(head) if _TITLE_HEAD.search(text) and c != column), None)
    duties = [c for c, text in enumerate(head) if _DUTY_HEAD.search(text) and c not in (column, title)]
    words = f"{table.caption}{path}"
    listed = (
        bool(_STAFF_LIST.search(words))
        and not _TEAM.search(table.caption or path)
        and not duties_of_team(table, duties)
    )
    of_team = bool(_TEAM.search(words) or re.search(r"评价|组织安排|过程|程序", words)) or bool(duties)
    if not (listed or of_team):
        return
    for r, row in enumerate(table.rows[listing.body_start(table) :], listing.body_start(table)):
        name = _name(row[column]) if column < len(row) else ""
        if not name:
            continue
        said = "／".join(row[c] for c in duties if c < len(row))
        roles = _roles(said)
        if not listed and not roles & {"reviewer", "approver"}:
            roles |= {"evaluator"}
        yield Person(name, roles, table.cell(r, column), row[title].strip() if title is not None else "", listed)


def duties_of_team(table: Block, duties: list[int]) -> bool:
    """Whether the column of duties tells of one evaluation (组长, 复核), not of posts in the agency."""
    return any(re.search(r"组长|组员|复核", row[c]) for row in table.rows[1:] for c in duties if c < len(row))


def _pairs(table: Block) -> Iterator[Person]:
    for r, row in enumerate(table.rows):
        for c, text in enumerate(row[:-1]):
            label = tight(text)
            if len(label) <= 12 and re.search(
                rf"(?:{_REVIEW}|编制|编写|批准|签发|组长|组员)(?:人|人员|负责人)?$", label
            ):
                names = [n for part in re.split(r"[、，,\s]+", row[c + 1]) if (n := _name(part))]
                yield from (Person(n, _roles(label), table.cell(r, c + 1)) for n in names)


def _of_text(block: Block) -> Iterator[Person]:
    if block.type == "image":
        return
    for piece in pieces.of_blocks([block]):
        for found in _SIGN.finditer(piece.text):
            if name := _name(found["name"]):
                yield Person(name, _roles(found["what"]), piece.place(found.span()))
        if piece.row is None or len(piece.text) > 30:
            for sentence in _SENTENCE.finditer(piece.text):
                yield from _of_sentence(piece, sentence[0], sentence.start())


def _of_sentence(piece: pieces.Piece, words: str, start: int) -> Iterator[Person]:
    def person(name: str, roles: frozenset[PersonRole], span: tuple[int, int], title: str = "") -> Iterator[Person]:
        if _name(name):
            yield Person(name, roles, piece.place((start + span[0], start + span[1])), title)

    reviewers: set[str] = set()
    for pattern in _REVIEWS:
        for found in pattern.finditer(words):
            if (
                re.search(r"[未不无没]", words[found.start() : found.start("name")])
                and "未参" not in words[: found.start("name")]
            ):
                continue
            reviewers.add(found["name"])
            yield from person(found["name"], frozenset({"reviewer"}), found.span())
    if not _TEAM.search(words) and "组长" not in words:
        return
    for found in _LEADS.finditer(words):
        group = "a" if found["a"] else "b"
        yield from person(found[group], frozenset({"leader", "evaluator"}), found.span())
    for named in _MEMBERS.finditer(words):
        rest = words[named.end() : named.end() + 12]
        if re.match(rf"(?:负责|进行|承担)(?:{_REVIEW})", rest):
            continue
        for part in re.split(r"(?<![（(])\s*[、，,和及与]\s*(?![^（(]*[）)])", named["list"]):
            name = re.match(NAME, part)
            if name and name[0] not in reviewers:
                remark = part[name.end() :]
                leads: frozenset[PersonRole] = (
                    frozenset({"leader"}) if "组长" in remark and "副组长" not in remark else frozenset()
                )
                at = words.find(part)
                yield from person(name[0], leads | {"evaluator"}, (at, at + len(part)), remark.strip("（）()"))


_IN_AGENCY = re.compile(r"机构|资质|第三方")
_OF_AGENCY = re.compile(r"机构|专职|绿色(?:制造)?评价|从事(?:绿色|评价)|评价人员|我公司|我院|本机构|本公司")
_NUMBER = r"(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})\s*(?:余)?[人名位]"
_ALL = re.compile(
    rf"(?:中级(?:及以上|（含）以上|以上)?(?:专业)?(?:技术)?职称(?:及以上|以上|（含）以上)?(?:的)?(?:专职|全职|评价|技术)*人员|中级以上[^。；，,\d]{{0,12}}|中级(?:专业)?(?:技术)?职称(?:及以上|以上|（含）以上|（含）及以上)|专职(?:评价|技术|工作|从业)?人员(?:数量|总数|共计|共)?)[^。；，,\d一二三四五六七八九十]{{0,8}}{_NUMBER}"
)
_MIDDLE = re.compile(
    rf"中级(?:专业)?(?:技术)?(?:职称)?(?:的)?(?:人员|者)?[^。；，,、\d一二三四五六七八九十以及]{{0,4}}{_NUMBER}"
)
_HIGH = re.compile(
    rf"(?:高级(?:及以上|以上)?(?:专业)?(?:技术)?(?:职称)?(?:及以上|以上)?(?:的)?(?:人员|者)?|高级工程师(?:及以上)?|副高(?:及以上|以上)?)[^。；，,、\d一二三四五六七八九十]{{0,6}}{_NUMBER}"
)
_SHARE = re.compile(
    r"高级(?:[^。；\d]{0,20}(?:\d{1,3}\s*[人名位])?)[，,]?\s*(?:占比?|比例|所占比例)[^。；\d]{0,12}?(?P<n>\d{1,3}(?:\.\d+)?)\s*[%％]"
)


def _counts(block: Block, path: str) -> Iterator[Count]:
    """Numbers of the agency's people in a sentence or a row of a table."""
    here = bool(_IN_AGENCY.search(path + block.caption))
    for words, place in _units(block):
        if not (here or _OF_AGENCY.search(words)) or not re.search(r"职称|专职|高级|中级", words):
            continue
        if re.search(r"要求|应当|不少于|不低于|≥|不得少于", words) and not re.search(
            r"现有|拥有|共有|配备|实际|本机构|我公司|实有", words
        ):
            continue
        patterns: tuple[tuple[Literal["all", "intermediate", "senior"], re.Pattern[str]], ...] = (
            ("all", _ALL), ("intermediate", _MIDDLE), ("senior", _HIGH),
        )  # fmt: skip
        for what, pattern in patterns:
            if found := pattern.search(words):
                yield Count(what, _value(found["n"]), replace(place, quote=words[:60]), found[0])
        if found := _SHARE.search(words):
            yield Count("senior-share", float(found["n"]), replace(place, quote=words[:60]), found[0])


def _units(block: Block) -> Iterator[tuple[str, Place]]:
    if block.type == "table":
        for r, row in enumerate(block.rows):
            cells = [c for c in pieces.distinct(row) if c.strip()]
            if cells:
                yield (
                    "：".join(tight(c) for c in cells),
                    block.cell(r, max(range(len(row)), key=lambda c: bool(re.search(r"\d", row[c])))),
                )
        return
    if block.type == "paragraph":
        for sentence in re.finditer(r"[^。\n]+", block.text):
            yield sentence[0], block.place(sentence.span())


def _value(text: str) -> float:
    return float(text) if text.isdigit() else float(cjk_number(text) or 0)
