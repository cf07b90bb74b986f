"""Tables of print alone: columns and rows of white space, over pages, and what only looks alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extractors.layout.baselines import baselines_of
from extractors.layout.lines import make_phrase, make_row, text_rows
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.print.joined_columns import Column, with_strays
from extractors.layout.tables.print.parted_phrases import part_phrases
from extractors.layout.tables.rows.bands import make_bands, room_of
from extractors.layout.tables.rows.sections import find_sections
from schemas.geometry import Box
from schemas.page import Word
from tests.layout.tabled import LEADING, cell, circle, level, page, rows_at, shade, tables_of, texts, turned, words

XS = [50.0, 90.0, 230.0, 260.0, 290.0, 340.0]
HEAD = ["Nr.", "Anbefaling", "Ja", "Nej", "Delvis", "Bemærkning"]


def _row(i: int, answer: int, lines: int = 2) -> list[str]:
    marks = ["", "", ""]
    marks[answer] = "x"
    title = "\n".join(["Indsats for børn og", "unge i kommunens skoler", "og fritidstilbud"][:lines])
    return [str(i), title, *marks, "Der arbejdes videre i 2018"]


def _body(numbers: range, answers: str) -> list[list[str]]:
    return [_row(i, int(answers[k % len(answers)])) for k, i in enumerate(numbers)]


def test_white_space_gives_columns_and_rows() -> None:
    lines, _ = rows_at([HEAD, *_body(range(1, 8), "012")], XS, 100.0, bold=1)
    (table,) = tables_of(page(*lines))
    got = texts(table)
    assert got[0] == HEAD
    assert [row[0] for row in got[1:]] == [str(i) for i in range(1, 8)]
    assert [row[2:5].index("x") for row in got[1:]] == [0, 1, 2, 0, 1, 2, 0]


WORDED = [
    ["Røgfri skoletid", "Opfyldt"],
    ["Tilbud om rygestop", "Delvist opfyldt"],
    ["Henvisning fra læger", "Ikke opfyldt"],
    ["Viden om røg", "Opfyldt"],
    ["Røgfri miljøer", "Delvist opfyldt"],
]


@pytest.mark.parametrize("bold", [0, 1])
def test_two_columns_of_words_are_a_table_where_heads_or_answers_show_it(bold: int) -> None:
    rows = [["Anbefaling", "Status"], *(WORDED[:3] if bold else WORDED)]
    lines, _ = rows_at(rows, [50.0, 250.0], 100.0, bold=bold)
    (table,) = tables_of(page(*lines))
    assert texts(table) == rows


def test_a_head_that_is_printed_again_begins_another_table() -> None:
    rows = [["Anbefaling", "Status"], *WORDED[:3], ["Alkohol", ""], ["Anbefaling", "Status"], *WORDED[2:]]
    lines, _ = rows_at(rows, [50.0, 250.0], 100.0, bold=1)
    again = next(k for k, line in enumerate(lines) if k > 2 and line[0].text == "Anbefaling")
    lines[again : again + 2] = [[w._replace(bold=True) for w in line] for line in lines[again : again + 2]]
    assert [texts(table) for table in tables_of(page(*lines))] == [rows[:4], rows[5:]]


def test_rows_of_one_line_that_fill_their_columns() -> None:
    """Two columns were so full that the next row might have been their next line: three rows were one."""
    rows = [
        ["Anbefaler", "Sådan gør vi", "Hvor langt er vi"],
        ["Sunde drikke i haller", "Haller drives af foreninger", "Vi er ikke begyndt"],
        ["Kostvejledning for alle", "Kun til borgere med diabetes", "Vi er på vej i byen"],
        ["Måltider i dagtilbud", "Alle børnehuse er med i dag", "Vi er i mål med alle"],
        ["Skolehaver i byerne", "Alle fjerde klasser er med", "Vi er ikke begyndt"],
    ]
    lines, _ = rows_at(rows, [50.0, 190.0, 350.0], 100.0)
    (table,) = tables_of(page(*lines))
    assert texts(table) == rows


def test_a_rating_column_without_any_mark_stays_a_column() -> None:
    lines, _ = rows_at([HEAD, *_body(range(1, 8), "02")], XS, 100.0, bold=1)
    (table,) = tables_of(page(*lines))
    assert table.column_count == 6
    assert [row[2:5].index("x") for row in texts(table)[1:]] == [0, 2, 0, 2, 0, 2, 0]


def test_a_mark_beside_the_middle_of_its_column_is_no_column() -> None:
    """One mark stands off the others, before the text of the next column: it had a column without a head."""
    head = ["Nr.", "Anbefaling", "Ja", "Nej", "Bemærkning"]
    rows = [[str(i), "Indsats for børn og\nunge", *("x ", " x")[i % 2], "Der arbejdes videre"] for i in range(1, 9)]
    lines, _ = rows_at([head, *rows], [50.0, 90.0, 230.0, 270.0, 340.0], 100.0, bold=1)
    moved = next(k for k, line in enumerate(lines[1:], 1) if [w.text for w in line] == ["x"] and line[0].x0 > 260.0)
    lines[moved] = [word._replace(x0=word.x0 + 30.0, x1=word.x1 + 30.0) for word in lines[moved]]
    (table,) = tables_of(page(*lines))
    assert [row[2:4].index("x") for row in texts(table)[1:]] == [1, 0] * 4


def test_a_mark_beside_the_middle_of_its_column_below_a_head_that_reaches_over_it_is_no_column() -> None:
    """The head stood over the mark as well, and over a column of its own that the mark had."""
    head = ["Nr.", "Anbefaling", "Gennemført", "Påbegyndt", "Bemærkning"]
    rows = [[str(i), "Indsats for børn og\nunge", *("x ", " x")[i % 2], "Der arbejdes videre"] for i in range(1, 13)]
    lines, _ = rows_at([head, *rows], [50.0, 90.0, 230.0, 300.0, 370.0], 100.0, bold=1)
    marks = [k for k, line in enumerate(lines) if [w.text for w in line] == ["x"]]
    for k in marks:
        by = {marks[1]: 38.0, marks[3]: 4.0}.get(k, 20.0)
        lines[k] = [word._replace(x0=word.x0 + by, x1=word.x1 + by) for word in lines[k]]
    (table,) = tables_of(page(*lines))
    assert texts(table)[0] == head
    assert [row[2:4].index("x") for row in texts(table)[1:]] == [1, 0] * 6


def test_a_mark_off_the_middle_of_its_column_beside_a_group_whose_head_reaches_over_that() -> None:
    """The head of the group ends over the side of the head of the column: that was the head of three columns."""
    group, head = words("Status (sæt x)", 262.0, 86.0), words("Opfyldes", 231.0, 100.0)
    centre = (head[0].x0 + head[-1].x1) / 2 - 2.5
    marks = [words("x", x, 120.0 + 20.0 * i) for i, x in enumerate((centre, 229.0, centre, 290.0, centre))]
    rows = [[make_phrase(line)] for line in (group, head, *marks)]
    stray, own, beside = (Column(*(rows[i][0].x0, rows[i][0].x1)) for i in (3, 2, 0))
    joined = with_strays([Column(50.0, 60.0), stray, own, beside], rows, ())
    assert joined == [Column(50.0, 60.0), Column(stray.x0, own.x1), beside]


def test_heads_of_groups_stand_above_rows_whose_cells_are_set_from_the_middle() -> None:
    """Lines of such cells stand closer than those of one: the distance to a row was taken to be half a line."""
    xs = [50.0, 250.0, 290.0, 330.0, 380.0]
    head = ["Anbefaling", "Ja", "Nej", "Ved", "Bemærkning"]
    lines, _ = rows_at([head], xs, 100.0, bold=1)
    for i in range(8):
        y = 122.0 + 40.0 * i
        title = "Indsats for børn og\nunge i kommunens" + "\nskoler" * (i % 2)
        lines += cell(title, 50.0, y + 6.0 - 6.0 * (i % 2))
        lines += cell("Der arbejdes videre i\n2018 og 2019 med\nalle børn", 380.0, y)
        lines += cell("x", xs[1 + i % 3] + 4.0, y + 12.0)
    (table,) = tables_of(page(*cell("Hvor langt er vi", 257.0, 82.0, bold=True), *lines))
    assert texts(table)[0] == ["", *["Hvor langt er vi"] * 3, ""]
    assert table.header_rows == 2


def test_a_legend_right_above_heads_of_groups_is_no_row() -> None:
    """It stands as close to them as they to the heads below, and its texts over columns."""
    xs = [50.0, 90.0, 230.0, 300.0, 400.0]
    legend = [w for text, x in (("Opfyldt", 100.0), ("Delvist opfyldt", 240.0)) for w in cell(text, x, 88.0)]
    groups = cell("Pakken", 100.0, 101.0, bold=True) + cell("Det lokale arbejde", 310.0, 101.0, bold=True)
    head = ["Nr.", "Anbefaling", "Grad", "Indsats", "Enhed"]
    rows = [[str(i), "Indsats for børn og\nunge i skolen", "G", "Der arbejdes videre", "Staben"] for i in range(1, 9)]
    lines, _ = rows_at([head, *rows], xs, 114.0, bold=1)
    signs = [circle(x, 88.0) for x in (88.0, 228.0)]
    (table,) = tables_of(page(*legend, *groups, *lines, drawings=signs))
    assert not {"Opfyldt", "Delvist opfyldt"} & {text for row in texts(table) for text in row}


def test_a_table_over_pages_has_the_columns_of_all_its_pages() -> None:
    first, _ = rows_at([HEAD, *_body(range(1, 8), "01")], XS, 100.0, bold=1)
    second, _ = rows_at(_body(range(8, 14), "2"), XS, 60.0)
    (table,) = tables_of(page(*first), page(*second))
    got = texts(table)
    assert [row[0] for row in got] == ["Nr.", *(str(i) for i in range(1, 14))]
    assert [row[2:5].index("x") for row in got[8:]] == [2] * 6
    assert [number for number, _ in table.boxes] == [1, 2]


def test_rows_without_space_between_them_follow_their_numbers() -> None:
    lines, _ = rows_at([HEAD, *_body(range(1, 8), "012")], XS, 100.0, space=0.0, bold=1)
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)[1:]] == [str(i) for i in range(1, 8)]
    assert texts(table)[2][1] == "Indsats for børn og unge i kommunens skoler"


def test_cells_centred_beside_taller_ones_stay_with_them() -> None:
    lines = []
    for i in range(6):
        y = 100.0 + 60 * i
        lines += cell("Indsats for børn og\nunge i kommunens\nskoler og haver", 90.0, y)
        lines += [
            words(str(i + 1), 50.0, y + 12),
            words("x", 232.0, y + 12),
            words("Ingen bemærkninger", 290.0, y + 12),
        ]
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)] == ["1", "2", "3", "4", "5", "6"]
    assert {row[1] for row in texts(table)} == {"Indsats for børn og unge i kommunens skoler og haver"}


def test_drawn_marks_are_columns_though_nothing_is_printed_there() -> None:
    rows = [[str(i), "Indsats for børn", "", "", "", "Der arbejdes videre"] for i in range(1, 7)]
    lines, _ = rows_at(rows, XS, 100.0)
    marks = [circle(235.0 + 30 * (i % 3), 95.0 + 20 * i) for i in range(6)]
    (table,) = tables_of(page(*lines, drawings=marks))
    held = [[len(c.parts[0].drawings) for c in row[2:5]] for row in table.grid()]
    assert held == [[int(k == i % 3) for k in range(3)] for i in range(6)]


def test_turned_labels_above_are_heads_of_their_columns() -> None:
    head = [["Nr.", "Anbefaling", "", "", "", "Bemærkning"], *_body(range(1, 7), "02")]
    lines, _ = rows_at(head, XS, 200.0, bold=1)
    labels = [
        turned("I høj grad", 230.0, 190.0),
        turned("I nogen grad", 260.0, 190.0),
        turned("Slet ikke", 290.0, 190.0),
    ]
    (table,) = tables_of(page(*lines, *labels))
    column = {c.column: c.text for c in table.cells if c.row < table.header_rows and c.text}
    assert [column[k] for k in (2, 3, 4)] == ["I høj grad", "I nogen grad", "Slet ikke"]
    assert [row[2:5].index("x") for row in texts(table)[table.header_rows :]] == [0, 2, 0, 2, 0, 2]


def test_zebra_shading_parts_the_rows_it_borders() -> None:
    rows = [HEAD, *_body(range(1, 8), "012")]
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    fills = [shade(46.0, a, 470.0, b) for i, (a, b) in enumerate(pairwise(places)) if i % 2 == 0]
    (table,) = tables_of(page(*lines, fills=fills))
    assert [row[0] for row in texts(table)] == ["Nr.", *(str(i) for i in range(1, 8))]
    assert table.header_rows == 1


def test_section_head_that_touches_a_row_of_its_shade_is_a_row_of_its_own() -> None:
    """Two rows that touch and are shaded alike are one shade: always in a scan."""
    head, *body = [HEAD, *_body(range(1, 9), "012")]
    xs = [140.0, 50.0, *XS[2:]]
    lines, places = rows_at([head], xs, 100.0, bold=1)
    section, (top, below) = rows_at([["Center for Sundhed"]], [50.0], places[-1] + 14.0, bold=1)
    rest, tops = rows_at(body, xs, below + 14.0)
    fills = [shade(46.0, top, 470.0, tops[1]), *(shade(46.0, a, 470.0, b) for a, b in list(pairwise(tops))[2::2])]
    (table,) = tables_of(page(*lines, *section, *rest, fills=fills, rulings=[level(top, 46.0, 470.0)]))
    firsts = [next(text for text in row if text) for row in texts(table)]
    assert firsts[1] == "Center for Sundhed"
    assert len(firsts) == 10


def test_bookish_rules_bound_the_table_and_leave_the_caption_out() -> None:
    rows = [
        ["Land", "1996", "2000", "2005"],
        ["Danmark", "3,7", "5,0", "1,5"],
        ["Norge", "1,6", "3,9", "1,5"],
        ["Sverige", "1,7", "3,9", "1,6"],
    ]
    lines, places = rows_at(rows, [50.0, 200.0, 280.0, 360.0], 130.0)
    caption = words("Tabel 1: Vækst i tre lande i procent af året før", 50, 100)
    rulings = [level(y, 48.0, 400.0) for y in (places[0], places[1], places[-1])]
    (table,) = tables_of(page(caption, *lines, rulings=rulings))
    assert texts(table) == rows
    assert table.method == "partly_ruled"


def test_a_section_row_spans_the_table() -> None:
    rows = [HEAD, *_body(range(1, 4), "012")]
    lines, places = rows_at(rows, XS, 100.0, bold=1)
    heading = words("Forebyggelsespakken om mental sundhed i kommunen samlet set", 50, places[-1] + 14, bold=True)
    more, _ = rows_at(_body(range(4, 8), "012"), XS, places[-1] + 34)
    (table,) = tables_of(page(*lines, heading, *more))
    assert [row[0] for row in texts(table)][4].startswith("Forebyggelsespakken")
    assert [row[0] for row in texts(table)][5:] == ["4", "5", "6", "7"]


PROSE = "kommunen arbejder med sundhed på tværs af alle forvaltninger"


def test_two_columns_of_prose_are_no_table() -> None:
    left = [words(PROSE[: 44 - i % 3], 50, 100 + 12 * i) for i in range(20)]
    right = [words(PROSE[: 46 - i % 4], 310, 100 + 12 * i) for i in range(20)]
    assert tables_of(page(*left, *right)) == ()


def test_a_bulleted_list_is_no_table() -> None:
    lines = [[*words("•", 50, 100 + 14 * i), *words(PROSE, 80, 100 + 14 * i)] for i in range(10)]
    assert tables_of(page(*lines)) == ()


@pytest.mark.parametrize("dots", [" " + "." * 40, ""])
def test_a_table_of_contents_is_no_table(dots: str) -> None:
    lines = [
        [*words(f"Afsnit om emnet {i}{dots}", 50, 100 + 14 * i), *words(str(3 + 2 * i), 480, 100 + 14 * i)]
        for i in range(10)
    ]
    assert tables_of(page(*lines)) == ()


def test_a_letterhead_of_labels_is_no_table() -> None:
    lines, _ = rows_at(
        [["Dato", "12. maj 2018"], ["Sagsnr.", "EMN-2018-011"], ["Kontakt", "Jens Hansen"], ["Sted", "Rådhuset"]],
        [300.0, 400.0],
        60.0,
    )
    assert tables_of(page(*lines)) == ()


def test_justified_print_with_wide_spaces_is_no_table() -> None:
    lines = []
    for i in range(15):
        line = words("kommunen   arbejder  med     sundhed  på   tværs", 50, 100 + 12 * i)
        lines.append([w._replace(x0=w.x0 + (i * 7) % 11, x1=w.x1 + (i * 7) % 11) for w in line])
    assert tables_of(page(*lines)) == ()


def _spread(text: str, x: float, y: float, x1: float) -> list[Word]:
    """A line justified to ``x1``: its spaces are of one width."""
    line = words(text, x, y)
    more = (x1 - line[-1].x1) / (len(line) - 1)
    return [w._replace(x0=w.x0 + i * more, x1=w.x1 + i * more) for i, w in enumerate(line)]


def test_the_spaces_of_a_justified_cell_are_no_columns() -> None:
    lines = [words("Mål", 50, 100, bold=True), words("Sådan gør vi", 280, 100, bold=True)]
    for i, text in enumerate(["tilpasse indsatser til borgernes", "samarbejde om sundhed i bolig-"]):
        y = 124 + 30 * i
        lines += [_spread(text, 50, y, 260), words("behov", 50, y + 12)]
        lines += [words("kurser for nytilflyttede familier", 280, y), words("afholdes i foråret", 280, y + 12)]
    rules = [level(y, 45, 470) for y in (86, 108, 140, 170)]
    (table,) = tables_of(page(*lines, rulings=rules))
    assert texts(table)[1:] == [
        ["tilpasse indsatser til borgernes behov", "kurser for nytilflyttede familier afholdes i foråret"],
        ["samarbejde om sundhed i bolig- behov", "kurser for nytilflyttede familier afholdes i foråret"],
    ]


def test_heads_with_one_gap_between_them_are_columns_all_the_same() -> None:
    # Columns as wide as their heads: the gap is their padding, and the same everywhere.
    head = _spread("Grønt Gult Rødt", 200, 100, 305)
    lines = [words("Indsats", 50, 100), head]
    for i in range(6):
        under = head[i % 3]
        lines += [words("Kurser til unge", 50, 124 + 20 * i), words("x", (under.x0 + under.x1) / 2, 124 + 20 * i)]
    (table,) = tables_of(page(*lines))
    assert [row[1:].index("x") for row in texts(table)[1:]] == [0, 1, 2, 0, 1, 2]


def test_a_head_over_several_columns_spans_those_it_is_centred_over() -> None:
    head = [["Nr.", "Anbefaling", "", "Svar", "", "Bemærkning"], ["", "", "Ja", "Nej", "Delvis", ""]]
    lines, _ = rows_at([*head, *_body(range(1, 8), "012")], [50.0, 90.0, 230.0, 263.0, 295.0, 340.0], 100.0, bold=2)
    (table,) = tables_of(page(*lines))
    assert table.header_rows == 2
    (answer,) = [c for c in table.cells if c.text == "Svar"]
    assert (answer.row, answer.column, answer.column_span) == (0, 2, 3)


def test_a_head_may_be_centred_over_columns_whose_own_heads_stand_left() -> None:
    xs, sides = [50.0, 90.0, 290.0, 400.0], [48.0, 88.0, 288.0, 398.0, 500.0]
    lines = cell("Pakken", 208.0, 100.0, bold=True)
    heads = zip(["#", "Anbefaling", "Kategori", "Enhed"], xs, strict=True)
    lines += [line for text, x in heads for line in cell(text, x, 116.0, bold=True)]
    for i in range(5):
        for text, x in zip([str(i + 1), "Indsats for unge i skolen", "Rammer", "Stab"], xs, strict=True):
            lines += cell(text, x, 140.0 + 20 * i)
    rulings = [level(y, sides[0], sides[-1]) for y in (86.0, 104.0, *(124.0 + 20 * i for i in range(6)))]
    fills = [shade(a, 124.0 + 20 * i, b, 144.0 + 20 * i) for i in range(5) for a, b in pairwise(sides)]
    (table,) = tables_of(page(*lines, rulings=rulings, fills=fills))
    (head,) = [c for c in table.cells if c.text == "Pakken"]
    assert (head.row, head.column, head.column_span) == (0, 0, 3)


def test_a_head_that_came_into_one_row_with_its_sub_heads_stands_above_them() -> None:
    """No line parts a head from the steps under it, and its words reach over two of their columns."""
    xs, ends = [50.0, 300.0, 350.0, 400.0, 450.0], [300.0, 350.0, 400.0, 450.0, 500.0]
    lines = cell("Vurderingsgrad", 368.0, 100.0, bold=True) + cell("Anbefaling", 54.0, 106.0, bold=True)
    for head, x in zip(["Helt", "Delvis", "Lidt", "Slet ikke"], [308.0, 358.0, 408.0, 452.0], strict=True):
        lines += cell(head, x, 112.0, bold=True)
    rows = []
    for i in range(6):
        y = 132.0 + 20.0 * i
        lines += cell("Indsats for børn og unge i skolen", 54.0, y) + cell("x", (312.0, 368.0, 410.0, 466.0)[i % 4], y)
        rows.append((y - 14.0, y + 6.0, 0xEEEEEE if i % 2 else 0xDDEEFF))
    fills = [shade(50.0, 88.0, 500.0, 118.0, 0x224466)]
    fills += [shade(x0, top, x1, bottom, color) for top, bottom, color in rows for x0, x1 in zip(xs, ends, strict=True)]
    (table,) = tables_of(replace(page(*lines), fills=tuple(fills)))
    assert table.header_rows == 2
    assert texts(table)[0][1:] == ["Vurderingsgrad"] * 4
    assert texts(table)[1] == ["Anbefaling", "Helt", "Delvis", "Lidt", "Slet ikke"]


@pytest.mark.parametrize("sections", [False, True])
def test_lines_that_fill_all_columns_are_rows_each(sections: bool) -> None:
    """They were one row: sentences end their cells, but titles nearly fill their column."""
    rows = [["Anbefaling", "Vurdering", "Bemærkninger"]]
    for i, (title, answer) in enumerate(WORDED + WORDED[:3]):
        if sections and i in (0, 4):
            rows.append(["Grundniveau" if i == 0 else "Udviklingsniveau", "", ""])
        rows.append([title, answer, "Det blev aftalt i april."])
    lines = []
    for i, row in enumerate(rows):
        bold = i == 0 or not row[1]
        lines += [
            line
            for text, x in zip(row, [50.0, 160.0, 250.0], strict=True)
            for line in cell(text, x, 100.0 + 16 * i, bold=bold)
        ]
    (table,) = tables_of(page(*lines))
    assert texts(table) == rows


def test_a_head_that_fills_the_gap_between_two_columns_joins_them_not() -> None:
    """Centred over both, it reaches the first one's head and all but touches the second one's."""
    lines = cell("Sæt kryds", 262.0, 100.0, bold=True)
    for text, x in (("Nr.", 50.0), ("Anbefaling", 90.0), ("Nej", 248.0), ("Ja", 308.0), ("Niveau", 360.0)):
        lines += cell(text, x, 116.0, bold=True)
    for i in range(8):
        y = 136.0 + 20 * i
        lines += cell(str(i + 1), 50.0, y) + cell("Indsats for unge i skolen", 90.0, y) + cell("G", 364.0, y)
        lines += cell("x", 254.0 if i % 3 else 312.0, y)
    rulings = [level(y, 48.0, 420.0) for y in (86.0, *(122.0 + 20 * i for i in range(9)))]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert [row[2:4].index("x") for row in texts(table) if "x" in row] == [1, 0, 0, 1, 0, 0, 1, 0]


def test_a_group_head_that_reaches_the_next_column_joins_it_not() -> None:
    """It stands over number and title, further right than these print, and ends where the head of the levels begins."""
    group = cell("Anbefalingen", 125.0, 100.0, bold=True)
    begin = group[0][-1].x1 + 0.1
    lines = group
    for text, x in (("Nr.", 50.0), ("Anbefaling", 90.0), ("Anbefalingsniveau", begin), ("Vurdering", begin + 130.0)):
        lines += cell(text, x, 116.0, bold=True)
    shades = []
    for i in range(8):
        y = 136.0 + 24 * i
        lines += cell(str(i + 1), 50.0, y) + cell("Indsats for unge\nog deres skoler", 90.0, y)
        lines += cell("GU"[i % 2], begin + 40.0, y) + cell("Delvist opfyldt", begin + 130.0, y)
        shades.append(shade(begin + 125.0, y - 12.0, begin + 225.0, y + 12.0))
    (table,) = tables_of(page(*lines, fills=shades))
    assert [row[2] for row in texts(table) if row[0].isdigit()] == list("GUGUGUGU")


def test_the_header_reaches_down_to_the_line_below_it() -> None:
    """Letters alone head the steps: they look like figures, and begin no row of the table."""
    xs = [50.0, 90.0, 260.0, 290.0, 320.0, 380.0]
    lines = [line for i in (0, 1, 5) for line in cell(["#", "Emne", "", "", "", "Enhed"][i], xs[i], 100.0, bold=True)]
    lines += cell("Vurdering", 271.0, 100.0, bold=True)
    for text, x in zip(["I", "U", "K"], xs[2:5], strict=True):
        lines += cell(text, x, 126.0)
    body = [[str(i), "Indsats for unge", *("●" if i % 3 == k else "" for k in range(3)), "Stab"] for i in range(1, 8)]
    lines += rows_at(body, xs, 150.0)[0]
    (table,) = tables_of(page(*lines, rulings=[level(132.0, 48.0, 440.0)]))
    assert texts(table)[table.header_rows - 1][2:5] == ["I", "U", "K"]
    assert texts(table)[0][2:5] == ["Vurdering"] * 3


def test_turned_labels_at_the_side_of_their_columns_head_the_signs_in_the_middle() -> None:
    lines = cell("Nr.", 50.0, 160.0, bold=True) + cell("Anbefaling", 90.0, 160.0, bold=True)
    for label, x in zip(["Helt", "Delvis", "Slet ikke"], (262.0, 302.0, 342.0), strict=True):
        lines.append(turned(label, x, 160.0))
    body = [[str(i), "Indsats for unge", *("●" if i % 2 == k else "" for k in range(2)), "Stab"] for i in range(1, 8)]
    lines += rows_at(body, [50.0, 90.0, 250.0, 290.0, 380.0], 180.0)[0] + cell("Enhed", 380.0, 160.0, bold=True)
    (table,) = tables_of(page(*lines))
    assert texts(table)[0][2:] == ["Helt", "Delvis", "Slet ikke", "Enhed"]
    assert [row.index("●") - 2 for row in texts(table)[1:]] == [1, 0, 1, 0, 1, 0, 1]


def test_a_header_painted_cell_by_cell_is_no_diagram_and_parts_the_columns() -> None:
    sides = [46.0, 86.0, 226.0, 258.0, 288.0, 336.0, 480.0]
    lines, ys = rows_at([HEAD, *_body(range(1, 8), "012")], XS, 100.0, bold=1)
    fills = [shade(a, ys[0], b, ys[1]) for a, b in pairwise(sides)]
    (table,) = tables_of(page(*lines, fills=fills))
    assert texts(table)[0] == HEAD
    assert [row[2:5].index("x") for row in texts(table)[1:]] == [0, 1, 2, 0, 1, 2, 0]


def test_ratings_painted_in_columns_of_their_own_are_no_bars_of_a_chart() -> None:
    head = ["Nr.", "Anbefaling", "Grøn", "Gul", "Rød", "Bemærkning"]
    rows = [[*row[:2], "", "", "", row[5]] for row in _body(range(1, 8), "0")]
    lines, ys = rows_at([head, *rows], XS, 100.0, bold=1)
    sides = [228.0, 258.0, 288.0, 318.0]
    fills = [shade(sides[i % 3], ys[i + 1], sides[i % 3 + 1], ys[i + 2], 0x70AD47) for i in range(7)]
    (table,) = tables_of(page(*lines, fills=fills))
    shaded = {(c.row, c.column) for c in table.cells if any(part.fills for part in c.parts)}
    assert shaded == {(i + 1, 2 + i % 3) for i in range(7)}


def test_a_line_below_the_head_of_a_few_columns_does_not_cut_the_header() -> None:
    """The last head is longer than all print below it, too."""
    lines = cell("Status (sæt x)", 56.0, 100.0, bold=True)
    for text, x in (("Ja", 56.0), ("Delvist", 90.0), ("Nej", 136.0)):
        lines += cell(text, x, 116.0, bold=True)
    lines += cell("Anbefaling", 190.0, 100.0, bold=True) + cell(
        "Grund- eller udviklingsniveau", 330.0, 100.0, bold=True
    )
    body = [[*("x" if i % 3 == k else "" for k in range(3)), "Indsats for unge", "Grundniveau"] for i in range(8)]
    lines += rows_at(body, [58.0, 100.0, 140.0, 190.0, 330.0], 136.0)[0]
    rulings = [level(y, 48.0, 500.0) for y in (122.0 + 20 * i for i in range(9))] + [level(105.0, 48.0, 170.0)]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert table.header_rows == 2
    assert texts(table)[0][3:] == ["Anbefaling", "Grund- eller udviklingsniveau"]


def test_a_unit_centred_over_the_figures_is_a_row_of_its_own() -> None:
    head = [["Art", "2006", "2007", "2008"]]
    body = [["Hospitaler", "65.290", "18.646", "10.078"], ["Læger", "85.605", "98.047", "92.397"]]
    xs = [50.0, 180.0, 260.0, 340.0]
    upper, _ = rows_at([*head, *body, *body], xs, 100.0, space=2.0)
    lower, _ = rows_at(body, xs, 184.0, space=2.0)
    unit = words("pct. af BNP", 250, 170)
    (table,) = tables_of(page(*upper, unit, *lower))
    assert [row[0] for row in texts(table)] == [
        "Art",
        "Hospitaler",
        "Læger",
        "Hospitaler",
        "Læger",
        "",
        "Hospitaler",
        "Læger",
    ]
    (cell_,) = [c for c in table.cells if c.text == "pct. af BNP"]
    assert (cell_.row, cell_.column, cell_.column_span) == (5, 1, 3)


def test_a_line_that_heads_rows_close_below_the_row_above_is_a_row() -> None:
    """Without extra space it looks like the second line of the name above it."""
    names = ["Mænd", "Kvinder", "Alder", "16-24 år", "25-44 år", "Uddannelse", "Kort", "Mellemlang uddannelse"]
    rows = [[n, "", "", ""] if n in ("Alder", "Uddannelse") else [n, "43,9", "98,3", "25,4"] for n in names]
    lines, _ = rows_at([["Gruppe", "Alle", "Tyveri", "Vold"], *rows], [50.0, 220.0, 280.0, 340.0], 100.0, space=0.0)
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)] == ["Gruppe", *names]


def test_years_centred_over_wide_columns_head_the_figures_at_their_right_side() -> None:
    lines = [words(y, x, 100) for y, x in (("2010", 200.0), ("2011", 300.0), ("2012", 400.0))]
    lines.append(words("Kommune", 50, 100))
    for i, name in enumerate(["Assens", "Nyborg", "Odense", "Svendborg"]):
        lines.append(words(name, 50, 116 + 14 * i))
        lines += [words("43,6", x, 116 + 14 * i) for x in (230.0, 330.0, 430.0)]
    (table,) = tables_of(page(*lines))
    assert texts(table)[0] == ["Kommune", "2010", "2011", "2012"]
    assert texts(table)[1] == ["Assens", "43,6", "43,6", "43,6"]


def test_signs_of_currency_at_the_left_side_of_their_columns_belong_to_their_figures() -> None:
    lines = [words("År", 50, 100), words("Leje", 230, 100), words("I alt", 330, 100)]
    for i, (a, b) in enumerate([("76,736", "749,228"), ("26,802", "653,008"), ("98,916", "931,209")]):
        y = 116.0 + 14 * i
        lines += [words(str(2010 + i), 50, y), words(a, 230, y), words(b, 330, y)]
        if not i:
            lines += [words("$", 190, y), words("$", 264, y)]
    (table,) = tables_of(page(*lines))
    assert texts(table)[1] == ["2010", "$ 76,736", "$ 749,228"]


def test_heads_of_two_lines_evenly_apart_are_no_justified_line() -> None:
    lines = []
    for k, x in enumerate((200.0, 260.0, 320.0, 380.0)):
        upper, lower = ("Antal af", "rækker") if k % 2 == 0 else ("samlet", "udgift")
        lines += [words(upper, x, 100), words(lower, x, 112)]
        lines += [words("494,897", x, 128 + 14 * i) for i in range(4)]
    lines += [words(name, 50, 128 + 14 * i) for i, name in enumerate(["Assens", "Nyborg", "Odense", "Svendborg"])]
    (table,) = tables_of(page(*lines))
    assert table.column_count == 5
    assert [row[0] for row in texts(table)] == ["", "Assens", "Nyborg", "Odense", "Svendborg"]


def test_names_that_wrap_above_the_line_of_their_figures_are_one_row() -> None:
    names = ["Tilsyn", "Tilladelser", "Håndhævelse og\njuridisk bistand", "Forskning", "Administration og\nøkonomi"]
    lines = [words(head, x, 100) for head, x in (("Program", 50.0), ("Ja", 220.0), ("Nej", 280.0), ("Ialt", 340.0))]
    y = 112.0
    for name in names:
        lines += cell(name, 50.0, y)
        y += 12 * name.count("\n")
        lines += [words("98,3", x, y) for x in (220.0, 280.0, 340.0)]
        y += 12
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)] == ["Program", *(name.replace("\n", " ") for name in names)]


def test_words_alone_on_their_lines_between_columns_of_figures_make_no_column() -> None:
    rows = [[name, "43,9", "98,3", "25,4"] for name in ("Assens", "Nyborg", "Odense")]
    xs = [50.0, 200.0, 320.0, 440.0]
    lines = [words(head, x, 100) for head, x in zip(["By", "2005", "2006", "2007"], xs, strict=True)]
    for k, group in enumerate(("Mænd", "Kvinder")):
        lines.append(words(group, 247 - 9 * k, 118 + 62 * k))
        lines += rows_at(rows, xs, 132.0 + 62 * k, space=2.0)[0]
    (table,) = tables_of(page(*lines))
    assert table.column_count == 4
    assert [c.column_span for c in table.cells if c.text in ("Mænd", "Kvinder")] == [4, 4]


def test_lines_of_a_centred_cell_between_those_of_others_are_no_entries_of_their_own() -> None:
    """Two lines of a title beside three of an activity stand at heights between theirs."""
    xs = [50.0, 90.0, 250.0, 430.0]
    lines, y = (
        [words(text, x, 78.0, bold=True) for text, x in zip(["Nr.", "Titel", "Indsats", "Type"], xs, strict=True)],
        100.0,
    )
    for i in range(1, 7):
        tall = i % 2 == 0
        lines += cell(
            "Der arbejdes videre med\nindsatsen for de unge i\nkommunens skoler" if tall else "Igangsat", xs[2], y
        )
        middle = y + (12.0 if tall else 0.0)
        lines += [words(str(i), xs[0], middle), words("Rammer", xs[3], middle)]
        lines += cell("Mødesteder for ældre der\nføler sig alene", xs[1], middle - 6.0)
        y += 40.0 if tall else 28.0
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)[1:]] == [str(i) for i in range(1, 7)]
    assert {row[1] for row in texts(table)[1:]} == {"Mødesteder for ældre der føler sig alene"}


def test_words_in_a_block_of_their_own_below_a_table_are_no_rows_of_it() -> None:
    rows = [["", "Ja", "Nej"], ["Alkohol", "2", "4"], ["Tobak", "1", "3"], ["Stoffer", "0", "3"]]
    lines, _ = rows_at(rows, [50.0, 200.0, 300.0], 100.0, space=2.0, bold=1)
    key = cell("Skala:\nJa\nDelvis\nNej", 50.0, 172.0)
    (table,) = tables_of(page(*lines, *key))
    assert texts(table) == rows


HEADED = [
    [["", "Høst", "", "", "Udbytte", "", ""], ["Egn", "2007", "2008", "2009", "2007", "2008", "2009"]],
    ["Assens", "88.065", "68.345", "25.414", "92,9", "36,0", "31,6"],
]


def _headed() -> list[list[str]]:
    heads, row = HEADED
    return [*heads, *([name, *row[1:]] for name in ("Assens", "Nyborg", "Odense", "Svendborg"))]


def test_heads_of_groups_above_the_names_of_rows_and_years_are_header() -> None:
    lines, _ = rows_at(_headed(), [50.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0], 100.0, space=3.0)
    for line in lines:
        if line[0].text in ("Høst", "Udbytte"):
            line[:] = words(line[0].text, (202.0 if line[0].text == "Høst" else 345.0), 100)
    (table,) = tables_of(page(*lines))
    assert table.header_rows == 2
    assert texts(table)[0][1:] == ["Høst"] * 3 + ["Udbytte"] * 3


def test_a_year_below_a_word_is_a_line_of_one_head() -> None:
    rows = [["Andel rygere", "21 %", "16 %"], ["Andel med overvægt", "13 %", "10 %"], ["Fravær", "12,3", "10,5"]]
    lines, _ = rows_at([["Indikator", "Udgangspunkt\n2010", "Mål\n2014"], *rows], [50.0, 200.0, 300.0], 100.0)
    (table,) = tables_of(page(*lines))
    assert texts(table)[0] == ["Indikator", "Udgangspunkt 2010", "Mål 2014"]


def test_a_bold_title_above_the_text_of_its_cell_is_no_heading_of_rows() -> None:
    """Beside it stand signs and figures about the middle of the cell, so that the title is alone on its line."""
    rows = []
    for i in range(6):
        y = 120.0 + 60 * i
        lines = ["Ammevejledning", "Kommunen har en aftale om", "samarbejde med sygehuset", "og almen praksis"]
        for k, line in enumerate(lines):
            phrases = [make_phrase(words(line, 50, y + 12 * k, bold=not k))]
            if k == 1:
                phrases += [make_phrase(words(text, x, y + 12)) for text, x in (("x", 243.0), ("2,5", 360.0))]
            rows.append(make_row(phrases))
    xs = [46.0, 220.0, 320.0, 400.0]
    bands = make_bands(rows, xs)
    assert find_sections(bands, room_of(bands, xs)) == set()


def test_heads_of_sections_that_run_over_a_gap_join_no_columns() -> None:
    """Numbers and a column with few entries were one, and no row had a number."""
    xs = [50.0, 120.0, 260.0, 480.0]
    rows = [[str(i), "Der følges op" if i > 5 else "", "Indsats for børn og unge", "x"] for i in range(1, 8)]
    lines, _ = rows_at([["#", "Kommentarer", "Anbefaling", "Ja"]], xs, 100.0, bold=1)
    for k, part in enumerate((rows[:2], rows[2:])):
        top = 122.0 + 62.0 * k
        lines += [words(("Grundniveau her", "Udvidet niveau her")[k], 50.0, top, bold=True)]
        lines += rows_at(part, xs, top + 20.0)[0]
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table) if row[0].isdigit()] == [str(i) for i in range(1, 8)]


def test_heads_of_two_lines_in_narrow_columns_keep_to_their_columns() -> None:
    """The first lines stand a word space apart, and the second begin where they do."""
    upper = cell("I høj", 230.0, 88.0, bold=True) + cell("I nogen", 260.0, 88.0, bold=True)
    upper += cell("Slet", 299.0, 88.0, bold=True)
    xs = [50.0, 90.0, 230.0, 260.0, 299.0, 340.0]
    head = ["Nr.", "Anbefaling", "grad", "grad", "ikke", "Bemærkning"]
    lines, _ = rows_at([head, *_body(range(1, 8), "012")], xs, 100.0, bold=1)
    (table,) = tables_of(page(*upper, *lines))
    got = texts(table)
    heads = [" ".join(row[k] for row in got[: table.header_rows]).split() for k in (2, 3, 4)]
    assert heads == [["I", "høj", "grad"], ["I", "nogen", "grad"], ["Slet", "ikke"]]


def test_a_bold_head_over_columns_is_not_parted_where_its_word_meets_an_edge() -> None:
    """Its last word began where a column does, and headed that one alone."""
    xs = [46.0, 86.0, 246.0, 376.0, 480.0]
    rows = [[str(i), "Indsats for børn", "Kurser i byen", "Løbende her"] for i in range(1, 6)]
    rows.insert(0, ["Nr.", "Anbefaling", "Aktiviteter", "Tidsfrist"])
    lines, places = rows_at(rows, [x + 4 for x in xs[:-1]], 120.0, bold=1)
    for text, x in (("Sådan", 334.0), ("gør", 362.0), ("vi", 380.0)):
        lines.append(words(text, x, 100.0, bold=True))
    heads = [shade(a, 86.0, b, places[0]) for a, b in ((46, 86), (86, 246), (246, 480))]
    heads += [shade(a, places[0], b, places[1]) for a, b in pairwise(xs)]
    (table,) = tables_of(page(*lines, fills=heads))
    assert texts(table)[0][2:] == ["Sådan gør vi"] * 2


def test_a_row_far_below_its_table_that_stands_in_all_its_columns_is_its_row() -> None:
    xs = [50.0, 90.0, 250.0, 400.0]
    rows = [[str(i), "Indsats for\nbørn", "Ja", "Skolerne her"] for i in range(1, 7)]
    first, places = rows_at(rows[:3], xs, 100.0)
    (table,) = tables_of(page(*first, *rows_at(rows[3:], xs, places[-1] + 40.0)[0]))
    assert [row[0] for row in texts(table)] == list("123456")


def test_a_turned_label_beside_rows_parts_its_column_from_theirs() -> None:
    """Nothing else stood in the column of labels, and their head was taken for one of the numbers."""
    xs = [60.0, 105.0, 150.0, 400.0]
    rows = [["", str(i), "Indsats for børn\nog unge", "Ja"] for i in range(1, 7)]
    lines, places = rows_at([["Pakken", "#", "Anbefaling", "Status"], *rows], xs, 100.0, bold=1)
    (table,) = tables_of(page(*lines, turned("Forebyggelsespakken Kost", 70.0, places[5])))
    assert texts(table)[0] == ["Pakken", "#", "Anbefaling", "Status"]
    assert [row[1] for row in texts(table)[1:]] == list("123456")


def test_a_mark_between_two_columns_does_not_end_a_shaded_table() -> None:
    xs = [50.0, 90.0, 250.0, 300.0, 350.0]
    rows = [[str(i), "Indsats for\nbørn", "", ""] for i in range(1, 9)]
    lines, places = rows_at([["Nr.", "Anbefaling", "Ja", "Nej"], *rows], xs[:-1], 100.0, bold=1)
    marks = [circle(257.0 if i % 2 else 306.0, top + 10) for i, top in enumerate(places[1:-1])]
    marks[2] = circle(300.0, places[3] + 10)
    shades = [shade(a, places[0], b, places[1]) for a, b in pairwise(xs)]
    (table,) = tables_of(page(*lines, drawings=marks, fills=shades))
    assert [row[0] for row in texts(table)] == ["Nr.", *map(str, range(1, 9))]


def test_words_alone_in_a_column_of_numbers_head_the_rows_below() -> None:
    """In the print of the rows, they were taken for a further line of the row above."""
    xs = [50.0, 120.0, 300.0, 340.0, 400.0]
    rows = [[f"Nr. {i}", "Indsats for børn\nog unge", "(G)", "x", "Kurser i byen\nog på nettet"] for i in range(1, 9)]
    rows.insert(4, ["Tilbud til alle", "", "", "", ""])
    lines, _ = rows_at([["Nummer", "Anbefaling", "Niv.", "Ja", "Aktivitet"], *rows], xs, 100.0, bold=1)
    (table,) = tables_of(page(*lines))
    assert texts(table)[5][0] == "Tilbud til alle"
    assert [row[0] for row in texts(table)[1:] if row[0].startswith("Nr.")] == [f"Nr. {i}" for i in range(1, 9)]


def test_rows_of_many_lines_in_many_columns_are_a_table() -> None:
    """Few lines print in several columns where cells are long, and none of the columns is one of figures alone."""
    xs = [50.0, 90.0, 250.0, 330.0, 430.0]
    text = "Der holdes kurser\n" * 7 + "i alle byer"
    rows = [[str(i), "Indsats for børn", "Ja", "Skolerne her", text] for i in range(1, 4)]
    lines, _ = rows_at([["Nr.", "Anbefaling", "Status", "Forankret", "Aktivitet"], *rows], xs, 100.0, bold=1)
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "3"]


def test_figures_at_the_right_of_their_cells_touch_no_text_of_the_next() -> None:
    """Spreadsheets set figures to the right and text to the left: a word space is all there is between them."""
    heads = cell("Pakke", 50.0, 100.0, bold=True) + cell("Anbefaling", 160.0, 100.0, bold=True)
    heads += cell("Kode", 330.0, 100.0, bold=True) + cell("Forklaring", 400.0, 100.0, bold=True)
    lines = []
    for i in range(1, 8):
        y = 100.0 + 26.0 * i
        lines += cell("Tobak", 50.0, y) + cell(str(i), 152.0, y) + cell("Indsats for unge", 160.0, y)
        lines += cell(str(1 + i % 3), 392.0, y) + cell("Der arbejdes videre", 400.0, y)
    (table,) = tables_of(page(*heads, *lines))
    assert [row[1:] for row in texts(table)[1:3]] == [
        ["1", "Indsats for unge", "2", "Der arbejdes videre"],
        ["2", "Indsats for unge", "3", "Der arbejdes videre"],
    ]


def test_rows_that_leave_a_column_empty_do_not_part_its_words() -> None:
    """Words of one cell stood apart once, and each row without that cell counted for two columns."""
    xs = [50.0, 90.0, 250.0, 330.0]
    rows = [[str(i), "Indsats for børn\nog unge", "Skolerne i byen" if i % 3 else "", "Ja"] for i in range(1, 13)]
    lines, _ = rows_at([["Nr.", "Anbefaling", "Forankret", "Status"], *rows], xs, 100.0, bold=1)
    apart = next(line for line in lines if line[0].text == "Skolerne")
    lines[lines.index(apart)] = [*words("Park", 250.0, apart[0].bottom), *words("og Vej", 282.0, apart[0].bottom)]
    (table,) = tables_of(page(*lines))
    assert table.column_count == 4


def test_bullets_set_apart_from_their_text_are_no_column() -> None:
    rows = [
        ["Mål", "Indsats", "", "Ansvarlig"],
        *[[f"Flere unge trives i {n}", "•", f"Åbent mødested nummer {n}", "Skoleafdelingen"] for n in range(1, 6)],
    ]
    lines, _ = rows_at(rows, [50.0, 200.0, 215.0, 400.0], 100.0, bold=1)
    (table,) = tables_of(page(*lines))
    assert table.column_count == 3
    assert "• Åbent mødested nummer 1" in texts(table)[1][1]


def test_words_on_a_colour_in_the_rows_are_no_boxes_of_a_diagram() -> None:
    """A status on a coloured badge and a bar of progress beside it made the whole table vanish."""
    xs = [50.0, 90.0, 300.0, 400.0, 480.0]
    body = [[str(i), "Indsats for børn og unge", ("I gang", "Færdig")[i % 2], "", "Staben"] for i in range(1, 8)]
    head = ["Nr.", "Anbefaling", "Status", "Fremdrift", "Enhed"]
    lines, places = rows_at([head, *body], [*xs[:2], 304.0, *xs[3:]], 100.0, space=12.0)
    badges = [shade(296.0, y + 3, 376.0, y + 19, (0x2B88D8, 0x107C10)[i % 2]) for i, y in enumerate(places[1:-1])]
    tracks = [shade(400.0, y + 8, 460.0, y + 16, 0xE1DFDD) for y in places[1:-1]]
    (table,) = tables_of(page(*lines, fills=[*badges, *tracks]))
    assert [row[0] for row in texts(table)] == ["Nr.", *"1234567"]


def test_the_head_of_a_section_below_a_line_does_not_count_among_its_rows() -> None:
    """Three rows below "Udviklingsniveau" were one, because only three of four had a sign in one column."""
    xs = [50.0, 250.0, 300.0]
    body = [["Indsats for børn og\nunge i skolen", "x", "Staben og\nskolerne"] for _ in range(8)]
    lines, places = rows_at([["Anbefaling", "Ja", "Ansvar"], ["Grundniveau", "", ""], *body[:5]], xs, 100.0, bold=1)
    more, below = rows_at([["Udviklingsniveau", "", ""], *body[5:]], xs, places[-1] + 14)
    rules = [level(y, 50.0, 420.0) for y in (places[0], places[1], below[0], below[-1])]
    (table,) = tables_of(page(*lines, *more, rulings=rules))
    assert [row[0].split()[0] for row in texts(table)][-4:] == ["Udviklingsniveau", *["Indsats"] * 3]


def test_rows_set_closer_than_the_lines_of_their_cells() -> None:
    """Lines have leading and cells no space at their top and bottom: the next row is nearer than the next line."""
    lines = [
        ln
        for t, x in zip(("Nr.", "Anbefaling", "Status", "Noter"), (54, 94, 254, 354), strict=True)
        for ln in cell(t, x, 100.0, bold=True)
    ]
    y = 112.0
    for i in range(1, 9):
        lines += cell(f"{i}.", 54, y) + cell("Politik om kost og\nmotion i skolen", 94, y) + cell("Opfyldt", 254, y)
        lines += cell("Der arbejdes\nvidere i byens\nskoler" if i % 2 else "Drøftes\nårligt", 354, y)
        y += (2 if i % 2 else 1) * 12.0 + 9.5
    (table,) = tables_of(page(*lines))
    assert [(row[0], row[1]) for row in texts(table)[1:]] == [
        (f"{i}.", "Politik om kost og motion i skolen") for i in range(1, 9)
    ]


def test_heads_that_all_but_touch_are_parted_over_the_signs_of_their_columns() -> None:
    """They stand closer than other heads, but further apart than words; a step that few rows have shows nothing."""
    xs = [50.0, 90.0, 261.5, 294.5, 330.0, 400.0]
    rows = [[f"MS-{i}", "Indsats for børn", "", "", "", "Skolen"] for i in range(1, 10)]
    for i, row in enumerate(rows):
        row[2 + (0, 2, 2, 0, 1, 2, 0, 2, 0)[i]] = "x"
    lines, places = rows_at(rows, xs, 124.0)
    head = [*cell("Nr.", 50.0, 100.0, bold=True), *cell("Anbefaling", 90.0, 100.0, bold=True)]
    head += [*cell("Enhed", 400.0, 100.0, bold=True)]
    steps = [*words("Ikke", 254.0, 100.0, bold=True), *words("I dele", 282.0, 100.0, bold=True)]
    steps += words("I mål", 320.0, 100.0, bold=True)
    (table,) = tables_of(page(*head, steps, *lines, rulings=[level(places[0], 46.0, 450.0)]))
    assert texts(table)[0] == ["Nr.", "Anbefaling", "Ikke", "I dele", "I mål", "Enhed"]


def test_heads_in_bold_over_other_columns_begin_a_table_below_plain_rows() -> None:
    """A small table of counts close above was the first rows of the table below it."""
    counts = [["", "Gennemført", "I gang", "I alt"], ["Kost", "2", "1", "3"], ["Søvn", "1", "2", "3"]]
    upper, places = rows_at(counts, [50.0, 200.0, 280.0, 340.0], 100.0, bold=1)
    body = [["Nr.", "Anbefaling", "Vurdering", "Noter"], *([str(i), "Indsats", "x", "Afventer"] for i in range(1, 6))]
    lower, _ = rows_at(body, [50.0, 90.0, 240.0, 400.0], places[-1] + 24.0, bold=1)
    rulings = [level(places[1], 46.0, 380.0)]
    first, second = tables_of(page(*upper, *lower, rulings=rulings))
    assert texts(first)[1:] == counts[1:]
    assert texts(second) == body


def test_bold_heads_far_apart_show_a_column_that_no_row_prints_in() -> None:
    xs = [50.0, 90.0, 220.0, 300.0, 380.0]
    rows = [["Nr.", "Anbefaling", "I høj grad", "I nogen grad", "Slet ikke"]]
    rows += [[str(i), "Indsats for børn", "x" if i % 2 else "", "" if i % 2 else "x", ""] for i in range(1, 7)]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    (table,) = tables_of(page(*lines, rulings=[level(y, 46.0, 460.0) for y in (*places[:2], places[-1])]))
    assert table.column_count == 5


def test_abbreviations_off_the_middle_of_their_head_are_of_its_column() -> None:
    """The head begins at the left side of a wide column, the keys of its legend stand in the middle."""
    rows = [["Emne", "Status", ""], *([f"Indsats {i} for børn", "", "GR" if i % 2 else "GU"] for i in range(1, 8))]
    lines, places = rows_at(rows, [50.0, 260.0, 330.0], 100.0, bold=1)
    (table,) = tables_of(page(*lines, rulings=[level(places[1], 46.0, 420.0)]))
    assert texts(table)[:2] == [["Emne", "Status"], ["Indsats 1 for børn", "GR"]]


def _middle(texts: list[str], xs: list[float], y: float) -> list[list[Word]]:
    """The lines of cells that are centred about one height."""
    lines = [(text, x, y - (text.count("\n") * 12.0) / 2) for text, x in zip(texts, xs, strict=True)]
    return [line for text, x, top in lines for line in cell(text, x, top)]


def test_titles_of_several_lines_are_whole_about_cells_of_one() -> None:
    """Print in many columns beside the middle line spoke so much for a new row that no alignment was asked."""
    xs = [50.0, 90.0, 260.0, 320.0, 390.0, 440.0, 500.0, 560.0, 620.0]
    title = "Materiale til forældre på\nsprog\nPersonalet har de rette\nkompetencer og kender de\nlokale tilbud"
    shorter = "Plan for skolen\nAnbefalingen kan med fordel\nfølges hvert år"
    head, places = rows_at(
        [["Nr.", "Anbefaling", "Niveau", "Type", "Svar", "Chef", "Udvalg", "Frist", "Noter"]], xs, 80.0, bold=1
    )
    lines, y = list(head), 140.0
    for i in range(1, 9):
        text = title if i in (3, 6) else shorter
        lines += _middle([str(i), text, "Grund", "Rammer", "x", "Leder", "Social", "2019", "Ok"], xs, y)
        y += 66.0 if {i, i + 1} & {3, 6} else 46.0
    (table,) = tables_of(page(*lines, width=842.0, rulings=[level(y, 46.0, 680.0) for y in places]))
    assert [row[0] for row in texts(table)] == ["Nr.", *"12345678"]
    assert texts(table)[3][1] == title.replace("\n", " ")


def test_the_first_line_of_a_head_that_others_are_centred_to_is_of_the_table() -> None:
    xs = [50.0, 160.0, 200.0, 240.0]
    rows = [["Indsats for børn", str(i), "x" if i % 2 else "", "" if i % 2 else "x"] for i in range(1, 7)]
    lines, _ = rows_at(rows, xs, 124.0)
    heads = [("Anbefaling i", 50.0, 91.0), ("pakken", 50.0, 103.0), ("Nr.", 160.0, 97.0), ("Ja", 200.0, 97.0)]
    head = [words(text, x, y, 12.0, bold=True) for text, x, y in (*heads, ("Nej", 240.0, 97.0))]
    (table,) = tables_of(page(*head, *lines))
    assert texts(table)[0] == ["Anbefaling i pakken", "Nr.", "Ja", "Nej"]


def test_totals_in_bold_below_plain_heads_begin_no_table() -> None:
    rows = [["", "Antal", "Andel", "Ændring"], ["I alt", "120", "100", "4"]]
    rows += [[name, "40", "33", "1"] for name in ("Kost", "Søvn", "Leg")] + [["Uden kost", "80", "67", "3"]]
    lines, _ = rows_at(rows, [50.0, 200.0, 260.0, 320.0], 100.0)
    bold = [[w._replace(bold=w.text in ("I", "alt", "120", "100", "4")) for w in line] for line in lines]
    (table,) = tables_of(page(*bold))
    assert texts(table) == rows


def test_names_listed_in_a_cell_are_of_one_row_though_they_stand_apart() -> None:
    """More than two entries of a column of words were never one row, and each stood as far off as rows do."""
    xs = [50.0, 90.0, 240.0, 300.0]
    lines, y = rows_at([["Nr.", "Anbefaling", "Ja", "Enhed"]], xs, 80.0, bold=1)[0], 104.0
    for i in range(1, 9):
        units = ["Skolen", "Klubben", "Ungeenheden", "Jobcentret"] if i in (3, 6) else ["Skolen"]
        texts_of = [str(i), "Indsats for børn og\nunge i skolen", "x", ""]
        lines += [line for text, x in zip(texts_of, xs, strict=True) for line in cell(text, x, y)]
        lines += [line for k, unit in enumerate(units) for line in cell(unit, 300.0, y + 15.0 * k)]
        y += max(12.0, 15.0 * (len(units) - 1)) + 20.0
    (table,) = tables_of(page(*lines))
    assert [row[0] for row in texts(table)] == ["Nr.", *"12345678"]
    assert texts(table)[3][3] == "Skolen Klubben Ungeenheden Jobcentret"


def test_further_lines_of_a_first_cell_head_no_rows_where_rows_stand_apart() -> None:
    """Each was as short as the name of a section, and alone on its line."""
    xs = [50.0, 150.0, 300.0, 340.0]
    rows = [["Enhed", "Anbefaling", "Niveau", "Nr."]]
    rows += [["Skolen", "Indsats for børn", "G" if i % 2 else "U", f"1.{i}"] for i in range(1, 9)]
    rows[4][0] = rows[7][0] = "Skolen\nKlubben\nUngeenheden\nJobcentret"
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    (table,) = tables_of(page(*lines, rulings=[level(places[1], 46.0, 400.0)]))
    assert [row[3] for row in texts(table)] == [row[3] for row in rows]
    assert table.section_rows == frozenset()


def test_names_of_sections_over_columns_of_signs_part_and_join_none() -> None:
    """They are not bold, begin at the left and run over the first steps, whose heads became one."""
    xs = [54.0, 96.0, 150.0, 200.0, 330.0]
    lines = rows_at([["Slet\nikke", "I mindre\nomfang", "Helt", "Anbefaling", "Bemærkning"]], xs, 100.0, bold=1)[0]
    y = 134.0
    for i in range(1, 13):
        if i % 2:
            lines.append(words(f"Center for Social Indsats {i}", 50.0, y))
            y += 16.0
        marked = {1: 60.0, 2: 112.0, 0: 156.0}[i % 3] if i != 10 else 54.0
        lines += [words("x", marked, y), words(f"Indsats nummer {i}", 200.0, y), words("Der er en plan", 330.0, y)]
        y += 16.0
    (table,) = tables_of(page(*lines))
    assert texts(table)[0] == ["Slet ikke", "I mindre omfang", "Helt", "Anbefaling", "Bemærkning"]


def test_the_key_of_signs_below_the_last_row_is_no_row() -> None:
    """Its words stood in other columns than the rows, and took the heads above these apart."""
    xs = [50.0, 200.0, 300.0]
    rows = [
        ["Anbefaling", "Status", "Bemærkning"],
        *([f"Indsats nummer {i}", "", "Der er en plan"] for i in range(1, 6)),
    ]
    lines, places = rows_at(rows, xs, 100.0, space=4.0, bold=1)
    y = places[-1] + 12.0
    key = [words(text, x, y + 4.0) for text, x in (("Opfyldt", 60.0), ("Delvist", 130.0), ("Ikke", 190.0))]
    signs = [circle(225.0, place + 9.0) for place in places[1:-1]] + [circle(x, y) for x in (53.0, 123.0, 183.0)]
    (table,) = tables_of(page(*lines, *key, drawings=signs))
    assert [row[0] for row in texts(table)] == ["Anbefaling", *(f"Indsats nummer {i}" for i in range(1, 6))]


def test_lines_of_cells_set_from_the_middle_show_how_close_lines_stand() -> None:
    """No other line stood at their heights: rows were taken for lines of one cell, as far apart as these seemed."""
    lines, y = (
        rows_at([["Anbefaling", "Niveau", "Status", "Enhed"]], [50.0, 220.0, 320.0, 400.0], 90.0, bold=1)[0],
        112.0,
    )
    titles = [
        ["Røgfrie stoppesteder"],
        ["Gratis kurser hele året"],
        *[[f"Rygestop {i} til borgere", "med lav indkomst"] for i in range(7)],
    ]
    for i, title in enumerate(titles):
        lines += [words(text, 50.0, y + 12.0 * k) for k, text in enumerate(title)]
        middle = y + 6.0 * (len(title) - 1)
        lines += [words("Grundniveau", 220.0, middle), words("GR", 330.0, middle), words(f"Enhed {i}", 400.0, middle)]
        y += 12.0 * len(title) + 7.0
    (table,) = tables_of(page(*lines))
    assert [row[3] for row in texts(table)] == ["Enhed", *(f"Enhed {i}" for i in range(9))]


def test_print_that_touches_the_next_column_line_by_line_is_parted_from_it() -> None:
    """Few entries of the next column began a phrase, and the words that began there in others were none of them."""
    lines = [words("Enhed", 262.0, 90.0, bold=True)]
    for i in range(1, 5):
        full = words("Tilbuddet er åbent for alle der bor", 85.0, 90.0 + 12 * i)
        lines.append([*words(f"{i}.", 50.0, 90.0 + 12 * i), *full, *words("Jobcentret", 262.0, 90.0 + 12 * i)])
    rows = text_rows(baselines_of([word for line in lines for word in line]))
    assert [len(row.phrases) for row in rows] == [1, 2, 2, 2, 2]
    draft = Draft(1, "shaded", Box(50.0, 80.0, 400.0, 140.0), (), (), rows, [])
    draft.xs = [46.0, 80.0, 261.0, 400.0]
    part_phrases([draft])
    assert [row.phrases[-1].text for row in draft.rows] == ["Enhed", *["Jobcentret"] * 4]


def test_cells_of_a_sheet_without_lines_end_at_one_height() -> None:
    """A sheet sets its cells at their bottom: numbers stood beside the last lines and were taken for the first."""
    titles = [
        ("Kommunal rygepolitik på alle", "arbejdspladser"),
        ("Røgfri skoletid for elever og", "ansatte"),
        ("Tilbud om rygestop til alle", "borgere"),
        ("Systematisk henvisning fra", "almen praksis"),
        ("Information om skadevirkninger", "af røg"),
        ("Forebyggelse af rygestart", "blandt unge"),
    ]
    lines = [words(text, x, 100.0, bold=True) for text, x in (("Nr.", 50.0), ("Anbefaling", 80.0), ("Status", 260.0))]
    y = 112.7
    for number, (first, last) in enumerate(titles, 1):
        status = "Delvist opfyldt (marts 2019)" if number % 2 else "Opfyldt (marts 2019)"
        lines += [words(first, 80.0, y), words(str(number), 60.0, y + 11.1), words(last, 80.0, y + 11.1)]
        lines.append(words(status, 260.0, y + 11.1))
        y += 23.8
    (table,) = tables_of(page(*lines))
    assert [row[:2] for row in texts(table)[1:]] == [[str(n), " ".join(title)] for n, title in enumerate(titles, 1)]


def test_heads_reach_over_turned_labels_beside_print_without_lines() -> None:
    """The head of the labels stands left of all print of the rows: all heads were left out."""
    xs = [54.0, 130.0, 170.0, 330.0]
    heads = [words(t, x, 100.0, bold=True) for t, x in (("Niveau for", 54.0), ("Indhold", 240.0))]
    heads.append(words("anbefalingen", 54.0, 110.0, bold=True))
    heads += [words(t, x, 115.0, bold=True) for t, x in zip(("Nr.", "Anbefaling", "Noter"), xs[1:], strict=True)]
    rows = [[f"Nr. {i}", "Indsats for børn\nog unge", "Se bilaget\nom unge"] for i in range(1, 6)]
    lines, places = rows_at(rows, xs[1:], 130.0)
    label = turned("Grundniveau", 80.0, places[-1] - 40.0)
    (table,) = tables_of(page(*heads, *lines, label, fills=[shade(50.0, places[0], 126.0, places[-1])]))
    head = [" ".join(filter(None, own)) for own in zip(*texts(table)[: table.header_rows], strict=True)]
    assert head[0] == "Niveau for anbefalingen"
    assert head[-1].endswith("Noter")
    assert [row[0] for row in texts(table)[table.header_rows :]] == ["Grundniveau"] * 5


def test_a_heading_between_two_tables_with_few_lines_is_in_none_of_them() -> None:
    """Below the last line of the one it was a head of the other, and both were one table."""
    xs = [50.0, 90.0, 250.0, 320.0, 360.0]
    rows = [[f"{i}", "Indsats for børn\nog unge", "Grund", "Nej", "Staben"] for i in (27, 31, 32)]
    lines, places = rows_at(rows, xs, 100.0)
    heading = words("Opsummering", 50.0, places[-1] + 24.0, 15.0)
    counts = [["", "Ja", "Nej"], ["Grundniveau", "7", "5"], ["Udvidet niveau", "0", "1"]]
    below, at = rows_at(counts, [50.0, 200.0, 300.0], places[-1] + 54.0)
    rulings = [level(y, 46.0, 420.0) for y in (*places[:2], places[-1])] + [level(y, 46.0, 340.0) for y in at[1:]]
    first, second = tables_of(page(*lines, heading, *below, rulings=rulings))
    assert [row[0] for row in texts(first)] == ["27", "31", "32"]
    assert texts(second) == counts


def test_a_last_head_longer_than_its_column_is_one_where_the_line_below_it_reaches_as_far() -> None:
    head, (_, below) = rows_at(
        [["Anbefaling", "Aktiviteter", "Implementeringsgrad i alt"]], [50.0, 250.0, 420.0], 100.0
    )
    rows = [[f"{i}. Indsats for børn", "Der arbejdes videre", "GR" if i % 2 else "GU"] for i in range(1, 6)]
    lines, _ = rows_at(rows, [50.0, 250.0, 480.0], below + 14.0)
    (table,) = tables_of(page(*head, *lines, rulings=[level(below, 46.0, 560.0)]))
    assert texts(table)[0] == ["Anbefaling", "Aktiviteter", "Implementeringsgrad i alt"]


def test_numbers_that_begin_titles_say_how_many_rows_there_are() -> None:
    """Lines as far apart as rows were one row where a unit beside them took two lines."""
    units = ["Jobcenter", "Skole og\nDagtilbud", "Ældrecenter", "Sundhedspleje", "Ungdomsskole", "Jobcenter"]
    heads = (("Hvad anbefales?", 50.0), ("Afdeling", 220.0), ("Ansvarlig person", 330.0))
    lines = [line for text, x in heads for line in cell(text, x, 100.0, bold=True)]
    y = 100.0
    for i, unit in enumerate(units, 1):
        y += LEADING
        lines += cell(f"{i}. Tilbud til de unge nr", 50.0, y) + cell(unit, 220.0, y)
        lines += cell("Centerlederen", 330.0, y)
        y += LEADING * unit.count("\n")
    (table,) = tables_of(page(*lines))
    assert [row[0][:2] for row in texts(table)[1:]] == [f"{i}." for i in range(1, 7)]


def test_rows_of_a_sheet_stand_little_further_apart_than_the_lines_of_a_cell() -> None:
    """Cells end at one height, as sheets set them, and the head is centred over short words that begin at the left."""
    rows = [
        ("Røgfri skoletid for elever", "Opfyldt", "Alle skoler"),
        ("Tilbud om rygestop til alle", "Delvist opfyldt", "Hold hver måned"),
        ("Systematisk henvisning fra\nalmen praksis", "Ikke opfyldt", "Ingen aftaler"),
        ("Information om skader af røg", "Ikke opfyldt", "Intet materiale"),
        ("Forebyggelse af rygestart i\nudskolingen", "Delvist opfyldt", "Konkurrence"),
        ("Røgfrie miljøer på kommunens\nområder", "Opfyldt", "Skilte ved indgange"),
        ("Opsporing i jobcentre", "Opfyldt", "Ved første samtale"),
    ]
    lines = cell("Anbefaling", 80.0, 100.0, bold=True) + cell("Vurdering", 330.0, 100.0, bold=True)
    lines += cell("Bemærkninger", 420.0, 100.0, bold=True)
    y = 100.0
    for title, answer, note in rows:
        y += LEADING + 1.8
        lines += cell(title, 50.0, y)
        y += LEADING * title.count("\n")
        lines += cell(answer, 220.0, y) + cell(note, 420.0, y)
    (table,) = tables_of(page(*lines))
    assert texts(table) == [
        ["Anbefaling", "Vurdering", "Bemærkninger"],
        *([t.replace("\n", " "), *r] for t, *r in rows),
    ]
