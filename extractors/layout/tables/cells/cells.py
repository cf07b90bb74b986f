"""Partings and words → cells with spans.

Two places of the grid are one cell where nothing parts them. A drawn side always parts. Where a side is not drawn:

1. print that runs across joins the places it covers, a lone line of words over figures those it is centred over;
2. in a row that is ruled or painted otherwise, the missing line is a span, unless both places hold print of their own;
   a border tells nothing of partings that only shades of other rows show;
3. in a column, a stretch between two rulings is a span where rulings of other columns part it; so is a painted stretch,
   unless its places hold an entry each, or nothing beside entries: cells that one colour rates are painted together;
   with a turned label alone it is one wherever it is painted;
4. everywhere else white space parts.

Cells are rectangles: an odd shape falls apart into the fewest rectangles, from the top left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from extractors.layout.lines import is_sign, make_phrase
from extractors.layout.tables.cells.cell_print import PlacedPrint, place_print
from extractors.layout.tables.lines.cell_sides import DrawnSides, Sides
from extractors.layout.tables.lines.drafts import Draft, GridCell
from extractors.layout.tables.lines.edges import is_white
from extractors.layout.tables.rows.over_rows import LINE_GAP, over_two_rows
from schemas.page import Fill, Page, Word

HEAD_LEVELS = 3
"""Rows that a head takes at most."""

# Skips the argument binding of the named tuple's own constructor, half of what a cell costs.
_cell = partial(tuple.__new__, GridCell)

_Pair = tuple[tuple[int, int], tuple[int, int]]
"""Two places of a grid, row and column of each."""


def make_cells(chain: Sequence[Draft], pages: Mapping[int, Page]) -> None:
    """Set the cells of the parts of a table, sorted by row and column; every place of a grid belongs to one."""
    sides = [Sides.of(draft) for draft in chain]
    # A page may end within a header, where no row shows the columns that its group heads span.
    ruled = [any(map(any, parts)) for parts in zip(*(own.right_ruled for own in sides), strict=True)]
    running: frozenset[int] = frozenset()
    for draft, own in zip(chain, sides, strict=True):
        draft.cells = _cells_of(draft, own, ruled, running, pages[draft.page].fills)
        running = _left_open(draft, own) if len(chain) > 1 else running


def _left_open(draft: Draft, sides: Sides) -> frozenset[int]:
    """The columns in which the page ends within a cell over several rows: no line closes it."""
    closed = sides.below[-1]
    last = [c for c in draft.cells if c.row_span > 1 and c.column_span == 1 and c.row + c.row_span == draft.row_count]
    return frozenset(c.column for c in last if not closed[c.column])


def _cells_of(
    draft: Draft,
    sides: Sides,
    ruled_overleaf: Sequence[bool],
    running: Collection[int],
    fills: Sequence[Fill],
) -> list[GridCell]:
    """The cells of a part of a table.

    Args:
        draft: the part.
        sides: its drawn sides.
        ruled_overleaf: for each column parting of the table, its sides included, whether a ruling is drawn there beside
            any of its rows.
        running: columns in which a cell over several rows goes on from the page before.
        fills: the fills of its page.
    """
    m, n = draft.row_count, draft.column_count
    printed = place_print(draft, sides)
    parent = list(range(m * n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(pairs: Iterator[_Pair]) -> None:
        for (row, column), (other_row, other_column) in pairs:
            parent[root(other_row * n + other_column)] = root(row * n + column)

    join(_across(draft, sides, printed, ruled_overleaf, fills))
    join(_down(draft, sides, printed, running))
    join(_running_on(draft, sides, printed))
    join(((r, c), (r + 1, c)) for r, c in over_two_rows(draft, printed.words, sides.below))
    return _rectangles(m, n, [root(i) for i in range(m * n)], printed.words)


def _across(
    draft: Draft, sides: Sides, printed: PlacedPrint, ruled_overleaf: Sequence[bool], fills: Sequence[Fill]
) -> Iterator[_Pair]:
    """Places beside each other that are one cell: print runs across, or a line is missing that other rows have."""
    n = len(sides.right) - 1
    ruled = [any(own) for own in sides.right_ruled]
    drawn = [any(own) or overleaf for own, overleaf in zip(sides.right, ruled_overleaf, strict=True)]
    by_row = zip(zip(*sides.right, strict=True), zip(*sides.right_ruled, strict=True), strict=True)
    for r, (closed, rulings) in enumerate(by_row):
        row_is_ruled, row_is_painted = any(rulings), _is_painted(closed)
        joins = printed.joins[r]
        for start, end in _stretches(closed[1:n]):
            # In a row without any line or shade white space parts what no print runs across.
            told = row_is_ruled or row_is_painted or closed[start] or closed[end]
            if end - start == 1 or not (told or any(joins[start : end - 1])):
                continue
            groups = _stretches([not runs for runs in joins[start : end - 1]])
            entries = sum(any(printed.holds(r, c) for c in range(start + a, start + b)) for a, b in groups)
            # What no shade lies on tells nothing, beside a painted number or rating, or between painted rows.
            painted = row_is_painted or (
                entries > 0
                and (closed[start] or closed[end])
                and all(sides.below_shaded[r][c] and sides.below_shaded[r + 1][c] for c in range(start, end))
            )
            painted = painted and (closed == rulings or _is_shaded(draft, r, (start, end), fills))
            for c in range(start, end - 1):
                missing = (row_is_ruled and ruled[c + 1]) or (painted and drawn[c + 1])
                if joins[c] or (entries <= 1 and missing and not _is_room_above_heads(sides, printed, r, c)):
                    yield (r, c), (r, c + 1)


def _is_room_above_heads(sides: Sides, printed: PlacedPrint, row: int, column: int) -> bool:
    """Whether a place of the first row and the next one are empty above a head each, with no line between."""
    if row or len(printed.joins) < 2 or printed.joins[0][column]:
        return False
    return all(not printed.holds(0, c) and printed.holds(1, c) and not sides.below[1][c] for c in (column, column + 1))


def _down(draft: Draft, sides: Sides, printed: PlacedPrint, running: Collection[int]) -> Iterator[_Pair]:
    """Places below each other that are one cell: other columns have the line they lack, or they are painted as one.

    So is the unprinted rest of a cell that goes on from the page before, down to the first line or over all the page.
    """
    m = draft.row_count
    drawn_here, ruled_here = ([any(row) for row in own] for own in (sides.below, sides.below_ruled))
    for c, lines in enumerate(zip(*sides.below, strict=True)):
        for start, end in _stretches(lines[1:m]):
            if end - start == 1:
                continue
            # A head needs no line above it: the table's top closes its stretch as well.
            is_head = start == 0 and end <= HEAD_LEVELS and end < m
            goes_on = c in running and not (start or lines[0]) and not any(row[c] for row in printed.words[:end])
            begins = is_head or goes_on or _begins_ruled(sides, c, (start, end))
            ruled = begins and _ends_ruled(sides, printed, c, (start, end))
            ruled = ruled or (is_head and sides.below_shaded[0][c] and lines[end])
            parted = drawn_here if is_head else ruled_here
            closed = lines[start] and lines[end]
            for r in range(start, end - 1):
                spans = ruled and parted[r + 1] and (is_head or not _is_above_total(draft, printed, r, c))
                spans = spans and not (is_head and _are_signs(printed.words[r][c], printed.words[r + 1][c]))
                if spans or (closed and _is_painted_cell(draft, sides, printed, c, (start, end), r)):
                    yield (r, c), (r + 1, c)


def _is_above_total(draft: Draft, printed: PlacedPrint, row: int, column: int) -> bool:
    """Whether a line over columns of figures parts a name from another one, as that of the total below it.

    Where no upright lines close cells, a line need not reach below the names.
    """
    upper, lower = (printed.words[r][column] for r in (row, row + 1))
    if draft.method == "ruled" or not upper or not lower:
        return False
    return are_entries(upper, lower) or not lower[0].text[0].islower()


def _begins_ruled(sides: Sides, column: int, stretch: tuple[int, int]) -> bool:
    """Whether a stretch of a column begins at a ruling, or goes on from the page before within its sides."""
    start, end = stretch
    if sides.below_ruled[start][column]:
        return True
    cut = start == 0 and end < len(sides.below) - 1 and sides.below_ruled[end][column]
    return cut and sides.right_ruled[column][0] and sides.right_ruled[column + 1][0]


def _ends_ruled(sides: Sides, printed: PlacedPrint, column: int, stretch: tuple[int, int]) -> bool:
    """Whether a stretch of a column ends at a ruling, or where the page cuts its row or a cell that goes on."""
    end = stretch[1]
    last = sides.below_ruled[-1]
    if sides.below_ruled[end][column]:
        return True
    return end == len(sides.below) - 1 and (
        not any(last) or _goes_on(printed.words, sides.right_ruled, column, stretch)
    )


def _is_painted_cell(
    draft: Draft, sides: Sides, printed: PlacedPrint, column: int, stretch: tuple[int, int], row: int
) -> bool:
    """Whether two places of a painted stretch of a column, ``row`` and the one below, are one cell."""
    right = sides.right
    if not all(right[k][row] and right[k][row + 1] for k in (column, column + 1)):
        return False
    if _holds_label(printed.words, column, stretch):
        return True
    return draft.method == "shaded" and _is_one(printed.words, column, stretch, row)


def _running_on(draft: Draft, sides: Sides, printed: PlacedPrint) -> Iterator[_Pair]:
    """Places below each other whose print runs on beside a painted cell that ends between them."""
    if draft.method == "ruled":
        return
    right, below, words = sides.right, sides.below, printed.words
    for r in range(draft.row_count - 1):
        painted = (line and right[c][r + 1] and right[c + 1][r + 1] for c, line in enumerate(below[r + 1]))
        if not any(sides.below_ruled[r + 1]) and any(painted):
            yield from (((r, c), (r + 1, c)) for c in _columns_over(words[r], words[r + 1]) if not below[r + 1][c])


def _is_shaded(draft: Draft, row: int, columns: tuple[int, int], fills: Sequence[Fill]) -> bool:
    """Whether a shade lies on the middle of the places of a row from one column parting to another."""
    x = (draft.xs[columns[0]] + draft.xs[columns[1]]) / 2
    y = (draft.ys[row] + draft.ys[row + 1]) / 2
    return any(f.x0 <= x <= f.x1 and f.top <= y <= f.bottom and not is_white(f.color) for f in fills)


def _is_painted(sides: Sequence[bool]) -> bool:
    """Whether a row whose places have these painted sides was painted as a whole, and not a lone cell of it."""
    inner = sum(sides[1:-1])
    return 2 * inner >= len(sides) - 2 if inner else sides[0] or sides[-1]


def _is_one(words: Sequence[Sequence[Sequence[Word]]], column: int, stretch: tuple[int, int], row: int) -> bool:
    """Whether two places below each other in one painted stretch of a column are one cell."""
    upper, lower = words[row], words[row + 1]
    if any(words[r][column] for r in range(*stretch)):
        return not are_entries(upper[column], lower[column])
    return not any(
        a and b and all(is_sign(make_phrase(held)) for held in (a, b)) for a, b in zip(upper, lower, strict=True)
    )


def _goes_on(
    words: Sequence[Sequence[Sequence[Word]]],
    upright: DrawnSides,
    column: int,
    stretch: tuple[int, int],
) -> bool:
    """Whether the last stretch of a column is one cell that goes on overleaf: lines beside it, one text within."""
    if not all(upright[k][r] for k in (column, column + 1) for r in range(*stretch)):
        return False
    held = [words[r][column] for r in range(*stretch) if words[r][column]]
    return bool(held) and all(_runs_on(upper, lower) for upper, lower in pairwise(held))


def _holds_label(words: Sequence[Sequence[Sequence[Word]]], column: int, stretch: tuple[int, int]) -> bool:
    """Whether all that a stretch of a column prints runs up or down: a label of its rows."""
    held = [word for r in range(*stretch) for word in words[r][column]]
    return bool(held) and all(word.direction in (90, 270) for word in held)


def _columns_over(upper: Sequence[Sequence[Word]], lower: Sequence[Sequence[Word]]) -> list[int]:
    """Columns whose cells stand over two rows that painted cells alone part: print runs on there, or a sign stands.

    The row below has no sign, no number or level, of its own.
    """
    signs = [c for c, held in enumerate(upper) if held and is_sign(make_phrase(held))]
    if not signs or any(lower[c] for c in signs):
        return []
    running = [c for c, held in enumerate(upper) if held and lower[c] and _runs_on(held, lower[c])]
    return [*signs, *running] if running else []


def _runs_on(upper: Sequence[Word], lower: Sequence[Word]) -> bool:
    """Whether the print below goes on as close as the lines of one cell."""
    height = min(w.bottom - w.top for w in lower)
    return min(w.top for w in lower) - max(w.bottom for w in upper) <= LINE_GAP * height


def are_entries(upper: Sequence[Word], lower: Sequence[Word]) -> bool:
    """Whether the words of a place and of the one below it are an entry each, however far their shade reaches.

    Signs are entries, the same words said again are, and so is what stands further apart than the lines of one cell.
    """
    if not upper or not lower:
        return False
    if [w.text for w in upper] == [w.text for w in lower] or _are_signs(upper, lower):
        return True
    height = min(w.bottom - w.top for w in lower)
    return min(w.top for w in lower) - max(w.bottom for w in upper) > LINE_GAP * height


def _are_signs(upper: Sequence[Word], lower: Sequence[Word]) -> bool:
    """Whether two places print a sign each: figures or marks of two rows, the first of a page as well."""
    return all(held and is_sign(make_phrase(held)) for held in (upper, lower))


def _stretches(closed: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of places with no line between them; ``closed`` says of each place but the last whether a line follows."""
    ends = [i + 1 for i, line in enumerate(closed) if line] + [len(closed) + 1]
    return list(pairwise([0, *ends]))


def _rectangles(m: int, n: int, roots: Sequence[int], words: Sequence[Sequence[list[Word]]]) -> list[GridCell]:
    if len(set(roots)) == m * n:
        return [_cell((r, c, 1, 1, tuple(held))) for r, row in enumerate(words) for c, held in enumerate(row)]
    taken = [False] * (m * n)
    cells = []
    for r in range(m):
        for c in range(n):
            if taken[r * n + c]:
                continue
            own = roots[r * n + c]
            right = c + 1
            while right < n and not taken[r * n + right] and roots[r * n + right] == own:
                right += 1
            below = r + 1
            while below < m and all(roots[below * n + k] == own and not taken[below * n + k] for k in range(c, right)):
                below += 1
            held: list[Word] = []
            for i in range(r, below):
                for k in range(c, right):
                    taken[i * n + k] = True
                    held += words[i][k]
            cells.append(GridCell(r, c, below - r, right - c, tuple(held)))
    return cells
