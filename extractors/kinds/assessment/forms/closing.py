"""Texts at the end of a form that belong to no recommendation: thanks, a greeting, who made it.

They stand below the last recommendation, further off than anything in or between the others, begin where nothing else
does, or are printed otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from extractors.kinds.assessment.forms.form_pieces import Piece, on_one_line
from extractors.kinds.assessment.wordings.set_off import look_of

MIN_RUN = 3
"""Fewer recommendations show no habit."""
CLOSING_OFF = 2.0
"""Points by which the white above a closing text is more than any other between the recommendations."""
SMALLER = 0.92
"""Print that is smaller than that of all other texts by this factor is a note."""
OWN_EDGE = 6.0
"""Points from where other lines begin: a line set from the middle of the page closes it."""


def closing_texts(pieces: Sequence[Piece], starts: frozenset[int]) -> frozenset[int]:
    """Texts below the last recommendation that stand further off than anything in or between the others.

    They close the document, or stand at its foot. So does the last text where it begins where nothing else does, or is
    set in italics or smaller print as no other.
    """
    first, last = min(starts), max(starts)
    end = len(pieces) - 1
    if len(starts) < MIN_RUN:
        return frozenset()
    if last < end and pieces[end].kind == "text" and _stands_apart(pieces[first:end], pieces[last], pieces[end]):
        return frozenset({end})
    gaps = [gap for pair in pairwise(pieces[first : last + 1]) if (gap := _gap(*pair)) is not None]
    if not gaps:
        return frozenset()
    for index in range(last + 1, len(pieces)):
        gap = _gap(pieces[index - 1], pieces[index])
        if pieces[index].kind == "text" and gap is not None and gap > max(gaps) + CLOSING_OFF:
            return frozenset(i for i in range(index, len(pieces)) if pieces[i].kind == "text")
    return frozenset()


def _stands_apart(before: Sequence[Piece], title: Piece, text: Piece) -> bool:
    """Whether the text below the last title begins where none of the pieces before does, or looks like no other."""
    others = [piece for piece in before if piece.kind == "text"]
    if not others and before[-1].kind == "pair":
        # All that is said has a label: what follows the last answer goes on with it only where it is printed alike.
        printed = {look_of(w) for line in before[-1].lines for w in line.words}
        return _begins_elsewhere(text, _edges_of_answers(before)) or printed.isdisjoint(
            look_of(w) for line in text.lines for w in line.words
        )
    if not others or on_one_line(title.lines, text.lines) or on_one_line(before[-1].lines, text.lines):
        return False
    if _begins_elsewhere(text, {round(line.box.x0) for piece in before for line in piece.lines}):
        return True
    smaller = max(line.size for line in text.lines) < SMALLER * min(line.size for o in others for line in o.lines)
    return smaller or (_is_italic(text) and not any(map(_is_italic, others)))


def _begins_elsewhere(text: Piece, edges: Collection[float]) -> bool:
    return all(abs(line.box.x0 - x) > OWN_EDGE for line in text.lines for x in edges)


def _edges_of_answers(pieces: Sequence[Piece]) -> set[int]:
    """Where the lines of labels and of what answers them begin."""
    answers = [piece for piece in pieces if piece.kind in ("pair", "label")]
    return {round(line.box.x0) for piece in answers for line in (*piece.block.lines, *piece.lines)}


def _is_italic(piece: Piece) -> bool:
    return all(word.italic for line in piece.lines for word in line.words)


def _gap(above: Piece, below: Piece) -> float | None:
    """The white between two pieces; None where they do not stand below each other."""
    if not above.lines or not below.lines or above.lines[-1].page != below.lines[0].page:
        return None
    gap = below.lines[0].box.top - above.lines[-1].box.bottom
    return gap if gap >= 0 else None
