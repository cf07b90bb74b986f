"""Lines that tell more of the row above them: below its columns and across them, where most rows of a table have one.

A page of a web site lists so: the entry with its short facts beside each other, and below it a line of text in print of
its own. Such lines say nothing of the columns, and each is a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.lines import Phrase

COLUMNS = 3
"""Phrases of a row that a line across its columns may tell more of."""
LINES_MIN = 3
"""Such lines that are no chance."""
SHARE = 0.6
"""Share of the rows that have one where they are the habit of a table."""
SAME_SIDE = 2.0
"""Points by which the line may begin beside a phrase of the row, and by which it reaches below the next one."""


def told_lines(rows: Sequence[Sequence[Phrase]]) -> frozenset[int]:
    """The identities of the phrases of ``rows`` (left to right, top to bottom) that tell more of a row above them.

    Each stands alone below a row of several phrases, begins where one of these does and runs on below the next one;
    lines that stand alone below it and begin where it does go on with it. None where few rows have such lines.
    """
    found: list[Phrase] = []
    parted, told = 0, 0
    edge: float | None = None
    for row, below in pairwise([*rows, ()]):
        parted += len(row) >= COLUMNS
        if len(below) != 1:
            edge = None
        elif edge is not None and abs(below[0].x0 - edge) <= SAME_SIDE:
            found.append(below[0])
        elif len(row) >= COLUMNS and _runs_below(row, below[0]):
            found.append(below[0])
            edge = below[0].x0
            told += 1
        else:
            edge = None
    return frozenset(map(id, found)) if told >= max(LINES_MIN, SHARE * parted) else frozenset()


def _runs_below(row: Sequence[Phrase], line: Phrase) -> bool:
    """Whether the line begins below one phrase of the row and runs on below the next one."""
    return any(abs(line.x0 - a.x0) <= SAME_SIDE and line.x1 > b.x0 + SAME_SIDE for a, b in pairwise(row))
