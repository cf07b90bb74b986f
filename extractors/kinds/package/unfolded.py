"""Ruled tables without headers whose rows are a recommendation each, laid out as the text they would be.

What a cell is shows in itself: a number alone, a level alone, and of the others the first is the title. The reader of
running text finds the lead-ins in the rest, and whether such titles are recommendations at all.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from extractors.danish.numbers import parse_number
from extractors.kinds.columns import cell_text
from extractors.kinds.flow import Item
from extractors.kinds.wording import level_of
from extractors.layout.blocks import split_blocks
from schemas.geometry import union
from schemas.layout import Block, BlockKind, Cell, Line, Table


def unfold_tables(items: Sequence[Item], numbers: Container[int]) -> list[Item]:
    """``items`` with the tables of those numbers as headings and text, row by row."""
    unfolded: list[Item] = []
    for item in items:
        if item.table is None or item.table.number not in numbers:
            unfolded.append(item)
        else:
            unfolded += [Item(block.page, block=block) for block in _blocks(item.table)]
    return unfolded


def _blocks(table: Table) -> Iterator[Block]:
    for row in table.grid():
        cells = [cell for i, cell in enumerate(row) if cell.lines and (i == 0 or cell is not row[i - 1])]
        numbered = [cell for cell in cells if _is_number(cell)]
        levels = [cell for cell in cells if level_of(cell_text(cell)) is not None]
        titled = [cell for cell in cells if cell not in numbered and cell not in levels]
        if not titled:
            continue
        own = [line for line in titled[0].lines if level_of(line.text) is None] or list(titled[0].lines)
        yield _block("heading", own, cell_text(numbered[0]) if numbered else "")
        for line in (*titled[0].lines, *(line for cell in levels for line in cell.lines)):
            if line not in own:
                yield _block("paragraph", [line])
        for cell in titled[1:]:
            yield from split_blocks([ln for ln in cell.lines if not ln.direction], cell.parts[0].drawings)


def _is_number(cell: Cell) -> bool:
    """Whether a cell holds the number of its row and nothing else."""
    text = cell_text(cell)
    return not any(sign.isalpha() for sign in text) and parse_number(text) is not None


def _block(kind: BlockKind, lines: Sequence[Line], marker: str = "") -> Block:
    return Block(lines[0].page, kind, tuple(lines), union(line.box for line in lines), 1, marker)
