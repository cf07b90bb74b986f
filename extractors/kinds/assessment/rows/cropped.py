"""Rows that the edge of the page cuts: a page that was cropped, or printed larger than its paper.

Words that cross the edge are seen in part, and what lies beyond is lost without a trace. Print is never set so close to
the edge on purpose; only words at the height of rows count, so that crop marks and backgrounds say nothing. Where whole
columns lie beyond, no word crosses: lines between rows that begin on the page and end off it tell of them. A line that
is meant to run off the page does so alone, or on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.kinds.assessment.rows.raw_rows import RawRow
from schemas.layout import Table
from schemas.page import Page, Source, Word

BEYOND = 0.5
"""Points by which a word must cross the edge: less is the rounding of boxes."""
OFF = 3.0
"""Points by which a line must: less is a border that the page's own edge is."""
LINES = 3
"""Lines of a page that run off it, from which they are those of a table."""
AT_ROW = 2.0
"""Points between a row and a line above or below it."""


def check_cropped(rows: Sequence[RawRow], source: Source, tables: Mapping[int, Table]) -> None:
    """Say in every row which word of its height or header the edge of the page cuts, or that it cuts the lines."""
    cut = {page.number: words for page in source.pages if (words := [w for w in page.words if _crosses(w, page)])}
    off = {page.number: ends for page in source.pages if len(ends := _lines_off(page)) >= LINES}
    heads = {number: word for number, table in tables.items() if (word := _cut_head(table, cut)) is not None}
    for row in rows if cut or off else ():
        table = tables.get(row.table)
        if row.table in heads:
            row.doubts.append(("page_cut", f"the edge of the page cuts the head {heads[row.table].text!r}", None))
            continue
        parts = [part for cell in table.cells if cell.row == row.row for part in cell.parts] if table else []
        for part in parts:
            word = next((w for w in cut.get(part.page, ()) if part.box.top <= w.cy <= part.box.bottom), None)
            lines = any(part.box.top - AT_ROW <= y <= part.box.bottom + AT_ROW for y in off.get(part.page, ()))
            if word is not None or lines:
                what = repr(word.text) if word is not None else "the lines of the table"
                row.doubts.append(("page_cut", f"the edge of the page cuts {what}", None))
                break


def _cut_head(table: Table, cut: Mapping[int, Sequence[Word]]) -> Word | None:
    """The word of the table's header that is cut: columns may lie beyond it, which no row shows."""
    heads = [part for cell in table.cells if cell.is_header for part in cell.parts if part.page in cut]
    return next((w for part in heads for w in cut[part.page] if part.box.top <= w.cy <= part.box.bottom), None)


def _lines_off(page: Page) -> set[int]:
    """Heights of the level lines that begin on the page and end off it."""
    level = [r for r in page.rulings if r.bottom - r.top < BEYOND]
    return {
        round(r.top) for r in level if (r.x0 >= 0 and r.x1 > page.width + OFF) or (r.x0 < -OFF and r.x1 <= page.width)
    }


def _crosses(word: Word, page: Page) -> bool:
    """Whether the word lies partly off the page."""
    return (
        word.x1 > page.width + BEYOND
        or word.bottom > page.height + BEYOND
        or word.x0 < -BEYOND
        or word.top < -BEYOND
    )  # fmt: skip
