"""Heads over groups of columns: which columns a head spans, where no upright line shows it.

Signals, in order of precedence: a rule below the head runs over the columns; the heads of one line share all columns
but the first, each centred over its own; print below the last heads of a group is centred as its head is.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.layout.lines import Phrase, make_phrase
from extractors.layout.spaces import is_typed_space
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.rows.bands import column_of

SET_LEFT = 1.0
"""Points by which heads that begin at one place may differ."""
ON_LINE = 3.0
"""Points between a line and the parting of rows that it is."""
CLOSE = 0.5
"""Line heights of white between two lines of one head."""
CLEAR = 0.34
"""Font sizes of white between two heads that are no word space."""
SAME_MIDDLE = 2.0
"""Points by which the middles of two lines of a centred head may differ."""
RULE_REACH = 1.2
"""Line heights between a head and the rule below it."""
OVER = 3.0
"""Points by which a head may reach over the end of its rule."""
OFF_WHOLE = 0.03
"""Share of the width of all columns by which a lone line may miss their middle."""
OFF_MIDDLE = 0.08
"""Share of the width of a group by which its head may miss the middle where all groups have heads."""


class HeadColumns(NamedTuple):
    """The columns of a table as its heads show them."""

    xs: Sequence[float]
    """Partings."""
    prints: Sequence[tuple[float, float]]
    """Where the heads of each column begin and end, else its print."""


def head_columns(phrases: Sequence[Phrase], draft: Draft) -> HeadColumns:
    """The columns of ``draft``, parted as the heads are where a line of these prints one for each column.

    A head in the middle of its column may stand beside all figures of it, nearer to those of the next one.
    """
    xs, prints = list(draft.xs), [_print_of(k, draft) for k in range(draft.column_count)]
    middles = [x0 + x1 for x0, x1 in prints]
    for line in reversed(_lines(q for p in phrases for q in part_at_gaps(p, xs))):
        first = draft.column_count - len(line)
        if first not in (0, 1) or len(line) < 2 or (first and line[0].cx <= xs[1]):
            continue
        between = zip([-math.inf, *middles[:-1]], [*middles[1:], math.inf], strict=True)
        if all(low < 2 * p.cx < high for p, (low, high) in zip(line, list(between)[first:], strict=True)):
            prints[first:] = [(p.x0, p.x1) for p in line]
            figures = line[1 - first :]
            inner = [(a.x1 + b.x0) / 2 for a, b in pairwise(figures)]
            return HeadColumns([xs[0], min(xs[1], figures[0].x0), *inner, xs[-1]], prints)
    return HeadColumns(xs, prints)


def over_rules(phrases: Sequence[Phrase], columns: HeadColumns, rules: Sequence[Edge]) -> dict[int, tuple[int, int]]:
    """First and last column for the phrases right above each rule: those that it runs over, parted among them."""
    found: dict[int, tuple[int, int]] = {}
    for rule in rules:
        near = [
            p
            for p in phrases
            if p.x0 >= rule.start - OVER
            and p.x1 <= rule.end + OVER
            and -ON_LINE <= rule.at - p.bottom <= RULE_REACH * (p.bottom - p.top)
        ]
        over = sorted((p for p in near if p.cy >= max(q.cy for q in near) - ON_LINE), key=lambda p: p.x0)
        under = [
            k for k, (x0, x1) in enumerate(columns.prints) if rule.start - OVER <= (x0 + x1) / 2 <= rule.end + OVER
        ]
        if not over or len(under) < len(over):
            continue
        left = _set_left(over, phrases, columns, end=under[-1])
        if left:
            found |= left
            continue
        first = under[0]
        for i, phrase in enumerate(over):
            last = under[-1] - (len(over) - 1 - i)
            last = last if i == len(over) - 1 else _best_end(phrase, first, last, columns)
            found[id(phrase)] = first, last
            first = last + 1
    return found


def part_at_gaps(phrase: Phrase, xs: Sequence[float]) -> list[Phrase]:
    """The phrase, parted between words where more than a word space lies at a parting: heads may all but touch."""
    words = phrase.words
    starts = [
        i
        for i, (a, b) in enumerate(pairwise(words), 1)
        if b.x0 - a.x1 >= CLEAR * max(a.size, b.size)
        and not is_typed_space(a, b)
        and any(a.cx < x < b.cx for x in xs[1:-1])
    ]
    at = [0, *starts, len(words)]
    return [make_phrase(words[a:b]) for a, b in pairwise(at)] if starts else [phrase]


def tile_columns(phrases: Sequence[Phrase], columns: HeadColumns) -> dict[int, tuple[int, int]]:
    """Columns of the heads on the first line, where these share all columns but the first among them.

    Each is centred over its columns, and some over several: so it is with heads of groups, and not with the first lines
    of heads that have more lines than others.
    """
    line = [p for p in phrases if abs(p.cy - phrases[0].cy) < ON_LINE and p.cx > columns.xs[1]]
    line.sort(key=lambda p: p.x0)
    first, end = 1, len(columns.xs) - 2
    if not 0 < len(line) < end or (len(line) == 1 and column_of(line[0], columns.xs) is not None):
        return {}
    found = _set_left(line, phrases, columns, end=end)
    if found:
        return found
    grouped: list[Phrase] = []
    for i, phrase in enumerate(line):
        last = end - (len(line) - 1 - i)
        last = last if i == len(line) - 1 else _best_end(phrase, first, last, columns)
        if _off_middle(phrase, first, last, columns) > max(
            OVER, OFF_MIDDLE * (columns.xs[last + 1] - columns.xs[first])
        ):
            return {}
        found[id(phrase)] = first, last
        grouped += [phrase] if last > first else []
        first = last + 1
    # One alone may be the first line of the head in the middle of its columns.
    lone = len(grouped) == 1 and any(
        q.cy - grouped[0].cy > 0
        and q.top - grouped[0].bottom <= CLOSE * (q.bottom - q.top)
        and _is_in_line(grouped[0], q)
        for q in phrases
    )
    return {} if lone else found


def _set_left(
    line: Sequence[Phrase], phrases: Sequence[Phrase], columns: HeadColumns, *, end: int
) -> dict[int, tuple[int, int]]:
    """Columns, up to ``end``, of the heads on a line, where several of them begin where the heads right below them do.

    Each reaches as far as the next one; a head with none below it has one column. Lines of one head below each other go
    on in small letters.
    """
    lower = next((own for own in _lines(phrases) if own[0].cy - line[0].cy >= ON_LINE), [])
    under = {column: p for p in lower if (column := column_of(p, columns.xs)) is not None}
    placed = [(p, bisect_right(columns.xs, p.x0 + SET_LEFT) - 1) for p in line]
    groups = [(p, column) for p, column in placed if column in under]
    if len(groups) < 2 or not all(_begins_at(p, under[column]) for p, column in groups):
        return {}
    ends = [column - 1 for _, column in placed[1:]] + [end]
    found = {id(p): (c, last if c in under else c) for (p, c), last in zip(placed, ends, strict=True)}
    whole = all(k in under for p, c in groups for k in range(c, found[id(p)][1] + 1))
    return found if whole and any(last > first for first, last in found.values()) else {}


def _begins_at(head: Phrase, below: Phrase) -> bool:
    return abs(head.x0 - below.x0) <= SET_LEFT and not below.text[:1].islower()


def repeat_columns(phrases: Sequence[Phrase], columns: HeadColumns) -> dict[int, tuple[int, int]]:
    """Columns of the heads on the first line, where the heads of single columns repeat below: one group for each time.

    Figures at the right of wide columns leave the heads of their groups off the middle, all by as much. So they do of a
    last group that has further columns.
    """
    first, *others = _lines(phrases)
    first = [p for p in first if p.cx > columns.xs[1]]
    end = len(columns.xs) - 2
    for line in others:
        under = [p for p in line if p.cx > columns.xs[1]]
        if len(under) != end or [column_of(p, columns.xs) for p in under] != [*range(1, end + 1)]:
            continue
        texts = [p.text for p in under]
        starts = [k for k, text in enumerate(texts) if text == texts[0]]
        size = starts[1] if len(starts) > 1 else 0
        whole = all(texts[k : k + size] == texts[:size] and k % size == 0 for k in starts) if size > 1 else False
        groups = [(k + 1, k + size) for k in starts]
        if not whole or len(first) != len(groups) or len({*texts[:size]} & {*texts[starts[-1] + size :]}):
            return {}
        middles = [(columns.prints[a][0] + columns.prints[b][1]) / 2 for a, b in groups]
        off = sum(p.cx - middle for p, middle in zip(first[:-1], middles, strict=False)) / (len(first) - 1)
        a, b = groups[-1]
        ends = range(b, end + 1)
        last = min(ends, key=lambda k: abs(columns.prints[a][0] + columns.prints[k][1] - 2 * (first[-1].cx - off)))
        groups[-1] = a, last
        if all(columns.xs[a] < p.cx < columns.xs[b + 1] for p, (a, b) in zip(first, groups, strict=True)):
            return {id(p): group for p, group in zip(first, groups, strict=True)}
        return {}
    return {}


def are_lines(phrases: Sequence[Phrase], columns: HeadColumns) -> bool:
    """Whether lines above the last one are surely those of heads in one column, and head no group of columns.

    Each stands in line with the next line of its column, and print is missing beside it on one side at most: a head
    over three columns stands in line with the second.
    """
    lines: list[list[tuple[int, Phrase]]] = []
    for phrase in phrases:
        column = column_of(phrase, columns.xs)
        if column is None:
            return False
        if lines and phrase.cy - lines[-1][0][1].cy < ON_LINE:
            lines[-1].append((column, phrase))
        else:
            lines.append([(column, phrase)])
    for upper, lower in pairwise(lines):
        filled = {c for c, _ in upper}
        under = dict(lower)
        for c, p in upper:
            q = under.get(c)
            beside = [k for k in (c - 1, c + 1) if 0 < k < len(columns.xs) - 1 and k not in filled]
            if q is None or len(beside) > 1 or not _is_in_line(p, q):
                return False
    return len(lines) > 1


def _is_in_line(p: Phrase, q: Phrase) -> bool:
    return min(abs(p.x0 - q.x0), abs(p.x1 - q.x1), abs(p.cx - q.cx)) <= SAME_MIDDLE


def _best_end(head: Phrase, first: int, last: int, columns: HeadColumns) -> int:
    """The last of the columns from ``first`` on that the head is centred over."""
    return min(range(first, last + 1), key=lambda k: (_off_middle(head, first, k, columns), k))


def _off_middle(head: Phrase, first: int, last: int, columns: HeadColumns) -> float:
    """Points by which the head misses the middle of its columns, or of their print."""
    (x0, _), (_, x1) = columns.prints[first], columns.prints[last]
    return min(
        abs(left + right - 2 * head.cx) / 2 for left, right in ((columns.xs[first], columns.xs[last + 1]), (x0, x1))
    )


def _print_of(column: int, draft: Draft) -> tuple[float, float]:
    """Where the print of a column begins and ends, else the column."""
    x0, x1 = draft.xs[column], draft.xs[column + 1]
    held = [p for row in draft.rows for p in row.phrases if x0 <= p.x0 and p.x1 <= x1]
    return (min(p.x0 for p in held), max(p.x1 for p in held)) if held else (x0, x1)


def centred_over(
    phrases: Sequence[Phrase], xs: Sequence[float], over: dict[int, tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Columns of the print that is centred as the heads ``over`` groups of columns are, on lines that hold no other.

    It says the unit of the group below its last heads. A lone line may be centred over all columns but the first.
    """
    groups = [(over[id(p)], p.cx) for p in phrases if id(p) in over and over[id(p)][0] < over[id(p)][1]]
    last = len(xs) - 2
    found: dict[int, tuple[int, int]] = {}
    lines: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.cx > xs[1] and id(phrase) not in over:
            lines.setdefault(round(phrase.cy), []).append(phrase)
    slack = max(OVER, OFF_WHOLE * (xs[last + 1] - xs[1]))
    for line in lines.values():
        near = len(line) == 1 and abs((xs[1] + xs[last + 1]) / 2 - line[0].cx) <= slack
        every = [*groups, ((1, last), line[0].cx)] if near else groups
        met = [
            next((g for g, middle in every if abs(middle - p.cx) <= OVER and _is_last(p, g, phrases, xs)), None)
            for p in line
        ]
        inside = [any(a <= columns_under(p, xs)[0] <= b for (a, b), _ in every) for p in line]
        if all(g is not None or not held for g, held in zip(met, inside, strict=True)):
            found |= {id(p): g for p, g in zip(line, met, strict=True) if g is not None}
    return found


def _lines(phrases: Iterable[Phrase]) -> list[list[Phrase]]:
    """The phrases by line, each left to right."""
    lines: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=lambda p: p.cy):
        if lines and phrase.cy - lines[-1][0].cy < ON_LINE:
            lines[-1].append(phrase)
        else:
            lines.append([phrase])
    return [sorted(line, key=lambda p: p.x0) for line in lines]


def _is_last(phrase: Phrase, group: tuple[int, int], phrases: Sequence[Phrase], xs: Sequence[float]) -> bool:
    """Whether no head of the columns stands below the phrase."""
    x0, x1 = xs[group[0]], xs[group[1] + 1]
    return not any(p.cy > phrase.cy + ON_LINE and x0 < p.cx < x1 for p in phrases)


def columns_under(phrase: Phrase, xs: Sequence[float]) -> tuple[int, int]:
    """First and last column that the phrase stands over."""
    column = column_of(phrase, xs)
    if column is not None:
        return column, column
    last = len(xs) - 2
    return (min(max(bisect_right(xs, phrase.x0 + OVER) - 1, 0), last), max(bisect_right(xs, phrase.x1 - OVER) - 1, 0))
