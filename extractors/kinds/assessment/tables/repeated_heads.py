"""Tables that print their heads again: beside each other over parts of their own, or further down in another order.

1. Where the lowest header row is the same heads twice or three times, a title among them, each part lists
   recommendations of its own; what stands over a part (the name of a package) heads its rows.
2. A row of the body that holds the heads of the columns in another order heads the rows below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.assessment.cells.made_tables import made_of
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.wording import fold, weigh
from schemas.layout import CellPart, Table

PARTS = (2, 3)
"""Parts that fit beside each other on paper."""
PART_MIN = 2
"""Columns of a part: a title and what it is rated by."""
HEADS_MIN = 3
"""Heads in another order: two may be values of their columns."""

_Row = list[tuple[CellPart, ...]]


def with_heads_once(view: TableView) -> Table | None:
    """The table with each head once and all rows below it; None where no head comes again so."""
    if not view.body or view.header_rows == 0 or view.column_count < HEADS_MIN:
        return None
    heads = [fold(view.text(view.header_rows - 1, column)) for column in range(view.column_count)]
    return _stacked(view, heads) or _reordered(view, heads)


def _stacked(view: TableView, heads: Sequence[str]) -> Table | None:
    width = next(
        (
            len(heads) // parts
            for parts in PARTS
            if len(heads) % parts == 0 and list(heads) == list(heads[: len(heads) // parts]) * parts
        ),
        0,
    )
    if width < PART_MIN or not any("title" in weigh("roles", head) for head in heads[:width]):
        return None
    rows: list[_Row] = [[view.cell(view.header_rows - 1, column).parts for column in range(width)]]
    sections: list[int] = []
    for first in range(0, len(heads), width):
        for row in range(view.table.row_count):
            cells = [view.cell(row, column) for column in range(first, first + width)]
            if cells[0].column_span >= width and view.text(row, first):
                sections.append(len(rows))
                rows.append([cells[0].parts])
            elif row in view.body and any(cell.lines for cell in cells):
                rows.append([cell.parts for cell in cells])
    return made_of(view, rows, sections)


def _reordered(view: TableView, heads: Sequence[str]) -> Table | None:
    if len(set(heads)) < len(heads) or "" in heads:
        return None
    below = range(view.header_rows, view.table.row_count)
    again = {row: texts for row in below if (texts := _heads_in(view, row, heads))}
    if not any(texts != list(heads) for texts in again.values()):
        return None
    rows: list[_Row] = [[view.cell(view.header_rows - 1, column).parts for column in range(len(heads))]]
    sections: list[int] = []
    order = list(range(len(heads)))
    for row in below:
        if row in again:
            order = [again[row].index(head) for head in heads]
        elif row in view.full_width:
            sections.append(len(rows))
            rows.append([view.cell(row, 0).parts])
        elif row in view.body:
            rows.append([view.cell(row, column).parts for column in order])
    return made_of(view, rows, sections)


def _heads_in(view: TableView, row: int, heads: Sequence[str]) -> list[str]:
    """The heads that a row prints, in its order; empty when it prints anything else."""
    if fold(view.text(row, 0)) not in heads:
        return []
    texts = [fold(view.text(row, column)) for column in range(len(heads))]
    return texts if sorted(texts) == sorted(heads) else []
