"""Print that stands beside an assessment table and that no column holds.

A column that the grid did not see is lost with all its values, and nothing in the rows shows it: a group's name that
runs up along its rows, a last column of notes. So what stands at the height of rows, outside their table, is a doubt of
these rows. Page headers and footers are none, nor are lists of what the marks mean: a legend holds a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.kinds.assessment.rows import RawRow
from schemas.geometry import Box
from schemas.layout import Block, Layout, Table

LETTERS = 3
"""Fewer letters beside a table are a page number or a stray sign."""
OVERLAP = 0.5
"""Share of a line's height that lies within the rows' before it stands beside them."""


def check_beside(rows: Sequence[RawRow], layout: Layout) -> None:
    """Say in every row what stands at its height beside its table."""
    tables = {table.number: table for table in layout.tables}
    for page in layout.pages:
        blocks = [block for block in page.blocks if _counts(block)]
        for table in (tables[number] for number in page.tables):
            own = [row for row in rows if row.table == table.number]
            for at, box in table.boxes if own else ():
                for block in blocks if at == page.number else ():
                    if _beside(block.box, box):
                        _doubt(own, table, page.number, block)


def _counts(block: Block) -> bool:
    if block.kind in ("header", "footer", "footnote"):
        return False
    return sum(sum(map(str.isalpha, line.text)) for line in block.lines) >= LETTERS


def _beside(block: Box, table: Box) -> bool:
    shared = min(block.bottom, table.bottom) - max(block.top, table.top)
    outside = block.x1 <= table.x0 + 1 or block.x0 >= table.x1 - 1
    return outside and shared >= OVERLAP * block.height


def _doubt(rows: Iterable[RawRow], table: Table, page: int, block: Block) -> None:
    heights = {
        cell.row: part.box
        for cell in table.cells
        for part in cell.parts
        if part.page == page and cell.row_span == 1 and part.box.bottom > part.box.top
    }
    text = block.text.replace("\n", " ")[:40]
    for row in rows:
        box = heights.get(row.row)
        # A name that runs up stands at the middle of its group: which rows belong to it cannot be seen.
        if block.kind == "turned" and box is not None:
            box = Box(box.x0, min(box.top, block.box.top), box.x1, max(box.bottom, block.box.bottom))
        if box is not None and min(box.bottom, block.box.bottom) > max(box.top, block.box.top):
            row.doubts.append(("text_beside", f"{text!r} stands beside the row and no column holds it", None))
