"""The main job end to end: the generated report is clean, every planted defect is found at its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from report_kit import resources
from report_kit.demo import run as demo
from report_kit.demo.run import Demo, run
from report_kit.document import read
from report_kit.errors import InputError


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run(tmp_path_factory.mktemp("演示"))


def test_the_generated_report_has_no_error_and_hardly_a_warning(done: Demo) -> None:
    assert [f.message for f in done.clean.findings if f.severity == "error"] == []
    assert done.clean.count("warning") <= 2


def test_every_planted_defect_is_found_in_word_and_pdf(done: Demo) -> None:
    for faulty in done.faulty:
        assert [plant.rule for plant, found in faulty.hits if found is None] == [], faulty.path.name


def test_every_defect_that_has_a_place_shows_it(done: Demo) -> None:
    for faulty in done.faulty:
        for plant, found in faulty.hits:
            if plant.rule not in ("S103", "S112"):
                assert found is not None
                assert found.places, plant.note


def test_the_pages_of_findings_are_there(done: Demo) -> None:
    assert len(done.pages) == 2
    for page in done.pages:
        assert "XX公司" in page.read_text(encoding="utf-8")


def test_without_libreoffice_the_shipped_pdf_is_checked_and_the_demo_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(source: Path, target: Path) -> None:
        raise InputError("没有找到 LibreOffice")

    monkeypatch.setattr(demo, "to_pdf", missing)
    done = run(tmp_path)
    assert done.shipped_pdf
    assert done.succeeded


def test_the_shipped_pdf_says_what_the_faulty_report_says(done: Demo) -> None:
    shipped = read(resources.folder("templates") / "samples" / demo.SHIPPED_PDF)
    made = read(done.faulty[0].path)
    assert [h.heading for h in shipped.headings] == [h.heading for h in made.headings]


def test_it_runs_from_the_command_line_in_a_folder_of_its_own(tmp_path: Path) -> None:
    script = Path(sys.executable).parent / "report-kit"
    result = subprocess.run([str(script), "demo"], cwd=tmp_path, capture_output=True, text=True, timeout=170)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "demo-output" / "问题页-docx.html").is_file()
