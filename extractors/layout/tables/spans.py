"""Heads over several columns, where no line shows how far they reach.

A head is centred over its columns. Signals: it stands in a header row above the last one; places beside it in that row
are empty; the heads of the next row below it and below those places have, taken together, the same middle. Of several
groups of columns the one whose middle is nearest counts, then the smaller one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.tables.drafts import Draft, GridCell
from extractors.layout.tables.edges import Edge
from schemas.page import Word

OFF_MIDDLE = 0.06
"""Share of the group's width by which a head may miss its middle."""
OFF_POINTS = 3.0
"""Points by which it may miss it anyway."""
SAME_PLACE = 4.0
"""Points within which a drawn line stands at a parting."""


def spread_heads(draft: Draft, header_rows: int) -> None:
    """Let heads in the header rows of ``draft`` span the columns they are centred over."""
    if header_rows < 2 or draft.method == "ruled":
        return
    for row in range(header_rows - 1):
        for head in [c for c in draft.cells if c.row == row and c.words and c.row_span == 1]:
            group = _group_of(head, draft)
            if group is not None:
                _span(head, group, draft)


def _group_of(head: GridCell, draft: Draft) -> tuple[int, int] | None:
    """First and last column that ``head`` is centred over, where there are more than it stands in."""
    here = {c.column: c for c in draft.cells if c.row == head.row and c.row_span == 1 and c.column_span == 1}
    below = {c.column: c for c in draft.cells if c.row == head.row + 1 and c.words and c.column_span == 1}
    first, last = head.column, head.column + head.column_span - 1
    if any(k not in below for k in range(first, last + 1)):
        return None
    lefts = _free(range(first - 1, -1, -1), here, below, draft, head, step=1)
    rights = _free(range(last + 1, draft.column_count), here, below, draft, head, step=0)
    middle = _middle(head.words)
    best: tuple[float, int, tuple[int, int]] | None = None
    for a in [first, *lefts]:
        for b in [last, *rights]:
            if (a, b) == (first, last):
                continue
            words = [w for k in range(a, b + 1) for w in below[k].words]
            width = max(w.x1 for w in words) - min(w.x0 for w in words)
            off = abs(_middle(words) - middle)
            if off <= max(OFF_POINTS, OFF_MIDDLE * width) and (best is None or (off, b - a) < best[:2]):
                best = (off, b - a, (a, b))
    return best[2] if best is not None else None


def _free(
    columns: Sequence[int],
    here: dict[int, GridCell],
    below: dict[int, GridCell],
    draft: Draft,
    head: GridCell,
    *,
    step: int,
) -> list[int]:
    """Columns outwards from the head that are empty beside it, have a head of their own below, and no line between."""
    found = []
    for k in columns:
        cell = here.get(k)
        if cell is None or cell.words or k not in below or _is_drawn(draft, k + step, head.row):
            break
        found.append(k)
    return found


def _is_drawn(draft: Draft, parting: int, row: int) -> bool:
    x, y = draft.xs[parting], (draft.ys[row] + draft.ys[row + 1]) / 2
    return any(_passes(e, x, y) for e in draft.vertical)


def _passes(edge: Edge, x: float, y: float) -> bool:
    return abs(edge.at - x) <= SAME_PLACE and edge.start <= y <= edge.end


def _middle(words: Sequence[Word]) -> float:
    return (min(w.x0 for w in words) + max(w.x1 for w in words)) / 2


def _span(head: GridCell, group: tuple[int, int], draft: Draft) -> None:
    a, b = group
    kept = [c for c in draft.cells if c is not head and not (c.row == head.row and a <= c.column <= b)]
    kept.append(head._replace(column=a, column_span=b - a + 1))
    draft.cells = sorted(kept, key=lambda c: (c.row, c.column))
