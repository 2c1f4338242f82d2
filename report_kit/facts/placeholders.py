"""What a template or a text generator leaves behind: ××, {{ }}, 20 年 月 日, instructions to fill in, markdown, 「作为AI」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from report_kit.document.model import Block, Document, Place
from report_kit.facts import pieces
from report_kit.facts.pieces import Piece, tight

Kind = Literal["blank", "date", "instruction", "code", "generated"]

_CJK = "\u3400-\u9fff"
_UNITS = "年月日号省市县区镇乡路街栋楼室公司集团厂企业单位机构园区产品工艺项目有限人元吨万亿台套件名次章节条款行业部门局报告标准设备"
# 「××公司」 is left over; 「3×5」, 「10×10」, 「A×B」, 「粤(2020)××市不动产权」 and 「138××××1234」 are not.
_CROSSES = re.compile(r"(?<![\d×＊*XxA-Za-z）)]\s)(?<![\d×＊*])(?:[×✕╳]\s?){2,6}(?![\d×])")
_LETTERS = re.compile(
    rf"(?<![A-Za-zＸX\d\-—/（(])(?:[XＸ]{{2,6}}|x{{2,6}})(?=[{_UNITS}]|\s?(?:%|％|tce|kgce|kWh|m[²³]|GJ))|(?<=[省市县区路镇为是：:])[XＸ]{{2,6}}(?![A-Za-z\d\-])|某某+"
)
_MASKED_BEFORE = re.compile(
    r"(?:\d{2,}|[（(]\s?20\d\d\s?[）)]|第|[A-Z]\d*)\s*$|不动产权|身份证|粤|号码?[：:]?\s*$|证号|电话|手机"
)
_MASKED_NAME = re.compile(rf"[{_CJK}][×＊*XＸ]{{1,2}}")
_MASKED_AFTER = re.compile(r"^\s*(?:\d|市不动产权|不动产权|县不动产权|区不动产权)")
_RULE_LINE = re.compile(r"[_＿﹍]{3,}")
_SIGNATURE = re.compile(
    r"签字|签名|签章|盖章|公章|法定代表人|负责人|评价组长|编制人|审核人|批准人|日\s*期|编制|审核|批准|承诺人"
)
_GAP = r"[\s_＿\u3000×XxＸ*]"
_TEMPLATE_DATE = re.compile(
    rf"(?<![\d〇])(?:20|二〇|二零|二○){_GAP}*年{_GAP}+月(?:{_GAP}*日)?"
    rf"|(?:20\d\d|二[〇零○][一二三四五六七八九〇零○]{{2}})\s*年{_GAP}+月{_GAP}*日"
)
_EMPTY_DATE = re.compile(rf"(?:^|[：:）)]){_GAP}*年{_GAP}+月{_GAP}+日\s*$")
_INSTRUCTION = re.compile(
    r"(?:应)?至少应?(?:包含|包括|列出|说明)(?!.{0,6}(?:不少于|以上))|请在?\s*\d{2,4}\s*字(?:以内|内)"
    r"|请(?:在此|于此处)|请(?:填写|填入|插入|替换|根据实际|删除(?:本|此))(?!.{0,4}(?:登记|申报|表单))"
    r"|(?:^|[（(【\[])\s*(?:注[：:]|说明[：:])?请(?:补充|说明|简要|列出|描述|概述)"
    r"|(?:此处|在此|这里)(?:应|需|请)?(?:填写|填入|插入|补充|粘贴|添加|说明|描述|附)"
    r"|(?:^|[（(【\[：:\s])待(?:补充|填写|完善|补)(?=$|[）)】\]。，,；;\s]|[：:](?!\s*无))"
    r"|(?:可|应)?自行(?:增减|添加|删减)(?:行|列|页)|填[写报](?:说明|要求|示例|提示)[：:]"
    r"|[（(【\[](?:示例|样例|填写|模板|选填|必填|可选填|单位自填|根据实际)[^）)】\]]{0,30}[）)】\]]"
    r"|按实际情况填写|(?:以下|下列)内容(?:仅供参考|为示例)|本模板|删除本段|点击(?:此处|或点击).{0,8}(?:输入|添加)"
)
_INSTRUCTION_TITLE = re.compile(r"填[写报]说明|填表说明|编[写制]说明|填写要求")
_CODE = re.compile(
    r"\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|\$\{[\w.]{1,40}\}|<%.{0,40}?%>|\[\[[\w.]{1,40}\]\]|#(?:DIV/0!|REF!|VALUE!|NAME\?|N/A)|(?<![A-Za-z])(?:NaN|undefined|null|None)(?![A-Za-z.])|错误[！!]未(?:找到|定义)(?:引用源|书签)|Error! (?:Reference|Bookmark)|\bTODO\b|\bTBD\b|\bFIXME\b|[Ll]orem ipsum"
)
_GENERATED = re.compile(
    r"作为(?:一[个名款])?\s?(?:AI|ＡＩ|人工智能|大?语言模型)(?:助手|模型|语言模型)?|我(?:是|作为)(?:一个)?(?:AI|人工智能)|(?:以下|这)是(?:为您|我为您|根据您)(?:生成|撰写|整理|修改|优化)|(?:希望|如果).{0,16}(?:对您有(?:所)?帮助|告诉我)|好的[，,]\s?(?:以下|我将|这是)|根据您(?:提供的|的要求)|ChatGPT|文心一言|DeepSeek"
    rf"|\*\*(?=[^\s*])[^*\n]{{1,60}}\*\*|^\s*#{{1,6}}\s+(?=[{_CJK}])|```|^\s*[-*]\s+\*\*|\|\s?:?-{{3,}}:?\s?\|"
)
_PROMISED = re.compile(r"待补充(?:材料|资料|证明)?清单|待补充事项|待完善(?:事项|清单|项)")


_NUMBER_ONLY = re.compile(r"[\d.,%]*")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Something left over: its words, the kind, the place."""

    kind: Kind
    text: str
    place: Place


def extract(document: Document) -> list[Placeholder]:
    """Leftovers of the body, headers and footers, in reading order; each piece of text at most once a kind."""
    found: list[Placeholder] = []
    visible = [b for b in document.blocks if b.where != "comment" and not b.hidden]
    signed = -9
    for n, block in enumerate(visible):
        section = document.section_of.get(block.id)
        title = section.title if section else ""
        for piece in pieces.of_blocks([block]):
            if _SIGNATURE.search(piece.text):
                signed = n
            # A date left empty below a signature waits for the pen.
            found += _of_piece(piece, title, signing=n - signed <= 3)
    return found


def _of_piece(piece: Piece, title: str, signing: bool) -> Iterator[Placeholder]:
    text = piece.text
    for kind, match in _matches(text, title, signing):
        yield Placeholder(kind, match[0].strip(), piece.place(match.span()))


def _matches(text: str, title: str, signing: bool) -> Iterator[tuple[Kind, re.Match[str]]]:
    if _NUMBER_ONLY.fullmatch(text):
        return
    cross = _cross(text)
    if cross:
        yield "blank", cross
    if found := _line(text):
        yield "blank", found
    if "年" in text and "月" in text:
        found = _TEMPLATE_DATE.search(text) or (
            None if signing or _SIGNATURE.search(text) else _EMPTY_DATE.search(text)
        )
        if found:
            yield "date", found
    in_instructions = bool(_INSTRUCTION_TITLE.search(title) or _INSTRUCTION_TITLE.fullmatch(tight(text)))
    found = None if in_instructions or _PROMISED.search(title + text) else _INSTRUCTION.search(text)
    # 「（此处补充××项目…）」 is one thing left over, not two.
    if found and (cross is None or not 0 <= cross.start() - found.end() <= 6):
        yield "instruction", found
    if found := _CODE.search(text):
        yield "code", found
    if found := _GENERATED.search(text):
        yield "generated", found


def _cross(text: str) -> re.Match[str] | None:
    if not any(c in text for c in "×✕╳XＸx某"):
        return None
    for pattern in (_CROSSES, _LETTERS):
        for found in pattern.finditer(text):
            if (
                _MASKED_NAME.fullmatch(tight(text))
                or _MASKED_BEFORE.search(text[: found.start()])
                or _MASKED_AFTER.match(text[found.end() :])
            ):
                continue
            return found
    return None


def _line(text: str) -> re.Match[str] | None:
    """A line to write on that was left empty; beside a signature it waits for the pen and is right."""
    found = _RULE_LINE.search(text)
    return None if found is None or _SIGNATURE.search(text) else found


def only_instructions(blocks: list[Block]) -> bool:
    """Whether blocks hold nothing but instructions to the writer."""
    texts = [p.text for p in pieces.of_blocks(blocks) if tight(p.text)]
    return bool(texts) and all(_INSTRUCTION.search(t) or _instructs(t) for t in texts)


def _instructs(text: str) -> bool:
    return (
        bool(
            re.match(r"\s*[（(【\[]?\s*(?:应|请|需|可|包括|说明|描述|简述|概述|填写|列出|主要(?:包括|说明|描述))", text)
        )
        and len(tight(text)) < 80
    )
