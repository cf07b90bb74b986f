"""Which print stands where: rows of a box, rows beside boxes, print across partings."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow, make_row
from schemas.geometry import Box

ON_WORD = 1.0
"""Points by which a word may reach over a parting."""
CROSSING = 3.0
"""Points by which print may reach over a parting without running across it."""


def rows_in(rows: Sequence[TextRow], box: Box) -> list[TextRow]:
    """The print of ``rows`` whose middle lies in ``box``."""
    x0, top, x1, bottom = box
    found = []
    for row in rows:
        if row.bottom < top or row.top > bottom:
            continue
        phrases = [p for p in row.phrases if x0 <= (p.x0 + p.x1) / 2 <= x1 and top <= (p.top + p.bottom) / 2 <= bottom]
        if phrases:
            found.append(_row_of(phrases, row))
    return found


def _row_of(phrases: Sequence[Phrase], row: TextRow) -> TextRow:
    """The row of some phrases of a row; less than all of it explains no signs any more."""
    return row if len(phrases) == len(row.phrases) else make_row(phrases)


def rows_outside(rows: Sequence[TextRow], boxes: Sequence[Box]) -> list[TextRow]:
    """The print of ``rows`` whose middle lies in none of ``boxes``."""
    if not boxes:
        return list(rows)
    found = []
    for row in rows:
        phrases: Sequence[Phrase] = row.phrases
        for x0, top, x1, bottom in boxes:
            if top <= row.bottom and row.top <= bottom:
                phrases = [
                    p
                    for p in phrases
                    if not (x0 <= (p.x0 + p.x1) / 2 <= x1 and top <= (p.top + p.bottom) / 2 <= bottom)
                ]
        if phrases:
            found.append(_row_of(phrases, row))
    return found


def box_of(rows: Sequence[TextRow]) -> Box:
    """The box around the print of ``rows``."""
    return Box(
        min(p.x0 for row in rows for p in row.phrases),
        min(row.top for row in rows),
        max(p.x1 for row in rows for p in row.phrases),
        max(row.bottom for row in rows),
    )


def words_cross(phrase: Phrase, xs: Sequence[float]) -> bool:
    """Whether a word of ``phrase`` lies across one of the partings ``xs``: cells that touch have their gap there."""
    return any(w.x0 < x - ON_WORD and x + ON_WORD < w.x1 for x in xs for w in phrase.words)


def crosses(phrase: Phrase, xs: Sequence[float]) -> bool:
    """Whether ``phrase`` runs across one of the partings ``xs``: a mark between two columns does not."""
    return sum(len(w.text) for w in phrase.words) > 1 and any(
        phrase.x0 < x - CROSSING and x + CROSSING < phrase.x1 for x in xs
    )
