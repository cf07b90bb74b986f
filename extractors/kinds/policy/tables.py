"""Actions that a policy lists in tables.

A table lists actions when a header names a column of actions. Its other columns give area, goal, objective,
responsible, deadline and indicator by their headers; an empty cell of area, goal or objective repeats the one above. A
cell of actions holds one action per bullet; without bullets it is one action. A table of two columns whose left column
is labels ("Handling", "Ansvarlig") is a card: one action with its aspects.

Where a table has no header, the columns of the table before it count, if they are as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.danish import text as danish
from extractors.kinds.columns import Columns, cell_text, find_roles
from extractors.kinds.flow import Item, follows_on
from extractors.kinds.patterns import find_name, pattern
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.layout.blocks import split_blocks, text_lines
from schemas.layout import Cell, Line, Table
from schemas.page import Drawing

HEADER_MAX = 120
"""Letters of a header; longer cells are content."""
HEADING_SIZE = 1.15
"""A heading within a table is larger than its text by this factor, or numbered."""
CARD_LABELS = 3
"""So many known labels in the left column make a card."""
CARD_SHARE = 0.5
"""Share of a card's rows whose label is known."""
ENDS = (".", "!", "?")
CARRIED = ("area", "goal", "objective")


@dataclass(slots=True)
class TableContext:
    """What the running text before a table says of it, and the reader of the table of actions before it."""

    headings: tuple[Item, ...]
    goal: Value | None
    objective: Value | None
    before: RowReader | None = None


def read_table(table: Table, context: TableContext) -> tuple[list[ActionDraft], RowReader | None]:
    """Actions of one table, and the reader of its rows when it lists actions in columns."""
    grid = table.grid()
    cards = _read_cards(table, grid, context)
    if cards:
        return cards, None
    columns = find_roles("policy", "columns", table, grid)
    start = table.header_rows
    if columns.of("action") is None:
        first = _first_row_as_header(grid)
        if first is not None:
            columns, start = first, 1
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
        elif any(own) and not _crosses(cells, columns):
            reader.read(own)
    return reader.drafts, reader


def _is_section(cells: Sequence[Cell], own: Sequence[_Own], width: int, body_size: float) -> bool:
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


@dataclass(frozen=True, slots=True)
class _Own:
    """What a cell says of its own row: its lines, without a header printed again overleaf."""

    lines: tuple[Line, ...]
    signs: tuple[Drawing, ...]

    def __bool__(self) -> bool:
        return bool(self.lines)

    def value(self) -> Value | None:
        """All of it as one text; None for an empty cell."""
        text = danish.join_lines([line.text for line in self.lines]) if self.lines else ""
        return Value(text, self.lines) if text else None


def _own(cell: Cell) -> _Own:
    return _Own(cell.lines, tuple(drawing for part in cell.parts for drawing in part.drawings))


def value_of(cell: Cell) -> Value | None:
    """Text of a cell with its lines; None for an empty one."""
    return _own(cell).value()


class RowReader:
    """Reads the rows of one table in order, carrying area, goal and objective down over empty cells.

    A table with the same columns as the one before it goes on where that ended.
    """

    def __init__(self, columns: Columns, context: TableContext, confidence: float, *, ruled: bool) -> None:
        self.columns = columns
        self.ruled = ruled
        self.context = context
        self.confidence = min(0.97, confidence)
        self.section: Value | None = None
        self.drafts: list[ActionDraft] = []
        self._carried: dict[str, Value | None] = dict.fromkeys(CARRIED)
        self._stated_goal: Value | None = None
        before = context.before
        if before is not None and before.columns.headers == columns.headers:
            self._carried = dict(before._carried)

    def without_header(self, cells: Sequence[Cell]) -> list[_Own]:
        """The cells of a row; where all that are filled begin with their column's header, without it.

        A header that is printed again overleaf may share a row with the rest of a row that goes on there.
        """
        own = [_own(cell) for cell in cells]
        kept: list[_Own] = []
        for cell, header in zip(own, self.columns.headers, strict=True):
            rest = _behind(cell.lines, header)
            if cell.lines and rest is None:
                return own
            kept.append(_Own(rest or (), cell.signs))
        return kept

    def read_section(self, cell: _Own) -> None:
        """Take a row over the full width: a goal where a line says so, else the area of the rows below."""
        first = cell.lines[0]
        area: list[Line] = []
        goal: list[Line] = []
        for line in cell.lines:
            lead, colon, rest = line.text.partition(":")
            if not goal and find_name("policy", "labels", lead) == "goal":
                goal.append(line._replace(text=rest.strip()) if colon and rest.strip() else line._replace(text=""))
            elif goal and not goal[-1].text.endswith(ENDS):
                goal.append(line)
            elif not goal and line.bold == first.bold and abs(line.size - first.size) < 1.0:
                area.append(line)
        if area:
            self.section = Value(danish.join_lines([line.text for line in area]), tuple(area))
            self._carried = dict.fromkeys(CARRIED)
            self._stated_goal = None
        stated = danish.join_lines([line.text for line in goal if line.text])
        if stated:
            self._stated_goal = Value(stated, tuple(line for line in goal if line.text))

    def read(self, cells: Sequence[_Own]) -> None:
        """Read one row into ``drafts``."""
        columns = self.columns
        for name in CARRIED:
            place = columns.of(name)
            own = cells[place].value() if place is not None else None
            if own is not None:
                self._carry(name, own)
        actions = [action for place in columns.all_of("action") for action in split_actions(cells[place])]
        if actions and self._continues(cells, actions[0]):
            last = self.drafts[-1]
            lines = (*last.action.lines, *actions[0].lines)
            last.action = Value(danish.join_lines([line.text for line in lines]), lines)
            actions = actions[1:]
        for k, action in enumerate(actions):
            self.drafts.append(self._draft(action, cells, k, len(actions)))

    def _carry(self, name: str, own: Value) -> None:
        before = self._carried[name]
        joined = _goes_on(before, own, anywhere=not self.ruled)
        self._carried[name] = joined
        if joined is not own:
            for draft in self.drafts:
                if getattr(draft, name) is before:
                    setattr(draft, name, joined)
            return
        for inner in CARRIED[CARRIED.index(name) + 1 :]:
            self._carried[inner] = None

    def _continues(self, cells: Sequence[_Own], first: Value) -> bool:
        """Whether a row is the rest of the one above: overleaf, nothing in its other cells, in mid-sentence."""
        if not self.drafts or first.lines[0].page == self.drafts[-1].action.lines[-1].page:
            return False
        others = [cell for i, cell in enumerate(cells) if i not in self.columns.all_of("action")]
        return not any(others) and follows_on(self.drafts[-1].action.lines, first.lines)

    def _draft(self, action: Value, cells: Sequence[_Own], k: int, count: int) -> ActionDraft:
        columns, context, carried = self.columns, self.context, self._carried
        goal, objective = carried["goal"], carried["objective"]
        if columns.of("objective") is None and goal is not None and context.goal is not None:
            # The running text states the goal of the area: the table's own goals are those that its actions serve.
            goal, objective = context.goal, goal
        draft = ActionDraft(action, context.headings, method="policy.column@1", confidence=self.confidence)
        draft.area = carried["area"] or self.section
        draft.goal = goal or self._stated_goal or (context.goal if self.section is None else None)
        draft.objective = objective or (context.objective if columns.of("objective") is None else None)
        for name in ("responsible", "deadline", "indicator"):
            place = columns.of(name)
            if place is not None:
                setattr(draft, name, _share(cells[place], k, count))
        return draft


def _behind(lines: Sequence[Line], header: str) -> tuple[Line, ...] | None:
    """The lines behind those that print ``header``; None when ``lines`` do not begin with it."""
    wanted = header.replace(" ", "")
    printed = ""
    for i, line in enumerate(lines):
        printed += line.text.replace(" ", "").replace("\u00ad", "")
        if printed == wanted:
            return tuple(lines[i + 1 :])
        if not wanted.startswith(printed):
            return None
    return None


def _goes_on(before: Value | None, own: Value, *, anywhere: bool) -> Value:
    """The cell above with this one joined to it where a row was parted in mid-sentence.

    Rulings say where rows part, so that only the end of a page can part one; without them a row may be parted anywhere.
    """
    if before is None or not follows_on(before.lines, own.lines):
        return own
    if not anywhere and before.lines[-1].page == own.lines[0].page:
        return own
    lines = (*before.lines, *own.lines)
    return Value(danish.join_lines([line.text for line in lines]), lines)


def _share(cell: _Own, k: int, count: int) -> Value | None:
    """The part of a cell that belongs to the ``k``-th of ``count`` actions: its own bullet, or all of it."""
    parts = split_actions(cell)
    if len(parts) == count > 1:
        return parts[k]
    return cell.value()


def split_actions(cell: _Own) -> list[Value]:
    """The actions in a cell: one per bullet, bullets under a bullet joined to it; else all of it as one."""
    lines = [line for line in cell.lines if not line.direction]
    if not lines:
        return []
    blocks = split_blocks(lines, cell.signs)
    if not any(block.kind == "list_item" for block in blocks):
        value = cell.value()
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


def _read_card(rows: Sequence[Sequence[Cell]], context: TableContext, confidence: float) -> list[ActionDraft]:
    """The actions of one card, labels on the left and values on the right."""
    labels = [find_name("policy", "columns", cell_text(row[0])) if row[0].column_span == 1 else None for row in rows]
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
                for action in split_actions(_own(row[1]))
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
