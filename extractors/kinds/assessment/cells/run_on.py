"""Print of several cells that is one line: the grid has cut it, and no white parts it."""

from __future__ import annotations

from schemas.layout import Line

SAME_LINE = 0.3
"""Print is on one line when its middles are less than this share of its height apart."""
SPACE = 0.6
"""A space between words is no wider than this share of the line's height; between columns there is more."""


def runs_on(left: Line, right: Line) -> bool:
    """Whether the second line goes on with the first after no more than a space."""
    height = max(left.box.height, 1.0)
    level = abs(left.box.cy - right.box.cy) <= SAME_LINE * height
    return level and left.page == right.page and -height <= right.box.x0 - left.box.x1 <= SPACE * height
