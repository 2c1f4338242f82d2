"""The scoreboard keeps the contract's way of scoring."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_kit.accuracy import evaluate, tables, truth
from report_kit.accuracy.matching import score
from report_kit.accuracy.truth import Defect, Truth
from report_kit.accuracy.wilson import wilson
from report_kit.checking.model import Check, Found
from report_kit.document.model import Document, FileInfo, Place
from report_kit.errors import InputError
from report_kit.facts.model import Facts
from report_kit.rules.api import Clause


def found(rule: str, quote: str, *, message: str = "", severity: str = "error", status: str = "stable") -> Found:
    return Found(
        rule=rule, name="", title="", nature="requirement", trigger="B", also_trigger=None, severity=severity,
        status=status, message=message, remedy="", innocent=(), clause=Clause(), places=(Place("b1", quote),),
        expected=None, fingerprint=f"{rule}{quote}",
    )  # fmt: skip


def check(*findings: Found) -> Check:
    document = Document(FileInfo("r.docx", "", "docx"))
    return Check(document, Facts(document), date(2026, 4, 20), "final", "staff", list(findings))


def label(*defects: Defect, may: list[str] | None = None) -> Truth:
    return Truth(name="r", files=["r.docx"], defects=list(defects), may=may or [])


def test_white_space_does_not_count_in_quotes() -> None:
    scored = score(label(Defect(rule="A301", quote="0.0251 tce")), "r.docx", check(found("A301", "0.0251\ntce/万元")))
    assert len(scored.hits) == 1


def test_an_echo_named_in_also_serves() -> None:
    scored = score(label(Defect(rule="A305", also=["A301"], quote="4.04")), "r.docx", check(found("A301", "4.04")))
    assert len(scored.hits) == 1


def test_the_message_counts_only_where_something_is_missing() -> None:
    missing = score(label(Defect(rule="S103", quote="建议")), "r.docx", check(found("S103", "四", message="缺少建议")))
    wrong = score(label(Defect(rule="A301", quote="0.02")), "r.docx", check(found("A301", "x", message="应为0.02")))
    assert (len(missing.hits), len(wrong.hits)) == (1, 0)


def test_a_finding_serves_one_defect_and_the_choosier_defect_gets_it() -> None:
    defects = Defect(rule="A308", also=["A309"], quote="6.50"), Defect(rule="A309", quote="6.50")
    scored = score(label(*defects), "r.docx", check(found("A309", "6.50"), found("A308", "6.50")))
    assert [(d.rule, f.rule) for d, f in scored.hits] == [("A309", "A309"), ("A308", "A308")]


def test_an_error_that_serves_no_defect_is_a_false_alarm_unless_it_may_be() -> None:
    assert len(score(label(), "r.docx", check(found("A301", "1"))).alarms) == 1
    assert score(label(may=["A301"]), "r.docx", check(found("A301", "1"))).alarms == []


def test_warnings_and_previews_are_counted_beside() -> None:
    findings = found("A307", "1", severity="warning"), found("R901", "2", status="preview")
    scored = score(label(), "r.docx", check(*findings))
    assert (len(scored.alarms), len(scored.warnings), len(scored.preview_alarms)) == (0, 1, 1)


def test_a_defect_of_one_format_is_not_missed_in_the_other() -> None:
    scored = score(label(Defect(rule="M806", quote="86.60", only="report.pdf")), "report.docx", check())
    assert scored.misses == []


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_proportion(hits: int, more: int) -> None:
    n = hits + more
    low, high = wilson(hits, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= hits / n <= high


def test_a_label_that_is_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "truth.yaml").write_text("name: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"truth\.yaml"):
        list(truth.find(tmp_path))


def test_a_folder_without_labels_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"corpus\.build"):
        list(truth.find(tmp_path))


def test_the_samples_score_as_the_first_step_promises(shared: Path) -> None:
    results = evaluate.evaluate(list(truth.find(shared / "samples")))
    mine = ("S10", "S110", "S112", "I20", "A30", "C401", "C402", "C403", "C404", "N50", "T60")
    scored = [r.scored for r in results if r.scored]
    missed = [
        (s.file, d.rule, d.quote)
        for s in scored
        for d in s.misses
        if d.strength == "plain"
        and d.rule.startswith(mine)
        and d.rule not in ("N506", "A306")
        and s.truth.kind == "factory"
    ]
    assert missed == []
    assert [(f.rule, f.message) for s in scored if not s.truth.defects for f in s.alarms] == []
    assert all(len(s.warnings) <= 2 for s in scored if not s.truth.defects)
    assert "检出率" in tables.markdown(results)
