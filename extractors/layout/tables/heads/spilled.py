"""Heads that are higher than their row: their lines on the first row of the body or above the table are taken back.

Spreadsheets print what does not fit in a row of fixed height below its line, or above it where cells are set from the
foot. Such a line is set as the head is, follows it or goes before it at the leading of one text, and looks like nothing
else in its column or its row; what stands above the table touches its first line.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.tables.heads.headers import cells_of_top
from extractors.layout.tables.lines.drafts import Draft, GridCell
from schemas.page import Word

LEADING = 1.3
"""Font sizes from line to line of one text at most."""
TOUCH = 1.0
"""Points within which print touches a line."""
MIN_ROWS = 3
"""In a body of fewer rows, a bold first one is no wonder."""
SAME_LINE = 0.5
"""Share of the height of print within which words stand on one line."""


def take_back_spilled(draft: Draft, header_rows: int) -> None:
    """Give lines of heads that stand on the first row of the body back to their heads.

    Args:
        draft: a table, or the part of one on a page, cells made.
        header_rows: rows at its top that are header.
    """
    if not 0 < header_rows <= draft.row_count - MIN_ROWS:
        return
    heads = {c.column: c for c in draft.cells if c.words and c.row + c.row_span == header_rows and c.column_span == 1}
    first = {c.column: c for c in draft.cells if c.words and c.row == header_rows and c.column_span == 1}
    taken = {
        column: words
        for column, head in heads.items()
        if column in first and (words := _spilled(head, first[column])) and _stands_alone(draft, column, header_rows)
    }
    plain = any(not _is_set_like(word, heads[c]) for c in first if c in heads for word in first[c].words)
    if not taken or not plain:
        return
    changed = {id(heads[c]): (*heads[c].words, *words) for c, words in taken.items()}
    changed |= {id(first[c]): tuple(w for w in first[c].words if w not in words) for c, words in taken.items()}
    draft.cells = [c._replace(words=changed[id(c)]) if id(c) in changed else c for c in draft.cells]


def take_down_risen(draft: Draft, words: Sequence[Word]) -> None:
    """Give the heads of the first row their lines that stand on the first line of the table and above it.

    Args:
        draft: a table, or the part of one on a page, cells made.
        words: the print of its page.
    """
    if draft.row_count < MIN_ROWS:
        return
    heads = [c for c in cells_of_top(draft, 1) if c.words and c.words[0].bold and c.column_span == 1]
    x0, top, x1 = draft.xs[0], draft.ys[0] - TOUCH, draft.xs[-1]
    risen = [w for w in words if w.top < top < w.bottom and x0 < w.cx < x1] if heads else []
    if not risen:
        return
    taken: dict[int, tuple[Word, ...]] = {}
    for head in heads:
        first = min(head.words, key=lambda word: word.bottom)
        x0, x1 = draft.xs[head.column], draft.xs[head.column + 1]
        own = [w for w in risen if x0 - TOUCH <= w.x0 and w.x1 <= x1 + TOUCH and _is_set_like(w, head)]
        if own and all(0 < first.bottom - w.bottom <= LEADING * first.size for w in own):
            taken[id(head)] = tuple(own)
    if sum(map(len, taken.values())) == len(risen):
        draft.cells = [c._replace(words=(*taken.get(id(c), ()), *c.words)) for c in draft.cells]


def _spilled(head: GridCell, below: GridCell) -> tuple[Word, ...]:
    """The lines at the top of the cell below that go on with the head."""
    found: list[Word] = []
    last = max(head.words, key=lambda word: word.bottom)
    for line in _lines([word for word in below.words if _is_set_like(word, head)]):
        step = line[0].bottom - last.bottom
        if not 0 < step <= LEADING * last.size:
            break
        found += line
        last = line[0]
    return tuple(found)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.bottom):
        if lines and word.bottom - lines[-1][0].bottom < SAME_LINE * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _is_set_like(word: Word, head: GridCell) -> bool:
    """Whether a word is bold and of the size and colour of a bold head."""
    model = head.words[0]
    return word.bold and model.bold and abs(word.size - model.size) < 0.1 and word.color == model.color


def _stands_alone(draft: Draft, column: int, header_rows: int) -> bool:
    """Whether nothing further down in the column is bold."""
    return not any(w.bold for c in draft.cells if c.column == column and c.row > header_rows for w in c.words)
