"""Boards: tables whose columns are headed by the steps of a scale, with a list of recommendations below each.

Every head is a step of one known scale, and below the heads stand lists or names alone: each item is a recommendation
with the verdict that heads its column. A paragraph or an inner item below an item is its text. A table with anything
else in its columns – marks, counts, prose – is no board.

On a slide boxes may stand for the table: the steps on one line, and below each short texts alone, in columns of their
own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.danish import text as danish
from extractors.kinds.assessment.forms.rated_lists import TITLE_MAX
from extractors.kinds.assessment.wordings.form_records import RATING_LABEL, TEXT_LABEL, TITLE_LABEL, Record, is_verdict
from extractors.kinds.assessment.wordings.scales import scale_of_labels
from extractors.kinds.assessment.wordings.sections import is_section_heading
from extractors.layout.blocks import split_blocks
from schemas.geometry import union
from schemas.layout import Block, Cell, CellPart, Layout, Table

MIN_STEPS = 3
"""Two words on one line head anything."""
TITLE_MIN = 8
"""Letters of a name at least."""
BOXED_MAX = 120
"""A longer text in a box is prose."""


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


def boxed_records(layout: Layout) -> Iterator[Record]:
    """The recommendations in boxes below steps that stand on one line, with the headings above them."""
    for page in layout.pages:
        heads = _heads_of(page.blocks)
        columns = _columns_below(page.blocks, heads) if heads and not page.tables else None
        if columns is None:
            continue
        for block in page.blocks:
            if is_section_heading(block) and block.box.bottom < heads[0].box.top:
                yield Record(heading=block.lines)
        for head, items in zip(heads, columns, strict=True):
            for item in items:
                record = Record()
                record.add(TITLE_LABEL, _part(item))
                record.add(RATING_LABEL, _part(head))
                yield record


def _part(block: Block) -> CellPart:
    return CellPart(block.page, block.box, block.lines, (), (), (), ())


def _heads_of(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one line that are the steps of a known scale on one height, from left to right; else none."""
    short = [block for block in blocks if len(block.lines) == 1 and is_section_heading(block)]
    middles = sorted(block.box.cy for block in short)
    reach = max((block.box.height for block in short), default=0.0) / 2
    if not any(below - above < reach for above, below in pairwise(middles)):
        return []
    steps = [block for block in short if is_verdict(block.text)]
    level = [block for block in steps if abs(block.box.cy - steps[0].box.cy) < block.box.height / 2]
    labels = [block.text for block in level]
    scale = scale_of_labels(labels, complete=True) if len(set(labels)) == len(steps) >= MIN_STEPS else None
    known = scale is not None and scale.known and scale.direction_known
    return sorted(level, key=lambda block: block.box.x0) if known else []


def _columns_below(blocks: Sequence[Block], heads: Sequence[Block]) -> list[list[Block]] | None:
    """The short texts below each head; None where they stand in no columns beside each other, or one is prose."""
    columns: list[list[Block]] = [[] for _ in heads]
    for block in blocks:
        if block.box.top < heads[0].box.bottom or block.kind in ("header", "footer", "footnote"):
            continue
        if len(block.text) > BOXED_MAX or block.text.rstrip().endswith("."):
            return None
        columns[min(range(len(heads)), key=lambda i: _off(block, heads[i]))].append(block)
    spans = [union(item.box for item in (head, *own)) for head, own in zip(heads, columns, strict=True)]
    beside = all(left.x1 < right.x0 for left, right in pairwise(spans))
    return columns if beside and sum(map(len, columns)) > len(heads) / 2 else None


def _off(block: Block, head: Block) -> float:
    """How far a text stands from below a head, be they set from the left or about one middle."""
    return min(abs(block.box.x0 - head.box.x0), abs(block.box.cx - head.box.cx))


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
    cells = [list({id(row[column]): row[column] for row in rows}.values()) for column in range(len(first))]
    if any(cell.column_span > 1 for own in cells for cell in own):
        return []
    parted = [(cell, _records_of(cell, head)) for own, head in zip(cells, first, strict=True) for cell in own]
    if all(records is not None for _, records in parted):
        return [record for _, records in parted for record in records or ()]
    filled = [(cell, head) for own, head in zip(cells, first, strict=True) for cell in own if cell.lines]
    if not _are_titles([cell.text for cell, _ in filled]):
        return []
    return [Record({TITLE_LABEL: [*cell.parts], RATING_LABEL: [*head.parts]}) for cell, head in filled]


def _are_titles(texts: Sequence[str]) -> bool:
    """Whether the cells below steps are names, each another one: no marks, and no sentences that say why."""
    named = all(TITLE_MIN <= len(text) <= BOXED_MAX and not text.endswith(".") for text in texts)
    return named and len(set(texts)) == len(texts) > MIN_STEPS


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
