"""Appendices of the long reports: ledgers, minutes and pictures, as agencies bind them behind the text."""

from __future__ import annotations

from corpus.figures import D, rnd
from corpus.judge.blocks import Block
from corpus.judge.desk import Desk

METERS = ["三相四线电能表", "涡街流量计", "电磁流量计", "超声波水表", "罗茨流量计", "热电阻温度变送器", "地磅"]
SHOPS = ["一车间", "二车间", "三车间", "空压站", "冷却水站", "污水处理站", "办公楼", "食堂", "成品库", "原料库"]
ASKED = [
    ("生产部负责人", "关键用能工序的能耗定额如何下达和考核", "按月下达班组定额，超定额部分与绩效挂钩，去年共兑现奖励四次"),
    ("设备部负责人", "淘汰设备排查的频次和依据", "每年对照淘汰目录排查一次，新购设备先查能效等级"),
    ("安环部负责人", "危险废物贮存和转移如何管理", "分类贮存、称重入库，转移前网上申报，联单按年度装订"),
    ("采购部负责人", "供方环保合规如何确认", "新供方须提供环评和排污许可，老供方每年复评"),
    ("财务部负责人", "绿色化改造资金如何列支", "列入年度技改预算，单独建账，验收后转固"),
    ("品质部负责人", "有害物质如何管控", "来料逐批查验声明，每季度送检一次"),
    ("人力资源部负责人", "培训计划的制定与评估", "年初征集需求，年末闭卷考核，不合格者补训"),
    ("仓储负责人", "包装物如何回收", "托盘、周转箱编号管理，纸箱压包外售"),
]  # fmt: skip


def annex(d: Desk) -> None:
    """Ledgers of meters and motors, interviews, remedies and pictures."""
    f, P, rng = d.firm, d.paper, d.firm.n.rng
    more = 3 if d.layout.length > 3 else 1
    P.h(1, "附录", "annex")
    P.h(2, "能源计量器具台账", "annex.meters")
    rows = [["序号", "器具名称", "安装地点", "级别", "出厂编号", "检定状态"]]
    for i in range(1, 95 * more + 1):
        rows.append(
            [
                str(i),
                rng.choice(METERS),
                rng.choice(SHOPS),
                "进出用能单位" if i < 6 else rng.choice(["次级用能单位", "主要用能设备"]),
                f.n.number(8),
                "合格",
            ]
        )
    P.t(rows, "能源计量器具一览", slot="annex")
    P.h(2, "主要电机及风机水泵清单", "annex.motors")
    rows = [["序号", "设备名称", "型号", "额定功率（kW）", "能效等级", "所在位置"]]
    for i in range(1, 60 * more + 1):
        rows.append(
            [
                str(i),
                rng.choice(["循环水泵", "引风机", "搅拌电机", "输送电机", "冷却塔风机", "排风机"]),
                f"YE{rng.choice([3, 4, 5])}-{rng.choice([90, 112, 132, 160, 200])}",
                str(rng.choice([3, 5.5, 7.5, 11, 15, 22, 30])),
                rng.choice(["1级", "2级"]),
                rng.choice(SHOPS),
            ]
        )
    P.t(rows, "主要用电设备清单", slot="annex")
    P.h(2, "访谈记录摘要", "annex.talk")
    for who, question, answer in ASKED:
        P.p(
            f"访谈对象：{who}。问：{question}？答：{answer}。{rng.choice(['评价人员查看了相应记录，与陈述一致。', '现场抽查了近三个月的记录，未见异常。', '对照制度文件核对，要求已落实。'])}"
        )
        P.p(
            f"补充核实：抽取{rng.randrange(3, 12)}份记录，填写完整、签字齐全；{rng.choice(['记录按月归档', '电子台账与纸质台账一致', '个别记录字迹不清，已提醒改进'])}。"
        )
    P.h(2, "问题整改情况", "annex.remedy")
    rows = [["序号", "问题", "整改措施", "完成情况"]]
    rows += [
        ["1", "个别水表检定标签脱落", "重新粘贴并登记", "已完成"],
        ["2", "危险废物贮存间标识不清", "更换标识牌", "已完成"],
        ["3", "部分照明未分区控制", "加装感应开关", "已完成"],
        ["4", "能源台账个别月份未签字", "补签并明确责任人", "已完成"],
        ["5", "空压机房通风不足", "增设排风扇", "已完成"],
    ]
    P.t(rows, "现场发现问题及整改", slot="annex")
    P.h(2, "分部门培训课时", "annex.training")
    hours = [(shop, rng.randrange(20, 90)) for shop in SHOPS]
    rows = [["部门", "课时", "占比（%）"]]
    whole = sum(h for _, h in hours)
    rows += [[s, str(h), str(rnd(D(h) * 100 / whole, 2))] for s, h in hours]
    P.t(rows, "培训课时统计", slot="annex")
    P.h(2, "现场照片", "annex.photos")
    P.blocks.append(
        Block(
            "photos",
            data=[
                "厂区大门",
                "生产车间",
                "空压站",
                "污水处理设施",
                "危险废物贮存间",
                "屋顶光伏",
                "能源计量柜",
                "成品仓库",
                "废气治理设施",
                "座谈会现场",
            ],
        )
    )
