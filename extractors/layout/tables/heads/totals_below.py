"""A row of totals that stands below a closed grid without lines of its own: a label, and figures in line with signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.layout.lines import TextRow, is_figure, is_sign
from extractors.layout.tables.lines.regions import crosses
from extractors.layout.tables.print.heads_over import ALIGNED
from schemas.geometry import Box

REACH = 6.0
"""Line heights of white between the grid and its totals at most: a sheet leaves a row or two empty."""
FIGURES_MIN = 2
"""Figures in line with the signs of their columns that are no chance."""


def total_below(box: Box, xs: Sequence[float], inside: Sequence[TextRow], body: Sequence[TextRow]) -> TextRow | None:
    """The first row of ``body`` below a grid, where it counts what the grid holds; else None.

    Args:
        box: the grid.
        xs: the partings of its columns.
        inside: its print.
        body: the print of the page.
    """
    below = [row for row in body if row.top >= box.bottom and row.phrases[0].x0 < box.x1]
    row = min(below, key=lambda r: r.top, default=None)
    if row is None or row.top - box.bottom > REACH * (row.bottom - row.top):
        return None
    label, *figures = row.phrases
    if len(figures) < FIGURES_MIN or is_sign(label) or not all(p.text.isdigit() for p in figures):
        return None
    columns = [bisect_left(xs, p.cx) for p in row.phrases]
    if len(set(columns)) < len(columns) or not all(0 < c < len(xs) for c in columns):
        return None
    if any(crosses(p, xs) for p in row.phrases):
        return None
    return row if all(_is_below_signs(p.cx, inside) for p in figures) else None


def _is_below_signs(middle: float, inside: Sequence[TextRow]) -> bool:
    """Whether signs of rows above stand in line with a figure, below a head of any words."""
    return any(is_figure(p) and abs(p.cx - middle) <= ALIGNED for row in inside for p in row.phrases)
