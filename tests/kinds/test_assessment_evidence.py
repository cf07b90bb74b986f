"""Every value of a row points at its place on the page, and every doubt carries the vocabulary's severity."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pymupdf

from extractors import vocabulary
from schemas.document import DocumentFacts, ExtractedDocument
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


def test_number_title_and_level_of_one_cell_point_at_their_own_words() -> None:
    body = [[f"{n}. {title} ({'GU'[n % 2]})", "x", "", "", "Jobcentret"] for n, title in enumerate(TITLES, 1)]
    document = Paper().table((260, 60, 60, 60, 100), [("Anbefaling", *GRADES, "Forankret i"), *body]).read()
    places = evidence_of(document)
    second = document.assessments[1]
    shown = {name: [e.text_raw for e in places[second.record_id, name]] for name in ("number", "title", "level")}
    assert shown == {"number": ["2."], "title": [TITLES[1]], "level": ["(G)"]}


def test_texts_without_a_column_of_their_own_keep_a_place_each() -> None:
    header = ("Nr.", "Rubrik", "Anbefaling", *GRADES, "Felt")
    body = [[str(n), "Efter aftale", title, "x", "", "", "Se bilag"] for n, title in enumerate(TITLES, 1)]
    document = Paper().table((30, 80, 250, 60, 60, 60, 80), [header, *body]).read()
    places = evidence_of(document)
    assert [e.text_raw for e in places[document.assessments[0].record_id, "unmapped"]] == ["Efter aftale", "Se bilag"]


def test_a_verdict_of_several_lines_is_shown_whole() -> None:
    verdicts = ("Fuldt implementeret", "Delvist implementeret", "Ikke implementeret")
    body = [[str(n), title, verdicts[n % 3]] for n, title in enumerate(TITLES, 1)]
    document = Paper().table((40, 250, 70), [("Nr.", "Anbefaling", "Status"), *body]).read()
    (place,) = evidence_of(document)[document.assessments[0].record_id, "rating_text"]
    assert place.bottom is not None
    assert place.top is not None
    assert place.bottom - place.top > 15


def test_step_and_level_of_a_printed_count_point_at_what_names_them() -> None:
    body = [[str(n), title, "GU"[n % 2], "x", "", ""] for n, title in enumerate(TITLES, 1)]
    paper = Paper().table((40, 250, 60, 80, 80, 80), [("Nr.", "Anbefaling", "Niveau", *GRADES), *body])
    counts = [("Niveau", *GRADES), ("Grundniveau", "3", "0", "0"), ("Udviklingsniveau", "3", "0", "0")]
    document = paper.table((120, 80, 80, 80), counts).read()
    places = evidence_of(document)
    first = document.assessment_summaries[0]
    assert first.record_id is not None
    shown = [places[first.record_id, name][0].text_raw for name in ("count", "rating_text", "level")]
    assert shown == ["3", "I høj grad", "Grundniveau"]


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


def test_a_unit_that_its_municipality_knows_is_as_sure_in_the_row_as_it_is_published() -> None:
    """Confidence was weighed on the units as read without their municipality."""
    body = [
        [str(n), title, *(Cell("x", shift=0.4) if k == n % 3 else "" for k in range(3)), "CPP"]
        for n, title in enumerate(TITLES, 1)
    ]
    header = ("Nr.", "Anbefaling", *GRADES, "Forankret i")
    made = Paper("Status 2019").heading("Forebyggelsespakken Tobak").table((28, 250, 60, 60, 60, 90), [header, *body])
    known, unknown = (
        made.read(manifest=DocumentFacts(municipality_code=code)).assessments for code in ("0820", "0163")
    )
    assert [row.departments for row in known] == [row.departments for row in unknown] == [("CPP",)] * len(TITLES)
    assert all(a.confidence > b.confidence for a, b in zip(known, unknown, strict=True))
