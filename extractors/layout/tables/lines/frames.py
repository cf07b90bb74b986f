"""Edges → frames: groups of edges that touch, the drawn skeleton of a table or of one row or cell of it.

A frame knows where its drawn columns and rows part and which piece of each parting is drawn. A closed grid, the three
rules of a bookish table, a shaded row, a lone line are all frames; what they mean is decided with the words
(candidates).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.tables.lines.edges import SAME_PLACE, Edge, Edges
from schemas.geometry import Box

TOUCH = 3.5
"""Points within which the end of one edge meets another."""
GRID_SIDES = 2
"""Upright lines of a frame that parts no columns."""
PARALLELS = 2
"""Lone upright lines of one height that part columns."""


_Group = tuple[list[Edge], list[Edge]]
"""Level and upright edges."""


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
    joined = _between_sides(_with_parallels(list(groups.values())))
    frames = [part for h, v in joined for part in _unstacked(make_frame(h, v))]
    frames.sort(key=lambda f: (f.box.top, f.box.x0))
    return frames


def _with_parallels(groups: list[_Group]) -> list[_Group]:
    """Groups with lone upright lines of one height put together: a table ruled between its columns alone.

    Cells may be painted between two such lines: their shades touch these, and no other line.
    """
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
        alike += _shorter_between(alike, lone)
        lone = [e for e in lone if e not in alike]
        painted = [g for g in kept if g[0] and not any(e.ruled for e in g[0]) and g[1] and _are_as_high(g[1], first)]
        if painted:
            kept = [g for g in kept if g not in painted]
            kept.append(([e for h, _ in painted for e in h], [*alike, *(e for _, v in painted for e in v)]))
            continue
        kept += [([], alike)] if len(alike) >= PARALLELS else [([], [e]) for e in alike]
    return kept


def _shorter_between(alike: Sequence[Edge], lone: Sequence[Edge]) -> list[Edge]:
    """Lone upright lines between two of those alike that end where these do: a head over several columns cuts them."""
    if len(alike) < PARALLELS:
        return []
    left, right = min(e.at for e in alike), max(e.at for e in alike)
    top, bottom = alike[0].start, alike[0].end
    return [
        e
        for e in lone
        if e not in alike
        and left < e.at < right
        and top - TOUCH <= e.start
        and e.end <= bottom + TOUCH
        and (abs(e.end - bottom) <= TOUCH or abs(e.start - top) <= TOUCH)
    ]


def _between_sides(groups: list[_Group]) -> list[_Group]:
    """Groups with those put together that stand between two upright lines, the sides of one table without level lines.

    Rows over all columns cut the lines between the sides: some begin where these do, and others end there.
    """
    open_ = [group for group in groups if group[1] and not any(e.ruled for e in group[0])]
    upright = sorted(e for _, vertical in open_ for e in vertical if e.ruled) if len(open_) > 1 else []
    for left in upright:
        alike = [e for e in upright if abs(e.start - left.start) <= TOUCH and abs(e.end - left.end) <= TOUCH]
        box = Box(left.at, left.start, alike[-1].at, left.end)
        inner = [e for e in upright if box.x0 + TOUCH < e.at < box.x1 - TOUCH and _runs_in(e, box)]
        cut = [e for e in inner if e not in alike]
        if not (any(e.start - box.top <= TOUCH for e in cut) and any(box.bottom - e.end <= TOUCH for e in cut)):
            continue
        within = [group for group in open_ if all(_runs_in(e, box) for e in group[1] if e.ruled)]
        within = [group for group in within if any(e.ruled for e in group[1])]
        if len(within) > 1:
            merged = ([e for h, _ in within for e in h], [e for _, v in within for e in v])
            return [*(group for group in groups if group not in within), merged]
    return groups


def _runs_in(edge: Edge, box: Box) -> bool:
    """Whether an upright edge runs between the sides of the box, its own included."""
    return (
        box.x0 - TOUCH <= edge.at <= box.x1 + TOUCH and box.top - TOUCH <= edge.start and edge.end <= box.bottom + TOUCH
    )


def _are_as_high(upright: Sequence[Edge], line: Edge) -> bool:
    """Whether all are rulings from where the line begins to where it ends."""
    return all(e.ruled and abs(e.start - line.start) <= TOUCH and abs(e.end - line.end) <= TOUCH for e in upright)


def _unstacked(frame: Frame) -> list[Frame]:
    """The frame, or its parts where a grid of other columns and another width touches it from below."""
    for edge in frame.horizontal:
        upper = [e for e in frame.vertical if e.end <= edge.at + TOUCH]
        if len(upper) <= GRID_SIDES:
            continue
        lower = [e for e in frame.vertical if e.start >= edge.at - TOUCH]
        passing = [e for e in frame.vertical if e.end > edge.at + TOUCH and e.start < edge.at - TOUCH]
        if len(lower) <= GRID_SIDES or len(passing) > 1:
            continue
        upper += [e._replace(end=edge.at) for e in passing]
        lower += [e._replace(start=edge.at) for e in passing]
        a, b = (sorted(e.at for e in part) for part in (upper, lower))
        shared = sum(1 for x in a if any(abs(x - y) <= SAME_PLACE for y in b))
        if shared <= 1 and (abs(a[0] - b[0]) > TOUCH or abs(a[-1] - b[-1]) > TOUCH):
            above = [e for e in frame.horizontal if e.at < edge.at - TOUCH]
            below = [e for e in frame.horizontal if e.at > edge.at + TOUCH]
            middle = [e for e in frame.horizontal if abs(e.at - edge.at) <= TOUCH]
            if above and below:
                return [
                    make_frame([*above, *(_cut(e, a) for e in middle)], upper),
                    *_unstacked(make_frame([*below, *(_cut(e, b) for e in middle)], lower)),
                ]
    return [frame]


def _cut(edge: Edge, places: Sequence[float]) -> Edge:
    """The edge between the outermost of ``places``."""
    return edge._replace(start=max(edge.start, places[0]), end=min(edge.end, places[-1]))


def make_frame(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> Frame:
    """The frame of edges that are known to belong together."""
    x0 = min([e.start for e in horizontal] + [e.at for e in vertical])
    x1 = max([e.end for e in horizontal] + [e.at for e in vertical])
    top = min([e.at for e in horizontal] + [e.start for e in vertical])
    bottom = max([e.at for e in horizontal] + [e.end for e in vertical])
    return Frame(Box(x0, top, x1, bottom), tuple(sorted(horizontal)), tuple(sorted(vertical)))


def partings(edges: Sequence[Edge], low: float, high: float) -> list[float]:
    """Places of ``edges``, one for edges at one place, with the ends ``low`` and ``high`` of the frame."""
    values = sorted([low, high, *[e.at for e in edges if low <= e.at <= high]])
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
