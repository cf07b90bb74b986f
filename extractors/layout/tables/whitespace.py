"""Print alone → runs of text rows that share their gaps: tables without any line.

A run begins with a row that shows a wide gap and goes on while rows keep the gaps open. Single lines that fit one
column are cells that wrap. A line across the columns ends the run, unless rows with the same gaps follow it at once
(a row that heads a section).

What looks alike and is none: prose in columns (full lines in every column), lists (markers, then text), tables of
contents (leaders, or page numbers that only grow).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.columns import Column, find_columns
from schemas.page import Page

WIDE = 1.0
"""A gap of more font sizes may part columns."""
APART = 3.2
"""Rows further apart than this many line heights belong to different runs."""
ROWS_MIN = 3
"""Fewer rows with gaps are chance."""
WORDS_OF_PROSE = 4.0
"""Words a line in a column of prose holds at least on average."""
MARKER = re.compile(r"^(?:[^\w\s]|[oO§]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$")
LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")


def find_runs(rows: Sequence[TextRow], page: Page) -> list[list[TextRow]]:
    """Runs of ``rows`` that are tables of print alone, top to bottom."""
    found = []
    for block in _blocks(rows):
        for run in _runs(block):
            if _is_table(run, page):
                found.append(run)
    return found


def _blocks(rows: Sequence[TextRow]) -> list[list[TextRow]]:
    """Rows with no more than a few empty lines between them."""
    blocks: list[list[TextRow]] = []
    bottom = 0.0
    for row in rows:
        if blocks and row.top - bottom <= APART * (row.bottom - row.top):
            blocks[-1].append(row)
            bottom = max(bottom, row.bottom)
        else:
            blocks.append([row])
            bottom = row.bottom
    return blocks


def is_gapped(row: TextRow) -> bool:
    """Whether ``row`` shows a gap wide enough to part columns."""
    return any(b.x0 - a.x1 > WIDE * max(a.size, b.size) for a, b in zip(row.phrases, row.phrases[1:], strict=False))


def _runs(block: Sequence[TextRow]) -> list[list[TextRow]]:
    gapped = [is_gapped(row) for row in block]
    if sum(gapped) < ROWS_MIN:
        return []
    runs: list[list[TextRow]] = []
    at = 0
    while at < len(block):
        if not gapped[at]:
            at += 1
            continue
        end = at + 1
        columns = find_columns([block[at].phrases])
        while end < len(block):
            nxt = next((i for i in range(end, min(end + 12, len(block))) if gapped[i]), None)
            if nxt is None:
                break
            trial = find_columns([row.phrases for row in block[at : nxt + 1] if is_gapped(row)])
            if nxt - at >= 2 and len(trial) < 2:
                break
            crossing = [row for row in block[end:nxt] if _across(row, trial)]
            if len(crossing) > 1:
                break
            columns = trial
            end = nxt + 1
        while end < len(block) and not gapped[end] and not _across(block[end], columns) and _close(block, end):
            end += 1
        run = list(block[at:end])
        if sum(is_gapped(row) for row in run) >= ROWS_MIN:
            runs.append(run)
        at = end
    return runs


def _close(block: Sequence[TextRow], at: int) -> bool:
    """Whether the row follows the one above as lines of one cell do."""
    above, row = block[at - 1], block[at]
    return row.top - above.bottom < 0.5 * (row.bottom - row.top)


def _across(row: TextRow, columns: Sequence[Column]) -> bool:
    """Whether print of ``row`` covers ground of two columns."""
    for phrase in row.phrases:
        met = 0
        for column in columns:
            shared = min(phrase.x1, column.x1) - max(phrase.x0, column.x0)
            if shared > min(0.3 * phrase.width, 0.5 * (column.x1 - column.x0)):
                met += 1
        if met > 1:
            return True
    return False


def _is_table(run: Sequence[TextRow], page: Page) -> bool:
    columns = find_columns([row.phrases for row in run])
    if len(columns) < 2:
        return False
    held: list[list[Phrase]] = [[] for _ in columns]
    for row in run:
        if any(LEADER.search(p.text) for p in row.phrases):
            return False
        for phrase in row.phrases:
            for i, column in enumerate(columns):
                if column.x0 - 1 <= phrase.cx <= column.x1 + 1:
                    held[i].append(phrase)
    filled = [h for h in held if h]
    if len(filled) < 2:
        return False
    if all(MARKER.match(p.text) for p in held[0]) and len(columns) == 2:
        return False
    prose = [_is_prose(h, c) for h, c in zip(held, columns, strict=True)]
    if all(prose):
        return False
    if len(columns) == 2 and any(prose):
        return False
    if _is_contents(held, page):
        return False
    shared = sum(1 for row in run if len({_near(p, columns) for p in row.phrases}) >= 2)
    return shared >= ROWS_MIN and shared >= 0.4 * len(run)


def _near(phrase: Phrase, columns: Sequence[Column]) -> int:
    return min(range(len(columns)), key=lambda i: abs((columns[i].x0 + columns[i].x1) / 2 - phrase.cx))


def _is_prose(phrases: Sequence[Phrase], column: Column) -> bool:
    if len(phrases) < 3:
        return False
    words = sum(len(p.words) for p in phrases) / len(phrases)
    full = sum(1 for p in phrases if p.x1 - p.x0 > 0.75 * (column.x1 - column.x0)) / len(phrases)
    return words >= WORDS_OF_PROSE and full >= 0.5


def _is_contents(held: Sequence[Sequence[Phrase]], page: Page) -> bool:
    """Page numbers on the right that never fall, one a row."""
    last = [p.text for p in held[-1]]
    if len(held) > 3 or len(last) < 3 or not all(t.isdigit() and len(t) <= 4 for t in last):
        return False
    numbers = [int(t) for t in last]
    rising = all(a <= b for a, b in itertools.pairwise(numbers))
    return rising and median(len(p.words) for p in held[-2]) >= 1 and max(numbers) < 2000
