"""Cells that cover their grid: every place belongs to exactly one cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from schemas.layout import Cell, CellPart


def cover_grid(cells: Iterable[Cell], row_count: int, column_count: int, header: frozenset[int]) -> tuple[Cell, ...]:
    """``cells`` with spans cut where they overlap and empty cells where there was none, by row and column.

    Rows that a page cut are joined after their cells were made: what one half spanned, the other may have parted.
    An empty cell takes its place on the page from a cell of its row, else from the first cell of all.
    """
    ordered = sorted(cells, key=_place_of)
    held: set[tuple[int, int]] = set()
    kept: list[Cell] = []
    for cell in ordered:
        down, right = cell.row_span, cell.column_span
        if down == right == 1:
            held.add((cell.row, cell.column))
            kept.append(cell)
            continue
        while right > 1 and _meets(held, cell.row, cell.column, down, right):
            right -= 1
        while down > 1 and _meets(held, cell.row, cell.column, down, right):
            down -= 1
        down, right = min(down, row_count - cell.row), min(right, column_count - cell.column)
        held |= {(r, c) for r in range(cell.row, cell.row + down) for c in range(cell.column, cell.column + right)}
        kept.append(
            cell
            if (down, right) == (cell.row_span, cell.column_span)
            else replace(cell, row_span=down, column_span=right)
        )
    missing = [(r, c) for r in range(row_count) for c in range(column_count) if (r, c) not in held]
    if not missing:
        return tuple(kept)
    kept += [Cell(r, c, 1, 1, r in header, (_empty_part(kept, r),)) for r, c in missing]
    return tuple(sorted(kept, key=_place_of))


_place_of = attrgetter("row", "column")


def _meets(held: set[tuple[int, int]], row: int, column: int, down: int, right: int) -> bool:
    return any((r, c) in held for r in range(row, row + down) for c in range(column, column + right))


def _empty_part(cells: Sequence[Cell], row: int) -> CellPart:
    part = next((cell.parts[0] for cell in cells if cell.row == row), cells[0].parts[0])
    return part._replace(lines=(), fills=(), drawings=(), images=(), widgets=())
