"""Columns of a wide sheet that its other pages show in pieces, as one table with the rows of the sheet.

The head of a group has its words in the first columns. On the pages of the others its row is blank, often without a
line, and what looks like several tables there is one. Their rows show it: each stands at the height of a row of the
sheet, and the rows of the sheet that none stands beside are heads alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.layout.tables.cells.cover import cover_grid
from schemas.layout import Cell, Table

SAME_HEIGHT = 2.0
"""Points by which rows at one height may differ."""
SAME_SIDE = 1.0
"""Points by which the sides of one column may differ."""


def put_together(sheet: Table, others: Sequence[Table]) -> tuple[Table, int] | None:
    """One table of the first of ``others``, with the rows of ``sheet``, and how many of them it is made of.

    None where the first of them is the only one of its columns, or where their rows are not those of the sheet.

    Args:
        sheet: a table whose other columns are looked for.
        others: the tables after it, in the order of the document.
    """
    if len(others) < 2:
        return None
    sides = _sides(others[0])
    pieces = [others[0], *takewhile(lambda table: _are_same(_sides(table), sides), others[1:])]
    own_pages = {page for page, _ in sheet.boxes}
    if len(pieces) == 1 or own_pages & {page for piece in pieces for page, _ in piece.boxes}:
        return None
    places = _places(sheet, pieces)
    if places is None or not set(range(sheet.row_count)) - set(places.values()) <= _head_rows(sheet):
        return None
    return _as_one(sheet, pieces, places), len(pieces)


def _sides(table: Table) -> tuple[float, ...]:
    """Left sides of the columns and the right side of the last, as most rows have them."""
    left = {c.column: c.parts[0].box.x0 for c in reversed(table.cells)}
    return (*(x for _, x in sorted(left.items())), max(c.parts[0].box.x1 for c in table.cells))


def _are_same(sides: Sequence[float], others: Sequence[float]) -> bool:
    return len(sides) == len(others) and all(abs(a - b) <= SAME_SIDE for a, b in zip(sides, others, strict=True))


def _places(sheet: Table, pieces: Sequence[Table]) -> dict[tuple[int, int], int] | None:
    """Row of the sheet for each piece and row, by page and height; None where one has none, or two have the same."""
    pages = sorted({cell.parts[0].page for cell in sheet.cells})
    beside = sorted({cell.parts[0].page for piece in pieces for cell in piece.cells})
    if len(pages) != len(beside):
        return None
    page_of = dict(zip(beside, pages, strict=True))
    heights = _heights(sheet)
    places: dict[tuple[int, int], int] = {}
    for at, piece in enumerate(pieces):
        for row, (page, top) in _heights(piece).items():
            same = (r for r, (p, y) in heights.items() if p == page_of[page] and abs(y - top) <= SAME_HEIGHT)
            place = next(same, None)
            if place is None:
                return None
            places[at, row] = place
    return places if len(set(places.values())) == len(places) else None


def _heights(table: Table) -> dict[int, tuple[int, float]]:
    """Page and upper side of each row."""
    found: dict[int, tuple[int, float]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, (cell.parts[0].page, cell.parts[0].box.top))
    return found


def _head_rows(sheet: Table) -> set[int]:
    wide = {cell.row for cell in sheet.cells if cell.column_span == sheet.column_count}
    return wide | sheet.section_rows | sheet.header_row_set


def _as_one(sheet: Table, pieces: Sequence[Table], places: dict[tuple[int, int], int]) -> Table:
    columns = pieces[0].column_count
    cells: list[Cell] = []
    for at, piece in enumerate(pieces):
        for cell in piece.cells:
            row = places[at, cell.row]
            cells.append(replace(cell, row=row, is_header=row in sheet.header_row_set))
    return replace(
        pieces[0],
        row_count=sheet.row_count,
        header_rows=sheet.header_rows,
        header_row_set=sheet.header_row_set,
        section_rows=sheet.section_rows,
        cells=cover_grid(cells, sheet.row_count, columns, sheet.header_row_set),
        boxes=tuple(box for piece in pieces for box in piece.boxes),
        confidence=min(piece.confidence for piece in pieces),
        doubts=tuple(doubt for piece in pieces for doubt in piece.doubts),
    )
