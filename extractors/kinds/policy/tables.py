"""Actions that a policy lists in tables.

A table lists actions when a header names a column of actions. Its other columns give area, goal, objective,
responsible, deadline and indicator by their headers; an empty cell of area, goal or objective repeats the one above. A
cell of actions holds one action per bullet; without bullets it is one action. A table of two columns whose left column
is labels ("Handling", "Ansvarlig") is a card: one action with its aspects.

Where a table has no header, the columns of the table before it count, if they are as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extractors.kinds.columns import Columns, cell_text, find_roles
from extractors.kinds.flow import follows_on
from extractors.kinds.patterns import find_name, pattern
from extractors.kinds.policy.cards import read_cards
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.labels import ASPECTS
from extractors.kinds.policy.phrasing import is_deadline
from extractors.kinds.policy.rows import CARRIED, OwnCell, RowReader, TableContext, own_cell, value_of
from schemas.layout import Cell, Table

HEADER_SEARCH_ROWS = 5
"""A header stands in the first rows."""
HEADER_MAX = 120
"""Letters of a header; longer cells are content."""
HEADING_SIZE = 1.15
"""A heading within a table is larger than its text by this factor, or numbered."""
WORDED = 12
"""Letters from which a cell below a time says what is done; shorter ones are marks, sums or yes and no."""


def read_table(table: Table, context: TableContext) -> tuple[list[ActionDraft], RowReader | None]:
    """Actions of one table, and the reader of its rows when it lists actions in columns."""
    grid = table.grid()
    cards = read_cards(table, grid, context)
    if cards:
        return cards, None
    columns = find_roles("policy", "columns", table, grid)
    start = table.header_rows
    if columns.of("action") is None:
        found = _find_header(grid)
        if found is not None:
            columns, start = found
    columns = _with_area(_settle_actions(_with_labelled(columns)), table)
    periods = _periods(grid, columns, start) if columns.of("action") is None else {}
    if periods:
        roles = ("action" if i in periods else role for i, role in enumerate(columns.roles))
        columns = replace(columns, roles=tuple(roles))
    if columns.of("action") is None:
        before = context.before
        if before is None or len(before.columns.roles) != table.column_count or table.header_rows:
            return [], None
        columns = before.columns
    reader = RowReader(columns, context, table.confidence, ruled=table.method == "ruled")
    reader.periods = periods
    reader.area_numbers = _numbers_of_areas(grid[start:], columns)
    for above in grid[:start]:
        if table.column_count > 1 and above[0].column_span >= table.column_count:
            reader.read_goal_above(own_cell(above[0]))
    body = median(line.size for cell in table.cells for line in cell.lines)
    for row in range(start, table.row_count):
        cells = grid[row]
        own = reader.without_header(cells)
        if _is_section(cells, own, table.column_count, body):
            reader.read_section(own[0])
        elif not any(own) or reader.read_label(own) or _crosses(cells, columns) or _runs_across(own):
            continue
        elif not (_spans_on(cells, columns) and reader.read_goal(own)):
            reader.read(own)
    return reader.drafts, reader


def read_aspects(table: Table) -> dict[str, Value]:
    """What a table of one row says of the action above it: all its headers name aspects; empty for any other table."""
    grid = table.grid()
    if len(grid) != max(1, table.header_rows) + 1:
        return {}
    roles = [find_name("policy", "columns", cell_text(cell)) for cell in grid[-2]]
    if not set(roles) <= set(ASPECTS) or len(set(roles)) < max(2, len(roles)):
        return {}
    values = {name: value_of(cell) for name, cell in zip(roles, grid[-1], strict=True) if name is not None}
    return {name: value for name, value in values.items() if value is not None}


def _numbers_of_areas(rows: Sequence[Sequence[Cell]], columns: Columns) -> int | None:
    """The column of numbers whose cells stand beside those of the areas and are as tall; None where it counts more."""
    number, area = columns.of("number"), columns.of("area")
    if number is None or area is None:
        return None
    filled = [(row[number], row[area]) for row in rows if row[area].lines or row[number].lines]
    alike = all((a.row, a.row_span, bool(a.lines)) == (b.row, b.row_span, bool(b.lines)) for a, b in filled)
    return number if filled and alike else None


def _periods(grid: list[list[Cell]], columns: Columns, start: int) -> dict[int, Value]:
    """Columns headed by times, which hold what is done then beside what it serves; none where they hold marks."""
    found: dict[int, Value] = {}
    for place, header in enumerate(columns.headers):
        cell = next((row[place] for row in grid[:start] if cell_text(row[place]) == header), None)
        value = value_of(cell) if cell is not None and is_deadline(header) else None
        if value is not None:
            found[place] = value
    served = any(columns.of(name) is not None for name in CARRIED)
    texts = [cell_text(row[place]) for row in grid[start:] for place in found if row[place].lines]
    worded = sum(len(text) >= WORDED for text in texts)
    return found if len(found) > 1 and served and 2 * worded > len(texts) else {}


def _is_section(cells: Sequence[Cell], own: Sequence[OwnCell], width: int, body_size: float) -> bool:
    """Whether a row heads the rows below it: one cell over the full width, or a heading with nothing beside it."""
    if width < 2 or not own[0]:
        return False
    if cells[0].column_span >= width:
        return True
    first = own[0].lines[0]
    heads = first.bold and (parse_leading(first.text) or first.size >= HEADING_SIZE * body_size)
    return heads and (cells[0].column_span > 1 or not any(own[1:]))


def _with_area(columns: Columns, table: Table) -> Columns:
    """Columns whose first one has no header and holds names of several rows each: areas of the actions beside them."""
    if columns.of("area") is not None or columns.of("action") in (None, 0) or columns.headers[0]:
        return columns
    names = [cell for cell in table.cells if cell.column == 0 and cell.lines and cell.row >= table.header_rows]
    if columns.roles[0] is not None or len(names) < 2 or any(cell.row_span < 2 for cell in names):
        return columns
    return replace(columns, roles=("area", *columns.roles[1:]))


def _spans_on(cells: Sequence[Cell], columns: Columns) -> bool:
    """Whether the cell of the action goes on over another column."""
    place = columns.of("action")
    return place is not None and any(cell is cells[place] for i, cell in enumerate(cells) if i != place)


def _crosses(cells: Sequence[Cell], columns: Columns) -> bool:
    """Whether one text covers the columns of objectives and of actions: it introduces the rows and is none."""
    served = [cells[i] for name in CARRIED for i in columns.all_of(name)]
    return any(cells[i] is cell for i in columns.all_of("action") for cell in served)


def _runs_across(own: Sequence[OwnCell]) -> bool:
    """Whether the only two cells that say something are one sentence, parted where a space lies between columns."""
    filled = [i for i, cell in enumerate(own) if cell]
    if len(filled) != 2 or filled[1] != filled[0] + 1:
        return False
    before, after = (own[i].lines for i in filled)
    return len(before) == len(after) == 1 and after[0].text[:1].islower() and follows_on(before, after)


def parse_leading(text: str) -> bool:
    """Whether a line begins as the name of an area does: with a number, or with the word and a number."""
    match = pattern("policy", "area_prefix").match(text)
    return match is not None and match["number"] is not None


def _with_labelled(columns: Columns) -> Columns:
    """Columns with the one as actions that a label of actions heads ("Det sætter vi i gang"), where no header does."""
    if columns.of("action") is not None:
        return columns
    labelled = [i for i, text in enumerate(columns.headers) if find_name("policy", "labels", text) == "actions"]
    if len(labelled) != 1 or not any(role for i, role in enumerate(columns.roles) if i not in labelled):
        return columns
    return replace(columns, roles=tuple("action" if i in labelled else role for i, role in enumerate(columns.roles)))


def _settle_actions(columns: Columns) -> Columns:
    """Of several columns of actions and none of objectives, the first says what the others serve.

    "Indsats" beside "Konkrete handlinger" is what the actions belong to; alone it is the action.
    """
    places = columns.all_of("action")
    if len(places) < 2 or columns.of("objective") is not None:
        return columns
    roles = list(columns.roles)
    roles[places[0]] = "objective"
    return replace(columns, roles=tuple(roles))


def _find_header(grid: list[list[Cell]]) -> tuple[Columns, int] | None:
    """Columns by the first row whose cells are wordings of headers, two at least, and the row behind it.

    What stands above it in the grid – a title, a box that touches the table – is no header, whatever the engine took it
    for.
    """
    for row, cells in enumerate(grid[:HEADER_SEARCH_ROWS]):
        texts = [cell_text(cell) for cell in cells]
        if any(len(text) > HEADER_MAX for text in texts):
            continue
        roles = tuple(find_name("policy", "columns", text) for text in texts)
        known = {role for role in roles if role is not None}
        if len(known) >= 2 and "action" in known and cells[0].column_span < len(cells):
            return Columns(roles, tuple(texts)), row + 1
    return None
