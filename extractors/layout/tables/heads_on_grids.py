"""Heads that stand right above a closed grid: a row of bold words, one over each of most columns, without lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.layout.lines import TextRow, is_figure
from extractors.layout.tables.heads_over import ALIGNED
from extractors.layout.tables.regions import crosses
from schemas.geometry import Box

REACH = 1.2
"""Line heights of white between such a head and the grid at most."""
INDENT = 8.0
"""Points by which a head may begin beside the print of its column: the cells of a grid have a margin."""
HEADS_MIN = 2
"""One head is a caption."""


def head_on_grid(box: Box, xs: Sequence[float], inside: Sequence[TextRow], body: Sequence[TextRow]) -> TextRow | None:
    """The row of ``body`` that heads the columns of a grid from above it; None where there is none.

    Args:
        box: the grid.
        xs: the partings of its columns.
        inside: its print; a grid whose first row is bold has its heads inside.
        body: the print of the page.
    """
    if not inside or inside[0].bold:
        return None
    above = [row for row in body if row.bottom <= box.top + ALIGNED and row.phrases[0].x1 > box.x0]
    row = max(above, key=lambda r: r.bottom, default=None)
    if row is None or box.top - row.bottom > REACH * (row.bottom - row.top) or not row.bold or row.legend:
        return None
    columns = [bisect_left(xs, p.cx) for p in row.phrases]
    fit = len(set(columns)) == len(columns) and all(0 < c < len(xs) for c in columns)
    if not fit or len(columns) < max(HEADS_MIN, (len(xs) - 1) / 2) or any(map(is_figure, row.phrases)):
        return None
    if any(crosses(p, xs) for p in row.phrases):
        return None
    for phrase, column in zip(row.phrases, columns, strict=True):
        below = [p for other in inside for p in other.phrases if bisect_left(xs, p.cx) == column]
        if below and not any(abs(p.x0 - phrase.x0) <= INDENT or abs(p.cx - phrase.cx) <= ALIGNED for p in below):
            return None
    return row
