"""Words that the OCR engine was nearly sure of, and that no language knows.

A letter is exchanged for another when the engine itself thought of it, or when Æ was read as a part of it; else when
the two are drawn alike (I and l, A and Å). The word is unknown before and known after, and no other exchange of the
same sort makes a known word. Figures and short words are left alone. A repaired word is never called sure.

A Danish letter that the engine passed over ("Klubomrdet") is put in where the letters beside it stand far apart and one
known word comes of it. The engine says nothing of what it did not see: such a word is for a person to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_LEAST_CHANCE = 0.01
_LETTERS = 3
# A letter that models trained on English see as two, with an echo, or as the half of it.
_PARTS = (("AE", "Æ"), ("ae", "æ"), ("æe", "æ"), ("Æe", "Æ"), ("E", "Æ"))
REPAIRED_CONFIDENCE = 0.85
COMPLETED_CONFIDENCE = 0.5
_PASSED_OVER = "æøå"
# Letters with one between them stand this many times as far apart as others of the word.
_FAR_APART = 1.5
# Capitals without the sign that makes them Danish, and how long a word must be for the rest of it to tell.
_BARE = {"A": "Å", "O": "Ø"}
_LIKE_LETTERS = 4
STROKES = frozenset("I1l|")
"""Letters that are an upright stroke."""
_MAY_BE_I = 0.2
_DASHES = frozenset("-–—")
_CLOSED_BY = {"[": "]", "{": "}"}
_OPENED_BY = {closing: opening for opening, closing in _CLOSED_BY.items()}


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
    strokes = sum(chances.get(stroke, 0.0) for stroke in STROKES)
    if letter.text not in STROKES or chances.get("I", 0.0) < _MAY_BE_I:
        return letter
    return Letter("I", letter.x, min(strokes, REPAIRED_CONFIDENCE), letter.others)


def without_borders(letters: list[Letter]) -> list[Letter]:
    """The letters of a line without those at its ends that are the border of its cell: brackets without a partner."""
    texts = [letter.text for letter in letters]
    if not any(text.isalnum() for text in texts):
        return letters
    end = len(letters)
    while texts[end - 1] in _OPENED_BY and _OPENED_BY[texts[end - 1]] not in texts[: end - 1]:
        end -= 1
    start = 0
    while texts[start] in _CLOSED_BY and _CLOSED_BY[texts[start]] not in texts[start + 1 : end]:
        start += 1
    return letters[start:end]


def sureness(letter: Letter) -> float:
    """How sure a letter is; of a dash, that it is one: how long it is says nothing."""
    if letter.text not in _DASHES:
        return letter.confidence
    return min(1.0, letter.confidence + sum(chance for other, chance in letter.others if other in _DASHES))


def repaired(letters: Sequence[Letter], known_word: Callable[[str], bool] | None) -> str | None:
    """The known word that unknown letters were meant for; None when there is none or more than one."""
    text = "".join(letter.text for letter in letters)
    core = text.strip(".,;:()\"'!?-–")
    if known_word is None or len(core) < _LETTERS or not core.isalpha() or known_word(core):
        return None
    start = text.index(core)
    before, after = text[:start], text[start + len(core) :]
    # What the engine thought of for other letters is less likely than a letter seen as two.
    for candidates in (_with_echoes_as_one(core), _by_halves(letters[start : start + len(core)])):
        in_full = {word for word in candidates if known_word(word)}
        if len(in_full) == 1:
            return f"{before}{in_full.pop()}{after}"
    for candidates in (_by_engine(letters[start : start + len(core)]), _by_likeness(core)):
        found = {candidate for candidate in candidates if known_word(candidate)}
        if found:
            return f"{before}{found.pop()}{after}" if len(found) == 1 else None
    return None


def is_doubtful(letters: Sequence[Letter], known_word: Callable[[str], bool]) -> bool:
    """Whether a word that is not repaired is unknown, and may hold an Æ seen as two letters (the first half of a broken
    word, a name), or be one of several known words.
    """
    core = "".join(letter.text for letter in letters).strip(".,;:()\"'!?-–")
    if len(core) < _LETTERS or not core.isalpha() or known_word(core):
        return False
    start = "".join(letter.text for letter in letters).index(core)
    by_engine = _by_engine(letters[start : start + len(core)])
    begins = core.startswith("AE") and not core.isupper()
    return begins or (len(core) > _LETTERS and any(_with_echoes_as_one(core))) or any(map(known_word, by_engine))


def completed(letters: Sequence[Letter], known_word: Callable[[str], bool] | None) -> str | None:
    """The known word that a letter is missing from, inside it; None when there is none or more than one."""
    text = "".join(letter.text for letter in letters)
    core = text.strip(".,;:()\"'!?-–")
    if known_word is None or len(core) < _LIKE_LETTERS or not core.isalpha() or known_word(core):
        return None
    start = text.index(core)
    steps = [after.x - before.x for before, after in pairwise(letters[start : start + len(core)])]
    far = [place for place, step in enumerate(steps, 1) if step >= _FAR_APART * median(steps)]
    candidates = {core[:place] + sign + core[place:] for place in far for sign in _PASSED_OVER}
    found = [candidate for candidate in sorted(candidates) if known_word(candidate)]
    return text.replace(core, found[0], 1) if len(found) == 1 else None


def _with_echoes_as_one(core: str) -> Iterator[str]:
    """Words with an Æ that was seen as two letters in full."""
    for parts, whole in _PARTS:
        if len(parts) > 1 and parts in core:
            yield core.replace(parts, whole, 1)


def _by_halves(letters: Sequence[Letter]) -> Iterator[str]:
    """Words with an Æ for a letter of which the engine thought both halves."""
    core = "".join(letter.text for letter in letters)
    for place, letter in enumerate(letters):
        if {letter.text, *(other for other, chance in letter.others if chance >= _LEAST_CHANCE)} >= {"A", "E"}:
            yield core[:place] + "Æ" + core[place + 1 :]


def _by_engine(letters: Sequence[Letter]) -> Iterator[str]:
    """Words with one letter exchanged for another that the engine thought of, and with an Æ read in full."""
    core = "".join(letter.text for letter in letters)
    for parts, whole in _PARTS:
        if parts in core:
            yield core.replace(parts, whole, 1)
    for place, letter in enumerate(letters):
        for other, chance in letter.others:
            if chance >= _LEAST_CHANCE and other.isalpha() and other.isupper() == letter.text.isupper():
                yield core[:place] + other + core[place + 1 :]


def _by_likeness(core: str) -> Iterator[str]:
    """Words with a letter exchanged for the one that it is drawn like: I and l, a capital and its Danish neighbour."""
    if core[0] == "l":
        yield "I" + core[1:]
    for place, letter in enumerate(core):
        if letter == "I":
            yield core[:place] + "l" + core[place + 1 :]
        if len(core) >= _LIKE_LETTERS and letter in _BARE:
            yield core[:place] + _BARE[letter] + core[place + 1 :]
