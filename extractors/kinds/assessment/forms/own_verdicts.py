"""Verdicts in a document's own words: short texts beside titles, right below them or below their texts that return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.kinds.assessment.forms.form_pieces import Piece, on_one_line, verdicts_that_return
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.forms.verdicts_below import verdicts_below_text
from extractors.kinds.assessment.wordings.form_records import MIN_RECORDS, RATING_LABEL, is_verdict


def with_own_verdicts(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which short texts on the line of a title, or below its text, are verdicts, where most return."""
    beside: list[int] = []
    title: Piece | None = None
    below = verdicts_below_text(pieces) | _verdicts_below_titles(pieces)
    for i, piece in enumerate(pieces):
        may_rate = piece.kind in ("text", "heading", "verdict") and piece.lines
        if title is not None and may_rate and on_one_line(title.lines, piece.lines) and is_verdict(text_of(piece)):
            beside.append(i)
            title = title if piece.kind != "verdict" else None  # What follows a verdict is no other.
        elif i in below:
            beside.append(i)
        elif piece.kind == "heading":
            title = piece
    texts = [text_of(pieces[i]) for i in beside]
    own = verdicts_that_return(texts)
    rates = 2 * sum(text in own for text in texts) > len(texts)
    return [
        replace(piece, kind="verdict", label=RATING_LABEL) if i in beside and rates else piece
        for i, piece in enumerate(pieces)
    ]


def _verdicts_below_titles(pieces: Sequence[Piece]) -> frozenset[int]:
    """Texts right below headings that are nothing but a verdict, where the same few return below title after title.

    None where ratings stand elsewhere: "Under udarbejdelse" tells what is done then.
    """
    elsewhere = sum(
        piece.kind == "rating" or (piece.kind == "verdict" and above.kind != "heading")
        for above, piece in pairwise(pieces)
    )
    if elsewhere >= MIN_RECORDS:
        return frozenset()
    found = [
        i
        for i, (above, piece) in enumerate(pairwise(pieces), 1)
        if above.kind == "heading" and piece.kind in ("text", "heading") and len(piece.lines) == 1
        if is_verdict(text_of(piece))
    ]
    own = verdicts_that_return([text_of(pieces[i]) for i in found])
    return frozenset(i for i in found if text_of(pieces[i]) in own)
