"""Words → baselines: those of a page, and the lines of one cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from schemas.page import Word

SAME_BASELINE = 0.45
"""Middles of words on one baseline differ by less than this share of the smaller height: half-way offset lines of the
neighbouring column (0.5) stay apart."""
SMALL_PRINT = 0.82
"""Raised marks are smaller than their neighbour by this factor."""

_heights_of = attrgetter("top", "bottom")
_sides_of = attrgetter("x0", "x1")


def baselines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Level words by baseline, top to bottom, each left to right."""
    rows: list[list[Word]] = []
    middle = height = 0.0
    levels = _level_words(words)
    # Hardly ever has print of two heights its middle at one place.
    apart = len(set(map(_middle_of, levels))) == len(levels)
    for level in sorted(levels, key=_middle_of if apart else _place_of):
        top, bottom = level[0].top, level[0].bottom
        cy, h = (top + bottom) / 2, bottom - top
        if rows and cy - middle <= SAME_BASELINE * (h if h < height else height):
            rows[-1] += level
        else:
            rows.append(level)
            middle, height = cy, h
    for row in rows:
        row.sort(key=_sides_of)
    return rows


def _level_words(words: Iterable[Word]) -> Collection[list[Word]]:
    """The words that begin and end at the same heights together: those of one line and size, a dozen at a time."""
    levels: dict[tuple[float, float], list[Word]] = {}
    # Mostly they were drawn one after the other.
    for heights, run in groupby(words, _heights_of):
        levels.setdefault(heights, []).extend(run)
    return levels.values()


def _middle_of(level: Sequence[Word]) -> float:
    """Where words of one height have their middle, doubled."""
    return level[0].top + level[0].bottom


def _place_of(level: Sequence[Word]) -> tuple[float, float]:
    """Where words of one height stand: their middle, doubled, and their left edge."""
    return _middle_of(level), min([word.x0 for word in level])


def overlapping_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one cell by line: a word joins the line it overlaps by half of the smaller height."""
    rows: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    levels = _level_words(words)
    if len(levels) <= 1:
        return [sorted(level, key=_sides_of) for level in levels]
    # Marks are small beside other print: of a cell that is set small all lines come in their order.
    small = min(6.0, SMALL_PRINT * max(level[0].bottom - level[0].top for level in levels))
    for level in sorted(levels, key=lambda level: (level[0].bottom - level[0].top < small, *_place_of(level))):
        word = level[0]
        best = -1
        for i in range(len(bands) - 1, max(-1, len(bands) - 4), -1):
            top, bottom = bands[i]
            shared = min(bottom, word.bottom) - max(top, word.top)
            if shared > 0.5 * min(bottom - top, word.bottom - word.top):
                best = i
                break
        if best < 0:
            rows.append(level)
            bands.append((word.top, word.bottom))
        else:
            rows[best] += level
    order = sorted(range(len(rows)), key=lambda i: bands[i])
    for row in rows:
        row.sort(key=_sides_of)
    return [rows[i] for i in order]
