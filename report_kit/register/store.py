"""Filing reports: add, find, list, erase. One transaction a report, so concurrent writers lose nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np
from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, selectinload

from report_kit.errors import InputError
from report_kit.register import keys
from report_kit.register.database import connect
from report_kit.register.filing import Filing, Party, bare
from report_kit.register.schema import (
    Engagement,
    FiledFinding,
    FiledImage,
    FiledNumber,
    FiledReport,
    FiledValue,
    Organisation,
    OrganisationName,
)
from report_kit.resemblance.fingerprint import packed
from report_kit.resemblance.pictures import Packed

_ATTEMPTS = 6
NATURES = (("s", "sentence_keys"), ("f", "figure_keys"), ("e", "error_keys"))


@dataclass(frozen=True, slots=True)
class Added:
    """What filing did: `new`, `known` (the same file was there) or `revision` of an earlier version."""

    id: int
    how: Literal["new", "known", "revision"]
    earlier: int | None = None


class Register:
    """A register, open. Use as a context manager, or `close()` it."""

    def __init__(self, location: str | Path) -> None:
        """Opens (and where absent makes) the register; raises InputError when it cannot."""
        self.location = str(location)
        self.picture_index: tuple[tuple[object, ...], Packed] | None = None
        """The packed hashes of filed pictures and the state they were made for (see register.pictures)."""
        self.engine = connect(location)

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; it does not keep writers waiting."""
        with self.engine.connect().execution_options(write=False) as connection, Session(connection) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one transaction: all of it is kept or nothing."""
        with Session(self.engine) as session, session.begin():
            yield session

    # Filing

    def add(self, filing: Filing) -> Added:
        """Files one report. The same file is recognised by its hash, a revised version linked to the earlier one."""
        for attempt in range(_ATTEMPTS):
            try:
                with self.writing() as session:
                    return self._add(session, filing)
            except (IntegrityError, OperationalError):
                # Another writer filed the same party or key first: look again.
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(0.05 * 2**attempt)
        raise AssertionError("unreachable")

    def _add(self, session: Session, filing: Filing) -> Added:
        known = session.scalar(select(FiledReport).where(FiledReport.sha256 == filing.sha256))
        if known is not None and known.state != "received":
            return Added(known.id, "known")
        subject = _organisation(session, "park" if filing.kind == "park" else "enterprise", filing.subject)
        agency = _organisation(session, "agency", filing.agency)
        earlier = _earlier(session, filing, subject, agency)
        report = known or FiledReport(sha256=filing.sha256, added_at=datetime.now(UTC))
        report.file_name = filing.file_name[:255]
        report.state, report.reason = filing.state, filing.reason
        report.kind, report.mode, report.edition, report.level = filing.kind, filing.mode, filing.edition, filing.level
        report.dated, report.industry = filing.dated, filing.industry
        report.first_year = filing.years[0] if filing.years else None
        report.last_year = filing.years[-1] if filing.years else None
        report.enterprise, report.agency = subject, agency
        report.revision_of = earlier
        report.tool_version, report.checklist_version = filing.tool_version, filing.checklist_version
        report.properties = filing.properties
        report.sentences = packed(filing.fingerprint.sentences)
        report.check = filing.check
        listed = {
            "s": filing.fingerprint.text_keys,
            "f": filing.fingerprint.figure_keys,
            "e": filing.fingerprint.error_keys,
        }
        for nature, column in NATURES:
            setattr(report, column, np.array(listed[nature], "<i8").tobytes())
        session.add(report)
        session.flush()
        if earlier is not None:
            _supersede(session, earlier)
        for table, rows in (
            (FiledFinding, filing.findings),
            (FiledValue, filing.values),
            (Engagement, filing.people),
            (FiledNumber, filing.numbers),
            (FiledImage, filing.images),
        ):
            session.add_all(table(report_id=report.id, **row) for row in rows)
        for nature, _ in NATURES:
            keys.add(session.connection(), report.id, nature, listed[nature])
        return Added(report.id, "revision" if earlier else "new", earlier)

    def refile(self, report: int, filing: Filing) -> None:
        """Replaces the check of a filed report: the same report was checked again, or compared with others."""
        with self.writing() as session:
            filed = session.get(FiledReport, report)
            if filed is None:
                raise InputError(f"报告库中没有第 {report} 号报告", "它可能刚被删除，请重新加入")
            filed.check, filed.tool_version, filed.checklist_version = (
                filing.check, filing.tool_version, filing.checklist_version,
            )  # fmt: skip
            session.execute(delete(FiledFinding).where(FiledFinding.report_id == report))
            session.add_all(FiledFinding(report_id=report, **row) for row in filing.findings)

    # Finding

    def find(self, what: str) -> FiledReport:
        """The report of an id, or of a file hash or its beginning. Raises InputError when there is none, or several."""
        with self.reading() as session:
            query = select(FiledReport).options(selectinload(FiledReport.enterprise), selectinload(FiledReport.agency))
            if what.isdigit() and len(what) < 12:
                found = list(session.scalars(query.where(FiledReport.id == int(what))))
            else:
                found = list(session.scalars(query.where(FiledReport.sha256.startswith(what.lower(), autoescape=True))))
            session.expunge_all()
        if len(found) != 1:
            problem = "没有报告" if not found else f"有 {len(found)} 份报告都以此开头："
            raise InputError(f"报告库中{problem} {what}", "用 report-kit register list 查看编号")
        return found[0]

    def reports(
        self, *, enterprise: str = "", agency: str = "", kind: str = "", year: int | None = None
    ) -> list[FiledReport]:
        """Reports filed, in the order of filing, narrowed by (part of) the party's name or code, kind, evaluated year."""
        query = (
            select(FiledReport)
            .options(selectinload(FiledReport.enterprise), selectinload(FiledReport.agency))
            .order_by(FiledReport.id)
        )
        if enterprise:
            query = query.where(FiledReport.enterprise_id.in_(_named(enterprise, ("enterprise", "park"))))
        if agency:
            query = query.where(FiledReport.agency_id.in_(_named(agency, ("agency",))))
        if kind:
            query = query.where(FiledReport.kind == kind)
        if year is not None:
            query = query.where(FiledReport.last_year == year)
        with self.reading() as session:
            found = list(session.scalars(query))
            session.expunge_all()
        return found

    # Erasing

    def erase(self, enterprise: str) -> int:
        """Removes every trace of one enterprise (by credit code or full name); gives the number of reports removed.

        Raises InputError when the register holds no such enterprise."""
        with self.writing() as session:
            named = select(OrganisationName.organisation_id).where(OrganisationName.name == enterprise)
            organisations = list(
                session.scalars(
                    select(Organisation).where(
                        Organisation.nature.in_(("enterprise", "park")),
                        or_(
                            Organisation.key == bare(enterprise),
                            Organisation.credit_code == enterprise.upper(),
                            Organisation.id.in_(named),
                        ),
                    )
                )
            )
            if not organisations:
                raise InputError(f"报告库中没有企业 {enterprise}", "请给出统一社会信用代码或企业全称")
            reports = list(
                session.scalars(select(FiledReport).where(FiledReport.enterprise_id.in_([o.id for o in organisations])))
            )
            for report in reports:
                _remove(session, report)
            for organisation in organisations:
                session.delete(organisation)
        self._forget_deleted()
        return len(reports)

    def _forget_deleted(self) -> None:
        """Gives freed pages back: with SQLite's secure_delete nothing of them is left in the file."""
        if self.engine.dialect.name == "sqlite":
            self.engine.dispose()
            raw = self.engine.raw_connection()
            cursor = raw.cursor()
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(statement).fetchall()
            raw.close()
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")


def _supersede(session: Session, earlier: int) -> None:
    """Takes an earlier version's keys out: others are compared with the newest version only."""
    report = session.get_one(FiledReport, earlier)
    _remove_keys(session, report)
    for _, column in NATURES:
        setattr(report, column, b"")


def _remove_keys(session: Session, report: FiledReport) -> None:
    for nature, column in NATURES:
        keys.remove(session.connection(), report.id, nature, np.frombuffer(getattr(report, column), "<i8").tolist())


def _remove(session: Session, report: FiledReport) -> None:
    _remove_keys(session, report)
    for table in (FiledFinding, FiledValue, Engagement, FiledNumber, FiledImage):
        session.execute(delete(table).where(table.report_id == report.id))
    session.execute(
        FiledReport.__table__.update().where(FiledReport.revision_of == report.id).values(revision_of=None)  # type: ignore[attr-defined]
    )
    session.delete(report)
    session.flush()


def _named(name: str, natures: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """Ids of the organisations of some name, credit code, or part of a name."""
    by_name = select(OrganisationName.organisation_id).where(OrganisationName.name.contains(name, autoescape=True))
    return select(Organisation.id).where(
        Organisation.nature.in_(natures), or_(Organisation.credit_code == name.upper(), Organisation.id.in_(by_name))
    )


def _organisation(session: Session, nature: str, party: Party | None) -> Organisation | None:
    """The organisation a report names, made when new; a name reported for the first time is added to it."""
    if party is None or not party.name:
        return None
    found = session.scalar(select(Organisation).where(Organisation.nature == nature, Organisation.key == party.key))
    if found is None and not party.credit_code:
        # A report that prints no code means the one enterprise of that name.
        named = select(OrganisationName.organisation_id).where(OrganisationName.name == party.name)
        same = list(
            session.scalars(select(Organisation).where(Organisation.nature == nature, Organisation.id.in_(named)))
        )
        found = same[0] if len(same) == 1 else None
    if found is None and party.credit_code:
        # Known by name only until now: the code completes it.
        found = session.scalar(
            select(Organisation).where(
                Organisation.nature == nature, Organisation.key == bare(party.name), Organisation.credit_code == ""
            )
        )
        if found is not None:
            found.key, found.credit_code = party.key, party.credit_code
    if found is None:
        found = Organisation(nature=nature, key=party.key, name=party.name[:160], credit_code=party.credit_code)
        session.add(found)
    known = {n.name for n in found.names}
    for name in (party.name, *party.former):
        if name[:160] not in known:
            known.add(name[:160])
            found.names.append(OrganisationName(name=name[:160], former=name in party.former))
    session.flush()
    return found


def _earlier(session: Session, filing: Filing, subject: Organisation | None, agency: Organisation | None) -> int | None:
    """The newest earlier version: same party, kind, mode and evaluated years, same agency."""
    if subject is None or not filing.years:
        return None
    query = (
        select(FiledReport.id)
        .where(
            FiledReport.enterprise_id == subject.id,
            FiledReport.kind == filing.kind,
            FiledReport.mode == filing.mode,
            FiledReport.last_year == filing.years[-1],
            FiledReport.agency_id == (agency.id if agency else None),
            FiledReport.sha256 != filing.sha256,
        )
        .order_by(FiledReport.id.desc())
        .limit(1)
    )
    return session.scalar(query)
