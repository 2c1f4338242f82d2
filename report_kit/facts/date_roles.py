"""What a date dates, by the words beside it: contract, document_review, onsite, review, approval, query, founding …"""

from __future__ import annotations

import re

# Words of a label (`签发日期：`, a column's header). The first that matches decides.
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("valid_until", re.compile(r"有效期?限?(?:截?止|至|到)|到期|届满|失效|截止(?:日期|时间)|有效至")),
    ("plan", re.compile(r"(?:计划|预计|拟|目标|要求|承诺)(?:完成|实施|开展|投产|整改)?(?:日期|时间|时限|期限|节点)|完成时限|整改期限|时限$")),
    ("validity", re.compile(r"有效期限?|有效时间|起止(?:日期|时间)|有效日期")),
    ("valid_from", re.compile(r"生效|起始日期")),
    ("query", re.compile(r"(?:查询|检索|核查网站|截图|核对)(?:日期|时间)?$|查询(?:日期|时间)|检索(?:日期|时间)")),
    ("sampling", re.compile(r"采样|取样|抽样|送样|收样|监测采样")),
    ("testing", re.compile(r"(?:检测|测试|分析|监测|检验|化验)(?:日期|时间|完成日期)?$|(?:检测|测试|分析|监测|检验)(?:日期|时间)")),
    ("issue", re.compile(r"签发|颁发|颁证|发证|换证|出具|认证日期|证书日期|出报告")),
    ("founding", re.compile(r"(?:成立|设立|注册|登记)(?:日期|时间)|成立于$")),
    ("production_start", re.compile(r"投产|投运(?:日期|时间)")),
    ("contract", re.compile(r"(?:合同|协议|委托)(?:签[订署定])?(?:日期|时间)|签[订约署](?:日期|时间)")),
)  # fmt: skip
_FROM_TO = dict.fromkeys(("起", "自", "从", "起始", "开始", "生效"), "valid_from")
_FROM_TO |= dict.fromkeys(("止", "至", "终止", "结束", "截止", "失效"), "valid_until")
_REPORT_LABEL = re.compile(
    r"(?:报告|编制|编写|填报|申报|出具|完成|评价|提交)?日\s*期$|(?:报告|编制|填报|申报|评价)时间$|报告完成时间$"
)
_JUST_BEFORE = re.compile(r"[：:（(\s于自为是在]+$")

_AT = r".{0,24}?"
# What happens on the day, in a sentence or in the row of a schedule. The earliest match decides.
_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("query", re.compile(r"查询|检索|核对.{0,6}(?:公告|名单)|登[录陆].{0,20}(?:平台|网站|系统)|截图")),
    ("contract", re.compile(rf"签[订署定]{_AT}(?:合同|协议|委托书)|合同签[订署定]|签约")),
    ("document_review", re.compile(r"文件(?:资料)?(?:的)?(?:评审|审核|审查|评价)|文审|(?:资料|材料)(?:收集与文件|审核|评审|审查)|书面评审|(?:收集|整理|查阅|调阅)(?:并|和|与|、)?(?:评审|审核|审查)|(?:评审|审核|审查)了.{0,24}(?:报表|台账|资料|材料|文件)")),
    ("onsite", re.compile(r"现场(?:评价|评估|核查|自查|审核|评审|查看|踏勘|勘察|勘查|调研|查验|检查|走访|核实|核验)|首次会议?|末次会议?|进场评价|进驻|(?:到|赴|前往|进入)(?:工厂|企业|厂区|公司|受评价方)?现场|现场实施(?:了)?(?:评价|评估)")),
    ("review", re.compile(r"技术复核|内部复核|内部技术?评审|(?:三级|集团|交叉|独立|报告)复核|(?:进行|完成|予以)(?:了)?复核|复核(?:人|完成|通过|意见|确认|报告)?")),
    ("approval", re.compile(r"批准(?:发布|印发|签发)?|审定|签发|审批|发布报告|报告发布|定稿")),
    ("drafting", re.compile(r"初稿|编[写制](?:评价|核查|自评价)?报告|报告(?:的)?编[写制]|(?:评分|打分)与编写|编写与|自评打分")),
    ("founding", re.compile(r"(?:注册)?成立(?!.{0,45}(?:小组|委员会|领导|机构|中心|部门|工作组|专班|评价组|办公室))|依法设立")),
    ("production_start", re.compile(r"(?:建成)?(?:正式|竣工)?投产|投入(?:生产|试生产|运营)")),
    ("sampling", re.compile(r"采样|取样|抽样")),
    ("testing", re.compile(r"(?:进行|开展|完成|实施)(?:了)?.{0,6}(?:检测|监测|检验|测试)|(?:检测|监测|检验|测试)(?:完成|分析|$)")),
    ("issue", re.compile(r"出具|出(?:了)?报告|报告(?:出具|发出)")),
    ("valid_until", re.compile(r"到期|届满|失效|有效期止")),
)  # fmt: skip
_PROCESS = frozenset({"contract", "document_review", "onsite", "review", "approval", "drafting"})
_DATA_REVIEW = re.compile(
    r"(?:数据|台账|资料|材料|整改|现场|能耗|产量)(?:的)?(?:逐项|抽样|交叉)?复核|复核(?:了)?(?:数据|台账|能耗|产量|现场)"
)
_PROCESS_SECTION = re.compile(
    r"评价过程|评价组织|工作组织|工作(?:程序|过程|安排|流程)|组织安排|文件评审|现场|复核|编写|实施过程|评价(?:程序|方法|工作|实施|步骤)|过程和方法|自评价过程|日程|过程与方法|评价组|工作概况|评价情况|自评价?工作"
)
_PROCESS_WORDS = re.compile(r"评价组|评价小组|自评价?小组|自评价工作|评审组|本次(?:自)?评价|核查组|工作小组")
# What makes the same words another affair than this evaluation.
_OTHER_AFFAIRS = re.compile(
    r"供应商|供方|客户|认证|监督审核|管理评审|内审|清洁生产|节能监察|能源审计|碳核查|水平衡|验收|环评|安全评价|应急|诊断|排污许可|检定|校准"
)
_OTHER_CONTRACTS = re.compile(r"供热|供电|采购|租赁|处置|危废|运输|销售|外包|委外|检测|监测|供气|合同能源|光伏")
_LABORATORY = re.compile(r"检测|监测|采样|检验|CMA|化验")
_PLAN_BESIDE = re.compile(r"计划|拟|预计|争取|力争|将于|规划|目标|不晚于|最迟")
_PLAN_AFTER = re.compile(
    r"^(?:底|末|初|年底|前|之前|以前)?[，,]?\s*(?:我司|公司|企业|工厂|园区|我单位)?(?:计划|拟|预计|将(?!.{0,12}(?:计入|列入|纳入了))|力争|争取)|^\s*(?:底|末)?(?:之|以)?前(?:建成|完成|投产|达到|实现|上线)"
)
_PLAN_SECTION = re.compile(r"下一步|工作计划|改进计划|建议|改进措施|规划|下阶段|今后|不足与改进|整改计划")
_SENTENCE = "。；;！？\n"


def in_sentence(text: str, start: int, stop: int, before: int, after: int, path: str) -> str:
    """Role of the date `text[start:stop]` in running text; `before` and `after` bound the words that may belong to it."""
    begin = max(before, *(text.rfind(mark, 0, start) + 1 for mark in _SENTENCE))
    ends = [text.find(mark, stop) for mark in _SENTENCE]
    finish = min([after, *(e for e in ends if e >= 0)])
    left, right = text[begin:start], text[stop:finish].lstrip("，, 、）)")
    sentence = _whole_sentence(text, start, stop)
    label = _label(_JUST_BEFORE.sub("", left)[-12:])
    if label == "report" and _LABORATORY.search(sentence):
        label = "issue"
    if label:
        return label
    if "有效" in sentence and left.rstrip().endswith(("至", "到")):
        return "valid_until"
    if right.startswith(("有效", "止有效", "内有效")) and not right.startswith(("有效率", "有效控", "有效的")):
        return "validity"
    if _PLAN_BESIDE.search(left[-14:]) or _PLAN_AFTER.match(right):
        return "plan"
    if _PLAN_SECTION.search(path.rsplit("／", 1)[-1]) and not re.search(r"已|完成了|自\s*$", sentence):
        return "plan"
    clause = re.split(r"[，,]", right, maxsplit=1)[0]
    # Without a word of its own the date belongs to what the clauses after it tell, then to what stands before it.
    for words in (clause, re.split(r"[，,；、]", left)[-1][-30:], right[:60]):
        role = _event(words, sentence, path)
        if role:
            return role
    return "event"


def is_process(path: str) -> bool:
    """Whether a chapter tells of this evaluation's own course."""
    return bool(_PROCESS_SECTION.search(path))


def _whole_sentence(text: str, start: int, stop: int) -> str:
    begin = max(text.rfind(mark, 0, start) + 1 for mark in _SENTENCE)
    return text[begin : min((e for mark in _SENTENCE if (e := text.find(mark, stop)) >= 0), default=len(text))]


def in_cell(header: str, left: str, row: list[str], path: str, ordinal: int, count: int) -> str:
    """Role of a date that fills a cell: by the column's header, the label left of it, the row's own words."""
    for words in (header, left):
        if role := _FROM_TO.get(re.sub(r"[\s：:]", "", words)):
            return role
        label = _label(re.sub(r"[\s：:]", "", words)[-14:], table=True)
        if label == "validity":
            return "validity" if count == 1 else ("valid_from" if ordinal == 0 else "valid_until")
        if label:
            return label
    if re.search(r"计划|下一步|改进|规划|目标", path.rsplit("／", 1)[-1]):
        return "plan"
    for cell in row:
        role = _event(cell, "".join(row), path)
        if role:
            return role
    return _event(header, "".join(row), path) or "event"


def _label(words: str, table: bool = False) -> str:
    plain = re.sub(r"(?:日期|时间|日)$", "", words)
    for role, pattern in _LABELS:
        found = pattern.search(words)
        if found and (table or found.end() in (len(words), len(plain))):
            return role
    return "" if table or not _REPORT_LABEL.search(words) else "report"


def _event(words: str, sentence: str, path: str) -> str:
    hits = [(found.start(), n, role) for n, (role, pattern) in enumerate(_EVENTS) if (found := pattern.search(words))]
    if not hits:
        return ""
    at, _, role = min(hits)
    if role in ("approval", "issue") and _LABORATORY.search(sentence):
        return "issue"
    if role == "issue":
        role = "approval"
    if re.search(r"未\s*$", words[:at]):
        return "event"
    if role not in _PROCESS:
        return role
    if role == "review" and _DATA_REVIEW.search(words):
        return "event"
    ours = _PROCESS_WORDS.search(sentence) or _PROCESS_SECTION.search(path)
    beside = words[max(0, at - 14) : at + 20]
    other = _OTHER_AFFAIRS.search(beside) or (role == "contract" and _OTHER_CONTRACTS.search(beside))
    return role if ours and not other else "event"
