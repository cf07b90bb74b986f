"""Panels side by side, each with a list of its own: their print stands in columns, and nothing in rows.

A slide sets "Status" and "Hvem arbejder med initiativet?" in a panel each. Where the entries of both lists happen to
stand on the same lines, they look like rows. A table shades its cells, rows or columns up to each other; these panels
are apart, each as high as the whole, and print in each begins with bullets, printed or drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.layout.markers import is_sign
from extractors.layout.tables.lines.drafts import Draft
from schemas.geometry import Box
from schemas.page import Drawing, Fill, Page, Word

HIGH = 0.9
"""Share of the height of all print that a panel covers at least."""
WIDE = 0.8
"""Share of its width from which an area is the ground of all."""
APART = 5.0
"""Points between panels at least; shades of columns adjoin."""
DOT = 0.6
"""Height of a drawn bullet in lines of print at most."""


def are_lists_in_panels(draft: Draft, page: Page) -> bool:
    """Whether the columns of ``draft`` are lists in panels of their own."""
    panels = _panels(draft, page)
    held: dict[Box, list[Word]] = {}
    for word in (word for cell in draft.cells for word in cell.words) if len(panels) > 1 else ():
        around = [panel for panel in panels if panel.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)]
        if not around:
            return False
        held.setdefault(min(around, key=lambda panel: panel.area), []).append(word)
    own = sorted(held, key=lambda panel: panel.x0)
    apart = all(right.x0 - left.x1 >= APART for left, right in pairwise(own))
    drawn: tuple[Drawing | Fill, ...] = (*page.drawings, *page.fills)
    return len(own) > 1 and apart and all(_has_bullets(held[panel], panel, drawn) for panel in own)


def _panels(draft: Draft, page: Page) -> list[Box]:
    """Areas as high as the draft, each beside some of it."""
    areas: Iterable[Box] = (
        *(fill.box for fill in page.fills),
        *(drawing.box for drawing in page.drawings if drawing.fill is not None),
    )
    height, width = HIGH * draft.box.height, WIDE * draft.box.width
    return [area for area in areas if area.height >= height and area.width < width]


def _has_bullets(words: Sequence[Word], panel: Box, drawn: Sequence[Drawing | Fill]) -> bool:
    if any(len(word.text) == 1 and is_sign(word.text) for word in words):
        return True
    high = DOT * max(word.bottom - word.top for word in words)
    small = (d for d in drawn if d.bottom - d.top <= high and d.x1 - d.x0 <= high)
    return any(panel.holds((d.x0 + d.x1) / 2, (d.top + d.bottom) / 2) and _begins(d, words) for d in small)


def _begins(dot: Drawing | Fill, words: Sequence[Word]) -> bool:
    """Whether a line of print begins right behind a small drawing, and none before it."""
    middle = (dot.top + dot.bottom) / 2
    line = [word for word in words if word.top <= middle <= word.bottom]
    return bool(line) and dot.x1 <= min(word.x0 for word in line)
