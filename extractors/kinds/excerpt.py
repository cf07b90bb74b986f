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


class _Letter(NamedTuple):
    """A letter or figure as it is compared, and where it is printed."""

    letter: str
    line: int
    word: int
    place: int
    """Which character of its word."""


def excerpt(lines: Sequence[Line], value: str, *, last: bool = False) -> tuple[Line, ...]:
    """The words of ``lines`` that print ``value``; all of them where they print it nowhere as one run.

    Args:
        lines: in reading order.
        value: what was read from them.
        last: whether the last run counts where there are several, not the first.
    """
    whole_text = " ".join([line.text for line in lines])
    wanted = _compared(value)
    if not wanted or value == whole_text or wanted == _compared(whole_text):
        return tuple(lines)
    printed = [_Letter(letter, i, k, p) for i, line in enumerate(lines) for k, p, letter in _letters(line)]
    text = "".join(letter.letter for letter in printed)
    runs = [printed[at : at + len(wanted)] for at in _occurrences(text, wanted)]
    if not runs:
        return tuple(lines)
    extents = _extents(printed)
    whole = [run for run in runs if _begins_word(run[0], extents) and _ends_word(run[-1], extents)]
    run = (whole or runs)[-1 if last else 0]
    cut = []
    for number, group in groupby(run, key=lambda letter: letter.line):
        words = _cut_words(lines[number], list(group), extents)
        cut.append(make_line(lines[number].page, words))
    return tuple(cut)


@lru_cache(maxsize=8192)
def _compared(text: str) -> str:
    """The letters and digits of ``text``, without regard to case."""
    return _NO_LETTER.sub("", danish.normalise(text)).casefold()


_NO_LETTER = re.compile(r"[\W_]+")


def _letters(line: Line) -> Iterator[tuple[int, int, str]]:
    for k, word in enumerate(line.words):
        for p, char in enumerate(word.text):
            for letter in _compared(char):
                yield k, p, letter


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


_Extents = dict[tuple[int, int], tuple[int, int]]
"""Line and word → places of the first and the last letter of the word."""


def _extents(printed: Sequence[_Letter]) -> _Extents:
    extents: _Extents = {}
    for _, line, word, place in printed:
        first, _ = extents.get((line, word), (place, place))
        extents[line, word] = (first, place)
    return extents


def _begins_word(letter: _Letter, extents: _Extents) -> bool:
    return letter.place == extents[letter.line, letter.word][0]


def _ends_word(letter: _Letter, extents: _Extents) -> bool:
    return letter.place == extents[letter.line, letter.word][1]


def _cut_words(line: Line, run: Sequence[_Letter], extents: _Extents) -> list[Word]:
    """The words that the run covers; the first and last without what stands before and behind the run in them."""
    words = list(line.words[run[0].word : run[-1].word + 1])
    start = 0 if _begins_word(run[0], extents) else run[0].place
    end = len(words[-1].text) if _ends_word(run[-1], extents) else run[-1].place + 1
    words[-1] = _part(words[-1], 0, end)
    words[0] = _part(words[0], start, len(words[0].text))
    return words


def _part(word: Word, start: int, end: int) -> Word:
    """Some characters of a word, each as wide as the others; a word that is turned stays whole."""
    if word.direction or (start, end) == (0, len(word.text)):
        return word
    each = (word.x1 - word.x0) / len(word.text)
    return word._replace(text=word.text[start:end], x0=word.x0 + start * each, x1=word.x0 + end * each)
