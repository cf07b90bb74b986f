"""Cells that are drawn apart from each other, as tiles: the white between them is one line.

A producer leaves some points of white around every cell (cell spacing, tiles of a board). Sides that face each other
across it part the same cells, so both are moved to its middle. White is a gutter when it comes again between tiles of
several rows and of several columns, is narrow beside the tiles, and no level line runs across it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas.page import Fill, Ruling

WIDTH = (3.0, 9.0)
"""Points of white between two tiles: less is one line anyhow, more parts boxes that stand for themselves."""
TILE = 2.5
"""Widths of the white that a tile is wide and high at least."""
ROWS_MIN = 3
"""Rows of tiles between which the same white comes again."""
COLUMNS_MIN = 2
"""Columns of tiles between which it does."""
HAIR = 1.0
"""Points by which sides of one line differ, and the white between other tiles, as those of the head."""


class _Side(NamedTuple):
    """A side of a tile: where it lies, and from where to where."""

    at: float
    start: float
    end: float


_White = tuple[float, float]


def without_gutters(rulings: Sequence[Ruling], fills: Sequence[Fill]) -> tuple[Sequence[Ruling], Sequence[Fill]]:
    """The rulings and areas of a page with the sides of tiles moved to the middle of the white between them."""
    if len(fills) + len(rulings) < 2 * ROWS_MIN * COLUMNS_MIN:
        return rulings, fills
    upright = [_Side(r.x0, r.top, r.bottom) for r in rulings if not r.horizontal]
    upright += [_Side(x, f.top, f.bottom) for f in fills for x in (f.x0, f.x1)]
    between = _whites(upright, ROWS_MIN)
    if not between:
        return rulings, fills
    level = [_Side(r.top, r.x0, r.x1) for r in rulings if r.horizontal]
    between = [white for white in between if sum(_runs_across(side, white) for side in level) < ROWS_MIN]
    level += [_Side(y, f.x0, f.x1) for f in fills for y in (f.top, f.bottom)]
    below = _whites(level, COLUMNS_MIN)
    if not between or len(below) < ROWS_MIN - 1:
        return rulings, fills
    moved = [
        r._replace(
            x0=_moved(r.x0, between), x1=_moved(r.x1, between), top=_moved(r.top, below), bottom=_moved(r.bottom, below)
        )
        for r in rulings
    ]
    areas = [
        f._replace(
            x0=_moved(f.x0, between), x1=_moved(f.x1, between), top=_moved(f.top, below), bottom=_moved(f.bottom, below)
        )
        for f in fills
    ]
    return moved, areas


def _whites(sides: Iterable[_Side], least: int) -> list[_White]:
    """The white between sides that face each other, of a width that comes again at one place so many times."""
    by_length: dict[tuple[int, int], set[float]] = defaultdict(set)
    for side in sides:
        by_length[round(side.start), round(side.end)].add(round(side.at, 1))
    found: Counter[_White] = Counter()
    for places in by_length.values():
        lines = _lines(sorted(places)) if len(places) >= 2 * COLUMNS_MIN else []
        for before, left, right, after in zip(lines, lines[1:], lines[2:], lines[3:], strict=False):
            a, b = left[-1], right[0]
            if WIDTH[0] < b - a <= WIDTH[1] and min(left[0] - before[-1], after[0] - right[-1]) >= TILE * (b - a):
                found[a, b] += 1
    usual = [b - a for a, b in found if _times(found, a, b) >= least]
    return [(a, b) for a, b in found if any(abs(b - a - width) <= HAIR for width in usual)]


def _lines(places: Sequence[float]) -> list[list[float]]:
    """Places of sides, those together that are one line: the border of an area is drawn beside its paint."""
    lines = [[places[0]]]
    for at in places[1:]:
        if at - lines[-1][-1] <= HAIR:
            lines[-1].append(at)
        else:
            lines.append([at])
    return lines


def _times(found: Counter[_White], a: float, b: float) -> int:
    """How often white stands at one place, give or take what borders are wide."""
    return sum(times for (x, y), times in found.items() if abs(x - a) <= HAIR and abs(y - b) <= HAIR)


def _runs_across(side: _Side, white: _White) -> bool:
    return side.start < white[0] - HAIR and white[1] + HAIR < side.end


def _moved(at: float, whites: Sequence[_White]) -> float:
    return next(((a + b) / 2 for a, b in whites if a - HAIR <= at <= b + HAIR), at)
