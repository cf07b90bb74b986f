"""Cells that speak for a group of rows: which of them speaks for a row beside which the column is empty.

A cell speaks for the rows it is merged over. Where it is not printed again, it speaks on

1. beside a turned label, beside the shade it stands on, and in the run of numbers that it is of;
2. overleaf, in the unprinted rest of a merged cell;
3. without lines, where few cells of the column are filled, from the top: each names the rows that begin there; so do
   levels of which none comes twice in a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.danish.packages import find_packages
from extractors.kinds.assessment.cells.group_shades import are_as_high_as_labels, rows_beside_shades
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap
from extractors.kinds.assessment.rows.number_runs import rows_in_named_runs
from extractors.kinds.wording import level_of_cell
from schemas.layout import CellPart

SPARSE = 0.35
"""A column of which at most this share of the rows is filled may name groups of rows where no line parts them."""
GROUPED = 0.5
"""Merged cells name groups in a column where they stand beside this share of the rows."""

SAME_EDGE = 2.0
"""Points by which the lines of one cell may begin apart."""


def row_beside_label(view: TableView, column: int, row: int) -> int | None:
    """The row whose cell in ``column`` holds a turned label that runs beside ``row``; None when none does."""
    page = view.pages(row)[0]
    heights = [line.box.cy for c in range(view.column_count) for line in view.lines(row, c) if line.page == page]
    for other in view.body if heights else ():
        labels = [line for line in view.lines(other, column) if line.direction in (90, 270) and line.page == page]
        if any(label.box.top <= y <= label.box.bottom for label in labels for y in heights):
            return other
    return None


def names_several_packages(view: TableView, column: int) -> bool:
    """Whether the cells of the column name more than one package."""
    texts = {view.text(row, column) for row in view.body}
    return len({mention.slug for text in texts for mention in find_packages(text)}) > 1


def rows_spoken_for(view: TableView, column: Column, columns: ColumnMap) -> dict[int, int]:
    """For rows without a text in the column the row whose text speaks for them, as shades and numbers say."""
    numbered = rows_in_named_runs(view, column.index, columns) if column.role == "package" else {}
    return numbered | rows_beside_shades(view, column.index)


def row_that_speaks_for(view: TableView, column: int, row: int, *, whole: bool = False) -> int | None:
    """The row above whose cell in ``column`` speaks for ``row`` too, whose own is empty; None when none does.

    ``whole`` says that every row has an entry of this kind, so that an empty cell below merged ones is of the last.
    """
    above = next((r for r in reversed(view.body) if r < row and view.lines(r, column)), None)
    if above is None or (whole and _is_merged(view, column)):
        return above
    return above if _names_groups(view, column) or _goes_on_overleaf(view, column, above, row) else None


def is_rest_of_cell(view: TableView, column: int, row: int, above: int) -> bool:
    """Whether the row is one text alone, at the left edge of what the row above has in ``column``: no name of a group.

    A name that heads rows stands at the edge of the table or in its middle.
    """
    filled = [c for c in range(view.column_count) if view.lines(row, c)]
    if column == 0 or filled != [column] or view.marks(row, column) or view.cell(row, column).column_span > 1:
        return False
    lines, over = view.lines(row, column), view.lines(above, column)
    return bool(over) and abs(lines[0].box.x0 - over[-1].box.x0) <= SAME_EDGE


def should_name_groups(view: TableView, column: int) -> bool:
    """Whether an empty cell of the column may have lost what speaks for its group.

    Either merged cells name the groups of most rows, or turned labels do: each is centred over its group, and no line
    says which rows these are.
    """
    cells = [view.cell(row, column) for row in view.body]
    if sum(1 for cell in cells if cell.row_span > 1 and cell.lines) >= GROUPED * len(cells):
        return True
    return any(w.direction in (90, 270) for cell in cells for line in cell.lines for w in line.words)


def is_lone_in_grid(view: TableView, column: int) -> bool:
    """Whether one cell of the column is filled, and lines close the empty ones: it may be the entry of its own row."""
    filled = [row for row in view.body if view.lines(row, column)]
    own = all(view.cell(row, column).row_span == 1 for row in view.body)
    return view.table.method == "ruled" and own and len(filled) == 1


def _names_groups(view: TableView, column: int) -> bool:
    if _is_merged(view, column) and not are_as_high_as_labels(view, column):
        return False
    filled = [index for index, row in enumerate(view.body) if view.lines(row, column)]
    if not filled or filled[0] > 0:
        return False
    return len(filled) <= SPARSE * len(view.body) or _name_levels(view, column, filled)


def _name_levels(view: TableView, column: int, filled: Sequence[int]) -> bool:
    """Whether few cells name levels, each another one than the cell above: of a level for each row some would repeat.

    Each stands first in a group of several rows.
    """
    said = [level_of_cell(view.text(view.body[index], column)) for index in filled]
    groups = [end - start for start, end in pairwise([*filled, len(view.body)])]
    return len(said) > 1 and None not in said and all(a != b for a, b in pairwise(said)) and min(groups) > 1


def _goes_on_overleaf(view: TableView, column: int, above: int, row: int) -> bool:
    """Whether a cell merged over rows goes on below its page and the row stands in the unprinted rest of it."""
    last = max(view.cell(above, column).parts, key=lambda part: part.page)
    empty = [r for r in view.body if above < r <= row and not view.lines(r, column)]
    filled = [view.cell(r, column).row_span for r in view.body if view.lines(r, column)]
    usual = sum(1 for span in filled if span > 1) >= GROUPED * len(filled)  # else it is a row that the grid divides
    return usual and _is_merged(view, column) and all(_is_overleaf(view, r, last) for r in empty)


def _is_overleaf(view: TableView, row: int, last: CellPart) -> bool:
    """Whether the row stands on a page after that of a cell's ``last`` part, or beside that part."""
    page = view.pages(row)[0]
    if page != last.page:
        return page > last.page
    own = [part.box for c in range(view.column_count) for part in view.cell(row, c).parts if part.page == page]
    return bool(own) and last.box.top <= min(box.cy for box in own) and max(box.cy for box in own) <= last.box.bottom


def _is_merged(view: TableView, column: int) -> bool:
    return any(c.row_span > 1 and c.lines and c.column == column and not c.is_header for c in view.table.cells)
