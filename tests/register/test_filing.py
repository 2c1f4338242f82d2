"""Filing: the same file is known, a revision linked, an enterprise one under all its names, concurrent writers complete."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from report_kit.errors import InputError
from report_kit.register import Register
from report_kit.register.filing import Party
from tests.register.made import made

ROOT = Path(__file__).resolve().parents[2]


def test_the_same_file_is_filed_once(register: Register) -> None:
    first = register.add(made())
    again = register.add(made())
    assert (first.how, again.how, again.id) == ("new", "known", first.id)
    assert len(register.reports()) == 1


def test_a_revised_version_is_linked_to_the_one_before(register: Register) -> None:
    first = register.add(made())
    second = register.add(made(salt="改了一个字"))
    third = register.add(made(salt="又改了一个字"))
    assert (second.how, second.earlier) == ("revision", first.id)
    assert (third.how, third.earlier) == ("revision", second.id)


def test_another_year_is_no_revision(register: Register) -> None:
    register.add(made(year=2024))
    assert register.add(made(year=2025)).how == "new"


def test_a_report_without_a_code_belongs_to_the_enterprise_of_that_name(register: Register) -> None:
    register.add(made(year=2024))
    register.add(made(year=2025, code=""))
    assert len({r.enterprise_id for r in register.reports()}) == 1


def test_a_code_completes_an_enterprise_known_by_name(register: Register) -> None:
    register.add(made(year=2024, code=""))
    register.add(made(year=2025))
    (enterprise,) = {r.enterprise.credit_code for r in register.reports() if r.enterprise}
    assert enterprise == "91441625MA4UKT0Q3X"


def test_an_enterprise_is_found_under_its_former_name(register: Register) -> None:
    filing = made()
    object.__setattr__(
        filing, "subject", Party("东源县新霁五金有限公司", "91441625MA4UKT0Q3X", ("东源县霁川五金制品有限公司",))
    )
    register.add(filing)
    (found,) = register.reports(enterprise="霁川五金")
    assert found.enterprise is not None
    assert found.enterprise.name == "东源县新霁五金有限公司"


def test_reports_are_narrowed_by_agency_and_year(register: Register) -> None:
    register.add(made(agency="广东衡绿评价咨询有限公司"))
    register.add(made("龙川县岚溪金属制品有限公司", "91441622MA51CH7W84", year=2024))
    assert [r.file_name for r in register.reports(agency="衡绿")] == ["东源县霁川五金制品有限公司2025.docx"]
    assert [r.last_year for r in register.reports(year=2024)] == [2024]


def test_a_report_is_found_by_number_or_hash_and_a_wrong_one_is_said(register: Register) -> None:
    added = register.add(made())
    assert register.find(str(added.id)).id == added.id
    assert register.find(made().sha256[:12]).id == added.id
    with pytest.raises(InputError, match="没有报告"):
        register.find("99")


def test_writers_at_the_same_time_lose_nothing(location: str) -> None:
    Register(location).close()
    filings = [
        made(f"第{n}制造有限公司", f"9144160000000{n:05d}", agency="广东衡绿评价咨询有限公司") for n in range(40)
    ]

    def add(part: int) -> None:
        with Register(location) as own:
            for filing in filings[part::4]:
                own.add(filing)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    with Register(location) as register:
        assert len(register.reports()) == 40
        assert len({r.agency_id for r in register.reports()}) == 1
        from report_kit.register.backup import verify

        assert verify(register) == []


def test_processes_at_the_same_time_lose_nothing(location: str) -> None:
    script = (
        "import sys; from report_kit.register import Register; from tests.register.made import made\n"
        "with Register(sys.argv[1]) as r:\n"
        "    for n in range(10): r.add(made(f'{sys.argv[2]}{n}制造有限公司', '', year=2025))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, location, name], cwd=ROOT, stderr=subprocess.PIPE)
        for name in "甲乙"
    ]
    for process in running:
        _, error = process.communicate(timeout=120)
        assert process.returncode == 0, error.decode()
    with Register(location) as register:
        assert len(register.reports()) == 20


def test_a_file_that_is_no_register_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "报告.db"
    path.write_bytes(b"this is not a database at all, but long enough to be read as one" * 40)
    before = path.read_bytes()
    with pytest.raises(InputError, match="打不开报告库") as caught:
        Register(path)
    assert "不是报告库" in caught.value.hint
    assert path.read_bytes() == before


def test_an_unknown_database_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="不支持的数据库：mysql"):
        Register("mysql://root@localhost/x")


def test_a_wrong_password_or_host_shows_no_password() -> None:
    with pytest.raises(InputError) as caught:
        Register("postgresql://u:secret@/none?host=/nonexistent")
    assert "secret" not in str(caught.value.message)
