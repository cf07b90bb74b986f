"""The document as one flow of things to read: blocks and tables in reading order, with their texts.

Wrapping is undone here once, so that every kind of document compares the same texts. Running headers, footers and
turned text are left out: they belong to no passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from extractors.danish import text as danish
from extractors.kinds.wording import bare
from extractors.layout.blocks import text_lines
from schemas.geometry import Box, union
from schemas.layout import Block, Layout, Line, Table

HEADING_GAP = 1.0
"""Font sizes between the lines of one heading at most."""
_LEADS_ON = re.compile(r"\b(?:og|eller|samt|en|et|den|de|af|fra|hos|mellem|blandt)$")
"""What a heading does not end with: a word that joins, or leads to another."""
LEADERS = "...."
"""Dots that lead to a page number mark a line of a table of contents."""


class Item:
    """A block or a table with its text; what is derived is kept."""

    def __init__(self, page: int, block: Block | None = None, table: Table | None = None) -> None:
        self.page = page
        self.block = block
        self.table = table

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Lines of a block without its marker; none for a table."""
        return text_lines(self.block) if self.block is not None else ()

    @property
    def printed_lines(self) -> tuple[Line, ...]:
        """Lines of a block as printed, its marker included; none for a table."""
        return self.block.lines if self.block is not None else ()

    @cached_property
    def text(self) -> str:
        """The block's text, wrapping undone, marker apart; empty for a table."""
        return danish.join_lines([line.text for line in self.lines]) if self.lines else ""

    @cached_property
    def heading_text(self) -> str:
        """The text as a heading: first letter as seen in print, case of inverted fonts undone."""
        return danish.unmangle_heading(self.text)

    @cached_property
    def bare(self) -> str:
        """The heading text folded, without punctuation at its edges, for comparing with wordings."""
        return bare(self.heading_text)

    @property
    def kind(self) -> str:
        """The block's kind, or "table"."""
        return self.block.kind if self.block is not None else "table"

    @property
    def is_heading(self) -> bool:
        """Whether it is a block that is set as a heading."""
        return self.block is not None and self.block.kind == "heading"

    @property
    def level(self) -> int:
        """Depth of a heading or nesting of a list item, else 0."""
        return self.block.level if self.block is not None else 0

    @property
    def marker(self) -> str:
        """The bullet or number it starts with, as printed."""
        return self.block.marker if self.block is not None else ""

    @property
    def panel(self) -> Box | None:
        """The filled or framed area it stands in, if any."""
        return self.block.panel if self.block is not None else None

    @property
    def box(self) -> Box:
        """Where it stands; of a table the part on its first page."""
        if self.table is not None:
            return self.table.boxes[0][1]
        return self.block.box if self.block is not None else Box(0.0, 0.0, 0.0, 0.0)

    @property
    def style(self) -> tuple[float, int]:
        """Size (half points) and colour of the block's longest line: what tells kinds of headings apart.

        Weight is left out: producers that embed a font anew for damaged text lose it on some lines of one style.
        """
        if self.block is None:
            return (0.0, 0)
        line = max(self.block.lines, key=lambda ln: len(ln.text))
        return (round(line.size * 2) / 2, line.color)


def read_flow(layout: Layout) -> list[Item]:
    """Blocks and tables from the first page to the last; a table stands where it starts."""
    return list(_flow(layout))


# Whoever decides the kind of a document asks for its flow, and whoever reads it as that kind: their items are the same.
@lru_cache(maxsize=1)
def _flow(layout: Layout) -> tuple[Item, ...]:
    starts: dict[int, list[Table]] = {}
    for table in layout.tables:
        starts.setdefault(table.page, []).append(table)
    items: list[Item] = []
    for page in layout.pages:
        waiting = sorted(starts.get(page.number, ()), key=lambda t: (t.boxes[0][1].top, t.boxes[0][1].x0))
        for block in page.blocks:
            if block.kind in ("header", "footer", "turned"):
                continue
            while waiting and waiting[0].boxes[0][1].top < block.box.top:
                items.append(Item(page.number, table=waiting.pop(0)))
            items.append(Item(page.number, block=block))
        items += [Item(page.number, table=table) for table in waiting]
    return tuple(_with_whole_headings(items))


def _with_whole_headings(items: Sequence[Item]) -> list[Item]:
    """``items`` with headings joined that break off after a word that joins or leads on: "Madklub i Skive og"."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before is None or before.block is None or item.block is None or not _leads_on(before, item):
            joined.append(item)
            continue
        lines = (*before.block.lines, *item.block.lines)
        block = replace(before.block, lines=lines, box=union([before.block.box, item.block.box]))
        joined[-1] = Item(item.page, block=block)
    return joined


def _leads_on(before: Item, item: Item) -> bool:
    """Whether a heading breaks off before ``item``, which is set as it is and stands right below it."""
    if not (before.is_heading and item.is_heading) or before.page != item.page or item.marker:
        return False
    alike = before.style == item.style and before.level == item.level and before.panel == item.panel
    near = 0 <= item.box.top - before.box.bottom <= HEADING_GAP * item.lines[0].size if alike and item.lines else False
    return near and _LEADS_ON.search(before.text) is not None


def join_items(items: Iterable[Item]) -> str:
    """Text of several blocks in one line, wrapping undone also where a block goes on overleaf."""
    return danish.join_lines([line.text for item in items for line in item.lines])


def lines_of(items: Iterable[Item]) -> tuple[Line, ...]:
    """Lines of several blocks in order."""
    return tuple(line for item in items for line in item.lines)


def is_contents(item: Item) -> bool:
    """Whether a block is a line of a table of contents."""
    return LEADERS in item.text or LEADERS in item.text.replace(" ", "")


def follows_on(before: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether ``lines`` go on with the sentence that ``before`` breaks off at the end of a page or column."""
    if not before or not lines:
        return False
    end, start = before[-1].text.rstrip(), lines[0].text.lstrip()
    return bool(end) and bool(start) and end[-1] not in ".:!?" and (start[0].islower() or start[0].isdecimal())
