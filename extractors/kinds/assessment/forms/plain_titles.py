"""Titles of recommendations that are set in the same print as what stands below them.

Ratings tell where they are: a title stands before each, at the same place in the run of lines from one rating to the
next. Where that place is not the same, or what stands there may be a sentence, nothing is a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.danish.numbers import leading_number
from extractors.kinds.assessment.forms.form_pieces import Piece
from extractors.kinds.assessment.forms.prose_starts import number_of, text_of

MIN_RUN = 3
"""Fewer ratings show no habit."""
NAME_MAX = 160
"""The name of a recommendation is no longer."""
NAME_LETTERS = 8
"""Letters of a name at least."""


def with_numbered_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which numbered lines in plain print are headings, where one rating follows each before the next."""
    kinds = ("text", "heading")
    numbered = [i for i, p in enumerate(pieces) if p.kind in kinds and number_of(p) and len(text_of(p)) <= NAME_MAX]
    below = [pieces[i + 1 : end] for i, end in pairwise([*numbered, len(pieces)])]
    rated = [sum(p.kind in ("rating", "verdict") for p in own) == 1 for own in below]
    if len(numbered) < MIN_RUN or not all(rated) or any(p.kind == "heading" for own in below[:-1] for p in own[:-1]):
        return list(pieces)
    return [replace(p, kind="heading", label="") if i in numbered else p for i, p in enumerate(pieces)]


def with_plain_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which lines of text are headings that stand right above each rating, or first below the one before.

    Only ratings without a heading of their own are looked at.
    """
    rated = [i for i, piece in enumerate(pieces) if piece.kind == "rating"]
    runs = [range(before + 1, at) for before, at in pairwise([-1, *rated])]
    headed = [any(pieces[i].kind == "heading" for i in run) for run in runs]
    if len(rated) < MIN_RUN or sum(headed[1:]) > 0:
        return list(pieces)
    texts = [[i for i in run if pieces[i].kind == "text"] for run in runs]
    above = [own[-1] if own and own[-1] == run[-1] else None for own, run in zip(texts, runs, strict=True)]
    first = [_last_name(pieces, texts[0]), *(own[0] if own else None for own in texts[1:])]
    found = [places for places in (above, first) if _are_names(pieces, places)]
    if not found or (len(found) == 2 and found[0] != found[1]):
        return list(pieces)
    titles = set(found[0])
    return [replace(piece, kind="heading", label="") if i in titles else piece for i, piece in enumerate(pieces)]


def may_be_name(piece: Piece) -> bool:
    """Whether a line may be the name of a recommendation: short, in one line, no sentence."""
    text = text_of(piece)
    short = len(piece.lines) == 1 and len(text) <= NAME_MAX and not text.endswith((".", ":", "!"))
    number = leading_number(text)
    name = text if number is None else number[1]
    return short and name[:1].isupper() and sum(map(str.isalpha, text)) >= NAME_LETTERS


def _last_name(pieces: Sequence[Piece], texts: Sequence[int]) -> int | None:
    """The last line that may be a name above the first rating: the head of the document stands there too."""
    return next((i for i in reversed(texts) if may_be_name(pieces[i])), None)


def _are_names(pieces: Sequence[Piece], places: Sequence[int | None]) -> bool:
    held = [place for place in places if place is not None]
    names = {text_of(pieces[place]) for place in held if may_be_name(pieces[place])}
    return len(names) == len(places) == len(held)
