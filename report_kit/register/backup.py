"""Back-up, restoring and verifying: a ZIP of JSON lines, one file a table, the same from SQLite and PostgreSQL."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Date, DateTime, LargeBinary, Table, func, select

from report_kit.errors import InputError
from report_kit.output import replacing
from report_kit.register.schema import Base, FiledReport, Frequency, Key
from report_kit.register.store import NATURES, Register
from report_kit.resemblance.fingerprint import unpacked
from report_kit.version import __version__

_MANIFEST = "manifest.json"
_SCHEMA = "report-kit/register-backup/1"
_ROWS_AT_ONCE = 2_000


def backup(register: Register, out: Path) -> int:
    """Writes everything to the ZIP file `out`; gives the number of reports. An existing file is replaced at the end."""
    digests: dict[str, dict[str, Any]] = {}
    with (
        replacing(out) as target,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        register.reading() as session,
    ):
        for table in Base.metadata.sorted_tables:
            digest, count = hashlib.sha256(), 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as lines:
                for row in session.execute(select(table).order_by(*table.primary_key.columns)).mappings():
                    line = json.dumps({k: _plain(v) for k, v in row.items()}, ensure_ascii=False).encode() + b"\n"
                    digest.update(line)
                    lines.write(line)
                    count += 1
            digests[table.name] = {"sha256": digest.hexdigest(), "rows": count}
        manifest = {"schema": _SCHEMA, "tool": __version__, "tables": digests}
        archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False))
    return int(digests["report"]["rows"])


def restore(register: Register, source: Path) -> int:
    """Fills an empty register from a back-up; gives the number of reports.

    Raises InputError when the register is not empty, or the back-up is damaged; then nothing was changed."""
    try:
        archive = zipfile.ZipFile(source)
        manifest = json.loads(archive.read(_MANIFEST))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{source} 不是报告库备份", "请选择 report-kit register backup 写出的文件") from error
    if manifest.get("schema") != _SCHEMA:
        raise InputError(f"{source.name} 的备份版本无法识别", "请用写出它的 report-kit 版本恢复")
    with archive, register.writing() as session:
        if session.scalar(select(func.count()).select_from(FiledReport)):
            raise InputError("报告库里已有报告，未做恢复", "请恢复到一个新的报告库文件")
        for table in Base.metadata.sorted_tables:
            expected = manifest["tables"].get(table.name, {"rows": 0, "sha256": hashlib.sha256().hexdigest()})
            digest = hashlib.sha256()
            rows: list[dict[str, Any]] = []
            for line in _lines(archive, table, digest):
                rows.append(_typed(table, json.loads(line)))
                if len(rows) == _ROWS_AT_ONCE:
                    session.execute(table.insert(), rows)
                    rows = []
            if rows:
                session.execute(table.insert(), rows)
            if digest.hexdigest() != expected["sha256"]:
                raise InputError(f"备份中的 {table.name} 与清单不符，备份已损坏", "未做任何改动；请换一份备份")
        if session.connection().dialect.name == "postgresql":
            for table in Base.metadata.sorted_tables:
                if "id" in table.columns:
                    session.execute(
                        select(
                            func.setval(
                                func.pg_get_serial_sequence(table.name, "id"),
                                select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery(),
                                False,
                            )
                        )
                    )
    return int(manifest["tables"]["report"]["rows"])


def verify(register: Register) -> list[str]:
    """What is wrong in the register, in Chinese; empty when everything fits together."""
    problems: list[str] = []
    with register.reading() as session:
        if session.connection().dialect.name == "sqlite":
            for pragma, say in (("integrity_check", "数据库文件"), ("foreign_key_check", "关联")):
                rows = [tuple(r) for r in session.connection().exec_driver_sql(f"PRAGMA {pragma}")]
                problems += [f"{say}：{row}" for row in rows if row != ("ok",)]
        counted: dict[tuple[str, int], int] = {}
        query = select(
            FiledReport.id, FiledReport.sentences, FiledReport.check, *(getattr(FiledReport, c) for _, c in NATURES)
        ).order_by(FiledReport.id)
        for id, sentences, check, *blobs in session.execute(query):
            try:
                if sentences:
                    unpacked(sentences)
                if check:
                    json.loads(zlib.decompress(check))
            except (zlib.error, ValueError):
                problems.append(f"第 {id} 份报告保存的内容已损坏，请重新加入该文件")
            for (nature, _), blob in zip(NATURES, blobs, strict=True):
                for key in np.frombuffer(blob, "<i8").tolist():
                    counted[nature, key] = counted.get((nature, key), 0) + 1
        stored = {(n, k): c for n, k, c in session.execute(select(Frequency.nature, Frequency.key, Frequency.reports))}
        if stored != counted:
            problems.append("指纹计数与报告不符；请备份后新建报告库重新加入")
        orphans = session.scalar(
            select(func.count()).select_from(Key).where(Key.report_id.not_in(select(FiledReport.id)))
        )
        if orphans:
            problems.append(f"有 {orphans} 条指纹不属于任何报告")
    return problems


def _lines(archive: zipfile.ZipFile, table: Table, digest: Any) -> Iterator[bytes]:
    name = f"{table.name}.jsonl"
    if name not in archive.namelist():
        return
    with archive.open(name) as lines:
        for line in lines:
            digest.update(line)
            yield line


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    typed = {}
    for name, value in row.items():
        kind = table.columns[name].type
        if value is not None and isinstance(kind, LargeBinary):
            value = base64.b64decode(value)
        elif value is not None and isinstance(kind, DateTime):
            value = datetime.fromisoformat(value)
        elif value is not None and isinstance(kind, Date):
            value = date.fromisoformat(value)
        typed[name] = value
    return typed
