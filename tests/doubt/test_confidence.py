"""Confidence falls with what speaks against a row, and the threshold flags what lies below it."""

from __future__ import annotations

import pytest

from extractors.kinds.assessment.doubt.confidence import FIELD_MODELS, model, probability
from schemas.document import ExtractedDocument, ExtractSettings
from tests.kinds.drawn_tables import TITLES, Cell, Paper

HEADER = ("Nr.", "Anbefaling", "Ja", "Nej", "Forankret i")


def read(review_below: float | None) -> ExtractedDocument:
    rows = [[str(n), title, Cell("x", shift=0.45), "", "Jobcentret"] for n, title in enumerate(TITLES, 1)]
    paper = Paper().table((45, 300, 60, 60, 150), [HEADER, *rows])
    return paper.read(settings=ExtractSettings(review_below=review_below))


@pytest.mark.parametrize(
    "signal", ["finding:title_cut", "finding:number_missing", "finding:text_beside", "scale_unknown"]
)
def test_what_speaks_against_a_row_makes_it_less_sure(signal: str) -> None:
    assert probability("row", {signal: 1.0}) < probability("row", {})


@pytest.mark.parametrize("name", sorted({"row", *FIELD_MODELS.values()}))
def test_every_model_gives_probabilities(name: str) -> None:
    fitted = model()["models"][name]
    assert 0.0 < probability(name, dict.fromkeys(fitted["weights"], 1.0)) < 1.0
    assert probability(name, {"a signal that nobody fitted": 1.0}) == probability(name, {})


def test_the_threshold_is_the_users_and_says_why() -> None:
    document = read(1.0)
    assert all(row.needs_review for row in document.assessments)
    assert {f.record_id for f in document.findings if f.code == "low_confidence"} == {
        row.record_id for row in document.assessments
    }
    assert not any(row.needs_review for row in read(0.0).assessments)


def test_values_of_a_row_have_their_own_confidence() -> None:
    document = read(None)
    row = document.assessments[0]
    sure = {e.field: e.confidence for e in document.evidence if e.record_id == row.record_id}
    assert sure["rating_step"] == sure["rating_text"]
    assert len({sure["number"], sure["title"], sure["rating_step"], sure["departments"]}) > 1
