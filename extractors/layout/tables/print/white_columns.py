"""Columns that white space shows between two drawn partings of a table.

The heads of groups of columns bridge no gap between these, and turned labels side by side part columns that hold no
print. Rulings that part the head alone say nothing of the body below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from extractors.layout.lines import Phrase, is_sign
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.print.columns import GAP_ROWS_MIN, find_columns
from extractors.layout.tables.print.joined_columns import Column

SAME_PARTING = 5.0
"""Points by which one parting may differ from page to page."""
ROWS_MIN = 3
"""Rows that must show such a gap."""
CLEAR_GAP = 1.0
"""Font sizes of white that part columns inside a ruled column."""
LABEL_VOTES = 3
"""Rows that labels side by side count for: each stands for a column of its own."""
HAIR = 1.0
"""Points by which print may stick out of its column."""
HEAD_LINES = 6
"""Lines of print among which those of the head are."""
SIGN_SHARE = 0.7
"""Share of signs in what stands below the heads of signs: names of sections stand there as well."""
ON_AXIS = 0.9
"""Share of them that stands below one of the heads."""
OFF_AXIS = 0.3
"""Share of the way from one head to the next by which a sign may miss the middle of its own."""
RULED_DOWN = 0.5
"""Share of a table's height down which a ruling runs that parts its columns."""
SPANNER = 0.6
"""Share of a table's width below which a line stands below the head of a group of columns."""


def is_ruled_down(chain: Sequence[Draft]) -> bool:
    """Whether a ruling that parts columns runs down half of a table: those of its head say nothing of its body."""
    return any(
        e.ruled and d.box.x0 + SAME_PARTING < e.at < d.box.x1 - SAME_PARTING and e.length >= RULED_DOWN * d.box.height
        for d in chain
        for e in d.vertical
    )


def are_headed(columns: Sequence[Column], chain: Sequence[Draft]) -> bool:
    """Whether each of the columns has a head of words, and signs."""
    phrases = [p for draft in chain for row in draft.rows for p in row.phrases]
    held = [[is_sign(p) for p in phrases if c.x0 - HAIR <= p.x0 and p.x1 <= c.x1 + HAIR] for c in columns]
    return all(any(signs) and not all(signs) for signs in held)


def rows_below_groups(chain: Sequence[Draft]) -> list[list[list[Phrase]]]:
    """The rows of each draft, but for heads of groups of columns and for heads that are printed again."""
    found = []
    for draft in chain:
        groups = _group_heads(draft)
        rows = draft.rows[_printed_again(chain[0], draft) :]
        found.append([[p for p in row.phrases if p not in groups] if groups else list(row.phrases) for row in rows])
    return found


def white_columns(
    chain: Sequence[Draft],
    printed: Sequence[Sequence[Sequence[Phrase]]],
    left: float,
    right: float,
    *,
    ruled: bool,
) -> list[Column]:
    """Columns that white space shows between two drawn partings.

    Args:
        chain: the parts of the table.
        printed: what :func:`rows_below_groups` gives of them.
        left: the one parting.
        right: the other one.
        ruled: whether rulings part columns all the way down.
    """
    rows: list[list[Phrase]] = []
    loose: list[Phrase] = []
    low, high = left - 2, right + 2
    for draft, own in zip(chain, printed, strict=True):
        labels = [p for p in draft.turned if left <= p.cx <= right]
        over = _heads_over(labels, draft)
        for row in own:
            phrases = [p for p in row if p.x0 >= low and p.x1 <= high and p not in over]
            if phrases:
                rows.append(phrases)
        loose += labels
    # Too few rows with a gap part nothing: so it is between most rulings.
    showing = sum(1 for row in rows if len(row) > 1)
    if ruled and (showing < ROWS_MIN or showing < 0.6 * len(rows)):
        return []
    headed = _headed_signs(rows) if not loose else []
    if showing < GAP_ROWS_MIN and not loose:
        return headed
    columns = find_columns([*rows, *_label_rows(loose, rows)], loose)
    if len(headed) > len(columns):
        return headed
    if ruled and len(columns) > 1:
        size = max(p.size for row in rows for p in row)
        gaps = [b.x0 - a.x1 for a, b in pairwise(columns)]
        if min(gaps) < CLEAR_GAP * min(size, 12.0):
            return []
    return columns


def _headed_signs(rows: Sequence[Sequence[Phrase]]) -> list[Column]:
    """Columns of signs of which each row holds one: they stand below the heads of a row, and nothing else does.

    No two of them stand in one row and show the gap between them, and the head of all runs across.
    """
    signs_of: list[list[Phrase]] = []
    for i, heads in enumerate(rows[:HEAD_LINES]):
        if len(heads) < 2:
            continue
        signs_of = signs_of or [[p for p in row if is_sign(p)] for row in rows]
        signs = [p for row in signs_of[i + 1 :] for p in row]
        if len(signs) < max(ROWS_MIN, SIGN_SHARE * sum(map(len, rows[i + 1 :]))):
            continue
        reach = OFF_AXIS * min(b.cx - a.cx for a, b in pairwise(heads))
        under = [[p for p in signs if abs(p.cx - head.cx) <= reach] for head in heads]
        if sum(map(len, under)) < ON_AXIS * len(signs) or sum(map(bool, under)) < 2:
            continue
        columns = [
            Column(min(p.x0 for p in (head, *own)), max(p.x1 for p in (head, *own)))
            for head, own in zip(heads, under, strict=True)
        ]
        if all(a.x1 < b.x0 for a, b in pairwise(columns)):
            return columns
    return []


def _group_heads(draft: Draft) -> list[Phrase]:
    """Heads over several columns with a line of their width below them: they bridge no gap between those columns."""
    found: list[Phrase] = []
    spanners = [e for e in draft.horizontal if e.ruled and e.length < SPANNER * draft.box.width]
    for edge in spanners:
        above = [p for row in draft.rows for p in row.phrases if edge.start <= p.cx <= edge.end and p.cy < edge.at]
        lowest = max((p.cy for p in above), default=0.0)
        heads = [p for p in above if lowest - p.cy < p.size / 2 and edge.at - p.bottom < p.size]
        if len(heads) != 1 or heads[0].x0 < edge.start or heads[0].x1 > edge.end:
            continue
        below = next((row for row in draft.rows if row.cy > edge.at), draft.rows[-1])
        if sum(edge.start <= p.cx <= edge.end for p in below.phrases) > 1:
            found.append(heads[0])
    return found


def _heads_over(labels: Sequence[Phrase], draft: Draft) -> list[Phrase]:
    """The print above turned labels that stand side by side: it heads their group."""
    if len(labels) < 2:
        return []
    top, x0, x1 = min(p.top for p in labels), min(p.x0 for p in labels), max(p.x1 for p in labels)
    return [p for row in draft.rows for p in row.phrases if p.bottom <= top + HAIR and x0 <= p.cx <= x1]


def _printed_again(first: Draft, draft: Draft) -> int:
    """Rows at the top of ``draft`` that ``first`` begins with as well: heads, which count once for the columns."""
    if draft is first:
        return 0
    pairs = zip(first.rows, draft.rows, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].texts == pair[1].texts, pairs))


def _label_rows(loose: Sequence[Phrase], rows: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    """Turned labels side by side, and the level heads beside them, as rows: they part columns that hold no print."""
    if len(loose) < 2:
        return []
    top, bottom = max(p.top for p in loose), max(p.bottom for p in loose)
    beside = [p for row in rows for p in row if top <= p.cy <= bottom + 1]
    alone = [p for p in beside if not any(p.x0 < q.x1 and q.x0 < p.x1 for q in loose)]
    row = sorted((*loose, *alone), key=lambda p: p.x0)
    return [row] * LABEL_VOTES if all(a.x1 <= b.x0 for a, b in pairwise(row)) else []
