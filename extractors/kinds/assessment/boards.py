"""Boards: tables whose columns are headed by the steps of a scale, with a list of recommendations below each.

Every head is a step of one known scale, and below the heads stand lists alone: each item is a recommendation with the
verdict that heads its column. A paragraph or an inner item below an item is its text. A table with anything else in its
columns – marks, counts, prose – is no board.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.danish import text as danish
from extractors.kinds.assessment.form_records import RATING_LABEL, TEXT_LABEL, TITLE_LABEL, Record
from extractors.kinds.assessment.rated_lists import TITLE_MAX
from extractors.kinds.assessment.scales import scale_of_labels
from extractors.kinds.assessment.sections import is_section_heading
from extractors.layout.blocks import split_blocks
from schemas.layout import Block, Cell, CellPart, Layout, Table


def board_records(layout: Layout) -> Iterator[Record]:
    """The recommendations of all boards, with the section headings around them, in reading order."""
    boards = {table.number: found for table in layout.tables if (found := _items_of(table))}
    for page in layout.pages if boards else ():
        begin = [(t.boxes[0][1].top, t.number) for t in layout.tables if t.number in boards and t.page == page.number]
        heads = [(block.box.top, block) for block in page.blocks if is_section_heading(block)]
        placed: list[tuple[float, Block | int]] = [*heads, *begin]
        for _, item in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(item, Block):
                yield Record(heading=item.lines)
            else:
                yield from boards[item]


def _items_of(table: Table) -> list[Record]:
    """The recommendations of a board, column by column; none when the table is no board."""
    # Hardly any table is a board, and its heads show that: its rows are not laid out for them.
    first = sorted((cell for cell in table.cells if cell.row == 0), key=lambda cell: cell.column)
    if any(cell.column_span > 1 for cell in first):
        return []
    labels = [danish.join_lines([line.text for line in cell.lines]) for cell in first]
    scale = scale_of_labels(labels, complete=True) if all(labels) and len(set(labels)) == len(labels) > 1 else None
    if scale is None or not scale.known or not scale.direction_known or table.row_count < 2:
        return []
    rows = table.grid()[1:]
    records: list[Record] = []
    for column, head in enumerate(first):
        for cell in {id(row[column]): row[column] for row in rows}.values():
            own = _records_of(cell, head)
            if cell.column_span > 1 or own is None:
                return []
            records += own
    return records


def _records_of(cell: Cell, head: Cell) -> list[Record] | None:
    """The items of one cell, each with the verdict ``head``; None when the cell holds anything before or but a list."""
    records: list[Record] = []
    for block in split_blocks(cell.lines):
        part = CellPart(block.page, block.box, block.lines, (), (), (), ())
        if block.kind == "list_item" and block.level <= 1:
            if len(block.text) > TITLE_MAX:
                return None
            records.append(Record())
            records[-1].add(TITLE_LABEL, part)
            for verdict in head.parts:
                records[-1].add(RATING_LABEL, verdict)
        elif records:
            records[-1].add(TEXT_LABEL, part)
        else:
            return None
    return records
