"""Every rule's page under tests/rules: its good cases yield nothing, its bad cases what the page says, as DOCX and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from report_kit.accuracy.matching import squeeze
from report_kit.checking.engine import check_document, compare
from report_kit.checking.model import Check
from report_kit.document import read, safely
from report_kit.document.hashing import hash_pictures
from report_kit.document.model import Document
from report_kit.document.ocr.scans import Settings
from report_kit.document.safely import Scanning, reader
from report_kit.evidence import Evidence, read_folder
from report_kit.register import Register
from report_kit.register.filing import filing
from report_kit.register.history import RegisterHistory
from report_kit.register.lists import import_list
from report_kit.rules import load_all
from tests.conftest import convert_to_pdf
from tests.rules.altered import alter_docx, alter_pdf
from tests.rules.markdown import Case, cases, write_docx, write_workbook

PAGES = sorted(Path(__file__).parent.glob("[A-Z][0-9][0-9][0-9]-*.md"))
CASES = [case for page in PAGES for case in cases(page)]
AS_WORD = [n for n, case in enumerate(CASES) if case.runs_as("docx")]
AS_PDF = [n for n, case in enumerate(CASES) if case.runs_as("pdf") and not (case.good and case.runs_as("docx"))]


def _id(case: Case) -> str:
    return f"{case.code}-{case.title}"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    for number, case in enumerate(CASES):
        write_docx(case.text, folder / f"{number}.docx")
        alter_docx(folder / f"{number}.docx", case.done.get("docx", ""))
    return folder


@pytest.fixture(scope="session")
def pdfs(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    convert_to_pdf([files / f"{number}.docx" for number in AS_PDF], files, tmp_path_factory.mktemp("profile"))
    for number in AS_PDF:
        alter_pdf(files / f"{number}.pdf", CASES[number].done.get("pdf", ""))
    return files


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register."""
    with Register(tmp_path / "报告库.db") as empty:
        yield empty


def _fill(register: Register, case: Case, folder: Path) -> None:
    """What the page says was filed before: earlier reports, imported lists."""
    for number, text in enumerate(case.earlier):
        path = folder / f"earlier-{number}.docx"
        write_docx(text, path)
        register.add(filing(_checked(case, path)))
    for number, (kind, text) in enumerate(case.lists):
        path = folder / f"{kind}{number}.csv"
        path.write_text(text, encoding="utf-8")
        import_list(register, path, kind, case.as_of)


def _check(case: Case, path: Path, register: Register, folder: Path) -> Check:
    check = _checked(case, path)
    if case.earlier or case.lists:
        _fill(register, case, folder)
        compare(check, RegisterHistory(register, check.document.file.sha256))
    return check


def _checked(case: Case, path: Path) -> Check:
    return check_document(
        _read(case, path),
        edition=case.options.get("edition"),
        kind=case.options.get("kind"),
        mode=case.options.get("mode"),
        stage=case.options.get("stage", "final"),
        as_of=case.as_of,
        audience="staff",
        evidence=_evidence(case, path.parent / f"{path.name}-evidence"),
    )


def _read(case: Case, path: Path) -> Document:
    """The document; with `ocr: all` its scanned pages are recognised."""
    if "ocr" not in case.options:
        document = read(path)
        hash_pictures(document, path.read_bytes())
        return document
    scanning = Scanning("all", Settings(jobs=1, keep=False))
    with reader() as worker:
        return safely.read(worker, path, scanning=scanning)


def _evidence(case: Case, folder: Path) -> Evidence | None:
    """What the page lays beside the report, as a folder with one workbook."""
    if not case.evidence:
        return None
    folder.mkdir(exist_ok=True)
    write_workbook(case.evidence, folder / "统计报表.xlsx")
    return read_folder(folder)


def _says(check: Check, code: str, words: str) -> bool:
    wanted = squeeze(words)
    return any(
        found.rule == code
        and (wanted in squeeze(found.message) or any(wanted in squeeze(place.quote) for place in found.places))
        for found in check.findings
    )


def _assert_expected(case: Case, check: Check) -> None:
    seen = [(f.rule, f.message, [p.quote for p in f.places]) for f in check.findings if f.rule == case.code]
    crashed = [o for o in check.outcomes if o.outcome == "crashed"]
    assert not crashed
    for code, words in case.findings:
        assert _says(check, code, words), f"应有 {code}：{words}；实有 {seen}"
    if case.good:
        assert not seen


@pytest.mark.parametrize("number", AS_WORD, ids=[_id(CASES[n]) for n in AS_WORD])
def test_a_case_in_word_yields_what_its_page_says(number: int, files: Path, register: Register, tmp_path: Path) -> None:
    _assert_expected(CASES[number], _check(CASES[number], files / f"{number}.docx", register, tmp_path))


@pytest.mark.parametrize("number", AS_PDF, ids=[_id(CASES[n]) for n in AS_PDF])
def test_a_bad_case_as_pdf_yields_the_same(number: int, pdfs: Path, register: Register, tmp_path: Path) -> None:
    _assert_expected(CASES[number], _check(CASES[number], pdfs / f"{number}.pdf", register, tmp_path))


def test_every_rule_is_documented_and_has_good_and_bad_cases() -> None:
    rules = load_all()
    for code, rule in rules.items():
        for heading in ("查什么", "依据", "易误判", "例"):
            assert heading in rule.documentation, f"{code} 的说明缺“{heading}”"
        own = [case for case in CASES if case.code == code]
        assert any(case.good for case in own), f"{code} 没有好例"
        assert any(not case.good for case in own), f"{code} 没有坏例"
    assert {page.name[:4] for page in PAGES} <= set(rules), "有案例页的规则未注册"


def test_every_page_is_named_after_its_rule() -> None:
    rules = load_all()
    assert [p.name for p in PAGES] == sorted(f"{p.name[:4]}-{rules[p.name[:4]].name}.md" for p in PAGES)


def test_the_rules_of_the_first_step_are_all_there() -> None:
    wanted = {
        *(f"S{n}" for n in [*range(101, 109), 110, 112]), *(f"I{n}" for n in [*range(201, 206), 207]),
        *(f"A{n}" for n in [*range(301, 306), *range(307, 311)]), *(f"C{n}" for n in range(401, 405)),
        *(f"N{n}" for n in range(501, 504)), *(f"T{n}" for n in range(601, 606)),
    }  # fmt: skip
    assert wanted <= set(load_all())
