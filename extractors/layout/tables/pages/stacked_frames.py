"""Frames of one table put together: side by side, under each other where shades alternate, or below section heads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.lines.edges import SAME_PLACE
from extractors.layout.tables.lines.frames import TOUCH, Frame, make_frame, partings
from extractors.layout.tables.lines.regions import CROSSING, crosses, rows_in, words_cross
from schemas.geometry import Box

SAME_WIDTH = 4.0
"""Points by which the sides of two frames of one table may differ."""
SAME_HEIGHT = 2.5
"""Points by which the rows of two frames side by side may differ."""
SPACE_BETWEEN = 12.0
"""Points of empty space between shaded rows of one table."""
SECTION_INDENT = 15.0
"""Points from the left side within which the heading of a section begins."""
RESUMED = 2
"""Upright lines inside a table that go on below the head of a section."""
SECTION_ROOM = 30.0
"""Points that these leave for it at most."""
LOOSE_ROW = 2.2
"""A plain row stands at most this many line heights from the shaded one."""
HEADS_MIN = 3
"""Phrases of a row of heads that run across columns, unless it is the head of one group."""


def side_by_side(frames: Sequence[Frame], rows: Sequence[TextRow]) -> list[Frame]:
    """Frames of one height whose rows part at the same places as one: a column between them was left without lines."""
    joined: list[Frame] = []
    for frame in sorted(frames, key=lambda f: (f.box.x0, f.box.top)):
        for i, left in enumerate(joined):
            if _is_rest_of(left, frame, rows):
                joined[i] = make_frame((*left.horizontal, *frame.horizontal), (*left.vertical, *frame.vertical))
                break
        else:
            joined.append(frame)
    return sorted(joined, key=lambda f: (f.box.top, f.box.x0))


def _is_rest_of(left: Frame, right: Frame, rows: Sequence[TextRow]) -> bool:
    """Whether ``right`` goes on where ``left`` ends: the same rows, and print between them or a lone column."""
    a, b = left.box, right.box
    if abs(a.top - b.top) > SAME_HEIGHT or abs(a.bottom - b.bottom) > SAME_HEIGHT or b.x0 < a.x1 - CROSSING:
        return False
    first = partings(left.horizontal, a.top, a.bottom)
    second = partings(right.horizontal, b.top, b.bottom)
    if len(first) < 3 or len(first) != len(second):
        return False
    if any(abs(p - q) > SAME_HEIGHT for p, q in zip(first, second, strict=True)):
        return False
    between = rows_in(rows, Box(a.x1, a.top, b.x0, a.bottom))
    if between:
        places = {bisect_left(first, p.cy) for row in between for p in row.phrases}
        return len(places) >= 0.5 * (len(first) - 1)
    lone = min(len(inner_partings(left)), len(inner_partings(right))) == 0
    return lone and b.x0 - a.x1 <= max(a.width, b.width)


def stacked(frames: Sequence[Frame], rows: Sequence[TextRow], heads: Sequence[TextRow]) -> list[Frame]:
    """Frames of one table under each other as one; a head that comes again begins a table of its own."""
    open_: list[Frame] = []
    closed = [f.box for f in frames if _is_closed_grid(f)]
    for frame in frames:
        i = next(
            (
                i
                for i in range(len(open_) - 1, -1, -1)
                if _same_width(open_[i].box, frame.box) or _resumes(open_[i], frame, rows)
            ),
            None,
        )
        begins = i is not None and any(open_[i].box.bottom < head.cy < frame.box.bottom for head in heads)
        if i is not None and not begins and _goes_on(open_[i], frame, rows, closed):
            above = open_[i]
            open_[i] = make_frame((*above.horizontal, *frame.horizontal), (*above.vertical, *frame.vertical))
        else:
            open_.append(frame)
    return open_


def _goes_on(above: Frame, below: Frame, rows: Sequence[TextRow], closed: Sequence[Box]) -> bool:
    """Whether ``below`` belongs to the table that ``above`` is part of."""
    a, b = above.box, below.box
    inner = inner_partings(above, below)
    if _resumes(above, below, rows):
        return True
    if not _are_compatible(inner_partings(above), inner_partings(below)):
        return False
    if not inner or b.top < a.bottom - CROSSING:
        return False
    # A closed grid holds all its rows: a box that stands apart below it, or above it with print between, is none.
    if _is_closed_grid(above) and (_is_closed_grid(below) or _stands_apart(below, a.bottom, inner, rows)):
        return False
    gap = Box(a.x0 - 2, a.bottom, a.x1 + 2, b.top)
    if any(gap.intersection(box) > 0.5 * box.area for box in closed):
        return False
    between = rows_in(rows, gap)
    if not between:
        return b.top - a.bottom <= SPACE_BETWEEN
    if _heads_first_section(above, between, rows):
        return True
    if not inner_partings(above) and _is_closed_grid(below):
        return False
    crossing = [p for row in between for p in row.phrases if crosses(p, inner)]
    if len(crossing) <= len(between) // 4:
        return True
    # Print that fills its cell stands a word space from the next one's.
    filled = sum(1 for row in between if len({bisect_left(inner, w.cx) for p in row.phrases for w in p.words}) > 1)
    return 2 * filled >= len(between) > 1 and not any(words_cross(p, inner) for p in crossing)


def _resumes(above: Frame, below: Frame, rows: Sequence[TextRow]) -> bool:
    """Whether the upright lines above go on after one line of print, the head of a section, which they leave room for.

    Those that go on begin at no level line, so that nothing heads them.
    """
    a, b = above.box, below.box
    if not 0 <= b.top - a.bottom <= SECTION_ROOM or any(e.at < b.top + TOUCH for e in below.horizontal):
        return False
    upright = [sorted({round(e.at) for e in frame.vertical if e.ruled}) for frame in (above, below)]
    inside = [x for x in upright[1] if a.x0 + TOUCH < x < a.x1 - TOUCH]
    if len(inside) < RESUMED:
        return False
    if not all(any(abs(x - y) <= SAME_PLACE for y in upright[0]) for x in inside):
        return False
    between = rows_in(rows, Box(a.x0 - 2, a.bottom, a.x1 + 2, b.top))
    return len(between) == 1 and len(between[0].phrases) == 1


def _stands_apart(frame: Frame, bottom: float, inner: Sequence[float], rows: Sequence[TextRow]) -> bool:
    """Whether a frame below a grid that ends at ``bottom`` is a box of its own: no row of it has print by column."""
    if inner_partings(frame) or frame.box.top <= bottom + CROSSING:
        return False
    return not any(
        len(row.phrases) > 1 and not any(crosses(p, inner) for p in row.phrases) for row in rows_in(rows, frame.box)
    )


def _heads_first_section(above: Frame, between: Sequence[TextRow], rows: Sequence[TextRow]) -> bool:
    """Whether all that stands between a painted head and what is below is one line that begins at the left side."""
    lines = partings(above.horizontal, above.box.top, above.box.bottom)
    heads = [p for row in rows_in(rows, above.box) for p in row.phrases]
    (first, *others) = [p for row in between for p in row.phrases]
    near = between[0].top - above.box.bottom <= LOOSE_ROW * (between[0].bottom - between[0].top)
    return not others and near and len(lines) == 2 and len(heads) >= HEADS_MIN and begins_at(first, above.box)


def _is_closed_grid(frame: Frame) -> bool:
    ruled = [e for e in frame.vertical if e.ruled]
    inner = [e for e in ruled if frame.box.x0 + CROSSING < e.at < frame.box.x1 - CROSSING]
    return bool(inner) and len(partings(frame.horizontal, frame.box.top, frame.box.bottom)) >= 3


def _same_width(a: Box, b: Box) -> bool:
    return abs(a.x0 - b.x0) <= SAME_WIDTH and abs(a.x1 - b.x1) <= SAME_WIDTH


def _are_compatible(above: Sequence[float], below: Sequence[float]) -> bool:
    """Whether the partings of the frame with fewer are partings of the other one."""
    few, many = sorted((above, below), key=len)
    matched = sum(1 for x in few if any(abs(x - y) <= SAME_WIDTH for y in many))
    return matched >= len(few) - len(few) // 4


def inner_partings(*frames: Frame) -> list[float]:
    """Where the upright edges of frames stand, their outer sides left out."""
    x0, x1 = min(f.box.x0 for f in frames), max(f.box.x1 for f in frames)
    found = partings([e for f in frames for e in f.vertical], x0, x1)
    return found[1:-1]


def begins_at(phrase: Phrase, box: Box) -> bool:
    """Whether the phrase begins at the left side of the box, as the head of a section does, and stays within."""
    return box.x0 - CROSSING <= phrase.x0 <= box.x0 + SECTION_INDENT and phrase.x1 <= box.x1 + CROSSING
