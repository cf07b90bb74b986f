"""Header rows of tables without upright lines: stacks of lines, and rules below the heads of groups.

Lines of one head follow each other in their column, whatever stands beside them: a head of three lines beside the head
of a group with heads below it. So the header is read column by column, and not row by row:

1. it reaches down to the last line over the whole width above the figures, else to where its rows were found to end;
2. lines in the same columns are one head, unless a rule, an empty space or a number of the column stands between;
3. a rule shorter than the table goes below the head of a group: that spans the columns over which the rule runs;
4. rows of the header are the fewest that keep apart what stands above each other in a column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.lines import Phrase, is_sign, is_year
from extractors.layout.tables.heads.column_numbers import counts_up
from extractors.layout.tables.heads.head_groups import (
    CLOSE,
    ON_LINE,
    SAME_MIDDLE,
    HeadColumns,
    are_lines,
    centred_over,
    columns_under,
    head_columns,
    over_rules,
    part_at_gaps,
    repeat_columns,
    tile_columns,
)
from extractors.layout.tables.lines.drafts import Draft, GridCell
from extractors.layout.tables.lines.edges import Edge

WHOLE_WIDTH = 0.85
"""Share of the table's width that the line below a header takes."""
ASTRIDE = 0.3
"""Share of the height of a line that must lie above a parting and below it for the line to stand in both rows."""
FIGURES = 2
"""Figures on one line from which it is one of the body."""
LINES = 12
"""Lines of a header at most."""


@dataclass(slots=True)
class _Head:
    """Lines of one head and the columns they stand over."""

    phrases: list[Phrase]
    first: int
    last: int

    @property
    def x0(self) -> float:
        return min(p.x0 for p in self.phrases)

    @property
    def x1(self) -> float:
        return max(p.x1 for p in self.phrases)

    @property
    def top(self) -> float:
        return min(p.top for p in self.phrases)

    @property
    def bottom(self) -> float:
        return max(p.bottom for p in self.phrases)

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2


def stack_heads(draft: Draft, header_rows: int) -> int:
    """Read the header of ``draft`` anew, whose first ``header_rows`` rows it was found to be; the header rows then."""
    if draft.vertical or draft.turned:
        return header_rows
    rows = max(_rows_above_line(draft), header_rows)
    end = draft.ys[rows]
    rules = [e for e in draft.spanners if draft.ys[0] + ON_LINE < e.at < end - ON_LINE]
    phrases = sorted((p for row in draft.rows for p in row.phrases if p.cy < end), key=lambda p: (p.bottom, p.x0))
    if rows >= draft.row_count or not phrases or any(not p.words for p in phrases):
        return header_rows
    columns = head_columns(phrases, draft)
    over = over_rules(phrases, columns, rules)
    phrases = [q for p in phrases for q in ([p] if id(p) in over else part_at_gaps(p, columns.xs))]
    over = over if rules else tile_columns(phrases, columns) or repeat_columns(phrases, columns)
    if not over and not are_lines(phrases, columns):
        return header_rows
    over |= centred_over(phrases, columns.xs, over)
    heads = _stacks(phrases, columns, over, rules)
    cuts = _cuts(heads)
    ys = [draft.ys[0], *cuts, end]
    made = _cells(heads, ys, draft.column_count)
    below = [c._replace(row=c.row + len(ys) - 1 - rows) for c in draft.cells if c.row >= rows]
    if any(c.row < rows < c.row + c.row_span for c in draft.cells):
        return header_rows
    draft.cells = [*made, *below]
    draft.ys = [*ys, *draft.ys[rows + 1 :]]
    return len(ys) - 1


def _rows_above_line(draft: Draft) -> int:
    """Rows above the last line over the whole width that stands above the figures; 0 where none does."""
    whole = [e.at for e in draft.horizontal if e.ruled and e.length > WHOLE_WIDTH * draft.box.width]
    body = next((row.cy for row in draft.rows if _is_of_body(row.phrases)), None)
    if body is None:
        return 0
    places = [y for y in whole if draft.rows[0].cy < y < body]
    while len(places) > 1 and sum(len(row.phrases) for row in draft.rows if places[-2] < row.cy < places[-1]) < 2:
        places.pop()
    if not places or sum(1 for row in draft.rows if row.cy < places[-1]) > LINES:
        return 0
    return next((i for i, y in enumerate(draft.ys) if i and abs(y - places[-1]) <= ON_LINE), 0)


def _is_of_body(phrases: Sequence[Phrase]) -> bool:
    """Whether several figures stand on the line that are neither years nor numbers of the columns."""
    figures = [p for p in phrases if is_sign(p) and not is_year(p)]
    return len(figures) >= FIGURES and not counts_up(figures)


def _numbers_column(phrase: Phrase) -> bool:
    """Whether the phrase is a number or letter of a column: "(3)", "B"."""
    mark = phrase.text.strip("()[]")
    return len(mark) == 1 or (len(mark) == 2 and mark.isdigit())


def _stacks(
    phrases: Sequence[Phrase], columns: HeadColumns, over: dict[int, tuple[int, int]], rules: Sequence[Edge]
) -> list[_Head]:
    """The lines of print as heads; ``over`` has the columns of those that span several."""
    heads: list[_Head] = []
    for phrase in phrases:
        first, last = over.get(id(phrase)) or columns_under(phrase, columns.xs)
        for head in reversed(heads):
            if head.first <= last and head.last >= first:
                if _goes_on(head, phrase, (first, last), rules, heads):
                    head.phrases.append(phrase)
                    head.first, head.last = min(head.first, first), max(head.last, last)
                else:
                    heads.append(_Head([phrase], first, last))
                break
        else:
            heads.append(_Head([phrase], first, last))
    return heads


def _goes_on(
    head: _Head, phrase: Phrase, columns: tuple[int, int], rules: Sequence[Edge], heads: Sequence[_Head]
) -> bool:
    """Whether the phrase is a further line of the head above it."""
    above = head.phrases[-1]
    height = phrase.bottom - phrase.top
    if abs(phrase.cy - above.cy) < CLOSE * height:
        return columns == (head.first, head.last)  # Beside each other in one column.
    if phrase.top - above.bottom > CLOSE * height or _is_ruled_between(above, phrase, rules):
        return False
    if _numbers_column(phrase) and not is_sign(above):
        return False
    if columns == (head.first, head.last):
        return columns[0] == columns[1] or abs(above.cx - phrase.cx) <= SAME_MIDDLE
    lone = not any(
        other is not head and other.first <= head.last and other.last >= head.first and other.bottom > above.bottom
        for other in heads
    )
    return lone and abs(above.cx - phrase.cx) <= SAME_MIDDLE


def _is_ruled_between(above: Phrase, below: Phrase, rules: Sequence[Edge]) -> bool:
    x0, x1 = max(above.x0, below.x0), min(above.x1, below.x1)
    return any(above.cy < e.at < below.cy and e.start < x1 and e.end > x0 for e in rules)


def _cuts(heads: Sequence[_Head]) -> list[float]:
    """The fewest heights that keep apart all heads which stand above each other in a column."""
    gaps = [
        (upper.bottom, lower.top)
        for upper in heads
        for lower in heads
        if upper is not lower and upper.first <= lower.last and upper.last >= lower.first and _is_above(upper, lower)
    ]
    cuts: list[float] = []
    gaps = sorted(((min(a, b), max(a, b)) for a, b in gaps), key=lambda gap: (gap[1], gap[0]))
    while gaps:
        end = gaps[0][1]
        met = [gap for gap in gaps if gap[0] <= end]
        cuts.append((max(a for a, _ in met) + end) / 2)
        gaps = [gap for gap in gaps if gap[0] > end]
    return cuts


def _is_above(upper: _Head, lower: _Head) -> bool:
    return upper.phrases[-1].cy < lower.phrases[0].cy and lower.top > upper.phrases[-1].cy


def _reach_up(owner: dict[tuple[int, int], int], columns: int) -> None:
    """Let heads of one column reach up to the top of the header, where one that has none above does so by itself."""
    own = {c: {r for r, k in owner if k == c} for c in range(columns)}
    tops = {c: min(rows) for c, rows in own.items() if rows}
    wide = {owner[r, c] for r, c in owner if owner.get((r, c + 1)) == owner[r, c]}
    single = {c: (top, owner[top, c]) for c, top in tops.items() if owner[top, c] not in wide}
    if any(top == 0 and owner.get((1, c)) == head for c, (top, head) in single.items()):
        for c, (top, head) in single.items():
            owner |= {(r, c): head for r in range(top)}


def _cells(heads: Sequence[_Head], ys: Sequence[float], columns: int) -> list[GridCell]:
    """Cells of the header: each head over the rows that its lines stand in."""
    rows = len(ys) - 1
    owner: dict[tuple[int, int], int] = {}
    held: list[list[Phrase]] = []
    for head in sorted(heads, key=lambda h: (h.first - h.last, h.top, h.x0)):
        trim = ASTRIDE * (head.phrases[0].bottom - head.phrases[0].top)
        top = min(max(bisect_right(ys, head.phrases[0].top + trim) - 1, 0), rows - 1)
        bottom = min(max(bisect_right(ys, head.phrases[-1].bottom - trim) - 1, top), rows - 1)
        places = [(r, c) for r in range(top, bottom + 1) for c in range(head.first, head.last + 1)]
        free = [place for place in places if place not in owner]
        if len(free) < len(places):
            # Heads of narrow columns come after those of groups and keep clear of them.
            place = next((p for p in reversed(places) if p not in owner), None)
            if place is None:
                held[owner[places[-1]]] += head.phrases
                continue
            free = [place]
        owner |= dict.fromkeys(free, len(held))
        held.append(list(head.phrases))
    _reach_up(owner, columns)
    made = []
    for i, phrases in enumerate(held):
        places = [place for place, own in owner.items() if own == i]
        (top, left), (bottom, right) = min(places), max(places)
        words = tuple(w for p in sorted(phrases, key=lambda p: (p.cy, p.x0)) for w in p.words)
        made.append(GridCell(top, left, bottom - top + 1, right - left + 1, words))
    made += [GridCell(r, c, 1, 1, ()) for r in range(rows) for c in range(columns) if (r, c) not in owner]
    return sorted(made)
