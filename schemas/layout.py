"""What the geometry of a page says: lines, blocks, tables. No language, no domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from schemas.geometry import Box, union
from schemas.page import Drawing, Fill, Image, Widget, Word


class Line(NamedTuple):
    """Words on one baseline that belong together, left to right (or along the baseline when turned)."""

    page: int
    words: tuple[Word, ...]
    box: Box
    text: str
    """The words joined by single spaces."""
    size: float
    """Font size of most of its characters."""
    bold: bool
    """Whether most of its characters are bold."""
    color: int
    direction: int

    def __hash__(self) -> int:
        """Of what hardly two lines share; all fields of all words, as a tuple has it, cost ten times as much."""
        return hash((self.page, self.box, self.text))

    def with_words(self, words: Iterable[Word]) -> Line:
        """The line with ``words``, one at least, in place of its own; its style stays.

        Raises:
            ValueError: there is no word.
        """
        own = tuple(words)
        return self._replace(words=own, box=union(word.box for word in own), text=" ".join(word.text for word in own))


BlockKind = Literal["paragraph", "heading", "list_item", "caption", "header", "footer", "footnote", "turned"]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that make one paragraph, heading or list item, in reading order.

    ``level`` is the rank of a heading (1 = largest) or the nesting of a list item (from 1), else 0.
    ``marker`` is the bullet or number a list item starts with, as printed.
    ``panel`` is the box of the filled or framed area the block stands in (fact box, speech bubble), if any.
    """

    page: int
    kind: BlockKind
    lines: tuple[Line, ...]
    box: Box
    level: int = 0
    marker: str = ""
    panel: Box | None = None

    @property
    def text(self) -> str:
        """Lines joined by newlines: wrapping is undone by whoever knows the language."""
        return "\n".join(line.text for line in self.lines)


class CellPart(NamedTuple):
    """The part of a cell that stands on one page."""

    page: int
    box: Box
    """The cell's own area: between its rulings, or the column and row bands of a table without."""
    lines: tuple[Line, ...]
    fills: tuple[Fill, ...]
    """Shading of the cell, lowest first; the page's own background is none."""
    drawings: tuple[Drawing, ...]
    images: tuple[Image, ...]
    widgets: tuple[Widget, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, over one page or several."""

    row: int
    column: int
    row_span: int
    column_span: int
    is_header: bool
    parts: tuple[CellPart, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        if len(self.parts) == 1:
            return self.parts[0].lines
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def text(self) -> str:
        """Lines joined by newlines."""
        return "\n".join(line.text for line in self.lines)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for part in self.parts for line in part.lines for word in line.words)


TableMethod = Literal["ruled", "partly_ruled", "shaded", "white_space"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document, over one page or several.

    Rows and columns count from 0. A header that is printed again overleaf keeps its own rows there, with
    ``is_header`` cells; ``header_rows`` counts the rows at the top alone. ``section_rows`` are rows with one
    cell over the full width that head the rows below them.
    """

    number: int
    """Order in the document, from 1."""
    method: TableMethod
    row_count: int
    column_count: int
    header_rows: int
    cells: tuple[Cell, ...]
    """Sorted by row, column; every place of the grid belongs to exactly one cell."""
    boxes: tuple[tuple[int, Box], ...]
    """Page and box of the table on each page it covers, in order."""
    confidence: float
    section_rows: frozenset[int] = frozenset()
    header_row_set: frozenset[int] = frozenset()
    """Every row that is header, those printed again overleaf included."""
    doubts: tuple[str, ...] = ()
    """Codes of what made the engine doubt this table (docs/tables.md)."""

    @property
    def page(self) -> int:
        return self.boxes[0][0]

    @property
    def page_last(self) -> int:
        return self.boxes[-1][0]

    def grid(self) -> list[list[Cell]]:
        """Cells by row and column; a spanning cell stands at each of its places."""
        rows: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.column, cell.column + cell.column_span):
                    rows[r][c] = cell
        return [[cell for cell in row if cell is not None] for row in rows]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """What stands on one page, in reading order."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    """Everything that no table holds, in reading order, running headers and footers included."""
    tables: tuple[int, ...]
    """Numbers of the tables that have a part here, top to bottom."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The layout of a document; one is equal to itself alone, so that what is read of it can be kept."""

    pages: tuple[PageLayout, ...]
    tables: tuple[Table, ...]
    body_size: float
    """Font size of most of the running text, in points."""
    intermediates: dict[str, object] = field(default_factory=dict)
    """What the rules saw on their way (edges, bands, candidates), for drawing and debugging alone."""
