"""Rows and the catalogue: number and title together, the document's own numbers, editions that are not decided."""

from __future__ import annotations

from extractors.danish.catalogue import Catalogue
from schemas.document import ExtractedDocument
from tests.kinds.drawn_tables import TITLES, Paper

KNOWN = [e for e in Catalogue.load().entries if (e.package, e.edition) == ("mental_sundhed", "2018")][:6]


def read(package: str, rows: list[tuple[int, str]], date: str = "November 2019") -> ExtractedDocument:
    paper = Paper(f"Status på forebyggelsespakken {package}").line(date)
    body = [[str(n), title, "Opfyldt" if n % 2 else "Ikke opfyldt"] for n, title in rows]
    return paper.table((40, 480, 140), [["Nr.", "Anbefaling", "Status"], *body]).read()


def raised(document: ExtractedDocument, code: str) -> list[str | None]:
    return [finding.record_id for finding in document.findings if finding.code == code]


def test_number_and_title_of_one_recommendation_link() -> None:
    document = read("Mental sundhed", [(e.number or 0, e.title) for e in KNOWN])
    assert [row.recommendation_id for row in document.assessments] == [e.recommendation_id for e in KNOWN]
    assert raised(document, "number_conflict") == raised(document, "numbers_own") == []


def test_title_under_the_number_of_another_is_linked_and_said() -> None:
    rows = [(e.number or 0, e.title) for e in KNOWN[:-1]]
    document = read("Mental sundhed", [*rows, (7, KNOWN[-1].title)])
    last = document.assessments[-1]
    assert last.recommendation_id == KNOWN[-1].recommendation_id
    assert raised(document, "number_conflict") == [last.record_id]
    assert last.needs_review


def test_numbers_of_the_document_s_own_are_said_once_and_titles_link() -> None:
    document = read("Mental sundhed", [(n, e.title) for n, e in enumerate(reversed(KNOWN), 11)])
    assert [row.recommendation_id for row in document.assessments] == [e.recommendation_id for e in reversed(KNOWN)]
    assert [row.number for row in document.assessments] == list(range(11, 17))
    assert raised(document, "numbers_own") == [None]
    assert raised(document, "number_conflict") == []


def test_single_title_of_an_undecided_edition_links_unless_the_edition_is_younger() -> None:
    title = "Let adgang til idrætsfaciliteter i nærområdet for alle borgere"
    rows = [(1, TITLES[0]), (2, title), (3, TITLES[1]), (4, TITLES[2])]
    later = read("Fysisk aktivitet", rows).assessments
    assert [row.recommendation_id is not None for row in later] == [False, True, False, False]
    assert {row.edition for row in later} == {None}
    before = read("Fysisk aktivitet", rows, date="November 2016").assessments
    assert {row.recommendation_id for row in before} == {None}
