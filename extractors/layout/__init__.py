"""Pages → lines, blocks, tables. Geometry alone: knows no Danish and no assessment."""

from __future__ import annotations

from extractors.layout.blocks import build_blocks
from extractors.layout.headings import body_style
from extractors.layout.lines import free_lines
from extractors.layout.tables import find_tables
from schemas.layout import Layout, Line
from schemas.page import Source


def build_layout(source: Source) -> Layout:
    """The layout of ``source``: its tables, and everything else as blocks in reading order.

    Every visible word stands in exactly one cell of one table or in one line of one block.
    """
    tables, sheets = find_tables(source.pages)
    held = {
        id(word)
        for table in tables
        for cell in table.cells
        for part in cell.parts
        for line in part.lines
        for word in line.words
    }
    lines: list[Line] = []
    for page, sheet in zip(source.pages, sheets, strict=True):
        free = [word for word in page.words if id(word) not in held]
        lines += free_lines(page.number, free, sheet.baselines if len(free) == len(page.words) else None)
    return Layout(build_blocks(source.pages, lines, tables), tables, body_style(lines).size, {"sheets": sheets})
