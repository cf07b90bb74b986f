"""Columns whose marks say a level or units and rate nothing, read from drawn pages."""

from __future__ import annotations

import pytest

from tests.kinds.drawn_tables import GREEN, RED, TITLES, YELLOW, Cell, Paper, Row
from tests.kinds.test_assessment_steps import OPENED, STEPS, codes_of

UNITS = ("Børn og Unge", "Sundhed og Ældre", "Teknik og Miljø")
TAKING_PART = ((0,), (1,), (0, 2), (), (0, 1, 2), (1,))
LEVELS = ("G", "G", "U", "G", "U", "U")
NAMES = {"G": "grundniveau", "U": "udviklingsniveau"}
WIDTHS = (30, 250, 60, 60, 60, 60, 60, 60)


def mark(sign: str, chosen: bool) -> str | Cell:
    return Cell(sign, shift=0.45) if chosen else ""


def with_levels(heads: tuple[Row, ...], sign: str = "x", *, behind: bool = False) -> Paper:
    """A table in which marks say the level, before or behind the steps."""
    rows: list[Row] = []
    for n, (title, level, step) in enumerate(zip(TITLES, LEVELS, STEPS, strict=True), 1):
        levels = [mark(sign, level == key) for key in "GU"]
        steps = [mark(sign, step == k + 1) for k in range(3)]
        rows.append([str(n), title, *(steps + levels if behind else levels + steps)])
    return Paper().table(WIDTHS[:7], [*heads, *rows], header=len(heads))


def with_units(heads: tuple[Row, ...], sign: str = "x", other: str | None = None) -> Paper:
    """A table rated in words in which marks say the units; ``other`` stands for all but the first of a row."""
    rows: list[Row] = []
    for n, (title, step, own) in enumerate(zip(TITLES, STEPS, TAKING_PART, strict=True), 1):
        signs = [sign if not own or k == own[0] or other is None else other for k in range(3)]
        marks = [mark(signs[k], k in own) for k in range(3)]
        rows.append([str(n), title, OPENED[min(step, 3) - 1], *marks])
    return Paper().table((30, 250, 100, 80, 80, 80), [*heads, *rows], header=len(heads))


@pytest.mark.parametrize("sign", ["x", "✓", "●"])
@pytest.mark.parametrize("keys", [("G", "U"), ("Grundniveau", "Udviklingsniveau")])
def test_marks_under_levels_say_the_level_and_rate_nothing(keys: tuple[str, str], sign: str) -> None:
    head = (["", "", Cell("Niveau", span=2), Cell("Opfyldelse", span=3)], ["Nr.", "Anbefaling", *keys, *OPENED])
    rows = with_levels(head, sign).rows()
    assert [row.level for row in rows] == [NAMES[level] for level in LEVELS]
    assert [row.rating_step for row in rows] == [1, 2, 3, None, 1, 2]


def test_levels_stand_behind_the_steps_under_no_group() -> None:
    rows = with_levels((["Nr.", "Anbefaling", *OPENED, "G", "U"],), behind=True).rows()
    assert [row.level for row in rows] == [NAMES[level] for level in LEVELS]
    assert not any(row.needs_review for row in rows if row.rating_step)


def test_letters_of_a_scale_are_no_levels() -> None:
    paper = Paper().line("A = opfyldt, B = overvejende opfyldt, C = delvist opfyldt, D = ikke opfyldt")
    table: list[Row] = [["Nr.", "Anbefaling", *"ABCD", "Bemærkninger"]]
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        table.append([str(n), title, *(mark("x", step == k + 1) for k in range(4)), "Løbende"])
    rows = paper.table(WIDTHS[:7], table).rows()
    assert [(row.rating_step, row.level) for row in rows] == [(step, None) for step in STEPS]


@pytest.mark.parametrize("group", ["Forvaltning", "Områder", None])
def test_marks_under_units_say_who_takes_part(group: str | None) -> None:
    above: tuple[Row, ...] = (["", "", "", Cell(group, span=3)],) if group else ()
    document = with_units((*above, ["Nr.", "Anbefaling", "Status", *UNITS])).read()
    rows = document.assessments
    assert [row.departments for row in rows] == [tuple(UNITS[k] for k in own) for own in TAKING_PART]
    assert not any(row.needs_review for row in rows)
    places = [e for e in document.evidence if e.record_id == rows[2].record_id and e.field == "departments"]
    assert {e.text_raw for e in places} == {"Børn og Unge", "Teknik og Miljø", "x"}


def test_units_below_who_is_responsible_are_responsible() -> None:
    rows = with_units((["", "", "", Cell("Ansvarlig", span=3)], ["Nr.", "Anbefaling", "Status", *UNITS])).rows()
    assert [row.responsible for row in rows] == [", ".join(UNITS[k] for k in own) for own in TAKING_PART]


def test_signs_of_several_kinds_under_units_are_in_doubt() -> None:
    document = with_units((["Nr.", "Anbefaling", "Status", *UNITS],), "A", "D").read()
    assert document.assessments[4].departments == UNITS
    assert "department_uncertain" in codes_of(document, 5)


def test_marks_under_who_is_meant_name_no_unit() -> None:
    rows = with_units((["Nr.", "Anbefaling", "Status", "Børn", "Voksne", "Ældre"],)).rows()
    assert [row.departments for row in rows] == [()] * 6
    assert [row.departments_raw for row in rows] == [None] * 6


def test_shaded_cells_name_units_as_signs_do() -> None:
    table: list[Row] = [["Nr.", "Anbefaling", "Status", *UNITS]]
    for n, (title, own) in enumerate(zip(TITLES, TAKING_PART, strict=True), 1):
        table.append([str(n), title, OPENED[n % 3], *(Cell(fill=0x9DC3E6 if k in own else None) for k in range(3))])
    rows = Paper().table((30, 250, 100, 80, 80, 80), table).rows()
    assert [row.departments for row in rows] == [tuple(UNITS[k] for k in own) for own in TAKING_PART]


def test_lights_under_levels_rate_and_say_the_level() -> None:
    lights = (GREEN, YELLOW, RED)
    table: list[Row] = [["Nr.", "Anbefaling", "Grundniveau", "Udviklingsniveau", "Bemærkninger"]]
    for n, (title, level) in enumerate(zip(TITLES, LEVELS, strict=True), 1):
        cells = [Cell("●" if level == key else "", color=lights[n % 3], shift=0.4) for key in "GU"]
        table.append([str(n), title, *cells, "Der arbejdes videre med området"])
    paper = Paper().line("Grøn = opfyldt, gul = delvist opfyldt, rød = ikke opfyldt")
    rows = paper.table((30, 250, 100, 100, 200), table).rows()
    assert [row.level for row in rows] == [NAMES[level] for level in LEVELS]
    assert [row.rating_step for row in rows] == [n % 3 + 1 for n in range(1, 7)]


def test_a_pair_of_levels_stands_beside_short_steps() -> None:
    head = (["Nr.", "Anbefaling", "G", "U", "Ja", "Delvist", "Nej"],)
    assert [row.level for row in with_levels(head).rows()] == [NAMES[level] for level in LEVELS]


def test_a_column_of_verdicts_rates_beside_crosses_for_who_takes_part() -> None:
    table: list[Row] = [["Nr.", "Anbefaling", "Opfyldt?", "Kommunen", "Regionen", "Foreninger"]]
    for n, (title, step) in enumerate(zip(TITLES, STEPS, strict=True), 1):
        crosses = [mark("x", n % 3 == k) for k in range(3)]
        table.append([str(n), title, ("Ja", "Delvist", "Nej")[min(step, 3) - 1], *crosses])
    rows = Paper().table((30, 250, 100, 80, 80, 80), table).rows()
    assert [row.rating_step for row in rows] == [min(step, 3) for step in STEPS]
    assert not any(row.needs_review for row in rows)
