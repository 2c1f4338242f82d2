"""The layouts: how a report is numbered, laid out, worded and produced. Those of `judge` do not occur in `develop`."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Layout:
    """One style of an agency or enterprise. Each field is a choice real reports differ in."""

    name: str
    split: str
    scheme: str  # of blocks.SCHEMES
    auto: bool = False  # Word numbers the headings
    headings: str = "styles"  # styles | outline | bold | wps
    form: str = "2col"  # 2col | 4col | 6col | merged | lines
    form_at: str = "front"  # front | back
    captions: str = "above"  # above | below | title-row | none
    caption: str = "表{n}"
    gap: str = " "
    years: str = "cols"  # cols | rows
    descending: bool = False
    unit_at: str = "title"  # title | header | column | name
    rules: str = "grid"  # grid | three-line | open
    scores: str = "one"  # one | each
    vetoes: str = "table"  # table | list | paras
    basics: str = "table"  # table | paras
    skeleton: str = "2024"  # 2024 | 2017 | areas-first | tree | compact
    thousands: bool = False
    dates: str = "cn"
    producer: str = "python-docx"  # python-docx | word | wps | libreoffice
    pdf: str = "libreoffice"  # libreoffice | chromium | reportlab
    toc: bool = False
    length: int = 1  # 1 short, 2 medium, 3 long with appendices, 4 longer
    box: str = "□☑"
    font: str = "宋体"
    header: bool = True
    revised: bool = False  # tracked changes left in the prose
    boxed: bool = False  # a text box on the cover

    def pick(self, key: str, options: Sequence[T]) -> T:
        """One of `options`, the same for this layout and key."""
        return options[zlib.crc32(f"{self.name}/{key}".encode()) % len(options)]


LAYOUTS: list[Layout] = [
    # develop
    Layout("d1", "develop", "cn", form="2col", years="cols", pdf="libreoffice", vetoes="table"),
    Layout("d2", "develop", "decimal", auto=True, form="4col", captions="below", caption="表{c}-{n}", years="cols", descending=True, producer="word", pdf="chromium", vetoes="list", thousands=True, toc=True, length=3, skeleton="2017", revised=True),
    Layout("d3", "develop", "chapter", headings="bold", form="lines", captions="none", years="rows", unit_at="name", pdf="libreoffice", basics="paras", vetoes="paras", box="□√", skeleton="compact", dates="dot"),
    Layout("d4", "develop", "chapter-decimal", form="merged", form_at="back", captions="title-row", unit_at="column", rules="open", producer="wps", pdf="reportlab", box="□■", scores="each", dates="iso", font="仿宋"),
    Layout("d5", "develop", "dotted", headings="outline", form="6col", caption="表 {c}.{n}", rules="three-line", years="cols", unit_at="header", producer="libreoffice", pdf="libreoffice", skeleton="areas-first", length=2, box="()"),
    # judge
    Layout("j1", "judge", "cn-decimal", form="4col", caption="表{c}.{n}", years="rows", descending=True, unit_at="header", vetoes="list", pdf="chromium", thousands=True, length=2, dates="padded"),
    Layout("j2", "judge", "part", headings="outline", form="merged", captions="below", caption="表 {n}", gap="　", unit_at="column", rules="three-line", producer="wps", pdf="reportlab", box="□■", basics="paras", font="楷体", scores="each"),
    Layout("j3", "judge", "chapter", auto=True, form="2col", form_at="back", caption="表{c}-{n}", unit_at="name", producer="word", pdf="libreoffice", toc=True, length=3, vetoes="paras", descending=True, boxed=True),
    Layout("j4", "judge", "bracket", headings="bold", form="6col", captions="title-row", years="cols", unit_at="title", pdf="chromium", skeleton="2017", box="□√", dates="slash", vetoes="table"),
    Layout("j5", "judge", "decimal", form="lines", captions="above", caption="表{n}：", gap="", years="rows", unit_at="column", rules="open", producer="libreoffice", pdf="libreoffice", skeleton="areas-first", thousands=True, basics="table"),
    Layout("j6", "judge", "bare", headings="styles", form="4col", captions="none", years="cols", descending=True, unit_at="header", producer="python-docx", pdf="reportlab", box="□■", skeleton="compact", vetoes="list", header=False, scores="each"),
    Layout("j7", "judge", "dotted", auto=True, headings="wps", form="merged", captions="below", caption="Table {n}", gap=" ", unit_at="name", producer="wps", pdf="chromium", skeleton="2024", length=2, dates="iso", vetoes="table", basics="paras"),
    Layout("j8", "judge", "cn", auto=True, form="6col", form_at="back", captions="above", caption="表 {c}－{n}", unit_at="title", rules="three-line", producer="word", pdf="libreoffice", skeleton="2017", length=4, toc=True, thousands=True, font="仿宋", boxed=True, revised=True),
    Layout("j9", "judge", "chapter-decimal", headings="bold", form="2col", captions="title-row", years="rows", unit_at="name", rules="grid", pdf="chromium", skeleton="compact", vetoes="paras", dates="dot", box="□■"),
    Layout("j10", "judge", "part", auto=False, headings="styles", form="4col", captions="below", caption="表{n}", unit_at="header", producer="libreoffice", pdf="reportlab", box="□■", skeleton="areas-first", vetoes="list", descending=True, length=2),
    Layout("j11", "judge", "decimal", auto=True, headings="outline", form="merged", form_at="front", caption="表{c}-{n}", unit_at="column", rules="open", producer="word", pdf="libreoffice", skeleton="2024", length=2, toc=True, thousands=True, scores="each", box="○●", revised=True),
    Layout("j12", "judge", "cn-decimal", headings="bold", form="2col", captions="above", caption="附表{n}", years="cols", unit_at="title", pdf="chromium", skeleton="2017", basics="paras", vetoes="table", dates="padded", header=False),
]  # fmt: skip
BY_NAME = {layout.name: layout for layout in LAYOUTS}
