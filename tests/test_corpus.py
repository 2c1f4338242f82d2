"""The corpus: what its labels say stands in its documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from docx import Document

from corpus.build import main
from corpus.figures import credit_code

MISSING = {"S101", "S103", "S106", "S107", "S112", "I201"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    main([str(out), "--small", "--no-pdf"])
    return out


def texts(path: Path) -> list[str]:
    body = Document(str(path)).element.body
    found = ["".join(t.text or "" for t in e.iter(W + "t")) for tag in ("tc", "p") for e in body.iter(W + tag)]
    return [re.sub(r"\s", "", t) for t in found]


def test_every_quote_of_a_planted_defect_stands_in_its_report(corpus: Path) -> None:
    labels = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in corpus.glob("*-m*/truth.yaml")]
    assert labels
    for label in labels:
        found = texts(corpus / label["name"] / "report.docx")
        for defect in label["defects"]:
            if defect["rule"] not in MISSING:
                assert any(re.sub(r"\s", "", defect["quote"]) in t for t in found), (label["name"], defect)


def test_facts_of_a_clean_report_stand_in_it_and_it_has_no_defects(corpus: Path) -> None:
    for path in corpus.glob("*/plants.yaml"):
        label = yaml.safe_load((path.parent / "truth.yaml").read_text(encoding="utf-8"))
        found = texts(path.parent / "report.docx")
        assert label["defects"] == []
        assert len(label["facts"]) > 10
        for fact in label["facts"]:
            assert any(fact["value"] in t for t in found), (label["name"], fact)


def test_credit_codes_carry_the_published_check_characters() -> None:
    assert credit_code("130200", "69922961") == "91130200699229617X"
    assert credit_code("130230", "78083712") == "911302307808371268"
