"""On the terminal: readable in 80 columns, without colours, in Chinese, whatever a report contains."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from rich.cells import cell_len
from rich.console import Console

from report_kit.checking.model import Check
from report_kit.document.model import Document, FileInfo
from report_kit.facts.model import Facts
from report_kit.feedback import human
from tests.feedback.example import example, found


def printed(check: Check, width: int = 80) -> str:
    out = StringIO()
    human.render(check, Console(file=out, width=width))
    return out.getvalue()


def flowed(text: str) -> str:
    """The text as if lines had no end."""
    return "".join(text.split())


def test_the_first_line_says_file_kind_edition_and_counts() -> None:
    first = printed(example(), width=100).splitlines()[0]
    assert first.startswith(
        "✗ 槿岩建材评价报告.pdf · 绿色工厂 第三方评价 · GB/T 36132-2018 · 4 处错误 2 处提醒 1 条线索"
    )


def test_no_line_is_wider_than_the_console() -> None:
    for width in (40, 80, 120):
        assert all(cell_len(line) <= width for line in printed(example(), width).splitlines())


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = printed(example(), 50).splitlines()
    assert not [line for line in lines if line.strip()[:1] in tuple("，。、；：」）")]


def test_findings_stand_in_the_order_of_the_report_under_their_chapters() -> None:
    text = printed(example())
    order = [
        "── 整份报告",
        "S103",
        "── 封面与目录",
        "S102",
        "── 1 概述",
        "S111",
        "── 2 评价过程和方法",
        "R901",
        "── 3 评价内容",
        "A305",
    ]
    positions = [text.index(words) for words in order]
    assert positions == sorted(positions)


def test_a_finding_shows_both_places_with_row_column_and_quote() -> None:
    text = flowed(printed(example()))
    assert "第11页·表132024年能源消费情况·第2行第5列（电力／折标准煤量/tce）「629.99」" in text
    assert "第2行第4列（电力／折标准煤系数）「4.04tce/万kWh」" in text


def test_a_report_without_pages_is_located_by_its_headings() -> None:
    text = printed(example(pages=False))
    assert "1.3 评价准则「（3）GB/T 2589-2008 综合能耗计算通则」" in text
    assert "页 ·" not in text


def test_consequences_are_folded_under_their_cause() -> None:
    lines = printed(example()).splitlines()
    fold = next(n for n, line in enumerate(lines) if "由此引起 2 处" in line)
    assert lines[fold + 1].startswith("    · A301")
    assert not [line for line in lines if line.startswith("· ")], "a consequence must not stand by itself"


def test_a_consequence_of_a_consequence_stands_under_the_first_cause() -> None:
    check = example()
    a301 = next(f for f in check.findings if f.rule == "A301")
    c401 = next(f for f in check.findings if f.rule == "C401")
    c401.because_of = a301.fingerprint
    assert "由此引起 2 处" in printed(check)


def test_findings_that_blame_each_other_are_both_shown() -> None:
    check = example()
    a, b = (found(code, "甲", "乙") for code in ("A301", "A303"))
    a.because_of, b.because_of = b.fingerprint, a.fingerprint
    check.findings = [a, b]
    text = printed(check)
    assert "A301" in text
    assert "A303" in text


def test_a_signal_is_worded_as_something_to_verify_with_its_innocent_causes_and_base_rate() -> None:
    text = flowed(printed(example()))
    assert "线索，需核实：现场评估写在梅州市五华县" in text
    assert "可能的正当原因：工厂在该地另有厂区" in text
    assert "120份正常报告中有2份出现同样情形（95%上限5.9%）；合成语料测得，未在真实报告上核实" in text
    assert "造假" not in text


def test_a_clause_that_was_not_seen_in_the_original_says_so() -> None:
    assert "GB/T36132-2018第5章、附录A（待核实：转引资料）" in flowed(printed(example()))
    assert "GB/T2589-2020附录A（待核实" not in flowed(printed(example()))


def test_what_could_not_be_checked_is_said_with_the_reason() -> None:
    text = flowed(printed(example()))
    assert "指标14项：找到13、有数值12、可复算9" in text
    for words in (
        "N502",
        "未找到排污许可证编号",
        "T601",
        "证书表为图片，读不出有效期",
        "A309",
        "规则出错",
        "第16页是图片",
    ):
        assert words in text


def test_suppressed_and_vanished_findings_are_not_listed() -> None:
    check = example()
    check.findings[0].suppressed = "企业已说明"
    check.findings[1].baseline = "gone"
    text = printed(check)
    assert "S103" not in text
    assert "S102" not in text
    assert "按声明略去 1 处" in text


def test_markup_and_terminal_codes_in_a_report_are_plain_text() -> None:
    check = example()
    check.findings = [found("S108", "占位符", "[red]填写[/red] \x1b[31m红\x07\u202e", severity="error")]
    text = printed(check)
    assert "[red]填写[/red]" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_console_that_lacks_a_character_still_prints() -> None:
    raw = BytesIO()
    file = TextIOWrapper(raw, encoding="gb2312")
    human.render(example(), Console(file=file, width=80))
    file.flush()
    assert raw.getvalue().decode("gb2312").startswith("× 槿岩建材评价报告.pdf")


def test_a_report_without_findings_is_not_called_right_but_checked() -> None:
    clean = replace(example(), findings=[])
    text = printed(clean)
    assert text.startswith("✓ ")
    assert "未发现问题" in text
    assert "指标 14 项" in text


@pytest.mark.parametrize("width", [60, 100])
def test_an_unreadable_report_says_why_and_nothing_else(width: int) -> None:
    document = Document(FileInfo("扫描件.pdf", "0" * 64, "pdf"))
    check = replace(example(), document=document, facts=Facts(document), unreadable="没有文字，是扫描件", findings=[])
    text = printed(check, width)
    assert text.startswith("✗ 扫描件.pdf · 无法读取")
    assert "没有文字，是扫描件" in text
    assert "核对范围" not in text


def test_many_reports_get_one_table_with_the_worst_first() -> None:
    good, bad = replace(example(), findings=[]), example(pages=False)
    out = StringIO()
    human.several([good, bad], Console(file=out, width=100))
    text = out.getvalue()
    assert "共 2 份报告" in text
    assert text.index("槿岩建材评价报告.docx") < text.index("槿岩建材评价报告.pdf")
