"""Heads of steps that OCR read with one letter wrong."""

from __future__ import annotations

import pytest

from extractors.kinds.assessment.cells import view
from extractors.kinds.assessment.doubt import unit_doubts
from extractors.kinds.assessment.wordings.misread import step_meant
from tests.kinds.drawn_tables import TITLES, Paper
from tests.kinds.test_assessment_steps import codes_of, cross, paper, steps_of


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1 gang", "I gang"),
        ("tkke opfyldt", "Ikke opfyldt"),
        ("Delvist opfylot", "Delvist opfyldt"),
        ("Ikke opfyldt", None),  # As it is known.
        ("Helt opfyldte", None),  # A word as it stands.
        ("1 hast", None),
        ("76 % opfyldt", None),
    ],
)
def test_one_letter_of_a_word_that_is_none_is_put_right(read: str, meant: str | None) -> None:
    assert step_meant(read) == meant


def test_a_misread_head_is_the_known_step_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = ("Gennemført", "1 gang", "Ikke opfyldt")
    monkeypatch.setattr(view, "is_by_ocr", lambda lines: True)
    document = paper(cross, labels, (1, 2, 3, 2, 1, 3)).read()
    assert steps_of(document) == [1, 2, 3, 2, 1, 3]
    assert document.assessments[1].rating_text == "I gang"
    assert not document.assessments[1].needs_review
    assert [f.record_id for f in document.findings if f.code == "wording_repaired"] == [
        row.record_id for row in document.assessments if row.rating_step == 2
    ]


def test_a_step_whose_head_no_scale_knows_puts_the_others_in_doubt() -> None:
    document = paper(cross, ("Gennemført", "7 q", "Ikke igangsat"), (1, 2, 3, 2, 1, 3)).read()
    assert "scale_unknown" in codes_of(document, 3)


@pytest.mark.parametrize(
    ("unit", "doubted"),
    [
        ("Bornehuset", True),
        ("Miljoforvaltningen", True),
        ("S Kultur og Fritid", True),
        ("Børnehuset", False),
        ("Borgerservice", False),
        ("Socialforvaltningen", False),
        ("Team A", False),
    ],
)
def test_a_unit_that_ocr_may_have_misread_is_said(unit: str, doubted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    table = [["Nr.", "Anbefaling", "Status", "Forankret i"], ["1", TITLES[0], "Opfyldt", unit]]
    table += [[str(n), TITLES[n], "Ikke opfyldt", "Jobcentret"] for n in (2, 3, 4)]
    paper = Paper().table((40, 300, 100, 200), table)
    assert "department_uncertain" not in codes_of(paper.read(), 1)
    monkeypatch.setattr(unit_doubts, "is_by_ocr", lambda lines: True)
    assert ("department_uncertain" in codes_of(paper.read(), 1)) == doubted
