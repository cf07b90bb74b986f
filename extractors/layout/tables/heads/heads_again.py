"""What the part of a table on a further page begins with: the head again, in whole or in part, or a head of its own."""

from __future__ import annotations

from itertools import takewhile

from extractors.layout.lines import TextRow
from extractors.layout.tables.lines.drafts import Draft

SAME_PARTING = 4.0
"""Points by which a head may move from page to page."""
HEAD_PHRASES = 3
"""Phrases of a head that shows a table set anew."""
HEADER_ROWS = 4
"""Rows at the top among which a header is looked for."""


def prints_head_again(above: Draft, below: Draft) -> bool:
    """Whether both begin with the same head in the same places, down to its first row of several heads."""
    for row, again in zip(above.rows[:HEADER_ROWS], below.rows[:HEADER_ROWS], strict=False):
        if not prints_in_place(row, again):
            return False
        if len(row.phrases) >= HEAD_PHRASES:
            return True
    return False


def prints_in_place(row: TextRow, other: TextRow) -> bool:
    """Whether both rows print the same, phrase by phrase in the same places."""
    return row.texts == other.texts and all(
        abs(p.x0 - q.x0) <= SAME_PARTING for p, q in zip(row.phrases, other.phrases, strict=True)
    )


def repeats_head(first: Draft, draft: Draft) -> bool:
    """Whether ``draft`` begins with a row of the header of ``first``.

    A header that is repeated overleaf is the first thing there: below other print it heads another table of that form.
    """
    return len(draft.rows[0].phrases) > 1 and is_head_row(draft.rows[0], first)


def is_head_row(row: TextRow, first: Draft) -> bool:
    """Whether the row prints what a row of the header of ``first`` does."""
    return any(row.texts == other.texts for other in first.rows[:HEADER_ROWS])


def has_own_header(first: Draft, draft: Draft) -> bool:
    """Whether ``draft`` begins with a header that ``first`` does not have, or has a part of in other places.

    A head of more lines than those beside it has its first line above them.
    """
    heads = list(takewhile(_is_bold, draft.rows[:HEADER_ROWS]))
    head = next((row for row in heads if len(row.phrases) > 1), None)
    body = [w for row in draft.rows[len(heads) :] for p in row.phrases for w in p.words]
    if head is None or 2 * sum(w.bold for w in body) > len(body):
        return False
    known = {w.text for row in first.rows[:HEADER_ROWS] for p in row.phrases for w in p.words}
    if head is not heads[0] and all(w.text in known for row in heads for p in row.phrases for w in p.words):
        return False  # The same header, its lines parted otherwise.
    return not any(_prints_alike(head, row) for row in first.rows[:HEADER_ROWS])


def _prints_alike(head: TextRow, row: TextRow) -> bool:
    """Whether most of ``head`` is in ``row``, and all of that row or something of it in its place."""
    places = {p.text: p.cx for p in row.phrases}
    again = {p.text for p in head.phrases if p.text in places}
    if 2 * len(again) <= len({p.text for p in head.phrases}):
        return False
    whole = len(again) == len(places)
    return whole or any(abs(p.cx - places[p.text]) <= SAME_PARTING for p in head.phrases if p.text in again)


def _is_bold(row: TextRow) -> bool:
    """Whether the row prints words, and all of them bold."""
    return row.bold and any(p.words for p in row.phrases)
