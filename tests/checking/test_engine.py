"""The engine: every rule ends in an outcome, a fault hides nothing else, echoes are folded under their cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from report_kit import check as check_report
from report_kit.checking.causes import fold
from report_kit.checking.engine import check_document
from report_kit.checking.model import Found
from report_kit.document import read
from report_kit.document.model import Document, Place
from report_kit.facts import numeric
from report_kit.facts.model import Facts
from report_kit.rules import load_all
from report_kit.rules.api import Clause, Finding, Report, Rule
from tests.cli.test_bad_input import word_file

AS_OF = date(2026, 4, 20)


def document(tmp_path: Path, text: str = "绿色工厂第三方评价报告，现场评价于2026年2月30日开展。") -> Document:
    return read(word_file(tmp_path / "报告.docx", text))


def test_every_rule_ends_in_an_outcome(tmp_path: Path) -> None:
    result = check_document(document(tmp_path), as_of=AS_OF, audience="staff")
    assert [o.rule for o in result.outcomes] == list(load_all())
    for outcome in result.outcomes:
        assert outcome.outcome in ("passed", "failed", "signalled") or outcome.why


def test_a_rule_that_fails_is_reported_and_the_others_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Report) -> Iterator[Finding]:
        raise RuntimeError("坏了")
        yield

    rules = load_all() | {"Z999": Rule("Z999", "broken", "坏规则", broken, "error")}
    monkeypatch.setattr("report_kit.checking.engine.load_all", lambda: rules)
    result = check_document(document(tmp_path), as_of=AS_OF)
    assert result.crashed
    assert [(o.rule, o.outcome) for o in result.outcomes if o.outcome == "crashed"] == [("Z999", "crashed")]
    assert any(f.rule == "T603" for f in result.findings)


def test_facts_that_fail_are_reported_and_the_rest_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(facts: Facts) -> None:
        raise RuntimeError("坏了")

    monkeypatch.setattr(numeric, "fill", broken)
    result = check_document(document(tmp_path), as_of=AS_OF)
    assert result.crashed
    assert "数值" in next(o.why for o in result.outcomes if o.outcome == "crashed")
    assert any(f.rule == "T603" for f in result.findings)


def test_a_clause_that_was_not_seen_officially_never_makes_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def doubtful(report: Report) -> Iterator[Finding]:
        yield Finding("有问题", clause=Clause("某文件", "第一条", "second-hand"))

    monkeypatch.setattr(
        "report_kit.checking.engine.load_all", lambda: {"Z999": Rule("Z999", "doubtful", "存疑", doubtful, "error")}
    )
    result = check_document(document(tmp_path), as_of=AS_OF)
    assert [f.severity for f in result.findings] == ["warning"]


def test_fingerprints_stay_when_a_wrong_figure_becomes_another_wrong_figure(tmp_path: Path) -> None:
    first = check_document(document(tmp_path, "绿色工厂第三方评价报告，现场评价于2026年2月30日开展。"), as_of=AS_OF)
    second = check_document(document(tmp_path, "绿色工厂第三方评价报告，现场评价于2026年2月31日开展。"), as_of=AS_OF)
    prints = [{f.fingerprint for f in c.findings if f.rule == "T603"} for c in (first, second)]
    assert prints[0] == prints[1] != set()


def test_the_python_interface_checks_a_path_and_a_document(tmp_path: Path) -> None:
    path = word_file(tmp_path / "报告.docx", "绿色工厂第三方评价报告")
    assert [f.rule for f in check_report(path, as_of=AS_OF).findings] == [
        f.rule for f in check_report(read(path), as_of=AS_OF).findings
    ]


def _found(rule: str, fingerprint: str, *places: Place) -> Found:
    return Found(
        rule=rule, name="", title="", nature="requirement", trigger="B", also_trigger=None, severity="error",
        status="stable", message="", remedy="", innocent=(), clause=Clause(), places=places, expected=None,
        fingerprint=fingerprint,
    )  # fmt: skip


def test_what_rests_on_a_wrong_figure_is_folded_under_it() -> None:
    total, share = Place("b1", "3,700", 5, 4), Place("b2", "95.8", 2, 1)
    root, echo = _found("A303", "root", total), _found("A301", "echo", share)
    fold([echo, root], {"echo": (total,)})
    assert root.because_of is None
    assert (echo.because_of, echo.severity) == ("root", "info")


def test_what_rests_on_other_figures_stays_a_finding_of_its_own() -> None:
    root, other = _found("A303", "root", Place("b1", "3,700", 5, 4)), _found("A301", "other", Place("b2", "1", 2, 1))
    fold([root, other], {"other": (Place("b1", "3,700", 4, 4),)})
    assert other.because_of is None
