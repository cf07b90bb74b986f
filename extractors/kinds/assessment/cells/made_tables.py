"""Tables that are made of the cells of others, so that what is printed crosswise or side by side is read like any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.kinds.assessment.cells.view import TableView
from schemas.geometry import Box
from schemas.layout import Cell, CellPart, Line, Table


def made_of(view: TableView, rows: Sequence[Sequence[tuple[CellPart, ...]]], sections: Sequence[int]) -> Table:
    """The table of these cells, the first row its header; one cell alone is a section."""
    width = len(rows[0])
    cells = [
        Cell(row, column, 1, width // len(parts), row == 0, own)
        for row, parts in enumerate(rows)
        for column, own in enumerate(parts)
    ]
    return replace(
        view.table,
        row_count=len(rows),
        column_count=width,
        header_rows=1,
        cells=tuple(cells),
        section_rows=frozenset(sections),
        header_row_set=frozenset({0}),
    )


def unprinted_label(view: TableView, text: str) -> CellPart:
    """A header that the page does not print, for a column that is made of others."""
    page, box = view.table.boxes[0]
    nowhere = Box(box.x0, box.top, box.x0, box.top)
    return CellPart(page, nowhere, (Line(page, (), nowhere, text, 0.0, False, 0, 0),), (), (), (), ())
