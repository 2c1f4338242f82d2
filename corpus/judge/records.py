"""What records show: projects, certificates, monitoring, months and training of a factory."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from corpus.figures import D, rnd
from corpus.judge.blocks import mk
from corpus.judge.books import fac
from corpus.judge.desk import Desk


def projects(d: Desk) -> None:
    f, P = fac(d), d.paper
    rows = [["序号", "项目名称", "实施年份", "投资额（万元）", "年节能量（tce）"]]
    for i, (name, year, money, saved) in enumerate(f.invest):
        rows.append(
            [
                str(i + 1),
                mk(f"project.{i}", name),
                f"{year}年",
                mk(f"invest.{i}", str(money)),
                mk(f"saved.{i}", str(saved)),
            ]
        )
    saved_all = sum((p[3] for p in f.invest), Decimal(0))
    rows.append(["", "合计", "—", mk("invest.sum", str(f.invest_all)), mk("saved.sum", str(saved_all))])
    P.t(rows, d.pick("project-title", ["近三年绿色低碳改造项目", "绿色化改造项目一览"]), slot="projects")


def certificates(d: Desk) -> None:
    f, P = fac(d), d.paper
    rows = [["体系名称", "证书编号", "认证依据", "有效期"]]
    to = d.pick("to", ["至", "～", "—"])
    for i, c in enumerate(f.certificates()):
        rows.append(
            [
                c["name"],
                mk(f"cert.no.{i}", c["number"]),
                mk(f"cert.std.{i}", c["standard"]),
                f"{d.days(c['from'])}{to}{mk(f'cert.to.{i}', d.days(c['to']))}",
            ]
        )
    P.t(rows, d.pick("cert-title", ["管理体系认证证书", "管理体系建设与认证情况"]), slot="certificates")
    P.p(
        f"上述证书的获证组织均为{mk('cert.holder', f.name)}，认证范围为{mk('cert.scope', f.trade.product)}的设计、生产和相关管理活动，证书状态均为有效。",
        "cert.text",
    )


def monitoring(d: Desk) -> None:
    """One laboratory, four quarters, limits kept."""
    f, P, y = fac(d), d.paper, fac(d).year
    rng = f.n.rng
    n0, rows = rng.randrange(200, 900), [["季度", "报告编号", "采样日期", "检测完成日期", "报告签发日期"]]
    prefix = f.n.rng.choice(["HJ", "JC", "WT"])
    for i in range(4):
        s = date(y, 11, 12) if i == 3 else date(y, 3 * i + 2, rng.randrange(5, 22))
        number = f"{prefix}{y % 100:02d}{s.month:02d}{n0 + i * rng.randrange(60, 90):04d}"
        rows.append(
            [
                f"第{'一二三四'[i]}季度",
                mk(f"lab.no.{i}", number),
                mk(f"lab.sampled.{i}", d.days(s)),
                d.days(s + timedelta(days=rng.randrange(3, 6))),
                mk(f"lab.issued.{i}", d.days(s + timedelta(days=rng.randrange(7, 14)))),
            ]
        )
    P.p(f"{y}年委托{f.lab}（CMA编号{mk('cma', f.cma)}）按季度开展监测，各季度采样期间生产工况均在75%以上。", "lab.text")
    P.t(rows, f"{y}年监测报告一览", slot="lab")
    kinds = [
        (f"{f.trade.fumes}排放口DA001", "颗粒物", "mg/m³", 20, 0.3),
        ("废水总排口DW001", "化学需氧量", "mg/L", 90, 0.55),
        ("厂界东侧昼间", "噪声", "dB(A)", 65, 0.86),
        ("厂界东侧夜间", "噪声", "dB(A)", 55, 0.88),
    ]
    rows2 = [["监测点位", "监测项目", "最大监测值", "标准限值", "单位", "结论"]]
    for i, (point, item, unit, limit, part) in enumerate(kinds):
        value = rnd(f.cod_mean * D("1.12"), 1) if i == 1 else rnd(D(str(limit * part * rng.uniform(0.9, 1.05))), 1)
        rows2.append(
            [
                mk(f"point.{i}", point),
                item,
                mk(f"measured.{i}", str(value)),
                mk(f"limit.{i}", str(limit)),
                unit,
                mk(f"meets.{i}", "达标"),
            ]
        )
    P.t(rows2, "污染物及噪声监测结果", slot="measured")
    who = [f.n.person(), f.n.person()]
    day = d.days(date(y, 11, 12))
    rows3 = [
        ["采样点位", "采样日期", "采样时段", "采样人"],
        ["排放口DA001", day, "09:10—10:20", who[0]],
        ["废水总排口DW001", day, mk("sample.time", "11:00—11:40"), mk("sample.who", who[0])],
        ["厂界噪声（昼间）", day, "14:00—15:10", who[1]],
        ["厂界噪声（夜间）", day, "22:05—22:50", who[1]],
    ]
    P.t(rows3, "第四季度采样记录", slot="sampling")


def months(d: Desk) -> None:
    """Purchased power and output by month; the months make the year."""
    f, P, y = fac(d), d.paper, fac(d).year
    total, out = f.use["elec"][y], f.output[y]
    places = 2 if out.as_tuple().exponent == -2 else 0
    weights = [D(str(f.n.rng.uniform(0.9, 1.1))) * (D("0.72") if m == 2 else D(1)) for m in range(1, 13)]
    base = sum(weights, D(0))
    power = [rnd(total * w / base, 2) for w in weights]
    made = [rnd(out * w / base, places) for w in weights]
    power[-1] += total - sum(power, D(0))
    made[-1] += out - sum(made, D(0))
    rows = [["月份", "外购电量（万kWh）", f"产量（{f.trade.unit}）"]]
    rows += [
        [f"{m}月", mk(f"month.power.{m}", d.num(power[m - 1])), mk(f"month.made.{m}", d.num(made[m - 1]))]
        for m in range(1, 13)
    ]
    rows.append(["全年", mk("month.sum", d.num(total)), d.num(out)])
    P.t(rows, f"{y}年逐月用电量与产量", slot="months")


def training(d: Desk) -> None:
    f, P, y = fac(d), d.paper, fac(d).year
    n = f.n.rng.randrange(27, 58)
    k = n - f.n.rng.randrange(1, 5)
    P.p(
        f"{y}年组织绿色制造、节能节水、危险废物管理等培训{f.n.rng.randrange(4, 11)}期，年末随机抽取{mk('survey.n', str(n))}名员工闭卷考核，合格率{mk('survey', f'{k / n * 100:.1f}%')}。",
        "training",
    )
