"""Spaces between the words of a line: what parts two phrases, and what is wider than a word space and parts none.

The latter are the spaces of justified and of typed print.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from operator import itemgetter, sub
from statistics import median
from typing import NamedTuple

from schemas.page import Word

PHRASE_GAP = 0.55
"""A gap of more font sizes ends a phrase: a word space is 0.2 to 0.33, two of them 0.5."""
WORD_GAP_MAX = 1.1
"""Font sizes up to which a gap may be a word space, where word spaces are doubled or stretched."""
STRETCHED = 1.5
"""Word spaces of one page differ by this factor."""

JUSTIFIED_GAPS = 2
"""So many neighbouring gaps of one width are the spaces of a justified line."""
JUSTIFIED_SLACK = 0.15
"""Points by which the spaces of one justified line differ: producers round where words stand."""
CLOSER = 0.5
"""Font sizes by which a space may be narrower in a justified line: some spaces are not stretched."""
JUSTIFIED_MAX = 4.0
"""Font sizes up to which the spaces of a justified line may be stretched."""
TYPED_SPACE = 1.1
"""Letters of white that a space of typed print takes at most."""
SAME_ADVANCE = 0.01
"""Font sizes by which the letters of typed print differ in width."""


extent_of = itemgetter(*map(Word._fields.index, ("x0", "top", "x1", "bottom", "size")))
"""Where a word stands, and its size."""


class Sides(NamedTuple):
    """The level words of a page by baseline, each left to right, taken apart: the sides of a phrase are its words'."""

    words: tuple[Word, ...]
    starts: list[int]
    """The first word of each baseline, and the end of all."""
    x0s: tuple[float, ...]
    tops: tuple[float, ...]
    x1s: tuple[float, ...]
    bottoms: tuple[float, ...]
    sizes: tuple[float, ...]
    whites: list[float]
    """The white before each word, 0 before the first of a baseline."""
    larger: Sequence[float]
    """The larger size of the two words beside it."""


def sides_of(baselines: Sequence[Sequence[Word]]) -> Sides:
    """The words of baselines, each left to right, taken apart."""
    words = tuple(chain.from_iterable(baselines))
    starts = [0, *accumulate(map(len, baselines))]
    if not words:
        return Sides(words, starts, (), (), (), (), (), [], ())
    # A page at once: what is done for each baseline costs more than its words do.
    x0s, tops, x1s, bottoms, sizes = zip(*map(extent_of, words), strict=True)
    whites = [0.0, *map(sub, x0s[1:], x1s)]
    for start in starts[:-1]:
        whites[start] = 0.0
    larger = sizes if sizes.count(sizes[0]) == len(sizes) else [sizes[0], *map(max, sizes, sizes[1:])]
    return Sides(words, starts, x0s, tops, x1s, bottoms, sizes, whites, larger)


def phrase_gap(sides: Sides) -> float:
    """Font sizes of white that part two phrases of one page, judged by the gap that half of its words stay below."""
    beside = zip(sides.whites, sides.larger, strict=True)
    gaps = [white / size for white, size in beside if 0 < white <= WORD_GAP_MAX * size]
    return max(PHRASE_GAP, min(STRETCHED * median(gaps), WORD_GAP_MAX)) if gaps else PHRASE_GAP


def is_typed_space(left: Word, right: Word) -> bool:
    """Whether one space stands between two words of typed print, whose letters are all as wide; two figures are two."""
    a = (left.x1 - left.x0) / len(left.text)
    if right.x0 - left.x1 > TYPED_SPACE * a or left.size != right.size:
        return False
    b = (right.x1 - right.x0) / len(right.text)
    return abs(a - b) <= SAME_ADVANCE * left.size and any(map(str.isalpha, left.text + right.text))


def end_of_justified(row: Sequence[Word], start: int, i: int) -> int:
    """Index of the last word of the justified line whose first space stands before word ``i``; 0 where there is none.

    Words from ``start`` on that stand closer together are no part of such a line, nor is what follows them.
    A line that is justified has spaces of one width, however long its words are. Words in columns are as far apart as
    the columns and their own widths make them: the same gaps come by chance alone, or in columns of one width between
    words whose left edges, middles or right edges are evenly spaced, or in columns as wide as their heads: heads begin
    with capitals, and words of running text do not.
    """
    space = row[i].x0 - row[i - 1].x1
    if space > JUSTIFIED_MAX * row[i].size:
        return 0
    if i - 1 > start and space - (row[i - 1].x0 - row[i - 2].x1) > CLOSER * row[i].size:
        return 0
    last = i
    while last + 1 < len(row) and abs(row[last + 1].x0 - row[last].x1 - space) <= JUSTIFIED_SLACK:
        last += 1
    if last - i + 1 < JUSTIFIED_GAPS:
        return 0
    words = row[i - 1 : last + 1]
    if sum(word.text[0].isalpha() for word in words) <= JUSTIFIED_GAPS:
        return 0
    if 2 * sum(word.text[0].islower() for word in words[1:]) < len(words) - 1:
        return 0
    even = any(_evenly_spaced(places) for places in zip(*((w.x0, w.x0 + w.x1, w.x1) for w in words), strict=True))
    return 0 if even else last


def _evenly_spaced(places: Sequence[float]) -> bool:
    steps = [b - a for a, b in pairwise(places)]
    return max(steps) - min(steps) <= 4 * JUSTIFIED_SLACK
