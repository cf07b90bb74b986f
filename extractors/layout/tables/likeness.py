"""Runs of print that look like tables and are none.

Each test names what it turns away: prose in columns (full lines in every column), lists (markers, then text), contents
(leaders or page numbers that only grow), labels with values (two columns of words: a letterhead, a form).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from extractors.layout.lines import Phrase, TextRow, is_figure
from extractors.layout.tables.columns import Column, find_columns
from extractors.layout.tables.whitespace import split_wide

ROWS_MIN = 3
"""Fewer rows with gaps are chance, unless every row fills three columns or more."""
SHARED = 0.35
"""Share of the lines that stand beside print of another column; figures beside wrapped names have fewer."""
WORDS_OF_PROSE = 3.5
"""Words a line in a column of prose holds at least on average."""
FULL_LINE = 0.75
"""Share of the column that a full line takes."""
SHORT = 3
"""Words that the cells of a column of data hold at most on average."""
MARKER = re.compile(r"^(?:[^\w\s]|[oO§]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$")


def is_table(run: Sequence[TextRow]) -> bool:
    """Whether the rows of ``run`` make a table."""
    columns = find_columns([row.phrases for row in run])
    if len(columns) < 2:
        return False
    held: list[list[Phrase]] = [[] for _ in columns]
    rows: list[set[int]] = []
    for row in run:
        here = set()
        for phrase in row.phrases:
            i = nearest(phrase, columns)
            held[i].append(phrase)
            here.add(i)
        rows.append(here)
    shared = sum(1 for here in rows if len(here) > 1)
    if shared < ROWS_MIN and not (len(columns) > 2 and shared == len(rows) > 1 and _spread(run)):
        return False
    if shared < SHARED * len(run) and not any(figures(phrases) > 0.6 for phrases in held[1:]):
        return False
    if _is_list(held) or _is_contents(held):
        return False
    prose = [_is_prose(phrases, column) for phrases, column in zip(held, columns, strict=True)]
    if all(prose):
        return False
    if len(columns) == 2:
        return any(figures(phrases) > 0.6 for phrases in held)
    return True


def nearest(phrase: Phrase, columns: Sequence[Column]) -> int:
    """The column that shares most with the phrase, else the nearest."""
    return max(range(len(columns)), key=lambda i: min(phrase.x1, columns[i].x1) - max(phrase.x0, columns[i].x0))


def figures(phrases: Sequence[Phrase]) -> float:
    """Share of the phrases that are numbers, marks or dashes."""
    return sum(1 for p in phrases if is_figure(p)) / len(phrases) if phrases else 0.0


def _spread(run: Sequence[TextRow]) -> bool:
    """Whether the gaps of two rows are those of a table and not of stretched print."""
    return all(len(split_wide(row)) > 2 for row in run)


def _is_prose(phrases: Sequence[Phrase], column: Column) -> bool:
    if len(phrases) < 3:
        return False
    words = mean(len(p.words) for p in phrases)
    full = sum(1 for p in phrases if p.x1 - p.x0 > FULL_LINE * (column.x1 - column.x0)) / len(phrases)
    return words >= WORDS_OF_PROSE and full >= 0.5


def _is_list(held: Sequence[Sequence[Phrase]]) -> bool:
    """Markers, then text."""
    return len(held) == 2 and bool(held[0]) and all(MARKER.match(p.text) for p in held[0])


def _is_contents(held: Sequence[Sequence[Phrase]]) -> bool:
    """Page numbers on the right that never fall, one a row, beside titles."""
    last = [p.text.strip(". ") for p in held[-1]]
    if len(held) > 3 or len(last) < 3 or not all(t.isdigit() and len(t) <= 4 for t in last):
        return False
    numbers = [int(t) for t in last]
    if any(a > b for a, b in pairwise(numbers)):
        return False
    return not (len(held) == 3 and figures(held[1]) > 0.5)
