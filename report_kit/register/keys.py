"""Postings of fingerprints: which reports hold a key. Keys that many reports hold are counted, no longer listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from report_kit.register.schema import Frequency, Key

LISTED = 8
"""Reports up to which a key's holders are listed; beyond, it is everybody's words and tells nothing."""
_CHUNK = 5_000

_keys: Table = Key.__table__  # type: ignore[assignment]
_frequency: Table = Frequency.__table__  # type: ignore[assignment]


def add(connection: Connection, report: int, nature: str, keys: Sequence[int]) -> None:
    """Files the keys of a report. They are sorted, so that two writers never wait for each other in a ring."""
    upsert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    for chunk in _chunks(sorted(set(keys))):
        count = upsert(_frequency).on_conflict_do_update(
            index_elements=["nature", "key"], set_={"reports": _frequency.c.reports + 1}
        )
        connection.execute(count, [{"nature": nature, "key": key, "reports": 1} for key in chunk])
        counted = frequencies(connection, nature, chunk)
        listed = [key for key in chunk if counted[key] <= LISTED]
        if listed:
            connection.execute(_keys.insert(), [{"nature": nature, "key": key, "report_id": report} for key in listed])


def remove(connection: Connection, report: int, nature: str, keys: Sequence[int]) -> None:
    """Takes a report's keys out again."""
    for chunk in _chunks(sorted(set(keys))):
        here = (_frequency.c.nature == nature) & _frequency.c.key.in_(chunk)
        connection.execute(_frequency.update().where(here).values(reports=_frequency.c.reports - 1))
        connection.execute(delete(_frequency).where(here & (_frequency.c.reports <= 0)))
    connection.execute(delete(_keys).where((_keys.c.report_id == report) & (_keys.c.nature == nature)))


def frequencies(connection: Connection, nature: str, keys: Sequence[int]) -> dict[int, int]:
    """How many reports hold each key, of those that any holds."""
    found: dict[int, int] = {}
    for chunk in _chunks(keys):
        query = select(_frequency.c.key, _frequency.c.reports).where(
            (_frequency.c.nature == nature) & _frequency.c.key.in_(chunk)
        )
        found |= {key: reports for key, reports in connection.execute(query)}
    return found


def holders(connection: Connection, nature: str, keys: Sequence[int]) -> list[tuple[int, int]]:
    """(key, report) of the keys that are listed, in order."""
    found: list[tuple[int, int]] = []
    for chunk in _chunks(keys):
        query = select(_keys.c.key, _keys.c.report_id).where((_keys.c.nature == nature) & _keys.c.key.in_(chunk))
        found += [(key, report) for key, report in connection.execute(query)]
    return sorted(found)


def _chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[n : n + _CHUNK] for n in range(0, len(keys), _CHUNK))
