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
