"""The shades that turned labels stand on, left of print without lines: they say which rows a label is of.

A label may be longer than the rows of its page are tall, and stand below all of them on its shade.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.lines import Phrase
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge, is_white
from extractors.layout.tables.pages.candidates import Sheet
from schemas.geometry import Box, union

WIDEST = 0.3
"""Share of the table's width that the shade of a label takes at most."""
REACH = 8.0
"""Points by which shade and print of one column may begin apart."""
OVERLAP = 1.0
"""Points by which they may share room with the print beside them."""


def take_label_shades(chain: Sequence[Draft], sheets: Sequence[Sheet]) -> None:
    """Give the parts of a table of print alone the labels left of it on shades beside its rows, and their sides."""
    if any(draft.method != "white_space" for draft in chain) or not any(draft.turned for draft in chain):
        return
    whole = union([draft.box for draft in chain])
    for draft in chain:
        sheet = next(sheet for sheet in sheets if sheet.page.number == draft.page)
        labels = [p for p in sheet.turned if whole.x0 - REACH <= p.x0 < p.x1 < whole.x1]
        for label in labels:
            shade = _shade_under(label, sheet, WIDEST * whole.width)
            if shade is not None and _is_beside(shade, draft) and not _is_of_others(label, draft, sheet):
                _take(draft, label, shade)


def _shade_under(label: Phrase, sheet: Sheet, widest: float) -> Box | None:
    """The narrow shade that holds the middle of the label."""
    boxes = (fill.box for fill in sheet.page.fills if not is_white(fill.color) and fill.x1 - fill.x0 <= widest)
    return next((box for box in boxes if box.holds(label.cx, label.cy)), None)


def _is_beside(shade: Box, draft: Draft) -> bool:
    """Whether the shade stands beside rows of the part, left of all their print."""
    beside = [row for row in draft.rows if shade.top <= row.cy <= shade.bottom]
    return bool(beside) and all(row.phrases[0].x0 >= shade.x1 - OVERLAP for row in beside)


def _is_of_others(label: Phrase, draft: Draft, sheet: Sheet) -> bool:
    return any(label in other.turned for other in sheet.drafts if other is not draft)


def _take(draft: Draft, label: Phrase, shade: Box) -> None:
    """Make the label one of the part's, and the sides of its shade edges, down to the end of the shade."""
    if label not in draft.turned:
        draft.turned = [*draft.turned, label]
    box = draft.box
    draft.box = Box(min(box.x0, shade.x0), box.top, box.x1, max(box.bottom, shade.bottom))
    top = max(shade.top, draft.box.top)
    sides = (Edge(x, top, shade.bottom, False, 0.0) for x in (shade.x0, shade.x1))
    ends = (Edge(y, shade.x0, shade.x1, False, 0.0) for y in (top, shade.bottom))
    draft.vertical = tuple(sorted({*draft.vertical, *sides}))
    draft.horizontal = tuple(sorted({*draft.horizontal, *ends}))
