"""Drafts of single pages → chains of drafts, each the parts of one table.

A table goes on overleaf when nothing but running headers and footers, and rows that fit its columns, stands between its
parts, and both have the same columns: the same drawn partings, or print that keeps the partings of the other free. A
header of its own, which the part above does not have, begins another table.

Rows beside a part that were not taken for table rows, because they are too few or show no gap, are its rows when they
stand between the parts and fit the columns: the end of a cell at the top of the next page.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.lines import TextRow
from extractors.layout.tables.candidates import Sheet
from extractors.layout.tables.columns import find_columns
from extractors.layout.tables.drafts import Draft
from extractors.layout.tables.frames import partings
from extractors.layout.tables.grids import part_columns
from extractors.layout.tables.regions import crosses
from schemas.geometry import Box

SAME_PARTING = 4.0
"""Points by which a drawn parting may move from page to page."""
SAME_SIDE = 24.0
"""Points by which print may reach over the side of a table: ragged text ends anywhere."""
KEPT = 0.9
"""Share of the rows that must keep the partings of the other part free."""
REST_ROWS = 12
"""Rows left beside the parts of one table at most."""
ROWS_ON = 2
"""Rows that print in two columns of a table, from which they are its rows and no table of their own."""
HEADER_ROWS = 4
"""Rows at the top among which a header is looked for."""


def chain_drafts(sheets: Sequence[Sheet]) -> list[list[Draft]]:
    """Drafts of one table together, in the order of the document."""
    chains: list[list[Draft]] = []
    open_: list[Draft] | None = None
    before: Sheet | None = None
    for sheet in sheets:
        if before is not None and open_ is not None and not sheet.drafts:
            lone = _lone_rows(open_, before, sheet)
            if lone is not None:
                sheet.drafts.append(lone)
        for i, draft in enumerate(sheet.drafts):
            if i == 0 and open_ is not None and before is not None and _goes_on(open_, before, draft, sheet):
                open_.append(draft)
            else:
                open_ = [draft]
                chains.append(open_)
        if not sheet.drafts:
            open_ = None
        before = sheet
    return chains


def _goes_on(chain: Sequence[Draft], before: Sheet, draft: Draft, sheet: Sheet) -> bool:
    """Whether ``draft`` is the next part of the table; rows between the parts that fit become theirs."""
    last = chain[-1]
    if draft.page != last.page + 1 or not same_columns(last, draft) or _has_own_header(chain[0], draft):
        return False
    after = [row for row in before.rows if row.cy > last.box.bottom + 1]
    ahead = [row for row in sheet.rows if row.cy < draft.box.top - 1]
    if len(after) + len(ahead) > REST_ROWS:
        return False
    if after or ahead:
        xs = _partings_of([*chain, draft])
        box = Box(min(last.box.x0, draft.box.x0), 0.0, max(last.box.x1, draft.box.x1), 0.0)
        if not all(_fits(row, xs, box) for row in (*after, *ahead)):
            return False
    _take(last, after)
    _take(draft, ahead)
    return True


def _take(draft: Draft, rows: Sequence[TextRow]) -> None:
    if rows:
        draft.rows = sorted((*draft.rows, *rows), key=lambda row: row.cy)
        box = draft.box
        draft.box = Box(
            box.x0, min(box.top, *(r.top for r in rows)), box.x1, max(box.bottom, *(r.bottom for r in rows))
        )


def _lone_rows(chain: Sequence[Draft], before: Sheet, sheet: Sheet) -> Draft | None:
    """Rows at the top of a page without a table that go on with the table of the page before."""
    last = chain[-1]
    if last.page != sheet.page.number - 1 or any(row.cy > last.box.bottom + 1 for row in before.rows):
        return None
    xs = _partings_of(chain)
    taken: list[TextRow] = []
    for row in sheet.rows:
        if not _fits(row, xs, last.box) or (taken and row.top - taken[-1].bottom > 3 * (row.bottom - row.top)):
            break
        taken.append(row)
    if sum(1 for row in taken if len({_column(p.cx, xs) for p in row.phrases}) > 1) < ROWS_ON:
        return None
    box = Box(last.box.x0, taken[0].top, last.box.x1, taken[-1].bottom)
    lines = tuple(
        e
        for e in sheet.edges.horizontal
        if box.top - 4 <= e.at <= box.bottom + 4 and min(e.end, box.x1) - max(e.start, box.x0) > 0.5 * box.width
    )
    turned = [p for p in sheet.turned if box.holds(p.cx, p.cy)]
    return Draft(sheet.page.number, last.method, box, lines, (), taken, turned)


def _column(x: float, xs: Sequence[float]) -> int:
    return sum(1 for parting in xs[1:-1] if parting <= x)


def same_columns(above: Draft, below: Draft) -> bool:
    """Whether two drafts have columns of one table."""
    a = partings(above.vertical, above.box.x0, above.box.x1)
    b = partings(below.vertical, below.box.x0, below.box.x1)
    if len(a) > 2 and len(b) > 2:
        few, many = sorted((a, b), key=len)
        matched = sum(1 for x in few if min(abs(x - y) for y in many) <= SAME_PARTING)
        if any(e.ruled for e in above.vertical):
            return matched >= len(few) - 1 and matched >= 0.7 * len(many)
        return matched >= len(few) - 1
    if below.box.x0 < above.box.x0 - SAME_SIDE or below.box.x1 > above.box.x1 + SAME_SIDE:
        return False
    if len(a) > 2 or len(b) > 2:
        return _keeps_free(below, _partings_of([above])) and _keeps_free(above, _partings_of([below]), loosely=True)
    first = find_columns([r.phrases for r in above.rows], above.turned)
    second = find_columns([r.phrases for r in below.rows], below.turned)
    both = find_columns([r.phrases for d in (above, below) for r in d.rows], [*above.turned, *below.turned])
    return len(both) >= max(len(first), len(second), 2)


def _keeps_free(draft: Draft, xs: Sequence[float], *, loosely: bool = False) -> bool:
    """Whether most rows of ``draft`` keep the partings free."""
    crossing = sum(1 for row in draft.rows if any(crosses(p, xs[1:-1]) for p in row.phrases))
    return crossing <= (1 - (0.6 if loosely else KEPT)) * len(draft.rows)


def _partings_of(chain: Sequence[Draft]) -> list[float]:
    """The column partings that the drafts of ``chain`` have together."""
    part_columns(chain)
    return chain[0].xs


def _fits(row: TextRow, xs: Sequence[float], box: Box) -> bool:
    return all(
        not crosses(p, xs[1:-1]) and p.x0 >= box.x0 - SAME_SIDE and p.x1 <= box.x1 + SAME_SIDE for p in row.phrases
    )


def _has_own_header(first: Draft, draft: Draft) -> bool:
    """Whether ``draft`` begins with a header that ``first`` does not have."""
    head = draft.rows[0]
    words = [w for p in head.phrases for w in p.words]
    body = [w for row in draft.rows[1:] for p in row.phrases for w in p.words]
    if (
        len(head.phrases) < 2
        or not words
        or not all(w.bold for w in words)
        or 2 * sum(w.bold for w in body) > len(body)
    ):
        return False
    text = {p.text for p in head.phrases}
    return not any(text & {p.text for p in row.phrases} for row in first.rows[:HEADER_ROWS])
