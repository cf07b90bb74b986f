"""The rows of the published tables: one frozen model per table, one field per column.

``null`` means unknown or not stated; ``""`` means the cell is there and empty. Field order is column
order. The names and types are fixed by the project's contract with its users: columns are added,
never renamed, retyped or removed within a major version of the schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from schemas import columns as c

SCHEMA_VERSION = "1.0.0"


class Record(BaseModel):
    """What all published rows share: frozen, and nothing beyond the declared columns."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class DocumentRow(Record):
    """One PDF that was found, whatever became of it."""

    document_id: c.DocumentId
    path: Annotated[str, Field(description="Path relative to the input folder, with / between folders.")]
    file_name: Annotated[str, Field(description="Name of the file.")]
    status: Annotated[c.Status, Field(description="ok; partial: some pages or values lost; failed; rejected.")]
    status_reason: Annotated[str | None, Field(description="Why the status is not ok, in one sentence.")] = None
    kind: Annotated[c.Kind | None, Field(description="What kind of document it is; null when not read.")] = None
    kind_confidence: Annotated[float | None, Field(description="How sure the kind is, 0–1.", ge=0, le=1)] = None
    title: Annotated[str | None, Field(description="The document's title as printed, wrapping undone.")] = None
    organisation: Annotated[str | None, Field(description="Who published it, as printed.")] = None
    municipality_code: c.MunicipalityCode = None
    municipality: Annotated[str | None, Field(description="Name of the municipality.")] = None
    region: Annotated[str | None, Field(description="The municipality's region as of the document's date.")] = None
    packages: Annotated[tuple[str, ...], Field(description="Slugs of the packages the document is about.")] = ()
    edition: c.Edition = None
    document_date: Annotated[
        str | None, Field(description="Date of the document's status, ISO 8601, as exact as printed.")
    ] = None
    language: Annotated[str | None, Field(description="Language of most of the text, ISO 639-1.")] = None
    page_count: Annotated[int | None, Field(description="Number of pages; null when unreadable.", ge=0)] = None
    ocr_page_count: Annotated[int | None, Field(description="Pages that were read by OCR.", ge=0)] = None
    producer: Annotated[str | None, Field(description="Program that made the PDF, as the file says.")] = None
    byte_size: Annotated[int, Field(description="Size of the file in bytes.", ge=0)]
    record_count: Annotated[int, Field(description="Number of records of all kinds.", ge=0)] = 0
    finding_count: Annotated[int, Field(description="Number of findings.", ge=0)] = 0
    source_url: Annotated[str | None, Field(description="Where the PDF was fetched, from the manifest.")] = None


class AssessmentRow(Record):
    """One printed assessment of a recommendation."""

    record_id: c.RecordId
    document_id: c.DocumentId
    municipality_code: c.MunicipalityCode
    package: c.PackageSlug
    edition: c.Edition
    category: c.Category
    number: Annotated[int | None, Field(description="Number of the recommendation: of 'G1' 1, of '3.2' 2.")]
    number_raw: Annotated[str | None, Field(description="The number as printed; null when none is printed.")]
    occurrence: Annotated[int, Field(description="2 for the second row of the same package and number.", ge=1)]
    title: Annotated[str | None, Field(description="Title, wrapping undone, level suffix removed.")]
    title_raw: Annotated[str | None, Field(description="Title as it stands in the cell, lines kept.")]
    recommendation_id: Annotated[
        str | None, Field(description="Key in the catalogue, package:edition:number; null: not linked.")
    ]
    recommendation_score: Annotated[
        float | None, Field(description="Likeness of the title to the catalogue's, 0–1.", ge=0, le=1)
    ]
    level: c.Level
    level_raw: c.LevelRaw
    rating_text: c.RatingText
    rating_scale: c.RatingScale
    rating_step: c.RatingStep
    rating_steps: c.RatingSteps
    mark_kind: Annotated[c.MarkKindName | None, Field(description="How the rating is drawn; null: no mark.")]
    activity: Annotated[str | None, Field(description="Initiatives and activities; null: no such column.")]
    departments_raw: Annotated[str | None, Field(description="The cell that names departments, wrapping undone.")]
    departments: Annotated[tuple[str, ...], Field(description="Units as printed, each once, wrapping undone.")]
    department_ids: Annotated[tuple[str, ...], Field(description="Units of the project's vocabulary.")]
    notes: Annotated[str | None, Field(description="Further description or remarks; null: no such column.")]
    responsible: c.Responsible
    deadline: c.Deadline
    status_date: Annotated[str | None, Field(description="Date the rating holds for, ISO 8601, as exact as printed.")]
    unmapped: Annotated[
        tuple[str, ...], Field(description="Text of the row's cells that no field holds, as 'header: text'.")
    ] = ()
    page: c.PageNumber
    page_last: c.PageLast
    agenda_item_id: Annotated[
        str | None, Field(description="Item of the agenda that encloses it (agenda_items); null: no agenda.")
    ] = None
    confidence: c.Confidence
    needs_review: c.NeedsReview
    review: c.Review = "none"


class SummaryRow(Record):
    """One printed count of a summary table."""

    record_id: c.RecordId
    document_id: c.DocumentId
    package: c.PackageSlug
    level: c.Level
    rating_text: Annotated[str | None, Field(description="The step as printed; null: the printed total.")]
    rating_step: c.RatingStep
    count: Annotated[int, Field(description="The printed count.", ge=0)]
    count_computed: Annotated[int | None, Field(description="The same count from the rows, one per number.", ge=0)]
    agrees: Annotated[bool | None, Field(description="Whether both are equal; null: nothing to compare with.")]
    page: c.PageNumber


class RecommendationRow(Record):
    """One recommendation of a package."""

    record_id: c.RecordId
    document_id: c.DocumentId
    package: c.PackageSlug
    edition: c.Edition
    order: Annotated[int, Field(description="Place in the document's order, from 1.", ge=1)]
    number: Annotated[int | None, Field(description="Printed number; null when none is printed.")]
    title: Annotated[str, Field(description="Title, wrapping undone, first letter as seen in print.")]
    level: c.Level
    category: c.Category
    target_groups: Annotated[tuple[str, ...], Field(description="Target groups as printed.")]
    description: Annotated[str | None, Field(description="Description, wrapping undone.")]
    inspiration: Annotated[str | None, Field(description="What follows 'Inspiration til handling'.")]
    page: c.PageNumber
    page_last: c.PageLast
    confidence: c.Confidence


class PolicyActionRow(Record):
    """One action of a policy or action plan."""

    record_id: c.RecordId
    document_id: c.DocumentId
    municipality_code: c.MunicipalityCode
    area_number: Annotated[int | None, Field(description="Number of the area of effort; null: none printed.")]
    area: Annotated[str | None, Field(description="Area of effort (indsatsområde).")]
    goal: Annotated[str | None, Field(description="Goal (målsætning) of the area.")]
    objective: Annotated[str | None, Field(description="Objective the action serves.")]
    action_index: Annotated[int, Field(description="Place of the action within its objective, from 1.", ge=1)]
    action: Annotated[str, Field(description="The action, wrapping undone.")]
    responsible: c.Responsible
    deadline: c.Deadline
    indicator: Annotated[str | None, Field(description="How success is measured, as printed.")]
    page: c.PageNumber
    confidence: c.Confidence


class InitiativeRow(Record):
    """One initiative of a slide deck or status note."""

    record_id: c.RecordId
    document_id: c.DocumentId
    number_raw: Annotated[str | None, Field(description="The initiative's number as printed, e.g. '2/4'.")]
    numbers: Annotated[tuple[int, ...], Field(description="The numbers in it: '2/4' gives 2 and 4.")]
    title: Annotated[str | None, Field(description="Title of the initiative.")]
    target_group: Annotated[str | None, Field(description="Whom it is for, as printed.")]
    status: Annotated[tuple[str, ...], Field(description="Status lines in order.")]
    actors: Annotated[tuple[str, ...], Field(description="Who works with it, in order.")]
    pages: Annotated[tuple[int, ...], Field(description="Pages that present it, from 1.")]
    confidence: c.Confidence


class Bullet(Record):
    """One paragraph of a slide's body."""

    level: Annotated[int, Field(description="Nesting, from 1.", ge=1)]
    text: Annotated[str, Field(description="Text of the paragraph.")]


class SlideRow(Record):
    """One slide of a presentation."""

    record_id: c.RecordId
    document_id: c.DocumentId
    page: c.PageNumber
    title: Annotated[str | None, Field(description="Title of the slide; null: it has none.")]
    bullets: Annotated[tuple[Bullet, ...], Field(description="Paragraphs of the body in reading order.")]


class MilestoneRow(Record):
    """One step of a process plan on a slide: what happens, and when."""

    record_id: c.RecordId
    document_id: c.DocumentId
    page: c.PageNumber
    order: Annotated[int, Field(description="Place among the steps of the deck, from 1.", ge=1)]
    heading: Annotated[str | None, Field(description="Heading of the step; null: it has none.")]
    period_raw: Annotated[str, Field(description="When it is, as printed.")]
    start_date: Annotated[str, Field(description="First date of the period, ISO 8601, as exact as printed.")]
    end_date: Annotated[str, Field(description="Last date of the period, ISO 8601, as exact as printed.")]
    items: Annotated[tuple[str, ...], Field(description="What happens in it, in order.")]
    confidence: c.Confidence


class AgendaItemRow(Record):
    """One item of an agenda or of minutes, and the assessment that it encloses."""

    record_id: c.RecordId
    document_id: c.DocumentId
    order: Annotated[int, Field(description="Place among the items, from 1.", ge=1)]
    number_raw: Annotated[str | None, Field(description="Number of the item as printed; null: none is printed.")]
    title: Annotated[str | None, Field(description="Title of the item, wrapping undone.")]
    committee: Annotated[str | None, Field(description="The committee that meets, as printed.")]
    meeting_date: Annotated[str | None, Field(description="Date of the meeting, ISO 8601, as exact as printed.")]
    summary: Annotated[str | None, Field(description="Resumé; null: the item has none.")]
    case: Annotated[str | None, Field(description="Sagsfremstilling, under whatever heading.")]
    proposal: Annotated[str | None, Field(description="Indstilling, under whatever heading.")]
    decision: Annotated[str | None, Field(description="Beslutning, under whatever heading.")]
    appendices: Annotated[tuple[str, ...], Field(description="Appendices that the item lists, as printed.")]
    page: c.PageNumber
    page_last: c.PageLast
    assessment_count: Annotated[int, Field(description="Rows of assessments that the item encloses.", ge=0)]
    assessment_page: Annotated[int | None, Field(description="Page on which they begin; null: there are none.", ge=1)]
    assessment_page_last: Annotated[int | None, Field(description="Page on which they end.", ge=1)]
    confidence: c.Confidence


class TableRow(Record):
    """One table that was found, mapped onto records or not."""

    table_id: c.TableId
    document_id: c.DocumentId
    page: c.PageNumber
    page_last: c.PageLast
    x0: c.X0
    top: c.Top
    x1: c.X1
    bottom: c.Bottom
    row_count: Annotated[int, Field(description="Number of rows, header rows included.", ge=1)]
    column_count: Annotated[int, Field(description="Number of columns.", ge=1)]
    header_rows: Annotated[int, Field(description="Number of header rows at the top.", ge=0)]
    mapped_to: Annotated[str | None, Field(description="Record table its rows went to; null: to none.")]
    method: Annotated[str, Field(description="What showed the grid: rulings, shading or white space.")]
    confidence: c.Confidence


class CellRow(Record):
    """One cell of a table; a cell that goes on overleaf has a row per page."""

    table_id: c.TableId
    document_id: c.DocumentId
    page: c.PageNumber
    row: Annotated[int, Field(description="Row in the table, from 0.", ge=0)]
    column: Annotated[int, Field(description="Column in the table, from 0.", ge=0)]
    row_span: Annotated[int, Field(description="Rows the cell covers.", ge=1)]
    column_span: Annotated[int, Field(description="Columns the cell covers.", ge=1)]
    text: Annotated[str, Field(description="Text of the cell on this page, lines kept.")]
    is_header: Annotated[bool, Field(description="Whether it belongs to a header.")]
    x0: c.X0
    top: c.Top
    x1: c.X1
    bottom: c.Bottom


class EvidenceRow(Record):
    """One place that a value was read from."""

    record_id: c.RecordId
    field: Annotated[str, Field(description="Column of the record that the value stands in.")]
    document_id: c.DocumentId
    page: c.OptionalPageNumber
    x0: c.OptionalX0
    top: c.OptionalTop
    x1: c.OptionalX1
    bottom: c.OptionalBottom
    text_raw: Annotated[str, Field(description="What stands there, before any repair.")]
    method: Annotated[str, Field(description="Rule that read it, as rule@version.")]
    confidence: c.Confidence


class FindingRow(Record):
    """One thing that a person should know."""

    document_id: c.DocumentId
    record_id: c.OptionalRecordId
    code: Annotated[str, Field(description="Stable code of the finding (docs/findings.md).")]
    severity: Annotated[c.SeverityName, Field(description="error, warning or info.")]
    field: Annotated[str | None, Field(description="Column the finding is about; null: none in particular.")]
    message: Annotated[str, Field(description="What was found, in one sentence.")]
    page: c.OptionalPageNumber
    x0: c.OptionalX0
    top: c.OptionalTop
    x1: c.OptionalX1
    bottom: c.OptionalBottom


TABLES: dict[str, type[Record]] = {
    "documents": DocumentRow,
    "assessments": AssessmentRow,
    "assessment_summaries": SummaryRow,
    "recommendations": RecommendationRow,
    "policy_actions": PolicyActionRow,
    "initiatives": InitiativeRow,
    "slides": SlideRow,
    "milestones": MilestoneRow,
    "agenda_items": AgendaItemRow,
    "tables": TableRow,
    "cells": CellRow,
    "evidence": EvidenceRow,
    "findings": FindingRow,
}
"""Every published table, in the order in which they are written and described."""

Row = TypeVar("Row", bound=Record)


def checked_rows(model: type[Row], values: Sequence[object]) -> tuple[Row, ...]:
    """Rows of ``model`` from what has its fields as attributes, checked together: half the cost of one at a time.

    Raises:
        ValidationError: one of ``values`` is no such row.
    """
    rows: tuple[Row, ...] = _adapter(model).validate_python(values, from_attributes=True)
    return rows


@cache
def _adapter(model: type[Record]) -> TypeAdapter[Any]:
    return TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]  # a type made while the program runs
