"""The page of findings: one file, safe, offline, with each finding at its place, filtered in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html as lxml_html

from report_kit.checking.model import Check
from report_kit.document.model import Block, Place
from report_kit.feedback import html
from tests.feedback.example import example, found

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}\x00\x1b\u202e\ud800"


class Balance(HTMLParser):
    """Tags that are opened and closed in pairs."""

    VOID = frozenset({"meta", "input", "br", "img", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.external: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "action", "srcset", "data") or (name == "href" and not (value or "").startswith("#")):
                self.external.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def page(check: Check | None = None) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(html.render(check or example()))


def with_blocks(*blocks: Block) -> Check:
    """The example with more blocks at its end."""
    check = example()
    return replace(check, document=replace(check.document, blocks=[*check.document.blocks, *blocks]))


def card(tree: lxml_html.HtmlElement, code: str) -> lxml_html.HtmlElement:
    return next(c for c in tree.find_class("card") if c.findtext(".//h3/span[@class='code']") == code)


def words(element: lxml_html.HtmlElement) -> str:
    return re.sub(r"\s+", "", element.text_content())


def test_the_page_is_one_well_formed_file_with_no_reference_outside() -> None:
    text = html.render(example())
    parser = Balance()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    assert parser.external == []
    assert not re.search(r"@import|url\(|https?://|//cdn", text)


def test_the_page_is_chinese_and_forbids_every_other_resource() -> None:
    tree = page()
    assert tree.get("lang") == "zh-CN"
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "sha256-" in policy


def test_hostile_text_is_shown_and_never_run() -> None:
    block = Block("x1", "paragraph", text=HOSTILE, page=3)
    table = Block("x2", "table", caption=HOSTILE, unit_note=HOSTILE, rows=[[HOSTILE, HOSTILE], [HOSTILE, HOSTILE]])
    check = with_blocks(block, table)
    check.document.notes.append(HOSTILE)
    check.facts.identity.enterprise = check.facts.identity.agency = check.facts.identity.edition_reason = HOSTILE
    check.findings = [
        found(
            "S108", HOSTILE, HOSTILE, block.place(), table.cell(1, 1), Place("gone", HOSTILE),
            remedy=HOSTILE, expected=HOSTILE, nature="signal", innocent=(HOSTILE,),
        )
    ]  # fmt: skip
    text = html.render(check, title=HOSTILE)
    text.encode("utf-8")
    assert text.count("<script>") == 1
    assert "<img" not in text
    assert "{{ 7*7 }}" in text
    assert not {"\x00", "\x1b", "\u202e"} & set(text)


def test_a_finding_in_a_table_shows_head_and_row_with_both_cells_marked() -> None:
    figure = card(page(), "A305").find_class("context")[0]
    assert [words(cell) for cell in figure.find_class("hit")] == ["4.04tce/万kWh", "629.99"]
    assert [words(cell) for cell in figure.xpath(".//th")] == [
        "能源种类",
        "计量单位",
        "实物量",
        "折标准煤系数",
        "折标准煤量/tce",
    ]
    assert words(figure.find("figcaption")) == "第11页·表132024年能源消费情况·第2行第5列、第2行第4列"


def test_a_long_table_shows_only_the_rows_concerned_and_the_whole_on_demand() -> None:
    rows = [["月份", "电量"], *([f"{n}月", str(n * 10)] for n in range(1, 31))]
    table = Block("long", "table", caption="表20 逐月电量", rows=rows)
    check = with_blocks(table)
    check.findings = [found("A303", "合计不符", "不符", table.cell(20, 1))]
    figure = page(check).find_class("context")[0]
    shown = [words(row) for row in figure.xpath("./div//tr")]
    assert shown == ["1月份电量", "⋯", "2120月200", "⋯"]
    assert len(figure.xpath(".//details[@class='whole']//tr")) == 31


def test_a_wide_table_keeps_the_first_columns_and_those_beside_the_marked_cell() -> None:
    table = Block("wide", "table", rows=[[f"列{c}" for c in range(20)], [f"值{c}" for c in range(20)]])
    check = with_blocks(table)
    check.findings = [found("A303", "合计不符", "不符", table.cell(1, 10))]
    head = page(check).xpath("//figure[1]/div//tr")[0]
    assert words(head) == "1列0列1⋯列8列9列10列11列12⋯"


def test_merged_cells_stand_once() -> None:
    figure = card(page(), "S102").find_class("context")[0]
    assert figure.xpath(".//tr[1]/td[@colspan='2']")
    assert words(figure.find_class("hit")[0]) == "（空白）"


def test_a_finding_in_prose_shows_the_sentence_with_the_quote_marked() -> None:
    quote = card(page(), "R901").find(".//blockquote")
    assert words(quote) == "评价组于2025年3月11日至12日赴梅州市五华县现场评估。"
    assert words(quote.find("mark")) == "赴梅州市五华县现场评估"


def test_consequences_are_folded_in_the_card_of_their_cause() -> None:
    tree = page()
    assert [c.findtext(".//h3/span[@class='code']") for c in tree.find_class("card")].count("A301") == 0
    fold = card(tree, "A305").find_class("consequences")[0]
    assert fold.tag == "details"
    assert fold.get("open") is None
    assert [e.text for e in fold.xpath(".//h4/span[@class='code']")] == ["A301", "C401"]


def test_signals_are_leads_to_verify_and_nothing_accuses() -> None:
    text = words(card(page(), "R901"))
    assert text.startswith("线索R901")
    assert "线索，需核实：" in text
    assert "可能的正当原因" in text
    assert "造假" not in html.render(example())


def test_the_page_says_what_to_read_first_how_far_it_saw_and_that_it_is_no_verdict() -> None:
    tree = page()
    assert next(words(a) for a in tree.xpath("//div[contains(@class,'first')]//a")) == "错误·折标煤不符"
    assert len(tree.xpath("//div[contains(@class,'first')]//li")) == 3
    assert "指标14项：找到13、有数值12、可复算9" in words(tree.find_class("coverage")[0])
    assert "本页为自动核对结果，线索须人工核实，不构成结论" in words(tree.xpath("//footer")[0])
    limits = words(tree.get_element_by_id("limits"))
    for reason in ("未找到排污许可证编号", "证书表为图片，读不出有效期", "规则出错", "报告格式没有规定字数"):
        assert reason in limits


def test_the_facts_read_are_listed_with_unit_year_basis_and_place() -> None:
    rows = [words(row) for row in page().xpath("//table[contains(@class,'values')]/tbody/tr")]
    assert "综合能源消费量3691.96tce2024当量值第11页·表132024年能源消费情况·第5行第5列100%" in rows


def test_every_link_leads_to_a_place_on_the_page() -> None:
    tree = page()
    ids = set(tree.xpath("//@id"))
    anchors = [a[1:] for a in tree.xpath("//a/@href") if "=" not in a]
    assert anchors
    assert set(anchors) <= ids
    assert len(tree.xpath("//@id")) == len(ids)


def test_a_clean_and_an_unreadable_report_have_pages_too() -> None:
    assert "未发现问题" in html.render(replace(example(), findings=[]))
    text = html.render(replace(example(), findings=[], unreadable="没有文字，是扫描件"))
    assert "没有文字，是扫描件" in text
    assert 'class="summary"' not in text
    assert "绿色工厂 第三方评价" not in text, "nothing may be said of a report that was not read"


@pytest.fixture(scope="session")
def browser() -> str:
    name = next((n for n in ("chromium", "google-chrome", "chromium-browser") if shutil.which(n)), None)
    if name is None:
        pytest.skip("没有安装 Chromium")
    return name


def in_browser(browser: str, folder: Path, fragment: str) -> lxml_html.HtmlElement:
    """The page as the browser has it after its script ran, opened at `#fragment`."""
    file = folder / "page.html"
    file.write_text(html.render(example()), encoding="utf-8")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={folder / 'profile'}", "--dump-dom", f"{file.as_uri()}#{fragment}"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return lxml_html.fromstring(done.stdout)


@pytest.mark.parametrize(
    ("fragment", "codes"),
    [
        ("", ["S103", "S102", "S111", "R901", "A305", "A303", "A308"]),
        ("family=A", ["A305", "A303", "A308"]),
        ("kind=requirement&severity=warning", ["S111", "A308"]),
        ("kind=signal", ["R901"]),
        ("q=%E8%A1%A813", ["A305"]),
        ("q=nowhere", []),
    ],
)
def test_filters_work_in_a_real_browser(browser: str, tmp_path: Path, fragment: str, codes: list[str]) -> None:
    tree = in_browser(browser, tmp_path, fragment)
    cards = [c for c in tree.find_class("card") if c.get("hidden") is None]
    assert [c.findtext(".//h3/span[@class='code']") for c in cards] == codes
    status = tree.get_element_by_id("status").text
    assert status == ("共 7 处" if len(codes) == 7 else f"显示 {len(codes)} 处，共 7 处")
    chapters = [c for c in tree.find_class("chapter") if c.get("hidden") is None]
    assert bool(chapters) == bool(codes)
