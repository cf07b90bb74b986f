"""One definition per published column.

A column that stands in several tables (``document_id``, ``page``, ``confidence`` …) has one name, one
type and one description: the aliases here. Parquet and CSV schemas, the data package, the JSON Schema
and the documentation are all made from them, so they cannot disagree.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

# --- vocabularies of fixed values ------------------------------------------------------------------

Status = Literal["ok", "partial", "failed", "rejected"]
Kind = Literal["assessment", "package", "policy", "presentation", "agenda", "survey_extract", "other"]
LevelName = Literal["grundniveau", "udviklingsniveau"]
CategoryName = Literal["rammer", "tilbud", "information", "tidlig_opsporing"]
MarkKindName = Literal["glyph", "checkbox", "fill", "drawing", "icon", "text"]
ReviewName = Literal["none", "confirmed", "corrected"]
SeverityName = Literal["error", "warning", "info"]

# --- identity ---------------------------------------------------------------------------------------

DocumentId = Annotated[str, Field(description="sha256 of the PDF's bytes, hexadecimal.", pattern="^[0-9a-f]{64}$")]
RecordId = Annotated[
    str,
    Field(
        description="Stable name of the record: the same for the same PDF on every machine and in every run. "
        "Evidence of the document's own fields has the document_id here."
    ),
]
OptionalRecordId = Annotated[
    str | None, Field(description="The record the row speaks of; null when it speaks of the document.")
]
TableId = Annotated[str, Field(description="Stable name of the table: document and its order in the document.")]

# --- places -----------------------------------------------------------------------------------------

PageNumber = Annotated[int, Field(description="Page of the PDF on which it starts, counted from 1.", ge=1)]
OptionalPageNumber = Annotated[
    int | None, Field(description="Page of the PDF, counted from 1; null when it has no place on a page.", ge=1)
]
PageLast = Annotated[int, Field(description="Page of the PDF on which it ends, counted from 1.", ge=1)]
X0 = Annotated[float, Field(description="Left edge in points from the left of the page as seen.")]
Top = Annotated[float, Field(description="Upper edge in points from the top of the page as seen.")]
X1 = Annotated[float, Field(description="Right edge in points from the left of the page as seen.")]
Bottom = Annotated[float, Field(description="Lower edge in points from the top of the page as seen.")]
OptionalX0 = Annotated[float | None, Field(description="Left edge in points; null without a place.")]
OptionalTop = Annotated[float | None, Field(description="Upper edge in points; null without a place.")]
OptionalX1 = Annotated[float | None, Field(description="Right edge in points; null without a place.")]
OptionalBottom = Annotated[float | None, Field(description="Lower edge in points; null without a place.")]

# --- trust ------------------------------------------------------------------------------------------

Confidence = Annotated[
    float,
    Field(description="How sure the extraction is, 0–1; the weakest link of all that led to the value.", ge=0, le=1),
]
NeedsReview = Annotated[bool, Field(description="True when a person should look before the row is used.")]
Review = Annotated[ReviewName, Field(description="Whether a person has confirmed or corrected the row.")]

# --- the domain -------------------------------------------------------------------------------------

MunicipalityCode = Annotated[
    str | None,
    Field(
        description="Four-digit municipality code with its leading zero; null when no single municipality is named.",
        pattern="^[0-9]{4}$",
    ),
]
PackageSlug = Annotated[
    str | None, Field(description="The forebyggelsespakke, as a slug (alkohol … tobak); null when not stated.")
]
Edition = Annotated[
    str | None, Field(description="Year of the package's edition; null when the document does not decide it.")
]
Level = Annotated[LevelName | None, Field(description="Level of the recommendation; null when not stated.")]
LevelRaw = Annotated[str | None, Field(description="The level as printed; null when not printed.")]
Category = Annotated[CategoryName | None, Field(description="The package's category; null when not stated.")]
RatingText = Annotated[
    str | None,
    Field(
        description="The step's wording as printed: in the header, else the legend, else the cell; a share in per cent "
        "that is no step; null: not rated."
    ),
]
RatingScale = Annotated[str | None, Field(description="Name of the rating scale (docs/ratings.md); null: unknown.")]
RatingStep = Annotated[int | None, Field(description="Step on the scale, 1 = best; null: not rated.", ge=1)]
RatingSteps = Annotated[int | None, Field(description="How many steps the scale has; null: unknown.", ge=1)]
Responsible = Annotated[str | None, Field(description="Who is responsible, as printed; null: no such column.")]
Deadline = Annotated[str | None, Field(description="When it is to be done, as printed; null: no such column.")]
