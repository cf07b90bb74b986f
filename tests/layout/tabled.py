"""Tables set cell by cell, for tests of the table engine: words and lines at places, without a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.tables import find_tables
from schemas.layout import Table
from schemas.page import Drawing, Fill, Page, Ruling, Word
from tests.layout.printed import page, words

LEADING = 12.0
"""Points from line to line of one cell."""


def level(y: float, x0: float, x1: float, width: float = 0.5) -> Ruling:
    """A horizontal line."""
    return Ruling(x0, y, x1, y, width, 0, False)


def upright(x: float, top: float, bottom: float, width: float = 0.5) -> Ruling:
    """A vertical line."""
    return Ruling(x, top, x, bottom, width, 0, False)


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    """Every line of a closed grid."""
    return [level(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]


def cell(text: str, x: float, y: float, *, bold: bool = False) -> list[list[Word]]:
    """The lines of a cell, parted by newlines; the first stands on ``y``."""
    return [words(line, x, y + i * LEADING, bold=bold) for i, line in enumerate(text.split("\n")) if line]


def rows_at(
    rows: Sequence[Sequence[str]], xs: Sequence[float], y: float, *, space: float = 8.0, bold: int = 0
) -> tuple[list[list[Word]], list[float]]:
    """Lines of all cells, rows under each other, and the middle of the space above each row and below the last.

    Args:
        rows: the texts of the cells, lines parted by newlines.
        xs: where the columns begin.
        y: where the letters of the first line stand.
        space: points between rows beyond the leading.
        bold: rows at the top that are bold.
    """
    lines: list[list[Word]] = []
    places = []
    for i, row in enumerate(rows):
        places.append(y - 10.0 - space / 2)
        for text, x in zip(row, xs, strict=True):
            lines += cell(text, x, y, bold=i < bold)
        y += max(text.count("\n") + 1 for text in row) * LEADING + space
    places.append(y - 10.0 - space / 2)
    return lines, places


def turned(text: str, x: float, bottom: float) -> list[Word]:
    """The words of a label that runs up from ``bottom``."""
    made = []
    for word in words(text, 0.0, 0.0):
        made.append(word._replace(x0=x, x1=x + 10.0, top=bottom - word.x1, bottom=bottom - word.x0, direction=270))
    return made


def circle(x: float, y: float) -> Drawing:
    """A drawn mark about a place."""
    return Drawing(x - 4, y - 4, x + 4, y + 4, 0, None, 0.5, (("c", *([x, y] * 4)),))


def tables_of(*pages: Page) -> tuple[Table, ...]:
    """The tables of a document of ``pages``, numbered through."""
    return find_tables([replace(p, number=i) for i, p in enumerate(pages, 1)])[0]


def texts(table: Table) -> list[list[str]]:
    """The text of each place of the grid, lines joined by spaces."""
    return [[cell.text.replace("\n", " ") for cell in row] for row in table.grid()]


def shade(x0: float, top: float, x1: float, bottom: float, color: int = 0xDDEEFF) -> Fill:
    """A painted area."""
    return Fill(x0, top, x1, bottom, color)


__all__ = [
    "cell",
    "circle",
    "grid",
    "level",
    "page",
    "rows_at",
    "shade",
    "tables_of",
    "texts",
    "turned",
    "upright",
    "words",
]
