"""Areas that lines bound → parts of them, each a table: where another table begins between the lines."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

from extractors.layout.lines import LARGER, Phrase, TextRow, is_sign, is_year
from extractors.layout.tables.lines.edges import Edge, Edges
from extractors.layout.tables.lines.regions import crosses, rows_in
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.print.rivers import split_wide
from schemas.geometry import Box

EMPTY = 0.8
"""Line heights of an empty space between two tables."""
PROSE_LINES = 2
"""Lines of prose between two tables: a line across the columns heads a section."""
PROSE_WORDS = 8
"""Words in a line of prose between two tables."""
PROSE_WIDTH = 0.4
"""Share of the tables' width that it takes."""
IN_LINE = 1.0
"""Points by which the left ends of two phrases of one column may differ."""
IN_LINE_SHARE = 0.8
"""Share of the phrases of a part of a table that begin where those above do."""
IN_LINE_MIN = 3
"""Columns in which they do so at least: any table begins at the left side."""
SAME_SIDE = 2.5
"""Points by which rungs of one table may differ at their ends."""


class Region(NamedTuple):
    """An area that lines bound."""

    box: Box
    rungs: tuple[Edge, ...]
    closed: bool
    """Whether a border runs around it."""
    after: float = 0.0
    """Where the table above ends, in points from the top: none of its heads stands higher."""


def part_region(region: Region, edges: Edges, body: Sequence[TextRow], heads: Sequence[TextRow]) -> list[Region]:
    """The region, parted where another table begins.

    One begins at each of ``heads``, with the line of print above it left out of both parts; below prose that heads
    follow, and below a caption in larger print; and at what prints the same for the first time, or below an empty space
    between lines or shades, when the print above has other columns. Heads of groups right above the heads of columns
    begin no table apart from them.
    """
    levels = _levels(region, edges)
    rows = rows_in(body, region.box)
    prose = {} if region.closed else {**_cuts_at_prose(region.box, levels, rows), **_cuts_at_captions(levels, rows)}
    again = {head.cy for head in heads} | {rows[at].cy for at in prose}
    cuts = {**prose, **_cuts_at_heads(levels, rows, heads), **_cuts_at_gaps(levels, rows)}
    found: list[Region] = []
    after, top, begun = region.after, region.box.top, 0
    usual = usual_look(rows)
    for at, following in pairwise([*sorted(cuts), len(rows)]):
        if _are_group_heads(rows[begun:at], usual):
            continue
        above, below = rows[begun:at], rows[at:following]
        if rows[at].cy not in again and (
            not _other_columns(above, below) or (not stands_out(rows[at], usual) and _begin_in_line(above, below))
        ):
            continue
        end, start = cuts[at]
        found.append(_between(region, levels, after, top, end))
        after, top, begun = end, start, at
    return [*found, _between(region, levels, after, top, region.box.bottom)] if found else [region]


class Look(NamedTuple):
    """How a word is set, its weight apart."""

    color: int
    italic: bool


_look_of = attrgetter("color", "italic")


def usual_look(rows: Sequence[TextRow]) -> Look:
    """The look of most words."""
    looks = Counter(map(_look_of, chain.from_iterable([p.words for row in rows for p in row.phrases])))
    return Look(*max(sorted(looks), key=lambda look: looks[look], default=(0, False)))


def stands_out(row: TextRow, usual: Look) -> bool:
    """Whether all print of the row is bold or looks otherwise than the ``usual`` print."""
    return all(w.bold or (w.color, w.italic) != usual for p in row.phrases for w in p.words)


def _are_group_heads(rows: Sequence[TextRow], usual: Look) -> bool:
    """Whether the rows are nothing but heads, the first of them of several columns: a lone one is a caption."""
    return bool(rows) and len(split_wide(rows[0])) > 1 and all(stands_out(row, usual) for row in rows)


def _cuts_at_heads(
    levels: Sequence[Edge], rows: Sequence[TextRow], heads: Sequence[TextRow]
) -> dict[int, tuple[float, float]]:
    """Index of each row that prints what ``heads`` do → where the part above ends and the one below begins."""
    texts = {tuple(p.text for p in head.phrases) for head in heads}
    cuts: dict[int, tuple[float, float]] = {}
    for i, row in enumerate(rows):
        if tuple(p.text for p in row.phrases) not in texts:
            continue
        above = bisect_left(levels, row.cy, key=lambda e: e.at) - 1
        if not 0 < above < len(levels) - 1:
            continue
        beside = (other for other in rows if levels[above].at < other.cy < row.top)
        if levels[above].ruled and any(len(split_wide(other)) == 1 for other in beside):
            # Print between the line and the head; on the head's own shade it is a head over several columns.
            cuts[i] = levels[above].at, levels[above + 1].at
            continue
        before = [other for other in rows if levels[above - 1].at < other.cy < levels[above].at]
        lone = len(before) == 1 and len(split_wide(before[0])) == 1
        cuts[i] = levels[above - 1 if lone else above].at, levels[above].at
    return cuts


def _cuts_at_gaps(levels: Sequence[Edge], rows: Sequence[TextRow]) -> dict[int, tuple[float, float]]:
    """Index of each row below an empty space → the levels above and below that space."""
    cuts: dict[int, tuple[float, float]] = {}
    before = 0
    for i, row in enumerate(rows):
        place = bisect_left(levels, row.cy, key=lambda e: e.at)
        if i and place > before + 1 and levels[place - 1].at - levels[before].at >= EMPTY * (row.bottom - row.top):
            cuts[i] = levels[before].at, levels[place - 1].at
        before = place
    return cuts


def _cuts_at_prose(box: Box, levels: Sequence[Edge], rows: Sequence[TextRow]) -> dict[int, tuple[float, float]]:
    """Index of each row below prose → the ends of the part above the prose and the one below.

    Prose is lines without gaps, a long one among them that runs across the columns above, or across those below where
    a table goes on from the page before in one of its columns; words stand below it up to the next level, as heads do.
    What stands above prose without gaps between levels of its own, in a box, goes with it.
    """
    places = [bisect_left(levels, row.cy, key=lambda e: e.at) for row in rows]
    gapless = [len(split_wide(row)) == 1 for row in rows]
    cuts: dict[int, tuple[float, float]] = {}
    first = 0
    for i in range(1, len(rows)):
        if gapless[i - 1] and places[i] == places[i - 1] and gapless[i]:
            continue
        begun, first = first, i
        if not gapless[i - 1] or not begun:
            continue
        # No line need stand below a head that prose of some length stands above.
        lone = i - begun > PROSE_LINES and places[i - 1] == places[i] and len(rows[i].phrases) > 1
        if not _are_heads(rows, places, i) and not (lone and _are_words(rows[i].phrases)):
            continue
        below = find_columns([row.phrases for row in rows[i:]])
        boxed = _with_boxed(begun, rows, places, gapless, below)
        text = rows[boxed:i]
        above = [row.phrases for row, whole in zip(rows[:boxed], gapless, strict=False) if not whole]
        columns = find_columns(above) if above else below
        gaps = [(a.x1 + b.x0) / 2 for a, b in pairwise(columns)]
        if len(text) >= PROSE_LINES and any(
            _is_long(row, box) and any(crosses(p, gaps) for p in row.phrases) for row in text
        ):
            end = _end_above(boxed, rows, places, levels, box)
            under = next((k for k in range(i, len(rows)) if places[k] > places[i]), None)
            if places[i - 1] == places[i] and under is not None and _are_heads(rows, places, under):
                # What stands above the first line is a caption, with gaps in it.
                cuts[under] = end, levels[places[i]].at
            else:
                start = levels[places[i - 1]].at if places[i - 1] < places[i] else (text[-1].bottom + rows[i].top) / 2
                cuts[i] = end, start
    return cuts


def _end_above(at: int, rows: Sequence[TextRow], places: Sequence[int], levels: Sequence[Edge], box: Box) -> float:
    """Where the part above row ``at`` ends: at the level between the two, else in the middle; at the top for none."""
    if not at:
        return box.top
    if places[at - 1] < places[at]:
        return levels[places[at] - 1].at
    return (rows[at - 1].bottom + rows[at].top) / 2


def _with_boxed(
    first: int, rows: Sequence[TextRow], places: Sequence[int], gapless: Sequence[bool], columns: Sequence[Column]
) -> int:
    """Index of the first of the rows above ``first`` that stand between levels where no row has a gap.

    Rows right of the first of ``columns`` are the rest of a cell.
    """
    begun = first
    while begun and len(columns) > 1:
        start = bisect_left(places, places[begun - 1])
        at_left = rows[start].phrases[0].x0 < columns[1].x0 - SAME_SIDE
        if places[begun - 1] == places[first] or not at_left or not all(gapless[start:begun]):
            break
        begun = start
    return begun


def _cuts_at_captions(levels: Sequence[Edge], rows: Sequence[TextRow]) -> dict[int, tuple[float, float]]:
    """Index of each row below a lone line in print larger than all other → the ends of the parts above and below it."""
    # Signs may be set in any size.
    sizes = [max((p.size for p in row.phrases if not is_sign(p)), default=0.0) for row in rows]
    largest = [size for size, row in zip(sizes, rows, strict=True) if len(row.phrases) > 1]
    cuts: dict[int, tuple[float, float]] = {}
    for i in range(len(rows) - 1) if largest and max(sizes) > LARGER * max(largest) else ():
        caption, below = rows[i], rows[i + 1]
        if len(caption.phrases) == 1 and sizes[i] > LARGER * max(largest):
            ends = [e.at for e in levels if (rows[i - 1].cy if i else 0.0) < e.at < caption.cy]
            starts = [e.at for e in levels if caption.cy < e.at < below.cy]
            end = ends[-1] if ends else caption.top
            cuts[i + 1] = end, starts[0] if starts else (caption.bottom + below.top) / 2
    return cuts


def _are_heads(rows: Sequence[TextRow], places: Sequence[int], at: int) -> bool:
    """Whether row ``at`` and those down to the next level print words alone, several of them."""
    heads = [p for row, place in zip(rows[at:], places[at:], strict=True) if place == places[at] for p in row.phrases]
    return len(heads) > 1 and _are_words(heads)


def _are_words(phrases: Sequence[Phrase]) -> bool:
    return not any(is_sign(p) and not is_year(p) for p in phrases)


def _is_long(row: TextRow, box: Box) -> bool:
    """Whether the line is one of prose between two tables."""
    words = sum(len(p.words) for p in row.phrases)
    return words >= PROSE_WORDS and row.phrases[-1].x1 - row.phrases[0].x0 > PROSE_WIDTH * box.width


def _levels(region: Region, edges: Edges) -> list[Edge]:
    """Lines and borders of shades that run across a region."""
    box = region.box
    return [e for e in edges.horizontal if e in region.rungs or (has_sides(e, box.x0, box.x1) and lies_in(e, box))]


def _between(region: Region, levels: Sequence[Edge], after: float, top: float, bottom: float) -> Region:
    """The part of a region from ``top`` to ``bottom``, its first and last line or shade being rungs of it."""
    ends = (top, bottom)
    rungs = tuple(e for e in levels if e.at in ends or (e in region.rungs and top <= e.at <= bottom))
    box = region.box._replace(top=top, bottom=bottom)
    if len(rungs) > 1:
        # Longer lines of the part above do not make this one wider.
        x0, x1 = min(e.start for e in rungs), max(e.end for e in rungs)
        box = box._replace(x0=x0 if x0 > box.x0 + SAME_SIDE else box.x0, x1=x1 if x1 < box.x1 - SAME_SIDE else box.x1)
    return Region(box, rungs, region.closed, after)


def _other_columns(above: Sequence[TextRow], below: Sequence[TextRow]) -> bool:
    """Whether half of the rows on one side run across a gap between the columns of the other side."""
    for rows, others in ((above, below), (below, above)):
        columns = find_columns([row.phrases for row in rows])
        gaps = [(left.x1 + right.x0) / 2 for left, right in pairwise(columns)]
        crossing = sum(1 for row in others if any(crosses(p, gaps) for p in row.phrases))
        if gaps and crossing and 2 * crossing >= len(others):
            return True
    return False


def _begin_in_line(above: Sequence[TextRow], below: Sequence[TextRow]) -> bool:
    """Whether phrases below begin where those above do, in several columns: few rows of words show no other ones."""
    starts = sorted({p.x0 for row in above for p in row.phrases})
    found = [p.x0 for row in below for p in row.phrases]
    in_line = [x for x in found if any(abs(x - start) <= IN_LINE for start in starts)]
    return len(in_line) >= IN_LINE_SHARE * len(found) and len({round(x) for x in in_line}) >= IN_LINE_MIN


def has_sides(edge: Edge, start: float, end: float) -> bool:
    """Whether the edge runs from side to side; shading may carry it further at one end."""
    near = (abs(edge.start - start) <= SAME_SIDE, abs(edge.end - end) <= SAME_SIDE)
    return any(near) and edge.start <= start + SAME_SIDE and edge.end >= end - SAME_SIDE


def lies_in(edge: Edge, box: Box) -> bool:
    """Whether a level edge runs through the box, for the most part."""
    shared = min(edge.end, box.x1) - max(edge.start, box.x0)
    return box.top - SAME_SIDE <= edge.at <= box.bottom + SAME_SIDE and shared > 0.5 * edge.length
