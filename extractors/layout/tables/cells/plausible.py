"""What looks like a table and is none.

Asked last, when columns, rows and cells are known, because only then it shows: a chart has curves across its grid or
bars that part one row alone; a diagram has boxes of its own inside; a form of lines holds no print, or labels of boxes
alone. Each test names the thing it turns away.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from extractors.layout.tables.cells.panels_beside import are_lists_in_panels
from extractors.layout.tables.lines.drafts import Draft, GridCell
from extractors.layout.tables.lines.edges import Edge
from schemas.page import Page, Word

PICTURE = 25.0
"""Points: a drawing with both sides longer than this is no mark in a cell."""
EMPTY_ROWS = 0.5
"""A larger share of rows without anything in them is the grid of a chart."""
MARKED_ROWS = 2
"""Rows with a drawn sign beside print that are no chance."""
FORM_BOXES = 4
"""Boxes of a form at least."""
LINE = 0.9
"""Share of its width that a line to write on takes at most."""
ROOM = 2.0
"""Height of such a box in those of the line at its top at least: what is filled in stands below it."""


def is_plausible(draft: Draft, page: Page) -> bool:
    """Whether the cells of ``draft`` can be those of a table."""
    return not (
        _is_small(draft)
        or _is_loose(draft)
        or _is_blank(draft)
        or _asks(draft)
        or _is_chart(draft, page)
        or _is_empty(draft, page)
        or are_lists_in_panels(draft, page)
    )


def _is_small(draft: Draft) -> bool:
    return draft.column_count < 2


def _is_loose(draft: Draft) -> bool:
    """No row holds print in two cells: panels of colour with text on them, no grid of anything."""
    filled = Counter(r for c in draft.cells if c.words for r in range(c.row, c.row + c.row_span))
    return max(filled.values(), default=0) < 2 and not _is_marked(draft)


def _is_marked(draft: Draft) -> bool:
    """Whether signs are drawn beside the print of rows, in cells without a word."""
    beside = (len(row.phrases) > 1 and any(not p.words for p in row.phrases) for row in draft.rows)
    return sum(beside) >= MARKED_ROWS


def _is_blank(draft: Draft) -> bool:
    """Boxes of a form that nobody filled in: a line at the top of each, most of them as wide as the form."""
    boxes = [c for c in draft.cells if c.words]
    columns = draft.column_count
    wide = sum([c.column_span == columns for c in boxes])
    return len(boxes) >= FORM_BOXES and 2 * wide > draft.row_count and all(_is_label(c, draft.ys) for c in boxes)


def _asks(draft: Draft) -> bool:
    """Whether half of the print is labels of a form that nobody filled in, each on a line of its own to write on."""
    printed = [c for c in draft.cells if c.words]
    lines = [e for e in draft.horizontal if e.ruled and e.length < LINE * draft.box.width]
    asking = sum(c.words[-1].text.endswith(":") and any(_is_on(c.words, e) for e in lines) for c in printed)
    return asking >= FORM_BOXES and 2 * asking >= len(printed)


def _is_on(words: Sequence[Word], line: Edge) -> bool:
    """Whether the words stand where the line begins, and leave most of it free."""
    height = words[-1].bottom - words[-1].top
    low = 0 <= line.at - words[-1].bottom + height / 4 <= height
    return low and abs(words[0].x0 - line.start) <= height and words[-1].x1 < (line.start + line.end) / 2


def _is_label(cell: GridCell, ys: Sequence[float]) -> bool:
    """Whether the cell prints one line at its top, with room for what belongs to it."""
    top, bottom = min(w.top for w in cell.words), max(w.bottom for w in cell.words)
    upper, lower = ys[cell.row], ys[cell.row + cell.row_span]
    highest = max(w.bottom - w.top for w in cell.words)
    one_line = bottom - top < ROOM * highest
    return one_line and lower - upper > ROOM * highest and lower - bottom > 2 * (top - upper)


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
    if (len(columns) < 2 and not _is_marked(draft)) or not filled:
        return True
    return len(filled) < (1 - EMPTY_ROWS) * draft.row_count
