"""Tables of print alone that stand beside each other, each below a caption of its own: told apart by their captions.

A line of captions alone is no evidence: heads of groups look like it. So the print below each of them has to be a table
of its own: names first, then figures, with white between the two from the captions down to where the print ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extractors.layout.lines import Phrase, TextRow, is_figure, make_row
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.run_bounds import APART

MOST = 4
"""Tables beside each other at most."""
ROWS = 3
"""Rows of each table at least."""
GUTTER = 1.0
"""Font sizes of white between two tables at least."""
LINE_GAP = 0.5
"""Line heights of white between two lines of one cell at most."""
SAME_LEFT = 1.0
"""Points by which they may begin apart."""
HEAD_LEFT = 4.0
"""Points by which a head and the texts below it may begin apart: cells of heads may have more room at their sides."""
MOSTLY = 0.5
"""Share of the entries of a column that are figures, or names, at least."""


def part_beside(rows: Sequence[TextRow]) -> list[list[TextRow]]:
    """``rows``, parted where captions on one line have a table below each of them."""
    for i, row in enumerate(rows):
        if not _may_be_captions(row) or (i and _goes_on(row, rows[i - 1])) or _is_headed(row, rows[:i]):
            continue
        for left, right in pairwise(row.phrases):
            end, gutters = _gutters(rows, i, left, right)
            for x0, x1 in gutters if end - i > ROWS else ():
                halves = list(takewhile(_is_table_below_caption, _halves(rows[i:end], (x0 + x1) / 2)))
                if len(halves) > 1:
                    parts = [list(rows[:i]), halves[0], *part_beside(halves[1]), *part_beside(rows[end:])]
                    return [part for part in parts if part]
    return [list(rows)]


def _halves(rows: Sequence[TextRow], middle: float) -> Iterator[list[TextRow]]:
    """What stands left of ``middle``, and what right of it."""
    for left in (True, False):
        side = ([p for p in row.phrases if (p.cx < middle) == left] for row in rows)
        yield [make_row(phrases) for phrases in side if phrases]


def _may_be_captions(row: TextRow) -> bool:
    """Whether the line holds a few texts in one print, and not one word each as heads of columns mostly are."""
    phrases = row.phrases
    if not 1 < len(phrases) <= MOST or len({(p.bold, p.size) for p in phrases}) > 1:
        return False
    words = sum([len(p.words) for p in phrases])
    return words >= 2 * len(phrases) - 1 and not any(map(is_figure, phrases))


def _goes_on(row: TextRow, above: TextRow) -> bool:
    """Whether a text of the line begins below one right above it: the second line of a cell, and no caption."""
    close = row.top - above.bottom <= LINE_GAP * (row.bottom - row.top)
    return close and any(abs(p.x0 - q.x0) <= SAME_LEFT for q in above.phrases for p in row.phrases)


def _is_headed(row: TextRow, above: Sequence[TextRow]) -> bool:
    """Whether each text of the line begins where one of more heads above does: it is the first line of cells."""
    return any(
        len(heads.phrases) > len(row.phrases)
        and all(any(abs(p.x0 - q.x0) <= HEAD_LEFT for q in heads.phrases) for p in row.phrases)
        for heads in above
    )


def _gutters(rows: Sequence[TextRow], at: int, left: Phrase, right: Phrase) -> tuple[int, list[tuple[float, float]]]:
    """The row after the last that leaves white between the captions, and what all leave white there."""
    least = GUTTER * right.size
    free = [(left.x1, right.x0)]
    for i in range(at + 1, len(rows)):
        row = rows[i]
        if row.top - rows[i - 1].bottom > APART * (row.bottom - row.top):
            return i, free
        open_ = [gap for gap in _without(free, row.phrases) if gap[1] - gap[0] >= least]
        if not open_:
            return i, free
        free = open_
    return len(rows), free


def _without(gaps: Sequence[tuple[float, float]], phrases: Sequence[Phrase]) -> list[tuple[float, float]]:
    """What phrases, left to right, leave of the gaps."""
    found = []
    for low, high in gaps:
        at = low
        for phrase in phrases:
            if phrase.x1 <= at or phrase.x0 >= high:
                continue
            found.append((at, phrase.x0))
            at = phrase.x1
        found.append((at, high))
    return found


def _is_table_below_caption(rows: Sequence[TextRow]) -> bool:
    """Whether one text stands over rows of names, each with figures beside it."""
    below = [row for row in rows[1:] if len(row.phrases) > 1]
    if (len(rows[0].phrases) != 1 and not _may_be_captions(rows[0])) or len(below) < ROWS:
        return False
    columns = find_columns([row.phrases for row in below])
    if len(columns) < 2:
        return False
    names = [p for row in below for p in row.phrases if p.x0 < columns[0].x1]
    others = [p for row in below for p in row.phrases if p.x0 >= columns[0].x1]
    figures = sum(map(is_figure, others))
    return sum(map(is_figure, names)) < MOSTLY * len(names) and figures >= MOSTLY * len(others) > 0
