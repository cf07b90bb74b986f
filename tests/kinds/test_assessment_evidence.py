"""Every value of a row points at its place on the page, and every doubt carries the vocabulary's severity."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pymupdf

from extractors import vocabulary
from schemas.document import ExtractedDocument
from schemas.records import EvidenceRow
from tests.kinds.drawn_tables import TITLES, Cell, Paper, band

READ = (
    "number",
    "number_raw",
    "title",
    "title_raw",
    "level",
    "level_raw",
    "category",
    "package",
    "rating_step",
    "rating_text",
    "rating_scale",
    "rating_steps",
    "mark_kind",
    "activity",
    "departments_raw",
    "departments",
    "notes",
    "responsible",
    "deadline",
    "unmapped",
)
"""Fields of an assessment row that can only come from the page when something stands in them."""
GRADES = ("I høj grad", "I nogen grad", "Slet ikke")
HEADER = (
    "Nr.", "Anbefaling", "Niveau", *GRADES, "Aktiviteter", "Forankret i", "Ansvarlig", "Tidsplan",
    "Bemærkninger", "Økonomi",
)  # fmt: skip
WIDTHS = (28, 150, 45, 45, 50, 45, 100, 80, 60, 50, 70, 50)


@cache
def drawn() -> tuple[bytes, ExtractedDocument]:
    body = [
        [
            str(n), title, "GU"[n % 2], *(Cell("x", shift=0.4) if k == n % 3 else "" for k in range(3)),
            "Møder med skolerne og klubberne", "Jobcentret", "Lederen", "2020", "Ingen", "Egne midler",
        ]
        for n, title in enumerate(TITLES, 1)
    ]  # fmt: skip
    body.insert(0, band("Rammer", len(WIDTHS), bold=True))
    body.insert(4, band("Tilbud", len(WIDTHS), bold=True))
    body[3][3] = body[3][4] = body[3][5] = ""
    made = Paper("Status 2019").heading("Forebyggelsespakken Tobak").table(WIDTHS, [HEADER, *body])
    return made.pdf(), made.read()


def evidence_of(document: ExtractedDocument) -> dict[tuple[str, str], list[EvidenceRow]]:
    found = defaultdict(list)
    for row in document.evidence:
        found[row.record_id, row.field].append(row)
    return found


def test_every_value_that_was_read_has_a_place() -> None:
    _, document = drawn()
    places = evidence_of(document)
    assert len(document.assessments) == 6
    # The scale of a row that nobody marked is the table's, and stands in no cell of the row.
    unmarked = {row.record_id for row in document.assessments if row.rating_step is None}
    missing = [
        (row.number, field)
        for row in document.assessments
        for field in READ
        if getattr(row, field) not in (None, "", ())
        and not (row.record_id in unmarked and field in ("rating_scale", "rating_steps"))
        and not any(e.page is not None for e in places[row.record_id, field])
    ]
    assert missing == []


def test_no_place_is_given_for_a_value_that_is_not_there() -> None:
    _, document = drawn()
    values = {row.record_id: row for row in document.assessments}
    empty = [
        (e.record_id, e.field)
        for e in document.evidence
        if e.record_id in values and getattr(values[e.record_id], e.field) in (None, "", ())
    ]
    assert empty == []


def test_the_boxes_hold_the_text_they_name() -> None:
    content, document = drawn()
    pages = list(pymupdf.open(stream=content))
    wrong = []
    for row in document.evidence:
        if row.page is None or row.x0 is None or row.top is None or row.x1 is None or row.bottom is None:
            continue
        box = pymupdf.Rect(row.x0 - 1, row.top - 1, row.x1 + 1, row.bottom + 1)
        inside = pages[row.page - 1].get_text("words", clip=box)
        if [w[4] for w in sorted(inside, key=lambda w: (round(w[1]), w[0]))] != row.text_raw.split():
            wrong.append((row.field, row.text_raw, [w[4] for w in inside]))
    assert wrong == []


def test_the_rating_points_at_its_mark_and_not_at_the_header() -> None:
    _, document = drawn()
    places = evidence_of(document)
    first = document.assessments[0]
    mark, title = places[first.record_id, "rating_step"][0], places[first.record_id, "title"][0]
    assert mark.text_raw == "x"
    assert mark.top is not None
    assert title.top is not None
    assert title.bottom is not None
    assert title.top - 3 <= mark.top <= title.bottom


def test_findings_carry_the_severity_of_the_vocabulary_and_point_at_their_row() -> None:
    _, document = drawn()
    severities = {code: entry["severity"] for code, entry in vocabulary.load("findings").items()}
    assert document.findings
    assert [f for f in document.findings if f.severity != severities[f.code]] == []
    doubt = next(f for f in document.findings if f.code == "mark_none")
    row = next(r for r in document.assessments if r.record_id == doubt.record_id)
    assert (row.number, doubt.field, doubt.page) == (3, "rating_step", 1)
    assert doubt.top is not None


def test_rows_with_a_warning_of_their_own_are_marked_for_review_and_no_others() -> None:
    _, document = drawn()
    warned = {f.record_id for f in document.findings if f.severity != "info"}
    assert [r.needs_review for r in document.assessments] == [r.record_id in warned for r in document.assessments]
    assert sum(r.needs_review for r in document.assessments) == 1
