"""Tables that rate each recommendation at several times: the latest counts, and no time is a step."""

from __future__ import annotations

import pytest

from tests.kinds.drawn_tables import GREEN, RED, TITLES, YELLOW, Cell, Paper, Row

WORDS = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
BEFORE = (3, 3, 2, 3, 2, 2)
AFTER = (1, 2, 2, 3, 1, 2)


def rows_of(heads: tuple[str, str], *, swapped: bool = False) -> list[Row]:
    """A table with a column of words for each time, the later one right of the other unless ``swapped``."""
    table: list[Row] = [["Nr.", "Anbefaling", *heads, "Bemærkninger"]]
    for n, (title, before, after) in enumerate(zip(TITLES, BEFORE, AFTER, strict=True), 1):
        words = [WORDS[before - 1], WORDS[after - 1]]
        table.append([str(n), title, *(words[::-1] if swapped else words), "Drøftet i ledergruppen"])
    return table


@pytest.mark.parametrize(
    "heads",
    [
        ("Status 2016", "Status 2018"),
        ("Status nov. 2017", "Status marts 2018"),
        ("Status 1. halvår 2018", "Status 2. halvår 2018"),
        ("Status før", "Status efter"),
        ("Forrige status", "Status"),
        ("Status 2016", "Aktuel status"),
        ("2016", "2018"),
        ("Sidste status", "Denne status"),
        ("Sidste vurdering", "Nuværende vurdering"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_the_latest_of_several_ratings_counts(heads: tuple[str, str], swapped: bool) -> None:
    shown = heads[::-1] if swapped else heads
    rows = Paper().table((40, 270, 120, 120, 180), rows_of(shown, swapped=swapped)).rows()
    assert [(row.rating_step, row.rating_steps) for row in rows] == [(step, 3) for step in AFTER]
    assert rows[0].unmapped == (f"{heads[0]}: Ikke opfyldt",)
    assert not any(row.needs_review for row in rows)


def test_the_last_of_two_that_may_be_the_latest_or_the_one_before_is_in_doubt() -> None:
    rows = Paper().table((40, 270, 120, 120, 180), rows_of(("Første status", "Sidste status"))).rows()
    assert not any(row.rating_step and not row.needs_review for row in rows if row.rating_step != AFTER[row.number - 1])


def test_what_is_aimed_at_is_no_rating() -> None:
    rows = Paper().table((40, 270, 120, 120, 180), rows_of(("Ønsket status", "Status"))).rows()
    assert [row.rating_step for row in rows] == list(AFTER)


def test_shaded_cells_under_two_years_are_no_steps() -> None:
    colours = (GREEN, YELLOW, RED)
    table: list[Row] = [
        ["", "", Cell("Status", span=2), ""],
        ["Nr.", "Anbefaling", "Før (2014)", "Efter (2017)", "Bemærkninger"],
    ]
    for n, (title, before, after) in enumerate(zip(TITLES, BEFORE, AFTER, strict=True), 1):
        table.append([str(n), title, Cell(fill=colours[before - 1]), Cell(fill=colours[after - 1]), "Drøftet"])
    rows = Paper().table((40, 270, 120, 120, 180), table, header=2).rows()
    assert [(row.rating_step, row.rating_steps, row.rating_text) for row in rows] == [
        (step, 3, ("Grøn", "Gul", "Rød")[step - 1]) for step in AFTER
    ]


def test_steps_as_columns_under_each_year() -> None:
    steps = ("Ja", "Delvist", "Nej")
    table: list[Row] = [
        ["", "", Cell("Opfyldt i 2016?", span=3), Cell("Opfyldt i 2018?", span=3)],
        ["Nr.", "Anbefaling", *steps, *steps],
    ]
    for n, (title, before, after) in enumerate(zip(TITLES, BEFORE, AFTER, strict=True), 1):
        marks = [Cell("x", shift=0.45) if step == k else "" for step in (before, after) for k in (1, 2, 3)]
        table.append([str(n), title, *marks])
    rows = Paper().table((40, 270, *[60] * 6), table, header=2).rows()
    assert [(row.rating_step, row.rating_steps) for row in rows] == [(step, 3) for step in AFTER]


def test_crosses_under_years_are_a_schedule() -> None:
    """A plan says with a cross in which year a recommendation is dealt with; it rates nothing."""
    table: list[Row] = [["Nr.", "Anbefaling", "2019", "2020", "2021", "Ansvarlig"]]
    for n, (title, year) in enumerate(zip(TITLES, (1, 2, 3, 1, 2, 3), strict=True), 1):
        table.append([str(n), title, *(Cell("x", shift=0.45) if k == year else "" for k in (1, 2, 3)), "Jobcentret"])
    assert Paper().table((40, 270, 60, 60, 60, 180), table).rows() == ()


def test_years_over_shades_alone() -> None:
    """Nothing but the year heads the latest column, and its cells hold no print."""
    steps = [(3, 1), (2, 2), (1, 3), (3, 3), (2, 1), (1, 2)]
    colours = (GREEN, YELLOW, RED)
    made = Paper().line("Grøn = opfyldt, gul = delvist opfyldt, rød = ikke opfyldt")
    rows = [
        [str(n), title, Cell(fill=colours[a - 1]), Cell(fill=colours[b - 1])]
        for n, (title, (a, b)) in enumerate(zip(TITLES, steps, strict=True), 1)
    ]
    found = made.table((40, 280, 60, 60), [["Nr.", "Anbefaling", "2016", "2018"], *rows]).rows()
    assert [row.rating_step for row in found] == [b for _, b in steps]


def test_letters_of_a_legend_under_two_years() -> None:
    """Letters below a year were a schedule, and an arrow beside them was the rating."""
    table: list[Row] = [["Nr.", "Anbefaling", "2012", "2014", "Udv."]]
    for n, (title, before, after) in enumerate(zip(TITLES, BEFORE, AFTER, strict=True), 1):
        table.append([str(n), title, "IDN"[before - 1], "IDN"[after - 1], ""])
    made = Paper().line("I = Indført · D = Delvist indført · N = Nej. Pilen viser udviklingen siden 2012.")
    rows = made.table((40, 270, 60, 60, 60), table).rows()
    assert [(row.rating_step, row.rating_steps) for row in rows] == [(step, 3) for step in AFTER]


def test_rows_that_rate_a_recommendation_again_count_by_their_time() -> None:
    """Each recommendation came twice, and no row said which of them is of today."""
    table: list[Row] = [["Nr.", "Anbefaling", "Måling", "Vurdering"]]
    for n, (title, before, after) in enumerate(zip(TITLES, BEFORE, AFTER, strict=True), 1):
        table += [[str(n), title, "2014", WORDS[before - 1]], [str(n), title, "2017", WORDS[after - 1]]]
    rows = Paper().table((40, 270, 60, 140), table).rows()
    assert [(row.number, row.rating_step) for row in rows] == list(enumerate(AFTER, 1))
    assert rows[0].unmapped == ("Måling: 2017", f"2014: {WORDS[BEFORE[0] - 1]}")
