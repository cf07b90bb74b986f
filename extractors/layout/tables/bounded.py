"""Tables that lines bound though none parts their columns: rungs of one width below each other, or a border around.

What is between the first and the last rung is one table, however its print is spaced, and so is what a border holds,
when it looks like a table. Rungs whose print repeats a head begin a table of their own. Shading inside shows columns
where it was painted cell by cell. Heads that stand above the first rung belong to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.lines import Phrase, TextRow, is_sign
from extractors.layout.tables.columns import Column, find_columns
from extractors.layout.tables.drafts import Draft
from extractors.layout.tables.edges import Edge, Edges
from extractors.layout.tables.frames import Frame, is_ruled_inside
from extractors.layout.tables.likeness import is_table
from extractors.layout.tables.regions import crosses, rows_in
from extractors.layout.tables.whitespace import heads_columns, split_wide
from schemas.geometry import Box

RUNGS = 4
"""Lines of one width: a bookish table has three."""
SAME_SIDE = 2.5
"""Points by which rungs of one table may differ at their ends."""
HELD = 0.7
"""Share of the spaces between rungs that hold print."""
PARTED = 0.3
"""Share of the lines of print between the rungs that show a gap: the others are further lines of long cells."""
EMPTY = 0.8
"""Line heights of an empty space between two tables."""
HEAD_REACH = 1.2
"""Line heights of white between a head above the first rung and what is below it."""
HEADS = 6
"""Lines of heads above the first rung at most."""
LABELS = 0.7
"""Share of different entries in the first of two columns below which they are labels of cards."""
PROSE_LINES = 2
"""Lines of prose between two tables: a line across the columns heads a section."""
PROSE_WORDS = 8
"""Words in a line of prose between two tables."""
PROSE_WIDTH = 0.6
"""Share of the tables' width that it takes."""
YEAR_DIGITS = 4
HEAD_PHRASES = 3
"""Phrases in a row that is a head when it comes again."""


class Region(NamedTuple):
    """An area that lines bound."""

    box: Box
    rungs: tuple[Edge, ...]
    closed: bool
    """Whether a border runs around it."""
    after: float = 0.0
    """Where the table above ends, in points from the top: none of its heads stands higher."""


def find_bounded(
    number: int,
    frames: Sequence[Frame],
    edges: Edges,
    body: Sequence[TextRow],
    turned: Sequence[Phrase],
    heads: Sequence[TextRow],
) -> list[Draft]:
    """Drafts of the tables on page ``number`` that lines bound.

    Args:
        number: the page.
        frames: its frames; those with rulings between their columns are left alone.
        edges: its edges.
        body: its level print without running headers and footers.
        turned: its print that runs up or down.
        heads: heads that come again.
    """
    grids = [f.box for f in frames if is_ruled_inside(f.vertical, f.box)]
    drafts: list[Draft] = []
    for region in [*_boxes(frames, body), *_ladders(edges, grids, body)]:
        if any(region.box.intersection(b) > 0 for b in (*grids, *(d.box for d in drafts))):
            continue
        for part in _parts(region, edges, body, heads):
            draft = _draft_of(number, part, edges, body, turned)
            if draft is not None:
                drafts.append(draft)
    return drafts


def repeated_heads(rows: Sequence[TextRow]) -> list[TextRow]:
    """Rows that print what a row above them does, in several words that stand out: heads of a further table."""
    heads = [row for row in rows if len(row.phrases) >= HEAD_PHRASES and not any(map(is_sign, row.phrases))]
    if len(heads) < 2:
        return []
    colors = Counter(w.color for row in rows for p in row.phrases for w in p.words)
    usual = max(sorted(colors), key=lambda color: colors[color], default=0)
    seen: set[tuple[str, ...]] = set()
    found = []
    for row in heads:
        if not all(w.bold or w.color != usual for p in row.phrases for w in p.words):
            continue
        texts = tuple(p.text for p in row.phrases)
        if texts in seen:
            found.append(row)
        seen.add(texts)
    return found


def _boxes(frames: Sequence[Frame], body: Sequence[TextRow]) -> list[Region]:
    """Borders without rulings between columns; one that a page cut is open where the print of the page ends."""
    found = []
    for frame in frames:
        box = frame.box
        sides = [e for e in frame.vertical if e.ruled and e.length > 0.9 * box.height]
        ends = tuple(e for e in frame.horizontal if e.ruled and e.length > 0.9 * box.width)
        if len(sides) != 2 or is_ruled_inside(frame.vertical, box):
            continue
        begun = any(abs(e.at - box.top) <= SAME_SIDE for e in ends) or not any(row.cy < box.top for row in body)
        ended = any(abs(e.at - box.bottom) <= SAME_SIDE for e in ends) or not any(row.cy > box.bottom for row in body)
        if len(ends) >= 2 or (begun and ended):
            found.append(Region(box, ends, True))
    return found


def _ladders(edges: Edges, grids: Sequence[Box], body: Sequence[TextRow]) -> list[Region]:
    """Level rulings of one width that stand below each other."""
    rungs = [
        e
        for e in edges.horizontal
        if e.ruled
        and not any(b.holds((e.start + e.end) / 2, e.at, SAME_SIDE) and e.length <= b.width + 8 for b in grids)
    ]
    found = []
    while rungs:
        ends = Counter((round(e.start), round(e.end)) for e in rungs)
        (start, end), count = max(ends.items(), key=lambda item: (item[1], item[0][1] - item[0][0], item[0]))
        alike = [e for e in rungs if _has_sides(e, start, end)]
        rungs = [e for e in rungs if e not in alike and (round(e.start), round(e.end)) != (start, end)]
        if len(alike) >= RUNGS:
            alike += _shades_below(alike[-1], edges, body)
            box = _widened(Box(float(start), alike[0].at, float(end), alike[-1].at), alike, body)
            found.append(Region(box, tuple(alike), False))
        elif count < 2:
            break
    return found


def _shades_below(last: Edge, edges: Edges, body: Sequence[TextRow]) -> list[Edge]:
    """Borders of shading that goes on below the last rung, as wide as that and with print on it."""
    found: list[Edge] = []
    for edge in edges.horizontal:
        top = found[-1].at if found else last.at
        if (
            edge.ruled
            or edge.at <= top
            or not (_has_sides(edge, last.start, last.end) and edge.length <= last.length + 2 * SAME_SIDE)
        ):
            continue
        if not rows_in(body, Box(last.start, top, last.end, edge.at)):
            break
        found.append(edge)
    return found


def _widened(box: Box, rungs: Sequence[Edge], body: Sequence[TextRow]) -> Box:
    """The box out to where longer rungs end, when print stands there: a first column of cells over several rows."""
    starts = [e.start for e in rungs if e.start < box.x0 - SAME_SIDE]
    ends = [e.end for e in rungs if e.end > box.x1 + SAME_SIDE]
    left = box._replace(x0=min(starts), x1=box.x0) if len(starts) > 1 else None
    right = box._replace(x0=box.x1, x1=max(ends)) if len(ends) > 1 else None
    x0 = left.x0 if left is not None and rows_in(body, left) else box.x0
    x1 = right.x1 if right is not None and rows_in(body, right) else box.x1
    return box._replace(x0=x0, x1=x1)


def _has_sides(edge: Edge, start: float, end: float) -> bool:
    """Whether the edge runs from side to side; shading may carry it further at one end."""
    near = (abs(edge.start - start) <= SAME_SIDE, abs(edge.end - end) <= SAME_SIDE)
    return any(near) and edge.start <= start + SAME_SIDE and edge.end >= end - SAME_SIDE


def _parts(region: Region, edges: Edges, body: Sequence[TextRow], heads: Sequence[TextRow]) -> list[Region]:
    """The region, parted where another table begins.

    One begins at each of ``heads``, with the line of print above it left out of both parts; below prose that heads
    follow; and at what prints the same for the first time, or below an empty space between lines or shades, when the
    print above has other columns.
    """
    levels = _levels(region, edges)
    rows = rows_in(body, region.box)
    prose = {} if region.closed else _cuts_at_prose(region.box, levels, rows)
    again = {head.cy for head in heads} | {rows[at].cy for at in prose}
    cuts = {**prose, **_cuts_at_heads(levels, rows, heads), **_cuts_at_gaps(levels, rows)}
    found: list[Region] = []
    after, top, begun = 0.0, region.box.top, 0
    for at, following in pairwise([*sorted(cuts), len(rows)]):
        if rows[at].cy not in again and not _other_columns(rows[begun:at], rows[at:following]):
            continue
        end, start = cuts[at]
        found.append(_between(region, levels, after, top, levels[end].at))
        after, top, begun = levels[end].at, levels[start].at, at
    return [*found, _between(region, levels, after, top, region.box.bottom)] if found else [region]


def _cuts_at_heads(
    levels: Sequence[Edge], rows: Sequence[TextRow], heads: Sequence[TextRow]
) -> dict[int, tuple[int, int]]:
    """Index of each row that prints what ``heads`` do → the levels that end the part above and begin the one below."""
    texts = {tuple(p.text for p in head.phrases) for head in heads}
    cuts: dict[int, tuple[int, int]] = {}
    for i, row in enumerate(rows):
        if tuple(p.text for p in row.phrases) not in texts:
            continue
        above = bisect_left(levels, row.cy, key=lambda e: e.at) - 1
        if not 0 < above < len(levels) - 1:
            continue
        beside = (other for other in rows if levels[above].at < other.cy < row.top)
        if levels[above].ruled and any(len(split_wide(other)) == 1 for other in beside):
            # Print between the line and the head; on the head's own shade it is a head over several columns.
            cuts[i] = above, above + 1
            continue
        before = [other for other in rows if levels[above - 1].at < other.cy < levels[above].at]
        lone = len(before) == 1 and len(split_wide(before[0])) == 1
        cuts[i] = (above - 1, above) if lone else (above, above)
    return cuts


def _cuts_at_gaps(levels: Sequence[Edge], rows: Sequence[TextRow]) -> dict[int, tuple[int, int]]:
    """Index of each row below an empty space → the levels above and below that space."""
    cuts: dict[int, tuple[int, int]] = {}
    before = 0
    for i, row in enumerate(rows):
        place = bisect_left(levels, row.cy, key=lambda e: e.at)
        if i and place > before + 1 and levels[place - 1].at - levels[before].at >= EMPTY * (row.bottom - row.top):
            cuts[i] = before, place - 1
        before = place
    return cuts


def _cuts_at_prose(box: Box, levels: Sequence[Edge], rows: Sequence[TextRow]) -> dict[int, tuple[int, int]]:
    """Index of each row below prose → the levels above and below the prose.

    Prose is lines without gaps, a long one among them; words stand below it up to the next level, as heads do.
    """
    held: list[list[int]] = [[] for _ in range(len(levels) + 1)]
    for i, row in enumerate(rows):
        held[bisect_left(levels, row.cy, key=lambda e: e.at)].append(i)
    cuts: dict[int, tuple[int, int]] = {}
    for place in range(1, len(levels)):
        text, heads = ([rows[i] for i in held[k]] for k in (place, place + 1))
        if len(text) < PROSE_LINES or not heads or any(len(split_wide(row)) > 1 for row in text):
            continue
        long = any(
            len(row.phrases[0].words) >= PROSE_WORDS
            and row.phrases[-1].x1 - row.phrases[0].x0 > PROSE_WIDTH * box.width
            for row in text
        )
        entries = [p for row in heads for p in row.phrases]
        if long and len(entries) > 1 and not any(is_sign(p) and not _is_year(p) for p in entries):
            cuts[held[place + 1][0]] = place - 1, place
    return cuts


def _is_year(phrase: Phrase) -> bool:
    """Whether the phrase is a year, a figure that stands among heads."""
    return len(phrase.text) == YEAR_DIGITS and phrase.text.isdigit()


def _levels(region: Region, edges: Edges) -> list[Edge]:
    """Lines and borders of shades that run across a region."""
    box = region.box
    return [e for e in edges.horizontal if e in region.rungs or (_has_sides(e, box.x0, box.x1) and _lies_in(e, box))]


def _between(region: Region, levels: Sequence[Edge], after: float, top: float, bottom: float) -> Region:
    """The part of a region from ``top`` to ``bottom``, its first and last line or shade being rungs of it."""
    ends = (top, bottom)
    rungs = tuple(e for e in levels if e.at in ends or (e in region.rungs and top <= e.at <= bottom))
    return Region(region.box._replace(top=top, bottom=bottom), rungs, region.closed, after)


def _other_columns(above: Sequence[TextRow], below: Sequence[TextRow]) -> bool:
    """Whether half of the rows on one side run across a gap between the columns of the other side."""
    for rows, others in ((above, below), (below, above)):
        columns = find_columns([row.phrases for row in rows])
        gaps = [(left.x1 + right.x0) / 2 for left, right in pairwise(columns)]
        crossing = sum(1 for row in others if any(crosses(p, gaps) for p in row.phrases))
        if gaps and crossing and 2 * crossing >= len(others):
            return True
    return False


def _draft_of(
    number: int, region: Region, edges: Edges, body: Sequence[TextRow], turned: Sequence[Phrase]
) -> Draft | None:
    box = region.box
    inside = rows_in(body, box)
    if len(inside) < 2 or not _is_held(region, inside):
        return None
    level = tuple(e for e in edges.horizontal if _lies_in(e, box))
    columns = find_columns([row.phrases for row in inside])
    if (
        len(columns) < 2
        or _has_labels(inside, columns)
        or not is_table(inside, level)
        or _share_parted(inside) < PARTED
    ):
        return None
    heads: list[TextRow] = []
    if not region.closed:
        box, heads = _with_heads(box, columns, edges, [row for row in body if row.cy > region.after])
        level = tuple(e for e in edges.horizontal if _lies_in(e, box))
    upright = tuple(
        e
        for e in edges.vertical
        if box.x0 - SAME_SIDE <= e.at <= box.x1 + SAME_SIDE
        and box.top - SAME_SIDE <= e.start
        and e.end <= box.bottom + SAME_SIDE
    )
    inner = [e for e in upright if box.x0 + SAME_SIDE < e.at < box.x1 - SAME_SIDE]
    if any(e.ruled for e in inner):
        return None
    loose = [p for p in turned if box.holds(p.cx, p.cy)]
    return Draft(number, "shaded" if inner else "partly_ruled", box, level, upright, [*heads, *inside], loose)


def _lies_in(edge: Edge, box: Box) -> bool:
    shared = min(edge.end, box.x1) - max(edge.start, box.x0)
    return box.top - SAME_SIDE <= edge.at <= box.bottom + SAME_SIDE and shared > 0.5 * edge.length


def _has_labels(rows: Sequence[TextRow], columns: Sequence[Column]) -> bool:
    """Whether the first of two columns repeats its entries: cards, whose rungs part one card from the next as well."""
    texts = [row.phrases[0].text for row in rows if row.phrases[0].x0 < columns[0].x1]
    return len(columns) == 2 and len(set(texts)) < LABELS * len(texts)


def _is_held(region: Region, inside: Sequence[TextRow]) -> bool:
    """Whether print stands between most rungs, as it does not on a form to be filled in."""
    places = [e.at for e in region.rungs]
    met = {bisect_left(places, row.cy) for row in inside}
    return region.closed or len(met) >= HELD * (len(places) - 1)


def _share_parted(rows: Sequence[TextRow]) -> float:
    """Share of the lines of print that stand in one row with print of another column."""
    return sum(1 for row in rows if len(split_wide(row)) > 1) / len(rows)


def _with_heads(
    box: Box, columns: Sequence[Column], edges: Edges, body: Sequence[TextRow]
) -> tuple[Box, list[TextRow]]:
    """The box with the heads above its first rung: those on a shade of its width, else rows that can head columns."""
    above = [
        row
        for row in body
        if row.cy < box.top and row.phrases[0].x0 >= box.x0 - SAME_SIDE and row.phrases[-1].x1 <= box.x1 + SAME_SIDE
    ][-HEADS:]
    shades = [e for e in edges.horizontal if not e.ruled and e.at < box.top and _has_sides(e, box.x0, box.x1)]
    if shades and above and above[0].top - SAME_SIDE <= shades[-1].at < above[-1].top:
        heads = [row for row in above if row.cy > shades[-1].at]
        return box._replace(top=shades[-1].at), heads
    found: list[TextRow] = []
    edge = box.top
    # A head may be longer than all print below it: its column reaches as far as the rungs do.
    whole = [*columns[:-1], columns[-1]._replace(x1=max(columns[-1].x1, box.x1))]
    for row in reversed(above):
        lone = len(split_wide(row)) == 1 and row.phrases[0].x0 < columns[0].x1
        if (
            edge - row.bottom > HEAD_REACH * (row.bottom - row.top)
            or lone
            or row.legend
            or not heads_columns(row, whole)
        ):
            break
        found.insert(0, row)
        edge = row.top
    return (box._replace(top=found[0].top) if found else box), found
