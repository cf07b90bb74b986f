"""How sure the engine is of a table, and what makes it doubt.

A table is doubted for what its own cells show, whatever its lines are:

- ``rows_merged``: cells of a column of figures hold several figures below each other, so that two rows became one;
- ``rows_torn``: rows leave nearly every column empty that the other rows fill, so that one row became two;
- ``cells_across``: print runs across columns in the body of a table without rulings, so that a parting may be wrong.

The confidence is the share of rows expected to be right: that of tables drawn alike, less what the doubts take. The
shares were measured on generated documents with gold (docs/tables.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extractors.layout.tables.lines.drafts import Draft, GridCell
from schemas.layout import TableMethod
from schemas.page import Word

BASE: Mapping[TableMethod, float] = {"ruled": 0.99, "shaded": 0.95, "partly_ruled": 0.95, "white_space": 0.9}
"""Share of rows that are right in tables without any doubt."""
WEIGHTS = {"rows_merged": 1.0, "rows_torn": 0.6, "cells_across": 0.6}
"""What a doubt takes where every row shows it."""
NOTABLE = 0.04
"""Share of rows from which a doubt is said."""
FILLED = 0.8
"""Share of rows that must fill a column before an empty cell in it is odd."""
FIGURES = 0.7
"""Share of single figures from which a column holds figures."""


def judge(chain: Sequence[Draft], header_rows: Sequence[int]) -> tuple[float, tuple[str, ...]]:
    """Confidence of a table and the codes of its doubts.

    Args:
        chain: the parts of the table, cells made.
        header_rows: rows at the top of each part that are header.
    """
    rows: list[list[GridCell]] = []
    for draft, heads in zip(chain, header_rows, strict=True):
        here: dict[int, list[GridCell]] = defaultdict(list)
        for cell in draft.cells:
            if cell.row >= heads:
                here[cell.row].append(cell)
        rows += [here[r] for r in sorted(here)]
    columns = chain[0].column_count
    body: list[list[GridCell]] = []
    filled: list[list[GridCell]] = []
    for row in rows:
        printed = [cell for cell in row if cell.words]
        if len(printed) > 1 or not _is_section(row, columns):
            body.append(row)
            filled.append(printed)
    if not body:
        return BASE[chain[0].method], ()
    shares = {
        "rows_merged": _merged(filled, columns),
        "rows_torn": _torn(filled, columns),
        "cells_across": 0.0 if chain[0].method == "ruled" else _across(body, columns),
    }
    confidence = BASE[chain[0].method]
    for code, share in shares.items():
        confidence *= 1 - WEIGHTS[code] * share
    return round(max(confidence, 0.0), 3), tuple(code for code, share in shares.items() if share > NOTABLE)


def _is_section(row: Sequence[GridCell], columns: int) -> bool:
    """Whether the row is one cell over the whole width, or prints in its first cell alone."""
    return any(c.column_span == columns for c in row) or all(c.column == 0 for c in row if c.words)


def _merged(rows: Sequence[Sequence[GridCell]], columns: int) -> float:
    """Share of rows, of each of which the filled cells are given, with figures below each other in a column of such."""
    odd: set[int] = set()
    filled: list[list[tuple[int, int]]] = [[] for _ in range(columns)]
    for i, row in enumerate(rows):
        for cell in row:
            filled[cell.column].append((i, _figure_lines(cell.words)))
    for held in filled:
        single = sum(1 for _, lines in held if lines == 1)
        if len(held) >= 3 and single >= FIGURES * len(held):
            odd |= {i for i, lines in held if lines > 1}
    return len(odd) / len(rows)


def _figure_lines(words: Sequence[Word]) -> int:
    """Lines of the cell, when each is a number alone, else 0."""
    if not all(w.text.strip(".,:()").isdigit() for w in words):
        return 0
    return len({round(w.bottom) for w in words})


def _torn(rows: Sequence[Sequence[GridCell]], columns: int) -> float:
    """Share of rows, of each of which the filled cells are given, that leave free all columns which most rows fill."""
    counts = Counter([c.column for row in rows for c in row])
    full = {k for k in range(columns) if counts[k] >= FILLED * len(rows)}
    if not full:
        return 0.0
    return sum(not any(c.column in full for c in row) for row in rows) / len(rows)


def _across(rows: Sequence[Sequence[GridCell]], columns: int) -> float:
    """Share of rows with print over several columns, but not over all."""
    return sum(1 for row in rows if any(1 < c.column_span < columns and c.words for c in row)) / len(rows)
