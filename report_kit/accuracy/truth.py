"""`truth.yaml`: what a report of a corpus really says and which defects were planted in it (contract: labels of a corpus)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from report_kit.errors import InputError


def format_of(file: str) -> str:
    """The format a file counts under: docx, pdf, or scan (a PDF of pictures only, named `scan…`)."""
    return "scan" if "scan" in file.lower() else file.rpartition(".")[2].lower()


class Defect(BaseModel):
    """One planted defect: the rule that should find it (or one of `also`) and the words where it stands."""

    model_config = ConfigDict(extra="ignore")

    rule: str
    quote: str = ""
    also: list[str] = []
    note: str = ""
    strength: Literal["plain", "subtle"] = "plain"
    only: str = ""
    """File or format in which the defect exists; empty: in all."""

    def exists_in(self, file: str) -> bool:
        return not self.only or self.only.lower() in (file.lower(), format_of(file))


class LabelledFact(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    label: str
    value: str = ""
    unit: str = ""
    year: int | None = None
    qualifiers: dict[str, Any] = {}


class Truth(BaseModel):
    """The label of one report, `folder` being where its files are."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    name: str
    files: list[str]
    folder: Path = Path()
    base: str = ""
    split: str = ""
    kind: str = "factory"
    mode: str = "self"
    edition: str = ""
    enterprise: str = ""
    credit_code: str = ""
    agency: str = ""
    as_of: date | None = None
    tables: int | None = None
    headings: list[tuple[int, str]] = []
    facts: list[LabelledFact] = []
    defects: list[Defect] = []
    may: list[str] = Field(default_factory=list)

    @field_validator("may", mode="before")
    @classmethod
    def _none_is_empty(cls, value: Any) -> Any:
        return value or []


def load(path: Path) -> Truth:
    """The label in `path`. Raises InputError naming the file and what is wrong in it."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return Truth(**data, folder=path.parent)
    except (yaml.YAMLError, TypeError) as error:
        raise InputError(f"{path} 不是有效的 YAML：{error}", "请修正该标注文件") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            f"{path} 的 {'.'.join(map(str, first['loc']))} 有误：{first['msg']}", "请修正该标注文件"
        ) from None


def find(corpus: Path, split: str | None = None) -> Iterator[Truth]:
    """Every label below `corpus`, sorted by path; of one split where given.

    Raises InputError when there is none."""
    paths = sorted(corpus.rglob("truth.yaml"))
    if not paths:
        raise InputError(f"{corpus} 下没有 truth.yaml", "请先生成语料：python -m corpus.build，再评测 corpus/build")
    for path in paths:
        truth = load(path)
        if split is None or truth.split == split:
            yield truth
