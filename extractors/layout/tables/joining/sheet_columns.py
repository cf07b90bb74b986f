"""Columns of a wide sheet that stand on pages of their own, where place alone tells which row their print is of.

A sheet that is too wide is printed in strips: all pages of its first columns, then those of the next, each row at one
height in all of them. What a page of the next strip prints fits into the rows of the first: line by line into what is
drawn there, and where nothing is drawn each entry begins on the first line of its row. Blank rows and rows of a page
that shows no table are places as all others. Heads stand at the height of the heads, and are others. A page that prints
anything else is none of the sheet. A sheet may part its rows into several grids below each other, under one head.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.cells.cover import cover_grid
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.pages.candidates import Sheet
from extractors.layout.tables.print.columns import boundaries, find_columns
from extractors.layout.tables.print.contents import Content
from schemas.geometry import Box, union
from schemas.layout import Cell, CellPart, Table
from schemas.page import Word

MIN_ROWS = 4
"""Fewer rows may be alike by chance, where a page prints anything besides."""
FEWEST = 2
"""Rows below the head at least."""
DRAWN = 4
"""So many heights at which lines or shades begin show all rows."""
ALIKE = 0.9
"""Share of them that both pages must show."""
SAME_HEIGHT = 1.5
"""Points by which lines, and print on one baseline, may differ."""
HAIR = 2.0
"""Points by which print may reach over the side of its row."""
GROUP_HEAD = 30.0
"""Points above the heads within which that of a group stands."""
MORE_PAGES = 2
"""Pages of a strip before or after those of the table at most."""


class _Row(NamedTuple):
    """A row of the table on one of its pages."""

    place: int
    top: float
    bottom: float
    first: float
    """Middle of its first line; of the row where it prints nothing."""
    middle: float
    """That of all its lines."""


class _Strip(NamedTuple):
    """The columns of one strip, found."""

    columns: int
    cells: dict[tuple[int, int, int], CellPart]
    """By row, column and number of columns."""
    boxes: tuple[tuple[int, Box], ...]


def with_sheet_columns(tables: Sequence[Table], sheets: Sequence[Sheet], *, parted: bool = False) -> tuple[Table, ...]:
    """``tables`` with the columns that stand at the heights of their rows on later pages.

    Args:
        tables: the tables of the document; what later pages showed of such columns is left out.
        sheets: what its pages print.
        parted: whether those are looked at whose rows stand in several grids below one head, and they alone.
    """
    by_page = {sheet.page.number: sheet for sheet in sheets}
    gone: set[int] = set()
    kept: list[Table] = []
    for at, table in enumerate(tables):
        if id(table) in gone:
            continue
        grids = _below_one_head(table, tables[at + 1 :]) if parted and table.header_rows else [table]
        if (len(grids) > 1) == parted and table.header_rows:
            kept += _with_strips(grids, tables[at + 1 :], by_page, gone)
            gone |= set(map(id, grids))
        else:
            kept.append(table)
    return tuple(kept)


def _with_strips(grids: list[Table], later: Sequence[Table], sheets: dict[int, Sheet], gone: set[int]) -> list[Table]:
    """The ``grids`` below one head with the columns of all strips; those of ``later`` that these are join ``gone``."""
    table = _as_one(grids)
    rows_on = cache(partial(_rows_on, table))
    whole = grids
    for further, stride in _strides(table, sheets) if table.row_count > FEWEST else ():
        while True:
            after = (t for t in later if t.page > table.page_last and id(t) not in gone)
            found = _strip(table, further, sheets, after, rows_on)
            if found is None:
                break
            strip, taken = found
            whole = _joined(whole, strip)
            gone |= set(map(id, taken))
            further += stride
        if whole is not grids:
            break
    return whole


def _below_one_head(table: Table, later: Iterable[Table]) -> list[Table]:
    """A table of one page with the grids below it that have no head, and its columns."""
    if len(table.boxes) > 1:
        return [table]
    return [table, *takewhile(partial(_goes_on, table), later)]


def _goes_on(table: Table, below: Table) -> bool:
    """Whether a grid without a head stands on the one page of the table, and has its columns."""
    alone = len(below.boxes) == 1 and below.page == table.page and not below.header_rows
    return alone and _are_near(_sides(below), _sides(table))


def _sides(table: Table) -> list[float]:
    return sorted({round(part.box.x0, 1) for cell in table.cells for part in cell.parts})


def _are_near(sides: Sequence[float], others: Sequence[float]) -> bool:
    return len(sides) == len(others) and all(abs(a - b) <= SAME_HEIGHT for a, b in zip(sides, others, strict=True))


def _as_one(grids: Sequence[Table]) -> Table:
    """The rows of all grids, below each other."""
    if len(grids) == 1:
        return grids[0]
    starts = _starts(grids)
    cells = [
        replace(cell, row=start + cell.row) for start, grid in zip(starts, grids, strict=True) for cell in grid.cells
    ]
    box = union(box for grid in grids for _, box in grid.boxes)
    count = starts[-1] + grids[-1].row_count
    return replace(grids[0], row_count=count, cells=tuple(cells), boxes=((grids[0].page, box),))


def _starts(grids: Sequence[Table]) -> list[int]:
    """The row that each of the grids begins with, all rows counted."""
    return list(accumulate((grid.row_count for grid in grids[:-1]), initial=0))


def _strides(table: Table, sheets: dict[int, Sheet]) -> Iterable[tuple[int, int]]:
    """How many pages on the next strip may stand, and numbers of pages that a strip may have then."""
    pages, first = _pages(table), _first_strip(table)
    if pages != list(range(pages[0], pages[-1] + 1)):
        return ()
    found = (n for n in range(len(pages), len(pages) + MORE_PAGES + 1) if first[-1] + n in sheets)
    return ((n, n if first == pages else len(first)) for n in found)


def _first_strip(table: Table) -> list[int]:
    """The pages of its first strip: those of a further one, which was joined to it already, hold the same rows."""
    rows: dict[int, set[int]] = defaultdict(set)
    for cell in table.cells:
        for part in cell.parts:
            rows[part.page].add(cell.row)
    pages = _pages(table)
    return list(
        takewhile(lambda page: page == pages[0] or 2 * len(rows[page] & rows[pages[0]]) <= len(rows[page]), pages)
    )


def _pages(table: Table) -> list[int]:
    return sorted({page for page, _ in table.boxes})


def _strip(
    table: Table,
    further: int,
    sheets: dict[int, Sheet],
    after: Iterable[Table],
    rows_on: Callable[[int], list[_Row]],
) -> tuple[_Strip, list[Table]] | None:
    """The columns of the strip so many pages ``further`` on, and the tables ``after`` that they were taken for."""
    beside = {page: page + further for page in _first_strip(table)}
    rows: dict[int, list[_Row]] = {}
    lines: dict[int, list[TextRow]] = {}
    for page, other in beside.items():
        if lines and other > max(sheets):
            break  # A blank page at the end is not printed.
        if other not in sheets or not _are_alike(sheets[page], sheets[other]):
            return None
        rows[page] = rows_on(page)
        found = _lines_of(rows[page], sheets[page], sheets[other]) if rows[page] else None
        if found is None:
            return None
        lines[page] = found
    beside = {page: other for page, other in beside.items() if page in rows}
    taken = [t for t in after if any(_meets(t, other, rows[page]) for page, other in beside.items())]
    if any(not set(_pages(t)) <= set(beside.values()) for t in taken):
        return None
    bounded = all(_are_bounded(rows[page], sheets[page]) for page in lines)
    placed = _placed(rows, lines, table.header_row_set, bounded=bounded)
    if placed is None:
        return None
    columns = find_columns([row.phrases for page in sorted(lines) for row in lines[page]])
    cells = _cells(table, placed, columns, {page: sheets[other] for page, other in beside.items()}, rows)
    if cells is None or not _has_heads(table, cells, len(columns)):
        return None
    boxes: dict[int, list[Box]] = defaultdict(list)
    for part in cells.values():
        boxes[part.page].append(part.box)
    places = tuple((page, union(found)) for page, found in sorted(boxes.items()))
    return _Strip(len(columns), cells, places), taken


def _are_alike(page: Sheet, other: Sheet) -> bool:
    sizes = [(round(sheet.page.width), round(sheet.page.height)) for sheet in (page, other)]
    return sizes[0] == sizes[1]


def _meets(table: Table, page: int, rows: Sequence[_Row]) -> bool:
    """Whether the table stands at the heights of the rows on the page."""
    return any(p == page and box.top < rows[-1].bottom and box.bottom > rows[0].top for p, box in table.boxes)


def _rows_on(table: Table, page: int) -> list[_Row]:
    """The rows of the table on a page, those of its head apart; none where a row goes on to another page."""
    boxes: dict[int, Box] = {}
    lines: dict[int, list[float]] = defaultdict(list)
    for cell in table.cells:
        on_page = [part for part in cell.parts if part.page == page]
        if cell.row_span > 1 or not on_page:
            continue
        if len(cell.parts) > 1:
            return []
        boxes.setdefault(cell.row, on_page[0].box)
        lines[cell.row] += [line.box.cy for line in on_page[0].lines]
    found = ((row, box, lines[row] or [box.cy]) for row, box in sorted(boxes.items()))
    return [_Row(row, box.top, box.bottom, min(ys), (min(ys) + max(ys)) / 2) for row, box, ys in found]


def _lines_of(rows: Sequence[_Row], own: Sheet, other: Sheet) -> list[TextRow] | None:
    """The lines of the other page that stand beside ``rows``; None where it prints or draws what is none of a strip.

    A title that is wider than its page goes on at its height; the head of a group stands above the heads, in their
    shade, and is left out.
    """
    top, bottom = rows[0].top - HAIR, rows[-1].bottom + HAIR
    inside = [row for row in other.rows if top <= row.cy <= bottom]
    outside = [row for row in other.rows if not top <= row.cy <= bottom]
    heights = [row.cy for row in own.rows if row.cy < top]
    # What stands neither beside the rows nor where the head of a group may is of other print, on most pages.
    if not inside or any(not top - GROUP_HEAD < row.cy < top and not _stands_at(row, heights) for row in outside):
        return None
    drawn, again = (_drawn(sheet.edges.horizontal, 0.0, bottom) for sheet in (own, other))
    shade = max((y for y in drawn if y < top and _are_in([y], again)), default=top)
    outside = [row for row in outside if not (shade <= row.cy < top and shade > top - GROUP_HEAD)]
    if not all(_stands_at(row, heights) for row in outside):
        return None
    if outside and len(rows) <= MIN_ROWS:
        return None
    drawn, again = ([y for y in found if y >= top] for found in (drawn, again))
    if len(drawn) >= DRAWN and not (_are_in(drawn, again) and _are_in(again, drawn)):
        return None
    return inside


def _stands_at(row: TextRow, heights: Sequence[float]) -> bool:
    return any(abs(row.cy - y) <= SAME_HEIGHT for y in heights)


def _drawn(edges: Iterable[Edge], top: float, bottom: float) -> list[float]:
    """Heights at which lines or shades begin."""
    found: list[float] = []
    for y in sorted(e.at for e in edges if top - HAIR <= e.at <= bottom + HAIR):
        if not found or y - found[-1] > SAME_HEIGHT:
            found.append(y)
    return found


def _are_in(heights: Sequence[float], others: Sequence[float]) -> bool:
    same = sum(any(abs(y - z) <= SAME_HEIGHT for z in others) for y in heights)
    return same >= ALIKE * len(heights)


def _are_bounded(rows: Sequence[_Row], sheet: Sheet) -> bool:
    """Whether lines or shades bound the rows."""
    return _are_in([row.top for row in rows[1:]], _drawn(sheet.edges.horizontal, rows[0].top, rows[-1].bottom))


def _placed(
    rows: dict[int, list[_Row]], lines: dict[int, list[TextRow]], heads: frozenset[int], *, bounded: bool
) -> list[tuple[int, _Row, Phrase]] | None:
    """Page and row of each phrase; None where one fits into none.

    Args:
        rows: those of the table by page.
        lines: what stands beside them.
        heads: the rows that are header.
        bounded: whether the sides of the rows are drawn.
    """
    for place, shows in ((_in_its_band, None), (_below_its_first_line, _begin_on_lines), (_nearest, _stand_in_middles)):
        found = [
            (page, row, phrase)
            for page, printed in lines.items()
            for line in printed
            if (row := place(line, rows[page])) is not None
            for phrase in line.phrases
        ]
        held = {row.place for _, row, _ in found} - heads
        if len(found) < sum(len(line.phrases) for printed in lines.values() for line in printed):
            continue
        if shows is None and bounded and len(held) >= FEWEST:
            return found
        body = [(row, phrase) for _, row, phrase in found if row.place not in heads]
        if shows is not None and len(held) >= MIN_ROWS and shows(body):
            return found
    return None


def _in_its_band(line: TextRow, rows: Sequence[_Row]) -> _Row | None:
    """The row that the line stands in whole."""
    fits = (row for row in rows if row.top - HAIR <= line.top and line.bottom <= row.bottom + HAIR)
    return min(fits, key=lambda row: abs(line.cy - (row.top + row.bottom) / 2), default=None)


def _below_its_first_line(line: TextRow, rows: Sequence[_Row]) -> _Row | None:
    """The last row that begins above the line, or on it."""
    at = bisect_right([row.first for row in rows], line.cy + SAME_HEIGHT) - 1
    return rows[at] if at >= 0 else None


def _begin_on_lines(body: Sequence[tuple[_Row, Phrase]]) -> bool:
    """Whether the first print of each row stands on the row's first line."""
    first: dict[_Row, float] = {}
    for row, phrase in body:
        first[row] = min(first.get(row, phrase.cy), phrase.cy)
    return all(abs(y - row.first) <= SAME_HEIGHT for row, y in first.items())


def _nearest(line: TextRow, rows: Sequence[_Row]) -> _Row | None:
    """The row whose middle is nearest."""
    return min(rows, key=lambda row: abs(line.cy - row.middle), default=None)


def _stand_in_middles(body: Sequence[tuple[_Row, Phrase]]) -> bool:
    """Whether all that begins at one left in a row stands about its middle."""
    entries: dict[tuple[_Row, int], list[float]] = defaultdict(list)
    for row, phrase in body:
        entries[row, round(phrase.x0)].append(phrase.cy)
    return all(abs((min(ys) + max(ys)) / 2 - row.middle) <= SAME_HEIGHT for (row, _), ys in entries.items())


def _cells(
    table: Table,
    placed: Sequence[tuple[int, _Row, Phrase]],
    columns: Sequence[tuple[float, float]],
    sheets: dict[int, Sheet],
    rows: dict[int, list[_Row]],
) -> dict[tuple[int, int, int], CellPart] | None:
    """The cells of the strip, empty ones too; None where a line runs over several columns below the head."""
    sides = boundaries(columns, columns[0][0], columns[-1][1])  # type: ignore[arg-type]
    words: dict[tuple[int, int, int], list[Word]] = defaultdict(list)
    for _, row, phrase in placed:
        met = [i for i, (x0, x1) in enumerate(columns) if phrase.x0 < x1 and phrase.x1 > x0]
        if not met or (len(met) > 1 and row.place not in table.header_row_set):
            return None
        words[row.place, met[0], len(met)] += phrase.words
    contents = {page: Content(sheet.page) for page, sheet in sheets.items()}
    cells: dict[tuple[int, int, int], CellPart] = {}
    for page, own in rows.items():
        for row in own:
            spans = sorted((c, n) for r, c, n in words if r == row.place)
            if any(c + n > d for (c, n), (d, _) in pairwise(spans)):
                return None
            held = {i for c, n in spans for i in range(c, c + n)}
            for c, n in (*spans, *((i, 1) for i in range(len(columns)) if i not in held)):
                own_words = words.get((row.place, c, n), [])
                box = Box(sides[c], row.top, sides[c + n], row.bottom)
                box = union([box, *(Box(w.x0, w.top, w.x1, w.bottom) for w in own_words)])
                cells[row.place, c, n] = contents[page].part(box, own_words)
    return cells


def _has_heads(table: Table, cells: dict[tuple[int, int, int], CellPart], columns: int) -> bool:
    """Whether every column has a head of its own, and none that the table has already."""
    heads: dict[int, list[str]] = defaultdict(list)
    for (row, column, span), part in cells.items():
        if row < table.header_rows and span == 1 and part.lines:
            heads[column].append(" ".join(line.text for line in part.lines))
    own = {" ".join(cell.text.split()) for cell in table.cells if cell.row < table.header_rows}
    return len(heads) == columns and not any(text in own for texts in heads.values() for text in texts)


def _joined(grids: Sequence[Table], strip: _Strip) -> list[Table]:
    """The grids below one head with the columns of the strip behind their own."""
    made = []
    for start, grid in zip(_starts(grids), grids, strict=True):
        across = grid.column_count
        own = {
            (row - start, c, n): part for (row, c, n), part in strip.cells.items() if 0 <= row - start < grid.row_count
        }
        cells = list(grid.cells)
        for (row, column, span), part in own.items():
            cells.append(Cell(row, across + column, 1, span, row in grid.header_row_set, (part,)))
        width = across + strip.columns
        boxes = strip.boxes if len(grids) == 1 else tuple((part.page, part.box) for part in own.values())
        places = strip.boxes if len(grids) == 1 else ((boxes[0][0], union(box for _, box in boxes)),)
        made.append(
            replace(
                grid,
                column_count=width,
                cells=cover_grid(cells, grid.row_count, width, grid.header_row_set),
                boxes=tuple(sorted((*grid.boxes, *places), key=lambda place: place[0])),
            )
        )
    return made
