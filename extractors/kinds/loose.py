"""Tables without rulings that may be columns of text: what a leaflet prints side by side has the looks of one."""

from __future__ import annotations

from extractors.kinds.assessment.tables.belonging import names_recommendations
from extractors.kinds.kind import decide_kind
from extractors.layout import without_tables
from schemas.layout import Layout, Table
from schemas.page import Source

PROSE = 8
"""So many words in a cell are text, not an entry of a table."""
COLUMNS_MIN = 2
"""Columns of text stand beside each other."""


def settle_layout(source: Source, layout: Layout) -> Layout:
    """The layout with such tables read as text, where the document is of a known kind only then.

    A table that is one says what the document is, or nothing does: in neither case is it taken apart.
    """
    columns = {table.number: _columns_of_text(table) for table in layout.tables}
    loose = frozenset(number for number, count in columns.items() if count)
    if (
        max(columns.values(), default=0) < COLUMNS_MIN
        or names_recommendations(layout)
        or decide_kind(source, layout).kind != "other"
    ):
        return layout
    as_text = without_tables(source, layout, loose)
    return as_text if decide_kind(source, as_text).kind != "other" else layout


def _columns_of_text(table: Table) -> int:
    """How many columns of a table that white or shading alone makes hold text."""
    if table.method not in ("white_space", "shaded"):
        return 0
    return len({cell.column for cell in table.cells if len(cell.words) >= PROSE})
