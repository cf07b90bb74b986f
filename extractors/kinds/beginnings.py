"""Paragraphs that begin in bold: with their title, or with the lead-in of what they say."""

from __future__ import annotations

from dataclasses import replace

from extractors.kinds.flow import Item
from extractors.layout.lines import make_line
from schemas.geometry import union


def part_bold(item: Item) -> tuple[Item, Item] | None:
    """The bold beginning of a paragraph and the rest; None for a block that is bold all over or not at first.

    The marker stays with the beginning.
    """
    if item.block is None or item.kind not in ("paragraph", "list_item"):
        return None
    words = [(line, word) for line in item.lines for word in line.words]
    count = next((i for i, (_, word) in enumerate(words) if not word.bold), len(words))
    if not 0 < count < len(words):
        return None
    halves = []
    for part, marker in ((words[:count], item.marker), (words[count:], "")):
        lines = [[w for line, w in part if line is own] for own in item.lines]
        made = tuple(make_line(item.page, line) for line in lines if line)
        box = union(line.box for line in made)
        halves.append(Item(item.page, block=replace(item.block, lines=made, box=box, marker=marker)))
    return halves[0], halves[1]
