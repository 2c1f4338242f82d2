"""How forms, chapters, covers and annexes are worded in real reports: one list for every format."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, Literal

from report_kit.checklist.loading import shipped
from report_kit.checklist.model import Data, File, Id, Row, Text
from report_kit.checklist.recognition import Groups, bare, strength

Part = Literal["fields", "chapters", "cover", "attachments"]


class Wording(Data):
    """`titles`: wordings seen; `recognised_by`: key words of wordings not seen."""

    titles: tuple[Text, ...]
    recognised_by: Groups = ()


class Words(File):
    """`checklists/formats/words.yaml`: the wordings of each field, chapter, cover item and attachment, by id."""

    fields: dict[Id, Wording]
    chapters: dict[Id, Wording]
    cover: dict[Id, Wording]
    attachments: dict[Id, Wording]


def words() -> Words:
    """The shared wordings, loaded once."""
    return shipped("formats/words.yaml", Words)


class Worded(Row):
    """A row of a format whose wordings stand in `words.yaml` under its id; a row may add its own `synonyms` and
    `keywords`."""

    part: ClassVar[Part]
    synonyms: tuple[Text, ...] = ()
    keywords: Groups = ()

    @cached_property
    def _wording(self) -> Wording | None:
        shared: dict[str, Wording] = getattr(words(), self.part)
        return shared.get(self.id)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every known wording, the format's own first."""
        shared = self._wording.titles if self._wording else ()
        return tuple(dict.fromkeys((self.name, *self.synonyms, *shared)))

    @cached_property
    def recognised_by(self) -> Groups:
        """Groups of key words by which unseen wordings are recognised."""
        shared = self._wording.recognised_by if self._wording else ()
        return (*self.keywords, *shared)

    @cached_property
    def _bare_labels(self) -> frozenset[str]:
        return frozenset(bare(label) for label in self.labels)

    def is_called(self, text: str) -> bool:
        """Whether `text` is one of the known wordings (spaces and punctuation do not count)."""
        return bare(text) in self._bare_labels

    def strength(self, text: str) -> int:
        """How strongly `text` speaks of this row: 1000 for a known wording, else by key words; 0 is not."""
        return 1000 if self.is_called(text) else strength(self.recognised_by, text)
