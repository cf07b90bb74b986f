"""Panels: filled or framed areas that set text apart (fact boxes, banners, speech bubbles, slide boxes).

Signals: a coloured fill, a closed drawing with a fill or outline, or four rulings that meet. A page's background, a
table's shading and an area too small to hold a line are no panels. The module looks at geometry alone; what a panel
means is for whoever knows the kind of document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from schemas.geometry import Box
from schemas.page import Drawing, Fill, Page, Word

BACKGROUND = 0.75
"""Share of the page from which an area is its background."""
SMALLEST_WIDTH = 40.0
SMALLEST_HEIGHT = 12.0
"""A panel holds at least one short line of small print."""
TAG = (16.0, 9.0)
"""Width and height of the smallest area that is the tag around a word."""
PADDING = 1.5
"""Points of paint on both sides of the word in a tag; what highlights words in a text ends with them."""
WHITE = 0xF8
"""From this brightness in every channel an area looks like paper."""
SLACK = 3.0
"""Points by which glyph boxes may reach beyond the area they are printed on."""
GRADIENT_MIN = 8
"""So many areas with three sides in common paint one area in a gradient."""
FRAME_RULINGS_MAX = 120
"""Beyond so many rulings a page shows a table or a chart, and frames are not sought among them."""


def find_panels(page: Page) -> tuple[Box, ...]:
    """Boxes of the areas on ``page`` that may hold text, largest first."""
    found: set[Box] = set()
    small: list[Box] = []
    paper = page.width * page.height
    for area in _areas(page):
        x0, top = max(0.0, area.x0), max(0.0, area.top)
        width, height = min(page.width, area.x1) - x0, min(page.height, area.bottom) - top
        # Most areas are too small, and a page may have thousands.
        if width < TAG[0] or height < TAG[1]:
            continue
        box = Box(x0, top, min(page.width, area.x1), min(page.height, area.bottom))
        if box.area >= BACKGROUND * paper:
            continue
        if width >= SMALLEST_WIDTH and height >= SMALLEST_HEIGHT:
            found.add(_rounded(box))
        else:
            small.append(box)
    if small:
        by_height = sorted([((word.top + word.bottom) / 2, i) for i, word in enumerate(page.words)])
        words, middles = [page.words[i] for _, i in by_height], [middle for middle, _ in by_height]
        found |= {_rounded(box) for box in small if _is_tag(box, words, middles)}
    return tuple(sorted(found - _strips(found), key=lambda b: (-b.area, b.top, b.x0)))


def _strips(found: Collection[Box]) -> set[Box]:
    """Areas that paint a gradient: many of one width that begin at one height, all but the largest of them."""
    strips: set[Box] = set()
    for sides in (_by_top, _by_bottom, _by_left, _by_right):
        stacks: dict[tuple[float, float, float], list[Box]] = {}
        for box in found:
            stacks.setdefault(sides(box), []).append(box)
        for stack in stacks.values():
            if len(stack) >= GRADIENT_MIN:
                strips |= set(stack) - {max(stack, key=lambda box: box.area)}
    return strips


def _by_top(box: Box) -> tuple[float, float, float]:
    return box.x0, box.x1, box.top


def _by_bottom(box: Box) -> tuple[float, float, float]:
    return box.x0, box.x1, box.bottom


def _by_left(box: Box) -> tuple[float, float, float]:
    return box.top, box.bottom, box.x0


def _by_right(box: Box) -> tuple[float, float, float]:
    return box.top, box.bottom, box.x1


def _rounded(box: Box) -> Box:
    return Box(*(round(v, 1) for v in box))


def _is_tag(box: Box, words: Sequence[Word], middles: Sequence[float]) -> bool:
    """Whether the area is painted around words with some space to both sides.

    Args:
        box: a small area.
        words: the words of the page by height.
        middles: their heights.
    """
    level = words[bisect_left(middles, box.top) : bisect_right(middles, box.bottom)]
    inside = [word for word in level if box.x0 < word.cx < box.x1]
    return bool(inside) and all(box.x0 + PADDING <= w.x0 and w.x1 <= box.x1 - PADDING for w in inside)


def innermost(panels: Sequence[Box], box: Box) -> Box | None:
    """The smallest of ``panels`` (largest first) that ``box`` stands in, None when it stands in none."""
    for panel in reversed(panels):
        if (
            panel.x0 - SLACK <= box.x0
            and box.x1 <= panel.x1 + SLACK
            and panel.top - SLACK <= box.cy <= panel.bottom + SLACK
        ):
            return panel
    return None


def _areas(page: Page) -> Iterable[Fill | Drawing | Box]:
    for fill in page.fills:
        if not is_paper(fill.color):
            yield fill
    for drawing in page.drawings:
        if drawing.stroke is not None or (drawing.fill is not None and not is_paper(drawing.fill)):
            yield drawing
    if len(page.rulings) <= FRAME_RULINGS_MAX:
        yield from _frames(page)


def is_paper(color: int) -> bool:
    """Whether ``color`` (0xRRGGBB) looks like unprinted paper."""
    return min(color >> 16, color >> 8 & 0xFF, color & 0xFF) >= WHITE


def _frames(page: Page) -> Iterable[Box]:
    """Rectangles that two horizontal and two vertical rulings close."""
    horizontals: dict[tuple[int, int], list[float]] = {}
    verticals: dict[tuple[int, int], set[int]] = {}
    for ruling in page.rulings:
        if ruling.horizontal:
            horizontals.setdefault((round(ruling.x0), round(ruling.x1)), []).append(ruling.top)
        else:
            verticals.setdefault((round(ruling.top), round(ruling.bottom)), set()).add(round(ruling.x0))
    near: dict[tuple[int, int], set[int]] = {}
    for (start, end), xs in verticals.items():
        for key in ((start + dt, end + db) for dt in (-1, 0, 1) for db in (-1, 0, 1)):
            near.setdefault(key, set()).update(xs)
    for (x0, x1), tops in sorted(horizontals.items()):
        ordered = sorted(set(tops))
        for i, top in enumerate(ordered):
            for bottom in ordered[i + 1 :]:
                sides = near.get((round(top), round(bottom)), ())
                if any(abs(x - x0) <= 1 for x in sides) and any(abs(x - x1) <= 1 for x in sides):
                    yield Box(x0, top, x1, bottom)
                    break
