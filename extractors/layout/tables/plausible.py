"""What looks like a table and is none.

Asked last, when columns, rows and cells are known, because only then it shows: a chart has curves across its grid or
bars that part one row alone; a diagram has boxes of its own inside; a form of lines holds no print. Each test names
the thing it turns away.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from extractors.layout.tables.drafts import Draft
from schemas.page import Page

PICTURE = 25.0
"""Points: a drawing with both sides longer than this is no mark in a cell."""
EMPTY_ROWS = 0.5
"""A larger share of rows without anything in them is the grid of a chart."""


def is_plausible(draft: Draft, page: Page) -> bool:
    """Whether the cells of ``draft`` can be those of a table."""
    return not (_is_small(draft) or _is_loose(draft) or _is_chart(draft, page) or _is_empty(draft, page))


def _is_small(draft: Draft) -> bool:
    return draft.column_count < 2


def _is_loose(draft: Draft) -> bool:
    """No row holds print in two cells: panels of colour with text on them, no grid of anything."""
    filled = Counter(r for c in draft.cells if c.words for r in range(c.row, c.row + c.row_span))
    return max(filled.values(), default=0) < 2


def _is_chart(draft: Draft, page: Page) -> bool:
    """Curves and slices lie across the cells."""
    large = [
        d
        for d in page.drawings
        if d.x1 - d.x0 > PICTURE
        and d.bottom - d.top > PICTURE
        and draft.box.holds((d.x0 + d.x1) / 2, (d.top + d.bottom) / 2)
    ]
    across = [d for d in large if _cells_met(draft, d.x0, d.top, d.x1, d.bottom) > 1]
    return bool(across)


def _cells_met(draft: Draft, x0: float, top: float, x1: float, bottom: float) -> int:
    columns = _met(draft.xs, x0, x1)
    rows = _met(draft.ys, top, bottom)
    return columns * rows


def _met(places: Sequence[float], low: float, high: float) -> int:
    return sum(1 for a, b in itertools.pairwise(places) if min(b, high) - max(a, low) > 4.0)


def _is_empty(draft: Draft, page: Page) -> bool:
    """Most rows hold nothing at all."""
    filled = {r for c in draft.cells if c.words for r in range(c.row, c.row + c.row_span)}
    columns = {k for c in draft.cells if c.words for k in range(c.column, c.column + c.column_span)}
    if len(columns) < 2 or not filled:
        return True
    return len(filled) < (1 - EMPTY_ROWS) * draft.row_count
