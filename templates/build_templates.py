"""Builds the Word templates (templates/factory/*.docx). Run: python templates/build_templates.py

The result is an ordinary Word file with Jinja tags; users may change its wording, fonts and order in Word."""

from __future__ import annotations

from pathlib import Path

from template_kit import Page, new_document

HERE = Path(__file__).resolve().parent
YEARS = ["{{ years[0] }}年", "{{ years[1] }}年", "{{ years[2] }}年"]


def values(name: str) -> list[str]:
    return [f"{{{{ {name}[{i}] }}}}" for i in range(3)]


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


def evaluation(page: Page, edition: str) -> None:
    page.h1("评价内容")
    page.h2("否决条件评价情况")
    page.text("评价组于{{ v.queried }}逐项查询核对近三年否决条件，结果如下。")
    page.caption("否决条件逐项评价")
    page.table(["序号", "否决条件", "核查情况", "查询渠道", "查询日期", "判定", "证据"], [9, 40, 36, 32, 21, 14, 11],
               "r in t.vetoes", ["{{ loop.index }}", "{{ r.name }}", "{{ r.finding }}", "{{ r.source }}", "{{ r.date }}", "{{ r.result }}", "{{ r.evidence }}"], align="clllccc", size=9)  # fmt: skip
    page.text("{% if vetoed %}存在否决条件：{{ vetoed|join('；') }}。{% else %}六项否决条件均不存在。{% endif %}")
    page.h2("基本要求符合性评价")
    page.caption("基本要求逐条评价")
    page.table(["序号", "基本要求", "符合情况说明", "判定", "证据"], [10, 48, 68, 14, 22],
               "r in t.basics", ["{{ loop.index }}", "{{ r.name }}", "{{ r.finding }}", "{{ r.result }}", "{{ r.evidence }}"], align="cllcc")  # fmt: skip
    page.text("{% if basics_met %}各条基本要求均符合。{% else %}存在不符合的基本要求，见上表。{% endif %}")
    page.caption("管理体系运行和认证情况")
    page.table(["管理体系", "依据标准", "证书编号", "认证机构", "有效期起", "有效期止", "证据"], [29, 28, 32, 23, 20, 20, 11],
               "r in t.certificates", ["{{ r.name }}", "{{ r.standard }}", "{{ r.number }}", "{{ r.body }}", "{{ r.valid_from }}", "{{ r.valid_to }}", "{{ r.evidence }}"], align="lcccccc", size=9)  # fmt: skip
    if edition == "gbt36132-2025":
        areas_2025(page)
    else:
        areas_2018(page)
    verification(page)


def areas_2025(page: Page) -> None:
    page.h2("能源低碳化")
    energy(page)
    platform(page)
    indicators(page, "low_carbon")
    page.h2("资源高效化")
    resources(page, green=False)
    indicators(page, "resources")
    page.h2("生产洁净化")
    cleanliness(page, loads="discharged")
    technology(page)
    indicators(page, "clean_production")
    page.h2("产品绿色化")
    page.h3("绿色设计和碳足迹工作情况")
    page.text("绿色设计：{{ f.design.green_design_detail }}（证据 {{ f.design.green_design_evidence }}）")
    page.text("产品碳足迹：{{ f.design.footprint_detail }}（证据 {{ f.design.footprint_evidence }}）")
    indicators(page, "green_products")
    page.h2("用地集约化")
    land(page, yards=True)
    indicators(page, "land_use")
    page.h2("指标得分汇总", new_page=True)
    page.text(
        "各指标达到或优于引领值得满分，未达到基准值得0分，介于二者之间按线性比例计算；定性指标开展（采用）的得满分。满分按“引领值与基准值”所列分值。"
    )
    page.caption("绿色工厂评价指标评价表")
    page.table(
        ["一级指标", "序号", "二级指标", "类型", "单位", "基准值", "引领值", "指标值", "满分", "得分", "证据"],
        [15, 8, 32, 17, 18, 14, 14, 17, 9, 11, 12],
        ["a in areas", "i in a.indicators"],
        ["{% vm %}{{ a.name }}", "{{ i.number }}", "{{ i.name }}", "{{ i.kind }}", "{{ i.unit }}", "{{ i.benchmark }}", "{{ i.leading }}", "{{ i.value }}", "{{ i.full }}", "{{ i.points }}", "{{ i.evidence }}"],
        align="cclccrrrrrc", size=8, after=["{{ a.name }}小计", "", "", "", "", "", "", "", "{{ a.full }}", "{{ a.points }}", ""],
        last=["合计", "", "", "", "", "", "", "", "", "{{ score }}", ""],
    )  # fmt: skip
    page.text("{{ score_working }}。")


def indicators(page: Page, area: str) -> None:
    def one() -> None:
        page.h3("{{ i.name }}")
        page.when("not i.applicable", lambda: page.text("本指标不适用：{{ i.reason }}"))
        page.when("i.applicable and i.rows", lambda: indicator_table(page))
        page.when(
            "i.applicable and i.working",
            lambda: page.text(
                "{{ year }}年{{ i.working }}{% if i.clause %}（{{ i.clause }}）{% endif %}。（证据 {{ i.data_evidence }}）"
            ),
        )
        page.when(
            "i.applicable and not i.working and i.quantitative",
            lambda: page.text("{{ year }}年{{ i.variant }}为{{ i.valued }}。"),
        )
        page.when(
            "i.applicable and i.quantitative",
            lambda: page.text(
                "判定：{{ i.name }}指标值{{ i.valued }}，引领值{{ i.leading_valued }}，基准值{{ i.benchmark_valued }}（来源：{{ i.source }}，证据 {{ i.evidence }}）；{{ i.verdict }}。{{ i.points_working }}。"
            ),
        )
        page.when(
            "i.applicable and not i.quantitative",
            lambda: page.text(
                "判定：{{ year }}年{{ i.name }}为“{{ i.value }}”，引领要求为“{{ i.leading }}”（来源：{{ i.source }}，证据 {{ i.evidence }}）；满分{{ i.full }}分，得{{ i.points }}分。"
            ),
        )

    page.loop(f"i in area.{area}.indicators", one)


def indicator_table(page: Page) -> None:
    page.caption("{{ i.variant }}近三年数据")
    three_years(page, "r in i.rows", "{{ r.label }}", "{{ r.unit }}", "r.series")


def three_years(page: Page, loop: str, label: str, unit: str, series: str, extra: tuple[str, str] | None = None,
                last: list[str] | None = None) -> None:  # fmt: skip
    widths = [60, 22, 26, 26, 26] if extra is None else [50, 20, 25, 25, 25, 17]
    page.table(["项目", "单位", *YEARS, *([extra[0]] if extra else [])], widths, loop,
               [label, unit, *values(series), *([extra[1]] if extra else [])], align="lcrrrc", last=last)  # fmt: skip


def energy(page: Page) -> None:
    page.h3("能源消费情况")
    page.caption("近三年能源消费量（实物量）")
    three_years(
        page, "r in energy.rows", "{{ r.name }}", "{{ r.unit }}", "r.amount", extra=("证据", "{{ r.evidence }}")
    )
    page.caption("{{ year }}年能源消费折标准煤（当量值）")
    page.table(["能源品种", "计量单位", "消费量", "折标准煤系数", "系数单位", "折标准煤量/tce", "系数来源"], [34, 18, 22, 22, 24, 24, 24],
               "r in energy.rows", ["{{ r.name }}", "{{ r.unit }}", "{{ r.latest }}", "{{ r.coefficient }}", "{{ r.coefficient_unit }}", "{{ r.tce[2] }}", "{{ r.source }}"],
               align="lcrrcrl", size=9, last=["综合能源消费量（当量值）", "—", "—", "—", "—", "{{ energy.total[2] }}", "—"])  # fmt: skip
    page.caption("近三年各品种折标准煤量（当量值）")
    three_years(
        page,
        "r in energy.rows",
        "{{ r.name }}",
        "tce",
        "r.tce",
        last=["综合能源消费量（当量值）", "tce", *values("energy.total")],
    )
    page.text(
        "能耗统计范围为评价边界内的全部生产系统、辅助生产系统和附属生产系统，不含用作原料的能源；电力按当量值折算，可再生能源（{{ energy.renewable_names }}）计入综合能源消费量。（证据 {{ energy.evidence }}）"
    )
    page.h3("二氧化碳排放情况")
    page.caption("{{ year }}年二氧化碳排放量")
    page.table(["能源品种", "计量单位", "消费量", "排放因子", "因子单位", "排放量/tCO2", "因子年度及来源"], [28, 17, 22, 20, 24, 23, 34],
               "r in carbon.rows", ["{{ r.name }}", "{{ r.unit }}", "{{ r.amount }}", "{{ r.factor }}", "{{ r.factor_unit }}", "{{ r.co2[2] }}", "{{ r.factor_year }}，{{ r.source }}"],
               align="lcrrcrl", size=9, last=["二氧化碳排放总量", "—", "—", "—", "—", "{{ carbon.total[2] }}", "—"])  # fmt: skip
    page.caption("近三年二氧化碳排放量")
    three_years(
        page,
        "r in carbon.rows",
        "{{ r.name }}",
        "tCO2",
        "r.co2",
        last=["二氧化碳排放总量", "tCO2", *values("carbon.total")],
    )
    page.text(
        "核算边界与能耗边界一致，只计化石燃料燃烧和外购电力（热力）产生的二氧化碳，可再生能源不计排放；三年采用同一组排放因子，便于比较。（证据 {{ carbon.evidence }}）"
    )


def platform(page: Page) -> None:
    page.h3("能碳管理平台功能")
    page.caption("能碳管理平台功能对照")
    page.table(["序号", "功能", "是否具备", "说明", "证据"], [12, 62, 20, 48, 18], "r in platform.rows",
               ["{{ loop.index }}", "{{ r.name }}", "{{ r.box }}", "{{ r.note }}", "{{ r.evidence }}"], align="clclc",
               last=["", "符合功能数量", "{{ platform.count }}项", "", ""])  # fmt: skip


def resources(page: Page, green: bool) -> None:
    page.h3("原材料消耗情况")
    page.caption("近三年主要原材料消耗量")
    if green:
        page.table(["原材料", "单位", *YEARS, "绿色物料"], [46, 16, 27, 27, 27, 18], "r in materials.rows",
                   ["{{ r.name }}", "{{ r.unit }}", *values("r.amount"), "{{ r.green }}"], align="lcrrrc",
                   last=["合计", "t", *values("materials.total"), "—"])  # fmt: skip
        page.text("{{ year }}年绿色物料使用量为{{ materials.green[2] }} t。（证据 {{ materials.evidence }}）")
    else:
        three_years(
            page,
            "r in materials.rows",
            "{{ r.name }}",
            "{{ r.unit }}",
            "r.amount",
            last=["合计", "t", *values("materials.total")],
        )
        page.text("主要原材料消耗量取自购进消费台账。（证据 {{ materials.evidence }}）")
    page.h3("用水情况")
    page.caption("近三年用水情况")
    three_years(page, "r in water", "{{ r.label }}", "{{ r.unit }}", "r.series", extra=("证据", "{{ r.evidence }}"))
    page.h3("固体废物情况")
    page.caption("近三年一般工业固体废物产生量")
    three_years(
        page,
        "r in waste.rows",
        "{{ r.name }}",
        "{{ r.unit }}",
        "r.generated",
        last=["产生量合计", "t", *values("waste.generated")],
    )
    page.caption("近三年一般工业固体废物综合利用量")
    three_years(
        page,
        "r in waste.rows",
        "{{ r.name }}",
        "{{ r.unit }}",
        "r.utilised",
        last=["综合利用量合计", "t", *values("waste.utilised")],
    )
    page.text(
        "去向：{% for r in waste.rows %}{{ r.name }}{{ r.destination }}{% if not loop.last %}；{% endif %}{% endfor %}。（证据 {{ waste.evidence }}）"
    )
    page.when("hazardous", lambda: hazardous(page))


def hazardous(page: Page) -> None:
    page.caption("近三年危险废物产生量和处置")
    page.table(["名称", "代码", "单位", *YEARS, "处置去向", "证据"], [22, 22, 11, 18, 18, 18, 40, 12], "r in hazardous",
               ["{{ r.name }}", "{{ r.code }}", "{{ r.unit }}", *values("r.generated"), "{{ r.destination }}", "{{ r.evidence }}"], align="lccrrrlc", size=9)  # fmt: skip


def cleanliness(page: Page, loads: str) -> None:
    what = "排放量" if loads == "discharged" else "产生量"
    page.h3("污染物排放情况")
    page.caption("近三年废水、废气情况")
    three_years(page, "r in discharge", "{{ r.label }}", "{{ r.unit }}", "r.series", extra=("证据", "{{ r.evidence }}"))
    page.caption("{{ year }}年主要污染物浓度与限值")
    page.table(["污染物", "排放口", "年平均浓度", "许可限值", "单位", "执行标准", "结论", "证据"], [24, 18, 22, 20, 16, 38, 13, 11], "r in pollutants",
               ["{{ r.name }}", "{{ r.outlet }}", "{{ r.concentration }}", "{{ r.limit }}", "{{ r.unit }}", "{{ r.standard }}", "{{ r.verdict }}", "{{ r.evidence }}"], align="lcrrclcc", size=9)  # fmt: skip
    page.caption(f"近三年主要污染物{what}")
    three_years(page, "r in pollutants", "{{ r.name }}", "kg", f"r.{loads}", extra=("证据", "{{ r.evidence }}"))
    page.text(
        "厂界噪声：昼间最大值{{ f.noise.day }} dB(A)（限值{{ f.noise.day_limit }} dB(A)），夜间最大值{{ f.noise.night }} dB(A)（限值{{ f.noise.night_limit }} dB(A)），执行{{ f.noise.standard }}。（证据 {{ f.noise.evidence }}）"
    )


def technology(page: Page) -> None:
    page.h3("先进工艺与设备")

    def listed() -> None:
        page.caption("采用的先进适用技术和装备")
        page.table(["序号", "技术（装备）", "所在目录", "应用情况", "证据"], [12, 46, 54, 36, 14], "r in t.technology",
                   ["{{ loop.index }}", "{{ r.name }}", "{{ r.catalogue }}", "{{ r.scope }}", "{{ r.evidence }}"], align="clllc")  # fmt: skip

    page.when("t.technology", listed)
    page.when("not t.technology", lambda: page.text("评价年度未采用目录内先进适用技术和装备。"))


def land(page: Page, yards: bool) -> None:
    page.h3("用地与建筑情况")
    page.caption("用地与建筑面积")
    rows = [["用地面积", "m²", "{{ f.land.land_area }}"], ["计容建筑面积", "m²", "{{ f.land.floor_area }}"],
            ["建筑物占地面积", "m²", "{{ f.land.building_footprint }}"], ["构筑物占地面积", "m²", "{{ f.land.structure_footprint }}"]]  # fmt: skip
    if yards:
        rows.append(["堆场占地面积", "m²", "{{ f.land.yard_area }}"])
    page.table(["项目", "单位", "面积"], [80, 30, 50], None, rows, align="lcr")
    page.text(
        "用地面积按不动产权证（{{ f.land.certificate }}）确定，建筑面积按建设工程规划许可证及附图确定，层高超过8 m的建筑加倍计算计容建筑面积。（证据 {{ f.land.evidence }}）"
    )
    if yards:
        page.loop(
            "c in calculations if c.label in ('建筑系数', '容积率') and c.year == year",
            lambda: page.text("{{ c.label }} = {{ c.formula }} = {{ c.substitution }} = {{ c.result }}。"),
        )


def areas_2018(page: Page) -> None:
    for area in ("infrastructure", "management", "inputs", "product", "discharge"):
        page.h2(f"{{{{ scored|selectattr('id','equalto','{area}')|map(attribute='name')|first }}}}")
        if area == "infrastructure":
            land(page, yards=False)
            page.h3("评分情况")
        elif area == "inputs":
            energy(page)
            resources(page, green=True)
            page.h3("评分情况")
        elif area == "discharge":
            cleanliness(page, loads="generated")
            page.h3("评分情况")
        page.loop(f"a in scored if a.id == '{area}'", lambda: score_table_2018(page))
    page.h2("绩效")

    def one() -> None:
        page.h3("{{ i.name }}")
        page.when("i.rows", lambda: indicator_table_2018(page))
        page.when(
            "i.working",
            lambda: page.text("{{ year }}年{{ i.working }}（{{ i.clause }}）。（证据 {{ i.data_evidence }}）"),
        )
        page.text(
            "判定：指标值{{ i.valued }}，基准为{{ i.benchmark }}（来源：{{ i.source }}，证据 {{ i.evidence }}），{{ i.verdict }}。"
        )

    page.loop("i in performance", one)
    page.h3("评分情况")
    page.loop("a in scored if a.id == 'performance'", lambda: score_table_2018(page))
    page.h2("指标得分汇总")
    page.caption("绿色工厂评价得分汇总")
    page.table(["一级指标", "权重/%", "原始得分", "加权得分"], [60, 30, 35, 35], "a in scored",
               ["{{ a.name }}", "{{ a.weight }}", "{{ a.raw }}", "{{ a.weighted }}"], align="lrrr", last=["合计", "100", "—", "{{ score }}"])  # fmt: skip
    page.text("{{ score_working }}。")


def indicator_table_2018(page: Page) -> None:
    page.caption("{{ i.name }}近三年数据")
    three_years(page, "r in i.rows", "{{ r.label }}", "{{ r.unit }}", "r.series")


def score_table_2018(page: Page) -> None:
    page.caption("{{ a.name }}评分表")
    page.table(["评价项目", "类型", "满分", "得分", "评价说明", "证据"], [50, 13, 13, 15, 54, 17], "r in a['items']",
               ["{{ r.name }}", "{{ r.type }}", "{{ r.full }}", "{{ r.score }}", "{{ r.finding }}", "{{ r.evidence }}"], align="lcrrlc", size=9,
               last=["合计", "", "{{ a.full }}", "{{ a.points }}", "", ""])  # fmt: skip
    page.when(
        "a.rescaled", lambda: page.text("适用满分{{ a.full }}分，得{{ a.points }}分，折算为百分制{{ a.raw }}分。")
    )


def verification(page: Page) -> None:
    page.h2("数据核实、计算范围和计量情况")
    page.text("{{ v.verification }}")
    page.text(
        "计算范围为第一章所述评价边界；能耗、碳排放、取水、产值、产量边界一致；电力按当量值折算，全报告同一口径，未使用等价值。"
    )
    page.caption("计量器具配备和检定情况")
    page.table(["计量器具", "配备级别", "应配数", "实配数", "检定有效期至", "证据"], [40, 46, 16, 16, 30, 14], "r in t.metering",
               ["{{ r.name }}", "{{ r.level }}", "{{ r.required }}", "{{ r.installed }}", "{{ r.valid_to }}", "{{ r.evidence }}"], align="lcrrcc")  # fmt: skip
    page.text("计量器具{{ metering_rate }}。")


def closing(page: Page, edition: str) -> None:
    page.h1("评价结论")
    page.text(
        "经自评价，{{ e.name }}{% if vetoed %}存在否决条件（{{ vetoed|join('；') }}）{% else %}不存在六项否决条件{% endif %}，{% if basics_met %}符合各条基本要求{% else %}存在不符合的基本要求{% endif %}，{{ year }}年度综合得分{{ score }}分。"
    )
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
    page.table(["序号", "计算结果", "年度", "公式", "代入", "结果", "数据来源"], [10, 44, 12, 58, 66, 28, 50], "c in calculations",
               ["{{ c.number }}", "{{ c.label }}", "{{ c.year }}", "{{ c.formula }}", "{{ c.substitution }}", "{{ c.result }}", "{{ c.sources }}"], align="clcllll", size=8, width=244)  # fmt: skip


if __name__ == "__main__":
    for name in ("gbt36132-2025", "gbt36132-2018"):
        build(name, HERE / "factory" / f"self-{name}.docx")
