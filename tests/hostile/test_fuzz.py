"""Mutations of the project's own PDFs, for a short while; and every one that ever broke a promise."""

from __future__ import annotations

import itertools
import os
import time

import pytest

from pipeline.worker import read_document
from schemas.document import ExtractedDocument
from tests.hostile.fuzz import FINDINGS, payload, read_mutations

SECONDS = float(os.environ.get("UDTRAEK_FUZZ_SECONDS", "10"))


@pytest.mark.parametrize("name", [path.name for path in sorted(FINDINGS.glob("*.pdf"))])
def test_what_broke_once_is_read_or_refused(name: str) -> None:
    document = ExtractedDocument.model_validate_json(read_document(payload((FINDINGS / name).read_bytes(), name)))
    assert document.document.status in ("ok", "partial", "failed", "rejected")


def test_mutations_end_in_a_status() -> None:
    """Always the same ones, as many as there is time for; `make fuzz` reads others, for longer."""
    outcomes = list(read_mutations(itertools.count(), 1, time.monotonic() + SECONDS))
    assert len(outcomes) > 1
    assert [(label, outcome.problem) for label, _, outcome in outcomes if outcome.problem] == []
