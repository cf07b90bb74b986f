"""Status notes: the sections of a running text that report on an initiative each, as slides of a deck would.

A section begins with a heading that names an initiative by its number ("Initiativ 2 – Røgfri generation") and ends
before the next one, or before another heading of its size. They count when two or more say by a label how far an
initiative is or who works with it: a plan that names its efforts alone reports on none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractors.kinds.flow import Item, read_flow
from extractors.kinds.patterns import pattern
from extractors.kinds.presentation.labels import labelled
from extractors.kinds.presentation.slides import Slide
from extractors.kinds.presentation.tables import labels_of
from extractors.kinds.presentation.tiles import lead_in
from schemas.layout import Layout

SECTIONS_MIN = 2
"""One heading with a number and a label below it may be anything."""
SAME_SIZE = 0.5
"""Points by which headings of one rank may differ."""
REPORTED = ("status", "actors")


def find_sections(layout: Layout) -> list[Slide]:
    """The sections of a document that report on initiatives; none when it is no status note."""
    sections = list(_sections(read_flow(layout)))
    return sections if sum(map(_reports, sections)) >= SECTIONS_MIN else []


def _sections(items: Sequence[Item]) -> Iterator[Slide]:
    for i, head in enumerate(items):
        if not _names_initiative(head):
            continue
        size = head.lines[0].size - SAME_SIZE
        body = tuple(
            takewhile(
                lambda item, size=size: not (item.is_heading and item.lines[0].size >= size),  # type: ignore[misc]
                items[i + 1 :],
            )
        )
        texts = tuple(item for item in body if item.table is None)
        tables = tuple(item.table for item in body if item.table is not None)
        yield Slide(head.page, head.box, (head, *texts), (head,), texts, tables=tables)


def _names_initiative(item: Item) -> bool:
    match = pattern("presentation", "initiative").match(item.text) if item.is_heading else None
    return match is not None and bool(match["title"].strip())


def _reports(section: Slide) -> bool:
    labels = {label for item in section.body for label in (lead_in(item, section), *(labelled(item.text) or ())[:1])}
    labels |= {label for table in section.tables for label in labels_of(table)}
    return not labels.isdisjoint(REPORTED)
