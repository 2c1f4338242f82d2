"""The scoreboard keeps the contract's way of scoring."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from report_kit.accuracy import coverage, evaluate, tables, tally, truth
from report_kit.accuracy.evaluate import Result
from report_kit.accuracy.matching import score
from report_kit.accuracy.truth import Defect, LabelledFact, Truth
from report_kit.accuracy.wilson import wilson
from report_kit.checking.engine import Selection
from report_kit.checking.model import Check, Found
from report_kit.cli.evaluate import evaluate as command
from report_kit.document.model import Document, FileInfo, Place
from report_kit.errors import InputError
from report_kit.facts.model import Fact, Facts, Qualifiers
from report_kit.quantities.number import parse_number
from report_kit.quantities.units import parse_unit
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


def result(truth: Truth, *findings: Found) -> Result:
    return Result(truth, "r.docx", score(truth, "r.docx", check(*findings)))


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


def test_a_defect_of_the_text_pdf_is_not_looked_for_in_the_scan() -> None:
    defects = Defect(rule="A301", quote="1", only="pdf"), Defect(rule="R905", quote="2", only="scan")
    assert [d.rule for d in score(label(*defects), "scan.pdf", check()).misses] == ["R905"]
    assert [d.rule for d in score(label(*defects), "report.pdf", check()).misses] == ["A301"]
    assert score(label(*defects), "report.docx", check()).misses == []


def test_a_preview_finding_is_told_beside_and_leaves_the_defect_missed() -> None:
    results = [result(label(Defect(rule="R901", quote="乙厂")), found("R901", "乙厂", status="preview"))]
    (recall,) = tally.recall(results, lambda s, d: (d.rule,)).values()
    assert (recall.planted, recall.found, recall.preview) == (1, 0, 1)
    assert "漏检（仅预览 R901）" in "\n".join(tables.details(results))


def test_with_selected_rules_only_their_defects_count() -> None:
    truth = label(Defect(rule="A301", quote="1"), Defect(rule="S103", quote="建议"))
    scored = score(truth, "r.docx", check(), Selection(("A",)))
    assert [d.rule for d in scored.misses] == ["A301"]


def test_alarms_are_counted_apart_for_clean_and_faulty_reports_and_by_rule() -> None:
    faulty = label(Defect(rule="A301", quote="1"))
    results = [
        result(label(), found("A303", "9"), found("A307", "2", severity="warning")),
        result(label()),
        result(faulty, found("A301", "1"), found("A303", "8")),
    ]
    clean, spoilt = tally.alarms(results, lambda s: (str(not s.clean),)).values()
    assert (clean.reports, clean.alarms, clean.touched, clean.warnings) == (2, 1, 1, 1)
    assert (spoilt.reports, spoilt.alarms) == (1, 1)
    assert tally.worst(results)["A303"] == {"clean": 1, "faulty": 1}
    page = tables.markdown(results)
    assert "| A303 | 1 | 1 |" in page
    assert "| 清洁 | docx | 2 | 1 | 0.500 |" in page


def test_the_page_and_the_json_say_the_same() -> None:
    results = [result(label(Defect(rule="A301", quote="1"), Defect(rule="A301", quote="2")), found("A301", "1"))]
    (row,) = tables.to_json(results)["recall"]
    assert (row["rule"], row["planted"], row["found"], row["rate"]) == ("A301", 2, 1, 0.5)
    assert f"| A301 | 明显 | 2 | 0.500 | {row['low95']:.3f}–{row['high95']:.3f} | 1/2 |" in tables.markdown(results)
    assert "**未达到**" in tables.goals(results)


def test_a_value_is_read_only_with_its_year_unit_and_qualifiers() -> None:
    number = parse_number("4267.93")
    fact = Fact("energy", "综合能耗", number, parse_unit("tce"), 2024, Place("b1", "4267.93"), Qualifiers(basis="等价"))
    seen = check()
    seen.facts.values.append(fact)

    def read(**changed: Any) -> bool:
        labelled = {"label": "综合能耗", "value": "4,267.93", "unit": "tce", "year": 2024, **changed}
        truth = Truth(name="r", files=["r.docx"], facts=[LabelledFact(**labelled)])
        return not coverage.extraction(truth, seen).missing

    assert read()
    assert read(value="4267930", unit="kgce")
    assert read(qualifiers={"basis": "等价"})
    assert not read(qualifiers={"basis": "当量"})
    assert not read(qualifiers={"nature": "target"})
    assert not read(year=2023)
    assert not read(unit="万元")


def test_the_subject_and_the_agency_are_counted_apart() -> None:
    truth = Truth(name="r", files=["r.docx"], enterprise="甲有限公司", agency="乙中心")
    seen = check()
    seen.facts.identity.enterprise = "甲有限公司"
    got = coverage.extraction(truth, seen)
    assert (got.found["subject"], got.labelled["agency"], got.found["agency"]) == (1, 1, 0)


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


def test_a_file_that_cannot_be_read_is_told_and_the_next_is_scored(tmp_path: Path, shared: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "r.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "bad" / "truth.yaml").write_text("{name: bad, files: [r.docx, none.pdf]}", encoding="utf-8")
    shutil.copytree(shared / "samples" / "s02-m1", tmp_path / "s02-m1", ignore=shutil.ignore_patterns("*.pdf"))
    results = evaluate.evaluate(list(truth.find(tmp_path)), jobs=1, select=("S103",))
    bad, *good = results
    assert "r.docx" in bad.unreadable
    assert "## 未能读取" in tables.markdown(results)
    assert good
    assert all(r.scored for r in good)


def test_the_command_gives_json_and_writes_it(tmp_path: Path, shared: Path) -> None:
    corpus = tmp_path / "语料"
    shutil.copytree(shared / "samples" / "s02-m1", corpus / "s02-m1", ignore=shutil.ignore_patterns("*.pdf"))
    arguments = [str(corpus), "--format", "json", "--details", "--select", "S", "-o", str(tmp_path / "r.json")]
    ended = CliRunner().invoke(command, arguments, catch_exceptions=False)
    answer = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert json.loads(ended.stdout) == answer
    assert answer["schema"] == "report-kit/evaluation/1"
    assert isinstance(answer["details"], list)
