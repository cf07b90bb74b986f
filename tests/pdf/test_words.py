from __future__ import annotations

import numpy as np
import pymupdf
import pytest

from extractors import pdf
from extractors.pdf.render import render
from tests.pdf.drawn import HEIGHT, WIDTH, build, text


def texts(words):
    return [word.text for word in words]


def ink_box(data: bytes) -> tuple[float, float, float, float]:
    """Box of everything dark on the first page, by looking at its picture."""
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.Pixmap(render(data, 1, dpi=144)))
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)
    rows, columns = np.nonzero(pixels < 100)
    return columns.min() / 2, rows.min() / 2, columns.max() / 2, rows.max() / 2


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 40, 350, 260)])
def test_words_lie_over_their_ink_however_the_page_is_turned_and_cropped(rotate, crop):
    data = build(text("Anbefaling", 120, 200, 14), rotate=rotate, crop=crop)
    page = pdf.read(data).pages[0]
    (word,) = page.words
    x0, top, x1, bottom = ink_box(data)
    assert word.box.grown(1).holds(x0, top)
    assert word.box.grown(1).holds(x1, bottom)
    assert word.box.area < 2.5 * (x1 - x0) * (bottom - top)
    assert word.direction == rotate
    wide, high = (300, 220) if crop else (WIDTH, HEIGHT)
    assert (page.width, page.height) == ((high, wide) if rotate in (90, 270) else (wide, high))


@pytest.mark.parametrize(
    ("matrix", "direction"), [("0 1 -1 0 100 100", 270), ("0 -1 1 0 100 200", 90), ("-1 0 0 -1 200 100", 180)]
)
def test_direction_of_turned_text(read_page, matrix, direction):
    page = read_page(f"BT /helv 10 Tf {matrix} Tm (Slet ikke) Tj ET")
    assert texts(page.words) == ["Slet", "ikke"]
    assert {word.direction for word in page.words} == {direction}


def test_each_word_has_the_style_it_was_drawn_in(read_page):
    page = read_page(
        "BT 1 0 0 1 50 200 Tm /helv 12 Tf 1 0 0 rg (Mental ) Tj /helv 9 Tf 0 0 1 rg (sundhed ) Tj"
        " 0 0 0 rg 2 Tr 0.3 w (fed) Tj ET"
    )
    mental, sundhed, fed = page.words
    assert (mental.size, mental.color, mental.bold) == (12, 0xFF0000, False)
    assert (sundhed.size, sundhed.color, sundhed.bold) == (9, 0x0000FF, False)
    assert fed.text == "fed"


def test_a_sign_of_another_colour_is_no_part_of_the_word_behind_it(read_page):
    """The colours of a legend were lost: "●Opfyldt" was one word, as black as its letters."""
    page = read_page("BT 1 0 0 1 50 200 Tm /helv 10 Tf 1 0 0 rg (\\267) Tj 0 0 0 rg (Opfyldt) Tj ET")
    sign, word = page.words
    assert (sign.text, sign.color) == ("·", 0xFF0000)
    assert (word.text, word.color) == ("Opfyldt", 0)
    assert sign.x1 == word.x0


def test_text_behind_a_bar_of_blocks_begins_where_its_own_letters_do():
    """The text of a cell began at the end of the bar in the cell before it, and no column parted the two."""
    import weasyprint

    sheet = "<span style='font-family:DejaVu Sans'>■■■■</span><span style='font-family:Carlito;margin-left:6pt'>"
    page = pdf.read(weasyprint.HTML(string=f"<p style='font-size:8pt'>{sheet}Natur</span></p>").write_pdf()).pages[0]
    blocks, word = page.words
    assert texts(page.words) == ["■■■■", "Natur"]
    assert word.x0 - blocks.x1 == pytest.approx(6, abs=0.1)


def test_a_sign_of_another_font_with_a_gap_behind_it_is_a_word_of_its_own():
    """The box at the end of one cell was part of the first word of the next, which then had no rating."""
    import weasyprint

    sheet = "<span style='font-family:DejaVu Sans'>☑</span><span style='font-family:Carlito;margin-left:2pt'>"
    page = pdf.read(weasyprint.HTML(string=f"<p style='font-size:8pt'>{sheet}Natur</span></p>").write_pdf()).pages[0]
    assert texts(page.words) == ["☑", "Natur"]


def test_word_of_several_styles_takes_the_style_of_most_of_its_letters(read_page):
    page = read_page("BT 1 0 0 1 50 200 Tm /helv 10 Tf 1 0 0 rg (F) Tj 0 0 0 rg (orebyggelse og) Tj ET")
    assert [(word.text, word.color) for word in page.words] == [("Forebyggelse", 0), ("og", 0)]


@pytest.mark.parametrize(
    "invisible",
    [
        text("skjult", 100, 100, extra="3 Tr"),
        text("skjult", 100, 100, extra="1 1 1 rg"),
        text("skjult", 900, 100),
        text("skjult", 100, -50),
        "0.2 0.4 0.2 rg 90 90 80 30 re f\n" + text("skjult", 100, 100, extra="0.2 0.4 0.2 rg"),
    ],
    ids=["invisible mode", "white on white", "right of the page", "below the page", "colour of its cell"],
)
def test_what_a_reader_does_not_see_is_hidden(read_page, invisible):
    page = read_page(text("synlig", 100, 200) + invisible)
    assert texts(page.words) == ["synlig"]
    assert texts(page.hidden) == ["skjult"]


def test_white_words_on_a_dark_cell_are_seen(read_page):
    page = read_page("0 0.3 0.4 rg 90 90 80 30 re f\n" + text("hoved", 100, 100, extra="1 1 1 rg"))
    assert texts(page.words) == ["hoved"]
    assert page.hidden == ()


def test_white_words_on_a_drawn_shape_are_seen(read_page):
    circle = "0 0.3 0.4 rg 60 100 m 60 180 160 180 160 100 c 160 20 60 20 60 100 c f\n"
    page = read_page(circle + text("ja", 105, 100, extra="1 1 1 rg"))
    assert texts(page.words) == ["ja"]


def test_shadow_and_overprint_count_once_and_the_top_one_stays(read_page):
    page = read_page(
        text("Status", 101, 199, 12, extra="0.7 0.7 0.7 rg") + text("Status", 100, 200, 12, extra="0 0 1 rg")
    )
    assert [(word.text, word.color) for word in page.words] == [("Status", 0x0000FF)]
    assert texts(page.hidden) == ["Status"]


def test_equal_words_side_by_side_are_no_overprint(read_page):
    page = read_page(text("x x x l l l", 100, 200) + text("x", 100, 188))
    assert sorted(texts(page.words)) == ["l", "l", "l", "x", "x", "x", "x"]


@pytest.mark.parametrize("spacing", [0.5, 1.5, 2.5, 4, 6])
def test_letter_spaced_words_come_whole(read_page, spacing):
    page = read_page(f"BT /helv 10 Tf {spacing} Tc 1 0 0 1 20 200 Tm (Slet ikke opfyldt) Tj ET")
    assert texts(page.words) == ["Slet", "ikke", "opfyldt"]


def test_letters_that_each_stand_in_the_middle_of_their_column_are_no_word(read_page):
    """Gaps differ and the distances of the middles do not: letter-spacing has it the other way round."""
    widths = {"S": 6.67, "M": 8.33, "N": 7.22, "H": 7.22}
    letters = "".join(text(s, 100 + 13.9 * i - width / 2, 200) for i, (s, width) in enumerate(widths.items()))
    assert texts(read_page(letters).words) == ["S", "M", "N", "H"]


def test_what_a_leader_leads_to_is_a_word_of_its_own(read_page):
    page = read_page(text("Solpolitik.........delvis", 20, 200))
    assert texts(page.words) == ["Solpolitik.........", "delvis"]
    assert page.words[0].x1 <= page.words[1].x0 + 0.1


def test_single_letters_and_marks_between_real_spaces_stay_apart(read_page):
    page = read_page(text("A B C D E F", 100, 200) + text("x", 100, 150) + text("x", 112, 150) + text("x", 124, 150))
    assert sorted(texts(page.words)) == ["A", "B", "C", "D", "E", "F", "x", "x", "x"]


def test_dingbat_ticks_are_read(read_page):
    page = read_page("BT /zadb 12 Tf 1 0 0 1 100 200 Tm (4) Tj 1 0 0 1 200 200 Tm (8) Tj ET")
    assert texts(page.words) == ["✔", "✘"]


def test_text_of_an_annotation_is_on_the_page():
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    page.add_freetext_annot(pymupdf.Rect(100, 100, 160, 120), "x", fontsize=12)
    (word,) = pdf.read(document.tobytes()).pages[0].words
    assert word.text == "x"
    assert pymupdf.Rect(100, 100, 160, 120).contains(pymupdf.Point(word.cx, word.cy))
