"""Tables whose columns no line parts: what rungs, borders, shades and repeated heads say of where a table ends."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.layout.baselines import baselines_of
from extractors.layout.lines import text_rows
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.print.joined_columns import Column, with_last_words
from extractors.layout.tables.print.likeness import is_table
from schemas.page import Page, Word
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

XS = [50.0, 90.0, 230.0, 260.0, 290.0, 340.0]
HEAD = ["Nr.", "Anbefaling", "Ja", "Nej", "Delvis", "Bemærkning"]
TEXT = "Indsats for børn og\nunge i kommunens skoler\nog fritidstilbud"


def _row(i: int, lines: int = 2) -> list[str]:
    marks = ["", "", ""]
    marks[i % 3] = "x"
    return [str(i), "\n".join(TEXT.split("\n")[:lines]), *marks, "Der arbejdes videre"]


def _numbers(table_texts: list[list[str]]) -> list[str]:
    return [row[0] for row in table_texts]


def test_rungs_of_one_width_hold_one_table_however_its_rows_are_spaced() -> None:
    """Far apart and centred beside taller cells, such rows are no run of print that keeps its gaps."""
    lines, rulings = [], [level(90.0, 46.0, 480.0)]
    lines += rows_at([HEAD], XS, 84.0, bold=1)[0]
    for i in range(1, 6):
        top = 90.0 + 70.0 * (i - 1)
        lines += cell(TEXT, 90.0, top + 20)
        lines += [words(str(i), 50.0, top + 32), words("x", 232.0 + 30 * (i % 3), top + 32)]
        lines += [words("Der arbejdes videre i år", 340.0, top + 32)] if i % 2 else []
        rulings.append(level(top + 70.0, 46.0, 480.0))
    (table,) = tables_of(page(*lines, rulings=rulings))
    got = texts(table)
    assert got[0] == HEAD
    assert _numbers(got[1:]) == ["1", "2", "3", "4", "5"]
    assert {row[1] for row in got[1:]} == {TEXT.replace("\n", " ")}


def test_a_border_around_print_holds_one_table() -> None:
    rows = [HEAD, *(_row(i) for i in range(1, 4))]
    first, places = rows_at(rows, XS, 100.0, bold=1)
    second, more = rows_at([_row(i) for i in range(4, 7)], XS, places[-1] + 44.0)
    border = [level(y, 46.0, 480.0) for y in (places[0], more[-1])] + [
        upright(x, places[0], more[-1]) for x in (46.0, 480.0)
    ]
    (table,) = tables_of(page(*first, *second, rulings=border))
    assert _numbers(texts(table)) == ["Nr.", "1", "2", "3", "4", "5", "6"]


def test_cards_between_rungs_are_no_table_of_all_of_them() -> None:
    lines, rulings = [], []
    for i in range(4):
        card = [["Nr.", str(i + 1)], ["Titel", "Indsats for børn"], ["Status", "Opfyldt"], ["Noter", "Ingen"]]
        made, places = rows_at(card, [50.0, 150.0], 100.0 + 150 * i, bold=0)
        lines += made
        rulings += [level(y, 46.0, 400.0) for y in places]
    tables = tables_of(page(*lines, rulings=rulings))
    assert all(table.row_count <= 4 for table in tables)


def test_a_card_below_a_table_in_a_space_of_its_own_is_no_row_of_it() -> None:
    """Its labels stand under the table's numbers and text alike, and its values under the text."""
    places = [129.0, 165.0, 177.0, 189.0, 201.0, 213.0, 327.0]
    text = "Lærlingen kan installere og administrere lokale og eksterne enheder"
    lines = []
    for i, top in enumerate(places[:5], 1):
        lines += [words(f"{i} {text}", 47.0, top + 8), words("Juli 2018", 456.0, top + 8)]
    for i, label in enumerate(
        ["Fag:", "Niveau:", "Varighed:", "Fagkategori:", "Bundet:", "Periode:", "Afkortning:"] * 2
    ):
        lines += [words(label, 36.0, 222.0 + 7 * i), words("Computerteknologi", 130.0, 222.0 + 7 * i)]
    rungs = [Edge(y, 36.0, 559.0, True, 0.0) for y in places]
    rows = text_rows(baselines_of(word for line in lines for word in line))
    columns = [Column(36.0, 401.0), Column(456.0, 560.0)]
    assert is_table(rows[:5], columns, rungs[:6])
    assert not is_table(rows, columns, rungs)


def test_a_head_that_comes_again_begins_a_table_of_its_own() -> None:
    lines, fills = [], []
    y = 100.0
    for first in (1, 4):
        heading = words("Pakken om sundhed", 46.0, y, size=13.0, bold=True)
        made, places = rows_at([HEAD, *(_row(i, 1) for i in range(first, first + 3))], XS, y + 26.0, bold=1)
        lines += [heading, *made]
        fills.append(shade(46.0, places[0], 480.0, places[1]))
        y = places[-1] + 30.0
    tables = tables_of(page(*lines, fills=fills))
    assert [_numbers(texts(table)) for table in tables] == [["Nr.", "1", "2", "3"], ["Nr.", "4", "5", "6"]]


def test_a_legend_of_drawn_signs_is_no_row_of_the_table_below() -> None:
    legend = [words("Skala:", 50.0, 84.0), words("Opfyldt", 102.0, 84.0), words("På vej", 202.0, 84.0)]
    lines, _ = rows_at([HEAD, *(_row(i) for i in range(1, 6))], XS, 104.0, bold=1)
    (table,) = tables_of(page(*legend, *lines, drawings=[circle(94.0, 79.0), circle(194.0, 79.0)]))
    assert texts(table)[0] == HEAD


def test_one_painted_column_makes_no_diagram_of_a_table() -> None:
    lines, places = rows_at([HEAD, *(_row(i) for i in range(1, 6))], XS, 104.0, bold=1)
    fills = [shade(46.0, a, 84.0, b, 0xDDEEFF if i % 2 else 0xFFEEDD) for i, (a, b) in enumerate(_pairs(places[1:]))]
    (table,) = tables_of(page(*lines, fills=fills))
    assert _numbers(texts(table)) == ["Nr.", "1", "2", "3", "4", "5"]


def test_columns_whose_full_lines_all_but_touch_are_parted_at_their_common_edge() -> None:
    """The second column begins a word space after the longest lines of the first: no white gap runs down the page."""
    rows = []
    for i in range(1, 7):
        text = "Sundhedsplejen kommer\ni alle hjem og skoler" if i % 2 else "Ingen endnu"
        rows.append([str(i), text, "Børn og unge i skolen\nog i fritiden", "x"])
    lines, _ = rows_at(rows, [50.0, 80.0, 188.0, 320.0], 100.0)
    (table,) = tables_of(page(*lines))
    assert [row[2] for row in texts(table)] == ["Børn og unge i skolen og i fritiden"] * 6
    assert texts(table)[0][1] == "Sundhedsplejen kommer i alle hjem og skoler"


def test_doubled_word_spaces_are_no_gaps_between_columns() -> None:
    rows = [[str(i), "Indsats  for  børn  og", "Der  arbejdes  videre  i  år"] for i in range(1, 8)]
    lines, _ = rows_at(rows, [50.0, 90.0, 300.0], 100.0)
    (table,) = tables_of(page(*lines))
    assert table.column_count == 3


def test_marks_of_one_scale_anchor_rows_where_no_number_is_printed() -> None:
    """Each column alone has marks in a third of the rows; together they have one in each."""
    rows = [row[1:] for row in (_row(i, 2 + i % 2) for i in range(1, 10))]
    lines, _ = rows_at(rows, XS[1:], 100.0, space=0.0)
    (table,) = tables_of(page(*lines))
    assert [row[1:4].index("x") for row in texts(table)] == [i % 3 for i in range(1, 10)]


def test_heads_of_groups_in_one_shade_with_heads_of_columns_are_a_row_of_their_own() -> None:
    body, places = rows_at([_row(i, 1) for i in range(1, 9)], XS, 140.0)
    heads, _ = rows_at([HEAD], XS, 120.0, bold=1)
    group = words("Er det opfyldt i dag?", 232.0, 106.0, bold=True)
    fills = [shade(46.0, 92.0, 480.0, places[0], 0xBBCCDD)]
    fills += [shade(46.0, a, 480.0, b) for i, (a, b) in enumerate(_pairs(places)) if i % 2]
    (table,) = tables_of(page(group, *heads, *body, fills=fills))
    assert table.header_rows == 2
    assert texts(table)[1] == HEAD


def test_turned_labels_part_columns_in_which_nothing_is_printed() -> None:
    rows = [[str(i), TEXT, "", "", "", "Der arbejdes videre"] for i in range(1, 5)]
    lines, places = rows_at([["Nr.", "Anbefaling", "", "", "", "Bemærkning"], *rows], XS, 200.0, bold=1)
    labels = [
        turned("I høj grad", 230.0, 196.0),
        turned("I nogen grad", 260.0, 196.0),
        turned("Slet ikke", 290.0, 196.0),
    ]
    fills = [shade(226.0 + 30 * (i % 2), a, 246.0 + 30 * (i % 2), b) for i, (a, b) in enumerate(_pairs(places[1:]))]
    (table,) = tables_of(page(*lines, *labels, fills=[shade(46.0, 130.0, 480.0, places[1], 0xBBCCDD), *fills]))
    heads = {c.text for c in table.cells if c.is_header}
    assert {"I høj grad", "I nogen grad", "Slet ikke"} <= heads


def test_turned_labels_with_wide_spaces_are_whole_where_the_page_sets_them_so() -> None:
    rows = [[str(i), TEXT, "", "", "", "Der arbejdes videre"] for i in range(1, 5)]
    lines, places = rows_at([["Nr.", "Anbefaling", "", "", "", "Bemærkning"], *rows], XS, 200.0, bold=1)
    labels = [
        [
            word._replace(top=word.top - 2.0 * i, bottom=word.bottom - 2.0 * i)
            for i, word in enumerate(turned(text, x, 196.0))
        ]
        for text, x in (("Høj grad", 230.0), ("Nogen grad", 260.0), ("Slet ikke", 290.0))
    ]
    spaced = [[word._replace(x0=word.x0 + 2.0 * i, x1=word.x1 + 2.0 * i) for i, word in enumerate(ln)] for ln in lines]
    level_head = words("Status", 255.0, 148.0, bold=True)
    fills = [shade(226.0 + 30 * (i % 2), a, 246.0 + 30 * (i % 2), b) for i, (a, b) in enumerate(_pairs(places[1:]))]
    shades = [shade(46.0, 130.0, 480.0, places[1], 0xBBCCDD), *fills]
    (table,) = tables_of(page(*spaced, level_head, *labels, fills=shades))
    heads = {c.text for c in table.cells if c.is_header}
    assert {"Høj grad", "Nogen grad", "Slet ikke"} <= heads


def test_a_grid_of_other_columns_that_touches_a_table_from_below_is_another_table() -> None:
    upper, places = rows_at([HEAD, _row(1, 1), _row(2, 1)], [x + 4 for x in XS], 100.0, bold=1)
    xs = [*XS, 480.0]
    counts, lower = rows_at([["", "Ja", "Nej"], ["Grund", "1", "2"]], [60.0, 190.0, 320.0], places[-1] + 14.0)
    lower[0] = places[-1]
    rulings = grid(xs, places) + grid([50.0, 180.0, 310.0, 420.0], lower)
    tables = tables_of(page(*upper, *counts, rulings=rulings))
    assert [(table.row_count, table.column_count) for table in tables] == [(3, 6), (2, 3)]


def test_columns_set_anew_on_each_page_stay_as_many() -> None:
    """As on slides: the same table with the same columns, in other widths."""
    first, a = rows_at([HEAD[:4], ["1", "Kost", "x", ""], ["2", "Motion", "", "x"]], [54.0, 94.0, 204.0, 254.0], 100.0)
    second, b = rows_at([HEAD[:4], ["3", "Søvn", "x", ""], ["4", "Ro", "", "x"]], [54.0, 114.0, 254.0, 284.0], 100.0)
    (table,) = tables_of(
        page(*first, rulings=grid([50.0, 90.0, 200.0, 250.0, 310.0], a)),
        page(*second, rulings=grid([50.0, 110.0, 250.0, 280.0, 310.0], b)),
    )
    assert table.column_count == 4
    assert _numbers(texts(table)) == ["Nr.", "1", "2", "Nr.", "3", "4"]


def test_the_head_of_a_section_may_be_the_last_line_of_a_page() -> None:
    first, places = rows_at([HEAD, *(_row(i) for i in range(1, 6))], XS, 100.0, bold=1)
    section = words("Anbefalinger på udviklingsniveau", 50.0, places[-1] + 14.0, bold=True)
    second, _ = rows_at([_row(i) for i in range(6, 11)], XS, 60.0)
    (table,) = tables_of(page(*first, section), page(*second))
    assert _numbers(texts(table)) == [
        "Nr.",
        *(str(i) for i in range(1, 6)),
        "Anbefalinger på udviklingsniveau",
        *(str(i) for i in range(6, 11)),
    ]


def test_a_plain_name_at_the_foot_of_a_page_is_none_of_the_cell_that_ended_high_above_it() -> None:
    xs = [50.0, 150.0, 190.0, 340.0, 380.0, 420.0]
    head = ["Indsats", "Nr.", "Anbefaling", "Niveau", "Ja", "Nej"]
    done = ("Møder for børn", "", "Kurser for alle\nsom vil", "Pjecer om emnet")
    rows = [[done[i % 4], f"{i}.", f"{TEXT}\ni byen", "G", *(("x", "") if i % 2 else ("", "x"))] for i in range(1, 9)]
    first, places = rows_at([head, *rows[:4]], xs, 100.0, space=6.0, bold=1)
    second, _ = rows_at(rows[4:], xs, 60.0, space=6.0)
    (table,) = tables_of(page(*first, words("Tilbud", 50.0, places[-1] + 11.0)), page(*second))
    assert [row[0] for row in texts(table)].count("Tilbud") == 1


def test_bold_labels_before_values_are_no_header() -> None:
    labels = [words(text, 54.0, 112.0 + 20 * i, bold=True) for i, text in enumerate(["Nummer", "Titel", "Status"])]
    values = [words(text, 154.0, 112.0 + 20 * i) for i, text in enumerate(["1", "Kost", "Opfyldt"])]
    rulings = grid([50.0, 150.0, 400.0], [98.0, 118.0, 138.0, 158.0])
    (table,) = tables_of(page(*labels, *values, rulings=rulings))
    assert table.header_rows == 0


def test_halves_on_two_pages_are_one_table_though_heads_of_sections_hold_no_key() -> None:
    def half(head: list[str], number_first: bool, y: float) -> tuple[list, list]:
        rows = [head]
        for section in ("Alkohol", "Tobak"):
            rows.append([section, ""])
            for i in range(1, 4):
                key, value = f"{section[0]}{i}", f"{head[number_first]} {i}"
                rows.append([key, value] if number_first else [value, key])
        lines, places = rows_at(rows, [54.0, 154.0], y, bold=1)
        plain = [pair for k, pair in enumerate(_pairs(places)) if k not in (1, 5)]
        sides = [upright(x, places[0], places[-1]) for x in (50.0, 400.0)]
        levels = [level(y, 50.0, 400.0) for y in places]
        return lines, [*levels, *sides, *(upright(150.0, a, b) for a, b in plain)]

    left, right = half(["Titel", "Nr."], False, 100.0), half(["Nr.", "Status"], True, 140.0)
    (table,) = tables_of(page(*left[0], rulings=left[1]), page(*right[0], rulings=right[1]))
    assert table.column_count == 4
    assert [row[3] for row in texts(table)[2:5]] == ["Status 1", "Status 2", "Status 3"]


def test_tables_of_one_header_are_no_halves_however_their_grids_cut_it() -> None:
    """Numbers and heights of two sheets agreed, and the header of one was cut otherwise: they were put side by side."""
    xs = [54.0, 154.0, 254.0, 354.0]

    def sheet(head: list[str], name: str) -> Page:
        rows = [head, *([str(i), f"{name} {i}", "Ja" if i % 2 else "Nej", "Vi mødes"] for i in range(1, 6))]
        lines, places = rows_at(rows, xs, 100.0, bold=1)
        return page(*lines, rulings=grid([50.0, 150.0, 250.0, 350.0, 450.0], places))

    found = tables_of(
        sheet(["Nr.", "Anbefaling", "Er det sket", "Note i 2020"], "Tobak"),
        sheet(["Nr.", "Anbefaling", "Er det", "sket Note i 2020"], "Kost"),
    )
    assert [texts(table)[1] for table in found] == [["1", name + " 1", "Ja", "Vi mødes"] for name in ("Tobak", "Kost")]


def test_lines_across_the_columns_below_most_rows_say_nothing_of_the_columns() -> None:
    """As web pages list: facts beside each other, and below them what is told; the columns were joined to one."""
    xs = [54.0, 80.0, 300.0, 340.0, 460.0]
    lines, rulings, y = rows_at([["Nr.", "Anbefaling", "Trin", "Enhed", "Vurdering"]], xs, 100.0, bold=1)[0], [], 100.0
    for i in range(1, 6):
        rulings.append(level(y + 5.0, 50.0, 540.0))
        lines += rows_at([[str(i), f"Indsats nummer {i}", "G", "Jobcentret", "Opfyldt"]], xs, y + 16.0)[0]
        lines.append(
            words(f"Der er holdt møder om sagen {i} gange i år med alle, som har søgt om at være med", 80.0, y + 29.0)
        )
        y += 34.0
    (table,) = tables_of(page(*lines, rulings=rulings))
    got = texts(table)
    assert got[0] == ["Nr.", "Anbefaling", "Trin", "Enhed", "Vurdering"]
    assert got[1::2] == [[str(i), f"Indsats nummer {i}", "G", "Jobcentret", "Opfyldt"] for i in range(1, 6)]
    assert [row[1] for row in got[2::2]] == [
        f"Der er holdt møder om sagen {i} gange i år med alle, som har søgt om at være med" for i in range(1, 6)
    ]


def _pairs(places: list[float]) -> list[tuple[float, float]]:
    return list(pairwise(places))


def _stacked(gap: float) -> tuple[Page, list[str]]:
    """Cards of labels on shades, each with a list of its own below it whose rows stand on shades without lines."""
    lines, fills, rules, y = [], [], [], 60.0
    for i in range(3):
        top = y
        for label, value in [("Fag:", f"1685{i} Drift"), ("Niveau:", "Rutineret"), ("Varighed:", "1,0 uger")]:
            lines += [words(label, 42, y + 11, bold=True), words(value, 130, y + 11)]
            fills.append(shade(40, y, 480, y + 15))
            y += 15
        lines += [words(text, x, y + 11, bold=True) for text, x in [("Nr.", 46), ("Mål", 70), ("Gyldig fra", 400)]]
        fills.append(shade(40, y, 480, y + 15))
        y += 15
        rules += [level(top, 40, 480), level(y, 40, 480)]
        for k in range(i + 1):
            lines += [words(str(k + 1), 48, y + 11), words("Lærlingen kan løse sager om drift af net", 70, y + 11)]
            lines.append(words("01-07-2018", 400, y + 11))
            fills.append(shade(40, y, 480, y + 15))
            y += 15
        y += gap
    return page(*lines, rulings=rules, fills=fills), [f"1685{i} Drift" for i in range(3)]


def test_cards_and_lists_below_each_other_are_tables_of_their_own() -> None:
    sheet, subjects = _stacked(12.0)
    found = tables_of(sheet)
    cards = [texts(t) for t in found if texts(t)[0][0] == "Fag:"]
    lists = [texts(t) for t in found if texts(t)[0][0] == "Nr."]
    assert [card[0][1] for card in cards] == subjects
    assert [[row[0] for row in rows] for rows in lists] == [["Nr.", *"123"[: i + 1]] for i in range(3)]


def test_an_empty_row_parts_no_table_whose_columns_go_on() -> None:
    rows = [[str(i), TEXT.split("\n")[i % 3], "Der arbejdes videre"] if i != 4 else ["", "", ""] for i in range(1, 9)]
    lines, places = rows_at(rows, [50.0, 90.0, 300.0], 100.0, space=12.0)
    (table,) = tables_of(page(*lines, rulings=[level(y, 45, 420) for y in places]))
    assert [row[0] for row in texts(table) if row[0]] == ["1", "2", "3", "5", "6", "7", "8"]


def test_a_border_that_the_page_cuts_holds_what_stands_far_apart() -> None:
    """The last part of a table has no line above it: its sides and its foot hold the rows."""
    first, places = rows_at([HEAD, *(_row(i) for i in range(1, 4))], XS, 60.0, bold=1)
    upper, above = rows_at([_row(i) for i in range(4, 7)], XS, 60.0)
    lower, below = rows_at([_row(i) for i in range(7, 10)], XS, above[-1] + 60.0)
    top = [level(places[0], 46.0, 480.0), *(upright(x, places[0], places[-1]) for x in (46.0, 480.0))]
    foot = [level(below[-1], 46.0, 480.0), *(upright(x, above[0], below[-1]) for x in (46.0, 480.0))]
    (table,) = tables_of(page(*first, rulings=top), page(*upper, *lower, rulings=foot))
    assert _numbers(texts(table)) == ["Nr.", *"123456789"]


def test_the_lines_of_a_head_over_columns_are_one_row() -> None:
    lines = [
        line for i, text in enumerate(["Hvor langt er vi", "i kommunen", "i år?"]) for line in _centred(text, 278.0, i)
    ]
    lines += [
        line
        for head, x in zip(HEAD, XS, strict=True)
        for line in cell(head, x, 136.0 if x in XS[2:5] else 124.0, bold=True)
    ]
    rows, places = rows_at([_row(i) for i in range(1, 7)], XS, 160.0)
    border = [level(y, 46.0, 480.0) for y in (88.0, places[-1])]
    border += [upright(x, 88.0, places[-1]) for x in (46.0, 480.0)]
    (table,) = tables_of(page(*lines, *rows, rulings=border))
    assert table.header_rows == 2
    assert texts(table)[0][2:5] == ["Hvor langt er vi i kommunen i år?"] * 3


def test_a_number_below_its_abbreviation_is_one_entry() -> None:
    rows = [["Nr.", "Anbefaling", "G/U", "Bemærkning"]]
    rows += [
        [f"Nr.\n{i}", "Indsats for børn og\nunge i skolen", "(G)", "Der arbejdes videre\nmed planen"]
        for i in range(1, 7)
    ]
    lines, places = rows_at(rows, [50.0, 90.0, 230.0, 290.0], 100.0, space=1.0, bold=1)
    border = [level(y, 46.0, 480.0) for y in (places[0], places[-1])]
    border += [upright(x, places[0], places[-1]) for x in (46.0, 480.0)]
    (table,) = tables_of(page(*lines, rulings=border))
    assert _numbers(texts(table))[1:] == [f"Nr. {i}" for i in range(1, 7)]


def _centred(text: str, x: float, line: int) -> list[list[Word]]:
    (row,) = cell(text, 0.0, 100.0 + 12.0 * line, bold=True)
    shift = x - (row[0].x0 + row[-1].x1) / 2
    return [[word._replace(x0=word.x0 + shift, x1=word.x1 + shift) for word in row]]


def test_last_words_of_justified_lines_are_no_column() -> None:
    """In a narrow column nearly all lines end with the same short word at its right side."""
    xs, right = [50.0, 90.0, 230.0], 330.0
    lines = [
        line
        for head, x in zip(["Nr.", "Anbefaling", "Forvaltning"], xs, strict=True)
        for line in cell(head, x, 100.0, bold=True)
    ]
    y = 120.0
    for i in range(1, 8):
        lines += cell(str(i), 50.0, y) + cell("Indsats for børn og", 90.0, y) + cell("unge i kommunen", 90.0, y + 12.0)
        lines += cell("Kultur-", 230.0, y) + cell("Fritidsudvalget", 230.0, y + 12.0)
        lines += (
            [[word._replace(x0=word.x0 - word.x1 + right, x1=right) for word in words("og", 0.0, y)]] if i % 3 else []
        )
        y += 32.0
    (table,) = tables_of(page(*lines))
    assert [row[2] for row in texts(table)][1:3] == ["Kultur- og Fritidsudvalget"] * 2
    assert table.column_count == 3


def test_lone_letter_at_the_end_of_a_justified_line_is_no_column() -> None:
    """Of all lines that end there one had a wide space in it, before the word "i"."""

    def stretched(text: str, x0: float, x1: float, y: float) -> list[Word]:
        """A line whose spaces are as wide as it takes to end at ``x1``."""
        own = words(text, x0, y)
        room = (x1 - x0 - sum(word.x1 - word.x0 for word in own)) / max(len(own) - 1, 1)
        placed: list[Word] = []
        for word in own:
            start = placed[-1].x1 + room if placed else x0
            placed.append(word._replace(x0=start, x1=start + word.x1 - word.x0))
        return placed

    full = ("Opsporing af det risikable", "forbrug af alkohol og piller")
    end = max(words(line, 90.0, 0.0)[-1].x1 for line in full) + 4.0
    upper = [stretched(line, 90.0, end, 100.0 + 12.0 * n) for n, line in enumerate(full)]
    lower = [stretched("alkoholforbrug i", 90.0, end, 124.0), words("jobcentret", 90.0, 136.0)]

    def joined(*lines: list[Word], last: float) -> list[Column]:
        rows = [row.phrases for row in text_rows(baselines_of(page(*lines).words))]
        return with_last_words([Column(90.0, lower[0][0].x1), Column(last, end)], rows)

    assert joined(*upper, *lower, last=lower[0][1].x0) == [Column(90.0, end)]
    # A mark stands in the middle of its column, and not where lines end.
    mark = words("x", end - 12.0, 136.0)
    assert len(joined(*upper, [*lower[1], *mark], last=mark[0].x0)) == 2


def test_prose_between_tables_of_one_width_parts_them() -> None:
    xs = [50.0, 200.0, 280.0, 360.0]
    upper, tops = rows_at([["Land", "Ja", "Nej", "Delvis"], *([c, "1,5", "2,5", "3,5"] for c in "ABCD")], xs, 100.0)
    lower, ends = rows_at([["By", "2005", "2006", "2007"], *([c, "1,5", "2,5", "3,5"] for c in "ABCD")], xs, 300.0)
    text = [
        words("Undersøgelsen omfatter alle kommuner i de tre lande og deres byer", 50, 230 + 12 * i) for i in range(3)
    ]
    rulings = [level(y, 48.0, 420.0) for places in (tops, ends) for y in (places[0], places[1], places[-1])]
    found = tables_of(page(*upper, *text, *lower, rulings=rulings))
    assert [t.row_count for t in found] == [5, 5]
    assert [texts(t)[0][0] for t in found] == ["Land", "By"]


def test_prose_below_the_last_row_parts_tables_that_have_no_foot_line() -> None:
    xs = [50.0, 200.0, 280.0, 360.0]
    upper, tops = rows_at([["Land", "Ja", "Nej", "Delvis"], *([c, "1,5", "2,5", "3,5"] for c in "ABCD")], xs, 100.0)
    lower, ends = rows_at([["By", "2005", "2006", "2007"], *([c, "1,5", "2,5", "3,5"] for c in "ABCD")], xs, 300.0)
    text = [
        words("Undersøgelsen omfatter alle kommuner i de tre lande og deres byer", 50, 230 + 12 * i) for i in range(3)
    ]
    rulings = [level(y, 48.0, 420.0) for places in (tops, ends) for y in places[:-1]]
    found = tables_of(page(*upper, *text, *lower, rulings=rulings))
    assert [len(texts(t)) for t in found] == [5, 5]
    assert [texts(t)[-1][0] for t in found] == ["D", "D"]


def test_a_list_of_signs_or_a_heading_below_a_shaded_table_is_no_row_of_it() -> None:
    rows = [HEAD, *(_row(i, lines=1) for i in range(1, 7))]
    lines, places = rows_at(rows, XS, 100.0, space=4.0, bold=1)
    fills = [shade(46.0, places[0], 480.0, places[1])]
    fills += [shade(a, places[0], b, places[1]) for a, b in pairwise([46.0, 86.0, 226.0, 256.0, 286.0, 336.0, 480.0])]
    end = places[-1] + 12.0
    legend = [words("Legende:", 50.0, end + 6, bold=True), words("x Gennemført", 50.0, end + 20)]
    heading = [words("Opsummering", 50.0, end + 12, 14.0, bold=True), words("Ja", 90.0, end + 30)]
    for below in (legend, heading):
        (table, *_) = tables_of(page(*lines, *below, fills=fills))
        assert _numbers(texts(table)) == ["Nr.", *map(str, range(1, 7))]


def test_heads_of_groups_above_heads_that_come_again_stay_with_their_table() -> None:
    """Of two tables on a page each was cut below its upper heads, and lost the columns that only those part."""
    lines, rulings, fills = [], [], []
    y = 100.0
    for first in (1, 5):
        upper, top = rows_at([["Anbefalingen", "", "Sæt kryds", "", "", "Indsats"]], XS, y, space=4.0, bold=1)
        rows, places = rows_at(
            [HEAD, *(_row(i, lines=1) for i in range(first, first + 4))], XS, y + 16, space=4.0, bold=1
        )
        lines += [*upper, *rows]
        rulings += [level(at, 46.0, 480.0) for at in (top[0], *places[1:])]
        rulings += [upright(x, top[0], places[-1]) for x in (46.0, 480.0)]
        fills += [shade(a, top[0], b, places[0]) for a, b in ((46.0, 226.0), (226.0, 336.0), (336.0, 480.0))]
        fills += [
            shade(a, places[0], b, places[1]) for a, b in pairwise([46.0, 86.0, 226.0, 256.0, 286.0, 336.0, 480.0])
        ]
        y = places[-1] + 50.0
    tables = tables_of(page(*lines, rulings=rulings, fills=fills))
    assert [_numbers(texts(table)) for table in tables] == [
        ["Anbefalingen", "Nr.", "1", "2", "3", "4"],
        ["Anbefalingen", "Nr.", "5", "6", "7", "8"],
    ]


def test_bars_with_figures_on_the_lines_of_a_chart_are_no_table() -> None:
    lines = [words(str(4 * k), 34.0, 203.0 - 25 * k) for k in range(5)]
    fills = []
    for i, height in enumerate([60.0, 82.0, 45.0, 71.0, 90.0]):
        x = 70.0 + 60 * i
        fills += [
            shade(x, 200.0 - height, x + 24, 200.0, 0x444477),
            shade(x + 26, 214.0 - height, x + 50, 200.0, 0x9999CC),
        ]
        lines += [words(f"{height / 10}", x + 2, 198.0 - height), words("Nord", x + 6, 214.0)]
    rulings = [level(200.0 - 25 * k, 52.0, 400.0) for k in range(5)]
    assert tables_of(page(*lines, rulings=rulings, fills=fills)) == ()


def test_an_entry_below_a_full_line_of_its_column_is_a_row_of_its_own() -> None:
    rows = [
        ["Fag:", "16858 Serveradministration og sikkerhed"],
        ["Niveau:", "Avanceret"],
        ["Opr. varighed:", "2,0 uger"],
    ]
    rows += [["Fagkategori:", "Uddannelsesspecifikke fag"], ["Bundet/Valgfri:", "Bundet, valgfrit niveau"]]
    rows += [["Tilknytningsperiode", "01-08-2023 og fremefter"], ["Afkortning:", "0%"], ["Varighed:", "2,0 uger"]]
    lines, places = rows_at(rows, [52.0, 150.0], 100.0, space=1.0)
    rulings = [level(y, 48.0, 360.0) for y in (places[0], places[-1])]
    rulings += [upright(x, places[0], places[-1]) for x in (48.0, 360.0)]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert texts(table) == rows


def test_turned_names_beside_rungs_belong_to_their_table_with_its_heads() -> None:
    """Lines between rows end where the first column begins; its name runs up, and its head was outside the table."""
    head = ["Pakke", *HEAD[1:]]
    rows = [["", f"{i}. Indsats for børn", *_row(i)[2:]] for i in range(1, 9)]
    lines, places = rows_at([head, *rows], XS, 100.0, space=8.0, bold=1)
    group = places[5]
    rulings = [level(y, 46.0 if y in (places[1], group, places[-1]) else 86.0, 480.0) for y in places[1:]]
    names = [turned("Alkohol", 58.0, group - 10), turned("Tobak", 58.0, places[-1] - 10)]
    fills = [shade(46.0, a, 86.0, b) for a, b in ((places[1], group), (group, places[-1]))]
    (table,) = tables_of(page(*lines, *names, rulings=rulings, fills=fills))
    assert texts(table)[0] == head
    assert [row[1] for row in texts(table)[1:]] == [row[1] for row in rows]


def test_a_name_beside_rungs_of_which_one_alone_is_longer_belongs_to_the_table() -> None:
    """The column that a single longer line reaches was left out, and its names with it."""
    head = ["Pakke", *HEAD[1:]]
    rows = [["", f"{i}. Indsats for børn", *_row(i)[2:]] for i in range(1, 9)]
    rows[4][0] = "Tobak"
    lines, places = rows_at([head, *rows], XS, 100.0, space=8.0, bold=1)
    rulings = [level(y, 46.0 if y == places[5] else 86.0, 480.0) for y in places[1:]]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert texts(table) == [head, *rows]


def test_a_head_of_two_words_below_a_name_of_its_own_begins_a_table() -> None:
    lines, rules = [], []
    y = 100.0
    for first, name in ((1, "Pakken om hygiejne"), (4, "Pakken om tobak")):
        rows = [["Det anbefales", "", "Det gør vi"]]
        rows += [[f"Indsats nummer {i} i kommunen", "x", "Skolerne er med i arbejdet"] for i in range(first, first + 3)]
        made, places = rows_at(rows, [50.0, 260.0, 300.0], y + 26.0, bold=1)
        lines += [words(name, 50.0, y + 16.0, size=13.0, bold=True), *made]
        rules += [level(place, 50.0, 480.0) for place in places[1:]]
        y = places[-1] + 10.0
    tables = tables_of(page(*lines, rulings=rules))
    assert [len(texts(table)) for table in tables] == [4, 4]


def test_a_head_in_italics_that_comes_again_begins_a_table() -> None:
    lines, rules = [], []
    y = 100.0
    for first in (1, 4):
        head, _ = rows_at([["Nr.", "Anbefaling", "Bemærkning"]], [50.0, 90.0, 300.0], y)
        rows = [[str(i), f"Indsats {i} i kommunen", "Skolerne er med i arbejdet"] for i in range(first, first + 3)]
        made, places = rows_at(rows, [50.0, 90.0, 300.0], y + 16.0)
        lines += [*([word._replace(italic=True) for word in line] for line in head), *made]
        rules += [level(place, 50.0, 480.0) for place in places]
        y = places[-1] + 30.0
    tables = tables_of(page(*lines, rulings=rules))
    assert [_numbers(texts(table)) for table in tables] == [["Nr.", "1", "2", "3"], ["Nr.", "4", "5", "6"]]


def test_a_first_row_on_a_page_is_whole_however_many_lines_stand_above_the_first_rung() -> None:
    """No line opens it: all but its last six lines were a table of their own."""
    tall = "\n".join(["Indsats for børn og", "unge i kommunens", "skoler, i dagtilbud", "og i alle klubber"] * 2)
    rows = [["1", tall, "Ja"], *([str(i), "Indsats for børn", "Nej"] for i in range(2, 7))]
    lines, places = rows_at(rows, [50.0, 90.0, 260.0], 60.0)
    rungs = [level(y, 46.0, 330.0) for y in places[1:]]
    (table,) = tables_of(page(*lines, rulings=rungs))
    assert _numbers(texts(table)) == [str(i) for i in range(1, 7)]


def test_a_caption_in_larger_print_between_rungs_ends_the_table_above() -> None:
    """The head below it was broken otherwise than the one above, and came again as a row."""
    first, above = rows_at([HEAD, *(_row(i) for i in range(1, 6))], XS, 80.0, bold=1)
    again = ["Nr.", "Anbefalinger", "Ja", "Nej", "Delvis", "Note"]
    second, below = rows_at([again, *(_row(i) for i in range(6, 11))], XS, above[-1] + 60.0, bold=1)
    caption = words("Seksuel sundhed", XS[0], above[-1] + 30.0, 13.0, bold=True)
    rungs = [level(y, 46.0, 500.0) for y in (*above, *below[1:])]
    found = tables_of(page(*first, caption, *second, rulings=rungs))
    assert [texts(table)[0] for table in found] == [HEAD, again]


def test_a_caption_ends_the_table_above_though_signs_are_larger() -> None:
    """A face set larger than all text hid it: the heads below it were a row of the table above."""
    xs = [60.0, 99.0, 268.0, 360.0, 568.0, 697.0]
    rows = [["U15", f"{TEXT}\n{TEXT}", "", "Der er samlet erfaringer\nmed dette", "Staben", "Leder"]]
    first, above = rows_at(rows, xs, 80.0)
    first += [words("J", xs[2], above[0] + 44.0, 16.0)]
    counts = [["", "Ja", "Nej", "Sum"], ["Basis", "2", "1", "3"], ["Udvidet", "1", "1", "2"]]
    second, below = rows_at(counts, [60.0, 281.0, 480.0, 580.0], above[-1] + 46.0, bold=1)
    caption = words("Samlet status over det hele", xs[0], above[-1] + 28.0, 13.0, bold=True)
    rungs = [level(y, 57.0, 785.0) for y in above] + [level(y, 57.0, 640.0) for y in below[1:]]
    *_, table = tables_of(page(*first, caption, *second, rulings=rungs, width=842.0))
    assert texts(table) == counts


def test_heads_close_together_part_their_signs_below_a_head_over_both() -> None:
    """The heads alone show the gap between the two, since signs stand off the lines; heads of groups run across it."""
    xs = [50.0, 90.0, 230.0, 288.0, 360.0]
    head = ["Nr.", "Anbefaling", "Nogen grad", "Mindre grad", "Bemærkning"]
    rows = [[str(i), "Indsats for børn", "", "", "Der arbejdes videre"] for i in range(1, 9)]
    lines, places = rows_at([head, *rows], xs, 120.0, bold=1)
    groups = [words("Kommunens vurdering", 240.0, y, bold=True) for y in (84.0, 102.0)]
    signs = [words("x", (253.5, 314.0)[i % 2], y + 7.0, 6.0) for i, y in enumerate(places[1:-1])]
    rungs = [level(y, 46.0, 500.0) for y in (74.0, *places[1:])]
    (table,) = tables_of(page(*groups, *lines, *signs, rulings=rungs))
    assert texts(table)[table.header_rows - 1] == head


def test_heads_below_a_line_of_their_group_stand_further_off_the_first_rung() -> None:
    """Slides set all heads in cells of one height: the steps stood off, and no head at all was read."""
    xs = [50.0, 90.0, 250.0, 300.0, 350.0, 420.0]
    rows = [[f"G{i}", "Indsats for børn", *("x" if k == i % 3 else "" for k in range(3)), "Drøftes"] for i in range(6)]
    lines, places = rows_at(rows, xs, 180.0)
    lines += [words(text, x, 119.0, bold=True) for text, x in (("Nr.", 50), ("Anbefaling", 90), ("Status", 290))]
    lines += [words(text, x, 141.0, bold=True) for text, x in (("Helt", 250), ("Delvist", 292), ("Nej", 350))]
    lines += [words("Beskrivelse", 420.0, 119.0, bold=True)]
    rungs = [level(y - (10.0 if y == places[0] else 0.0), 46.0, 560.0) for y in places]
    (table,) = tables_of(page(*lines, rulings=[*rungs, level(125.0, 240.0, 400.0)]))
    assert texts(table)[table.header_rows - 1][2:5] == ["Helt", "Delvist", "Nej"]


def test_rungs_of_two_widths_below_each_other_are_two_tables() -> None:
    rows = [[str(i), "Indsats for børn og unge i skolen", "Skolen og klubben"] for i in range(1, 4)]
    upper, places = rows_at([["Nr.", "Anbefaling", "Enhed"], *rows], [50.0, 90.0, 320.0], 100.0, bold=1)
    counts = [
        ["", "Ja", "Nej", "I alt"],
        ["Kost", "2", "1", "3"],
        ["Søvn", "1", "2", "3"],
        ["Leg", "1", "1", "2"],
        ["Ro", "0", "2", "2"],
        ["Røg", "2", "0", "2"],
    ]
    top = places[-1] + 44.0
    lower, below = rows_at(counts, [50.0, 150.0, 200.0, 250.0], top, bold=1)
    title = cell("Samlet oversigt", 48.0, places[-1] + 24.0, bold=True)
    rulings = [level(y, 46.0, 450.0) for y in places] + [level(y, 46.0, 300.0) for y in below[1:]]
    first, second = tables_of(page(*upper, *title, *lower, rulings=rulings))
    assert [row[0] for row in texts(first)] == ["Nr.", *"123"]
    assert texts(second)[1:] == counts[1:]


def test_a_first_head_of_two_lines_above_the_first_rung_is_whole() -> None:
    """Its second line stood alone above the rung and was a row of the table before; the heads were of none."""
    summary, ends = rows_at(
        [["Niveau", "Ja", "Nej"], ["Grund", "7", "5"], ["Udvikling", "3", "1"]], [50, 200, 300], 60.0
    )
    heads = [words("Kommunens", 50.0, 142.0, bold=True), words("status", 50.0, 152.0, bold=True)]
    heads += [words(text, x, 142.0, bold=True) for text, x in (("Nr.", 130.0), ("Anbefaling", 180.0))]
    rows = [["x", f"{i}.", f"Indsats for børn og unge {i}"] for i in range(1, 7)]
    lines, places = rows_at(rows, [60.0, 130.0, 180.0], 170.0)
    rulings = [*(level(y, 46, 400) for y in ends), *(level(y, 46, 520) for y in places)]
    found = tables_of(page(*summary, *heads, *lines, rulings=rulings))
    assert [texts(table)[0] for table in found] == [["Niveau", "Ja", "Nej"], ["Kommunens status", "Nr.", "Anbefaling"]]


def test_empty_ruled_rows_between_few_rows_of_justified_print_part_no_table() -> None:
    """Two rows of words far apart showed columns of their own: the rows below the empty one were another table."""
    rows = [["Anbefaling", "Niveau", "Indsats", "Enhed"], ["Røgfri skoletid for alle", "Grundniveau", "Kurser", "SSP"]]
    rows += [["Tilbud til unge", "Grundniveau", "Plan 2020", "HR"], ["", "", "", ""]]
    rows += [["Håndtering af udbrud", "Grundniveau", "", "Center for SSP"]]
    rows += [["Audit      af      plejen", "Udviklingsniveau", "Der er ingen fælles linje", "Team HR"]]
    lines, places = rows_at(rows, [50.0, 220.0, 320.0, 480.0], 100.0, bold=1)
    (table,) = tables_of(page(*lines, rulings=[level(y, 45, 590) for y in places]))
    assert len([row for row in texts(table) if row[0]]) == 5


def test_rows_far_below_a_shaded_head_are_its_rows_where_they_print_in_most_columns() -> None:
    """An empty row lay between: the head kept one row, and the rows below had columns that nothing named."""
    head, places = rows_at([HEAD, _row(1, 1)], XS, 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in pairwise([46.0, 86.0, 226.0, 256.0, 286.0, 336.0, 480.0])]
    lines, _ = rows_at([_row(i, 1) for i in range(2, 7)], XS, places[-1] + 40.0, space=12.0)
    (table,) = tables_of(page(*head, *lines, fills=fills))
    assert _numbers(texts(table)) == ["Nr.", *map(str, range(1, 7))]


@pytest.mark.parametrize("shaded", [True, False], ids=["shaded", "plain"])
def test_heads_of_tables_beside_each_other_head_one_each(shaded: bool) -> None:
    """Both and the first row of each were a table of their own, and the rows below had no head."""
    head = ["Nr.", "Anbefaling", "Status", "Note"]
    lines, fills, rulings = [], [], []
    for left, count, first in ((30.0, 6, 1), (420.0, 4, 7)):
        xs = [left + x for x in (4.0, 30.0, 200.0, 260.0)]
        body = [[str(n), f"Indsats for unge {n}", "x", "Møde i maj"] for n in range(first, first + count)]
        made, places = rows_at([head, *body], xs, 80.0, bold=1)
        fills += [shade(left, places[0], left + 370, places[1])] if shaded else []
        lines += made
        rulings += [level(y, left, left + 370) for y in places[2 if shaded else 1 :]]
    found = tables_of(page(*lines, fills=fills, rulings=rulings))
    assert [_numbers(texts(table)) for table in found] == [
        ["Nr.", *map(str, range(1, 7))],
        ["Nr.", *map(str, range(7, 11))],
    ]


def test_lines_over_the_figures_of_accounts_leave_their_names_in_the_table() -> None:
    rows = [["Billetter", "73.077", "97.305"], ["Kiosk", "5.896", "8.618"], ["Indtægter i alt", "78.973", "97.923"]]
    rows += [["Løn", "61.134", "88.040"], ["Vedligehold", "8.471", "8.673"], ["Udgifter i alt", "69.605", "96.713"]]
    rows += [["Resultat", "9.368", "1.210"]]
    lines, places = rows_at([["", "2009", "2008"], *rows], [50.0, 230.0, 290.0], 100.0, space=4.0, bold=1)
    rulings = [level(places[i], 222, 330) for i in (1, 3, 4, 6, 7, 8)]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert texts(table)[1:] == rows


def test_prose_that_has_a_word_where_a_column_begins_is_no_row() -> None:
    """One of its words stood at the edge of the second column: the line was a row of the table below it."""
    rows = [["Anbefaling", "Status"], *([f"Indsats for unge {n}", "Der arbejdes videre med det"] for n in range(1, 5))]
    lines, places = rows_at(rows, [54.0, 250.0], 200.0, bold=1)
    first = words("Stress er den hyppigste årsag til nye sager i byens jobcenter.", 50.0, 178.0)
    by = 250.0 - first[4].x0
    moved = [w._replace(x0=w.x0 + by, x1=w.x1 + by) if i > 3 else w for i, w in enumerate(first)]
    moved[3] = moved[3]._replace(x1=247.0)
    rulings = [level(y, 50, 520) for y in places]
    (table,) = tables_of(page(moved, *lines, rulings=rulings))
    assert texts(table) == rows


def test_a_head_painted_line_by_line_is_whole() -> None:
    xs = [50.0, 200.0, 280.0, 360.0]
    head = [["Havn", "Anløb", "Passagerer", "Gods"], ["", "antal", "1.000", "ton"]]
    body = [[name, "6.855", "4.966", "1.344"] for name in ("Esbjerg", "Hirtshals", "Rønne", "Aarhus", "Aalborg")]
    lines, places = rows_at([*head, *body], xs, 100.0, bold=1)
    ends = [46.0, 190.0, 270.0, 350.0, 430.0]
    fills = [shade(a, top, b, bottom) for top, bottom in pairwise(places[:3]) for a, b in pairwise(ends)]
    (table,) = tables_of(page(*lines, fills=fills, rulings=[level(y, 46, 430) for y in places[3:]]))
    assert texts(table) == [*head, *body]


def test_a_head_over_the_line_of_its_group_stands_further_off_the_heads_below() -> None:
    """All heads above it were lost with it."""
    xs = [50.0, 86.0, 246.0, 276.0, 306.0, 340.0]
    rows = [[f"{i}.", "Indsats for børn", *("x" if k == i % 3 else "" for k in range(3)), "Staben"] for i in range(6)]
    lines, places = rows_at(rows, xs, 200.0, space=14.0)
    ends = [46.0, 420.0]
    heads = [words(text, x, 140.0, bold=True) for text, x in (("Nr.", 50.0), ("Anbefaling", 86.0), ("Enhed", 340.0))]
    heads += [
        words(text, x, 140.0 + 11 * i, bold=True) for i, (text, x) in enumerate((("Opfyldt", 258.0), ("nu", 270.0)))
    ]
    steps = [words(text, x, 174.0, bold=True) for text, x in zip(("RØ", "GU", "GR"), xs[2:5], strict=True)]
    rulings = [level(157.0, 240.0, 330.0), level(180.0, *ends), *(level(y, *ends) for y in places[1:])]
    (table,) = tables_of(page(*heads, *steps, *lines, rulings=rulings))
    head = [" ".join(filter(None, own)) for own in zip(*texts(table)[: table.header_rows], strict=True)]
    assert head == ["Nr.", "Anbefaling", *(f"Opfyldt nu {step}" for step in ("RØ", "GU", "GR")), "Enhed"]


def test_all_lines_of_a_last_row_without_a_line_below_are_of_the_table() -> None:
    """Where a page cuts the row, the first line of its cells alone was."""
    xs = [50.0, 86.0, 246.0, 340.0]
    rows = [[f"{i}", "Indsats for børn\nog for unge", "Ja", "Der arbejdes med\nemnet\nhele tiden"] for i in range(1, 7)]
    lines, places = rows_at(rows, xs, 100.0)
    (table,) = tables_of(page(*lines, rulings=[level(y, 46.0, 440.0) for y in places[:-1]]))
    assert texts(table) == [[cell.replace("\n", " ") for cell in row] for row in rows]


def test_a_drawn_mark_above_a_word_that_fills_its_column_is_no_line_of_it() -> None:
    """A mark has no words: whether they are in italics was asked of it, and the document was lost."""
    xs = [50.0, 90.0, 260.0]
    lines = [line for head, x in zip(["Nr.", "Anbefaling", "Udvalg"], xs, strict=True) for line in cell(head, x, 100.0)]
    marks = []
    for i in range(1, 7):
        y = 100.0 + 18.0 * i
        lines += [*cell(str(i), 50.0, y), *cell("Indsats for børn og unge", 90.0, y)]
        if i % 2:
            marks.append(circle(264.0, y - 4.0))
        else:
            lines += cell("Beskæftigelsesudvalget", 260.0, y)
    (table,) = tables_of(page(*lines, drawings=marks))
    assert [row[2] for row in texts(table)][2::2] == ["Beskæftigelsesudvalget"] * 3
