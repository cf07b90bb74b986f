"""Rivers: gaps that stay open from one row of print to the next, and the pieces of print between wide gaps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.lines import TextRow

WIDE = 1.0
"""A gap of more font sizes may part columns; word spaces stay below, stretched ones mostly."""
RIVER = 0.5
"""Narrowest river, in font sizes."""
CREEK = 0.2
"""Narrowest river, in font sizes, whose right shore is an edge that phrases share."""


class Piece(NamedTuple):
    """Print of a row without a wide gap in it."""

    x0: float
    x1: float
    size: float
    words: int
    aligned: bool


class River(NamedTuple):
    """An interval of x that rows leave white."""

    x0: float
    x1: float
    rows: int
    """Rows with print on both sides of it."""
    aligned: bool
    """Whether its right shore is an edge that phrases share."""


# Skips the argument binding of the named tuple's own constructor, half of what a piece costs.
_piece = partial(tuple.__new__, Piece)


def split_wide(row: TextRow) -> list[Piece]:
    """The pieces of ``row`` between wide gaps, and between cells that touch."""
    first = row.phrases[0]
    x0, x1, size, words, aligned = first.x0, first.x1, first.size, len(first.words), first.aligned
    pieces = []
    for phrase in row.phrases[1:]:
        if phrase.aligned or phrase.x0 - x1 > WIDE * max(size, phrase.size):
            pieces.append(_piece((x0, x1, size, words, aligned)))
            x0, x1, size, words, aligned = phrase.x0, phrase.x1, phrase.size, len(phrase.words), phrase.aligned
        else:
            x1, size, words = max(x1, phrase.x1), max(size, phrase.size), words + len(phrase.words)
    pieces.append(_piece((x0, x1, size, words, aligned)))
    return pieces


def still_open(rivers: Sequence[River], pieces: Sequence[Piece]) -> list[River]:
    """What the row leaves of the rivers."""
    left = []
    for low, high, count, aligned in rivers:
        for piece in pieces:
            if piece.x1 <= low or piece.x0 >= high:
                continue
            # The wider shore stays.
            if piece.x0 - low >= high - piece.x1:
                high, aligned = piece.x0, piece.aligned
            else:
                low = piece.x1
        if high - low >= (CREEK if aligned else RIVER) * pieces[0].size:
            left.append(River(low, high, count, aligned))
    return left


def with_gaps(rivers: Sequence[River], pieces: Sequence[Piece]) -> list[River]:
    """The rivers with the gaps of one more row: what they share with it has one row more, new gaps have one."""
    found = [r._replace(rows=r.rows + 1) if flanked(r, pieces) else r for r in rivers]
    for a, b in pairwise(pieces):
        if not any(r.x0 < b.x0 and r.x1 > a.x1 for r in rivers):
            found.append(River(a.x1, b.x0, 1, b.aligned))
    return sorted(found)


def flanked(river: River, pieces: Sequence[Piece]) -> bool:
    """Whether the row has print on both sides of the river."""
    return pieces[0].x1 <= river.x0 + 0.1 and pieces[-1].x0 >= river.x1 - 0.1
