"""Where a table without lines begins and ends in a run of rows: captions, legends and notes are none of it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile
from statistics import median

from extractors.layout.lines import TextRow
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.heads_over import CAPTION_WORDS, heads_as_far_as, heads_columns, met_by
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.print.rivers import Piece
from extractors.layout.tables.print.room import HEADS
from extractors.layout.tables.print.row_spacing import distance, height_of, is_shaded, names_figures, usual_pitch

APART = 2.6
"""Rows further apart than this many line heights belong to different tables."""
HEADER_REACH = 1.9
"""Distance to the row below, in usual distances, up to which a line above belongs to the header."""
SMALLER = 0.93
"""Notes are smaller than the body of their table by this factor."""
USUAL = 0.9
"""Share of the rows whose distance to the next is usual."""
TOLD_MIN = 3
"""Rows with a text alone below them that are no chance,"""
TOLD = 0.8
"""and their share of the rows of several texts where that is the habit of a table."""
SAME_LEFT = 2.0
"""Points by which such texts begin or stand differently at most."""
STANDS_OFF = 1.3
"""Distance to the row below, in the largest usual ones, from which a first row is none of the table."""


def trimmed(
    rows: Sequence[TextRow],
    pieces: Sequence[Sequence[Piece]],
    start: int,
    end: int,
    floor: int,
    lines: Sequence[Edge],
) -> tuple[int, int] | None:
    """First row and row after the last of the table between ``start`` and ``end``; ``floor`` is the first free row."""
    if end - start == 1 and len(rows[start].phrases) < HEADS:
        return None  # One row shows columns by heads alone.
    columns = find_columns([row.phrases for row in rows[start:end]])
    if len(columns) < 2:
        return None
    size = median(p.size for row in rows[start:end] for p in row.phrases)
    while end - start > 2 and (
        rows[end - 1].legend
        or (
            _is_note(rows[end - 1], pieces[end - 1], columns, size)
            and not _tells_as_others_do(rows, pieces, start, end - 1)
        )
        or (len(pieces[end - 1]) < len(columns) / 2 and _is_aside(rows[end - 1], rows[start : end - 1]))
    ):
        end -= 1
    while end - start > 2 and not _can_head(rows, start, columns, lines):
        start += 1
    while end - start > 3 and (rows[start].legend or _stands_off(rows, pieces, start, end, columns)):
        start += 1
    for i in takewhile(lambda i: 2 * len(pieces[i]) <= len(columns), range(start, end - 3)):
        if is_above_shaded_head(rows, pieces, i, columns, lines) or _is_off_shaded_head(rows, i, columns, lines):
            start = i + 1
            break
    while (
        end - start > 2
        and len(pieces[end - 1]) == 1
        and not _stands_apart(rows[end - 1], columns)
        and not _tells_as_others_do(rows, pieces, start, end - 1)
    ):
        end -= 1
    pitch = usual_pitch(rows, start, end)
    while (
        start > floor
        and rows[start].cy - rows[start - 1].cy <= (HEADER_REACH + _is_ruled_by_signs(rows, start, lines)) * pitch
        and _can_head(rows, start - 1, columns, lines)
        and not rows[start - 1].legend
        and not is_above_shaded_head(rows, pieces, start - 1, columns, lines)
        and not _is_off_shaded_head(rows, start - 1, columns, lines)
        and not (len(pieces[start - 1]) == 1 and pieces[start - 1][0].x0 < columns[0].x1 and distance(rows, start) > 0)
    ):
        start -= 1  # Print that reaches down beside the heads is the first line of one of them.
    return start, end


def _can_head(rows: Sequence[TextRow], at: int, columns: Sequence[Column], lines: Sequence[Edge]) -> bool:
    """Whether the row can be header of ``columns``, which reach as far as a line right below the row does."""
    row = rows[at]
    if heads_columns(row, columns):
        return True
    low = bisect_left(lines, row.cy, key=lambda e: e.at)
    high = bisect_left(lines, rows[at + 1].cy, key=lambda e: e.at)
    below = [e for e in lines[low:high] if e.ruled]
    return len(row.phrases) > 1 and heads_as_far_as(row, columns, below)


def is_above_shaded_head(
    rows: Sequence[TextRow],
    pieces: Sequence[Sequence[Piece]],
    at: int,
    columns: Sequence[Column],
    lines: Sequence[Edge],
) -> bool:
    """Whether a row that begins at the left and has few pieces is right above heads on a shade that it is not on."""
    few = 2 * len(pieces[at]) <= len(columns) < 2 * len(pieces[at + 1])
    begins = rows[at].phrases[0].x0 < columns[0].x1
    return few and begins and is_shaded(rows, at + 1, lines) and not is_shaded(rows, at, lines)


def _is_off_shaded_head(rows: Sequence[TextRow], at: int, columns: Sequence[Column], lines: Sequence[Edge]) -> bool:
    """Whether a shade over all columns, which holds all heads, begins more than a line below the row: a legend.

    Heads of groups above it are close to it, or on a shade of their own.
    """
    row = rows[at]
    low = bisect_left(lines, row.top - APART * height_of(row), key=lambda e: e.at)
    high = bisect_left(lines, rows[at + 1].cy, key=lambda e: e.at)
    x0, x1 = columns[0].x0 + 1, columns[-1].x1 - 1
    top = next((e.at for e in lines[low:high] if not e.ruled and e.start <= x0 and e.end >= x1), 0.0)
    if top - row.bottom <= height_of(row):
        return False
    end = next((e.at for e in lines[high:] if not e.ruled and e.start <= x0 and e.end >= x1), math.inf)
    held = takewhile(lambda other: other.cy < end, rows[at + 1 :])
    headed = {i for other in held for p in other.phrases for i in met_by(p.x0, p.x1, columns)}
    return 2 * len(headed) > len(columns)  # The name of a section stands on a shade of its own as well.


def _is_ruled_by_signs(rows: Sequence[TextRow], at: int, lines: Sequence[Edge]) -> bool:
    """Whether a typed rule stands above the row, which takes a line of its own."""
    low = bisect_left(lines, rows[at - 1].cy, key=lambda e: e.at)
    high = bisect_right(lines, rows[at].cy, key=lambda e: e.at)
    return any(e.ruled and e.width == 0.0 for e in lines[low:high])


def _stands_off(
    rows: Sequence[TextRow], pieces: Sequence[Sequence[Piece]], start: int, end: int, columns: Sequence[Column]
) -> bool:
    """Whether the first row has few pieces and more white below than nearly all others: a legend, a line of facts."""
    if 2 * len(pieces[start]) > len(columns):
        return False
    white = sorted(distance(rows, i) for i in range(start + 2, end))
    usual = white[int(USUAL * (len(white) - 1))]
    return distance(rows, start + 1) > max(STANDS_OFF * usual, height_of(rows[start]))


def _is_note(row: TextRow, pieces: Sequence[Piece], columns: Sequence[Column], size: float) -> bool:
    """Print below a table that is smaller than its body, or runs across the columns in a row with few gaps."""
    if all(p.size < SMALLER * size for p in row.phrases):
        return True
    if names_figures(row):
        return False
    if any(p.words >= CAPTION_WORDS and len(met_by(p.x0, p.x1, columns)) > 1 for p in pieces):
        return True
    return len(pieces) <= len(columns) / 2 and not _stands_apart(row, columns)


def _tells_as_others_do(rows: Sequence[TextRow], pieces: Sequence[Sequence[Piece]], start: int, last: int) -> bool:
    """Whether the last row is a text alone below a row of several, as stands below most of the others.

    It begins where the others do, no further below, and looks like them.
    """
    if len(pieces[last]) > 1 or len(pieces[last - 1]) < 2:
        return False
    told = [i for i in range(start + 1, last) if len(pieces[i]) == 1 and len(pieces[i - 1]) > 1]
    several = sum(len(pieces[i]) > 1 for i in range(start, last - 1))
    if len(told) < TOLD_MIN or len(told) < TOLD * several:
        return False
    own = rows[last].phrases[0]
    return all(abs(rows[i].phrases[0].x0 - own.x0) <= SAME_LEFT for i in told) and any(
        rows[i].phrases[0].size == own.size
        and rows[i].phrases[0].bold == own.bold
        and distance(rows, last) <= distance(rows, i) + SAME_LEFT
        for i in told
    )


def _is_aside(row: TextRow, body: Sequence[TextRow]) -> bool:
    """Whether the row is in italics and those above are not; a comment in italics may stand below each of them."""
    if not _is_italic(row) or any(map(_is_italic, body[1:])):
        return False
    italic = sum(w.italic for other in body for p in other.phrases for w in p.words)
    return 2 * italic < sum(len(p.words) for other in body for p in other.phrases)


def _is_italic(row: TextRow) -> bool:
    return all(w.italic for p in row.phrases for w in p.words)


def _stands_apart(row: TextRow, columns: Sequence[Column]) -> bool:
    """Whether no phrase of the row runs across columns."""
    return all(len(met_by(p.x0, p.x1, columns)) < 2 for p in row.phrases)
