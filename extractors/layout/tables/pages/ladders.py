"""Level rulings of one width below each other → the regions that such rungs bound.

Rungs that are longer than the others belong to the table too, unless they make a ladder of their own or prose stands
between; print where they reach further out is a column beside the rungs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow, is_sign
from extractors.layout.tables.lines.edges import Edge, Edges
from extractors.layout.tables.lines.regions import rows_in
from extractors.layout.tables.pages.bounded_parts import PROSE_LINES, PROSE_WORDS, SAME_SIDE, Region, has_sides
from schemas.geometry import Box

NAMED = 0.8
"""Share of the lines between rungs that have a name left of these."""
FIGURES = 0.8
"""Share of figures in what stands between such rungs."""
RUNGS = 4
"""Lines of one width: a bookish table has three."""


def find_ladders(edges: Edges, grids: Sequence[Box], body: Sequence[TextRow], turned: Sequence[Phrase]) -> list[Region]:
    """Level rulings of one width that stand below each other."""
    rungs = [
        e
        for e in edges.horizontal
        if e.ruled
        and not any(b.holds((e.start + e.end) / 2, e.at, SAME_SIDE) and e.length <= b.width + 8 for b in grids)
    ]
    found = []
    while rungs:
        ends = Counter((round(e.start), round(e.end)) for e in rungs)
        (start, end), count = max(ends.items(), key=lambda item: (item[1], item[0][1] - item[0][0], item[0]))
        alike = [e for e in rungs if has_sides(e, start, end)]
        own = [e for e in alike if _is_like(e, start, end)]
        apart = _of_other_ladders(alike, own)
        alike = [e for e in alike if e in own or not (e in apart or _is_below_prose(e, own, body))]
        rungs = [e for e in rungs if e not in alike and (round(e.start), round(e.end)) != (start, end)]
        if len(alike) >= RUNGS:
            alike += _shades_below(alike[-1], edges, body)
            box = _widened(Box(float(start), alike[0].at, float(end), alike[-1].at), alike, body, turned)
            if _is_beside_names(box, body):
                continue
            after = max((e.at for e in apart if e.at < alike[0].at), default=0.0)
            found.append(Region(box, tuple(alike), False, after))
        elif count < 2:
            break
    return found


def _is_like(edge: Edge, start: float, end: float) -> bool:
    return abs(edge.start - start) <= SAME_SIDE and abs(edge.end - end) <= SAME_SIDE


def _of_other_ladders(rungs: Sequence[Edge], own: Sequence[Edge]) -> list[Edge]:
    """Lines of one other width that begin where the ``own`` ones do and all stand above or all below these."""
    low, high = min(e.at for e in own), max(e.at for e in own)
    widths: dict[int, list[Edge]] = {}
    for edge in rungs:
        if edge not in own and abs(edge.start - own[0].start) <= SAME_SIDE:
            widths.setdefault(round(edge.end), []).append(edge)
    return [
        edge
        for alike in widths.values()
        if len(alike) >= RUNGS and (all(e.at < low for e in alike) or all(e.at > high for e in alike))
        for edge in alike
    ]


def _is_below_prose(edge: Edge, rungs: Sequence[Edge], body: Sequence[TextRow]) -> bool:
    """Whether prose stands between a line of another width and all the ``rungs``: it is one of a table of its own."""
    low, high = min(e.at for e in rungs), max(e.at for e in rungs)
    top, bottom = (high, edge.at) if edge.at > high else (edge.at, low)
    between = [row for row in body if top < row.cy < bottom]
    return sum(len(row.phrases) == 1 and len(row.phrases[0].words) >= PROSE_WORDS for row in between) >= PROSE_LINES


def _shades_below(last: Edge, edges: Edges, body: Sequence[TextRow]) -> list[Edge]:
    """Borders of shading that goes on below the last rung, as wide as that and with print on it."""
    found: list[Edge] = []
    for edge in edges.horizontal:
        top = found[-1].at if found else last.at
        if (
            edge.ruled
            or edge.at <= top
            or not (has_sides(edge, last.start, last.end) and edge.length <= last.length + 2 * SAME_SIDE)
        ):
            continue
        if not rows_in(body, Box(last.start, top, last.end, edge.at)):
            break
        found.append(edge)
    return found


def _widened(box: Box, rungs: Sequence[Edge], body: Sequence[TextRow], turned: Sequence[Phrase]) -> Box:
    """The box out to where longer rungs end, when print stands there: a first column of cells over several rows.

    Of a single longer rung, the cell that it parts from the one above is told by the print that begins below it.
    """
    starts = [e for e in rungs if e.start < box.x0 - SAME_SIDE]
    ends = [e for e in rungs if e.end > box.x1 + SAME_SIDE]
    left = box._replace(x0=min((e.start for e in starts), default=box.x0), x1=box.x0)
    right = box._replace(x0=box.x1, x1=max((e.end for e in ends), default=box.x1))
    x0 = left.x0 if _is_beside(left, starts, rungs, body, turned) else box.x0
    x1 = right.x1 if _is_beside(right, ends, rungs, body, turned) else box.x1
    return box._replace(x0=x0, x1=x1)


def _is_beside(
    box: Box, longer: Sequence[Edge], rungs: Sequence[Edge], body: Sequence[TextRow], turned: Sequence[Phrase]
) -> bool:
    """Whether a column of the table is beside its rungs, where the ``longer`` of them reach."""
    if len(longer) != 1:
        return bool(longer) and _holds_print(box, body, turned)
    below = next((e.at for e in rungs if e.at > longer[0].at + SAME_SIDE), None)
    return below is not None and _holds_print(box._replace(top=longer[0].at, bottom=below), body, turned)


def _is_beside_names(box: Box, body: Sequence[TextRow]) -> bool:
    """Whether lines are drawn over the figures of accounts alone, above and below totals, whose names stand left."""
    rows = [(row, p) for row in body if box.top <= row.cy <= box.bottom and (p := row.phrases[0]).x0 < box.x1]
    names = [p for _, p in rows if p.x1 < box.x0 and len(p.words) < PROSE_WORDS and not is_sign(p)]
    if len(names) < NAMED * len(rows):
        return False
    inside = [p for row, _ in rows for p in row.phrases if box.x0 <= p.cx <= box.x1]
    return sum(map(is_sign, inside)) >= FIGURES * len(inside) > 0


def _holds_print(box: Box, body: Sequence[TextRow], turned: Sequence[Phrase]) -> bool:
    return bool(rows_in(body, box)) or any(box.holds(p.cx, p.cy) for p in turned)
