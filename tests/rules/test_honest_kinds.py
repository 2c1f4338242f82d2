"""Clean reports of every kind and way of evaluating, told from their own words alone: no error, few warnings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from report_kit.checking.engine import check_document
from report_kit.checking.model import Check
from report_kit.document import read
from tests.conftest import convert_to_pdf
from tests.rules.markdown import write_docx

FOLDER = Path(__file__).parent / "honest"
REPORTS = sorted(FOLDER.glob("*.md"))
_MOST_WARNINGS = 2


def _kind_and_mode(report: Path) -> tuple[str, str]:
    """`supply-chain-third-party` → ("supply-chain", "third-party")."""
    kind = next(k for k in ("factory", "park", "supply-chain") if report.stem.startswith(k))
    return kind, report.stem[len(kind) + 1 :]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("honest")
    for report in REPORTS:
        write_docx(report.read_text(encoding="utf-8"), folder / f"{report.stem}.docx")
    convert_to_pdf([folder / f"{r.stem}.docx" for r in REPORTS], folder, tmp_path_factory.mktemp("profile"))
    return folder


def _check(path: Path) -> Check:
    return check_document(read(path), as_of=date(2026, 5, 1), audience="staff")


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("report", REPORTS, ids=lambda p: p.stem)
def test_a_clean_report_is_recognised_and_raises_no_error(report: Path, form: str, files: Path) -> None:
    check = _check(files / f"{report.stem}.{form}")
    identity = check.facts.identity
    assert (identity.kind, identity.mode) == _kind_and_mode(report)
    assert not [o for o in check.outcomes if o.outcome == "crashed"]
    assert [(f.rule, f.message) for f in check.findings if f.severity == "error"] == []
    assert len([f for f in check.findings if f.severity == "warning"]) <= _MOST_WARNINGS
    if check.coverage.indicators_required:
        assert check.coverage.located == check.coverage.indicators_required


FAULTS = [
    ("park-third-party", "2025年绿色指数GI为113.90", "2025年绿色指数GI为118.90", "A309"),
    ("park-third-party", "| 工业用水重复利用率 |", "| 循环冷却水浓缩倍数 |", "I201"),
    ("park-third-party", "| 人均工业增加值 |", "| 人均绿地面积 |", "I201"),
    ("park-third-party", "| 园区负责人 | 温亦舟 |", "| 园区负责人 |  |", "S102"),
    ("park-third-party", "由林舒进行内部技术复核", "由何田进行内部技术复核", "P703"),
    ("park-third-party", "其中相关专业高级职称8人，占57.1%", "其中相关专业高级职称5人，占35.7%", "P704"),
    ("park-third-party", "82.7亿元，占地区生产总值的65.4%", "58.4亿元，工业增加值占地区生产总值比重46.2%", "P708"),
    ("park-self", "| 1.283 |", "| 1.483 |", "A309"),
    (
        "supply-chain-third-party",
        "| 16 | 绿色供应链管理信息平台完善 | 10 | 6 |",
        "| 16 | 绿色供应链管理信息平台完善 | 10 | 16 |",
        "A309",
    ),
    ("supply-chain-third-party", "| 11 | 符合有害物质限制使用管理办法 | 10 | 9 | 证8 |\n", "", "I201"),
    (
        "supply-chain-third-party",
        "深圳市砺川绿色技术有限公司 | 第三方机构地址",
        "深圳市砺川绿色技术有限公司 | 机构位置",
        "S102",
    ),
    ("supply-chain-third-party", "0755-26001002", "0762-4331001", "P705"),
    ("factory-platform", "| 统计局四位代码 | 2926 |", "| 统计局四位代码 |  |", "S102"),
    ("factory-platform", "| 93.10 | 水平衡.pdf |", "|  | 水平衡.pdf |", "I202"),
]


@pytest.mark.parametrize(
    ("report", "right", "wrong", "code"), FAULTS, ids=lambda v: v if isinstance(v, str) and len(v) < 25 else ""
)
def test_a_fault_in_it_is_found(report: str, right: str, wrong: str, code: str, tmp_path: Path) -> None:
    text = (FOLDER / f"{report}.md").read_text(encoding="utf-8")
    assert right in text
    write_docx(text.replace(right, wrong), tmp_path / "report.docx")
    assert code in {f.rule for f in _check(tmp_path / "report.docx").findings}
