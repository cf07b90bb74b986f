"""Borders around a key, what each sign means, printed in columns: they are no rows of the table below."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.lines.edges import Edges
from extractors.layout.tables.lines.frames import find_frames, is_ruled_inside
from extractors.layout.tables.lines.marks import BESIDE, signs_of
from extractors.layout.tables.lines.regions import rows_in, rows_outside
from schemas.geometry import Box
from schemas.page import Page

SIDES = 0.9
"""Share of its border that each of the four sides is drawn along."""
SIGNS = 2
"""Explained signs in one row, from which its border may be that of a key."""


def without_keys(rows: Sequence[TextRow], edges: Edges, page: Page) -> list[TextRow]:
    """The rows of ``page`` without those in a border whose print all stands right behind signs."""
    if not edges.vertical or not any(row.legend or _begin_with_signs(row) for row in rows):
        return list(rows)
    borders = [f.box for f in find_frames(edges) if _is_border(f.box, edges) and not is_ruled_inside(f.vertical, f.box)]
    signs = signs_of(page) if borders else []
    return rows_outside(rows, [box for box in borders if _holds_key(rows, box, signs)])


def _is_border(box: Box, edges: Edges) -> bool:
    level = [e for e in edges.horizontal if e.ruled and e.length >= SIDES * box.width]
    upright = [e for e in edges.vertical if e.ruled and e.length >= SIDES * box.height]
    return {box.top, box.bottom} <= {e.at for e in level} and {box.x0, box.x1} <= {e.at for e in upright}


def _holds_key(rows: Sequence[TextRow], box: Box, signs: Sequence[Box]) -> bool:
    """Whether some row in ``box`` explains several signs, and all its other print stands behind one, too."""
    inside = [row for row in rows if box.top < row.cy < box.bottom]
    if not any(row.legend or _begin_with_signs(row) for row in inside):
        return False
    return all(_begins_with_sign(p) or _is_behind(p, signs) for row in rows_in(inside, box) for p in row.phrases)


def _begin_with_signs(row: TextRow) -> bool:
    return len(row.phrases) >= SIGNS and all(map(_begins_with_sign, row.phrases))


def _begins_with_sign(phrase: Phrase) -> bool:
    """Whether words follow a sign of one character ("◔ Spæd start")."""
    words = phrase.words
    return len(words) > 1 and len(words[0].text) == 1 and not words[0].text.isalnum() and words[1].text[0].isalnum()


def _is_behind(phrase: Phrase, signs: Sequence[Box]) -> bool:
    reach = BESIDE * (phrase.bottom - phrase.top)
    return any(0 <= phrase.x0 - sign.x1 <= reach and sign.top <= phrase.cy <= sign.bottom for sign in signs)
