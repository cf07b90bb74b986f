"""Rulings and fills → edges: the lines that may part cells.

What gives an edge: a ruling; a border of a fill, since shaded cells show their outline without a line. What does not:
an underline or a line struck through text, a fill as small as a mark, a fill inside a cell that rulings close.

Pieces of one line are one edge: producers draw a border cell by cell, dash it, break it where it crosses another,
draw it twice, or paint fills beside it. Edges closer than any text is tall are one edge.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from extractors.layout.tables.lines.gutters import without_gutters
from schemas.geometry import Box
from schemas.page import Fill, Page, Ruling, Word

SAME_PLACE = 3.0
"""Points between lines that are one edge: doubled borders and the spacing between shaded cells are narrower, the lowest
row of print is higher."""
SAME_PLACE_SPREAD = 4.5
"""Points between the first and the last line of one edge."""
BREAK = 3.5
"""Points of a break that an edge runs across: dashes, and the corners producers leave out."""
SHORTEST = 3.0
"""Points below which a ruling parts nothing."""
MARK_SIZE = 22.0
"""A fill with both sides below this, touching no other fill or ruling, is a mark and no area."""
SIDE_REACH = 1.0
"""Points by which the side of a cell may run beyond the upright ruling at its end."""
LEFT_OUT = 6.0
"""Points at least of the border of a fill that rulings leave out beside a cell over several rows."""
RULED_ALONG = 0.7
"""Share of the border of a fill along which rulings run that show which of it parts cells."""
UNDERLINE_REACH = 1.6
"""Points by which an underline may miss the ends of its text."""


class Edge(NamedTuple):
    """A horizontal or vertical line that may part cells."""

    at: float
    """y of a horizontal edge, x of a vertical one."""
    start: float
    end: float
    ruled: bool
    """Whether a ruling was drawn, else it is the border of a fill."""
    width: float

    @property
    def length(self) -> float:
        return self.end - self.start


# Skips the argument binding of the named tuple's own constructor: a page of tables has hundreds.
_edge = partial(tuple.__new__, Edge)


class Edges(NamedTuple):
    """The edges of one page."""

    horizontal: tuple[Edge, ...]
    """Sorted by place, then start."""
    vertical: tuple[Edge, ...]


def find_edges(page: Page) -> Edges:
    """The edges of ``page``, pieces put together."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    underlines = _Underlines(page.words)
    lines, areas = without_gutters(page.rulings, page.fills)
    uprights = [ruling for ruling in lines if not ruling.horizontal]
    for ruling in lines:
        if ruling.horizontal:
            if ruling.x1 - ruling.x0 >= SHORTEST and (not underlines.covers(ruling) or _closes_cell(ruling, uprights)):
                horizontal.append(_edge((ruling.top, ruling.x0, ruling.x1, True, ruling.width)))
        elif ruling.bottom - ruling.top >= SHORTEST:
            vertical.append(_edge((ruling.x0, ruling.top, ruling.bottom, True, ruling.width)))
    rulings = Edges(tuple(_join(horizontal)), tuple(_join(vertical)))
    closed = _Closed(rulings.horizontal, rulings.vertical)
    painted = [box for box in _painted(page, areas) if not closed.holds(box)]
    if not painted:
        return rulings
    for box in painted:
        horizontal += (_edge((at, box.x0, box.x1, False, 0.0)) for at in (box.top, box.bottom))
        vertical += (_edge((at, box.top, box.bottom, False, 0.0)) for at in (box.x0, box.x1))
    return Edges(tuple(_join(horizontal)), tuple(_join(vertical)))


def _closes_cell(ruling: Ruling, uprights: Sequence[Ruling]) -> bool:
    """Whether upright rulings pass both ends: print that fills its cell stands on its side as on an underline."""
    met = [r.x0 for r in uprights if r.top - SAME_PLACE <= ruling.top <= r.bottom + SAME_PLACE]
    return all(any(abs(x - end) <= SIDE_REACH for x in met) for end in (ruling.x0, ruling.x1))


def _painted(page: Page, fills: Sequence[Fill]) -> list[Box]:
    """Boxes of fills whose outline can be seen; white ones only where they cut something coloured.

    A fill in the colour of the print on it would hide that: it is cut to a part of its box, as the line below a head.
    """
    areas = _areas(fills)
    inks = {word.color for word in page.words}
    areas = [f for f in areas if f.color not in inks or not _hides_print(f, page.words)]
    coloured = [f.box for f in areas if not is_white(f.color)]
    found = []
    for fill in areas:
        box = Box(max(0.0, fill.x0), max(0.0, fill.top), min(page.width, fill.x1), min(page.height, fill.bottom))
        if box.width < SHORTEST or box.height < SHORTEST:
            continue
        if is_white(fill.color) and not any(box.intersection(other) > 0 for other in coloured):
            continue
        found.append(box)
    return found


def _areas(fills: Sequence[Fill]) -> list[Fill]:
    """The fills that are areas: the large ones, and small ones that go on with one of their colour to the side."""
    small = {f for f in fills if f.x1 - f.x0 < MARK_SIZE and f.bottom - f.top < MARK_SIZE}
    if len(small) == len(fills):
        return []
    rows: dict[tuple[int, float, float], list[Fill]] = {}
    for fill in fills if small else ():
        rows.setdefault((fill.color, round(fill.top), round(fill.bottom)), []).append(fill)
    for row in rows.values():
        row.sort(key=lambda f: f.x0)
        for before, fill in (*pairwise(row), *pairwise(row[::-1])):
            if before not in small and fill.x0 - before.x1 <= SAME_PLACE and before.x0 - fill.x1 <= SAME_PLACE:
                small.discard(fill)
    return [f for f in fills if f not in small]


def _hides_print(fill: Fill, words: Sequence[Word]) -> bool:
    """Whether print in the colour of the fill stands on it."""
    return any(word.color == fill.color and fill.box.holds(word.cx, word.cy) for word in words)


def is_white(color: int) -> bool:
    """Whether an area of this colour cannot be told from paper."""
    return min(color >> 16, color >> 8 & 0xFF, color & 0xFF) >= 0xFA


def _join(pieces: list[Edge]) -> list[Edge]:
    """Put pieces of one line together; sorted by place, then start."""
    pieces.sort()
    joined: list[Edge] = []
    first = 0
    while first < len(pieces):
        last = first + 1
        while (
            last < len(pieces)
            and pieces[last].at - pieces[last - 1].at <= SAME_PLACE
            and pieces[last].at - pieces[first].at <= SAME_PLACE_SPREAD
        ):
            last += 1
        joined += _join_level(pieces[first:last])
        first = last
    joined.sort()
    return joined


def _join_level(level: list[Edge]) -> list[Edge]:
    """Put pieces at one place together where they overlap or nearly meet."""
    if len(level) == 1:
        return level
    level = sorted(_without_ruled_shades(level), key=lambda e: (e.start, e.end))
    joined = []
    run = [level[0]]
    end = level[0].end
    for piece in level[1:]:
        if piece.start <= end + BREAK:
            run.append(piece)
            end = max(end, piece.end)
        else:
            joined.append(_merge(run))
            run, end = [piece], piece.end
    joined.append(_merge(run))
    return joined


def _without_ruled_shades(level: list[Edge]) -> list[Edge]:
    """The pieces without borders of fills that rulings run along for the most part.

    Where such a ruling leaves a part of them out, a cell over several rows stands on the shades of these.
    """
    ruled = [e for e in level if e.ruled]
    if not ruled or len(ruled) == len(level):
        return level
    return [e for e in level if e.ruled or not _is_ruled(e, ruled)]


def _is_ruled(shade: Edge, ruled: Sequence[Edge]) -> bool:
    """Whether rulings run along the border of a fill, or along most of it and leave out as much as the side of a cell.

    One that ends a little inside of the border is the same line, and the border is what reaches to the corner.
    """
    left_out = shade.length - sum(max(0.0, min(shade.end, r.end) - max(shade.start, r.start)) for r in ruled)
    return left_out <= SIDE_REACH or LEFT_OUT <= left_out <= (1 - RULED_ALONG) * shade.length


def _merge(run: list[Edge]) -> Edge:
    if len(run) == 1:
        return run[0]
    # A drawn line says where the edge is; fills beside it only where it is about.
    telling = [e for e in run if e.ruled] or run
    lengths = [e.end - e.start for e in telling]
    weight = sum(lengths)
    at = sum([e.at * length for e, length in zip(telling, lengths, strict=True)]) / weight if weight else run[0].at
    _, starts, ends, ruled, widths = zip(*run, strict=True)
    return _edge((at, min(starts), max(ends), any(ruled), max(widths)))


class _Closed:
    """Knows the cells that rulings close on all four sides: shading and highlights inside them part nothing more.

    A border around a whole table closes no cell: a third upright line must pass beside it.
    """

    def __init__(self, horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> None:
        self._horizontal, self._vertical = horizontal, vertical
        self._tops = [e.at for e in horizontal]
        self._lefts = [e.at for e in vertical]

    def holds(self, box: Box) -> bool:
        """Whether rulings close a cell around ``box``."""
        if len(self._tops) < 2 or sum(1 for e in self._vertical if e.start <= box.cy <= e.end) < 3:
            return False
        left, right = _around(self._vertical, self._lefts, box.cx, box.cy)
        top, bottom = _around(self._horizontal, self._tops, box.cy, box.cx)
        return (
            left is not None
            and right is not None
            and top is not None
            and bottom is not None
            and left - SAME_PLACE <= box.x0
            and box.x1 <= right + SAME_PLACE
            and top - SAME_PLACE <= box.top
            and box.bottom <= bottom + SAME_PLACE
        )


def _around(
    edges: Sequence[Edge], places: Sequence[float], at: float, across: float
) -> tuple[float | None, float | None]:
    """Places of the nearest edges before and after ``at`` that pass ``across``."""
    i = bisect_left(places, at)
    before = next((e.at for e in reversed(edges[:i]) if e.start <= across <= e.end), None)
    after = next((e.at for e in edges[i:] if e.start <= across <= e.end), None)
    return before, after


class _Underlines:
    """Knows which rulings underline or strike through text."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._page = words
        self._met: dict[float, list[tuple[float, float]]] = {}

    # Sorted when the first ruling asks: most pages of text have none.
    @cached_property
    def _words(self) -> list[Word]:
        return sorted([w for w in self._page if w.direction == 0], key=attrgetter("bottom"))

    @cached_property
    def _bottoms(self) -> list[float]:
        return [w.bottom for w in self._words]

    @cached_property
    def _reach(self) -> float:
        """How far below a line that runs across it the print of the page reaches at most."""
        return min(30.0, max([w.bottom - w.top for w in self._words], default=0.0))

    def covers(self, ruling: Ruling) -> bool:
        """Whether ``ruling`` begins and ends with the words right above it or across which it runs."""
        x0, x1 = ruling.x0, ruling.x1
        begins = ends = False
        shared = 0.0
        for left, right in self._met_at(ruling.top):
            if right > x0 and left < x1:
                begins = begins or abs(left - x0) <= UNDERLINE_REACH
                ends = ends or abs(right - x1) <= UNDERLINE_REACH
                shared += min(right, x1) - max(left, x0)
        return begins and ends and shared >= 0.7 * (x1 - x0)

    def _met_at(self, at: float) -> list[tuple[float, float]]:
        """Where the words begin and end that a line at this height may underline or strike through."""
        if at not in self._met:
            low, high = bisect_left(self._bottoms, at - 2.0), bisect_right(self._bottoms, at + self._reach)
            found = []
            for word in self._words[low:high]:
                top, bottom = word.top, word.bottom
                height = bottom - top
                if top + 0.3 * height < at <= bottom + 0.12 * height:
                    found.append((word.x0, word.x1))
            self._met[at] = found
        return self._met[at]
