"""Agendas and minutes: committee, date, and the items with what was proposed and decided.

Municipalities head the parts of an item each in their own words ("Sagsfremstilling", "Beskrivelse af sagen",
"Forvaltningens indstilling", "Beslutning i Socialudvalget den 3. maj"); the vocabulary brings them to one set of names.

An item begins with a heading that has a number ("Punkt 4: …", "4. …", "Sag nr. 4"), or, where items have none, with the
heading before the first part. A numbered heading without parts below it is an item when it is set like the others and
goes on counting. What stands under a part's heading until the next is that part's text. An appendix belongs to the item
that lists it by its title, else to the item before it: everything up to the next item, tables and all, is within the
item's pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractors.danish import text as danish
from extractors.danish.dates import find_dates
from extractors.kinds.columns import cell_text
from extractors.kinds.flow import Item, is_contents, join_items, read_flow
from extractors.kinds.patterns import find_name, pattern
from schemas.layout import Layout, Line

LABEL_MAX = 100
"""Letters of a part's heading."""
APPENDIX_MIN = 12
"""Letters from which a heading can be told as the title of a listed appendix."""
APPENDICES_MAX = 40
"""Appendices that an item lists at most; what stands behind them is their content."""
FIRST_PAGES = 2
"""Committee and date of the meeting stand on the first pages."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an item: its name in the vocabulary, its heading as printed, what stands in it."""

    name: str
    heading: str
    items: tuple[Item, ...]

    @property
    def text(self) -> str:
        """Its text, wrapping undone."""
        return join_items(self.items)


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
    index: int
    """Its place among all items, from 1."""

    def text(self, name: str) -> str | None:
        """Text of the part called ``name`` in the vocabulary; None when the item has none."""
        found = [part.text for part in self.parts if part.name == name and part.items]
        return "\n".join(found) or None

    def of(self, name: str) -> tuple[Item, ...]:
        """Blocks of the parts called ``name``."""
        return tuple(item for part in self.parts if part.name == name for item in part.items)


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said of the whole meeting, and where."""

    value: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AgendaReading:
    """What an agenda says of its meeting, and its items."""

    committee: Said | None = None
    meeting_date: Said | None = None
    """A date in ISO 8601, as exact as printed."""
    items: tuple[AgendaItem, ...] = ()
    starts: tuple[tuple[int, float, int], ...] = ()
    """Page, top and index of the item that goes on there, in reading order: an appendix returns to its item."""

    def item_at(self, page: int, top: float) -> AgendaItem | None:
        """The item that what stands at ``top`` of ``page`` is part of, None before the first."""
        before = [index for start_page, start, index in self.starts if (start_page, start) <= (page, top)]
        return next((item for item in self.items if before and item.index == before[-1]), None)


@dataclass(slots=True)
class _Draft:
    number_raw: str | None
    title: str
    lines: tuple[Line, ...]
    page: int
    page_last: int
    index: int
    parts: list[tuple[str, str, list[Item]]] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)


def read_agenda(layout: Layout) -> AgendaReading:
    """Read the meeting and the items of an agenda or minutes; an empty reading when no item has a known part."""
    flow = [item for item in read_flow(layout) if not (item.block is not None and is_contents(item))]
    drafts, starts = _find_items(flow)
    if not any(draft.parts for draft in drafts):
        return AgendaReading(_committee(flow), _meeting_date(flow))
    return AgendaReading(
        _committee(flow), _meeting_date(flow), tuple(_finish(draft) for draft in drafts), tuple(starts)
    )


def part_name(item: Item) -> str | None:
    """The part of an item that a block heads, None for other blocks."""
    if item.block is None or len(item.text) > LABEL_MAX or len(item.lines) > 2:
        return None
    standing = item.is_heading or item.text.rstrip().endswith(":") or len(item.lines) == 1
    return find_name("agenda", "parts", item.heading_text) if standing and item.kind != "list_item" else None


def _find_items(flow: Sequence[Item]) -> tuple[list[_Draft], list[tuple[int, float, int]]]:
    """Items with their parts, and where each begins or goes on."""
    parts = [part_name(item) for item in flow]
    numbered = any(_numbered(item) is not None for item in flow)
    heads = _item_headings(flow, parts)
    drafts: list[_Draft] = []
    starts: list[tuple[int, float, int]] = []
    current: _Draft | None = None
    for i, item in enumerate(flow):
        begun = heads.get(i) or (_begins_unnumbered(flow, parts, i) if not numbered else None)
        name = parts[i]
        if name is not None and not item.is_heading and current is not None and current.parts:
            # "Forvaltningen indstiller, at" under the heading "Indstilling" leads in and heads nothing new.
            name = name if current.parts[-1][0] != name else None
        listed = _lists_appendix(item, drafts)
        if begun is not None or (name is not None and current is None):
            number, title = begun or (None, "")
            current = _Draft(number, title, item.lines if begun else (), item.page, item.page, len(drafts) + 1)
            drafts.append(current)
            starts.append((item.page, item.box.top, current.index))
        elif listed is not None and listed is not current:
            current = listed
            starts.append((item.page, item.box.top, current.index))
        if current is None:
            continue
        current.page_last = max(current.page_last, item.page)
        if item.table is not None:
            current.tables.append(item.table.number)
            current.page_last = max(current.page_last, item.table.page_last)
        elif name is not None:
            current.parts.append((name, item.heading_text, []))
        elif begun is None and current.parts:
            current.parts[-1][2].append(item)
    return drafts, starts


def _item_headings(flow: Sequence[Item], parts: Sequence[str | None]) -> dict[int, tuple[str | None, str]]:
    """Number and title of each numbered heading of an item, by its place in the flow."""
    found = {i: numbered for i, item in enumerate(flow) if (numbered := _numbered(item)) is not None}
    heads: dict[int, tuple[str | None, str]] = {i: n for i, n in found.items() if _leads_to_part(flow, parts, i)}
    styles = {flow[i].style for i in heads}
    last = 0
    for i, (number, title) in sorted(found.items()):
        if i not in heads and flow[i].style in styles and int(number) == last + 1:
            heads[i] = number, title
        if i in heads:
            last = int(number)
    return heads


def _lists_appendix(item: Item, drafts: Sequence[_Draft]) -> _Draft | None:
    """The item whose list of appendices names this heading."""
    if item.block is None or not item.is_heading or not APPENDIX_MIN <= len(item.bare) <= LABEL_MAX:
        return None
    for draft in drafts:
        for name, _, items in draft.parts:
            if name == "appendix" and any(item.bare in entry.bare for entry in items[:APPENDICES_MAX]):
                return draft
    return None


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


def _begins_unnumbered(flow: Sequence[Item], parts: Sequence[str | None], i: int) -> tuple[str | None, str] | None:
    """Title of a heading that a part follows at once; it begins an item where items have no numbers."""
    follows = i + 1 < len(flow) and parts[i + 1] is not None
    return (None, flow[i].heading_text) if parts[i] is None and flow[i].is_heading and follows else None


def _leads_to_part(flow: Sequence[Item], parts: Sequence[str | None], i: int) -> bool:
    """Whether a part comes before the next numbered heading: a numbered heading inside a part leads to none."""
    for k in range(i + 1, len(flow)):
        if parts[k] is not None:
            return parts[k] in ("summary", "case", "proposal", "decision", "legal", "economy")
        if _numbered(flow[k]) is not None:
            return False
    return False


def _finish(draft: _Draft) -> AgendaItem:
    parts = []
    for order, (name, heading, items) in enumerate(draft.parts, 1):
        if order == len(draft.parts):
            # What follows the last part under headings of its own is no part any more but what the item encloses.
            items = list(takewhile(lambda item: not item.is_heading, items))
        parts.append(Part(name, heading, tuple(items)))
    return AgendaItem(
        draft.number_raw,
        draft.title,
        draft.lines,
        tuple(parts),
        tuple(draft.tables),
        draft.page,
        draft.page_last,
        draft.index,
    )


def _texts(flow: Sequence[Item]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Texts of the first pages, where the meeting is told: of blocks, then of rows of tables."""
    head = [item for item in flow if item.page <= FIRST_PAGES]
    for item in head:
        if item.block is not None:
            yield item.heading_text, item.printed_lines
    for item in head:
        if item.table is not None:
            for row in item.table.grid():
                yield " ".join(cell_text(cell) for cell in row), tuple(line for cell in row for line in cell.lines)


def _committee(flow: Sequence[Item]) -> Said | None:
    """The committee that meets: the first that is named in a heading or a short line."""
    for text, lines in _texts(flow):
        match = pattern("agenda", "committee").search(text) if len(text) <= 2 * LABEL_MAX else None
        if match is not None:
            return Said(re.sub(r"\s+", " ", match["name"]).strip(), lines)
    return None


def _meeting_date(flow: Sequence[Item]) -> Said | None:
    """The date beside a word for meeting, else the first full date."""
    first: Said | None = None
    for text, lines in _texts(flow):
        dates = [mention.iso for mention in find_dates(text) if mention.precision == "day"]
        if not dates:
            continue
        if pattern("agenda", "meeting").search(text):
            return Said(dates[0], lines)
        first = first or Said(dates[0], lines)
    return first
