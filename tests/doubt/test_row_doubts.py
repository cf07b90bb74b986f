"""Rows that the grid cut or joined, and print that no column holds, are said; good rows are not."""

from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest

from schemas.document import ExtractedDocument, ExtractSettings
from tests.kinds.drawn_tables import MARGIN, TITLES, Cell, Paper, Row, band

GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
HEADER = ("Nr.", "Anbefaling", *GRADES, "Forankret i")
BLUE, SALMON = 0xDDEBF7, 0xFCE4D6
BY_RULES = ExtractSettings(review_below=0.0)
"""Findings alone flag rows, no threshold does."""
WIDTHS = (45, 270, 65, 65, 65, 65, 150)


def row(number: int | str, title: str, unit: str = "Sundhedscentret") -> Row:
    return [str(number), title, Cell("x", shift=0.45), "", "", "", unit]


def read(changed: dict[int, Row]) -> ExtractedDocument:
    rows = [changed.get(n, row(n, title)) for n, title in enumerate(TITLES, 1)]
    return Paper().table(WIDTHS, [HEADER, *rows]).read(settings=BY_RULES)


def codes(document: ExtractedDocument) -> dict[int, set[str]]:
    """Findings that ask for a person, by place of the row."""
    index = {record.record_id: n for n, record in enumerate(document.assessments, 1)}
    found: dict[int, set[str]] = {}
    for finding in document.findings:
        if finding.record_id in index and finding.severity != "info":
            found.setdefault(index[finding.record_id], set()).add(finding.code)
    return found


def test_good_rows_are_not_doubted() -> None:
    document = read({})
    assert codes(document) == {}
    assert [record.needs_review for record in document.assessments] == [False] * len(TITLES)


def test_a_title_that_begins_small_is_the_end_of_another() -> None:
    found = codes(read({4: row(4, "skadevirkninger af røg i hjemmet")}))
    assert set(found) == {3, 4}
    assert "title_cut" in found[3] & found[4]


@pytest.mark.parametrize("title", ["Information om skadevirkninger til", "Information og", "Information til unge, "])
def test_a_title_that_ends_open_is_cut(title: str) -> None:
    assert codes(read({4: row(4, title)})) == {4: {"title_cut"}}


def test_titles_in_small_letters_throughout_are_a_habit() -> None:
    document = read({n: row(n, title[0].lower() + title[1:]) for n, title in enumerate(TITLES, 1)})
    assert "title_cut" not in set().union(*codes(document).values())


def test_two_numbers_in_one_cell_are_two_rows() -> None:
    assert "rows_merged" in codes(read({4: row("4 Nr. 5", TITLES[3])}))[4]


def test_numbers_beside_one_title_are_rows_whose_titles_the_grid_joined() -> None:
    paper = Paper().table(WIDTHS, [HEADER])
    paper.y -= 14
    top, left = paper.y, MARGIN + WIDTHS[0]
    for n, title in enumerate(TITLES, 1):
        for column, text in enumerate(row(n, title)):
            x0 = MARGIN + sum(WIDTHS[:column])
            paper._text((x0 + 3, paper.y + 11), text if isinstance(text, str) else text.text, 9, False, 0)
            if column != 1 or n > 3:
                box = pymupdf.Rect(x0, paper.y, x0 + WIDTHS[column], paper.y + 16)
                paper.sheet.draw_rect(box, color=(0, 0, 0), width=0.7)
        paper.y += 16
    paper.sheet.draw_rect(pymupdf.Rect(left, top, left + WIDTHS[1], top + 48), color=(0, 0, 0), width=0.7)
    found = codes(paper.read(settings=BY_RULES))
    assert all("rows_merged" in found.get(n, set()) for n in (1, 2, 3))


def test_text_in_a_column_without_a_header_is_said() -> None:
    rows = [[*row(n, title, ""), "Sundhedscentret" if n == 2 else ""] for n, title in enumerate(TITLES, 1)]
    paper = Paper().table((*WIDTHS[:-1], 60, 90), [[*HEADER, ""], *rows])
    assert codes(paper.read(settings=BY_RULES)) == {2: {"text_beside"}}


def test_a_plain_title_among_bold_ones_is_said() -> None:
    rows = [[str(n), Cell(title, bold=n != 3), *row(n, title)[2:]] for n, title in enumerate(TITLES, 1)]
    assert codes(Paper().table(WIDTHS, [HEADER, *rows]).read(settings=BY_RULES)) == {3: {"title_unlike"}}


def test_a_row_whose_group_names_no_unit_is_said() -> None:
    paper = Paper().table((150, *WIDTHS[:-1]), [["Forankret i", *HEADER[:-1]]])
    paper.y -= 14
    top = paper.y
    for n, title in enumerate(TITLES, 1):
        for column, cell in enumerate(row(n, title)[:-1]):
            x0 = MARGIN + 150 + sum(WIDTHS[:column])
            paper._text((x0 + 3, paper.y + 11), cell if isinstance(cell, str) else cell.text, 9, False, 0)
            box = pymupdf.Rect(x0, paper.y, x0 + WIDTHS[column], paper.y + 16)
            paper.sheet.draw_rect(box, color=(0, 0, 0), width=0.7)
        paper.y += 16
    for first, last, unit in ((0, 4, "Jobcentret"), (4, 6, "")):
        box = pymupdf.Rect(MARGIN, top + 16 * first, MARGIN + 150, top + 16 * last)
        paper.sheet.draw_rect(box, color=(0, 0, 0), width=0.7)
        paper._text((MARGIN + 3, box.y0 + 11), unit, 9, False, 0)
    found = codes(paper.read(settings=BY_RULES))
    assert {n for n, said in found.items() if "department_uncertain" in said} == {5, 6}


def test_a_line_like_the_heading_within_a_cell_leaves_the_unit_of_the_rows_below_in_doubt() -> None:
    """Rows set tight took the name of the next unit for the last line of the package above it."""

    def with_name(page: pymupdf.Page, box: pymupdf.Rect) -> None:
        page.insert_text((box.x0 + 3, box.y1 - 4), "Sundhedscentret", fontname="hebo", fontsize=9)

    widths = (110, *WIDTHS[1:-1])
    packages = [Cell("Tobak\n ", draw=with_name) if n == 3 else "Tobak" for n in range(1, len(TITLES) + 1)]
    rows = [[package, *row(1, title)[1:-1]] for package, title in zip(packages, TITLES, strict=True)]
    heads = [band(unit, len(widths), bold=True) for unit in ("Tandplejen", "Jobcentret")]
    table = [["Pakke", *HEADER[1:-1]], heads[0], rows[0], heads[1], *rows[1:]]
    found = codes(Paper().table(widths, table).read(settings=BY_RULES))
    assert {n for n, said in found.items() if "department_uncertain" in said} == {4, 5, 6}


@pytest.mark.parametrize("unit", ["Team", "Jobcentret og Sundhedscentret samt Team"])
def test_a_unit_that_is_no_whole_name_is_said(unit: str) -> None:
    assert codes(read({4: row(4, TITLES[3], unit)})) == {4: {"department_uncertain"}}


def test_print_beside_the_table_is_a_doubt_of_the_rows_at_its_height() -> None:
    paper = Paper().table(WIDTHS, [HEADER, *(row(n, title) for n, title in enumerate(TITLES, 1))])
    beside = pymupdf.Point(MARGIN + sum(WIDTHS) + 8, paper.y - 22)
    paper.sheet.insert_text(beside, "Kun piger", fontsize=8)
    found = codes(paper.read(settings=BY_RULES))
    assert found.get(len(TITLES)) == {"text_beside"}
    assert 1 not in found


def test_a_title_that_is_a_sentence_or_no_word_is_not_like_the_others() -> None:
    assert codes(read({4: row(4, "Kommunen sikrer, at alle borgere får tilbuddet.")})) == {4: {"title_unlike"}}
    assert "title_unlike" in codes(read({4: row(4, "G.")}))[4]


def test_a_number_between_neighbours_that_fit_each_other_is_out_of_order_however_few_rows_there_are() -> None:
    assert codes(read({4: row(34, TITLES[3])})) == {4: {"number_order"}}


def test_a_number_that_the_row_before_has_under_another_title_is_said() -> None:
    found = codes(read({4: row(3, TITLES[3])}))
    assert "number_repeated" in found[4]


def test_numbers_of_a_list_of_references_have_gaps_and_no_doubts() -> None:
    numbers = dict(enumerate((2, 5, 9, 14, 21, 30), 1))
    assert codes(read({n: row(number, TITLES[n - 1]) for n, number in numbers.items()})) == {}


def test_rows_that_the_edge_of_the_page_cuts_are_said() -> None:
    paper = Paper().table(WIDTHS, [HEADER, *(row(n, title) for n, title in enumerate(TITLES, 1))])
    box = paper.sheet.rect
    paper.sheet.set_cropbox(pymupdf.Rect(0, 0, MARGIN + sum(WIDTHS) - 120, box.height))
    found = codes(paper.read(settings=BY_RULES))
    assert all("page_cut" in found.get(n, set()) for n in range(1, len(TITLES) + 1))


def test_rows_whose_last_column_lies_beyond_the_edge_of_the_page_are_said() -> None:
    paper = Paper().table(WIDTHS, [HEADER, *(row(n, title) for n, title in enumerate(TITLES, 1))])
    paper.sheet.set_cropbox(pymupdf.Rect(0, 0, MARGIN + sum(WIDTHS[:-1]) + 1, paper.sheet.rect.height))
    found = codes(paper.read(settings=BY_RULES))
    assert all("page_cut" in found.get(n, set()) for n in range(1, len(TITLES) + 1))


def test_rows_under_a_head_that_the_edge_of_the_page_cuts_are_said_whatever_they_print_there() -> None:
    paper = Paper().table(WIDTHS, [[*HEADER[:-1], "Bemærkninger"], *(row(n, t, "") for n, t in enumerate(TITLES, 1))])
    paper.sheet.set_cropbox(pymupdf.Rect(0, 0, MARGIN + sum(WIDTHS[:-1]) + 30, paper.sheet.rect.height))
    found = codes(paper.read(settings=BY_RULES))
    assert all("page_cut" in found.get(n, set()) for n in range(1, len(TITLES) + 1))


@pytest.mark.parametrize(
    ("shades", "said"), [((BLUE, SALMON, SALMON, BLUE, BLUE, SALMON), True), ((BLUE, 0xFFFFFF) * 3, False)]
)
def test_rows_in_colours_that_nothing_explains_are_said(shades: tuple[int, ...], said: bool) -> None:
    """The key named the colours letter by letter in a narrow cell, and no row had a level, without a word."""
    rows = [
        [replace(c, fill=shade) if isinstance(c, Cell) else Cell(c, fill=shade) for c in row(n, title)]
        for n, (title, shade) in enumerate(zip(TITLES, shades, strict=True), 1)
    ]
    found = codes(Paper().table(WIDTHS, [HEADER, *rows]).read(settings=BY_RULES))
    assert [("level_missing" in found.get(n, set())) for n in range(1, len(TITLES) + 1)] == [said] * len(TITLES)


@pytest.mark.parametrize("unit", ["Sundhedscentret og …", "####"])
def test_a_text_that_was_shortened_for_print_is_said(unit: str) -> None:
    assert "text_cut" in codes(read({4: row(4, TITLES[3], unit)}))[4]


def test_percentages_are_held_against_the_rows() -> None:
    def doubts(second: str) -> list[str]:
        body = [row(n, title) for n, title in enumerate(TITLES, 1)]
        body[0] = ["1", TITLES[0], "", Cell("x", shift=0.45), "", "", "Sundhedscentret"]
        paper = Paper().table(WIDTHS, [HEADER, *body])
        shares = [("Vurdering", *GRADES), ("Alle", "83 %", second, "0 %", "0 %")]
        document = paper.table((100, 70, 70, 70, 70), shares).read(settings=BY_RULES)
        return [finding.code for finding in document.findings if finding.code == "summary_disagrees"]

    assert doubts("17 %") == []
    assert doubts("25 %") == ["summary_disagrees"]


def test_a_summary_by_package_is_held_against_the_rows_of_that_package() -> None:
    body = [row(n, title) for n, title in enumerate(TITLES, 1)]
    paper = Paper(title="Status på forebyggelsespakkerne")
    for package in ("Tobak", "Alkohol"):
        paper.heading(f"Forebyggelsespakken {package}").table(WIDTHS, [HEADER, *body])
    counts = [("Pakke", *GRADES), ("Tobak", "6", "0", "0", "0"), ("Alkohol", "5", "1", "0", "0")]
    document = paper.table((100, 70, 70, 70, 70), counts).read(settings=BY_RULES)
    wrong = {(s.package, s.rating_step) for s in document.assessment_summaries if not s.agrees}
    assert wrong == {("alkohol", 1), ("alkohol", 2)}


def test_a_table_of_the_same_columns_overleaf_that_was_not_read_is_said() -> None:
    paper = Paper().table(WIDTHS, [HEADER, *(row(n, title) for n, title in enumerate(TITLES, 1))])
    empty = ["", "Uden vurdering", "", "", "", "", ""]
    paper.page().heading("Øvrigt").table(WIDTHS, [("A", "B", "C", "D", "E", "F", "H"), *[empty] * 6])
    found = codes(paper.read(settings=BY_RULES))
    assert found == {len(TITLES): {"continuation_unread"}}


def test_a_legend_whose_signs_have_no_order_is_said() -> None:
    colours = {0x3060C0: "Afventer økonomi", 0x7030A0: "Hører under regionen", 0x00B0C0: "Drøftes i 2020"}
    paper = Paper()
    for color, text in colours.items():
        paper.sign(color, text)
    rows = [[str(n), title, Cell(fill=list(colours)[n % 3])] for n, title in enumerate(TITLES, 1)]
    document = paper.table((40, 300, 80), [("Nr.", "Anbefaling", "Vurdering"), *rows]).read(settings=BY_RULES)
    assert "legend_unread" in {finding.code for finding in document.findings}


def test_a_list_of_references_that_falls_once_is_said_at_both_rows() -> None:
    numbers = dict(enumerate((2, 5, 39, 14, 21, 30), 1))
    found = codes(read({n: row(number, TITLES[n - 1]) for n, number in numbers.items()}))
    assert found == {3: {"number_order"}, 4: {"number_order"}}


def test_a_table_without_levels_beside_one_that_has_them_lacks_them() -> None:
    """Its level column may not have been read: a scan lost the levels and units of one table without a word."""
    levels = ("Nr.", "Niveau", "Anbefaling", *GRADES)
    first: list[Row] = [
        [str(n), "G", title, *(Cell("x", shift=0.45) if k == n % 4 else "" for k in range(4))]
        for n, title in enumerate(TITLES[:5], 1)
    ]
    second: list[Row] = [
        [str(n), title, *(Cell("x", shift=0.45) if k == n % 4 else "" for k in range(4))]
        for n, title in enumerate(TITLES, 1)
    ]
    paper = Paper().table((45, 50, 270, 65, 65, 65, 65), [levels, *first])
    paper.heading("Forebyggelsespakken Alkohol")
    found = codes(paper.table((45, 270, 65, 65, 65, 65), [("Nr.", "Anbefaling", *GRADES), *second]).read())
    assert {n for n, said in found.items() if "level_missing" in said} == set(range(6, 12))


@pytest.mark.parametrize(
    "units",
    [
        "Jobcentret og\nKulturskolen\nBorgerservice",
        "Jobcentret, Kulturskolen,",
        "Miljø- og Energiforvalt 1. kvartal 2015",
    ],
)
def test_a_list_of_units_that_is_not_one_or_not_whole_is_said(units: str) -> None:
    """Lines of the row below stood under a list that "og" had ended; the rest of a list stood overleaf."""
    assert codes(read({4: row(4, TITLES[3], units)})) == {4: {"department_uncertain"}}
