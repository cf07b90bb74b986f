"""Tables that cross recommendations with packages: a column for each package, a verdict in every cell.

What several packages recommend is printed once, as a row. Turned into a table with a row for each recommendation of
each package, it is read like any other. Signals: the lowest headers of at least two columns are names of different
packages and nothing else, and below them stand few texts that affirm or limit, or several signs or colours. An empty
cell, or a dash among words, says that the package holds no such recommendation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from extractors.danish.packages import find_packages
from extractors.kinds.assessment.columns import header_path
from extractors.kinds.assessment.form_records import RATING_LABEL, is_verdict
from extractors.kinds.assessment.view import TableView
from schemas.geometry import Box
from schemas.layout import Cell, CellPart, Line, Table

MIN_PACKAGES = 2
"""One column with the name of a package may hold anything about it."""
MOST_VALUES = 7
"""More different texts are no steps of a scale."""
NAME_REST = 3
"""Letters that a header may hold besides the package's name."""
PACKAGE_LABEL = "Forebyggelsespakke"


def crossed_table(view: TableView) -> Table | None:
    """The table with a row for each recommendation of each package; None when it crosses no packages."""
    if view.column_count <= MIN_PACKAGES or not view.body:
        return None
    packages = [index for index in range(view.column_count) if _names_package(view, index)]
    if len(packages) < MIN_PACKAGES or len({_slug(view, index) for index in packages}) < len(packages):
        return None
    if len(packages) == view.column_count or not _hold_verdicts(view, packages):
        return None
    return _turned(view, packages)


def _header(view: TableView, column: int) -> str:
    return next(reversed(header_path(view, column)), "")


def _slug(view: TableView, column: int) -> str:
    return find_packages(_header(view, column))[0].slug


def _names_package(view: TableView, column: int) -> bool:
    text = _header(view, column)
    mentions = find_packages(text) if text else []
    return len(mentions) == 1 and len(text) - (mentions[0].end - mentions[0].start) <= NAME_REST


def _hold_verdicts(view: TableView, packages: Sequence[int]) -> bool:
    """Whether the cells of these columns hold few texts, some of them verdicts, or several signs or colours."""
    cells = [(row, column) for row in view.body for column in packages]
    texts = {text for row, column in cells if _says_something(text := view.text(row, column))}
    if texts:
        verdicts = sum(1 for text in texts if is_verdict(text))
        if len(texts) > MOST_VALUES or 2 * verdicts < len(texts):
            return False
        return len(texts) >= MIN_PACKAGES
    marks = chain.from_iterable(view.marks(row, column) for row, column in cells)
    signs = {(mark.sign, mark.colour) for mark in marks}
    return len(signs) >= MIN_PACKAGES or len({view.shading(row, column) for row, column in cells}) > MIN_PACKAGES


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _turned(view: TableView, packages: Sequence[int]) -> Table:
    """A table of the other columns, the package and its verdict."""
    others = [index for index in range(view.column_count) if index not in packages]
    worded = any(_says_something(view.text(row, column)) for row in view.body for column in packages)
    head = view.header_rows - 1
    rows: list[list[tuple[CellPart, ...]]] = []
    sections: list[int] = []
    rows.append([view.cell(head, c).parts for c in others] + [(_label(view, name),) for name in _LABELS])
    for row in range(view.header_rows, view.table.row_count):
        if row in view.full_width:
            sections.append(len(rows))
            rows.append([view.cell(row, 0).parts])
        for column in packages if row in view.body else ():
            cell = view.cell(row, column)
            said = _says_something(view.text(row, column)) if worded else bool(view.text(row, column) or _drawn(cell))
            if said:
                rows.append([*(view.cell(row, c).parts for c in others), view.cell(head, column).parts, cell.parts])
    width = len(others) + len(_LABELS)
    cells = [
        Cell(row, column, 1, width // len(parts), row == 0, own)
        for row, parts in enumerate(rows)
        for column, own in enumerate(parts)
    ]
    return replace(
        view.table,
        row_count=len(rows),
        column_count=width,
        header_rows=1,
        cells=tuple(cells),
        section_rows=frozenset(sections),
        header_row_set=frozenset({0}),
    )


_LABELS = (PACKAGE_LABEL, RATING_LABEL)


def _label(view: TableView, text: str) -> CellPart:
    """A header that the page does not print."""
    page, box = view.table.boxes[0]
    nowhere = Box(box.x0, box.top, box.x0, box.top)
    return CellPart(page, nowhere, (Line(page, (), nowhere, text, 0.0, False, 0, 0),), (), (), (), ())


def _drawn(cell: Cell) -> bool:
    return any(part.fills or part.drawings or part.images for part in cell.parts)
