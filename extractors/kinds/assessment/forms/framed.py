"""Frames that hold a form: a box around each recommendation, which the grid of a page takes for the cells of a table.

A cell of a table has one value; a frame prints several, each after its label, and one of the labels asks for a rating,
or a sign stands beside all of them. Such tables are print in frames: their lines are given back as blocks, in reading
order, for the reader of forms. So is a grid of cards, whose every column holds cells with a title and its verdict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.kinds.assessment.wordings.form_records import (
    LABEL_MAX,
    LABEL_WEIGHT,
    MIN_RECORDS,
    asks_for_rating,
    is_verdict,
    label_weight,
)
from extractors.kinds.assessment.wordings.title_lines import may_hold_both
from extractors.layout.blocks import split_blocks
from schemas.geometry import union
from schemas.layout import Block, BlockKind, Cell, CellPart, Layout, Line, Table

LABELS = 2
"""So many labels in one cell show a form in a frame."""
GRID_COLUMNS, GRID_WIDEST = 2, 4
"""Cards beside each other; more columns are those of a table."""
SIGNED_COLUMNS = 2
"""Frames in one column, signs in the other."""
GRID_CELLS = 4
"""Fewer cells are no grid."""
VERDICT_WORDS = 5
"""A verdict on a line of its own is no longer."""
MOST = 0.7
"""Share of the cells of each column that are cards."""
_LABEL = re.compile(rf"^(?P<label>[^:?\n]{{2,{LABEL_MAX}}}?)\s*[:?](?:\s|$)")


def frames_as_blocks(layout: Layout, taken: Container[int]) -> Layout:
    """The layout with the lines of tables that are frames around forms among its blocks; itself when there are none.

    Args:
        layout: the layout of a document.
        taken: numbers of tables that are read already.
    """
    grids, signed = grids_of_cards(layout), signed_frames(layout)
    frames = [t for t in layout.tables if t.number not in taken and (t.number in grids | signed or _is_frames(t))]
    if not frames:
        return layout
    cards = [cell for table in frames if table.number in grids for cell in table.cells]
    beside_signs = [cell for table in frames if table.number in signed for cell in _first_printed(table)]
    placed: dict[int, list[tuple[float, float, float, Block]]] = {
        page.number: [(block.box.top, block.box.x0, 0.0, block) for block in page.blocks] for page in layout.pages
    }
    for cell in (cell for table in frames for cell in _by_row(table)):
        for part in cell.parts:
            titled = _holds_form(cell) and part is cell.parts[0]
            own = split_blocks(part.lines) if cell in cards and not titled else _blocks(part, titled=titled)
            own = _bold_title_and_text(part) if cell in beside_signs else own
            # A card is read to its end before the one beside it.
            top, x0 = (part.box.top, part.box.x0) if cell in cards else (None, None)
            placed[part.page] += [(top or block.box.top, x0 or block.box.x0, block.box.top, block) for block in own]
    pages = tuple(
        replace(page, blocks=tuple(block for *_, block in sorted(placed[page.number], key=lambda item: item[:3])))
        if len(placed[page.number]) > len(page.blocks)
        else page
        for page in layout.pages
    )
    return replace(layout, pages=pages)


def grids_of_cards(layout: Layout) -> frozenset[int]:
    """The numbers of tables whose every cell is a card: a title with its verdict, in at least two columns."""
    return frozenset(table.number for table in layout.tables if _is_grid_of_cards(table))


def signed_frames(layout: Layout) -> frozenset[int]:
    """The numbers of tables whose rows are frames: a title, its text and labels, and a sign beside them.

    Labels below titles in bold show that, or white between all rows.
    """
    signs = {table.number: count for table in layout.tables if (count := _signs_beside_frames(table))}
    return frozenset(signs) if sum(signs.values()) >= GRID_CELLS else frozenset()


def _signs_beside_frames(table: Table) -> int:
    """How many signs stand in the column beside frames; none where the table holds anything else."""
    if table.column_count == SIGNED_COLUMNS and _are_apart(table):
        signs = [c for c in table.cells if c.column == 1 and any(p.drawings or p.images for p in c.parts)]
        return len(signs) if 2 * len(signs) > table.row_count else 0
    printed = {cell.column for cell in table.cells if cell.lines}
    if table.column_count != SIGNED_COLUMNS or len(printed) != 1:
        return 0
    cells = [cell for cell in table.cells if cell.lines]
    labelled = [c for c in cells if len(c.lines) > 1 and c.lines[0].bold and _labels_in(c, c.lines[1:])]
    signs = [c for c in table.cells if c.column not in printed and any(p.drawings or p.images for p in c.parts)]
    return len(signs) if 2 * len(labelled) > len(cells) else 0


def _first_printed(table: Table) -> list[Cell]:
    """The cells of the first column that prints anything."""
    first = min((cell.column for cell in table.cells if cell.lines), default=0)
    return [cell for cell in table.cells if cell.column == first]


def _are_apart(table: Table) -> bool:
    """Whether each row stands in a frame of its own: white parts it from the next."""
    filled = {cell.row for cell in table.cells if cell.lines}
    return len(filled) > 1 and not table.header_rows and filled == {*range(0, table.row_count, 2)}


def _is_grid_of_cards(table: Table) -> bool:
    filled = [cell for cell in table.cells if cell.lines and not cell.is_header]
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in filled:
        columns[cell.column].append(cell)
    if len(columns) < GRID_COLUMNS or len(filled) < GRID_CELLS or table.column_count > GRID_WIDEST:
        return False
    return all(map(_are_cards, columns.values()))


def _are_cards(cells: Sequence[Cell]) -> bool:
    """Whether most of the cells of a column are cards; no more are looked at once too many are none."""
    left = len(cells)
    for cell in cells:
        left -= not _is_card(cell)
        if left <= MOST * len(cells):
            return False
    return True


def _is_card(cell: Cell) -> bool:
    """Whether a cell holds a verdict on a line of its own, behind its label, or on that of its title."""
    if _holds_form(cell):
        return True
    blocks = list(split_blocks(cell.lines))
    alone = any(len(block.lines) == 1 and _is_verdict_alone(block.text) for block in blocks)
    return (alone and len(blocks) > 1) or any(map(may_hold_both, blocks))


def _is_verdict_alone(text: str) -> bool:
    return is_verdict(text.strip("()[] ")) and len(text.split()) <= VERDICT_WORDS and not text.endswith(".")


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


def _labels_in(cell: Cell, lines: Sequence[Line] | None = None) -> list[str]:
    found = (_LABEL.match(line.text) for line in (cell.lines if lines is None else lines))
    return [match["label"] for match in found if match is not None and label_weight(match["label"]) >= LABEL_WEIGHT]


def _by_row(table: Table) -> list[Cell]:
    return sorted(table.cells, key=lambda cell: (cell.row, cell.column))


def _bold_title_and_text(part: CellPart) -> Iterator[Block]:
    """The lines of a frame with a sign beside it: those at its head in bold, or in one print, are its title."""
    looks = [(line.bold, round(line.size, 1), line.color) for line in part.lines]
    end = next((i for i, look in enumerate(looks) if look != looks[0]), len(looks))
    if end:
        yield Block(part.page, "heading", part.lines[:end], union(line.box for line in part.lines[:end]))
    yield from split_blocks(part.lines[end:])


def _blocks(part: CellPart, *, titled: bool) -> Iterator[Block]:
    """The lines of a frame: what stands above its first label is its title; a verdict behind a label stands alone."""
    first = next((i for i, line in enumerate(part.lines) if _LABEL.match(line.text)), 0) if titled else 0
    ends = [i for i, line in enumerate(part.lines, 1) if i > first and _is_labelled_verdict(line.text)]
    bounds = [first, *(i for i in ends if i < len(part.lines) and part.lines[i].text[:1].isupper()), len(part.lines)]
    kinds: list[tuple[BlockKind, tuple[Line, ...]]] = [("heading", part.lines[:first])]
    kinds += [("paragraph", part.lines[start:end]) for start, end in pairwise(bounds)]
    for kind, lines in kinds:
        if lines:
            yield Block(part.page, kind, lines, union(line.box for line in lines))


def _is_labelled_verdict(text: str) -> bool:
    """Whether a line is a label that asks for a rating, and a verdict and nothing else behind it."""
    match = _LABEL.match(text)
    return match is not None and asks_for_rating(match["label"]) and is_verdict(text[match.end() :].strip(" ."))
