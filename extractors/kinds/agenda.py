"""Agendas and minutes: committee, date, and the items with what was proposed and decided.

Municipalities head the parts of an item each in their own words ("Sagsfremstilling", "Beskrivelse af sagen",
"Forvaltningens indstilling", "Beslutning i Socialudvalget den 3. maj"); the vocabulary brings them to one set of names.

An item begins with a heading that has a number ("Punkt 4: …", "4. …", "Sag nr. 4"), or, where items have none, with the
heading before the first part. What stands under a part's heading until the next is that part's text. An appendix
belongs to the item whose parts stand before it: everything up to the next item, tables and all, is within the item's
pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.danish import text as danish
from extractors.danish.dates import find_dates
from extractors.kinds.columns import cell_text
from extractors.kinds.flow import Item, is_contents, join_items, read_flow
from extractors.kinds.patterns import find_name, pattern
from schemas.layout import Layout, Line

LABEL_MAX = 100
"""Letters of a part's heading."""
FIRST_PAGES = 2
"""Committee and date of the meeting stand on the first pages."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an item: its name in the vocabulary, its heading as printed, its text."""

    name: str
    heading: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of an agenda."""

    number_raw: str | None
    title: str
    title_lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    tables: tuple[int, ...]
    """Numbers of the tables that stand in it."""
    page: int
    page_last: int

    def text(self, name: str) -> str | None:
        """Text of the part called ``name`` in the vocabulary; None when the item has none."""
        found = [part.text for part in self.parts if part.name == name and part.text]
        return "\n".join(found) or None


@dataclass(frozen=True, slots=True)
class AgendaReading:
    """What an agenda says of its meeting, and its items."""

    committee: str | None = None
    meeting_date: str | None = None
    """ISO 8601, as exact as printed."""
    items: tuple[AgendaItem, ...] = ()

    def item_of_table(self, number: int) -> AgendaItem | None:
        """The item that a table stands in, None for one outside the items."""
        return next((item for item in self.items if number in item.tables), None)


@dataclass(slots=True)
class _Draft:
    number_raw: str | None
    title: str
    lines: tuple[Line, ...]
    page: int
    page_last: int
    parts: list[tuple[str, str, list[Item]]] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)


def read_agenda(layout: Layout) -> AgendaReading:
    """Read the meeting and the items of an agenda or minutes; an empty reading when no item has a known part."""
    flow = [item for item in read_flow(layout) if not (item.block is not None and is_contents(item))]
    drafts = _find_items(flow)
    head = [item for item in flow if item.page <= FIRST_PAGES]
    return AgendaReading(
        _committee(head), _meeting_date(head), tuple(_finish(draft) for draft in drafts if draft.parts)
    )


def part_name(item: Item) -> str | None:
    """The part of an item that a block heads, None for other blocks."""
    if item.block is None or len(item.text) > LABEL_MAX or len(item.lines) > 2:
        return None
    standing = item.is_heading or item.text.rstrip().endswith(":") or len(item.lines) == 1
    return find_name("agenda", "parts", item.heading_text) if standing and item.kind != "list_item" else None


def _find_items(flow: Sequence[Item]) -> list[_Draft]:
    """Items with their parts; a heading without a number begins one only where the next thing is a part."""
    numbered = sum(_numbered(item) is not None for item in flow)
    parts = [part_name(item) for item in flow]
    drafts: list[_Draft] = []
    for i, item in enumerate(flow):
        if item.table is not None:
            if drafts:
                drafts[-1].tables.append(item.table.number)
                drafts[-1].page_last = max(drafts[-1].page_last, item.table.page_last)
            continue
        name = parts[i]
        if name is not None and not item.is_heading and drafts and drafts[-1].parts:
            # "Forvaltningen indstiller, at" under the heading "Indstilling" leads in and heads nothing new.
            name = name if drafts[-1].parts[-1][0] != name else None
        if name is not None:
            if not drafts:
                drafts.append(_Draft(None, "", (), item.page, item.page))
            drafts[-1].parts.append((name, item.heading_text, []))
        else:
            begun = _begins_item(flow, parts, i, numbered > 0)
            if begun is not None:
                drafts.append(_Draft(begun[0], begun[1], item.lines, item.page, item.page))
                continue
            if drafts and drafts[-1].parts:
                drafts[-1].parts[-1][2].append(item)
        if drafts:
            drafts[-1].page_last = max(drafts[-1].page_last, item.page)
    return drafts


def _numbered(item: Item) -> tuple[str, str] | None:
    """Number and title of a block that begins a numbered item."""
    if item.block is None or item.kind not in ("heading", "paragraph", "list_item") or len(item.text) > 2 * LABEL_MAX:
        return None
    whole = danish.join_lines([line.text for line in item.block.lines])
    match = pattern("agenda", "item").match(whole)
    if match is None:
        return None
    labelled = match["label"] is not None
    if not labelled and not item.is_heading:
        return None
    return match["number"], match["title"].strip()


def _begins_item(
    flow: Sequence[Item], parts: Sequence[str | None], i: int, numbered: bool
) -> tuple[str | None, str] | None:
    """Number and title when the block begins an item."""
    item = flow[i]
    found = _numbered(item)
    if found is not None:
        return found if _leads_to_part(flow, parts, i) else None
    if not numbered and item.is_heading and i + 1 < len(flow) and parts[i + 1] is not None:
        return None, item.heading_text
    return None


def _leads_to_part(flow: Sequence[Item], parts: Sequence[str | None], i: int) -> bool:
    """Whether a part comes before the next numbered heading: a numbered heading inside a part leads to none."""
    for k in range(i + 1, len(flow)):
        if parts[k] is not None:
            return parts[k] in ("summary", "case", "proposal", "decision", "legal", "economy")
        if _numbered(flow[k]) is not None:
            return False
    return False


def _finish(draft: _Draft) -> AgendaItem:
    parts = tuple(
        Part(name, heading, join_items(items), tuple(line for item in items for line in item.lines))
        for name, heading, items in draft.parts
    )
    return AgendaItem(
        draft.number_raw, draft.title, draft.lines, parts, tuple(draft.tables), draft.page, draft.page_last
    )


def _texts(head: Sequence[Item]) -> list[str]:
    texts = [item.heading_text for item in head if item.block is not None]
    for item in head:
        if item.table is not None:
            texts += [" ".join(cell_text(cell) for cell in row) for row in item.table.grid()]
    return texts


def _committee(head: Sequence[Item]) -> str | None:
    """The committee that meets: the first that is named in a heading or a short line."""
    for text in _texts(head):
        match = pattern("agenda", "committee").search(text) if len(text) <= 2 * LABEL_MAX else None
        if match is not None:
            return re.sub(r"\s+", " ", match["name"]).strip()
    return None


def _meeting_date(head: Sequence[Item]) -> str | None:
    """The date beside a word for meeting, else the first full date."""
    first: str | None = None
    for text in _texts(head):
        dates = [mention.iso for mention in find_dates(text) if mention.precision == "day"]
        if not dates:
            continue
        if pattern("agenda", "meeting").search(text):
            return dates[0]
        first = first or dates[0]
    return first
