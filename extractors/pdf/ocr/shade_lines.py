"""Lines that a strong colour hides: of a thin grey line between a red and a green cell a scan shows nothing.

Where a line stops and the border of a shaded area goes on at its height, to where the line goes on, it runs along that
border. So it does to the end of two areas of different colours that meet there. A cell over several rows has one area,
which has no border between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.page import Fill, Ruling

# How far the border of an area may lie from a line along it, and its end from where the line stops.
_SAME_AXIS_PT, _MEETS_PT = 1.8, 2.5
_ALONG = 0.9


class _Border(NamedTuple):
    """A side of a shaded area, seen along the direction of lines."""

    at: float
    start: float
    end: float
    begins: bool
    """Whether the area lies behind it, not before it."""
    color: int


def with_hidden_lines(rulings: Sequence[Ruling], fills: Sequence[Fill]) -> list[Ruling]:
    """The rulings of a page, those of one line put together where shaded areas hide it; horizontal ones first."""
    level = [ruling for ruling in rulings if ruling.horizontal]
    upright = [_swapped(ruling) for ruling in rulings if not ruling.horizontal]
    tops = [border for f in fills for border in _borders(f.top, f.bottom, f.x0, f.x1, f.color)]
    sides = [border for f in fills for border in _borders(f.x0, f.x1, f.top, f.bottom, f.color)]
    return [*_whole(level, tops), *map(_swapped, _whole(upright, sides))]


def _borders(low: float, high: float, start: float, end: float, color: int) -> tuple[_Border, _Border]:
    return _Border(low, start, end, True, color), _Border(high, start, end, False, color)


def _swapped(ruling: Ruling) -> Ruling:
    return ruling._replace(x0=ruling.top, top=ruling.x0, x1=ruling.bottom, bottom=ruling.x1)


def _whole(level: Iterable[Ruling], borders: Sequence[_Border]) -> list[Ruling]:
    """Level lines, each along the borders that go on from it."""
    axes: list[list[Ruling]] = []
    for ruling in sorted(level, key=lambda ruling: (ruling.top, ruling.x0)):
        if axes and ruling.top - axes[-1][0].top <= _SAME_AXIS_PT:
            axes[-1].append(ruling)
        else:
            axes.append([ruling])
    found: list[Ruling] = []
    for pieces in axes:
        pieces.sort(key=lambda ruling: ruling.x0)
        along = [border for border in borders if abs(border.at - pieces[0].top) <= _SAME_AXIS_PT]
        joined = pieces[:1]
        for before, ruling in pairwise(pieces):
            if _is_covered(before.x1, ruling.x0, along):
                joined[-1] = joined[-1]._replace(x1=max(joined[-1].x1, ruling.x1))
            else:
                joined.append(ruling)
        found += [_lengthened(ruling, along) for ruling in joined]
    return sorted(found, key=lambda ruling: (ruling.top, ruling.x0))


def _is_covered(start: float, end: float, along: Sequence[_Border]) -> bool:
    """Whether borders run along most of a gap; what has no gap is covered."""
    reached, covered = start, 0.0
    for border in sorted(along, key=lambda border: border.start):
        covered += max(0.0, min(border.end, end) - max(border.start, reached))
        reached = max(reached, border.end)
    return end > start and covered >= _ALONG * (end - start)


def _lengthened(ruling: Ruling, along: Sequence[_Border]) -> Ruling:
    """A line up to the ends of two areas of different colours that meet where it stops."""
    for one in along:
        for other in along:
            if one.begins == other.begins or one.color == other.color:
                continue
            start, end = max(one.start, other.start), min(one.end, other.end)
            if abs(start - ruling.x1) <= _MEETS_PT < end - start:
                ruling = ruling._replace(x1=end)
            elif abs(end - ruling.x0) <= _MEETS_PT < end - start:
                ruling = ruling._replace(x0=start)
    return ruling
