"""Every register test runs twice: on a SQLite file and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from report_kit.register import Register
from tests.register import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    if postgres.found() is None:
        pytest.skip("没有安装 PostgreSQL（tools/system-packages.sh postgres 可安装）")
    with postgres.server() as url:
        yield url


Opener = Callable[[], Register]


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty register may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "报告库.db")
    url = request.getfixturevalue("server")
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return str(url)


@pytest.fixture
def register(location: str) -> Iterator[Register]:
    with Register(location) as opened:
        yield opened
