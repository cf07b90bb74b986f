"""What is small in a scan: faces without a colour, short words that stand on end, bold titles between plain lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors import pdf
from extractors.pdf.ocr.keys import with_keys_agreed
from extractors.pdf.ocr.marks import find_marks
from extractors.pdf.ocr.picture import Picture, straighten
from extractors.pdf.ocr.pixels import BoxPx
from extractors.pdf.ocr.rapid import RapidOcr, rapid_ocr
from extractors.pdf.ocr.repair import Letter
from extractors.pdf.ocr.rulings import find_rulings
from extractors.pdf.ocr.text import ReadWord
from extractors.pdf.ocr.words import make_words
from schemas.page import Page, Word
from tests.pdf.drawn import build, text
from tests.pdf.ocr.scans import pixels_of, scan

WORDS = frozenset(["Grøn", "Gul", "Rød", "Opfyldelse", "Anbefalinger"])


def read(data: bytes) -> Page:
    return pdf.read(data, ocr=pdf.OcrSettings(known_word=WORDS.__contains__)).pages[0]


def disc(x: float, y: float, r: float, gray: float) -> str:
    k = 0.5523 * r
    return (
        f"{gray} g {x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c "
        f"{x - k} {y + r} {x - r} {y + k} {x - r} {y} c {x - r} {y - k} {x - k} {y - r} {x} {y - r} c "
        f"{x + k} {y - r} {x + r} {y - k} {x + r} {y} c f "
    )


def face(x: float, y: float, gray: float) -> str:
    eyes = disc(x - 1.5, y + 1.2, 0.7, 0.1) + disc(x + 1.5, y + 1.2, 0.7, 0.1)
    return disc(x, y, 5, gray) + eyes + f"0.1 G 0.8 w {x - 2.2} {y - 1.8} m {x + 2.2} {y - 1.8} l S "


def test_face_in_a_copy_without_colour_keeps_what_stands_on_its_disc():
    """It was a bullet, as a black disc is."""
    page = read(
        scan(face(100, 200, 0.4) + face(100, 170, 0.75) + disc(100, 140, 3, 0) + text("Anbefalinger", 150, 197))
    )
    assert sorted(round(drawing.box.cy) for drawing in page.drawings) == [100, 100, 130, 130]
    assert [word.text for word in page.words if not word.text.isalpha()] == ["●"]


def test_short_words_beside_turned_print_are_turned_too():
    def turned(string: str, x: float) -> str:
        return f"BT /helv 10 Tf 0 1 -1 0 {x} 200 Tm ({string}) Tj ET\n"

    head = turned("Gr\\370n", 200) + turned("Gul", 230) + turned("R\\370d", 260)
    upright = "".join(text("Anbefalinger om tilbud til borgere i kommunen", 40, y) for y in (170, 150, 130, 110))
    page = read(scan(head + upright, dpi=300))
    assert {word.text: word.direction for word in page.words if word.direction} == {"Grøn": 270, "Gul": 270, "Rød": 270}


def test_titles_are_bold_where_most_lines_begin_with_a_bold_label():
    """The usual weight of such a page lay between bold and plain, and no title was bold."""

    def bold(string: str, y: float) -> str:
        return f"BT /hebo 8 Tf 1 0 0 1 40 {y} Tm ({string}) Tj ET\n"

    content = ""
    for y in (270, 210, 150, 90):
        content += bold("Motorisk screening ved skolestart og tilbud", y)
        for n, label in enumerate(("Opfyldelse:", "Indsats:", "Forankring:"), 1):
            content += bold(label, y - 12 * n)
            content += text("der er afsat midler til et tilbud om motion", 95, y - 12 * n, 8)
    page = read(scan(content, grain=5))
    weights = {word.text: word.bold for word in page.words}
    assert weights["Motorisk"]
    assert weights["skolestart"]
    assert not weights["midler"]


def test_label_and_answer_without_a_space_between_them_are_two_words():
    def words_of(string: str) -> list[str]:
        letters = [Letter(letter, 10.0 * n + 5, 1.0) for n, letter in enumerate(string)]
        ink = np.ones((20, 10 * len(string)), bool)
        ink[:, 9::10] = False
        return [word.text for word in make_words(letters, ink, (0, 0, *ink.shape[::-1]), 0, WORDS.__contains__)]

    assert words_of("Opfyldelse:Rød") == ["Opfyldelse:", "Rød"]
    assert words_of("http:Rød") == ["http:Rød"]


def test_stop_that_stands_off_its_figure_is_doubted():
    """Of "10." the engine read "1 ." and was sure of it."""
    letters = [Letter("1", 5.0, 1.0), Letter(" ", 12.0, 1.0), Letter(".", 25.0, 1.0)]
    ink = np.zeros((20, 30), bool)
    ink[:, 3:7] = ink[16:, 24:27] = True
    found = make_words(letters, ink, (0, 0, 30, 20), 0, WORDS.__contains__)
    assert [(word.text, word.confidence > 0.9) for word in found] == [("1", True), (".", False)]


def test_check_boxes_of_small_print_are_found():
    rows = "".join(
        f"0.4 w 50 {y} 3.8 3.8 re S 100 {y} 3.8 3.8 re S " + text("Helt", 57, y, 6.5) + text("Slet ikke", 107, y, 6.5)
        for y in (200, 180, 160)
    )
    page = read(scan(rows + "50 200 m 53.8 203.8 l S 53.8 200 m 50 203.8 l S ", dpi=200))
    boxes = sorted((round(word.top, -1), word.x0, word.text) for word in page.words if word.text in "☐☒")
    assert [text for _, _, text in boxes] == ["☒", "☐", "☐", "☐", "☐", "☐"]


def test_figures_on_a_coloured_cell_are_no_lamps():
    """The colour of the cell in the eyes of an 8 counted as a light, and the number was 1."""
    page = read(scan("0.93 0.68 0.5 rg 40 190 60 30 re f 0 g " + text("18.", 44, 205, 9) + text("Motion", 120, 205, 9)))
    assert [word.text for word in page.words] == ["18.", "Motion"]
    assert not page.drawings


def test_turned_print_ends_at_the_line_of_its_cell():
    """The first letter of the head above a turned label was read as its last."""
    rows = "".join(text("Tilbud om motion til alle i kommunen", 80, y, 10) for y in (160, 130, 100))
    label = "BT /helv 10 Tf 0 1 -1 0 52 90 Tm (Forebyggelsespakke) Tj ET "
    lines = "1.2 w 40 190 m 360 190 l S 40 60 m 360 60 l S 40 210 m 360 210 l S 40 60 m 40 210 l S "
    page = read(scan(lines + label + text("H", 44, 192.5, 10) + rows))
    assert [word.text for word in page.words if word.direction] == ["Forebyggelsespakke"]


def test_border_of_a_cell_is_no_bracket_and_a_dash_between_spaces_stands_alone():
    def words_of(string: str) -> list[str]:
        letters = [Letter(letter, 5.0 + 10 * n, 1.0) for n, letter in enumerate(string) if letter != " "]
        ink = np.zeros((20, 10 * len(string)), bool)
        for letter in letters:
            ink[:, int(letter.x) - 5 : int(letter.x) + 5] = True
        return [word.text for word in make_words(letters, ink, (0, 0, *ink.shape[::-1]), 0, WORDS.__contains__)]

    assert words_of("Gul}") == ["Gul"]
    assert words_of("[Gul]") == ["[Gul]"]
    assert words_of("M - Gul") == ["M", "-", "Gul"]
    assert words_of("M- Gul") == ["M-", "Gul"]


def ring(x: float, y: float, *eyes: float) -> str:
    circles = [(x, y, 6.0, "S"), *((x + at, y + 1.8, 0.9, "f") for at in eyes)]
    drawn = "0 g 0 G 0.8 w "
    for cx, cy, r, paint in circles:
        k = 0.5523 * r
        drawn += (
            f"{cx + r} {cy} m {cx + r} {cy + k} {cx + k} {cy + r} {cx} {cy + r} c "
            f"{cx - k} {cy + r} {cx - r} {cy + k} {cx - r} {cy} c {cx - r} {cy - k} {cx - k} {cy - r} {cx} {cy - r} c "
            f"{cx + k} {cy - r} {cx + r} {cy - k} {cx + r} {cy} c {paint} "
        )
    return drawn


def test_face_as_close_to_a_word_as_letters_stand_is_a_sign():
    """The word had it for its first letter, the legend lost the sign, and rows were rated in other words."""
    page = read(scan(ring(60, 204, -2, 2) + text("Opfyldt", 68.5, 200, 11)))
    assert [word.text for word in page.words] == ["Opfyldt"]
    assert [round(drawing.box.width) for drawing in page.drawings] == [13]


def test_dots_hardly_larger_than_dust_are_marks_where_they_have_one_size():
    rows = "".join(text("Udvikling", 60, y) for y in (200, 180, 160))
    marks = [disc(x, y, 1.15, 0) for x, y in ((220, 203), (260, 183), (220, 163))]
    dots = [word for word in read(scan(rows + "".join(marks))).words if word.x0 > 150]
    assert [(dot.text, round(dot.cx, -1)) for dot in dots] == [("•", 220), ("•", 260), ("•", 220)]
    assert not [word for word in read(scan(rows + marks[0])).words if word.x0 > 150]


def test_lone_i_far_off_at_the_end_of_a_justified_line_is_a_word():
    """The engine passed over it: a drawing without a meaning was left, and a white column beside the text."""
    lines = (("Tidlig opsporing af risikabelt", 200), ("alkoholforbrug", 188), ("jobcentret", 176))
    page = read(scan("".join(text(line, 60, y, 8) for line, y in lines) + text("i", 170, 188, 8)))
    assert [word.text for word in page.words if word.x0 > 165] == ["i"]
    assert not page.drawings


def test_light_words_that_nearly_touch_the_black_rim_of_a_dark_head_keep_their_ascenders():
    """The strip between rim and letters was a line, and painting over it took the upper third of the letters."""
    head = "0.27 0.27 0.27 rg 40 200 320 20 re f 0 0 0 RG 1 w 40 200 320 20 re S 1 1 1 rg "
    page = read(scan(head + text("Anbefalinger", 44, 211, 9) + text("Anbefalinger", 200, 211, 9), grain=6))
    assert [word.text for word in page.words] == ["Anbefalinger", "Anbefalinger"]


def test_first_letter_of_a_dark_head_begins_after_its_end():
    """The strip before it was print of the word, which was as high as the head, and the cell had no shade."""

    def bold(string: str, x: float) -> str:
        return f"BT /hebo 10 Tf 1 0 0 1 {x} 203.5 Tm ({string}) Tj ET\n"

    head = "0.14 0.31 0.47 rg 43 200 320 14 re f 1 1 1 rg " + bold("Nr.", 44.5) + bold("Anbefalinger", 110)
    page = read(scan(head, dpi=150, grain=3))
    first, second = page.words
    assert first.text == "Nr."
    assert first.bottom - first.top == pytest.approx(second.bottom - second.top, abs=1)
    assert min(fill.x0 for fill in page.fills) < 44


def test_letter_that_a_narrow_head_parts_from_its_word_is_no_icon():
    def bold(string: str, x: float, y: float) -> str:
        return f"2 Tr 0.6 w BT /hebo 9 Tf 1 0 0 1 {x} {y} Tm ({string}) Tj ET\n"

    page = read(scan("0 G " + bold("Kommune", 60, 211) + bold("n er klar", 60, 200), dpi=150))
    assert [word.text for word in page.words] == ["Kommune", "n", "er", "klar"]
    assert not page.drawings


def test_bold_letter_that_heads_a_column_alone_is_no_icon():
    """An N far from other print was a drawing, and the column had no step."""
    rows = "".join(text("Tilbud om motion", 40, y, 9) for y in (150, 120, 90))
    heads = "".join(f"BT /hebo {size} Tf 1 0 0 1 {x} 200 Tm (N) Tj ET " for x, size in ((200, 8), (260, 9), (320, 10)))
    page = read(scan(rows + heads, dpi=150, grain=4))
    assert [word.text for word in page.words].count("N") == 3
    assert not page.drawings


def test_icon_that_is_lighter_than_ink_is_a_sign_with_its_outline():
    """A yellow thumb of a copy without colours was cut to pieces, or part of the word behind it."""

    def thumb(x: float, y: float, gray: float) -> str:
        return f"{gray} g {x} {y} 8 5 re f {x + 3} {y + 5} 2.5 4.5 re f 0 g "

    rows = ((200, 0.4), (170, 0.72), (140, 0.76))
    signs = "".join(thumb(100, y, gray) + text("Delvist opfyldt", 112, y) for y, gray in rows)
    page = read(scan(signs, grain=4))
    found = [(drawing.x0, drawing.top, drawing.x1, drawing.bottom) for drawing in page.drawings]
    assert found == [pytest.approx((100, bottom - 9.5, 108, bottom), abs=1) for bottom in (100, 130, 160)]
    assert [word.text for word in page.words] == ["Delvist", "opfyldt"] * 3


def test_pale_band_that_is_hardly_higher_than_its_words_is_one():
    """Below letters that reach its edge it had the tone of the paper beside it, and fell to pieces."""
    bands = "0.84 0.89 0.93 rg 40 150 320 13 re f 40 100 320 13 re f 0 g "
    titles = (("7. Opgaver og tilbud valgt for skolen", 153), ("2. Valg til plejecentre med fokus", 103))
    words = "".join(f"BT /hebo 12 Tf 1 0 0 1 44 {y} Tm ({title}) Tj ET\n" for title, y in titles)
    page = read(scan(bands + words, grain=3, dpi=150, skew=0.3))
    assert [(round(fill.x0), round(fill.x1)) for fill in page.fills] == [(40, 360), (40, 360)]


def test_dark_words_in_a_strong_red_cell_are_read():
    """Where letters stand close, their own tone was taken for that of a dark head."""
    cells = "0.96 0.03 0.02 rg 100 130 150 40 re f 0.96 0.97 0.04 rg 100 170 150 40 re f 0 g "
    words = text("Ikke startet endnu", 130, 157, 7) + text("Opfyldelse", 130, 197, 7)
    page = read(scan(cells + words, grain=3, dpi=150))
    assert [word.text for word in page.words] == ["Opfyldelse", "Ikke", "startet", "endnu"]


def test_lone_figure_between_the_numbers_of_a_column_is_one_of_them():
    """In small print some stayed behind as drawings; one that no number stands above or below may be drawn by hand."""

    class Seven:
        def read_signs(self, picture: Picture, boxes: Sequence[BoxPx]) -> list[tuple[str, float]]:
            return [("7", 0.99) for _ in boxes]

    gray = np.full((100, 100), 255, np.uint8)
    gray[40:48, 20:25] = gray[40:48, 60:65] = 0
    gray[43:48, 20:23] = gray[43:48, 60:63] = 255
    rgb, ink = np.repeat(gray[:, :, None], 3, axis=2), gray < 128
    picture = Picture(rgb, gray, ink, rgb, ink, 72, 0.0)
    numbers = [ReadWord("6.", 19, 20, 27, 28, 0.99), ReadWord("Gul", 55, 20, 70, 28, 0.99)]
    marks = find_marks(picture, np.zeros_like(ink), numbers, [], [], Seven())  # type: ignore[arg-type]
    assert [(word.text, word.x0) for word in marks.words] == [("7", 20)]
    assert [round(drawing.x0) for drawing in marks.drawings] == [60]


def test_upright_stroke_over_the_line_that_it_begins_is_an_i():
    """The I of a narrow head "I / mindre / grad" was a drawing, and the step lost it."""

    class Nothing:
        def read_signs(self, picture: Picture, boxes: Sequence[BoxPx]) -> list[tuple[str, float]]:
            return [("", 0.0) for _ in boxes]

    gray = np.full((100, 100), 255, np.uint8)
    gray[20:28, 20:22] = gray[70:78, 20:22] = 0
    rgb, ink = np.repeat(gray[:, :, None], 3, axis=2), gray < 128
    picture = Picture(rgb, gray, ink, rgb, ink, 72, 0.0)
    words = [ReadWord("mindre", 20, 32, 50, 40, 0.99), ReadWord("Slet", 60, 20, 80, 28, 0.99)]
    marks = find_marks(picture, np.zeros_like(ink), words, [], [], Nothing())  # type: ignore[arg-type]
    assert [(word.text, word.top) for word in marks.words] == [("I", 20)]
    assert [round(drawing.top) for drawing in marks.drawings] == [70]


def test_letter_that_a_column_of_numbers_begins_with_is_no_figure():
    """I1, I2 and I3 below R1, R2 and T1 were 11, 12 and 13, unsaid."""

    def column(*texts: str) -> list[str]:
        words = [
            Word(string, 40, 20.0 * n, 60, 20.0 * n + 10, "OCR", 10, 0, False, False, 0, n, n, 0.99)
            for n, string in enumerate(texts)
        ]
        (page,) = with_keys_agreed([Page(number=1, width=400, height=300, words=tuple(words), by_ocr=True)])
        return [word.text for word in page.words]

    lettered = ("R1", "R2", "T1", "T2")
    assert column(*lettered, "11", "12", "13", "01", "02") == [*lettered, "I1", "I2", "I3", "O1", "O2"]
    assert column(*lettered, "11") == [*lettered, "11"]
    assert column("R1", "R2", "R3", "11", "12") == ["R1", "R2", "R3", "11", "12"]
    assert column(*lettered, "12", "13") == [*lettered, "12", "13"]
    assert column("R1", "T1", "11", "12", "40", "50") == ["R1", "T1", "11", "12", "40", "50"]


def test_ascenders_below_the_line_under_a_word_are_none_of_the_word(monkeypatch: pytest.MonkeyPatch):
    """What finds text reached over the line of a tight row: a head was large print, and stood in the first row."""
    lines = "0.65 G 0.7 w " + "".join(f"40 {y} m 360 {y} l S " for y in (230, 200, 185)) + "0 g "
    pixels = pixels_of(build(lines + text("Niveau", 46, 201.5, 9)))
    at = 200 / 72
    pixels[round(100.7 * at) : round(106 * at), round(52 * at) : round(53 * at)] = 0
    picture = straighten(pixels, 200)
    box = (round(44 * at), round(91 * at), round(90 * at), round(105 * at))
    monkeypatch.setattr(RapidOcr, "_text_boxes", lambda self, picture: [box])
    (line,) = rapid_ocr().read(picture, find_rulings(picture).ink, None)
    assert [word.text for word in line.words] == ["Niveau"]
    assert line.words[0].bottom <= round(100 * at)
