"""The key of a chart: texts that a small sign in the colour of a slice, bar or line stands before."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.flow import Item
from schemas.geometry import Box
from schemas.page import Page

SIGN = (0.3, 1.3)
"""Sides of a sign of the key in font sizes of its text."""
REACH = 2.0
"""The sign ends within this many font sizes before its text."""
LARGER = 8.0
"""What a sign explains covers so many times its area."""
KEYS_MIN = 2
"""A key explains two colours at least."""


def find_keys(page: Page, items: Sequence[Item]) -> list[Item]:
    """The blocks among ``items`` that explain the colours of a chart on ``page``."""
    shapes = [(drawing.box, drawing.fill) for drawing in page.drawings if drawing.fill is not None]
    shapes += [(fill.box, fill.color) for fill in page.fills]
    explained: list[tuple[Item, int]] = []
    for item in items:
        if item.block is None:
            continue
        line = item.block.lines[0]
        for box, color in shapes:
            if _is_sign(box, line.box, line.size) and any(
                other_color == color and other.area >= LARGER * box.area for other, other_color in shapes
            ):
                explained.append((item, color))
                break
    return [item for item, _ in explained] if len({color for _, color in explained}) >= KEYS_MIN else []


def _is_sign(box: Box, text: Box, size: float) -> bool:
    low, high = SIGN
    small = low * size <= box.width <= high * size and low * size <= box.height <= high * size
    return small and box.top < text.cy < box.bottom and 0.0 <= text.x0 - box.x1 <= REACH * size
