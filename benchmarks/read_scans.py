"""`python -m benchmarks.read_scans`: ruled tables on drawn scans at 200 dpi, noise, 1° slant: cells right, characters
missed, seconds a page."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from typing import Any

from report_kit.document.ocr.engine import engine
from report_kit.document.ocr.page import recognise_page
from report_kit.document.ocr.scans import Recognised
from report_kit.document.ocr.seen import Sight
from report_kit.document.scanning import read_recognised
from tests.documents.scan_kit import SCALE, Sheet, as_pdf, pixels

NAMES = (
    "电力",
    "天然气",
    "柴油",
    "热力",
    "生物质颗粒",
    "综合能耗",
    "取水量",
    "工业固体废物",
    "单位产值综合能耗",
    "VOCs排放量",
)
UNITS = ("万kWh", "万m³", "t", "GJ", "tce", "kgce/万元", "%", "m³", "万元")
WAYS: dict[str, dict[str, Any]] = {
    "斜 1°、噪声": {"slant": 1.0},
    "斜 -1°、噪声、阴影": {"slant": -1.0, "noise": 12, "shadow": True},
    "倒放、低质 JPEG": {"slant": 0.6, "quality": 45, "turns": 2},
}


def _number(rng: random.Random) -> str:
    value = rng.choice((9.5, 870.0, 36_000.0)) * rng.random()
    text = f"{value:,.{rng.choice((0, 1, 2, 3))}f}"
    return rng.choice((text, text, text, text.replace(",", ""), "—", "/"))


def _table(rng: random.Random) -> list[list[str | None]]:
    rows: list[list[str | None]] = [
        ["项目", "计量单位", "实物量", None, "综合能耗"],
        ["", "", "2024年", "2025年", "2025年"],
    ]
    for _ in range(rng.randint(6, 12)):
        rows.append([rng.choice(NAMES), rng.choice(UNITS), *(_number(rng) for _ in range(3))])
    return rows


def _plain(text: str | None) -> str:
    return "".join((text or "").split()).replace("，", ",")


def main(sheets: int) -> None:
    """Draws, recognises, compares."""
    print(f"{'':24}{'格':>6}{'对':>8}{'字':>7}{'漏':>9}{'秒/页':>8}")
    for label, way in WAYS.items():
        rng = random.Random(11)
        cells = right = letters = missed = 0
        spent = 0.0
        for _ in range(sheets):
            rows = _table(rng)
            page = Sheet()
            page.table(60, 100, [120, 80, 90, 90, 90], rows, height=rng.choice((18, 22, 26)))
            scan = page.scanned(**way)
            start = time.perf_counter()
            found = recognise_page(pixels(scan), SCALE, engine())
            spent += time.perf_counter() - start
            wanted = [[_plain(c if c is not None else row[i - 1]) for i, c in enumerate(row)] for row in rows]
            tables = read_recognised(as_pdf(scan), "扫描.pdf", Recognised({1: Sight(found, [])})).tables
            seen = [[_plain(c) for c in row] for row in max((t.rows for t in tables), key=len, default=[])]
            cells += sum(len(row) for row in wanted)
            right += sum(a == b for x, y in zip(wanted, seen, strict=False) for a, b in zip(x, y, strict=False))
            truth = Counter("".join(_plain(c) for row in rows for c in row))
            got = Counter("".join(_plain(w.text) for w in found.words))
            letters += truth.total()
            missed += (truth - got).total()
        print(f"{label:20}{cells:>6}{right / cells:>9.3f}{letters:>8}{missed / letters:>9.2%}{spent / sheets:>8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
