"""README and docs stay true: commands, picture, links, the wheel's version, the package's floors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from report_kit import __version__
from report_kit.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_command_with_the_help_it_prints() -> None:
    for name, (_, text) in COMMANDS.items():
        assert f"| `report-kit {name}` | {text} |" in README


def test_the_readme_names_the_wheel_that_is_built() -> None:
    for page in ("README.md", "docs/untested.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert set(re.findall(r"report_kit-([\d.]+)-py3", text)) == {__version__}


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md", "docs/untested.md"])
def test_links_lead_to_files_of_the_repository(page: str) -> None:
    file = ROOT / page
    links = re.findall(r"\]\(([^)#]+)", file.read_text(encoding="utf-8"))
    missing = [link for link in links if not (file.parent / link).exists()]
    assert [link for link in missing if link != "docs/rules.md"] == []


def test_the_picture_is_small_enough_to_load() -> None:
    assert (ROOT / "docs/images/findings.png").stat().st_size <= 200_000


def test_every_floor_of_the_house_is_on_the_plan() -> None:
    plan = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    floors = [p.name for p in (ROOT / "report_kit").iterdir() if (p / "__init__.py").exists()]
    assert [name for name in floors if f"`{name}/`" not in plan] == []


def test_the_licence_is_there_in_full() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
