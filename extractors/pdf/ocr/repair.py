"""Words that the OCR engine was nearly sure of, and that no language knows.

A letter is exchanged for another only when the engine itself thought of it, or when Æ was read as a part of it;
the word is unknown before and known after, and no other exchange makes a known word. Figures and short words are left
alone. A repaired word is never called sure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

_LEAST_CHANCE = 0.01
_LETTERS = 3
# A letter that models trained on English see as two, with an echo, or as the half of it.
_PARTS = (("AE", "Æ"), ("ae", "æ"), ("æe", "æ"), ("Æe", "Æ"), ("E", "Æ"))
REPAIRED_CONFIDENCE = 0.85
_STROKES = frozenset("I1l|")
_MAY_BE_I = 0.2


class Letter(NamedTuple):
    """A letter as read, with what else it may be."""

    text: str
    x: float
    """Middle, in pixels of the crop."""
    confidence: float
    others: tuple[tuple[str, float], ...] = ()
    """Other letters with their chances, the likeliest first."""


def lone(letter: Letter) -> Letter:
    """A letter that stands alone: an upright stroke that may well be an I is one, for a figure 1 is read surely."""
    chances = {letter.text: letter.confidence, **dict(letter.others)}
    strokes = sum(chances.get(stroke, 0.0) for stroke in _STROKES)
    if letter.text not in _STROKES or chances.get("I", 0.0) < _MAY_BE_I:
        return letter
    return Letter("I", letter.x, min(strokes, REPAIRED_CONFIDENCE), letter.others)


def repaired(letters: Sequence[Letter], known_word: Callable[[str], bool] | None) -> str | None:
    """The known word that unknown letters were meant for; None when there is none or more than one."""
    text = "".join(letter.text for letter in letters)
    core = text.strip(".,;:()\"'!?-–")
    if known_word is None or len(core) < _LETTERS or not core.isalpha() or known_word(core):
        return None
    start = text.index(core)
    found = {
        text.replace(parts, whole, 1)
        for parts, whole in _PARTS
        if parts in core and known_word(core.replace(parts, whole, 1))
    }
    for place in range(start, start + len(core)):
        for other, chance in letters[place].others:
            if chance < _LEAST_CHANCE or not other.isalpha() or other.isupper() != letters[place].text.isupper():
                continue
            candidate = text[:place] + other + text[place + 1 :]
            if known_word(candidate[start : start + len(core)]):
                found.add(candidate)
    return found.pop() if len(found) == 1 else None
