"""The fuzzer itself: spoilt documents are read or refused, the same seed spoils alike, a crash is seen."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from report_kit.checking.safely import checker
from report_kit.sandbox import Limits, Worker
from tools import fuzz
from tools.fuzz_seeds import small_docx, small_pdf

SEEDS = {"docx": small_docx(), "pdf": small_pdf()}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with checker(Limits(seconds=20, memory=512)) as one:
        yield one


@pytest.mark.parametrize("form", SEEDS)
def test_a_whole_document_is_read(worker: Worker, form: str) -> None:
    assert fuzz.one(worker, form, SEEDS[form], check=True) == "read"


@pytest.mark.parametrize("form", SEEDS)
def test_spoilt_documents_are_read_or_refused(worker: Worker, form: str) -> None:
    rng = random.Random(20260301)
    ends = {fuzz.one(worker, form, fuzz.spoil(form, SEEDS[form], rng), check=n % 5 == 0) for n in range(40)}
    assert ends == {"read", "refused"}


@pytest.mark.parametrize("form", SEEDS)
def test_the_same_seed_spoils_alike(form: str) -> None:
    def spoilt(seed: int) -> bytes:
        return fuzz.spoil_bytes(SEEDS[form], random.Random(seed))

    assert spoilt(1) == spoilt(1) != SEEDS[form]


def test_a_crash_is_seen(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "read_source", abs)  # abs(Source) is a TypeError
    assert fuzz.one(worker, "pdf", SEEDS["pdf"], check=False).startswith("failed: ")
