"""Drafts of single pages → tables of the document.

A draft goes on overleaf when nothing but running headers and footers stands between it and the next one, and both
have the same columns: the same drawn partings, or columns of print that fit together. Where the next page begins with
rows that fit a table's columns but are too few to be a table of their own, they are its rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.layout.lines import TextRow, text_rows
from extractors.layout.tables.columns import find_columns
from extractors.layout.tables.drafts import Draft
from extractors.layout.tables.frames import partings
from schemas.geometry import Box
from schemas.page import Page

SAME_PARTING = 4.0
"""Points by which a drawn parting may move from page to page."""
SAME_SIDE = 24.0
"""Points by which the side of a table of print alone may move: ragged text ends anywhere."""
REPEATS_MIN = 2
"""Pages on which a line stands at one place to be a running header or footer."""
_DIGITS = re.compile(r"\d+")


def chain_drafts(drafts: Sequence[Draft], pages: Sequence[Page]) -> list[list[Draft]]:
    """Drafts of one table together, in the order of the document."""
    by_page: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_page.setdefault(draft.page, []).append(draft)
    body = body_rows(pages)
    chains: list[list[Draft]] = []
    open_: list[Draft] | None = None
    for page in pages:
        here = sorted(by_page.get(page.number, ()), key=lambda d: (d.box.top, d.box.x0))
        for i, draft in enumerate(here):
            if i == 0 and open_ and _goes_on(open_[-1], draft, body, page):
                open_.append(draft)
            else:
                open_ = [draft]
                chains.append(open_)
        if not here:
            open_ = None
    return chains


def body_rows(pages: Sequence[Page]) -> Mapping[int, list[TextRow]]:
    """The print of each page without what is printed at the same place of other pages (digits apart)."""
    rows = {page.number: text_rows(w for w in page.words if w.direction == 0) for page in pages}
    seen: Counter[tuple[int, str]] = Counter()
    for page in pages:
        for key in {_key(row) for row in rows[page.number]}:
            seen[key] += 1
    body = {}
    for page in pages:
        edge = 0.18 * page.height
        body[page.number] = [
            row
            for row in rows[page.number]
            if not ((row.bottom < edge or row.top > page.height - edge) and seen[_key(row)] >= REPEATS_MIN)
            and not (row.top > page.height - 0.1 * page.height and len(row.phrases) == 1 and _is_number(row))
        ]
    return body


def _is_number(row: TextRow) -> bool:
    return row.phrases[0].text.strip("-–— ").isdigit()


def _key(row: TextRow) -> tuple[int, str]:
    return round(row.cy / 4), _DIGITS.sub("#", " ".join(p.text for p in row.phrases))


def _goes_on(above: Draft, below: Draft, body: Mapping[int, list[TextRow]], page: Page) -> bool:
    if below.page != above.page + 1:
        return False
    if any(row.cy > above.box.bottom + 1 for row in body[above.page]):
        return False
    if any(row.cy < below.box.top - 1 for row in body[below.page]):
        return False
    return same_columns(above, below)


def same_columns(above: Draft, below: Draft) -> bool:
    """Whether two drafts have columns of one table."""
    a = partings(above.vertical, above.box.x0, above.box.x1)
    b = partings(below.vertical, below.box.x0, below.box.x1)
    if len(a) > 2 and len(b) > 2:
        few, many = sorted((a, b), key=len)
        matched = sum(1 for x in few if min(abs(x - y) for y in many) <= SAME_PARTING)
        return matched >= len(few) - 1 and matched >= 0.7 * len(many)
    if abs(above.box.x0 - below.box.x0) > SAME_SIDE:
        return False
    first = find_columns([r.phrases for r in above.rows], above.turned)
    second = find_columns([r.phrases for r in below.rows], below.turned)
    both = find_columns([r.phrases for d in (above, below) for r in d.rows], [*above.turned, *below.turned])
    return len(both) >= max(len(first), len(second), 2)


def box_of(rows: Sequence[TextRow]) -> Box:
    """The box around ``rows``."""
    return Box(
        min(p.x0 for r in rows for p in r.phrases),
        min(r.top for r in rows),
        max(p.x1 for r in rows for p in r.phrases),
        max(r.bottom for r in rows),
    )
