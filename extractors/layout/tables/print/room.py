"""The print and the gaps of the rows of a table, asked what stands, ends or is white at a place."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from extractors.layout.lines import Phrase, is_sign
from extractors.layout.tables.print.joined_columns import stands_over

INSIDE = 2.0
"""Points by which print reaches over an edge on both sides when it runs across."""
SAME_EDGE = 0.6
"""Points by which phrases that begin at one edge may differ."""
ALIGNED_MIN = 3
"""Phrases that must begin at an edge, or stand in a column of signs, for it to count."""
HEADS = 4
"""Heads of a row that alone shows columns."""
FAR = 2.0
"""Font sizes between such heads at least."""
HEAD_LINES = 4
"""Lines of such a head at most."""
ON_AXIS = 1.0
"""Points by which print that is set from the middle may miss it."""


class Room:
    """The print and the gaps of all rows, asked how many lie at a place.

    Sorted once and counted by bisection: a table asks hundreds of times.
    """

    def __init__(self, rows: Sequence[Sequence[Phrase]], phrases: Sequence[Phrase], loose: Sequence[Phrase]) -> None:
        gaps = [(a.x1, b.x0) for row in rows for a, b in itertools.pairwise(_with_beside(row, loose)) if b.x0 > a.x1]
        gaps += [(a.x1, b.x0) for row in rows if _is_head(row, phrases) for a, b in itertools.pairwise(row)]
        self._gaps = gaps
        self._gap_starts = sorted(start for start, _ in gaps)
        self._gap_ends = sorted(end for _, end in gaps)
        self._rows = rows
        self._phrases = phrases
        self._loose = loose
        self._lefts = sorted(p.x0 for p in phrases)
        self._rights = sorted(p.x1 for p in phrases)
        self._aligned = sorted(p.x0 for p in phrases if p.aligned)
        self._narrow = sorted((p.x0, p.x1) for p in phrases if p.x1 - p.x0 <= _NARROW)

    def gaps_at(self, place: float) -> int:
        """Rows with a gap there."""
        return bisect_right(self._gap_starts, place) - bisect_left(self._gap_ends, place)

    def gaps_over(self, left: float, right: float) -> int:
        """Rows with a gap over all of left…right: they print on neither side of it."""
        return sum(1 for start, end in self._gaps if start <= left and end >= right)

    def across(self, place: float, by: float) -> int:
        """Phrases that reach over the place by more than ``by`` points on both sides."""
        low, high = place - by, place + by
        # Print that ends before it did not begin after it, but for phrases that lie between the two.
        first, last = bisect_left(self._narrow, (low,)), bisect_right(self._narrow, (high, high))
        between = sum(1 for _, x1 in self._narrow[first:last] if x1 <= high)
        return bisect_left(self._lefts, low) - bisect_right(self._rights, high) + between

    def touching_at(self, x: float) -> int:
        """Phrases that reach over the edge on both sides, and a word of which begins at it."""
        return sum(
            1
            for p in self._phrases
            if p.x0 < x - INSIDE and p.x1 > x + INSIDE and any(abs(w.x0 - x) <= SAME_EDGE for w in p.words[1:])
        )

    @cached_property
    def _signs(self) -> list[Phrase]:
        return [p for p in self._phrases if is_sign(p)]

    def heads_signs_of_its_own(self, left: Sequence[float], right: Sequence[float]) -> bool:
        """Whether words of one row stand in each of the two, with signs in the middle below them.

        Heads of groups run across what each row marks on one side of alone.
        """
        if not self._signs:
            return False
        below = [[p for p in self._signs if _lies_within(p, column)] for column in (left, right)]
        if not all(below) or len(below[0]) + len(below[1]) < ALIGNED_MIN:
            return False
        for row in self._rows:
            heads = [[p for p in row if _lies_within(p, column) and not is_sign(p)] for column in (left, right)]
            if all(
                len(over) == 1 and all(abs(p.cx - over[0].cx) <= INSIDE for p in signs)
                for over, signs in zip(heads, below, strict=True)
            ):
                return True
        return False

    def labels_beside(self, left: Sequence[float], right: Sequence[float]) -> bool:
        """Whether a turned label alone stands in one of the two, and level print beside it in the other.

        What the rows below print there is left of both: no row shows the gap.
        """
        for column, other in ((left, right), (right, left)):
            labels = [p for p in self._loose if _lies_within(p, column)]
            if not labels or any(p.x0 < column[1] and p.x1 > column[0] for p in self._phrases):
                continue
            # Heads are bold where their labels are: rows of another page stand at the same heights.
            beside = (p for p in self._phrases if p.x0 < other[1] and p.x1 > other[0] and not is_sign(p))
            if any(label.top <= p.cy <= label.bottom and p.bold == label.bold for p in beside for label in labels):
                return True
        return False

    def heads_nothing(self, left: Sequence[float], right: Sequence[float]) -> bool:
        """Whether one of the two is a head above nothing, and the other a head with signs on one axis below it."""
        for column, other in ((left, right), (right, left)):
            signs = [p for p in self._signs if _lies_within(p, column)]
            heads = [p for p in self._phrases if _lies_within(p, column) and not is_sign(p)]
            beside = [p for p in self._phrases if p.x0 < other[1] and p.x1 > other[0]]
            if not signs or not heads or not beside or any(abs(p.cx - heads[0].cx) > INSIDE for p in heads):
                continue
            first = min(p.top for p in signs)
            if stands_over(heads[0], signs) and all(p.bottom <= first for p in (*heads, *beside)):
                return True
        return False

    def stand_on_axes(self, left: Sequence[float], right: Sequence[float]) -> bool:
        """Whether all print of each of the two is set from a middle, and one is a head above nothing.

        What the other prints below such heads need be no sign: rows may say the word of their step again.
        """
        met = [[p for p in self._phrases if p.x0 < c[1] and p.x1 > c[0]] for c in (left, right)]
        each = [[p for p in own if _lies_within(p, c)] for own, c in zip(met, (left, right), strict=True)]
        if not all(each) or any(abs(p.cx - own[0].cx) > ON_AXIS for own in each for p in own):
            return False
        first = min(p.top for own in each for p in own)
        if any(p.bottom > first for own, within in zip(met, each, strict=True) for p in own if p not in within):
            return False  # Heads of groups stand above them, and reach out of the column.
        for own, head in (each, each[::-1]):
            below = [p for p in own if p.top >= max(q.bottom for q in head)]
            if len(head) <= HEAD_LINES and len(own) - len(below) > 1 and len(below) >= ALIGNED_MIN:
                return True
        return False

    def begun_in(self, x0: float, x1: float) -> int:
        """Phrases that begin from ``x0`` to ``x1``."""
        return bisect_right(self._lefts, x1) - bisect_left(self._lefts, x0)

    def aligned_at(self, x: float) -> int:
        """Phrases that begin at an edge they share, and there."""
        return count_near(self._aligned, x)


def _is_head(row: Sequence[Phrase], phrases: Sequence[Phrase]) -> bool:
    """Whether the row is bold heads of many columns, far apart: it shows columns that no other row prints in.

    Where most print is bold, that says nothing.
    """
    if len(row) < HEADS or not all(p.bold for p in row):
        return False
    apart = all(b.x0 - a.x1 >= FAR * a.size for a, b in itertools.pairwise(row))
    return apart and 2 * sum(p.bold for p in phrases) <= len(phrases)


def _with_beside(row: Sequence[Phrase], loose: Sequence[Phrase]) -> Sequence[Phrase]:
    """The row with the turned labels that run beside it."""
    beside = [p for p in loose if row and p.top <= row[0].cy <= p.bottom]
    return sorted((*row, *beside), key=lambda p: p.x0) if beside else row


def _lies_within(phrase: Phrase, column: Sequence[float]) -> bool:
    return column[0] - SAME_EDGE <= phrase.x0 and phrase.x1 <= column[1] + SAME_EDGE


_NARROW = 2 * INSIDE + 0.01
"""Points up to which a phrase may lie between both sides of a place."""


def count_near(places: Sequence[float], x: float) -> int:
    """How many of the sorted ``places`` are one edge with ``x``."""
    low, high = bisect_left(places, x - 2 * SAME_EDGE), bisect_right(places, x + 2 * SAME_EDGE)
    return sum(1 for place in places[low:high] if abs(place - x) <= SAME_EDGE)
