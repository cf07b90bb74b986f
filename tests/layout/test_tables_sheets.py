"""Sheets too wide for the page, and rows and headers that pages cut."""

from __future__ import annotations

from schemas.page import Ruling, Word
from tests.layout.tabled import cell, grid, level, page, rows_at, tables_of, texts, upright, words

XS = [50.0, 90.0, 260.0]
ROWS = [[f"{i}.", "Indsats for børn og\nunge i skolen", "Igangsat"] for i in range(1, 6)]
HEAD = ["Nr.", "Anbefaling", "Status"]
NOTES = ["Bemærkning", "Afventer", "", "Drøftes på\nnæste møde", "", "Fortsættes"]


def test_a_column_that_stands_alone_on_its_page_joins_the_rows_at_its_heights() -> None:
    lines, places = rows_at([HEAD, *ROWS], XS, 100.0, bold=1)
    notes = [line for text, y in zip(NOTES, places, strict=False) for line in cell(text, 54.0, y + 14.0)]
    (table,) = tables_of(
        page(*lines, rulings=grid([46.0, 86.0, 256.0, 400.0], places)),
        page(*notes, rulings=grid([46.0, 180.0], places)),
    )
    assert [row[3] for row in texts(table)] == [note.replace("\n", " ") for note in NOTES]
    assert table.page_last == 2


def test_a_column_alone_whose_lines_stand_elsewhere_is_no_part_of_the_table() -> None:
    lines, places = rows_at([HEAD, *ROWS], XS, 100.0, bold=1)
    lower = [y + 9.0 for y in places]
    notes = [line for text, y in zip(NOTES, lower, strict=False) for line in cell(text, 54.0, y + 14.0)]
    (table,) = tables_of(
        page(*lines, rulings=grid([46.0, 86.0, 256.0, 400.0], places)), page(*notes, rulings=grid([46.0, 180.0], lower))
    )
    assert table.column_count == 3


def test_lines_that_part_rows_show_a_table_though_most_print_is_of_one_long_cell() -> None:
    long = "Kurser for alle lærere\nog pædagoger på skoler\nog i dagtilbud med støtte\nfra kommunens egne\nkonsulenter"
    rows = [["Beskrivelse", "Enhed"], *([long, f"Team {name}"] for name in ("Nord", "Syd", "Øst", "Vest"))]
    lines, places = rows_at(rows, [50.0, 220.0], 100.0, bold=1)
    tables = tables_of(page(*lines, rulings=[level(y, 46.0, 420.0) for y in places[1:]]))
    assert [texts(table)[1][1] for table in tables] == ["Team Nord"]
    assert texts(tables[0])[0] == ["Beskrivelse", "Enhed"]


def test_a_row_that_counts_on_is_no_rest_of_the_row_before_the_page_ended() -> None:
    """Its number follows that of the last row, though it leaves the column empty that fills every other row."""
    xs = [50.0, 180.0, 240.0, 300.0]
    title = "Plan for støtte til\nbørn og unge"
    rows = [["Anbefaling", "Ja", "Nej", "Ansvarlig"], [f"1. {title}", "x", "", "Skolechefen"]]
    rows += [["", "", "x", "Centerchefen"], [f"2. {title}", "x", "", "Skolechefen"]]
    first, places = rows_at(rows, xs, 100.0, bold=1)
    rest, _ = rows_at([[f"3. {title}", "", "x", ""], [f"4. {title}", "x", "", "Skolechefen"]], xs, 60.0)
    rulings = [level(places[0], 46.0, 420.0), level(places[1], 46.0, 420.0)]
    (table,) = tables_of(page(*first, rulings=rulings), page(*rest))
    assert [row[0][:2] for row in texts(table)[1:]] == ["1.", "", "2.", "3.", "4."]


def test_a_header_printed_again_is_parted_from_the_rest_of_a_row_that_no_line_closes() -> None:
    xs, sides = [50.0, 90.0, 260.0], [46.0, 86.0, 256.0, 400.0]
    rows = [HEAD, ["1.", "Plan for skolen", "I gang"], ["2.", "En plan for\nunge som", "I gang"]]
    first, places = rows_at(rows, xs, 100.0, bold=1)
    again, _ = rows_at([HEAD], xs, 60.0, bold=1)
    rest, below = rows_at([["", "går på skolen", ""], ["3.", "Plan for alle", "I gang"]], xs, 80.0)
    cut = [level(y, 46.0, 400.0) for y in places[:3]] + [upright(x, places[0], places[3]) for x in sides]
    top = 60.0 + places[0] - 100.0
    lines = [level(y, 46.0, 400.0) for y in (top, *below[1:])] + [upright(x, top, below[-1]) for x in sides]
    (table,) = tables_of(page(*first, rulings=cut), page(*again, *rest, rulings=lines))
    body = [row for i, row in enumerate(texts(table)) if i not in table.header_row_set]
    assert body[1] == ["2.", "En plan for unge som går på skolen", "I gang"]
    assert body[2] == ["3.", "Plan for alle", "I gang"]


def test_a_half_under_the_head_of_one_group_has_the_rows_of_the_other() -> None:
    """The head reached over all its columns, as a title does that is no part of the header: one row too many."""
    lines, places = rows_at([["Anbefalingen", "", ""], HEAD, *ROWS], XS, 100.0, bold=2)
    rest = [["Enhed", "Ansvarlig"], *([f"Team {i}", "Leder"] for i in range(1, 6))]
    head = cell("Beskrivelse af indsatsen", 60.0, places[0] + 14.0, bold=True)
    other = [
        part
        for row, y in zip(rest, places[1:], strict=False)
        for text, x in zip(row, (54.0, 184.0), strict=True)
        for part in cell(text, x, y + 14.0, bold=row is rest[0])
    ]
    group = [r for r in grid([46.0, 176.0, 300.0], places) if r.horizontal or r.x0 != 176.0]
    (table,) = tables_of(
        page(*lines, rulings=grid([46.0, 86.0, 256.0, 400.0], places)),
        page(*head, *other, rulings=[*group, upright(176.0, places[1], places[-1])]),
    )
    assert [row[3] for row in texts(table)][2:] == [f"Team {i}" for i in range(1, 6)]


def _half(rows: list[list[str]], x: float, places: list[float], width: float) -> tuple[list[list[Word]], list[Ruling]]:
    """Rows of two columns at the heights of a sheet, each stretch of them in a grid; empty rows are left blank."""
    lines = [
        part
        for row, y in zip(rows, places, strict=False)
        for text, left in zip(row, (x, x + width), strict=True)
        for part in cell(text, left + 4.0, y + 14.0, bold=row is rows[0])
    ]
    filled = [i for i, row in enumerate(rows) if any(row)]
    runs: list[list[int]] = []
    for i in filled:
        runs = [*runs[:-1], [*runs[-1], i]] if runs and runs[-1][-1] == i - 1 else [*runs, [i]]
    sides = [x, x + width, x + 2 * width]
    return lines, [r for run in runs for r in grid(sides, places[run[0] : run[-1] + 2])]


def test_a_half_that_blank_rows_of_sections_break_has_the_rows_of_the_other() -> None:
    """The head of a section prints in the first columns alone: on the page of the others its row has no lines."""
    sections = [["Rammer", "", ""], *ROWS[:3], ["Tilbud", "", ""], *ROWS[3:]]
    lines, places = rows_at([HEAD, *sections], XS, 100.0, bold=1)
    rulings = [r for r in grid([46.0, 86.0, 256.0, 400.0], places) if r.horizontal]
    rulings += [
        upright(x, a, b)
        for x in (46.0, 86.0, 256.0, 400.0)
        for a, b in ((places[0], places[1]), (places[2], places[5]), (places[6], places[-1]))
    ]
    rulings += [upright(x, places[0], places[-1]) for x in (46.0, 400.0)]
    other = [["Enhed", "Noter"], ["", ""], *([f"Team {i}", f"Note {i}"] for i in (1, 2, 3)), ["", ""]]
    other += [[f"Team {i}", f"Note {i}"] for i in (4, 5)]
    half, own = _half(other, 50.0, places, 120.0)
    (table,) = tables_of(page(*lines, rulings=rulings), page(*half, rulings=own))
    assert [row[3:] for row in texts(table)] == other
    assert [row[0] for row in texts(table)] == ["Nr.", "Rammer", "1.", "2.", "3.", "Tilbud", "4.", "5."]


def test_the_last_row_of_a_column_that_stands_alone_joins_on_a_page_of_its_own() -> None:
    """One row of a column shows little; beside the column above it goes on."""
    lines, places = rows_at([HEAD, *ROWS], XS, 100.0, bold=1)
    last, end = rows_at([["6.", "Indsats for børn og\nunge i skolen", "Igangsat"]], XS, 60.0)
    notes = [line for text, y in zip(NOTES, places, strict=False) for line in cell(text, 54.0, y + 14.0)]
    sides = [46.0, 86.0, 256.0, 400.0]
    (table,) = tables_of(
        page(*lines, rulings=grid(sides, places)),
        page(*last, rulings=grid(sides, end)),
        page(*notes, rulings=grid([46.0, 180.0], places)),
        page(*cell("Afsluttet", 54.0, end[0] + 14.0), rulings=grid([46.0, 180.0], end)),
    )
    assert [row[3] for row in texts(table)][-1] == "Afsluttet"
    assert table.page_last == 4


def test_two_sheets_of_one_head_are_two_tables_though_the_first_goes_on_sideways() -> None:
    """Its numbers and heights agreed with the second's, whose head a column broke otherwise: one table of all."""
    steps, right = ["Høj grad", "Nogen grad", "Slet ikke"], ["Nr.", "Indsats", "Bemærkning"]
    tables = []
    for name, space in (("Kost", "\n"), ("Tobak", " ")):
        head = ["Nr.", "Anbefaling", *(step.replace(" ", space) for step in steps)]
        first = [head, *([str(i), f"{name} {i}", "x", "", ""] for i in range(1, 6))]
        second = [right, *([str(i), f"Kursus {i}", f"Note {i}"] for i in range(1, 6))]
        for rows, xs in ((first, [54.0, 104.0, 254.0, 324.0, 394.0]), (second, [54.0, 104.0, 254.0])):
            lines, places = rows_at(rows, xs, 100.0, bold=1)
            tables.append(page(*lines, rulings=grid([x - 4.0 for x in (*xs, 454.0)], places)))
    found = tables_of(*tables)
    assert [(table.column_count, texts(table)[1][1]) for table in found] == [(8, "Kost 1"), (8, "Tobak 1")]


def test_names_whose_lines_the_other_half_parts_into_rows_are_those_of_the_first() -> None:
    """Lines set tight on shaded sheets: each line of a title was a row there, and its notes were those of no row."""
    names = [("Politik for alkohol på", "kommunens skoler"), ("Tilbud om", "rygestop"), ("Kost i alle dag-", "tilbud")]
    whole = [["Anbefaling", "Status"], *([f"{a} {b}".replace("- ", ""), "Opfyldt"] for a, b in names)]
    left, places = rows_at(whole, [54.0, 354.0], 100.0, bold=1)
    parted = [["Anbefaling", "Note"], *([text, note] for a, b in names for text, note in ((a, f"Om {b}"), (b, "")))]
    right, lower = rows_at(parted, [54.0, 354.0], 100.0, bold=1)
    (table,) = tables_of(
        page(*left, rulings=grid([50.0, 350.0, 450.0], places)),
        page(*right, rulings=grid([50.0, 350.0, 450.0], lower)),
    )
    assert [row[3] for row in texts(table)] == ["Note", "Om kommunens skoler", "Om rygestop", "Om tilbud"]


def test_a_half_whose_first_head_stands_a_line_above_the_others_is_no_further_rows() -> None:
    """ "Ansvarlig" above "Nr.", "Beskrivelse" and "forvaltning" was no header, and the half went on with the rows."""
    xs = [54.0, 100.0, 330.0, 430.0]
    rows = [[f"{i}.1", "Indsats for børn og\nunge i skolen", "Basis", "Ja"] for i in range(1, 7)]
    first, _ = rows_at([["Nr.", "Anbefaling", "Niveau", "Status"], *rows], xs, 100.0, bold=1)
    more = [[f"{i}.1", "Der arbejdes videre\nmed kurser", "Jobcentret"] for i in range(1, 7)]
    second, _ = rows_at([["Nr.", "Beskrivelse", ""], *more], xs[:3], 100.0, bold=1)
    second += [words("Ansvarlig", 330.0, 94.0, bold=True), words("forvaltning", 330.0, 106.0, bold=True)]
    (table,) = tables_of(page(*first), page(*second))
    assert texts(table)[0] == ["Nr.", "Anbefaling", "Niveau", "Status", "Nr.", "Beskrivelse", "Ansvarlig forvaltning"]
    assert [row[4] for row in texts(table)[1:]] == [row[0] for row in rows]


def test_a_strip_joins_two_that_were_joined_already() -> None:
    """The two pages of the strips before it were taken for those of one, and its notes were lost."""
    lines, places = rows_at([HEAD, *ROWS], XS, 100.0, bold=1)
    units = [["Enhed", "Frist"], *([f"Team {i}", f"20{10 + i}"] for i in range(len(ROWS)))]
    more, _ = rows_at(units, [54.0, 154.0], 100.0, bold=1)
    notes = [words("Noter", 54.0, places[0] + 14.0, bold=True)]
    notes += [words(f"Se bilag {i}", 54.0, places[i] + 14.0) for i in (1, 3)]
    (table,) = tables_of(
        page(*lines, rulings=grid([46.0, 86.0, 256.0, 400.0], places)),
        page(*more, rulings=grid([46.0, 146.0, 256.0], places)),
        page(*notes, rulings=[level(y, 46.0, 86.0) for y in places]),
    )
    assert texts(table)[0] == [*HEAD, "Enhed", "Frist", "Noter"]


def test_grids_below_one_head_have_the_columns_that_stand_at_their_heights_overleaf() -> None:
    """A sheet that parts its rows into grids, with names and sums between them, was joined with none of its strips."""
    xs, sides, further = [50.0, 260.0], [46.0, 256.0, 300.0], [46.0, 180.0, 300.0]
    first: list[list[Word]] = []
    second: list[list[Word]] = []
    lines: list[Ruling] = []
    more: list[Ruling] = []
    y = 100.0
    parts = (("Rammer", 4), ("Tilbud", 3), ("Information", 3))
    for part, (name, count) in enumerate(parts):
        head = [["Anbefaling", "Score"]] if not part else []
        strip = [["Eksempler", "Afdeling"]] if not part else []
        rows = [[f"{name} nummer {i}", str(i)] for i in range(1, count + 1)]
        notes = [[f"Notat {i} om {name.lower()}" if i > 1 else "", f"Enhed {i}"] for i in range(1, count + 1)]
        own, places = rows_at([*head, *rows], xs, y, bold=len(head))
        beside, _ = rows_at([*strip, *notes], [50.0, 184.0], y, bold=len(head))
        first += [*own, words("Gennemsnit", 180.0, places[-1] + 12.0), words("2,5", 262.0, places[-1] + 12.0)]
        second += beside
        lines += grid(sides, places)
        more += grid(further, places)
        y = places[-1] + 60.0
        if part + 1 < len(parts):
            first.append(words(parts[part + 1][0], 50.0, y - 18.0, bold=True))
    tables = tables_of(page(*first, rulings=lines), page(*second, rulings=more))
    assert [table.column_count for table in tables] == [4, 4, 4]
    assert texts(tables[0])[0] == ["Anbefaling", "Score", "Eksempler", "Afdeling"]
    assert [row[3] for table in tables for row in texts(table) if row[3] != "Afdeling"] == [
        f"Enhed {i}" for _, count in parts for i in range(1, count + 1)
    ]
    assert texts(tables[2])[1] == ["Information nummer 2", "2", "Notat 2 om information", "Enhed 2"]
