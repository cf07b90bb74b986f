"""What the marks of a row say in columns whose headers name levels or units (``marked_values``)."""

from __future__ import annotations

from itertools import groupby

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap
from extractors.kinds.assessment.columns.marked_values import MarkedColumn, MarkedRole, marks_that_say
from extractors.kinds.assessment.rows.raw_rows import LevelClaim, RawRow, Text
from extractors.kinds.wording import level_of_cell

SEPARATOR = "; "
"""What parts units and is in no name of one."""


def take_chosen(view: TableView, row: int, columns: ColumnMap, raw: RawRow) -> None:
    """Give a row the levels and units that marks choose; where a column prints units, marked ones are kept beside."""
    for role, members in groupby(sorted(columns.marked, key=_role), key=_role):
        marked = [(c, said, mark) for c, said in members for mark in marks_that_say(view, row, c.index, said)[:1]]
        if role == "level":
            raw.levels[:0] = [claim for column, said, _ in marked for claim in _claims(column, said)]
        elif role in raw.texts:
            raw.unmapped += [
                (" / ".join(c.headers), Text(mark.text, view.lines(row, c.index))) for c, _, mark in marked
            ]
            continue
        else:
            names = [column.label for column, _, _ in marked]
            lines = tuple(line for _, said, _ in marked for line in said.name)
            raw.texts[role] = Text(", ".join(names), lines, SEPARATOR.join(names))
            field = "departments" if role == "department" else role
            raw.doubts += [("department_uncertain", said.doubt, field) for _, said, _ in marked[:1] if said.doubt]
        raw.chosen += [(role, mark, said.name) for _, said, mark in marked]


def _role(pair: tuple[Column, MarkedColumn]) -> MarkedRole:
    return pair[1].role


def _claims(column: Column, said: MarkedColumn) -> list[LevelClaim]:
    level = level_of_cell(column.label)
    return [LevelClaim(level, column.label, "column", said.name)] if level is not None else []
