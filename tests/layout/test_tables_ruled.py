"""Tables whose lines are drawn: grids, spans, doubled and broken lines, and what is no border."""

from __future__ import annotations

import itertools

import pytest

from schemas.page import Ruling
from tests.layout.tabled import cell, grid, level, page, rows_at, shade, tables_of, texts, turned, upright, words

XS = [50.0, 90.0, 250.0, 400.0]
ROWS = [
    ["Nr.", "Anbefaling", "Status"],
    ["1", "Politik for kost", "x"],
    ["2", "Vand til alle", ""],
    ["3", "Frugt", "x"],
]


def _lines(ys: list[float]) -> list[list]:
    return [
        line
        for row, y in zip(ROWS, ys, strict=False)
        for t, x in zip(row, XS, strict=False)
        for line in cell(t, x + 4, y + 14)
    ]


YS = [100.0, 120.0, 140.0, 160.0, 180.0]


def test_a_closed_grid_gives_its_cells() -> None:
    (table,) = tables_of(page(*_lines(YS), rulings=grid(XS, YS)))
    assert texts(table) == ROWS
    assert table.method == "ruled"
    assert table.header_rows == 1


def test_a_cell_that_lacks_an_inner_line_spans() -> None:
    ys = [80.0, *YS]
    lines = [*_lines(YS), *cell("Vurdering i kommunen", 100, 94)]
    rulings = [*grid(XS, YS), level(80.0, 90.0, 400.0), upright(90.0, 80.0, 100.0), upright(400.0, 80.0, 100.0)]
    (table,) = tables_of(page(*lines, rulings=rulings))
    head = next(c for c in table.cells if c.text == "Vurdering i kommunen")
    assert (head.row, head.column, head.column_span) == (0, 1, 2)
    assert table.row_count == len(ys) - 1


def test_turned_print_that_names_a_group_of_rows_makes_no_header_of_them() -> None:
    """The level stands on its side in one cell beside all rows below the header."""
    header = [line for text, x in zip(ROWS[0], XS, strict=False) for line in cell(text, x + 4, YS[0] + 14, bold=True)]
    lines = [*header, turned("Grundniveau", 66.0, 176.0), *(ln for ln in _lines(YS)[3:] if ln[0].text not in "123")]
    rulings = [r for r in grid(XS, YS) if not (r.horizontal and YS[1] < r.top < YS[-1])]
    (table,) = tables_of(page(*lines, rulings=[*rulings, *(level(y, 90.0, 400.0) for y in YS[2:-1])]))
    group = next(c for c in table.cells if c.text == "Grundniveau")
    assert (group.row, group.row_span) == (1, 3)
    assert table.header_rows == 1


def test_a_cell_may_span_rows() -> None:
    rulings = [r for r in grid(XS, YS) if not (r.horizontal and r.top == 160.0)] + [level(160.0, 90.0, 400.0)]
    (table,) = tables_of(page(*[ln for ln in _lines(YS) if ln[0].text != "3"], rulings=rulings))
    tall = next(c for c in table.cells if c.text == "2")
    assert (tall.row, tall.row_span) == (2, 2)


@pytest.mark.parametrize("kind", ["doubled", "broken", "by cell", "as boxes"])
def test_lines_may_be_drawn_in_any_way(kind: str) -> None:
    lines = grid(XS, YS)
    drawn: list[Ruling] = []
    for r in lines:
        if kind == "doubled":
            drawn += (
                [r, r._replace(top=r.top + 1.6, bottom=r.bottom + 1.6, x0=r.x0, x1=r.x1)]
                if r.horizontal
                else [
                    r,
                    r._replace(x0=r.x0 + 1.6, x1=r.x1 + 1.6),
                ]
            )
        elif kind == "broken" and r.horizontal:
            x = r.x0
            while x < r.x1:
                drawn.append(r._replace(x0=x, x1=min(x + 3.0, r.x1), dashed=True))
                x += 5.0
        elif kind == "by cell" and r.horizontal:
            drawn += [r._replace(x0=a, x1=b - 0.5) for a, b in itertools.pairwise(XS)]
        elif kind == "as boxes":
            continue
        else:
            drawn.append(r)
    if kind == "as boxes":
        for top, bottom in itertools.pairwise(YS):
            for x0, x1 in itertools.pairwise(XS):
                drawn += [
                    level(top + 0.4, x0, x1),
                    level(bottom - 0.4, x0, x1),
                    upright(x0 + 0.4, top, bottom),
                    upright(x1 - 0.4, top, bottom),
                ]
    (table,) = tables_of(page(*_lines(YS), rulings=drawn))
    assert texts(table) == ROWS


def test_shaded_cells_alone_make_a_grid() -> None:
    fills = [
        shade(x0 + 1, top + 1, x1 - 1, bottom - 1)
        for top, bottom in itertools.pairwise(YS)
        for x0, x1 in itertools.pairwise(XS)
    ]
    (table,) = tables_of(page(*_lines(YS), fills=fills))
    assert texts(table) == ROWS


def test_highlights_inside_ruled_cells_part_nothing() -> None:
    fills = [shade(94.0, y + 4, 180.0, y + 15, 0xFFFF00) for y in YS[:-1]]
    (table,) = tables_of(page(*_lines(YS), rulings=grid(XS, YS), fills=fills))
    assert texts(table) == ROWS


def test_a_border_around_shaded_cells_keeps_their_columns() -> None:
    border = [
        level(100.0, 50.0, 400.0),
        level(180.0, 50.0, 400.0),
        upright(50.0, 100.0, 180.0),
        upright(400.0, 100.0, 180.0),
    ]
    fills = [shade(a + 0.4, 100.4, b - 0.4, 119.6) for a, b in itertools.pairwise(XS)]
    (table,) = tables_of(page(*_lines(YS), rulings=border, fills=fills))
    assert texts(table) == ROWS


def test_lines_between_columns_alone_leave_the_rows_to_the_print() -> None:
    rows = [
        ["Nr.", "Anbefaling", "Status"],
        *([str(i), "Politik om kost og\nmotion i skolen", "x"] for i in range(1, 7)),
    ]
    lines, places = rows_at(rows, [54.0, 94.0, 254.0], 114.0, bold=1)
    rulings = [upright(x, places[0], places[-1]) for x in XS]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "3", "4", "5", "6"]
    assert texts(table)[3][1] == "Politik om kost og motion i skolen"


def test_lines_between_columns_leave_rows_to_the_print_of_cells_centred_beside_taller_ones() -> None:
    lines = [line for t, x in zip(ROWS[0], XS, strict=False) for line in cell(t, x + 4, 114.0, bold=True)]
    for i in range(6):
        y = 136.0 + 52 * i
        lines += cell("Indsats for børn og\nunge i skolen, i klubben\nog i foreninger", XS[1] + 4, y)
        lines += cell(str(i + 1), XS[0] + 4, y + 12) + cell("x", XS[2] + 4, y + 12)
    rulings = [level(y, XS[0], XS[-1]) for y in (100.0, 120.0)] + [upright(x, 100.0, 440.0) for x in XS]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert [(row[0], row[2]) for row in texts(table)[1:]] == [(str(n), "x") for n in range(1, 7)]


def test_a_ruled_row_is_not_parted_because_cells_list_things() -> None:
    rows = [
        ["Nr.", "Afdelinger", "Svar"],
        *([str(i), "Skole\nFritid\nSundhed", "Ja\nNej\nVed ikke"] for i in range(1, 5)),
    ]
    lines, places = rows_at(rows, [54.0, 94.0, 254.0], 114.0)
    (table,) = tables_of(page(*lines, rulings=grid(XS, places)))
    assert table.row_count == 5


def test_the_side_of_a_cell_that_its_print_fills_is_no_underline() -> None:
    """Cells without padding: each side is a line as long as the print on it, as an underline is."""
    xs, ys = [50.0, 81.0, 150.0], [100.0, 112.0, 124.0, 136.0]
    lines = [words("Abcdef", 50.5, 109.5), words("Status", 82.0, 109.5)]
    lines += [words(f"Nr.  {i}", 50.5, ys[i] + 9.5) for i in (1, 2)] + [words("Ja", 82.0, ys[i] + 9.5) for i in (1, 2)]
    rulings = [level(y, a, b) for y in ys for a, b in itertools.pairwise(xs)] + [upright(x, 100.0, 136.0) for x in xs]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert [row[1] for row in texts(table)] == ["Status", "Ja", "Ja"]
    assert (table.row_count, table.column_count) == (3, 2)


def test_underlines_are_no_borders() -> None:
    lines = [
        words(f"Et link om sundhed nummer {i} står her i brødteksten og er understreget", 50, 100 + 14 * i)
        for i in range(6)
    ]
    rulings = [level(101.0 + 14 * i, ln[3].x0, ln[5].x1) for i, ln in enumerate(lines)]
    assert tables_of(page(*lines, rulings=rulings)) == ()


def test_a_frame_around_prose_is_no_table() -> None:
    lines = [
        words("En boks med løbende tekst som fylder hele linjen ud til kanten", 60, 120 + 12 * i) for i in range(8)
    ]
    rulings = grid([50.0, 400.0], [100.0, 230.0])
    assert tables_of(page(*lines, rulings=rulings)) == ()


def test_a_column_left_without_level_lines_joins_its_neighbours() -> None:
    rulings = [r for r in grid(XS, YS) if not r.horizontal]
    rulings += [level(y, XS[0], XS[1]) for y in YS] + [level(y, XS[2], XS[3]) for y in YS]
    (table,) = tables_of(page(*_lines(YS), rulings=rulings))
    assert texts(table) == ROWS


def test_bars_of_a_chart_are_no_table() -> None:
    fills = [shade(60.0 + 60 * i, 300.0 - 40 * (i + 1), 100.0 + 60 * i, 300.0, 0x336699) for i in range(6)]
    lines = [words(str(10 * i), 70.0 + 60 * i, 320.0 - 40 * (i + 1)) for i in range(6)]
    assert tables_of(page(*lines, fills=fills)) == ()


def test_rows_between_upright_lines_are_parted_though_lines_across_head_some() -> None:
    xs = [50.0, 130.0, 200.0, 270.0]
    names = ["2005", "2006", "2007", "2008"]
    head, _ = rows_at([["Periode", "Ialt", "Nord", "Syd"]], [x + 4 for x in xs], 100.0)
    upper, _ = rows_at([[n, "19,4", "29,9", "26,4"] for n in names], [x + 4 for x in xs], 130.0, space=0.0)
    lower, _ = rows_at([[n, "88,1", "14,1", "14,5"] for n in names], [x + 4 for x in xs], 190.0, space=0.0)
    across = words("Foreløbige tal for hele landet", 110.0, 178.0)
    rulings = [level(y, 50.0, 340.0) for y in (86.0, 110.0, 232.0)] + [upright(x, 86.0, 232.0) for x in xs[1:]]
    (table,) = tables_of(page(*head, *upper, across, *lower, rulings=rulings))
    assert [row[0] for row in texts(table) if row[0] in names] == names * 2


def test_few_rows_between_upright_lines_alone_are_parted_by_their_print() -> None:
    rows = [["", "Ja", "Nej"], ["Grundniveau", "1", "3"], ["Udviklingsniveau", "2", "0"]]
    lines, places = rows_at(rows, [54.0, 204.0, 254.0], 114.0, bold=1)
    rulings = [upright(x, places[0], places[-1]) for x in (50.0, 200.0, 250.0, 300.0)]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert texts(table) == rows


def test_the_last_line_of_a_head_that_stands_on_the_first_row_belongs_to_the_head() -> None:
    """Spreadsheets print what a row of fixed height cannot hold below its line."""
    head = ["Nr.", "Anbefaling", "Opfyldt", "Ikke"]
    xs = [50.0, 90.0, 300.0, 360.0]
    lines, places = rows_at(
        [head, *([str(i), "En indsats", "", "x"] for i in range(1, 6))], xs, 100.0, space=2.0, bold=1
    )
    spilled = words("opfyldt", 360.0, 113.0, bold=True)
    rulings = grid([46.0, 86.0, 296.0, 356.0, 420.0], places)
    (table,) = tables_of(page(*lines, spilled, rulings=rulings))
    assert texts(table)[0] == ["Nr.", "Anbefaling", "Opfyldt", "Ikke opfyldt"]
    assert [row[3] for row in texts(table)[1:]] == ["x"] * 5


def test_a_header_that_no_line_parts_from_the_first_row_ends_where_print_is_no_longer_bold() -> None:
    """Heads and the first row were one row, where a line stood above the heads of columns only."""
    xs = [50.0, 90.0, 250.0, 350.0, 450.0]
    group = words("Kommunens vurdering", 300.0, 100.0, bold=True)
    rows = [["Nr.", "Anbefaling", "Ja", "Nej"], *([str(i), "Indsats for børn", "x", ""] for i in range(1, 5))]
    lines, places = rows_at(rows, [x + 4 for x in xs[:-1]], 120.0, bold=1)
    lined = [level(88.0, xs[0], xs[-1]), level(places[0], xs[2], xs[-1]), level(places[-1], xs[0], xs[-1])]
    lined += [upright(x, 88.0 if x in (xs[0], xs[2], xs[-1]) else places[0], places[-1]) for x in xs]
    zebra = [shade(xs[0], places[i], xs[-1], places[i + 1]) for i in (2, 4)]
    (table,) = tables_of(page(group, *lines, rulings=lined, fills=zebra))
    assert [row[0] for row in texts(table)][-4:] == list("1234")
    assert table.header_rows == 2


def test_boxes_of_another_font_stay_before_their_words_in_small_print() -> None:
    """A font that rounds otherwise makes a sign a hair lower than the word it stands before."""
    xs, ys = [50.0, 150.0, 300.0], [100.0, 120.0, 156.0]
    lines = [[w._replace(top=w.bottom - 6.0) for w in words(t, x, 112.0)] for t, x in (("Nr.", 54.0), ("Enhed", 154.0))]
    lines.append([w._replace(top=w.bottom - 6.0) for w in words("1", 54.0, 130.0)])
    for i, unit in enumerate(("Skolen", "Jobcentret", "Hjemmeplejen", "Tandplejen")):
        sign, word = words(f"☐ {unit}", 154.0, 130.0 + 7.0 * i)
        lines.append([sign._replace(top=sign.bottom - 5.99), word._replace(top=word.bottom - 6.01)])
    (table,) = tables_of(page(*lines, rulings=grid(xs, ys)))
    assert table.cells[-1].text.split("\n") == ["☐ Skolen", "☐ Jobcentret", "☐ Hjemmeplejen", "☐ Tandplejen"]


@pytest.mark.parametrize("again", [True, False])
def test_a_line_over_the_whole_width_between_heads_is_one_of_them(again: bool) -> None:
    """As the name of a section it ended the header, on the first page and where the next one prints it again."""
    xs = [50.0, 90.0, 250.0, 310.0, 370.0]
    heads = [["", "Anbefaling", "Status", ""], ["", "", "", ""], ["Nr.", "Titel", "Ja", "Nej"]]
    rows = [["", "", "", ""], *([str(i), "Politik for kost", "x" * (i % 2), "x" * (1 - i % 2)] for i in range(1, 5))]
    pages = []
    for part in (0, 1):
        top = heads if again or not part else []
        lines, ys = rows_at([*top, *rows], [x + 4 for x in xs[:-1]], 100.0, bold=len(top))
        named = [words("Sæt kryds", 190.0, ys[1] + 14.0, bold=True)] if top else []
        named.append(words("Rammer", 54.0, ys[len(top)] + 14.0, bold=True))
        whole = {len(top), *([1] if top else [])}
        sides = [
            upright(x, a, b) for x in xs[1:-1] for i, (a, b) in enumerate(itertools.pairwise(ys)) if i not in whole
        ]
        frame = [upright(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
        pages.append(page(*lines, *named, rulings=[*(level(y, xs[0], xs[-1]) for y in ys), *sides, *frame]))
    (table,) = tables_of(*pages)
    assert table.header_rows == 3
    assert texts(table)[1:4] == [["Sæt kryds"] * 4, ["Nr.", "Titel", "Ja", "Nej"], ["Rammer"] * 4]


def test_upright_lines_that_begin_below_a_head_of_a_group_part_columns() -> None:
    xs = [50.0, 90.0, 250.0, 330.0, 400.0]
    body = [[str(i), "Politik om kost og\nmotion i skolen", "Skolerne", "x"] for i in range(1, 7)]
    lines, places = rows_at([["Nr.", "Titel", "Enhed", "Ja"], *body], [x + 4 for x in xs[:-1]], 134.0, bold=1)
    over = [*cell("Anbefalingen", 110, 114, bold=True), *cell("Kommunen", 300, 114, bold=True)]
    tall = [upright(x, 100.0, places[-1]) for x in (50.0, 250.0, 400.0)]
    short = [upright(x, places[0], places[-1]) for x in (90.0, 330.0)]
    (table,) = tables_of(page(*over, *lines, rulings=[*tall, *short]))
    assert texts(table)[-1] == ["6", "Politik om kost og motion i skolen", "Skolerne", "x"]


def test_shades_of_sections_between_upright_lines_part_no_rows() -> None:
    tall = "Politik om kost og\nmotion i skolen\nog i klubben\nog i foreninger\nog på havnen"
    rows = [[f"Nr. {i}", tall, "x" if i % 2 else ""] for i in range(1, 5)]
    body = [["Nr.", "Anbefaling", "Status"], ["Grund", "", ""], *rows[:2], ["Udvikling", "", ""], *rows[2:]]
    lines, places = rows_at(body, [54, 94, 254], 114.0, bold=2)
    shades = [shade(50.0, places[i], 400.0, places[i + 1], 0xE2EFD9) for i in (1, 4)]
    rulings = [upright(x, places[0], places[-1]) for x in XS]
    (table,) = tables_of(page(*lines, rulings=rulings, fills=shades))
    assert [row[0] for row in texts(table) if row[1]][1:] == ["Nr. 1", "Nr. 2", "Nr. 3", "Nr. 4"]


def test_shades_of_rows_part_no_cell_beside_which_their_lines_leave_off() -> None:
    """Every other row is painted over the whole width, also beneath the cell that stands beside all of them."""
    level_lines = [level(y, 90.0, 400.0) for y in YS[2:-1]]
    rulings = [r for r in grid(XS, YS) if not (r.horizontal and YS[1] < r.top < YS[-1])] + level_lines
    lines = [ln for ln in _lines(YS) if ln[0].text not in ("2", "3")]
    (table,) = tables_of(page(*lines, rulings=rulings, fills=[shade(50.0, YS[2], 400.0, YS[3])]))
    group = next(c for c in table.cells if c.text == "1")
    assert (group.row, group.row_span) == (1, 3)


def test_turned_labels_of_two_groups_stand_in_cells_of_their_own() -> None:
    body = [["", f"Indsats {i} for børn", "x"] for i in range(6)]
    lines, places = rows_at([["Del", "Anbefaling", "Status"], *body], [54, 94, 254], 114.0, space=14.0, bold=1)
    labels = [turned("Kost", 66.0, places[4] - 2), turned("Motion", 66.0, places[4] + 34)]
    outer = [level(y, 50.0, 400.0) for y in (places[0], places[1], places[4], places[7])]
    inner = [level(y, 90.0, 400.0) for y in (*places[2:4], *places[5:7])]
    rulings = [*outer, *inner, *(upright(x, places[0], places[-1]) for x in XS)]
    (table,) = tables_of(page(*lines, *labels, rulings=rulings))
    assert [row[0] for row in texts(table)] == ["Del", *["Kost"] * 3, *["Motion"] * 3]


def test_a_cell_in_the_middle_of_two_rows_is_of_both_though_lines_run_below_it() -> None:
    """The title was cut in two where the line runs through it; the number was that of one of the rows."""
    xs = [50.0, 90.0, 230.0, 300.0, 400.0]
    ys = [100.0 + 24 * i for i in range(6)]
    lines = []
    for i, (top, unit) in enumerate(zip(ys, ("Enhed", "Staben", "Skolerne", "Jobcentret", "Fritid"), strict=False)):
        lines += [*cell(unit, 304.0, top + 17), *cell("Status" if not i else "Ja", 234.0, top + 17)]
    for number, title, y in (("Nr.", "Anbefaling", 117.0), ("1", "Kost", 141.0), ("3", "Ro", 213.0)):
        lines += [*cell(number, 54.0, y), *cell(title, 94.0, y)]
    lines += [*cell("2", 54.0, 177.0), *cell("Motion for alle\nbørn i kommunen", 94.0, 171.0)]
    (table,) = tables_of(page(*lines, rulings=grid(xs, ys)))
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "2", "3"]
    assert [row[1] for row in texts(table)][2:4] == ["Motion for alle børn i kommunen"] * 2


def test_heads_that_spill_over_the_line_below_them_leave_the_first_row_its_cells() -> None:
    """A tight sheet prints the second line of its heads on the line: the first row lost its cells to the header."""
    xs, ys = [50.0, 80.0, 260.0, 320.0, 380.0], [100.0, 114.0, 134.0, 154.0, 174.0]
    heads = [("Nr.", 54.0), ("Anbefaling", 84.0), ("I høj\ngrad", 264.0), ("Slet\nikke", 324.0)]
    lines = [line for text, x in heads for line in cell(text, x, 107.0, bold=True)]
    for i, mark in enumerate((264.0, 324.0, 324.0), 1):
        lines += [words(str(i), 54.0, ys[i] + 13.0), words(f"Indsats {i}", 84.0, ys[i] + 13.0)]
        lines.append(words("x", mark, ys[i] + 13.0))
    (table,) = tables_of(page(*lines, rulings=grid(xs, ys)))
    got = texts(table)
    assert got[1:] == [["1", "Indsats 1", "x", ""], ["2", "Indsats 2", "", "x"], ["3", "Indsats 3", "", "x"]]
    assert got[0] == ["Nr.", "Anbefaling", "I høj grad", "Slet ikke"]


def test_heads_that_rise_over_the_first_line_of_the_table_are_whole() -> None:
    """A sheet sets its cells from the foot: what is too high for its row begins above the table."""
    xs, ys = [50.0, 120.0, 260.0, 380.0], [100.0, 114.0, 134.0, 154.0, 174.0]
    lines = [words("Indsats-", 54.0, 99.5 + 2.0, bold=True), words("område", 54.0, 112.0, bold=True)]
    lines += [words("Indsats", 124.0, 112.0, bold=True), words("Ansvarlig", 264.0, 112.0, bold=True)]
    lines += [words("Handleplan", 54.0, 80.0, bold=True)]
    for i in (1, 2, 3):
        lines += [words(t, x + 4, ys[i] + 13.0) for t, x in zip(("Alkohol", f"Kursus {i}", "Skolen"), xs, strict=False)]
    (table,) = tables_of(page(*lines, rulings=grid(xs, ys)))
    assert texts(table)[0] == ["Indsats- område", "Indsats", "Ansvarlig"]
    assert [row[0] for row in texts(table)[1:]] == ["Alkohol"] * 3


def test_signs_of_one_scale_show_the_rows_between_shades_of_sections() -> None:
    """Each of its columns has a sign in some of the rows; together they have one in nearly all."""
    xs, sides = [50.0, 200.0, 240.0, 280.0], [46.0, 196.0, 236.0, 276.0, 316.0]
    rows = [["Anbefaling", "Ja", "Delvis", "Nej"], ["Kost", "", "", ""]]
    rows += [[f"Indsats {i}", *("•" if i % 3 == k else "" for k in range(3))] for i in range(1, 7)]
    rows += [
        ["Søvn", "", "", ""],
        *([f"Plan {i}", *("•" if i % 3 == k else "" for k in range(3))] for i in range(1, 8)),
    ]
    lines, places = rows_at(rows, xs, 100.0, space=2.0, bold=2)
    fills = [shade(46.0, places[i], 316.0, places[i + 1], 0xEEEEEE + i) for i in (0, 1, 8)]
    rulings = [upright(x, a, b) for x in sides for a, b in ((places[2], places[8]), (places[9], places[-1]))]
    rulings += [upright(x, places[0], places[1]) for x in sides]
    (table,) = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [row[0] for row in texts(table)] == [row[0] for row in rows]


def test_a_merged_cell_that_goes_on_overleaf_has_no_line_below_it() -> None:
    """The lines below the last row of the page stop beside the cell that covers it and the rows to come."""
    rulings = [*grid(XS, YS[:-1]), level(YS[-1], 90.0, 400.0), *(upright(x, YS[-2], YS[-1]) for x in XS)]
    rulings = [r for r in rulings if not (r.horizontal and r.top == YS[-2] and r.x0 == XS[0])]
    lines = [line for line in _lines(YS) if line[0].text not in "23"]
    merged = cell("To\nlinjer", 54.0, 150.0)
    (table,) = tables_of(page(*lines, *merged, rulings=[*rulings, level(YS[-2], 90.0, 400.0)]))
    held = next(c for c in table.cells if c.text.startswith("To"))
    assert (held.text, held.row, held.row_span) == ("To\nlinjer", 2, 2)


@pytest.mark.parametrize("above", [True, False])
def test_a_framed_box_of_the_same_width_beside_a_grid_is_no_row(above: bool) -> None:
    """A box of facts stands right below the grid; one with the goal above it, with a line of text between."""
    top = 70.0 if above else YS[-1] + 6.0
    lines = [*_lines(YS), words("Hver sjette borger føler sig alene", 56.0, top + 12.0)]
    if above:
        between = (("Valgt", 56.0), ("fordi borgerne har", 110.0), ("peget på det", 260.0))
        lines += [words(text, x, 96.0) for text, x in between]
    (table,) = tables_of(page(*lines, rulings=[*grid(XS, YS), *grid([XS[0], XS[-1]], [top, top + 16.0])]))
    assert texts(table) == ROWS


def test_the_plain_last_row_below_shades_is_a_row_though_lines_close_the_heads() -> None:
    rows = [["Egn", "2007", "2008"], *([name, str(310 + i), str(450 + 7 * i)] for i, name in enumerate("ABCDEFG"))]
    xs, sides = [54.0, 154.0, 224.0], [50.0, 150.0, 220.0, 290.0]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    fills = [shade(a, places[i], b, places[i + 1]) for i in (2, 4, 6) for a, b in itertools.pairwise(sides)]
    (table,) = tables_of(page(*lines, rulings=grid(sides, places[:2]), fills=fills))
    assert texts(table) == rows


@pytest.mark.parametrize("filled", [False, True])
def test_a_form_that_nobody_filled_in_is_no_table(filled: bool) -> None:
    labels = ["1. Navn", "2. Adresse", "3. Telefon", "4. Hvad søges der om?"]
    ys = [100.0 + 40 * i for i in range(6)]
    sides = [upright(x, ys[0], ys[-1]) for x in (50.0, 500.0)]
    rulings = [*(level(y, 50, 500) for y in ys), *sides, upright(300, ys[4], ys[5])]
    lines = [words(text, 54, y + 11, 8) for text, y in zip(labels, ys[:4], strict=True)]
    lines += [words("5. Dato", 54, ys[4] + 11, 8), words("6. Underskrift", 304, ys[4] + 11, 8)]
    if filled:
        lines += [words("Udfyldt", 60, y + 30) for y in ys[:5]]
    assert bool(tables_of(page(*lines, rulings=rulings))) is filled


def test_totals_without_lines_below_a_grid_are_its_last_row() -> None:
    """A sheet leaves two rows empty before the line that counts the crosses: it was lost with the page's text."""
    rows = [[str(i), "Indsats for børn", *("x" if k == i % 3 else "" for k in range(3))] for i in range(1, 6)]
    xs = [50.0, 90.0, 250.0, 290.0, 330.0]
    sides = [46.0, 86.0, 246.0, 286.0, 326.0, 366.0]
    lines, places = rows_at([["Nr.", "Anbefaling", "Ja", "Lidt", "Nej"], *rows], xs, 100.0)
    below = places[-1] + 40.0
    lines += [words("I alt", 90.0, below), *(words(n, x, below) for n, x in zip("122", xs[2:], strict=True))]
    (table,) = tables_of(page(*lines, words("Kilde: egen opgørelse", 50.0, below + 30.0), rulings=grid(sides, places)))
    assert texts(table)[-1] == ["", "I alt", "1", "2", "2"]
    assert table.row_count == len(rows) + 2


def test_figures_below_a_grid_that_stand_beside_its_signs_are_no_totals() -> None:
    rows = [[str(i), "Indsats for børn", *("x" if k == i % 3 else "" for k in range(3))] for i in range(1, 6)]
    xs = [50.0, 90.0, 250.0, 290.0, 330.0]
    lines, places = rows_at([["Nr.", "Anbefaling", "Ja", "Lidt", "Nej"], *rows], xs, 100.0)
    lines += [words(n, x, places[-1] + 30.0) for n, x in (("Side", 90.0), ("1", 270.0), ("2", 312.0))]
    sides = [46.0, 86.0, 246.0, 286.0, 326.0, 366.0]
    (table,) = tables_of(page(*lines, rulings=grid(sides, places)))
    assert table.row_count == len(rows) + 1


def test_sides_of_a_table_of_upright_lines_hold_all_columns_though_sections_cut_the_lines_between() -> None:
    """The lines that shades touched made a table without the columns beside, and the rest was print alone."""
    xs = [46.0, 76.0, 220.0, 280.0, 440.0]
    rows = [[str(i), "Indsats for børn og unge", "Ja", "Der arbejdes videre"] for i in range(1, 5)]
    upper, a = rows_at(rows[:2], [x + 4 for x in xs[:-1]], 100.0)
    section = words("Tilbud", 50.0, a[-1] + 14.0, bold=True)
    lower, b = rows_at(rows[2:], [x + 4 for x in xs[:-1]], a[-1] + 36.0)
    rulings = [upright(x, a[0], b[-1]) for x in (xs[0], xs[-1])]
    rulings += [upright(x, own[0], own[-1]) for x in xs[1:-1] for own in (a, b)]
    painted = [(own[i], own[i + 1], x) for own in (a, b) for i in (0, 1) for x in (0, 2)]
    fills = [shade(xs[x], top, xs[x + 1], bottom, 0x92D050 if x else 0xDDEBF7) for top, bottom, x in painted]
    (table,) = tables_of(page(*upper, section, *lower, rulings=rulings, fills=fills))
    assert [row for row in texts(table) if row[0].isdigit()] == rows


def test_a_head_over_two_columns_of_a_dark_header_whose_lines_a_scan_lost_heads_both() -> None:
    """Rulings of the body alone part the columns; the head of the group and those below it were one cell."""
    xs, sides = [50.0, 90.0, 250.0, 290.0, 330.0], [46.0, 86.0, 246.0, 286.0, 326.0, 480.0]
    head = [*cell("Nr.", 50.0, 124.0, bold=True), *cell("Anbefaling", 90.0, 124.0, bold=True)]
    head += [*cell("Vurdering", 264.0, 100.0, bold=True), *cell("Beskrivelse", 330.0, 124.0, bold=True)]
    head += [*cell("Ja", 250.0, 124.0, bold=True), *cell("Nej", 290.0, 124.0, bold=True)]
    body = [[str(i), "Indsats for børn", "x" * (i % 2), "x" * (1 - i % 2), "Der arbejdes videre"] for i in range(1, 6)]
    lines, places = rows_at(body, xs, 148.0)
    drawn = [level(y, sides[0], sides[-1]) for y in places] + [upright(x, places[0], places[-1]) for x in sides]
    shown = [shade(sides[0], 86.0, sides[-1], places[0], 0x444444)]
    (table,) = tables_of(page(*head, *lines, rulings=drawn, fills=shown))
    assert table.header_rows == 2
    spans = {c.text: (c.row, c.column, c.column_span) for c in table.cells if c.is_header}
    assert (spans["Vurdering"], spans["Ja"], spans["Nej"]) == ((0, 2, 2), (1, 2, 1), (1, 3, 1))
