"""The sample reports: every number of their answer keys is found with its year, as DOCX and PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from report_kit.document import read
from report_kit.facts.extract import extract
from report_kit.quantities.units import parse_unit

SAMPLES = ("f02-clean", "f02-m1", "f02-m2", "s02-clean", "s02-m1")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("file", ["report.docx", "report.pdf"])
def test_the_figures_of_the_key_are_found(shared: Path, name: str, file: str) -> None:
    folder = shared / "samples" / name
    truth = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    facts = extract(read(folder / file))
    found = {(f.number.text, f.year): f for f in facts.values if f.number is not None}
    missing = []
    for fact in truth["facts"]:
        if fact["year"] is None or not re.fullmatch(r"[\d.,]+", fact["value"]):
            continue
        own = found.get((fact["value"], fact["year"]))
        wanted = parse_unit(fact["unit"]) if fact["unit"] else None
        same_unit = wanted is None or (own is not None and own.unit is not None and own.unit.to(wanted) == 1)
        if own is None or not same_unit:
            missing.append((fact["label"], fact["value"], fact["unit"]))
    assert missing == []
