"""The header of a table where the page ended below it: all rows stand overleaf, and nothing heads them there."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from extractors.layout.lines import TextRow
from extractors.layout.tables.cells.grids import column_partings
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.regions import words_cross
from extractors.layout.tables.pages.candidates import Sheet, spanners
from schemas.geometry import Box

SAME_SIDE = 4.0
"""Points by which the shade or line of a header may begin or end off the sides of its table."""
SECTION_INDENT = 15.0
"""Points from the left side within which the name of a section begins."""


def head_alone(rows: Sequence[TextRow], first: Draft, sheet: Sheet) -> Draft | None:
    """The header of the table that begins with ``first`` on the next page, from the last ``rows`` of its own page.

    It is bold as no row of the table is, stands over most of its columns, and on a shade or line as wide as the table.
    The name of the first section may stand below it.
    """
    if not rows or first.rows[0].bold:
        return None
    box, last = first.box, rows[-1]
    named = len(last.phrases) == 1 and box.x0 <= last.phrases[0].x0 <= box.x0 + SECTION_INDENT
    named = named and len(rows) > 1 and last.phrases[0].x1 <= box.x1
    lines = [
        e for e in sheet.edges.horizontal if abs(e.start - box.x0) <= SAME_SIDE and abs(e.end - box.x1) <= SAME_SIDE
    ]
    end = rows[-2] if named else last
    top = max((e.at for e in lines if e.at < end.top), default=math.inf)
    taken = [row for row in rows if row.cy > top]
    head = taken[:-1] if named else taken
    xs = column_partings([first])
    met = {bisect_right(xs, word.cx) for row in head for phrase in row.phrases for word in phrase.words}
    crossed = any(words_cross(phrase, xs[1:-1]) for row in head for phrase in row.phrases)
    if crossed or not all(row.bold for row in head) or 2 * len(met) < len(xs):
        return None
    own = tuple(e for e in lines if e.at >= top)
    whole = Box(box.x0, top, box.x1, max([last.bottom, *(e.at for e in own)]))
    turned = [phrase for phrase in sheet.turned if whole.holds(phrase.cx, phrase.cy)]
    draft = Draft(sheet.page.number, first.method, whole, own, (), taken, turned)
    draft.spanners = spanners(whole, sheet.edges)
    return draft
