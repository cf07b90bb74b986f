"""Drafts → partings of columns and rows.

Drawn partings stand. Between two of them white space parts further: columns where no vertical line is drawn, rows where
no horizontal one is. Drafts of one table on several pages are parted into columns together.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.columns import boundaries, find_columns
from extractors.layout.tables.drafts import Draft
from extractors.layout.tables.frames import partings
from extractors.layout.tables.rows import find_row_ends, make_bands

SAME_PARTING = 5.0
"""Points by which one parting may differ from page to page."""
CLEAR_GAP = 1.0
"""Font sizes of white that part columns inside a drawn column."""
ROWS_MIN = 3
"""Rows that must show such a gap."""


def part_columns(chain: Sequence[Draft]) -> None:
    """Set the column partings of drafts that make one table."""
    drawn = [x for draft in chain for x in partings(draft.vertical, draft.box.x0, draft.box.x1)[1:-1]]
    x0, x1 = min(d.box.x0 for d in chain), max(d.box.x1 for d in chain)
    inner = _cluster(drawn, x0, x1)
    sides = [x0, *inner, x1]
    xs = [x0]
    for left, right in itertools.pairwise(sides):
        xs += _white_partings(chain, left, right, drawn=bool(inner))
        xs.append(right)
    for draft in chain:
        draft.xs = list(xs)


def part_rows(draft: Draft) -> None:
    """Set the row partings of ``draft``."""
    box = draft.box
    drawn = partings(draft.horizontal, box.top, box.bottom)
    closed = len(partings(draft.vertical, box.x0, box.x1)) >= 3
    ys = [drawn[0]]
    for top, bottom in itertools.pairwise(drawn):
        inside = _rows_between(draft.rows, top, bottom)
        ends = find_row_ends(inside, draft.xs)
        if closed and ends:
            bands = make_bands(inside, draft.xs)
            if len(bands) < 3 or len(ends) < 0.7 * (len(bands) - 1) or len(drawn) > 5:
                ends = []
        ys += ends
        ys.append(bottom)
    draft.ys = ys


def _rows_between(rows: Sequence[TextRow], top: float, bottom: float) -> list[TextRow]:
    found = []
    for row in rows:
        phrases = tuple(p for p in row.phrases if top <= p.cy < bottom)
        if phrases:
            found.append(TextRow(phrases, min(p.top for p in phrases), max(p.bottom for p in phrases)))
    return found


def _cluster(values: Sequence[float], x0: float, x1: float) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if value - x0 <= SAME_PARTING or x1 - value <= SAME_PARTING:
            continue
        if groups and value - groups[-1][-1] <= SAME_PARTING:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _white_partings(chain: Sequence[Draft], left: float, right: float, *, drawn: bool) -> list[float]:
    """Partings that white space shows between two drawn ones."""
    rows: list[list[Phrase]] = []
    loose: list[Phrase] = []
    for draft in chain:
        for row in draft.rows:
            phrases = [p for p in row.phrases if p.x0 >= left - 2 and p.x1 <= right + 2]
            if phrases:
                rows.append(phrases)
        loose += [p for p in draft.turned if left <= p.cx <= right]
    if not rows:
        return []
    columns = find_columns(rows, loose)
    if len(columns) < 2:
        return []
    if drawn:
        size = max(p.size for row in rows for p in row)
        showing = sum(1 for row in rows if len(row) > 1)
        gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(columns)]
        if showing < ROWS_MIN or showing < 0.6 * len(rows) or min(gaps) < CLEAR_GAP * min(size, 12.0):
            return []
    return boundaries(columns, left, right)[1:-1]
