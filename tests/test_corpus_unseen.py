"""The second half of the corpus: what its labels say stands in its documents, and its clean reports close."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from docx import Document

from corpus.judge.bases import all_bases
from corpus.judge.blocks import Paper, plain
from corpus.judge.layouts import LAYOUTS
from corpus.judge.make import make, spoilt
from corpus.judge.plants import MISSING, stands

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def clean() -> list[Paper]:
    return [base.make(None)[0] for base in all_bases()]


def test_there_are_sixty_clean_reports_of_all_kinds_in_layouts_that_judge_alone_holds(clean: list[Paper]) -> None:
    assert len(clean) >= 60
    kinds = Counter((p.meta["kind"], p.meta["mode"]) for p in clean)
    assert {("factory", "platform"), ("park", "self"), ("park", "third-party")} <= set(kinds)
    assert {("supply-chain", "self"), ("supply-chain", "third-party"), ("factory", "self")} <= set(kinds)
    by_split = {split: {p.meta["layout"] for p in clean if p.meta["split"] == split} for split in ("develop", "judge")}
    assert not by_split["develop"] & by_split["judge"]
    assert len(LAYOUTS) >= 14
    assert len({p.meta["enterprise"] for p in clean}) == len(clean)


def test_no_mark_is_left_in_any_text(clean: list[Paper]) -> None:
    for paper in clean:
        assert not any("⟦" in plain(t) or "⟧" in plain(t) for *_, t in paper.texts()), paper.meta["name"]


def test_the_printed_coal_equivalents_of_a_clean_report_make_its_total(clean: list[Paper]) -> None:
    for paper in clean:
        total = paper.spots("energy.sum")
        if not total:
            continue
        lines = [paper.spots(s)[0].text for s in sorted(paper.slots()) if s.startswith("coal.")]
        assert sum(Decimal(t.replace(",", "")) for t in lines) == Decimal(total[0].text.replace(",", ""))


def test_a_score_is_said_as_the_table_sums_it(clean: list[Paper]) -> None:
    for paper in clean:
        said = {s.text for slot in ("total.table", "total.said") for s in paper.spots(slot)}
        assert len(said) <= 1, (paper.meta["name"], said)


def test_a_faulty_copy_differs_from_its_base_and_holds_what_its_label_quotes() -> None:
    planted: Counter[str] = Counter()
    for base in all_bases()[::9]:
        paper = spoilt(base, 1, planted)
        assert 4 <= len(paper.meta["_defects"]) <= 8
        for defect in paper.meta["_defects"]:
            if defect["rule"] not in MISSING:
                assert stands(paper, defect["quote"]), (paper.meta["name"], defect)
    assert len(planted) > 25


def test_written_reports_hold_their_facts_and_quotes(tmp_path: Path) -> None:
    count = make(tmp_path, lambda pairs, fmt: None, small=True, pdf=False)
    labels = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in tmp_path.glob("*/truth.yaml")]
    assert len(labels) == count
    for label in labels:
        body = Document(str(tmp_path / label["name"] / "report.docx")).element.body
        texts = ["".join(t.text or "" for t in e.iter(W + "t")) for tag in ("tc", "p") for e in body.iter(W + tag)]
        texts = ["".join(t.split()) for t in texts]
        assert label["headings"]
        for fact in label["facts"]:
            assert any(fact["value"] in t for t in texts), (label["name"], fact)
        for defect in label["defects"]:
            if defect["rule"] not in MISSING:
                assert any("".join(defect["quote"].split()) in t for t in texts), (label["name"], defect)
