"""Edges → frames: groups of edges that touch, the drawn skeleton of a table or of one row or cell of it.

A frame knows where its drawn columns and rows part and which piece of each parting is drawn. A closed grid, the three
rules of a bookish table, a shaded row, a lone line are all frames; what they mean is decided with the words
(candidates).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.tables.edges import SAME_PLACE, Edge, Edges
from schemas.geometry import Box

TOUCH = 3.5
"""Points within which the end of one edge meets another."""
PARALLELS = 2
"""Lone upright lines of one height that part columns."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Edges that touch one another."""

    box: Box
    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]

    @property
    def ruled(self) -> bool:
        return any(e.ruled for e in self.horizontal) or any(e.ruled for e in self.vertical)


def find_frames(edges: Edges) -> list[Frame]:
    """Edges grouped by touch, top to bottom."""
    horizontal, vertical = edges.horizontal, edges.vertical
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    offset = len(horizontal)
    places = [edge.at for edge in vertical]
    for i, edge in enumerate(horizontal):
        low = bisect_left(places, edge.start - TOUCH)
        high = bisect_right(places, edge.end + TOUCH)
        for j in range(low, high):
            other = vertical[j]
            if other.start - TOUCH <= edge.at <= other.end + TOUCH:
                parent[root(i)] = root(offset + j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(edge)
    for j, edge in enumerate(vertical):
        groups.setdefault(root(offset + j), ([], []))[1].append(edge)
    frames = [make_frame(h, v) for h, v in _with_parallels(list(groups.values()))]
    frames.sort(key=lambda f: (f.box.top, f.box.x0))
    return frames


def _with_parallels(groups: list[tuple[list[Edge], list[Edge]]]) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups with lone upright lines of one height put together: a table ruled between its columns alone."""
    kept, lone = [], []
    for group in groups:
        if not group[0] and len(group[1]) == 1 and group[1][0].ruled:
            lone.append(group[1][0])
        else:
            kept.append(group)
    lone.sort(key=lambda e: (e.start, e.end))
    while lone:
        first = lone[0]
        alike = [e for e in lone if abs(e.start - first.start) <= TOUCH and abs(e.end - first.end) <= TOUCH]
        lone = [e for e in lone if e not in alike]
        kept += [([], alike)] if len(alike) >= PARALLELS else [([], [e]) for e in alike]
    return kept


def make_frame(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> Frame:
    """The frame of edges that are known to belong together."""
    x0 = min([e.start for e in horizontal] + [e.at for e in vertical])
    x1 = max([e.end for e in horizontal] + [e.at for e in vertical])
    top = min([e.at for e in horizontal] + [e.start for e in vertical])
    bottom = max([e.at for e in horizontal] + [e.end for e in vertical])
    return Frame(Box(x0, top, x1, bottom), tuple(sorted(horizontal)), tuple(sorted(vertical)))


def partings(edges: Sequence[Edge], low: float, high: float) -> list[float]:
    """Places of ``edges``, one for edges at one place, with the ends ``low`` and ``high`` of the frame."""
    values = sorted([*(e.at for e in edges if low <= e.at <= high), low, high])
    found: list[list[float]] = []
    for value in values:
        if found and value - found[-1][-1] <= SAME_PLACE:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def is_ruled_inside(vertical: Sequence[Edge], box: Box) -> bool:
    """Whether a ruling stands between the sides of ``box``."""
    return any(e.ruled and box.x0 + TOUCH < e.at < box.x1 - TOUCH for e in vertical)
