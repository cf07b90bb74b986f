"""Rows that number the columns of a table: (1), (2), (3) below its heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.lines import Phrase, TextRow

COLUMNS_MIN = 3
"""Columns that such a row numbers at least."""
LONGEST = 4
"""Signs of a number, with what stands around it, at most."""


def counts_up(figures: Sequence[Phrase]) -> bool:
    """Whether the figures go up by one, or the letters: they number columns."""
    marks = [p.text.strip("()[]") for p in figures]
    if all(mark.isdigit() for mark in marks):
        numbers = [int(mark) for mark in marks]
    elif all(len(mark) == 1 for mark in marks):
        numbers = [ord(mark) for mark in marks]
    else:
        return False
    return len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))


def number_row_ends(rows: Sequence[TextRow], columns: int) -> list[tuple[float, float, float]]:
    """Places above and below rows that number all of so many columns, or all but the first: no line of a head.

    Returns:
        For each place the middles of the rows on both sides of it, and where it is.
    """
    numbering = [
        len(row.phrases) >= max(COLUMNS_MIN, columns - 1)
        and all(len(p.text) <= LONGEST for p in row.phrases)
        and counts_up(row.phrases)
        for row in rows
    ]
    return [
        (above.cy, below.cy, (above.bottom + below.top) / 2)
        for (above, upper), (below, lower) in pairwise(zip(rows, numbering, strict=True))
        if upper or lower
    ]
