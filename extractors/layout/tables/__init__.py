"""Tables of a document: words and rulings → edges → frames → drafts → cells → tables.

The stages, each in its own module: edges (rulings and fills put together), frames (edges that touch), candidates
(what on a page may be a table), continuation (which of them are one table), grids (columns and rows), cells (spans),
headers, assemble. docs/tables.md explains them with pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.tables.cells.assemble import assemble
from extractors.layout.tables.cells.cells import make_cells
from extractors.layout.tables.cells.grids import part_columns, part_rows
from extractors.layout.tables.cells.plausible import is_plausible
from extractors.layout.tables.joining.continuation import chain_drafts
from extractors.layout.tables.joining.counted_rows import take_counted_rows
from extractors.layout.tables.joining.lone_columns import with_lone_columns
from extractors.layout.tables.joining.sheet_columns import with_sheet_columns
from extractors.layout.tables.joining.sideways import join_sideways
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.pages.candidates import Sheet, read_sheets
from extractors.layout.tables.pages.label_shades import take_label_shades
from extractors.layout.tables.pages.rows_left import add_rows_left
from extractors.layout.tables.print.columns import forget_columns
from schemas.layout import Table
from schemas.page import Page


def find_tables(pages: Sequence[Page]) -> tuple[tuple[Table, ...], list[Sheet]]:
    """The tables on ``pages`` in the order of the document, and what they were made of, page by page."""
    sheets = read_sheets(pages)
    add_rows_left(sheets)
    by_number = {page.number: page for page in pages}
    tables: list[Table] = []
    for sheet in sheets:
        take_counted_rows(sheet)
    for chain in chain_drafts(sheets):
        take_label_shades(chain, sheets)
        part_columns(chain)
        part_rows(chain)
        make_cells(chain, by_number)
        few = sum(d.row_count for d in chain) < 2
        if not (_is_ruled_row(chain) if few else any(is_plausible(d, by_number[d.page]) for d in chain)):
            continue
        tables.append(assemble(len(tables) + 1, chain, by_number))
    parted = with_sheet_columns(tables, sheets, parted=True)
    joined = [table for table in join_sideways(parted) if table.row_count > 1]
    beside = with_lone_columns(with_sheet_columns(joined, sheets), sheets)
    whole = tuple(replace(table, number=number) for number, table in enumerate(beside, 1))
    forget_columns()
    return whole, sheets


def _is_ruled_row(chain: Sequence[Draft]) -> bool:
    """Whether a lone row may be the head of columns that a wide sheet prints on another page; else it is no table."""
    first = chain[0]
    return len(chain) == first.row_count == 1 and first.method == "ruled" and first.column_count > 1
