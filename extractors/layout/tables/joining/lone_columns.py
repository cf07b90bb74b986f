"""Columns of a wide table that stand alone on pages of their own: nothing there looks like a table.

A sheet that is too wide is printed page by page, its rows at the same heights on each: lines are drawn on the page of
the lone column at the heights of the table's rows, and no print crosses them. A page that holds a table is left alone,
and so is a table whose rows print alone parts: its rows are as high as what stands in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from extractors.layout.tables.cells.cover import cover_grid
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.lines.regions import rows_in
from extractors.layout.tables.pages.candidates import Sheet
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.contents import Content
from schemas.geometry import Box
from schemas.layout import Cell, CellPart, Table

MIN_ROWS = 3
"""Fewer rows may be alike by chance."""
ALIKE = 0.9
"""Share of the heights at which a line must be drawn."""
SAME_HEIGHT = 1.5
"""Points by which a line may miss the height of a row, or the side of a column."""
HAIR = 1.0
"""Points by which print may reach over a line."""


@dataclass(slots=True)
class _Column:
    """A column that stands alone, over the pages it takes."""

    page: int
    cells: dict[tuple[int, int], CellPart]
    """By first and last row."""

    @property
    def page_last(self) -> int:
        return max(part.page for part in self.cells.values())

    def stands_at(self, x0: float, x1: float) -> bool:
        """Whether it has these sides on its pages."""
        return all(
            abs(part.box.x0 - x0) <= SAME_HEIGHT and abs(part.box.x1 - x1) <= SAME_HEIGHT
            for part in self.cells.values()
        )


class _Row(NamedTuple):
    """A row of a table on one of its pages, or all rows of its header there."""

    first: int
    last: int
    top: float
    bottom: float


def with_lone_columns(tables: Sequence[Table], sheets: Sequence[Sheet]) -> tuple[Table, ...]:
    """``tables`` with the columns that stand alone on other pages.

    Args:
        tables: the tables of the document.
        sheets: what its pages print.
    """
    sizes = {sheet.page.number: (sheet.page.width, sheet.page.height) for sheet in sheets}
    held = {page for table in tables for page, _ in table.boxes}
    found: dict[int, list[_Column]] = defaultdict(list)

    @cache
    def rows_on(i: int, page: int) -> list[_Row]:
        return _rows_on(tables[i], page)

    for sheet in sheets:
        number = sheet.page.number
        if number in held or not sheet.rows or not sheet.edges.horizontal:
            continue
        for i, table in enumerate(tables):
            if table.method == "white_space":
                continue
            pages = sorted({page for page, _ in table.boxes if sizes[page] == sizes[number]})
            so_far = found[i][-1] if found[i] and found[i][-1].page_last == number - 1 else None
            rows = [rows_on(i, page) for page in pages]
            pieces = [cells for own in rows if (cells := _cells_on(own, sheet, so_far)) is not None]
            if pieces:
                _add(pieces, number, found[i])
                break
    return tuple(_joined(table, found[i]) if found[i] else table for i, table in enumerate(tables))


def _add(pieces: Sequence[dict[tuple[int, int], CellPart]], page: int, columns: list[_Column]) -> None:
    """Add the cells of a page to the last column where that has none of their rows yet, else as one of its own."""
    if columns:
        rest = next((cells for cells in pieces if not cells.keys() & columns[-1].cells.keys()), None)
        if rest is not None:
            columns[-1].cells |= rest
            return
    columns.append(_Column(page, dict(pieces[0])))


def _rows_on(table: Table, page: int) -> list[_Row]:
    """The rows of the table on a page that go on to no other."""
    places: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.row_span == 1 and len(cell.parts) == 1 and cell.parts[0].page == page:
            box = cell.parts[0].box
            places.setdefault(cell.row, (box.top, box.bottom))
    found: list[_Row] = []
    for row, (top, bottom) in sorted(places.items()):
        if found and row in table.header_row_set and found[-1].last == row - 1 in table.header_row_set:
            found[-1] = found[-1]._replace(last=row, bottom=bottom)
        else:
            found.append(_Row(row, row, top, bottom))
    return found


def _cells_on(rows: Sequence[_Row], sheet: Sheet, so_far: _Column | None) -> dict[tuple[int, int], CellPart] | None:
    """The cells of the lone column on the page; None where its lines and its print do not keep to the rows.

    The last page of a sheet may hold a row or two: there the sides of the column ``so_far`` show that it goes on.
    """
    if not rows or (len(rows) < MIN_ROWS and so_far is None):
        return None
    heights = [rows[0].top, *(row.bottom for row in rows)]
    if not _are_drawn(heights, sheet.edges.horizontal):
        return None
    inside = rows_in(sheet.rows, Box(0.0, rows[0].top, sheet.page.width, rows[-1].bottom))
    if not inside:
        return None
    phrases = [phrase for row in inside for phrase in row.phrases]
    x0, x1 = min(p.x0 for p in phrases), max(p.x1 for p in phrases)
    drawn = [e for e in sheet.edges.horizontal if e.start <= x0 + HAIR and e.end >= x1 - HAIR]
    if not _are_drawn(heights, drawn) or len(find_columns([row.phrases for row in inside])) != 1:
        return None
    x0, x1 = max(e.start for e in drawn), min(e.end for e in drawn)
    if len(rows) < MIN_ROWS and not (so_far and so_far.stands_at(x0, x1)):
        return None
    content = Content(sheet.page)
    cells: dict[tuple[int, int], CellPart] = {}
    for row in rows:
        own = [p for p in phrases if row.top <= p.cy < row.bottom]
        if any(p.top < row.top - HAIR or p.bottom > row.bottom + HAIR for p in own):
            return None
        words = [word for phrase in own for word in phrase.words]
        cells[row.first, row.last] = content.part(Box(x0, row.top, x1, row.bottom), words)
    return cells


def _are_drawn(heights: Sequence[float], lines: Sequence[Edge]) -> bool:
    """Whether level lines are drawn at nearly all of the heights."""
    return sum(any(abs(y - e.at) <= SAME_HEIGHT for e in lines) for y in heights) >= ALIKE * len(heights)


def _joined(table: Table, columns: Sequence[_Column]) -> Table:
    """The table with the columns beside it: to the left those whose page comes first."""
    before = sum(column.page < table.page for column in columns)
    cells = [replace(cell, column=cell.column + before) for cell in table.cells]
    left, right = 0, before + table.column_count
    boxes = list(table.boxes)
    for column in columns:
        at = left if column.page < table.page else right
        left, right = (left + 1, right) if column.page < table.page else (left, right + 1)
        for (first, last), part in column.cells.items():
            cells.append(Cell(first, at, last - first + 1, 1, first in table.header_row_set, (part,)))
        for page in sorted({part.page for part in column.cells.values()}):
            places = [part.box for part in column.cells.values() if part.page == page]
            top, bottom = min(box.top for box in places), max(box.bottom for box in places)
            boxes.append((page, Box(places[0].x0, top, places[0].x1, bottom)))
    width = table.column_count + len(columns)
    return replace(
        table,
        column_count=width,
        cells=cover_grid(cells, table.row_count, width, table.header_row_set),
        boxes=tuple(sorted(boxes, key=lambda place: place[0])),
    )
