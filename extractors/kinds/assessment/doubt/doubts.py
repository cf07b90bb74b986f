"""The checks that hold rows against their page, in one place; each raises findings in the rows and changes no value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap
from extractors.kinds.assessment.columns.periods import period_of
from extractors.kinds.assessment.doubt.checks import check_numbers
from extractors.kinds.assessment.doubt.unit_doubts import check_groups, check_lines_like_headings
from extractors.kinds.assessment.legends.levels import check_levels_seen
from extractors.kinds.assessment.rows.beside import check_beside
from extractors.kinds.assessment.rows.cropped import check_cropped
from extractors.kinds.assessment.rows.groups import should_name_groups
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.rows.titles import check_titles
from extractors.kinds.assessment.wordings.legend import header_scale
from extractors.kinds.marks.colours import colour_name
from extractors.kinds.wording import weigh
from schemas.layout import Layout, Line, Table
from schemas.page import Source

SAME_EDGE = 6.0
"""Points by which the sides of a table overleaf may differ from those of the one it goes on with."""
HEADS_APART = 1.5
"""Font sizes between two headers on one line; the words of one stand closer."""
SHADES = 2
"""Colours of whole rows that may mean something,"""
SHADED_ROWS = 3
"""each worn by so many rows at least."""
FEWEST_GROUPS = 3
"""Levels are two; so many groups of rows are others."""
NEUTRAL = ("white", "grey", "black")
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
    check_levels_seen(rows, layout)
    check_titles(rows)
    check_groups(rows)
    check_lines_like_headings(rows)
    check_beside(rows, layout)
    check_cropped(rows, source, {table.number: table for table in layout.tables})
    _check_endings(rows)
    _check_continuation(rows, layout, mapped)


def check_columns(view: TableView, columns: ColumnMap, rows: Sequence[RawRow]) -> None:
    """Say in every row what is uncertain about the columns it was read from."""
    if columns.of("level") is not None:
        for row in rows:
            if not row.levels and not any(code.startswith("level") for code, _, _ in row.doubts):
                row.doubts.append(("level_missing", "the table has a column of levels, the row has none", "level"))
    headed = any(column.headers for column in columns.columns)
    groups = _names_of_groups(view, columns)
    for row in rows:
        unsaid = (text for header, text in row.unmapped if headed and not header)
        loose = next((text.text for text in unsaid if text.lines not in groups), None)
        if loose is not None:
            row.doubts.append(("text_beside", f"{loose[:40]!r} stands in a column that no header names", None))
    for column in columns.columns:
        if column.by == "guess" and column.headers and _is_doubtful(column, columns):
            for row in rows:
                row.doubts.append(
                    ("column_role_guessed", f"{column.label!r} is taken for the {column.role}", column.role)
                )
    if columns.scale is not None and not columns.scale.direction_known:
        for row in rows:
            message = "no legend says whether the highest number is the best"
            row.doubts.append(("scale_direction_unknown", message, "rating_step"))
    if columns.scale is not None and not columns.scale.known:
        for row in rows:
            order = ", ".join(columns.scale.labels)
            row.doubts.append(("scale_unknown", f"the order of {order} is taken from their wording", "rating_step"))


def _names_of_groups(view: TableView, columns: ColumnMap) -> set[tuple[Line, ...]]:
    """The merged cells that name groups of rows in a column without a header: whom the rows are for, what they are of.

    They may be units where no column is of units, and levels where there are but two.
    """
    found: set[tuple[Line, ...]] = set()
    for column in columns.all_of("unknown") if columns.of("department") is not None else ():
        cells = {view.lines(row, column.index) for row in view.body}
        if not column.headers and len(cells) >= FEWEST_GROUPS and should_name_groups(view, column.index):
            found |= cells
    return found


def check_heads(view: TableView, columns: ColumnMap, rows: Sequence[RawRow]) -> None:
    """Say in every row that one header holds what looks like several, far apart on one line: columns were joined."""
    for column in columns.columns if rows else ():
        joined = next(
            (line.text for row in range(*view.header_span) for line in _joined(view, row, column.index)), None
        )
        if joined is not None:
            for row in rows:
                row.doubts.append(("table_unread", f"{joined!r} head one column and may be several", None))
            return


def check_shades(view: TableView, columns: ColumnMap, rows: Sequence[RawRow]) -> None:
    """Say in every row that whole rows are shaded in several colours which nothing explains: they may say the level.

    Rows of which every other one is shaded say nothing.
    """
    if any(row.levels for row in rows) or columns.of("level") is not None:
        return
    shades = [_shade_of_row(view, row.row) for row in rows if row.rating.kind not in ("fill", None)]
    counts = Counter(shade for shade in shades if shade not in NEUTRAL)
    alternate = all(a != b for a, b in pairwise(shades))
    if len(counts) >= SHADES and min(counts.values()) >= SHADED_ROWS and not alternate:
        for row in rows:
            row.doubts.append(("level_missing", "rows are shaded in colours that nothing explains", "level"))


def _shade_of_row(view: TableView, row: int) -> str:
    """The name of the colour that most cells of a row share, of which a scan has many; white where they share none."""
    shades = [view.shading(row, column) for column in range(view.column_count)]
    name, count = Counter(colour_name(shade) if shade is not None else "white" for shade in shades).most_common(1)[0]
    return str(name) if 2 * count > view.column_count else "white"


def _joined(view: TableView, row: int, column: int) -> Iterator[Line]:
    """The lines of a header cell that are several headers of roles, parted by more than a space."""
    if view.cell(row, column).column_span > 1:
        return
    for line in view.lines(row, column):
        pieces: list[list[str]] = []  # the labels of a form are headers without words
        for before, word in pairwise([*line.words[:1], *line.words]):
            if not pieces or word.x0 - before.x1 > HEADS_APART * word.size:
                pieces.append([])
            pieces[-1].append(word.text)
        if len(pieces) > 1 and all(weigh("roles", " ".join(piece)) for piece in pieces):
            yield line


def _is_doubtful(column: Column, columns: ColumnMap) -> bool:
    """Whether nothing in the header of a title or rating says what it is: no time, and no steps that it lists."""
    if column.role == "title":
        return True
    listed = header_scale(column.headers)
    lists_steps = listed is not None and columns.scale is None and column.role == "rating"
    return column.role == "rating" and not lists_steps and not _is_time(column)


def _is_time(column: Column) -> bool:
    """Whether a time is all that heads the column: it says when, and nothing against what the column is."""
    period = period_of(column.headers)
    return bool(period.date) and not any(period.rest)


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
