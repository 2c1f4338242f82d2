"""Writes the second half of the corpus: bases, faulty copies, labels, PDFs and some scans."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml

from corpus.judge.bases import Base, all_bases
from corpus.judge.blocks import Paper, plain
from corpus.judge.docx_out import DocxOut
from corpus.judge.pdf_out import print_page, scan, typeset
from corpus.judge.plants import copy_of
from corpus.package import restamp

COPIES = 3
SCANS = 7  # every so many reports one is scanned too
Convert = Callable[[list[tuple[Path, Path]], str], None]


def label(folder: Path, truth: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "truth.yaml").write_text(
        yaml.safe_dump(truth, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8"
    )


def spoilt(base: Base, n: int, planted: Counter[str]) -> Paper:
    """The n-th faulty copy, its label in its meta data."""
    paper, defects = copy_of(base, n, planted)
    may = sorted({*paper.meta.get("may", []), *(code for d in defects for code in d["_may"])})
    clean = [{k: v for k, v in d.items() if not k.startswith("_")} for d in defects]
    paper.meta |= {"name": f"{base.name}-m{n}", "base": base.name, "may": may, "_defects": clean}
    return paper


def truth_of(paper: Paper) -> dict[str, Any]:
    truth = paper.truth()
    truth["defects"] = paper.meta.get("_defects", [])
    if truth["defects"]:
        words = _words(paper)
        truth["facts"] = [
            f for f in truth["facts"] if re.search(rf"(?<![\d.,]){re.escape(f['value'])}(?![\d]|[.,]\d)", words)
        ]
    return truth


def _words(paper: Paper) -> str:
    return "\n".join(plain(t) for *_, t in paper.texts())


def _docx(task: tuple[Paper, Path]) -> None:
    paper, path = task
    DocxOut(paper).write(path)


def _pdf(task: tuple[Paper, Path]) -> bool:
    paper, path = task
    if paper.layout.pdf == "chromium":
        return print_page(paper, path)
    if paper.layout.pdf == "reportlab":
        typeset(paper, path)
        return True
    return False


def _scan(pair: tuple[Path, Path]) -> None:
    scan(*pair)


def make(out: Path, convert: Convert, *, small: bool = False, pdf: bool = True) -> int:
    """All of it below `out`; `convert` is LibreOffice over (source, target) pairs. Returns the number of reports."""
    bases = all_bases()
    if small:
        bases = bases[:: max(1, len(bases) // 6)]
    planted: dict[str, Counter[str]] = {
        "develop": Counter(),
        "judge": Counter(),
    }  # each half has its share of every rule
    papers: list[Paper] = []
    for n in range(COPIES + 1 if not small else 2):
        for base in bases:
            papers.append(base.make(None)[0] if n == 0 else spoilt(base, n, planted[base.split]))
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_docx, [(p, out / p.meta["name"] / "report.docx") for p in papers], chunksize=4))
    resaved = [out / p.meta["name"] / "report.docx" for p in papers if p.layout.producer == "libreoffice"]
    if pdf or not small:
        convert([(p, p) for p in resaved], "docx")
        for path in resaved:
            restamp(path)
    if pdf:
        with ProcessPoolExecutor(2) as pool:
            done = list(pool.map(_pdf, [(p, out / p.meta["name"] / "report.pdf") for p in papers], chunksize=8))
        rest = [p for p, ok in zip(papers, done, strict=True) if not ok]
        convert([(out / p.meta["name"] / "report.docx", out / p.meta["name"] / "report.pdf") for p in rest], "pdf")
        scanned = papers[:: 1000 if small else SCANS]
        for p in scanned:
            p.meta["files"] = ["report.docx", "report.pdf", "scan.pdf"]
        with ProcessPoolExecutor(2) as pool:
            list(
                pool.map(
                    _scan, [(out / p.meta["name"] / "report.pdf", out / p.meta["name"] / "scan.pdf") for p in scanned]
                )
            )
    for paper in papers:
        if not pdf:
            paper.meta["files"] = ["report.docx"]
        label(out / paper.meta["name"], truth_of(paper))
    return len(papers)


def make_honest(out: Path, convert: Convert, *, small: bool = False) -> int:
    """Clean reports of two later intakes in the layouts of `judge`, as DOCX only: with them the base rates of signals
    rest on enough reports. Returns their number."""
    bases = [b for year in (1, 2) for b in all_bases(year) if b.split == "judge"]
    papers = [b.make(None)[0] for b in (bases[::24] if small else bases)]
    paths = [out / p.meta["name"] / "report.docx" for p in papers]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_docx, list(zip(papers, paths, strict=True)), chunksize=4))
    resaved = [path for p, path in zip(papers, paths, strict=True) if p.layout.producer == "libreoffice"]
    if not small:
        convert([(path, path) for path in resaved], "docx")
        for path in resaved:
            restamp(path)
    for paper in papers:
        paper.meta["files"] = ["report.docx"]
        label(out / paper.meta["name"], truth_of(paper))
    return len(papers)


def clear(out: Path) -> None:
    for folder in out.glob("x*-*"):
        shutil.rmtree(folder)
