"""Space between rows of print, and what a row shows of itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.layout.lines import TextRow, is_figure
from extractors.layout.tables.lines.edges import Edge

STRIPES = 3
"""Ends of shades of one width above a row from which rows are striped."""
STRIPE_REACH = 1.0
"""Line heights from such an end down to the row at most."""


def distance(rows: Sequence[TextRow], at: int) -> float:
    """White between row ``at`` and the one above it."""
    return rows[at].top - rows[at - 1].bottom


def height_of(row: TextRow) -> float:
    """Height of the print of a row."""
    return row.bottom - row.top


def usual_pitch(rows: Sequence[TextRow], start: int, end: int) -> float:
    """Usual distance from row to row; lines of cells that are set from the middle stand closer than lines of one."""
    steps = [b.cy - a.cy for a, b in pairwise(rows[start:end])]
    return max(median(steps), height_of(rows[start])) if steps else 1.2 * height_of(rows[start])


def is_shaded(rows: Sequence[TextRow], at: int, lines: Sequence[Edge]) -> bool:
    """Whether the line of print stands on a shade of its own that reaches as far as the row above it and below it."""
    if not 0 < at < len(rows) - 1:
        return False
    row, reach = rows[at], height_of(rows[at])
    x0 = max(rows[at - 1].phrases[0].x0, rows[at + 1].phrases[0].x0)
    x1 = min(rows[at - 1].phrases[-1].x1, rows[at + 1].phrases[-1].x1)
    low = bisect_left(lines, row.top - reach, key=lambda e: e.at)
    high = bisect_right(lines, row.bottom + reach, key=lambda e: e.at)
    shades = [e for e in lines[low:high] if not e.ruled and e.start <= x0 + 1 and e.end >= x1 - 1]
    return any(e.at < row.cy for e in shades) and any(e.at > row.cy for e in shades)


def begins_stripe(rows: Sequence[TextRow], start: int, at: int, lines: Sequence[Edge]) -> bool:
    """Whether the row is the first right below where one of several shades of one width begins or ends.

    Rows are striped, and taller than their print; the shades between row ``start`` and this one are as wide.
    """
    row = rows[at]
    low = bisect_left(lines, rows[start].top - height_of(row), key=lambda e: e.at)
    high = bisect_right(lines, row.cy, key=lambda e: e.at)
    left, right = row.phrases[0].x0, row.phrases[-1].x1
    wide = [e for e in lines[low:high] if not e.ruled and e.start <= left and e.end >= right]
    if len(wide) < STRIPES or row.top - wide[-1].at > STRIPE_REACH * height_of(row) or wide[-1].at < rows[at - 1].cy:
        return False
    return all(abs(e.start - wide[-1].start) + abs(e.end - wide[-1].end) <= 2 for e in wide)


def names_figures(row: TextRow) -> bool:
    """Whether the row is a name and several figures."""
    return len(row.phrases) > 2 and all(map(is_figure, row.phrases[1:]))
