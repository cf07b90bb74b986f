"""The places that lines and shades give to the ends of rows."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from extractors.layout.lines import Phrase
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.lines.frames import partings

SAME_END = 1.0
"""Points within which upright lines end at one height."""
HALF = 0.5
"""Share of the table's width up to which a shade says nothing of the rows beside it."""
SPACE = 0.4
"""Font sizes of white between two lines of one cell at most."""
RULED_ROWS = 5
"""Lines over the whole width from which they part the rows: a bookish table has three or four."""


def row_partings(draft: Draft) -> list[float]:
    """Places of the level edges, and those where several upright ones end together: a row without them begins there."""
    box = draft.box
    ends = sorted(y for e in draft.vertical if e.ruled for y in (e.start, e.end))
    shared = [a for a, b in pairwise(ends) if b - a <= SAME_END]
    ruled = sum(1 for e in draft.horizontal if e.ruled and e.length > HALF * box.width)
    level = [
        e
        for e in draft.horizontal
        if e.ruled or not (_bounds_label(e, draft) or (ruled >= RULED_ROWS and _ends_between_lines(e, draft)))
    ]
    return partings([*level, *(Edge(y, box.x0, box.x1, False, 0.0) for y in shared)], box.top, box.bottom)


def _bounds_label(edge: Edge, draft: Draft) -> bool:
    """Whether the edge is the top or the bottom of the shade of a turned label: that groups rows and parts none.

    The shade may be as high as the label and not as its rows. Labels beside each other are heads of columns.
    """
    if edge.length > HALF * draft.box.width:
        return False
    beside = [e.at for e in draft.horizontal if e.start < edge.end - 1 and e.end > edge.start + 1]
    for label in draft.turned:
        column = bisect_right(draft.xs, label.cx)
        aside = (p for p in draft.turned if bisect_right(draft.xs, p.cx) != column)
        if edge.start <= label.cx <= edge.end and not any(p.top < label.bottom and p.bottom > label.top for p in aside):
            above = max((y for y in beside if y <= label.cy), default=None)
            below = min((y for y in beside if y >= label.cy), default=None)
            if edge.at in (above, below):
                return True
    return False


def _ends_between_lines(edge: Edge, draft: Draft) -> bool:
    """Whether the shade of few columns ends between lines of cells beside it: rulings part the rows there."""
    if edge.length > HALF * draft.box.width:
        return False
    above: dict[int, Phrase] = {}
    below: dict[int, Phrase] = {}
    for phrase in (p for row in draft.rows for p in row.phrases if p.words and not edge.start <= p.cx <= edge.end):
        column = bisect_right(draft.xs, phrase.cx)
        if phrase.cy < edge.at:
            above[column] = phrase
        else:
            below.setdefault(column, phrase)
    close = {c for c in above.keys() & below.keys() if below[c].top - above[c].bottom < SPACE * below[c].size}
    whole = (e.at for e in draft.horizontal if e.ruled and e.at > edge.at and e.length > HALF * draft.box.width)
    end = min(whole, default=draft.box.bottom)
    return len(close) > 1 or close == {c for c, phrase in below.items() if phrase.cy < end} != set()
