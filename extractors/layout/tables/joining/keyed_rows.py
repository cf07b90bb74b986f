"""Rows of a wide table's other half, as the half that prints its names shows them.

Both halves print the names of the rows, and one may part a name that takes several lines into several rows: lines set
tight leave nothing else to go by. Where its rows, put together from the top down, print the names of the other half
one after the other, these are its rows.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.layout.tables.cells.cover import cover_grid
from schemas.geometry import union
from schemas.layout import Cell, CellPart, Table

NAME_LETTERS = 8
"""Mean letters of the names of rows; numbers are never parted."""
ALIKE = 0.9
"""Share of the names that both halves print alike: a page may have cut one of them."""
NAMES = 2
"""One of so many names at the top is printed alike at least,"""
LINES = 6
"""and begins within so many rows of the half that parts them."""
_BREAKS = str.maketrans("", "", "-\u00ad\u2010\u2011")
"""Hyphens, which stand where a line broke as well."""


def squeezed(text: str) -> str:
    """The letters of a text, however its lines broke."""
    return "".join(text.split()).translate(_BREAKS)


def with_rows_of(left: Table, right: Table) -> Table | None:
    """``right`` with the rows of ``left`` where its first column prints the names of these, in more rows; else None."""
    body = [row for row in range(right.row_count) if row not in right.header_row_set]
    rows = [row for row in range(left.row_count) if row not in left.header_row_set]
    if not left.header_rows or not right.header_rows or len(body) <= len(rows):
        return None
    if not _open_alike(left, right, rows[:NAMES], set(body[:LINES])):
        return None
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in right.cells if cell.row in body):
        return None
    parted = [_texts(right, 0, body)[row] for row in body]
    for column in range(left.column_count):
        names = [text for _, text in sorted(_texts(left, column, rows).items())]
        if sum(map(len, names)) >= NAME_LETTERS * len(names) > 0:
            starts = _starts(names, parted)
            if starts is not None:
                return _merged(right, [body[start] for start in starts])
    return None


def _open_alike(left: Table, right: Table, rows: Container[int], body: Container[int]) -> bool:
    """Whether one of the first names of ``left`` begins as a row at the top of ``right`` does: most tables do not."""
    first = [squeezed(cell.text) for cell in right.cells if cell.column == 0 and cell.row in body and cell.lines]
    names = (squeezed(cell.text) for cell in left.cells if cell.row in rows and cell.lines)
    return bool(first) and any(name.startswith(text) for name in names for text in first)


def _texts(table: Table, column: int, rows: Sequence[int]) -> dict[int, str]:
    found = dict.fromkeys(rows, "")
    return found | {c.row: squeezed(c.text) for c in table.cells if c.column == column and c.row in found}


def _starts(names: Sequence[str], parted: Sequence[str]) -> list[int] | None:
    """Where each of the names begins among the texts that print them in parts; None when they print others.

    Of one that is printed otherwise, the next one shows where it ends.
    """
    starts: list[int] = []
    at = alike = 0
    for name, following in pairwise([*names, ""]):
        starts.append(at)
        text = ""
        while at < len(parted) and len(text) < len(name):
            text += parted[at]
            at += 1
        alike += bool(name) and text == name
        if text != name:
            at = starts[-1] + 1
            while at < len(parted) and not (parted[at] and following.startswith(parted[at])):
                at += 1
        while at < len(parted) and not parted[at]:
            at += 1
    return starts if at == len(parted) and alike >= ALIKE * len(names) else None


def _merged(table: Table, starts: Sequence[int]) -> Table:
    """The table with all rows from one of ``starts`` up to the next as one; those of its header stay."""
    heads = [row for row in range(table.row_count) if row in table.header_row_set]
    places: dict[int, int] = {}
    for row in range(table.row_count):
        places[row] = len({s for s in (*starts, *heads) if s <= row}) - 1
    cells: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        key = (places[cell.row], cell.column)
        above = cells.get(key)
        parts = cell.parts if above is None else _joined((*above.parts, *cell.parts))
        cells[key] = replace(cell, row=key[0], parts=parts)
    count = len(starts) + len(heads)
    headers = frozenset(places[row] for row in heads)
    return replace(
        table,
        row_count=count,
        cells=cover_grid(cells.values(), count, table.column_count, headers),
        section_rows=frozenset(places[row] for row in table.section_rows),
        header_row_set=headers,
        doubts=(),
    )


def _joined(parts: Sequence[CellPart]) -> tuple[CellPart, ...]:
    """Parts of one cell, one for each page."""
    found: dict[int, CellPart] = {}
    for part in parts:
        above = found.get(part.page)
        found[part.page] = (
            part
            if above is None
            else CellPart(
                part.page,
                union((above.box, part.box)),
                above.lines + part.lines,
                above.fills + part.fills,
                above.drawings + part.drawings,
                above.images + part.images,
                above.widgets + part.widgets,
            )
        )
    return tuple(found.values())
