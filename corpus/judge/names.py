"""Invented people, firms, places, numbers and dates; the same seed gives the same ones."""

from __future__ import annotations

import random
from datetime import date, timedelta

from corpus.figures import credit_code

SURNAMES = "艾卞岑柴褚党邸方耿顾桂杭郝洪侯华霍姬纪简蒋金靳康柯孔匡赖蓝黎廉凌柳娄卢鲁路骆麦毛孟米苗宁欧潘庞裴戚祁钱秦邱曲冉饶阮沙单邵沈施石史舒宋苏谈汤唐陶田童万汪韦魏温文翁邬武席夏项肖谢辛邢徐许薛严颜晏易殷尹应游于余俞喻袁岳臧詹章甄郑钟仲周朱祝庄卓"
GIVEN = ["安澜", "柏言", "承渊", "崇岳", "德润", "方舟", "国桢", "海宁", "怀信", "慧珊", "际明", "嘉禾", "建勋", "景行", "静姝", "君尧", "可欣", "立言", "林溪", "鸣谦", "明远", "慕青", "念慈", "沛然", "启轩", "清越", "若谷", "少卿", "世安", "书瑶", "思源", "天佑", "婉清", "文博", "晓岚", "修远", "雪莹", "雅琴", "彦霖", "一鸣", "宇恒", "玉洁", "远航", "云帆", "允文", "泽楷", "昭阳", "知微", "致和", "子衿"]  # fmt: skip
MARKS = ["翎川", "沅禾", "砚峰", "楷泽", "镕晖", "泓森", "岱垣", "骐越", "琮元", "澍恩", "煦光", "缙云达", "铎信", "珩瑞", "榕屹", "瀚泊", "勋拓", "棠悦", "峤岩", "钰凯", "烁正", "沣霖", "昀启", "麓沣", "霆宇", "栩诚", "芮丰", "皓骏", "洵美", "桦茂", "熠航", "穗良", "璟辉", "湛蓝图", "逸淳", "煊茂", "弘砥", "臻朗", "崟峰", "岚枫", "珺达", "鹭洋", "柘新", "樾嘉", "旌宏", "驭风", "坤煜", "磐石宏", "启曜", "澜沧友", "骁腾", "碧涵", "舜禹恒", "晟楠", "荃湘", "伟榛", "恺乐", "绎凡", "甬泰", "赫联", "籽禾", "韶筑", "邦彦", "钧陶", "沐源", "宥安", "柏庐", "迎曦", "朔望", "淳熙"]  # fmt: skip
# city, district, park, area code of the credit code, telephone, postcode, province
PLACES: list[tuple[str, str, str, str, str, str, str]] = [
    ("河源市", "源城区", "埔前镇高埔岗工业园", "441602", "0762", "517000", "广东省"),
    ("河源市", "东源县", "蝴蝶岭工业园", "441625", "0762", "517500", "广东省"),
    ("河源市", "紫金县", "临江工业园", "441621", "0762", "517400", "广东省"),
    ("河源市", "龙川县", "登云工业园", "441622", "0762", "517300", "广东省"),
    ("河源市", "和平县", "福和产业园", "441624", "0762", "517200", "广东省"),
    ("河源市", "连平县", "三角工业园", "441623", "0762", "517100", "广东省"),
    ("惠州市", "博罗县", "石湾镇科技产业园", "441322", "0752", "516100", "广东省"),
    ("梅州市", "兴宁市", "水口工业园", "441481", "0753", "514500", "广东省"),
    ("清远市", "佛冈县", "石角镇产业转移园", "441821", "0763", "511600", "广东省"),
    ("江门市", "开平市", "翠山湖产业园", "440783", "0750", "529300", "广东省"),
    ("韶关市", "仁化县", "丹霞街道有色产业园", "440224", "0751", "512300", "广东省"),
    ("肇庆市", "四会市", "江谷镇精细化工园", "441284", "0758", "526200", "广东省"),
]
AGENCY_CITIES = [("深圳市", "福田区", "440304", "0755"), ("广州市", "黄埔区", "440112", "020"), ("佛山市", "禅城区", "440604", "0757"), ("东莞市", "松山湖", "441900", "0769"), ("珠海市", "香洲区", "440402", "0756")]  # fmt: skip
AGENCY_KINDS = [
    "节能环保技术有限公司",
    "绿色发展研究院有限公司",
    "认证技术服务有限公司",
    "低碳咨询有限公司",
    "环境科技有限公司",
]


class Names:
    """Draws without repeating within one report."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self.people: set[str] = set()

    def person(self) -> str:
        while True:
            name = self.rng.choice(SURNAMES) + self.rng.choice(GIVEN)
            if name not in self.people:
                self.people.add(name)
                return name

    def code(self, area: str, head: str = "91") -> str:
        body = "MA" + "".join(self.rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
        return credit_code(area, body, head)

    def phone(self, area: str) -> str:
        digits = 8 if area in ("020", "0755", "0757", "0769") else 7
        return f"{area}-{self.rng.choice('23568')}{self.rng.randrange(10 ** (digits - 1)):0{digits - 1}d}"

    def mobile(self) -> str:
        return f"1{self.rng.choice(['36', '38', '59', '76', '88', '35'])}{self.rng.randrange(10**8):08d}"

    def number(self, digits: int) -> str:
        return "".join(self.rng.choice("0123456789") for _ in range(digits))


def workday(day: date) -> date:
    """`day` or the next Monday."""
    return day + timedelta(days=(7 - day.weekday()) % 7) if day.weekday() > 4 else day


class Days:
    """Dates written one way throughout a report."""

    def __init__(self, form: str) -> None:
        self.form = form

    def __call__(self, day: date) -> str:
        if self.form == "iso":
            return day.isoformat()
        if self.form == "dot":
            return f"{day.year}.{day.month:02d}.{day.day:02d}"
        if self.form == "slash":
            return f"{day.year}/{day.month}/{day.day}"
        if self.form == "padded":
            return f"{day.year}年{day.month:02d}月{day.day:02d}日"
        return f"{day.year}年{day.month}月{day.day}日"
