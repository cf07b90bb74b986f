"""Tables over several pages, running headers, and the promise that no word is lost or used twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from extractors.layout import build_layout
from extractors.layout.lines import make_row
from extractors.layout.tables.joining.continuation import chain_drafts
from extractors.layout.tables.pages.candidates import read_sheets
from schemas.page import Page, Source
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

XS = [50.0, 90.0, 250.0, 400.0]
HEAD = ["Nr.", "Anbefaling", "Status"]


def _ruled(rows: list[list[str]], y: float = 100.0, *, bold: int = 0) -> tuple[list, list, float]:
    lines, places = rows_at(rows, [x + 4 for x in XS[:-1]], y, bold=bold)
    return lines, grid(XS, places), places[-1]


def test_a_header_printed_again_is_known() -> None:
    first, a, _ = _ruled([HEAD, ["1", "Kost", "Ja"], ["2", "Motion", "Nej"]], bold=1)
    second, b, _ = _ruled([HEAD, ["3", "Søvn", "Ja"], ["4", "Ro", "Nej"]], bold=1)
    (table,) = tables_of(page(*first, rulings=a), page(*second, rulings=b))
    assert table.header_rows == 1
    assert table.header_row_set == {0, 3}
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "Nr.", "3", "4"]


def test_a_header_whose_words_stand_a_hair_higher_overleaf_is_known() -> None:
    """In a scan they do: words whose feet lay on both sides of half a point changed places."""

    def raised(lines: list, by: float) -> list:
        head = [words_ for words_ in lines if words_[0].bold]
        moved = [
            [w._replace(top=w.top + by, bottom=w.bottom + by) if i % 2 else w for i, w in enumerate(words_)]
            for words_ in head
        ]
        return [*moved, *(words_ for words_ in lines if not words_[0].bold)]

    heads = ["Nr.", "Anbefalingens titel", "Kommunens egen status"]
    for y in (100.0, 100.25, 100.5, 100.75):
        first, a, _ = _ruled([heads, ["1", "Kost", "Ja"], ["2", "Motion", "Nej"]], y, bold=1)
        second, b, _ = _ruled([heads, ["3", "Søvn", "Ja"], ["4", "Ro", "Nej"]], y, bold=1)
        (table,) = tables_of(page(*raised(first, -0.3), rulings=a), page(*raised(second, 0.3), rulings=b))
        assert table.header_row_set == {0, 3}


def test_a_row_cut_by_the_page_is_one_row() -> None:
    first, a, _ = _ruled([HEAD, ["1", "Kost", "Ja"], ["2", "Motion for alle børn i", "Nej"]], bold=1)
    second, b, _ = _ruled([["", "kommunens skoler", ""], ["3", "Ro", "Nej"]], 60.0)
    (table,) = tables_of(page(*first, rulings=a), page(*second, rulings=b))
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "3"]
    cut = next(c for c in table.cells if c.text.startswith("Motion"))
    assert cut.text == "Motion for alle børn i\nkommunens skoler"
    assert [part.page for part in cut.parts] == [1, 2]


def test_what_is_left_of_a_first_cell_overleaf_goes_on_with_it_though_it_is_the_table_s_only_row_there() -> None:
    """The end of the title was prose on the next page: one row is no table, and print in its first column heads one."""
    xs = [50.0, 250.0, 400.0]
    lines, places = rows_at(
        [["Anbefaling", "Status"], ["Kost", "Ja"], ["Motion for alle børn i", "Nej"]], [54, 254], 100
    )
    rest, below = rows_at([["kommunens skoler", ""]], [54, 254], 60)
    (table,) = tables_of(page(*lines, rulings=grid(xs, places)), page(*rest, rulings=grid(xs, below)))
    assert [row[0] for row in texts(table)] == ["Anbefaling", "Kost", "Motion for alle børn i kommunens skoler"]


def test_what_is_left_of_one_cell_overleaf_stays_in_its_column() -> None:
    """It stands alone in its row, like a heading over all columns, and was added to the first one."""
    xs = [54.0, 94.0, 254.0, 300.0, 404.0]
    rows = [[str(i), "Indsats for børn", "G", "Staben og\nskolerne"] for i in range(1, 9)]
    rows[3][3] = "Staben, skolerne,"

    def part(rows: list[list[str]]) -> Page:
        head = ["Nr.", "Indsats", "Niveau", "Ansvar"]
        lines, places = rows_at([head, *rows], [x + 4 for x in xs[:-1]], 100.0, bold=1)
        frame = grid([xs[0], xs[-1]], [places[0], places[-1]])
        heads = [shade(left, places[0], right, places[1]) for left, right in pairwise(xs)]
        return page(*lines, rulings=frame, fills=heads)

    (table,) = tables_of(part(rows[:4]), part([["", "", "", "dagtilbud og\nklubberne i byen\nog havnen"], *rows[4:]]))
    assert [row[0] for row in texts(table)] == ["Nr.", *"1234", "Nr.", *"5678"]
    assert texts(table)[4][3] == "Staben, skolerne, dagtilbud og klubberne i byen og havnen"


def test_the_end_of_a_cell_below_a_header_printed_again_belongs_to_its_row() -> None:
    """Nothing but the header shows a table on the last page, and the lines below it were text."""
    xs = [54.0, 94.0, 254.0, 404.0]
    rows = [[str(i), "Indsats for børn", "Staben,\nskolerne"] for i in range(1, 6)]
    head = ["Nr.", "Indsats", "Ansvar"]
    lines, places = rows_at([head, *rows], [x + 4 for x in xs[:-1]], 100.0, bold=1)
    fills = [shade(a, places[0], b, places[1]) for a, b in pairwise(xs)]
    again, tops = rows_at([head], [x + 4 for x in xs[:-1]], 60.0, bold=1)
    heads = [shade(a, tops[0], b, tops[1]) for a, b in pairwise(xs)]
    rest = cell("klubberne i byen", xs[2] + 4, tops[1] + 8.0)
    note = words("Note: Vurderingen er foretaget af arbejdsgruppen i foråret", 54.0, tops[1] + 60.0)
    rulings = [level(y, xs[0], xs[-1]) for y in places]
    (table,) = tables_of(page(*lines, rulings=rulings, fills=fills), page(*again, *rest, note, fills=heads))
    assert [row[2] for row in texts(table)][5:] == ["Staben, skolerne klubberne i byen", "Ansvar"]


def test_a_header_printed_again_above_the_end_of_one_cell_is_of_the_table() -> None:
    """What is below it is too little for a table of its own, and the end of the cell was lost."""
    xs = [54.0, 94.0, 254.0, 424.0, 484.0]
    head = ["Nr.", "Anbefaling", "Sådan gør vi", "Ja", "Nej"]
    last = ["8", "Indsats for børn", "Kurser for alle\n– Netværk", "x", ""]
    rows = [*([str(i), "Indsats for børn", "Kurser for alle", "", "x"] for i in range(1, 8)), last]
    lines, places = rows_at([head, *rows], xs, 80.0, bold=1)
    again, below = rows_at([head, ["", "", "– Oplæg i skolen", "", ""]], xs, 80.0, bold=1)
    rules = [level(y, 50.0, 540.0) for y in (places[0], places[1], places[-1])]
    overleaf = [level(y, 50.0, 540.0) for y in below]
    note = words("Note: tomme felter er uden svar", 54.0, below[2] + 12.0, 8.0)
    found = tables_of(page(*lines, rulings=rules), page(*again, note, rulings=overleaf))
    assert len(found) == 1
    assert texts(found[0])[8][:3] == ["8", "Indsats for børn", "Kurser for alle – Netværk – Oplæg i skolen"]
    assert not any("Note" in text for row in texts(found[0]) for text in row)


def test_a_header_alone_at_the_end_of_a_page_heads_the_rows_overleaf() -> None:
    """So does the name of the first section below it; the rows overleaf had no header."""
    xs = [54.0, 94.0, 254.0, 424.0, 484.0]
    head = ["Nr.", "Anbefaling", "Sådan gør vi", "Ja", "Nej"]
    first, ends = rows_at([head], xs, 760.0, bold=1)
    section = words("Pakken om indeklima i kommunens skoler", 54.0, 778.0, bold=True)
    rows = [[str(i), "Indsats for børn", "Kurser for alle", *("x ", " x")[i % 2]] for i in range(1, 8)]
    lines, places = rows_at(rows, xs, 80.0)
    fills = [shade(50.0, places[i], 540.0, places[i + 1]) for i in (0, 2, 4, 6)]
    (table,) = tables_of(page(*first, section, fills=[shade(50.0, ends[0], 540.0, ends[1])]), page(*lines, fills=fills))
    assert table.header_rows == 1
    assert texts(table)[0] == head
    assert [row[0] for row in texts(table)[2:]] == [str(i) for i in range(1, 8)]


def test_a_merged_cell_that_the_page_cuts_is_one_down_to_its_end() -> None:
    xs = [50.0, 120.0, 160.0, 320.0, 420.0]
    rows = [["Skole" if i == 4 else "", str(i), "Indsats for børn", "Ja"] for i in range(1, 8)]
    lines, places = rows_at([["Enhed", *HEAD], *rows], [x + 4 for x in xs[:-1]], 100.0, bold=1)
    rulings = [level(y, 50.0, 420.0) for y in (places[0], places[1], places[4])]
    rulings += [level(y, 120.0, 420.0) for y in (*places[2:4], *places[5:-1])]
    rulings += [upright(x, places[0], places[-1]) for x in xs]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert [row[0] for row in texts(table)[1:]] == ["", "", "", "Skole", "Skole", "Skole", "Skole"]


def test_the_head_of_a_section_that_begins_a_page_is_no_rest_of_the_row_before() -> None:
    """Without lines around it, it stands in the first column alone; three of the columns begin every row."""
    xs = [54.0, 94.0, 254.0, 300.0, 404.0]

    def part(rows: list[list[str]]) -> Page:
        lines, places = rows_at(rows, [x + 4 for x in xs[:-1]], 100.0)
        return page(*lines, rulings=grid(xs, places))

    rows = [[str(i), "Indsats for børn og\nunge i skolen", "G", "Staben"] for i in range(1, 9)]
    (table,) = tables_of(part(rows[:4]), part([["Motion", "", "", ""], *rows[4:]]))
    assert [row[0] for row in texts(table)] == [*"1234", "Motion", *"5678"]


def test_a_row_without_upright_lines_that_begins_a_page_heads_a_section() -> None:
    """It stands in no bold print, over a first column that nothing but titles fills: it went on with the last title."""
    xs = [54.0, 194.0, 254.0, 404.0]

    def part(rows: list[list[str]], top: list[list[str]]) -> Page:
        heads, above = rows_at(top, [xs[0] + 4], 100.0)
        lines, places = rows_at(rows, [x + 4 for x in xs[:-1]], above[-1] + 14)
        sides = [upright(x, above[0], above[-1]) for x in (xs[0], xs[-1])]
        across = [level(y, xs[0], xs[-1]) for y in above[:-1]]
        return page(*heads, *lines, rulings=[*across, *sides, *grid(xs, [above[-1], *places[1:]])])

    rows = [["Indsats for børn og\nunge i skolen", "G", "Staben"] for _ in range(8)]
    (table,) = tables_of(part(rows[:4], [["Basis"]]), part(rows[4:], [["Udvidet"]]))
    first = [row[0] for row in texts(table)]
    assert [first.index("Basis"), first.index("Udvidet")] == [0, 5]


def test_a_row_shaded_as_one_cell_that_begins_a_page_heads_a_section() -> None:
    """Other rows are shaded cell by cell; it went on with the first column of the row before."""
    xs = [54.0, 194.0, 254.0, 404.0]

    def part(rows: list[list[str]], top: str) -> Page:
        heads, above = rows_at([[top]], [xs[0] + 4], 100.0)
        lines, places = rows_at(rows, [x + 4 for x in xs[:-1]], above[-1] + 14)
        places[0] = above[-1]
        fills = [shade(a, y, b, z) for y, z in list(pairwise(places))[1::2] for a, b in pairwise(xs)]
        return page(*heads, *lines, fills=[shade(xs[0], above[0], xs[-1], above[1]), *fills])

    rows = [["Indsats for børn og\nunge i skolen", "G", "Staben"] for _ in range(8)]
    (table,) = tables_of(part(rows[:4], "Basis"), part(rows[4:], "Udvidet"))
    first = [row[0] for row in texts(table)]
    assert [first.index("Basis"), first.index("Udvidet")] == [0, 5]


def test_a_head_over_columns_spans_them_where_the_page_ends_below_it() -> None:
    """The lines between its columns begin on the next page: it stood over one of them alone."""
    xs = [50.0, 130.0, 180.0, 230.0, 400.0]
    heads = [["Emne", "Vurdering", "Uddybning"], ["Anbefaling", "Status", "Ansvar"]]
    top, a = rows_at(heads, [x + 4 for x in (*xs[:2], xs[3])], 700.0)
    cut = grid([xs[0], xs[1], xs[3], xs[4]], a)
    body = [["Kost", "x", "", "Staben"], ["Søvn", "", "x", "Staben"], ["Ro", "x", "", "Staben"]]
    rest, b = rows_at([["", "Ja", "Nej", ""], *body], [x + 4 for x in xs[:-1]], 60.0)
    (table,) = tables_of(page(*top, rulings=cut), page(*rest, rulings=grid(xs, b)))
    assert next(c.column_span for c in table.cells if c.text == "Status") == 2


def test_the_rest_of_a_row_above_the_first_row_of_a_page_is_none_of_its_lines() -> None:
    """Print that fills its cells stands no further from the row below than from its own lines."""
    xs = [54.0, 154.0, 254.0, 300.0]

    def part(rows: list[list[str]], y: float) -> Page:
        return page(*rows_at(rows, xs, y, space=3.0)[0])

    tall = [["Indsats for børn\nog unge i byen", "Kurser for lærere\nog pædagoger", "G", str(i)] for i in range(1, 9)]
    first, rest = [list(row) for row in tall[:5]], [list(row) for row in tall[5:]]
    first[-1][0], first[-1][1] = "Indsats for børn", "Kurser for lærere"
    (table,) = tables_of(part(first, 100.0), part([["og unge i byen", "og pædagoger", "", ""], *rest], 60.0))
    assert [row[3] for row in texts(table)] == list("12345678")
    assert {row[0] for row in texts(table)} == {"Indsats for børn og unge i byen"}


def test_a_head_and_rows_that_a_page_shows_as_two_tables_are_one_part() -> None:
    """The line below the head printed again parted it from rows that were found without their first column."""
    first, a, _ = _ruled([HEAD, *([str(i), "Kost", "Ja"] for i in range(1, 5))], bold=1)
    second, b, _ = _ruled([HEAD, *([str(i), "Søvn", "Nej"] for i in range(5, 9))], bold=1)
    sheets = read_sheets([page(*first, rulings=a, number=1), page(*second, rulings=b, number=2)])
    (whole,) = sheets[1].drafts
    end = whole.rows[0].bottom + 4.0
    head = replace(whole, rows=whole.rows[:1], box=whole.box._replace(bottom=end))
    rows = [make_row(row.phrases[1:]) for row in whole.rows[1:]]
    sheets[1].drafts[:] = [head, replace(whole, rows=rows, box=whole.box._replace(top=end))]
    (chain,) = chain_drafts(sheets)
    assert [row.texts[0] for row in chain[1].rows] == ["Nr.", "5", "6", "7", "8"]


def test_rows_above_a_part_come_with_the_lines_that_are_drawn_among_them() -> None:
    """The first rows of a page were one, whatever lines close them, where the rows below were found alone."""
    first, a, _ = _ruled([HEAD, *([str(i), "Kost", "Ja"] for i in range(1, 5))], bold=1)
    second, b, _ = _ruled([[str(i), "Søvn", "Nej"] for i in range(5, 9)])
    sheets = read_sheets([page(*first, rulings=a, number=1), page(*second, rulings=b, number=2)])
    (whole,) = sheets[1].drafts
    top = whole.rows[2].top - 4.0
    sheets[1].drafts[:] = [
        replace(
            whole,
            rows=whole.rows[2:],
            box=whole.box._replace(top=top),
            horizontal=tuple(e for e in whole.horizontal if e.at >= top),
        )
    ]
    (chain,) = chain_drafts(sheets)
    assert {round(e.at) for e in chain[1].horizontal} >= {round(e.at) for e in whole.horizontal if e.at > whole.box.top}


def test_running_headers_and_page_numbers_do_not_part_a_table() -> None:
    pages = []
    for k in range(3):
        lines, rulings, _ = _ruled([[str(3 * k + i), "Indsats", "Ja"] for i in range(1, 4)])
        lines += [words("Vejen Kommune  –  sag 18/4711", 50, 40), words(str(k + 1), 280, 810)]
        pages.append(page(*lines, rulings=rulings))
    (table,) = tables_of(*pages)
    assert table.row_count == 9


def test_prose_between_them_parts_two_tables() -> None:
    first, a, end = _ruled([HEAD, ["1", "Kost", "Ja"], ["2", "Motion", "Nej"]], bold=1)
    second, b, _ = _ruled([["3", "Søvn", "Ja"], ["4", "Ro", "Nej"]])
    note = words("Efter tabellen følger en bemærkning som fylder hele linjen på siden her", 50, end + 40)
    assert len(tables_of(page(*first, note, rulings=a), page(*second, rulings=b))) == 2


def test_a_header_below_a_heading_overleaf_heads_another_table() -> None:
    first, a, _ = _ruled([HEAD, ["1", "Kost", "Ja"], ["2", "Motion", "Nej"]], bold=1)
    heading = [words("2. Ro og mad", 54, 60, size=14.0, bold=True), words("Mål: to spiser sundt.", 54, 80)]
    second, b, _ = _ruled([HEAD, ["1", "Søvn", "Ja"], ["2", "Ro", "Nej"]], 120.0, bold=1)
    above, below = tables_of(page(*first, rulings=a), page(*heading, *second, rulings=b))
    assert [row[0] for row in texts(above)] == ["Nr.", "1", "2"]
    assert [row[0] for row in texts(below)] == ["Nr.", "1", "2"]


def test_a_running_table_in_the_page_header_is_none() -> None:
    pages = []
    for k in range(4):
        head, rulings, _ = _ruled([["Id", "Dokument", "Side"], ["4711", "Politik", str(k + 1)]], 30.0)
        prose = [
            words("Løbende tekst som ikke er en tabel men fylder siden helt ud", 50, 200 + 14 * i) for i in range(10)
        ]
        pages.append(page(*head, *prose, rulings=rulings))
    assert tables_of(*pages) == ()


@pytest.mark.parametrize("seed", range(12))
def test_no_word_is_lost_or_used_twice(seed: int) -> None:
    rng = random.Random(seed)
    pages = [_any_page(rng, number) for number in (1, 2)]
    layout = build_layout(Source("0" * 64, 1, tuple(pages), {}, (), {}))
    held = [
        id(word)
        for table in layout.tables
        for c in table.cells
        for part in c.parts
        for line in part.lines
        for word in line.words
    ]
    free = [id(word) for p in layout.pages for block in p.blocks for line in block.lines for word in line.words]
    assert Counter([*held, *free]) == Counter(id(word) for p in pages for word in p.words)
    for table in layout.tables:
        places = [
            (r, k)
            for c in table.cells
            for r in range(c.row, c.row + c.row_span)
            for k in range(c.column, c.column + c.column_span)
        ]
        assert sorted(places) == [(r, k) for r in range(table.row_count) for k in range(table.column_count)]


def _any_page(rng: random.Random, number: int) -> Page:
    """Print, lines and boxes anywhere, some of it in rows."""
    lines = []
    for _ in range(rng.randint(5, 40)):
        text = " ".join(
            rng.choice(["x", "Nr.", "kommunen", "12", "–", "I høj grad", "børn"]) for _ in range(rng.randint(1, 6))
        )
        lines.append(words(text, rng.choice([50.0, 120.0, rng.uniform(40, 500)]), 60.0 + 14 * rng.randint(0, 50)))
    rulings = [
        level(60.0 + 14 * rng.randint(0, 50), rng.uniform(40, 200), rng.uniform(210, 550))
        for _ in range(rng.randint(0, 12))
    ]
    rulings += [
        upright(rng.uniform(40, 550), rng.uniform(50, 300), rng.uniform(310, 780)) for _ in range(rng.randint(0, 8))
    ]
    made = page(*lines, rulings=rulings)
    return Page(number, made.width, made.height, made.words, rulings=made.rulings)


def test_an_empty_grid_is_no_table() -> None:
    assert tables_of(page(*cell("Skema til udfyldelse", 50, 60), rulings=grid(XS, [100.0, 120.0, 140.0, 160.0]))) == ()


def test_a_running_header_close_above_a_table_is_one_where_it_stands_clear_on_other_pages() -> None:
    pages = []
    for k, top in enumerate((100.0, 100.0, 58.0)):
        lines, _ = rows_at([[str(3 * k + i), "Indsats for børn", "Ja"] for i in range(1, 4)], XS[:-1], top)
        pages.append(page(*lines, words("Vejen Kommune, sag 18/4711", 50, 40)))
    (table,) = tables_of(*pages)
    assert [row[0] for row in texts(table)] == [str(n) for n in range(1, 10)]


def test_the_header_of_a_table_that_stands_off_its_rows_is_no_running_header() -> None:
    pages = []
    for k in range(3):
        titles = ("Indsats for børn", "Motion for alle", "Kost i skoler")
        rows = [[str(3 * k + i), titles[(k + i) % 3], "Ja"] for i in range(1, 4)]
        lines, _ = rows_at(rows, XS[:-1], 84.0)
        heads = [words(text, x, 62.0, bold=True) for text, x in zip(HEAD, XS, strict=False)]
        pages.append(page(*heads, *lines))
    (table,) = tables_of(*pages)
    assert texts(table)[0] == HEAD


def test_a_header_whose_last_line_is_one_word_off_its_rows_is_no_running_header() -> None:
    """ "grad" stands alone below three lines of heads: all were taken for the running header of the pages."""
    xs = [54.0, 200.0, 240.0, 280.0, 330.0, 420.0]
    pages = []
    for k in range(3):
        head = ["Anbefaling", "I høj\ngrad", "I\nnogen\ngrad", "Slet\nikke", "Aktiviteter", "Enhed"]
        heads, a = rows_at([head], xs, 62.0, bold=1)
        marks = [["x" if (i + k) % 3 == c else "" for c in range(3)] for i in range(4)]
        title = ("Indsats for børn", "Motion for alle", "Kost i skoler")[k]
        rows, _ = rows_at([[title, *m, "Drøftes", "Staben"] for m in marks], xs, a[-1] + 25.0)
        pages.append(page(*heads, *rows, fills=[shade(50.0, a[0], 500.0, a[1] + 2.0, 0xCCDDEE)]))
    (table,) = tables_of(*pages)
    assert len(table.header_row_set) == 3


def test_an_empty_row_ends_no_table_below_a_painted_head() -> None:
    """The rows below it, five lines off the last, were a table of their own."""
    xs = [54.0, 94.0, 254.0, 290.0, 330.0, 430.0]
    head = ["Nr.", "Anbefaling", "Ja", "Nej", "Aktiviteter", "Enhed"]
    rows = [
        [str(i), "Indsats for børn", *(("x", "") if i % 2 else ("", "x")), "Drøftes", "Staben"] for i in range(1, 7)
    ]
    heads, a = rows_at([head], xs, 100.0, bold=1)
    first, b = rows_at(rows[:1], xs, 120.0)
    rest, _ = rows_at(rows[1:], xs, b[-1] + 52.0)
    sides = [50.0, 90.0, 250.0, 286.0, 326.0, 426.0, 500.0]
    fills = [shade(x, a[0], y, a[1], 0xCCDDEE) for x, y in pairwise(sides)]
    (table,) = tables_of(page(*heads, *first, *rest, fills=fills))
    assert [row[0] for row in texts(table)] == ["Nr.", *"123456"]


def test_a_header_that_is_parted_otherwise_overleaf_is_header_there_too() -> None:
    """Its lines stood far apart on the second page, and were rows."""
    head, rows = (
        ["Ansvarlig\nforvaltning", "Anbefaling", "Status"],
        [[str(n), "Indsats for børn", "Ja"] for n in range(1, 7)],
    )
    first, a, _ = _ruled([head, *rows[:3]], bold=1)
    top = [["Ansvarlig", "", ""], ["forvaltning", "Anbefaling", "Status"]]
    second, b, _ = _ruled([*top, *rows[3:]], bold=2)
    (table,) = tables_of(page(*first, rulings=a), page(*second, rulings=b))
    body = [row[0] for i, row in enumerate(texts(table)) if i not in table.header_row_set]
    assert body == [str(n) for n in range(1, 7)]


def test_a_header_in_other_cells_overleaf_is_header_there_too() -> None:
    """Two heads below that of their group were one cell with it before the page's end, and cells overleaf."""
    heads = [words("Det vi gør i kommunen", 150.0, 100.0, bold=True), words("Nr.", 54.0, 114.0, bold=True)]
    heads += [words("Indsats", 94.0, 114.0, bold=True), words("Status", 254.0, 114.0, bold=True)]
    pages = []
    for first, count in ((1, 2), (3, 4)):
        rows = [[str(n), "Indsats for børn", "Ja"] for n in range(first, first + count)]
        lines, places = rows_at(rows, [x + 4 for x in XS[:-1]], 136.0)
        lower = [level(104.0, XS[1], XS[-1])] if first > 1 else []
        uprights = [upright(x, 120.0 if x == XS[2] and first == 1 else 104.0, places[-1]) for x in XS[1:-1]]
        sides = [upright(x, 88.0, places[-1]) for x in (XS[0], XS[-1])]
        levels = [level(y, XS[0], XS[-1]) for y in (88.0, *places)]
        pages.append(page(*heads, *lines, rulings=[*levels, *lower, *uprights, *sides]))
    (table,) = tables_of(*pages)
    body = [row[0] for i, row in enumerate(texts(table)) if i not in table.header_row_set]
    assert body == [str(n) for n in range(1, 7)]


def test_shades_that_share_their_sides_alone_are_no_one_table() -> None:
    """The right half of a wide table fills the page as the left one does."""
    left, tops = rows_at([[str(i), "Indsats for børn", "Ja"] for i in range(1, 6)], [54.0, 94.0, 354.0], 100.0)
    right, more = rows_at(
        [[str(i), "Der følges op på indsatsen hvert andet år"] for i in range(1, 6)], [54.0, 224.0], 100.0
    )
    zebra = [shade(a, top, b, top + 20) for top in tops[:-1:2] for a, b in ((50, 90), (90, 350), (350, 500))]
    halves = [shade(a, top, b, top + 20) for top in more[:-1:2] for a, b in ((50, 220), (220, 500))]
    tables = tables_of(page(*left, fills=zebra), page(*right, fills=halves))
    assert [table.column_count for table in tables] in ([3, 2], [5])


def test_a_header_that_stands_in_the_middle_of_another_page_is_no_running_header() -> None:
    """Above a row of steps it stood clear of its table, and headed no columns of it."""
    xs = [50.0, 80.0, 110.0, 140.0, 180.0]
    marks = [["x" if i % 4 == k else "" for k in range(4)] for i in range(8)]
    rows = [[*marked, f"Indsats {i} for børn og\nunge"] for i, marked in enumerate(marks)]
    pages = []
    for top, part in ((300.0, rows[:4]), (84.0, rows[4:])):
        heads = [words("Hvor langt?", 70.0, top, bold=True), words("Anbefaling", 180.0, top, bold=True)]
        steps, _ = rows_at([["1", "2", "3", "4", ""]], xs, top + 24, bold=1)
        pages.append(page(*heads, *steps, *rows_at(part, xs, top + 48)[0]))
    (table,) = tables_of(*pages)
    assert table.header_rows == 2
    body = [row for i, row in enumerate(texts(table)) if i not in table.header_row_set]
    assert body == [[text.replace("\n", " ") for text in row] for row in rows]


def test_a_head_below_rows_that_another_page_begins_with_heads_a_further_table() -> None:
    """It came once on the page, and the second table's rows went to the first."""
    rows = [[str(i), "Indsats for børn", "Ja"] for i in range(1, 9)]
    xs = [x + 4 for x in XS[:-1]]

    def part(body: list[list[str]], y: float, *, head: bool) -> tuple[list, list, float]:
        lines, places = rows_at([HEAD, *body] if head else body, xs, y, bold=int(head))
        return lines, [level(at, XS[0], XS[-1]) for at in places[int(head) :]], places[-1]

    first, a, _ = part(rows[:4], 400.0, head=True)
    rest, b, bottom = part(rows[4:6], 100.0, head=False)
    second, c, _ = part(rows[:6], bottom + 60.0, head=True)
    heading = words("Forebyggelsespakken Kost", 50.0, bottom + 35.0, 14.0, bold=True)
    tables = tables_of(page(*first, rulings=a), page(*rest, heading, *second, rulings=[*b, *c]))
    assert [[row[0] for row in texts(table) if row[0].isdigit()] for table in tables] == [list("123456")] * 2


def test_few_rows_of_a_page_are_parted_as_those_of_the_other_pages() -> None:
    """Two numbers of a page do not show that each begins a row."""
    rows = [[str(i), f"Indsats {i} for børn\nog unge", "Kurser i byen", "Ja"] for i in range(1, 9)]
    xs = [50.0, 90.0, 250.0, 400.0]
    first, _ = rows_at([["Nr.", "Anbefaling", "Indsats", "Status"], *rows[:6]], xs, 100.0, space=0.0, bold=1)
    second, _ = rows_at(rows[6:], xs, 100.0, space=0.0)
    (table,) = tables_of(page(*first), page(*second))
    assert [row[0] for row in texts(table)] == ["Nr.", *map(str, range(1, 9))]


def test_the_rest_of_a_shaded_table_has_its_rows_where_its_few_lines_are() -> None:
    rows = [[str(i), "Indsats for børn i byen\nog på landet", "Ja"] for i in range(1, 10)]
    pages = []
    for part in (rows[:7], rows[7:]):
        lines, places = rows_at([HEAD, *part], [x + 4 for x in XS[:-1]], 200.0, bold=1)
        zebra = [shade(XS[0], a, XS[-1], b) for a, b in pairwise(places)][1::2]
        pages.append(page(*lines, fills=zebra))
    (table,) = tables_of(*pages)
    assert [row[0] for row in texts(table)] == ["Nr.", *"1234567", "Nr.", *"89"]


def test_rows_with_numbers_of_their_own_are_two_though_a_merged_cell_leaves_the_first_open() -> None:
    """The line below the last row of the page stopped at a cell that goes on overleaf: both rows became one."""
    xs = [50.0, 150.0, 190.0, 400.0]
    first, a = rows_at([["Tobak", "1", "Kost"], ["", "2", "Motion"]], [x + 4 for x in xs[:-1]], 100.0)
    second, b = rows_at([["", "3", "Søvn"], ["", "4", "Ro"]], [x + 4 for x in xs[:-1]], 60.0)
    cut = [*(level(y, xs[1], xs[-1]) for y in a[1:-1]), level(a[0], xs[0], xs[-1])]
    cut += [level(a[0] + 1, xs[0], xs[-1]), *(upright(x, a[0], a[-1]) for x in xs)]
    (table,) = tables_of(page(*first, rulings=cut), page(*second, rulings=grid(xs, b)))
    assert [row[1] for row in texts(table)] == ["1", "2", "3", "4"]


def test_a_row_overleaf_that_wears_signs_of_its_own_is_no_rest_of_the_row_before() -> None:
    """Every row has its boxes; number and title of the first one overleaf stand in the middle of two rows."""
    xs = [50.0, 80.0, 110.0, 150.0, 300.0, 420.0]
    head = ["Ja", "Nej", "Nr.", "Anbefaling", "Ansvar"]

    def part(rows: list[list[str]], y: float) -> Page:
        lines, ys = rows_at(rows, [x + 4 for x in xs[:-1]], y)
        signs = [circle((a + b) / 2, (top + end) / 2) for a, b in pairwise(xs[:3]) for top, end in pairwise(ys)]
        fills = [shade(a, top, b, end) for i, (top, end) in enumerate(pairwise(ys)) if i % 2 for a, b in pairwise(xs)]
        rulings = [*(upright(x, ys[0], ys[-1]) for x in xs), *(level(t, xs[0], xs[-1]) for t in ys)]
        return page(*lines, drawings=signs[rows[0] == head :], rulings=rulings, fills=fills)

    first = [head, *(["", "", str(i), "Indsats for børn", "Staben"] for i in range(1, 4))]
    rest = [["", "", "", "", "Skolerne"], *(["", "", str(i), "Indsats for børn", "Staben"] for i in range(4, 7))]
    (table,) = tables_of(part(first, 100.0), part(rest, 60.0))
    assert [row[4] for row in texts(table)] == ["Ansvar", *["Staben"] * 3, "Skolerne", *["Staben"] * 3]


def test_a_row_overleaf_with_a_printed_sign_of_its_own_is_no_rest_of_the_row_before() -> None:
    """Number and title are printed once for both rows; a sign in print is never cut in two by the page."""
    xs = [50.0, 80.0, 220.0, 250.0, 300.0, 420.0]

    def part(rows: list[list[str]], y: float) -> Page:
        lines, ys = rows_at(rows, [x + 4 for x in xs[:-1]], y)
        return page(*lines, rulings=grid(xs, ys))

    rows = [[str(i), "Indsats for børn\nog unge", "G", "☺", "Staben og\nskolerne"] for i in range(1, 7)]
    (table,) = tables_of(part(rows[:3], 100.0), part([["", "", "", "☺", "Jobcentret"], *rows[3:]], 60.0))
    assert [row[4] for row in texts(table)] == [*["Staben og skolerne"] * 3, "Jobcentret", *["Staben og skolerne"] * 3]


def test_one_row_of_a_scale_has_one_sign_and_no_second_overleaf() -> None:
    """A row with one sign in either column was joined with one that has the other."""
    xs = [50.0, 80.0, 200.0, 230.0, 260.0, 300.0, 400.0]

    def part(rows: list[list[str]], y: float) -> Page:
        lines, ys = rows_at(rows, [x + 4 for x in xs[:-1]], y)
        return page(*lines, rulings=grid(xs, ys))

    rows = [
        [str(i), "Indsats for børn\nog unge", "G", *("x ", " x")[i % 2], "Staben og\nskolerne"] for i in range(1, 7)
    ]
    rows = [[text.strip() for text in row] for row in rows]
    (table,) = tables_of(part(rows[:4], 100.0), part([["", "", "", "", "x", "Jobcentret"], *rows[4:]], 60.0))
    assert [row[5] for row in texts(table)][3:6] == ["Staben og skolerne", "Jobcentret", "Staben og skolerne"]


def test_a_turned_label_left_of_all_lines_of_a_page_is_of_the_column_that_other_pages_draw() -> None:
    xs = [54.0, 84.0, 124.0, 284.0, 384.0]

    def part(numbers: range, label: str, left: float) -> Page:
        lines, ys = rows_at(
            [[str(i), "Indsats for børn", "Skolerne"] for i in numbers], [x + 4 for x in xs[1:-1]], 100.0
        )
        rulings = [level(y, left, xs[-1]) for y in ys]
        fills = [shade(xs[0], ys[0], xs[1], ys[-1])] if left == xs[0] else []
        return page(*lines, turned(label, 62.0, ys[-1] - 10.0), rulings=rulings, fills=fills)

    (table,) = tables_of(part(range(1, 9), "Alkohol", xs[0]), part(range(9, 17), "Tobak", xs[1]))
    assert sorted(text for row in texts(table) for text in row[:1] if text) == ["Alkohol", "Tobak"]


def test_a_label_left_of_all_shades_of_a_page_is_of_the_column_that_other_pages_draw() -> None:
    """Overleaf the shaded rows begin beside the merged cell: its name stood in no table, and the last one went on."""
    xs = [54.0, 144.0, 184.0, 344.0, 444.0]
    head = ["Pakke", "Nr.", "Anbefaling", "Enhed"]

    def part(rows: list[list[str]], left: float) -> Page:
        lines, ys = rows_at(rows, [x + 4 for x in xs[:-1]], 100.0)
        fills = [shade(left if i else xs[0], ys[i], xs[-1], ys[i + 1]) for i in range(0, len(rows), 2)]
        return page(*lines, fills=fills, rulings=[level(y, left, xs[-1]) for y in ys])

    rows = [["", str(i), "Indsats for børn\nog unge", "Skolerne"] for i in range(1, 15)]
    rows[0][0], rows[7][0] = "Alkohol", "Forebyggelse\naf tobak"
    (table,) = tables_of(part([head, *rows[:7]], xs[0]), part(rows[7:], xs[1]))
    assert [text for row in texts(table) for text in row[:1] if text] == ["Pakke", "Alkohol", "Forebyggelse af tobak"]
    assert [row[1] for row in texts(table)][1:] == [str(i) for i in range(1, 15)]


def test_steps_that_head_the_counts_overleaf_are_no_header_printed_again() -> None:
    """The summary on the last page prints some heads of the table before in other places."""
    xs = [54.0, 94.0, 254.0, 300.0, 340.0, 380.0]
    rows = [["Nr.", "Anbefaling", "HG", "NG", "SI"], *([str(i), "Indsats for børn", "x", "", ""] for i in range(1, 7))]
    lines, places = rows_at(rows, [x + 4 for x in xs[:-1]], 100.0, bold=1)
    table = page(
        *lines, rulings=[*(level(y, xs[0], xs[-1]) for y in places), *(upright(x, 90.0, places[-1]) for x in xs)]
    )
    counts = [["", "HG", "NG", "SI"], ["Tobak", "1", "2", "0"], ["Motion", "0", "1", "1"]]
    summary, ys = rows_at(counts, [58.0, 200.0, 270.0, 350.0], 100.0, bold=1)
    found = tables_of(table, page(*summary, rulings=[level(y, xs[0], xs[-1]) for y in ys]))
    assert [(t.page, t.column_count) for t in found] == [(1, 5), (2, 4)]


def test_a_first_column_that_prints_nothing_on_one_page_is_a_column_on_the_next() -> None:
    xs = [54.0, 124.0, 164.0, 324.0, 424.0]
    head = ["Pakke", "Nr.", "Anbefaling", "Status", "Enhed"]

    def part(numbers: range, label: str, *, first: bool = False) -> Page:
        body = [[label if i == numbers[-1] else "", str(i), "Indsats for børn", "Opfyldt", "Skole"] for i in numbers]
        lines, _ = rows_at([head, *body] if first else body, xs, 60.0, bold=first)
        return page(*lines)

    pages = [part(range(1, 9), "Kost", first=True), part(range(9, 17), ""), part(range(17, 25), "Søvn")]
    (table,) = tables_of(*pages)
    assert [row[1] for row in texts(table)] == ["Nr.", *(str(i) for i in range(1, 25))]


def test_rows_beside_turned_labels_of_one_column_are_one_table() -> None:
    xs = [94.0, 134.0, 294.0, 394.0]
    upper, places = rows_at(
        [["Nr.", "Anbefaling", "Status", "Enhed"], *([str(i), "Indsats", "Opfyldt", "Skole"] for i in range(1, 5))],
        xs,
        100.0,
        bold=1,
    )
    lower, below = rows_at([[str(i), "Indsats", "Ikke", "Fritid"] for i in range(5, 9)], xs, places[-1] + 90.0)
    labels = [
        turned("Forebyggelsespakken Alkohol", 66.0, places[-1] + 60.0),
        turned("Forebyggelsespakken Tobak", 66.0, below[-1] + 30.0),
    ]
    (table,) = tables_of(page(*cell("Pakke", 54.0, 100.0, bold=True), *upper, *lower, *labels))
    assert [row[1] for row in texts(table)] == ["Nr.", *"12345678"]


def test_marks_alone_before_the_end_of_the_page_are_the_row_that_goes_on_overleaf() -> None:
    """Its number is the next one, but nothing is printed before the page ends: the row was one more, without text."""
    xs, ys = [50.0, 90.0, 250.0, 300.0], [90.0, 110.0, 130.0]
    first, _ = rows_at([["1", "Kost", ""], ["2", "Motion", ""]], [x + 4 for x in xs[:-1]], 104.0)
    second, _ = rows_at([["3", "Søvn", ""], ["4", "Ro", ""]], [x + 4 for x in xs[:-1]], 64.0)
    open_ = [upright(x, 90.0, 146.0) for x in xs] + [level(y, xs[0], xs[-1]) for y in ys]
    closed = [upright(x, 50.0, 90.0) for x in xs] + [level(y, xs[0], xs[-1]) for y in (70.0, 90.0)]
    marks = [circle(275.0, 100.0), circle(275.0, 120.0), circle(275.0, 140.0)]
    (table,) = tables_of(page(*first, rulings=open_, drawings=marks), page(*second, rulings=closed))
    assert [row[0] for row in texts(table)] == ["1", "2", "3", "4"]
    assert sum(len(part.drawings) for part in table.grid()[2][2].parts) == 1


def test_the_header_of_a_table_whose_rows_begin_overleaf() -> None:
    """The page ended below the header, or below the name of the first section: the rows had no header."""
    xs = [54.0, 90.0, 300.0, 340.0]
    head, a = rows_at([["Nr.", "Anbefaling", "Ja", "Nej"]], xs, 700.0, bold=1)
    section = cell("Pakken om tobak", 54.0, 720.0, bold=True)
    rows = [[str(i), "Indsats for børn og\nunge i skolen", *(("x", "") if i % 2 else ("", "x"))] for i in range(1, 9)]
    body, b = rows_at(rows, xs, 60.0)
    sides = [shade(50.0, a[0], 380.0, a[1])]
    zebra = [shade(50.0, y, 380.0, z) for y, z in list(pairwise(b))[::2]]
    for last in ([], section):
        (table,) = tables_of(page(*head, *last, fills=sides), page(*body, fills=zebra))
        assert texts(table)[0] == ["Nr.", "Anbefaling", "Ja", "Nej"]
        assert table.header_rows == 1


@pytest.mark.parametrize("bold", [2, 0])
def test_heads_above_the_only_line_of_a_page_head_the_rows_overleaf(bold: int) -> None:
    """Nothing is drawn above them, and one stands over the steps: all rows overleaf were read without a header."""
    xs = [54.0, 90.0, 250.0, 350.0, 390.0, 430.0]
    intro = words("Kommunen har gennemgået sin indsats i alle afdelinger", 54.0, 660.0)
    heads = [["Nr.", "Anbefaling", "Afdeling", "", "", ""], ["", "", "", "1", "2", "3"]]
    head, a = rows_at(heads, xs, 700.0, bold=bold)
    over = cell("Hvor langt er kommunen?", 342.0, 700.0, bold=bold > 0)
    marks = [("x", "", ""), ("", "x", ""), ("", "", "x")]
    rows = [[str(i), "Indsats for børn og\nunge i skolen", "Staben", *marks[i % 3]] for i in range(1, 9)]
    body, b = rows_at(rows, xs, 60.0)
    zebra = [shade(50.0, y, 470.0, z) for y, z in list(pairwise(b))[::2]]
    first = page(intro, *head, *over, rulings=[level(a[-1], 50.0, 470.0)])
    (table,) = tables_of(first, page(*body, fills=zebra))
    assert table.header_rows == 2
    assert texts(table)[1][3:] == ["1", "2", "3"]
    assert next((c.column, c.column_span) for c in table.cells if c.text == "Hvor langt er kommunen?") == (3, 3)
    assert [row[0] for row in texts(table)[2:]] == [str(i) for i in range(1, 9)]


@pytest.mark.parametrize("shaded", [True, False])
def test_a_header_that_the_page_ends_within_is_one_with_its_rest_overleaf(shaded: bool) -> None:
    """The heads of the steps stood overleaf: the rows there had no other head, and the first rows of it no table."""
    xs = [54.0, 90.0, 190.0, 300.0, 340.0, 380.0, 420.0]
    groups = [["", "", "Lokalt", "", "Vurdering", "", ""], ["Nr.", "Anbefaling", "Indsats", "", "", "", "Noter"]]
    head, a = rows_at(groups, xs, 680.0, bold=2)
    steps, b = rows_at([["", "", "", "Ja", "Delvis", "Nej", ""]], xs, 60.0, bold=1)
    marks = ["x" if i % 3 == k else "" for i in range(1, 9) for k in range(3)]
    rows = [
        [str(i), "Indsats for børn\nog unge i skolen", "Under arbejde", *marks[3 * i - 3 : 3 * i], "Drøftes igen"]
        for i in range(1, 9)
    ]
    body, _ = rows_at(rows, xs, b[-1])
    above = [shade(50.0, a[0], 500.0, a[-1])] if shaded else []
    below = [shade(296.0, b[0], 416.0, b[-1])] if shaded else []
    (table,) = tables_of(page(*head, fills=above), page(*steps, *body, fills=below))
    assert table.header_row_set == {0, 1, 2}
    assert table.header_rows == 3
    assert texts(table)[2][3:6] == ["Ja", "Delvis", "Nej"]
    assert [row[0] for row in texts(table)[3:]] == [str(i) for i in range(1, 9)]


def test_paint_of_one_column_alone_overleaf_shows_a_part_of_the_table_within_a_border() -> None:
    """Heads are painted cell by cell; overleaf only the first column is, and nothing stands in one of the others."""
    xs = [54.0, 130.0, 300.0, 330.0, 360.0, 390.0]
    sides = [50.0, 126.0, 296.0, 326.0, 356.0, 386.0, 500.0]
    head = [["Enhed", "Anbefaling", "Ja", "Lidt", "Nej", "Noter"]]

    def sheet(first: int, marks: str, *, headed: bool) -> Page:
        rows = [
            ["Staben", f"{first + i} Indsats for børn", *("x" if k == int(mark) else "" for k in range(3)), "Drøftes"]
            for i, mark in enumerate(marks)
        ]
        lines, places = rows_at([*(head if headed else []), *rows], xs, 104.0 + 10 * first, bold=headed)
        fills = [shade(a, places[0], b, places[1]) for a, b in pairwise(sides)] if headed else []
        fills += [shade(50.0, places[headed], 126.0, places[-1], 0xEEEEEE)]
        border = [level(y, 50.0, 500.0) for y in (places[0], places[-1])]
        border += [upright(x, places[0], places[-1]) for x in (50.0, 500.0)]
        return page(*lines, fills=fills, rulings=border)

    (table,) = tables_of(sheet(1, "01201", headed=True), sheet(6, "000", headed=False))
    assert table.column_count == 6
    assert [row[1][0] for row in texts(table)[1:]] == [str(i) for i in range(1, 9)]


def test_a_number_behind_a_word_counts_on_overleaf() -> None:
    """ "Nr. 3" begins a row of its own; what fills few columns there looked like the rest of the row before."""
    xs = [50.0, 100.0, 260.0, 330.0, 400.0]
    rows = [["Nr. 1", "Kost", "Ja", "Staben"], ["Nr. 2", "Motion for børn", "Ja", "Staben"], ["Nr. 3", "Ro", "", ""]]
    first, a = rows_at(rows[:2], [x + 4 for x in xs[:-1]], 100.0)
    second, b = rows_at([*rows[2:], ["Nr. 4", "Søvn", "Nej", ""]], [x + 4 for x in xs[:-1]], 60.0)
    cut = [*(level(y, xs[0], xs[-1]) for y in a[:-1]), *(upright(x, a[0], a[-1] + 8.0) for x in xs)]
    (table,) = tables_of(page(*first, rulings=cut), page(*second, rulings=grid(xs, b)))
    assert [row[0] for row in texts(table)] == ["Nr. 1", "Nr. 2", "Nr. 3", "Nr. 4"]


def test_the_number_of_a_row_that_is_set_from_the_middle_and_cut_is_that_of_its_first_lines_too() -> None:
    """It stands in the half overleaf, and made a row of its own there."""
    xs = [50.0, 100.0, 260.0, 330.0, 400.0]
    rows = [
        ["Nr. 1", "Kost", "Ja", "Staben"],
        ["Nr. 2", "Motion for børn", "Ja", "Staben"],
        ["", "Ro og hvile for", "", ""],
    ]
    first, a = rows_at(rows, [x + 4 for x in xs[:-1]], 100.0)
    rest = [["Nr. 3", "børn i alle skoler", "", ""], ["Nr. 4", "Søvn", "Nej", ""]]
    second, b = rows_at(rest, [x + 4 for x in xs[:-1]], 60.0)
    cut = [*(level(y, xs[0], xs[-1]) for y in a[:-1]), *(upright(x, a[0], a[-1] + 8.0) for x in xs)]
    (table,) = tables_of(page(*first, rulings=cut), page(*second, rulings=grid(xs, b)))
    assert [row[:2] for row in texts(table)[2:3]] == [["Nr. 3", "Ro og hvile for børn i alle skoler"]]


def test_the_first_line_of_a_head_printed_again_is_of_it_though_the_rows_there_are_far_below() -> None:
    """The head of a group stood further above the heads of columns than the lines of the cells below do."""
    xs = [50.0, 90.0, 260.0, 290.0, 340.0]
    long = "Afventer en plan\nfor alle skoler\ni kommunen\nog klubberne"

    def part(numbers: range, label: str, y: float, note: str) -> Page:
        head, _ = rows_at([["Nr.", "Anbefaling", "Ja", "Nej", "Noter"]], xs, y + 24.0, bold=1)
        group = [*cell("Tema", 50.0, y, bold=True), *cell("Status", 262.0, y, bold=True)]
        body = [[f"{i}.", f"{label} {i}", "x" if i % 2 else "", "" if i % 2 else "x", note] for i in numbers]
        lines, _ = rows_at(body, xs, y + 44.0, space=14.0)
        return page(*group, *head, *lines)

    (table,) = tables_of(part(range(1, 9), "Indsats", 200.0, "Afventer"), part(range(9, 17), "Plan", 60.0, long))
    assert [row[0] for i, row in enumerate(texts(table)) if i not in table.header_row_set] == [
        f"{i}." for i in range(1, 17)
    ]


def test_a_merged_cell_that_a_page_with_a_closed_row_beside_it_cuts_is_one() -> None:
    """The lines below the last row of the page closed all cells but the merged one: its rows had no unit."""
    xs = [46.0, 146.0, 186.0, 386.0]
    rows = [
        ["Enhed", "Nr.", "Anbefaling"],
        *([("Jobcentret" if i == 1 else ""), str(i), f"Indsats {i}"] for i in (1, 2, 3)),
    ]
    lines, ys = rows_at(rows, [50.0, 150.0, 190.0], 100.0, bold=1)
    rulings = [level(y, xs[0], xs[-1]) for y in ys[:2]] + [level(y, xs[1], xs[-1]) for y in ys[2:]]
    rulings += [upright(x, ys[0], ys[-1]) for x in xs]
    (table,) = tables_of(page(*lines, rulings=rulings))
    assert [row[0] for row in texts(table)] == ["Enhed", "Jobcentret", "Jobcentret", "Jobcentret"]


def test_a_bold_line_above_the_rest_of_a_table_without_upright_lines_heads_a_section() -> None:
    """The name of a category began the page, and the rows below it were a table of columns that nothing named."""
    xs = [54.0, 94.0, 254.0]
    rows = [HEAD, *([str(i), f"Indsats for børn {i}", "Opfyldt"] for i in range(1, 6))]
    first, ys = rows_at(rows, xs, 100.0, bold=1)
    rest, below = rows_at([[str(i), f"Indsats for børn {i}", "Opfyldt"] for i in range(6, 9)], xs, 90.0)
    (table,) = tables_of(
        page(*first, rulings=[level(y, 50.0, 400.0) for y in ys]),
        page(words("Oplysning", 54.0, 72.0, bold=True), *rest, rulings=[level(y, 50.0, 400.0) for y in below]),
    )
    assert [row[0] for row in texts(table)] == ["Nr.", *"12345", "Oplysning", *"678"]


def test_a_row_of_which_the_page_shows_no_line_of_print_is_none() -> None:
    """Its shade and lines began below the last row, and an empty row stood between that and the next."""
    first, places, end = _ruled([HEAD, ["1", "Røgfri skoler", "Ja"], ["2", "Kurser", "Nej"]], bold=1)
    rest, below, _ = _ruled([["3", "Kampagner", "Ja"], ["4", "Vejledning", "Ja"]])
    open_ = [upright(x, end, end + 5.0) for x in XS]
    shades = [shade(XS[0], end, XS[-1], end + 5.0)]
    (table,) = tables_of(page(*first, rulings=[*places, *open_], fills=shades), page(*rest, rulings=below))
    assert [row[0] for row in texts(table)] == ["Nr.", "1", "2", "3", "4"]


def test_a_heading_and_a_head_printed_again_at_the_foot_of_a_page_begin_another_table() -> None:
    """Both were rows of the table above them, whose section the rows overleaf came to."""
    xs = [54.0, 254.0, 354.0]
    head = ["Emne", "Status", "Beskrivelse"]
    rows = [head, *([f"Indsats for unge {i}", "Igangsat", "Der er en plan"] for i in range(1, 5))]
    first, ys = rows_at(rows, xs, 500.0, bold=1)
    foot = [words("INFORMATION", 54.0, ys[-1] + 30.0, bold=True)]
    foot += [words(text, x, ys[-1] + 48.0, bold=True) for text, x in zip(head, xs, strict=True)]
    lines = [*(level(y, 50.0, 500.0) for y in ys), level(ys[-1] + 52.0, 50.0, 500.0)]
    fills = [shade(50.0, ys[-1] + 35.0, 500.0, ys[-1] + 52.0)]
    rest, below = rows_at([[f"Kampagne nummer {i}", "Opfyldt", "Der er en aftale"] for i in range(1, 5)], xs, 90.0)
    found = tables_of(
        page(*first, *foot, rulings=lines, fills=fills), page(*rest, rulings=[level(y, 50.0, 500.0) for y in below])
    )
    assert [[row[0] for row in texts(table)] for table in found] == [
        ["Emne", *(f"Indsats for unge {i}" for i in range(1, 5))],
        ["Emne", *(f"Kampagne nummer {i}" for i in range(1, 5))],
    ]


def test_a_bold_caption_above_a_header_that_is_printed_again_heads_no_section() -> None:
    """Each page has a table under a caption of its own; the second was the rest of the first."""
    xs = [54.0, 94.0, 254.0]
    pages = []
    for start, more in ((1, ""), (6, " (fortsat)")):
        rows = [HEAD, *([str(i), f"Indsats for børn {i}", "Opfyldt"] for i in range(start, start + 5))]
        lines, ys = rows_at(rows, xs, 100.0, bold=1)
        caption = words(f"Tabel 3. Indsatser for børn og unge i kommunens skoler{more}", 54.0, 80.0, bold=True)
        pages.append(page(caption, *lines, rulings=[level(y, 50.0, 400.0) for y in (*ys[:2], ys[-1])]))
    assert [table.row_count for table in tables_of(*pages)] == [6, 6]


def test_a_row_between_two_lines_overleaf_is_whole_though_its_title_is_bold() -> None:
    """All rows before are closed by lines: the bold lines of the last one went on with the row above."""
    xs = [54.0, 104.0, 300.0, 330.0]
    text = "Motion for børn\ni alle skoler\nIndsatsen tager højde for\nat alle kan være med"

    def part(numbers: Sequence[int]) -> Page:
        lines, places = rows_at([["", text, "", ""] for _ in numbers], xs, 100.0)
        for line in lines:
            line[:] = [w._replace(bold=w.text in text.split()[:6]) for w in line]
        for number, top in zip(numbers, places, strict=False):
            lines += [words(str(number), 54.0, top + 32.0), words("x", 300.0, top + 32.0)]
            lines += [words("Der er en plan", 330.0, top + 32.0)]
        border = [upright(x, places[0], places[-1]) for x in (50.0, 500.0)]
        return page(*lines, rulings=[*(level(y, 50.0, 500.0) for y in places), *border])

    (table,) = tables_of(part([1, 2, 3, 4]), part([5, 6]))
    assert [row[0] for row in texts(table)] == list("123456")
    assert {row[1] for row in texts(table)} == {text.replace("\n", " ")}


def test_heads_above_the_name_of_a_section_are_those_that_come_again_overleaf() -> None:
    """The name parts them from rows that were no table by themselves: these stood without heads."""
    xs = [54.0, 104.0, 254.0, 320.0, 420.0]
    head = ["Nr.", "Anbefaling", "Status", "Enhed", "Noter"]

    def part(numbers: Sequence[int], y: float, *names: str) -> Page:
        heads, above = rows_at([head], xs, y, bold=1)
        named = [words(name, 54.0, above[-1] + 14.0, bold=True) for name in names]
        rows = [[f"Nr. {i}", "Indsats for børn", "Ja", "Staben", "Drøftes"] for i in numbers]
        return page(*heads, *named, *rows_at(rows, xs, above[-1] + 14.0 + 20.0 * len(names))[0], number=numbers[0])

    sheets = read_sheets([part([1, 2], 740.0, "Forebyggelsespakke om alkohol"), part([2, 3, 4, 5], 60.0)])
    sheets[0].drafts.clear()
    (chain,) = chain_drafts(sheets)
    assert [row.texts[0] for row in chain[0].rows] == ["Nr.", "Forebyggelsespakke om alkohol", "Nr. 1", "Nr. 2"]


def test_a_cell_over_several_rows_goes_on_over_all_of_a_page_and_ends_at_a_line_on_the_next() -> None:
    """It ended with the row that the first page cut: no line of its own stands on the pages after that."""
    xs = [50.0, 130.0, 250.0, 400.0]

    def part(rows: list[list[str]], top: str, groups: list[int], *, cut: tuple[bool, bool]) -> Page:
        lines, places = rows_at(rows, [x + 4 for x in xs[1:-1]], 100.0)
        lines += cell(top, 54.0, 100.0)
        rulings = [level(y, xs[1], xs[-1]) for y in places[1 * cut[0] : len(places) - cut[1]]]
        rulings += [level(places[i], xs[0], xs[1]) for i in groups]
        rulings += [upright(x, places[0], places[-1]) for x in xs]
        return page(*lines, rulings=rulings)

    long = ["Indsats for børn", "Her er der\nmeget at\nfortælle om"]
    rest = ["", "Resten er\ntil næste side"]
    short = ["Indsats for unge", "Ja"]
    first = part([short, short, long], "Grundniveau", [0], cut=(False, True))
    second = part([rest, short, short, long], "", [], cut=(True, True))
    third = part([rest, short, short, short], "", [3, 4], cut=(True, False))
    (table,) = tables_of(first, second, third)
    spans = [(c.row, c.row_span) for c in table.cells if c.column == 0 and c.text]
    assert spans == [(0, 8)]


def test_a_header_that_lost_a_word_overleaf_is_known() -> None:
    """OCR passed a lone letter over: the heads overleaf became part of the first row there."""
    heads = ["Nr.", "Anbefalingens titel her", "Kommunens status O"]
    first, a, _ = _ruled([heads, ["1", "Kost", "Ja"], ["2", "Motion", "Nej"]], bold=1)
    second, b, _ = _ruled([[*heads[:2], "Kommunens status"], ["3", "Søvn", "Ja"], ["4", "Ro", "Nej"]], bold=1)
    (table,) = tables_of(page(*first, rulings=a), page(*second, rulings=b))
    assert table.header_row_set == {0, 3}


def test_rows_with_words_of_the_header_are_none() -> None:
    heads = ["Nr.", "Anbefalingens titel her", "Kommunens status"]
    first, a, _ = _ruled([heads, ["1", "Kost", "Ja"], ["2", "Motion", "Nej"]], bold=1)
    second, b, _ = _ruled([heads, ["3", "Anbefalingens titel er", "Kommunens"], ["4", "Ro", "Nej"]], bold=1)
    (table,) = tables_of(page(*first, rulings=a), page(*second, rulings=b))
    assert table.header_row_set == {0, 3}
