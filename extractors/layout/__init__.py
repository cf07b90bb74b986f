"""Pages → lines, blocks, tables. Geometry alone: knows no Danish and no assessment."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extractors.layout.blocks import build_blocks
from extractors.layout.headings import body_style
from extractors.layout.lines import free_lines
from extractors.layout.lines_beside import part_lines_beside
from extractors.layout.tables import find_tables
from extractors.layout.tables.pages.candidates import Sheet
from schemas.layout import Layout, Line, Table
from schemas.page import Source


def build_layout(source: Source) -> Layout:
    """The layout of ``source``: its tables, and everything else as blocks in reading order.

    Every visible word stands in exactly one cell of one table or in one line of one block.
    """
    tables, sheets = find_tables(source.pages)
    lines = _free_lines(source, tables, sheets)
    return Layout(build_blocks(source.pages, lines, tables), tables, body_style(lines).size, {"sheets": sheets})


def without_tables(source: Source, layout: Layout, numbers: Collection[int]) -> Layout:
    """The layout with some tables taken for text: what they hold stands in blocks, in the columns it is set in.

    Columns of text under banners look like a table to the eye of geometry. Whoever knows the kind of document may know
    better.
    """
    tables = tuple(table for table in layout.tables if table.number not in numbers)
    lines = _free_lines(source, tables, [None] * len(source.pages))
    return Layout(build_blocks(source.pages, lines, tables), tables, layout.body_size, layout.intermediates)


def _free_lines(source: Source, tables: Sequence[Table], sheets: Sequence[Sheet | None]) -> list[Line]:
    """Lines of the words that no table holds; the sheet of a page tells its baselines, where none of them is held."""
    held = {
        id(word)
        for table in tables
        for cell in table.cells
        for part in cell.parts
        for line in part.lines
        for word in line.words
    }
    lines: list[list[Line]] = []
    for page, sheet in zip(source.pages, sheets, strict=True):
        free = [word for word in page.words if id(word) not in held] if held else page.words
        known = (sheet.baselines, sheet.sides) if sheet is not None and len(free) == len(page.words) else ()
        lines.append(free_lines(page.number, free, *known))
    return part_lines_beside(lines)
