"""Milestones: the steps of a process plan, each with its period, by where they stand.

A process plan prints its steps beside each other, or below each other, and says of each when it is. What belongs
together is said by place alone: producers draw such slides in any order. Signals, in order of precedence:

1. three periods or more ("Marts 2018", "Forår – vinter 2019") in one row, or below each other at one edge;
2. what stands above or below a period, nearer to it than to its neighbours, is of its step; print that runs on under
   the next period ends the plan. Below each other: what stands to the right, down to the next period;
3. a row of print that is bold, or stands in shapes of its own, next to the slide's title heads the steps.

A date in a sentence is no period, and the columns of a chart or a budget under years hold figures: they are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.danish.dates import Period, read_period
from extractors.kinds.flow import Item, follows_on
from extractors.kinds.presentation.slides import Slide
from extractors.layout.blocks import split_blocks
from schemas.geometry import Box, union
from schemas.layout import Layout, Line

STEPS_MIN = 3
"""So many periods in a row are a process plan."""
SAME_ROW = 0.6
"""Font sizes by which the middles of print in one row differ at most."""
SAME_EDGE = 4.0
"""Points within which periods below each other begin."""
REACH_OVER = 0.5
"""Font sizes by which print may reach under the next period."""


class Piece(NamedTuple):
    """A paragraph of a slide, in running print or in a cell of a table."""

    text: str
    lines: tuple[Line, ...]
    box: Box
    panel: Box | None
    heading: bool
    table: int | None = None
    """Number of the table it stands in."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of a process plan."""

    page: int
    period: Piece
    span: Period
    heading: Piece | None
    items: tuple[Piece, ...]


def find_milestones(slides: Iterable[Slide], layout: Layout) -> list[Milestone]:
    """The milestones of a deck, in the order of their slides and, on each, of the plan."""
    found: list[Milestone] = []
    for slide in slides:
        pieces = [*(_piece(item) for item in slide.items if item not in slide.title), *_in_tables(slide, layout)]
        periods = [(piece, span) for piece in pieces if (span := read_period(piece.text)) is not None]
        steps = _beside(periods, pieces) or _below(periods, pieces)
        found += [Milestone(slide.page, *step) for step in steps]
    return found


_Step = tuple[Piece, Period, Piece | None, tuple[Piece, ...]]


def _piece(item: Item) -> Piece:
    return Piece(item.text, item.lines, item.box, item.panel, item.is_heading)


def _in_tables(slide: Slide, layout: Layout) -> list[Piece]:
    """Paragraphs in the cells of tables on a slide, but of those whose text is among its blocks already."""
    known = {id(word) for item in slide.items for line in item.printed_lines for word in line.words}
    pieces = []
    for table in layout.tables:
        for cell in table.cells:
            for part in cell.parts:
                if part.page != slide.page or not slide.box.holds(part.box.cx, part.box.cy):
                    continue
                lines = [line for line in part.lines if not line.direction]
                if any(id(word) in known for line in lines for word in line.words):
                    continue
                blocks = (Item(part.page, block=block) for block in split_blocks(lines, part.drawings))
                pieces += [
                    _piece(item)._replace(panel=part.box, heading=cell.is_header, table=table.number) for item in blocks
                ]
    return pieces


def _beside(periods: Sequence[tuple[Piece, Period]], pieces: Sequence[Piece]) -> list[_Step]:
    """Steps beside each other, left to right."""
    rows = [_in_row(one, periods) for one, _ in periods]
    row = max(rows, key=len) if rows else []
    if len(row) < STEPS_MIN:
        return []
    edges = [(left.box.cx + right.box.cx) / 2 for (left, _), (right, _) in pairwise(row)]
    top, bottom = min(p.box.top for p, _ in row), max(p.box.bottom for p, _ in row)
    others = sorted((p for p in pieces if all(p is not one for one, _ in row)), key=lambda p: (p.box.top, p.box.x0))
    above = _until_across([p for p in reversed(others) if p.box.cy < top], edges)[::-1]
    below = _until_across([p for p in others if p.box.cy > bottom], edges)
    heads = _heads([*above, *below], edges)
    steps: list[_Step] = []
    for i, (period, span) in enumerate(row):
        mine = [p for p in (*above, *below) if _column(p, edges) == i]
        head = next((p for p in mine if any(p is h for h in heads)), None)
        steps.append((period, span, head, _whole([p for p in mine if p is not head])))
    return steps if _tells(steps) else []


def _in_row(one: Piece, periods: Sequence[tuple[Piece, Period]]) -> list[tuple[Piece, Period]]:
    """The periods in the row of ``one``, left to right."""
    reach = SAME_ROW * one.lines[0].size
    row = [(p, span) for p, span in periods if abs(p.box.cy - one.box.cy) <= reach]
    row.sort(key=lambda pair: pair[0].box.x0)
    return row if all(a.box.x1 < b.box.x0 for (a, _), (b, _) in pairwise(row)) else []


def _until_across(pieces: Iterable[Piece], edges: Sequence[float]) -> list[Piece]:
    """The pieces up to the first that runs on under the next period."""
    taken: list[Piece] = []
    for piece in pieces:
        slack = REACH_OVER * piece.lines[0].size
        if any(piece.box.x0 + slack < edge < piece.box.x1 - slack for edge in edges):
            break
        taken.append(piece)
    return taken


def _column(piece: Piece, edges: Sequence[float]) -> int:
    return sum(1 for edge in edges if edge <= piece.box.cx)


def _heads(pieces: Sequence[Piece], edges: Sequence[float]) -> list[Piece]:
    """The row of print that heads the steps: the first in most columns, bold or in shapes of its own."""
    first: dict[int, Piece] = {}
    for piece in pieces:
        first.setdefault(_column(piece, edges), piece)
    if len(first) < STEPS_MIN or 2 * len(first) <= len(edges) + 1:
        return []
    heads = list(first.values())
    middle = sorted(p.box.cy for p in heads)[len(heads) // 2]
    in_row = [p for p in heads if abs(p.box.cy - middle) <= max(p.box.height, 2 * SAME_ROW * p.lines[0].size)]
    rest = [p for p in pieces if all(p is not head for head in heads)]
    apart = [p for p in in_row if _stands_out(p, rest)]
    return apart if len(apart) == len(heads) else []


def _stands_out(piece: Piece, rest: Sequence[Piece]) -> bool:
    """Whether print is set as a heading among ``rest``: so, bold, or in a shape that holds nothing else."""
    bold = all(word.bold for line in piece.lines for word in line.words)
    alone = piece.panel is not None and all(other.panel != piece.panel for other in rest)
    plain = any(not word.bold for other in rest for line in other.lines for word in line.words)
    return piece.heading or (bold and (plain or not rest)) or alone


def _below(periods: Sequence[tuple[Piece, Period]], pieces: Sequence[Piece]) -> list[_Step]:
    """Steps below each other, top to bottom, with their text to the right of the period."""
    groups = [[pair for pair in periods if abs(pair[0].box.x0 - one.box.x0) <= SAME_EDGE] for one, _ in periods]
    longest = max(groups, key=len) if groups else []
    if len(longest) < STEPS_MIN:
        return []
    column = sorted(longest, key=lambda pair: pair[0].box.top)
    right = max(p.box.x1 for p, _ in column)
    steps: list[_Step] = []
    for (period, span), below in zip(column, [*(p.box.top for p, _ in column[1:]), float("inf")], strict=True):
        slack = SAME_ROW * period.lines[0].size
        mine = [p for p in pieces if p.box.x0 >= right - slack and period.box.top - slack <= p.box.top < below - slack]
        mine.sort(key=lambda p: (p.box.top, p.box.x0))
        head = mine[0] if len(mine) > 1 and _stands_out(mine[0], mine[1:]) else None
        steps.append((period, span, head, _whole([p for p in mine if p is not head])))
    return steps if _tells(steps) else []


def _whole(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with what the grid of a table cut in mid-sentence put together."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and follows_on(whole[-1].lines, piece.lines):
            lines = (*whole[-1].lines, *piece.lines)
            text = danish.join_lines([line.text for line in lines])
            whole[-1] = whole[-1]._replace(text=text, lines=lines, box=union((whole[-1].box, piece.box)))
        else:
            whole.append(piece)
    return tuple(whole)


def _tells(steps: Sequence[_Step]) -> bool:
    """Whether most steps say something in words: figures under years are a chart or a budget."""
    said = [[p for p in (head, *items) if p is not None] for _, _, head, items in steps]
    told = sum(1 for of_step in said if any(any(map(str.isalpha, p.text)) for p in of_step))
    figures = sum(1 for of_step in said for p in of_step if not any(map(str.isalpha, p.text)))
    return 2 * told > len(steps) and 2 * figures <= sum(map(len, said))
