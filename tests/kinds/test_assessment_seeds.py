"""A real municipality's assessment in four renderings, held against its gold where that lies beside the checkout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from extractors import extract
from schemas.document import ExtractSettings
from tests.conftest import SHARED

SEEDS = SHARED / "seeds"
FIELDS = (
    "package",
    "number",
    "number_raw",
    "occurrence",
    "title",
    "level",
    "rating_text",
    "rating_step",
    "rating_steps",
)


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {field: row[field] for field in FIELDS}


@pytest.mark.shared
@pytest.mark.parametrize("rendering", ["libreoffice", "libreoffice-flow", "calc", "chromium"])
def test_every_row_is_right(rendering: str) -> None:
    gold = json.loads((SEEDS / f"seed-000-{rendering}.gold.json").read_text(encoding="utf-8"))
    document = extract(SEEDS / f"seed-000-{rendering}.pdf")
    assert [told(row.model_dump()) for row in document.assessments] == [told(row) for row in gold["assessments"]]
    assert len(document.assessments) == 34
    assert all(summary.agrees is not None for summary in document.assessment_summaries)
    assert document.document.municipality_code == gold["document"]["municipality_code"]
    assert list(document.document.packages) == gold["document"]["packages"]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed-001-impress", "seed-002-weasyprint", "seed-003-impress", "seed-004-chromium"])
def test_other_kinds_of_documents_hold_no_assessment(name: str) -> None:
    document = extract(SEEDS / f"{name}.pdf", settings=ExtractSettings(ocr="never"))
    assert document.document.status == "ok"
    assert not document.assessments
