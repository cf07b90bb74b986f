"""Heads that stand right above a closed grid: rows of bold words, over each of most columns one, without lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.layout.lines import TextRow, is_figure
from extractors.layout.tables.lines.regions import crosses
from extractors.layout.tables.print.heads_over import ALIGNED
from schemas.geometry import Box

REACH = 1.2
"""Line heights of white between such a head and the grid at most."""
LINE_GAP = 0.5
"""The same between two lines of a head."""
INDENT = 8.0
"""Points by which a head may begin beside the print of its column: the cells of a grid have a margin."""
HEADS_MIN = 2
"""One head is a caption."""


def head_on_grid(box: Box, xs: Sequence[float], inside: Sequence[TextRow], body: Sequence[TextRow]) -> list[TextRow]:
    """The rows of ``body`` that head the columns of a grid from above it, top to bottom; none where there are none.

    Args:
        box: the grid.
        xs: the partings of its columns.
        inside: its print; a grid whose first row is bold has its heads inside.
        body: the print of the page.
    """
    if not inside or inside[0].bold:
        return []
    heads: list[TextRow] = []
    columns: set[int] = set()
    bottom, room = box.top, REACH
    for row in sorted(body, key=lambda r: -r.bottom):
        if row.bottom > box.top + ALIGNED or row.phrases[0].x1 <= box.x0:
            continue
        if bottom - row.bottom > room * (row.bottom - row.top) or not _heads_columns(row, xs, inside):
            break
        heads.insert(0, row)
        columns |= {bisect_left(xs, p.cx) for p in row.phrases}
        bottom, room = row.top, LINE_GAP
    return heads if len(columns) >= max(HEADS_MIN, (len(xs) - 1) / 2) else []


def _heads_columns(row: TextRow, xs: Sequence[float], inside: Sequence[TextRow]) -> bool:
    """Whether a row of bold words has one phrase over each of some columns, in line with the print below it."""
    if not row.bold or row.legend or any(map(is_figure, row.phrases)) or any(crosses(p, xs) for p in row.phrases):
        return False
    columns = [bisect_left(xs, p.cx) for p in row.phrases]
    if len(set(columns)) < len(columns) or not all(0 < c < len(xs) for c in columns):
        return False
    for phrase, column in zip(row.phrases, columns, strict=True):
        below = [p for other in inside for p in other.phrases if bisect_left(xs, p.cx) == column]
        if below and not any(abs(p.x0 - phrase.x0) <= INDENT or abs(p.cx - phrase.cx) <= ALIGNED for p in below):
            return False
    return True
