"""What is small in a scan: faces without a colour, short words that stand on end, bold titles between plain lines."""

from __future__ import annotations

import numpy as np

from extractors import pdf
from extractors.pdf.ocr.repair import Letter
from extractors.pdf.ocr.words import make_words
from schemas.page import Page
from tests.pdf.drawn import text
from tests.pdf.ocr.scans import scan

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
