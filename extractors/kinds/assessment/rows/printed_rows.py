"""Whether two rows of the grid are one printed row: a rule or a baseline may divide what a reader sees as one."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap
from schemas.layout import Line


def has_own_boxes(view: TableView, row: int, above: int, columns: ColumnMap) -> bool:
    """Whether the row asks again for a step: each has its box, as in the row above, ticked or not."""
    steps = columns.all_of("step")
    return len(steps) > 1 and all(
        view.cell(row, c.index) is not view.cell(above, c.index)
        and view.marks(row, c.index)
        and view.marks(above, c.index)
        for c in steps
    )


def shares_key_cells(view: TableView, row: int, above: int, columns: ColumnMap) -> bool:
    """Whether the row and the one above are one in every key cell that is not blank: the grid divides a printed row."""
    keys = [c for c in columns.columns if c.role in ("number", "title", "rating", "step")]
    shared = [c for c in keys if view.cell(row, c.index) is view.cell(above, c.index)]
    rated = [c for c in shared if c.role in ("rating", "step") and _holds(view, row, c)]
    if not rated:
        return bool(keys) and len(shared) == len(keys)
    own = {c.role for c in keys if c not in shared and _holds(view, row, c)}
    numbered = any(c.role == "number" and c not in shared and _holds(view, above, c) for c in keys)
    return not own or (own == {"title"} and numbered)  # a title that goes on beside one number and one rating


def _holds(view: TableView, row: int, column: Column) -> bool:
    """Whether the cell holds print, or a colour where colours may rate."""
    shaded = column.role in ("rating", "step") and view.shading(row, column.index) is not None
    return shaded or bool(view.lines(row, column.index)) or bool(view.marks(row, column.index))


def least_confidence(lines: Sequence[Line]) -> float:
    """How sure the reader is of the least sure word, 0…1; 1 on pages with a text layer."""
    return min((word.confidence for line in lines for word in line.words), default=1.0)
