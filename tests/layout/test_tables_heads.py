"""Heads: whose columns they head, what they part, and what they leave whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extractors.layout.baselines import baselines_of
from extractors.layout.lines import Phrase, make_phrase, make_row, text_rows, with_edge
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.print.beside import part_beside
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.heads_over import heads_columns
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.print.parted_phrases import part_phrases
from schemas.geometry import Box
from schemas.page import Word
from tests.layout.tabled import cell, circle, grid, level, page, rows_at, shade, tables_of, texts, turned, words

TITLE = "Indsats for børn og\nunge i skolen"


def _centred(lines: Sequence[str], x: float, y: float) -> list[list[Word]]:
    """The lines of a head about ``x``, in bold print of eight points."""
    return [words(t, x - 2.0 * len(t), y + 10.0 * i, 8.0, bold=True) for i, t in enumerate(lines)]


def test_lines_of_two_heads_that_all_but_touch_are_no_head_over_both() -> None:
    """A word too long for its column breaks: its first line reaches to that of the head beside it."""
    marks = [["x", "", ""], ["", "x", ""], ["", "", "x"], ["x", "", ""], ["", "x", ""]]
    rows = [[*row, str(i), TITLE] for i, row in enumerate(marks, 1)]
    lines, places = rows_at(rows, [74.0, 121.0, 153.0, 210.0, 240.0], 160.0)
    heads = _centred(["Kommunen", "er langt"], 77.0, 120.0)
    heads += [words("Kommune Kommune", 110.0, 120.0, 8.0, bold=True)]
    heads += [*_centred(["n er i", "gang"], 124.0, 130.0), *_centred(["n ikke", "i gang"], 156.0, 130.0)]
    heads += [words("Nr.", 206.0, 120.0, 8.0, bold=True), words("Anbefaling", 240.0, 120.0, 8.0, bold=True)]
    rulings = [level(y, 50.0, 400.0) for y in (105.0, *places)]
    (table,) = tables_of(page(*heads, *lines, rulings=rulings))
    assert texts(table)[0] == ["Kommunen er langt", "Kommune n er i gang", "Kommune n ikke i gang", "Nr.", "Anbefaling"]


def test_heads_over_signs_part_columns_of_which_no_row_shows_two() -> None:
    """Each row marks one step of five; only the heads show where the columns are, below a head over all of them."""
    rows = [[*("x" if k == i % 5 else "" for k in range(5)), TITLE, "Rammer"] for i in range(6)]
    xs = [57.0, 75.0, 93.0, 111.0, 129.0, 145.0, 300.0]
    lines, places = rows_at(rows, xs, 160.0)
    heads = [words("Kommunens", 74.0, 110.0, bold=True), words("vurdering", 74.0, 122.0, bold=True)]
    heads += [words(str(k + 1), x, 138.0, bold=True) for k, x in enumerate(xs[:5])]
    heads += [words("Anbefaling", 145.0, 110.0, bold=True), words("Område", 300.0, 110.0, bold=True)]
    fills = [shade(a, 98.0, b, 144.0, 0x224466) for a, b in ((50.0, 140.0), (140.0, 295.0), (295.0, 400.0))]
    rulings = [level(126.0, 50.0, 140.0), *(level(y, 50.0, 400.0) for y in (144.0, *places))]
    (table,) = tables_of(page(*heads, *lines, fills=fills, rulings=rulings))
    assert table.column_count == 7
    assert texts(table)[table.header_rows - 1][:5] == ["1", "2", "3", "4", "5"]
    assert [row[:5].index("x") for row in texts(table)[table.header_rows :]] == [0, 1, 2, 3, 4, 0]


def test_heads_in_lines_above_turned_labels_bridge_no_column() -> None:
    """They come again on every page, and the first page has cut one of them off."""
    rows = [[*("x" if k == i % 3 else "" for k in range(3)), str(i), TITLE] for i in range(1, 6)]
    lines, places = rows_at(rows, [66.0, 92.0, 118.0, 150.0, 180.0], 220.0)
    over = ("opfylder", "kommunen", "anbefalingen?", "Opfyldelse af", "anbefalingen")
    heads = [words(t, 94.0 - 2.5 * len(t), 90.0 + 11.0 * i, bold=True) for i, t in enumerate(over)]
    labels = [turned(t, x, 200.0) for t, x in (("Helt nået", 63.0), ("Delvis nået", 89.0), ("Ikke nået", 115.0))]
    heads += [words("Nr.", 150.0, 200.0, bold=True), words("Anbefaling", 180.0, 200.0, bold=True)]
    rulings = [level(y, 50.0, 400.0) for y in (66.0, 204.0, *places[1:])]
    first = page(*heads, *labels, *lines, rulings=rulings)
    more = words("I hvor høj grad", 56.5, 79.0, bold=True)
    tables = tables_of(first, *[page(more, *heads, *labels, *lines, rulings=rulings)] * 2)
    assert ["Helt nået", "Delvis nået", "Ikke nået"] in [row[:3] for row in texts(tables[0])]
    assert all(row[:3].count("x") == 1 for table in tables for row in texts(table) if row[3].isdigit())


def test_a_lone_bold_line_is_no_two_cells_because_its_word_meets_an_edge() -> None:
    """The name of a section begins where the numbers do, and its second word where the titles do."""
    xs = [50.0, 83.0, 250.0]
    rows = [["Nr.", "Anbefaling", "Status"], ["", "", ""], *([f"{i}.", TITLE, "I gang"] for i in range(1, 7))]
    lines, places = rows_at(rows, xs, 100.0, bold=1)
    name = words("Mental", 50.0, 120.0, bold=True) + words("sundhed", 83.0, 120.0, bold=True)
    rulings = [level(y, 46.0, 420.0) for y in (places[0], *places[2:])]
    (table,) = tables_of(page(*lines, name, rulings=rulings))
    assert texts(table)[0] == ["Nr.", "Anbefaling", "Status"]
    assert texts(table)[1][0] == "Mental sundhed"
    assert texts(table)[2][0] == "1."


def test_several_heads_of_groups_in_one_row_of_the_grid_are_parted_from_what_they_head() -> None:
    """Only the first was: the second was the first line of the middle one of its columns."""
    xs = [54.0, 114.0, 274.0, 344.0, 444.0, 544.0]
    sub = ["Nr.", "Hvad anbefales?", "", "Enhed", "Ansvarlig", "Frist"]
    rows = [[f"{i}.", f"Indsats for børn {i}", "Ja", "HR", "Lederen", "2020"] for i in range(1, 5)]
    lines, places = rows_at([sub, *rows], xs, 112.0, bold=1)
    lines += [words("Vurdering", 274.0, 98.0, bold=True), words("Anbefaling", 136.0, 98.0, bold=True)]
    lines += [words("Uddybning", 467.0, 98.0, bold=True)]
    edges = [50.0, 110.0, 270.0, 340.0, 440.0, 540.0, 640.0]
    fills = [shade(a, y, b, z, 0xEEF4F8) for y, z in pairwise(places[1:]) for a, b in pairwise(edges)]
    (table,) = tables_of(page(*lines, fills=fills, width=842.0))
    assert texts(table)[1] == ["Nr.", "Hvad anbefales?", "Vurdering", "Enhed", "Ansvarlig", "Frist"]
    assert texts(table)[0][3:] == ["Uddybning"] * 3


def test_a_head_of_a_group_with_the_last_column_may_miss_the_middle_of_its_print() -> None:
    """The column is wider than what it prints: the head was the first line of the middle one's."""
    xs = [54.0, 94.0, 234.0, 314.0, 454.0, 574.0]
    sub = ["Nr.", "Emne", "", "Aktiviteter", "Forvaltning", "Kommentarer"]
    rows = [
        [f"{i}.", f"Indsats for børn {i}", "Ja", "Kurser for unge", "Jobcentret", "Der er en plan"] for i in range(1, 6)
    ]
    lines, _ = rows_at([sub, *rows], xs, 112.0, bold=1)
    lines += [words("Vurdering", 234.0, 98.0, bold=True), words("Sådan gør vi", 448.0, 98.0, bold=True)]
    (table,) = tables_of(page(*lines, width=842.0))
    assert [row[-3:] for row in texts(table)[:2]] == [
        ["Sådan gør vi"] * 3,
        ["Aktiviteter", "Forvaltning", "Kommentarer"],
    ]


def test_letters_below_the_head_of_their_group_are_heads_and_no_row() -> None:
    """They name the steps of a scale: as they are as short as figures, they were a first row."""
    xs = [50.0, 256.0, 280.0, 304.0, 328.0, 350.0]
    heads = [*_centred(["Er den opfyldt i kommunen?"], 294.0, 95.0), *_centred(["Anbefaling"], 80.0, 95.0)]
    steps, _ = rows_at([["", "H", "N", "M", "S", ""]], xs, 111.0, bold=1)
    marks = [["x" if k == i % 4 else "" for k in range(4)] for i in range(6)]
    rows, places = rows_at([[TITLE, *own, "Der arbejdes videre"] for own in marks], xs, 132.0)
    fills = [shade(46.0, y, 500.0, z) for y, z in list(pairwise(places))[1::2]]
    notes = _centred(["Beskrivelse"], 380.0, 95.0)
    (table,) = tables_of(page(*heads, *notes, *steps, *rows, fills=fills))
    assert table.header_rows == 2
    assert texts(table)[0] == ["Anbefaling", *["Er den opfyldt i kommunen?"] * 4, "Beskrivelse"]


def test_a_first_row_below_heads_of_two_levels_is_parted_from_both() -> None:
    """The head of a group was parted from the heads below it, and these were one row with the first entries."""
    xs = [50.0, 90.0, 260.0, 290.0, 320.0, 350.0, 460.0]
    heads, _ = rows_at([["Nr.", "Anbefaling", "", "", "", "Beskrivelse", "Enhed"]], xs, 140.0, bold=1)
    heads += [words("Hvor langt er vi nu?", 256.0, 98.0, bold=True)]
    steps = [turned(text, x, 138.0) for text, x in (("Ikke", 260.0), ("Delvist", 290.0), ("Helt", 320.0))]
    body = [[f"{i}.", f"{TITLE}\nog i klubber", "", "", "", "Der arbejdes\nvidere", "HR"] for i in range(1, 7)]
    rows, places = rows_at(body, xs, 158.0)
    for line in rows:
        line[:] = [w._replace(bold=w.text in TITLE.split()) for w in line]
    fills = [shade(46.0, y, 520.0, z) for y, z in list(pairwise(places))[1::2]]
    drawings = [circle(xs[2 + i % 3] + 4, y + 12.0) for i, y in enumerate(places[:-1])]
    (table,) = tables_of(page(*heads, *steps, *rows, fills=fills, drawings=drawings))
    assert table.header_rows == 2
    assert [row[0] for row in texts(table)[1:]] == ["Nr.", *(f"{i}." for i in range(1, 7))]


def test_a_turned_label_beside_the_head_of_the_next_column_has_one_of_its_own() -> None:
    """Nobody got the step, and painted cells show the columns of the others alone: it headed the units beside it."""
    xs = [50.0, 200.0, 296.0, 380.0]
    heads = ["Anbefaling", "", "Enhed", "Frist"]
    lines, places = rows_at([heads, *([TITLE, "", "HR", "2020"] for _ in range(4))], xs, 200.0, bold=1)
    steps = [("Er nået", 232.0), ("På vej", 252.0), ("Ikke nået", 272.0)]
    labels = [[w._replace(bold=True) for w in turned(text, x, 202.0)] for text, x in steps]
    fills = [shade(227.0 + 20 * (i % 2), a, 247.0 + 20 * (i % 2), b) for i, (a, b) in enumerate(pairwise(places[1:]))]
    (table,) = tables_of(page(*lines, *labels, rulings=[level(places[1], 46.0, 420.0)], fills=fills))
    assert texts(table)[table.header_rows - 1] == ["Anbefaling", "Er nået", "På vej", "Ikke nået", "Enhed", "Frist"]


def test_a_head_above_nothing_has_a_column_beside_one_with_signs_below_its_middle() -> None:
    """ "I mindre grad" and "Slet ikke", which no row got, were one."""
    xs = [50.0, 236.0, 292.0, 352.0]
    rows = [[TITLE, *("x" if k == i % 3 else "" for k in range(3))] for i in range(6)]
    lines, places = rows_at(rows, xs, 150.0)
    steps = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
    heads = [words("Anbefaling", 50.0, 130.0, 8.0, bold=True)]
    for text, x in zip(steps, (*xs[1:], 404.0), strict=True):
        heads += _centred([text], x + 2.5, 130.0)
    (table,) = tables_of(page(*heads, *lines, rulings=[level(y, 46.0, 430.0) for y in places]))
    assert texts(table)[0] == ["Anbefaling", *steps]


def test_a_head_that_begins_left_of_its_signs_leaves_the_next_one_that_nobody_got_alone() -> None:
    """ "G/U" above its letters and "Ikke påbegyndt", lower and far off, were the head of one column."""
    xs = [50.0, 76.0, 246.0, 330.0, 400.0]
    rows = [[f"{i}.", TITLE, "g" if i % 3 else "u", "x" if i % 2 else "", "" if i % 2 else "x"] for i in range(6)]
    lines, places = rows_at(rows, xs, 150.0)
    names = (("Nr.", 50.0), ("Anbefaling", 76.0), ("G/U", 238.0))
    heads = [words(text, x, 106.0, bold=True) for text, x in names]
    for text, x in (("Ikke påbegyndt", 290.0), ("Igangsat", 332.0), ("Gennemført", 402.0)):
        heads += _centred(text.split(), x, 118.0)
    (table,) = tables_of(page(*heads, *lines, rulings=[level(y, 46.0, 440.0) for y in places]))
    head = [" ".join(filter(None, own)) for own in zip(*texts(table)[: table.header_rows], strict=True)]
    assert head == ["Nr.", "Anbefaling", "G/U", "Ikke påbegyndt", "Igangsat", "Gennemført"]


def test_a_wide_space_parts_heads_of_which_one_goes_on_in_the_next_line() -> None:
    """The head of the titles has one line, and was a head over the ratings with the first one of theirs."""
    head = words("Anbefalingerne", 48.0, 90.0, bold=True) + words("Grad af", 126.0, 90.0, bold=True)
    lines = [head, words("opfyldelse", 126.0, 102.0, bold=True)]
    for i in range(4):
        lines.append([*words(f"Indsats {i}", 50.0, 120.0 + 14 * i), *words("Ja", 145.0, 120.0 + 14 * i)])
    rows = [make_row([make_phrase(head)]), *text_rows(baselines_of([w for line in lines[1:] for w in line]))]
    draft = Draft(1, "shaded", Box(46.0, 80.0, 400.0, 190.0), (), (), rows, [])
    draft.xs = [46.0, 122.0, 400.0]
    part_phrases([draft])
    assert [p.text for p in draft.rows[0].phrases] == ["Anbefalingerne", "Grad af"]


def test_a_shaded_row_without_print_on_top_is_no_reason_to_fail() -> None:
    """The first cell of a row that has none was asked for."""
    rows = [["Rammer", "12", "3"], ["Tilbud", "7", "5"], ["Opsporing", "4", "9"]]
    lines, places = rows_at(rows, [60.0, 200.0, 300.0], 160.0)
    ys = [places[0] - 20.0, *places]
    (table,) = tables_of(
        page(*lines, rulings=grid([50.0, 190.0, 290.0, 390.0], ys), fills=[shade(50.0, ys[0], 390.0, ys[1])])
    )
    assert texts(table)[1:] == rows


def test_print_of_two_cells_that_touch_is_parted_where_many_others_begin() -> None:
    """Justified lines fill their column: the last word of some touched the next cell, and joined both columns."""
    starts = {"Der arbejdes med det her": 80.0, "Der arbejdes": 80.0, "er": 190.0, "Staben": 203.0, "2020": 330.0}

    def phrases(y: float, *cells: str) -> list[Phrase]:
        parts = [[w for text in own.split("|") for w in words(text, starts[text], y)] for own in cells]
        return [with_edge(make_phrase(own), aligned="|" not in text) for own, text in zip(parts, cells, strict=True)]

    full, *_, unit, year = starts
    rows = [phrases(100.0 + 20 * i, full, unit) for i in range(5)]
    rows += [phrases(200.0 + 20 * i, full, year) for i in range(4)]
    rows += [phrases(300.0 + 20 * i, "Der arbejdes", f"er|{unit}") for i in range(3)]
    assert [column.x0 for column in find_columns(rows)] == [80.0, 203.0, 330.0]


def test_a_long_head_in_the_middle_of_a_last_column_of_figures_heads_it() -> None:
    """It reaches far out of the figures, and all heads were left off."""
    columns = [Column(50.0, 110.0), Column(200.0, 205.0), Column(300.0, 305.0)]
    heads = make_row(
        [make_phrase(words(text, x, 100.0)) for text, x in (("Er i gang", 180.0), ("Er slet ikke i gang endnu", 240.0))]
    )
    assert heads_columns(heads, columns)
    assert not heads_columns(make_row([make_phrase(words("Er slet ikke i gang endnu", 300.0, 100.0))]), columns)


def test_second_lines_of_two_cells_are_no_captions_of_tables_beside_each_other() -> None:
    lines = [
        make_row([make_phrase(words(t, x, y)) for t, x in own])
        for y, own in (
            (100.0, (("1", 30.0), ("Indsats for børn", 50.0), ("Der arbejdes med", 200.0), ("3", 330.0))),
            (110.0, (("og for unge", 50.0), ("emnet hele tiden", 200.0))),
            *(
                (130.0 + 20 * i, (("Indsats", 50.0), (f"{i}", 120.0), ("Emnet", 200.0), (f"{i}", 330.0)))
                for i in range(5)
            ),
        )
    ]
    assert len(part_beside(lines)) == 1
    assert len(part_beside(lines[1:])) == 2


@pytest.mark.parametrize("letters", ["HNMS", "GGUG"])
def test_letters_over_columns_of_drawn_marks_are_heads_and_letters_among_letters_are_none(letters: str) -> None:
    xs, ys = [50.0, 110.0, 300.0, 340.0, 380.0, 420.0, 460.0], [100.0 + 20 * i for i in range(7)]
    lines = cell("Nr.", 54.0, 114.0, bold=True) + cell("Anbefaling", 114.0, 114.0, bold=True)
    for letter, x in zip(letters, xs[2:], strict=False):
        lines += cell(letter, x + 15, 114.0, bold=True)
    for i in range(1, 6):
        lines += cell(f"G{i}", 54.0, 114.0 + 20 * i) + cell("Indsats for unge", 114.0, 114.0 + 20 * i)
        if letters == "GGUG":
            lines += cell("U", xs[2 + i % 4] + 15, 114.0 + 20 * i)
    drawn = [circle(xs[2 + i % 4] + 20, 110.0 + 20 * i) for i in range(1, 6)] if letters == "HNMS" else []
    (table,) = tables_of(page(*lines, rulings=grid(xs, ys), drawings=drawn))
    assert sorted(table.header_row_set) == ([0] if letters == "HNMS" else [])


@pytest.mark.parametrize("beside", [-14.0, 14.0])
def test_turned_labels_beside_columns_of_digits_head_each_its_own_above_the_name_of_a_section(beside: float) -> None:
    """The line below them kept them out of the table; and each but one was joined with the digits on its other side."""
    xs = [50.0, 250.0, 290.0, 330.0, 370.0]
    rows = [[f"Indsats nummer {i} for borgere", *(str(1 + (i + k) % 4) for k in range(4))] for i in range(1, 7)]
    lines, _ = rows_at(rows, xs, 240.0)
    units = ("Dagtilbud", "Skoler", "Plan og Miljø", "Ældre")
    labels = [turned(text, x - 2.0 + beside, 190.0) for text, x in zip(units, xs[1:], strict=True)]
    head, section = words("Anbefaling", 50.0, 188.0, bold=True), words("Rammer", 50.0, 215.0, bold=True)
    (table,) = tables_of(page(head, section, *labels, *lines))
    assert texts(table)[0] == ["Anbefaling", *units]
    assert texts(table)[1][0] == "Rammer"
    assert [row[1:] for row in texts(table)[2:]] == [row[1:] for row in rows]
