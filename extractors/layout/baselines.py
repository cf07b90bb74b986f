"""Words → baselines: those of a page, and the lines of one cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from schemas.page import Word

SAME_BASELINE = 0.45
"""Middles of words on one baseline differ by less than this share of the smaller height: half-way offset lines of the
neighbouring column (0.5) stay apart."""
SMALL_PRINT = 0.82
"""Raised marks are smaller than their neighbour by this factor."""

_Levels = dict[tuple[float, float], list[Word]]
"""Words by top and bottom."""

_heights_of = attrgetter("top", "bottom")
_sides_of = attrgetter("x0", "x1")


def baselines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Level words by baseline, top to bottom, each left to right."""
    rows: list[list[Word]] = []
    middle = height = 0.0
    levels = _level_words(words)
    for top, bottom in _by_place(levels):
        level = levels[top, bottom]
        cy, h = (top + bottom) / 2, bottom - top
        if rows and cy - middle <= SAME_BASELINE * (h if h < height else height):
            rows[-1] += level
        else:
            rows.append(level)
            middle, height = cy, h
    for row in rows:
        row.sort(key=_sides_of)
    return rows


def _level_words(words: Iterable[Word]) -> _Levels:
    """The words that begin and end at the same heights together: those of one line and size, a dozen at a time."""
    levels: _Levels = {}
    # Mostly they were drawn one after the other.
    for heights, run in groupby(words, _heights_of):
        levels.setdefault(heights, []).extend(run)
    return levels


def _by_place(levels: _Levels) -> list[tuple[float, float]]:
    """The heights of words by their middle, then by where the words begin."""
    # Hardly ever has print of two heights its middle at one place.
    if len(set(map(sum, levels))) == len(levels):
        return sorted(levels, key=sum)
    return sorted(levels, key=lambda heights: (sum(heights), min([word.x0 for word in levels[heights]])))


def overlapping_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one cell by line: a word joins the line it overlaps by half of the smaller height."""
    rows: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    levels = _level_words(words)
    if len(levels) <= 1:
        return [sorted(level, key=_sides_of) for level in levels.values()]
    # Marks are small beside other print: of a cell that is set small all lines come in their order.
    small = min(6.0, SMALL_PRINT * max([bottom - top for top, bottom in levels]))
    for upper, lower in sorted(_by_place(levels), key=lambda heights: heights[1] - heights[0] < small):
        level = levels[upper, lower]
        best = -1
        # Marks come when all lines are there: theirs may be any.
        last = -1 if lower - upper < small else max(-1, len(bands) - 4)
        for i in range(len(bands) - 1, last, -1):
            top, bottom = bands[i]
            shared = min(bottom, lower) - max(top, upper)
            if shared > 0.5 * min(bottom - top, lower - upper):
                best = i
                break
        if best < 0:
            rows.append(level)
            bands.append((upper, lower))
        else:
            rows[best] += level
    order = sorted(range(len(rows)), key=lambda i: bands[i])
    for row in rows:
        row.sort(key=_sides_of)
    return [rows[i] for i in order]
