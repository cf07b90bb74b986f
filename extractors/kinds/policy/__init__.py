"""Policies and action plans: their actions, with the area, goal and objective that each serves.

The order of work: walk the document for tables and lists of actions (prose, tables), settle which heading is the area
of each action and what it is called in full (areas), count the actions within their objective, publish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.kinds.counted_heads import with_counted_heads
from extractors.kinds.facts import find_title
from extractors.kinds.flow import Item, read_flow
from extractors.kinds.notebook import DocumentContext, Notebook, make_record_id, places_of
from extractors.kinds.patterns import find_name
from extractors.kinds.policy.areas import depth_of_area, settle_areas, with_numbers_above
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.labels import ASPECTS
from extractors.kinds.policy.leads import leads_of_areas
from extractors.kinds.policy.phrasing import settle_brackets
from extractors.kinds.policy.prose import UNLABELLED, read_flow_actions
from extractors.kinds.policy.rows import own_cell
from extractors.layout import without_tables
from extractors.layout.blocks import split_blocks
from schemas.layout import Block, Layout, Table
from schemas.page import Source
from schemas.records import PolicyActionRow

UNREAD_LIST = 3
"""A table with so many bullets may list actions."""
TILES_MIN = 2
"""Tiles of actions side by side that each say who does it, as a table has its columns."""
LARGE = 1.5
"""A number is larger than the body by this factor where it is none of a page."""
BULLETS = frozenset("•◦▪■")
"""Bullets that may stand alone in a cell, apart from their text."""


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """All that a policy gave."""

    actions: tuple[PolicyActionRow, ...] = ()
    tables: frozenset[int] = frozenset()
    """Numbers of the tables that actions were read from."""


def read_policy(source: Source, layout: Layout, context: DocumentContext, notebook: Notebook) -> PolicyReading:
    """Read every action of a policy or action plan, in the order of the document.

    Evidence goes to ``notebook``; a document without actions gives none.
    """
    items, drafts = _read_drafts(layout)
    title = find_title(layout)
    dissolved = _columns_of_text(layout, drafts)
    if dissolved:
        as_text = without_tables(source, layout, dissolved)
        other = _read_drafts(as_text)
        if len(other[1]) > len(drafts):
            (items, drafts), title = other, find_title(as_text)
        else:
            dissolved = frozenset()
    settle_brackets(drafts)
    areas = settle_areas(drafts, items, source, title)
    if not any(draft.goal is not None for draft in drafts):
        leads = leads_of_areas(areas, items, layout.body_size)
        for draft, area in zip(drafts, areas, strict=True):
            draft.goal = leads.get(area.text) if area is not None else None
    depth = depth_of_area(drafts)
    shared = _shared_heading(drafts, areas)
    counts: dict[tuple[str, ...], int] = {}
    rows: list[PolicyActionRow] = []
    for i, (draft, area) in enumerate(zip(drafts, areas, strict=True), 1):
        objective = draft.objective
        if objective is not None and len(draft.headings) > depth and objective.lines == draft.headings[depth].lines:
            objective = None
        if objective is not None and objective.text == shared:
            objective = None
        key = tuple(value.text if value is not None else "" for value in (area, draft.goal, objective))
        counts[key] = counts.get(key, 0) + 1
        rows.append(_publish(draft, area, objective, i, counts[key], context, notebook))
    read = frozenset(draft.table for draft in drafts if draft.table is not None)
    for table in layout.tables:
        if table.number not in read and table.number not in dissolved and _lists(table) >= UNREAD_LIST:
            message = "a table holds a list of which no action was read"
            notebook.doubt("actions_unread", message, name="action", place=table.boxes[0])
    return PolicyReading(tuple(rows), read)


def _shared_heading(drafts: Sequence[ActionDraft], areas: Sequence[Value | None]) -> str | None:
    """The heading that all actions of several areas stand under word for word: it labels them and is no objective."""
    texts = {draft.objective.text if draft.objective is not None else None for draft in drafts}
    headed = all(
        draft.objective is not None and draft.headings and draft.objective.lines == draft.headings[-1].lines
        for draft in drafts
    )
    several = len({area.text for area in areas if area is not None}) > 1
    return texts.pop() if headed and several and len(texts) == 1 else None


def _read_drafts(layout: Layout) -> tuple[list[Item], list[ActionDraft]]:
    """The flow of a document with the actions in it: those that labels name, else those that nothing names."""
    items = with_numbers_above(read_flow(with_counted_heads(layout, lambda head: _counts_area(head, layout.body_size))))
    found = read_flow_actions(items)
    if all(draft.confidence <= UNLABELLED for draft in found):
        found = max(found, read_flow_actions(items, unlabelled=True), key=len)
    return items, [draft for draft in found if any(sign.isalpha() for sign in draft.action.text)]


def _counts_area(head: Block, body_size: float) -> bool:
    """Whether a block on top of a page is the word for area with its number, or a number in large print alone."""
    if find_name("policy", "labels", head.text) == "area":
        return True
    return head.text.isdigit() and head.lines[0].size >= LARGE * body_size


def _columns_of_text(layout: Layout, drafts: Sequence[ActionDraft]) -> frozenset[int]:
    """Numbers of the tables without rulings that hold lists of which no action was read: columns of text may be one."""
    read = {draft.table for draft in drafts}
    return frozenset(
        table.number
        for table in layout.tables
        if (table.method in ("shaded", "white_space") or (table.method == "partly_ruled" and not table.header_rows))
        and table.number not in read
        if _lists(table) or _says_who(table) >= TILES_MIN
    )


def _says_who(table: Table) -> int:
    """How many lines say of what is above them who does it or when: "Ansvarlig: Skolerne"."""
    leads = (line.text.partition(":")[0] for cell in table.cells for line in cell.lines if ":" in line.text)
    return sum(find_name("policy", "labels", lead) in ASPECTS for lead in leads)


def _lists(table: Table) -> int:
    """How many bullets stand in the table, printed or drawn."""
    count = 0
    for cell in table.cells:
        own = own_cell(cell)
        lines = [line for line in own.lines if not line.direction]
        count += sum(block.kind == "list_item" for block in split_blocks(lines, own.signs)) if lines else 0
        count += sum(line.text.strip() in BULLETS for line in lines)
    return count


def _publish(
    draft: ActionDraft,
    area: Value | None,
    objective: Value | None,
    order: int,
    index: int,
    context: DocumentContext,
    notebook: Notebook,
) -> PolicyActionRow:
    record_id = make_record_id(context.document_id, "policy_actions", order)
    values = {
        "area": area,
        "goal": draft.goal,
        "objective": objective,
        "action": draft.action,
        "responsible": draft.responsible,
        "deadline": draft.deadline,
        "indicator": draft.indicator,
    }
    for name, value in values.items():
        if value is not None and value.lines:
            places = places_of(value.lines, value.text)
            notebook.read(record_id, name, places, method=draft.method, confidence=draft.confidence)
    if area is not None and area.number is not None:
        places = places_of(area.lines, str(area.number))
        notebook.read(record_id, "area_number", places, method="policy.area@1", confidence=draft.confidence)

    def text(name: str) -> str | None:
        value = values[name]
        return value.text if value is not None else None

    return PolicyActionRow(
        record_id=record_id,
        document_id=context.document_id,
        municipality_code=context.municipality_code,
        area_number=area.number if area is not None else None,
        area=text("area"),
        goal=text("goal"),
        objective=text("objective"),
        action_index=index,
        action=draft.action.text,
        responsible=text("responsible"),
        deadline=text("deadline"),
        indicator=text("indicator"),
        page=draft.action.lines[0].page,
        confidence=round(draft.confidence, 4),
    )
