"""Ratings that another column or the colour of their cell contradicts, read from drawn pages."""

from __future__ import annotations

from tests.kinds.drawn_tables import GREEN, RED, TITLES, YELLOW, Cell, Paper, Row
from tests.kinds.test_assessment_steps import codes_of

ANSWERS = ("Ja", "Delvist", "Nej")
FIRST = (0, 1, 2, 0, 1, 0)


def test_two_columns_that_rate_by_one_scale_are_in_doubt_where_they_differ() -> None:
    second = (0, 0, 2, 1, 1, 0)
    table: list[Row] = [["Nr.", "Anbefaling", "Status, børn", "Status, voksne", "Ansvarlig"]]
    table += [
        [str(n), title, ANSWERS[a], ANSWERS[b], "Skolechefen"]
        for n, (title, a, b) in enumerate(zip(TITLES, FIRST, second, strict=True), 1)
    ]
    document = Paper().table((30, 250, 90, 90, 90), table).read()
    differ = [n for n in range(1, 7) if "mark_multiple" in codes_of(document, n)]
    assert differ == [n for n, (a, b) in enumerate(zip(FIRST, second, strict=True), 1) if a != b]


def test_a_verdict_on_the_colour_of_another_is_in_doubt() -> None:
    colours = [(GREEN, YELLOW, RED)[step] for step in FIRST]
    colours[4] = GREEN
    table: list[Row] = [["Nr.", "Anbefaling", "Opfyldt?", "Bemærkninger"]]
    table += [
        [str(n), title, Cell(ANSWERS[step], fill=fill), "Drøftet i udvalget"]
        for n, (title, step, fill) in enumerate(zip(TITLES, FIRST, colours, strict=True), 1)
    ]
    document = Paper().table((30, 250, 90, 150), table).read()
    assert [n for n in range(1, 7) if "mark_multiple" in codes_of(document, n)] == [5]
    assert [row.rating_step for row in document.assessments] == [step + 1 for step in FIRST]
