"""A document whose text layer lost a letter: read with it, said, flagged, raw texts as they are."""

from __future__ import annotations

from collections.abc import Sequence

from extractors import extract
from tests.danish.test_letters import TEXT
from tests.kinds.drawn_tables import Cell, Paper, Row
from tests.renamed import renamed

TITLES = ("Systematisk opsporing af storrygere", "Rygestop til forældre", "Kommunen som rollemodel", "Motion i skolen")
GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")


def test_rows_are_read_with_the_letter_and_flagged() -> None:
    def lose(text: str) -> str:
        return text.replace("o", "")

    paper = Paper(lose("Status på forebyggelsespakken om tobak"))
    paper.line(lose(" ".join(TEXT)))
    rows = [[str(n), lose(title), "Ja" if n % 2 else "Nej"] for n, title in enumerate(TITLES, 1)]
    paper.table((40, 300, 140), [["Nr.", "Anbefaling", "Status"], *rows])
    document = paper.read()
    assert document.document.packages == ("tobak",)
    assert [row.title for row in document.assessments] == list(TITLES)
    assert all(row.needs_review for row in document.assessments)
    assert "letter_lost" in {finding.code for finding in document.findings}
    raw = [
        seen.text_raw for seen in document.evidence if seen.field == "title" and seen.page and "-a-" in seen.record_id
    ]
    assert raw == [lose(title) for title in TITLES]


def rated(paper: Paper, titles: Sequence[str]) -> Paper:
    """The paper with a table whose n-th title has its x in the n-th column of the scale."""
    rows: list[Row] = [
        [str(n), title, *(Cell("x", shift=0.45) if n == k else "" for k in range(1, 5))]
        for n, title in enumerate(titles, 1)
    ]
    return paper.table((40, 300, 80, 80, 80, 80), [("Nr.", "Anbefaling", *GRADES), *rows])


def test_rows_are_read_where_the_font_names_no_danish_letter() -> None:
    paper = rated(Paper("Status på forebyggelsespakken om tobak i Høje-Taastrup Kommune"), TITLES)
    document = extract(renamed(paper.pdf(), {"æ": "", "ø": "", "å": ""}))
    assert document.document.municipality == "Høje-Taastrup"
    assert [row.title for row in document.assessments] == list(TITLES)
    assert [row.rating_text for row in document.assessments] == list(GRADES)
    assert not any(row.needs_review for row in document.assessments)
    assert "glyphs_named" in {finding.code for finding in document.findings}


def test_a_row_with_a_glyph_that_no_word_tells_is_flagged() -> None:
    paper = rated(Paper(), (*TITLES[:3], "Besøg på Xåxæxby Skole"))
    document = extract(renamed(paper.pdf(), {"æ": "", "X": ""}))
    assert [row.needs_review for row in document.assessments] == [False, False, False, True]
    assert "glyph_unknown" in {finding.code for finding in document.findings}
