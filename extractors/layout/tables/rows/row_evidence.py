"""Evidence that a row ends between two neighbouring bands of print, above 0 for it and below 0 against.

Strongest first: a phrase across the columns stands in a row of its own; bold print in several columns ends a header;
extra space, where the table has both tight and wide spacing; figures below each other, since a number is never broken
over lines; whether lines were broken because the column was full (the next word would not have fitted) or before that;
which columns begin and which go on, the first column above all.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from extractors.layout.lines import Phrase, is_figure, is_sign, is_year
from extractors.layout.tables.rows.bands import CLOSER, LEADER, WIDER, Band, ends_with

TWO_PITCHES = 4.0
"""Evidence of the wider of two pitches where all are one of two: full lines stand before it as well."""
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
SAME_PLACE = 2.0
"""Points by which lines of one head may differ in their middles, or in where they begin."""
WHOLE = 0.7
"""Evidence that a line ends its cell where each line of its column is a sentence."""
HEAD_LINES = 1.0
"""Evidence against a new row for each column that goes on in the lines of a header."""
FEW_FIGURES = 0.35
"""Share of figures among heads: years, and numbers of units."""
BROKEN = 0.7
"""Evidence of a line that may have been broken though the next word had room."""
SURE = 2.5
"""Evidence from which a row ends though no anchor asks for it."""

_AMOUNT = re.compile(r"\d[.,]\d")


class Evidence(NamedTuple):
    """What speaks for the end of a row."""

    either: float
    """However the cells of a row are aligned."""
    total: float
    """Where they begin at one height."""


def row_evidence(
    above: Band,
    below: Band,
    pitch: float,
    tight: float,
    wider: float,
    room: Sequence[tuple[float, float]],
    whole: Container[int] = (),
    *,
    close_rows: bool = False,
) -> Evidence:
    """Evidence that a row ends between two bands.

    Args:
        above: the upper band.
        below: the lower one.
        pitch: least pitch between lines of the two.
        tight: pitch of lines of one cell, 0 where it is not known.
        wider: pitch beyond which there is extra space.
        room: left and right end of the room for lines of each column.
        whole: columns each line of which is a sentence.
        close_rows: whether rows stand closer than the lines of a cell.
    """
    both = [c for c in below.cells if c in above.cells]
    close = pitch <= wider
    if close and (above.spanning or below.spanning) and _goes_on_across(above, below):
        return Evidence(-SURE, -SURE)
    heads = _heads_rows(above) and not (both and close and _is_beside(above, below))
    if heads or _heads_rows(below):
        return Evidence(2 * SURE, 2 * SURE)
    begins_close = close_rows and bool(both) and pitch < CLOSER * tight
    if pitch < INTERLEAVED * tight and not begins_close:
        return Evidence(-SURE, -SURE)
    is_wide = begins_close or (tight > 0 and pitch > wider)
    score = 0.0
    if tight:
        two_pitches = wider < WIDER * tight
        score += (TWO_PITCHES if two_pitches else 2.0) if is_wide else -0.5
        score += 1.0 if pitch > MUCH_WIDER * tight else 0.0
    if ends_header(above, below):
        score += SURE
    goes_on = False
    for c in both:
        upper, lower = above.cells[c][-1], below.cells[c][0]
        if is_figure(lower) and (is_figure(upper) or not (is_year(lower) and _are_years_headed(above, below))):
            score += 2.0 if is_figure(upper) else 1.2
        elif _is_amount(upper) and lower.text[:1].isupper():
            score += BROKEN
        else:
            early = WHOLE if c in whole else broken_early(upper, lower, room[c])
            goes_on = goes_on or early < 0
            score += early
    begins = 1.2 if 0 in below.cells else -1.2
    if len(below.cells) == 1 and both:
        begins -= 1.5
    if both and all(c in whole for c in below.cells):
        begins = max(begins, 0.0)
    if 1 < len(both) == len(below.cells) and not is_wide and 0 not in above.cells and _is_worded(above, below):
        begins -= HEAD_LINES * len(both)
    if is_wide or not goes_on:
        begins += 0.5 * (len(below.cells) - len(both))
    return Evidence(score, score + begins)


def _are_years_headed(above: Band, below: Band) -> bool:
    """Whether each year is a further line of a head above it; else it may be a head below that of a group."""
    return all(c in above.cells for c, cell in below.cells.items() if is_year(cell[0]))


def ends_header(above: Band, below: Band) -> bool:
    """Whether bold print in several columns stands over print that is not bold; drawn marks beside it are no print."""
    heads = [[p for p in cell if p.words] for cell in above.cells.values()]
    if sum(map(bool, heads)) < 2 or not all(p.bold for cell in heads for p in cell):
        return False
    lower = [w for p in (*below.spanning, *(p for cell in below.cells.values() for p in cell)) for w in p.words]
    return bool(lower) and not any(w.bold for w in lower)


def _heads_rows(band: Band) -> bool:
    """Whether print of the band runs across columns, and not because cells of a row with a figure all but touch."""
    return bool(band.spanning) and not any(
        is_sign(p) and not is_year(p) for phrases in band.cells.values() for p in phrases
    )


def _goes_on_across(above: Band, below: Band) -> bool:
    """Whether print across columns is the next line of print above it, or has its next line below.

    Of two lines of one cell each stands alone under or over the other, in one style, about one middle; lines that both
    run across may begin at one place as well. Heads of columns below the head of their group are several.
    """
    upper = [*above.spanning, *(p for cell in above.cells.values() for p in cell)]
    lower = [*below.spanning, *(p for cell in below.cells.values() for p in cell)]
    pairs = [(p, [q for q in lower if q.x0 < p.x1 and q.x1 > p.x0]) for p in above.spanning]
    pairs += [(p, [q for q in upper if q.x0 < p.x1 and q.x1 > p.x0]) for p in below.spanning]
    return any(
        len(others) == 1
        and (style := _style(p)) is not None
        and style == _style(q := others[0])
        and (
            abs(p.cx - q.cx) <= SAME_PLACE
            or (q in (*above.spanning, *below.spanning) and abs(p.x0 - q.x0) <= SAME_PLACE)
        )
        for p, others in pairs
    )


def _style(phrase: Phrase) -> tuple[float, bool, int] | None:
    """Size, weight and colour of a phrase; None for a mark that is drawn."""
    if not phrase.words:
        return None
    word = phrase.words[0]
    return word.size, word.bold, word.color


def _is_worded(*bands: Band) -> bool:
    """Whether the bands print words for the most part: lines of heads over columns of which the first has none."""
    phrases = [p for band in bands for cell in band.cells.values() for p in cell]
    return sum(map(is_figure, phrases)) <= FEW_FIGURES * len(phrases)


def _is_beside(above: Band, below: Band) -> bool:
    """Whether nothing below stands under the print across columns: other heads beside it may have more lines."""
    return not any(
        p.x0 < q.x1 and p.x1 > q.x0 for p in above.spanning for phrases in below.cells.values() for q in phrases
    )


def broken_early(above: Phrase, below: Phrase, room: tuple[float, float]) -> float:
    """Evidence that the line above ended before its column was full, against it where the next word had no room.

    What stands above may be a mark that is drawn, which has no words.
    """
    word = below.words[0]
    if ends_with(above, (":", *LEADER)) and not (len(word.text) > 1 and word.text.isalpha() and word.text.islower()):
        return 1.2
    left, right = room
    free = right - above.x1 + max(0.0, above.x0 - left)
    full = free < (word.x1 - word.x0) + WORD_SPACE * below.size and right - left > NARROW * below.size
    if word.text[0].islower():
        return -1.5
    if full:  # A line in italics does not go on in upright ones, however full it was.
        last = above.words[-1:]
        return 0.0 if last and last[0].italic != word.italic else -1.5
    return 1.2 if free > EARLY * (right - left) else BROKEN


def _is_amount(phrase: Phrase) -> bool:
    """Whether the phrase is a number with a sign between its digits, which no sentence goes on from."""
    return len(phrase.words) == 1 and is_figure(phrase) and _AMOUNT.search(phrase.text) is not None
