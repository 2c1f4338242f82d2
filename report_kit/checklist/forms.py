"""Report formats: what the cover, the basic-information form, the promise, the chapters and the annexes must hold.

One format (`checklists/formats/<id>.yaml`) has one variant for each kind and mode of report.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from report_kit.checklist.loading import find, load_file, shipped
from report_kit.checklist.model import File, Id, Kind, Mode, Number, Row, Text, with_source
from report_kit.checklist.recognition import Groups
from report_kit.checklist.words import Part, Worded
from report_kit.errors import InputError

FieldType = Literal["text", "code", "phone", "email", "checkbox", "date", "number", "industry"]


class FormField(Worded):
    """One field of the basic-information form; `name` is the printed label.

    `group` is the part of the form it stands in (the same label may stand in two parts); `required`: must be there;
    `answered`: must be filled in where it is there; `blank_answers`: marks that count as an answer; `max_chars`:
    limit of the answer's length."""

    part: ClassVar[Part] = "fields"
    group: Id
    type: FieldType = "text"
    required: bool = True
    answered: bool = True
    blank_answers: tuple[Text, ...] = ()
    max_chars: int | None = None
    options: tuple[Text, ...] = ()


class FormGroup(Row):
    """A part of the form, e.g. 一、工厂基本信息."""

    synonyms: tuple[Text, ...] = ()


class CoverItem(Worded):
    """Something the cover must show."""

    part: ClassVar[Part] = "cover"
    required: bool = True


class Promise(Row):
    """The promise of truthfulness, recognised by its words. Any wording with one word of each list of `must_hold` is
    complete; `signature`, `seal`, `date` are the words of the lines below it."""

    recognised_by: Groups
    must_hold: tuple[tuple[Text, ...], ...]
    signature: tuple[Text, ...]
    seal: tuple[Text, ...]
    date: tuple[Text, ...] = ("年", "日期")


class Chapter(Worded):
    """A chapter or sub-chapter; `name` is the format's title, `parent` the chapter it belongs to, `order` its place
    among its siblings.

    `text_counts`: a paragraph or table that deals with it, without a heading of its own, is enough (unless its siblings
    have headings). `editions`: the chapter belongs to reports after these editions only; empty is all."""

    part: ClassVar[Part] = "chapters"
    parent: Id | None = None
    level: Literal[1, 2, 3] = 1
    order: int
    required: bool = True
    text_counts: bool = False
    editions: tuple[Id, ...] = ()


class Attachment(Worded):
    """A piece of evidence to attach, recognised in the list of annexes or the text."""

    part: ClassVar[Part] = "attachments"
    required: bool = True


class DataItem(Row):
    """A figure the yearly form (动态管理表) asks for, by its vocabulary id."""

    quantity: Id


class YearCheck(Row):
    """A figure of the yearly form whose change from the year before must be explained above `most_change` percent."""

    quantity: Id
    most_change: Number


class Variant(Row):
    """The format for one kind and mode; rows that name no source have the variant's. `binding` is False where the format is only a reference for that mode;
    `title_words` are the words by which a title shows this variant."""

    kind: Kind
    mode: Mode
    binding: bool = True
    title_words: Groups
    cover: tuple[CoverItem, ...]
    groups: tuple[FormGroup, ...]
    fields: tuple[FormField, ...]
    promise: Promise | None = None
    chapters: tuple[Chapter, ...]
    attachments: tuple[Attachment, ...] = ()
    data: tuple[DataItem, ...] = ()
    year_checks: tuple[YearCheck, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _rows_inherit_source(cls, data: Any) -> Any:
        return with_source(data)

    @model_validator(mode="after")
    def _tree(self) -> Variant:
        ids = [c.id for c in self.chapters]
        groups = {g.id for g in self.groups}
        for chapter in self.chapters:
            if chapter.parent is not None and chapter.parent not in ids:
                raise ValueError(f"章节 {chapter.id} 的上级 {chapter.parent} 不存在")
        for field in self.fields:
            if field.group not in groups:
                raise ValueError(f"字段 {field.id} 所在的部分 {field.group} 不存在")
        return self

    def children(self, id: str) -> tuple[Chapter, ...]:
        """Sub-chapters of a chapter, in the format's order."""
        return tuple(c for c in self.chapters if c.parent == id)

    def chapters_called(self, title: str) -> tuple[Chapter, ...]:
        """Chapters that a heading's text (without its number) can stand for, the likeliest first; a heading may stand
        for several (核查报告编写及内部技术复核)."""
        found = [(c.strength(title), c) for c in self.chapters]
        return tuple(c for s, c in sorted(found, key=lambda pair: -pair[0]) if s > 0)

    def in_edition(self, edition: str) -> tuple[Chapter, ...]:
        """Chapters that a report after `edition` has."""
        base = edition.partition("+")[0]
        return tuple(c for c in self.chapters if not c.editions or base in c.editions)

    @cached_property
    def chapter(self) -> dict[str, Chapter]:
        """Chapters by id."""
        return {c.id: c for c in self.chapters}

    @cached_property
    def field(self) -> dict[str, FormField]:
        """Form fields by id."""
        return {f.id: f for f in self.fields}


class Format(File):
    """One report format with its variants."""

    source: Text
    variants: tuple[Variant, ...]

    def variant(self, kind: str, mode: str) -> Variant | None:
        """The variant for a kind and mode, or None when the format has none."""
        return next((v for v in self.variants if v.kind == kind and v.mode == mode), None)


class Veto(Row):
    """One of the conditions that exclude (否决条件)."""

    number: int
    recognised_by: Groups


class Vetoes(File):
    """`checklists/vetoes.yaml`; `window_years` is how far back they reach."""

    window_years: int
    rows: tuple[Veto, ...]


FORMATS = ("format-2024", "format-2017")
DYNAMIC_FORM = "dynamic-form"
"""The yearly form of units on the roster (动态管理表): no report, so it is never among the variants of a report."""


def report_format(id: str) -> Format:
    """The format of that id."""
    path = find("formats", id)
    if path is None:
        raise InputError(f"没有报告格式“{id}”", f"可用：{'、'.join(FORMATS)}")
    return load_file(path, Format)


def variants(kind: str, mode: str) -> tuple[Variant, ...]:
    """Every accepted variant of a report of a kind and mode, the newest format first."""
    found = (report_format(id).variant(kind, mode) for id in FORMATS)
    return tuple(v for v in found if v is not None)


def dynamic_form(kind: str) -> Variant | None:
    """The yearly form for a kind of unit."""
    return report_format(DYNAMIC_FORM).variant(kind, "platform")


def vetoes() -> tuple[Veto, ...]:
    """The six conditions that exclude."""
    return shipped("vetoes.yaml", Vetoes).rows
