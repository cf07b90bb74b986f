"""Ticks that the engine takes for letters, told by their shape."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.pdf.ocr.text import ReadLine, ReadWord
from extractors.pdf.ocr.ticks import with_ticks_read

Points = tuple[tuple[int, int], ...]


@pytest.mark.parametrize(
    ("strokes", "tick"),
    [
        ((((12, 30), (20, 40), (38, 10)),), True),
        ((((12, 32), (18, 40), (48, 14)),), True),
        # V, Y, J, L and a slash
        ((((12, 10), (25, 40), (38, 10)),), False),
        ((((12, 10), (25, 25), (38, 10)), ((25, 25), (25, 40))), False),
        ((((34, 10), (34, 36), (26, 40), (16, 32)),), False),
        ((((14, 10), (14, 40), (34, 40)),), False),
        ((((14, 40), (34, 10)),), False),
    ],
)
def test_a_lone_letter_of_the_shape_of_a_tick_is_one(strokes: tuple[Points, ...], tick: bool) -> None:
    """Of a thin tick in a scan in black and white the engine made a V in some rows, and a J in the others."""
    picture = np.zeros((60, 60), np.uint8)
    for points in strokes:
        cv2.polylines(picture, [np.array(points, np.int32)], False, 1, 3)
    ink = picture.astype(bool)
    for letter in "VJ":
        lone = ReadLine((ReadWord(letter, 6, 4, 54, 46, 0.8),), 6, 4, 54, 46, 0)
        (read,) = with_ticks_read([lone], ink)
        assert [word.text for word in read.words] == ["✓" if tick else letter]
    among = ReadLine((ReadWord("V", 6, 4, 54, 46, 0.8), ReadWord("i", 56, 4, 58, 46, 0.8)), 6, 4, 58, 46, 0)
    assert with_ticks_read([among], ink) == [among]
