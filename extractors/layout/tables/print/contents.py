"""Print and what stands with it in a place of a page → the part of a cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial

from extractors.layout.lines import cell_lines
from schemas.geometry import Box
from schemas.layout import CellPart
from schemas.page import Fill, Page, Word

SHADED = 0.3
"""Share of a cell that a fill must cover to shade it."""
KINDS = ("drawings", "images", "widgets")
"""What stands in a cell besides its lines and fills."""

# Skips the argument binding of the named tuple's own constructor, half of what a part costs.
_part = partial(tuple.__new__, CellPart)


class Content:
    """What stands on a page besides print, found by place."""

    def __init__(self, page: Page) -> None:
        self._number = page.number
        self._fills = page.fills
        self._at_height: dict[tuple[float, float], list[Fill]] = {}
        self._is_plain = not (page.drawings or page.images or page.widgets)
        self._sorted = {}
        for kind in KINDS:
            things = sorted(getattr(page, kind), key=lambda t: t.top + t.bottom)
            self._sorted[kind] = (things, [(t.top + t.bottom) / 2 for t in things])

    def part(self, box: Box, words: Sequence[Word]) -> CellPart:
        """The part of a cell that prints ``words`` in ``box``."""
        lines, fills = cell_lines(self._number, words), self._fills_of(box)
        if self._is_plain:
            return _part((self._number, box, lines, fills, (), (), ()))
        return _part((self._number, box, lines, fills, *[self._within(box, kind) for kind in KINDS]))

    def _within(self, box: Box, kind: str) -> tuple[object, ...]:
        """Things whose middle lies in ``box``, left to right."""
        things, middles = self._sorted[kind]
        if not things:
            return ()
        low, high = bisect_left(middles, box.top), bisect_right(middles, box.bottom)
        if low == high:
            return ()
        found = [t for t in things[low:high] if box.x0 <= (t.x0 + t.x1) / 2 < box.x1]
        found.sort(key=lambda t: (t.x0, t.top))
        return tuple(found)

    def _fills_of(self, box: Box) -> tuple[Fill, ...]:
        """Fills that shade ``box`` or lie in it, lowest first."""
        height = (box.top, box.bottom)
        level = self._at_height.get(height)
        if level is None:
            level = [f for f in self._fills if f.top < box.bottom and f.bottom > box.top]
            self._at_height[height] = level
        if not level:
            return ()
        x0, top, x1, bottom = box
        least = SHADED * box.area
        return tuple(
            [
                fill
                for fill in level
                if fill.x0 < x1
                and fill.x1 > x0
                and (
                    (x0 <= (fill.x0 + fill.x1) / 2 <= x1 and top <= (fill.top + fill.bottom) / 2 <= bottom)
                    or fill.box.intersection(box) > least
                )
            ]
        )
