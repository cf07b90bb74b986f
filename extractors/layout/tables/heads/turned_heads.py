"""Header labels that run up or down above a table: a head for each narrow column, taken into the table below them.

Signals: at least two labels stand side by side, end right above the table or reach into it, and lie between its sides.
Between them and the table a line alone may name the first section.
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
"""Points by which print beside the labels may reach beyond the table, and a label that stands right of its column."""
SECTION_LINES = 2
"""Lines between the labels and the table at most: the name of a section, and of the first part of it."""
OVERHANG = 40.0
"""Points by which the common head may reach beyond its labels."""
CLOSE = 3.5
"""Line heights between labels and their common head."""


def take_heads(draft: Draft, rows: Sequence[TextRow], turned: Sequence[Phrase]) -> None:
    """Take the turned labels above ``draft`` along, with the level print of ``rows`` that belongs to them."""
    box = draft.box
    over = [p for p in turned if p.top < box.top and box.x0 <= p.cx <= box.x1 + BESIDE]
    edge = _top_of_section(over, rows, box)
    near = [p for p in over if p.bottom >= edge - REACH]
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
    draft.box = Box(box.x0, top, max([box.x1, *(p.x1 for p in labels)]), box.bottom)


def _top_of_section(over: Sequence[Phrase], rows: Sequence[TextRow], box: Box) -> float:
    """Where the name of the first section begins, which stands alone below the labels; else where the table does."""
    lowest = max((p.bottom for p in over), default=box.top)
    between = [row for row in rows if lowest <= row.top and row.cy < box.top]
    lone = all(len(row.phrases) == 1 and abs(row.phrases[0].x0 - box.x0) <= BESIDE for row in between)
    return between[0].top if between and lone and len(between) <= SECTION_LINES else box.top
