"""Print that stands beside the rows of an assessment table and that no column holds.

A column that the grid did not see is lost with all its values, and nothing in the rows shows it: a group's name that
runs up along its rows, a last column of notes, columns between others overleaf. So what stands at the height of rows,
outside their cells, is a doubt of these rows. Page headers and footers are none, nor are lists of what the marks mean:
a legend holds a mark of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractors.kinds.assessment.rows.raw_rows import RawRow
from schemas.geometry import Box, union
from schemas.layout import Block, Layout, Table

LETTERS = 3
"""Fewer letters beside a table are a page number or a stray sign."""
OVERLAP = 0.5
"""Share of a line's height that lies within the rows' before it stands beside them."""


def check_beside(rows: Sequence[RawRow], layout: Layout) -> None:
    """Say in every row what stands at its height and in no cell of its table."""
    tables = {table.number: table for table in layout.tables}
    for page in layout.pages:
        blocks = [block for block in page.blocks if _counts(block)]
        for table in (tables[number] for number in page.tables):
            own = [row for row in rows if row.table == table.number]
            for at, box in table.boxes if own else ():
                for block in blocks if at == page.number else ():
                    shared = min(block.box.bottom, box.bottom) - max(block.box.top, box.top)
                    if shared >= OVERLAP * block.box.height:
                        _doubt(own, table, box, block)


def _counts(block: Block) -> bool:
    if block.kind in ("header", "footer", "footnote"):
        return False
    return sum(sum(map(str.isalpha, line.text)) for line in block.lines) >= LETTERS


def _doubt(rows: Iterable[RawRow], table: Table, area: Box, block: Block) -> None:
    outside = block.box.x1 <= area.x0 + 1 or block.box.x0 >= area.x1 - 1
    heights = _heights(table, block.page) if outside else _heights_of_print(table, block.page)
    text = block.text.replace("\n", " ")[:40]
    for row in rows:
        box = heights.get(row.row)
        # A name that runs up stands at the middle of its group: which rows belong to it cannot be seen.
        if block.kind == "turned" and box is not None:
            box = Box(box.x0, min(box.top, block.box.top), box.x1, max(box.bottom, block.box.bottom))
        if box is not None and min(box.bottom, block.box.bottom) > max(box.top, block.box.top):
            row.doubts.append(("text_beside", f"{text!r} stands beside the row and no column holds it", None))


def _heights(table: Table, page: int) -> dict[int, Box]:
    """The cells of each row on the page."""
    return {
        cell.row: part.box
        for cell in table.cells
        for part in cell.parts
        if part.page == page and cell.row_span == 1 and part.box.bottom > part.box.top
    }


def _heights_of_print(table: Table, page: int) -> dict[int, Box]:
    """The print of each row on the page: between columns a heading may stand in the white above or below it."""
    lines: dict[int, list[Box]] = defaultdict(list)
    for cell in table.cells:
        if cell.row_span == 1:
            lines[cell.row] += [line.box for line in cell.lines if line.page == page]
    return {row: union(boxes) for row, boxes in lines.items() if boxes}
