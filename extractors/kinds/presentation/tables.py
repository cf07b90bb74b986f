"""Initiatives that a deck or status note lists in tables: a column of titles, and one of status or actors.

In a document that is no deck the headers must say two of status, actors and target group, and nothing of a plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.danish import text as danish
from extractors.kinds.columns import Columns, cell_text, find_roles
from extractors.kinds.patterns import find_name, pattern, says
from extractors.kinds.presentation.drafts import Draft
from extractors.layout.blocks import split_blocks, text_lines
from schemas.layout import Cell, Layout, Line, Table

LABELS_MIN = 2
"""So many of status, actors and target group make a report, in a document that is no deck with the status."""
REPORTED = frozenset({"status", "actors"})
PLANNED = frozenset({"goal", "objective", "deadline", "indicator"})
"""What a plan says of an action, and a report does not."""


def read_tables(layout: Layout, *, reports: bool = False) -> list[Draft]:
    """Initiatives that a document lists in tables: a column of titles, and one of status or actors.

    Args:
        layout: the document's layout.
        reports: whether only tables count that can be nothing but reports, in a document that is no deck.
    """
    drafts: list[Draft] = []
    for table in layout.tables:
        grid = table.grid()
        columns = find_roles("presentation", "columns", table, grid)
        title = columns.of("title")
        if title is None or REPORTED.isdisjoint(columns.roles) or (reports and not is_report(table, columns)):
            continue
        if columns.of("number") is None:
            columns = _with_numbers(columns, grid[table.header_rows :])
        for row in range(table.header_rows, table.row_count):
            cells = grid[row]
            if row not in table.header_row_set and cells[0].column_span < table.column_count and cells[title].lines:
                draft = _read_row(cells, columns)
                draft.table = table.number
                drafts.append(draft)
    return drafts


def is_report(table: Table, columns: Columns) -> bool:
    """Whether a table names initiatives, how far each is and who is concerned, and says nothing that a plan says.

    What rates by degrees ("I høj grad") says how far nothing is.
    """
    told = {role for role in columns.roles if role in ("status", "actors", "target_group")}
    planned = any(
        role is None and find_name("policy", "columns", text) in PLANNED
        for role, text in zip(columns.roles, columns.headers, strict=True)
    )
    place = columns.of("status")
    if place is None or "title" not in columns.roles or len(told) < LABELS_MIN or planned:
        return False
    states = [cell_text(cell) for cell in table.cells if cell.column == place and cell.row >= table.header_rows]
    return not all(says("presentation", "rated", text) for text in states if text)


def _with_numbers(columns: Columns, rows: Sequence[Sequence[Cell]]) -> Columns:
    """``columns`` with the one left of the titles as the numbers, where all its cells are numbers under no wording."""
    left = columns.roles.index("title") - 1
    number = pattern("presentation", "number")
    texts = [cell_text(row[left]) for row in rows if row[0] is not row[-1]] if left >= 0 else []
    if left < 0 or columns.roles[left] is not None or not texts or not all(map(number.match, texts)):
        return columns
    return replace(columns, roles=(*columns.roles[:left], "number", *columns.roles[left + 1 :]))


def _read_row(cells: Sequence[Cell], columns: Columns) -> Draft:
    def cell(role: str) -> Cell | None:
        place = columns.of(role)
        return cells[place] if place is not None else None

    title_cell = cells[columns.roles.index("title")]
    text = cell_text(title_cell)
    named = pattern("presentation", "initiative").match(text) or pattern("presentation", "listed").match(text)
    number_cell = cell("number")
    number = _plain_number(cell_text(number_cell)) if number_cell is not None else None
    lines = title_cell.lines
    if not number and named is not None and named["title"]:
        number, text = re.sub(r"\s+", " ", named["number"]), named["title"]
    draft = Draft(number or None, text, lines, number_cell.lines if number and number_cell else lines)
    draft.number_lines = draft.number_lines if number else ()
    group = cell("target_group")
    if group is not None and group.lines:
        draft.target_group, draft.target_lines = cell_text(group), group.lines
    _take_cells(draft, cells, columns)
    draft.pages = sorted({part.page for part in title_cell.parts if part.lines})
    return draft


def _plain_number(text: str) -> str:
    """The number in a cell, without the word before it."""
    match = pattern("presentation", "number").match(text)
    return match["number"] if match is not None else text.strip(" .")


def _take_cells(draft: Draft, cells: Sequence[Cell], columns: Columns) -> None:
    """Add the paragraphs of a row's cells of status and actors."""
    for role, entries in (("status", draft.status), ("actors", draft.actors)):
        for place in columns.all_of(role)[:1]:
            _take_cell(entries, cells[place])


def _take_cell(entries: list[tuple[str, tuple[Line, ...]]], cell: Cell) -> None:
    for part in cell.parts:
        lines = [line for line in part.lines if not line.direction]
        margin = min((line.box.x0 for line in lines), default=part.box.x0) - part.box.x0
        for block in split_blocks(lines, part.drawings, part.box.x1 - margin) if lines else ():
            own = text_lines(block)
            entries.append((danish.join_lines([line.text for line in own]), own))


def take_table(draft: Draft, table: Table) -> None:
    """Add what a table on the slide of an initiative says of it, where headers or labels at the left name that."""
    grid = table.grid()
    if len(labels_of(table)) > 1:
        take_rows(draft, grid)
        draft.table = table.number
        return
    columns = find_roles("presentation", "columns", table, grid)
    if columns.of("title") is not None or (columns.of("status") is None and columns.of("actors") is None):
        return
    for row in range(table.header_rows, table.row_count):
        if row not in table.header_row_set:
            _take_cells(draft, grid[row], columns)
    draft.table = table.number


def labels_of(table: Table) -> set[str]:
    """What the labels at the left of a table of two columns lead to, as far as they are known."""
    return {label for label, _ in _labelled_rows(table.grid()) if label is not None}


def take_rows(draft: Draft, rows: Sequence[Sequence[Cell]]) -> None:
    """Add what rows of a label and a value say of an initiative."""
    for label, cell in _labelled_rows(rows):
        if label == "target_group" and draft.target_group is None:
            draft.target_group, draft.target_lines = cell_text(cell) or None, cell.lines
        elif label in ("status", "actors"):
            _take_cell(draft.status if label == "status" else draft.actors, cell)


def _labelled_rows(rows: Sequence[Sequence[Cell]]) -> list[tuple[str | None, Cell]]:
    """The label and the value of each row of two cells; a row with nothing at the left goes on with the one above."""
    found: list[tuple[str | None, Cell]] = []
    label: str | None = None
    for row in rows:
        if len(row) != 2 or row[0] is row[1]:
            label = None
            continue
        label = find_name("presentation", "labels", cell_text(row[0])) if row[0].lines else label
        found.append((label, row[1]))
    return found
