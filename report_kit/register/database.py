"""Opening the register's database: a SQLite file or a PostgreSQL URL, its schema brought up to date by Alembic."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError

from report_kit.errors import InputError

_WAIT_SECONDS = 30
"""How long a writer waits for another one."""
_UPGRADING = Lock()


def connect(location: str | Path) -> Engine:
    """An engine on the register at `location`: a path (made when absent) or `postgresql://…`.

    Raises InputError, in Chinese, when it cannot be opened or is no register."""
    text = str(location)
    engine = _sqlite(Path(text)) if "://" not in text else _by_url(text)
    try:
        _upgrade(engine)
    except (SQLAlchemyError, sqlite3.Error) as error:
        engine.dispose()
        raise InputError(f"打不开报告库 {_shown(text)}", _why(error)) from error
    return engine


def _sqlite(path: Path) -> Engine:
    if path.is_dir():
        raise InputError(f"报告库 {path} 是文件夹", "请给出数据库文件名，如 报告库.db")
    if not path.parent.is_dir():
        raise InputError(f"报告库所在文件夹不存在：{path.parent}", "请先建立文件夹或更正路径")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        # Transactions are begun by SQLAlchemy's own BEGIN below, not by the driver's guess.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Any) -> None:
        write = connection.get_execution_options().get("write", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _by_url(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InputError(f"报告库地址有误：{_shown(url)}", "例：postgresql://用户:密码@主机/库名") from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(Path(parsed.database or ""))
    if parsed.get_backend_name() != "postgresql":
        raise InputError(f"不支持的数据库：{parsed.get_backend_name()}", "报告库可用 SQLite 文件或 PostgreSQL")
    try:
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise InputError("没有安装 PostgreSQL 驱动", "请运行 pip install 'report-kit[postgres]'") from error


def configuration(engine: Engine) -> Config:
    """Alembic's settings for this database; the migrations are in the package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    return config


def _upgrade(engine: Engine) -> None:
    # Alembic keeps what it works on in globals: one thread at a time.
    with _UPGRADING:
        command.upgrade(configuration(engine), "head")


def _shown(location: str) -> str:
    """The location without a password."""
    try:
        return make_url(location).render_as_string(hide_password=True) if "://" in location else location
    except ArgumentError:
        return "（地址无法识别）"


def _why(error: BaseException) -> str:
    text = str(getattr(error, "orig", error))
    if "not a database" in text:
        return "这个文件不是报告库；请换一个文件名"
    if isinstance(error, OperationalError) and "locked" in text:
        return "正被另一个程序占用，请稍后再试"
    if "readonly" in text or "unable to open" in text or "permission" in text.lower():
        return "没有读写权限，请检查文件和文件夹的权限"
    return f"数据库说：{text.splitlines()[0] if text else type(error).__name__}"
