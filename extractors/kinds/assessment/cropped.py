"""Rows that the edge of the page cuts: a page that was cropped, or printed larger than its paper.

Words that cross the edge are seen in part, and what lies beyond is lost without a trace. Print is never set so close to
the edge on purpose; only words at the height of rows count, so that crop marks and backgrounds say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.kinds.assessment.rows import RawRow
from schemas.layout import Table
from schemas.page import Page, Source, Word

BEYOND = 0.5
"""Points by which a word must cross the edge: less is the rounding of boxes."""


def check_cropped(rows: Sequence[RawRow], source: Source, tables: Mapping[int, Table]) -> None:
    """Say in every row which word of its height the edge of the page cuts."""
    cut = {page.number: words for page in source.pages if (words := [w for w in page.words if _crosses(w, page)])}
    for row in rows if cut else ():
        table = tables.get(row.table)
        parts = [part for cell in table.cells if cell.row == row.row for part in cell.parts] if table else []
        for part in parts:
            word = next((w for w in cut.get(part.page, ()) if part.box.top <= w.cy <= part.box.bottom), None)
            if word is not None:
                row.doubts.append(("page_cut", f"the edge of the page cuts {word.text!r}", None))
                break


def _crosses(word: Word, page: Page) -> bool:
    """Whether the word lies partly off the page."""
    return (
        word.x1 > page.width + BEYOND
        or word.bottom > page.height + BEYOND
        or word.x0 < -BEYOND
        or word.top < -BEYOND
    )  # fmt: skip
