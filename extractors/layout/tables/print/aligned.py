"""Phrases parted where columns begin: print that fills its cell stands a word space, or less, from the next cell's.

A *shared edge* is an x at which phrases of several rows begin with a clear gap before them. A word that begins there,
in a row near by, begins a phrase of its own, however narrow the gap before it. So do words that begin where several
phrases of the line above or below do. A phrase that runs across another shared edge with a word of it keeps whole: it
is a line of prose, a caption or a heading that meets the edge by chance. So does a long one that begins where nothing
does in the rows that show the edge. So does a bold one that begins at no edge
itself, where no more than a space stands before the word: a head over columns; and so does a bold one with nothing
beside it: the head of a section.

Figures end where their columns do: an x at which figures of several rows end, with more than a word space before the
next figure, is a *shared end*, and parts figures on both sides of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.lines import CURRENCIES, Phrase, TextRow, is_figure, make_phrase, make_row, with_edge
from schemas.page import Word

ROWS_MIN = 3
"""Rows whose phrases must begin at an edge: two are chance."""
SAME_EDGE = 0.6
"""Points by which print that begins at one edge may differ: the bearings of its first letters do."""
NEAR = 30
"""Rows within which one must show the edge: tables further up or down have edges of their own."""
CLEAR = 0.34
"""Font sizes of white between two figures that are no word space."""
TOUCHING = 0.1
"""Font sizes of white that must stand before a word which begins a phrase."""
PAIRED_MIN = 2
"""Words of one phrase that must begin where phrases of the next line do: one is chance."""
PAIRED_LEADING = 1.5
"""Heights of print between the middles of two lines of one head."""
PROSE_WORDS = 6
"""Words of a line of prose at least: it may have a word at an edge by chance."""
SPACE = 0.4
"""Font sizes of white between two words at most."""
INSIDE = 1.5
"""Points by which print must reach over an edge on both sides to run across it."""


class Edge(NamedTuple):
    """An x at which phrases of several rows begin."""

    x: float
    shown: list[int]
    """The rows that show it."""
    figures: bool
    """Whether figures alone begin there."""


class _Lefts:
    """Knows where several rows of a page begin, an edge as well, when the first phrase asks: few do."""

    def __init__(self, rows: Sequence[TextRow]) -> None:
        self._rows = rows

    @cached_property
    def shared(self) -> list[float]:
        """The places, left to right."""
        begun = sorted([row.phrases[0].x0 for row in self._rows])
        return [x for x in begun if _count_at(x, begun) >= ROWS_MIN]


def part_at_edges(rows: Sequence[TextRow]) -> list[TextRow]:
    """``rows`` of a page, top to bottom, with phrases parted at edges that other rows show."""
    rows = _part_at_ends(rows)
    by_heads = {k for i, row in enumerate(rows) if len(row.phrases) > PAIRED_MIN for k in (i - 1, i + 1)}
    rows = [
        _parted_as_beside(row, [*rows[max(0, i - 1) : i], *rows[i + 1 : i + 2]]) if i in by_heads else row
        for i, row in enumerate(rows)
    ]
    edges = sorted([*_shared_edges(rows), *_edges_behind_figures(rows)])
    if not edges:
        return list(rows)
    places = [edge.x for edge in edges]
    lefts = _Lefts(rows)
    found = []
    for i, row in enumerate(rows):
        alone = len(row.phrases) == 1
        if alone and (is_lone_head(i, rows) or _is_prose(i, rows, edges)):
            found.append(row)
            continue
        phrases = tuple([q for p in row.phrases for q in _parted(p, i, edges, places, lefts, alone=alone)])
        found.append(row if phrases == row.phrases else make_row(phrases))
    return found


def _is_prose(i: int, rows: Sequence[TextRow], edges: Sequence[Edge]) -> bool:
    """Whether row ``i`` is one phrase of many words that begins where no phrase of the rows does that show an edge."""
    phrases = rows[i].phrases
    if len(phrases) > 1 or len(phrases[0].words) < PROSE_WORDS:
        return False
    words = phrases[0].words
    met = [edge for edge in edges if _is_near(i, edge.shown) and _words_at(edge, words, [word.x0 for word in words])]
    beside = (p.x0 for edge in met for k in edge.shown for p in rows[k].phrases)
    return bool(met) and not any(abs(x - words[0].x0) <= INSIDE for x in beside)


def is_lone_head(i: int, rows: Sequence[TextRow]) -> bool:
    """Whether row ``i`` is one bold phrase with nothing beside it, its words as near as those of one line are."""
    row = rows[i]
    words = row.phrases[0].words
    return (
        len(row.phrases) == 1 < len(words)
        and all(w.bold for w in words)
        and all(b.x0 - a.x1 <= SPACE * b.size for a, b in pairwise(words))
        and not any(o.top < row.bottom and o.bottom > row.top for o in (*rows[max(0, i - 1) : i], *rows[i + 1 : i + 2]))
    )


def _parted_as_beside(row: TextRow, others: Sequence[TextRow]) -> TextRow:
    """The row with phrases parted where several phrases of the line above or below begin.

    Heads of narrow columns in two lines: "I høj I nogen Slet" over "grad", "grad" and "ikke". One word that begins
    where one below it does is chance.
    """
    if not any(len(phrase.words) > PAIRED_MIN for phrase in row.phrases):
        return row
    close = [o for o in others if len(o.phrases) > PAIRED_MIN and abs(o.cy - row.cy) <= PAIRED_LEADING * _height(row)]
    phrases = list(row.phrases)
    for other in close:
        starts = [p.x0 for p in other.phrases]
        phrases = [part for phrase in phrases for part in _parted_at(phrase, starts)]
    return row if len(phrases) == len(row.phrases) else make_row(phrases)


def _parted_at(phrase: Phrase, starts: Sequence[float]) -> list[Phrase]:
    words = phrase.words
    if len(words) <= PAIRED_MIN:
        return [phrase]
    inner = [i for i, word in enumerate(words) if i and _is_at(word.x0, starts)]
    if len(inner) < PAIRED_MIN:
        return [phrase]
    return [make_phrase(words[a:b]) for a, b in pairwise([0, *inner, len(words)])]


def _height(row: TextRow) -> float:
    return row.bottom - row.top


def _part_at_ends(rows: Sequence[TextRow]) -> Sequence[TextRow]:
    """The rows with phrases of several figures parted at ends that figures of other rows share."""
    pairs: dict[int, list[tuple[Word, Word]]] = {}
    for i, row in enumerate(rows):
        for phrase in row.phrases:
            if len(phrase.words) > 1 and (found := _figures_beside(phrase)):
                pairs.setdefault(i, []).extend(found)
    if not pairs:
        return rows
    ends = sorted((a.x1, i) for i, found in pairs.items() for a, b in found if b.x0 - a.x1 >= CLEAR * b.size)
    places = [x for x, _ in ends]
    parted = list(rows)
    for i, found in pairs.items():
        starts = set()
        for a, b in found:
            near = ends[bisect_left(places, a.x1 - SAME_EDGE) : bisect_right(places, a.x1 + SAME_EDGE)]
            if len({k for _, k in near if abs(k - i) <= NEAR}) >= ROWS_MIN:
                starts.add(id(b))
        if starts:
            parted[i] = make_row([q for p in rows[i].phrases for q in _parted_before(p, starts)])
    return parted


def _figures_beside(phrase: Phrase) -> list[tuple[Word, Word]]:
    """Neighbouring words of the phrase that are a figure each: more than the digits of a group of three."""
    words = phrase.words
    # Most words begin with a letter.
    whole = [i for i, word in enumerate(words) if not word.text[:1].isalpha() and _is_whole(word.text)]
    return [(words[a], words[b]) for a, b in pairwise(whole) if b == a + 1]


def _is_whole(text: str) -> bool:
    return len(text) > 3 and not any(map(str.isalpha, text)) and any(map(str.isdigit, text))


def _parted_before(phrase: Phrase, starts: set[int]) -> list[Phrase]:
    """The phrase, parted before the words with these identities."""
    words = phrase.words
    at = [0, *(k for k in range(1, len(words)) if id(words[k]) in starts), len(words)]
    return [make_phrase(words[a:b]) for a, b in pairwise(at)] if len(at) > 2 else [phrase]


def _shared_edges(rows: Sequence[TextRow]) -> list[Edge]:
    """Edges from left to right."""
    phrases = [
        (i, q) for i, row in enumerate(rows) if len(row.phrases) > 1 for q in row.phrases[2 if _is_listed(row) else 1 :]
    ]
    if not phrases:
        return []
    starts = sorted([(q.x0, i, at) for at, (i, q) in enumerate(phrases)])
    words: list[tuple[float, int, float]] = []
    begun: list[float] = []
    found: list[Edge] = []
    first = 0
    while first < len(starts):
        last = first
        while last < len(starts) and starts[last][0] - starts[first][0] <= SAME_EDGE:
            last += 1
        here = starts[first:last]
        first = last
        shown = sorted({i for _, i, _ in here})
        place = sum([x for x, _, _ in here]) / len(here)
        few = len(shown) < ROWS_MIN
        if few:
            begun = begun or sorted([word.x0 for row in rows for phrase in row.phrases for word in phrase.words])
            if _count_at(place, begun) < ROWS_MIN:
                continue
        figures = all(is_figure(phrases[at][1]) for _, _, at in here)
        if few and not figures:
            words = words or _word_starts(rows)
            shown = _rows_kept_to(place, rows, words)
        if len(shown) >= ROWS_MIN:
            found.append(Edge(place, shown, figures))
    return found


def _count_at(place: float, begun: Sequence[float]) -> int:
    return bisect_right(begun, place + SAME_EDGE) - bisect_left(begun, place - SAME_EDGE)


def _rows_kept_to(place: float, rows: Sequence[TextRow], starts: Sequence[tuple[float, int, float]]) -> list[int]:
    """The rows in which a word begins at ``place``, where no word of a row from the first to the last runs across it.

    Justified print fills its cell in most rows, so that few show the gap before the next one. What stands before the
    words must begin at several places: "Team Unge" and "Team HR" share two edges by their words alone.

    Args:
        place: where.
        rows: the rows of the page.
        starts: where their words begin, as :func:`_word_starts` gives it.
    """
    first = bisect_left(starts, (place - SAME_EDGE,))
    here = starts[first : bisect_right(starts, (place + SAME_EDGE, len(rows), 0.0))]
    shown = sorted({i for _, i, _ in here})
    if len({round(before) for _, _, before in here}) < ROWS_MIN or len(shown) < ROWS_MIN:
        return []
    words = (w for row in rows[shown[0] : shown[-1] + 1] for p in row.phrases for w in p.words)
    return [] if any(w.x0 + INSIDE < place < w.x1 - INSIDE for w in words) else shown


def _word_starts(rows: Sequence[TextRow]) -> list[tuple[float, int, float]]:
    """Where words begin, in which row, and where the print before them does, but for entries of lists behind bullets.

    From left to right.
    """
    found: list[tuple[float, int, float]] = []
    for i, row in enumerate(rows):
        before = 0.0
        for phrase in row.phrases:
            bullet = False
            for word in phrase.words:
                if not bullet:
                    found.append((word.x0, i, before))
                before = word.x0
                bullet = len(word.text) == 1 and not word.text.isalnum()
    return sorted(found)


def _edges_behind_figures(rows: Sequence[TextRow]) -> list[Edge]:
    """Edges at which text begins right behind a figure, row after row, and which a head shows with a gap before it.

    Spreadsheets set figures to the right of their cell and text to the left of the next. Where number and title share a
    cell, the head stands over the number.
    """
    behind = [
        (phrase.words[1].x0, i)
        for i, row in enumerate(rows)
        for phrase in row.phrases
        if len(phrase.words) > 1 and phrase.words[0].text.isdigit() and phrase.words[1].text[0].isalpha()
    ]
    if len(behind) < ROWS_MIN:
        return []
    heads = sorted(p.x0 for row in rows for p in row.phrases if not is_figure(p) and not p.words[0].text.isdigit())
    found: list[Edge] = []
    for x in sorted({x for x, _ in behind}):
        shown = sorted({i for at, i in behind if abs(at - x) <= SAME_EDGE})
        near = found and abs(found[-1].x - x) <= SAME_EDGE
        if len(shown) >= ROWS_MIN and _is_at(x, heads) and not near:
            found.append(Edge(x, shown, figures=False))
    return found


def _is_listed(row: TextRow) -> bool:
    """Whether the row begins with a bullet: the edge behind it is that of a list."""
    words = row.phrases[0].words
    return len(words) == len(words[0].text) == 1 and not words[0].text.isalnum()


def _parted(
    phrase: Phrase,
    row: int,
    edges: Sequence[Edge],
    places: Sequence[float],
    lefts: _Lefts,
    *,
    alone: bool,
) -> list[Phrase]:
    """The phrase in pieces.

    Args:
        phrase: the phrase.
        row: its row.
        edges: those of the page, from left to right.
        places: where they are.
        lefts: where rows of the page begin.
        alone: whether nothing else stands in its row.
    """
    words = phrase.words
    low = bisect_left(places, phrase.x0 - SAME_EDGE)
    high = bisect_right(places, phrase.x1 - INSIDE)
    here = [edge for edge in edges[low:high] if _is_near(row, edge.shown)] if low < high else []
    if not here:
        return [phrase]
    near = [edge.x for edge in here]
    starts: list[int] = []
    # Most phrases begin at an edge and run across none.
    if len(words) > 1 and near[-1] >= words[1].x0 - SAME_EDGE:
        begun = [word.x0 for word in words]
        starts = sorted({i for edge in here for i in _words_at(edge, words, begun)})
    if not starts and not _is_at(phrase.x0, near):
        return [phrase]
    if alone and starts and _is_caption(phrase, starts, here, places[high:]):
        return [phrase]
    pieces = [make_phrase(words[a:b]) for a, b in pairwise([0, *starts, len(words)])] if starts else [phrase]
    if starts and any(piece.x0 + INSIDE < x < piece.x1 - INSIDE for piece in pieces for x in near):
        return [phrase]
    if starts and not _is_at(phrase.x0, near) and not _is_at(phrase.x0, lefts.shared) and all(w.bold for w in words):
        spaced = [words[i].x0 - words[i - 1].x1 <= SPACE * words[i].size for i in starts]
        if all(spaced):
            return [phrase]
    return [with_edge(p, aligned=k > 0 or _is_at(p.x0, near)) for k, p in enumerate(pieces)]


def _is_caption(phrase: Phrase, starts: Sequence[int], here: Sequence[Edge], beyond: Sequence[float]) -> bool:
    """Whether words alone in their row meet edges of figures by chance: no wider gap is there, nor any further figure.

    Print that fills its cell stands a word space from the next cell's, but not all of its own words do.
    """
    gaps = [b.x0 - a.x1 for a, b in pairwise(phrase.words)]
    widest = max(gaps[i - 1] for i in starts)
    others = [gap for i, gap in enumerate(gaps, 1) if i not in starts]
    return bool(beyond) and len(others) > 1 and all(e.figures for e in here) and widest <= min(others) + SAME_EDGE


def _words_at(edge: Edge, words: Sequence[Word], begun: Sequence[float]) -> list[int]:
    """Those of the words behind the first, which begin at the places ``begun``, with which a column may at the edge."""
    near = range(
        max(1, bisect_left(begun, edge.x - 2 * SAME_EDGE)),
        bisect_right(begun, edge.x + 2 * SAME_EDGE),
    )
    return [
        i
        for i in near
        if abs(begun[i] - edge.x) <= SAME_EDGE
        and words[i].x0 - words[i - 1].x1 >= TOUCHING * words[i].size
        and words[i - 1].text not in CURRENCIES
        and _may_begin(words[i], edge)
    ]


def _is_at(x: float, edges: Sequence[float]) -> bool:
    """Whether one of the ``edges``, left to right, is at ``x``."""
    at = bisect_left(edges, x - SAME_EDGE)
    return at < len(edges) and edges[at] <= x + SAME_EDGE


def _may_begin(word: Word, edge: Edge) -> bool:
    """Whether a column may begin with the word: not where figures alone do, being as wide as each other."""
    return not edge.figures or len(word.text) == 1 or not word.text[0].isalpha()


def _is_near(row: int, shown: Sequence[int]) -> bool:
    at = bisect_left(shown, row - NEAR)
    return at < len(shown) and shown[at] <= row + NEAR
