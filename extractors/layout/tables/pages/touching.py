"""Drafts of one page that are parts of one table: nothing stands between them, and their columns are the same.

Shading breaks a table without rulings into frames: a painted header, sections, the colours of a scale. What
touches, has the same sides, and prints free of the partings of the other is one table. So is what a column of turned
labels runs along: a label longer than its rows are tall leaves white below these. A head that comes again begins
another one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow, is_figure
from extractors.layout.tables.cells.grids import column_partings
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.frames import is_ruled_inside
from extractors.layout.tables.lines.regions import words_cross
from schemas.geometry import union

SAME_SIDE = 8.0
"""Points by which the sides of two parts may differ."""
MOST_OF_WIDTH = 0.8
"""Share of the width of one part that print below it takes at least."""
APART = 1.0
"""Line heights of white between two parts."""
HEAD_LINES = 8
"""Lines of print of a head whose columns are ruled, above a body without rulings."""
FIGURES = 2
"""Figures of a row of counts at least."""
HEADS_MIN = 3
"""Heads of the table that begins below it at least."""
SAME_PAINT = 2.0
"""Points by which the sides of painted cells of one column may differ."""
CROSSED = 0.1
"""Share of the rows of one part that may run across the partings of the other."""


def join_touching(
    drafts: Sequence[Draft], heads: Sequence[TextRow], rows: Sequence[TextRow], turned: Sequence[Phrase]
) -> list[Draft]:
    """``drafts`` of one page, top to bottom, with the parts of one table put together.

    Args:
        drafts: the drafts.
        heads: heads that come again.
        rows: the level print of the page.
        turned: its print that runs up or down.
    """
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _is_part_of(joined[-1], draft, heads):
            joined[-1] = _together(joined[-1], draft)
        elif joined and turned and (labels := _labels_along(joined[-1], draft, rows, turned)):
            joined[-1] = _together(joined[-1], draft)
            joined[-1].turned += [p for p in labels if p not in joined[-1].turned]
        else:
            joined.append(draft)
    return joined


def _is_part_of(above: Draft, below: Draft, heads: Sequence[TextRow]) -> bool:
    a, b = above.box, below.box
    ruled = is_ruled_inside(above.vertical, a)
    if is_ruled_inside(below.vertical, b) or (ruled and len(above.rows) > HEAD_LINES) or not below.rows:
        return False
    # Print alone ends where its last words do, somewhere in the last column.
    within = below.method == "white_space" and b.x1 < a.x1 and b.width >= MOST_OF_WIDTH * a.width
    if abs(a.x0 - b.x0) > SAME_SIDE or (abs(a.x1 - b.x1) > SAME_SIDE and not within):
        return False
    apart = b.top - a.bottom
    if apart < -SAME_SIDE or (
        apart > APART * (below.rows[0].bottom - below.rows[0].top) and not _paint_on(above, below)
    ):
        return False
    if any(a.bottom - SAME_SIDE < head.cy < b.bottom for head in heads) or _begins_anew(above, below):
        return False
    first, second = column_partings([above]), column_partings([below])
    if _keeps_free(below, first):
        return True
    if ruled:
        return False
    if _keeps_free(above, second):
        return True
    # Few rows part less or more than is true of the whole.
    whole = column_partings([above, below])
    return len(whole) >= min(len(first), len(second)) and _keeps_free(above, whole) and _keeps_free(below, whole)


def _begins_anew(above: Draft, below: Draft) -> bool:
    """Whether bold heads on a shade of their own stand below a row of figures that has its heads above: a summary."""
    last = above.rows[-1]
    if len(above.rows) < 2 or last.bold or sum(map(is_figure, last.phrases)) < FIGURES:
        return False
    head = next((row for row in below.rows[:HEAD_LINES] if len(row.phrases) >= HEADS_MIN), None)
    painted = any(not e.ruled and abs(e.at - below.box.top) <= SAME_PAINT for e in below.horizontal)
    return (
        head is not None
        and painted
        and head.bold
        and not any(map(is_figure, (*head.phrases, *above.rows[0].phrases)))
        and not any(len(row.phrases) > 1 for row in below.rows[: below.rows.index(head)])
    )


def _paint_on(above: Draft, below: Draft) -> bool:
    """Whether cells of one column are painted down to the first print below and on from there.

    A row may be taller than its print.
    """
    box, first = above.box, below.rows[0]
    height = first.bottom - first.top
    ends = [
        e.at
        for e in above.vertical
        if not e.ruled and box.x0 + SAME_SIDE < e.at < box.x1 - SAME_SIDE and e.end >= first.top - height
    ]
    begun = [e.at for e in below.vertical if not e.ruled and e.start <= first.bottom]
    return any(abs(x - y) <= SAME_PAINT for x in ends for y in begun)


def _labels_along(above: Draft, below: Draft, rows: Sequence[TextRow], turned: Sequence[Phrase]) -> list[Phrase]:
    """The turned labels of one column that stand beside both parts; none where they are not of one table."""
    a, b = above.box, below.box
    if b.top < a.bottom or any(is_ruled_inside(d.vertical, d.box) for d in (above, below)):
        return []
    near = [p for p in turned if p.top < b.bottom and p.bottom > a.top]
    labels = [p for p in near if a.x0 - SAME_SIDE <= p.x0 and p.x1 <= b.x0 + 1]
    if not labels or max(p.cx for p in labels) - min(p.cx for p in labels) > SAME_SIDE:
        return []
    beside = all(any(p.top < box.bottom and p.bottom > box.top for p in labels) for box in (a, b))
    if not beside or any(a.bottom < row.cy < b.top for row in rows):
        return []
    xs = column_partings([above, below])
    return labels if _keeps_free(above, xs) and _keeps_free(below, xs) else []


def _keeps_free(draft: Draft, xs: Sequence[float]) -> bool:
    crossing = sum(
        1 for row in draft.rows if len(row.phrases) > 1 and any(words_cross(p, xs[1:-1]) for p in row.phrases)
    )
    return len(xs) > 3 and crossing <= CROSSED * len(draft.rows)


def _together(above: Draft, below: Draft) -> Draft:
    return Draft(
        above.page,
        above.method,
        union((above.box, below.box)),
        tuple(sorted((*above.horizontal, *below.horizontal))),
        tuple(sorted((*above.vertical, *below.vertical))),
        sorted((*above.rows, *below.rows), key=lambda row: row.cy),
        [*above.turned, *below.turned],
    )
