"""Base rates are data: they are shown with every signal and decide which signals count as stable."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from report_kit.accuracy import base_rates
from report_kit.accuracy.evaluate import Result
from report_kit.accuracy.matching import Scored
from report_kit.accuracy.truth import Defect, Truth
from report_kit.accuracy.wilson import wilson
from report_kit.checking import engine, rates
from report_kit.checking.rates import Rate, Rates
from report_kit.document.model import Block, Document, FileInfo, Place
from report_kit.errors import InputError
from report_kit.facts.model import Facts
from report_kit.feedback import human, wording
from report_kit.rules import load_all
from report_kit.rules.api import Finding, Report, Rule


def rate(hits: int, n: int = 200) -> Rate:
    return Rate(n=n, hits=hits, judged=n, upper95=round(wilson(hits, n)[1], 4))


def signal(code: str = "T606") -> Rule:
    return load_all()[code]


def result(name: str, file: str = "report.docx", *, signals: set[str] | None = None, defects: int = 0) -> Result:
    truth = Truth(name=name, folder=Path(name), files=[file], defects=[Defect(rule="A301")] * defects)
    one = Result(truth, file, Scored(truth, file))
    one.judged = frozenset({"T606"})
    one.signals = frozenset(signals or ())
    return one


def test_a_report_counts_once_whatever_its_formats_and_faulty_ones_do_not_count() -> None:
    both = [result("a"), result("a", "report.pdf", signals={"T606"}), result("b"), result("c", defects=1)]
    measured = base_rates.measure(both, [signal()])["T606"]
    assert (measured.n, measured.hits, measured.judged) == (2, 1, 2)
    assert measured.upper95 == pytest.approx(wilson(1, 2)[1], abs=1e-4)


def test_requirements_and_signals_that_could_not_speak_have_no_rate() -> None:
    measured = base_rates.measure([result("a")], load_all().values())
    assert set(measured) == {"T606"}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    table = Rates(limit=0.05, together=0.1, signals={"T606": rate(1), "A312": rate(0)})
    (tmp_path / "rates.yaml").write_text(base_rates.written(table), encoding="utf-8")
    assert rates.read(tmp_path / "rates.yaml") == table


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "rates.yaml").write_text("limit: 0.05\ntogether: 0.1\nsignals: {T606: {n: 3}}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"rates\.yaml"):
        rates.read(tmp_path / "rates.yaml")


def test_a_signal_whose_upper_bound_is_above_the_limit_becomes_a_preview() -> None:
    table = Rates(limit=0.05, together=0.1, signals={"T606": rate(2), "A312": rate(0), "X708": rate(90)})
    assert rate(2).upper95 <= 0.05 < rate(5).upper95
    assert table.demoted(frozenset({"T606", "A312"})) == frozenset()
    worse = table.model_copy(update={"signals": {"T606": rate(5), "A312": rate(0)}})
    assert worse.demoted(frozenset({"T606", "A312", "R901"})) == {"T606"}


def test_the_most_frequent_signals_go_first_when_all_together_are_too_many() -> None:
    codes = [f"A{n}" for n in range(40)]
    table = Rates(limit=0.05, together=0.1, signals={c: rate(1 if n else 4, 1000) for n, c in enumerate(codes)})
    assert table.demoted(frozenset(codes)) == frozenset()
    many = table.model_copy(update={"signals": {c: rate(4 if n else 20, 1000) for n, c in enumerate(codes)}})
    gone = many.demoted(frozenset(codes))
    assert "A0" in gone
    assert sum(many.signals[c].share for c in codes if c not in gone) <= 0.1


def test_the_shipped_table_keeps_the_stable_signals_within_a_tenth_of_a_finding_a_report() -> None:
    table = rates.table()
    stable = frozenset(c for c, r in load_all().items() if r.nature == "signal" and rates.status(r) == "stable")
    assert sum(r.share for c, r in table.signals.items() if c in stable) <= table.together <= 0.1
    assert all(r.upper95 <= table.limit <= 0.05 for c, r in table.signals.items() if c in stable)


def test_the_shipped_bounds_are_those_of_their_counts_and_belong_to_signals() -> None:
    for code, row in rates.table().signals.items():
        assert load_all()[code].nature == "signal"
        assert row.upper95 == pytest.approx(wilson(row.hits, row.n)[1], abs=1e-4)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Rates(limit=0.05, together=0.1, signals={"T606": rate(1), "A312": rate(30)})
    monkeypatch.setattr(rates, "table", lambda: table)
    rates._demoted.cache_clear()
    yield None
    rates._demoted.cache_clear()


def found(code: str) -> engine.Found:
    document = Document(FileInfo("r.docx", "", "docx"), blocks=[Block("b1", "paragraph", text="编号")])
    report = Report(document, Facts(document), date(2026, 4, 20), audience="staff")
    return engine._found(signal(code), Finding("编号顺序与日期矛盾", (Place("b1", "编号"),)), report, engine.Counter())


@pytest.mark.usefixtures("measured")
def test_a_finding_carries_its_rate_and_its_status_by_the_table() -> None:
    assert found("T606").to_json()["base_rate"] == {"population": "synthetic", "n": 200, "hits": 1, "upper95": 0.0278}
    assert (found("T606").status, found("A312").status) == ("stable", "preview")
    assert found("R901").base_rate is None


@pytest.mark.usefixtures("measured")
def test_the_rate_is_shown_with_where_it_was_measured() -> None:
    words = dict(human._details(found("T606")))["基准"]
    assert words == "200 份正常报告中有 1 份出现同样情形（95% 上限 2.8%）；合成语料测得，未在真实报告上核实"
    assert wording.base_rate(found("R901").base_rate) == ""
