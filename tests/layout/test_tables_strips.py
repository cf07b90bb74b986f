"""Sheets printed in strips of columns, and rows that stand far below the row above them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from schemas.page import Fill, Word
from tests.layout.tabled import cell, level, page, rows_at, shade, tables_of, texts, words

XS = [50.0, 90.0, 260.0]
HEAD = ["Nr.", "Anbefaling", "Status"]
TITLES = ("Røgfri skole", "Tilbud om\nrygestop", "Viden om røg", "Røgfrie klubber", "Kampagner\nfor unge", "Kurser")
NOTES = ("Bemærkning", "Afventer", "", "Drøftes", "", "Fortsættes\ni 2021", "")
UNITS = ("Enhed", "Jobcentret", "Skolerne", "", "", "Familiehuset", "")


def _sheet(*, high: int = 0) -> tuple[list[list[Word]], list[float]]:
    """The first strip; the row with the number ``high`` is as high as three lines."""
    rows = [[f"{i}.", title + "\n\n" * (i == high), "Igangsat"] for i, title in enumerate(TITLES, 1)]
    return rows_at([HEAD, *rows], XS, 100.0, bold=1)


def _beside(entries: Sequence[str], x: float, places: Sequence[float], down: float = 14.0) -> list[list[Word]]:
    """The lines of entries at the heights of rows, the first in bold."""
    made = zip(entries, places, strict=False)
    return [line for i, (text, y) in enumerate(made) for line in cell(text, x, y + down, bold=not i)]


def _shades(places: Sequence[float], x0: float, x1: float) -> list[Fill]:
    return [shade(x0, a, x1, b) for a, b in list(pairwise(places))[::2]]


def test_print_in_the_rows_of_a_sheet_is_of_its_columns_on_the_page_of_the_next_strip() -> None:
    """Rows that print nothing there were no rows, and those below them others."""
    lines, places = _sheet()
    beside = [*_beside(NOTES, 54.0, places), *_beside(UNITS, 200.0, places)]
    first = page(*lines, fills=_shades(places, 46.0, 400.0))
    (table,) = tables_of(first, page(*beside, fills=_shades(places, 46.0, 300.0)))
    assert [row[3] for row in texts(table)] == [note.replace("\n", " ") for note in NOTES]
    assert [row[4] for row in texts(table)] == list(UNITS)


def test_without_lines_entries_on_the_first_line_of_rows_are_theirs_though_they_reach_lower() -> None:
    """No line says how high a row is: an entry of three lines ended in the row below."""
    lines, places = _sheet(high=3)
    first = page(*lines, rulings=[level(places[1], 46.0, 400.0)])
    notes = ["Bemærkning", "Afventer", "", "Drøftes\nigen når\nder er midler", "Drøftes", "Fortsættes", ""]
    (table,) = tables_of(first, page(*_beside(notes, 54.0, places)))
    assert [row[3] for row in texts(table)] == [note.replace("\n", " ") for note in notes]


def test_a_page_with_print_between_the_rows_or_below_them_is_no_strip() -> None:
    lines, places = _sheet()
    first = page(*lines, rulings=[level(places[1], 46.0, 400.0)])
    beside = _beside(NOTES, 54.0, places)
    below = words("Der er flere forslag", 54.0, places[-1] + 40.0)
    for other in (_beside(NOTES, 54.0, places, down=21.0), [*beside, below]):
        assert {table.column_count for table in tables_of(first, page(*other)) if table.page == 1} == {3}


def test_rows_that_count_on_far_below_a_high_row_are_of_its_table() -> None:
    """What makes the row so high stands on another page: the rows below it were another table without a head."""
    lines, places = _sheet()
    lower, more = rows_at(
        [[f"{i}.", title, "Igangsat"] for i, title in enumerate(TITLES[2:5], 7)], XS, places[-1] + 70.0
    )
    fills = [*_shades(places, 46.0, 400.0), *_shades(more, 46.0, 400.0)]
    (table,) = tables_of(page(*lines, *lower, fills=fills))
    assert [row[0] for row in texts(table) if any(row)] == ["Nr.", *(f"{i}." for i in range(1, 10))]


def test_a_lone_row_overleaf_that_counts_on_is_of_the_table() -> None:
    lines, places = _sheet()
    last, _ = rows_at([["7.", "Kurser", "Igangsat"]], XS, 60.0)
    (table,) = tables_of(page(*lines, rulings=[level(places[1], 46.0, 400.0)]), page(*last))
    assert texts(table)[-1] == ["7.", "Kurser", "Igangsat"]


def test_a_row_below_an_empty_one_under_a_head_printed_again_is_of_the_table() -> None:
    """The empty row is white, and the shade of the row below it was another table of one row: none."""
    lines, places = _sheet()
    again, tops = rows_at([HEAD, ["", "", ""], ["7.", "Kurser", "Igangsat"]], XS, 60.0, bold=1)
    fills = [shade(46.0, places[0], 400.0, places[1], 0x224466), *_shades(places[2:], 46.0, 400.0)]
    heads = [shade(46.0, tops[0], 400.0, tops[1], 0x224466), shade(46.0, tops[2], 400.0, tops[3])]
    (table,) = tables_of(page(*lines, fills=fills), page(*again, fills=heads))
    assert texts(table)[-1] == ["7.", "Kurser", "Igangsat"]
