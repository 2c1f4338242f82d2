"""Keeping: erase leaves nothing, back-ups go from one database to the other, damage is told, exports mask people."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from report_kit.errors import InputError
from report_kit.register import Register
from report_kit.register.backup import backup, restore, verify
from report_kit.register.export import export
from report_kit.register.lists import import_list, listings
from report_kit.register.schema import Base, FiledReport, Frequency, Key
from tests.register.made import made

OTHER = ("龙川县岚溪金属制品有限公司", "91441622MA51CH7W84")
PEOPLE = [{"person": "欧阳青禾", "role": "evaluator", "place": "河源", "quote": "欧阳青禾 13812345678"}]
FINDINGS = [
    {
        "rule": "A301", "nature": "requirement", "severity": "error", "status": "stable", "trigger": "B",
        "also_trigger": "A", "fingerprint": "sha256:0", "message": "=1+1 联系人欧阳青禾 13812345678",
    }
]  # fmt: skip


def _rows(register: Register) -> dict[str, int]:
    with register.reading() as session:
        return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in Base.metadata.sorted_tables}


def test_an_erased_enterprise_leaves_no_trace(register: Register, location: str) -> None:
    register.add(made(*OTHER, text=("板材经电子开料锯下料锯口粉尘集中收集",)))
    before = _rows(register)
    register.add(made(people=PEOPLE, findings=FINDINGS))
    register.add(made(salt="修改稿", people=PEOPLE))
    assert register.erase("东源县霁川五金制品有限公司") == 2
    assert _rows(register) == before
    if not location.startswith("postgresql"):
        register.close()
        content = b"".join(p.read_bytes() for p in Path(location).parent.glob("*.db*"))
        assert "霁川五金".encode() not in content
        assert "欧阳青禾".encode() not in content


def test_erasing_who_is_not_there_is_said(register: Register) -> None:
    with pytest.raises(InputError, match="没有企业"):
        register.erase("没有这家公司")


def test_words_of_many_reports_are_counted_and_no_longer_listed(register: Register) -> None:
    for n in range(20):
        register.add(made(f"第{n}制造有限公司", "", text=("企业建立了能源管理制度并定期检查",)))
    with register.reading() as session:
        counts = set(session.scalars(select(Frequency.reports)))
        listed = session.scalar(select(func.count()).select_from(Key))
    assert counts == {20}
    assert listed == 2 * 8
    register.erase("第3制造有限公司")
    assert verify(register) == []


def test_a_backup_restores_into_an_empty_register(register: Register, tmp_path: Path) -> None:
    register.add(made(people=PEOPLE, findings=FINDINGS))
    register.add(made(*OTHER))
    out = tmp_path / "备份.zip"
    assert backup(register, out) == 2
    with Register(tmp_path / "新库.db") as new:
        assert restore(new, out) == 2
        assert _rows(new) == _rows(register)
        assert verify(new) == []
        assert new.add(made("后来的企业有限公司", "")).how == "new"


def test_a_backup_of_sqlite_restores_into_this_database(register: Register, tmp_path: Path) -> None:
    with Register(tmp_path / "旧库.db") as old:
        old.add(made(people=PEOPLE))
        backup(old, tmp_path / "备份.zip")
    assert restore(register, tmp_path / "备份.zip") == 1
    assert register.add(made("后来的企业有限公司", "")).how == "new"
    assert verify(register) == []


def test_a_register_with_reports_is_not_overwritten(register: Register, tmp_path: Path) -> None:
    register.add(made())
    backup(register, tmp_path / "备份.zip")
    with pytest.raises(InputError, match="已有报告"):
        restore(register, tmp_path / "备份.zip")


def test_a_damaged_backup_changes_nothing(register: Register, tmp_path: Path) -> None:
    with Register(tmp_path / "旧库.db") as old:
        old.add(made())
        backup(old, tmp_path / "备份.zip")
    with zipfile.ZipFile(tmp_path / "备份.zip") as good, zipfile.ZipFile(tmp_path / "坏.zip", "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, data.replace(b"2025", b"2024") if name == "report.jsonl" else data)
    with pytest.raises(InputError, match="已损坏"):
        restore(register, tmp_path / "坏.zip")
    assert register.reports() == []


def test_damage_inside_the_register_is_told(register: Register) -> None:
    added = register.add(made())
    with register.writing() as session:
        session.execute(update(FiledReport).where(FiledReport.id == added.id).values(check=b"rubbish"))
        session.execute(update(Frequency).values(reports=Frequency.reports + 1))
    problems = verify(register)
    assert any(f"第 {added.id} 份报告" in p for p in problems)
    assert any("指纹计数" in p for p in problems)


def test_exports_mask_people_and_phones_and_quote_formulas(register: Register, tmp_path: Path) -> None:
    register.add(made(people=PEOPLE, findings=FINDINGS))
    for name in ("a.json", "a.csv", "a.xlsx"):
        export(register, tmp_path / name, reports=register.reports())
    sheet = load_workbook(tmp_path / "a.xlsx")["问题和线索"]
    message = sheet.cell(2, 7).value
    assert isinstance(message, str)
    assert message == "'=1+1 联系人欧*** 138****5678"
    assert "欧阳青禾" not in (tmp_path / "a.json").read_text(encoding="utf-8")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("\ufeff编号")


def test_an_export_unmasked_on_request_holds_the_names(register: Register, tmp_path: Path) -> None:
    register.add(made(people=PEOPLE, findings=FINDINGS))
    export(register, tmp_path / "a.xlsx", reports=register.reports(), unmasked=True)
    assert "欧阳青禾" in str(load_workbook(tmp_path / "a.xlsx")["问题和线索"].cell(2, 7).value)


def test_a_list_is_imported_from_gbk_csv_with_its_own_headers_and_replaced(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "异常名录.csv"
    path.write_bytes(
        "导出时间：2026-01-05\n企业名称,统一社会信用代码,列入日期\n甲有限公司,91440000X,2025.3.1\n乙有限公司,,\n".encode(
            "gbk"
        )
    )
    assert import_list(register, path, "经营异常", date(2026, 1, 5)) == 2
    assert import_list(register, path, "经营异常", date(2026, 2, 5)) == 2
    (row,) = listings(register, "91440000X", "改了名有限公司")
    assert (row.listed_on, row.as_of) == (date(2025, 3, 1), date(2026, 2, 5))


def test_a_list_without_names_is_refused(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="没有“企业名称”列"):
        import_list(register, path, "失信", date(2026, 1, 5))
    with pytest.raises(InputError, match="没有名单种类"):
        import_list(register, path, "黑名单", date(2026, 1, 5))
    (tmp_path / "x.json").write_text(json.dumps([]))
    with pytest.raises(InputError, match="不是 CSV"):
        import_list(register, tmp_path / "x.json", "失信", date(2026, 1, 5))
