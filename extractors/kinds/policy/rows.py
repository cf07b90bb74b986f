"""Rows of a table of actions: what each gives, and what is carried down over its empty cells.

A row may be parted by the end of a page: its objective goes on in mid-sentence, its action too, and a header printed
again may stand between. Rulings say where rows part; without them an objective may go on in the next row of a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.danish import text as danish
from extractors.kinds.columns import Columns
from extractors.kinds.flow import Item, follows_on
from extractors.kinds.patterns import find_name
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.labels import ASPECTS
from extractors.layout.blocks import split_blocks, text_lines
from extractors.layout.markers import line_marker
from schemas.layout import Cell, Line
from schemas.page import Drawing

ENDS = (".", "!", "?")
TRIM = 0.35
"""Font sizes by which lines on one baseline may differ in height."""
CARRIED = ("area", "goal", "objective")


@dataclass(slots=True)
class TableContext:
    """What the running text before a table says of it, and the reader of the table of actions before it."""

    headings: tuple[Item, ...]
    goal: Value | None
    objective: Value | None
    section: Value | None = None
    """Area that the last row of the table before named, when it named one."""
    before: RowReader | None = None


@dataclass(frozen=True, slots=True)
class OwnCell:
    """What a cell says of its own row: its lines, without a header printed again overleaf."""

    lines: tuple[Line, ...]
    signs: tuple[Drawing, ...]

    def __bool__(self) -> bool:
        return bool(self.lines)

    def value(self) -> Value | None:
        """All of it as one text; None for an empty cell."""
        text = danish.join_lines([line.text for line in self.lines]) if self.lines else ""
        return Value(text, self.lines) if text else None


def own_cell(cell: Cell) -> OwnCell:
    """What a cell says, with the drawings among which its bullets may be."""
    return OwnCell(cell.lines, tuple(drawing for part in cell.parts for drawing in part.drawings))


def value_of(cell: Cell) -> Value | None:
    """Text of a cell with its lines; None for an empty one."""
    return own_cell(cell).value()


DIGITS = 2
"""The number of an area has so many digits at most."""


class RowReader:
    """Reads the rows of one table in order, carrying area, goal and objective down over empty cells.

    A table with the same columns as the one before it goes on where that ended, under the same headings.
    """

    def __init__(self, columns: Columns, context: TableContext, confidence: float, *, ruled: bool) -> None:
        self.columns = columns
        self.ruled = ruled
        self.context = context
        self.confidence = min(0.97, confidence)
        self.section: Value | None = context.section
        self.periods: Mapping[int, Value] = {}
        """Columns of actions that a time heads, with that time."""
        self.area_numbers: int | None = None
        """The column that numbers the areas."""
        self.trailing = False
        """Whether the last row that was read heads what comes after the table."""
        self._awaiting_goal = False
        self.drafts: list[ActionDraft] = []
        self._carried: dict[str, Value | None] = dict.fromkeys(CARRIED)
        self.stated_goal: Value | None = None
        before = context.before
        goes_on = before is not None and before.context.headings == context.headings
        if before is not None and goes_on and before.columns.headers == columns.headers:
            self._carried = dict(before._carried)

    def without_header(self, cells: Sequence[Cell]) -> list[OwnCell]:
        """The cells of a row without headers: on each of its pages, where all filled cells begin with their header.

        A header that is printed again overleaf may share a row with the rest of a row that goes on there.
        """
        own = [own_cell(cell) for cell in cells]
        for page in sorted({line.page for cell in own for line in cell.lines}):
            rests: list[tuple[Line, ...] | None] = []
            for cell, header in zip(own, self.columns.headers, strict=True):
                here = tuple(line for line in cell.lines if line.page == page)
                rests.append(_behind(here, header) if here else ())
            if all(rest is not None for rest in rests):
                own = [
                    OwnCell(
                        tuple(line for line in cell.lines if line.page < page)
                        + (rest or ())
                        + tuple(line for line in cell.lines if line.page > page),
                        cell.signs,
                    )
                    for cell, rest in zip(own, rests, strict=True)
                ]
        return own

    def read_label(self, cells: Sequence[OwnCell]) -> bool:
        """Take a row whose first cell alone says something, when that is a goal or its label; say whether it was."""
        if not cells[0] or any(cells[1:]):
            return False
        first = cells[0].lines[0].text
        if self._awaiting_goal:
            self.stated_goal, self._awaiting_goal = cells[0].value(), False
        elif find_name("policy", "labels", first) == "goal" and len(cells[0].lines) == 1:
            self._awaiting_goal = True
        elif find_name("policy", "labels", first.partition(":")[0]) == "goal":
            self.read_section(cells[0])
        else:
            return False
        self.trailing = True
        return True

    def read_goal(self, cells: Sequence[OwnCell]) -> bool:
        """Take a row whose cell over the columns states the goal of the rows below ("Mål: …"); say whether it did."""
        place = self.columns.of("action")
        value = cells[place].value() if place is not None else None
        lead, colon, rest = value.text.partition(":") if value is not None else ("", "", "")
        if value is None or not colon or not rest.strip() or find_name("policy", "labels", lead) != "goal":
            return False
        self._carry_all(cells[:place])
        self.stated_goal = Value(rest.strip(), value.lines)
        return True

    def read_goal_above(self, cell: OwnCell) -> None:
        """Take the goal that a cell above the header states: its first line or the text before a colon is the label."""
        if not cell or (len(cell.lines) < 2 and ":" not in cell.lines[0].text):
            return
        lead, colon, rest = cell.lines[0].text.partition(":")
        if "goal" not in (find_name("policy", name, lead) for name in ("labels", "recurring")):
            return
        first = (cell.lines[0]._replace(text=rest.strip()),) if colon and rest.strip() else ()
        lines = (*first, *cell.lines[1:])
        self.stated_goal = Value(danish.join_lines([line.text for line in lines]), lines) if lines else None

    def read_section(self, cell: OwnCell) -> None:
        """Take a row over the full width: a goal where a line says so, else the area of the rows below."""
        self.trailing = True
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
            self.stated_goal = None
        stated = danish.join_lines([line.text for line in goal if line.text])
        if stated:
            self.stated_goal = Value(stated, tuple(line for line in goal if line.text))

    def read(self, cells: Sequence[OwnCell]) -> None:
        """Read one row into ``drafts``, or the rows in it where nothing drawn parts them."""
        for row in [cells] if self.ruled else self._rows_in(cells):
            self._read_row(row)

    def _rows_in(self, cells: Sequence[OwnCell]) -> list[list[OwnCell]]:
        """The rows that one of the grid holds: actions below each other, each level with what is said of it.

        An action begins behind a full stop, with a capital, where another column begins a line. What stands in other
        columns is of the first of them.
        """
        place = self.columns.of("action")
        beside = [i for name in ASPECTS if (i := self.columns.of(name)) is not None]
        lines = cells[place].lines if place is not None else ()
        begun = [lines[k] for k in range(1, len(lines)) if _begins_anew(lines[k - 1], lines[k])]
        starts = [line for line in begun if beside and all(_level_with(line, cells[i]) for i in beside)]
        if place is None or not starts or len(starts) < len(begun):
            return [list(cells)]
        ends = [(line.page, line.box.top + TRIM * line.size) for line in starts]
        rows: list[list[OwnCell]] = []
        for k in range(len(ends) + 1):
            row: list[OwnCell] = []
            for i, cell in enumerate(cells):
                own = [ln for ln in cell.lines if sum((ln.page, ln.box.cy) > end for end in ends) == k]
                whole = i not in (place, *beside)
                row.append(OwnCell((cell.lines if k == 0 else ()) if whole else tuple(own), cell.signs))
            rows.append(row)
        return rows

    def _read_row(self, cells: Sequence[OwnCell]) -> None:
        columns = self.columns
        self._carry_all(cells)
        actions = [(action, place) for place in columns.all_of("action") for action in split_actions(cells[place])]
        if not actions:
            self._complete(cells)
        if actions and self._continues(cells, actions[0][0]):
            last = self.drafts[-1]
            lines = (*last.action.lines, *actions[0][0].lines)
            last.action = Value(danish.join_lines([line.text for line in lines]), lines)
            actions = actions[1:]
        self.trailing = self.trailing and not actions
        for k, (action, place) in enumerate(actions):
            draft = self._draft(action, cells, k, len(actions))
            draft.deadline = self.periods.get(place, draft.deadline)
            self.drafts.append(draft)

    def _carry_all(self, cells: Sequence[OwnCell]) -> None:
        """Note what the cells of a row say of area, goal and objective."""
        for name in CARRIED:
            place = self.columns.of(name)
            own = cells[place].value() if place is not None and place < len(cells) else None
            if own is not None and name == "area":
                own = replace(own, number=self._number_of_area(cells) or own.number)
            if own is not None:
                self._carry(name, own)

    def _number_of_area(self, cells: Sequence[OwnCell]) -> int | None:
        own = cells[self.area_numbers].value() if self.area_numbers is not None else None
        text = own.text.strip(" .)") if own is not None else ""
        return int(text) if text.isdecimal() and len(text) <= DIGITS else None

    def _complete(self, cells: Sequence[OwnCell]) -> None:
        """Give what stands in a row without an action to the action above: the rest of its cells overleaf."""
        if not self.drafts or any(cells[i] for name in CARRIED for i in self.columns.all_of(name)):
            return
        last = self.drafts[-1]
        for name in ASPECTS:
            place = self.columns.of(name)
            own = cells[place].value() if place is not None else None
            before: Value | None = getattr(last, name)
            if own is not None and before is not None:
                lines = (*before.lines, *own.lines)
                own = Value(danish.join_lines([line.text for line in lines]), lines)
            if own is not None:
                setattr(last, name, own)

    def _carry(self, name: str, own: Value) -> None:
        before = self._carried[name]
        if before is not None and before.lines[-1] is own.lines[-1]:
            return  # a cell over several rows
        joined = _goes_on(before, own, anywhere=not self.ruled)
        self._carried[name] = joined
        if joined is not own:
            # What the table calls a goal may be the objective of its actions.
            for draft in self.drafts:
                for role in CARRIED:
                    if getattr(draft, role) is before:
                        setattr(draft, role, joined)
            return
        for inner in CARRIED[CARRIED.index(name) + 1 :]:
            self._carried[inner] = None

    def _continues(self, cells: Sequence[OwnCell], first: Value) -> bool:
        """Whether a row is the rest of the one above: overleaf, nothing in its other cells, in mid-sentence."""
        if not self.drafts or first.lines[0].page == self.drafts[-1].action.lines[-1].page:
            return False
        others = [cell for i, cell in enumerate(cells) if i not in self.columns.all_of("action")]
        return not any(others) and follows_on(self.drafts[-1].action.lines, first.lines)

    def _draft(self, action: Value, cells: Sequence[OwnCell], k: int, count: int) -> ActionDraft:
        columns, context, carried = self.columns, self.context, self._carried
        goal, objective = carried["goal"], carried["objective"]
        if columns.of("objective") is None and goal is not None and context.goal is not None:
            # The running text states the goal of the area: the table's own goals are those that its actions serve.
            goal, objective = context.goal, goal
        draft = ActionDraft(action, context.headings, method="policy.column@1", confidence=self.confidence)
        draft.area = carried["area"] or self.section
        draft.goal = goal or self.stated_goal or (context.goal if self.section is context.section else None)
        draft.objective = objective or (context.objective if columns.of("objective") is None else None)
        for name in ASPECTS:
            place = columns.of(name)
            if place is not None:
                setattr(draft, name, _share(cells[place], k, count))
        return draft


def _begins_anew(above: Line, line: Line) -> bool:
    return above.text.rstrip().endswith(ENDS) and line.text.lstrip()[:1].isupper()


def _level_with(line: Line, cell: OwnCell) -> bool:
    """Whether a line of the cell is level with ``line``, and none that goes on in a small letter."""
    return any(
        other.page == line.page and abs(other.box.cy - line.box.cy) <= TRIM * line.size and not other.text[:1].islower()
        for other in cell.lines
    )


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
    if before is None or not follows_on(before.lines, own.lines) or _is_numbered(own):
        return own
    if not anywhere and before.lines[-1].page == own.lines[0].page:
        return own
    lines = (*before.lines, *own.lines)
    return Value(danish.join_lines([line.text for line in lines]), lines)


def _is_numbered(value: Value) -> bool:
    """Whether a text begins with a number of its own ("2. Tobak"), which goes on with no sentence."""
    return line_marker(value.lines[0]) == "number"


def _share(cell: OwnCell, k: int, count: int) -> Value | None:
    """The part of a cell that belongs to the ``k``-th of ``count`` actions: its own bullet, or all of it."""
    parts = split_actions(cell)
    if len(parts) == count > 1:
        return parts[k]
    return cell.value()


def split_actions(cell: OwnCell) -> list[Value]:
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
