"""Edges → which sides of the places of a grid are drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import SAME_PLACE, Edge

DRAWN = 0.6
"""Share of a place's side that edges must cover to close it."""

DrawnSides = list[list[bool]]
"""By parting, the table's own sides included, whether it is drawn along each stretch between cross partings."""


class Sides(NamedTuple):
    """The drawn sides of all places of a grid: of column partings by row, of row partings by column."""

    right: DrawnSides
    """What parts columns, by rulings or shades."""
    below: DrawnSides
    """What parts rows."""
    right_ruled: DrawnSides
    below_ruled: DrawnSides
    below_shaded: DrawnSides

    @classmethod
    def of(cls, draft: Draft) -> Sides:
        """The sides of the grid of ``draft``."""
        xs, ys = draft.xs, draft.ys
        right, below = drawn_sides(draft.vertical, xs, ys), drawn_sides(draft.horizontal, ys, xs)
        shaded = drawn_sides([e for e in draft.horizontal if not e.ruled], ys, xs)
        if all(e.ruled for e in (*draft.vertical, *draft.horizontal)):
            return cls(right, below, right, below, shaded)
        right_ruled = drawn_sides([e for e in draft.vertical if e.ruled], xs, ys)
        return cls(right, below, right_ruled, drawn_sides([e for e in draft.horizontal if e.ruled], ys, xs), shaded)


def drawn_sides(edges: Sequence[Edge], places: Sequence[float], cross: Sequence[float]) -> list[list[bool]]:
    """For each parting, which of the stretches between ``cross`` partings edges cover."""
    found = []
    ordered = sorted(edges)
    for at in places:
        first = bisect_left(ordered, (at - 2 * SAME_PLACE,))
        last = bisect_right(ordered, (at + 2 * SAME_PLACE,))
        here = sorted([(e.start, e.end) for e in ordered[first:last] if abs(e.at - at) <= SAME_PLACE])
        if not here:
            found.append([False] * (len(cross) - 1))
            continue
        if len(here) == 1 and here[0][0] <= cross[0] and here[0][1] >= cross[-1]:
            found.append([end > start for start, end in pairwise(cross)])
            continue
        row = []
        for start, end in pairwise(cross):
            covered, reach = 0.0, start
            for low, high in here:
                if high > reach and low < end:
                    covered += min(high, end) - max(low, reach)
                    reach = max(reach, high)
            row.append(covered >= DRAWN * (end - start) > 0)
        found.append(row)
    return found
