"""Tables with a row for each step of a scale, and in it a list of all recommendations that are rated so.

"Opfyldt | • Røgfri skoletid • Tilbud om rygestop": the row is no recommendation, each entry of its list is one. Turned
into a table with a row for each entry, in which the cells beside the list come again, it is read like any other.

Entries are told by their bullets or numbers, or by lines that begin anew though the line before had room.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.kinds.assessment.cells.made_tables import made_of
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import map_columns
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.layout.blocks import split_blocks
from schemas.layout import Cell, CellPart, Line, Table

STEPS_MIN, STEPS_MAX = 2, 7
"""Rows of such a table: steps of a scale, and what is not rated."""
LONGEST = 120
"""Letters of an entry at most; longer text is prose."""


def table_of_listed(view: TableView) -> Table | None:
    """The table with a row for each entry of its lists; None where its rows list nothing."""
    if not STEPS_MIN <= len(view.body) <= STEPS_MAX or not view.header_rows:
        return None
    columns = map_columns(view)
    rating, title = columns.of("rating"), columns.of("title")
    if rating is None or title is None:
        return None
    steps = [view.text(row, rating.index) for row in view.body]
    if len(set(steps)) < len(steps) or not all(map(is_step_wording, steps)):
        return None
    listed = [_entries(view.cell(row, title.index)) for row in view.body if view.text(row, title.index)]
    if not all(listed) or sum(map(len, listed)) < 2 * len(listed):
        return None
    rows = [[view.cell(view.header_rows - 1, column).parts for column in range(view.column_count)]]
    for row in view.body:
        for entry in _entries(view.cell(row, title.index)):
            beside = [view.cell(row, column).parts for column in range(view.column_count)]
            rows.append([entry if column == title.index else parts for column, parts in enumerate(beside)])
    return made_of(view, rows, ())


def _entries(cell: Cell) -> list[tuple[CellPart, ...]]:
    """What a cell lists, each entry with its place; none where it is no list of short texts."""
    blocks = split_blocks(cell.lines, [drawing for part in cell.parts for drawing in part.drawings])
    if all(block.kind == "list_item" for block in blocks):
        groups: list[Sequence[Line]] = [block.lines for block in blocks]
    else:
        groups = _begun_anew(cell)
    if any(sum(len(line.text) for line in group) > LONGEST or group[-1].text.endswith(".") for group in groups):
        return []
    return [tuple(_part(part, group) for part in cell.parts if set(part.lines) & set(group)) for group in groups]


def _begun_anew(cell: Cell) -> list[Sequence[Line]]:
    """The lines of a cell parted where one begins with a capital though the line before had room for its first word.

    None where a line begins so and the line before had none: it may be one entry or two.
    """
    right = max(part.box.x1 for part in cell.parts)
    groups: list[list[Line]] = [[line] for line in cell.lines[:1]]
    for above, line in pairwise(cell.lines):
        if not line.words[0].text[0].isupper():
            groups[-1].append(line)
        elif above.box.x1 + (line.words[0].x1 - line.words[0].x0) + line.size > right:
            return []
        else:
            groups.append([line])
    return [*groups]


def _part(part: CellPart, lines: Sequence[Line]) -> CellPart:
    own = tuple(line for line in part.lines if line in lines)
    return CellPart(part.page, part.box, own, part.fills, (), (), ())
