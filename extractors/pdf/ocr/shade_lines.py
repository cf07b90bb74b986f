"""Lines that a strong colour hides: of a thin grey line between a red and a green cell a scan shows nothing.

Where a line stops and the border of a shaded area goes on at its height, it runs along that border. A cell over several
rows has one area, which has no border between them, unless the picture shows one: a line that is lighter than the
shade it was drawn on. The seam of a dark head ends with the head: below it, pale shades hide no line.

Shaded cells of a ruled table that stand below each other, in one column or in two beside each other, have the line
between the columns at their sides. A table whose rows alone are ruled has none there either, nor has one that a frame
closes and whose print stands in columns elsewhere with no line between them.
A shaded row of a ruled table ends at a line.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Gray
from extractors.pdf.ocr.seams import is_within
from schemas.geometry import Box
from schemas.page import Fill, Ruling

# How far the border of an area may lie from a line along it, and its end from where the line stops.
_SAME_AXIS_PT, _MEETS_PT = 1.8, 2.5
_ALONG = 0.9
# A line whose channels are darker by no more than this is no darker.
_SAME_TONE = 10
# A shade hides no line whose channels are all lighter than this.
_PALE = 0xB0
# Shaded cells are no larger, and at least two of them show a column; the next is no farther below, in parts of the
# tallest.
_CELL_PT, _FEWEST, _NEXT = (150.0, 200.0), 2, 6.0
# Print of a column begins so far behind what is before it, in parts of its height, and in so many of the rows.
_COLUMN_GAP, _MOST_ROWS = 1.0, 0.5
_THIN_PT = 0.5
# So much of a shaded row may be missing in one place, of all of it, and at its ends.
_LOST_PT, _COVERED, _ROW_END_PT = 120.0, 0.7, 6.0
# The picture shows a line where it differs by so many levels and deviations from both its sides, which do not differ.
_SIDE_PT, _LEVELS, _DEVIATIONS = 1.5, 5.0, 6.0


class _Border(NamedTuple):
    """A side of a shaded area, seen along the direction of lines."""

    at: float
    start: float
    end: float
    begins: bool
    """Whether the area lies behind it, not before it."""
    color: int


def with_hidden_lines(
    rulings: Sequence[Ruling],
    fills: Sequence[Fill],
    picture: Picture | None = None,
    words: Sequence[Box] = (),
    heads: Sequence[Box] = (),
) -> list[Ruling]:
    """The rulings of a page, those of one line put together where shaded areas hide it; horizontal ones first.

    Args:
        rulings: of the page.
        fills: its shaded areas.
        picture: the page, which may show lines on shades.
        words: where its words are; a stem of one that stands in a gap, or beside it, is no line there.
        heads: its dark heads.
    """
    level = [ruling for ruling in rulings if ruling.horizontal]
    upright = [_swapped(ruling) for ruling in rulings if not ruling.horizontal]
    tops = [border for f in fills for border in _borders(f.top, f.bottom, f.x0, f.x1, f.color)]
    sides = [border for f in fills for border in _borders(f.x0, f.x1, f.top, f.bottom, f.color)]
    across, down = (picture.gray, picture.gray.T) if picture is not None else (None, None)
    points = picture.points if picture is not None else 1.0
    through = [Box(word.top, word.x0, word.bottom, word.x1) for word in words]
    seams = [ruling for ruling in rulings if any(is_within(ruling, head) for head in heads)]
    inside = {*seams, *map(_swapped, seams)}
    upright = _whole(upright, sides, down, points, through, inside)
    return [*_whole(level, tops, across, points, (), inside), *map(_swapped, upright)]


def without_rims(rulings: Iterable[Ruling], fills: Sequence[Fill]) -> list[Ruling]:
    """The rulings of a page without those that are sides of shaded areas and no darker than these.

    Where grain or compression leaves a rim between a pale shade and the paper, it is no line.
    """
    tops = [border for f in fills for border in _borders(f.top, f.bottom, f.x0, f.x1, f.color)]
    sides = [border for f in fills for border in _borders(f.x0, f.x1, f.top, f.bottom, f.color)]
    return [
        ruling
        for ruling in rulings
        if not (_is_rim(ruling, tops) if ruling.horizontal else _is_rim(_swapped(ruling), sides))
    ]


def _is_rim(level: Ruling, borders: Iterable[_Border]) -> bool:
    along = [
        border
        for border in borders
        if abs(border.at - level.top) <= _SAME_AXIS_PT
        and all((level.color >> at & 255) >= (border.color >> at & 255) - _SAME_TONE for at in (16, 8, 0))
    ]
    return _is_covered(level.x0, level.x1, along)


def _borders(low: float, high: float, start: float, end: float, color: int) -> tuple[_Border, _Border]:
    return _Border(low, start, end, True, color), _Border(high, start, end, False, color)


def _swapped(ruling: Ruling) -> Ruling:
    return ruling._replace(x0=ruling.top, top=ruling.x0, x1=ruling.bottom, bottom=ruling.x1)


def _whole(
    level: Iterable[Ruling],
    borders: Sequence[_Border],
    gray: Gray | None,
    points: float,
    words: Sequence[Box],
    seams: Container[Ruling],
) -> list[Ruling]:
    """Level lines, each along the borders that go on from it; of seams those that may hide a line."""
    axes: list[list[Ruling]] = []
    for ruling in sorted(level, key=lambda ruling: (ruling.top, ruling.x0)):
        if axes and ruling.top - axes[-1][0].top <= _SAME_AXIS_PT:
            axes[-1].append(ruling)
        else:
            axes.append([ruling])
    found: list[Ruling] = []
    for pieces in axes:
        pieces.sort(key=lambda ruling: ruling.x0)
        along = [border for border in borders if abs(border.at - pieces[0].top) <= _SAME_AXIS_PT]
        strong = [border for border in along if min(border.color >> at & 255 for at in (16, 8, 0)) < _PALE]
        joined = pieces[:1]
        for before, ruling in pairwise(pieces):
            gap = Box(before.x1, ruling.top - _SAME_AXIS_PT, ruling.x0, ruling.top + _SAME_AXIS_PT)
            near = any(word.top < gap.bottom and gap.top < word.bottom and gap.x0 < word.cx < gap.x1 for word in words)
            shown = gray is not None and not near and _is_shown(gray, before, ruling, points)
            hiding = strong if before in seams and ruling in seams else along
            if shown or _is_covered(before.x1, ruling.x0, hiding):
                joined[-1] = joined[-1]._replace(x1=max(joined[-1].x1, ruling.x1))
            else:
                joined.append(ruling)
        found += [_lengthened(ruling, strong if ruling in seams else along) for ruling in joined]
    return sorted(found, key=lambda ruling: (ruling.top, ruling.x0))


def _is_shown(gray: Gray, before: Ruling, behind: Ruling, points: float) -> bool:
    """Whether the picture shows a line between two pieces of one."""
    start, end = round(before.x1 / points), round(behind.x0 / points)
    row, side = int((before.top + behind.top) / 2 / points), max(2, round(_SIDE_PT / points))
    rows = gray[max(row - 2 * side, 0) : row + 2 * side + 1, start:end].astype(np.float32)
    if end - start <= 2 * side or len(rows) < 4 * side + 1:
        return False
    # What crosses the gap here and there, as a letter does, is no line along it.
    level = np.median(rows, axis=1)
    grain = float(rows[0].std()) / (end - start) ** 0.5
    least = max(_LEVELS, _DEVIATIONS * grain)
    return any(
        min(abs(level[at] - level[at - side]), abs(level[at] - level[at + side])) > least
        and abs(level[at - side] - level[at + side]) < least / 2
        for at in range(side, len(rows) - side)
    )


def _is_covered(start: float, end: float, along: Sequence[_Border]) -> bool:
    """Whether borders run along most of a gap; what has no gap is covered."""
    reached, covered = start, 0.0
    for border in sorted(along, key=lambda border: border.start):
        covered += max(0.0, min(border.end, end) - max(border.start, reached))
        reached = max(reached, border.end)
    return end > start and covered >= _ALONG * (end - start)


def _lengthened(ruling: Ruling, along: Sequence[_Border]) -> Ruling:
    """A line up to the ends of the borders that it runs along or stops at."""
    left = list(along)
    while reached := [b for b in left if b.start - _MEETS_PT <= ruling.x1 and ruling.x0 - _MEETS_PT <= b.end]:
        left = [border for border in left if border not in reached]
        ruling = ruling._replace(
            x0=min(ruling.x0, *(border.start for border in reached)),
            x1=max(ruling.x1, *(border.end for border in reached)),
        )
    return ruling


def with_sides_of_cells(rulings: Sequence[Ruling], fills: Sequence[Fill], words: Sequence[Box]) -> list[Ruling]:
    """The rulings of a page with the lines between columns of shaded cells, where level lines part their rows.

    Args:
        rulings: of the page.
        fills: its shaded areas.
        words: where its words are.
    """
    level = [ruling for ruling in rulings if ruling.horizontal]
    found = upright = [ruling for ruling in rulings if not ruling.horizontal]
    cells = [fill for fill in fills if fill.x1 - fill.x0 <= _CELL_PT[0] and fill.bottom - fill.top <= _CELL_PT[1]]
    sides = [(x, cell) for cell in cells if _fills_row(cell, level) for x in (cell.x0, cell.x1)]
    for column in _columns(sorted(sides), fills, rulings):
        x = median(side for side, _ in column)
        top, bottom = min(cell.top for _, cell in column), max(cell.bottom for _, cell in column)
        own = [
            line for line in upright if abs(line.x0 - x) <= _SAME_AXIS_PT and line.top <= bottom and top <= line.bottom
        ]
        crossed = any(
            top < word.cy < bottom and word.x0 < x - _SAME_AXIS_PT and x + _SAME_AXIS_PT < word.x1 for word in words
        )
        if crossed or len({cell for _, cell in column}) < _FEWEST or not _has_columns(upright, level, top, bottom):
            continue
        rows = [line for line in level if top - _MEETS_PT <= line.top <= bottom + _MEETS_PT]
        if not _parts_columns(found, rows, top, bottom) and _has_open_columns(words, rows, [x for x, _ in sides]):
            continue
        top, bottom = min([top, *(line.top for line in own)]), max([bottom, *(line.bottom for line in own)])
        whole = own[0]._replace(top=top, bottom=bottom) if own else Ruling(x, top, x, bottom, _THIN_PT, 0, False)
        upright = [*(line for line in upright if line not in own), whole]
    return [*level, *sorted(upright, key=lambda line: (line.top, line.x0))]


def with_ends_of_rows(rulings: Sequence[Ruling], fills: Sequence[Fill]) -> list[Ruling]:
    """The rulings of a page with the lines at both ends of shaded rows, where columns are ruled and one is there.

    Args:
        rulings: of the page.
        fills: its shaded areas.
    """
    level = [ruling for ruling in rulings if ruling.horizontal]
    upright = [ruling for ruling in rulings if not ruling.horizontal]
    found = list(level)
    rows = list(dict.fromkeys([*_rows_of(fills), *_rows_of(fills, foot_alone=True)]))
    for row in rows:
        at_ends = _ends_to_add(row, rows, level, upright)
        found += [Ruling(row.x0, at, row.x1, at, _THIN_PT, 0, False) for at in at_ends]
    return [*sorted(found, key=lambda line: (line.top, line.x0)), *upright]


def _ends_to_add(row: Box, rows: Sequence[Box], level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[float]:
    """The heights at which a shaded row ends without a line: where columns run on, and one of its ends has a line.

    Where neither has, those of a row like it tell that rows are ruled, or a line as wide among those that its columns
    run on to.
    """

    def is_ruled(at: float, like: Box) -> bool:
        return any(_is_along(line, at, like.x0, like.x1) for line in level)

    def is_like(other: Box) -> bool:
        return max(abs(other.x0 - row.x0), abs(other.x1 - row.x1)) <= _ROW_END_PT

    missing = [at for at in (row.top, row.bottom) if not is_ruled(at, row)]
    alike = [other for other in rows if is_like(other)]
    reach = max((line.bottom for line in upright if row.x0 < line.x0 < row.x1 and line.top < row.bottom), default=0.0)
    told = (
        len(missing) == 1
        or any(is_ruled(at, other) for other in alike for at in (other.top, other.bottom))
        or any(row.bottom < line.top <= reach and _is_along(line, line.top, row.x0, row.x1) for line in level)
    )
    added: list[float] = []
    for at in missing if told else ():
        columns = [
            line
            for line in upright
            if row.x0 < line.x0 < row.x1 and line.top < at - _MEETS_PT and at + _MEETS_PT < line.bottom
        ]
        if len(columns) >= _FEWEST and not any(abs(line.top - at) <= _MEETS_PT for line in level if line.x1 > row.x0):
            added.append(at)
    return added


def _rows_of(fills: Sequence[Fill], *, foot_alone: bool = False) -> list[Box]:
    """Where shaded areas of about one tone lie side by side at one height; print may have cost pieces of a row.

    Args:
        fills: shaded areas.
        foot_alone: whether they need to end at one height alone, as cells of a head do that has some in two steps.
    """
    rows: list[list[Fill]] = []
    for cell in sorted(fills, key=lambda fill: (fill.x0, fill.top)):
        for row in rows:
            last = row[-1]
            level = (foot_alone or abs(row[0].top - cell.top) <= _SAME_AXIS_PT) and (
                abs(row[0].bottom - cell.bottom) <= _SAME_AXIS_PT
            )
            if level and _is_one_tone(last.color, cell.color) and cell.x0 - last.x1 <= _LOST_PT:
                row.append(cell)
                break
        else:
            rows.append([cell])
    found: list[Box] = []
    for row in rows:
        x0, x1 = row[0].x0, max(cell.x1 for cell in row)
        if sum(cell.x1 - cell.x0 for cell in row) >= _COVERED * (x1 - x0):
            top = min(cell.top for cell in row) if foot_alone else median(cell.top for cell in row)
            found.append(Box(x0, top, x1, median(cell.bottom for cell in row)))
    return found


def _is_one_tone(color: int, other: int) -> bool:
    return all(abs((color >> at & 255) - (other >> at & 255)) <= _SAME_TONE for at in (16, 8, 0))


def _is_along(line: Ruling, at: float, x0: float, x1: float) -> bool:
    """Whether a level line runs at a height from one place to another, and no farther."""
    return abs(line.top - at) <= _MEETS_PT and max(abs(line.x0 - x0), abs(line.x1 - x1)) <= _ROW_END_PT


def _has_columns(upright: Sequence[Ruling], level: Sequence[Ruling], top: float, bottom: float) -> bool:
    """Whether lines part columns, or close the table at its sides, in the rows between two places."""
    rows = [line for line in level if top - _MEETS_PT <= line.top <= bottom + _MEETS_PT]
    return any(
        min(line.bottom, bottom) > max(line.top, top)
        and any(row.x0 - _MEETS_PT <= line.x0 <= row.x1 + _MEETS_PT for row in rows)
        for line in upright
    )


def _parts_columns(upright: Sequence[Ruling], rows: Sequence[Ruling], top: float, bottom: float) -> bool:
    """Whether a line stands within rows, where it does not close them."""
    return any(
        min(line.bottom, bottom) > max(line.top, top)
        and any(row.x0 + _MEETS_PT < line.x0 < row.x1 - _MEETS_PT for row in rows)
        for line in upright
    )


def _has_open_columns(words: Sequence[Box], rows: Sequence[Ruling], sides: Sequence[float]) -> bool:
    """Whether in most rows print begins at one place behind a gap, without a shaded cell whose side stands there."""
    starts: list[tuple[float, int]] = []
    lines = sorted({row.top for row in rows})
    for number, (above, below) in enumerate(pairwise(lines)):
        inside = sorted((word for word in words if above < word.cy < below), key=lambda word: word.x0)
        for at, word in enumerate(inside):
            before = max((other.x1 for other in inside[:at] if other.top < word.cy < other.bottom), default=None)
            high = word.bottom - word.top
            if before is None or word.x0 - before < _COLUMN_GAP * high:
                continue
            if not any(before - _SAME_AXIS_PT <= side <= word.x0 + _SAME_AXIS_PT for side in sides):
                starts.append((word.x0, number))
    least = max(_FEWEST, _MOST_ROWS * (len(lines) - 1))
    return any(len({row for x, row in starts if 0 <= x - start <= _SAME_AXIS_PT}) >= least for start, _ in starts)


def _fills_row(cell: Fill, level: Sequence[Ruling]) -> bool:
    """Whether level lines run on from both the upper and the lower side of a cell, or along them: words do not."""
    own = [line.top for line in level if line.x0 - _MEETS_PT <= cell.x1 and cell.x0 - _MEETS_PT <= line.x1]
    return all(any(abs(at - side) <= _MEETS_PT for at in own) for side in (cell.top, cell.bottom))


def _columns(
    sides: Sequence[tuple[float, Fill]], fills: Sequence[Fill], rulings: Sequence[Ruling]
) -> list[list[tuple[float, Fill]]]:
    """Sides of cells on one axis, those of one table: without a shade that runs through between them, as the head of
    another table does, and without a band between them at which all columns end and begin anew.
    """
    axes: list[list[tuple[float, Fill]]] = []
    for side in sides:
        if axes and side[0] - axes[-1][0][0] <= _SAME_AXIS_PT:
            axes[-1].append(side)
        else:
            axes.append([side])
    columns: list[list[tuple[float, Fill]]] = []
    for axis in axes:
        axis.sort(key=lambda side: (side[1].top, side[1].x0))
        column = axis[:1]
        for x, cell in axis[1:]:
            end = max(other.bottom for _, other in column)
            across = any(
                fill.x0 < x - _SAME_AXIS_PT
                and x + _SAME_AXIS_PT < fill.x1
                and fill.top < cell.top
                and end < fill.bottom
                for fill in fills
            )
            far = cell.top - end > _NEXT * max(other.bottom - other.top for _, other in column)
            if across or far or _is_between_tables(end, cell.top, rulings):
                columns.append(column)
                column = []
            column.append((x, cell))
        columns.append(column)
    return columns


def _is_between_tables(end: float, start: float, rulings: Sequence[Ruling]) -> bool:
    """Whether the columns of a table end between two heights, those of another begin, and no line goes on."""
    level = sorted(
        {line.top for line in rulings if line.horizontal and end - _MEETS_PT <= line.top <= start + _MEETS_PT}
    )
    upright = [line for line in rulings if not line.horizontal]
    for above, below in pairwise(level):
        if below - above <= 2 * _MEETS_PT:
            continue
        ending = sum(abs(line.bottom - above) <= _MEETS_PT for line in upright)
        beginning = sum(abs(line.top - below) <= _MEETS_PT for line in upright)
        if min(ending, beginning) >= _FEWEST and not any(
            line.top < above - _MEETS_PT and line.bottom > below + _MEETS_PT for line in upright
        ):
            return True
    return False
