"""Tables on pages that are set in columns: what stands beside a table there is none of its columns."""

from __future__ import annotations

from schemas.page import Word
from tests.layout.tabled import level, page, rows_at, tables_of, texts, words

LEFT, RIGHT = 50.0, 310.0
PROSE = "undersøgelsen omfatter alle kommuner og deres samarbejde"
ROWS = [["Land", "2005", "2006"], ["Norge", "7,1", "6,9"], ["Sverige", "5,0", "4,8"], ["Island", "3,3", "3,9"]]


def _prose(x: float, y: float, lines: int) -> list[list[Word]]:
    """Lines of prose that fill a column of the page."""
    return [words(PROSE[: 46 + i % 3], x, y + 12 * i) for i in range(lines)]


def test_a_table_in_a_column_of_the_page_has_prose_beside_it_and_not_in_it() -> None:
    table, _ = rows_at(ROWS, [LEFT, 150.0, 210.0], 220.0, space=3.0)
    beside = _prose(RIGHT, 106.0, 30)
    got = tables_of(page(*_prose(LEFT, 100.0, 8), *table, *_prose(LEFT, 310.0, 8), *beside))
    assert [texts(t) for t in got] == [ROWS]


def test_a_table_over_both_columns_of_the_page_is_whole() -> None:
    rows = [["Land", "Hovedstad", "2005", "2006"], *([a, "Oslo eller en anden by", b, c] for a, b, c in ROWS[1:])]
    table, places = rows_at(rows, [LEFT, 240.0, 420.0, 500.0], 300.0, space=3.0)
    columns = [line for x in (LEFT, RIGHT) for y in (100.0, 420.0) for line in _prose(x, y, 12)]
    rulings = [level(y, 48.0, 540.0) for y in (places[0], places[1], places[-1])]
    got = tables_of(page(*columns, *table, rulings=rulings))
    assert [texts(t) for t in got] == [rows]


def test_the_last_page_has_the_columns_of_the_page_before_it() -> None:
    first = page(*(line for x in (LEFT, RIGHT) for line in _prose(x, 100.0, 20)))
    table, _ = rows_at(ROWS, [LEFT, 150.0, 210.0], 100.0, space=3.0)
    last = page(*table, *_prose(LEFT, 190.0, 2), *_prose(RIGHT, 104.0, 5))
    assert [texts(t) for t in tables_of(first, last)] == [ROWS]


def test_tables_side_by_side_between_lines_of_their_own_are_two() -> None:
    left, tops = rows_at(ROWS, [LEFT, 150.0, 200.0], 100.0, space=3.0)
    right, ends = rows_at([["By", "Ja", "Nej"], *([c, "12,5", "2,5"] for c in "ABCDE")], [RIGHT, 400.0, 450.0], 106.0)
    rulings = [level(y, 48.0, 230.0) for y in (tops[0], tops[1], tops[-1])]
    rulings += [level(y, 308.0, 490.0) for y in (ends[0], ends[1], ends[-1])]
    got = tables_of(page(*left, *right, rulings=rulings))
    assert sorted((t.row_count, t.column_count) for t in got) == [(4, 3), (6, 3)]
    assert ROWS in [texts(t) for t in got]


def test_a_table_between_lines_leaves_the_prose_beside_it_alone() -> None:
    table, places = rows_at(ROWS, [LEFT, 150.0, 200.0], 100.0, space=3.0)
    beside = [words("Væksten var størst i Norge, hvor den", 260.0, 96.0 + 12 * i) for i in range(6)]
    rulings = [level(y, 48.0, 230.0) for y in (places[0], places[1], places[-1])]
    (got,) = tables_of(page(*table, *beside, rulings=rulings))
    assert texts(got) == ROWS


def test_captions_on_one_line_part_the_tables_below_them() -> None:
    pupils = [["Skole", "Elever"], ["Nordskolen", "412"], ["Sydskolen", "388"], ["Byskolen", "97"]]
    people = [["By", "Borgere"], ["Nordby", "9.412"], ["Sydby", "7.388"], ["Midtby", "971"]]
    lines = [*rows_at(pupils, [50, 150], 112.0, space=0.0)[0], *rows_at(people, [260, 380], 112.0, space=0.0)[0]]
    captions = [words("Tabel 1. Elever i alt", 50, 100), words("Tabel 2. Borgere efter by", 260, 100)]
    assert [texts(table) for table in tables_of(page(*captions, *lines))] == [pupils, people]


def test_heads_of_two_groups_part_no_table() -> None:
    years = ["2008", "2009"]
    rows = [["By", *years, *years], ["Nordby", "4", "7", "12", "9"], ["Sydby", "3", "8", "11", "5"]]
    lines, _ = rows_at([*rows, ["Midtby", "6", "2", "10", "8"]], [50, 150, 210, 270, 330], 112.0, space=0.0)
    heads = [words("Drenge i alt", 155, 100), words("Piger i alt", 275, 100)]
    (table,) = tables_of(page(*heads, *lines))
    assert table.column_count == 5


def test_two_columns_of_a_table_are_no_columns_of_the_page() -> None:
    """Each was read by itself, and what the other columns say was lost."""
    first, second = "flere klubber er nu godt", "samtaler om vaner og mad"
    printed: list[list[Word]] = []
    for i in range(8):
        y = 100.0 + 42 * i
        printed += [words("Skoler", 40.0, y)] if i % 3 else []
        printed += [words(text, x, y + 11 * k) for x, text in ((150.0, first), (280.0, second)) for k in range(3)]
        printed += [words("Udvalg", 425.0, y), words("Ultimo året", 490.0, y)]
    (table,) = tables_of(page(*printed))
    assert [row[:2] for row in texts(table)] == [["Skoler" if i % 3 else "", " ".join([first] * 3)] for i in range(8)]
