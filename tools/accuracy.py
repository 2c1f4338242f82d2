"""Evaluates the built corpus and the sample reports beside the checkout as they come out: docs/accuracy.md; measures the
base rates of the signals: checklists/rates.yaml.

python tools/accuracy.py [--jobs N] [--no-ocr] [--details FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import yaml

from report_kit.accuracy import base_rates, evaluate, tables, truth
from report_kit.accuracy.evaluate import Result
from report_kit.checking import rates
from report_kit.rules import load_all

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "build"
SAMPLES = ROOT.parent / "shared" / "samples"
RATES = ROOT / "checklists" / "rates.yaml"
BLIND = ROOT / "corpus" / "blind.yaml"
HEAD = """# 检出率与误报

由 `make accuracy` 生成，请勿手改；不好看的数字也照登。语料为合成报告（`corpus/`，由不看规则代码的脚本编写），
未在真实报告上核实。

判分办法：稳定发现的规则与埋设缺陷的规则一致（或在其 `also` 中）且引文相符，一条发现只算一个缺陷；缺少内容的缺陷也看提示文字。
试行（preview）规则的检出、误报单列，不计入检出率和误报。不对应任何缺陷、也不在 `may` 中的错误级发现和稳定线索是误报，
提醒另计。区间为双侧 95 % Wilson 区间。扫描件（scan）是同一报告的图像版。

**怎样看这些数字**：`develop` 用于改进规则，成绩偏高。`judge` 的版式、企业与 `develop` 不同，改进规则时不看它的逐条结果；
但它反复用来核对总数，时间一长也会偏高。对陌生报告的预期，以“没看过的题”为准。
"""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="detection scores and base rates")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--no-ocr", action="store_true", help="leave the scans out")
    parser.add_argument("--details", type=Path, help="folder for the line-by-line results of develop and the samples")
    options = parser.parse_args(arguments)
    truths = list(truth.find(CORPUS))
    judge = [t for t in truths if t.split == "judge"]
    # First the base rates: they decide which signals count as stable in everything that follows.
    pages = [HEAD, blind(), signals(judge, options.jobs)]
    for name, title, part in (
        ("judge", "语料 judge 部分（改进规则时不看）", judge),
        ("develop", "语料 develop 部分（改进规则时用）", [t for t in truths if t.split == "develop"]),
        ("samples", "样例报告", list(truth.find(SAMPLES)) if SAMPLES.is_dir() else []),
    ):
        if not part:
            continue
        started = time.monotonic()
        results = evaluate.evaluate(part, jobs=options.jobs, scans=not options.no_ocr, progress=_dot)
        pages.insert(-1, page(title, results, goals=name != "samples"))
        if options.details and name != "judge":
            # The details of judge stay unwritten: nobody tunes a rule to them.
            options.details.mkdir(parents=True, exist_ok=True)
            lines = "\n".join(tables.details(results))
            (options.details / f"{name}.txt").write_text(lines + "\n", encoding="utf-8")
        print(f"\n{title}：{len(results)} 个文件，用时 {time.monotonic() - started:.0f} 秒", file=sys.stderr)
    (ROOT / "docs" / "accuracy.md").write_text("\n".join(pages), encoding="utf-8")


def blind() -> str:
    """What was reached on papers that nobody had seen, each time once."""
    rows = yaml.safe_load(BLIND.read_text(encoding="utf-8"))
    lines = [
        "## 没看过的题：第一次评测的成绩",
        "",
        "| 题目 | 明显缺陷 | 细微缺陷 | 清洁报告每份误报 | 说明 |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {r['papers']} | {r['plain']} | {r['subtle']} | {r['alarms']} | {r['note']} |" for r in rows]
    return "\n".join([*lines, ""])


def page(title: str, results: list[Result], *, goals: bool) -> str:
    """One part of the page."""
    reports = len({r.truth.folder for r in results})
    parts = [f"## {title}", f"共 {reports} 份报告、{len(results)} 个文件。"]
    if goals:
        parts += ["### 目标与实测", tables.goals(results)]
    return "\n\n".join([*parts, tables.markdown(results).replace("## ", "### ")])


def signals(judge: list[truth.Truth], jobs: int) -> str:
    """Measures the base rates on the clean reports of `judge`, writes them, and gives their part of the page."""
    rules = load_all()
    clean = evaluate.evaluate([t for t in judge if not t.defects], jobs=jobs, progress=_dot)
    table = rates.read(RATES).model_copy(update={"signals": base_rates.measure(clean, rules.values())})
    RATES.write_text(base_rates.written(table), encoding="utf-8")
    return f"""## 线索的基准率

在 judge 的清洁报告上测得（`checklists/rates.yaml`），每条线索随结果显示“合成语料测得，未在真实报告上核实”。
上限超过 {table.limit:.0%} 的线索，以及稳定线索合计超过每份 {table.together} 时最常出现的，自动转为试行。
与报告库比对的线索（R、X 族的一部分）没有在此测得，不显示基准率。

{base_rates.table(table, rules)}
"""


def _dot(_: str) -> None:
    print(".", end="", flush=True, file=sys.stderr)


if __name__ == "__main__":
    main()
