"""Where the marks of each step column stand: about one axis, whatever the partings that print between them gave.

A column's axis is the middle of its marks where it has some, else that of its head, where heads stand over the marks of
the other columns. A mark near half-way from one axis to the next belongs to neither column: without lines between the
columns their parting gives way to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from extractors.kinds.assessment.cells.view import TableView
from schemas.geometry import union
from schemas.marks import Mark

MARKS_MIN = 3
"""Marks that show an axis: of two, one may be off."""
OVER_MARKS = 0.15
"""Share of the least distance between heads by which they may miss the axes of marks to be axes themselves."""
SCATTERED = 0.6
"""Share of the least distance between heads by which marks of one column may stand apart: they are set alike."""
HALF_WAY = 0.47
"""Share of the way to the next axis from which a mark is between the two."""


def find_axes(view: TableView, columns: Sequence[int], counts: Callable[[Mark], bool]) -> dict[int, float]:
    """The axis of each of the ``columns`` that shows one, in points from the table's left side.

    Args:
        view: the table.
        columns: its step columns.
        counts: whether a sign marks a row.
    """
    if not all(_is_column(view, c) for c in columns):
        return {}
    marks = {c: _marks_of(view, c, counts) for c in columns}
    shown = {c: median(places) for c, places in marks.items() if len(places) >= MARKS_MIN}
    heads = _heads_of(view, columns)
    pitch = _pitch(heads.values())
    over = [abs(shown[c] - heads[c]) <= OVER_MARKS * pitch for c in shown if c in heads]
    return {**heads, **shown} if over and all(over) else shown


def find_scattered(view: TableView, columns: Sequence[int], counts: Callable[[Mark], bool]) -> frozenset[int]:
    """The columns of a table without lines whose marks stand as far apart as two columns do: those of two in one.

    None where every row has its boxes: those beside a mark show which column it is of, however far off it stands.

    Args:
        view: the table.
        columns: its step columns.
        counts: whether a sign marks a row.
    """
    if view.table.method != "white_space" or not all(_is_column(view, c) for c in columns):
        return frozenset()
    marked = [row for row in view.body if any(counts(mark) for c in columns for mark in view.marks(row, c))]
    if all(view.marks(row, c) for row in marked for c in columns):
        return frozenset()
    pitch = _pitch(_heads_of(view, columns).values())
    places = {c: _marks_of(view, c, counts) for c in columns} if pitch > 0 else {}
    return frozenset(c for c, own in places.items() if own and max(own) - min(own) > SCATTERED * pitch)


def _marks_of(view: TableView, column: int, counts: Callable[[Mark], bool]) -> list[float]:
    """The middles of the column's marks that count, in points from the table's left side."""
    lefts = _lefts(view)
    return [m.box.cx - lefts[m.page] for row in view.body for m in view.marks(row, column) if counts(m)]


def _heads_of(view: TableView, columns: Sequence[int]) -> dict[int, float]:
    """The middle of the own head of each of the columns that has one, in points from the table's left side."""
    lefts = _lefts(view)
    return {c: place for c in columns if (place := _head_of(view, c, lefts)) is not None}


def _pitch(heads: Iterable[float]) -> float:
    """The least distance between heads; 0 where there is one at most."""
    return min((b - a for a, b in pairwise(sorted(heads))), default=0.0)


def _lefts(view: TableView) -> dict[int, float]:
    """The left side of the table on each of its pages."""
    return {page: box.x0 for page, box in view.table.boxes}


def _is_column(view: TableView, column: int) -> bool:
    """Whether the cells stand below each other: those of a table that was made of another may stand in several places.

    Parts of one table on several pages may begin at other places.
    """
    page = view.table.page
    boxes = [part.box for row in view.body for part in view.cell(row, column).parts if part.page == page]
    return not boxes or max(box.x0 for box in boxes) < min(box.x1 for box in boxes)


def _head_of(view: TableView, column: int, lefts: Mapping[int, float]) -> float | None:
    """The middle of the column's own head."""
    for row in reversed(range(*view.header_span)):
        cell = view.cell(row, column)
        lines = [line for line in cell.lines if line.page == view.table.page]
        if lines and cell.column_span == 1:
            return union(line.box for line in lines).cx - lefts[view.table.page]
    return None


def is_half_way(view: TableView, mark: Mark, column: int, axes: Mapping[int, float]) -> bool:
    """Whether a mark in ``column`` stands half-way between its axis and the next."""
    if column not in axes:
        return False
    place = mark.box.cx - _lefts(view)[mark.page]
    off = place - axes[column]
    nearest = _next(axes[column], axes.values(), right=off > 0)
    return nearest is not None and abs(off) > HALF_WAY * abs(nearest - axes[column])


def _next(axis: float, axes: Iterable[float], *, right: bool) -> float | None:
    beyond = [x for x in axes if (x > axis if right else x < axis)]
    return (min(beyond) if right else max(beyond)) if beyond else None
