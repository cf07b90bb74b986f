"""What is printed above a column, group headers first, and whether a column is another one printed again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.kinds.assessment.cells.view import TableView
from schemas.layout import Line

FEWEST_ROWS = 3
"""Fewer rows may say the same twice by chance."""
_SORTED_BY = re.compile(r"\s*[↑↓↕⇅⌃⌄▲△▴▼▽▾˄˅]+\s*$")
"""What an application prints behind the headers of a list, to sort it by."""


def header_path(view: TableView, index: int) -> tuple[str, ...]:
    """Header texts above column ``index``, from the top down, a spanning cell once.

    Texts of cells that stand over this column alone are one header, printed in several rows of the grid; where more
    than the height of a line is free between them, the upper one is the header of a group of this one column.
    """
    path: list[str] = []
    alone: list[str] = []
    lines: list[Line] = []
    seen: set[int] = set()
    for row in range(*view.header_span):
        cell = view.cell(row, index)
        text = _SORTED_BY.sub("", view.text(row, index))
        if row in view.full_width or not text or id(cell) in seen:
            continue
        seen.add(id(cell))
        if cell.column_span > 1:
            path.append(text)
        elif text not in alone:
            alone.append(text)
            lines += view.own_lines(row, index)
    first = 0
    for at in range(1, len(lines)):
        apart = lines[at].box.top - lines[at - 1].box.bottom > lines[at].box.height
        if apart and not lines[at].text[:1].islower():  # "Slet", "ikke" is one wording however far it is spread.
            path.append(view.join(lines[first:at]))
            first = at
    if alone:
        path.append(view.join(lines[first:]))
    return tuple(path)


def printed_again(view: TableView, paths: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """Columns that print the header and every cell of one left of them: the other half of a wide table does."""
    return frozenset(
        index
        for index, path in enumerate(paths)
        if path in paths[:index] and path
        for first in [paths.index(path)]
        if len(view.body) >= FEWEST_ROWS
        and all((text := view.text(row, index)) and text == view.text(row, first) for row in view.body)
    )
