"""Tables of the register, the same on SQLite and PostgreSQL. Personal names stay here; exports mask them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables; constraints are named alike on every database, so that migrations can speak of them."""

    metadata = MetaData(naming_convention=_NAMES)


class Organisation(Base):
    """An enterprise, a park or an agency. `key` is what it is known by: credit code, else its bare name."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("nature", "key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    nature: Mapped[str] = mapped_column(String(16))
    """enterprise, park or agency."""
    key: Mapped[str] = mapped_column(String(160), index=True)
    name: Mapped[str] = mapped_column(String(160))
    credit_code: Mapped[str] = mapped_column(String(18), default="", index=True)
    names: Mapped[list[OrganisationName]] = relationship(back_populates="organisation", cascade="all, delete-orphan")


class OrganisationName(Base):
    """Every name an organisation has been reported under; `former` where a report declares it so."""

    __tablename__ = "organisation_name"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(160), index=True)
    former: Mapped[bool] = mapped_column(default=False)
    organisation: Mapped[Organisation] = relationship(back_populates="names")


class FiledReport(Base):
    """One file: what it says it is, its text and facts (compressed), and with what it was checked."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(255))
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(16), default="checked")
    """received, reading, checked or unreadable."""
    reason: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(16), default="")
    mode: Mapped[str] = mapped_column(String(16), default="")
    edition: Mapped[str] = mapped_column(String(64), default="")
    level: Mapped[str] = mapped_column(String(32), default="")
    industry: Mapped[str] = mapped_column(String(8), default="")
    dated: Mapped[date | None] = mapped_column(Date)
    first_year: Mapped[int | None] = mapped_column(Integer)
    last_year: Mapped[int | None] = mapped_column(Integer)
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    revision_of: Mapped[int | None] = mapped_column(ForeignKey("report.id", ondelete="SET NULL"))
    tool_version: Mapped[str] = mapped_column(String(32), default="")
    checklist_version: Mapped[str] = mapped_column(String(64), default="")
    sentences: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    """Own sentences, compressed (see resemblance.fingerprint)."""
    check: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    """The check as JSON, compressed: facts, findings, outcomes."""
    sentence_keys: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    figure_keys: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    error_keys: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    """Keys of the fingerprint as little-endian 64-bit numbers: what to take out of the counts when it is erased."""
    properties: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    enterprise: Mapped[Organisation | None] = relationship(foreign_keys=[enterprise_id])
    agency: Mapped[Organisation | None] = relationship(foreign_keys=[agency_id])


class FiledFinding(Base):
    """One finding of a filed report, its head; the whole stands in the report's `check`."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str] = mapped_column(String(8), index=True)
    nature: Mapped[str] = mapped_column(String(16))
    severity: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    trigger: Mapped[str] = mapped_column(String(1))
    also_trigger: Mapped[str | None] = mapped_column(String(1))
    fingerprint: Mapped[str] = mapped_column(String(80))
    message: Mapped[str] = mapped_column(Text)


class FiledValue(Base):
    """One printed value of one quantity and year, for comparison with later reports and with peers."""

    __tablename__ = "value"
    __table_args__ = (Index("ix_value_fact_year", "fact", "year"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    fact: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(160))
    year: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(String(64))
    unit: Mapped[str] = mapped_column(String(64))
    basis: Mapped[str] = mapped_column(String(8), default="")
    scope: Mapped[str] = mapped_column(String(64), default="")
    nature: Mapped[str] = mapped_column(String(16), default="actual")
    approximate: Mapped[bool] = mapped_column(default=False)
    quote: Mapped[str] = mapped_column(Text, default="")


class Engagement(Base):
    """A person's part in a report, with the days on site where they are told."""

    __tablename__ = "engagement"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    person: Mapped[str] = mapped_column(String(32), index=True)
    role: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(32), default="")
    first_day: Mapped[date | None] = mapped_column(Date)
    last_day: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(64), default="")
    quote: Mapped[str] = mapped_column(Text, default="")


class FiledNumber(Base):
    """A number that must be one enterprise's: of a certificate, a permit, a test report."""

    __tablename__ = "number"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(80), index=True)
    """Bare: upper case, without spaces and hyphens."""
    printed: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    quote: Mapped[str] = mapped_column(Text, default="")


class Key(Base):
    """A report that holds a key of the fingerprint: `nature` s (sentence), f (pair of figures) or e (rare error)."""

    __tablename__ = "key"

    nature: Mapped[str] = mapped_column(String(1), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), primary_key=True)
    __table_args__ = (Index("ix_key_report_id", "report_id"), {"sqlite_with_rowid": False})


class Frequency(Base):
    """How many reports hold a key; beyond a bound only the count is kept on (see `keys`)."""

    __tablename__ = "frequency"

    nature: Mapped[str] = mapped_column(String(1), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reports: Mapped[int] = mapped_column(Integer)
    __table_args__ = ({"sqlite_with_rowid": False},)


class FiledImage(Base):
    """A picture's hashes and a small grey copy for looking closer."""

    __tablename__ = "image"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    hash: Mapped[int] = mapped_column(BigInteger)
    thumbnail: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    caption: Mapped[str] = mapped_column(Text, default="")
    page: Mapped[int | None] = mapped_column(Integer)
    block: Mapped[str] = mapped_column(String(32), default="")


class Listing(Base):
    """One row of an imported list (经营异常, 失信, 处罚, 节能监察, 移出名单)."""

    __tablename__ = "listing"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), index=True)
    name: Mapped[str] = mapped_column(String(160), index=True)
    credit_code: Mapped[str] = mapped_column(String(18), default="", index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    listed_on: Mapped[date | None] = mapped_column(Date)
    as_of: Mapped[date] = mapped_column(Date)
    """Day the list was drawn up or queried."""
    source: Mapped[str] = mapped_column(String(255))


class Rostered(Base):
    """One unit of the published roster of green-manufacturing units: level, batch, validity, changes."""

    __tablename__ = "roster"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(160), index=True)
    credit_code: Mapped[str] = mapped_column(String(18), default="", index=True)
    level: Mapped[str] = mapped_column(String(32), default="")
    batch: Mapped[str] = mapped_column(String(64), default="")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    change: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(255), default="")
