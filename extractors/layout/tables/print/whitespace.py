"""Print alone → runs of text rows that share their gaps: tables without any line.

A run begins with a row that shows a wide gap and goes on while at least one gap stays open from row to row (a *river*).
Single lines beside the rivers are cells that wrap; a line across all of them heads a section when rows of the same
build follow at once and no extra space stands before it, else it is a caption and ends the run. Lines that head several
columns are taken along at the top; notes in smaller print are left out at the bottom.

Whether a run is a table is asked elsewhere (likeness).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.lines import LARGER, Phrase, TextRow, is_figure, is_sign, make_row
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.heads_over import ALIGNED, CAPTION_WORDS, heads_as_far_as, heads_columns
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.print.rivers import Piece, River, flanked, split_wide, still_open, with_gaps
from extractors.layout.tables.print.row_spacing import (
    begins_stripe,
    distance,
    height_of,
    is_shaded,
    names_figures,
    usual_pitch,
)
from extractors.layout.tables.print.run_bounds import APART, HEADER_REACH, is_above_shaded_head, trimmed

LINE_OVER = 0.5
"""Share of the row above that a line between two tables takes at least."""
EXTRA_SPACE = 1.35
"""Distance to the row above, in usual distances, from which a line across the columns is a caption."""
SET_OFF = 1.6
"""Distance to the row above, in usual ones, from which heads of words below figures begin another table."""
HEADS_MIN = 3
"""Heads of a row that begins another table than the one above."""
HEAD_ROWS = 6
"""Lines of a header at most that are looked upon as one."""
SECTION_LINES = 2
"""More lines than this across the columns are a paragraph."""

OPEN = 0.5
"""Share of the firm rivers that a row of the table leaves open."""
ALIGNED_PHRASES = 4
"""Phrases of a row that stand in line with those above, from which it is one of them across an empty space."""
SIGNED_PHRASES = 3
"""The same where a figure or sign is among them and a further row stands as far off; one fewer below such rows."""
ROWS_AHEAD = 8
"""Rows that are looked at for one that stands as far off."""
EVEN = 0.5
"""Line heights by which the spaces between rows of one table may differ."""
ALIGNED_SHARE = 0.3
"""Share of the phrases above that must show an edge before it is one of their columns."""
SET_IN = 1.0
"""Points by which lines that begin at one edge, or stand equally far apart, may differ."""


def find_runs(
    rows: Sequence[TextRow], lines: Sequence[Edge] = (), turned: Sequence[Phrase] = ()
) -> list[list[TextRow]]:
    """Runs of ``rows`` that share rivers, top to bottom; a row is part of at most one run.

    Args:
        rows: print of a page.
        lines: level edges, top to bottom; below one that runs over a whole row, a row that stands on none of the
            columns above begins a run of its own.
        turned: print of the page that runs up or down: labels beside a run are a first column, which has a head.
    """
    pieces = [split_wide(row) for row in rows]
    runs: list[list[TextRow]] = []
    at = 0
    floor = 0
    while at < len(rows):
        if len(pieces[at]) < 2:
            at += 1
            continue
        end = _end_of_run(rows, pieces, at, lines)
        bounds = trimmed(rows, pieces, at, end, floor, lines)
        if bounds is not None:
            run = list(rows[bounds[0] : bounds[1]])
            between = rows[floor : bounds[0]]
            lone = len(between) < 2 and all(len(pieces[floor + i]) == 1 for i in range(len(between)))
            head = _below_caption(_below_legends(runs[-1]), run, lines) if runs and lone else []
            if (
                head
                and _is_head_of(head, [*between, *run], run, lines, turned)
                and not is_above_shaded_head(
                    rows, pieces, bounds[0] - 1, find_columns([row.phrases for row in run]), lines
                )
            ):
                runs.pop()
                run = [*head, *between, *run]
            runs.append(run)
            floor = bounds[1]
        at = max(end, at + 1, floor)
    return runs


def _below_legends(rows: Sequence[TextRow]) -> Sequence[TextRow]:
    """The rows below the last one that explains signs: that may stand as close to heads as they to each other."""
    last = max((i for i, row in enumerate(rows) if row.legend), default=-1)
    return rows[last + 1 :]


def _below_caption(head: Sequence[TextRow], run: Sequence[TextRow], lines: Sequence[Edge]) -> Sequence[TextRow]:
    """The rows of a header between two lines over the whole run, without a first one above both: a caption."""
    if len(head) < 2:
        return head
    left, right = run[0].phrases[0].x0, run[0].phrases[-1].x1
    whole = [e.at for e in lines if e.start <= left + 1 and e.end >= right - 1]
    closed = any(head[0].cy < y < head[1].cy for y in whole) and any(head[-1].cy < y < run[0].cy for y in whole)
    begun = any(0 <= head[0].top - y <= height_of(head[0]) for y in whole)
    return head[1:] if closed and not begun and head[0].phrases[0].x0 <= left + ALIGNED else head


def _is_head_of(
    head: Sequence[TextRow],
    below: Sequence[TextRow],
    run: Sequence[TextRow],
    lines: Sequence[Edge],
    turned: Sequence[Phrase],
) -> bool:
    """Whether the few rows right above a run are its header: heads over several columns leave other gaps than these.

    A line that heads the first section may stand first ``below`` them. A header between two lines over the whole run
    reaches down to the second.
    """
    left, right = run[0].phrases[0].x0, run[0].phrases[-1].x1
    whole = [e.at for e in lines if e.start <= left + 1 and e.end >= right - 1]
    closed = any(0 <= head[0].top - y <= height_of(head[0]) for y in whole)
    bottom = max([head[-1].bottom, *(y for y in whole if closed and head[-1].bottom < y < below[0].top)])
    if len(head) > HEAD_ROWS or bottom < below[0].top - HEADER_REACH * (below[0].bottom - below[0].top):
        return False
    if len(below) > len(run) and any(is_figure(p) for row in head for p in row.phrases):
        return False
    if _are_bold_heads(run[0]) and not head[-1].bold:
        return False
    columns = find_columns([row.phrases for row in run])
    if len(columns) < 3:
        return False
    columns = [*_labels_beside(run, lines, turned), *columns]
    ruled = [e for e in lines if e.ruled and head[-1].cy < e.at < below[0].cy]
    return all(heads_columns(row, columns) or heads_as_far_as(row, columns, ruled) for row in head)


def _labels_beside(run: Sequence[TextRow], lines: Sequence[Edge], turned: Sequence[Phrase]) -> list[Column]:
    """The column of the turned labels left of a run, as wide as the shades that they stand on; none without them."""
    left = min(row.phrases[0].x0 for row in run) if turned else 0.0
    labels = [p for p in turned if p.x1 < left and run[0].top <= p.cy <= run[-1].bottom]
    if not labels:
        return []
    x0, x1 = min(p.x0 for p in labels), max(p.x1 for p in labels)
    under = [e for e in lines if run[0].top - APART <= e.at <= run[-1].bottom and e.start <= x0 and x1 <= e.end < left]
    return [Column(min([x0, *(e.start for e in under)]), max([x1, *(e.end for e in under)]))]


def _end_of_run(rows: Sequence[TextRow], pieces: Sequence[Sequence[Piece]], start: int, lines: Sequence[Edge]) -> int:
    """The row after the last one that keeps a river of row ``start`` open."""
    rivers = [River(a.x1, b.x0, 1, b.aligned) for a, b in pairwise(pieces[start])]
    end = at = start + 1
    while at < len(rows):
        if distance(rows, at) > APART * height_of(rows[at]) and not (
            _is_row_of(rows, start, at)
            or _is_shaded_section(rows, start, at, lines)
            or (begins_stripe(rows, start, at, lines) and _is_aligned(rows[at], rows[start:at]))
        ):
            break
        here = pieces[at]
        if len(here) == 1 and here[0].size > LARGER * max([p.size for row in pieces[start:at] for p in row]):
            break
        if len(here) > 1 and at > start + 1 and rows[at].bold and rows[at].texts == rows[start].texts:
            return _above_names(pieces, start, at)
        if len(here) >= HEADS_MIN and _heads_new_table(rows, pieces, start, at):
            return _above_names(pieces, start, at)
        if (
            len(here) > 1
            and (_below_line(rows, at, lines) or _is_set_anew(rows, at))
            and not _is_aligned(rows[at], rows[start:at])
        ):
            break
        left = still_open(rivers, here)
        firm = sum(1 for river in rivers if river.rows > 1)
        firm_left = sum(1 for river in left if river.rows > 1)
        if len(here) > 1 and any(flanked(river, here) for river in left) and firm_left >= OPEN * firm:
            rivers = with_gaps(left, here)
            at += 1
            end = at
        elif left and firm_left == firm and not any(flanked(river, here) for river in left):
            rivers = left
            at += 1
            # Below a wider space lines of their own follow, however close they stand to each other.
            if end == at - 1 and (_is_close(rows, at - 1) or _is_set_in(rows, start, end, at - 1)):
                end = at
        elif _fills_columns(rows, start, at):
            at += 1
            end = at
        elif len(here) == 1 and (
            is_shaded(rows, at, lines)
            or _heads_section(rows, pieces, rivers, start, at)
            or _heads_figures(rows, pieces, start, at)
        ):
            at += 1
        elif (
            left and firm_left >= OPEN * firm and _is_near(rows, start, at) and not any(flanked(r, here) for r in left)
        ):
            # A line of one cell across gaps that other lines of it left.
            at += 1
            # Below a wider space lines of their own follow, however close they stand to each other.
            if end == at - 1 and (_is_close(rows, at - 1) or _is_set_in(rows, start, end, at - 1)):
                end = at
        else:
            break
    return end


def _heads_new_table(rows: Sequence[TextRow], pieces: Sequence[Sequence[Piece]], start: int, at: int) -> bool:
    """Whether row ``at`` is heads of words far below rows of figures, with figures right below it.

    A lone line may stand between, which names the table that begins.
    """
    if at - start <= HEADS_MIN or at + 1 >= len(rows) or any(map(is_sign, rows[at].phrases)):
        return False
    first = _above_names(pieces, start, at)
    body = next((row for row in rows[at + 1 : at + 1 + SECTION_LINES] if len(row.phrases) > 1), rows[at])
    above, below = rows[first - 1].phrases[1:], body.phrases[1:]
    if rows[first].cy - rows[first - 1].cy < SET_OFF * usual_pitch(rows, start, first):
        return False
    return all(len(held) > 1 and 2 * sum(map(is_figure, held)) > len(held) for held in (above, below))


def _above_names(pieces: Sequence[Sequence[Piece]], start: int, at: int) -> int:
    """The end of the table above row ``at``, which prints its head again: a line alone above that names the next."""
    while at - start > 2 and len(pieces[at - 1]) == 1:
        at -= 1
    return at


def _is_row_of(rows: Sequence[TextRow], start: int, at: int) -> bool:
    """Whether the row is one of the table above it for all the space between: a row may be taller than its print.

    It has print in many columns, or in some with a figure or sign among them where rows stand as far apart elsewhere.
    """
    row = rows[at]
    if distance(rows, at) > 2 * APART * height_of(row) or row.bold or not _is_aligned(row, rows[start:at]):
        return False
    if len(row.phrases) >= ALIGNED_PHRASES:
        return True
    apart = any(_is_as_far(rows, i, at) for i in range(start + 1, at))
    ahead = range(at + 1, min(at + 1 + ROWS_AHEAD, len(rows)))
    return (
        len(row.phrases) >= SIGNED_PHRASES - apart
        and any(map(is_sign, row.phrases))
        and (apart or any(len(rows[i].phrases) > 1 and _is_as_far(rows, i, at) for i in ahead))
    )


def _is_shaded_section(rows: Sequence[TextRow], start: int, at: int, lines: Sequence[Edge]) -> bool:
    """Whether a line on a shade as wide as the rows around it stands below a row that is taller than its print."""
    return (
        at - start > 1
        and len(rows[at].phrases) == 1
        and distance(rows, at) <= 2 * APART * height_of(rows[at])
        and is_shaded(rows, at, lines)
    )


def _is_as_far(rows: Sequence[TextRow], other: int, at: int) -> bool:
    """Whether row ``other`` stands as far from the one above it as row ``at`` does from its own."""
    return abs(distance(rows, other) - distance(rows, at)) <= EVEN * height_of(rows[at])


def _is_near(rows: Sequence[TextRow], start: int, at: int) -> bool:
    """Whether the row stands no further from the one above it than rows before it did."""
    return at - start > 1 and distance(rows, at) <= 1 + max(distance(rows, i) for i in range(start + 1, at))


def _below_line(rows: Sequence[TextRow], at: int, lines: Sequence[Edge]) -> bool:
    """Whether a line over the whole row, and no lesser part of the row above, stands between row ``at`` and that one.

    A line over a lesser part goes below a head of several columns.
    """
    row, above = rows[at], rows[at - 1]
    left, right = above.phrases[0].x0, above.phrases[-1].x1
    low, high = bisect_left(lines, (above.cy,)), bisect_right(lines, (row.cy, math.inf))
    return any(
        e.start <= row.phrases[0].x0 + 1
        and e.end >= row.phrases[-1].x1 - 1
        and min(e.end, right) - max(e.start, left) > LINE_OVER * (right - left)
        for e in lines[low:high]
    )


def _is_set_anew(rows: Sequence[TextRow], at: int) -> bool:
    """Whether row ``at`` is bold heads, and the two rows above it are plain print of several cells."""
    above = rows[max(0, at - 2) : at]
    return (
        _are_bold_heads(rows[at])
        and len(above) > 1
        and all(len(row.phrases) > 1 and not any(w.bold for p in row.phrases for w in p.words) for row in above)
    )


def _are_bold_heads(row: TextRow) -> bool:
    """Whether the row is bold words in several places: a bold row with figures is one of totals."""
    return len(row.phrases) >= HEADS_MIN and row.bold and not any(map(is_figure, row.phrases))


def _is_aligned(row: TextRow, above: Sequence[TextRow]) -> bool:
    """Whether most phrases of the row begin, end or are centred where those above them mostly do."""
    aligned = 0
    for phrase in row.phrases:
        over = [q for other in above for q in other.phrases if q.x0 < phrase.x1 and q.x1 > phrase.x0]
        in_line = sum(1 for q in over if _is_in_line(phrase, q))
        aligned += in_line >= max(1, ALIGNED_SHARE * len(over))
    return 2 * aligned > len(row.phrases)


def _is_in_line(p: Phrase, q: Phrase) -> bool:
    return abs(p.x0 - q.x0) <= ALIGNED or abs(p.x1 - q.x1) <= ALIGNED or abs(p.x0 + p.x1 - q.x0 - q.x1) <= 2 * ALIGNED


def _fills_columns(rows: Sequence[TextRow], start: int, at: int) -> bool:
    """Whether a name and figures that fill their columns, with currencies at their sides, stand below others."""
    return names_figures(rows[at]) and _is_aligned(make_row(rows[at].phrases[1:]), rows[start:at])


def _heads_section(
    rows: Sequence[TextRow], pieces: Sequence[Sequence[Piece]], rivers: Sequence[River], start: int, at: int
) -> bool:
    """Whether the line across stands in the table: no extra space before it, rows of the same build right after it."""
    pitch = usual_pitch(rows, start, at)
    if at - start < 2 or rows[at].cy - rows[at - 1].cy > EXTRA_SPACE * pitch:
        return False
    for i in range(at + 1, min(at + 1 + SECTION_LINES, len(rows))):
        if distance(rows, i) > APART * height_of(rows[i]):
            return False
        if len(pieces[i]) > 1:
            left = still_open(rivers, pieces[i])
            return len(left) >= 0.7 * len(rivers) and any(flanked(river, pieces[i]) for river in left)
    return False


def _heads_figures(rows: Sequence[TextRow], pieces: Sequence[Sequence[Piece]], start: int, at: int) -> bool:
    """Whether the line stands over figures that go on with those above it, whatever space there is.

    A table that begins has a head of words over its figures.
    """
    line, above = rows[at], rows[start:at]
    if line.phrases[0].x0 < min(row.phrases[0].x0 for row in above) - ALIGNED or pieces[at][0].words > CAPTION_WORDS:
        return False
    for i in range(at + 1, min(at + 1 + SECTION_LINES, len(rows))):
        if distance(rows, i) > APART * height_of(rows[i]):
            return False
        if len(pieces[i]) > 1:
            figures = [p for p in rows[i].phrases[1:] if is_figure(p)]
            return 2 * len(figures) > len(rows[i].phrases) - 1 > 1 and _is_aligned(make_row(figures), above)
    return False


def _is_close(rows: Sequence[TextRow], at: int) -> bool:
    """Whether the row follows the one above as lines of one cell do."""
    return distance(rows, at) < 0.5 * height_of(rows[at])


def _is_set_in(rows: Sequence[TextRow], start: int, end: int, at: int) -> bool:
    """Whether the row is a line below a column but the first of the rows above, no further from them than they are.

    So stand the entries of a list in one cell, of which every line is one. Other print below a table begins where the
    table does.
    """
    (edge, *others), left = [p.x0 for p in rows[at].phrases], min(p.x0 for row in rows[start:end] for p in row.phrases)
    if others or edge <= left + SET_IN:
        return False
    like = [i for i in range(start + 1, end) if any(abs(p.x0 - edge) <= SET_IN for p in rows[i].phrases)]
    return len(like) > 1 and distance(rows, at) <= min(distance(rows, i) for i in like) + SET_IN
