from __future__ import annotations

import pytest

from extractors import pdf
from tests.pdf.drawn import HEIGHT, build, text


def boxes(primitives):
    return sorted(tuple(round(value, 1) for value in primitive.box) for primitive in primitives)


def sides(x0, top, x1, bottom):
    return sorted([(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)])


def test_stroke_and_thin_rectangle_are_the_same_ruling(read_page):
    page = read_page("1 w 50 200 m 250 200 l S\n50 149.5 200 1 re f\n100 50 0.8 100 re f")
    assert boxes(page.rulings) == [(50, 100, 250, 100), (50, 150, 250, 150), (100.4, 150, 100.4, 250)]
    assert page.fills == ()
    assert page.drawings == ()


def test_cells_drawn_one_by_one_give_every_side_once(read_page):
    page = read_page("50 100 100 50 re S\n150 100 100 50 re S\n150 100 100 50 re S")
    assert boxes(page.rulings) == sorted(set(sides(50, 150, 150, 200) + sides(150, 150, 250, 200)))


def test_filled_and_stroked_cell_is_both(read_page):
    page = read_page("0.8 0.8 1 rg 1 0 0 RG 50 100 100 50 re B")
    assert boxes(page.fills) == [(50, 150, 150, 200)]
    assert page.fills[0].color == 0xCCCCFF
    assert boxes(page.rulings) == sides(50, 150, 150, 200)
    assert {ruling.color for ruling in page.rulings} == {0xFF0000}


def test_dashes_and_double_lines_are_kept(read_page):
    page = read_page("[3 2] 0 d 50 200 m 250 200 l S\n[] 0 d 50 150 m 250 150 l S\n50 147 m 250 147 l S")
    assert [(round(ruling.top), ruling.dashed) for ruling in page.rulings] == [(100, True), (150, False), (153, False)]


def test_frame_between_two_rectangles_is_four_rulings(read_page):
    page = read_page("0.6 0 0 rg 50 100 100 50 re 51 101 98 48 re f*")
    assert boxes(page.rulings) == sides(50.5, 150.5, 149.5, 199.5)
    assert {(ruling.color, round(ruling.width, 1)) for ruling in page.rulings} == {(0x990000, 1.0)}
    assert page.fills == ()


def test_small_frame_between_two_rectangles_is_a_box_to_tick(read_page):
    """A browser's border of a small square was four lines, none of which is a box."""
    page = read_page("0.2 g 50 100 9 9 re 50.8 100.8 7.4 7.4 re f*")
    assert page.rulings == ()
    assert [(tuple(round(v, 1) for v in d.box), d.stroke, d.fill) for d in page.drawings] == [
        ((50.4, 191.4, 58.6, 199.6), 0x333333, None)
    ]


def test_a_broad_side_of_a_border_is_an_area_and_its_clip_says_which_side_it_is(read_page):
    """A card with a coloured edge was a coloured area: its border is a ring of which a clip shows one side."""
    ring = "50 100 100 50 re 56 101 93 48 re f*"
    page = read_page(f"q 50 100 m 56 101 l 56 149 l 50 150 l W* n 1 0 0 rg {ring} Q")
    assert [(fill.box, fill.color) for fill in page.fills] == [((50, 150, 56, 200), 0xFF0000)]
    assert page.rulings == ()
    page = read_page(f"1 0 0 rg {ring}")
    assert [fill.box for fill in page.fills] == [(50, 150, 56, 200)]
    assert len(page.rulings) == 3


def test_lone_small_box_is_a_drawing_and_no_table(read_page):
    page = read_page("50 100 9 9 re S\n1 1 1 rg 50 80 9 9 re B\n50 60 m 59 60 l 59 69 l 50 69 l s")
    assert page.rulings == ()
    assert len(page.drawings) == 3
    assert [drawing.fill for drawing in page.drawings] == [None, 0xFFFFFF, None]


def test_small_cells_of_a_grid_are_rulings(read_page):
    page = read_page(
        "".join(f"{50 + 12 * column} {100 + 12 * row} 12 12 re S\n" for column in range(4) for row in (0, 1))
    )
    assert page.drawings == ()
    assert len(page.rulings) == 4 * 3 + 5 * 2


def test_box_inside_a_ruled_cell_stays_a_drawing(read_page):
    page = read_page("50 100 60 40 re S\n75 115 9 9 re S")
    assert boxes(page.rulings) == sides(50, 160, 110, 200)
    assert boxes(page.drawings) == [(75, 176, 84, 185)]


def test_rounded_cell_is_an_area(read_page):
    path = "50 110 m 50 104 54 100 60 100 c 140 100 l 146 100 150 104 150 110 c 150 140 l 150 146 146 150 140 150 c"
    page = read_page(f"0.8 1 0.8 rg {path} 60 150 l 54 150 50 146 50 140 c f")
    assert boxes(page.fills) == [(50, 150, 150, 200)]
    assert page.drawings == ()


def test_stroked_box_with_rounded_corners_is_four_rulings_that_meet(read_page):
    path = "50 110 m 50 104 54 100 60 100 c 140 100 l 146 100 150 104 150 110 c 150 140 l 150 146 146 150 140 150 c"
    page = read_page(f"{path} 60 150 l 54 150 50 146 50 140 c s")
    assert set(boxes(page.rulings)) == {
        (50, 150, 150, 150),
        (50, 200, 150, 200),
        (50, 150, 50, 200),
        (150, 150, 150, 200),
    }
    assert page.drawings == ()


def test_circle_and_tick_keep_their_outline(read_page):
    circle = "1 0 0 rg 110 100 m 110 105.5 105.5 110 100 110 c 94.5 110 90 105.5 90 100 c 90 94.5 94.5 90 100 90 c"
    page = read_page(f"{circle} 105.5 90 110 94.5 110 100 c f\n200 100 m 204 96 l 212 108 l S")
    round_one, tick = page.drawings
    assert (round_one.fill, round_one.stroke) == (0xFF0000, None)
    assert {part[0] for part in round_one.parts} == {"c"}
    assert tick.parts == (("l", 200, 200, 204, 204), ("l", 204, 204, 212, 192))


def test_transparent_colour_is_laid_on_white():
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=400, height=HEIGHT)
    page.draw_rect(pymupdf.Rect(50, 50, 150, 100), color=None, fill=(1, 0, 0), fill_opacity=0.5)
    page.draw_rect(pymupdf.Rect(50, 150, 150, 200), color=None, fill=(1, 0, 0), fill_opacity=0)
    (fill,) = pdf.read(document.tobytes()).pages[0].fills
    assert fill.color == 0xFF8080


def test_white_page_is_no_area_but_a_white_cover_is(read_page):
    page = read_page("1 1 1 rg 0 0 400 300 re f\n50 100 100 50 re f\n0 0 0 rg 500 100 50 50 re f")
    assert boxes(page.fills) == [(50, 150, 150, 200)]


def test_broad_stroke_is_an_area(read_page):
    page = read_page("0.8 1 0.8 RG 20 w 50 100 m 150 100 l S")
    assert boxes(page.fills) == [(50, 190, 150, 210)]
    assert page.rulings == ()


@pytest.mark.parametrize(("rotate", "expected"), [(90, (100, 50, 200, 70)), (180, (330, 100, 350, 200))])
def test_drawings_are_turned_with_the_page(rotate, expected):
    data = build("0 1 0 rg 50 100 20 100 re f\n" + text("x", 300, 20), rotate=rotate)
    assert boxes(pdf.read(data).pages[0].fills) == [expected]
