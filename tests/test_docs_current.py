"""Pages made from the code are current: `make docs` has been run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import docs

ROOT = Path(__file__).resolve().parent.parent


def test_the_rules_page_says_what_the_rules_say() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == docs.rules_page()


def test_every_rule_is_on_the_rules_page() -> None:
    page = docs.rules_page()
    assert all(f"### {code} " in page for code in docs.load_all())


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md"])
def test_the_tables_of_a_page_are_those_of_the_program(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert docs.readme(text) == text
