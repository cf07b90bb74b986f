"""One page → drafts of its tables: first those whose columns are drawn, then those of print alone in what is left."""

from __future__ import annotations

from extractors.layout.lines import text_rows, turned_phrases
from extractors.layout.tables.drafts import Draft
from extractors.layout.tables.drawn import find_drawn
from extractors.layout.tables.edges import find_edges
from extractors.layout.tables.frames import find_frames
from extractors.layout.tables.printed import find_printed
from extractors.layout.tables.regions import rows_outside
from schemas.page import Page


def find_drafts(page: Page) -> list[Draft]:
    """Drafts of the tables on ``page``, top to bottom, without columns and rows of white space yet."""
    rows = text_rows(w for w in page.words if w.direction in (0, 180))
    if not rows:
        return []
    turned = turned_phrases([w for w in page.words if w.direction in (90, 270)])
    edges = find_edges(page)
    drafts = find_drawn(page.number, find_frames(edges), rows, turned)
    drafts += find_printed(page, edges, rows_outside(rows, [d.box for d in drafts]), turned)
    drafts.sort(key=lambda d: (d.box.top, d.box.x0))
    return drafts
