"""Tables in which cells are painted: ratings, levels, headers. What a shade parts, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.layout.baselines import baselines_of
from extractors.layout.lines import make_phrase, make_row, text_rows
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.pages.touching import join_touching
from extractors.layout.tables.print.whitespace import find_runs
from schemas.geometry import Box
from schemas.page import Fill, Page, Word
from tests.layout.tabled import (
    cell,
    circle,
    grid,
    level,
    page,
    rows_at,
    shade,
    tables_of,
    texts,
    turned,
    upright,
    words,
)

XS = [50.0, 90.0, 250.0, 290.0, 330.0, 370.0, 480.0]
SIDES = [46.0, 86.0, 246.0, 286.0, 326.0, 366.0, 476.0, 560.0]
HEAD = ["Nr.", "Anbefaling", "Ja", "Lidt", "Nej", "Beskrivelse", "Enhed"]


def _row(number: str, activity: str = "Der arbejdes videre", unit: str = "Staben") -> list[str]:
    return [number, "Indsats for børn og\nunge i skolen", "", "", "", activity, unit]


def test_a_painted_rating_joins_no_cells_beside_it() -> None:
    """Only the rating of each row is painted; where the last cell is empty, the text before it stays in its own."""
    rows = [HEAD, *(_row(str(i), unit="" if i == 2 else "Staben") for i in range(1, 6))]
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in pairwise(SIDES)]
    for i in range(1, 6):
        k = 2 + i % 3
        fills.append(shade(SIDES[k], places[i], SIDES[k + 1], places[i + 1], 0xFF6666 + k))
    (table,) = tables_of(page(*lines, fills=fills))
    assert texts(table)[2] == ["2", "Indsats for børn og unge i skolen", "", "", "", "Der arbejdes videre", ""]


def test_a_painted_number_and_a_painted_rating_join_no_cells_between_them() -> None:
    """Two of seven cells are painted, with lines below the rows alone: the title was one with the steps beside it."""
    rows = [HEAD, *(_row(str(i), unit="Staben" if i == 2 else "") for i in range(1, 6))]
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in pairwise(SIDES)]
    for i in range(1, 6):
        k = 2 + i % 3
        fills.append(shade(SIDES[0], places[i], SIDES[1], places[i + 1], 0x99CCFF + i % 2))
        fills.append(shade(SIDES[k], places[i], SIDES[k + 1], places[i + 1], 0xFF6666 + k))
    rulings = [level(y, SIDES[0], SIDES[-1]) for y in places[1:]]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert table.column_count == len(HEAD)
    assert not [c for c in table.cells if c.column_span > 1]


def test_a_painted_number_in_a_plain_row_joins_no_cells_between_painted_rows() -> None:
    """Numbers wear the colour of their level, every other row is shaded: the steps of the plain rows were one cell."""
    xs = [50.0, 100.0, 200.0, 300.0]
    sides = [46.0, 96.0, 196.0, 296.0, 396.0]
    marked = [["x" if k == i % 3 else "" for k in range(3)] for i in range(8)]
    lines, places = rows_at([["Nr.", "Ja", "Lidt", "Nej"], *([str(i), *m] for i, m in enumerate(marked))], xs, 100.0)
    fills = [shade(46.0, top, 96.0, bottom, 0xFFCCAA) for top, bottom in pairwise(places[1:])]
    fills += [shade(a, y, b, z, 0xEEEEEE) for y, z in list(pairwise(places))[2::2] for a, b in pairwise(sides[1:])]
    (table,) = tables_of(page(*lines, fills=fills))
    assert [row[1:] for row in texts(table)[1:]] == marked


def test_rows_whose_painted_numbers_touch_stay_rows() -> None:
    """Neighbours of one colour are painted as one area: each number in it is a row."""
    rows = [HEAD, *(_row(str(i)) for i in range(1, 7))]
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in pairwise(SIDES)]
    fills += [shade(46.0, places[a], 86.0, places[b], 0xDDEEFF + a) for a, b in ((1, 3), (3, 4), (4, 7))]
    (table,) = tables_of(page(*lines, fills=fills))
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "3", "4", "5", "6"]


def test_numbers_on_one_shade_that_begin_a_page_are_rows() -> None:
    """They were taken for a head over two rows, which needs no line above it."""
    xs = [50.0, 90.0, 250.0, 330.0]

    def part(first: int, y: float, head: list[list[str]], groups: list[tuple[int, int]]) -> Page:
        rows = [[str(n), "Indsats for børn og\nunge i skolen", "Ja", "Staben"] for n in range(first, first + 6)]
        lines, places = rows_at([*head, *rows], xs, y, bold=len(head))
        own = places[len(head) :]
        fills = [shade(46.0, own[a], 86.0, own[b], (0xDBE7D4, 0xD4CCE2)[n % 2]) for n, (a, b) in enumerate(groups)]
        fills += [shade(86.0, own[n], 470.0, own[n + 1]) for n in (0, 2, 4)]
        return page(*lines, fills=fills + [shade(46.0, places[0], 470.0, places[1], 0x335577)] * len(head))

    groups = [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6)]
    head = [["Nr.", "Anbefaling", "Opfyldt", "Enhed"]]
    (table,) = tables_of(part(1, 100.0, head, [(n, n + 1) for n in range(6)]), part(7, 60.0, [], groups))
    assert [row[0] for row in texts(table)] == ["Nr.", *map(str, range(1, 13))]


def test_a_legend_above_a_painted_header_is_no_row_of_the_table() -> None:
    rows = [HEAD, *(_row(str(i)) for i in range(1, 6))]
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in pairwise(SIDES)]
    legend = cell("Grundniveau", 90.0, places[0] - 6.0) + cell("Udvikling", 370.0, places[0] - 6.0)
    (table,) = tables_of(page(*legend, *lines, fills=fills))
    assert texts(table)[0] == HEAD


def test_heads_without_a_shade_belong_to_the_painted_rows_below_them() -> None:
    """The first painted row heads a section: the heads above it, one of them over three columns, are not painted."""
    group = cell("Sæt kun et kryds", 264.0, 88.0, bold=True)
    rows = [["Pakken om alkohol", *[""] * 6], *(_row(str(i)) for i in range(1, 6))]
    heads, _ = rows_at([HEAD], XS, 100.0, bold=1)
    lines, places = rows_at(rows, XS, 118.0)
    fills = [shade(a, places[i], b, places[i + 1]) for i in (0, 2, 4) for a, b in pairwise(SIDES)]
    (table,) = tables_of(page(*group, *heads, *lines, fills=fills))
    assert table.header_rows == 2
    assert texts(table)[0][1:6] == ["", *["Sæt kun et kryds"] * 3, ""]


def test_columns_beside_painted_ones_belong_to_the_table() -> None:
    """Overleaf no header is painted: numbers and ratings are, the columns between and beside them are not."""
    lines, places = rows_at([_row(str(i)) for i in range(1, 7)], XS, 100.0)
    fills = [shade(46.0, a, 86.0, b, 0xDDEEFF + i) for i, (a, b) in enumerate(pairwise(places))]
    fills += [shade(246.0, a, 366.0, b, 0x66FF66 + i) for i, (a, b) in enumerate(pairwise(places))]
    (table,) = tables_of(page(*lines, fills=fills))
    title = "Indsats for børn og unge i skolen"
    assert texts(table) == [[str(i), title, "", "Der arbejdes videre", "Staben"] for i in range(1, 7)]


def test_a_fill_in_the_colour_of_the_print_on_it_is_not_seen() -> None:
    """A line below a head is drawn by some programs as the box of the head, cut to its lower edge."""
    xs = [50.0, 150.0, 210.0, 270.0]
    rows = [["", "", "2005", ""], ["Land", "Ja", "Nej", "Ialt"], *([c, "7,1", "6,9", "9,9"] for c in "ABCD")]
    lines, places = rows_at(rows, xs, 100.0, space=3.0)
    rulings = [level(y, 48.0, 320.0) for y in (places[0], places[2], places[-1])]
    plain = tables_of(page(*lines, rulings=rulings))
    (table,) = tables_of(page(*lines, rulings=rulings, fills=[shade(148.0, places[0], 318.0, places[1], 0)]))
    assert table.method == "partly_ruled"
    assert texts(table) == texts(plain[0])


def test_painted_heads_of_several_levels_are_no_bars_of_a_chart() -> None:
    """The sides of the shades end on one line, and begin where each level does."""
    rows = [HEAD, *(_row(str(i)) for i in range(1, 6))]
    lines, places = rows_at(rows, XS, 130.0, bold=1)
    sides = list(pairwise(SIDES))
    fills = [shade(a, low, b, high) for low, high in pairwise(places[1:]) for a, b in sides]
    tops = (90.0, 104.0, 117.0, 117.0, 117.0, 104.0, 90.0)
    fills += [shade(a, top, b, places[1]) for top, (a, b) in zip(tops, sides, strict=True)]
    (table,) = tables_of(page(*lines, fills=fills))
    assert [row[0] for row in texts(table)][-5:] == ["1", "2", "3", "4", "5"]


def test_a_narrow_painted_head_is_a_cell_like_its_neighbours() -> None:
    """The head "#" is painted no larger than a mark: it was joined with the number below it."""
    sides, xs = [46.0, 61.0, *SIDES[2:]], [50.0, 65.0, *XS[2:]]
    lines, places = rows_at([["#", *HEAD[1:]], *(_row(str(i)) for i in range(1, 6))], xs, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1], 0x0B3D91) for a, b in pairwise(sides)]
    rulings = [level(y, 46.0, 560.0) for y in places[2:]]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [row[0] for row in texts(table)] == ["#", "1", "2", "3", "4", "5"]
    assert table.header_rows == 1


def test_lines_of_the_head_alone_do_not_keep_the_body_from_being_parted() -> None:
    """Of the seams between painted heads a scan shows some; the others are told by the print below."""
    rows = [HEAD, *(_row(str(i)) for i in range(1, 7))]
    for i, row in enumerate(rows[1:]):
        row[2 + i % 3] = "x"
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in ((46.0, 246.0), (246.0, 366.0), (366.0, 560.0))]
    rulings = [upright(x, places[0], places[1]) for x in (246.0, 366.0)]
    rulings += [*(upright(x, places[0], places[-1]) for x in (46.0, 560.0)), level(places[-1], 46.0, 560.0)]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert texts(table)[0] == HEAD
    assert [row.index("x") for row in texts(table)[1:]] == [2, 3, 4, 2, 3, 4]


def test_ruled_head_and_the_plain_body_below_it_are_one_table() -> None:
    """The head of two columns, underlined, bridges no gap between the narrow heads below it."""
    head = ["Nr.", "Anbefaling", "i høj\ngrad", "i nogen\ngrad", "slet\nikke", "Beskrivelse", "Enhed"]
    rows = [head, *(_row(str(i)) for i in range(1, 7))]
    for i, row in enumerate(rows[1:]):
        row[2 + i % 3] = "x"
    xs = [50.0, 90.0, 250.0, 284.0, 330.0, 370.0, 480.0]
    lines, places = rows_at(rows, xs, 120.0, bold=1)
    lines += cell("Sæt kryds i", 263.0, 100.0, bold=True)
    fills = [shade(46.0, 88.0, 560.0, places[1], 0x444444)]
    rulings = [level(106.0, 246.0, 366.0), *(upright(x, 88.0, places[1]) for x in (246.0, 324.0, 366.0, 476.0))]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [row.index("x") for row in texts(table) if "x" in row] == [2, 3, 4, 2, 3, 4]
    assert table.header_rows == 2


def test_ratings_in_one_shade_that_each_say_their_word_are_cells_of_their_own() -> None:
    """A spreadsheet paints neighbours of one colour as one area; the same word stands in each row of it."""
    head = ["Nr.", "Anbefaling", "Vurdering", "Enhed", "Frist", "Ansvarlig"]
    rows = [
        head,
        *([str(i), "Indsats for børn og\nunge", "Grønt lys", "Staben", "2024", "Lederen"] for i in range(1, 7)),
    ]
    lines, places = rows_at(rows, [50.0, 80.0, 200.0, 300.0, 370.0, 420.0], 100.0, bold=1)
    fills = [shade(46.0, places[0], 480.0, places[1]), shade(196.0, places[1], 290.0, places[4], 0x66AA44)]
    fills += [shade(196.0, a, 290.0, b, 0xFFEE33) for a, b in pairwise(places[4:])]
    (table,) = tables_of(page(*lines, fills=fills))
    assert [row[2] for row in texts(table)] == ["Vurdering", *["Grønt lys"] * 6]


def test_a_row_does_not_end_inside_the_entry_of_a_painted_cell() -> None:
    """ "Nr" over ". 4" in a painted cell is one number: the two lines of every cell beside it are one row."""
    head = ["Aktivitet", "Emne", "Frist", "#", "Gruppe", "Ansvarlig"]
    rows = [
        head,
        *(["Kurser for", "Idræt i\nforeninger", "2021-\n2024", f"Nr\n. {i}", "Rammer", "Chefen"] for i in range(1, 4)),
    ]
    rows += [
        ["Indgår i\npolitikken og\ni planen", "Skygge på\nlegepladser", "Løbende", f"Nr\n. {i}", "Rammer", "Chefen"]
        for i in (4, 5)
    ]
    lines, places = rows_at(rows, [50.0, 150.0, 250.0, 300.0, 340.0, 400.0], 100.0, bold=1)
    fills = [shade(46.0, places[0], 480.0, places[1])]
    fills += [shade(296.0, a, 330.0, b, 0xDDEEFF + i) for i, (a, b) in enumerate(pairwise(places[1:]))]
    (table,) = tables_of(page(*lines, fills=fills))
    assert [row[3] for row in texts(table)] == ["#", *(f"Nr . {i}" for i in range(1, 6))]


def test_painted_groups_between_upright_lines_are_part_of_the_table_and_part_no_rows() -> None:
    """Uprights alone are drawn; the first column has a painted cell for each group of rows."""
    xs = [50.0, 120.0, 150.0, 300.0]
    rows = [["Type", "Nr.", "Anbefaling", "Enhed"]]
    rows += [["Tilbud" if i in (1, 4) else "", str(i), "Indsats for børn og\nunge", "Staben"] for i in range(1, 7)]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    fills = [shade(46.0, places[1], 115.0, places[4]), shade(46.0, places[4], 115.0, places[7], 0xDDEEFE)]
    rulings = [upright(x, places[0], places[7]) for x in (46.0, 115.0, 145.0, 295.0, 400.0)]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [row[1] for row in texts(table)] == ["Nr.", "1", "2", "3", "4", "5", "6"]
    assert texts(table)[1] == ["Tilbud", "1", "Indsats for børn og unge", "Staben"]


def test_the_shade_of_one_column_that_ends_between_lines_parts_no_row() -> None:
    """Some programs paint a merged cell only as far as its own words reach on the page."""
    xs = [50.0, 130.0, 160.0, 320.0]
    rows = [["Type", "Nr.", "Anbefaling", "Noter"]]
    title, note = "Indsats for børn\nog unge i skolen\nog i dagtilbud", "Afventer en\nplan for alle\nskoler"
    rows += [["Tilbud" if i in (1, 5) else "", str(i), title, note] for i in range(1, 7)]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    fills = [shade(46.0, places[0], 420.0, places[1]), shade(46.0, places[1], 125.0, places[5])]
    fills.append(shade(46.0, places[5], 125.0, places[5] + 17.0, 0xDDEEFE))
    rulings = [level(places[1], 46.0, 420.0), *(level(y, 125.0, 420.0) for y in places[2:])]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [row[1] for row in texts(table)] == ["Nr.", *"123456"]


def test_a_shade_that_ends_between_the_lines_of_the_one_cell_that_runs_on_parts_no_row() -> None:
    xs = [50.0, 130.0, 160.0, 320.0]
    rows = [["Type", "Nr.", "Anbefaling", "Noter"]]
    note = "Afventer en\nplan for alle\nskoler"
    rows += [["Tilbud" if i in (1, 5) else "", str(i), "Indsats for børn", note] for i in range(1, 7)]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    fills = [shade(46.0, places[0], 420.0, places[1]), shade(46.0, places[1], 125.0, places[5])]
    fills.append(shade(46.0, places[5], 125.0, places[5] + 28.0, 0xDDEEFE))
    rulings = [level(places[1], 46.0, 420.0), *(level(y, 125.0, 420.0) for y in places[2:])]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [row[1] for row in texts(table)] == ["Nr.", *"123456"]


def test_a_turned_label_on_a_shade_over_several_rows_is_the_cell_of_all() -> None:
    """It was the cell of those rows alone that it runs beside, where upright lines alone are drawn."""
    xs = [46.0, 86.0, 126.0, 300.0, 480.0]
    rows = [["", str(i), "Indsats for børn\nog unge i skolen", "Der arbejdes videre\ni 2018"] for i in range(1, 6)]
    lines, places = rows_at([["Niveau", "Nr.", "Anbefaling", "Noter"], *rows], [x + 4 for x in xs[:-1]], 100.0, bold=1)
    fills = [shade(46.0, places[0], 480.0, places[1], 0xBBBBBB), shade(46.0, places[1], 86.0, places[-1])]
    lines.append(turned("Grundniveau", 60.0, places[-1] - 4.0))
    (table,) = tables_of(page(*lines, fills=fills, rulings=[upright(x, places[0], places[-1]) for x in xs]))
    assert [row[0] for row in texts(table)[1:]] == ["Grundniveau"] * 5


def test_the_shade_of_a_turned_label_parts_no_row_it_ends_in() -> None:
    """Some programs paint a merged cell as high as its label, so that it ends between the lines of a row."""
    xs = [50.0, 90.0, 130.0, 320.0]
    note = "Afventer en plan for\nalle skoler i hele\nkommunen"
    rows = [["Enhed", "Nr.", "Anbefaling", "Noter"], *(["", str(i), "Indsats for børn", note] for i in range(1, 7))]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    fills = [shade(46.0, places[0], 420.0, places[1], 0xEEEEEE), shade(46.0, places[1], 85.0, places[3] - 17.0)]
    fills.append(shade(46.0, places[4] + 15.0, 85.0, places[6] - 15.0))
    labels = [turned("Jobcentret", 60.0, places[2] + 20.0), turned("Team Unge", 60.0, places[5] + 20.0)]
    (table,) = tables_of(page(*lines, *labels, fills=fills, rulings=[level(places[1], 46.0, 420.0)]))
    assert [row[1] for row in texts(table)] == ["Nr.", *"123456"]
    assert {row[3] for row in texts(table)[1:]} == {note.replace("\n", " ")}


def test_a_turned_label_that_reaches_below_the_first_row_is_of_no_header() -> None:
    xs = [50.0, 90.0, 130.0, 320.0]
    rows = [["Type", "Nr.", "Anbefaling", "Status"], *(["", str(i), "Indsats for børn", "Ja"] for i in range(1, 7))]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    fills = [shade(46.0, places[1], 85.0, places[4]), shade(46.0, places[4], 85.0, places[7], 0xDDEEFE)]
    labels = [turned("Rammer", 60.0, places[1] + 32.0), turned("Tilbud", 60.0, places[4] + 32.0)]
    (table,) = tables_of(page(*lines, *labels, fills=fills, rulings=[level(places[1], 46.0, 420.0)]))
    assert table.header_rows == 1
    assert [row[1] for row in texts(table)] == ["Nr.", *"123456"]


def test_heads_of_a_shade_that_turned_heads_stand_side_by_side_on_are_parted() -> None:
    """The shade begins above the turned heads, below the head of their group."""
    xs = [50.0, 90.0, 260.0, 290.0, 320.0]
    group = cell("Status (sæt x)", 262.0, 100.0, bold=True)
    heads = [turned(text, x, 170.0) for text, x in (("Opfyldt", 265.0), ("Delvist", 295.0), ("Slet ikke", 325.0))]
    names = [*cell("Nr.", 50.0, 168.0, bold=True), *cell("Anbefaling", 90.0, 168.0, bold=True)]
    rows = [[str(i), "Indsats for børn", *("x" if i % 3 == k else "" for k in range(3))] for i in range(1, 8)]
    lines, places = rows_at(rows, [*xs[:2], 266.0, 296.0, 326.0], 190.0)
    fills = [shade(46.0, 86.0, 350.0, places[0], 0xDDDDDD), shade(256.0, 104.0, 350.0, places[0], 0xCCCCCC)]
    (table,) = tables_of(page(*group, *names, *heads, *lines, fills=fills))
    assert texts(table)[table.header_rows - 1][2:] == ["Opfyldt", "Delvist", "Slet ikke"]


def test_a_head_of_two_lines_beside_heads_of_one_is_whole_above_a_row_without_shade() -> None:
    xs, sides = [60.0, 140.0, 230.0], [56.0, 136.0, 226.0, 400.0]
    heads = [words("Niveau for", 60.0, 95.0, bold=True), words("anbefalingen", 60.0, 106.0, bold=True)]
    heads += [words("Vurdering", 140.0, 100.0, bold=True), words("Anbefalinger", 230.0, 100.0, bold=True)]
    lines, places = rows_at([["G.", "Ja", "Indsats for børn og\nunge"] for _ in range(6)], xs, 124.0, space=4.0)
    fills = [shade(a, places[i], b, places[i + 1]) for i in (1, 3, 5) for a, b in pairwise(sides)]
    (table,) = tables_of(page(*heads, *lines, fills=fills))
    assert texts(table)[0] == ["Niveau for anbefalingen", "Vurdering", "Anbefalinger"]
    assert len(texts(table)) == 7


def test_drawn_marks_keep_a_row_from_being_one_cell_below_a_painted_head() -> None:
    xs = [50.0, 250.0, 330.0, 410.0]
    rows = [["Anbefaling", "Ja", "Nej"], *([f"Politik {i} om kost\nSkolerne har en plan.", "", ""] for i in range(6))]
    lines, places = rows_at(rows, [x + 4 for x in xs[:-1]], 100.0, bold=1)
    lines = [[w._replace(bold=True) for w in ln] if ln[0].text == "Politik" else ln for ln in lines]
    heads = [shade(a, places[0], b, places[1]) for a, b in pairwise(xs)]
    marks = [circle(290.0 + 80 * (i % 2), places[i + 1] + 10.0) for i in range(6)]
    frame = grid([xs[0], xs[-1]], [places[0], places[-1]])
    (table,) = tables_of(page(*lines, rulings=frame, fills=heads, drawings=marks))
    assert [row[0] for row in texts(table)[1:]] == [f"Politik {i} om kost Skolerne har en plan." for i in range(6)]
    assert all(c.column_span == 1 for c in table.cells)


def test_a_line_above_heads_on_a_shade_is_none_of_them() -> None:
    """The last line of a key stood as close above the heads as their rows to each other, and was the first row."""
    xs = [54.0, 80.0, 260.0, 340.0]
    key, _ = rows_at([["++", "Fuldt indført", "", ""], ["+", "Ikke indført", "", ""]], xs, 70.0)
    rows = [["Nr.", "Anbefaling", "Grad", "Enhed"], *([str(i), f"Indsats {i}", "++", "PPR"] for i in range(1, 7))]
    lines, places = rows_at(rows, xs, 110.0, bold=1)
    (table,) = tables_of(page(*key, *lines, fills=[shade(50.0, places[0], 420.0, places[1])]))
    assert texts(table) == rows


def test_a_legend_of_colours_off_a_shade_that_holds_all_heads_is_none_of_them() -> None:
    """Its areas of colour were boxes of a diagram inside the table, and there was no table."""
    legend = cell("Grundniveau", 120.0, 70.0) + cell("Ud\nvik\nling", 264.0, 70.0)
    signs = [shade(50.0, 58.0, 115.0, 98.0, 0xEEFFDD), shade(180.0, 58.0, 260.0, 98.0, 0xDDDDFF)]
    lines, places = rows_at([HEAD], XS, 122.0, bold=1)
    body, below = rows_at([_row(str(i)) for i in range(1, 8)], XS, 170.0)
    numbers = [shade(SIDES[0], a, SIDES[1], b, 0xEEFFDD) for a, b in pairwise(below)]
    section = words("Pakken om alkohol", XS[0], 148.0, bold=True)
    head = shade(SIDES[0], places[0], SIDES[-1], places[1])
    (table,) = tables_of(page(*legend, *lines, section, *body, fills=[*signs, head, *numbers]))
    assert texts(table)[0] == HEAD
    assert len(texts(table)) == 9


def test_a_head_of_a_group_is_whole_though_its_words_part_where_cells_do() -> None:
    """Its words stood over one column each, and were read with the head of that; the heads above were lost."""
    xs = [46.0, 86.0, 246.0, 271.0, 296.0, 321.0, 346.0, 480.0]
    rows = [["G1", "Indsats for børn", "x", "", "", "", "Kurser i byen"] for _ in range(6)]
    body, places = rows_at(rows, [x + 4 for x in xs[:-1]], 140.0)
    lines = [
        words(t, x + 4, 116.0, bold=True) for t, x in zip(("nr.", "Titel", "HG", "NG", "MG", "SI"), xs, strict=False)
    ]
    lines += [words("Indsats", 350.0, 116.0, bold=True), words("Anb.", 50.0, 104.0, bold=True)]
    lines += [words("Sæt", 283.0, 104.0, size=8.0, bold=True), words("kryds", 297.0, 104.0, size=8.0, bold=True)]
    lines[-1] = [w._replace(x1=325.0) for w in lines[-1]]
    lines += [words("Anbefalingen", 92.0, 90.0, bold=True), words("Det gør vi", 380.0, 90.0, bold=True)]
    lines += [words("Vurdering", 274.0, 90.0, bold=True)]
    fills = [shade(xs[0], a, xs[1], b, 0xEEFFDD) for a, b in pairwise(places)]
    fills += [shade(a, places[i], b, places[i + 1], 0xF4F4F4) for i in (0, 2, 4) for a, b in pairwise(xs[1:])]
    (table,) = tables_of(page(*lines, *body, fills=fills))
    got = texts(table)
    assert [row[3] for row in got[: table.header_rows]] == ["Vurdering", "Sæt kryds", "NG"]


def _rated(steps: list[tuple[int, ...]], rows: list[list[str]]) -> tuple[list[Word], list[float], list[Fill]]:
    """Print of ``rows`` below the head, the heights of their ends, and the shades of head and ratings."""
    lines, places = rows_at([HEAD, *rows], XS, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in pairwise(SIDES)]
    for i, chosen in enumerate(steps, 1):
        fills += [shade(SIDES[2 + k], places[i], SIDES[3 + k], places[i + 1], 0x66FF66) for k in chosen]
    return lines, places, fills


def test_a_border_makes_no_span_of_cells_that_only_ratings_part() -> None:
    """Lines around the table and between its rows: the cells left of a painted rating were one with the title."""
    lines, places, fills = _rated([(0,), (1,), (2,), (0,), (1,)], [_row(str(i)) for i in range(1, 6)])
    rulings = [upright(x, places[0], places[-1]) for x in (SIDES[0], SIDES[-1])]
    rulings += [level(y, SIDES[0], SIDES[-1]) for y in (places[0], places[-1])]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [row[1] for row in texts(table)[1:]] == ["Indsats for børn og unge i skolen"] * 5
    assert [row[2:5] for row in texts(table)[1:]] == [["", "", ""]] * 5


def test_two_painted_steps_of_a_row_are_two_cells() -> None:
    """One area is painted over two steps, and another over two rows: nothing is printed there that could span them."""
    lines, places, fills = _rated([(0,), (1,), (0,), (0,), (2,)], [_row(str(i)) for i in range(1, 6)])
    fills[-5:] = [
        shade(SIDES[2], places[1], SIDES[4], places[2], 0x66FF66),
        shade(SIDES[3], places[2], SIDES[4], places[3], 0x66FF66),
        shade(SIDES[2], places[3], SIDES[3], places[5], 0x66FF66),
        shade(SIDES[4], places[5], SIDES[5], places[6], 0x66FF66),
    ]
    (table,) = tables_of(page(*lines, fills=fills))
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells if c.row and 2 <= c.column <= 4}
    assert spans == {(row, column): (1, 1) for row in range(1, 6) for column in (2, 3, 4)}


def test_a_lone_painted_column_is_one_where_nothing_else_is_drawn() -> None:
    """Overleaf nothing tells of the column but its paint: without it the table was another one."""
    xs = [50.0, 90.0, 300.0, 420.0]
    rows = [[str(i), "Indsats for børn og\nunge i skolen", "Staben", "Grundniveau"] for i in range(1, 6)]
    lines, places = rows_at(rows, xs, 100.0)
    fills = [shade(370.0, a, 410.0, b, 0x66FF66 + (i % 2)) for i, (a, b) in enumerate(pairwise(places))]
    (table,) = tables_of(page(*lines, fills=fills))
    title = "Indsats for børn og unge i skolen"
    assert texts(table) == [[str(i), title, "Staben", "", "Grundniveau"] for i in range(1, 6)]


def test_two_painted_ratings_of_one_title_part_its_row() -> None:
    """The title runs on beside both; number and level stand for both."""
    rows = [_row(str(i)) for i in range(1, 6)]
    rows[2][1] = "Indsats for børn og\nunge i skolen og\ni byens klubber og\nforeninger"
    lines, places = rows_at(rows, XS, 100.0)
    fills = [
        shade(SIDES[2 + i % 3], a, SIDES[3 + i % 3], b, 0x66FF66) for i, (a, b) in enumerate(pairwise(places)) if i != 2
    ]
    middle = (places[2] + places[3]) / 2
    fills += [shade(SIDES[4], places[2], SIDES[5], middle, 0xFF6666)]
    fills += [shade(SIDES[2], middle, SIDES[3], places[3], 0x66FF66)]
    (table,) = tables_of(page(*lines, fills=fills))
    assert table.row_count == 6
    spans = {c.column: c.row_span for c in table.cells if c.row == 2}
    assert (spans[0], spans[1], spans[2]) == (2, 2, 1)


def test_a_painted_head_above_the_name_of_the_first_section_is_that_of_the_rows_below() -> None:
    """The name runs across the columns, and the head was left out of the table."""
    xs = [50.0, 90.0, 250.0, 330.0, 400.0]
    head, a = rows_at([["Nr.", "Anbefaling", "Status", "Enhed"]], [x + 4 for x in xs[:-1]], 100.0, bold=1)
    body, b = rows_at(
        [[str(i), "Indsats for børn", "Ja", "Skole"] for i in range(1, 7)], [x + 4 for x in xs[:-1]], 140.0
    )
    name = cell("Forebyggelsespakke om mental sundhed", 54.0, 120.0, bold=True)
    shades = [shade(x, a[0], y, a[1]) for x, y in pairwise(xs)]
    shades += [shade(x, y, z, w) for y, w in list(pairwise(b))[::2] for x, z in pairwise(xs)]
    (table,) = tables_of(page(*head, *name, *body, fills=shades))
    assert [row[0] for row in texts(table)] == ["Nr.", "Forebyggelsespakke om mental sundhed", *"123456"]


def test_ratings_painted_on_one_page_show_the_column_on_the_others() -> None:
    """A page with two painted ratings, or with one that is not, showed no column and began another table."""
    xs = [50.0, 90.0, 300.0, 420.0]

    def sheet(first: int, painted: str, title: str) -> Page:
        rows = [[str(first + i), title, "Staben", "Grundniveau"] for i in range(len(painted))]
        lines, places = rows_at(rows, xs, 100.0 + 20.0 * first)
        fills = [
            shade(370.0, top, 410.0, bottom, 0x66FF66)
            for (top, bottom), sign in zip(pairwise(places), painted, strict=True)
            if sign == "x"
        ]
        return page(*lines, fills=fills)

    short, long = "Mad", "Indsats for alle børn og unge i"
    (table,) = tables_of(sheet(1, "xx", short), sheet(3, "xxx", long), sheet(6, "x.x", short))
    titles = [short] * 2 + [long] * 3 + [short] * 3
    assert texts(table) == [[str(i), title, "Staben", "", "Grundniveau"] for i, title in enumerate(titles, 1)]


def test_a_header_between_two_lines_reaches_down_to_the_second() -> None:
    """Its cells are taller than its print: the name of the first section stood too far below that."""
    xs = [54.0, 90.0, 250.0, 310.0]
    head, _ = rows_at([["Nr.", "Anbefalingens\ntitel", "Status\ni dag", "Ansvarlig\nenhed"]], xs, 100.0, bold=1)
    name = cell("Forebyggelsespakke om mental sundhed", 54.0, 158.0, bold=True)
    body, _ = rows_at([[str(i), "Indsats for børn", "Ja", "Skole"] for i in range(1, 7)], xs, 178.0)
    rows = text_rows(baselines_of(word for line in (*head, *name, *body) for word in line))
    ends = [Edge(y, 50.0, 400.0, False, 0.0) for y in (88.0, 144.0)]
    assert [len(run) for run in find_runs(rows, ends)] == [9]
    assert [len(run) for run in find_runs(rows, ends[:1])] == [2, 6]


def test_the_first_line_of_a_left_head_beside_heads_of_one_line() -> None:
    """Heads are set from the middle: "Anbefaling i" stood higher than all others and was no part of the header."""
    xs = [54.0, 200.0, 250.0, 300.0]
    left = [*cell("Anbefaling i", 54.0, 94.0, bold=True), *cell("pakken", 54.0, 106.0, bold=True)]
    head, _ = rows_at([["Nr.", "Ja", "Nej"]], xs[1:], 100.0, bold=1)
    rows = [["Indsats for børn", str(i), *(("x", "") if i % 2 else ("", "x"))] for i in range(1, 7)]
    body, _ = rows_at(rows, xs, 130.0)
    (table,) = tables_of(page(*left, *head, *body))
    assert texts(table)[0][0].startswith("Anbefaling i")


def test_heads_of_two_lines_above_a_bold_title_and_a_bold_mark_are_header() -> None:
    """Neither the heads nor the first row have a shade: both were one row, and the table had no header."""
    rows = [["Nr.", "Anbefaling", "Opfyldt", "Delvist\nopfyldt", "Ikke", "Beskrivelse", "Enhed"]]
    rows += [_row(str(i)) for i in range(1, 8)]
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    lines = [[w._replace(bold=w.bold or w.text in {"Indsats", "for", "børn", "og"}) for w in line] for line in lines]
    lines += [words("x", 300.0, y + 14.0, bold=True) for y in places[1:-1]]
    fills = [shade(a, places[i], b, places[i + 1]) for i in (2, 4, 6) for a, b in pairwise(SIDES)]
    (table,) = tables_of(page(*lines, fills=fills))
    assert table.header_rows == 1
    assert [row[0] for row in texts(table)] == ["Nr.", *"1234567"]


def test_a_row_with_two_painted_ratings_makes_no_chart_of_its_table() -> None:
    """Two areas on one height were bars: the table without lines was turned away, whatever the other rows showed."""
    xs = [50.0, 90.0, 360.0]
    rows = [["Nr.", "Anbefaling", "Beskrivelse"], *([str(i), f"Indsats {i}", "Der er en plan"] for i in range(1, 9))]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    lines += [words(text, x, 100.0, bold=True) for text, x in (("Ja", 240.0), ("Delvist", 262.0), ("Nej", 310.0))]
    painted = [(230.0 + 30.0 * (i % 4), i) for i in range(1, 9)] + [(230.0, 3)]
    fills = [shade(x, places[i], x + 30.0, places[i + 1], 0xFFC000) for x, i in painted]
    (table,) = tables_of(page(*lines, fills=fills))
    assert [row[0] for row in texts(table)] == ["Nr.", *map(str, range(1, 9))]


def test_turned_labels_on_the_shade_of_the_heads_head_painted_columns_beside_the_print() -> None:
    """Nothing is printed below them: the table began at the first column of words, and the ratings were left out."""
    xs = [160.0, 200.0, 360.0]
    rows = [
        ["Nr.", "Anbefaling", "Aktiviteter"],
        *([f"G{i}", f"Indsats {i}", "Der er en plan for alle unge i kommunen"] for i in range(1, 7)),
    ]
    lines, places = rows_at(rows, xs, 160.0, bold=1)
    labels = [turned(text, 54.0 + 30.0 * k, 158.0) for k, text in enumerate(("Helt", "Delvist", "Ikke"))]
    fills = [shade(50.0, 90.0, 560.0, places[1], 0x3B5323)]
    fills += [
        shade(50.0 + 30.0 * (i % 3), places[i], 80.0 + 30.0 * (i % 3), places[i + 1], 0x5B9BD5) for i in range(1, 7)
    ]
    (table,) = tables_of(page(*lines, *labels, fills=fills))
    assert texts(table)[0] == ["Helt", "Delvist", "Ikke", "Nr.", "Anbefaling", "Aktiviteter"]


def test_a_dark_head_above_the_first_section_of_a_grid_is_its_head() -> None:
    """A scan shows no seams within the head, and the grid below the name of the section is closed."""
    xs = [50.0, 90.0, 250.0, 400.0]
    rows = [["1", "Politik for kost", "Opfyldt"], ["2", "Vand til alle", "Delvist"], ["3", "Frugt", "Opfyldt"]]
    head = [words(text, x + 4, 114.0, bold=True) for text, x in zip(("Nr.", "Anbefaling", "Status"), xs, strict=False)]
    body, ys = rows_at(rows, [x + 4 for x in xs[:-1]], 152.0)
    (table,) = tables_of(
        page(
            *head,
            words("Grundniveau", 54.0, 132.0, bold=True),
            *body,
            fills=[shade(50.0, 100.0, 400.0, 120.0, 0x1F3864)],
            rulings=grid(xs, ys),
        )
    )
    assert texts(table)[0] == ["Nr.", "Anbefaling", "Status"]
    assert [row[0] for row in texts(table)[2:]] == ["1", "2", "3"]


def test_ratings_painted_off_all_other_shades_show_where_their_columns_part() -> None:
    """Only the first step's touched the shade of the heads; the other two, whose heads stand close, were one column."""
    xs = [50.0, 90.0, 210.0, 262.0, 310.0, 368.0, 480.0]
    sides = [46.0, 86.0, 206.0, 256.0, 304.0, 364.0, 476.0, 560.0]
    rows = [[f"G{i}", "Indsats for børn og\nunge i skolen", "", "", "", "Drøftes igen", "Staben"] for i in range(1, 7)]
    heads = ["Nr.", "Anbefaling", "Helt", "", "", "Beskrivelse", "Enhed"]
    lines, places = rows_at([heads, *rows], xs, 100.0, bold=1)
    lines += [words("I mindre", 262.0, 97.0, bold=True), words("Slet ikke", 310.0, 104.0, bold=True)]
    lines += [words("grad", 262.0, 109.0, bold=True)]
    fills = [shade(46.0, places[0] - 6.0, 560.0, places[1] + 2.0)]
    for row, step in ((1, 2), (3, 4), (4, 3), (6, 4)):
        top = places[row] + (2.0 if row == 1 else 8.0)
        fills.append(shade(sides[step], top, sides[step + 1], places[row + 1] - 4.0, 0xAAAAAA))
    (table,) = tables_of(page(*lines, fills=fills))
    assert texts(table)[0] == [*heads[:3], "I mindre grad", "Slet ikke", *heads[5:]]


def test_a_white_cell_as_small_as_a_mark_is_none_where_others_of_its_column_touch_it() -> None:
    """A browser paints the cells of an empty narrow column, of which one is small enough for a box to tick."""
    heights = [15, 15, 28, 15.5, 17, 15, 15]
    tops = [100.0 + sum(heights[:i]) for i in range(len(heights) + 1)]
    lines = [words("2007", 300, 96), words("2008", 380, 96)]
    for i, top in enumerate(tops[:-1]):
        lines += [words(f"Udgift {'ABCDEFG'[i]}", 50, top + 12), words(f"{1210 + i}", 300, top + 12)]
        lines.append(words(f"{3110 + i}", 380, top + 12))
    fills = [shade(240, a, 250, b, 0xFFFFFF) for a, b in pairwise(tops)]
    (table,) = tables_of(page(*lines, fills=fills))
    assert table.column_count == 3


def test_rows_of_one_level_that_share_a_shade_are_counted() -> None:
    """Rows wear the colour of their level: one area of a page holds several, and these were one row."""

    def part(numbers: Sequence[int], areas: Sequence[tuple[int, int]]) -> Page:
        body = [_row(str(i), "Der arbejdes\nvidere\nmed dette") for i in numbers]
        lines, places = rows_at([HEAD, *body], XS, 100.0, bold=1)
        fills = [shade(46.0, places[a], 560.0, places[b], 0xAACCEE + 16 * (a % 3)) for a, b in areas]
        return page(*lines, fills=fills)

    each = [(i, i + 1) for i in range(8)]
    (table,) = tables_of(part(range(1, 8), each), part(range(8, 13), [*each[:3], (3, 6)]))
    assert [row[0] for row in texts(table)] == ["Nr.", *map(str, range(1, 8)), "Nr.", *map(str, range(8, 13))]


def test_a_bold_caption_at_the_side_of_a_painted_head_is_none_of_the_heads() -> None:
    rows = [["Egn", "Ansøgt", "Bevilget", "Afslag"]]
    rows += [[f"Egn {i}", f"{1210 + i}", f"{310 + i}", f"{41 + i}"] for i in range(6)]
    sides = [46.0, 146.0, 216.0, 286.0, 350.0]
    lines, places = rows_at(rows, [54.0, 154.0, 224.0, 294.0], 120.0, bold=1)
    fills = [shade(a, places[0], b, places[1], 0x334466) for a, b in pairwise(sides)]
    fills += [shade(a, places[i], b, places[i + 1]) for i in (2, 4, 6) for a, b in pairwise(sides)]
    caption = words("Tabel 1. Bevilliget efter egn", 46, 102, bold=True)
    (table,) = tables_of(page(caption, *lines, fills=fills))
    assert texts(table)[0] == rows[0]


def test_heads_of_groups_above_their_lines_head_the_painted_rows_below() -> None:
    xs = [50.0, 165.0, 215.0, 265.0, 315.0]
    names = ["Meget tilfreds", "Tilfreds", "Utilfreds", "Ved ikke"]
    body = [[name, f"{90 - 7 * i}", f"{668 - i}", f"{78 - i}", f"{490 - i}"] for i, name in enumerate(names)]
    lines, places = rows_at([["Svar", "pct.", "antal", "pct.", "antal"], *body], xs, 120.0)
    heads = [words("Telefon", 180, places[0] - 8), words("Fremmøde", 275, places[0] - 8)]
    sides = [46.0, 155.0, 205.0, 255.0, 305.0, 360.0]
    fills = [shade(a, places[i], b, places[i + 1]) for i in (1, 3) for a, b in pairwise(sides)]
    (table,) = tables_of(page(*heads, *lines, fills=fills, rulings=[level(places[0] - 4, 155, 360)]))
    assert texts(table)[1:] == [["Svar", "pct.", "antal", "pct.", "antal"], *body]
    assert "Telefon" in texts(table)[0]
    assert "Fremmøde" in texts(table)[0]


def test_the_room_above_heads_beside_the_head_of_a_group_is_no_cell_over_them() -> None:
    """Above the name of a section the heads of the first columns were one cell, for the row over them was empty."""
    xs = [54.0, 134.0, 234.0, 304.0]
    group = cell("Beskrivelse", 260.0, 100.0, bold=True)
    heads = [
        w
        for x, text in zip(xs, ("Emne", "Niveau", "Noter", "Udvalg"), strict=True)
        for w in cell(text, x, 114.0, bold=True)
    ]
    rows = [["Rammer", "", "", ""], *([f"Indsats {i}", "G", "Se bilag", "Teknisk"] for i in range(1, 7))]
    lines, places = rows_at(rows, xs, 132.0)
    fills = [shade(50.0, 88.0, 380.0, places[0], 0x1F4E79), shade(50.0, places[0], 380.0, places[1], 0xE2EFD9)]
    for i in (2, 4, 6):
        fills += [
            shade(a, places[i - 1], b, places[i], 0xEAF1F5) for a, b in pairwise((50.0, 130.0, 230.0, 300.0, 380.0))
        ]
    rulings = [level(103.0, 230.0, 380.0), level(places[0], 50.0, 380.0)]
    (table,) = tables_of(page(*group, *heads, *lines, fills=fills, rulings=rulings))
    assert texts(table)[table.header_rows - 1] == ["Emne", "Niveau", "Noter", "Udvalg"]


def test_tall_samples_of_colours_that_stand_by_themselves_explain_and_head_no_column() -> None:
    """The line of the levels was the header, and the heads below it were a row."""
    xs = [50.0, 90.0, 260.0, 300.0, 350.0]
    rows = [["Nr.", "Anbefaling", "1", "2", "Indsats"]]
    rows += [[str(n), f"Indsats nummer {n}", *("X ", " X")[n % 2].split(" "), "Der er en plan"] for n in range(1, 7)]
    lines, places = rows_at(rows, xs, 130.0, space=6.0, bold=1)
    group = cell("Hvor langt er vi?", 250.0, places[0] - 20.0, bold=True)
    key = cell("Grundniveau", 82.0, places[0] - 46.0) + cell("Udviklingsniveau", 282.0, places[0] - 46.0)
    top = places[0] - 54.0
    fills = [shade(50.0, top, 79.0, top + 16.2, 0xE2EFDA), shade(250.0, top, 279.0, top + 16.2, 0xD9D2E9)]
    fills += [shade(48.0, a, 80.0, b, (0xE2EFDA, 0xD9D2E9)[i % 2]) for i, (a, b) in enumerate(pairwise(places[1:]))]
    (table,) = tables_of(page(*key, *group, *lines, fills=fills))
    assert "Grundniveau" not in " ".join(texts(table)[0])
    assert [row[1] for row in texts(table)][-6:] == [f"Indsats nummer {n}" for n in range(1, 7)]


def _tiles(color: int = 0x66AA66) -> list[Fill]:
    """Three columns and four rows of tiles with four points of white between them."""
    return [
        shade(x, y, x + 96.0, y + 26.0, color + k)
        for k, y in enumerate((130.0, 160.0, 190.0, 220.0))
        for x in (250.0, 350.0, 450.0)
    ]


def test_tiles_that_white_parts_are_cells_of_the_titles_beside_them() -> None:
    heads = [words("Anbefaling", 50.0, 116.0, bold=True)]
    for x, unit in zip((252.0, 352.0, 452.0), ("Nord", "Midt", "Syd"), strict=True):
        heads += [words("Distrikt", x, 110.0, bold=True), words(unit, x, 122.0, bold=True)]
    titles = ["Vand i skolen", "Sund mad i klubben", "Tid til at spise", "Forældre inddrages"]
    lines = [words(title, 50.0, 147.0 + 30.0 * i) for i, title in enumerate(titles)]
    (table,) = tables_of(page(*heads, *lines, fills=_tiles()))
    assert texts(table)[0] == ["Anbefaling", "Distrikt Nord", "Distrikt Midt", "Distrikt Syd"]
    assert [row[0] for row in texts(table)[1:]] == titles
    assert (table.row_count, table.column_count) == (5, 4)


def test_bars_with_the_figures_of_an_axis_beside_them_are_no_table() -> None:
    lines = [words(str(20 * i), 230.0, 147.0 + 30.0 * i) for i in range(4)]
    assert not tables_of(page(*lines, fills=_tiles()))


def test_signs_that_count_stand_in_one_column() -> None:
    """Four discs in each row, close together and filled from the left, are one sign."""
    rows = [["Anbefaling", "Indfriet", "Bemærkninger"], *(["Sund mad i skolen", "", "Drøftet i maj"] for _ in range(5))]
    lines, places = rows_at(rows, [50.0, 250.0, 330.0], 100.0)
    drawings = []
    for i, count in enumerate((3, 1, 4, 2, 3), 1):
        y = places[i] + 12.0
        drawings += [circle(254.0 + 12 * k, y)._replace(fill=0x005F73 if k < count else 0xFFFFFF) for k in range(4)]
    (table,) = tables_of(page(*lines, drawings=drawings))
    assert table.column_count == 3


def test_stripes_hold_rows_together_that_are_taller_than_their_print() -> None:
    """Below an empty stripe the table ended, and what stood up to the next usual row was in none."""
    tops = [100.0, 130.0, 160.0, 230.0, 260.0, 330.0]
    rows = [
        make_row([make_phrase(words(text, x, top + 12.0)) for text, x in (("Indsats", 80.0), ("Ja", 250.0))])
        for top in tops
    ]
    ends = [Edge(top, 46.0, 420.0, False, 0.0) for top in (*tops, 400.0)]
    assert [len(run) for run in find_runs(rows, ends)] == [6]


def test_heads_above_a_section_on_a_shade_are_of_the_table() -> None:
    """The shade was taken for that of the heads, and these for a legend above it."""
    xs = [50.0, 80.0, 250.0, 330.0]
    rows = [[f"1.{i}", "Indsats for børn\nog unge", "Ja", "Staben"] for i in range(1, 6)]
    lines, places = rows_at(rows, xs, 140.0)
    lines_of_heads = (
        (89.0, ("", "Navn på", "Status", "")),
        (94.0, ("Nr.", "", "", "Enhed")),
        (99.0, ("", "emnet", "(x)", "")),
    )
    heads = [words(t, x, at, bold=True) for at, own in lines_of_heads for t, x in zip(own, xs, strict=True) if t]
    section = words("Rammer", 50.0, 122.0, bold=True)
    fills = [shade(46.0, 112.0, 420.0, places[0], 0xDDEBF7)]
    fills += [shade(46.0, places[i], 420.0, places[i + 1], 0xF0F0F0) for i in (1, 3)]
    (table,) = tables_of(page(*heads, section, *lines, fills=fills))
    assert texts(table)[0] == ["Nr.", "Navn på emnet", "Status (x)", "Enhed"]


def test_words_in_the_middle_below_heads_in_the_middle_leave_the_head_beside_alone() -> None:
    """Rows say the word of their step again: the first step, which no row got, was one with the second."""
    lines = [words(t, x, 100.0, bold=True) for t, x in (("Nr.", 190.0), ("Emne", 210.0))]
    steps = ((95.0, 105.0, ("Slet ikke", "opfyldt")), (90.0, 155.0, ("Til", "dels", "opfyldt")))
    for y, x, step in steps:
        lines += [words(t, x - 2.5 * len(t), y + 10 * i, bold=True) for i, t in enumerate(step)]
    for i in range(1, 7):
        y = 100.0 + 30 * i
        lines += [words(f"{i}.", 190.0, y), words("Indsats for børn", 210.0, y), words("og for unge", 210.0, y + 10)]
        lines += [words(t, 155.0 - 2.5 * len(t), y + 10 * k) for k, t in enumerate(("Til dels", "opfyldt"))]
    (table,) = tables_of(page(*lines, rulings=[level(90.0 + 30 * i, 46.0, 330.0) for i in range(1, 8)]))
    head = [" ".join(filter(None, own)) for own in zip(*texts(table)[: table.header_rows], strict=True)]
    assert head == ["Slet ikke opfyldt", "Til dels opfyldt", "Nr.", "Emne"]


def test_a_painted_column_holds_parts_together_whose_rows_are_taller_than_their_print() -> None:
    """White below the row above parted the table in two."""

    def part(y: float, top: float, bottom: float) -> Draft:
        cells = (("Indsats", 50.0), ("Staben", 300.0))
        rows = [make_row([make_phrase(words(t, x, at)) for t, x in cells]) for at in (y, y + 20.0, y + 40.0)]
        sides = tuple(Edge(x, top, bottom, False, 0.0) for x in (236.0, 280.0))
        return Draft(1, "white_space", Box(50.0, rows[0].top, 400.0, rows[-1].bottom), (), sides, rows, [])

    above, below = part(100.0, 90.0, 182.0), part(194.0, 182.0, 250.0)
    assert len(join_touching([above, below], [], [], [])) == 1
    assert len(join_touching([replace(above, vertical=()), below], [], [], [])) == 2


def test_numbered_rows_of_one_shade_between_upright_lines_are_rows() -> None:
    """Two ratings of one colour below each other are one shade in a scan: their rows were one."""
    xs, sides = [50.0, 90.0, 250.0, 330.0], [46.0, 86.0, 246.0, 326.0, 476.0]
    head = ["Nr.", "Anbefaling", "Vurdering", "Beskrivelse"]
    rows = [
        head,
        *([str(i), "Indsats for børn og\nunge i skolen", "Opfyldt", "Der arbejdes videre"] for i in range(1, 6)),
    ]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    rulings = [level(y, sides[0], sides[-1]) for y in places[:2]]
    rulings += [upright(x, places[0], places[-1]) for x in sides]
    parts = [(1, 2, 0x99CC99), (2, 4, 0xFFDD66), (4, 5, 0x99CC99), (5, 6, 0xFF6666)]
    fills = [shade(sides[2], places[a], sides[3], places[b], color) for a, b, color in parts]
    (table,) = tables_of(page(*lines, rulings=rulings, fills=fills))
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "3", "4", "5"]


def test_a_last_head_longer_than_its_column_is_one_where_the_shade_below_reaches_as_far() -> None:
    """Above a section on the same shade: nothing below the head was as long, and it stood apart from the rows."""
    heads = [
        ["Anbefaling i", "Beskrivelse", "Status", "Grundniveau/udviklingsniveau"],
        ["pakken", "for alle", "i dag", ""],
    ]
    head, places = rows_at(heads, [50.0, 220.0, 350.0, 420.0], 100.0, space=0.0, bold=2)
    section = cell("Kost og motion i skolen og i fritiden hele året", 50.0, places[-1] + 13.0, bold=True)
    rows = [[f"{i}. Indsats for børn", "Der arbejdes videre", "Ja", "GU"[i % 2]] for i in range(1, 6)]
    lines, _ = rows_at(rows, [50.0, 220.0, 350.0, 490.0], places[-1] + 33.0)
    shown = [shade(46.0, places[0], 570.0, places[-1] + 18.0)]
    drawn = [level(places[-1], 46.0, 570.0)]
    (table,) = tables_of(page(*head, *section, *lines, rulings=drawn, fills=shown))
    assert texts(table)[0] == [
        "Anbefaling i pakken",
        "Beskrivelse for alle",
        "Status i dag",
        "Grundniveau/udviklingsniveau",
    ]


def test_a_summary_right_above_a_painted_header_is_a_table_of_its_own() -> None:
    xs, sides = [50.0, 150.0, 280.0, 420.0], [46.0, 146.0, 276.0, 416.0, 540.0]
    counts, above = rows_at([["", "Grønt lys", "Gult lys", "Rødt lys"], ["Antal", "16", "10", "6"]], xs, 100.0, bold=1)
    head = ["Hvornår?", "Anbefaling", "Vurdering", "Afdeling"]
    rows = [[f"20{i}", "Indsats for børn", "GR", "Staben"] for i in range(12, 19)]
    lines, places = rows_at([head, *rows], xs, above[-1] + 14.0, bold=1)
    fills = [shade(a, above[-1], b, places[1], 0x444444) for a, b in pairwise(sides)]
    first, second = tables_of(page(*counts, *lines, rulings=[level(above[1], 46.0, 450.0)], fills=fills))
    assert [row[-1] for row in texts(first)] == ["Rødt lys", "6"]
    assert texts(second)[0] == head
