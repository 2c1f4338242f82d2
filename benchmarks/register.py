"""A new report against a growing register: what look-ups, filing and fingerprints cost and weigh (SQLite, PostgreSQL).

python -m benchmarks.register [REPORTS]
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from report_kit.document.model import Block, Document, FileInfo, Place
from report_kit.facts.model import Facts, Identity
from report_kit.register import Register
from report_kit.register.filing import Filing, Party
from report_kit.register.history import RegisterHistory
from report_kit.resemblance import fingerprint
from report_kit.resemblance.figures import Pair, keys_of
from report_kit.resemblance.fingerprint import KEYS_A_SENTENCE, Fingerprint, packed
from report_kit.resemblance.shingles import shingles, sketches
from report_kit.resemblance.units import Unit

SENTENCES, COMMON_SENTENCES, PAIRS = 600, 150, 400
"""A report of about 100 pages; the common sentences are one agency's, shared by all its reports."""
AGENCIES = 40
_WORDS = [
    "车间", "设备", "能源", "管理", "制度", "计量", "检定", "空压机", "余热", "回收", "废水", "处理", "达标", "排放", "监测", "原料",
    "包装", "物流", "光伏", "照明", "变频", "改造", "项目", "投资", "节约", "标准煤", "用水", "重复", "利用", "产品", "设计", "质量",
]  # fmt: skip


def made(number: int, seed: random.Random) -> Filing:
    """One invented report: sentences of its own, its agency's sentences, pairs of figures."""
    agency = number % AGENCIES
    shared = random.Random(agency)
    texts = ["".join(shared.choices(_WORDS, k=14)) for _ in range(COMMON_SENTENCES)]
    texts += ["".join(seed.choices(_WORDS, k=14)) for _ in range(SENTENCES - COMMON_SENTENCES)]
    units = [Unit(t, t, Place("b1", t[:60])) for t in texts]
    hashes, starts = shingles(texts)
    names = [f"{seed.randrange(10**4, 10**5)}|{seed.randrange(10**4, 10**5)}" for _ in range(PAIRS)]
    pairs = [
        Pair(int(k), (n.split("|")[0], n.split("|")[1]), (Place("t", ""), Place("t", "")))
        for k, n in zip(keys_of(names), names, strict=True)
    ]
    return Filing(
        sha256=f"{number:064x}", file_name=f"{number}.docx", state="checked", kind="factory", mode="third-party",
        dated=date(2026, 3, 1), years=(2025,), subject=Party(f"第{number}制造有限公司"), agency=Party(f"第{agency}评价有限公司"),
        fingerprint=Fingerprint(units, sketches(hashes, starts, KEYS_A_SENTENCE), pairs), check=b"",
    )  # fmt: skip


def measure(location: str, reports: int) -> None:
    """Fills a register step by step and prints the medians at each size."""
    seed = random.Random(20261124)
    with Register(location) as register:
        kind = register.engine.dialect.name
        filed = 0
        for size in sorted({reports // 10, reports // 3, reports}):
            begun = time.perf_counter()
            while filed < size:
                register.add(made(filed, seed))
                filed += 1
            adding = time.perf_counter() - begun
            looked = []
            for number in range(12):
                new = made(10**7 + number, seed)
                history = RegisterHistory(register, new.sha256)
                me = Identity(enterprise=f"新{number}有限公司", agency="第1评价有限公司", period=(2025,))
                begun = time.perf_counter()
                history.resembling(new.fingerprint, me)
                looked.append(time.perf_counter() - begun)
            weight = Path(location).stat().st_size / filed / 1024 if kind == "sqlite" else float("nan")
            print(
                f"{kind:>10} {filed:>6} 份：查找 {statistics.median(looked) * 1000:6.1f} ms（最长 {max(looked) * 1000:.1f}），"
                f"加入至此 {adding:.0f} s，每份占 {weight:.0f} kB"
            )


def fingerprinting() -> None:
    """Time and weight of one fingerprint of about 100 pages of real blocks."""
    seed = random.Random(1)
    document = Document(FileInfo("100页.docx", "0" * 64, "docx"))
    for n in range(900):
        document.blocks.append(
            Block(f"b{n}", "paragraph", "。".join("".join(seed.choices(_WORDS, k=20)) for _ in range(4)))
        )
    for n in range(60):
        rows = [["指标", "2023", "2024", "2025"]]
        rows += [[f"项目{r}", *(f"{seed.uniform(10, 9000):.2f}" for _ in range(3))] for r in range(12)]
        document.blocks.append(Block(f"t{n}", "table", rows=rows))
    facts = Facts(document)
    fingerprint.of(facts)
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        result = fingerprint.of(facts)
        times.append(time.perf_counter() - begun)
    keys = 8 * (len(result.text_keys) + len(result.figure_keys))
    characters = sum(len(b.text) for b in document.blocks)
    print(
        f"指纹（{characters} 字、60 张表）：{statistics.median(times) * 1000:.0f} ms，{keys / 1024:.0f} kB，"
        f"压缩正文 {len(packed(result.sentences)) / 1024:.0f} kB"
    )


def main() -> None:
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    fingerprinting()
    with tempfile.TemporaryDirectory() as folder:
        measure(str(Path(folder, "register.db")), reports)
    from tests.register import postgres

    if postgres.found():
        with postgres.server() as url:
            measure(url, reports)


if __name__ == "__main__":
    main()
