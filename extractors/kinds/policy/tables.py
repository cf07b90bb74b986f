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
from extractors.kinds.patterns import find_name, pattern
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.rows import CARRIED, OwnCell, RowReader, TableContext, own_cell, split_actions, value_of
from schemas.layout import Cell, Table

HEADER_SEARCH_ROWS = 5
"""A header stands in the first rows."""
HEADER_MAX = 120
"""Letters of a header; longer cells are content."""
HEADING_SIZE = 1.15
"""A heading within a table is larger than its text by this factor, or numbered."""
CARD_LABELS = 3
"""So many known labels in the left column make a card."""
CARD_SHARE = 0.5
"""Share of a card's rows whose label is known."""


def read_table(table: Table, context: TableContext) -> tuple[list[ActionDraft], RowReader | None]:
    """Actions of one table, and the reader of its rows when it lists actions in columns."""
    grid = table.grid()
    cards = _read_cards(table, grid, context)
    if cards:
        return cards, None
    columns = find_roles("policy", "columns", table, grid)
    start = table.header_rows
    if columns.of("action") is None:
        found = _find_header(grid)
        if found is not None:
            columns, start = found
    columns = _settle_actions(columns)
    if columns.of("action") is None:
        before = context.before
        if before is None or len(before.columns.roles) != table.column_count or table.header_rows:
            return [], None
        columns = before.columns
    reader = RowReader(columns, context, table.confidence, ruled=table.method == "ruled")
    body = median(line.size for cell in table.cells for line in cell.lines)
    for row in range(start, table.row_count):
        cells = grid[row]
        own = reader.without_header(cells)
        if _is_section(cells, own, table.column_count, body):
            reader.read_section(own[0])
        elif any(own) and not reader.read_label(own) and not _crosses(cells, columns):
            reader.read(own)
    return reader.drafts, reader


def _is_section(cells: Sequence[Cell], own: Sequence[OwnCell], width: int, body_size: float) -> bool:
    """Whether a row heads the rows below it: one cell over the full width, or a heading with nothing beside it."""
    if width < 2 or not own[0]:
        return False
    if cells[0].column_span >= width:
        return True
    first = own[0].lines[0]
    heads = first.bold and (parse_leading(first.text) or first.size >= HEADING_SIZE * body_size)
    return heads and (cells[0].column_span > 1 or not any(own[1:]))


def _crosses(cells: Sequence[Cell], columns: Columns) -> bool:
    """Whether one text covers the columns of objectives and of actions: it introduces the rows and is none."""
    served = [cells[i] for name in CARRIED for i in columns.all_of(name)]
    return any(cells[i] is cell for i in columns.all_of("action") for cell in served)


def parse_leading(text: str) -> bool:
    """Whether a line begins as the name of an area does: with a number, or with the word and a number."""
    match = pattern("policy", "area_prefix").match(text)
    return match is not None and match["number"] is not None


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


def _read_cards(table: Table, grid: list[list[Cell]], context: TableContext) -> list[ActionDraft]:
    """The actions of a card, a table of labels and values, or of cards side by side; empty when the table is none."""
    if table.column_count % 2 or table.row_count < CARD_LABELS:
        return []
    drafts: list[ActionDraft] = []
    for column in range(0, table.column_count, 2):
        card = _read_card([row[column : column + 2] for row in grid], context, min(0.95, table.confidence))
        if not card:
            return []
        drafts += card
    return drafts


def _without_digits(text: str) -> str:
    return "".join(sign for sign in text if not sign.isdigit()).strip()


def _read_card(rows: Sequence[Sequence[Cell]], context: TableContext, confidence: float) -> list[ActionDraft]:
    """The actions of one card, labels on the left and values on the right."""
    labels = [find_name("policy", "columns", cell_text(row[0])) if row[0].column_span == 1 else None for row in rows]
    named = [i for i, label in enumerate(labels) if label == "action"]
    if len({_without_digits(cell_text(rows[i][0])) for i in named}) > 1 and "objective" not in labels:
        # "Indsats" above "Aktiviteter" is what the activities belong to, as it is beside them.
        labels[named[0]] = "objective"
    known = [label for label in labels if label is not None]
    if len(set(known)) < CARD_LABELS or len(known) < CARD_SHARE * len(rows) or "action" not in known:
        return []
    drafts: list[ActionDraft] = []
    values: dict[str, Value | None] = {}
    section: Value | None = None
    for label, row in zip(labels, rows, strict=True):
        if row[0].column_span > 1:
            section = value_of(row[0]) or section
        elif label == "action":
            drafts += [
                ActionDraft(action, context.headings, method="policy.card@1", confidence=confidence)
                for action in split_actions(own_cell(row[1]))
            ]
        elif label is not None and label not in values:
            values[label] = value_of(row[1])
    for draft in drafts:
        draft.area = values.get("area")
        draft.goal = values.get("goal") or context.goal
        draft.objective = values.get("objective") or section or context.objective
        draft.responsible, draft.deadline = values.get("responsible"), values.get("deadline")
        draft.indicator = values.get("indicator")
    return drafts
