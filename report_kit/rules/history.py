"""What rules may ask of earlier reports and imported lists: a read-only view, made by whoever keeps the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from report_kit.facts.model import Identity

if TYPE_CHECKING:
    from report_kit.resemblance.compare import Likeness
    from report_kit.resemblance.figures import Pair
    from report_kit.resemblance.fingerprint import Fingerprint
    from report_kit.resemblance.mistakes import Mistake
    from report_kit.resemblance.pictures import Shown

ListKind = Literal["经营异常", "失信", "处罚", "节能监察", "移出名单"]


@dataclass(frozen=True, slots=True)
class Filed:
    """The head of a filed report."""

    id: int
    sha256: str
    file_name: str
    kind: str
    mode: str
    level: str
    enterprise: str
    credit_code: str
    agency: str
    dated: date | None
    years: tuple[int, ...]
    revision_of: int | None = None

    @property
    def title(self) -> str:
        """How a finding names it: enterprise, years, kind of report."""
        years = "～".join(str(y) for y in dict.fromkeys((self.years[0], self.years[-1]))) if self.years else ""
        return f"{self.enterprise or self.file_name}{f'（{years}年度）' if years else ''}"


@dataclass(frozen=True, slots=True)
class Resembling:
    """Another enterprise's report and what of this report's text and figures stands in it."""

    filed: Filed
    likeness: Likeness
    figures: tuple[Pair, ...]
    """Pairs of figures both hold and hardly any other report does."""
    siblings: int
    """Reports of other enterprises by the agency of the resembling one that were there to learn its own words from."""


@dataclass(frozen=True, slots=True)
class SamePicture:
    """A picture of this report and the filed one that shows the same; `score` is their correlation."""

    mine: Shown
    filed: Filed
    caption: str
    page: int | None
    score: float


@dataclass(frozen=True, slots=True)
class FiledAmount:
    """A value printed in a filed report."""

    filed: Filed
    fact: str
    label: str
    year: int | None
    text: str
    unit: str
    basis: str
    scope: str
    nature: str
    approximate: bool
    quote: str


@dataclass(frozen=True, slots=True)
class OnSite:
    """A person's part in a filed report."""

    filed: Filed
    person: str
    role: str
    title: str
    first_day: date | None
    last_day: date | None
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class NumberUse:
    """A certificate's or test report's number in a filed report."""

    filed: Filed
    kind: str
    printed: str
    quote: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A row of an imported list that names the subject."""

    kind: str
    name: str
    credit_code: str
    reason: str
    listed_on: date | None
    as_of: date
    source: str


class History(Protocol):
    """The register as rules see it. The report under check itself and its other versions are never among the answers."""

    def resembling(self, print_: Fingerprint, me: Identity) -> Sequence[Resembling]:
        """Reports of other enterprises, the most alike first."""

    def pictures(self, shown: Sequence[Shown], me: Identity) -> Sequence[SamePicture]:
        """Pictures of other enterprises' reports that show what these show, in their order, the likest first."""

    def mistaken(self, print_: Fingerprint, me: Identity) -> Sequence[tuple[Filed, tuple[Mistake, ...]]]:
        """Other enterprises' reports with mistakes of this one that hardly any other report makes, most of them first."""

    def origins(self, me: Identity) -> Sequence[tuple[Filed, dict[str, str]]]:
        """Other enterprises' reports with their files' properties."""

    def own(self, me: Identity) -> Sequence[Filed]:
        """The same enterprise's reports of other years or kinds."""

    def own_values(self, me: Identity) -> Sequence[FiledAmount]:
        """The values those reports print."""

    def likeness_to(self, filed: Filed, print_: Fingerprint) -> Likeness:
        """What of this report stands in one filed report, nobody's common words."""

    def by_agency(self, agency: str, year: int | None) -> Sequence[Filed]:
        """Reports of an agency dated in a year."""

    def people(self, names: Sequence[str], me: Identity) -> Sequence[OnSite]:
        """Parts of these people in other enterprises' reports."""

    def numbers(self, numbers: Sequence[str], me: Identity) -> Sequence[NumberUse]:
        """Uses of these certificate and test-report numbers (bare) in other enterprises' reports."""

    def listings(self, me: Identity) -> Sequence[ListEntry]:
        """Rows of the imported veto lists that name the subject."""

    def list_kinds(self) -> Sequence[tuple[str, date]]:
        """Kinds of lists imported, each with the newest day."""

    def known_names(self) -> Sequence[str]:
        """Names of enterprises and parks in the register, the subject's among them."""

    def peer_values(self, facts: Sequence[str], nature: str, industry: str, me: Identity) -> Sequence[FiledAmount]:
        """Values of a nature (leading, benchmark) in other enterprises' reports of the same kind and industry code."""
