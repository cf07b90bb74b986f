"""Recommendations that are rated several times in rows below each other, each row with the time it is of.

As with columns of several times (``periods``), the latest that is no aim counts; what the others say is kept as it is
printed. Where the times have no order, every row stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap, Role
from extractors.kinds.assessment.columns.periods import latest, period_of
from extractors.kinds.assessment.rows.raw_rows import RawRow, Text

TIME_ROLES: tuple[Role, ...] = ("unknown", "other", "status_date", "deadline")
"""What a column of times may be taken for."""
TIMED = 0.9
"""Share of the rows that name a time alone."""


def without_earlier(view: TableView, columns: ColumnMap, rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows of a table without those that rate what a later one rates again."""
    column = next((c for c in columns.columns if c.role in TIME_ROLES and _holds_times(view, c)), None)
    if column is None:
        return list(rows)
    again: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.title is not None and row.title.text:
            again[(row.number.parts if row.number is not None else None, row.title.text)].append(index)
    dropped: set[int] = set()
    for own in again.values():
        periods = {index: period_of((view.text(rows[index].row, column.index),)) for index in own}
        last = latest(periods) if len(own) > 1 else None
        for index in own if last is not None else ():
            if index != last:
                dropped.add(index)
                _keep(view, columns, column, rows[index], rows[last or 0])
    return [row for index, row in enumerate(rows) if index not in dropped]


def _holds_times(view: TableView, column: Column) -> bool:
    """Whether nearly every cell of the column names a time and nothing else, and not all the same."""
    found = [period_of((text,)) for row in view.body if (text := view.text(row, column.index))]
    times = {(period.date, period.word) for period in found if not any(period.rest)} - {("", "")}
    alone = sum(1 for period in found if (period.date or period.word) and not any(period.rest))
    return len(times) > 1 and alone >= TIMED * max(1, len(view.body))


def _keep(view: TableView, columns: ColumnMap, time: Column, earlier: RawRow, row: RawRow) -> None:
    """Keep with ``row`` what an earlier one says of the rating."""
    rating = columns.of("rating")
    lines = view.lines(earlier.row, rating.index) if rating is not None else ()
    if rating is not None and lines:
        row.unmapped.append((view.text(earlier.row, time.index), Text(view.text(earlier.row, rating.index), lines)))
