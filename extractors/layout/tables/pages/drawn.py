"""Frames → drafts of tables whose columns are drawn, by rulings or by shading.

Frames of one table are put together first (stacked_frames). Then a frame is a draft when print stands in two of its
columns and two of its rows. Bars of a chart are no shading: every column of theirs begins at a height of its own.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extractors.layout.lines import Phrase, TextRow, is_figure, make_phrase, make_row, stands_out
from extractors.layout.tables.heads.heads_on_grids import head_on_grid
from extractors.layout.tables.heads.totals_below import total_below
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import SAME_PLACE, Edge, Edges
from extractors.layout.tables.lines.frames import Frame, find_frames, is_ruled_inside, partings
from extractors.layout.tables.lines.regions import CROSSING, crosses, rows_in, rows_outside
from extractors.layout.tables.pages.bounded import are_bars, find_bounded
from extractors.layout.tables.pages.stacked_frames import (
    HEADS_MIN,
    LOOSE_ROW,
    begins_at,
    inner_partings,
    side_by_side,
    stacked,
)
from extractors.layout.tables.print.heads_over import heads_columns
from extractors.layout.tables.print.joined_columns import Column
from schemas.geometry import Box

SMALLEST = 12.0
"""Points: a frame of less width or height holds no table."""
LOOSE_WHOLE_ROW = 4.0
"""The same below it for one that prints in most columns: an empty row may lie between."""
LOOSE_PLAIN_ROW = 5.0
"""The same for one that is not bold, as heads are, where rows do not stand as far apart: the empty one is as high."""
HAIR = 1.0
"""Points by which a word may reach over the border of its cell."""
BESIDE = 0.7
"""Share of the rows of a painted area that have print beside them when it is part of a wider table."""
BESIDE_MIN = 3
"""An area of fewer rows says nothing of that."""
LINE_GAP = 0.5
"""Line heights of white between two lines of one cell at most."""
VERDICT_WORDS = 3
"""Words of a verdict at most."""
OVER_COLUMNS = 2
"""Phrases over the columns of an area that head them, and what stands beside them."""
BARS = 3
"""Columns that each part at heights of their own are the bars of a chart."""


def find_drawn(
    number: int,
    edges: Edges,
    rows: Sequence[TextRow],
    body: Sequence[TextRow],
    turned: Sequence[Phrase],
    heads: Sequence[TextRow],
) -> list[Draft]:
    """Drafts of the tables on page ``number`` whose columns are drawn.

    Args:
        number: the page.
        edges: its edges.
        rows: its level print.
        body: the print without running headers and footers; a frame that holds none of it is running itself.
        turned: its print that runs up or down.
        heads: heads that come again; each begins a table of its own.
    """
    every = find_frames(edges)
    drafts = find_bounded(number, every, edges, body, turned, heads)
    held = [draft.box for draft in drafts]
    large = [
        f
        for f in every
        if f.box.width >= SMALLEST and not any(f.box.intersection(box) > 0.5 * f.box.area for box in held)
    ]
    stacks = stacked(side_by_side(large, rows), rows, heads)
    tables = [f for f in stacks if f.box.height >= SMALLEST and inner_partings(f) and _may_be_table(f, rows, body)]
    free, left = (rows_outside(body, held), rows_outside(rows, held)) if tables else ([], [])
    for frame in sorted(tables, key=lambda f: (-f.box.area, f.box.top, f.box.x0)):
        if any(frame.box.intersection(d.box) > 0.5 * frame.box.area for d in drafts):
            continue
        others = [f.box for f in tables if f is not frame]
        # What other tables took may have been what filled it.
        if held and not _may_be_table(frame, left, free):
            continue
        draft = _draft_of(number, frame, edges, left, free, turned, others, heads)
        if draft is not None:
            drafts.append(draft)
            held.append(draft.box)
            free, left = rows_outside(free, [draft.box]), rows_outside(left, [draft.box])
    return drafts


def _draft_of(
    number: int,
    frame: Frame,
    edges: Edges,
    rows: Sequence[TextRow],
    body: Sequence[TextRow],
    turned: Sequence[Phrase],
    others: Sequence[Box],
    heads: Sequence[TextRow],
) -> Draft | None:
    box = frame.box
    xs, ys = partings(frame.vertical, box.x0, box.x1), partings(frame.horizontal, box.top, box.bottom)
    wide = _beside_titles(frame, ys, rows, body)
    if wide == box and not any(box.holds(p.cx, p.cy) for row in body for p in row.phrases):
        return None
    inside = rows_in(rows, box)
    ruled = is_ruled_inside(frame.vertical, box)
    sides = [e for e in frame.vertical if e.ruled]
    if not ruled and (are_bars(frame.vertical) or _is_bars(frame, xs, ys)):
        return None
    horizontal, vertical = frame.horizontal, frame.vertical
    headed = bool(sides) and not any(e.end > box.bottom - CROSSING for e in sides)
    if not sides or headed:
        box = box if headed else _widened(box, ys, body)
        if box != frame.box:
            xs, inside = sorted({box.x0, *xs, box.x1}), rows_in(rows, box)
        inside, box = _extended(inside, box, _reachable(body, box, others, heads), xs, _rules_over(edges, box, xs))
        horizontal = tuple(e for e in edges.horizontal if _runs_over(e, box))
        vertical += tuple(_sides_below(edges.vertical, vertical, box))
    elif wide != box:
        horizontal += tuple(Edge(y, wide.x0, wide.x1, False, 0.0) for y in ys)
        xs, box = sorted({wide.x0, *xs, wide.x1}), wide
        inside, box = _extended(
            rows_in(rows, box), box, _reachable(body, box, others, heads), xs, _rules_over(edges, box, xs)
        )
    elif ruled and (above := head_on_grid(box, xs, inside, _reachable(body, box, others, heads))):
        # The grid may be open where its first column has no line above.
        horizontal = (*(Edge(at, box.x0, box.x1, False, 0.0) for at in (above[0].top, box.top)), *horizontal)
        vertical += tuple(Edge(x, above[0].top, box.top, False, 0.0) for x in xs)
        box, inside = box._replace(top=above[0].top), [*above, *inside]
    total = total_below(box, xs, inside, _reachable(body, box, others, heads)) if ruled else None
    if total is not None:
        vertical += tuple(Edge(x, box.bottom, total.bottom, False, 0.0) for x in xs)
        box, inside = box._replace(bottom=total.bottom), [*inside, total]
    loose = [p for p in turned if box.holds(p.cx, p.cy)]
    return Draft(number, "ruled" if ruled else "shaded", box, horizontal, vertical, inside, loose)


def _may_be_table(frame: Frame, rows: Sequence[TextRow], body: Sequence[TextRow]) -> bool:
    """Whether a frame holds print in columns and rows, or signs and shades with print beside its rows."""
    if _is_filled(rows, frame):
        return True
    ys = partings(frame.horizontal, frame.box.top, frame.box.bottom)
    return _beside_titles(frame, ys, rows, body) != frame.box


def _beside_titles(frame: Frame, ys: Sequence[float], rows: Sequence[TextRow], body: Sequence[TextRow]) -> Box:
    """The box of a grid of signs or shades with the words beside its rows; without them where figures are an axis."""
    box = frame.box
    wide = _widened(box, ys, body) if _is_of_signs(frame, rows) else box
    beside = [p for row in rows_in(body, wide) for p in row.phrases if not box.x0 <= p.cx <= box.x1]
    return box if 2 * sum(map(is_figure, beside)) > len(beside) else wide


def _is_of_signs(frame: Frame, rows: Sequence[TextRow]) -> bool:
    """Whether the cells of a grid print a few words at most: what they rate may stand beside it, without lines."""
    inside = [p for row in rows_in(rows, frame.box) for p in row.phrases if frame.box.holds(p.cx, p.cy)]
    words = all(len(p.words) <= VERDICT_WORDS and not any(map(str.isdigit, p.text)) for p in inside)
    return len(inner_partings(frame)) > 0 and words


def _runs_over(edge: Edge, box: Box) -> bool:
    """Whether a level edge lies in the box, for the most part."""
    shared = min(edge.end, box.x1) - max(edge.start, box.x0)
    return box.top - CROSSING <= edge.at <= box.bottom + CROSSING and shared > 0.5 * edge.length


def _sides_below(edges: Sequence[Edge], sides: Sequence[Edge], box: Box) -> Iterator[Edge]:
    """The sides of cells painted further down or up in ``box``, in line with ``sides`` but not touching them."""
    for edge in edges:
        if edge not in sides and not edge.ruled and any(abs(edge.at - side.at) <= SAME_PLACE for side in sides):
            start, end = max(edge.start, box.top), min(edge.end, box.bottom)
            if end - start > 0.5 * edge.length:
                yield edge._replace(start=start, end=end)


def _is_filled(rows: Sequence[TextRow], frame: Frame) -> bool:
    """Whether print stands in at least two columns of the frame, and in two rows where there are two.

    Cells that are only painted leave it to one column, where heads stand right above the columns.
    """
    box = frame.box
    xs, ys = partings(frame.vertical, box.x0, box.x1), partings(frame.horizontal, box.top, box.bottom)
    columns, lines = set(), set()
    for phrase in (p for row in rows if box.top <= row.bottom and row.top <= box.bottom for p in row.phrases):
        if box.holds(phrase.cx, phrase.cy):
            columns.update([bisect_left(xs, word.cx) for word in phrase.words])
            lines.add(bisect_left(ys, phrase.cy))
            if len(columns) >= 2 and (len(lines) >= 2 or len(ys) == 2):
                return True
    return len(lines) >= 2 and bool(head_on_grid(box, xs, rows_in(rows, box), rows))


def _is_bars(frame: Frame, xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether the shading parts rows for one column at a time, for several columns each at its own heights."""
    private = set()
    for y in ys[1:-1]:
        here = [e for e in frame.horizontal if abs(e.at - y) <= SAME_PLACE]
        met = {
            c
            for c in range(len(xs) - 1)
            for e in here
            if min(e.end, xs[c + 1]) - max(e.start, xs[c]) > 0.5 * (xs[c + 1] - xs[c])
        }
        if len(met) == 1:
            private |= met
    return len(private) >= BARS


def _widened(box: Box, ys: Sequence[float], rows: Sequence[TextRow]) -> Box:
    """The box with the print beside it: some columns of a table may be painted and others not.

    Beside most of its rows stands print, none of it runs on above or below as prose beside a table does.
    """
    beside = [
        (row, [p for p in row.phrases if p.x1 <= box.x0 + HAIR or p.x0 >= box.x1 - HAIR])
        for row in rows
        if box.top - row.bottom < LOOSE_ROW * (row.bottom - row.top) > row.top - box.bottom
    ]
    within = [(row, phrases) for row, phrases in beside if phrases and box.top <= row.cy <= box.bottom]
    met = {bisect_left(ys, row.cy) for row, _ in within}
    crossed = any(
        p.x0 < x - HAIR and x + HAIR < p.x1 for row, _ in within for p in row.phrases for x in (box.x0, box.x1)
    )
    over = [row for row, _ in beside if row.cy < box.top and _heads(row, box)]
    top = min((row.top for row in over), default=box.top)
    runs_on = any(phrases for row, phrases in beside if not top <= row.cy <= box.bottom)
    if len(ys) <= BESIDE_MIN or len(met) < BESIDE * (len(ys) - 1) or crossed or runs_on:
        return box
    every = [p for _, phrases in within for p in phrases]
    return box._replace(x0=min([box.x0, *(p.x0 for p in every)]), x1=max([box.x1, *(p.x1 for p in every)]))


def _heads(row: TextRow, box: Box) -> bool:
    return sum(box.x0 <= p.cx <= box.x1 for p in row.phrases) >= OVER_COLUMNS


def _extended(
    inside: list[TextRow], box: Box, rows: Sequence[TextRow], xs: Sequence[float], rules: Sequence[Edge]
) -> tuple[list[TextRow], Box]:
    """Shaded rows alternate with plain ones: take plain rows before the first and after the last along.

    Before the first stand heads, over several columns as well, those of groups above ``rules``; what does not begin
    bold is none above a bold row.
    """
    near = [row for row in rows if row.phrases[0].x1 > box.x0 and row.phrases[-1].x0 < box.x1]
    largest = max((p.size for row in inside for p in row.phrases), default=math.inf)
    fit = [row for row in near if not stands_out(row, largest)]
    title = min([row.cy for row in near if row not in fit and row.cy > box.bottom], default=math.inf)
    # A caption begins at the side of the paint, and print in cells stands off it.
    left = min((row.phrases[0].x0 for row in inside), default=box.x0) - CROSSING
    caption = [row for row in near if row not in fit or (len(row.phrases) == 1 and row.phrases[0].x0 < left)]
    heading = max([row.cy for row in caption if row.cy < box.top], default=-math.inf)
    below = _plain([row for row in near if box.bottom < row.cy < title], box.bottom, box, xs)
    above = _plain(
        [row for row in reversed(near) if heading < row.cy < box.top], box.top, box, xs, heads=True, rules=rules
    )
    if inside and inside[0].bold:
        above = list(takewhile(lambda row: all(w.bold for w in row.phrases[0].words), above))
    while above and len(above[-1].phrases) < 2 and not crosses(above[-1].phrases[0], xs[1:-1]):
        if len(above) > 1 and above[-1].bottom > above[-2].top:
            break  # Beside heads of fewer lines it is the first line of one.
        above.pop()
    while len(below) > 1 and _stands_alone(below[-2], below[-1], box):
        below.pop()
    if not any(len(row.phrases) > 1 for row in below):
        below = []
    every = [*reversed(above), *inside, *below]
    top, bottom = min([box.top, *(r.top for r in above)]), max([box.bottom, *(r.bottom for r in below)])
    return every, Box(box.x0, top, box.x1, bottom)


def _stands_alone(above: TextRow, row: TextRow, box: Box) -> bool:
    """Whether the row is one phrase at the left side, off the row above: it heads what follows the table."""
    alone = len(row.phrases) == 1 and begins_at(row.phrases[0], box)
    return alone and row.top - min(p.bottom for p in above.phrases) > LINE_GAP * (row.bottom - row.top)


def _reachable(rows: Sequence[TextRow], box: Box, others: Sequence[Box], heads: Sequence[TextRow]) -> list[TextRow]:
    """The rows up to other frames, above and below, and up to heads that come again."""
    low = max([b.bottom for b in others if b.bottom <= box.top], default=0.0)
    high = min([b.top for b in others if b.top >= box.bottom], default=math.inf)
    high = min([high, *(head.top for head in heads if head.top > box.bottom)])
    return [row for row in rows if low < row.cy < high]


def _plain(
    rows: Sequence[TextRow],
    edge: float,
    box: Box,
    xs: Sequence[float],
    *,
    heads: bool = False,
    rules: Sequence[Edge] = (),
) -> list[TextRow]:
    """Rows one after the other, away from the ``edge``, while they fit the columns, or can be ``heads`` of them.

    So can words close above one of the ``rules``, which run below heads of groups.

    A line across that begins at the left side heads a section when rows that fit follow it. An empty row stands below
    one row, and above the next, in as much white as lies between two.
    """
    columns = [Column(a, b) for a, b in pairwise(xs)]
    taken: list[TextRow] = []
    pending: list[TextRow] = []
    widest = 0.0
    for i, row in enumerate(rows):
        space = max(row.top - edge, edge - row.bottom)
        touching = heads or len(row.phrases) > 1  # A line of prose has a gap between words at a parting by chance.
        parted = make_row([p for phrase in row.phrases for p in _parted_at(phrase, xs[1:-1])]) if touching else row
        height = row.bottom - row.top
        if row.legend or (space > LOOSE_ROW * height and heads):
            break
        if space > LOOSE_ROW * height and (
            2 * _columns_filled([parted, *rows[i + 1 :]], xs) <= len(columns)
            or space > (LOOSE_WHOLE_ROW * height if row.bold else max(LOOSE_PLAIN_ROW * height, height + 2 * widest))
        ):
            break
        widest = max(widest, space if space <= LOOSE_WHOLE_ROW * height else 0.0)
        close = space <= LINE_GAP * (row.bottom - row.top)
        if _fits(parted, box, xs) or (
            heads and (_is_head(parted, columns, close=close) or _is_over_rule(parted, columns, rules))
        ):
            taken += [*pending, parted]
            pending = []
        elif not pending and len(row.phrases) == 1 and begins_at(row.phrases[0], box):
            pending = [row]
        else:
            break
        edge = row.bottom if row.top >= edge else row.top
    return taken


def _columns_filled(rows: Sequence[TextRow], xs: Sequence[float]) -> int:
    """Columns that the first of ``rows`` prints in, with the lines that stand beside its own or close below."""
    found: set[int] = set()
    bottom = rows[0].bottom
    for row in rows:
        if row.top - bottom > LINE_GAP * (row.bottom - row.top):
            break
        found.update(bisect_left(xs, p.cx) for p in row.phrases)
        bottom = max(bottom, row.bottom)
    return len(found)


def _is_head(row: TextRow, columns: Sequence[Column], *, close: bool) -> bool:
    """Whether the row is bold, and heads columns or groups of them: two phrases do ``close`` to the next line."""
    group = len(row.phrases) == 1 and crosses(row.phrases[0], [c.x0 for c in columns[1:]])
    return (group or len(row.phrases) >= HEADS_MIN - close) and row.bold and heads_columns(row, columns)


def _rules_over(edges: Edges, box: Box, xs: Sequence[float]) -> list[Edge]:
    """The rulings above the box that leave the first of its columns out."""
    low, high = (xs[1] - CROSSING, box.x1 + CROSSING) if len(xs) > 3 else (box.x1, box.x0)
    return [e for e in edges.horizontal if e.ruled and e.at < box.top and low <= e.start and e.end <= high]


def _is_over_rule(row: TextRow, columns: Sequence[Column], rules: Sequence[Edge]) -> bool:
    """Whether all print of the row stands close above rules, and can head columns."""
    height = row.bottom - row.top
    below = [e for e in rules if -HAIR <= e.at - row.bottom <= LINE_GAP * height]
    held = all(any(e.start - HAIR <= p.x0 and p.x1 <= e.end + HAIR for e in below) for p in row.phrases)
    return held and heads_columns(row, columns)


def _fits(row: TextRow, box: Box, xs: Sequence[float]) -> bool:
    return all(
        not crosses(p, xs[1:-1]) and p.x0 >= box.x0 - CROSSING and p.x1 <= box.x1 + CROSSING for p in row.phrases
    )


def _parted_at(phrase: Phrase, places: Sequence[float]) -> list[Phrase]:
    """The phrase, parted between words where a parting runs: print that fills its cell touches the next one's.

    It keeps whole where another parting runs through a word of it: it heads the columns on both sides.
    """
    words = phrase.words
    if any(w.x0 < x - HAIR and x + HAIR < w.x1 for x in places for w in words):
        return [phrase]
    found = []
    start = 0
    for i in range(1, len(words)):
        if any(words[i - 1].x1 <= x + HAIR and words[i].x0 >= x - HAIR for x in places):
            found.append(make_phrase(words[start:i]))
            start = i
    return [*found, make_phrase(words[start:]) if start else phrase]
