"""Cells read right, class by class: random tables of several producers against the matrix they were made from.

python -m benchmarks.tables [SEED [DOCUMENTS]]; prints cells right per class, and per class and producer.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.table_print import PRODUCERS, ghostscript, qpdf, turned
from benchmarks.table_specs import KINDS, Kind, Spec, make_spec
from report_kit.document.model import Block
from report_kit.document.pdf import read_pdf

GOALS: dict[Kind, float] = {"three-line": 0.95, "borderless": 0.95, "filled": 0.95}
TABLES = 5


def make(producer: str, kind: Kind, seed: int, folder: Path) -> tuple[bytes, list[Spec]]:
    """One document of a producer with tables of one kind; every third is rewritten by ghostscript or qpdf.

    Ghostscript only what LibreOffice prints: of the others' fonts it loses the map to Unicode."""
    chance = random.Random(f"{producer} {kind} {seed}")
    specs = [make_spec(kind, n, chance) for n in range(1, 2 if kind == "long" else TABLES + 1)]
    data = PRODUCERS[producer](specs, folder)
    if kind == "rotated":
        data = turned(data, chance.choice((1, 3)))
    rewriting = chance.choice((None, None, ghostscript if producer == "libreoffice" else qpdf))
    return rewriting(data) if rewriting else data, specs


def score(specs: list[Spec], tables: list[Block]) -> tuple[int, int, int]:
    """(cells right, cells there are, tables invented); each table found serves one expected at most."""
    total = sum(len(spec.rows) * len(spec.rows[0]) for spec in specs)
    pairs = [(cells_right(spec.rows, t.rows), i, j) for i, spec in enumerate(specs) for j, t in enumerate(tables)]
    right = 0
    served: set[int] = set()
    used: set[int] = set()
    for count, i, j in sorted(pairs, key=lambda p: -p[0]):
        if count and i not in served and j not in used:
            served.add(i)
            used.add(j)
            right += count
    return right, total, len(tables) - len(used)


def cells_right(expected: list[list[str]], found: list[list[str]]) -> int:
    """Cells whose text stands in the same row and column, white space apart."""
    pairs = zip(expected, found, strict=False)
    return sum(_plain(a) == _plain(b) for one, other in pairs for a, b in zip(one, other, strict=False))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def main(seed: int, documents: int) -> None:
    """Print the share of cells right."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    invented = 0
    with tempfile.TemporaryDirectory() as name:
        for kind in KINDS:
            for producer in PRODUCERS:
                for number in range(documents):
                    data, specs = make(producer, kind, seed + number, Path(name))
                    good, cells, more = score(specs, read_pdf(data, "t.pdf").tables)
                    right[kind, producer] += good
                    total[kind, producer] += cells
                    invented += more
    print(f"{'':12}{'全部':>8}{'目标':>8}" + "".join(f"{p:>12}" for p in PRODUCERS))
    for kind in KINDS:
        share = sum(right[kind, p] for p in PRODUCERS) / sum(total[kind, p] for p in PRODUCERS)
        apart = "".join(f"{right[kind, p] / total[kind, p]:>12.3f}" for p in PRODUCERS)
        print(f"{kind:12}{share:>9.4f}{GOALS.get(kind, 0.995):>9.3f}{apart}")
    print(f"多出的表（误认或拆开）：{invented}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1, int(sys.argv[2]) if len(sys.argv) > 2 else 2)
