"""Letter-spaced words put together again: S T A T U S set with wide gaps is one word. Leaders end a word.

MuPDF takes a gap of a sixth of the type size for a space. A line with a run of single letters is looked at character by
character: a space that the producer wrote ends a word, one that MuPDF made of a gap does so only when the gap is wider
than the line's usual one. Marks and figures in neighbouring cells are no letters and stay apart, as do letters whose
middles are evenly spaced and whose gaps are not: each heads a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from schemas.page import Word

# Fewer letters in a row may be initials, options of a question or columns headed G and U.
_RUN = 4
_DIFFERENT = 3
# Wider apart they are cells of a table and not letters of a word.
_WIDEST_GAP = 0.8
_WORD_GAP = 1.6
_NARROW_SPACE = 0.15
_SAME_PITCH = 0.03
"""Font sizes by which the middles of heads of equal columns differ in their distances."""
_LEADER = re.compile(r"[.·…_]{4,}(?=[^\W_])")
"""Dots of a tab that reach what they lead to: no gap parts it from them."""


class _Character(NamedTuple):
    text: str
    start: float
    end: float
    box: tuple[float, float, float, float]
    after_space: bool
    """A space that the producer wrote stands before it."""


def looks_spaced(words: list[Word]) -> bool:
    """Whether a line's words have a run of single letters."""
    run: list[str] = []
    for word in words:
        text = word[0]
        if len(text) > 1 or not text.isalpha():
            run = []
            continue
        run.append(text)
        if len(run) >= _RUN and len(set(run)) >= _DIFFERENT:
            return True
    return False


def join_spaced(words: list[Word], line: dict[str, Any]) -> list[Word]:
    """The words of one line with letter-spacing undone.

    Args:
        words: of the line, in order; each takes its style to the word that starts with it.
        line: the same line with every character, as MuPDF gives it.
    """
    characters = _characters(line)
    size = max(word.size for word in words)
    gaps = [after.start - before.end for before, after in pairwise(characters) if not after.after_space]
    if len(gaps) < _RUN - 1:
        return words
    usual = median(gaps)
    if not _NARROW_SPACE * size / 2 < usual <= _WIDEST_GAP * size:
        return words
    word_gap = max(_WORD_GAP * usual, usual + _NARROW_SPACE * size)
    groups = [[characters[0]]]
    for before, after in pairwise(characters):
        if after.after_space or after.start - before.end > word_gap:
            groups.append([])
        groups[-1].append(after)
    groups = [part for group in groups for part in ([[c] for c in group] if _are_heads(group, size) else [group])]
    owner = [word for word in words for _ in word.text]
    joined: list[Word] = []
    at = 0
    for group in groups:
        boxes = [character.box for character in group]
        joined.append(
            owner[min(at, len(owner) - 1)]._replace(
                text="".join(character.text for character in group),
                x0=min(box[0] for box in boxes),
                top=min(box[1] for box in boxes),
                x1=max(box[2] for box in boxes),
                bottom=max(box[3] for box in boxes),
            )
        )
        at += len(group)
    return joined


def _are_heads(letters: Sequence[_Character], size: float) -> bool:
    """Whether the letters stand in the middles of equal columns: letter-spacing leaves the same gap between all."""
    if len(letters) < _RUN:
        return False
    gaps = [after.start - before.end for before, after in pairwise(letters)]
    pitches = [(after.start + after.end - before.start - before.end) / 2 for before, after in pairwise(letters)]
    uneven = max(gaps) - min(gaps)
    return min(gaps) > _NARROW_SPACE * size and max(pitches) - min(pitches) <= min(_SAME_PITCH * size, uneven / 2)


def has_leaders(words: list[Word]) -> bool:
    """Whether a word of the line holds a leader and what it leads to: "udearealer.......ja"."""
    return any(len(word[0]) > _RUN and _LEADER.search(word[0]) is not None for word in words)


def part_leaders(words: list[Word], line: dict[str, Any]) -> list[Word]:
    """The words of one line, parted behind their leaders.

    Args:
        words: of the line, in order.
        line: the same line with every character, as MuPDF gives it.
    """
    characters = _characters(line)
    if "".join(character.text for character in characters) != "".join(word.text for word in words):
        return words
    parted: list[Word] = []
    at = 0
    for word in words:
        ends = [*(match.end() for match in _LEADER.finditer(word.text)), len(word.text)]
        for start, end in pairwise([0, *ends]):
            boxes = [character.box for character in characters[at + start : at + end]]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            parted.append(word._replace(text=word.text[start:end], x0=left, x1=right) if len(ends) > 1 else word)
        at += len(word.text)
    return parted


def _characters(line: dict[str, Any]) -> list[_Character]:
    """The visible characters of a line with their extent along the baseline."""
    cos, sin = line["dir"]
    found: list[_Character] = []
    space = False
    for span in line["spans"]:
        for char in span["chars"]:
            if char["c"].isspace():
                space = space or not char["synthetic"]
                continue
            x0, top, x1, bottom = char["bbox"]
            ends = sorted((x0 * cos + top * sin, x1 * cos + bottom * sin))
            found.append(_Character(char["c"], ends[0], ends[1], (x0, top, x1, bottom), space))
            space = False
    return found
