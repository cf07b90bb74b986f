"""Tables that lie on their side: a column for each recommendation, and a row for each thing that is said of it.

The first column then holds what is a header elsewhere – "Anbefaling", "Niveau", "Status" – and the cells beside each
label are of one sort. Turned, such a table is read like any other. Two columns are a form of one recommendation, which
``label_cards`` reads.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.step_labels import HEADER_ENOUGH
from extractors.kinds.wording import weigh
from schemas.layout import Cell, Table

MIN_COLUMNS = 3
"""Labels and two recommendations."""
LABELS_MIN = 3
"""So many labels of different roles show that a column holds the headers."""
LABEL_SHARE = 0.6
"""Share of the first column that are labels of a role; the rest may be labels that no role knows."""
LABEL_MAX = 60
"""Letters of a label at most."""
TITLE_LETTERS = 8
"""Letters of the name of a recommendation at least; "2016" and "Ja" head columns of something else."""


def upright_table(view: TableView) -> Table | None:
    """The table with its first column as header and a row for each other column; None when it lies on no side."""
    rows = [row for row in range(view.table.row_count) if row not in view.full_width and view.text(row, 0)]
    if view.column_count < MIN_COLUMNS or len(rows) < LABELS_MIN:
        return None
    labels = [view.text(row, 0) for row in rows]
    named = [role for label in labels if (role := _role_of(label)) is not None]
    if len(set(named)) < LABELS_MIN or len(named) < LABEL_SHARE * len(labels) or not {"title", "rating"} <= set(named):
        return None
    titles = next(row for row, label in zip(rows, labels, strict=True) if _role_of(label) == "title")
    held = [column for column in range(1, view.column_count) if view.text(titles, column)]
    names = [view.text(titles, column) for column in held]
    if len(held) + 1 < MIN_COLUMNS or len(set(names)) < len(names) or min(map(len, names)) < TITLE_LETTERS:
        return None
    if max(map(len, labels)) > LABEL_MAX:
        return None
    turned = [
        Cell(at, column, 1, 1, at == 0, view.cell(row, held_at).parts)
        for column, row in enumerate(rows)
        for at, held_at in enumerate((0, *held))
    ]
    return replace(
        view.table,
        row_count=len(held) + 1,
        column_count=len(rows),
        header_rows=1,
        cells=tuple(turned),
        section_rows=frozenset(),
        header_row_set=frozenset({0}),
    )


def _role_of(label: str) -> str | None:
    """The role that a label says for sure enough; None when it says none."""
    weights = weigh("roles", label)
    best = max(weights, key=lambda role: (weights[role], role), default=None)
    return best if best is not None and weights[best] >= HEADER_ENOUGH else None
