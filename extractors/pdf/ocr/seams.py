"""Seams of dark heads: where cells of a head are painted side by side, or parted by hairs of paper, a scan has lines.

A PDF has an area for each cell there. The same is made of a scan where the rows below the head have no lines: the
head's lines would make a table of it alone, apart from its rows. Where rows are ruled, its lines are theirs; a border
around all of them rules none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.geometry import Box, union
from schemas.page import Fill, Ruling

# Cells of one head are this close together; a line this near to its side runs along it.
_TOUCHING_PT, _AT_SIDE_PT = 3.0, 3.0
# They have one colour, but for what a scan makes of it; a cell of another one below a head is none of it.
_ONE_SHADE = 24
# Below the head a line goes on that begins this near to it.
_GOES_ON_PT = 6.0
# Of a cell's side a seam takes this much at least, of a head's width a line between rows.
_ALONG = 0.6


def part_at_seams(
    rulings: Sequence[Ruling], fills: Sequence[Fill], dark: Iterable[Fill]
) -> tuple[list[Ruling], list[Fill]]:
    """Rulings without the seams of heads, and fills parted at them.

    Args:
        rulings: of the page.
        fills: of the page.
        dark: those that may be of heads.
    """
    cells = list(dark)
    kept, parted = list(rulings), [fill for fill in fills if fill not in cells]
    for head in _heads(cells):
        box = union([cell.box for cell in head])
        within = [ruling for ruling in kept if is_within(ruling, box)]
        border = _border(kept, box)
        below = [ruling for ruling in kept if ruling not in (*within, *border) and _rules_rows(ruling, box)]
        # Lines between rows go on those of the head between its steps, and say nothing of its columns.
        seams = [seam for seam in within if not any(line.horizontal <= seam.horizontal for line in below)]
        kept = [ruling for ruling in kept if ruling not in seams]
        for seam in seams:
            head = [part for cell in head for part in _cut(cell, seam)]
        parted += head
    return kept, sorted(parted, key=lambda fill: (fill.top, fill.x0, fill.color))


def boxes_of_heads(dark: Iterable[Fill]) -> list[Box]:
    """Where dark areas of one colour that touch lie."""
    return [union([cell.box for cell in head]) for head in _heads(dark)]


def _heads(cells: Iterable[Fill]) -> list[list[Fill]]:
    """Dark areas of one colour that touch, put together."""
    heads: list[list[Fill]] = []
    for cell in cells:
        near = Box(cell.x0 - _TOUCHING_PT, cell.top - _TOUCHING_PT, cell.x1 + _TOUCHING_PT, cell.bottom + _TOUCHING_PT)
        touching = [
            head
            for head in heads
            if any(near.intersection(other.box) > 0 and _is_one_shade(cell.color, other.color) for other in head)
        ]
        heads = [head for head in heads if head not in touching]
        heads.append([*(other for head in touching for other in head), cell])
    return heads


def _is_one_shade(color: int, other: int) -> bool:
    return all(abs((color >> shift & 255) - (other >> shift & 255)) <= _ONE_SHADE for shift in (16, 8, 0))


def is_within(ruling: Ruling, box: Box) -> bool:
    """Whether a line parts an area, and does not leave it."""
    if ruling.horizontal:
        across, low, high = ruling.top, box.top, box.bottom
        start, end, first, last = ruling.x0, ruling.x1, box.x0, box.x1
    else:
        across, low, high = ruling.x0, box.x0, box.x1
        start, end, first, last = ruling.top, ruling.bottom, box.top, box.bottom
    parts = low + _AT_SIDE_PT < across < high - _AT_SIDE_PT
    return parts and start >= first - _AT_SIDE_PT and end <= last + _AT_SIDE_PT


def _border(rulings: Sequence[Ruling], box: Box) -> list[Ruling]:
    """The lines around a table below the sides of its head, and at its foot: they part no rows and no columns."""
    sides = [
        ruling
        for ruling in rulings
        if not ruling.horizontal
        and min(abs(ruling.x0 - box.x0), abs(ruling.x0 - box.x1)) <= _AT_SIDE_PT
        and ruling.top - _GOES_ON_PT <= box.bottom < ruling.bottom - _AT_SIDE_PT
    ]
    feet = [
        ruling
        for ruling in rulings
        if ruling.horizontal and all(abs(side.bottom - ruling.top) <= _AT_SIDE_PT for side in sides)
    ]
    return [*sides, *feet] if sides else []


def _rules_rows(ruling: Ruling, box: Box) -> bool:
    """Whether a line belongs to rows below a head: it lies there, along much of its width or from it down."""
    if ruling.bottom <= box.bottom + _AT_SIDE_PT:
        return False
    if ruling.horizontal:
        return min(ruling.x1, box.x1) - max(ruling.x0, box.x0) >= _ALONG * box.width
    return ruling.top <= box.bottom + _GOES_ON_PT and box.x0 - _AT_SIDE_PT <= ruling.x0 <= box.x1 + _AT_SIDE_PT


def _cut(cell: Fill, seam: Ruling) -> list[Fill]:
    """A cell, or its two parts where the seam runs through it."""
    if seam.horizontal:
        shared = min(cell.x1, seam.x1) - max(cell.x0, seam.x0)
        if cell.top + _AT_SIDE_PT < seam.top < cell.bottom - _AT_SIDE_PT and shared >= _ALONG * (cell.x1 - cell.x0):
            return [cell._replace(bottom=seam.top), cell._replace(top=seam.top)]
    else:
        shared = min(cell.bottom, seam.bottom) - max(cell.top, seam.top)
        if cell.x0 + _AT_SIDE_PT < seam.x0 < cell.x1 - _AT_SIDE_PT and shared >= _ALONG * (cell.bottom - cell.top):
            return [cell._replace(x1=seam.x0), cell._replace(x0=seam.x0)]
    return [cell]
