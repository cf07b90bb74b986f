"""Rows that the grid cut or joined, and print that no column holds, are said; good rows are not."""

from __future__ import annotations

import pymupdf
import pytest

from schemas.document import ExtractedDocument, ExtractSettings
from tests.kinds.drawn_tables import MARGIN, TITLES, Cell, Paper, Row

GRADES = ("I høj grad", "I nogen grad", "I mindre grad", "Slet ikke")
HEADER = ("Nr.", "Anbefaling", *GRADES, "Forankret i")
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
