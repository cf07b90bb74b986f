"""Places on a page.

One coordinate system in the whole project: points (1/72 inch), origin at the top-left corner of
the page as a reader sees it (after /Rotate, inside the crop box), ``x0, top, x1, bottom``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple


class Box(NamedTuple):
    """An axis-aligned rectangle in points; ``x0 <= x1`` and ``top <= bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.x1 - self.x0) * max(0.0, self.bottom - self.top)

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.top + self.bottom) / 2

    def intersection(self, other: Box) -> float:
        """Area shared with ``other`` in square points, 0.0 where they do not meet."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point lies inside, or at most ``slack`` points outside."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack

    def grown(self, by: float) -> Box:
        """The box with every side moved outwards by ``by`` points."""
        return Box(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)


# Skips the argument binding of the named tuple's own constructor, half of what it costs: pages have thousands.
make_box: Callable[[tuple[float, float, float, float]], Box] = partial(tuple.__new__, Box)
"""The box with these sides."""


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around ``boxes``.

    Raises:
        ValueError: there is no box to take the union of.
    """
    each = tuple(boxes)
    if len(each) == 1:
        return Box(*each[0])
    x0s, tops, x1s, bottoms = zip(*each, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))
