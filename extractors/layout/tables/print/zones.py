"""Rows of a page → zones: what is set in the columns of the page is read column by column.

The columns of a page are of one width, fill it from side to side and hold full lines of prose. A table in one of them
has prose beside it that is no column of its own. Where print or a level line runs across the gutter between two of
them, the page has one column: a title, or a table over the whole width with the rows close to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.lines import Phrase, TextRow, is_sign, make_row
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.lines.regions import rows_in, rows_outside
from extractors.layout.tables.print.columns import find_columns
from schemas.geometry import Box

PROSE_WORDS = 4
"""Words in a line of prose at least."""
NARROWEST = 10.0
"""Font sizes from where one column begins to where the next one does at least."""
SAME_LEFT = 1.5
"""Points by which the lines of one column may differ where they begin."""
STEP = 3.0
"""Points by which the distances from column to column may differ."""
LINES = 6
"""Full lines of prose in a column at least."""
FULL = 0.8
"""Share of the column's width that a full line takes."""
FULL_LINES = 0.5
"""Share of the lines of prose that are full."""
SAME_WIDTH = 0.06
"""Share of their width by which the columns may differ: ragged lines end anywhere."""
NARROWEST_GUTTER = 0.7
"""Font sizes of white between two columns at least."""
WIDEST_GUTTER = 0.25
"""Share of a column that the white between two of them takes at most."""
SLACK = 6.0
"""Points by which print may reach over the side of a column."""
OUTSIDE = 0.1
"""Share of the lines of prose that may reach over the sides of the columns."""
BAND_LINES = 3
"""Full lines of prose in a stretch of the page that is set in columns at least."""
RULES = 2
"""Lines of one width that may bound a table beside other print."""
SAME_END = 2.0
"""Points by which their ends may differ."""
BESIDE_ROWS = 2
"""Rows that must have print beside the table."""
CLOSE = 0.8
"""Line heights of white between the rows of one table."""


class PageColumn(NamedTuple):
    """A column of a page."""

    x0: float
    x1: float


def page_columns(pages: Sequence[Sequence[TextRow]]) -> list[list[PageColumn]]:
    """The columns of each page of a document, none where it is set in one; the rows of each page are given.

    A page that shows none of its own, being full of tables or its last one, has those of the page before it.
    """
    found: list[list[PageColumn]] = []
    for rows in pages:
        own = _columns_of(rows)
        found.append(own or (found[-1] if found else []))
    return found


def _columns_of(rows: Sequence[TextRow]) -> list[PageColumn]:
    """The columns that the prose of a page is set in."""
    prose = sorted((p for row in rows for p in row.phrases if len(p.words) >= PROSE_WORDS), key=lambda p: p.x0)
    lefts = _common_lefts(prose)
    for left in (x for x in lefts[1:] if x - lefts[0] > NARROWEST * prose[0].size):
        columns = _columns_from(lefts, left - lefts[0], prose)
        if columns:
            return columns if _fill_page(columns, rows) else []
    return []


def _fill_page(columns: Sequence[PageColumn], rows: Sequence[TextRow]) -> bool:
    """Whether hardly any words stand beside the columns: two of a table look like them but for its other columns.

    Figures beside them may number the lines of the page.
    """
    phrases = [p for row in rows for p in row.phrases]
    left, right = columns[0].x0 - SLACK, columns[-1].x1 + SLACK
    beside = (p for p in phrases if p.x0 < left or p.x1 > right)
    return sum(not is_sign(p) for p in beside) <= OUTSIDE * len(phrases)


def _common_lefts(prose: Sequence[Phrase]) -> list[float]:
    """Places where several lines begin, left to right."""
    found = []
    first = 0
    while first < len(prose):
        last = first
        while last < len(prose) and prose[last].x0 - prose[first].x0 <= SAME_LEFT:
            last += 1
        if last - first >= LINES:
            found.append(prose[first].x0)
        first = last
    return found


def _columns_from(lefts: Sequence[float], step: float, prose: Sequence[Phrase]) -> list[PageColumn]:
    """The columns that begin every ``step`` points, when the lines of prose fill them; else none."""
    begins = [lefts[0]]
    while near := [x for x in lefts if abs(x - begins[-1] - step) <= STEP]:
        begins.append(near[0])
    columns = []
    size = prose[0].size
    for k, x0 in enumerate(begins):
        end = begins[k + 1] if k + 1 < len(begins) else x0 + step
        own = [p for p in prose if x0 - SAME_LEFT <= p.x0 <= x0 + SAME_LEFT and p.x1 < end]
        x1 = max((p.x1 for p in own), default=x0)
        full = sum(1 for p in own if p.x1 - p.x0 >= FULL * (x1 - x0))
        if full < max(LINES, FULL_LINES * len(own)):
            return []
        columns.append(PageColumn(x0, x1))
    widths = [x1 - x0 for x0, x1 in columns]
    gutters = [b.x0 - a.x1 for a, b in pairwise(columns)]
    outside = sum(1 for p in prose if p.x0 < columns[0].x0 - SLACK or p.x1 > columns[-1].x1 + SLACK)
    if max(widths) - min(widths) > SAME_WIDTH * max(widths) or outside > OUTSIDE * len(prose):
        return []
    if min(gutters) < NARROWEST_GUTTER * size or max(gutters) > WIDEST_GUTTER * max(widths):
        return []
    return columns


def part_zones(rows: Sequence[TextRow], columns: Sequence[PageColumn], level: Sequence[Edge]) -> list[list[TextRow]]:
    """``rows`` of a page by zone: stretches of the whole width, and the columns of those that are set in columns.

    Args:
        rows: the print of the page, top to bottom.
        columns: the columns of the page.
        level: its level edges, top to bottom.
    """
    gutters = [(a.x1 + b.x0) / 2 for a, b in pairwise(columns)]
    across = [any(p.x0 < x - 1 and p.x1 > x + 1 for p in row.phrases for x in gutters) for row in rows]
    full = [sum(_is_full(p, columns) for p in row.phrases) for row in rows]
    zones: list[list[TextRow]] = []
    whole: list[TextRow] = []
    for first, last in _stretches(rows, across, [e for e in level if any(e.start < x < e.end for x in gutters)]):
        a, b = first, last
        if not across[first]:
            while a < b and a and across[a - 1] and not full[a] and _is_close(rows[a - 1], rows[a]):
                a += 1
            while a < b < len(rows) and across[b] and not full[b - 1] and _is_close(rows[b - 1], rows[b]):
                b -= 1
        if across[first] or sum(full[a:b]) < BAND_LINES:
            whole += rows[first:last]
            continue
        whole += rows[first:a]
        if whole:
            zones.append(whole)
        places = [-1.0, *gutters, float("inf")]
        for left, right in pairwise(places):
            held = [[p for p in row.phrases if left <= p.cx < right] for row in rows[a:b]]
            zones.append([make_row(phrases) for phrases in held if phrases])
        whole = list(rows[b:last])
    return [zone for zone in (*zones, whole) if zone]


def _is_full(phrase: Phrase, columns: Sequence[PageColumn]) -> bool:
    """Whether the phrase is a full line of prose in one of the columns."""
    return len(phrase.words) >= PROSE_WORDS and any(
        phrase.x0 >= x0 - SLACK and phrase.x1 <= x1 + SLACK and phrase.x1 - phrase.x0 >= FULL * (x1 - x0)
        for x0, x1 in columns
    )


def _stretches(rows: Sequence[TextRow], across: Sequence[bool], level: Sequence[Edge]) -> list[tuple[int, int]]:
    """First row and row after the last of the stretches that print or a line across a gutter parts."""
    places = [e.at for e in level]
    cuts = [
        i
        for i in range(1, len(rows))
        if across[i] != across[i - 1] or bisect_left(places, rows[i - 1].cy) != bisect_right(places, rows[i].cy)
    ]
    return list(pairwise([0, *cuts, len(rows)]))


def _is_close(above: TextRow, below: TextRow) -> bool:
    return below.top - above.bottom < CLOSE * (below.bottom - below.top)


def part_at_rules(rows: Sequence[TextRow], level: Sequence[Edge]) -> list[list[TextRow]]:
    """``rows`` of a zone, parted where lines of one width below each other bound a table that has print beside it.

    The print between such lines is a zone of its own when none of it runs on beyond their ends, no longer line runs
    among them, and its first column names rows: lines may leave the names of a wider table out.
    """
    zones: list[list[TextRow]] = []
    rest = list(rows)
    for lines in _ladders(level):
        box = Box(lines[0].start, lines[0].at, lines[0].end, lines[-1].at)
        if any(box.top - SLACK <= e.at <= box.bottom + SLACK and _reaches_beyond(e, box) for e in level):
            continue
        within = [row for row in rest if box.top <= row.cy <= box.bottom]
        inside = rows_in(within, Box(box.x0 - SLACK, box.top, box.x1 + SLACK, box.bottom))
        outside = rows_outside(within, [Box(box.x0 - SLACK, box.top, box.x1 + SLACK, box.bottom)])
        if len(outside) < BESIDE_ROWS or any(_runs_out(p, box) for row in inside for p in row.phrases):
            continue
        if _names_rows(inside):
            zones.append(inside)
            kept = set(map(id, within))
            rest = sorted([*(row for row in rest if id(row) not in kept), *outside], key=lambda row: row.cy)
    return [zone for zone in (rest, *zones) if zone]


def _ladders(level: Sequence[Edge]) -> list[list[Edge]]:
    """Rulings of one width, by width."""
    found: dict[tuple[int, int], list[Edge]] = {}
    for edge in level:
        if edge.ruled:
            found.setdefault((round(edge.start / SAME_END), round(edge.end / SAME_END)), []).append(edge)
    return [lines for lines in found.values() if len(lines) >= RULES]


def _reaches_beyond(edge: Edge, box: Box) -> bool:
    """Whether the edge runs both along the box and well beyond one of its sides."""
    shared = min(edge.end, box.x1) - max(edge.start, box.x0)
    return shared > SLACK and (edge.start < box.x0 - SLACK or edge.end > box.x1 + SLACK)


def _runs_out(phrase: Phrase, box: Box) -> bool:
    return phrase.x0 < box.x0 - SLACK or phrase.x1 > box.x1 + SLACK


def _names_rows(rows: Sequence[TextRow]) -> bool:
    """Whether the first column holds words."""
    columns = find_columns([row.phrases for row in rows])
    first = [row.phrases[0] for row in rows if columns and row.phrases[0].x0 <= columns[0].x1]
    return len(columns) > 1 and 2 * sum(map(is_sign, first)) < len(first)
