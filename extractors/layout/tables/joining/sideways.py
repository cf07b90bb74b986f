"""Tables that were too wide for the page: the columns that stand on other pages, beside their rows again.

Two tables are halves of one when their rows are the same rows. That shows, in order of precedence, by

1. a key: one of the first columns of the right half repeats a column of the left half, row by row;
2. place: the rows of the right half stand at the heights of the left half's, as a spreadsheet prints its pages.

At least one half shows a header; halves that print the same one are the same table going on. Forms show none, or have
labels that come back in another table of the page. No column is dropped: a key that is printed twice stays twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.tables.cells.cover import cover_grid
from extractors.layout.tables.joining.broken_halves import put_together
from extractors.layout.tables.joining.keyed_rows import squeezed, with_rows_of
from schemas.layout import Table

MIN_ROWS = 3
"""Fewer rows may be alike by chance."""
ALIKE = 0.9
"""Share of the rows that must show it."""
SAME_PRINT = 0.8
"""Share of a header's words in another one that show it to be printed twice; a broken word is two."""
DISTINCT = 0.3
"""Share of different entries in a key: numbers that start anew in every section come back."""
SAME_HEIGHT = 2.0
"""Points by which rows at one height may differ."""
LABEL_LETTERS = 3
"""Fewer letters are a number's ("G1") or a sign's."""
REACH = 3
"""So many tables further on the other half is looked for: the left halves of several pages may come first."""


def join_sideways(tables: Sequence[Table]) -> tuple[Table, ...]:
    """``tables`` with the halves of wide tables joined, numbered anew."""
    left = list(tables)
    index = 0
    while index < len(left):
        other = _other_half(left, index)
        if other is None and (parted := _parted_half(left, index)) is not None:
            other, left[parted[0]] = parted[0], parted[1]
        if other is not None:
            left[index] = _join(left[index], left[other])
            del left[other]
        elif found := _broken_half(left, index):
            half, pieces = found
            left[index] = _join(left[index], half)
            del left[pieces]
        else:
            index += 1
    return tuple(replace(table, number=number) for number, table in enumerate(left, 1))


def _other_half(tables: Sequence[Table], index: int) -> int | None:
    table = tables[index]
    further = range(index + 1, min(index + 1 + REACH, len(tables)))
    half = next((i for i in further if tables[i].page > table.page and _are_halves(table, tables[i])), None)
    if half is None:
        return None
    beside = (other for other in tables if other is not table and other.page == table.page)
    return half if not any(_are_cards(table, other) for other in beside) else None


def _parted_half(tables: Sequence[Table], index: int) -> tuple[int, Table] | None:
    """The other half and its place, where it parts the rows of the first into more."""
    table = tables[index]
    for at in range(index + 1, min(index + 1 + REACH, len(tables))):
        if tables[at].page > table.page and (whole := with_rows_of(table, tables[at])) and _are_halves(table, whole):
            return at, whole
    return None


def _broken_half(tables: Sequence[Table], index: int) -> tuple[Table, slice] | None:
    """The other half put together of pieces, and where they stand; both halves together have a header."""
    table = tables[index]
    if not table.header_rows or table.row_count < MIN_ROWS:
        return None
    for start in range(index + 1, min(index + 1 + REACH, len(tables))):
        if tables[start].page > table.page and (found := put_together(table, tables[start:])):
            return found[0], slice(start, start + found[1])
    return None


def _are_cards(table: Table, other: Table) -> bool:
    """Whether both tables have the same labels in front, in words: numbers come back in every list."""
    labels, others = ({text for text in _texts(t, 0, range(t.row_count)) if _is_worded(text)} for t in (table, other))
    return 2 * len(labels & others) > min(len(labels), len(others)) and len(labels & others) >= MIN_ROWS


def _is_worded(text: str) -> bool:
    return sum(char.isalpha() for char in text) >= LABEL_LETTERS


def _are_halves(left: Table, right: Table) -> bool:
    # Rows that are header may be among those that meet, and a right half has fewer where its head is parted otherwise.
    least, most = left.row_count - len(left.header_row_set), left.row_count
    if right.row_count < max(least, MIN_ROWS) or right.row_count - len(right.header_row_set) > most:
        return False
    header, other = _header(left), _header(right)
    if not (header or other) or 2 * len(header & other) > len(other) > 0 < len(header):
        return False
    if header and other and _print_alike(left, right):
        return False
    rows, others = _rows_that_meet(left, right)
    if len(rows) != len(others) or len(rows) < MIN_ROWS:
        return False
    return _share_key(left, right, rows, others) or _share_heights(left, right, rows, others)


def _rows_that_meet(left: Table, right: Table) -> tuple[list[int], list[int]]:
    """Rows of both halves that are the same rows: the bodies, or all where only one half shows a header.

    The head of a group reaches over the full width where a half holds nothing but its columns.
    """
    if left.header_rows and right.header_rows:
        rows, others = _body(left), _body(right)
        if len(others) > len(rows):
            others = [row for row in others if row not in right.header_row_set]
        return rows, others
    return list(range(left.row_count)), list(range(right.row_count))


def _body(table: Table) -> list[int]:
    """Rows that are no header; a title over the full width is none, wherever it stands."""
    wide = {c.row for c in table.cells if c.column_span == table.column_count}
    return [row for row in range(table.row_count) if row not in table.header_row_set or row in wide]


def _header(table: Table) -> set[str]:
    """What the header prints, however its lines broke."""
    return {" ".join(c.text.split()) for c in table.cells if c.row < table.header_rows and c.text}


def _print_alike(left: Table, right: Table) -> bool:
    """Whether the right header's words are all in the left one, whichever columns the grids made of them.

    The left half may be whole already: what prints a part of its header is another table with the same columns.
    """
    words, others = (
        Counter(w for c in t.cells if c.row < t.header_rows for w in c.text.split()) for t in (left, right)
    )
    return (words & others).total() >= SAME_PRINT * others.total()


def _share_key(left: Table, right: Table, rows: Sequence[int], others: Sequence[int]) -> bool:
    # Heads of sections run over all columns: they hold no key.
    pairs = [
        (r, o) for r, o in zip(rows, others, strict=True) if not (r in left.section_rows and o in right.section_rows)
    ]
    rows, others = [r for r, _ in pairs], [o for _, o in pairs]
    for column in range(min(2, right.column_count)):
        key = _texts(right, column, others)
        if len(set(key)) < max(MIN_ROWS, DISTINCT * len(key)) or key.count("") > (1 - ALIKE) * len(key):
            continue
        for candidate in range(left.column_count):
            same = sum(a == b for a, b in zip(_texts(left, candidate, rows), key, strict=True))
            if same >= ALIKE * len(key):
                return True
    return False


def _texts(table: Table, column: int, rows: Sequence[int]) -> list[str]:
    starting = {cell.row: squeezed(cell.text) for cell in table.cells if cell.column == column}
    return [starting.get(row, "") for row in rows]


def _share_heights(left: Table, right: Table, rows: Sequence[int], others: Sequence[int]) -> bool:
    a, b = _tops(left), _tops(right)
    pairs = [(a[r], b[o]) for r, o in zip(rows, others, strict=True) if r in a and o in b]
    if len(pairs) < len(rows):
        return False
    turns = {(p, q) for (p, _), (q, _) in pairs}
    if len(turns) != len({p for p, _ in turns}) or len(turns) != len({q for _, q in turns}):
        return False
    heights = {round(y) for (_, y), _ in pairs}
    same = sum(abs(y - z) <= SAME_HEIGHT for (_, y), (_, z) in pairs)
    return same >= ALIKE * len(pairs) and len(heights) >= MIN_ROWS


def _tops(table: Table) -> dict[int, tuple[int, float]]:
    """Page and upper edge of each row."""
    tops: dict[int, tuple[int, float]] = {}
    for cell in table.cells:
        part = cell.parts[0]
        tops.setdefault(cell.row, (part.page, part.box.top))
    return tops


def _join(left: Table, right: Table) -> Table:
    """One table of both halves; header rows meet at the bottom, rows that only repeat a header go where theirs went."""
    across = left.column_count
    if left.header_rows and right.header_rows:
        header = max(left.header_rows, right.header_rows)
        down = header - left.header_rows
        places = _places(right, header, [row + down for row in _body(left)])
    else:
        header, down = max(left.header_rows, right.header_rows), 0
        places = {row: row for row in range(right.row_count)}
    cells = [replace(cell, row=cell.row + down) for cell in left.cells]
    taken: dict[tuple[int, int], int] = {}
    for cell in right.cells:
        row = places[cell.row]
        key = (row, cell.column + across)
        if key in taken:
            twin = cells[taken[key]]
            cells[taken[key]] = replace(twin, parts=twin.parts + cell.parts)
            continue
        taken[key] = len(cells)
        cells.append(replace(cell, row=row, column=cell.column + across))
    rows, columns = left.row_count + down, across + right.column_count
    headers = frozenset({*range(header), *(row + down for row in left.header_row_set)})
    return replace(
        left,
        row_count=rows,
        column_count=columns,
        header_rows=header,
        cells=cover_grid(cells, rows, columns, headers),
        boxes=tuple(sorted(left.boxes + right.boxes, key=lambda b: b[0])),
        confidence=min(left.confidence, right.confidence),
        section_rows=frozenset(row + down for row in left.section_rows),
        header_row_set=headers,
        doubts=left.doubts + right.doubts,
    )


def _places(right: Table, header: int, body: Sequence[int]) -> dict[int, int]:
    """Row of the joined table for each row of the right half."""
    places: dict[int, int] = {}
    rows = iter(body)
    last = header - right.header_rows
    for row in range(right.row_count):
        if row < right.header_rows:
            places[row] = last + row
        elif row in right.header_row_set:
            places[row] = max(0, header - 1)
        else:
            places[row] = next(rows)
    return places
