"""Lines of tables that a scan hides: under grain, on a shade, along shaded cells."""

from __future__ import annotations

import numpy as np

from extractors import pdf
from extractors.pdf.ocr.faint_seams import find_faint_seams
from extractors.pdf.ocr.hairs import without_overruns
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.shade_lines import with_ends_of_rows, with_hidden_lines, with_sides_of_cells, without_rims
from extractors.pdf.ocr.through_shades import with_lines_through_shades
from schemas.geometry import Box
from schemas.page import Fill, Page, Ruling
from tests.pdf.drawn import text
from tests.pdf.ocr.scans import scan


def read(data: bytes) -> Page:
    return pdf.read(data, ocr=pdf.OcrSettings()).pages[0]


def level(x0: float, x1: float, y: float) -> Ruling:
    return Ruling(x0, y, x1, y, 0.5, 0x808080, False)


def upright(x: float, top: float, bottom: float) -> Ruling:
    return Ruling(x, top, x, bottom, 0.5, 0x808080, False)


def test_hairlines_that_grain_hides_are_found_where_they_begin_and_end():
    """Table lines of 0.3 points in light grey: some pieces were found, and columns ran together."""
    lines = "0.93 G 0.6 w " + "".join(f"40 {y} m 360 {y} l S " for y in (260, 210, 160, 110))
    lines += "".join(f"{x} 110 m {x} 260 l S " for x in (40, 140, 240, 360))
    words = "".join(text("Udvikling af tilbud", 46, y) + text("Team Sundhed", 146, y) for y in (240, 190, 140))
    page = read(scan(lines + words, grain=9))
    across = sorted((line for line in page.rulings if line.horizontal), key=lambda line: line.top)
    down = sorted((line for line in page.rulings if not line.horizontal), key=lambda line: line.x0)
    assert [round(line.top, -1) for line in across] == [40, 90, 140, 190]
    assert [round(line.x0, -1) for line in down] == [40, 140, 240, 360]
    assert all(abs(line.x0 - 40) < 5 and abs(line.x1 - 360) < 5 for line in across)
    assert all(abs(line.top - 40) < 5 and abs(line.bottom - 190) < 5 for line in down)


def test_grain_alone_has_no_lines():
    words = "".join(text("Udvikling af tilbud om motion i lokale foreninger", 46, y) for y in range(60, 280, 12))
    assert not read(scan(words, grain=12)).rulings


def test_line_goes_on_along_the_shaded_cell_that_it_stops_at():
    cells = [Fill(100, 100, 150, 130, 0xA0A0A0), Fill(150, 130, 200, 160, 0xA0A0A0), Fill(100, 160, 150, 190, 0xA0A0A0)]
    assert with_hidden_lines([upright(150, 60, 101)], cells) == [upright(150, 60, 190)]


def test_seam_of_a_dark_head_does_not_go_on_along_a_pale_shade_below_it():
    """It was a line of the rows then: the head stood apart from them, and its two steps were one row."""
    head, pale = Fill(50, 60, 300, 100, 0x3E5527), Fill(50, 100, 90, 190, 0xDBE7D4)
    seam, heads = upright(90, 60, 100), [head.box]
    assert with_hidden_lines([seam], [head, pale], heads=heads) == [seam]
    assert with_hidden_lines([seam], [head, pale._replace(color=0x08AC52)], heads=heads) == [upright(90, 60, 190)]
    again = upright(90, 190, 230)
    two = [head.box, Fill(50, 190, 300, 230, 0x3E5527).box]
    assert with_hidden_lines([seam, again], [head, pale], heads=two) == [seam, again]


def test_light_line_on_a_shade_parts_two_cells_of_one_colour():
    rows = "0.6 w 0.77 G 0.64 g 140 110 100 100 re f " + "".join(f"40 {y} m 360 {y} l S " for y in (210, 160, 110))
    rows += "".join(f"{x} 110 m {x} 210 l S " for x in (40, 140, 240, 360)) + "0 g "
    page = read(scan(rows + text("Udvikling af tilbud", 46, 180) + text("Tilbud om motion", 46, 130), grain=6))
    (middle,) = (line for line in page.rulings if line.horizontal and abs(line.top - 140) < 3)
    assert middle.x0 < 45
    assert middle.x1 > 355


def test_stem_of_a_letter_between_two_tables_is_no_line_through_both():
    """The name of a section stands across, and a stem of it on the axis of the column lines above and below."""
    gray = np.full((200, 300), 250, np.uint8)
    gray[104:114, 150] = 90
    rgb, ink = np.repeat(gray[:, :, None], 3, axis=2), gray < 200
    picture = Picture(rgb, gray, ink, rgb, ink, 72, 0.0)
    columns = [upright(150.5, 60, 102), upright(150.5, 116, 160)]
    assert with_hidden_lines(columns, [], picture, [Box(110, 103, 190, 115)]) == columns
    assert with_hidden_lines(columns, [], picture, [Box(149, 103, 190, 115)]) == columns
    assert with_hidden_lines(columns, [], picture) == [upright(150.5, 60, 160)]


def test_seams_that_grain_hides_part_a_dark_head_and_its_cells_end_where_its_lines_stop_short():
    """Three columns were one where the hairs between their heads were fainter than the grain."""
    head = "0.03 0.39 0.42 rg 40 220 320 40 re f 0.15 0.5 0.53 RG 0.4 w 110 220 m 110 240 l S 180 220 m 180 240 l S "
    head += "0.6 0.8 0.8 RG 0.8 w 250 221 m 250 259 l S 42 240 m 250 240 l S "
    head += "0.7 G 40 180 m 360 180 l S 40 140 m 360 140 l S "
    words = "".join(text(word, x, 226, 9, "1 1 1 rg") for word, x in (("Nr.", 46), ("Emne", 116), ("Niveau", 186)))
    words += text("Forebyggelsespakken", 60, 246, 9, "1 1 1 rg") + text("Indsats", 256, 226, 9, "1 1 1 rg")
    page = read(scan(head + words + "0 g " + text("Tilbud om motion", 116, 200) + text("Mad", 256, 160), grain=5))
    steps = [{round(fill.x1, -1) for fill in page.fills if fill.top < y < fill.bottom} for y in (50, 70)]
    assert steps == [{250, 360}, {110, 180, 250, 360}]
    assert not [line for line in page.rulings if not line.horizontal]


def test_stems_below_each_other_in_a_dark_head_are_no_seam_of_it():
    """A word over another in one cell parted it, where their l and p stand on one axis."""
    gray = np.full((120, 300), 90, np.uint8)
    print_ = np.zeros_like(gray, bool)
    for top in (44, 58):
        print_[top : top + 9, 150] = print_[top + 3 : top + 9, 140:148:3] = print_[top + 3 : top + 9, 154:166:3] = True
    gray[print_] = 240
    # The soft edge of the stems is lighter than the ground from line to line.
    gray[42:70, 150] = np.maximum(gray[42:70, 150], 100)
    rgb = np.repeat(gray[:, :, None], 3, axis=2)
    picture = Picture(rgb, gray, print_, rgb, print_, 72, 0.0)
    assert not find_faint_seams([], [Box(20, 40, 280, 72)], picture)
    gray[40:72, 220] = 100
    assert [round(line.x0) for line in find_faint_seams([], [Box(20, 40, 280, 72)], picture)] == [220]


def test_shaded_cells_below_each_other_have_the_lines_between_their_columns():
    rows = [level(40, 300, y) for y in (100, 130, 160, 190)]
    cells = [Fill(100, 100, 150, 130, 0xA0A0A0), Fill(150, 130, 200, 160, 0xA0A0A0), Fill(100, 160, 150, 190, 0xA0A0A0)]
    side = upright(40, 100, 190)
    found = [line for line in with_sides_of_cells([*rows, side], cells, []) if not line.horizontal]
    assert [(line.x0, line.top, line.bottom) for line in found] == [(40, 100, 190), (100, 100, 190), (150, 100, 190)]
    # A table whose rows alone are ruled has none; nor has one with a line elsewhere on the page.
    for other in ([], [upright(20, 100, 190)], [upright(40, 300, 400)]):
        assert with_sides_of_cells([*rows, *other], cells, []) == [*rows, *other]
    rows = [*rows, side]
    # A word that runs through shows one column; without rows there is no table.
    across = [Box(90, 140, 170, 150)]
    assert not [line for line in with_sides_of_cells(rows, cells, across) if line not in rows]
    assert not with_sides_of_cells([], cells, [])
    # Dark words on a strong colour stand at one line of their row.
    words = [cell._replace(bottom=cell.top + 8) for cell in cells]
    assert with_sides_of_cells(rows, words, []) == rows


def test_shaded_cells_make_no_columns_where_a_frame_closes_columns_without_lines():
    """Lines beside a coloured column were the only ones between columns, and print of three columns was one cell."""
    rows = [level(40, 500, y) for y in (100, 130, 160, 190)]
    frame = [upright(40, 100, 190), upright(500, 100, 190)]
    cells = [Fill(400, y, 450, y + 30, 0x50B050) for y in (100, 130, 160)]
    words = [Box(x, y + 10, x + 40, y + 18) for y in (100, 130, 160) for x in (50, 140, 230)]
    assert with_sides_of_cells([*rows, *frame], cells, words) == [*rows, *frame]
    # A line elsewhere says that columns have lines; so does print that all stands in one column.
    inner = upright(130, 100, 190)
    for lines, print_ in (([*frame, inner], words), (frame, words[::3])):
        found = [line.x0 for line in with_sides_of_cells([*rows, *lines], cells, print_) if not line.horizontal]
        assert {400, 450} <= set(found)


def test_shaded_cells_of_two_tables_have_no_lines_between_the_tables():
    """Boxes with shaded rows stood below each other, and their left side ran through all of them."""
    rows = [level(40, 300, y) for top in (100, 170, 240) for y in range(top, top + 60, 15)]
    cells = [Fill(40, top + y, 120, top + y + 15, 0xE0E0E0) for top in (100, 170, 240) for y in (0, 30)]
    sides = [upright(x, top, top + 45) for x in (40, 120, 300) for top in (100, 170, 240)]
    found = [line for line in with_sides_of_cells([*rows, *sides], cells, []) if not line.horizontal]
    assert sorted(found) == sorted(sides)


def test_row_of_one_line_at_the_foot_of_a_page_has_its_columns():
    """Lines of its height may be letters; those of the box above show where the columns are."""
    lines = "0.6 w " + "".join(f"40 {y} m 360 {y} l S " for y in (260, 230, 200, 150, 138))
    lines += "".join(f"{x} {y} m {x} {y + h} l S " for x in (40, 160, 360) for y, h in ((200, 60), (138, 12)))
    words = "".join(text(word, 46, y, 8) for word, y in (("Nummer", 242), ("Tilbud", 212), ("#", 141)))
    page = read(scan(lines + words + text("G8", 166, 141, 8), grain=4, dpi=300))
    low = sorted(round(line.x0, -1) for line in page.rulings if not line.horizontal and line.top > 140)
    assert low == [40, 160, 360]
    (sign,) = (word for word in page.words if word.text == "#")
    assert sign.bottom - sign.top < 13


def test_line_ends_with_its_table_though_print_stands_below_it():
    """The gap between two words of a footnote on the axis of a faint line was taken for more of the line."""
    rows = [level(40, 300, y) for y in (100, 140, 180)]
    columns = [upright(x, 100, 180) for x in (40, 200, 300)]
    long = upright(120, 100, 191)
    assert without_overruns([*columns, long], rows) == [*columns, upright(120, 100, 180)]
    assert without_overruns([*columns[:2], long], rows)[-1] == long
    assert without_overruns([*columns, upright(120, 100, 220)], rows)[-1].bottom == 220


def test_shaded_row_of_a_ruled_table_ends_at_a_line():
    """Of the line below a grey row a scan shows nothing, and two rows were one."""
    rows, columns = [level(40, 300, 100)], [upright(x, 70, 190) for x in (100, 200)]
    cells = [Fill(a, 100, b, 130, 0xEEEEEE) for a, b in ((40, 100), (100, 200), (200, 300))]
    found = with_ends_of_rows([*rows, *columns], cells)
    assert [(line.x0, line.x1, line.top) for line in found if line.horizontal] == [(40, 300, 100), (40, 300, 130)]
    # A table without columns may be shaded as it likes, and a merged cell beside the row goes on.
    assert with_ends_of_rows(rows, cells) == rows
    assert with_ends_of_rows([*rows, *columns], cells[:2]) == [*rows, *columns]


def test_shaded_row_that_print_broke_to_pieces_ends_at_a_line_too():
    """Rows below it were one with it, for a word had cost a piece of its shade, or its other end had no line either."""
    ruled = [level(40, 300, y) for y in (100, 115, 175)]
    columns = [upright(x, 100, 175) for x in (40, 120, 200, 300)]
    rows = [
        *(Fill(x0, 100, x1, 115, 0xE2E2E2) for x0, x1 in ((40, 120), (160, 300))),
        *(
            Fill(x0, 130, x1, 145, color)
            for x0, x1, color in ((40, 120, 0xE2E2E2), (120, 150, 0xE9E9E9), (170, 297, 0xE2E2E2))
        ),
    ]
    found = with_ends_of_rows([*ruled, *columns], rows)
    assert sorted(round(line.top) for line in found if line.horizontal) == [100, 115, 130, 145, 175]
    # Of rows of which none has a line nothing is told.
    assert with_ends_of_rows([*ruled[:1], *columns], rows[2:]) == [*ruled[:1], *columns]


def test_dark_head_in_two_steps_ends_at_a_line():
    """The line below it cannot be told from it, and the first row was a part of the head."""
    cells = [Fill(x0, top, x1, 80, 0x474747) for x0, x1, top in ((40, 190, 50), (190, 240, 60), (240, 290, 60))]
    cells += [Fill(190, 50, 290, 60, 0x474747), Fill(290, 50, 440, 80, 0x474747)]
    columns = [upright(x, 50, 180) for x in (40, 190, 290, 440)]
    rows = [level(40, 440, y) for y in (110, 140, 180)]
    found = with_ends_of_rows([*rows, *columns], cells)
    assert any(line.horizontal and line.top == 80 and (line.x0, line.x1) == (40, 440) for line in found)


def test_light_line_goes_on_through_the_grey_of_a_head():
    """On grey it stands out half as much: the column began below the head, and two heads were one."""
    gray = np.full((200, 300), 255, np.uint8)
    gray[40:80, 20:280] = 232
    gray[40:160, 100] = gray[80:160, 200] = 222
    rgb, ink = np.repeat(gray[:, :, None], 3, axis=2), gray < 128
    picture = Picture(rgb, gray, ink, rgb, ink, 72, 0.0)
    lines = [upright(100.5, 79, 160), upright(200.5, 79, 160)]
    head = [Fill(20, 40, 280, 80, 0xE8E8E8)]
    assert with_lines_through_shades(lines, head, picture, []) == [upright(100.5, 40, 160), lines[1]]
    assert with_lines_through_shades(lines, head, picture, [Box(90, 42, 110, 78)]) == lines


def test_rim_between_a_pale_shade_and_the_paper_is_no_line():
    cells = [Fill(40, 100, 150, 130, 0xDCE8D2), Fill(150, 100, 360, 130, 0xDCE8D2)]
    rim, line, longer = (
        level(40, x, 130)._replace(color=c) for x, c in ((360, 0xE0E8DC), (360, 0x808080), (500, 0xEEEEEE))
    )
    assert without_rims([rim, line, longer], cells) == [line, longer]


def test_letters_close_to_a_line_and_between_two_are_no_part_of_it():
    """The stem of an l made the line below it higher; that of a D between two tables made one line of theirs."""
    rows = (
        "0.5 w "
        + "".join(f"40 {y} m 360 {y} l S " for y in (250, 200, 100, 50))
        + "40 250 m 40 200 l S 40 100 m 40 50 l S "
    )
    columns = "200 200 m 200 250 l S 200 50 m 200 100 l S "
    page = read(
        scan(rows + columns + text("l", 198.9, 252.2, 13) + text("D", 198, 130, 24) + text("Tilbud", 50, 220), grain=1)
    )
    (first, second) = (line for line in page.rulings if not line.horizontal and abs(line.x0 - 200) < 3)
    assert abs(first.top - 50) < 2
    assert abs(first.bottom - 100) < 3
    assert abs(second.top - 200) < 3


def test_ground_above_the_letters_of_a_dark_head_is_no_line():
    """It was painted over with the tops of the letters."""
    heads = "".join(text("Udviklingsniveau", x, 203, 9) for x in (42, 120, 200, 280))
    page = read(
        scan("0.25 g 40 200 320 11.5 re f 1 g " + heads + "0 g " + text("Tilbud om motion", 42, 185, 9), grain=0)
    )
    assert not [line for line in page.rulings if line.horizontal and 89 < line.top < 99]
    assert [word.text for word in page.words].count("Udviklingsniveau") == 4
