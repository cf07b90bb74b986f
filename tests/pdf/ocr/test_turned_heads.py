"""Heads of narrow columns that run up: their letters, their ends, and lines beside each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extractors import pdf
from extractors.pdf.ocr.marks import find_boxes
from extractors.pdf.ocr.picture import Picture
from schemas.page import Page
from tests.pdf.drawn import text
from tests.pdf.ocr.scans import scan


def read(data: bytes) -> Page:
    return pdf.read(data, ocr=pdf.OcrSettings()).pages[0]


def turned(string: str, x: float, y: float, size: float = 10, font: str = "helv") -> str:
    return f"BT /{font} {size} Tf 0 1 -1 0 {x} {y} Tm ({string}) Tj ET\n"


def turned_words(page: Page) -> set[str]:
    return {word.text for word in page.words if word.direction}


ROWS = "".join(text("Tilbud om motion til alle i kommunen", 46, y) for y in (100, 80, 60))


def test_round_letters_of_turned_print_are_no_rings():
    """Nothing stands before or behind an o that lies on its side: it was taken for a circle, and "opfyldt" for less."""
    heads = "".join(turned(f"{word} opfyldt", 250 + 30 * n, 130, 11, "hebo") for n, word in enumerate(("Helt", "Ikke")))
    page = read(scan(heads + ROWS, grain=4))
    assert not page.drawings
    assert turned_words(page) == {"Helt", "Ikke", "opfyldt"}


def test_rings_close_below_each_other_beside_their_labels_are_signs():
    ring = "1.2 w 0 G " + "".join(f"BT /zadb 12 Tf 1 0 0 1 100 {y} Tm (m) Tj ET " for y in (200, 188, 176))
    labels = "".join(text(word, 114, y) for word, y in (("Opfyldt", 201), ("Delvist", 189), ("Mangler", 177)))
    page = read(scan(ring + labels))
    assert len(page.drawings) + [word.text for word in page.words].count("○") == 3


def test_turned_head_on_dark_ends_with_its_ground():
    """No line parts it from its row, and the key in the row below was its last letter."""
    head = "0.07 0.32 0.43 rg 40 120 320 100 re f 1 g " + turned("Tilfredsstillende", 258, 123)
    head += text("Anbefaling", 46, 124, 10, "1 1 1 rg") + "0 g "
    page = read(scan(head + ROWS + text("X", 250, 106, 10) + text("X", 250, 84, 10), grain=3))
    assert turned_words(page) == {"Tilfredsstillende"}
    assert [word.text.upper() for word in page.words].count("X") == 2


def test_lines_of_a_turned_head_that_stand_close_are_read_apart():
    head = turned("Meget", 240, 130) + turned("tilfredsstillende", 249, 130) + turned("Ringe", 290, 130)
    page = read(scan(head + ROWS, grain=3, dpi=150))
    assert turned_words(page) == {"Meget", "tilfredsstillende", "Ringe"}


def test_keys_of_columns_that_lie_on_their_side_are_read():
    """Each is one letter: J and N were drawings, and no column had a meaning."""
    heads = "".join(turned(key, 250 + 40 * n, 132, 10, "hebo") for n, key in enumerate("JDN"))
    marks = "".join(text("x", 244 + 40 * n, y) for n, y in enumerate((100, 80, 60)))
    page = read(scan(heads + ROWS + marks, grain=3))
    assert {"J", "N"} <= turned_words(page) <= set("JDN")
    assert not page.drawings


def test_signs_beside_upright_keys_stay_signs():
    """A star and an arrow are no letters on any side."""
    signs = "".join(f"BT /zadb 12 Tf 1 0 0 1 {x} 130 Tm ({sign}) Tj ET " for x, sign in ((250, "H"), (290, "\\344")))
    page = read(scan(signs + text("N", 330, 130) + text("Z", 360, 130) + ROWS))
    assert not turned_words(page)
    assert len(page.drawings) == 2


def test_figures_of_columns_that_lie_on_their_side_are_read_and_none_is_a_slash():
    """A 1 that lies is a stroke, and the step had no name."""
    heads = "".join(turned(str(n), 220 + 40 * n, 132, 10, "hebo") for n in (1, 2, 3, 4))
    page = read(scan(heads + ROWS, grain=3, dpi=300))
    assert {"1", "2", "3", "4"} <= {word.text for word in page.words}
    # Beside figures that stand a dash is a dash.
    dashes = "".join(text(sign, 240 + 40 * n, 130) for n, sign in enumerate(("-", "2", "3")))
    assert not turned_words(read(scan(dashes + ROWS)))


def test_bold_o_in_turned_print_is_no_check_box():
    """Its ring is thick and nearly a square: "Solbeskyttelse" was read without its beginning."""
    rows = [(5, 14), (3, 16), (2, 17), (1, 18), (1, 18), (0, 19)]
    ring = np.zeros((18, 19), bool)
    for y, (start, end) in enumerate(rows):
        ring[[y, 17 - y], start:end] = True
    ring[6:12, :5] = ring[6:12, 14:] = True

    def boxes(*places: int, shape: npt.NDArray[np.bool_]) -> int:
        ink = np.zeros((200, 200), bool)
        for top in places:
            ink[top : top + 18, 100:119] = shape
        gray = np.where(ink, 30, 250).astype(np.uint8)
        rgb = np.repeat(gray[:, :, None], 3, axis=2)
        return len(find_boxes(Picture(rgb, gray, ink, rgb, ink, 240, 0.0), np.zeros_like(ink)))

    assert boxes(100, shape=ring) == 0
    square = np.ones((18, 19), bool)
    square[3:-3, 3:-3] = False
    assert boxes(100, shape=square) == 1
    # A letter that is a box by its shape has the next ones above and below it, and none beside; boxes come in numbers.
    assert boxes(60, 83, 106, shape=square) == 3


def test_turned_word_of_two_letters_beside_longer_ones_is_read_as_it_lies():
    """Read level, "Ja" on its side was "a", and rows were rated in other words than the legend's."""
    head = "0.27 g 40 150 320 60 re f "
    head += "".join(
        f"0.95 g {turned(word, x, 154, 9, 'hebo')}" for word, x in (("Ja", 220), ("Delvist", 260), ("Nej", 300))
    )
    rules = "0 G 0.5 w " + "".join(f"{x} 40 m {x} 210 l S " for x in (40, 200, 240, 280, 320, 360))
    known = pdf.OcrSettings(known_word=lambda word: word in {"Ja", "Delvist", "Nej"})
    page = pdf.read(scan(head + rules + "0 g " + ROWS), ocr=known).pages[0]
    assert turned_words(page) == {"Ja", "Delvist", "Nej"}
