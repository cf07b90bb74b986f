"""Actions that a policy lists in running text, and the goals and objectives that stand around them.

The flow is walked once. Headings and labels say what the text under them is: a goal, an objective, actions, aspects of
the actions above (responsible, deadline, indicator), or background. Signals, in order of precedence:

1. a label ("Målsætning", "Handlinger:", "Ansvarlig: …"), as heading, lead-in or beginning of a line;
2. the heading's place: a heading that is no label heads an area or an objective;
3. a bullet or number: where actions are listed, each item is one; bullets under an item belong to it.

Fact boxes, quotes, captions and notes are never actions: what stands in a panel counts only when the label of its list
stands in it too. Where nothing is listed as actions, paragraphs under such a label count, and at last, with less
confidence, lists in an area – under a numbered heading, or after the goal of the chapter – and what is worded as an
action ("Vi vil …", "Etablere …").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.danish import text as danish
from extractors.kinds.flow import Item, follows_on, is_contents
from extractors.kinds.policy.beside import Pair, read_beside
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.label_rows import read_label_row
from extractors.kinds.policy.labels import ASPECTS, find_wishes, read_label
from extractors.kinds.policy.phrasing import (
    headed_efforts,
    listed_actions,
    part_aspects,
    stated_paragraphs,
    with_goals,
)
from extractors.kinds.policy.places import boxes_beside, heads_of_cards, list_parents, text_boxes, titles_in_boxes
from extractors.kinds.policy.recurring import Road, find_periods, find_recurring, find_tags
from extractors.kinds.policy.rows import TableContext
from extractors.kinds.policy.state import State, Tail, enter, in_area, push
from extractors.kinds.policy.statements import stated_above_aspects, stated_under_headings, stated_under_labels
from extractors.kinds.policy.tables import read_aspects, read_table

GOAL_PARAGRAPHS = 1
"""A goal is the first paragraph under its label; what follows explains it. Of a list all items are goals."""
LISTED = 0.93
BESIDE = 0.85
UNLABELLED = 0.75
TAIL_EDGE = 6.0
"""Points within which the end of a row stands under its column."""
SAME_SIDE = 2.0
"""Points within which the parts of a box on two pages have the same sides."""
QUOTES = ('"', "”", "“", "»", "«", "’’")


def read_flow_actions(items: Sequence[Item], *, unlabelled: bool = False) -> list[ActionDraft]:
    """Actions of the whole flow, from tables and lists, in order.

    Args:
        items: the document.
        unlabelled: whether lists in an area and what is worded as an action count that no label calls actions.
    """
    boxes, recurring = text_boxes(items), find_recurring(items)
    state = State(
        wishes=find_wishes(items),
        boxes=boxes,
        titles=titles_in_boxes(items, boxes),
        parents=list_parents(items),
        cards=heads_of_cards(items, boxes, recurring),
        recurring=recurring,
        periods=find_periods(items),
        road=Road(items),
    )
    state.statements = stated_under_labels(items, state.recurring)
    state.stated = stated_above_aspects(items) or stated_under_headings(items, state.recurring)
    if unlabelled:
        state.worded = listed_actions(items) | stated_paragraphs(items)
        state.efforts = headed_efforts(items)
        state.tags = find_tags(items, state.efforts)
        state.beside = boxes_beside(items, state.efforts)
    at = 0
    while at < len(items):
        item = items[at]
        pairs, end = read_beside(items, at)
        if pairs:
            _take_pairs(state, pairs)
            at = end
            continue
        aspects, end = read_label_row(items, at)
        if aspects:
            for name, value in aspects:
                _set_aspect(state, name, value)
            at = end
            continue
        if item.table is not None:
            _take_table(state, item)
        elif item.block is not None and item.kind not in ("caption", "footnote") and not is_contents(item):
            _take_block(state, item, unlabelled)
        at += 1
    listed = [draft for draft in state.drafts if draft.confidence > UNLABELLED]
    return listed or (with_goals(state.drafts) if unlabelled else state.drafts)


def _take_table(state: State, item: Item) -> None:
    if item.table is None:
        return
    context = TableContext(state.headings(), state.goal, state.objective, state.section, state.reader)
    drafts, reader = read_table(item.table, context)
    state.reader = reader or state.reader
    if reader is not None and reader.trailing:
        state.section, state.goal = reader.section, reader.stated_goal
    for draft in drafts:
        draft.table = item.table.number
    state.drafts += drafts
    for name, value in read_aspects(item.table).items() if state.batch and not drafts else ():
        _set_aspect(state, name, value)
    state.batch = []
    state.tail = Tail(item.table.page_last + 1, drafts[-1]) if drafts else None


def _take_pairs(state: State, pairs: Sequence[Pair]) -> None:
    """Take actions that stand beside what they serve."""
    state.batch = []
    for pair in pairs:
        for action in pair.actions:
            draft = ActionDraft(action, state.headings(), method="policy.beside@1", confidence=BESIDE)
            draft.area, draft.goal = state.section, state.goal
            name = "objective" if pair.role == "goal" and state.goal is not None else pair.role
            setattr(draft, name, pair.served)
            state.drafts.append(draft)


def _take_tail(state: State, item: Item) -> bool:
    """Take the end of a table's last row that stands overleaf outside any grid; say whether the block was it.

    Such an end has no frame of its own. It stands on top of the next page, under the table's column of actions, and
    begins in mid-sentence or as a list does.
    """
    tail = state.tail
    if tail is None or item.is_heading or item.page != tail.page:
        state.tail = tail if tail is not None and item.page < tail.page else None
        return False
    column = min(line.box.x0 for line in tail.draft.action.lines)
    if abs(item.lines[0].box.x0 - column) > TAIL_EDGE:
        state.tail = None
        return False
    if item.kind == "list_item":
        draft = replace(tail.draft, action=Value(item.text, item.lines), table=None)
        state.drafts.append(draft)
        state.tail = Tail(tail.page, draft)
        return True
    if follows_on(tail.draft.action.lines, item.lines):
        lines = (*tail.draft.action.lines, *item.lines)
        tail.draft.action = Value(danish.join_lines([line.text for line in lines]), lines)
        return True
    return False


def _take_block(state: State, item: Item, unlabelled: bool) -> None:
    if _take_tail(state, item):
        return
    if state.road is not None and item in state.road.marks:
        return
    if item in state.tags:
        state.tag = Value(item.text, item.lines)
        return
    if item in state.periods:
        state.period, state.batch, state.last_item, state.single = item, [], [], None
        return
    label, rest = read_label(item)
    label = label or state.recurring.get(item)
    if item in state.beside.values():
        return
    if item in state.efforts:
        label, rest = "action", item.heading_text
    if item.is_heading and item in state.beside:
        served = state.beside[item]
        _take_heading(state, item, label, rest)
        state.batch[-1].objective = Value(served.heading_text, served.lines)
        return
    if item in state.efforts.values() and state.single is not None:
        state.single.objective = state.single.action
        state.single.action = Value(item.text, item.lines)
        return
    if item in state.wishes:
        label = "goal" if state.goal is None else "objective"
    if item.is_heading:
        _take_heading(state, item, label, rest)
        return
    panel = state.panel_of(item)
    if panel != state.panel and label is None and not _goes_on_overleaf(state, item):
        if panel is not None:
            # Text in a box of its own says nothing about what is listed around it.
            return
        mode = state.around
        enter(state, None)
        state.mode = mode
    if label is not None:
        _take_label(state, item, label, rest)
        return
    if item in state.stated and state.headings():
        state.batch, state.listed_aspect = [], None
        _add(state, Value(item.text, item.lines), BESIDE)
        return
    if state.mode == "goal" and _take_goal(state, item):
        return
    if state.mode == "objective" and item.kind in ("paragraph", "list_item"):
        state.objective = Value(item.text, item.lines)
        state.mode = None
        return
    if state.mode in ASPECTS:
        state.listed_aspect = (state.mode, item.marker) if item.kind == "list_item" else None
        _set_aspect(state, state.mode, Value(item.text, item.lines))
        return
    if state.listed_aspect is not None and item.kind == "list_item" and item.marker == state.listed_aspect[1]:
        _extend_aspect(state, state.listed_aspect[0], item)
        return
    state.listed_aspect = None
    open_to_any = unlabelled and state.mode in (None, "goal")
    worded = open_to_any and item in state.worded and bool(state.headings())
    listing = state.mode == "actions" or worded or (open_to_any and in_area(state))
    if item.kind == "list_item" and listing:
        _take_item(state, item, LISTED if state.mode == "actions" else UNLABELLED)
    elif worded:
        _add(state, Value(item.text, item.lines), UNLABELLED)
        state.last_item = list(item.lines)
    elif item.kind == "paragraph" and state.last_item and follows_on(state.last_item, item.lines):
        _extend(state, item)
    elif item.kind == "paragraph" and state.mode == "actions":
        _take_paragraph(state, item)


def _take_goal(state: State, item: Item) -> bool:
    """Take the goal under its label: a paragraph, or a list with all its items; say whether the block was it."""
    if item.kind not in ("paragraph", "list_item"):
        return False
    listed = item.kind == "list_item"
    if state.goal_left > 0:
        state.goal_left -= 1
        state.goal, state.goal_marker = Value(item.text, item.lines), item.marker if listed else None
        return True
    if not listed or state.goal is None or state.goal_marker != item.marker:
        state.goal_marker = None
        return False
    lines = (*state.goal.lines, *item.lines)
    state.goal = Value(f"{state.goal.text} {item.text}", lines)
    return True


def _goes_on_overleaf(state: State, item: Item) -> bool:
    """Whether the box that a goal's label ends a page in goes on with ``item``: one of the same sides, overleaf."""
    label = state.label
    if state.goal_left == 0 or state.mode != "goal" or label is None or label.panel is None or item.panel is None:
        return False
    sides = zip((label.panel.x0, label.panel.x1), (item.panel.x0, item.panel.x1), strict=True)
    return item.page == label.page + 1 and all(abs(a - b) <= SAME_SIDE for a, b in sides)


def _take_heading(state: State, item: Item, label: str | None, rest: str) -> None:
    state.last_item, state.listed_aspect = [], None
    state.single = state.single if label == "actions" else None
    state.batch = [] if label not in ASPECTS else state.batch
    panel = state.panel_of(item)
    if panel is not None and label is None and item not in state.titles | state.cards:
        # The heading of a fact box: neither area nor objective, and what it heads is background.
        enter(state, panel)
        state.mode = "background"
        return
    enter(state, panel)
    headings = state.headings()
    if label in ASPECTS and headings and item.level <= headings[0].level:
        # A chapter called "Opfølgning" is no aspect of the actions before it.
        label = None
    if label is not None and label != "area":
        push(state, item, label)
        _take_label(state, item, label, rest)
        return
    push(state, item, None)
    if state.period is not None and item.level < state.period.level:
        state.period = None
    state.goal_left = 0
    state.section = None
    inherits = any(level.label == "actions" for level in state.stack)
    state.mode = "actions" if inherits else None
    state.objective = Value(item.heading_text, item.lines) if len(state.headings()) > 1 else None
    if item.level <= state.goal_level:
        state.goal = None


def _take_label(state: State, item: Item, label: str, rest: str) -> None:
    enter(state, state.panel_of(item))
    state.label = item
    state.last_item, state.listed_aspect = [], None
    value = Value(_capital(rest), item.lines) if rest else None
    if label == "area" and value is not None and value.text.endswith(".") and state.headings():
        # "Pejlemærke: Flere unge trives." below the name of an area: names are no sentences.
        label = "goal"
    if label in ASPECTS:
        if value is not None:
            _set_aspect(state, label, value)
        else:
            state.before, state.mode = state.mode, label
    elif label in ("goal", "objective") and value is not None and state.single is not None and not item.is_heading:
        # "Handling 1.2: …" and below it "Delmål: …": what stands under one action speaks of it.
        setattr(state.single, label, value)
    elif label == "goal":
        state.goal, state.goal_left, state.mode = value, 0 if value else GOAL_PARAGRAPHS, "goal"
        state.goal_level = state.headings()[-1].level if state.headings() else 0
        state.objective = None
    elif label == "objective":
        state.objective, state.mode = value or state.objective, None if value else "objective"
    elif label == "action":
        state.batch = []
        state.objective = None if state.objective is state.headed else state.objective
        state.mode = "actions"
        if value is not None:
            _add(state, value, LISTED)
            state.single = state.batch[-1]
    elif label in ("actions", "nested"):
        state.mode, state.batch, state.nested = "actions", [], label == "nested"
        if value is not None:
            _add(state, value, LISTED)
    elif label == "area":
        state.mode = None
        if value is not None:
            state.section, state.goal, state.objective = Value(item.text, item.lines), None, None
    else:
        state.mode = "background"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _take_item(state: State, item: Item, confidence: float) -> None:
    if state.single is not None and state.drafts[-1] is state.single:
        # A list under what a heading names: its items are the actions, and the heading is what they serve.
        state.drafts.pop()
        state.batch = []
        state.objective = state.headed = state.single.action
        state.single = None
    if item in state.parents and (state.nested or all(word.bold for line in item.lines for word in line.words)):
        # A bullet with a list below it that is set as a heading, or stands where goals do, is what the list serves.
        state.objective, state.batch, state.last_item = Value(item.text, item.lines), [], []
        return
    if state.nested and not state.objective:
        return
    if item.level > 1 and state.batch and state.last_item and not state.nested:
        _extend(state, item)
        return
    _add(state, Value(item.text, item.lines), confidence)
    state.last_item = list(item.lines)


def _take_paragraph(state: State, item: Item) -> None:
    """A paragraph where actions are listed: one action, unless it leads in, quotes or only comments on a list."""
    text = item.text
    if text.rstrip().endswith(":") or text.startswith(QUOTES):
        return
    if item in state.statements:
        _add(state, Value(text, item.lines), BESIDE)
        return
    if state.batch:
        return
    deeper = state.stack and state.stack[-1].label is None
    if not deeper:
        _add(state, Value(text, item.lines), UNLABELLED)


def _extend(state: State, item: Item) -> None:
    """Join a block to the last action: it goes on overleaf, or lists what it consists of."""
    if not state.batch:
        return
    draft = state.batch[-1]
    lines = (*draft.action.lines, *item.lines)
    draft.action = Value(danish.join_lines([line.text for line in lines]), lines)
    state.last_item = list(lines)


def _add(state: State, value: Value, confidence: float) -> None:
    draft = ActionDraft(value, state.headings(), area=state.tag or state.section, confidence=confidence)
    draft.goal, draft.objective = state.goal, state.objective
    state.tag = None
    time = state.road.time_of(value.lines) if state.road is not None else None
    time = time or state.period
    draft.deadline = Value(time.text.strip(" :"), time.lines) if time is not None else None
    own, aspects = part_aspects(value)
    draft.action = own
    for name, aspect in aspects.items():
        setattr(draft, name, aspect)
    state.drafts.append(draft)
    state.batch.append(draft)


def _extend_aspect(state: State, name: str, item: Item) -> None:
    """Add a further item of the list below an aspect's label to what the actions above have of it."""
    for draft in state.batch:
        value: Value | None = getattr(draft, name)
        if value is not None:
            setattr(draft, name, Value(f"{value.text} {item.text}", (*value.lines, *item.lines)))


def _set_aspect(state: State, name: str, value: Value) -> None:
    """Give an aspect to the actions it follows: to all of the list that have none yet."""
    value, others = part_aspects(value)
    for other, behind in others.items():
        _set_aspect(state, other, behind)
    for draft in state.batch:
        if getattr(draft, name) is None:
            setattr(draft, name, value)
    if state.mode == name:
        state.mode = state.before
