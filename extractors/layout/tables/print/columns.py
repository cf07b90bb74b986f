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
from functools import lru_cache

from extractors.layout.lines import Phrase, is_figure, is_sign
from extractors.layout.tables.print.joined_columns import (
    Column,
    with_bullets,
    with_centred_heads,
    with_last_words,
    with_own_heads,
    with_strays,
    with_stretched_heads,
    with_turned_heads,
    without_lone,
)
from extractors.layout.tables.print.room import ALIGNED_MIN, INSIDE, Room, count_near
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
SHORE = 0.6
"""Points from the side of a column at which a parting is tried, besides half-way."""
MOSTLY_TOUCHING = 2
"""Phrases across such an edge, for each that begins there, up to which print of two cells may touch."""
BRIDGING = 0.5
"""Points by which print reaches over a parting on both sides when it bridges it."""


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
    room = Room(rows, phrases, loose)
    edges = _firm_edges(sorted(p.x0 for p in phrases if p.aligned and not is_sign(p)), room)
    found: list[list[float]] = []
    over, alone = _heads_above(rows)
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
        if len(hits) == 1 and (
            id(phrase) in over
            or _fills_gap(found, hits[0], phrase, room)
            or (id(phrase) in alone and _reaches_next(found, hits[0], phrase, room))
        ):
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
    columns = with_centred_heads(with_stretched_heads(with_own_heads(columns, rows, loose), rows), rows)
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


def _heads_above(rows: Sequence[Sequence[Phrase]]) -> tuple[set[int], set[int]]:
    """Words above the first row that keeps to a shared edge: heads over columns, several in a row; and lone ones."""
    first = next((i for i, row in enumerate(rows) if any(p.aligned for p in row)), 0)
    heads = [row for row in rows[:first] if not any(map(is_sign, row))]
    over, alone = ({id(p) for row in heads if (len(row) > 1) == several for p in row} for several in (True, False))
    return over, alone


def _reaches_next(found: Sequence[Sequence[float]], hit: int, phrase: Phrase, room: Room) -> bool:
    """Whether a head sticks out of the one column that it meets as far as the next, which rows keep apart from it."""
    reach = NARROWEST_GAP * phrase.size
    column = found[hit]
    if phrase.x1 > column[1] and hit + 1 < len(found) and found[hit + 1][0] - phrase.x1 < reach:
        return _parted(column, found[hit + 1], room, phrase.size)
    if phrase.x0 < column[0] and hit and phrase.x0 - found[hit - 1][1] < reach:
        return _parted(found[hit - 1], column, room, phrase.size)
    return False


def _fills_gap(
    found: Sequence[Sequence[float]],
    hit: int,
    phrase: Phrase,
    room: Room,
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


def _firm_edges(aligned: Sequence[float], room: Room) -> list[float]:
    """Edges at which far more phrases begin than run across: what runs across is a head, and widens no column.

    Signs stand in the middle of their columns, under heads of their own: where they begin, no column does. Print of two
    cells that touch has a word that begins there, and does not run across.
    """
    firm = []
    for x in sorted({round(x, 1) for x in aligned}):
        count = count_near(aligned, x)
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
    room: Room,
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
    room: Room,
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


def _is_headed_apart(left: Sequence[float], right: Sequence[float], room: Room, size: float) -> bool:
    """Whether heads alone show two columns: a row or none prints on both sides of the gap, and none across it."""
    gap, place = right[0] - left[1], (left[1] + right[0]) / 2
    if gap < NARROWEST_GAP * size or room.across(place, BRIDGING):
        return False
    return room.labels_beside(left, right) or (
        gap >= HEAD_GAP * size and (room.heads_nothing(left, right) or room.stand_on_axes(left, right))
    )
