"""Every kind of mark, drawn into a PDF, is read as what it is – and what is no mark is not."""

from __future__ import annotations

import math

import pymupdf
import pytest

from corpus.generate.fonts import FontMissing
from docs import make_marks
from extractors.kinds.marks import colour_name
from tests.kinds import marks_drawing as drawing
from tests.kinds.marks_catalogue import SAMPLES, Sample
from tests.kinds.marks_drawing import CELL, CX, CY, disc, line, polygon, rect, text, together


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_mark_is_read(sample: Sample) -> None:
    try:
        reading = drawing.read_cell(sample.draw)
    except FontMissing as error:
        pytest.skip(str(error))
    found = tuple((m.kind, m.sign, m.meaning, m.colour, m.level) for m in reading.marks)
    assert found == sample.read
    assert _name(reading.shading) == sample.shading
    assert _name(reading.text_colour) == sample.text_colour
    assert tuple((o.mark.sign, o.label) for o in reading.options) == sample.options


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_mark_has_the_place_of_its_ink(sample: Sample) -> None:
    try:
        reading = drawing.read_cell(sample.draw)
    except FontMissing as error:
        pytest.skip(str(error))
    for mark in reading.marks:
        assert mark.page == 1
        assert CELL.grown(2).holds(mark.box.cx, mark.box.cy)
        assert 0 < mark.box.width <= CELL.width
        if not sample.options and sample.name != "stars":
            assert abs(mark.box.cx - CX) < 6
            assert abs(mark.box.cy - CY) < 6


def _name(color: int | None) -> str | None:
    return None if color is None else colour_name(color)


def test_colour_of_the_mark_is_the_colour_drawn() -> None:
    mark = drawing.read_cell(disc(5, (0.0, 0.69, 0.31))).marks[0]
    assert mark.color == 0x00B04F


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(together(text("Delvist", x=30), line((30, 29), (62, 29))), id="underline"),
        pytest.param(disc(30, (0.9, 0.9, 0.9)), id="large circle"),
        pytest.param(polygon((20, 20), (80, 20), (80, 21), (20, 21)), id="rule"),
        pytest.param(rect(*CELL, (0.9, 0.2, 0.2), None), id="shading"),
        pytest.param(rect(46, 19, 54, 27, (1, 1, 1), None), id="white square"),
        pytest.param(text("Opfyldt", x=20), id="words"),
        pytest.param(text("4"), id="digit"),
        pytest.param(text("G"), id="letter"),
        pytest.param(together(disc(8, (0.0, 0.6, 0.2)), text("G")), id="letter on a badge"),
    ],
)
def test_no_mark(draw: drawing.Draw) -> None:
    assert drawing.read_cell(draw).marks == ()


def test_badge_behind_the_words_is_their_shading() -> None:
    reading = drawing.read_cell(together(disc(8, (0.0, 0.6, 0.2)), text("G")))
    assert _name(reading.shading) == "green"


def test_small_square_is_a_sign_and_no_shading() -> None:
    reading = drawing.read_cell(rect(45, 18, 55, 28, (0.9, 0.1, 0.1), None))
    assert reading.shading is None
    assert len(reading.marks) == 1


def test_sign_on_a_shade_keeps_both() -> None:
    reading = drawing.read_cell(together(drawing.shade((1.0, 0.92, 0.61)), text("x")))
    assert [m.sign for m in reading.marks] == ["x"]
    assert _name(reading.shading) == "yellow"


def test_white_laid_on_a_shade_is_no_shading() -> None:
    reading = drawing.read_cell(together(drawing.shade((1.0, 0.0, 0.0)), drawing.shade((1.0, 1.0, 1.0))))
    assert reading.shading is None


def test_signs_stand_in_reading_order() -> None:
    row = [
        disc(3, color, x=x, y=y) for color, x, y in (((1, 0, 0), 70, 14), ((0, 0.6, 0), 20, 15), ((0, 0, 1), 40, 32))
    ]
    assert [m.colour for m in drawing.read_cell(together(*row)).marks] == ["green", "red", "blue"]


def test_sign_reads_the_same_wherever_it_stands() -> None:
    """Rounding of places must not turn a quarter into a half or a tick into a picture."""
    seen = set()
    for dx in (0.0, 0.13, 0.5, 0.77):
        points = [(x + dx, y + dx / 3) for x, y in ((46.5, 23), (49, 26), (54, 19))]
        seen.add(drawing.read_cell(line(*points, width=1.2)).marks[0].sign)
    assert seen == {"tick"}


def test_pictures_of_one_size_are_told_apart() -> None:
    draw = together(drawing.icon("smiley_good", 25), drawing.icon("smiley_mid", 45), drawing.icon("smiley_bad", 65))
    assert [m.meaning for m in drawing.read_cell(draw).marks] == ["happy", "neutral", "sad"]


@pytest.mark.parametrize(("bend", "meaning"), [(2.5, "happy"), (0.0, "neutral"), (-2.5, "sad")])
def test_mouth_of_a_pictured_face_is_whole_where_its_pixels_meet_at_corners(bend: float, meaning: str) -> None:
    page = pymupdf.open(stream=drawing.pdf_of(drawing.face(bend)))[0]
    pixels = page.get_pixmap(dpi=600, clip=(CX - 9, CY - 9, CX + 9, CY + 9)).tobytes("png")
    mark = drawing.read_cell(lambda page: page.insert_image((CX - 7, CY - 7, CX + 7, CY + 7), stream=pixels)).marks[0]
    assert mark.meaning == meaning


def test_unknown_picture_is_named_by_its_content() -> None:
    first, second = (drawing.read_cell(drawing.icon("chart", x)).marks for x in (40, 60))
    assert [m.sign for m in first] == [m.sign for m in second]
    assert first[0].sign.startswith("icon:")
    assert first[0].confidence < 0.8


def test_gallery_shows_every_sample_as_it_is_read() -> None:
    """The page is made by docs/make_marks.py; what it says must be what the tests above have read."""
    text = make_marks.PAGE.read_text(encoding="utf-8")
    printed = text.partition(make_marks.BEGIN)[2].partition(make_marks.END)[0].strip()
    assert printed == make_marks.gallery()
    assert {p.stem for p in make_marks.PICTURES.glob("*.png")} == {sample.name for sample in SAMPLES}


@pytest.mark.parametrize("radius", [2.9, 3.36, 4.5])
@pytest.mark.parametrize("x", [40.0, 41.3, 42.66, 43.9])
def test_a_circle_with_nothing_in_it_is_a_ring_wherever_it_stands(radius: float, x: float) -> None:
    """Its line met the pixels of the picture otherwise in each column: in one it was a circle filled to an eighth."""
    drawn = drawing.read_cell(lambda page: page.draw_circle((x, 23.0), radius, color=drawing.BLACK, width=0.8888))
    assert [(mark.sign, mark.meaning) for mark in drawn.marks] == [("ring", "empty")]


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_small_circle_with_a_thick_outline_is_as_full_as_it_is(share: float) -> None:
    """What was left free in it did not reach the rim, and a circle filled by half was a full one."""
    angles = [2 * math.pi * share * step / 24 for step in range(25)]
    edge = [(drawing.CX + 3.4 * math.sin(angle), drawing.CY - 3.4 * math.cos(angle)) for angle in angles]
    wedge = drawing.polygon((drawing.CX, drawing.CY), *edge, fill=drawing.BLUE)
    drawn = together(disc(4.5, drawing.BLUE), disc(3.3, (1.0, 1.0, 1.0)), wedge)
    assert [(mark.meaning, mark.level) for mark in drawing.read_cell(drawn).marks] == [("level", share)]


def test_a_star_is_empty_where_nothing_stands_in_its_middle() -> None:
    """A thick outline of a small star encloses little of it."""
    reach = [5.0 if i % 2 == 0 else 2.0 for i in range(10)]
    turns = [(r * math.sin(i * math.pi / 5), r * math.cos(i * math.pi / 5)) for i, r in enumerate(reach)]
    (mark,) = drawing.read_cell(polygon(*((CX + x, CY - y) for x, y in turns), fill=None)).marks
    assert mark.sign == "star-empty"
