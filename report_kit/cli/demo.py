"""`report-kit demo`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument(
    "folder", metavar="[文件夹]", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-output")
)
def demo(folder: Path) -> None:
    """完整演示：用样例企业的数据生成自评价报告，检查它，再检查一份埋入了问题的副本（DOCX 和 PDF）。"""
    from rich.console import Console
    from rich.table import Table

    from report_kit.demo.run import run
    from report_kit.feedback.places import Places

    console = Console(highlight=False, markup=False)
    done = run(folder, say=console.print)
    clean = done.clean
    console.print(f"\n生成的报告：{clean.count('error')} 处错误，{clean.count('warning')} 处提醒")
    for faulty in done.faulty:
        table = Table(title=f"有问题的副本：{faulty.path.name}", title_justify="left")
        for heading in ("规则", "埋入的问题", "检出", "位置"):
            table.add_column(heading)
        places = Places(faulty.check)
        for plant, found in faulty.hits:
            where = places.words(found.places[0]) if found and found.places else "整份报告"
            table.add_row(plant.rule, plant.note, "✓" if found else "✗ 未检出", where if found else "")
        console.print(table)
    if done.shipped_pdf:
        console.print("本机没有 LibreOffice，PDF 部分用的是随软件附带的样例 PDF。")
    console.print("\n文件都在这里：")
    for path in [done.workbook, done.report, *(f.path for f in done.faulty), *done.pages]:
        console.print(f"  {path}")
    console.print("用浏览器打开“问题页”，可以看到每个问题的位置、应为何值和改法。")
    sys.exit(0 if done.succeeded else 1)
