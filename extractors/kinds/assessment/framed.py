"""Frames that hold a form: a box around each recommendation, which the grid of a page takes for the cells of a table.

A cell of a table has one value; a frame prints several, each after its label, and one of the labels asks for a rating.
Such tables are print in frames: their lines are given back as blocks, in reading order, for the reader of forms.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from extractors.kinds.assessment.form_records import LABEL_MAX, LABEL_WEIGHT, MIN_RECORDS, asks_for_rating, label_weight
from schemas.geometry import union
from schemas.layout import Block, BlockKind, Cell, CellPart, Layout, Line, Table

LABELS = 2
"""So many labels in one cell show a form in a frame."""
_LABEL = re.compile(rf"^(?P<label>[^:?\n]{{2,{LABEL_MAX}}}?)\s*[:?](?:\s|$)")


def frames_as_blocks(layout: Layout, taken: Container[int]) -> Layout:
    """The layout with the lines of tables that are frames around forms among its blocks; itself when there are none.

    Args:
        layout: the layout of a document.
        taken: numbers of tables that are read already.
    """
    frames = [table for table in layout.tables if table.number not in taken and _is_frames(table)]
    if not frames:
        return layout
    blocks: dict[int, list[Block]] = {page.number: list(page.blocks) for page in layout.pages}
    for cell in (cell for table in frames for cell in _by_row(table)):
        for part in cell.parts:
            blocks[part.page] += _blocks(part, titled=_holds_form(cell) and part is cell.parts[0])
    pages = tuple(
        replace(page, blocks=tuple(sorted(blocks[page.number], key=lambda block: (block.box.top, block.box.x0))))
        if len(blocks[page.number]) > len(page.blocks)
        else page
        for page in layout.pages
    )
    return replace(layout, pages=pages)


def _is_frames(table: Table) -> bool:
    """Whether a cell prints several labels, one of which asks for a rating, or several cells print such a one.

    Where the title stands in a row of its own, more labels show it, or several cells that print as many.
    """
    labels = [_labels_in(cell) for cell in table.cells if _holds_form(cell)]
    below = [own for cell in table.cells if len(own := _labels_in(cell)) >= LABELS and any(map(asks_for_rating, own))]
    apart = len(below) >= MIN_RECORDS or any(len(own) > LABELS for own in below)
    return len(labels) >= MIN_RECORDS or any(len(own) >= LABELS for own in labels) or apart


def _holds_form(cell: Cell) -> bool:
    """Whether the cell prints a label that asks for a rating below other print."""
    return any(map(asks_for_rating, _labels_in(cell))) and _LABEL.match(cell.lines[0].text) is None


def _labels_in(cell: Cell) -> list[str]:
    found = (_LABEL.match(line.text) for line in cell.lines)
    return [match["label"] for match in found if match is not None and label_weight(match["label"]) >= LABEL_WEIGHT]


def _by_row(table: Table) -> list[Cell]:
    return sorted(table.cells, key=lambda cell: (cell.row, cell.column))


def _blocks(part: CellPart, *, titled: bool) -> Iterator[Block]:
    """The lines of a frame: what stands above its first label is its title."""
    first = next((i for i, line in enumerate(part.lines) if _LABEL.match(line.text)), 0) if titled else 0
    kinds: tuple[tuple[BlockKind, tuple[Line, ...]], ...] = (
        ("heading", part.lines[:first]),
        ("paragraph", part.lines[first:]),
    )
    for kind, lines in kinds:
        if lines:
            yield Block(part.page, kind, lines, union(line.box for line in lines))
