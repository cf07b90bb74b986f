"""Shades in a column that group rows: the one label that a shade holds speaks for all rows beside it.

A label stands at the top, in the middle or at the end of the area of its group, turned or not. A shade at the top of
a page goes on from the one that reached the end of the page before, unless it has a label of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.kinds.assessment.cells.view import TableView
from schemas.geometry import Box
from schemas.layout import CellPart

SAME_SIDE = 3.0
"""Points by which a shade may reach over its column, or miss the end of a row."""


class _Shade(NamedTuple):
    """A shaded area of a column on one page, and the rows whose cells stand in it, wholly or in part."""

    page: int
    box: Box
    color: int
    rows: tuple[int, ...]
    labels: tuple[int, ...]
    """Rows in whose cells what it holds is printed."""


def rows_beside_shades(view: TableView, column: int) -> dict[int, int]:
    """For each row without a text in ``column`` beside a labelled shade, the row whose cell holds the label.

    Shades that are as high as their labels group nothing.
    """
    shades = _shades(view, column)
    if any(_cuts_row(view, shade) for shade in shades if shade.labels):
        return {}
    found: dict[int, int] = {}
    open_: int | None = None
    for at, shade in enumerate(shades):
        if shade.labels:
            open_ = shade.labels[0] if len({view.text(row, column) for row in shade.labels}) == 1 else None
        elif not at or not _goes_on(view, shades[at - 1], shade):
            open_ = None
        if open_ is not None:
            found |= {row: open_ for row in shade.rows if row not in found and not view.lines(row, column)}
    return found


def are_as_high_as_labels(view: TableView, column: int) -> bool:
    """Whether the shades of the column end where their labels do: between the lines of a row."""
    return any(_cuts_row(view, shade) for shade in _shades(view, column) if shade.labels)


def _shades(view: TableView, column: int) -> list[_Shade]:
    """The shaded areas of the column, from the top; none where areas are as high as one row each."""
    rows: dict[tuple[int, Box], list[int]] = {}
    colors: dict[tuple[int, Box], int] = {}
    labels: dict[tuple[int, Box], list[int]] = {}
    for row in view.body:
        for part in view.cell(row, column).parts:
            fill = next((f for f in reversed(part.fills) if _fits(f.box, part)), None)
            if fill is None:
                continue
            key = (part.page, fill.box)
            colors[key] = fill.color
            rows.setdefault(key, []).append(row)
            if part.lines:
                labels.setdefault(key, []).append(row)
    if not any(len(own) > 1 for own in rows.values()):
        return []
    return [
        _Shade(page, box, colors[page, box], tuple(own), tuple(labels.get((page, box), ())))
        for (page, box), own in sorted(rows.items())
    ]


def _fits(box: Box, part: CellPart) -> bool:
    """Whether an area is one of this column alone."""
    return box.x0 >= part.box.x0 - SAME_SIDE and box.x1 <= part.box.x1 + SAME_SIDE


def _cuts_row(view: TableView, shade: _Shade) -> bool:
    """Whether the shade ends between the lines of a row."""
    lines = [
        line.box for c in range(view.column_count) for line in view.lines(shade.rows[-1], c) if line.page == shade.page
    ]
    return any(box.cy > shade.box.bottom for box in lines) and any(box.cy < shade.box.bottom for box in lines)


def _goes_on(view: TableView, above: _Shade, shade: _Shade) -> bool:
    """Whether the shade is the first of its page, and the one of the page before reached the end of the table there."""
    if shade.page != above.page + 1 or shade.color != above.color:
        return False
    bottom = max(box.bottom for page, box in view.table.boxes if page == above.page)
    return above.box.bottom >= bottom - SAME_SIDE
