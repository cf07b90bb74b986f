"""Names of colours and distances between them."""

from __future__ import annotations

import pytest

from extractors.kinds.marks import colour_distance, colour_name, is_coloured, shading_of, text_colour_of
from schemas.geometry import Box
from schemas.layout import CellPart
from schemas.page import Fill, Word
from tests.kinds.marks_drawing import line_of

NAMES = {
    "green": "00B050 92D050 70AD47 4CAF50 A9D18E C5E0B3 C6EFCE E2EFDA EBF1DE 006100 375623 00FF00 2ECC71 D8E4BC CCFFCC",
    "yellow": "FFFF00 FFC000 FFD966 FFEB3B FFEB9C FFF2CC FFE699 BF9000 7F6000 9C5700 9C6500 F1C40F FFFFCC FFCC00",
    "orange": "FFA500 ED7D31 F79646 F4B084 FCE4D6 F8CBAD FF6600 C65911 E67E22 FF9900 C55A11",
    "red": "FF0000 C00000 E06666 F4433C FFC7CE F4CCCC 9C0006 7F0000 E74C3C FFCCCC F2DCDB E6B8B7",
    "blue": "0000FF 5B9BD5 1F4E79 4472C4 DDEBF7 00B0F0 0563C1 203764",
    "purple": "7030A0 800080 8064A2 FF00FF",
    "grey": "808080 A6A6A6 BFBFBF D9D9D9 F2F2F2 EAF1F5 EEF3F6 E7E6E6",
    "white": "FFFFFF FAFAFA F7F7F7",
    "black": "000000 1A1A1A 262626 333333",
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for name, codes in NAMES.items() for code in codes.split()])
def test_colours_of_office_programs_have_the_name_a_reader_gives_them(code: str, name: str) -> None:
    assert colour_name(int(code, 16)) == name


def test_only_hues_are_colours() -> None:
    assert [is_coloured(c) for c in (0x00B050, 0xFFC7CE, 0xD9D9D9, 0x000000, 0xFFFFFF)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_distance_is_zero_for_equal_and_a_hundred_from_black_to_white() -> None:
    assert colour_distance(0x70AD47, 0x70AD47) == 0
    assert colour_distance(0x000000, 0xFFFFFF) == pytest.approx(100, abs=0.1)
    assert colour_distance(0xFFC000, 0xFF0000) == colour_distance(0xFF0000, 0xFFC000)


def test_distance_of_pure_red_and_green_is_cie76() -> None:
    """Known value of CIE76 for sRGB red and green (D65)."""
    assert colour_distance(0xFF0000, 0x00FF00) == pytest.approx(170.6, abs=0.3)


def test_shades_of_a_zebra_are_near_and_lights_far() -> None:
    assert colour_distance(0xF2F2F2, 0xF5F5F5) < 4
    assert min(colour_distance(0xC6EFCE, 0xFFEB9C), colour_distance(0xFFEB9C, 0xFFC7CE)) > 20


CELL = Box(0, 0, 100, 20)


def part(fills: tuple[Fill, ...], words: tuple[Word, ...] = ()) -> CellPart:
    return CellPart(1, CELL, (line_of(list(words)),) if words else (), fills, (), (), ())


def word(text: str, x: float, color: int = 0) -> Word:
    return Word(text, x, 5, x + 5 * len(text), 15, "Calibri", 10, color, False, False, 0, 0, 0, 1.0)


def test_topmost_large_fill_shades_the_cell() -> None:
    fills = (Fill(0, 0, 100, 20, 0xD9D9D9), Fill(1, 1, 99, 19, 0x92D050), Fill(40, 5, 50, 15, 0xFF0000))
    assert shading_of(part(fills)) == 0x92D050


def test_stripes_of_one_colour_shade_the_cell_together() -> None:
    """Word shades each paragraph of a cell by itself."""
    assert shading_of(part((Fill(0, 0, 100, 10, 0xFFC000), Fill(0, 10, 100, 20, 0xFFC000)))) == 0xFFC000


def test_half_a_cell_is_no_shading() -> None:
    assert shading_of(part((Fill(0, 0, 50, 20, 0x92D050),))) is None
    assert shading_of(part(())) is None


def test_highlight_behind_all_words_is_what_they_are_seen_on() -> None:
    highlight = Fill(8, 4, 44, 16, 0xFFFF00)
    assert shading_of(part((highlight,), (word("Delvist", 10),))) == 0xFFFF00
    assert shading_of(part((highlight,), (word("Delvist", 10), word("opfyldt", 60)))) is None


def test_text_colour_is_that_of_most_letters() -> None:
    words = (word("Ikke", 5, 0xC00000), word("opfyldt", 30, 0xC00000), word("endnu", 70, 0x000000))
    assert text_colour_of(part((), words)) == 0xC00000
    assert text_colour_of(part((), words[2:])) is None
    assert text_colour_of(part(())) is None
