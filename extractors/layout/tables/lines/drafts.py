"""What a table is on its way: one draft for each page it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.lines.edges import Edge
from schemas.geometry import Box
from schemas.layout import TableMethod
from schemas.page import Word


class GridCell(NamedTuple):
    """A cell of one draft with its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    words: tuple[Word, ...]


@dataclass(slots=True)
class Draft:
    """A table, or the part of one that stands on one page."""

    page: int
    method: TableMethod
    box: Box
    horizontal: tuple[Edge, ...]
    """Edges that part rows, from rulings and fills."""
    vertical: tuple[Edge, ...]
    rows: list[TextRow]
    """The level print inside, by baseline."""
    turned: list[Phrase]
    """Print that runs up or down."""
    spanners: tuple[Edge, ...] = ()
    """Level rulings inside that are shorter than the table: they go below heads of several columns."""
    parted: bool = False
    """Whether ``horizontal`` is where its rows part, however few they are."""
    is_head: bool = False
    """Whether it is the header and nothing else, closed by a line at its foot."""
    head_goes_on: bool = False
    """Whether all rows are header, and the page ended within it: its last rows are the first of the next part."""
    xs: list[float] = field(default_factory=list)
    """Partings of the columns, the table's two sides included."""
    ys: list[float] = field(default_factory=list)
    """Partings of the rows, top and bottom included."""
    cells: list[GridCell] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        return len(self.xs) - 1
