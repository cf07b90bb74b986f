"""Heads of several steps: cells whose sides show nowhere but in the lines that end at them."""

from __future__ import annotations

import numpy as np

from extractors import pdf
from extractors.pdf.ocr.faint_seams import find_faint_seams
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.step_ends import seams_at_ends_of_steps
from schemas.geometry import Box
from schemas.page import Page, Ruling
from tests.pdf.drawn import text
from tests.pdf.ocr.scans import scan


def read(data: bytes) -> Page:
    return pdf.read(data, ocr=pdf.OcrSettings()).pages[0]


def level(x0: float, x1: float, y: float) -> Ruling:
    return Ruling(x0, y, x1, y, 0.5, 0x606060, False)


def upright(x: float, top: float, bottom: float) -> Ruling:
    return Ruling(x, top, x, bottom, 0.5, 0x606060, False)


HEAD = Box(40, 50, 340, 110)


def test_cell_beside_the_steps_of_a_head_has_its_side_where_the_lines_between_them_end():
    """Three columns of marks and the text beside them were one cell: no hair was seen between the two."""
    seams = seams_at_ends_of_steps([level(40, 240, 70), level(100, 240, 90), upright(100, 50, 110)], [HEAD], [])
    assert [(seam.x0, seam.top, seam.bottom) for seam in seams] == [(240, 50, 70), (240, 70, 90), (240, 90, 110)]


def test_lines_of_a_head_show_no_side_where_print_stands_across_or_runs_along_them():
    lines = [level(40, 240, 70)]
    assert seams_at_ends_of_steps(lines, [HEAD], [])
    assert not seams_at_ends_of_steps(lines, [HEAD], [Box(200, 55, 280, 64), Box(200, 80, 280, 90)])
    # What compression leaves below a word lies close along the line between the steps.
    echo = [level(100, 340, 70), level(150, 210, 67), upright(100, 50, 110)]
    assert not seams_at_ends_of_steps(echo, [HEAD], [])
    # The ground between two rows of letters is thick, and strokes are short.
    assert not seams_at_ends_of_steps([level(90, 240, 70)._replace(width=2.9), level(90, 110, 90)], [HEAD], [])


def dark_head() -> Picture:
    gray = np.full((160, 400), 70, np.uint8)
    rgb, print_ = np.repeat(gray[:, :, None], 3, axis=2), np.zeros(gray.shape, bool)
    return Picture(rgb, gray, print_, rgb, print_, 72, 0.0)


def test_seam_of_an_upper_step_goes_on_in_the_step_below():
    """Beside a word of the upper step compression left a lighter column of pixels, and it parted the cell."""
    lines = [level(40, 340, 80)]
    picture = dark_head()
    picture.gray[50:80, 200] = 85
    assert not find_faint_seams(lines, [HEAD], picture)
    picture.gray[80:110, 200] = 85
    found = find_faint_seams(lines, [HEAD], picture)
    assert sorted((round(seam.x0), seam.top, seam.bottom) for seam in found) == [(200, 50, 80), (200, 80, 110)]


def test_cells_of_a_dark_head_in_steps_are_all_found():
    """The head had one area beside and over its steps, shaped like a bridge, and that was no rectangle: it was lost."""
    head = "0.26 g 40 200 320 60 re f 0.4 G 0.5 w 140 240 m 280 240 l S "
    head += "".join(f"{x} 200 m {x} {top} l S " for x, top in ((140, 240), (210, 240), (280, 240)))
    words = [
        ("Anbefaling", 46, 206),
        ("Indsats", 290, 206),
        ("Vurdering", 180, 246),
        ("Ja", 150, 206),
        ("Nej", 220, 206),
    ]
    labels = "".join(text(word, x, y, 9, "0.95 g") for word, x, y in words)
    rows = "".join(text("Tilbud om motion", 46, y) + text("x", 165, y) for y in (180, 160, 140))
    page = read(scan(head + labels + "0 g " + rows, grain=3))
    steps = [{round(fill.x1, -1) for fill in page.fills if fill.top < y < fill.bottom} for y in (50, 80)]
    assert steps == [{140, 280, 360}, {140, 210, 280, 360}]
