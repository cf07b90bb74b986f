"""Runs of rows whose numbers count up: each package is numbered anew, so a run is of one package.

Where each package is named in one place beside its rows, wherever that is, the name in a run speaks for all of it.
"""

from __future__ import annotations

from extractors.danish.numbers import leading_number, parse_number
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap

MIN_RUNS = 2
"""So many runs with one name each show that they are of one package each."""


def rows_in_named_runs(view: TableView, column: int, columns: ColumnMap) -> dict[int, int]:
    """For each row without a text in ``column`` in whose run one other row has some, that row.

    Empty where some run holds several texts, or where too few runs hold one.
    """
    runs = _runs(view, columns)
    named = [[row for row in run if view.text(row, column)] for run in runs]
    if any(len({view.text(row, column) for row in rows}) > 1 for rows in named) or sum(map(bool, named)) < MIN_RUNS:
        return {}
    return {
        row: rows[0]
        for run, rows in zip(runs, named, strict=True)
        if rows
        for row in run
        if not view.lines(row, column)
    }


def _runs(view: TableView, columns: ColumnMap) -> list[list[int]]:
    runs: list[list[int]] = []
    last: tuple[int, ...] = ()
    for row in view.body:
        parts = number_parts(view, row, columns)
        if not runs or (parts and parts < last):
            runs.append([])
        runs[-1].append(row)
        last = parts or last
    return runs


def number_parts(view: TableView, row: int, columns: ColumnMap) -> tuple[int, ...]:
    """The row's number, in a column of its own or before the title; empty where there is none."""
    number, title = columns.of("number"), columns.of("title")
    if number is not None:
        found = parse_number(view.text(row, number.index))
        return found.parts if found is not None else ()
    leading = leading_number(view.text(row, title.index)) if title is not None else None
    return leading[0].parts if leading is not None else ()
