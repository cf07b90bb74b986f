"""Phrases → columns, where no line is drawn.

A column is an interval of x that phrases share. Phrases are taken from narrow to wide, figures first, since heads may
stand between the figures of their columns: each opens a column, widens the one it meets, or bridges several. A bridge
joins columns unless more rows show a gap there than bridge it: a heading over several columns or a title bridges what
many rows keep apart, while the words of a text column stretched by justified print are bridged by nearly every line.
Nothing is said by one row alone.

Because rows of all pages of a table are given together, a column that is empty on one page, or that only its header
shows, is a column on every page.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache

from extractors.layout.lines import Phrase, is_figure, is_sign
from extractors.layout.tables.print.joined_columns import (
    Column,
    stands_over,
    with_bullets,
    with_last_words,
    with_own_heads,
    with_strays,
    with_stretched_heads,
    with_turned_heads,
    without_lone,
)
from extractors.layout.tables.print.told_lines import told_lines

OUTVOTE = 2.0
"""Rows that show a gap must outnumber those that bridge it by this factor."""
GAP_ROWS_MIN = 2
"""Rows that must show a gap: one wide word space is chance."""
NARROWEST_GAP = 0.25
"""A parting narrower than this many font sizes is a word space, unless phrases begin at an edge they share."""
WIDE = 1.0
"""Font sizes of white that part columns though rows print on neither side of it; words stand closer."""
HEAD_GAP = 0.75
"""Font sizes between the heads of two columns of which one prints nothing below its own; words stand closer."""
INSIDE = 2.0
"""Points by which print reaches over an edge on both sides when it runs across."""
SHORE = 0.6
"""Points from the side of a column at which a parting is tried, besides half-way."""
HEADS = 4
"""Heads of a row that alone shows columns."""
FAR = 2.0
"""Font sizes between such heads at least."""
HEAD_LINES = 4
"""Lines of such a head at most."""
ON_AXIS = 1.0
"""Points by which print that is set from the middle may miss it."""
ALIGNED_MIN = 3
"""Phrases that must begin at such an edge."""
MOSTLY_TOUCHING = 2
"""Phrases across such an edge, for each that begins there, up to which print of two cells may touch."""
BRIDGING = 0.5
"""Points by which print reaches over a parting on both sides when it bridges it."""
SAME_EDGE = 0.6
"""Points by which they may differ."""


def find_columns(rows: Sequence[Sequence[Phrase]], loose: Sequence[Phrase] = ()) -> list[Column]:
    """Columns of a table, left to right.

    Args:
        rows: the phrases of each text row, left to right; rows of all pages of the table.
        loose: phrases that stand in no row (turned header labels): they open and widen columns, and bridge none.
    """
    return list(_columns_of(_Print(rows, loose)))


class _Print:
    """Rows of phrases and loose ones, the same as others that hold the same phrases: not equal ones, these very ones.

    The rules that find, bound, judge, join and part a table ask for its columns one after the other.
    """

    def __init__(self, rows: Sequence[Sequence[Phrase]], loose: Sequence[Phrase]) -> None:
        self.rows = [tuple(row) for row in rows]
        self.loose = tuple(loose)
        self._key = tuple([tuple(map(id, row)) for row in (*self.rows, self.loose)])

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Print) and self._key == other._key


def forget_columns() -> None:
    """Let go of the print whose columns are remembered."""
    _columns_of.cache_clear()


@lru_cache(maxsize=1024)
def _columns_of(given: _Print) -> tuple[Column, ...]:
    rows, loose = given.rows, given.loose
    phrases = [phrase for row in rows for phrase in row]
    if not phrases:
        return ()
    told = told_lines(rows)
    phrases = [p for p in _without_section_heads(rows, phrases) if id(p) not in told]
    room = _Room(rows, phrases, loose)
    edges = _firm_edges(sorted(p.x0 for p in phrases if p.aligned and not is_sign(p)), room)
    found: list[list[float]] = []
    over = _group_heads(rows)
    last = over | {id(row[0]) for row in rows if len(row) == 1 and not is_figure(row[0])}
    for phrase in sorted((*phrases, *loose), key=lambda p: (id(p) in last, not is_figure(p), p.x1 - p.x0, p.x0)):
        first = bisect_right(edges, phrase.x0 + INSIDE)
        if first < len(edges) and edges[first] < phrase.x1 - INSIDE:
            continue
        hits = _meets(found, phrase.x0, phrase.x1)
        if not hits:
            found.insert(bisect_left(found, [phrase.x0]), [phrase.x0, phrase.x1])
            continue
        runs = [[hits[0]]]
        for left, right in itertools.pairwise(hits):
            if _parted(found[left], found[right], room, phrase.size):
                runs.append([right])
            else:
                runs[-1].append(right)
        if len(hits) == 1 and (id(phrase) in over or _fills_gap(found, hits[0], phrase, room)):
            continue
        if len(runs) == 1:
            merged = [min(found[hits[0]][0], phrase.x0), max(found[hits[-1]][1], phrase.x1)]
            found[hits[0] : hits[-1] + 1] = [merged]
        else:
            for run in reversed(runs):
                if len(run) > 1:
                    found[run[0] : run[-1] + 1] = [[found[run[0]][0], found[run[-1]][1]]]
    columns = [Column(*c) for c in _supported(found, room, phrases)]
    columns = without_lone(with_last_words(with_bullets(columns, rows, loose), rows), rows)
    columns = with_stretched_heads(with_own_heads(columns, rows, loose), rows)
    columns = with_turned_heads(columns, rows, loose)
    return tuple(with_strays(columns, rows, loose))


def _without_section_heads(rows: Sequence[Sequence[Phrase]], phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases but those that stand alone in their row in bold print among print that is not: heads of sections.

    They begin at the left side, where other print does or further out, and run on over whatever columns are there. Over
    columns of signs they need not be bold.
    """
    over_signs = _over_signs(rows)
    phrases = [p for p in phrases if id(p) not in over_signs]
    left = min(p.x0 for p in phrases) + INSIDE
    heads = {id(row[0]): row[0] for row in rows if len(row) == 1 and row[0].x0 <= left and row[0].bold}
    if not heads or 2 * sum(1 for p in phrases if not p.bold) < len(phrases):
        return list(phrases)
    kept = [p for p in phrases if id(p) not in heads]
    first = min((p.x0 for p in kept), default=left)
    over = all(head.x1 > first + INSIDE for head in heads.values())
    return kept if kept and (first <= left or over) else list(phrases)


def _over_signs(rows: Sequence[Sequence[Phrase]]) -> set[int]:
    """Words that stand alone in their row, where nearly nothing but signs of several columns stands in other rows."""
    lone = [row[0] for row in rows if len(row) == 1 and row[0].words and not is_sign(row[0])]
    shared = [p for row in rows if len(row) > 1 for p in row] if lone else []
    signs = [p for p in shared if is_sign(p)]
    found: set[int] = set()
    if len(signs) < ALIGNED_MIN:
        return found
    sides = [(sorted(p.x0 for p in held), sorted(p.x1 for p in held)) for held in (shared, signs)]
    for phrase in lone:
        every, own = (bisect_left(lefts, phrase.x1) - bisect_right(rights, phrase.x0) for lefts, rights in sides)
        if own >= max(ALIGNED_MIN, OUTVOTE * (every - own)):
            beside = [p for p in signs if p.x0 < phrase.x1 and p.x1 > phrase.x0]
            if max(p.x0 for p in beside) > min(p.x1 for p in beside):
                found.add(id(phrase))
    return found


def _group_heads(rows: Sequence[Sequence[Phrase]]) -> set[int]:
    """Words in rows of several phrases above the first row that keeps to a shared edge: heads over columns."""
    first = next((i for i, row in enumerate(rows) if any(p.aligned for p in row)), 0)
    return {id(p) for row in rows[:first] if len(row) > 1 and not any(map(is_sign, row)) for p in row}


def _fills_gap(
    found: Sequence[Sequence[float]],
    hit: int,
    phrase: Phrase,
    room: _Room,
) -> bool:
    """Whether the phrase stands in the gap between two columns, and just reaches one: a head over both of them.

    So does one that reaches out of a column on both sides, and as far as the next one on one of them.
    """
    column = found[hit]
    if phrase.x0 < column[0] - INSIDE and phrase.x1 > column[1] + INSIDE and room.begun_in(*column) >= ALIGNED_MIN:
        reach = NARROWEST_GAP * phrase.size
        if hit and phrase.x0 - reach < found[hit - 1][1]:
            return _parted(found[hit - 1], column, room, phrase.size)
        if hit + 1 < len(found) and phrase.x1 + reach > found[hit + 1][0]:
            return _parted(column, found[hit + 1], room, phrase.size)
        return False
    if 2 * (min(column[1], phrase.x1) - max(column[0], phrase.x0)) > phrase.x1 - phrase.x0:
        return False
    beyond = hit + 1 if phrase.x1 > column[1] else hit - 1
    if not 0 <= beyond < len(found) or (phrase.x1 > column[1] and phrase.x0 < column[0]):
        return False
    left, right = (found[hit], found[beyond]) if beyond > hit else (found[beyond], found[hit])
    near = max(left[0] - phrase.x0, phrase.x1 - right[1], right[0] - phrase.x1, phrase.x0 - left[1])
    return near < NARROWEST_GAP * phrase.size and _parted(left, right, room, phrase.size)


class _Room:
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
        return _count_near(self._aligned, x)


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


def _count_near(places: Sequence[float], x: float) -> int:
    """How many of the sorted ``places`` are one edge with ``x``."""
    low, high = bisect_left(places, x - 2 * SAME_EDGE), bisect_right(places, x + 2 * SAME_EDGE)
    return sum(1 for place in places[low:high] if abs(place - x) <= SAME_EDGE)


def _firm_edges(aligned: Sequence[float], room: _Room) -> list[float]:
    """Edges at which far more phrases begin than run across: what runs across is a head, and widens no column.

    Signs stand in the middle of their columns, under heads of their own: where they begin, no column does. Print of two
    cells that touch has a word that begins there, and does not run across.
    """
    firm = []
    for x in sorted({round(x, 1) for x in aligned}):
        count = _count_near(aligned, x)
        if count < ALIGNED_MIN:
            continue
        across = room.across(x, INSIDE)
        if count < OUTVOTE * across <= OUTVOTE * MOSTLY_TOUCHING * count:
            across -= room.touching_at(x)
        if count >= OUTVOTE * across:
            firm.append(x)
    return firm


def boundaries(columns: Sequence[Column], x0: float, x1: float) -> list[float]:
    """Partings between ``columns`` half-way in the gaps, with the table's own sides ``x0`` and ``x1``."""
    inner = [(a.x1 + b.x0) / 2 for a, b in itertools.pairwise(columns)]
    return [min(x0, columns[0].x0), *inner, max(x1, columns[-1].x1)]


def _meets(found: Sequence[list[float]], x0: float, x1: float) -> list[int]:
    """Indices of the intervals that share more than a hair with x0…x1."""
    at = max(0, bisect_left(found, [x0]) - 1)
    hits = []
    while at < len(found) and found[at][0] < x1 - 0.2:
        if found[at][1] > x0 + 0.2:
            hits.append(at)
        at += 1
    return hits


def _parted(
    left: Sequence[float],
    right: Sequence[float],
    room: _Room,
    size: float,
) -> bool:
    """Whether rows keep the two intervals apart."""
    if right[0] - left[1] < NARROWEST_GAP * size and room.aligned_at(right[0]) < ALIGNED_MIN:
        return False
    # Print set to one side keeps to one shore, and ragged lines or heads end anywhere in between.
    for place in ((left[1] + right[0]) / 2, right[0] - SHORE, left[1] + SHORE):
        apart, across = room.gaps_at(place), room.across(place, BRIDGING)
        if apart < GAP_ROWS_MIN or apart < OUTVOTE * across:
            continue
        wide = right[0] - left[1] >= WIDE * size
        if wide or not across or apart - room.gaps_over(left[0], right[1]) >= OUTVOTE * across:
            return True
    return room.heads_signs_of_its_own(left, right)


def _supported(
    found: list[list[float]],
    room: _Room,
    phrases: Sequence[Phrase],
) -> list[list[float]]:
    """Join neighbours that too few rows keep apart."""
    size = max(p.size for p in phrases)
    kept = [found[0]]
    for column in found[1:]:
        if _parted(kept[-1], column, room, min(size, 12.0)) or _is_headed_apart(kept[-1], column, room, size):
            kept.append(column)
        else:
            kept[-1] = [kept[-1][0], max(kept[-1][1], column[1])]
    return kept


def _is_headed_apart(left: Sequence[float], right: Sequence[float], room: _Room, size: float) -> bool:
    """Whether heads alone show two columns: a row or none prints on both sides of the gap, and none across it."""
    gap, place = right[0] - left[1], (left[1] + right[0]) / 2
    if gap < NARROWEST_GAP * size or room.across(place, BRIDGING):
        return False
    return room.labels_beside(left, right) or (
        gap >= HEAD_GAP * size and (room.heads_nothing(left, right) or room.stand_on_axes(left, right))
    )
