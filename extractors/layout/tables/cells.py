"""Partings and words → cells with spans.

Two places of the grid are one cell where nothing parts them. A drawn side always parts. Where a side is not drawn:

1. print that runs across joins the places it covers, a lone line of words over figures those it is centred over;
2. in a row that is ruled or painted otherwise, the missing line is a span, unless both places hold print of their own;
   a border tells nothing of partings that only shades of other rows show;
3. in a column, a stretch between two rulings is a span where rulings of other columns part it; so is a painted stretch,
   unless its places hold an entry each, or nothing beside entries: cells that one colour rates are painted together;
   with a turned label alone it is one wherever it is painted;
4. everywhere else white space parts.

A word belongs to the place that holds its middle; the words of a phrase stay together where no line is drawn between.
Cells are rectangles: an odd shape falls apart into the fewest rectangles, from the top left.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.lines import CURRENCIES, Phrase, is_figure, is_sign, make_phrase
from extractors.layout.tables.drafts import Draft, GridCell
from extractors.layout.tables.edges import SAME_PLACE, Edge
from extractors.layout.tables.over_rows import LINE_GAP, over_two_rows
from extractors.layout.tables.sections import FIGURES, columns_below, is_entry
from schemas.page import Word

DRAWN = 0.6
"""Share of a place's side that edges must cover to close it."""
HEAD_LEVELS = 3
"""Rows that a head takes at most."""
REACH = 0.3
"""Share of a phrase that must lie in a column for the phrase to span it."""


def ruled_partings(chain: Sequence[Draft]) -> list[bool]:
    """For each column parting of a table, its sides included, whether a ruling is drawn there beside any of its rows.

    A page may end within a header, where no row shows the columns that its group heads span.
    """
    sides = [drawn_sides([e for e in draft.vertical if e.ruled], draft.xs, draft.ys) for draft in chain]
    return [any(map(any, of_parts)) for of_parts in zip(*sides, strict=True)]


def build_cells(draft: Draft, ruled_overleaf: Sequence[bool]) -> list[GridCell]:
    """Cells of ``draft``, sorted by row and column; every place of its grid belongs to one.

    Args:
        draft: a part of a table.
        ruled_overleaf: the ``ruled_partings`` of the whole.
    """
    m, n = draft.row_count, draft.column_count
    closed_right = drawn_sides(draft.vertical, draft.xs, draft.ys)
    closed_below = drawn_sides(draft.horizontal, draft.ys, draft.xs)
    words: list[list[list[Word]]] = [[[] for _ in range(n)] for _ in range(m)]
    joins: list[list[bool]] = [[False] * n for _ in range(m)]
    marked: set[tuple[int, int]] = set()
    for row in draft.rows:
        for phrase, after in zip(row.phrases, [*row.phrases[1:], None], strict=True):
            alone = len(phrase.words) == 1 and phrase.words[0].text in CURRENCIES
            if alone and after is not None and is_figure(after):
                _place_sign(phrase, after, draft, closed_right, words)
            elif phrase.words:
                _place(phrase, draft, closed_right, words, joins)
            else:
                marked.add((_at(draft.ys, phrase.cy), _at(draft.xs, phrase.cx)))
    for phrase in draft.turned:
        _place_turned(phrase, draft, closed_below, words)
    _span_sections(draft, closed_right, words, joins)
    parent = list(range(m * n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    ruled_column = [any(sides) or ruled for sides, ruled in zip(closed_right, ruled_overleaf, strict=True)]
    all_ruled = all(e.ruled for e in (*draft.vertical, *draft.horizontal))
    upright = closed_right if all_ruled else drawn_sides([e for e in draft.vertical if e.ruled], draft.xs, draft.ys)
    shaded_below = drawn_sides([e for e in draft.horizontal if not e.ruled], draft.ys, draft.xs)
    by_ruling_column = [any(sides) for sides in upright]
    for r, (sides, rulings) in enumerate(zip(zip(*closed_right, strict=True), zip(*upright, strict=True), strict=True)):
        row_is_ruled = any(rulings)
        row_is_painted = _is_painted(sides)
        for start, end in _stretches(sides[1:n]):
            if end - start == 1:
                continue
            groups = _stretches([not join for join in joins[r][start : end - 1]])
            printed = sum(
                1 for a, b in groups if any(words[r][c] or (r, c) in marked for c in range(start + a, start + b))
            )
            # A plain row between painted ones touches their shade, but has no painted sides of its own.
            own = (
                printed > 0
                and (sides[start] or sides[end])
                and all(shaded_below[r][c] and shaded_below[r + 1][c] for c in range(start, end))
            )
            for c in range(start, end - 1):
                missing = row_is_ruled and by_ruling_column[c + 1]
                missing = missing or ((row_is_painted or own) and ruled_column[c + 1])
                if joins[r][c] or (printed <= 1 and missing):
                    parent[root(r * n + c + 1)] = root(r * n + c)
    drawn_here = [any(row) for row in closed_below]
    by_ruling = closed_below if all_ruled else drawn_sides([e for e in draft.horizontal if e.ruled], draft.ys, draft.xs)
    ruled_here = [any(row) for row in by_ruling]
    for c, lines in enumerate(zip(*closed_below, strict=True)):
        for start, end in _stretches(lines[1:m]):
            if end - start == 1:
                continue
            # A head needs no line above it: the table's top closes its stretch as well.
            is_head = start == 0 and end <= HEAD_LEVELS and end < m
            # What goes on from the page before begins without a line, within its sides.
            begins = by_ruling[start][c] or (
                start == 0 and end < m and by_ruling[end][c] and upright[c][0] and upright[c + 1][0]
            )
            # Nor does what a page cuts have a line below it, be it the row or a cell of it that goes on overleaf.
            ends = by_ruling[end][c] or (
                end == m and (not any(by_ruling[m]) or _goes_on(words, upright, c, (start, end)))
            )
            ruled = ends and (begins or is_head)
            ruled = ruled or (is_head and shaded_below[0][c] and lines[end])
            closed = lines[start] and lines[end]
            labelled = closed and _holds_label(words, c, (start, end))
            for r in range(start, end - 1):
                is_painted = all(closed_right[k][r] and closed_right[k][r + 1] for k in (c, c + 1)) and closed
                parted = drawn_here[r + 1] if is_head else ruled_here[r + 1]
                if (ruled and parted) or (
                    is_painted and (labelled or (draft.method == "shaded" and _is_one(words, c, (start, end), r)))
                ):
                    parent[root((r + 1) * n + c)] = root(r * n + c)
    for r in range(m - 1) if draft.method != "ruled" else ():
        if not ruled_here[r + 1] and any(
            line and closed_right[c][r + 1] and closed_right[c + 1][r + 1] for c, line in enumerate(closed_below[r + 1])
        ):
            for c in _columns_over(words[r], words[r + 1]):
                if not closed_below[r + 1][c]:
                    parent[root((r + 1) * n + c)] = root(r * n + c)
    for r, c in over_two_rows(draft, words, closed_below):
        parent[root((r + 1) * n + c)] = root(r * n + c)
    return _rectangles(m, n, [root(i) for i in range(m * n)], words)


def _span_sections(
    draft: Draft, closed_right: Sequence[Sequence[bool]], words: list[list[list[Word]]], joins: list[list[bool]]
) -> None:
    """Let a lone line of words in a column of figures span the columns it is centred over."""
    filled = [[bool(held) for held in row] for row in words]
    if not any(sum(row) == 1 for row in filled[1:]):
        return
    signs = [[bool(held) and is_sign(make_phrase(held)) for held in row] for row in words]
    first = next((r for r, row in enumerate(signs) if sum(row) > 1), len(words))
    second = min((w.x0 for row in words for w in row[1]), default=draft.xs[1]) if draft.column_count > 1 else 0.0
    for r in range(max(1, first - 1), len(words)):
        if sum(filled[r]) != 1:
            continue
        c = filled[r].index(True)
        if is_entry(make_phrase(words[r][c])):
            continue
        figures, entries = sum(row[c] for row in signs), sum(row[c] for row in filled)
        span = (
            columns_below(make_phrase(words[r][c]), draft.xs, second)
            if c and figures >= FIGURES * (entries - 1) > 0
            else None
        )
        if span is None or any(closed_right[k + 1][r] for k in range(*span)):
            continue
        words[r][span[0]], words[r][c] = words[r][c], []
        for k in range(*span):
            joins[r][k] = True


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
    upright: Sequence[Sequence[bool]],
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
    if [w.text for w in upper] == [w.text for w in lower] or all(is_sign(make_phrase(held)) for held in (upper, lower)):
        return True
    height = min(w.bottom - w.top for w in lower)
    return min(w.top for w in lower) - max(w.bottom for w in upper) > LINE_GAP * height


def _stretches(closed: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of places with no line between them; ``closed`` says of each place but the last whether a line follows."""
    ends = [i + 1 for i, line in enumerate(closed) if line] + [len(closed) + 1]
    return list(pairwise([0, *ends]))


def drawn_sides(edges: Sequence[Edge], places: Sequence[float], cross: Sequence[float]) -> list[list[bool]]:
    """For each parting, which of the stretches between ``cross`` partings edges cover."""
    found = []
    ordered = sorted(edges)
    for at in places:
        first = bisect_left(ordered, (at - 2 * SAME_PLACE,))
        last = bisect_right(ordered, (at + 2 * SAME_PLACE,))
        here = sorted([(e.start, e.end) for e in ordered[first:last] if abs(e.at - at) <= SAME_PLACE])
        if not here:
            found.append([False] * (len(cross) - 1))
            continue
        row = []
        for start, end in pairwise(cross):
            covered, reach = 0.0, start
            for low, high in here:
                if high > reach and low < end:
                    covered += min(high, end) - max(low, reach)
                    reach = max(reach, high)
            row.append(covered >= DRAWN * (end - start) > 0)
        found.append(row)
    return found


def _at(places: Sequence[float], value: float) -> int:
    """Index of the stretch between partings that holds ``value``."""
    at = bisect_right(places, value) - 1
    last = len(places) - 2
    return last if at > last else 0 if at < 0 else at


def _place(
    phrase: Phrase,
    draft: Draft,
    closed_right: Sequence[Sequence[bool]],
    words: list[list[list[Word]]],
    joins: list[list[bool]],
) -> None:
    """Give the words of ``phrase`` to their places and note where it runs across a white parting."""
    xs = draft.xs
    r = _at(draft.ys, phrase.cy)
    c = _at(xs, phrase.x0)
    if phrase.x1 <= xs[c + 1]:
        words[r][c] += phrase.words
        return
    run: list[Word] = []
    first = _at(xs, phrase.words[0].cx)
    runs: list[list[Word]] = []
    column = first
    for word in phrase.words:
        c = _at(xs, word.cx)
        if run and any(closed_right[k][r] for k in range(column + 1, c + 1)):
            runs.append(run)
            run = []
        run.append(word)
        column = max(column, c) if run[:-1] else c
    runs.append(run)
    for run in runs:
        x0, x1 = min(w.x0 for w in run), max(w.x1 for w in run)
        width = max(x1 - x0, 0.1)
        reached = []
        best, best_share = _at(xs, (x0 + x1) / 2), 0.0
        for c in range(_at(xs, x0), _at(xs, x1) + 1):
            shared = min(x1, xs[c + 1]) - max(x0, xs[c])
            if shared > best_share:
                best, best_share = c, shared
            if shared > min(REACH * width, 0.5 * (xs[c + 1] - xs[c])):
                reached.append(c)
        if len(reached) > 1 and not any(closed_right[k][r] for k in range(reached[0] + 1, reached[-1] + 1)):
            for c in range(reached[0], reached[-1]):
                joins[r][c] = True
            words[r][reached[0]] += run
        else:
            words[r][best] += run


def _place_turned(
    phrase: Phrase, draft: Draft, closed_below: Sequence[Sequence[bool]], words: list[list[list[Word]]]
) -> None:
    """Give the words of a turned phrase to the place of its middle; drawn level lines part it into labels."""
    c = _at(draft.xs, phrase.cx)
    runs: list[list[Word]] = []
    row = 0
    for word in phrase.words:
        r = _at(draft.ys, word.cy)
        if not runs or any(closed_below[k][c] for k in range(min(row, r) + 1, max(row, r) + 1)):
            runs.append([])
        runs[-1].append(word)
        row = r
    for run in runs:
        words[_at(draft.ys, (min(w.top for w in run) + max(w.bottom for w in run)) / 2)][c] += run


def _place_sign(
    sign: Phrase,
    figure: Phrase,
    draft: Draft,
    closed_right: Sequence[Sequence[bool]],
    words: list[list[list[Word]]],
) -> None:
    """Give a sign of currency to the place of the figure after it: it may stand nearer to the figure before it."""
    r, own, c = _at(draft.ys, sign.cy), _at(draft.xs, sign.cx), _at(draft.xs, figure.cx)
    parted = any(closed_right[k][r] for k in range(own + 1, c + 1))
    words[r][own if parted else c] += sign.words


def _rectangles(m: int, n: int, roots: Sequence[int], words: Sequence[Sequence[list[Word]]]) -> list[GridCell]:
    if len(set(roots)) == m * n:
        return [GridCell(r, c, 1, 1, tuple(held)) for r, row in enumerate(words) for c, held in enumerate(row)]
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
