"""Columns of one assessment on two sheets: what stands apart belongs to the rows that it speaks of."""

from __future__ import annotations

from dataclasses import replace

from extractors.kinds.assessment.doubt.unread import unread_heads
from extractors.layout import build_layout
from extractors.pdf import read
from schemas.document import ExtractedDocument
from schemas.layout import Block, Line
from tests.kinds.drawn_tables import TITLES, Cell, Paper, Row, band

WIDE = (50, 260, 90, 90, 90)
RATED: list[Row] = [["Nr.", "Anbefaling", "I høj grad", "I nogen grad", "Slet ikke"]]
RATED += [[str(n), title, *("x" if n % 3 == step else "" for step in range(3))] for n, title in enumerate(TITLES, 1)]
UNITS = ("Jobcentret", "Sundhedsplejen", "Hjemmeplejen", "Familiehuset", "Tandplejen", "Borgerservice")
SAYING: list[Row] = [["Nr.", "Beskrivelse af indsatsen", "Forankring"]]
SAYING += [[str(n), f"Der arbejdes med emne {n} i kommunen", unit] for n, unit in enumerate(UNITS, 1)]


def paper(saying: list[Row]) -> ExtractedDocument:
    """Ratings on the first page; on the second ``saying``, which has more rows than the first."""
    made = Paper().table(WIDE, RATED).page()
    return made.table(
        (50, 400, 180), [saying[0], band("Grundniveau", 3), *saying[1:4], band("Andet", 3), *saying[4:]]
    ).read()


def test_what_the_other_half_says_joins_the_rows_it_numbers() -> None:
    rows = paper(SAYING).assessments
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [list(row.departments) for row in rows] == [[unit] for unit in UNITS]
    assert rows[3].activity == "Der arbejdes med emne 4 i kommunen"
    assert {(row.page, row.page_last) for row in rows} == {(1, 2)}
    assert not any(row.needs_review for row in rows)


def test_a_half_that_meets_no_row_is_said() -> None:
    other = [SAYING[0], *([str(n + 40), *row[1:]] for n, row in enumerate(SAYING[1:]))]
    document = paper(other)
    assert all(row.needs_review for row in document.assessments)
    assert {f.record_id for f in document.findings if f.code == "table_unread"} == {
        row.record_id for row in document.assessments
    }
    assert [list(row.departments) for row in document.assessments] == [[]] * 6


def test_heads_that_the_grid_parted_from_the_columns_of_another_sheet_are_said() -> None:
    """The heads alone made a table without a header, and no row said that its units were not read."""
    made = Paper().table(WIDE, RATED).page()
    made.table((400, 180), [band("Uddybning", 2, bold=False), ["Beskrivelse af indsatsen", "Forankring"]], header=0)
    document = made.table((400, 180), [row[1:] for row in SAYING[1:]][::-1], header=0).read()
    assert all(row.needs_review or row.departments for row in document.assessments)
    assert len(document.assessments) == 6


def test_the_value_of_the_other_half_points_at_its_own_page() -> None:
    document = paper(SAYING)
    pages = {
        e.page
        for e in document.evidence
        if e.field == "departments" and e.record_id == document.assessments[0].record_id
    }
    assert pages == {2}


def test_a_legend_beside_the_rows_is_no_other_table() -> None:
    words = ("Kommunen lever op til anbefalingen", "Kommunen er ikke i gang", "Kommunen er i gang")
    body: list[Row] = [[str(n), title, words[n % 3], "Sundhedscentret"] for n, title in enumerate(TITLES, 1)]
    made = Paper().table((50, 260, 240, 130), [["Nr.", "Anbefaling", "Status", "Forankret i"], *body])
    for x, text in ((40, f"Forklaring: {words[1]}"), (300, words[0])):
        made._text((x, made.y + 30), text, 9, False, 0)
    rows = made.read().assessments
    assert [(row.number, row.needs_review) for row in rows] == [(n, False) for n in range(1, 7)]


def test_a_header_that_the_grid_left_out_overleaf_is_that_of_its_table() -> None:
    """Every row of the document was doubted for a table that nobody had read."""
    head: Row = ["Nr.", "Anbefaling", "Status", "Forankret i"]
    body: list[Row] = [[str(n), title, "Opfyldt", "Sundhedscentret"] for n, title in enumerate(TITLES, 1)]
    made = Paper().table((50, 260, 240, 130), [head, *body[:3]]).page().table((50, 260, 240, 130), [head, *body[3:]])
    layout = build_layout(read(made.pdf()))
    (table,) = layout.tables
    overleaf = tuple(line for cell in table.cells if cell.is_header for line in cell.lines if line.page == 2)
    loose = Block(2, "paragraph", overleaf, overleaf[0].box)
    pages = (layout.pages[0], replace(layout.pages[1], blocks=(loose,)))
    again, none = replace(layout, pages=pages), replace(layout, pages=pages, tables=())
    assert unread_heads(again, {table.number}) == []
    assert len(unread_heads(none, set())) == 1


def test_a_table_that_is_the_head_of_those_below_its_heading_was_read() -> None:
    """Every row was doubted for the head that named its columns."""
    groups = [Cell("Anbefalingerne", span=2), Cell("Hvor langt er vi?", span=3)]
    made = Paper().table(WIDE, [groups, RATED[0]], header=2)
    made.heading("Forebyggelsespakken Tobak").table(WIDE, RATED[1:4], header=0)
    made.heading("Forebyggelsespakken Alkohol").table(WIDE, RATED[4:], header=0)
    rows = made.read().assessments
    assert [(row.number, row.package, row.needs_review) for row in rows] == [
        (n, "tobak" if n <= 3 else "alkohol", False) for n in range(1, 7)
    ]


def test_a_head_that_a_page_ends_with_is_that_of_the_rows_overleaf() -> None:
    """A row below it that no table holds is one that nobody read."""
    head: Row = ["Nr.", "Anbefaling", "Status", "Forankret i"]
    body: list[Row] = [[str(n), title, "Opfyldt", "Sundhedscentret"] for n, title in enumerate(TITLES, 1)]
    made = Paper().page().table((50, 260, 240, 130), [head, *body])
    layout = build_layout(read(made.pdf()))
    (table,) = layout.tables
    printed = [line for cell in table.cells for line in cell.lines if cell.row < 2]

    def moved(line: Line) -> Line:
        box = line.box._replace(top=line.box.top + 400, bottom=line.box.bottom + 400)
        return line._replace(page=1, box=box)

    found = []
    for lines in (printed[:4], printed[:5], printed):
        loose = tuple(Block(1, "paragraph", (line,), line.box) for line in map(moved, lines))
        pages = (replace(layout.pages[0], blocks=loose), layout.pages[1])
        found.append(len(unread_heads(replace(layout, pages=pages), {table.number})))
    assert found == [0, 0, 1]


def test_titles_listed_on_another_page_are_those_of_the_rows_that_have_numbers_alone() -> None:
    """The rows had no titles, and nobody could say what they rate."""
    widths = (50, 120, 90, 90, 90, 180)
    body: list[Row] = [[row[0], "Rammer", *row[2:], unit] for row, unit in zip(RATED[1:], UNITS, strict=True)]
    made = Paper().table(widths, [["Nr.", "Kategori", *RATED[0][2:], "Forankring"], *body]).page()
    rows = made.table((50, 400), [["Nr.", "Anbefaling"], *(row[:2] for row in RATED[1:])]).read().assessments
    assert [(row.number, row.title, row.needs_review) for row in rows] == [
        (n, title, False) for n, title in enumerate(TITLES, 1)
    ]
