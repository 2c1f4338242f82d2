"""Builds the Word templates (templates/factory/*.docx). Run: python templates/build_templates.py

The result is an ordinary Word file with Jinja tags; users may change its wording, fonts and order in Word."""

from __future__ import annotations

from pathlib import Path

from template_chapters import evaluation, three_years
from template_kit import Page, new_document

HERE = Path(__file__).resolve().parent


def build(edition: str, target: Path) -> None:
    document = new_document()
    page = Page(document)
    cover(page)
    form(page)
    promise(page)
    page.contents()
    page.new_section()
    overview(page)
    process(page)
    evaluation(page, edition)
    closing(page, edition)
    document.save(str(target))


def cover(page: Page) -> None:
    page.blank(5)
    page.line("绿色工厂自评价报告", "封面标题")
    page.line("（{{ year }}年度）", "封面副题")
    page.blank(9)
    page.cover_table(
        [
            ("工厂名称", "{{ e.name }}"),
            ("工厂地址", "{{ e.address }}"),
            ("所在地区", "{{ e.region }}"),
            ("评价标准", "{{ standard }}"),
        ]
    )
    page.blank(5)
    page.line("{{ date_cn }}", "封面日期")
    page.page_break()


def form(page: Page) -> None:
    page.line("基本信息表", "前置标题")
    rows = [
        ("工厂名称", "{{ e.name }}"), ("曾用名", "{{ e.former_names }}"), ("工厂地址", "{{ e.address }}"), ("注册地址", "{{ e.registered_address }}"),
        ("所属行业", "{{ e.industry }}"), ("主要产品", "{{ e.products }}"), ("单位性质", "{{ e.ownership_boxes }}"),
        ("统一社会信用代码", "{{ e.credit_code }}"), ("法定代表人", "{{ e.legal_person }}"), ("成立日期", "{{ e.founded }}"), ("注册资本", "{{ e.capital }}万元"),
        ("申报工作联系部门", "{{ e.contact_department }}"), ("联系人", "{{ e.contact }}"), ("联系电话", "{{ e.phone }}"), ("电子邮箱", "{{ e.email }}"),
    ]  # fmt: skip
    results = [
        ("基本要求", "{{ basics_boxes }}"),
        ("指标得分", "{{ score }}分"),
        ("主要亮点（100字以内）", "{{ e.highlights }}"),
    ]
    page.form_table([("一、工厂基本信息", rows), ("二、绿色工厂自评价结果", results)])
    page.page_break()


def promise(page: Page) -> None:
    page.line("真实性承诺", "前置标题")
    page.text(
        "我单位承诺：本次绿色工厂自评价按照规范、完整的程序开展；本报告及所附证明材料中的数据和信息真实、准确、有效，结论客观，证据充分。"
    )
    page.text("我单位愿意接受工业和信息化主管部门的监督抽查和核验。如有弄虚作假或故意隐瞒问题，愿承担相应责任。")
    page.blank(3)
    page.line("工厂名称：{{ e.name }}", "落款")
    page.line("法定代表人（签字）：　　　　　　　　", "落款")
    page.line("（单位公章）　　　　　　", "落款")
    page.line("日期：{{ date }}", "落款")
    page.page_break()


def overview(page: Page) -> None:
    page.h1("概述")
    page.h2("评价目的")
    page.text(
        "对照{{ standard }}《{{ standard_title }}》和《绿色工厂梯度培育及管理暂行办法》，对{{ e.name }}（以下简称“{{ e.short }}”）{{ year }}年度的绿色工厂建设情况开展自评价，判断是否存在否决条件、是否满足基本要求，计算各项指标和得分，查找不足，为申报绿色工厂提供依据。"
    )
    page.h2("评价范围")
    page.text("{{ v.boundary }}")
    page.text(
        "评价周期为{{ period }}，有关数据同时给出{{ span }}三年。能源按{{ v.energy_basis }}折算标准煤，碳排放核算边界与能耗边界一致。"
    )
    page.h2("评价准则")
    page.loop("r in t.references", lambda: page.text("（{{ loop.index }}）{{ r.number }} {{ r.title }}"))
    page.text("{{ v.standard_reason }}")
    page.h2("受评价方基本情况")
    page.h3("企业概况")
    page.text("{{ e.profile }}")
    page.text("企业成立于{{ e.founded }}，注册资本{{ e.capital }}万元，{{ e.place }}。（证据 {{ e.evidence }}）")
    page.h3("主要产品和生产工艺")
    page.text("主要产品为{{ e.products }}。{{ e.process }}")
    page.caption("主要设备")
    page.table(["序号", "设备名称", "规格型号", "数量（台、套）", "能效等级", "投用年份"], [12, 42, 44, 22, 18, 22],
               "r in t.equipment", ["{{ loop.index }}", "{{ r.name }}", "{{ r.model }}", "{{ r.count }}", "{{ r.grade }}", "{{ r.year }}"], align="clcccc")  # fmt: skip
    page.h3("生产经营状况")
    page.caption("近三年生产经营情况")
    three_years(
        page, "r in production", "{{ r.label }}", "{{ r.unit }}", "r.series", extra=("证据", "{{ r.evidence }}")
    )
    page.h3("许可与建设手续")
    page.caption("许可与建设手续")
    page.table(["名称", "编号或文号", "发证（批准）机关", "日期", "有效期止", "证据"], [34, 42, 30, 21, 21, 12],
               "r in t.permits", ["{{ r.name }}", "{{ r.number }}", "{{ r.issuer }}", "{{ r.issued }}", "{{ r.valid_to }}", "{{ r.evidence }}"], align="llcccc", size=9)  # fmt: skip
    page.h3("绿色发展重点工作及成绩")
    page.loop("line in e.green_lines", lambda: page.text("{{ line }}"))
    page.when("t.projects", lambda: projects(page))


def projects(page: Page) -> None:
    page.caption("近三年绿色低碳改造升级项目")
    page.table(["序号", "项目名称", "完成年度", "投资额/万元", "效果", "证据"], [12, 46, 20, 24, 44, 14],
               "r in t.projects", ["{{ loop.index }}", "{{ r.name }}", "{{ r.year }}", "{{ r.investment }}", "{{ r.effect }}", "{{ r.evidence }}"], align="clcrlc")  # fmt: skip
    page.text("三年投资合计{{ investment }}。")


def process(page: Page) -> None:
    page.h1("评价过程和方法")
    page.h2("评价组织安排")
    page.text("{{ v.kickoff }}启动自评价工作（{{ v.kickoff_document }}），成立评价组，人员和分工如下。")
    page.caption("评价组成员和分工")
    page.table(["姓名", "部门及职务", "职称", "分工"], [24, 44, 30, 62], "r in t.team",
               ["{{ r.name }}", "{{ r.department }}", "{{ r.title }}", "{{ r.duty }}"], align="cccl")  # fmt: skip
    page.caption("评价工作安排")
    page.table(["步骤", "时间"], [60, 100], None, [
        ["启动与组织安排", "{{ v.kickoff }}"], ["资料收集与文件评审", "{{ v.collect }}"], ["现场评价（自查）", "{{ v.onsite }}"],
        ["评价报告编写", "{{ v.writing }}"], ["内部技术复核", "{{ v.review }}"], ["审定", "{{ v.approved }}"],
    ], align="cc")  # fmt: skip
    page.h2("文件评审情况")
    page.text("{{ v.collect }}，评价组收集并评审有关文件资料。{{ v.collect_findings }}")
    page.h2("现场评价情况")
    page.text("{{ v.onsite }}，评价组开展现场自查。{{ v.onsite_record }}")
    page.h2("评价报告编写及内部技术复核情况")
    page.text(
        "{{ v.writing }}编写报告，{{ v.review }}开展内部技术复核。{{ v.review_result }}报告于{{ v.approved }}由{{ v.approver }}。（证据 {{ v.evidence }}）"
    )
    page.h2("计算方法")
    page.text(
        "指标按{{ standard }}给出的公式计算，公式、代入数据和结果在各指标下列出，全部计算过程及数据来源见“计算过程表”。中间结果和指标值按表中所列位数四舍五入，后续计算使用四舍五入后的数值。"
    )


def closing(page: Page, edition: str) -> None:
    page.h1("评价结论")
    page.text("经自评价，{{ e.name }}{{ veto_verdict }}，{{ basics_verdict }}，{{ year }}年度综合得分{{ score }}分。")
    if edition == "gbt36132-2025":
        page.text(
            "一级指标得分：{% for a in areas %}{{ a.name }}{{ a.points }}分（满分{{ a.full }}分）{% if not loop.last %}，{% endif %}{% endfor %}。"
        )
        page.text("{{ standard }}未设固定合格分数线，上述结果供主管部门评审。")
    else:
        page.text(
            "一级指标原始得分：{% for a in scored %}{{ a.name }}{{ a.raw }}分{% if not loop.last %}，{% endif %}{% endfor %}。"
        )
    page.h1("存在问题和下一步工作建议")
    page.when("weakest", lambda: page.text("按得分率，距引领值差距较大的指标依次为{{ weakest|join('、') }}。"))
    page.caption("存在问题和下一步工作计划")
    page.table(["序号", "存在问题", "改进措施", "目标", "完成时限", "责任部门"], [10, 42, 46, 28, 20, 17], "r in t.problems",
               ["{{ loop.index }}", "{{ r.problem }}", "{{ r.measure }}", "{{ r.target }}", "{{ r.due }}", "{{ r.department }}"], align="clllcc", size=9)  # fmt: skip
    page.h1("参考文件")
    page.loop("r in t.references", lambda: page.text("（{{ loop.index }}）{{ r.number }} {{ r.title }}"))
    page.h1("证明材料清单")
    page.caption("证明材料清单")
    page.table(["编号", "证明材料名称", "出具单位", "日期", "形式"], [16, 70, 36, 24, 16], "r in t.evidence",
               ["{{ r.number }}", "{{ r.name }}", "{{ r.issuer }}", "{{ r.date }}", "{{ r.form }}"], align="cllcc", size=9)  # fmt: skip
    page.new_section(landscape=True)
    page.h1("计算过程表")
    page.text("下表列出全部计算结果的公式、代入数据和数据来源（数据工作簿的工作表和单元格，或前面的计算结果）。")
    page.caption("计算过程")
    page.table(["序号", "指标名称", "年度", "公式", "代入", "结果", "数据来源"], [10, 44, 12, 58, 66, 28, 50], "c in calculations",
               ["{{ c.number }}", "{{ c.label }}", "{{ c.year }}", "{{ c.formula }}", "{{ c.substitution }}", "{{ c.result }}", "{{ c.sources }}"], align="clcllll", size=8, width=244)  # fmt: skip


if __name__ == "__main__":
    for name in ("gbt36132-2025", "gbt36132-2018"):
        build(name, HERE / "factory" / f"self-{name}.docx")
