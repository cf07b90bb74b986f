"""Tables of a page → the same with the rows below them that go on counting theirs, however far below."""

from __future__ import annotations

from itertools import takewhile

from extractors.layout.tables.cells.grids import column_partings
from extractors.layout.tables.joining.continuation import fits, take, without_heading
from extractors.layout.tables.pages.candidates import Sheet
from extractors.layout.tables.rows.counted import counts_on


def take_counted_rows(sheet: Sheet) -> None:
    """Give tables the rows below them that count on and fit their columns, with the table that they were taken for."""
    at = 0
    while at < len(sheet.drafts):
        draft = sheet.drafts[at]
        below = next((d for d in sheet.drafts[at + 1 :] if d.box.top >= draft.box.bottom - 1), None)
        end = below.box.top if below is not None else sheet.page.height
        rows = [row for row in sheet.rows if draft.box.bottom < row.cy < end]
        following = [*rows, *(below.rows if below is not None else ())]
        if not following or not counts_on(following[0], draft.rows):
            at += 1
            continue
        xs, box = column_partings([draft]), draft.box
        taken = list(takewhile(lambda row, xs=xs, box=box: fits(row, xs, box), following))  # type: ignore[misc]
        if below is not None and len(taken) == len(following):
            take(draft, taken, sheet)
            draft.turned = [*draft.turned, *below.turned]
            draft.vertical = tuple(sorted({*draft.vertical, *below.vertical}))
            sheet.drafts.remove(below)
        else:
            take(draft, without_heading([row for row in taken if row in rows], xs), sheet)
            at += 1
