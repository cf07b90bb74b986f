"""A decision: what was read, what a person said of it, who, when, and the hashes it was said about.

Decisions are never changed. A later one names those it was made in knowledge of (``supersedes``) and then wins over
them, field by field; one that does not know of another and says otherwise is in conflict with it. ``withdraw`` takes
back the decisions in ``withdraws``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.records import AssessmentRow

Value = str | int | float | bool | None | list[str]
Action = Literal["confirm", "correct", "withdraw"]

FIELDS: tuple[str, ...] = (
    "package",
    "edition",
    "category",
    "number",
    "number_raw",
    "title",
    "level",
    "rating_step",
    "rating_text",
    "rating_scale",
    "rating_steps",
    "activity",
    "departments",
    "department_ids",
    "notes",
    "responsible",
    "deadline",
)
"""Fields of an assessment that a person decides on; confirming a row confirms all of them."""


class RecordName(BaseModel):
    """The record a decision is about, named as it was extracted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Literal["assessments"] = "assessments"
    record_id: str
    municipality_code: str | None
    package: str | None
    edition: str | None
    number: int | None
    occurrence: int
    title: str | None


class Decision(BaseModel):
    """One line of a decisions file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_name: Literal["udtraek-decision"] = "udtraek-decision"
    schema_version: Literal["1.0.0"] = "1.0.0"
    decision_id: Annotated[str, Field(description="Hash of everything else in the line.", pattern="^[0-9a-f]{32}$")]
    at: Annotated[str, Field(description="When it was made, ISO 8601, UTC.")]
    by: Annotated[str, Field(description="Who made it.", min_length=1)]
    action: Action
    document_id: Annotated[str, Field(description="sha256 of the PDF it was said about.", pattern="^[0-9a-f]{64}$")]
    path: Annotated[str, Field(description="Path of the PDF in the run that was looked at.")]
    record: RecordName
    read_sha256: Annotated[str, Field(description="Hash of all fields as they were extracted.")]
    read: Annotated[dict[str, Value], Field(description="What was extracted, by field.")] = {}
    said: Annotated[dict[str, Value], Field(description="What is right, by field.")] = {}
    supersedes: Annotated[tuple[str, ...], Field(description="Decisions that were known when this was made.")] = ()
    withdraws: Annotated[tuple[str, ...], Field(description="Decisions that are taken back.")] = ()
    note: Annotated[str | None, Field(description="Why, in the person's words.")] = None

    def line(self) -> bytes:
        """The decision as it is kept: one line of JSON."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True).encode() + b"\n"

    def expected_id(self) -> str:
        """The id that the content gives."""
        return _digest(self.model_dump(mode="json", exclude={"decision_id"}))[:32]


def make_decision(**values: Any) -> Decision:
    """A decision with the id that its content gives.

    Raises:
        ValidationError: the values make no decision.
    """
    draft = Decision(decision_id="0" * 32, **values)
    return draft.model_copy(update={"decision_id": draft.expected_id()})


def values_of(row: AssessmentRow) -> dict[str, Value]:
    """The fields of a row that a person decides on, as they stand in decisions."""
    return {name: plain(getattr(row, name)) for name in FIELDS}


def name_of(row: AssessmentRow) -> RecordName:
    """The name of a row as it was extracted."""
    return RecordName.model_validate(row.model_dump(include=set(RecordName.model_fields) - {"table"}))


def digest_of(row: AssessmentRow) -> str:
    """Hash of what was extracted, as decisions state it."""
    return _digest(values_of(row))


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same; how lines were broken does not matter."""
    return _spaced(one) == _spaced(other)


def plain(value: Any) -> Value:
    """A row's value as JSON has it."""
    result: Value = list(value) if isinstance(value, tuple) else value
    return result


def _spaced(value: Value) -> Value:
    if isinstance(value, str):
        return " ".join(value.split())
    return [" ".join(item.split()) for item in value] if isinstance(value, list) else value


def _digest(values: Mapping[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
