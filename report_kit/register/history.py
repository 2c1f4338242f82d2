"""The register as rules see it (`report_kit.rules.history.History`): read-only, without the report under check itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from report_kit.facts.model import Identity
from report_kit.register import keys, lists, pictures
from report_kit.register.filing import Party, bare
from report_kit.register.schema import (
    Engagement,
    FiledImage,
    FiledNumber,
    FiledReport,
    FiledValue,
    Listing,
    Organisation,
    OrganisationName,
)
from report_kit.register.store import Register
from report_kit.resemblance.compare import Likeness, likeness
from report_kit.resemblance.fingerprint import Fingerprint, Kept, unpacked
from report_kit.resemblance.mistakes import Mistake
from report_kit.resemblance.pictures import Shown
from report_kit.rules.history import Filed, FiledAmount, ListEntry, NumberUse, OnSite, Resembling, SamePicture

COMMON_FROM = 3
"""Other enterprises' reports that hold a sentence from which it is common words (an agency's, a template's)."""
_LOOKED_AT = 8
"""Candidates compared word by word."""
_LEAST_KEYS = 4
"""Rare keys shared from which a report is a candidate."""
_UNITS = ("enterprise", "park")


class RegisterHistory:
    """A view for one report: `sha256` is its file, which is left out of every answer."""

    def __init__(self, register: Register, sha256: str) -> None:
        self._register = register
        self._sha256 = sha256

    # Resemblance

    def resembling(self, print_: Fingerprint, me: Identity) -> Sequence[Resembling]:
        """See History.resembling."""
        with self._register.reading() as session:
            mine = self._subject_ids(session, me)
            sentences, common = self._others(session, "s", print_.text_keys, mine)
            figures, _ = self._others(session, "f", print_.figure_keys, mine)
            shared = Counter(id for holders in sentences.values() for id in holders)
            rare_pairs: defaultdict[int, set[int]] = defaultdict(set)
            for key, holders in figures.items():
                for id in holders:
                    rare_pairs[id].add(key)
            shared.update({id: 2 * len(found) for id, found in rare_pairs.items()})
            best = [id for id, count in sorted(shared.items(), key=lambda i: (-i[1], i[0])) if count >= _LEAST_KEYS]
            best = best[:_LOOKED_AT]
            heads = {r.id: _filed(r) for r in session.scalars(_heads().where(FiledReport.id.in_(best)))}
            found = [
                Resembling(
                    heads[id],
                    likeness(print_, _sentences(session, id), common),
                    tuple(p for p in print_.pairs if p.key in rare_pairs[id]),
                    self._siblings(session, heads[id]),
                )
                for id in best
            ]
        return sorted(found, key=lambda r: (-r.likeness.share, -len(r.figures), r.filed.id))

    def _others(
        self, session: Session, nature: str, wanted: Sequence[int], mine: set[int]
    ) -> tuple[dict[int, set[int]], set[int]]:
        """(key → other enterprises' reports that hold it, for keys few hold; keys that are many's common words)."""
        counts = keys.frequencies(session.connection(), nature, wanted)
        common = {key for key, count in counts.items() if count > keys.LISTED}
        holders = keys.holders(session.connection(), nature, [key for key in counts if key not in common])
        ids = sorted({id for _, id in holders})
        query = select(FiledReport.id, FiledReport.sha256, FiledReport.enterprise_id).where(FiledReport.id.in_(ids))
        owner = {
            id: enterprise
            for id, sha256, enterprise in session.execute(query)
            if sha256 != self._sha256 and enterprise not in mine
        }
        held: defaultdict[int, set[int]] = defaultdict(set)
        for key, id in holders:
            if id in owner:
                held[key].add(id)
        common |= {key for key, its in held.items() if len({owner[id] or -id for id in its}) >= COMMON_FROM}
        return {key: its for key, its in held.items() if key not in common}, common

    def likeness_to(self, filed: Filed, print_: Fingerprint) -> Likeness:
        """See History.likeness_to."""
        with self._register.reading() as session:
            frequent = keys.frequencies(session.connection(), "s", print_.text_keys)
            common = {key for key, count in frequent.items() if count > keys.LISTED}
            return likeness(print_, _sentences(session, filed.id), common)

    def _siblings(self, session: Session, filed: Filed) -> int:
        """Other enterprises' reports by the same agency, or by no agency of the same kind."""
        same = (
            FiledReport.agency_id == select(FiledReport.agency_id).where(FiledReport.id == filed.id).scalar_subquery()
        )
        query = select(func.count(func.distinct(FiledReport.enterprise_id))).where(same)
        return max(0, (session.scalar(query) or 0) - 1) if filed.agency else 0

    def pictures(self, shown: Sequence[Shown], me: Identity) -> Sequence[SamePicture]:
        """See History.pictures."""
        with self._register.reading() as session:
            mine = self._subject_ids(session, me)
            found = pictures.same(self._register, session, shown)
            heads = self._heads_of(session, [image for _, image, _ in found], mine)
            return [
                SamePicture(one, heads[image.report_id], image.caption, image.page, score)
                for one, image, score in found
                if image.report_id in heads
            ]

    def mistaken(self, print_: Fingerprint, me: Identity) -> Sequence[tuple[Filed, tuple[Mistake, ...]]]:
        """See History.mistaken."""
        with self._register.reading() as session:
            held, _ = self._others(session, "e", print_.error_keys, self._subject_ids(session, me))
            ids = sorted({id for holders in held.values() for id in holders})
            heads = [_filed(r) for r in session.scalars(_heads().where(FiledReport.id.in_(ids)))]
        found = [(f, tuple(m for m in print_.mistakes if f.id in held.get(m.key, ()))) for f in heads]
        return sorted(found, key=lambda f: (-len(f[1]), f[0].id))

    def origins(self, me: Identity) -> Sequence[tuple[Filed, dict[str, str]]]:
        """See History.origins."""
        with self._register.reading() as session:
            mine = self._subject_ids(session, me)
            rows = list(session.scalars(_heads().where(FiledReport.sha256 != self._sha256)))
            superseded = {r.revision_of for r in rows}
            return [
                (_filed(r), dict(r.properties)) for r in rows if r.enterprise_id not in mine and r.id not in superseded
            ]

    # The subject's own history

    def own(self, me: Identity) -> Sequence[Filed]:
        """See History.own."""
        with self._register.reading() as session:
            return [_filed(r) for r in session.scalars(self._own(session, me))]

    def own_values(self, me: Identity) -> Sequence[FiledAmount]:
        """See History.own_values."""
        with self._register.reading() as session:
            heads = {r.id: _filed(r) for r in session.scalars(self._own(session, me))}
            rows = session.scalars(select(FiledValue).where(FiledValue.report_id.in_(heads)).order_by(FiledValue.id))
            return [_amount(row, heads[row.report_id]) for row in rows]

    def _own(self, session: Session, me: Identity) -> Select[FiledReport]:
        query = _heads().where(
            FiledReport.enterprise_id.in_(self._subject_ids(session, me)), FiledReport.sha256 != self._sha256
        )
        if me.period:
            # Versions of this very report are no history.
            query = query.where(or_(FiledReport.last_year != me.period[-1], FiledReport.kind != me.kind))
        return query

    # Across reports

    def by_agency(self, agency: str, year: int | None) -> Sequence[Filed]:
        """See History.by_agency."""
        with self._register.reading() as session:
            agencies = _ids(session, ("agency",), agency, "")
            rows = session.scalars(
                _heads().where(FiledReport.agency_id.in_(agencies), FiledReport.sha256 != self._sha256)
            )
            found = [_filed(r) for r in rows]
        superseded = {f.revision_of for f in found}
        return [f for f in found if f.id not in superseded and (year is None or (f.dated and f.dated.year == year))]

    def people(self, names: Sequence[str], me: Identity) -> Sequence[OnSite]:
        """See History.people."""
        with self._register.reading() as session:
            mine = self._subject_ids(session, me)
            query = select(Engagement).where(Engagement.person.in_(sorted(set(names)))).order_by(Engagement.id)
            rows = list(session.scalars(query))
            heads = self._heads_of(session, rows, mine)
            return [
                OnSite(heads[r.report_id], r.person, r.role, r.title, r.first_day, r.last_day, r.place, r.quote)
                for r in rows
                if r.report_id in heads
            ]

    def numbers(self, numbers: Sequence[str], me: Identity) -> Sequence[NumberUse]:
        """See History.numbers."""
        with self._register.reading() as session:
            mine = self._subject_ids(session, me)
            wanted = sorted({bare(n) for n in numbers})
            rows = list(
                session.scalars(select(FiledNumber).where(FiledNumber.number.in_(wanted)).order_by(FiledNumber.id))
            )
            heads = self._heads_of(session, rows, mine)
            return [NumberUse(heads[r.report_id], r.kind, r.printed, r.quote) for r in rows if r.report_id in heads]

    def _heads_of(
        self, session: Session, rows: Sequence[Engagement | FiledNumber | FiledValue | FiledImage], mine: set[int]
    ) -> dict[int, Filed]:
        """Heads of the rows' reports, without this report, this enterprise and superseded versions."""
        ids = sorted({r.report_id for r in rows})
        found = list(session.scalars(_heads().where(FiledReport.id.in_(ids))))
        superseded = {r.revision_of for r in found}
        return {
            r.id: _filed(r)
            for r in found
            if r.sha256 != self._sha256 and r.enterprise_id not in mine and r.id not in superseded
        }

    def listings(self, me: Identity) -> Sequence[ListEntry]:
        """See History.listings."""
        return [
            ListEntry(r.kind, r.name, r.credit_code, r.reason, r.listed_on, r.as_of, r.source)
            for r in lists.listings(self._register, me.credit_code, me.enterprise)
        ]

    def list_kinds(self) -> Sequence[tuple[str, date]]:
        """See History.list_kinds."""
        with self._register.reading() as session:
            query = select(Listing.kind, func.max(Listing.as_of)).group_by(Listing.kind).order_by(Listing.kind)
            return [(kind, day) for kind, day in session.execute(query)]

    def known_names(self) -> Sequence[str]:
        """See History.known_names."""
        with self._register.reading() as session:
            query = (
                select(OrganisationName.name)
                .join(Organisation)
                .where(Organisation.nature.in_(_UNITS))
                .distinct()
                .order_by(OrganisationName.name)
            )
            return list(session.scalars(query))

    def peer_values(self, facts: Sequence[str], nature: str, industry: str, me: Identity) -> Sequence[FiledAmount]:
        """See History.peer_values."""
        with self._register.reading() as session:
            mine = self._subject_ids(session, me)
            query = (
                select(FiledValue)
                .join(FiledReport, FiledReport.id == FiledValue.report_id)
                .where(
                    FiledValue.fact.in_(facts),
                    FiledValue.nature == nature,
                    FiledReport.kind == me.kind,
                    FiledReport.industry == industry,
                )
                .order_by(FiledValue.id)
            )
            rows = list(session.scalars(query))
            heads = self._heads_of(session, rows, mine)
            return [_amount(r, heads[r.report_id]) for r in rows if r.report_id in heads]

    def _subject_ids(self, session: Session, me: Identity) -> set[int]:
        return _ids(session, _UNITS, me.enterprise, me.credit_code)


def _ids(session: Session, natures: tuple[str, ...], name: str, credit_code: str) -> set[int]:
    """Organisations of a name or a code. A code misprinted in one version makes no other enterprise of it."""
    if not name and not credit_code:
        return set()
    named = select(OrganisationName.organisation_id).where(OrganisationName.name == name)
    query = select(Organisation.id).where(
        Organisation.nature.in_(natures),
        or_(Organisation.key == Party(name, credit_code).key, Organisation.id.in_(named)),
    )
    return set(session.scalars(query))


def _heads() -> Select[FiledReport]:
    return (
        select(FiledReport)
        .options(joinedload(FiledReport.enterprise), joinedload(FiledReport.agency))
        .order_by(FiledReport.id)
    )


def _filed(report: FiledReport) -> Filed:
    years = (report.first_year, report.last_year or report.first_year) if report.first_year else ()
    return Filed(
        id=report.id,
        sha256=report.sha256,
        file_name=report.file_name,
        kind=report.kind,
        mode=report.mode,
        level=report.level,
        enterprise=report.enterprise.name if report.enterprise else "",
        credit_code=report.enterprise.credit_code if report.enterprise else "",
        agency=report.agency.name if report.agency else "",
        dated=report.dated,
        years=tuple(y for y in years if y is not None),
        revision_of=report.revision_of,
    )


def _amount(row: FiledValue, filed: Filed) -> FiledAmount:
    return FiledAmount(
        filed, row.fact, row.label, row.year, row.text, row.unit, row.basis, row.scope, row.nature,
        row.approximate, row.quote,
    )  # fmt: skip


def _sentences(session: Session, report: int) -> list[Kept]:
    data = session.scalar(select(FiledReport.sentences).where(FiledReport.id == report))
    return _unpacked(data) if data else []


@lru_cache(maxsize=32)
def _unpacked(data: bytes) -> list[Kept]:
    return unpacked(data)
