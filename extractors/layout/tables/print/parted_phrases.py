"""Phrases that run from one column into the next → phrases of one column each.

Signals, in order of precedence: an upright line between two words; a parting drawn elsewhere in the table, where all
such run between words; a word that begins where the print of its column does; words of each column that stand over the
next lines of their own columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import groupby, pairwise, takewhile
from statistics import median_low

from extractors.layout.lines import Phrase, TextRow, is_figure, make_phrase, make_row, part_row
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.lines.frames import is_ruled_inside, partings
from extractors.layout.tables.print.aligned import is_lone_head
from extractors.layout.tables.print.fused_words import parted_word
from schemas.page import Word

ROWS_MIN = 3
"""Entries that show where a column begins."""
RULES_MIN = 3
"""Rules side by side that show columns; two may be those of groups."""
ON_EDGE = 2.0
"""Points by which a word may miss the common edge of its column."""
HAIR = 1.0
"""Points by which print may reach over a line."""
WORD_GAP = 0.12
"""Font sizes between two words that may stand in two columns."""
SPACE = 0.4
"""Font sizes between two words of one line at most."""
WIDER = 1.5
"""Factor by which a space between two heads is wider than those between words of one."""
OVERHANG = 5.0
"""Points by which a line of a head may reach over the middle between other lines of it and of the one beside it."""
NEXT_LINE = 0.6
"""Line heights of white between two lines of one head at most."""
SAME_MIDDLE = 1.0
"""Points by which lines of one head may differ in their middles."""
SAME_LEFT = 0.5
"""Points by which they may differ in where they begin."""


def part_phrases(chain: Sequence[Draft]) -> None:
    """Part phrases at the column partings of drafts that make one table."""
    for draft in chain:
        if draft.vertical:
            places = [e.at for e in draft.vertical]
            draft.rows = [
                part_row(row, partial(_parted_by_lines, lines=draft.vertical, places=places)) for row in draft.rows
            ]
            draft.rows = _parted_below_lines(draft)
    shown = [partings(draft.vertical, draft.box.x0, draft.box.x1)[1:-1] for draft in chain]
    for draft, places in zip(chain, shown, strict=True):
        if not places and any(shown):
            every = [x for other in shown for x in other]
            draft.rows = [part_row(row, partial(_parted_in_gaps, places=every)) for row in draft.rows]
    if not any(is_ruled_inside(draft.vertical, draft.box) for draft in chain):
        xs = chain[0].xs
        # What runs across a parting is heads, mostly; many tables have none.
        lefts = _left_edges(chain, xs) if any(_run_across(draft) for draft in chain) else {}
        for draft in chain:
            _part_over_rules(draft)
            across = _run_across(draft)
            part = partial(_parted_at, xs=xs, lefts=lefts)
            parted = {i: part_row(draft.rows[i], part) for i in across if not is_lone_head(i, draft.rows)}
            draft.rows = [parted.get(i, row) for i, row in enumerate(draft.rows)]
            _part_over_next_lines(draft, across)


def _run_across(draft: Draft) -> list[int]:
    """The rows that print across a parting of columns."""
    xs = draft.xs
    return [i for i, row in enumerate(draft.rows) if not all(_is_in_one_column(p, xs) for p in row.phrases)]


def _part_over_rules(draft: Draft) -> None:
    """Part the line right above rules side by side, one for each column, between words that stand over two of them."""
    for at, rules in groupby(draft.spanners, key=lambda e: e.at):
        every = sorted((e.start, e.end) for e in rules)
        # A rule typed word by word is the whole of its words as well.
        sides = [a for a in every if not any(a != b and a[0] <= b[0] and b[1] <= a[1] for b in every)]
        if len(sides) < RULES_MIN or len(sides) < len(draft.xs) - 2:
            continue
        i = max((i for i, row in enumerate(draft.rows) if row.cy < at), default=None)
        if i is not None:
            places = [(a[1] + b[0]) / 2 for a, b in pairwise(sides)]
            draft.rows[i] = part_row(draft.rows[i], partial(_parted_in_gaps, places=places))


def _part_over_next_lines(draft: Draft, across: Sequence[int]) -> None:
    """Part phrases whose words of each column stand over the next line of their own column.

    A head over several columns has its middle over that of all, and its words over those of each only by chance.

    Args:
        draft: a part of a table.
        across: its rows that print across a parting.
    """
    rows = draft.rows
    for i in reversed(across):
        parted: list[Phrase] = []
        for phrase in rows[i].phrases:
            if _is_in_one_column(phrase, draft.xs):
                parted.append(phrase)
                continue
            reach = phrase.bottom + NEXT_LINE * (phrase.bottom - phrase.top)
            near = takewhile(lambda row, reach=reach: row.top <= reach, rows[i + 1 :])  # type: ignore[misc]
            parted += _parted_over(phrase, [p for row in near for p in row.phrases], draft.xs)
        if len(parted) > len(rows[i].phrases):
            rows[i] = make_row(parted)


def _parted_over(phrase: Phrase, below: Sequence[Phrase], xs: Sequence[float]) -> list[Phrase]:
    """The phrase by column where each part has its next line in its own column, all in one way."""
    parts: dict[int, list[Word]] = {}
    for word in phrase.words:
        column = bisect_right(xs, word.cx) - 1
        if not 0 <= column < len(xs) - 1 or word.x0 < xs[column] - OVERHANG or word.x1 > xs[column + 1] + OVERHANG:
            return [phrase]
        parts.setdefault(column, []).append(word)
    if len(parts) < 2:
        return [phrase]
    found = {column: make_phrase(words) for column, words in parts.items()}
    lines = {
        c: next((p for p in below if xs[c] <= p.x0 and p.x1 <= xs[c + 1] and p.x0 < q.x1 and p.x1 > q.x0), None)
        for c, q in found.items()
    }
    pairs = [(part, line) for c, part in found.items() if (line := lines[c]) is not None]
    alike = all(abs(a.cx - b.cx) <= SAME_MIDDLE for a, b in pairs) or all(
        abs(a.x0 - b.x0) <= SAME_LEFT for a, b in pairs
    )
    shown = len(pairs) == len(found) or (bool(pairs) and _stand_apart(phrase, list(parts.values())))
    return list(found.values()) if alike and shown else [phrase]


def _stand_apart(phrase: Phrase, parts: Sequence[Sequence[Word]]) -> bool:
    """Whether more is free between the parts of a phrase than between any two words of one of them."""
    spaces = [b.x0 - a.x1 for part in parts for a, b in pairwise(part)]
    between = min(b[0].x0 - a[-1].x1 for a, b in pairwise(parts))
    return bool(spaces) and between > SPACE * phrase.size and between > WIDER * max(spaces)


def _is_in_one_column(phrase: Phrase, xs: Sequence[float]) -> bool:
    """Whether no parting runs through the phrase."""
    return bisect_left(xs, phrase.x0) == bisect_right(xs, phrase.x1)


def _is_word(word: Word) -> bool:
    """Whether no column may begin with the word where figures alone do, being as wide as each other."""
    return len(word.text) > 1 and word.text[0].isalpha()


def _left_edges(chain: Sequence[Draft], xs: Sequence[float]) -> dict[int, list[tuple[float, bool]]]:
    """Where the entries of each column begin, and whether they are figures, for columns with several.

    The first word in a column of a phrase that runs into it may be an entry: line by line both cells may touch.
    """
    found: dict[int, list[tuple[float, bool]]] = {}
    for draft in chain:
        for row in draft.rows:
            for phrase in row.phrases:
                c = bisect_right(xs, phrase.x0) - 1
                if 0 < c < len(xs) - 1:
                    found.setdefault(c, []).append((phrase.x0, is_figure(phrase)))
                for before, word in pairwise(phrase.words) if not _is_in_one_column(phrase, xs) else ():
                    c = bisect_right(xs, word.x0 + ON_EDGE) - 1
                    if before.cx < xs[c] and 0 < c < len(xs) - 1:
                        found.setdefault(c, []).append((word.x0, False))
    return {c: values for c, values in found.items() if len(values) >= ROWS_MIN}


def _parted_by_lines(phrase: Phrase, lines: Sequence[Edge], places: Sequence[float]) -> list[Phrase]:
    """The phrase, parted between words where an upright line stands: print may touch the next cell's.

    Args:
        phrase: the phrase.
        lines: the upright lines of its table, left to right.
        places: where these stand.
    """
    low, high = bisect_right(places, phrase.x0 + HAIR), bisect_left(places, phrase.x1 - HAIR)
    passing = [e.at for e in lines[low:high] if e.start <= phrase.cy <= e.end]
    if not passing:
        return [phrase]
    words = [piece for word in phrase.words for piece in parted_word(word, passing)]
    found = []
    start = 0
    for i in range(1, len(words)):
        if any(words[i - 1].cx < x < words[i].cx for x in passing):
            found.append(make_phrase(words[start:i]))
            start = i
    return [*found, make_phrase(words[start:]) if start else phrase]


def _parted_below_lines(draft: Draft) -> list[TextRow]:
    """The rows, those below the last upright line parted where such lines would run: they may part the heads alone."""
    ruled = [e for e in draft.vertical if e.ruled]
    places = partings(ruled, draft.box.x0, draft.box.x1)[1:-1]
    end = max((e.end for e in ruled), default=draft.box.bottom)
    return [
        part_row(row, partial(_parted_in_gaps, places=places))
        if places and row.top > end and len(row.phrases) > 1
        else row
        for row in draft.rows
    ]


def _parted_in_gaps(phrase: Phrase, places: Sequence[float]) -> list[Phrase]:
    """The phrase, parted where a parting drawn elsewhere in the table runs between two words, if all such do."""
    words = phrase.words
    starts = []
    for x in places:
        if not phrase.x0 + HAIR < x < phrase.x1 - HAIR:
            continue
        i = next((k for k, word in enumerate(words) if word.x1 - HAIR > x), len(words))
        if i < len(words) and words[i].x0 < x - HAIR:
            return [phrase]
        if 0 < i < len(words):
            starts.append(i)
    edges = sorted({0, *starts, len(words)})
    return [make_phrase(words[a:b]) for a, b in pairwise(edges)] if len(edges) > 2 else [phrase]


def _parted_at(phrase: Phrase, xs: Sequence[float], lefts: dict[int, list[tuple[float, bool]]]) -> list[Phrase]:
    """The phrase, parted where it runs into the next column and a word begins at the edge of that.

    A bold one that begins off the edge of its own column, with no more than spaces in it, is a head over several.
    """
    if _is_in_one_column(phrase, xs):
        return [phrase]
    words = phrase.words
    found: list[Phrase] = []
    start = 0
    is_head = len(words) > 1 and all(w.bold for w in words) and _is_off_edge(phrase.x0, xs, lefts)
    for i in range(1, len(words)):
        word, before = words[i], words[i - 1]
        c = next((k for k in range(1, len(xs) - 1) if before.x1 <= xs[k] + ON_EDGE and word.cx > xs[k]), None)
        gap = word.x0 - before.x1
        if c is None or before.cx > xs[c] or c not in lefts or gap < WORD_GAP * word.size:
            continue
        if _is_on_edge(word.x0, lefts[c], word) and not (is_head and gap <= SPACE * word.size):
            found.append(make_phrase(words[start:i]))
            start = i
    return [*found, make_phrase(words[start:]) if start else phrase]


def _is_off_edge(x: float, xs: Sequence[float], lefts: dict[int, list[tuple[float, bool]]]) -> bool:
    """Whether print begins elsewhere than most of the column that ``x`` lies in."""
    own = bisect_right(xs, x) - 1
    return own in lefts and _begins_there(lefts[own]) and not _is_on_edge(x, lefts[own])


def _is_on_edge(x: float, lefts: Sequence[tuple[float, bool]], word: Word | None = None) -> bool:
    """Whether most print of a column begins at ``x``, as ``word`` may."""
    near = (figure for left, figure in lefts if abs(left - x) <= ON_EDGE)
    on_edge = sum(1 for figure in near if not (figure and word is not None and _is_word(word)))
    return on_edge >= max(ROWS_MIN, 0.5 * len(lefts))


def _begins_there(lefts: Sequence[tuple[float, bool]]) -> bool:
    """Whether most print of a column begins at one place."""
    return _is_on_edge(median_low(x for x, _ in lefts), lefts)
