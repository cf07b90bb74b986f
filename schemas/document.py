"""One document, checked: everything that one PDF gave, as it crosses the process border."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas import records as r
from schemas.records import SCHEMA_VERSION


class DocumentFacts(BaseModel):
    """What the manifest says of one document; it wins over what was read."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    source_url: str | None = None
    municipality_code: str | None = None
    document_date: str | None = None
    package: str | None = None
    edition: str | None = None


class ExtractSettings(BaseModel):
    """What decides how one PDF is read. Part of the cache key: all of it changes the result."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    ocr: Annotated[Literal["auto", "never", "always"], Field(description="When to read a page by OCR.")] = "auto"
    ocr_engine: Annotated[Literal["rapidocr", "tesseract"], Field(description="OCR engine.")] = "rapidocr"
    ocr_language: Annotated[str, Field(description="Language for OCR, ISO 639-3.")] = "dan"
    ocr_second: Annotated[
        str | None,
        Field(description="Version of the installed Tesseract that gives RapidOCR a second opinion; null: none."),
    ] = None
    review_below: Annotated[
        float | None, Field(description="Flag rows below this confidence; null: the threshold that ships.", ge=0, le=1)
    ] = None
    catalogue: Annotated[
        str | None, Field(description="The user's own recommendations, as YAML; null: only those that ship.")
    ] = None
    vocabulary: Annotated[
        str | None, Field(description="The user's own wordings, as YAML; null: only those that ship.")
    ] = None
    danish_model: Annotated[
        str | None, Field(description="Installed spaCy model (name or folder) that finds names of people; null: none.")
    ] = None
    danish_model_version: Annotated[str | None, Field(description="Version of that model.")] = None
    keep_personal_data: Annotated[bool, Field(description="Leave CPR numbers unmasked.")] = False


class ExtractedDocument(BaseModel):
    """All records of one PDF, with evidence and findings."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    schema_name: Literal["udtraek-document"] = "udtraek-document"
    schema_version: str = SCHEMA_VERSION
    document: r.DocumentRow
    assessments: tuple[r.AssessmentRow, ...] = ()
    assessment_summaries: tuple[r.SummaryRow, ...] = ()
    recommendations: tuple[r.RecommendationRow, ...] = ()
    policy_actions: tuple[r.PolicyActionRow, ...] = ()
    initiatives: tuple[r.InitiativeRow, ...] = ()
    slides: tuple[r.SlideRow, ...] = ()
    milestones: tuple[r.MilestoneRow, ...] = ()
    agenda_items: tuple[r.AgendaItemRow, ...] = ()
    tables: tuple[r.TableRow, ...] = ()
    cells: tuple[r.CellRow, ...] = ()
    evidence: tuple[r.EvidenceRow, ...] = ()
    findings: tuple[r.FindingRow, ...] = ()
