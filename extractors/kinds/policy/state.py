"""Where the walk through a policy stands: the headings above, what the last label said, what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.kinds.flow import Item
from extractors.kinds.patterns import find_name
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.recurring import Road
from extractors.kinds.policy.rows import RowReader
from schemas.geometry import Box
from schemas.layout import Line


@dataclass(frozen=True, slots=True)
class Level:
    """A heading on the way down to the present passage."""

    item: Item
    label: str | None


@dataclass(frozen=True, slots=True)
class Tail:
    """The page on which the last row of a table may go on, and its last action."""

    page: int
    draft: ActionDraft


@dataclass(slots=True)
class State:
    """Where the walk stands."""

    stack: list[Level] = field(default_factory=list)
    mode: str | None = None
    before: str | None = None
    """What was listed before an aspect on lines of its own came in between."""
    listed_aspect: tuple[str, str] | None = None
    """The aspect that a list below its label gives, and the bullet of that list."""
    panel: Box | None = None
    """The panel in which the present mode was set."""
    around: str | None = None
    """What was listed before that panel, and goes on behind it."""
    label: Item | None = None
    """The last label."""
    goal: Value | None = None
    goal_left: int = 0
    goal_marker: str | None = None
    """Bullet of the list of goals that is being read."""
    goal_level: int = 0
    """Depth of the heading that the goal was stated under: it holds until the next heading as high."""
    objective: Value | None = None
    section: Value | None = None
    """Area that a table's last row named for what comes after it."""
    reader: RowReader | None = None
    batch: list[ActionDraft] = field(default_factory=list)
    """Actions that an aspect after them speaks of: those of the present list."""
    drafts: list[ActionDraft] = field(default_factory=list)
    last_item: list[Line] = field(default_factory=list)
    single: ActionDraft | None = None
    """The action that has a heading of its own, while what stands under it is read."""
    headed: Value | None = None
    """The objective that such an action became, whose heading a list stands under."""
    tail: Tail | None = None
    nested: bool = False
    """Whether goals are listed with their actions below each."""
    parents: frozenset[Item] = frozenset()
    """List items with a list of their own below them."""
    worded: frozenset[Item] = frozenset()
    """List items and paragraphs that are worded as actions, where no label calls anything so."""
    efforts: Mapping[Item, Item | None] = field(default_factory=dict)
    """Headings that name an effort with a unit or deadline of its own, where no label calls anything so; with each the
    sentence below it that says what is done, if one does."""
    recurring: Mapping[Item, str] = field(default_factory=dict)
    """Labels of the document's own wording: headings that recur word for word."""
    statements: frozenset[Item] = frozenset()
    """Paragraphs in a row under a label of actions, each of which states one."""
    stated: frozenset[Item] = frozenset()
    """Paragraphs that state an action each by how they are set, whatever label stands above."""
    periods: frozenset[Item] = frozenset()
    """Headings that are times: what stands below is done then."""
    period: Item | None = None
    """The last of them."""
    road: Road | None = None
    """Times beside what is done then."""
    beside: Mapping[Item, Item] = field(default_factory=dict)
    """Efforts with what they serve, in a box left of them."""
    tags: frozenset[Item] = frozenset()
    """Words in boxes of their own that say what area the effort below belongs to."""
    tag: Value | None = None
    """The tag of the effort that comes next."""
    wishes: frozenset[Item] = frozenset()
    """Labels of a wish ("Vi vil") that a label of what is done follows ("Det gør vi")."""
    boxes: frozenset[tuple[int, Box]] = frozenset()
    """Panels that hold text and not headings alone: a banner sets nothing apart."""

    titles: frozenset[Item] = frozenset()
    """Headings in such panels that stand above all others of their page."""

    cards: frozenset[Item] = frozenset()
    """Headings in such panels that a label of actions follows there: what the actions of the box serve."""

    def panel_of(self, item: Item) -> Box | None:
        """The box of text that a block stands in, None for a banner."""
        return item.panel if item.panel is not None and (item.page, item.panel) in self.boxes else None

    def headings(self) -> tuple[Item, ...]:
        return tuple(level.item for level in self.stack if level.label is None)


def enter(state: State, panel: Box | None) -> None:
    """Note the box that what comes stands in, and what was listed around it; a box that ends takes its head along."""
    if state.panel is not None and panel != state.panel:
        inside = [level for level in state.stack if level.item in state.cards]
        state.stack = [level for level in state.stack if level not in inside]
        state.objective = None if inside else state.objective
    if panel is None:
        state.around = None
    elif state.panel is None:
        state.around = state.mode
    state.panel = panel


def push(state: State, item: Item, label: str | None) -> None:
    """Put a heading on the stack under those that stand higher; a label stands under whatever it labels."""
    if label is None:
        state.stack = [level for level in state.stack if level.item.level < item.level]
    else:
        state.stack = [level for level in state.stack if level.item.level < item.level or level.label is None]
        state.stack = [level for level in state.stack if level.label is None or level.item.level < item.level]
    state.stack.append(Level(item, label))


def in_area(state: State) -> bool:
    """Whether the passage stands in an area: under a number, or after the goal of its chapter."""
    headings = state.headings()
    numbered = any(heading.marker or find_name("policy", "labels", heading.text) == "area" for heading in headings)
    return bool(headings) and (numbered or state.goal is not None)
