"""From what an engine reads to a page, whatever the engine says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.pdf.ocr.page import read_picture
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Mask
from extractors.pdf.ocr.text import KnownWord, ReadLine, ReadWord


class Engine:
    """Reads the same lines on every page."""

    name = "made up"
    version = "1"

    def __init__(self, *lines: ReadLine) -> None:
        self._lines = lines

    def read(self, picture: Picture, lines: Mask, known_word: KnownWord | None) -> list[ReadLine]:
        return list(self._lines)

    def read_signs(self, picture: Picture, boxes: Sequence[tuple[int, int, int, int]]) -> list[tuple[str, float]]:
        return [("", 0.0) for _ in boxes]

    def turns(self, picture: Picture) -> int:
        return 0


def test_a_hair_that_the_engine_takes_for_turned_print_is_a_word() -> None:
    rgb = np.full((400, 300, 3), 255, np.uint8)
    rgb[100:130, 150:151] = 60
    hair = ReadLine((ReadWord("21122", 150, 100, 151, 130, 0.6),), 150, 100, 151, 130, 90)
    page = read_picture(rgb, 100.0, 1, Engine(hair))
    assert [(word.text, word.direction) for word in page.words] == [("21122", 90)]
    assert page.words[0].size > 0


def test_a_short_word_full_of_ink_is_bold_only_where_its_strokes_are_thick() -> None:
    """ "Røgfri" heads a plain title, and was taken for all of it."""

    def word(x0: int, top: int, wide: int, stems: int, thick: int) -> ReadLine:
        for n in range(stems):
            at = x0 + n * wide // stems
            rgb[top : top + 20, at : at + thick] = 0
        text = "e" * 26 if wide > 200 else "eeeeee"
        return ReadLine((ReadWord(text, x0, top, x0 + wide, top + 20, 1.0),), x0, top, x0 + wide, top + 20, 0)

    rgb = np.full((400, 600, 3), 255, np.uint8)
    plain = [word(40, top, 400, 40, 3) for top in (60, 100, 140)]
    lines = [*plain, word(40, 200, 100, 22, 2), word(40, 240, 100, 13, 5)]
    page = read_picture(rgb, 100.0, 1, Engine(*lines))
    assert [(round(found.top * 100 / 72, -1), found.bold) for found in page.words if found.x1 < 120] == [
        (190, False),
        (230, True),
    ]
