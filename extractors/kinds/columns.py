"""Columns of a table by their header wordings: which field of a record each holds.

A column's own header (the lowest header row) comes before the headers above it; a column whose headers say nothing
known has no role. Content is not looked at: callers that may go by it do so themselves. A place in the order is never a
signal.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.danish import text as danish
from extractors.kinds.patterns import find_name
from schemas.layout import Cell, Table


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns."""

    roles: tuple[str | None, ...]
    headers: tuple[str, ...]
    """Header text of each column, all levels in one line."""

    def of(self, role: str) -> int | None:
        """The first column with this role; None when there is none."""
        return self.roles.index(role) if role in self.roles else None

    def all_of(self, role: str) -> tuple[int, ...]:
        """All columns with this role, left to right."""
        return tuple(i for i, found in enumerate(self.roles) if found == role)


def cell_text(cell: Cell) -> str:
    """Text of a cell, wrapping undone."""
    return danish.join_lines([line.text for line in cell.lines]) if cell.lines else ""


def header_paths(table: Table, grid: list[list[Cell]]) -> list[list[str]]:
    """Header texts above each column, from the top down; a text that spans rows or repeats stands once."""
    paths: list[list[str]] = [[] for _ in range(table.column_count)]
    for row in range(table.header_rows):
        if row in table.section_rows or (table.column_count > 1 and grid[row][0].column_span >= table.column_count):
            continue
        for column in range(table.column_count):
            text = cell_text(grid[row][column])
            if text and (not paths[column] or paths[column][-1] != text):
                paths[column].append(text)
    return paths


def find_roles(name: str, section: str, table: Table, grid: list[list[Cell]]) -> Columns:
    """Roles of the columns of ``table`` by the header wordings in a section of a vocabulary file."""
    paths = header_paths(table, grid)
    roles: list[str | None] = []
    for path in paths:
        found = [role for text in reversed(path) if (role := find_name(name, section, text)) is not None]
        roles.append(found[0] if found else None)
    return Columns(tuple(roles), tuple(" ".join(path) for path in paths))
