"""What every row of a checklist has in common: an id, a name, where it comes from and how sure that is."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Confidence = Literal["official", "second-hand", "background"]
"""official: text of the source seen; second-hand: seen quoted elsewhere; background: from general knowledge.

The last two are shown as 待核实 and never make an error."""

CONFIDENCE_LABELS: dict[Confidence, str] = {
    "official": "已见原文",
    "second-hand": "待核实（二手来源）",
    "background": "待核实（背景知识）",
}

Direction = Literal["higher", "lower", "none"]
Kind = Literal["factory", "park", "supply-chain"]
Mode = Literal["self", "third-party", "platform"]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]*$")]
FileId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]*(\+[a-z0-9_.-]+)?$")]
"""An id of a file; a profile is called `<edition>+<profile>`."""
Text = Annotated[str, Field(min_length=1)]
Number = Annotated[Decimal, Field(allow_inf_nan=False)]


class Data(BaseModel):
    """A frozen piece of checklist data; unknown keys are errors, so that a typing slip is seen at once."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Row(Data):
    """One clause row. `clause` is the place in `source`; `confidence` says how the row was established."""

    id: Id
    name: Text
    source: Text
    clause: str = ""
    confidence: Confidence = "official"
    note: str = ""

    @property
    def to_verify(self) -> bool:
        """Whether the row must be shown as 待核实."""
        return self.confidence != "official"


class File(Data):
    """One file of checklist data. `id` is what commands and reports call it."""

    id: FileId
    title: Text
    status: Literal["draft", "in-force", "superseded", "reference"] = "in-force"
    note: str = ""


def with_source(data: Any) -> Any:
    """Raw data in which rows that name no source (and confidence) get those of the enclosing map."""
    if not isinstance(data, dict) or "source" not in data:
        return data
    inherited = {key: data[key] for key in ("source", "confidence") if key in data}
    return {
        key: [inherited | row if _is_sourceless_row(row) else row for row in value]
        if isinstance(value, list)
        else value
        for key, value in data.items()
    }


def _is_sourceless_row(row: Any) -> bool:
    return isinstance(row, dict) and "id" in row and "source" not in row
