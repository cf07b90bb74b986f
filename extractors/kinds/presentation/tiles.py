"""Slides that show several initiatives beside each other, and the lead-ins that say what stands under them."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.danish import text as danish
from extractors.kinds.flow import Item
from extractors.kinds.patterns import find_name
from extractors.kinds.presentation.labels import labelled
from extractors.kinds.presentation.slides import Slide


@dataclass(frozen=True, slots=True)
class Tile:
    """One of several initiatives that a slide shows beside each other: its head and what stands under it."""

    head: Item
    number: Item | None
    """The number, where it is set apart from the head."""
    items: tuple[Item, ...]


def find_tiles(slide: Slide) -> list[Tile]:
    """The initiatives of a slide that shows several: headings that each have a status or actors of their own below.

    A number may stand before the heading by itself, as in a circle.
    """
    body = [item for item in slide.items if item not in slide.title and item.block is not None]
    starts = [i for i, item in enumerate(body) if _heads_tile(item, slide)]
    tiles: list[Tile] = []
    for i, end in zip(starts, [*starts, len(body)][1:], strict=True):
        own = [item for item in body[i + 1 : end] if not (item.text.isdigit() and item is body[end - 1])]
        if not any(lead_in(item, slide) or labelled(item.text) for item in own):
            continue
        before = body[i - 1] if i and body[i - 1].text.isdigit() else None
        tiles.append(Tile(body[i], before, tuple(own)))
    return tiles


def _heads_tile(item: Item, slide: Slide) -> bool:
    return item.is_heading and lead_in(item, slide) is None and any(map(str.isalpha, item.text))


def lead_in(item: Item, slide: Slide) -> str | None:
    """The lead-in that a block is: status, actors or target group.

    A list item is one when it ends with a colon or has a list of its own below it. A label with its text behind it
    leads to nothing more.
    """
    if len(item.text) > 80 or labelled(item.text) is not None:
        return None
    if item.kind == "list_item" and not (item.text.rstrip().endswith(":") or _heads_list(item, slide)):
        return None
    return slide.lead_ins.get(item.bare) or find_name("presentation", "labels", danish.split_run_together(item.text))


def _heads_list(item: Item, slide: Slide) -> bool:
    """Whether the next thing on the slide is an item of a list below this one's."""
    at = slide.items.index(item) + 1
    return at < len(slide.items) and slide.items[at].kind == "list_item" and slide.items[at].level > item.level
