"""Columns whose cells speak for groups of rows: labels on shades and in runs of numbers, headers that say little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pymupdf
import pytest

from extractors.kinds.assessment.cells.group_shades import rows_beside_shades
from extractors.kinds.assessment.cells.view import TableView
from extractors.layout import build_layout
from extractors.pdf import read
from schemas.document import ExtractedDocument
from schemas.page import Fill
from tests.kinds.drawn_tables import Cell, Paper

ROW = 17.25
"""Height of a row of one line."""
TITLES = (
    "Røgfri skoletid",
    "Tilbud om rygestop",
    "Henvisning fra læger",
    "Viden om røg",
    "Røgfri miljøer",
    "Kampagner",
)
LONGER = (*TITLES, *(f"{title} i klubber" for title in TITLES))
WIDTHS = (60, 40, 250, 60, 60)


def grouped(
    header: str,
    labels: dict[int, str],
    numbers: Sequence[int] = (1, 2, 3, 4, 5, 6),
    shades: Sequence[tuple[int, int]] = (),
    *,
    titles: Sequence[str] = TITLES,
    is_turned: bool = True,
) -> Paper:
    """A table whose first column names groups of rows in the cells of some; ``shades`` are first and last rows."""
    made = Paper("Status på forebyggelsespakkerne")
    top = made.y + ROW
    for k, (first, last) in enumerate(shades):
        area = pymupdf.Rect(made.left, top + first * ROW, made.left + WIDTHS[0], top + (last + 1) * ROW)
        made.sheet.draw_rect(area, color=None, fill=(0.85, 0.9, 0.95 - 0.05 * k))
    rows = [
        ["" if is_turned else labels.get(i, ""), str(number), title, *(("x", "") if i % 2 else ("", "x"))]
        for i, (number, title) in enumerate(zip(numbers, titles, strict=True))
    ]
    made.table(WIDTHS, [[header, "Nr.", "Anbefaling", "Opfyldt", "Ikke opfyldt"], *rows])
    for i, text in labels.items() if is_turned else ():
        made.sheet.insert_text((made.left + 20, top + (i + 1) * ROW - 3), text, fontsize=5, rotate=90)
    return made


def levels(document: ExtractedDocument) -> list[str | None]:
    return [row.level for row in document.assessments]


def test_a_label_speaks_for_all_rows_beside_its_shade() -> None:
    """It stands at the end of the shade, so that it is beside the last rows alone."""
    labels = {2: "Grund", 5: "Udvikling"}
    document = grouped("Niveau", labels, shades=((0, 2), (3, 5))).read()
    assert levels(document) == ["grundniveau"] * 3 + ["udviklingsniveau"] * 3


def test_a_shade_without_a_label_may_end_between_the_lines_of_the_last_row() -> None:
    """Programs print the last piece of a merged cell less high than its row: all shades were then as high as labels."""
    titles = (*TITLES[:5], "Kampagner\nfor alle")
    source = read(grouped("Niveau", {1: "Grund", 3: "Udvikling"}, shades=((0, 1), (2, 3)), titles=titles).pdf())
    (table,) = build_layout(source).tables
    area = next(c.parts[0].box for c in table.cells if (c.row, c.column) == (5, 0))
    piece = Fill(area.x0, area.top, area.x1, area.bottom + ROW, 0xD9E6D9)
    cells = (
        replace(c, parts=(c.parts[0]._replace(fills=(piece,)),)) if c.column == 0 and c.row in (5, 6) else c
        for c in table.cells
    )
    view = TableView(replace(table, cells=tuple(cells)), source.looks)
    assert rows_beside_shades(view, 0) == {1: 2, 3: 4}


def test_a_shade_with_two_labels_speaks_for_no_row() -> None:
    document = grouped("Niveau", {1: "Grund", 4: "Udvikling"}, shades=((0, 5),)).read()
    assert levels(document)[0] is None
    assert document.assessments[0].needs_review


def test_a_package_is_of_all_rows_that_its_numbers_count() -> None:
    """Each is named once, somewhere beside its rows; numbers that begin anew show where the next one begins."""
    document = grouped("Pakke", {2: "Tobak", 5: "Alkohol"}, (1, 2, 3, 1, 2, 3)).read()
    assert [row.package for row in document.assessments] == ["tobak"] * 3 + ["alkohol"] * 3


def test_numbers_that_go_on_from_package_to_package_show_no_groups() -> None:
    document = grouped("Pakke", {2: "Tobak", 5: "Alkohol"}).read()
    assert document.assessments[0].package is None
    assert document.assessments[0].needs_review


@pytest.mark.parametrize("header", ["Tema", "Område", "Afsnit"])
def test_a_column_that_names_packages_alone_is_theirs_under_a_header_that_says_little(header: str) -> None:
    """ "Tema" may head titles, "Område" units; few cells are filled, and each names the group that begins there."""
    labels = {0: "Tobak", 6: "Mental sundhed"}
    document = grouped(header, labels, [*range(1, 7)] * 2, titles=LONGER, is_turned=False).read()
    assert [row.package for row in document.assessments] == ["tobak"] * 6 + ["mental_sundhed"] * 6
    assert [row.title for row in document.assessments] == list(LONGER)


def test_a_column_that_names_categories_alone_is_theirs() -> None:
    labels, shades = {0: "Rammer", 6: "Tilbud"}, ((0, 5), (6, 11))
    document = grouped("Område", labels, range(1, 13), shades, titles=LONGER, is_turned=False).read()
    assert [row.category for row in document.assessments] == ["rammer"] * 6 + ["tilbud"] * 6


def test_the_name_of_a_package_right_above_a_table_of_minutes_says_whose_its_rows_are() -> None:
    """The table says nothing of recommendations itself, and minutes hold tables of many matters."""
    made = Paper("Referat af møde i Sundhedsudvalget").line("Mødedato: 2. september 2015")
    made.heading("1. Status på forebyggelsespakkerne").heading("Sagsfremstilling").line("Udvalget orienteres.")
    made.heading("Beslutning").line("Godkendt.").heading("Forebyggelsespakke om tobak")
    body = [[title, Cell(("Opfyldt", "Delvist opfyldt", "Ikke opfyldt")[i % 3])] for i, title in enumerate(TITLES)]
    document = made.table((250, 100), [["Emne", "Hvor langt er vi?"], *body]).read()
    assert document.document.kind == "agenda"
    assert [row.title for row in document.assessments] == list(TITLES)
    assert {row.package for row in document.assessments} == {"tobak"}


def test_headings_of_one_look_name_units_where_one_does_by_name() -> None:
    """The unit of the first table was that of all: "Ældre og handicap" is no unit by its words."""
    made = Paper()
    heads = ("Sundhedscentret", "Ældre og handicap", "Teknik og drift")
    for n, head in enumerate(heads):
        made.heading(head).table(
            (300, 120), [["Anbefaling", "Status"], *([t, "Ja"] for t in TITLES[2 * n : 2 * n + 2])]
        )
    assert [row.departments for row in made.rows()] == [(head,) for head in heads for _ in range(2)]


def test_units_below_each_other_that_other_cells_hold() -> None:
    units = ("Skolerne", "Skolerne\nByg og\nEjendomme", "Byg og\nEjendomme", "Skolerne")
    body = [[title, "Ja", unit] for title, unit in zip(TITLES, units, strict=False)]
    rows = Paper().table((300, 60, 100), [["Anbefaling", "Status", "Enhed"], *body]).rows()
    assert [row.departments for row in rows] == [
        ("Skolerne",),
        ("Skolerne", "Byg og Ejendomme"),
        ("Byg og Ejendomme",),
        ("Skolerne",),
    ]


def test_a_list_or_one_name_is_what_the_cells_of_other_rows_say() -> None:
    """ "Skole, Sundhed og Forebyggelse" was always one unit. Where nothing tells, the row is for review."""
    units = ("Skole, Sundhed og Forebyggelse", "Sundhed og Forebyggelse", "Sundhed", "Sundhed, Pleje og Omsorg")
    body = [[title, "Ja", unit] for title, unit in zip(TITLES, units, strict=False)]
    rows = Paper().table((300, 60, 200), [["Anbefaling", "Status", "Enhed"], *body]).rows()
    assert rows[0].departments == ("Skole", "Sundhed og Forebyggelse")
    assert rows[3].departments == ("Sundhed, Pleje og Omsorg",)
    assert [row.needs_review for row in rows[:4]] == [False, False, False, True]


def test_a_column_of_subjects_with_the_remainder_names_no_units() -> None:
    """The subjects were taken for units: "Skoler" may be one, "Øvrige" is none."""
    subjects = ("Dagtilbud", "Dagtilbud", "Skoler", "Skoler", "Øvrige")
    body = [[subject, title, "Ja"] for subject, title in zip(subjects, TITLES, strict=False)]
    for subject, expected in (("Øvrige", ()), ("Ældreplejen", ("Dagtilbud",))):
        body[-1][0] = subject
        rows = Paper().table((120, 300, 60), [["Område", "Anbefaling", "Status"], *body]).rows()
        assert rows[0].departments == expected
