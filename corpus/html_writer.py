"""Blocks → HTML → PDF by a browser's print: another producer with other line breaks, fonts and table lines."""

from __future__ import annotations

import base64
import html
import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.pictures import flow_chart, photo
from corpus.writing import Block, Report

CSS = """
@page { size: A4; margin: 24mm 22mm }
body { font: 12pt/1.7 "Noto Serif CJK SC", serif } h1 { font: 700 17pt "Noto Sans CJK SC" } h2 { font: 700 14pt "Noto Sans CJK SC" }
h3 { font: 700 12pt "Noto Sans CJK SC" } h1.page, .break { break-before: page } p { margin: 0 0 4pt; text-indent: 2em } p.plain { text-indent: 0 }
table { border-collapse: collapse; width: 100%; margin: 4pt 0 12pt; font-size: 10pt; line-height: 1.35 } td, th { border: 0.8pt solid #000; padding: 2pt 4pt; text-align: center }
.form td { text-align: left } .photos td { border: 0 } img { max-width: 100% } tr { break-inside: avoid }
"""


def browser() -> str | None:
    """A Chromium-like browser on this machine, or None."""
    return next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)


def render(report: Report) -> str:
    out = [
        f"<!doctype html><html lang=zh><meta charset=utf-8><title>{html.escape(report.meta['name'])}</title><style>{CSS}</style><body>"
    ]
    for i, block in enumerate(report.blocks):
        previous = report.blocks[i - 1].kind if i else "break"
        out.append(_block(report, block, previous))
    return "\n".join(out)


def _block(report: Report, b: Block, previous: str) -> str:
    if b.kind == "heading":
        cls = " class=page" if b.level == 1 and previous not in ("break", "toc") else ""
        return f"<h{b.level}{cls}>{html.escape(b.number + b.text)}</h{b.level}>"
    if b.kind == "para":
        style = f"text-align:{b.align};" if b.align else ""
        style += f"font-size:{b.size}pt;" if b.size else ""
        text = html.escape(b.text).replace(" ", "&nbsp;") if "  " in b.text else html.escape(b.text)
        return f"<p{'' if b.indent and not b.align else ' class=plain'} style='{style}'>{'<b>' + text + '</b>' if b.bold else text}</p>"
    if b.kind == "blank":
        return "<br>" * b.level
    if b.kind == "break":
        return "<div class=break></div>"
    if b.kind == "toc":
        lines = "".join(
            f"<p class=plain style='margin-left:{(h.level - 1) * 2}em'>{html.escape(h.number + h.text)}</p>"
            for h in report.blocks
            if h.kind == "heading" and h.level < 3
        )
        return f"<p style='text-align:center'><b>{b.text}</b></p>{lines}<div class=break></div>"
    if b.kind == "figure":
        return f"<p class=plain style='text-align:center'><img src='data:image/png;base64,{base64.b64encode(flow_chart(b.data)).decode()}'></p>"
    if b.kind == "photos":
        cells = "".join(
            f"<td><img width=180 src='data:image/png;base64,{base64.b64encode(photo(report.meta['name'] + '-' + c)).decode()}'><br>{html.escape(c)}</td>"
            for c in b.rows[1]
        )
        return f"<table class=photos><tr>{cells}</tr></table>"
    return _table(b)


def _table(b: Block) -> str:
    spans = {(r0, c0): (r1 - r0 + 1, c1 - c0 + 1) for r0, c0, r1, c1 in b.merges}
    hidden = {(r, c) for r0, c0, r1, c1 in b.merges for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)} - set(spans)
    widths = "".join(f"<col style='width:{w / sum(b.widths) * 100:.1f}%'>" for w in b.widths)
    rows = []
    for r, row in enumerate(b.rows):
        cells = []
        for c, text in enumerate(row):
            if (r, c) in hidden:
                continue
            rs, cs = spans.get((r, c), (1, 1))
            tag = "th" if r < b.header_rows else "td"
            cells.append(f"<{tag} rowspan={rs} colspan={cs}>{html.escape(text)}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head = f"<thead>{rows[0]}</thead>" if b.header_rows else ""
    return f"<table{' class=form' if b.form else ''}><colgroup>{widths}</colgroup>{head}<tbody>{''.join(rows[b.header_rows :])}</tbody></table>"


def print_pdf(report: Report, path: Path) -> bool:
    """Prints the report with the browser; False when there is none or it fails."""
    program = browser()
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as tmp:
        page = Path(tmp, "report.html")
        page.write_text(render(report), encoding="utf-8")
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={path}",
            page.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return done.returncode == 0 and path.exists()
