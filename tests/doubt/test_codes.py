"""Small documents, each of which gives cause for one doubt, read as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

import pymupdf
import pytest

from extractors import extract
from schemas.document import ExtractedDocument
from schemas.records import FindingRow
from tests.kinds.drawn_tables import TITLES, Cell, Paper, Row

GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
HEADER = ("Nr.", "Anbefaling", *GRADES, "Forankret i")
WIDTHS = (45, 270, 65, 65, 65, 65, 150)
PLAIN = "Status pr. 1. maj 2020"


def row(number: int | str, title: str, *, unit: str = "Sundhedscentret", step: int = 0, shift: float = 0.45) -> Row:
    return [str(number), title, *(Cell("x", shift=shift) if n == step else "" for n in range(4)), unit]


def paper(
    changed: Mapping[int, Row] | None = None,
    *,
    header: Sequence[str] = HEADER,
    told: Sequence[str] = (PLAIN,),
    more: float = 0,
) -> Paper:
    made = Paper()
    for line in told:
        made.line(line)
    rows = [(changed or {}).get(n, row(n, title, step=n % 4)) for n, title in enumerate(TITLES, 1)]
    widths = (*WIDTHS[:-1], WIDTHS[-1] - more, *((more,) if more else ()))
    return made.table(widths, [header, *([*line, "12/345"] if more else line for line in rows)])


def found(document: ExtractedDocument, code: str) -> list[FindingRow]:
    return [finding for finding in document.findings if finding.code == code]


def places(document: ExtractedDocument, code: str) -> list[int]:
    """The rows that a finding is about, counted from 1."""
    names = {record.record_id: n for n, record in enumerate(document.assessments, 1)}
    return sorted({names[finding.record_id] for finding in found(document, code) if finding.record_id in names})


def test_a_document_without_cause_gives_none() -> None:
    document = paper().read()
    assert document.findings == ()
    assert len(document.assessments) == len(TITLES)


def test_two_dates_of_status_are_said() -> None:
    document = paper(told=("Status pr. 1. marts 2019", "Status pr. 5. maj 2021")).read()
    assert [finding.field for finding in found(document, "date_conflict")] == ["document_date"]


def test_a_document_without_a_date_says_so() -> None:
    document = paper(told=()).read()
    assert document.document.document_date is None
    assert len(found(document, "date_unknown")) == 1


def test_titles_under_the_label_of_something_else_are_said_in_every_row() -> None:
    document = paper(header=("Nr.", "Journalnummer", *GRADES, "Forankret i")).read()
    assert places(document, "column_role_guessed") == [1, 2, 3, 4, 5, 6]
    assert [record.title for record in document.assessments] == list(TITLES)


@pytest.mark.parametrize(("label", "said"), [("Status", []), ("Journalnummer", [1, 2, 3, 4, 5, 6])])
def test_ratings_under_the_label_of_something_else_are_said_in_every_row(label: str, said: list[int]) -> None:
    rows = [[str(n), title, "Opfyldt" if n % 2 else "Ikke opfyldt"] for n, title in enumerate(TITLES, 1)]
    document = Paper().line(PLAIN).table((40, 300, 100), [["Nr.", "Anbefaling", label], *rows]).read()
    assert [record.rating_text for record in document.assessments] == ["Opfyldt", "Ikke opfyldt"] * 3
    assert places(document, "column_role_guessed") == said


def test_a_column_of_something_else_is_kept_and_said() -> None:
    document = paper(header=(*HEADER, "Journalnummer"), more=70).read()
    assert ["Journalnummer" in finding.message for finding in found(document, "column_unknown")] == [True]
    assert not any(record.needs_review for record in document.assessments)


def test_a_department_that_is_no_unit_is_said() -> None:
    document = paper({3: row(3, TITLES[2], unit="-")}).read()
    assert places(document, "department_unknown") == [3]
    assert (document.assessments[2].departments, document.assessments[2].departments_raw) == ((), "-")


def test_a_row_without_title_is_said() -> None:
    document = paper({3: row(3, "")}).read()
    assert places(document, "title_missing") == [3]
    assert document.assessments[2].needs_review


def test_a_rated_row_without_number_and_title_is_said_to_take_those_above() -> None:
    document = paper({3: row("", "", step=1)}).read()
    assert places(document, "number_missing") == [3]
    assert document.assessments[2].needs_review


def test_words_that_no_field_holds_are_said() -> None:
    odd = [*row(4, TITLES[3], step=0)]
    odd[5] = "se bilag"
    document = paper({4: odd}).read()
    assert ["se bilag" in finding.message for finding in found(document, "text_unread")] == [True]
    assert places(document, "text_unread") == [4]


@pytest.mark.parametrize("shift", [0.1, 0.8])
def test_a_mark_beside_the_middle_of_its_column_is_said_and_flags_no_row(shift: float) -> None:
    document = paper({3: row(3, TITLES[2], shift=shift)}).read()
    assert places(document, "mark_off_centre") == [3]
    assert (document.assessments[2].rating_step, document.assessments[2].needs_review) == (1, False)


def test_steps_of_a_scale_that_nobody_knows_are_said() -> None:
    own = ("Rigtig fint", "Nogenlunde fint", "Ikke så fint", "Skidt")
    document = paper(header=("Nr.", "Anbefaling", *own, "Forankret i")).read()
    assert places(document, "scale_unknown") == [1, 2, 3, 4, 5, 6]
    assert all(record.needs_review for record in document.assessments)


def test_a_page_that_cannot_be_read_is_said_and_the_others_are_read() -> None:
    made = paper()
    broken = made.document.new_page()
    made.document.xref_set_key(broken.xref, "Type", "/Pages")
    document = made.read()
    assert document.document.status == "partial"
    assert ["page 2" in finding.message for finding in found(document, "page_unreadable")] == [True]
    assert len(document.assessments) == len(TITLES)


@pytest.mark.parametrize(
    ("sure", "other", "said"),
    [
        (0.3, "", "ocr_low_confidence"),
        (0.99, "", None),
        (0.5, "praksls", "second_reader_disagrees"),
        (0.85, "praksls", "second_reader_taken"),
    ],
)
def test_a_word_that_ocr_was_unsure_of_is_said_in_its_row(sure: float, other: str, said: str | None) -> None:
    steps = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    rows = [[str(n), title, steps[n % 3]] for n, title in enumerate(TITLES, 1)]
    drawn = Paper().table((40, 300, 100), [["Nr.", "Anbefaling", "Status"], *rows]).document[0]
    scanned = pymupdf.open()
    page = scanned.new_page(width=drawn.rect.width, height=drawn.rect.height)
    page.insert_image(page.rect, pixmap=drawn.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY))

    def as_sure_as_told(key: str, find: Callable[[], str]) -> str:
        read = json.loads(find())
        read["words"] = [[*word[:-2], sure, other] if word[0] == "praksis" else word for word in read["words"]]
        return json.dumps(read)

    document = extract(scanned.tobytes(), ocr_cache=as_sure_as_told)
    for code in ("ocr_low_confidence", "second_reader_disagrees", "second_reader_taken"):
        assert places(document, code) == ([3] if code == said else [])
        assert all(repr(other) in finding.message for finding in found(document, code) if other)
    assert [record.needs_review for record in document.assessments].count(True) == (sure < 0.6)
