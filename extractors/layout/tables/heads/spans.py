"""Heads over several columns, where no line shows how far they reach.

A head is centred over its columns. Signals: it stands in a header row above the last one; places beside it in that row
are empty; the heads of the next row below it and below those places have, taken together, the same middle, or their
columns have. Of several groups of columns the largest counts whose middle it meets, else the nearest; one with the
first column, which names the rows, only when no other is near.

Where head and sub-heads came into one row of the grid, the row is cut in two. Signals: in a cell over several columns
the upper lines pass a parting of its columns, the lower ones do not and give each column words of its own; or the first
line of a cell is centred over a group of columns whose heads all begin below it; or level words stand above a turned
label, one of several side by side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.tables.heads.headers import row_texts
from extractors.layout.tables.lines.drafts import Draft, GridCell
from extractors.layout.tables.lines.edges import Edge
from schemas.page import Word

OFF_MIDDLE = 0.06
"""Share of the group's width by which a head may miss its middle."""
EXACT = 1.0
"""Points by which it misses the middle of a group that it is surely centred over."""
OFF_POINTS = 3.0
"""Points by which it may miss it anyway."""
OFF_OUTER = 0.025
"""Share of its group's width by which it may where that reaches to the side of the table."""
LINE_SHARE = 0.5
"""Words whose baselines differ by less than this share of their height stand on one line."""
PARTING_SLACK = 1.0
"""Points by which a word may touch a parting without passing it."""
SPACE = 0.6
"""Widest space between two words of one head, in line heights."""
SAME_PLACE = 4.0
"""Points within which a drawn line stands at a parting."""


class _Cut(NamedTuple):
    """Where a header row is to be cut."""

    at: float
    heads: frozenset[int] = frozenset()
    """Columns of the cells whose first line heads a group it does not reach over."""


def part_heads(chain: Sequence[Draft], header_rows: int) -> int:
    """Cut header rows that hold a head and its sub-heads, in every draft that prints them; the header rows then."""
    if chain[0].method == "ruled" and any(_is_parted(chain[0], row) for row in range(header_rows)):
        return header_rows
    texts = row_texts(chain[0], header_rows) if len(chain) > 1 else []
    again = [draft for draft in chain[1:] if row_texts(draft, header_rows) == texts]
    for row in reversed(range(header_rows)):
        cut = _cut_of(chain[0], row)
        if cut is None:
            continue
        for draft in (chain[0], *again):
            own = _cut_of(draft, row)
            if own is not None:
                _cut(draft, row, own)
        header_rows += 1
    return header_rows


def _is_parted(draft: Draft, row: int) -> bool:
    """Whether upright lines part the cells of the row; a scan loses those in dark heads."""
    middle = (draft.ys[row] + draft.ys[row + 1]) / 2
    inner = draft.xs[1:-1]
    return any(e.start < middle < e.end and any(abs(e.at - x) <= SAME_PLACE for x in inner) for e in draft.vertical)


def _cut_of(draft: Draft, row: int) -> _Cut | None:
    """Where to cut a header row below its heads; None where none of its cells holds head and sub-heads."""
    cells = [c for c in draft.cells if c.row == row and c.row_span == 1]
    cuts = [
        cut
        for cell in cells
        if 1 < cell.column_span < draft.column_count
        if (cut := _below_head(cell, draft.xs)) is not None
    ]
    return _Cut(min(cuts)) if cuts else _below_centred(cells, draft) or _above_labels(cells)


def _above_labels(cells: Sequence[GridCell]) -> _Cut | None:
    """The cut below level words that stand above a turned label, where the columns beside have such labels alone."""
    labels = {c.column: [w for w in c.words if w.direction in (90, 270)] for c in cells}
    for cell in cells:
        own, level = labels[cell.column], [w for w in cell.words if not w.direction]
        if not own or not level or cell.column_span > 1:
            continue
        bottom, top = max(w.bottom for w in level), min(w.top for w in own)
        beside = [c for c in cells if abs(c.column - cell.column) == 1 and labels[c.column]]
        if bottom <= top + PARTING_SLACK and any(len(labels[c.column]) == len(c.words) for c in beside):
            return _Cut((bottom + top) / 2, frozenset({cell.column}))
    return None


def _below_centred(cells: Sequence[GridCell], draft: Draft) -> _Cut | None:
    """The cut below first lines that are centred each over a group of columns whose heads begin below it."""
    single = {c.column: c for c in cells if c.column_span == 1 and c.words}
    found: dict[int, tuple[float, float]] = {}
    tops = {k: _lines_of(c)[0] for k, c in single.items() if _lines_of(c)}
    for k, cell in single.items():
        lines = _lines_of(cell)
        if len(lines) < 2:
            continue
        bottom, top = max(w.bottom for w in lines[0]), min(w.top for w in lines[1])
        first = last = k
        lower = [j for j, line in tops.items() if j != k and min(w.top for w in line) > bottom - PARTING_SLACK]
        while first - 1 in lower:
            first -= 1
        while last + 1 in lower:
            last += 1
        # The whole run of columns whose heads stand lower is the group: over fewer a line is centred by chance.
        off = abs((draft.xs[first] + draft.xs[last + 1]) / 2 - _middle(lines[0]))
        # Where the outer columns of a table without lines end, only their print shows.
        outer = not draft.vertical and (first == 0 or last == draft.column_count - 1)
        slack = max(OFF_POINTS, OFF_OUTER * (draft.xs[last + 1] - draft.xs[first])) if outer else OFF_POINTS
        if off > slack:
            first, last, off = _crossed_by(lines[0], k, (first, last), draft.xs)
        if last > first and off <= slack and len(lower) < len(tops) - 1:
            found[k] = bottom, top
    if not found:
        return None
    at = sum(found[min(found)]) / 2
    slack = PARTING_SLACK
    return _Cut(at, frozenset(k for k, (bottom, top) in found.items() if bottom - slack <= at <= top + slack))


def _crossed_by(line: Sequence[Word], k: int, run: tuple[int, int], xs: Sequence[float]) -> tuple[int, int, float]:
    """First and last column of those in ``run`` that a line in column ``k`` is centred over, and by how much it misses.

    It reaches over a side of its own column, as no line of a head of that column does.
    """
    left, right = min(w.x0 for w in line), max(w.x1 for w in line)
    firsts = range(run[0], k) if left < xs[k] - SAME_PLACE else [k]
    lasts = range(k + 1, run[1] + 1) if right > xs[k + 1] + SAME_PLACE else [k]
    groups = [(abs((xs[a] + xs[b + 1]) / 2 - _middle(line)), a, b) for a in firsts for b in lasts]
    off, first, last = min(groups, default=(0.0, k, k))
    return first, last, off


def _lines_of(cell: GridCell) -> list[list[Word]]:
    """The level words of a cell by line, top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted((w for w in cell.words if not w.direction), key=lambda w: (w.bottom, w.x0)):
        if lines and word.bottom - lines[-1][0].bottom < LINE_SHARE * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _below_head(cell: GridCell, xs: Sequence[float]) -> float | None:
    """The height below the lines of ``cell`` that pass a parting of its columns, where sub-heads stand there."""
    lines = _lines_of(cell)
    inner = xs[cell.column + 1 : cell.column + cell.column_span]
    passing = [any(_passes_parting(line, x) for x in inner) for line in lines]
    if not any(passing):
        return None
    last = max(i for i, passes in enumerate(passing) if passes)
    heads = [w for line in lines[: last + 1] for w in line]
    subs = [w for w in cell.words if w not in heads]
    columns = {bisect_right(xs, (w.x0 + w.x1) / 2) - 1 for w in subs}
    if columns != set(range(cell.column, cell.column + cell.column_span)):
        return None
    bottom, top = max(w.bottom for w in heads), min(w.top for w in subs)
    return (bottom + top) / 2 if top > bottom - PARTING_SLACK else None


def _passes_parting(line: Sequence[Word], x: float) -> bool:
    """Whether a word, or a space of ordinary width between two words, lies over ``x``."""
    words = sorted(line, key=lambda w: w.x0)
    if any(w.x0 < x - PARTING_SLACK and w.x1 > x + PARTING_SLACK for w in words):
        return True
    return any(a.x1 <= x <= b.x0 and b.x0 - a.x1 < SPACE * (a.bottom - a.top) for a, b in pairwise(words))


def _cut(draft: Draft, row: int, cut: _Cut) -> None:
    """Make two rows of one: heads above, sub-heads below, and what passes the cut over both."""
    made: list[GridCell] = []
    for cell in draft.cells:
        if cell.row > row:
            made.append(cell._replace(row=cell.row + 1))
        elif cell.row < row:
            made.append(cell._replace(row_span=cell.row_span + (cell.row + cell.row_span > row)))
        elif cell.row_span > 1:
            made.append(cell._replace(row_span=cell.row_span + 1))
        else:
            made += _halves(cell, cut, draft.xs)
    draft.cells = sorted(made, key=lambda c: (c.row, c.column))
    draft.ys.insert(row + 1, cut.at)


def _halves(cell: GridCell, cut: _Cut, xs: Sequence[float]) -> list[GridCell]:
    """What a cell of the row that is cut becomes."""
    upper = tuple(w for w in cell.words if (w.top + w.bottom) / 2 < cut.at)
    lower = tuple(w for w in cell.words if (w.top + w.bottom) / 2 >= cut.at)
    if cell.column in cut.heads:
        return [cell._replace(words=upper), cell._replace(row=cell.row + 1, words=lower)]
    if upper and (not lower or _below_head(cell, xs) is None):
        return [cell._replace(row_span=2)]
    columns = range(cell.column, cell.column + cell.column_span)
    if cell.column_span > 1 and upper:
        words = [tuple(w for w in lower if xs[k] <= (w.x0 + w.x1) / 2 < xs[k + 1]) for k in columns]
        subs = [GridCell(cell.row + 1, k, 1, 1, own) for k, own in zip(columns, words, strict=True)]
        return [cell._replace(words=upper), *subs]
    return [cell._replace(words=()), cell._replace(row=cell.row + 1)]


def spread_heads(draft: Draft, header_rows: int) -> None:
    """Let heads in the header rows of ``draft`` span the columns they are centred over."""
    if header_rows < 2 or draft.method == "ruled":
        return
    last = header_rows - 1
    units = not any(c.words for c in draft.cells if c.row == last and c.column == 0) and header_rows < draft.row_count
    for row in range(header_rows if units else last):
        for head in [c for c in draft.cells if c.row == row and c.words and c.row_span == 1]:
            group = _group_of(head, draft)
            if group is not None:
                _span(head, group, draft)


def _group_of(head: GridCell, draft: Draft) -> tuple[int, int] | None:
    """First and last column that ``head`` is centred over, where there are more than it stands in."""
    here = {c.column: c for c in draft.cells if c.row == head.row and c.row_span == 1 and c.column_span == 1}
    below = {c.column: c for c in draft.cells if c.row == head.row + 1 and c.words and c.column_span == 1}
    first, last = head.column, head.column + head.column_span - 1
    if any(k not in below for k in range(first, last + 1)):
        return None
    lefts = _free(range(first - 1, -1, -1), here, below, draft, head, step=1)
    rights = _free(range(last + 1, draft.column_count), here, below, draft, head, step=0)
    middle = _middle(head.words)
    found: list[tuple[float, tuple[int, int]]] = []
    for a in [first, *lefts]:
        for b in [last, *rights]:
            if a == b:
                continue
            words = [w for k in range(a, b + 1) for w in below[k].words]
            width = max(w.x1 for w in words) - min(w.x0 for w in words)
            off = min(abs(_middle(words) - middle), abs((draft.xs[a] + draft.xs[b + 1]) / 2 - middle))
            if off <= max(OFF_POINTS, OFF_MIDDLE * width):
                found.append((off, (a, b)))
    found = [(off, (a, b)) for off, (a, b) in found if a > 0 and off <= OFF_POINTS] or found
    if not found:
        return None
    exact = [(a - b, (a, b)) for off, (a, b) in found if off <= EXACT]
    best = min(exact or found, key=lambda item: (item[0], item[1][1] - item[1][0]))[1]
    return best if best != (first, last) else None


def _free(
    columns: Sequence[int],
    here: dict[int, GridCell],
    below: dict[int, GridCell],
    draft: Draft,
    head: GridCell,
    *,
    step: int,
) -> list[int]:
    """Columns outwards from the head that are empty beside it, have a head of their own below, and no line between."""
    found = []
    for k in columns:
        cell = here.get(k)
        if cell is None or cell.words or k not in below or _is_drawn(draft, k + step, head.row):
            break
        found.append(k)
    return found


def _is_drawn(draft: Draft, parting: int, row: int) -> bool:
    x, y = draft.xs[parting], (draft.ys[row] + draft.ys[row + 1]) / 2
    return any(_passes(e, x, y) for e in draft.vertical)


def _passes(edge: Edge, x: float, y: float) -> bool:
    return abs(edge.at - x) <= SAME_PLACE and edge.start <= y <= edge.end


def _middle(words: Sequence[Word]) -> float:
    return (min(w.x0 for w in words) + max(w.x1 for w in words)) / 2


def _span(head: GridCell, group: tuple[int, int], draft: Draft) -> None:
    a, b = group
    kept = [c for c in draft.cells if c is not head and not (c.row == head.row and a <= c.column <= b)]
    kept.append(head._replace(column=a, column_span=b - a + 1))
    draft.cells = sorted(kept, key=lambda c: (c.row, c.column))
