"""A factory's books: every figure of a report follows from what is drawn here, and the printed figures close."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from corpus.figures import D, rnd
from corpus.judge.industries import Industry
from corpus.judge.names import AGENCY_CITIES, AGENCY_KINDS, MARKS, PLACES, Names, workday

COAL = {"elec": D("1.229"), "pv": D("1.229"), "gas": D("13.3"), "diesel": D("1.4571"), "steam": D("0.03412")}
CARBON = {"gas": D("21.622"), "diesel": D("3.096"), "steam": D("0.11")}
LABEL = {"elec": ("电力（外购）", "万kWh"), "pv": ("光伏自发自用电力", "万kWh"), "gas": ("天然气", "万m³"), "diesel": ("柴油", "t"), "steam": ("外购蒸汽（热力）", "GJ")}  # fmt: skip
PER_COAL = {"elec": "tce/万kWh", "pv": "tce/万kWh", "gas": "tce/万m³", "diesel": "tce/t", "steam": "tce/GJ"}


def sig(value: Decimal, digits: int = 4) -> Decimal:
    """`value` to so many significant digits, at most 6 decimals."""
    return rnd(value, max(0, min(6, digits - 1 - value.adjusted())))


class Firm:
    """Who it is: name, place, code, people; the agency, laboratory and certifier that go with it."""

    def __init__(self, seed: str, index: int, suffix: str, report_year: int, *, park: bool = False) -> None:
        self.seed, n = seed, Names(seed)
        self.n, rng = n, n.rng
        self.city, self.county, self.park, self.area, self.tel, self.post, self.province = PLACES[index % len(PLACES)]
        self.mark = MARKS[index % len(MARKS)]
        if index >= len(MARKS):
            self.mark = self.mark[::-1]
        place = self.county[:-1] if rng.random() < 0.4 else self.city[:-1]
        self.name = f"{place}{rng.choice(['市', '县']) if False else ''}{self.mark}{suffix}"
        self.short = f"{self.mark}{suffix[:2]}"
        self.former = f"{self.city[:-1]}{self.mark}实业有限公司"
        self.code = n.code(self.area)
        self.road = f"{rng.choice(['兴业', '科技', '创新', '工业', '纬三', '产业', '高新', '滨江'])}{rng.choice(['大道', '路', '二路', '东路'])}{rng.randrange(2, 188)}号"
        self.address = f"{self.province}{self.city}{self.county}{self.park}{self.road}"
        self.legal, self.contact, self.manager, self.chief = n.person(), n.person(), n.person(), n.person()
        self.phone, self.contact_phone, self.mobile, self.fax = (
            n.phone(self.tel),
            n.phone(self.tel),
            n.mobile(),
            n.phone(self.tel),
        )
        latin = "".join(rng.choice("bcdfghjklmnpqrstwxyz") + rng.choice("aeiou") for _ in range(3))
        self.mail = (
            f"{rng.choice(['office', 'ehs', 'green', 'admin'])}@{latin}-{rng.choice(['mfg', 'ind', 'group'])}.example"
        )
        self.capital = rng.choice([800, 1200, 2000, 3000, 5000, 6800, 10000])
        self.founded = date(rng.randrange(2004, 2017), rng.randrange(1, 13), rng.randrange(1, 28))
        self.registrar = f"{self.county}市场监督管理局"
        acity, adist, aarea, atel = rng.choice(AGENCY_CITIES)
        amark = MARKS[(index * 7 + 31) % len(MARKS)]
        if amark in self.mark:
            amark = MARKS[(index * 7 + 32) % len(MARKS)]
        self.agency = f"{acity[:-1]}{amark}{rng.choice(AGENCY_KINDS)}"
        self.agency_short = amark + "机构"
        self.agency_city, self.agency_address = (
            acity,
            f"{acity}{adist}{rng.choice(['科苑路', '开源大道', '季华五路', '科技八路', '吉大路'])}{rng.randrange(3, 90)}号{rng.randrange(2, 28)}楼",
        )
        self.agency_code = n.code(aarea)
        self.agency_legal, self.agency_contact = n.person(), n.person()
        self.agency_phones = [n.phone(atel) for _ in range(4)]
        self.lead, self.evaluators, self.reviewer, self.approver = (
            n.person(),
            [n.person(), n.person()],
            n.person(),
            n.person(),
        )
        self.lab = f"广东{MARKS[(index * 5 + 17) % len(MARKS)]}检测技术有限公司"
        self.cma = f"{(report_year - 3) % 100:02d}1912{n.number(6)}"
        self.certifier_code = n.number(3)
        self.carrier = f"{self.city[:-1]}{MARKS[(index * 3 + 11) % len(MARKS)]}环保固废处理有限公司"
        self.dates(report_year)

    def dates(self, year: int) -> None:
        """The evaluation's calendar: contract, documents, site, draft, review, report; all before the end of May."""
        rng = self.n.rng
        d = workday(date(year, 1, 12) + timedelta(days=rng.randrange(20)))
        self.contract = d
        self.docs_from = workday(d + timedelta(days=rng.randrange(8, 16)))
        self.docs_to = workday(self.docs_from + timedelta(days=4))
        self.site = workday(self.docs_to + timedelta(days=rng.randrange(8, 15)))
        if self.site.weekday() == 4:
            self.site += timedelta(days=3)
        self.site_to = self.site + timedelta(days=1)
        self.query = workday(self.site - timedelta(days=3))
        self.draft = workday(self.site_to + timedelta(days=rng.randrange(10, 18)))
        self.review = workday(self.draft + timedelta(days=3))
        self.review_to = workday(self.review + timedelta(days=2))
        self.dated = workday(self.review_to + timedelta(days=rng.randrange(6, 14)))
        self.sampled = date(year - 1, 11, rng.randrange(4, 20))
        self.tested = self.sampled + timedelta(days=5)
        self.issued = self.sampled + timedelta(days=12)


class Factory(Firm):
    """The numbers of three years, all printed figures as Decimals."""

    def __init__(self, seed: str, index: int, trade: Industry, year: int, edition: str) -> None:
        super().__init__(seed, index, trade.firm, year + 1)
        self.trade, self.year, self.edition = trade, year, edition
        self.years = [year - 2, year - 1, year]
        rng = self.n.rng
        scale = D(str(rng.uniform(9000, 52000)))
        growth = [D(str(round(rng.uniform(1.03, 1.11), 3))) for _ in range(2)]
        values = [scale, scale * growth[0], scale * growth[0] * growth[1]]
        self.value = {y: rnd(v, 2) for y, v in zip(self.years, values, strict=True)}
        price = D(str(trade.price))
        places = 2 if values[0] / price < 3000 else 0
        self.output = {y: rnd(v / price * D(str(rng.uniform(0.97, 1.03))), places) for y, v in self.value.items()}
        self.staff = {y: rng.randrange(90, 140) + int(v / 160) for y, v in self.value.items()}
        wobble = lambda: D(str(rng.uniform(0.97, 1.02)))  # noqa: E731
        better = {self.years[0]: D("1.07"), self.years[1]: D("1.03"), year: D(1)}
        self.use: dict[str, dict[int, Decimal]] = {}
        pv_share = D(str(rng.uniform(0.08, 0.22)))
        for key, per in (("elec", trade.elec), ("gas", trade.gas), ("steam", trade.steam)):
            if not per:
                continue
            base = D(str(per)) * D(str(rng.uniform(0.85, 1.15)))
            self.use[key] = {}
            for y in self.years:
                raw = self.value[y] * base * better[y] * wobble()
                self.use[key][y] = rnd(raw, 1) if key == "steam" else rnd(raw / 10000, 2)
        self.use["diesel"] = {y: rnd(v * D("0.0009") * wobble(), 2) for y, v in self.value.items()}
        self.use["pv"] = {y: rnd(self.use["elec"][y] * pv_share * wobble(), 2) for y in self.years}
        self.keys = [k for k in ("elec", "pv", "gas", "steam", "diesel") if k in self.use]
        self.coal = {k: {y: rnd(self.use[k][y] * COAL[k], 2) for y in self.years} for k in self.keys}
        self.energy = {y: sum((self.coal[k][y] for k in self.keys), D(0)) for y in self.years}
        self.eq_factor = D(rng.choice(["3.03", "3.06", "3.00", "3.09"]))
        self.eq_elec = {y: rnd((self.use["elec"][y] + self.use["pv"][y]) * self.eq_factor, 2) for y in self.years}
        others = [k for k in self.keys if k not in ("elec", "pv")]
        self.energy_eq = {y: self.eq_elec[y] + sum((self.coal[k][y] for k in others), D(0)) for y in self.years}
        self.local = self.n.rng.random() < 0.6
        self.grid_year = 2022 if year + 1 == 2025 else 2023
        table = {2022: ("0.4403", "0.5366"), 2023: ("0.4419", "0.5306")}[self.grid_year]
        self.grid = D(table[0] if self.local else table[1])
        factors = {"elec": self.grid * 10, **CARBON}
        self.factors = factors
        self.co2_rows = {
            k: {y: rnd(self.use[k][y] * factors[k], 2) for y in self.years} for k in self.keys if k != "pv"
        }
        self.co2 = {y: sum((rows[y] for rows in self.co2_rows.values()), D(0)) for y in self.years}
        self.fresh = {y: rnd(v * D(str(trade.water)) * better[y] * wobble(), 0) for y, v in self.value.items()}
        self.recycled = {y: rnd(f * D(str(rng.uniform(4.2, 7.5))), 0) for y, f in self.fresh.items()}
        self.sewage = {y: rnd(f * D(str(rng.uniform(0.55, 0.68))), 0) for y, f in self.fresh.items()}
        self.reused = {y: rnd(s * D(str(rng.uniform(0.3, 0.5))), 0) for y, s in self.sewage.items()}
        self.drained = {y: self.sewage[y] - self.reused[y] for y in self.years}
        self.cod = rnd(self.sewage[year] * D(str(rng.uniform(0.00028, 0.0006))), 3)
        self.cod_mean = D(str(round(rng.uniform(34, 46), 1)))
        self.cod_out = rnd(self.drained[year] * self.cod_mean / 1000000, 3)
        self.fume = rnd(self.value[year] * D(str(rng.uniform(0.6, 1.6))), 2)
        self.waste = []
        for name, per, route in trade.wastes:
            made = rnd(self.value[year] / 100 * D(str(per)) * wobble(), 2)
            share = D("1") if rng.random() < 0.5 else D(str(rng.uniform(0.9, 0.985)))
            self.waste.append((name, made, made if share == 1 else rnd(made * share, 2), route))
        self.waste_made = sum((w[1] for w in self.waste), D(0))
        self.waste_used = sum((w[2] for w in self.waste), D(0))
        self.hazards = [(h, rnd(D(str(rng.uniform(0.4, 9))), 2)) for h in trade.hazard]
        self.land = rnd(self.value[year] / D(str(rng.uniform(0.38, 0.9))), 1)
        self.footprint = rnd(self.land * D(str(rng.uniform(0.41, 0.5))), 1)
        self.structures = rnd(self.land * D("0.021"), 1)
        self.yard = rnd(self.land * D("0.028"), 1)
        self.floor = rnd(self.footprint * D(str(rng.uniform(1.9, 2.8))), 1)
        self.struct_floor = rnd(self.structures * D("1.2"), 1)
        self.material = []
        for name, per, green in trade.materials:
            self.material.append((name, rnd(self.output[year] * D(str(per)) * wobble(), 2), green))
        if all(m[2] for m in self.material):
            self.material[-1] = (*self.material[-1][:2], False)
        self.green_used = sum((m[1] for m in self.material if m[2]), D(0))
        self.material_all = sum((m[1] for m in self.material), D(0))
        self.invest = [
            (name, self.years[i % 3], rnd(D(str(rng.uniform(32, 260))), 1), rnd(D(str(rng.uniform(9, 70))), 1))
            for i, name in enumerate(trade.projects)
        ]
        self.invest_all = sum((p[2] for p in self.invest), D(0))
        self.value_all = sum(self.value.values(), D(0))
        self.ratios()

    def ratios(self) -> None:
        y, q, v = self.year, self.output, self.value
        per = self.energy[y] / q[y]
        self.kilo = per < D("0.2")
        self.energy_unit = f"kgce/{self.trade.unit}" if self.kilo else f"tce/{self.trade.unit}"
        self.energy_per = {k: sig(self.energy[k] / q[k] * (1000 if self.kilo else 1)) for k in self.years}
        self.energy_value = {k: rnd(self.energy[k] / v[k], 4) for k in self.years}
        self.co2_per = {k: sig(self.co2[k] / q[k]) for k in self.years}
        self.co2_value = {k: rnd(self.co2[k] / v[k], 4) for k in self.years}
        self.water_per = {k: sig(self.fresh[k] / q[k]) for k in self.years}
        self.water_value = {k: rnd(self.fresh[k] / v[k], 2) for k in self.years}
        self.reuse_rate = rnd(self.recycled[y] / (self.fresh[y] + self.recycled[y]) * 100, 2)
        self.sewage_reuse = rnd(self.reused[y] / (self.reused[y] + self.drained[y]) * 100, 2)
        self.sewage_per = sig(self.sewage[y] / q[y])
        self.cod_per = sig(self.cod * 1000 / q[y])
        self.fume_per = sig(self.fume * 10000 / q[y])
        self.waste_rate = rnd(self.waste_used / self.waste_made * 100, 2)
        self.plot = rnd((self.floor + self.struct_floor) / self.land, 2)
        self.plot_2025 = rnd(self.floor / self.land, 2)
        self.density = rnd((self.footprint + self.structures) / self.land * 100, 2)
        self.coefficient = rnd((self.footprint + self.structures + self.yard) / self.land * 100, 2)
        self.land_value = rnd(v[y] / self.land, 4)
        self.main_material = self.material[0]
        self.material_per = sig(self.main_material[1] / q[y])
        self.green_rate = rnd(self.green_used / self.material_all * 100, 2)
        self.green_power = rnd(self.coal["pv"][y] / self.energy[y] * 100, 2)
        self.invest_share = rnd(self.invest_all / self.value_all * 100, 2)
        self.growth = {k: rnd((v[k] / v[k - 1] - 1) * 100, 2) for k in self.years[1:]}

    def certificates(self) -> list[dict[str, Any]]:
        """Four systems, all in force at the report's date."""
        out, n = [], self.n
        for letter, name, standard in (
            ("Q", "质量管理体系", "GB/T 19001-2016"),
            ("E", "环境管理体系", "GB/T 24001-2016"),
            ("S", "职业健康安全管理体系", "GB/T 45001-2020"),
            ("En", "能源管理体系", "GB/T 23331-2020"),
        ):
            year = self.year - n.rng.randrange(0, 2)
            start = date(year, n.rng.randrange(3, 11), n.rng.randrange(2, 27))
            out.append(
                {
                    "name": name,
                    "number": f"{self.certifier_code}{year % 100:02d}{letter}{n.number(5)}R{n.rng.randrange(0, 3)}M",
                    "standard": standard,
                    "from": start,
                    "to": date(year + 3, start.month, start.day) - timedelta(days=1),
                }
            )
        return out
