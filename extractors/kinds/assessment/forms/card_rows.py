"""What a row of a table of labels and values holds: labels with the values beside them, or cells that print both.

A form may print short fields beside each other, each label in the cell of its value ("Nr. 3 | Niveau: Grundniveau"),
and long ones below, each label in a cell of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.danish.numbers import parse_coded_number, parse_number
from extractors.kinds.assessment.forms.form_pieces import after_label
from extractors.kinds.assessment.wordings.form_records import (
    LABEL_MAX,
    LABEL_WEIGHT,
    SURE_LABEL,
    counted_label,
    label_weight,
)
from extractors.kinds.wording import weigh
from schemas.layout import Cell, Line, Table

_LABEL_AND_VALUE = re.compile(r"^(?P<label>[^:?\n]{2,70}?)\s*[:?]\s+\S", re.DOTALL)
_NUMBER_AND_VALUE = re.compile(r"^(?P<label>\S*[^\W\d]\.?)\s+(?P<value>\S+)$")
"""A label before a number needs no colon: "Nr. H1"."""


class Field(NamedTuple):
    """A label and its value."""

    column: int
    """Where the cell of the label begins."""
    label: str
    value: Cell
    named: Cell | None
    """The cell of the label; None where it stands in the cell of the value."""


def rows_of_fields(table: Table) -> list[list[Field]] | None:
    """The fields of each row, none for a row over all columns; None when some row can't be labels and values."""
    found = []
    for row in table.grid():
        fields = list(_within(row)) or list(_beside(row))
        if not fields and row[0] is not row[-1] and not _is_paired(row):
            return None
        found.append(fields)
    return found


def _is_paired(row: Sequence[Cell]) -> bool:
    """Whether the columns of the table can be labels and values in turn."""
    return len(row) in (2, 4)


def label_of(cell: Cell) -> str:
    """What the cell prints, as a label is compared; empty when it is too long for one."""
    return text_of_label(cell.lines)


def text_of_label(lines: Sequence[Line]) -> str:
    """The lines as a label is compared; empty when they are too long for one."""
    text = danish.join_lines([line.text for line in lines])
    label = text.rstrip(" :?") if len(text) <= LABEL_MAX else ""
    counted = counted_label(label)
    return counted[0] if counted is not None else label


def _within(row: Sequence[Cell]) -> Iterator[Field]:
    """The fields of a row all of whose cells print label and value."""
    cells = {cell.column: cell for cell in row if cell.lines}
    labels = {column: _label_within(cell) for column, cell in cells.items()}
    if len(cells) >= 2 and all(labels.values()):
        for column, cell in sorted(cells.items()):
            parts = [part._replace(lines=after_label(part.lines, labels[column])) for part in cell.parts[:1]]
            yield Field(column, labels[column], replace(cell, parts=(*parts, *cell.parts[1:])), None)


def _label_within(cell: Cell) -> str:
    """The label that the cell prints before its value; empty when it prints none."""
    text = danish.join_lines([line.text for line in cell.lines])
    found = _LABEL_AND_VALUE.match(text)
    if found is not None:
        return found["label"] if label_weight(found["label"]) >= LABEL_WEIGHT else ""
    found = _NUMBER_AND_VALUE.match(text)
    if found is None or (parse_number(found["value"]) or parse_coded_number(found["value"])) is None:
        return ""
    return found["label"] if weigh("roles", found["label"]).get("number", 0.0) >= SURE_LABEL else ""


def _beside(row: Sequence[Cell]) -> Iterator[Field]:
    """The fields of a row that has a cell for each label and each value: two of them or four."""
    if _is_paired(row):
        for i in range(0, len(row), 2):
            if row[i] is not row[i + 1]:
                yield Field(i, label_of(row[i]), row[i + 1], row[i])
    elif len({id(cell) for cell in row}) == 2:
        yield Field(0, label_of(row[0]), row[-1], row[0])
