"""What the reader keeps so that signs can be read: strokes, order, glyphs without Unicode, pictures, gradients."""

from __future__ import annotations

import io

import pymupdf
import pytest
from reportlab.lib import colors
from reportlab.pdfgen import canvas

from corpus.generate import icons
from extractors.pdf import read
from schemas.page import Page


def page_of(*lines: tuple[float, float, float, float]) -> Page:
    document = pymupdf.open()
    page = document.new_page(width=200, height=200)
    for x0, y0, x1, y1 in lines:
        page.draw_line((x0, y0), (x1, y1))
    return read(document.tobytes()).pages[0]


def sides(x0: float, top: float, x1: float, bottom: float) -> list[tuple[float, float, float, float]]:
    return [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def drawn_by(draw: object) -> Page:
    content = io.BytesIO()
    sheet = canvas.Canvas(content, pagesize=(200, 200), invariant=1)
    draw(sheet)  # type: ignore[operator]
    sheet.save()
    return read(content.getvalue()).pages[0]


def test_strokes_of_a_plus_and_of_a_box_are_drawings() -> None:
    page = page_of((50, 55, 60, 55), (55, 50, 55, 60), *sides(100, 50, 110, 60))
    assert page.rulings == ()
    assert len(page.drawings) == 6


def test_table_of_small_cells_keeps_its_rulings() -> None:
    lines = [(50.0, 50.0 + 12 * i, 98.0, 50.0 + 12 * i) for i in range(4)]
    lines += [(50.0 + 12 * i, 50.0 + 12 * j, 50.0 + 12 * i, 62.0 + 12 * j) for i in range(5) for j in range(3)]
    page = page_of(*lines)
    assert page.drawings == ()
    assert len(page.rulings) == len(lines)


def test_short_line_alone_is_a_ruling() -> None:
    assert len(page_of((50, 50, 62, 50)).rulings) == 1


def test_box_in_a_table_cell_leaves_the_table_alone() -> None:
    table = [(20.0, 20.0, 180.0, 20.0), (20.0, 60.0, 180.0, 60.0), (20.0, 20.0, 20.0, 60.0), (180.0, 20.0, 180.0, 60.0)]
    page = page_of(*table, *sides(90, 35, 100, 45))
    assert len(page.rulings) == 4
    assert len(page.drawings) == 4


def test_drawings_keep_the_order_in_which_they_were_drawn() -> None:
    """A tick on a filled box is seen; under it, it would not be."""
    document = pymupdf.open()
    page = document.new_page(width=200, height=200)
    page.draw_rect((50, 50, 60, 60), color=(0, 0, 0), fill=(0, 0, 1))
    page.draw_line((52, 52), (58, 58), color=(1, 1, 1))
    drawings = read(document.tobytes()).pages[0].drawings
    assert [d.fill for d in drawings] == [0x0000FF, None]


@pytest.mark.parametrize("character", ["✓", "✔", "✕", "✘"])
def test_ticks_of_zapf_dingbats_are_words(character: str) -> None:
    """MuPDF takes their glyph names for control characters, at which words end."""

    def draw(sheet: canvas.Canvas) -> None:
        sheet.setFont("ZapfDingbats", 12)
        sheet.drawString(50, 100, character)
        sheet.setFont("Helvetica", 12)
        sheet.drawString(90, 100, "Ja")

    words = drawn_by(draw).words
    assert [(w.text, w.font) for w in sorted(words, key=lambda w: w.x0)] == [
        (character, "ZapfDingbats"),
        ("Ja", "Helvetica"),
    ]


def test_pictures_of_one_size_have_digests_of_their_own() -> None:
    document = pymupdf.open()
    page = document.new_page(width=200, height=200)
    for i, kind in enumerate(("smiley_good", "smiley_bad", "smiley_good")):
        page.insert_image((20 + 40 * i, 50, 32 + 40 * i, 62), stream=icons.png(kind))
    source = read(document.tobytes())
    first, second, third = (image.digest for image in source.pages[0].images)
    assert first == third
    assert first != second
    assert source.looks[first].color != source.looks[second].color


def test_light_with_a_gradient_is_a_drawing_of_its_mean_colour() -> None:
    def draw(sheet: canvas.Canvas) -> None:
        circle = sheet.beginPath()
        circle.circle(80, 100, 6)
        sheet.clipPath(circle, stroke=0, fill=0)
        sheet.radialGradient(80, 100, 6, (colors.lightgreen, colors.green))

    page = drawn_by(draw)
    assert page.fills == ()
    (light,) = page.drawings
    assert light.fill is not None
    assert any(part[0] == "c" for part in light.parts)
    red, green, blue = light.fill >> 16, light.fill >> 8 & 255, light.fill & 255
    assert green > red + 40
    assert green > blue + 40


def test_a_gradient_within_an_outline_is_a_dot_of_its_own() -> None:
    """The outline accounted for all that its clip held: a button that is taken was one that is not."""

    def draw(sheet: canvas.Canvas) -> None:
        sheet.circle(80, 100, 4, stroke=1, fill=0)
        clip = sheet.beginPath()
        clip.circle(80, 100, 4)
        sheet.clipPath(clip, stroke=0, fill=0)
        sheet.radialGradient(80, 100, 2, (colors.purple, colors.purple), extend=False)

    outline, dot = drawn_by(draw).drawings
    assert outline.fill is None
    assert dot.fill is not None
    assert outline.box.holds(dot.box.cx, dot.box.cy)
    assert dot.box.width < 0.7 * outline.box.width


def test_cell_with_a_gradient_is_an_area() -> None:
    def draw(sheet: canvas.Canvas) -> None:
        cell = sheet.beginPath()
        cell.rect(40, 80, 100, 30)
        sheet.clipPath(cell, stroke=0, fill=0)
        sheet.linearGradient(40, 80, 140, 80, (colors.orange, colors.yellow))

    page = drawn_by(draw)
    assert page.drawings == ()
    (area,) = page.fills
    assert [round(v) for v in area.box] == [40, 90, 140, 120]


def test_the_shadow_of_a_disc_is_no_picture() -> None:
    """Its look was that of the first disc with such a shadow: two signs of two colours stood in one cell."""
    shadow = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 30, 30), True)
    shadow.clear_with(60)
    document = pymupdf.open()
    page = document.new_page(width=200, height=200)
    page.insert_image((40, 40, 64, 64), pixmap=shadow)
    page.draw_circle((51, 51), 9, color=None, fill=(0.9, 0.2, 0.2))
    page.insert_image((140, 40, 164, 64), pixmap=shadow)
    (alone,) = read(document.tobytes()).pages[0].images
    assert alone.x0 > 100
