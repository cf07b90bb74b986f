"""Actions that a policy lists in tables.

A table lists actions when a header names a column of actions. Its other columns give area, goal, objective,
responsible, deadline and indicator by their headers; an empty cell of area, goal or objective repeats the one above. A
cell of actions holds one action per bullet; without bullets it is one action. A table of two columns whose left column
is labels ("Handling", "Ansvarlig") is a card: one action with its aspects.

Where a table has no header, the columns of the table before it count, if they are as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.danish import text as danish
from extractors.kinds.columns import Columns, cell_text, find_roles
from extractors.kinds.flow import Item, follows_on
from extractors.kinds.patterns import find_name
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.layout.blocks import split_blocks, text_lines
from schemas.layout import Cell, Line, Table

HEADER_MAX = 120
"""Letters of a header; longer cells are content."""
CARD_LABELS = 3
"""So many known labels in the left column make a card."""
CARD_SHARE = 0.5
"""Share of a card's rows whose label is known."""
CARRIED = ("area", "goal", "objective")


@dataclass(slots=True)
class TableContext:
    """What the running text before a table says of it, and the columns of the table before."""

    headings: tuple[Item, ...]
    goal: Value | None
    objective: Value | None
    columns: Columns | None = None


def read_table(table: Table, context: TableContext) -> tuple[list[ActionDraft], Columns | None]:
    """Actions of one table, and its columns when it lists actions."""
    grid = table.grid()
    card = _read_card(table, grid, context)
    if card:
        return card, None
    columns = find_roles("policy", "columns", table, grid)
    start = table.header_rows
    if columns.of("action") is None:
        first = _first_row_as_header(grid)
        if first is not None:
            columns, start = first, 1
    if columns.of("action") is None:
        before = context.columns
        if before is None or len(before.roles) != table.column_count or table.header_rows:
            return [], None
        columns = before
    drafts: list[ActionDraft] = []
    carried: dict[str, Value | None] = dict.fromkeys(CARRIED)
    section: Value | None = None
    for row in range(start, table.row_count):
        cells = grid[row]
        if _repeats_header(cells, columns):
            continue
        if cells[0].column_span >= table.column_count and table.column_count > 1:
            section = value_of(cells[0]) or section
            continue
        drafts += _read_row(cells, columns, context, carried, section, table.confidence, drafts)
    return drafts, columns


def _first_row_as_header(grid: list[list[Cell]]) -> Columns | None:
    """Columns by the first row where the engine saw no header: one with two cells that are wordings of headers."""
    if not grid:
        return None
    texts = [cell_text(cell) for cell in grid[0]]
    if any(len(text) > HEADER_MAX for text in texts):
        return None
    roles = tuple(find_name("policy", "columns", text) for text in texts)
    known = {role for role in roles if role is not None}
    return Columns(roles, tuple(texts)) if len(known) >= 2 and "action" in known else None


def _repeats_header(cells: Sequence[Cell], columns: Columns) -> bool:
    texts = [cell_text(cell) for cell in cells]
    return any(texts) and all(text in header for text, header in zip(texts, columns.headers, strict=True))


def value_of(cell: Cell) -> Value | None:
    """Text of a cell with its lines; None for an empty one."""
    text = cell_text(cell)
    return Value(text, cell.lines) if text else None


def _read_row(
    cells: Sequence[Cell],
    columns: Columns,
    context: TableContext,
    carried: dict[str, Value | None],
    section: Value | None,
    confidence: float,
    before: Sequence[ActionDraft],
) -> list[ActionDraft]:
    for name in CARRIED:
        place = columns.of(name)
        own = value_of(cells[place]) if place is not None else None
        if own is not None:
            carried[name] = _goes_on(carried[name], own)
            for inner in CARRIED[CARRIED.index(name) + 1 :]:
                carried[inner] = None
    goal, objective = carried["goal"], carried["objective"]
    if columns.of("objective") is None and goal is not None and context.goal is not None:
        # The running text states the goal of the area, so the table's own goals are those that the actions serve.
        goal, objective = context.goal, goal
    actions: list[Value] = []
    for place in columns.all_of("action"):
        actions += split_actions(cells[place])
    drafts: list[ActionDraft] = []
    for k, action in enumerate(actions):
        draft = ActionDraft(action, context.headings, method="policy.column@1", confidence=min(0.97, confidence))
        draft.area = carried["area"] or section
        draft.goal = goal or context.goal
        draft.objective = objective or (context.objective if columns.of("objective") is None else None)
        for name in ("responsible", "deadline", "indicator"):
            place = columns.of(name)
            if place is not None:
                setattr(draft, name, _share(cells[place], k, len(actions)))
        drafts.append(draft)
    return drafts


def _goes_on(before: Value | None, own: Value) -> Value:
    """The cell above with this one joined to it where a row was parted by the end of a page in mid-sentence."""
    if before is None or before.lines[-1].page == own.lines[0].page or not follows_on(before.lines, own.lines):
        return own
    lines = (*before.lines, *own.lines)
    return Value(danish.join_lines([line.text for line in lines]), lines)


def _share(cell: Cell, k: int, count: int) -> Value | None:
    """The part of a cell that belongs to the ``k``-th of ``count`` actions: its own bullet, or all of it."""
    parts = split_actions(cell)
    if len(parts) == count > 1:
        return parts[k]
    return value_of(cell)


def split_actions(cell: Cell) -> list[Value]:
    """The actions in a cell: one per bullet, bullets under a bullet joined to it; else all of it as one."""
    lines = [line for line in cell.lines if not line.direction]
    if not lines:
        return []
    signs = [drawing for part in cell.parts for drawing in part.drawings]
    blocks = split_blocks(lines, signs)
    if not any(block.kind == "list_item" for block in blocks):
        value = value_of(cell)
        return [value] if value is not None else []
    groups: list[list[Line]] = []
    for block in blocks:
        own = list(text_lines(block))
        if not own:
            continue
        overleaf = bool(groups) and block.kind != "list_item" and _goes_on_overleaf(groups[-1], own)
        if overleaf or (groups and block.level > 1):
            groups[-1] += own
        elif block.kind == "list_item" or not own[-1].text.rstrip().endswith(":"):
            groups.append(own)
    return [Value(danish.join_lines([line.text for line in group]), tuple(group)) for group in groups]


def _goes_on_overleaf(before: Sequence[Line], lines: Sequence[Line]) -> bool:
    return before[-1].page != lines[0].page and follows_on(before, lines)


def _read_card(table: Table, grid: list[list[Cell]], context: TableContext) -> list[ActionDraft]:
    """The action of a card, a table of labels and values; empty when the table is none."""
    if table.column_count != 2 or table.row_count < CARD_LABELS:
        return []
    labels = [find_name("policy", "columns", cell_text(row[0])) if row[0].column_span == 1 else None for row in grid]
    known = [label for label in labels if label is not None]
    if len(set(known)) < CARD_LABELS or len(known) < CARD_SHARE * table.row_count or "action" not in known:
        return []
    drafts: list[ActionDraft] = []
    values: dict[str, Value | None] = {}
    section: Value | None = None
    for label, row in zip(labels, grid, strict=True):
        if row[0].column_span > 1:
            section = value_of(row[0]) or section
        elif label == "action":
            drafts += [
                ActionDraft(action, context.headings, method="policy.card@1", confidence=min(0.95, table.confidence))
                for action in split_actions(row[1])
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
