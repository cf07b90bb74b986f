"""Text rows → table rows, where no line is drawn between them.

Print is put into bands that no level line can part. Between two neighbouring bands a row ends or its cells go on.
Evidence, strongest first:

1. a phrase across the columns stands in a row of its own;
2. *anchors*: a column whose entries take one line each (a number, a level, a name, a mark) has one entry a row, so that
   exactly one row ends between two of them;
3. extra space, where the table has both tight and wide spacing;
4. figures below each other: a number is never broken over lines;
5. whether lines were broken because the column was full (the next word would not have fitted) or before that;
6. which columns begin and which go on, the first column above all.

Anchors may stand in the middle of a tall row: which of the gaps between two of them ends the row, the other evidence
says. A row is never closed across a phrase.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.layout.lines import Phrase, TextRow, is_figure

TRIM = 0.22
"""Share of a phrase's height cut off above and below before bands are told apart: boxes of
neighbouring lines overlap."""
WIDER = 1.18
"""Pitch beyond the tight one by this factor is extra space."""
INTERLEAVED = 0.85
"""Lines closer than the tight pitch by this factor stand beside each other: a cell centred beside a taller one."""
MUCH_WIDER = 1.6
"""Pitch beyond the tight one by this factor parts rows for sure."""
EARLY = 0.4
"""Share of its column that a line leaves free when it was surely not broken for want of room."""
WORD_SPACE = 0.25
"""Font sizes between two words."""
NARROW = 3.0
"""A column of fewer font sizes holds no wrapped words."""
PADDING = 3.0
"""Points between print and the parting of a column."""
ANCHOR_ENTRIES = 3
"""Fewer entries do not show that a column takes one line each."""
ANCHOR_LINES = 1.2
"""Lines an entry of an anchor column takes at most on average."""
HEAD_LINES = 1.0
"""Evidence against a new row for each column that goes on in the lines of a header."""
FEW_FIGURES = 0.35
"""Share of figures among heads: years, and numbers of units."""
BOTH_KINDS = 0.05
"""Share of the gaps that must be wide, and tight, before spacing says which lines belong together."""
SPACED = 0.75
"""Share of its entries that extra space parts in an anchor column of such a table."""
ALWAYS = 99.0
"""Evidence of a drawn line."""
SURE = 2.5
"""Evidence from which a row ends though no anchor asks for it."""


@dataclass(slots=True)
class Band:
    """Print that no level line can part, by column."""

    top: float
    bottom: float
    cells: dict[int, list[Phrase]] = field(default_factory=dict)
    spanning: list[Phrase] = field(default_factory=list)


def find_row_ends(stretches: Sequence[Sequence[TextRow]], xs: Sequence[float]) -> list[list[float]]:
    """Places between the table rows that print makes.

    Args:
        stretches: the rows of print between one line drawn across the table and the next.
        xs: partings of the columns.

    Returns:
        For each stretch the places where a row ends inside it.
    """
    parts = [make_bands(rows, xs) for rows in stretches]
    bands = [band for part in parts for band in part]
    if len(bands) < 2:
        return [[] for _ in parts]
    room = _room(bands, xs)
    tight = _tight_pitch(bands)
    drawn: set[int] = set()
    for part in parts[:-1]:
        drawn.add((max(drawn) if drawn else -1) + len(part))
    evidence = [
        ALWAYS if i in drawn else _evidence(above, below, tight, room)
        for i, (above, below) in enumerate(pairwise(bands))
    ]
    wide = [i not in drawn and tight > 0 and _pitch(a, b) > WIDER * tight for i, (a, b) in enumerate(pairwise(bands))]
    ends = _anchored(bands, evidence, wide, room)
    if ends is None:
        ends = {i for i, score in enumerate(evidence) if score > 0}
    found = []
    start = 0
    for part in parts:
        inside = range(start, start + len(part) - 1)
        found.append([(bands[i].bottom + bands[i + 1].top) / 2 for i in inside if i in ends])
        start += len(part)
    return found


def make_bands(rows: Sequence[TextRow], xs: Sequence[float]) -> list[Band]:
    """Bands of print, top to bottom, phrases by column."""
    pieces = []
    for row in rows:
        for phrase in row.phrases:
            cut = TRIM * (phrase.bottom - phrase.top)
            pieces.append((phrase.top + cut, phrase.bottom - cut, phrase))
    pieces.sort(key=lambda p: (p[0], p[2].x0))
    bands: list[Band] = []
    for top, bottom, phrase in pieces:
        if not bands or top >= bands[-1].bottom:
            bands.append(Band(top, bottom))
        band = bands[-1]
        band.bottom = max(band.bottom, bottom)
        column = column_of(phrase, xs)
        if column is None:
            band.spanning.append(phrase)
        else:
            band.cells.setdefault(column, []).append(phrase)
    return bands


def column_of(phrase: Phrase, xs: Sequence[float]) -> int | None:
    """The column that holds most of ``phrase``; None where it reaches well into a second one."""
    x0, x1 = phrase.x0, phrase.x1
    last = len(xs) - 2
    first = min(max(bisect_right(xs, x0) - 1, 0), last)
    if first == last or x1 <= xs[first + 1]:
        return first
    best, best_share, met = first, 0.0, 0
    for c in range(first, last + 1):
        if xs[c] >= x1:
            break
        shared = min(x1, xs[c + 1]) - max(x0, xs[c])
        if shared > min(0.3 * max(x1 - x0, 0.1), 0.5 * (xs[c + 1] - xs[c])):
            met += 1
        if shared > best_share:
            best, best_share = c, shared
    return best if met <= 1 else None


def _room(bands: Sequence[Band], xs: Sequence[float]) -> list[tuple[float, float]]:
    """Left and right end of the room that lines of each column have: up to the next column, or as far as print goes."""
    room = []
    for c in range(len(xs) - 1):
        phrases = [p for band in bands for p in band.cells.get(c, ())]
        left = min((p.x0 for p in phrases), default=xs[c])
        right = max((p.x1 for p in phrases), default=xs[c + 1])
        room.append((left, right if c == len(xs) - 2 else max(right, xs[c + 1] - PADDING)))
    return room


def _tight_pitch(bands: Sequence[Band]) -> float:
    """The smallest usual pitch between lines of one column; 0 where no column has two lines in a row."""
    pitches = sorted(
        min(p.cy for p in below.cells[c]) - max(p.cy for p in above.cells[c])
        for above, below in pairwise(bands)
        for c in below.cells
        if c in above.cells
    )
    return median(pitches[: max(1, len(pitches) // 4)]) if pitches else 0.0


def _pitch(above: Band, below: Band) -> float:
    shared = [
        min(p.cy for p in below.cells[c]) - max(p.cy for p in above.cells[c]) for c in below.cells if c in above.cells
    ]
    if shared:
        return min(shared)
    return (below.top + below.bottom) / 2 - (above.top + above.bottom) / 2


def _evidence(above: Band, below: Band, tight: float, room: Sequence[tuple[float, float]]) -> float:
    """Evidence that a row ends between two bands: above 0 for, below 0 against."""
    both = [c for c in below.cells if c in above.cells]
    pitch = _pitch(above, below)
    if below.spanning or (above.spanning and not (both and _is_beside(above, below) and pitch <= WIDER * tight)):
        return 2 * SURE
    if pitch < INTERLEAVED * tight:
        return -SURE
    is_wide = tight > 0 and pitch > WIDER * tight
    score = 0.0
    if tight:
        score += 2.0 if is_wide else -0.5
        score += 1.0 if pitch > MUCH_WIDER * tight else 0.0
    score += 1.2 if 0 in below.cells else -1.2
    goes_on = False
    for c in both:
        upper, lower = above.cells[c][-1], below.cells[c][0]
        if is_figure(lower):
            score += 2.0 if is_figure(upper) else 1.2
        else:
            early = _broken_early(upper, lower, room[c])
            goes_on = goes_on or early < 0
            score += early
    if len(below.cells) == 1 and both:
        score -= 1.5
    if 1 < len(both) == len(below.cells) and not is_wide and 0 not in above.cells and _is_worded(above, below):
        score -= HEAD_LINES * len(both)
    if is_wide or not goes_on:
        score += 0.5 * (len(below.cells) - len(both))
    return score


def _is_worded(*bands: Band) -> bool:
    """Whether the bands print words for the most part: lines of heads over columns of which the first has none."""
    phrases = [p for band in bands for cell in band.cells.values() for p in cell]
    return sum(map(is_figure, phrases)) <= FEW_FIGURES * len(phrases)


def _is_beside(above: Band, below: Band) -> bool:
    """Whether nothing below stands under the print across columns: other heads beside it may have more lines."""
    return not any(
        p.x0 < q.x1 and p.x1 > q.x0 for p in above.spanning for phrases in below.cells.values() for q in phrases
    )


def _broken_early(above: Phrase, below: Phrase, room: tuple[float, float]) -> float:
    """Evidence that the line above ended before its column was full, against it where the next word had no room."""
    if above.text.endswith(":"):
        return 1.2
    word = below.words[0]
    left, right = room
    free = right - above.x1 + max(0.0, above.x0 - left)
    full = free < (word.x1 - word.x0) + WORD_SPACE * below.size and right - left > NARROW * below.size
    if full or word.text[0].islower():
        return -1.5
    return 1.2 if free > EARLY * (right - left) else 0.7


def _anchored(
    bands: Sequence[Band], evidence: Sequence[float], wide: Sequence[bool], room: Sequence[tuple[float, float]]
) -> set[int] | None:
    """Gaps that end rows so that each row has one entry of the best anchor column; None without such a column."""
    column, anchors = _anchor_bands(bands, wide, room)
    if not anchors:
        return None
    ends = {
        i
        for i, score in enumerate(evidence)
        if score >= SURE or (score > 0 and column in bands[i].cells and column in bands[i + 1].cells)
    }
    for upper, lower in pairwise(anchors):
        between = range(upper, lower)
        best = max(between, key=lambda i: (evidence[i], i))
        if evidence[best] >= -SURE and not any(i in ends for i in between):
            ends.add(best)
    ends |= {i for i in (*range(anchors[0]), *range(anchors[-1], len(evidence))) if evidence[i] > SURE - 1}
    if not is_figure(bands[anchors[0]].cells[column][0]):
        # The head of the column: heads of several levels stand between it and the first row.
        ends |= {i for i in range(anchors[0], anchors[1]) if evidence[i] > 0}
    return ends


def _anchor_bands(
    bands: Sequence[Band], wide: Sequence[bool], room: Sequence[tuple[float, float]]
) -> tuple[int, list[int]]:
    """The column whose entries take one line each, of several the one with most, and the bands its entries begin in.

    Where a table has both tight and wide spacing, extra space must stand between most entries of the column: options
    listed in a cell take a line each, too.
    """
    column, best = -1, list[int]()
    has_both = BOTH_KINDS * len(wide) <= sum(wide) <= (1 - BOTH_KINDS) * len(wide)
    for c in range(len(room)):
        places = [i for i, band in enumerate(bands) if c in band.cells]
        entries = []
        for k, i in enumerate(places):
            before = places[k - 1] if k else -2
            upper = bands[before].cells[c][-1] if before == i - 1 else None
            lower = bands[i].cells[c][0]
            if upper is None or is_figure(lower) or _broken_early(upper, lower, room[c]) > 0:
                entries.append(i)
        if len(entries) < ANCHOR_ENTRIES or len(places) > ANCHOR_LINES * len(entries):
            continue
        spaced = sum(1 for a, b in pairwise(entries) if any(wide[a:b]))
        if has_both and spaced < SPACED * (len(entries) - 1):
            continue
        if len(entries) > len(best):
            column, best = c, entries
    return column, best
