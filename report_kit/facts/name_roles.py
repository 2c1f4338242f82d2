"""What an organisation is to the subject: by its own name, the header or label it stands under, the words around it."""

from __future__ import annotations

import re

from report_kit.document.model import Block
from report_kit.facts import listing
from report_kit.facts.model import Role
from report_kit.facts.pieces import tight

_BY_NAME: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("authority", re.compile(r"(?<!供电)(?:局|厅|政府|发展改革委|改革委员会|海关|支队|街道办事处)$")),
    ("park", re.compile(r"(?:管理委员会|管委会|工业园区?|产业园区?|开发区|高新区|科技园)$")),
)  # fmt: skip
_BY_TRADE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("laboratory", re.compile(r"检测|监测|检验(?!认证)|测试|检定|计量")),
    ("certifier", re.compile(r"认证")),
)
# What a column, a row's label, a caption or a label before a colon calls the bodies under it.
_BY_LABEL: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("authority", re.compile(r"(?:核发|审批|批复|发证|主管|登记|备案|监管|验收)(?:部门|机关)")),
    ("laboratory", re.compile(r"(?:检测|监测|检验|检定|校准|测试|采样|承检|化验|校验)(?:机构|单位|公司|方|实验室|部门)|实验室|检测(?:/|、)?校准")),
    ("certifier", re.compile(r"(?:认证|发证|颁证|颁发|审核|核发)(?:机构|单位|公司)|认证方")),
    ("customer", re.compile(r"客户|用户|购货|买方|需方|销售对象|销售去向|下游|采购商|经销商")),
    ("parent", re.compile(r"股东|母公司|出资[人方]|投资[人方]|控股|上级(?:单位|公司)|集团公司|总公司")),
    ("supplier", re.compile(
        r"供应商|供方|供货|供应(?:单位|企业|方)|卖方|厂家|厂商|制造商|制造(?:单位|企业|厂)|生产(?:厂|商|单位|企业)|品牌|经销|承包|承建|承运|施工|设计(?:单位|方)|监理|"
        r"(?:处置|处理|接收|利用|回收|收运|清运|运输|运维|实施|服务|外包|编制|评估|咨询|承担|维保|安装|建设|配送|租赁)(?:单位|机构|公司|商|方|企业|厂)|外包|外协|去向|受托|物流(?:单位|商)|相关方"
    )),
)  # fmt: skip
_BY_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("parent", re.compile(r"全资子公司|控股|母公司|集团公司|隶属|旗下|股东|持有.{0,8}(?:股|权)|持股|总公司|上级(?:公司|单位)|总部|实际控制人")),
    ("laboratory", re.compile(r"检测|监测|化验|检定|校准|CMA|CNAS")),
    ("certifier", re.compile(r"认证|颁发|发证|颁证")),
    ("customer", re.compile(r"客户|销往|销售给|售给|下游|用户|配套|供货给|供应给|订单|买方")),
    ("supplier", re.compile(
        r"供应商|供方|采购|外购|购自|购买|购置|选用|采用了?|供应|供给|供货|供热|供电|供气|供水|处置|处理|运输|承运|回收|外售|卖给|售予|出售|清运|承包|承建|承担|承接|施工|设计|监理|外委|委托|编制|"
        r"生产的|制造的|投资建设|运维|提供|负责|安装|维护|租赁|改造|来自"
    )),
)  # fmt: skip
_SERVED = re.compile(r"(?:为其|向其|对其)(?:配套|供货|供应|提供产品)")
_FINANCE = re.compile(r"银行|支行|分行|信用社|保险|证券|协会|学会|商会|大学|学院|小学|中学|学校|医院")
_PLACED_BESIDE = re.compile(
    r"[东西南北]侧|[东西南北]面|[东西南北][邻临]|毗邻|紧邻|相邻|周边|共建|合作共|产学研|会员|审计"
)
_SUBSIDIARY = re.compile(
    r"(?:下设|设立|成立|参股|拥有|持有|投资)[^，。；、]{0,10}(?:子公司|分公司|公司)?[^，。；、]{0,4}$|(?<!的)(?:全资|控股)?子公司(?:为|有|包括)?[：:]?$"
)
_GENERAL = re.compile(r"^(?:序号)?(?:企业|单位|公司|机构|厂家|供方|客户)?(?:名称|单位|企业|公司|全称)$")
_COLUMN = re.compile(r"名称|单位|企业|公司|机构|厂|商|方$|部门|客户|用户|股东|去向|实验室|机关")
_OPEN = re.compile(r"[，,：:；;]")


def by_label(label: str) -> Role | None:
    """The role of what stands under a header or behind a label; None where it tells none."""
    plain = tight(label)
    if len(plain) > 24:
        return None
    return next((role for role, words in _BY_LABEL if words.search(plain)), None)


def header_of(table: Block, row: int, column: int) -> str:
    """The header above a cell, else the label left of it in a table of labels and answers."""
    heads = listing.headers(table)
    if row >= max(1, table.header_rows) and column < len(heads) and by_label(heads[column]):
        return heads[column]
    left = next((t for t in reversed(table.rows[row][:column]) if t.strip()), "") if column else ""
    if left and by_label(left) and _COLUMN.search(tight(left)):
        return left
    return heads[column] if row >= max(1, table.header_rows) and column < len(heads) else ""


def is_column_of_names(header: str) -> bool:
    """Whether cells under a header are names."""
    return (
        bool(_COLUMN.search(header))
        and len(header) <= 16
        and not re.search(r"产品|设备|物料|项目|废物|数量|金额|联系|数$|型号", header)
    )


def by_table(header: str, title: str) -> Role | None:
    """The role by a column's header; under a general one (名称, 单位) by the table's title."""
    return by_label(header) or (by_label(title) if _GENERAL.match(tight(header)) else None)


def by_name(name: str) -> Role | None:
    """The role an organisation has wherever it stands: authorities and parks."""
    return next((role for role, words in _BY_NAME if words.search(name)), None)


def by_trade(name: str) -> Role | None:
    """The role that a name's trade tells: laboratories and certifiers."""
    return next((role for role, words in _BY_TRADE if words.search(name)), None)


def by_words(name: str, before: str, after: str) -> Role:
    """The role by the sentence around a name, in which other names are one character □ each: by the nearest word of its
    own clause, else by the clauses before it."""
    if _SUBSIDIARY.search(before):
        return "other"
    clause_before, clause_after = _OPEN.split(before)[-1], _OPEN.split(after)[0]
    if _PLACED_BESIDE.search(clause_before[-14:] + "／" + clause_after):
        return "other"
    label = re.search(r"([^，,；;。：:、（(]{2,10})[：:]\s*(?:□、?)*$", before)
    if label and (role := by_label(label[1])):
        return role
    if _FINANCE.search(name):
        return "other"
    near: list[tuple[int, int, Role]] = []
    for order, (role, words) in enumerate(_BY_WORDS):
        near += [
            (len(clause_before) - m.end(), order, role)
            for m in words.finditer(clause_before[-40:].rjust(len(clause_before)))
        ]
        near += [(m.start(), order, role) for m in words.finditer(clause_after[:30])]
    if near:
        return min(near)[2]
    for clause in reversed(_OPEN.split(before)[-3:-1]):
        for role, words in _BY_WORDS:
            if words.search(clause):
                return role
    return "customer" if _SERVED.search(after[:40]) else "other"
