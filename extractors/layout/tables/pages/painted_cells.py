"""Painted cells in tables without lines: a header painted cell by cell, ratings painted in columns of their own.

Both show where columns part, and neither is a box of a diagram or a bar of a chart. Signals: header cells stand side by
side at the top of the table and take its whole width; ratings are areas without print that repeat the sides of a few
columns, hardly two on one height, and those as high as each other, while bars share the line they stand on or hang
from; a lone column is painted from row to row without a gap.

What few rows of a page do not show, other pages may: where a column of ratings is painted at the same sides there, a
single area shows it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain, pairwise

from extractors.layout.lines import TextRow
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge, is_white
from schemas.geometry import Box
from schemas.page import Fill, Page

SAME_SIDE = 2.0
"""Points by which sides of painted cells of one row or column may differ."""
TOUCHING = 3.0
"""Points between painted cells that stand side by side."""
HEAD_REACH = 12.0
"""Points between the top of the print and that of the painted header."""
HEAD_CELLS = 3
"""Fewer painted cells show no columns."""
HEAD_SHARE = 0.8
"""Share of the table's width that they take."""
RATING_WIDTH = 0.25
"""Share of the table's width that a column of painted ratings takes at most."""
RATINGS_MIN = 3
"""Fewer painted areas show no rating."""
TWICE_SHARE = 0.25
"""Share of the painted areas at most that have another one beside them: rows that are rated twice."""
UNPAINTED = 0.75
"""Share of a painted column's width that a column between two of them takes at least, of which no cell is painted."""
RATING_COLUMNS = 6
"""Columns of painted ratings at most: more than a scale has steps are a chart."""


def cell_sides(page: Page, box: Box, rows: Sequence[TextRow]) -> tuple[list[Edge], list[Edge]]:
    """The sides of the painted cells of the table with the print ``rows`` in ``box``, inside the table.

    Returns:
        Vertical edges, those of ratings from the first of them down to the end of the table, and the level ones where
        two ratings meet; none where no cell is painted, or what is painted looks like no cells.
    """
    fills = _fills_in(page, box)
    columns = _rating_columns(page, fills, box, rows) if fills else []
    sides = _head_sides(fills, box) + _rating_sides(columns, box)
    upright = sorted(e for e in sides if box.x0 + TOUCHING < e.at < box.x1 - TOUCHING)
    return upright, _meeting(columns) if upright else []


def complete_sides(drafts: Sequence[tuple[Page, Draft]]) -> None:
    """Give drafts that shades part the sides of painted ratings that touch none of these shades.

    A step that few rows are rated with may be painted beside no other, and its head stand close to the next one.
    """
    for page, draft in drafts:
        if draft.method != "shaded" or any(e.ruled for e in draft.vertical):
            continue
        columns = _rating_columns(page, _fills_in(page, draft.box), draft.box, draft.rows)
        if any(TOUCHING < b[0].x0 - a[0].x1 < UNPAINTED * a[0].width for a, b in pairwise(columns)):
            continue  # What is painted there leaves out a part of its cell.
        known = [e.at for e in draft.vertical]
        sides = {
            Edge(x, area.top, area.bottom, False, 0.0)
            for area in chain.from_iterable(columns)
            for x in (area.x0, area.x1)
            if all(abs(x - at) > TOUCHING for at in known)
        }
        if sides:
            draft.vertical = tuple(sorted((*draft.vertical, *sides)))


def repeat_sides(drafts: Sequence[tuple[Page, Draft]]) -> None:
    """Give drafts without upright lines the sides of ratings that are painted there as in drafts that show columns."""
    if all(draft.vertical for _, draft in drafts):
        return
    shown = [
        (column[0].x0, column[0].x1)
        for page, draft in drafts
        if draft.vertical and not any(e.ruled for e in draft.vertical)
        for column in _rating_columns(page, _fills_in(page, draft.box), draft.box, draft.rows)
    ]
    for page, draft in drafts if shown else ():
        if draft.vertical:
            continue
        bare = _bare(page, _fills_in(page, draft.box), draft.box, draft.rows)
        columns = [
            own
            for x0, x1 in sorted(set(shown))
            if (own := sorted((a for a in bare if _has_sides(a, x0, x1)), key=lambda area: area.top))
        ]
        draft.vertical = tuple(sorted(_rating_sides(columns, draft.box)))
        draft.horizontal = tuple(sorted({*draft.horizontal, *_meeting(columns)}))


def _fills_in(page: Page, box: Box) -> list[Fill]:
    """The fills that reach into the box; none where all are white as the paper is."""
    fills = [f for f in page.fills if f.x0 < box.x1 and f.x1 > box.x0 and f.top < box.bottom and f.bottom > box.top]
    return [] if all(is_white(f.color) for f in fills) else fills


def _has_sides(area: Box, x0: float, x1: float) -> bool:
    return abs(x0 - area.x0) + abs(x1 - area.x1) <= 2 * SAME_SIDE


def _head_sides(fills: Sequence[Fill], box: Box) -> list[Edge]:
    """Sides of the cells of a header that is painted cell by cell."""
    tops = [f for f in fills if f.top <= box.top + SAME_SIDE and box.top - f.top <= HEAD_REACH]
    if not tops:
        return []
    first = min(tops, key=lambda f: (f.bottom, f.x0))
    row = sorted({f.box for f in tops if abs(f.top - first.top) + abs(f.bottom - first.bottom) <= 2 * SAME_SIDE})
    if len(row) < HEAD_CELLS or any(not -TOUCHING <= b.x0 - a.x1 <= TOUCHING for a, b in pairwise(row)):
        return []
    if row[-1].x1 - row[0].x0 < HEAD_SHARE * box.width:
        return []
    return [Edge((a.x1 + b.x0) / 2, first.top, first.bottom, False, 0.0) for a, b in pairwise(row)]


def _rating_columns(page: Page, fills: Sequence[Fill], box: Box, rows: Sequence[TextRow]) -> list[list[Box]]:
    """Columns in which single cells are painted and none is printed in: the painted ones of each, top to bottom."""
    bare = _bare(page, fills, box, rows) if len(fills) >= RATINGS_MIN else []
    columns: list[list[Box]] = []
    for area in sorted(bare):
        if columns and _has_sides(area, columns[-1][0].x0, columns[-1][0].x1):
            columns[-1].append(area)
        else:
            columns.append([area])
    columns = [sorted(column, key=lambda area: area.top) for column in columns]
    if len(bare) < RATINGS_MIN or not 1 <= len(columns) <= RATING_COLUMNS:
        return []
    if len(columns) == 1 and not _is_stack(columns[0]):
        return []
    if any(b[0].x0 < a[0].x1 - SAME_SIDE for a, b in pairwise(columns)):
        return []
    heights = sorted((area.top, area.bottom) for area in bare)
    beside = [
        max(abs(a - b) for a, b in zip(upper, lower, strict=True)) <= SAME_SIDE for upper, lower in pairwise(heights)
    ]
    if sum(beside) > TWICE_SHARE * len(heights):
        return []
    apart = (pair for pair, same in zip(pairwise(heights), beside, strict=True) if not same)
    return [] if any(lower[0] < upper[1] - SAME_SIDE for upper, lower in apart) else columns


def _bare(page: Page, fills: Sequence[Fill], box: Box, rows: Sequence[TextRow]) -> list[Box]:
    """The narrow painted areas beside print of ``rows`` that hold none."""
    heights = sorted([row.cy for row in rows])
    widest = RATING_WIDTH * box.width
    narrow = [
        f.box for f in fills if f.x1 - f.x0 <= widest and bisect_left(heights, f.top) < bisect_right(heights, f.bottom)
    ]
    if not narrow:
        return []
    middles = sorted([(y, x) for w in page.words if box.holds(x := w.cx, y := w.cy)])
    return [
        a
        for a in narrow
        if not any(
            a.x0 <= x <= a.x1
            for _, x in middles[bisect_left(middles, (a.top,)) : bisect_right(middles, (a.bottom, math.inf))]
        )
    ]


def _rating_sides(columns: Sequence[Sequence[Box]], box: Box) -> list[Edge]:
    """The upright sides of columns of painted ratings."""
    if not columns:
        return []
    top, bottom = min(c[0].top for c in columns), max(box.bottom, *(c[-1].bottom for c in columns))
    return [Edge(x, top, bottom, False, 0.0) for x in sorted({x for c in columns for x in (c[0].x0, c[0].x1)})]


def _meeting(columns: Sequence[Sequence[Box]]) -> list[Edge]:
    """The level edges where one rating ends and the next begins, in one column or in two."""
    ordered = sorted((area for column in columns for area in column), key=lambda area: area.top)
    meeting = [(a, b) for a, b in pairwise(ordered) if abs(b.top - a.bottom) <= TOUCHING]
    return [Edge((a.bottom + b.top) / 2, min(a.x0, b.x0), max(a.x1, b.x1), False, 0.0) for a, b in meeting]


def _is_stack(areas: Sequence[Box]) -> bool:
    """Whether the areas of one column stand on each other, as cells do."""
    return all(lower.top - upper.bottom <= TOUCHING for upper, lower in pairwise(areas))
