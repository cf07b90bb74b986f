"""The order in which blocks and tables of a document are read."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.geometry import Box
from schemas.layout import Block, Layout

HEADING_REACH = 4.0
"""A heading stands so many of its heights above its table at most."""


def reading_order(layout: Layout) -> Iterator[Block | int]:
    """Blocks and table numbers of the document from top to bottom; a table where it starts.

    What stands right above one of two tables beside each other, and beside the other, comes after that other.
    """
    begin = {table.number: table.boxes[0] for table in layout.tables}
    for page in layout.pages:
        boxes = {n: begin[n][1] for n in page.tables if begin[n][0] == page.number}
        starts = sorted(boxes, key=lambda n: (boxes[n].top, n))
        kept: list[Block] = []
        for block in page.blocks:
            while starts and boxes[starts[0]].top < block.box.top:
                yield starts[0]
                yield from kept
                kept, starts = [], starts[1:]
            if starts and any(_heads_beside(block.box, boxes[starts[0]], boxes[n]) for n in starts[1:]):
                kept.append(block)
            else:
                yield block
        for number in starts:
            yield number
            yield from kept
            kept = []


def _heads_beside(block: Box, table: Box, other: Box) -> bool:
    """Whether a block stands right above ``other`` and not above ``table``, which stands beside it."""
    beside = min(table.bottom, other.bottom) > max(table.top, other.top)
    above = 0 <= other.top - block.bottom <= HEADING_REACH * block.height
    return beside and above and block.x0 < other.x1 and block.x1 > other.x0 and not table.x0 < block.cx < table.x1
