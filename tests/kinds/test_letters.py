"""A document whose text layer lost a letter: read with it, said, flagged, raw texts as they are."""

from __future__ import annotations

from tests.danish.test_letters import TEXT
from tests.kinds.drawn_tables import Paper

TITLES = ("Systematisk opsporing af storrygere", "Rygestop til forældre", "Kommunen som rollemodel", "Motion i skolen")


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
