"""Levels that head columns of titles: "Grundniveau" and "Udviklingsniveau" beside each other, and titles below both.

Two levels side by side may be a legend too: they head columns only where titles stand below each of them at its edge.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from extractors.kinds.flow import Item
from extractors.kinds.wording import level_in
from schemas.columns import LevelName
from schemas.layout import Line

SAME_EDGE = 4.0
"""Points within which a title stands at the edge of the level above it."""


class LevelColumns:
    """The levels that head columns among the items of a package."""

    def __init__(self, items: Sequence[Item], titles: Container[int]) -> None:
        heads = [(item, level) for item in items if item.is_heading and (level := level_in(item.text)) is not None]
        paired = [
            (item, level)
            for item, level in heads
            if any(level != other_level and _side_by_side(item, other) for other, other_level in heads)
        ]
        below = [item for i, item in enumerate(items) if i in titles]
        served = {level for item, level in paired if any(_at_edge(item, title) for title in below)}
        self._heads = paired if len(served) > 1 else []

    def level_of(self, title: Item) -> tuple[LevelName, tuple[Line, ...]] | None:
        """The level of the column that a title stands in: the last above it at its edge."""
        above = [
            (item, level)
            for item, level in self._heads
            if _at_edge(item, title) and (item.page, item.box.top) < (title.page, title.box.top)
        ]
        item, level = max(above, key=lambda head: (head[0].page, head[0].box.top), default=(None, None))
        return (level, item.lines) if item is not None and level is not None else None


def _side_by_side(a: Item, b: Item) -> bool:
    return a.page == b.page and a is not b and a.box.top < b.box.cy < a.box.bottom


def _at_edge(head: Item, title: Item) -> bool:
    return abs(head.box.x0 - title.box.x0) <= SAME_EDGE
