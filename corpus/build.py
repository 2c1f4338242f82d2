"""Builds the corpus: clean base reports, faulty copies, their PDFs and labels.

python -m corpus.build [OUT] [--small] [--no-pdf] [--only first|unseen|honest]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus.bases import all_bases
from corpus.docx_writer import DocxWriter
from corpus.html_writer import print_pdf
from corpus.judge.make import make, make_honest
from corpus.mutators import COPIES, plant_all
from corpus.package import restamp
from corpus.writing import Report

HERE = Path(__file__).resolve().parent
EXAMINED = HERE / "examined"
"""Reports written by an independent examiner, kept as they came."""


def dump(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8")


def soffice(files: list[tuple[Path, Path]], fmt: str, profile: str) -> None:
    """Converts (source, target) pairs with one call of LibreOffice."""
    if not files:
        return
    with tempfile.TemporaryDirectory() as tmp:
        inbox, outbox = Path(tmp, "in"), Path(tmp, "out")
        inbox.mkdir()
        for i, (source, _) in enumerate(files):
            shutil.copy(source, inbox / f"{i:03d}.docx")
        names = [str(inbox / f"{i:03d}.docx") for i in range(len(files))]
        command = [
            "soffice",
            f"-env:UserInstallation=file://{tmp}/{profile}",
            "--headless",
            "--convert-to",
            fmt,
            "--outdir",
            str(outbox),
            *names,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        for i, (_, target) in enumerate(files):
            shutil.move(outbox / f"{i:03d}.{fmt.split(':')[0]}", target)


def in_two(files: list[tuple[Path, Path]], fmt: str) -> None:
    """The same in two processes, one a core."""
    halves = [files[::2], files[1::2]]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda h: soffice(h[1], fmt, f"lo{h[0]}"), enumerate(halves)))


def write_base(report: Report, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    DocxWriter(report).write(folder / "report.docx")
    truth = {k: v for k, v in report.truth().items() if not k.startswith("_")}
    dump(folder / "truth.yaml", truth)
    dump(folder / "plants.yaml", report.places)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="build the corpus")
    parser.add_argument("out", nargs="?", type=Path, default=HERE / "build")
    parser.add_argument("--small", action="store_true", help="a handful of reports, four PDFs")
    parser.add_argument("--no-pdf", action="store_true")
    parser.add_argument(
        "--only",
        choices=["first", "unseen", "honest"],
        help="one part: the first bases, those of judge/, or further clean ones for the base rates",
    )
    options = parser.parse_args(arguments)
    started = time.monotonic()
    out: Path = options.out
    parts = [options.only] if options.only else ["first", "unseen", "honest"]
    if "first" in parts:
        for old in out.glob("*"):
            if old.name not in ("unseen", "honest"):
                shutil.rmtree(old, ignore_errors=True)
        first(options, out)
    if "unseen" in parts:
        shutil.rmtree(out / "unseen", ignore_errors=True)
        make(out / "unseen", in_two, small=options.small, pdf=not options.no_pdf)
    if "honest" in parts:
        shutil.rmtree(out / "honest", ignore_errors=True)
        make_honest(out / "honest", in_two, small=options.small)
    count = len(list(out.rglob("truth.yaml")))
    print(f"{count} 份报告写入 {out}，用时 {time.monotonic() - started:.0f} 秒")
    return 0


def first(options: argparse.Namespace, out: Path) -> None:
    """The first bases and the examined reports."""
    names = list(all_bases())
    reports = {name: all_bases()[name]() for name in (names[::5] if options.small else names)}
    for name, report in reports.items():
        write_base(report, out / name)
    resaved = [out / n / "report.docx" for n, r in reports.items() if r.look.dialect == "libreoffice"]
    in_two([(p, p) for p in resaved], "docx")
    for path in resaved:
        restamp(path)
    plant_all(reports, out, 1 if options.small else COPIES)
    if not options.small:
        shutil.copytree(EXAMINED, out, dirs_exist_ok=True)
    folders = sorted(p.parent for p in out.glob("*/truth.yaml"))
    if not options.no_pdf:
        folders = folders[: 4 if options.small else None]
        printed = {
            n
            for n, r in reports.items()
            if r.look.pdf == "chromium" and out / n in folders and print_pdf(r, out / n / "report.pdf")
        }
        in_two([(f / "report.docx", f / "report.pdf") for f in folders if f.name not in printed], "pdf")
    without = [p for p in out.glob("*/truth.yaml") if not (p.parent / "report.pdf").exists()]
    for path in without:
        truth = yaml.safe_load(path.read_text(encoding="utf-8"))
        dump(path, {**truth, "files": ["report.docx"]})


if __name__ == "__main__":
    raise SystemExit(main())
