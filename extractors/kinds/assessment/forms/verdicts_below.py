"""Verdicts that close the text of a card in the print of headings, and head nothing themselves."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.assessment.forms.form_pieces import Piece, verdicts_that_return
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.wordings.form_records import is_verdict


def verdicts_below_text(pieces: Sequence[Piece]) -> frozenset[int]:
    """Verdicts in the print of headings below texts, where they return; others where no title is in their print."""
    closing = [i for i in range(len(pieces)) if _closes_text(pieces, i) and is_verdict(text_of(pieces[i]))]
    again = verdicts_that_return([text_of(pieces[i]) for i in closing])
    found = {i for i in closing if text_of(pieces[i]) in again}
    prints = {_print_of(pieces[i]) for i in found}
    heads = [p for i, p in enumerate(pieces) if p.kind == "heading" and p.lines and i not in closing]
    prints -= {_print_of(p) for p in heads if not text_of(p).isdigit()}
    return frozenset(i for i in closing if i in found or _print_of(pieces[i]) in prints)


def _print_of(piece: Piece) -> tuple[float, bool]:
    return piece.lines[0].size, piece.lines[0].bold


def _closes_text(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a heading stands below text and above none: it heads nothing."""
    if pieces[at].kind != "heading" or not at or pieces[at - 1].kind != "text" or text_of(pieces[at - 1]).isdigit():
        return False
    below = pieces[at + 1] if at + 1 < len(pieces) else None
    return below is None or below.kind != "text" or text_of(below).isdigit()
