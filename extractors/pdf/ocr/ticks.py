"""Ticks that are read as letters: alone in its cell, a thin one is a V to the engine, or a J.

They are told by their shape: from a short arm on the left down to a point, and up a long arm that leans to the right. A
V has two arms of one height, and the stem of a J stands upright.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.pdf.ocr.pixels import Mask
from extractors.pdf.ocr.text import ReadLine

TICK = "✓"
_LIKE_TICKS = frozenset("VvJjYyLl/√")
_CONFIDENCE = 0.85
_SIDES = (0.6, 2.0)
# In parts of width and height: the ends of the sign that are looked at; where its point lies, and its upper end;
# between which heights its left end lies; and where the long arm runs at half its height.
_END = 0.2
_POINT, _UPPER_END, _SHORT_ARM, _LONG_ARM = (0.1, 0.55), 0.72, (0.2, 0.92), (0.3, 0.82)


def with_ticks_read(lines: Sequence[ReadLine], ink: Mask) -> list[ReadLine]:
    """The lines of a page, single letters that stand alone replaced by the ticks that they are.

    Args:
        lines: what was read.
        ink: the print of the page.
    """
    return [_as_tick(line) if _may_be_tick(line) and _is_tick(_ink_of(line, ink)) else line for line in lines]


def _may_be_tick(line: ReadLine) -> bool:
    return len(line.words) == 1 and not line.direction and line.words[0].text in _LIKE_TICKS


def _as_tick(line: ReadLine) -> ReadLine:
    return line._replace(words=(line.words[0]._replace(text=TICK, confidence=_CONFIDENCE),))


def _ink_of(line: ReadLine, ink: Mask) -> Mask:
    """The ink of a lone word, without the paper around it."""
    word = line.words[0]
    part = ink[word.top : word.bottom, word.x0 : word.x1]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return part[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else part[:0, :0]


def _is_tick(part: Mask) -> bool:
    high, wide = part.shape
    if not high or not _SIDES[0] * high <= wide <= _SIDES[1] * high:
        return False
    end, side = max(1, round(_END * high)), max(1, round(_END * wide / 2))

    def middle(rows: slice) -> float:
        return float((np.nonzero(part[rows])[1].mean() + 0.5) / wide)

    if not _POINT[0] <= middle(slice(high - end, high)) <= _POINT[1] or middle(slice(0, end)) < _UPPER_END:
        return False
    short = np.flatnonzero(part[:, :side].any(axis=1))
    if short[0] < _SHORT_ARM[0] * high or short[-1] >= _SHORT_ARM[1] * high:
        return False
    half = part[round(0.4 * high) : max(round(0.6 * high), round(0.4 * high) + 1)]
    last = float(np.nonzero(half)[1].max(initial=0) / wide)
    return _LONG_ARM[0] <= last <= _LONG_ARM[1]
