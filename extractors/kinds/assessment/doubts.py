"""The checks that hold rows against their page, in one place; each raises findings in the rows and changes no value."""

from __future__ import annotations

from collections.abc import Container, Sequence

from extractors.kinds.assessment.beside import check_beside
from extractors.kinds.assessment.checks import check_numbers
from extractors.kinds.assessment.cropped import check_cropped
from extractors.kinds.assessment.rows import RawRow
from extractors.kinds.assessment.titles import check_titles
from schemas.layout import Layout, Table
from schemas.page import Source

SAME_EDGE = 6.0
"""Points by which the sides of a table overleaf may differ from those of the one it goes on with."""
ENDINGS = ("…", "...", "###")
"""How a text ends that was shortened for print; a spreadsheet prints ### where a cell is too narrow for a number."""


def check_rows(rows: Sequence[RawRow], source: Source, layout: Layout, mapped: Container[int]) -> None:
    """Say in the rows of a document what is odd about them.

    Args:
        rows: all rows, in order.
        source: the pages.
        layout: what stands on them.
        mapped: numbers of the tables that gave records.
    """
    check_numbers(rows)
    check_titles(rows)
    check_beside(rows, layout)
    check_cropped(rows, source, {table.number: table for table in layout.tables})
    _check_endings(rows)
    _check_continuation(rows, layout, mapped)


def _check_endings(rows: Sequence[RawRow]) -> None:
    """Say which texts were shortened for print."""
    for row in rows:
        for name, text in (("title", row.title), *row.texts.items()):
            if text is not None and text.text.endswith(ENDINGS):
                row.doubts.append(("text_cut", f"the text ends in {text.text[-20:]!r}", name))


def _check_continuation(rows: Sequence[RawRow], layout: Layout, mapped: Container[int]) -> None:
    """Say at the last row of a table that one of the same columns follows overleaf and was not read."""
    tables = {table.number: table for table in layout.tables}
    last = {row.table: row for row in rows}
    for number, row in last.items():
        table, after = tables.get(number), tables.get(number + 1)
        if table is not None and after is not None and after.number not in mapped and _goes_on(table, after):
            message = f"a table of the same columns on page {after.page} was not read"
            row.doubts.append(("continuation_unread", message, None))


def _goes_on(table: Table, after: Table) -> bool:
    """Whether the second table begins overleaf in the columns of the first."""
    (_, box), (page, below) = table.boxes[-1], after.boxes[0]
    return (
        page == table.page_last + 1
        and after.column_count == table.column_count
        and abs(box.x0 - below.x0) <= SAME_EDGE
        and abs(box.x1 - below.x1) <= SAME_EDGE
    )
