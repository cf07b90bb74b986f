"""Units in a corner of each card, without a label: "Sundhedsplejen" at the right end of the line below the title.

They stand in line with each other, apart from where titles and texts begin, at most one on a card, and nearly all of
them are names of units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.danish.units import departments_from_cell
from extractors.kinds.assessment.forms.form_pieces import Piece
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.wordings.form_records import UNIT_LABEL

FEWEST = 3
"""Fewer cards show no habit."""
NAME_MAX = 60
"""Names of units are no longer."""
APART = 60.0
"""Points right of where titles begin."""
NAMED = 0.7
"""Confidence that a text names a unit, and share of the texts in line that do."""
IN_LINE = 2.0
"""Points by which texts in line may differ."""


def with_corner_units(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which the unit in the corner of each card is a pair with a label, behind the text of the card."""
    titles = [piece for piece in pieces if piece.kind == "heading" and piece.lines]
    if len(titles) < FEWEST:
        return list(pieces)
    left = min(piece.lines[0].box.x0 for piece in titles) + APART
    short = [
        i
        for i, piece in enumerate(pieces)
        if piece.kind in ("text", "heading") and len(piece.lines) == 1 and piece.lines[0].box.x0 >= left
        if len(text_of(piece)) <= NAME_MAX and not text_of(piece).endswith(".")
    ]
    for in_line in _in_line(pieces, short):
        named = sum(_names_unit(text_of(pieces[i])) for i in in_line)
        if named >= max(FEWEST, NAMED * len(in_line)) and _is_one_each(pieces, in_line):
            return _behind_texts(pieces, set(in_line))
    return list(pieces)


def _behind_texts(pieces: Sequence[Piece], units: set[int]) -> list[Piece]:
    """The pieces with each unit at the end of its card: the text beside it is no more of its name."""
    made: list[Piece] = []
    held: list[Piece] = []
    for i, piece in enumerate(pieces):
        if i in units:
            held.append(replace(piece, kind="pair", label=UNIT_LABEL))
            continue
        if piece.kind == "heading":
            made += held
            held = []
        made.append(piece)
    return made + held


def _in_line(pieces: Sequence[Piece], short: Sequence[int]) -> list[list[int]]:
    """The texts that begin, and those that end, in line with most others."""
    found = []
    for edges in ({i: pieces[i].lines[0].box.x0 for i in short}, {i: pieces[i].lines[0].box.x1 for i in short}):
        usual = Counter(map(round, edges.values())).most_common(1)
        found.append([i for i, edge in edges.items() if usual and abs(edge - usual[0][0]) <= IN_LINE])
    return sorted(found, key=len, reverse=True)


def _is_one_each(pieces: Sequence[Piece], units: Sequence[int]) -> bool:
    """Whether no two of them stand below one title."""
    heads = [i for i, piece in enumerate(pieces) if piece.kind == "heading" and i not in units]
    above = Counter(max((h for h in heads if h < i), default=-1) for i in units)
    return max(above.values(), default=0) == 1 and -1 not in above


def _names_unit(text: str) -> bool:
    found = departments_from_cell(text)
    return bool(found) and all(unit.confidence >= NAMED for unit in found)
