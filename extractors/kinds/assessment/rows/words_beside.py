"""Words in the cell of a rating that is a colour or a drawn sign: a remark, and no verdict."""

from __future__ import annotations

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap, Role
from extractors.kinds.assessment.rows.raw_rows import RawRow, Text
from extractors.kinds.assessment.wordings.scales import is_step_wording

WORDLESS = ("fill", "drawing", "icon")
"""Marks that rate without a word."""
REMARK_WORDS = 2
"""Words of a remark at least; one alone may name the step or the colour."""


def take_words_beside(view: TableView, row: int, columns: ColumnMap, column: Column, raw: RawRow) -> None:
    """Keep what the rating cell says in words: where the column's words go, else as printed.

    What comes again in the column, or is the wording of a step, words the rating.
    """
    text = view.prose(row, column.index)
    again = any(view.text(other, column.index) == view.text(row, column.index) for other in view.body if other != row)
    words_step = is_step_wording(text) or (raw.scale is not None and raw.scale.step_of(text) is not None)
    if len(text.split()) < REMARK_WORDS or again or words_step:
        return
    remark: Role = column.remark or "notes"
    told = Text(text, view.lines(row, column.index))
    if columns.of(remark) is None:
        raw.texts[remark] = told
    else:
        raw.unmapped.append((column.label, told))
