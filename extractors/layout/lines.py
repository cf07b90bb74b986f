"""Words → lines and phrases.

A *phrase* is a run of words on one baseline with nothing but word spaces between them: the atom of which columns are
made. A *text row* is everything on one baseline of a page, phrases left to right. A *line* is what is published:
words that belong together on one baseline.

Signals, in order of precedence: the direction of the words, their common baseline (heights overlap about their
middle), the gap between neighbours measured in font sizes. Raised or lowered small print (footnote marks, exponents)
joins the phrase it touches. The order in which words were drawn is never used: producers draw in any order.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import pairwise
from operator import attrgetter

from extractors.layout.baselines import SMALL_PRINT, baselines_of, overlapping_rows
from extractors.layout.spaces import (
    PHRASE_GAP,
    Sides,
    end_of_justified,
    extent_of,
    is_typed_space,
    phrase_gap,
    sides_of,
)
from schemas.geometry import Box, make_box
from schemas.layout import Line
from schemas.page import Word

LARGER = 1.15
"""Lone print larger than all around it by this factor is a heading or caption."""
LINE_GAP = 1.6
"""A gap of more font sizes ends a line outside tables: justified print stretches to about half of it."""
SMALLEST_PRINT = 0.35
"""Print that is smaller still is no mark of its neighbour: it stands under a title."""

CURRENCIES = frozenset(("$", "€", "£", "¥"))
"""Signs that stand before their figure."""

_FIGURE = re.compile(
    r"^[^\w]*\d[\d\s.,:%‰°+\-–—/()]*[^\W\d_]{0,3}[*)\d]*$|^[-–—.:·•●○■□✓✔✗✘*xX]+$|^[●○■□★☆]+(?: [●○■□★☆]+)*$"
    r"|^\(?n\.?a\.?\)?$",
    re.IGNORECASE,
)

_FIGURE_LETTERS = "xXnN"
"""Letters that a figure may begin with."""
_YEAR = re.compile(r"^(?:18|19|20)\d\d(?:[/–-](?:18|19|20)?\d\d|[–-])?[*)\w]?$")
"""2009, 2009/10, 2008–2009, 2008– whose end is on the next line, and with the mark of a note."""
_LETTER = re.compile(r"^[^\w\s]?.[^\w\s]?$")
_CODE = re.compile(r"^[^\W\d_]{1,3}\.?\s?\d{1,3}(?:\.\d{1,3})*[.)]?$")


# Not tuples as what stands on a page is: the rules read a phrase or row some fifty times for each time it is made, and
# ask whether a phrase is a sign a dozen times.
@dataclass(slots=True, eq=False)
class Phrase:
    """Words on one baseline with word spaces between them; without words, the place of a mark that is drawn."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    aligned: bool = False
    """Whether it begins at an edge that phrases of several rows share (tables.aligned)."""
    _sign: bool | None = field(default=None, init=False, repr=False)
    """What :func:`is_sign` says of it, once that was asked."""

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def text(self) -> str:
        words = self.words
        return words[0].text if len(words) == 1 else " ".join([word.text for word in words])

    @property
    def turned(self) -> bool:
        return self.words[0].direction in (90, 270)

    @property
    def bold(self) -> bool:
        return bool(self.words) and all(word.bold for word in self.words)


@dataclass(slots=True, eq=False)
class TextRow:
    """Everything on one baseline, left to right."""

    phrases: tuple[Phrase, ...]
    top: float
    bottom: float
    cy: float
    legend: bool = False
    """Whether several drawn signs stand right before words: they are explained here, or are boxes to be ticked."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What its phrases print."""
        return tuple([phrase.text for phrase in self.phrases])

    @property
    def bold(self) -> bool:
        """Whether all its print is; drawn marks are none."""
        return all(word.bold for phrase in self.phrases for word in phrase.words)


def stands_out(row: TextRow, largest: float) -> bool:
    """Whether the row is one phrase in print larger than the ``largest`` of a table: a heading, and no row of it."""
    return len(row.phrases) == 1 and row.phrases[0].size > LARGER * largest


def is_figure(phrase: Phrase) -> bool:
    """Whether the phrase is a number, a mark or a dash: what stands in a column of data."""
    words = phrase.words
    if not words:
        return True
    first = words[0].text[:1]
    if first.isalpha() and first not in _FIGURE_LETTERS:
        return False
    return _is_figure(words[0].text if len(words) == 1 else phrase.text)


def is_sign(phrase: Phrase) -> bool:
    """Whether the phrase is a figure, a mark, a single letter ("(G)") or a number with letters before it ("Nr. 5")."""
    if phrase._sign is None:
        phrase._sign = _reads_as_sign(phrase)
    return phrase._sign


def _reads_as_sign(phrase: Phrase) -> bool:
    words = phrase.words
    if not words:
        return True
    first = words[0].text[:4]
    # Four letters in a row begin a word, and no sign that begins with a letter has more than two words: so it is with
    # nearly every phrase.
    lettered = first[:1].isalpha() and first[0] not in _FIGURE_LETTERS
    if lettered and (len(words) > 2 or (len(first) == 4 and first.isalpha())):
        return False
    return _is_sign(words[0].text if len(words) == 1 else phrase.text)


def is_year(phrase: Phrase) -> bool:
    """Whether the phrase is a year: a figure that heads columns as words do."""
    return len(phrase.words) == 1 and are_years(phrase.words[0].text)


def are_years(text: str) -> bool:
    """Whether the text is a year, or several."""
    tokens = text.split()
    return bool(tokens) and all(_YEAR.match(token) for token in tokens)


# Every rule about columns asks this again of every phrase.
@lru_cache(maxsize=8192)
def _is_figure(text: str) -> bool:
    return _FIGURE.match(text) is not None


@lru_cache(maxsize=8192)
def _is_sign(text: str) -> bool:
    return _LETTER.match(text) is not None or _CODE.match(text) is not None or _is_figure(text)


# Skips the argument binding of the named tuple's own constructor: half the cost of a line.
_line = partial(tuple.__new__, Line)


def make_phrase(words: Sequence[Word]) -> Phrase:
    """The phrase of ``words``, which stand in reading order."""
    if len(words) == 1:
        word = words[0]
        return Phrase((word,), word.x0, word.top, word.x1, word.bottom, word.size)
    # One pass over all fields of the words: half the cost of one for each side.
    x0s, tops, x1s, bottoms, sizes = zip(*map(extent_of, words), strict=True)
    return Phrase(tuple(words), min(x0s), min(tops), max(x1s), max(bottoms), max(sizes))


def with_edge(phrase: Phrase, *, aligned: bool) -> Phrase:
    """The phrase, said to begin at an edge that phrases of several rows share, or at none."""
    if phrase.aligned is aligned:
        return phrase
    return Phrase(phrase.words, phrase.x0, phrase.top, phrase.x1, phrase.bottom, phrase.size, aligned)


def make_line(page: int, words: Sequence[Word]) -> Line:
    """A line of ``words``, which stand in reading order."""
    if len(words) == 1:
        word = words[0]
        return _line((page, (word,), word.box, word.text, word.size, word.bold, word.color, word.direction))
    count = len(words)
    # All fields of the words at once: picking out those that are needed costs more.
    texts, x0s, tops, x1s, bottoms, _, sizes, colors, bolds, *_ = zip(*words, strict=True)
    first = words[0]
    size, bold, color = first.size, first.bold, first.color
    if sizes.count(size) < count or colors.count(color) < count or bolds.count(bold) < count:
        size, bold, color = _usual_style(words)
    box = make_box((min(x0s), min(tops), max(x1s), max(bottoms)))
    return _line((page, tuple(words), box, " ".join(texts), size, bold, color, first.direction))


def _usual_style(words: Sequence[Word]) -> tuple[float, bool, int]:
    """Size, weight and colour of most letters."""
    sizes: Counter[float] = Counter()
    colors: Counter[int] = Counter()
    bold = letters = 0
    for word in words:
        length = len(word.text)
        sizes[word.size] += length
        colors[word.color] += length
        bold += length if word.bold else 0
        letters += length
    size = max(sorted(sizes), key=lambda size: sizes[size])
    return size, 2 * bold > letters, max(sorted(colors), key=lambda color: colors[color])


def text_rows(baselines: Sequence[Sequence[Word]], sides: Sides | None = None) -> list[TextRow]:
    """Level words of one page, by baseline, as rows of phrases, top to bottom; ``sides`` where they are known."""
    sides = sides or sides_of(baselines)
    phrases = _join_small_print(_phrases(sides, phrase_gap(sides)), sides.sizes)
    if not CURRENCIES.isdisjoint(map(_text_of, sides.words)):
        phrases = [_join_currencies(row) for row in phrases]
    return [make_row(row) for row in phrases if row]


def make_row(phrases: Sequence[Phrase]) -> TextRow:
    """The row of ``phrases``, which stand on one baseline, left to right."""
    if len(phrases) == 1:
        top, bottom = phrases[0].top, phrases[0].bottom
    else:
        top, bottom = min([p.top for p in phrases]), max([p.bottom for p in phrases])
    return TextRow(tuple(phrases), top, bottom, (top + bottom) / 2)


def part_row(row: TextRow, part: Callable[[Phrase], Sequence[Phrase]]) -> TextRow:
    """The row with each of its phrases as ``part`` parts it; the same row where it parts none."""
    phrases = [piece for phrase in row.phrases for piece in part(phrase)]
    return row if len(phrases) == len(row.phrases) else make_row(phrases)


def turned_phrases(words: Sequence[Word], gap: float = PHRASE_GAP) -> list[Phrase]:
    """Words that run up or down the page, as phrases; the words of a phrase stand in reading order.

    Args:
        words: the words; level ones are passed over.
        gap: font sizes of white along the baseline that part two phrases.
    """
    found = []
    for direction in sorted({word.direction for word in words} & {90, 270}):
        sign = 1.0 if direction == 90 else -1.0
        # Lay the page on its side: along the baseline is "right", so that the level code can do the work.
        laid: dict[tuple[float, float, float, float, int], Word] = {}
        for word in words:
            if word.direction == direction:
                x0, x1 = sorted((sign * word.top, sign * word.bottom))
                top, bottom = sorted((-sign * word.x0, -sign * word.x1))
                laid[(x0, top, x1, bottom, len(laid))] = word
        level = [word._replace(x0=k[0], top=k[1], x1=k[2], bottom=k[3], line=k[4]) for k, word in laid.items()]
        originals = {k[4]: word for k, word in laid.items()}
        for row in _phrases(sides_of(baselines_of(level)), gap):
            found += [make_phrase([originals[word.line] for word in phrase.words]) for phrase in row]
    return found


def cell_lines(page: int, words: Sequence[Word]) -> tuple[Line, ...]:
    """The lines of one cell's words, top to bottom; words on one baseline are one line, however wide the gaps."""
    if not words:
        return ()
    if len(words) == 1:
        return (make_line(page, words),)
    level = [word for word in words if word.direction in (0, 180)]
    lines = [make_line(page, row) for row in overlapping_rows(level)]
    if len(level) < len(words):
        turned = turned_phrases([word for word in words if word.direction not in (0, 180)], gap=math.inf)
        # Lines of turned text follow each other sideways: to the right when read upwards, to the left downwards.
        turned.sort(key=lambda p: (p.x0 if p.words[0].direction == 270 else -p.x0, p.top))
        lines += [make_line(page, phrase.words) for phrase in turned]
    return tuple(lines)


def free_lines(
    page: int, words: Sequence[Word], baselines: Sequence[Sequence[Word]] = (), sides: Sides | None = None
) -> list[Line]:
    """Lines of words outside tables: a wide gap on a baseline ends a line.

    Args:
        page: its number.
        words: the words, turned ones too.
        baselines: the level ones by baseline, where that is known.
        sides: what :func:`sides_of` says of these.
    """
    baselines = baselines or baselines_of([word for word in words if word.direction in (0, 180)])
    sides = sides or sides_of(baselines)
    rows = _join_small_print(_phrases(sides, LINE_GAP), sides.sizes)
    lines = [make_line(page, phrase.words) for row in rows for phrase in row]
    if sum(map(len, baselines)) < len(words):
        lines += [make_line(page, p.words) for p in turned_phrases([w for w in words if w.direction not in (0, 180)])]
    return lines


_text_of = attrgetter("text")


def _phrases(sides: Sides, gap: float) -> list[list[Phrase]]:
    """The words of each baseline, left to right, as phrases that more than ``gap`` font sizes of white part."""
    words, starts, x0s, tops, x1s, bottoms, sizes, whites, larger = sides

    def phrase(first: int, last: int) -> Phrase:
        if last - first == 1:
            return make_phrase(words[first:last])
        own = slice(first, last)
        x1, size = max(x1s[own]), max(sizes[own])
        return Phrase(words[own], x0s[first], min(tops[own]), x1, max(bottoms[own]), size)

    wide = [i for i, (white, size) in enumerate(zip(whites, larger, strict=True)) if white > gap * size]
    at = 0
    rows = []
    for first, end in pairwise(starts):
        phrases = []
        start = stretched = first
        while at < len(wide) and wide[at] < end:
            i = wide[at]
            at += 1
            # A word may lie over the end of those after it.
            if x0s[i] - max(x1s[start:i]) > gap * larger[i] and not is_typed_space(words[i - 1], words[i]):
                if i > stretched:
                    stretched = first + end_of_justified(words[first:end], start - first, i - first)
                if i > stretched:
                    phrases.append(phrase(start, i))
                    start = i
        phrases.append(phrase(start, end))
        rows.append(phrases)
    return rows


def _join_small_print(rows: list[list[Phrase]], sizes: Sequence[float]) -> list[list[Phrase]]:
    """Give raised and lowered marks to the phrase they touch on a neighbouring baseline.

    Args:
        rows: the phrases of each baseline.
        sizes: those of all words.
    """
    if not sizes or min(sizes) >= SMALL_PRINT * max(sizes):
        return rows
    largest = [max([phrase.size for phrase in row]) for row in rows]
    for i, row in enumerate(rows):
        kept = []
        near_by = [near for near in (i + 1, i - 1) if 0 <= near < len(rows)]
        small = SMALL_PRINT * max([largest[near] for near in near_by], default=0.0)
        if not row or min([phrase.size for phrase in row]) >= small:
            continue
        for phrase in row:
            host = None
            if phrase.size < small and len(phrase.words) <= 3:
                for near in near_by:
                    if phrase.size < SMALL_PRINT * largest[near]:
                        host = _host(rows[near], phrase)
                        if host is not None:
                            rows[near][host] = _insert(rows[near][host], phrase)
                            break
            if host is None:
                kept.append(phrase)
        rows[i] = kept
    return rows


def _join_currencies(row: Sequence[Phrase]) -> list[Phrase]:
    """Give a sign of currency to the figure after it: it may stand at the left side of its column."""
    parted: list[Phrase] = []
    for i, phrase in enumerate(row):
        last = phrase.words[-1].text in CURRENCIES and len(phrase.words) > 1
        if last and i + 1 < len(row) and is_figure(row[i + 1]) and is_figure(make_phrase(phrase.words[:-1])):
            parted += [make_phrase(phrase.words[:-1]), make_phrase(phrase.words[-1:])]
        else:
            parted.append(phrase)
    joined: list[Phrase] = []
    for phrase in parted:
        if joined and joined[-1].text in CURRENCIES and is_figure(phrase):
            joined[-1] = make_phrase((*joined[-1].words, *phrase.words))
        else:
            joined.append(phrase)
    return joined


def _host(row: list[Phrase], mark: Phrase) -> int | None:
    at = bisect_left(row, mark.x0 + 0.01, key=lambda p: p.x0) - 1
    for k in (at, at + 1):
        if 0 <= k < len(row):
            host = row[k]
            reach = 0.3 * host.size
            if (
                SMALLEST_PRINT * host.size < mark.size < SMALL_PRINT * host.size
                and host.x0 - reach <= mark.x1
                and mark.x0 <= host.x1 + reach
                and min(mark.bottom, host.bottom) - max(mark.top, host.top) > 0.3 * (mark.bottom - mark.top)
            ):
                return k
    return None


def _insert(host: Phrase, mark: Phrase) -> Phrase:
    words = sorted((*host.words, *mark.words), key=lambda w: (w.x0, w.x1))
    return make_phrase(words)
