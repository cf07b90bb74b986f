"""Print between lines → bands that no level line can part, and what they say of spacing and room."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from statistics import median

from extractors.layout.lines import Phrase, TextRow, is_sign

TRIM = 0.22
"""Share of a phrase's height cut off above and below before bands are told apart: boxes of
neighbouring lines overlap."""
LEADER = ("...", ". .")
"""How a line ends whose print is led on to the next column by dots."""
LEADERS_MIN = 3
"""Lines of a column that do so."""
WIDER = 1.18
"""Pitch beyond the tight one by this factor is extra space …"""
SAME_PITCH, OTHER_PITCH, PITCHES_MIN = 1.03, 1.08, 3
"""… and so it is by less where so many pitches are the same by the first factor, and as many others by the second, …"""
SNAPPED = 1.0
"""… and by more points than browsers move lines to stand on whole pixels."""
CLOSER = 0.94
"""Pitch below that of the lines of one cell by this factor is that of rows, where rows are set closer than lines."""
SHOWN_BY = 3
"""Rows, each with a sign of its own, and further lines that show so."""
MOST = 0.8
"""Share of the lines that begin rows, and of the others, that must keep to that."""
SIGNS = 0.6
"""Share of signs in a column from which it tells where rows begin."""
SENTENCES_MIN = 3
"""So many lines that are a sentence each are no chance."""
PADDING = 3.0
"""Points between print and the parting of a column."""


@dataclass(slots=True)
class Band:
    """Print that no level line can part, by column."""

    top: float
    bottom: float
    cells: dict[int, list[Phrase]] = field(default_factory=dict)
    spanning: list[Phrase] = field(default_factory=list)


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


def room_of(bands: Sequence[Band], xs: Sequence[float]) -> list[tuple[float, float]]:
    """Left and right end of the room that lines of each column have: up to the next column, or as far as print goes."""
    room = []
    for c in range(len(xs) - 1):
        phrases = [p for band in bands for p in band.cells.get(c, ())]
        left = min((p.x0 for p in phrases), default=xs[c])
        right = max((p.x1 for p in phrases), default=xs[c + 1])
        led = [p for p in phrases if ends_with(p, LEADER)]
        if len(led) >= LEADERS_MIN:
            # Dots fill the column up: print had as much room as the longest line before them took.
            room.append((left, max(map(_text_end, led))))
        else:
            room.append((left, right if c == len(xs) - 2 else max(right, xs[c + 1] - PADDING)))
    return room


def sentence_columns(bands: Sequence[Band]) -> set[int]:
    """Columns of which each line but for bold heads is a sentence: it begins with a capital and ends with a full stop.

    Text of several lines seldom breaks at the ends of its sentences alone, and its lines are closer than rows.
    """
    lines: dict[int, list[Phrase]] = {}
    for band in bands:
        for c, phrases in band.cells.items():
            lines.setdefault(c, []).extend(p for p in phrases if p.words and not all(w.bold for w in p.words))
    return {
        c
        for c, held in lines.items()
        if len(held) >= SENTENCES_MIN
        and all(len(p.words) > 1 and ends_with(p, (".",)) and p.words[0].text[0].isupper() for p in held)
        and _are_equally_apart(held)
    }


def _are_equally_apart(lines: Sequence[Phrase]) -> bool:
    """Whether most lines stand as close to the next as any do: sentences of one cell would be closer than rows."""
    pitches = [pitch for above, below in pairwise(lines) if (pitch := below.cy - above.cy) > 0]
    return 2 * sum(CLOSER * pitch <= min(pitches) for pitch in pitches) > len(pitches)


def ends_with(phrase: Phrase, endings: tuple[str, ...]) -> bool:
    """Whether the text of the phrase has one of the ``endings``, which are of punctuation.

    Most phrases end in a letter or digit, so that their words need not be joined.
    """
    return bool(phrase.words) and not phrase.words[-1].text[-1:].isalnum() and phrase.text.endswith(endings)


def _text_end(phrase: Phrase) -> float:
    """Where the print ends, the dots that lead on to the next column left out."""
    words = list(phrase.words)
    while words and not words[-1].text.strip(". "):
        words.pop()
    if not words:
        return phrase.x0
    last = words[-1]
    return last.x0 + (last.x1 - last.x0) * len(last.text.rstrip(".")) / len(last.text)


def tight_pitch(bands: Sequence[Band]) -> float:
    """The smallest usual pitch between lines of one column; 0 where no column has two lines in a row.

    Lines of cells set from the middle stand at heights between those of the cells beside them. Where few cells wrap,
    the lines that go on in small letters show at which pitch, if none stand closer.
    """
    pairs = list(pairwise(bands))
    pairs += [(a, c) for a, b, c in zip(bands, bands[1:], bands[2:], strict=False) if _is_between(a, b, c)]
    pitches: list[tuple[float, bool]] = []
    for above, below in pairs:
        for c in below.cells:
            if c in above.cells:
                first = min(below.cells[c], key=attrgetter("cy"))
                pitch = first.cy - max(p.cy for p in above.cells[c])
                # Below the last band of a page stands the first of the next.
                if pitch > 0:
                    pitches.append((pitch, bool(first.words) and first.words[0].text[0].islower()))
    if not pitches:
        return 0.0
    usual = sorted(pitch for pitch, _ in pitches)
    closest = [pitch for pitch, goes_on in pitches if goes_on]
    least = median(usual[: max(1, len(usual) // 4)])
    if closest and max(closest) < CLOSER * least and min(closest) <= usual[0] * (2 - CLOSER):
        return median(closest)
    return least


def wider_pitch(pitches: Sequence[float], tight: float) -> float:
    """The pitch beyond which there is extra space between bands; 0 where the ``tight`` one is not known.

    Where all pitches are one of two, and several are either, the smaller difference between these counts as well.
    """
    near = sorted(pitch for pitch in pitches if 0 < pitch <= WIDER * tight)
    lines = [pitch for pitch in near if pitch <= SAME_PITCH * tight]
    apart = near[len(lines) :]
    if min(len(lines), len(apart)) >= PITCHES_MIN:
        least = max(OTHER_PITCH * lines[-1], lines[-1] + SNAPPED)
        if least <= apart[0] and apart[-1] <= SAME_PITCH * apart[0]:
            return (lines[-1] + apart[0]) / 2
    return WIDER * tight


def _is_between(above: Band, band: Band, below: Band) -> bool:
    """Whether a band stands at a height between two others whose columns it has not, closer to both than lines do."""
    if band.cells.keys() & (above.cells.keys() | below.cells.keys()):
        return False
    height = (band.bottom - band.top) / (1 - 2 * TRIM)
    return 0 < band.top - above.top < height and 0 < below.top - band.top < height


def pitch_in_close_rows(bands: Sequence[Band], pitches: Sequence[float]) -> float:
    """Pitch of the lines of one cell where rows are set closer than these; 0 where they are not.

    So print tables without lines whose cells have no space at their top and bottom: lines have leading, rows have none.
    Where rows begin, the signs of a column say of which each row has one.

    Args:
        bands: the print of a table.
        pitches: of each band and the next.
    """
    own = {
        i: pitch
        for i, (pitch, (above, below)) in enumerate(zip(pitches, pairwise(bands), strict=True))
        if pitch > 0 and not above.cells.keys().isdisjoint(below.cells)
    }
    if len(own) < 2 * SHOWN_BY or min(own.values()) > CLOSER * max(own.values()):
        return 0.0
    for column in sorted({c for band in bands for c in band.cells}):
        held = [(i, band.cells[column][0]) for i, band in enumerate(bands) if column in band.cells]
        begins = {i for i, phrase in held if is_sign(phrase)}
        if not SHOWN_BY <= len(begins) >= SIGNS * len(held):
            continue
        before = [pitch for i, pitch in own.items() if i + 1 in begins]
        others = [pitch for i, pitch in own.items() if i + 1 not in begins]
        if min(len(before), len(others)) < SHOWN_BY:
            continue
        lines = median(others)
        close, apart = sum(p < CLOSER * lines for p in before), sum(p >= CLOSER * lines for p in others)
        if close >= MOST * len(before) and apart >= MOST * len(others) and not _end_rows(bands, begins):
            return lines
    return 0.0


def _end_rows(bands: Sequence[Band], signed: Container[int]) -> bool:
    """Whether signs stand beside the last lines of cells: most lines that go on in small letters are beside them."""
    small = [i in signed for i, (above, below) in enumerate(pairwise(bands), 1) for _ in going_on_small(above, below)]
    return 2 * sum(small) > len(small)


def going_on_small(above: Band, below: Band) -> list[int]:
    """The columns of the band above that go on in small letters in the one below."""
    return [
        c
        for c in below.cells
        if c in above.cells and (first := below.cells[c][0]).words and first.words[0].text[0].islower()
    ]


def pitch_of(above: Band, below: Band) -> float:
    """Least pitch between the lines of two bands in one column, else between their middles."""
    shared = [
        min(p.cy for p in below.cells[c]) - max(p.cy for p in above.cells[c]) for c in below.cells if c in above.cells
    ]
    if shared:
        return min(shared)
    return (below.top + below.bottom) / 2 - (above.top + above.bottom) / 2


def is_bold(band: Band) -> bool:
    """Whether the band prints in columns, and in bold alone; symbols come from fonts that have none."""
    words = [w for cell in band.cells.values() for p in cell for w in p.words]
    return any(w.bold for w in words) and all(w.bold or not any(map(str.isalnum, w.text)) for w in words)
