"""Cells in which a form offers a choice: what is ticked counts, what is left open does not."""

from __future__ import annotations

import pytest

from tests.kinds.drawn_tables import TITLES, Cell, Paper, Row

UNITS = ("Sundhedscentret", "Jobcentret", "Familieafdelingen")
TICKED = ({0}, {1}, {0, 2}, {1, 2}, {0}, set())


def table(header: str, cells: list[str]) -> Paper:
    rows: list[Row] = [["Nr.", "Anbefaling", "Status", header]]
    words = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")
    rows += [[str(n), title, words[n % 3], cell] for n, (title, cell) in enumerate(zip(TITLES, cells, strict=True), 1)]
    return Paper().table((40, 270, 140, 180), rows)


def offered(names: tuple[str, ...], ticked: set[int], signs: str = "☒☐") -> str:
    return "\n".join(f"{signs[i not in ticked]} {name}" for i, name in enumerate(names))


def test_the_ticked_units_are_those_of_the_row() -> None:
    """All that a form offers were taken for the row's own, without a word of doubt."""
    rows = table("Forankring", [offered(UNITS, ticked) for ticked in TICKED]).rows()
    assert [row.departments for row in rows] == [tuple(UNITS[i] for i in sorted(ticked)) for ticked in TICKED]
    assert rows[1].unmapped == ("Forankring: Sundhedscentret, Familieafdelingen",)


def test_a_label_goes_on_below_its_box_where_another_box_follows() -> None:
    cells = [f"{'☒☐'[n % 2]} Teknisk\nForvaltning\n{'☐☒'[n % 2]} Klubområdet" for n in range(6)]
    rows = table("Forankring", cells).rows()
    assert [row.departments for row in rows] == [("Teknisk Forvaltning",), ("Klubområdet",)] * 3


def test_the_ticked_level_is_that_of_the_row() -> None:
    levels = ("Grundniveau", "Udviklingsniveau")
    rows = table("Niveau", [offered(levels, {n % 2}) for n in range(6)]).rows()
    assert [row.level for row in rows] == ["grundniveau", "udviklingsniveau"] * 3


@pytest.mark.parametrize("bullet", ["□", "■"])
def test_boxes_that_are_all_alike_are_bullets(bullet: str) -> None:
    rows = table("Forankring", [offered(UNITS[:2], set(), f"{bullet}{bullet}")] * 6).rows()
    assert {row.departments for row in rows} == {UNITS[:2]}


def test_boxes_with_their_answers_in_columns_of_their_own() -> None:
    """One header stands over all answers, so that the columns are known by what every cell prints."""
    ticked = (0, 1, 2, 2, 1, 0)
    rows: list[Row] = [["Nr.", "Anbefaling", Cell("Følges anbefalingen?", span=3)]]
    for n, (title, step) in enumerate(zip(TITLES, ticked, strict=True), 1):
        rows.append(
            [str(n), title, *(f"{'☒' if i == step else '☐'} {w}" for i, w in enumerate(("Ja", "Delvist", "Nej")))]
        )
    found = Paper().table((40, 270, 60, 80, 60), rows).rows()
    assert [(row.rating_step, row.rating_text) for row in found] == [
        (step + 1, ("Ja", "Delvist", "Nej")[step]) for step in ticked
    ]


def test_heads_printed_again_overleaf_beside_options_make_no_cards_of_the_table() -> None:
    """ "Vurdering af" came again on every page, at the edge at which options begin, beside the texts of other cells."""
    made = Paper()
    head = ["Nr.", "Anbefaling", "Vurdering af\nopfyldelse", "Nuværende indsats", "Forankring"]
    options = ("☐ Gennemført", "☐ Igangsat", "☐ Ikke påbegyndt")
    for start in (1, 3, 5):
        rows = []
        for n in (start, start + 1):
            ticked = [text.replace("☐", "☒") if k == n % 3 else text for k, text in enumerate(options)]
            rows.append([f"Nr. {n}", TITLES[n - 1], "\n".join(ticked), "Drøftes på møder\nhver uge", "Skolen"])
        made.table((45, 250, 110, 150, 90), [head, *rows])
        made.page()
    document = made.read()
    assert [row.rating_step for row in document.assessments] == [n % 3 + 1 for n in range(1, 7)]
