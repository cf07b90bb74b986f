"""Sentences that say how far a recommendation is met, as the verdicts of the titles that they stand below.

In minutes and policies such a sentence is said in passing. It rates where title after title has one, and nothing else
that rates. A title whose sentence goes on to limit what it says has a verdict that is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.danish import text as danish
from extractors.kinds.assessment.forms.form_pieces import Piece, by_heading
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.wordings.form_records import RATING_LABEL
from extractors.kinds.assessment.wordings.statements import is_statement, may_state

FEWEST = 3
"""Fewer titles with a statement show no habit."""
USUAL = 0.5
"""Share of the titles of one look, from the first with a statement to the last, that have one where it is the habit."""


def with_statements_in_passing(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which sentences that say how far something is met are text where they are no habit of the titles."""
    said = [i for i, p in enumerate(pieces) if p.kind == "rating" and is_statement(text_of(p))]
    if not said:
        return list(pieces)
    below = by_heading(pieces, "rating")
    rated = {title: own[0] for title, own in below.items() if title >= 0 and len(own) == 1 and own[0] in said}
    looks = {pieces[title].look for title in rated}
    run = range(min(rated, default=0), max(rated, default=0) + 1)
    alike = [i for i in run if pieces[i].kind == "heading" and pieces[i].look in looks]
    # A sentence that ends a text has its verdict as the rating already.
    stated = [i for i in alike if i in below and len(below[i]) == 1 and _states(pieces[below[i][0]])]
    usual = len(stated) >= FEWEST and len(stated) > USUAL * len(alike)
    kept = rated.values() if usual else ()
    open_ones = [i for i in alike if i not in below and _says_more(pieces[i + 1])] if usual else []
    settled: list[Piece] = []
    for i, piece in enumerate(pieces):
        passing = i in said and i not in kept
        settled.append(replace(piece, kind="text", label="") if passing else piece)
        if i in open_ones:
            settled.append(replace(piece, kind="rating", label=RATING_LABEL, lines=()))
    return settled


def _states(rating: Piece) -> bool:
    """Whether a rating is a sentence that says how far something is met, or the verdict of one."""
    whole = danish.join_lines([line.text for line in rating.block.lines])
    return is_statement(text_of(rating)) or is_statement(whole.rstrip("."))


def _says_more(text: Piece) -> bool:
    """Whether a text says how far a recommendation is met, and limits it: the row is there, its step is open."""
    return text.kind == "text" and may_state(text_of(text))
