"""Header labels that run up or down above a table: a head for each narrow column, taken into the table below them.

Signals: at least two labels stand side by side, end right above the table or reach into it, and lie between its sides.
Level print beside them is header as well, and so is a line close above them that stays over them: their common head.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.lines.drafts import Draft
from schemas.geometry import Box

LABELS_MIN = 2
"""A lone label may be a heading at the side of a page."""
REACH = 30.0
"""Points between the lowest label and the table below it: labels may stand in the middle of their cells."""
BESIDE = 14.0
"""Points by which print beside the labels may reach beyond the table."""
OVERHANG = 40.0
"""Points by which the common head may reach beyond its labels."""
CLOSE = 3.5
"""Line heights between labels and their common head."""


def take_heads(draft: Draft, rows: Sequence[TextRow], turned: Sequence[Phrase]) -> None:
    """Take the turned labels above ``draft`` along, with the level print of ``rows`` that belongs to them."""
    box = draft.box
    over = [p for p in turned if p.top < box.top and box.x0 <= p.cx <= box.x1]
    near = [p for p in over if p.bottom >= box.top - REACH]
    if not near:
        return
    top = min(p.top for p in near)
    labels = [p for p in over if p.bottom > top]
    if len(labels) < LABELS_MIN:
        return
    top = min(p.top for p in labels)
    left, right = min(p.x0 for p in labels) - OVERHANG, max(p.x1 for p in labels) + OVERHANG
    taken = []
    for row in reversed([row for row in rows if row.cy < box.top]):
        inside = row.cy >= top
        heads = row.phrases[0].x0 >= left and row.phrases[-1].x1 <= right
        if inside and row.phrases[0].x0 >= box.x0 - BESIDE and row.phrases[-1].x1 <= box.x1 + BESIDE:
            taken.append(row)
        elif not inside and heads and top - row.bottom <= CLOSE * (row.bottom - row.top):
            taken.append(row)
            top = row.top
        elif not inside:
            break
    draft.rows = [*reversed(taken), *draft.rows]
    draft.turned = [*labels, *(p for p in draft.turned if p not in labels)]
    draft.box = Box(box.x0, top, box.x1, box.bottom)
