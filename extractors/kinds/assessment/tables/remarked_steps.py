"""Tables whose rows are rated by the column that a remark stands in: "Opfyldt | Delvist opfyldt | Ikke opfyldt".

In place of a cross, or behind it, somebody wrote why. Each row has text in one of the columns that are headed by the
steps of a known scale, and not all rows in the same one. Turned into a table in which these columns hold what marks a
row – the cross, else the step's own wording where the remark stands – and one more column the remarks, it is read like
any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.made_tables import made_of, unprinted_label
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import map_columns
from extractors.kinds.assessment.columns.header_paths import header_path
from extractors.kinds.assessment.wordings.form_records import TEXT_LABEL
from extractors.kinds.assessment.wordings.scales import is_step_wording, scale_of_labels
from schemas.geometry import union
from schemas.layout import CellPart, Line, Table

STEPS_MIN = 2
ROWS_MIN = 3
ONCE = 0.8
"""Share of the rows that have text in one of the steps' columns alone."""
REMARKED = 0.5
"""Share of the filled cells that hold more than a sign."""
CROSSES = ("x", "X", "(x)", "(X)")
"""Letters that mark a row."""
NOTES_LABEL = "Bemærkninger"


def table_of_remarked(view: TableView) -> Table | None:
    """The table with signs alone below its steps, and a column for the remarks; None where no step is remarked upon."""
    steps = _steps(view)
    if len(steps) < STEPS_MIN or len(view.body) < ROWS_MIN:
        return None
    filled = {row: [column for column in steps if view.text(row, column)] for row in view.body}
    once = {row: columns[0] for row, columns in filled.items() if len(columns) == 1}
    if len(once) < ONCE * len(view.body) or any(len(columns) > 1 for columns in filled.values()):
        return None
    remarks = {row: _parted(view, row, column) for row, column in once.items()}
    if len(set(once.values())) < STEPS_MIN or sum(bool(rest) for _, rest in remarks.values()) < REMARKED * len(once):
        return None
    if any(is_step_wording(view.text(row, column)) for row, column in once.items()):
        return None
    return _turned(view, steps, once, {row: rest for row, (_, rest) in remarks.items()})


def _steps(view: TableView) -> dict[int, str]:
    """The columns headed by steps of one known scale whose order is known, beside one with titles; else none."""
    if not view.header_rows or view.column_count <= STEPS_MIN:
        return {}
    heads = {i: path[-1] for i in range(view.column_count) if (path := header_path(view, i))}
    steps = {i: head for i, head in heads.items() if is_step_wording(head)}
    scale = scale_of_labels(list(steps.values()), complete=True) if len(set(steps.values())) == len(steps) > 1 else None
    if scale is None or not scale.known or not scale.direction_known:
        return {}
    columns = map_columns(view)
    return steps if not columns.all_of("step") and columns.of("title") is not None else {}


def _parted(view: TableView, row: int, column: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The sign that a cell begins with, and its other lines."""
    first, *others = view.lines(row, column)
    if not first.words or not (mark_reader.is_sign(first.words[0]) or first.words[0].text in CROSSES):
        return (), (first, *others)
    rest = (first.with_words(first.words[1:]),) if len(first.words) > 1 else ()
    return (first.with_words(first.words[:1]),), (*rest, *others)


def _turned(
    view: TableView, steps: Mapping[int, str], once: Mapping[int, int], remarks: Mapping[int, Sequence[Line]]
) -> Table:
    columns = range(view.column_count)
    noted = map_columns(view).of("notes") is not None
    label = (unprinted_label(view, TEXT_LABEL if noted else NOTES_LABEL),)
    rows: list[list[tuple[CellPart, ...]]] = [[*(_head(view, c) for c in columns), label]]
    sections: list[int] = []
    for row in range(view.header_rows, view.table.row_count):
        if row in view.full_width:
            sections.append(len(rows))
            rows.append([view.cell(row, 0).parts])
        elif row in view.body:
            cells = [view.cell(row, column).parts for column in columns]
            at = once.get(row)
            if at is not None:
                sign, _ = _parted(view, row, at)
                cells[at] = _marked(view, row, at, sign or (_said(view.lines(row, at), steps[at]),))
            rows.append([*cells, _remark(view, row, at, remarks.get(row, ()))])
    return made_of(view, rows, sections)


def _head(view: TableView, column: int) -> tuple[CellPart, ...]:
    """The lowest head of a column, or the group head above it."""
    rows = [row for row in range(*view.header_span) if row not in view.full_width and view.text(row, column)]
    return view.cell(rows[-1], column).parts if rows else (unprinted_label(view, ""),)


def _said(lines: Sequence[Line], step: str) -> Line:
    """The wording of a step in the place of a remark below it."""
    own = [line for line in lines if line.page == lines[0].page]
    return own[0]._replace(words=(), box=union(line.box for line in own), text=step)


def _marked(view: TableView, row: int, column: int, lines: tuple[Line, ...]) -> tuple[CellPart, ...]:
    part = next(part for part in view.cell(row, column).parts if part.page == lines[0].page)
    return (part._replace(lines=lines),)


def _remark(view: TableView, row: int, column: int | None, lines: Sequence[Line]) -> tuple[CellPart, ...]:
    """The remark of a row with its place on each page; nothing where it has none."""
    parts = view.cell(row, column).parts if column is not None else ()
    own = [(part, tuple(line for line in lines if line.page == part.page)) for part in parts]
    found = tuple(CellPart(part.page, part.box, held, (), (), (), ()) for part, held in own if held)
    return found or (unprinted_label(view, ""),)
