"""Tables that lines bound though none parts their columns: rungs of one width below each other, or a border around.

What is between the first and the last rung is one table, however its print is spaced, and so is what a border holds,
when it looks like a table. Rungs whose print repeats a head begin a table of their own. Shading inside shows columns
where it was painted cell by cell. Heads that stand above the first rung belong to it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise

from extractors.layout.lines import Phrase, TextRow, is_figure, is_sign, is_year
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge, Edges
from extractors.layout.tables.lines.frames import Frame, is_ruled_inside
from extractors.layout.tables.lines.regions import box_of, crosses, rows_in
from extractors.layout.tables.pages.bounded_parts import (
    SAME_SIDE,
    Region,
    has_sides,
    lies_in,
    part_region,
    stands_out,
    usual_look,
)
from extractors.layout.tables.pages.ladders import RUNGS, find_ladders
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.heads_over import heads_columns
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.print.likeness import is_table
from extractors.layout.tables.print.rivers import split_wide
from extractors.layout.tables.print.told_lines import told_lines
from schemas.geometry import Box

HELD = 0.7
"""Share of the spaces between rungs that hold print."""
PARTED = 0.3
"""Share of the lines of print between the rungs that show a gap: the others are further lines of long cells."""
HEAD_REACH = 1.2
"""Line heights of white between a head above the first rung and what is below it."""
WHOLE_HEAD_REACH = 2.0
"""The same where it has a phrase at the edge of each column: a sheet sets all its heads in cells of one height."""
LINE_GAP = 0.5
"""Line heights of white between two lines of one head at most."""
SAME_LEFT = 1.0
"""Points by which two lines of one cell may begin apart."""
HEADS = 6
"""Lines of heads above the first rung at most."""
SHADED_HEADS = 12
"""Lines of heads that a shade holds at most: heads of groups, and words broken in narrow columns."""
LABELS = 0.7
"""Share of different entries in the first of two columns below which they are labels of cards."""
BARS = 3
"""Heights of shades on one line from which they are the bars of a chart, where half of their sides differ: the heads
of a table have a few levels."""
HEAD_PHRASES = 3
"""Phrases in a row that is a head when it comes again."""
TITLED_PHRASES = 2
"""The same where a line that stands out stands alone above the row: the name of what it heads."""


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
    regions = [*_boxes(frames, body), *find_ladders(edges, grids, body, turned)]
    for region in regions:
        beside = any(_are_beside(region.box, other.box) for other in regions)
        if any(region.box.intersection(b) > 0 for b in (*grids, *(d.box for d in drafts))):
            continue
        for part in part_region(region, edges, body, heads):
            draft = _draft_of(number, part, edges, body, turned, beside=beside)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _are_beside(a: Box, b: Box) -> bool:
    """Whether two areas stand at one height, each with its own width."""
    return a.top < b.bottom and b.top < a.bottom and (a.x1 <= b.x0 or b.x1 <= a.x0)


def repeated_heads(pages: Sequence[Sequence[TextRow]]) -> list[list[TextRow]]:
    """For each page of rows, those that head a further table: several words that stand out and are printed elsewhere.

    They stand below a row that prints the same, or below rows of a table whose head is the same on another page; at the
    top of a page they head the rest of the table before.
    """
    found = [_standing_out(rows) for rows in pages]
    pages_of = Counter(texts for heads in found for texts in {head.texts for head in heads})
    return [_further(rows, heads, pages_of) for rows, heads in zip(pages, found, strict=True)]


def _standing_out(rows: Sequence[TextRow]) -> list[TextRow]:
    likely = [at for at, row in enumerate(rows) if _may_be_head(row, TITLED_PHRASES)]
    if not likely:
        return []
    usual = usual_look(rows)
    heads = []
    for at in (at for at in likely if stands_out(rows[at], usual)):
        titled = at > 0 and len(rows[at - 1].phrases) == 1 and stands_out(rows[at - 1], usual)
        if titled or _may_be_head(rows[at], HEAD_PHRASES):
            heads.append(rows[at])
    return heads


def _further(
    rows: Sequence[TextRow], heads: Sequence[TextRow], pages_of: Mapping[tuple[str, ...], int]
) -> list[TextRow]:
    if not heads:
        return []
    begun = next((row.cy for row in rows if len(split_wide(row)) > 1 and row not in heads), None)
    seen: set[tuple[str, ...]] = set()
    found = []
    for head in heads:
        if head.texts in seen or (pages_of[head.texts] > 1 and begun is not None and head.cy > begun):
            found.append(head)
        seen.add(head.texts)
    return found


def _may_be_head(row: TextRow, fewest: int) -> bool:
    """Whether the row prints words alone, or words behind the sign over a column of numbers ("#").

    Args:
        row: the row.
        fewest: phrases of words that it has at least.
    """
    if len(row.phrases) < fewest:
        return False
    signs = list(islice(filter(is_sign, row.phrases), 2))
    return not signs or (len(signs) == 1 and len(row.phrases) > fewest and not signs[0].text.isalnum())


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


def _draft_of(
    number: int, region: Region, edges: Edges, body: Sequence[TextRow], turned: Sequence[Phrase], *, beside: bool
) -> Draft | None:
    box = region.box
    inside = rows_in(body, box)
    if len(inside) < 2 or not _is_held(region, inside):
        return None
    level = tuple(e for e in edges.horizontal if lies_in(e, box))
    columns = find_columns([row.phrases for row in inside])
    if (
        len(columns) < 2
        or _has_labels(inside, columns)
        or not is_table(inside, columns, level)
        or _share_parted(inside, region.rungs) < PARTED
    ):
        return None
    heads: list[TextRow] = []
    if not region.closed:
        tail = _tail(box, columns, inside, body)
        inside = [*inside, *tail]
        box = box._replace(bottom=max([box.bottom, *(row.bottom for row in tail)]))
        box, heads = _with_heads(box, columns, edges, body, region.after, beside=beside)
        level = tuple(e for e in edges.horizontal if lies_in(e, box))
    upright = tuple(
        e
        for e in edges.vertical
        if box.x0 - SAME_SIDE <= e.at <= box.x1 + SAME_SIDE
        and box.top - SAME_SIDE <= e.start
        and e.end <= box.bottom + SAME_SIDE
    )
    inner = [e for e in upright if box.x0 + SAME_SIDE < e.at < box.x1 - SAME_SIDE]
    if any(e.ruled for e in inner) or are_bars(inner):
        return None
    loose = [p for p in turned if box.holds(p.cx, p.cy)]
    return Draft(number, "shaded" if inner else "partly_ruled", box, level, upright, [*heads, *inside], loose)


def are_bars(upright: Sequence[Edge]) -> bool:
    """Whether the sides of shades stand on one line and begin at heights of their own: the bars of a chart."""
    if not upright or max(e.end for e in upright) - min(e.end for e in upright) > SAME_SIDE:
        return False
    return len({round(e.start) for e in upright}) >= max(BARS, len(upright) / 2)


def _has_labels(rows: Sequence[TextRow], columns: Sequence[Column]) -> bool:
    """Whether the first of two columns repeats its entries: cards, whose rungs part one card from the next as well."""
    texts = [row.phrases[0].text for row in rows if row.phrases[0].x0 < columns[0].x1]
    return len(columns) == 2 and len(set(texts)) < LABELS * len(texts)


def _is_held(region: Region, inside: Sequence[TextRow]) -> bool:
    """Whether print stands between most rungs, as it does not on a form to be filled in."""
    places = [e.at for e in region.rungs]
    met = {bisect_left(places, row.cy) for row in inside}
    return region.closed or len(met) >= HELD * (len(places) - 1)


def _share_parted(rows: Sequence[TextRow], rungs: Sequence[Edge]) -> float:
    """Share of the lines of print, or of the spaces between rungs, that hold print of several columns side by side."""
    places = [e.at for e in rungs]
    parted = [len(split_wide(row)) > 1 for row in rows]
    held = {bisect_left(places, row.cy) for row in rows}
    shown = {bisect_left(places, row.cy) for row, apart in zip(rows, parted, strict=True) if apart}
    return max(sum(parted) / len(rows), len(shown) / len(held) if len(held) >= RUNGS else 0.0)


def _tail(box: Box, columns: Sequence[Column], inside: Sequence[TextRow], body: Sequence[TextRow]) -> list[TextRow]:
    """The rows below the last rung of a table that has no foot line: built like its rows, and as close."""
    built = [row for row in inside if _is_built(row, columns)]
    if not built:
        return []
    gaps = [(a.x1 + b.x0) / 2 for a, b in pairwise(columns)]
    following = rows_in(body, box._replace(top=box.bottom, bottom=math.inf))
    told = told_lines([row.phrases for row in (*inside, *following)])
    reach = max([b.top - a.bottom for a, b in pairwise(inside) if b in built], default=0.0)
    found: list[TextRow] = []
    edge = inside[-1].bottom
    for row in following:
        more = bool(found) and (id(row.phrases[0]) in told or _goes_on(row, found, columns))
        if row.top - edge > reach + 1 or not (more or _is_built(row, columns)):
            break
        if not more and (any(crosses(p, gaps) for p in row.phrases) or row.phrases[0].x0 > columns[0].x1):
            break
        found.append(row)
        edge = row.bottom
    return found


def _goes_on(row: TextRow, found: Sequence[TextRow], columns: Sequence[Column]) -> bool:
    """Whether the line is right below the last of ``found``, and of cells of that row: they begin where lines do."""
    close = row.top - found[-1].bottom <= LINE_GAP * (row.bottom - row.top)
    lefts = [p.x0 for other in found for p in other.phrases if p.x0 > columns[0].x1]
    return close and all(any(abs(p.x0 - left) <= SAME_LEFT for left in lefts) for p in row.phrases)


def _is_built(row: TextRow, columns: Sequence[Column]) -> bool:
    """Whether the row fills all columns, or most of them and ends in a figure."""
    filled = len(row.phrases)
    return filled == len(columns) > 2 or (2 * filled > len(columns) and is_figure(row.phrases[-1]))


def _head_shade(rows: Sequence[TextRow], columns: Sequence[Column]) -> bool:
    """Whether rows on a shade head the columns below it: print in most of them."""
    return len(rows) <= SHADED_HEADS and 2 * max(len(split_wide(row)) for row in rows) > len(columns)


def _are_words(rows: Sequence[TextRow]) -> bool:
    """Whether words and years are what ``rows`` print for the most part."""
    phrases = [p for row in rows for p in row.phrases]
    return 2 * sum(is_sign(p) and not is_year(p) for p in phrases) < len(phrases)


def _with_heads(
    box: Box, columns: Sequence[Column], edges: Edges, body: Sequence[TextRow], after: float, *, beside: bool
) -> tuple[Box, list[TextRow]]:
    """The box with the heads above its first rung: those on a shade of its width, else rows that can head columns.

    None stands above ``after``, where the table before ends. Of tables ``beside`` each other each has its own heads.
    """
    shades = [e for e in edges.horizontal if not e.ruled and after < e.at < box.top and has_sides(e, box.x0, box.x1)]
    # A shade that ends where the rungs do heads these alone, whatever is printed beside it.
    near = rows_in(body, box._replace(top=after, bottom=box.top)) if shades or beside else body
    above = [
        row
        for row in near
        if after < row.cy < box.top
        and row.phrases[0].x0 >= box.x0 - SAME_SIDE
        and row.phrases[-1].x1 <= box.x1 + SAME_SIDE
    ]
    shaded = [row for row in above if shades and row.cy > shades[-1].at]
    if 0 < len(shaded) <= SHADED_HEADS and shaded[0].top - shades[-1].at <= HEAD_REACH * box_of(shaded[:1]).height:
        # The last shade may end where the first row begins that a rung closes: the heads stand on it, which their
        # cells may paint line by line.
        top = shades[-1].at
        for shade in reversed(shades[:-1]):
            over = rows_in(above, box._replace(top=shade.at, bottom=top))
            close = bool(over) and over[0].top - shade.at <= HEAD_REACH * box_of(over[:1]).height
            if not close or not _head_shade(over, columns) or (top < shades[-1].at and not _are_words(over)):
                break
            top, shaded = shade.at, [*over, *shaded]
        return box._replace(top=top), shaded
    found: list[TextRow] = []
    edge = box.top
    # A head may be longer than all print below it: its column reaches as far as the rungs do.
    whole = [columns[0]._replace(x0=min(columns[0].x0, box.x0)), *columns[1:]]
    whole[-1] = whole[-1]._replace(x1=max(whole[-1].x1, box.x1))
    lines = [
        e
        for e in edges.horizontal
        if e.ruled and after < e.at < box.top and e.start > box.x0 + SAME_SIDE and e.end < box.x1 - SAME_SIDE
    ]
    for i, row in reversed(list(enumerate(above))):
        # Beside heads of fewer lines, a line of the first column's head stands level with none of theirs.
        beside = any(other.top < row.bottom and other.bottom > row.top for other in (*above[:i], *above[i + 1 :]))
        lone = _is_of_first(row, columns) and not beside and not _ends_first_head(above[: i + 1], columns, whole)
        wide = _heads_each(row, columns) or _is_under_line(row, lines) or _is_over_line(row, lines, edge)
        reach = WHOLE_HEAD_REACH if wide else HEAD_REACH
        if edge - row.bottom > reach * (row.bottom - row.top) or lone or row.legend or not heads_columns(row, whole):
            break
        found.insert(0, row)
        edge = row.top
    # What reaches up to the top of the page is the first row there, which no line opens, however tall it is.
    found = found if found[:1] == body[:1] else found[-HEADS:]
    return (box._replace(top=found[0].top) if found else box), found


def _is_under_line(row: TextRow, lines: Sequence[Edge]) -> bool:
    """Whether all print of the row stands close below one of the ``lines`` that run below heads of groups."""
    reach = HEAD_REACH * (row.bottom - row.top)
    left, right = row.phrases[0].x0, row.phrases[-1].x1
    beneath = any(0 <= row.cy - e.at <= reach and e.start <= left and right <= e.end for e in lines)
    return beneath and not any(map(is_sign, row.phrases))


def _is_over_line(row: TextRow, lines: Sequence[Edge], below: float) -> bool:
    """Whether one of the ``lines`` runs close below a head of the row, above print at ``below``: that of a group."""
    reach = HEAD_REACH * (row.bottom - row.top)
    return any(
        row.cy < e.at < below and e.at - row.bottom <= reach and any(e.start <= p.cx <= e.end for p in row.phrases)
        for e in lines
    )


def _is_of_first(row: TextRow, columns: Sequence[Column]) -> bool:
    """Whether the row stands in the first column alone."""
    return len(split_wide(row)) == 1 and row.phrases[0].x0 < columns[0].x1


def _ends_first_head(rows: Sequence[TextRow], columns: Sequence[Column], whole: Sequence[Column]) -> bool:
    """Whether the last of ``rows`` is a further line of the first head, below a row with one head for each column."""
    for row, above in pairwise(reversed(rows)):
        first, head = row.phrases[0], above.phrases[0]
        alike = abs(first.x0 - head.x0) <= SAME_SIDE and first.bold == head.bold and first.size == head.size
        if not alike or row.top - above.bottom > LINE_GAP * (row.bottom - row.top):
            return False
        if not _is_of_first(above, columns):
            return len(above.phrases) == len(whole) and heads_columns(above, whole)
    return False


def _heads_each(row: TextRow, columns: Sequence[Column]) -> bool:
    """Whether the row prints one phrase for each column, where that begins."""
    phrases = row.phrases
    return len(phrases) == len(columns) and all(
        abs(phrase.x0 - column.x0) <= SAME_SIDE for phrase, column in zip(phrases, columns, strict=True)
    )
