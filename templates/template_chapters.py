"""The chapters that evaluate: vetoes, basic requirements, areas with their indicators, scores, verification."""

from __future__ import annotations

from template_kit import Page

YEARS = ["{{ years[0] }}年", "{{ years[1] }}年", "{{ years[2] }}年"]


def values(name: str) -> list[str]:
    return [f"{{{{ {name}[{i}] }}}}" for i in range(3)]


def evaluation(page: Page, edition: str) -> None:
    page.h1("评价内容")
    page.h2("否决条件评价情况")
    page.text("评价组于{{ v.queried }}逐项查询核对近三年否决条件，结果如下。")
    page.caption("否决条件逐项评价")
    page.table(["序号", "否决条件", "核查情况", "查询渠道", "查询日期", "判定", "证据"], [9, 40, 36, 32, 21, 14, 11],
               "r in t.vetoes", ["{{ loop.index }}", "{{ r.name }}", "{{ r.finding }}", "{{ r.source }}", "{{ r.date }}", "{{ r.result }}", "{{ r.evidence }}"], align="clllccc", size=9)  # fmt: skip
    page.text("{{ veto_verdict }}。")
    page.h2("基本要求符合性评价")
    page.caption("基本要求逐条评价")
    page.table(["序号", "基本要求", "符合情况说明", "判定", "证据"], [10, 48, 68, 14, 22],
               "r in t.basics", ["{{ loop.index }}", "{{ r.name }}", "{{ r.finding }}", "{{ r.result }}", "{{ r.evidence }}"], align="cllcc")  # fmt: skip
    page.text("{{ basics_verdict }}。")
    page.caption("管理体系运行和认证情况")
    page.table(["管理体系", "依据标准", "证书编号", "认证机构", "有效期", "证据"], [32, 28, 32, 24, 38, 11],
               "r in t.certificates", ["{{ r.name }}", "{{ r.standard }}", "{{ r.number }}", "{{ r.body }}", "{% if r.valid_to != '—' %}{{ r.valid_from }} 至 {{ r.valid_to }}{% else %}—{% endif %}", "{{ r.evidence }}"], align="lccccc", size=9)  # fmt: skip
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
        ["{% vm %}{{ a.name }}", "{{ i.number }}", "{{ i.name }}", "{{ i.kind }}", "{{ i.unit }}", "{{ i.benchmark }}", "{{ i.leading }}", "{{ i.value }}", "{{ i.full }}", "{{ i.points }}", "{{ i.data_evidence }}"],
        align="cclccrrrrrc", size=8, after=["{{ a.name }}小计", "", "", "", "", "", "", "", "{{ a.full }}", "{{ a.points }}", ""],
        last=["合计", "", "", "", "", "", "", "", "{{ full }}", "{{ score }}", ""],
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
            lambda: page.text("{{ year }}年{{ i.variant }}为{{ i.valued }}。（证据 {{ i.data_evidence }}）"),
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
                "判定：{{ year }}年{{ i.name }}为“{{ i.value }}”，引领要求为“{{ i.leading }}”（来源：{{ i.source }}，证据 {{ i.evidence }}），判定依据见证据 {{ i.data_evidence }}；满分{{ i.full }}分，得{{ i.points }}分。"
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
            "c in calculations if c.label in ('建筑系数', '容积率') and c.year == year ~ '年'",
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
