"""Whether a row of print can be header of columns that are known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.lines import Phrase, TextRow, make_phrase
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.print.joined_columns import Column

ALIGNED = 2.0
"""Points within which a word begins at the edge of a column."""
CENTRED = 0.015
"""Share of the table's width by which a caption centred over it may miss its middle."""
CAPTION_WORDS = 8
"""Words in one piece across several columns from which it is a caption and no heading of columns."""


def met_by(x0: float, x1: float, columns: Sequence[Column]) -> list[int]:
    """Places of the columns that print from ``x0`` to ``x1`` reaches into."""
    return [i for i, c in enumerate(columns) if x0 < c.x1 - 1 and x1 > c.x0 + 1]


def heads_as_far_as(row: TextRow, columns: Sequence[Column], lines: Sequence[Edge]) -> bool:
    """Whether the row can be header of ``columns`` that reach as far as the ``lines`` below it run over all of them."""
    wide = _reaching(columns, lines)
    return wide is not columns and heads_columns(row, wide)


def _reaching(columns: Sequence[Column], lines: Sequence[Edge]) -> Sequence[Column]:
    """``columns`` as far as the ``lines`` over all of them run: a head may be longer than all print below it."""
    left, right = columns[0].x0, columns[-1].x1
    over = [e for e in lines if e.start <= left + ALIGNED and e.end >= right - ALIGNED]
    if not over:
        return columns
    first = columns[0]._replace(x0=min(left, max(e.start for e in over)))
    last = (first if len(columns) == 1 else columns[-1])._replace(x1=max(right, min(e.end for e in over)))
    return [last] if len(columns) == 1 else [first, *columns[1:-1], last]


def heads_columns(row: TextRow, columns: Sequence[Column]) -> bool:
    """Whether the row can be header of ``columns``.

    Its phrases stand over columns of their own, or over several that leave the first one out unless others stand beside
    them; none is as long as a caption but one over all columns save the first, and a lone one is not centred over the
    whole table as captions are.
    """
    reach = 3 * row.phrases[0].size
    edges = [c.x0 for c in columns[1:]]
    last = row.phrases[-1]
    # Over figures in the middle of its cell, a head of many words reaches far out on both sides.
    over_last = len(row.phrases) > 1 and abs(2 * last.cx - columns[-1].x0 - columns[-1].x1) <= 2 * ALIGNED
    if row.phrases[0].x0 < columns[0].x0 - reach or (last.x1 > columns[-1].x1 + reach and not over_last):
        return False
    lone = len(row.phrases) == 1
    parts = [p for whole in row.phrases for p in _parted_at(whole, edges)]
    words = len(row.phrases[0].words)
    if lone and words >= CAPTION_WORDS and any(len(met_by(p.x0, p.x1, columns)) > 1 for p in parts):
        parts = list(row.phrases)  # Some word of a caption begins at the edge of a column by chance.
    for phrase in parts:
        met = met_by(phrase.x0, phrase.x1, columns)
        if len(met) == len(columns) or (lone and _is_centred(phrase, columns) and len(met) > 1):
            return False
        long = len(phrase.words) >= CAPTION_WORDS and not (lone and 0 not in met and _is_centred(phrase, columns[1:]))
        if (long and (lone or len(met) > 1)) or (lone and len(met) > 1 and met[0] == 0):
            return False
    return True


def _is_centred(phrase: Phrase, columns: Sequence[Column]) -> bool:
    """Whether the phrase stands in the middle of all the columns."""
    x0, x1 = columns[0].x0, columns[-1].x1
    return abs(phrase.x0 + phrase.x1 - x0 - x1) <= 2 * CENTRED * (x1 - x0)


def _parted_at(phrase: Phrase, edges: Sequence[float]) -> list[Phrase]:
    """The phrase, parted before words that begin at the left edge of a column: heads may all but touch."""
    words = phrase.words
    starts = [0, *(i for i in range(1, len(words)) if any(abs(words[i].x0 - x) <= ALIGNED for x in edges)), len(words)]
    return [make_phrase(words[a:b]) for a, b in pairwise(starts)] if len(starts) > 2 else [phrase]
