"""Goals that no label names: the sentence set off below the heading of each area.

A policy may say in larger or slanted print, right below the name of an area, what it wants there. One such sentence may
be a quote; where every area has one, and no goal is labelled anywhere, they are the goals.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from extractors.kinds.flow import Item
from extractors.kinds.policy.drafts import Value
from extractors.kinds.policy.labels import read_label
from schemas.layout import Line

AREAS_MIN = 2
"""One area alone shows no habit."""
LARGER = 1.08
"""A sentence is larger than the body by this factor where size sets it off."""
LETTERS = (12, 220)
"""A shorter text is a label, and a longer one is an introduction."""


def leads_of_areas(areas: Sequence[Value | None], items: Sequence[Item], body_size: float) -> dict[str, Value]:
    """The goal of each area by the name of the area; none unless all have one.

    Args:
        areas: the area of each action.
        items: the document.
        body_size: size of the body's print.
    """
    named = {area.text: area for area in areas if area is not None and area.lines}
    if len(named) < AREAS_MIN or None in areas:
        return {}
    headed = {item.lines[0]: at for at, item in enumerate(items) if item.is_heading and item.lines}
    leads: dict[str, Value] = {}
    for name, area in named.items():
        at = headed.get(area.lines[0])
        lead = _lead(list(islice(items, at + 1, at + 3)), body_size) if at is not None else None
        if lead is None:
            return {}
        leads[name] = Value(lead.text, lead.lines)
    return leads


def _lead(below: Sequence[Item], body_size: float) -> Item | None:
    """The first of two items below a heading where it is a sentence set off, and no more text follows it."""
    if (
        len(below) < 2
        or below[0].kind not in ("paragraph", "heading")
        or (below[1].kind == "paragraph" and _is_text(below[1]))
    ):
        return None
    text = below[0].text
    one = text.endswith((".", "!")) and ". " not in text and LETTERS[0] <= len(text) <= LETTERS[1]
    return below[0] if one and read_label(below[0])[0] is None and _is_set_off(below[0].lines, body_size) else None


def _is_text(item: Item) -> bool:
    return read_label(item)[0] is None and item.text.endswith(".")


def _is_set_off(lines: Sequence[Line], body_size: float) -> bool:
    slanted = all(word.italic for line in lines for word in line.words)
    return slanted or all(line.size >= LARGER * body_size for line in lines)
