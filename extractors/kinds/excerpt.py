"""The part of some lines that prints a value: what is cut out for a person to see is the value and nothing else.

A number, a title and a level may share a line, and a deadline follow the action it belongs to. Letters and figures
alone are compared, in any case: wrapping, hyphens, bullets and repaired characters make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.layout.lines import make_line
from schemas.layout import Line
from schemas.page import Word


class _Printed(NamedTuple):
    """A word with letters or figures, and where these begin among those of all lines."""

    line: int
    word: int
    start: int
    places: tuple[int, ...]
    """Which character of the word each letter is printed by."""

    @property
    def end(self) -> int:
        return self.start + len(self.places)


def excerpt(lines: Sequence[Line], value: str, *, last: bool = False) -> tuple[Line, ...]:
    """The words of ``lines`` that print ``value``; all of them where they print it nowhere as one run.

    Args:
        lines: in reading order.
        value: what was read from them.
        last: whether the last run counts where there are several, not the first.
    """
    whole_text = " ".join([line.text for line in lines])
    if value.replace(" ", "") == whole_text.replace(" ", ""):
        return tuple(lines)  # So it is with nearly every cell.
    wanted = _compared(value)
    if not wanted or wanted == _compared(whole_text):
        return tuple(lines)
    printed, text = _printed(lines)
    runs = list(_occurrences(text, wanted))
    if not runs:
        return tuple(lines)
    starts, ends = {word.start for word in printed}, {word.end for word in printed}
    whole = [at for at in runs if at in starts and at + len(wanted) in ends]
    start = (whole or runs)[-1 if last else 0]
    covered = [word for word in printed if word.start < start + len(wanted) and word.end > start]
    cut = []
    for number, group in groupby(covered, key=lambda word: word.line):
        cut.append(make_line(lines[number].page, _cut_words(lines[number], list(group), start, start + len(wanted))))
    return tuple(cut)


@lru_cache(maxsize=8192)
def _compared(text: str) -> str:
    """The letters and digits of ``text``, without regard to case."""
    return _NO_LETTER.sub("", danish.normalise(text)).casefold()


_NO_LETTER = re.compile(r"[\W_]+")


def _printed(lines: Sequence[Line]) -> tuple[list[_Printed], str]:
    """The words of ``lines`` that have letters, and all their letters in a row."""
    printed: list[_Printed] = []
    text: list[str] = []
    at = 0
    for i, line in enumerate(lines):
        for k, word in enumerate(line.words):
            letters, places = _letters(word.text)
            if letters:
                printed.append(_Printed(i, k, at, places))
                text.append(letters)
                at += len(letters)
    return printed, "".join(text)


# A word is compared with several values of its record, and comes again in others.
@lru_cache(maxsize=8192)
def _letters(text: str) -> tuple[str, tuple[int, ...]]:
    """The letters of a word as they are compared, and which character of the word prints each."""
    found = [(letter, place) for place, char in enumerate(text) for letter in _compared(char)]
    return "".join(letter for letter, _ in found), tuple(place for _, place in found)


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _cut_words(line: Line, covered: Sequence[_Printed], start: int, end: int) -> list[Word]:
    """The words that a run of letters covers; the first and last without what stands before and behind it in them."""
    first, last = covered[0], covered[-1]
    words = list(line.words[first.word : last.word + 1])
    behind = len(words[-1].text) if last.end <= end else last.places[end - last.start - 1] + 1
    before = 0 if first.start >= start else first.places[start - first.start]
    words[-1] = _part(words[-1], 0, behind)
    words[0] = _part(words[0], before, len(words[0].text))
    return words


def _part(word: Word, start: int, end: int) -> Word:
    """Some characters of a word, each as wide as the others; a word that is turned stays whole."""
    if word.direction or (start, end) == (0, len(word.text)):
        return word
    each = (word.x1 - word.x0) / len(word.text)
    return word._replace(text=word.text[start:end], x0=word.x0 + start * each, x1=word.x0 + end * each)
