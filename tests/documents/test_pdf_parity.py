"""Ruled tables page by page, before stitching: the same cells as plain pdfplumber finds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.parity import compare
from benchmarks.table_print import reportlab
from benchmarks.table_specs import Kind, make_spec

WILD = (
    "dongbei-electric-2018Q1.pdf",
    "anhui-land-use-standard-p173.pdf",
    "invoice-lattice.pdf",
    "journal-align-borders.pdf",
)


@pytest.mark.parametrize("name", WILD)
def test_real_documents(shared: Path, name: str) -> None:
    total, shaped, same, differences = compare((shared / "wild" / name).read_bytes())
    assert (shaped, same) == (total, total), differences


@pytest.mark.parametrize("kind", ["ruled", "merged"])
def test_made_tables(kind: Kind) -> None:
    chance = random.Random(kind)
    specs = [make_spec(kind, n, chance) for n in range(1, 7)]
    for spec in specs:  # pdfplumber drops raised figures of this font
        spec.rows = [[cell.replace("³", "").replace("²", "") for cell in row] for row in spec.rows]
    total, shaped, same, differences = compare(reportlab(specs, Path()))
    assert total >= 6
    assert (shaped, same) == (total, total), differences
