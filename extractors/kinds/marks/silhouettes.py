"""Which known shape a silhouette is nearest to.

Both sides are stretched to the same square, so size and proportion do not matter. The measure is the share of ink of
either that lies further than one pixel from the ink of the other: drawn by strokes, by thin fills or as the outline of
a character, a tick stays near the tick. Outlines are data (``vocabulary/shapes.yaml``).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from extractors import vocabulary
from extractors.kinds.marks.raster import SIZE, Point, fill_mask, grow, stretched, stroke_mask
from schemas.geometry import Box

FAR = 0.16
"""A silhouette with more of its ink astray than this is none of the known shapes. Ticks and arrows of common fonts lie
at 0.00–0.10 from the nearest outline of their own kind and at 0.2 and more from those of other kinds."""
FAR_FROM_AREA = 0.12
"""The same for shapes that are areas, which misses of a stroke's width do not tell apart from letters."""
FAR_FROM_HAND = 0.06
"""The same for thumbs, whose outline is so broad that many a picture comes near it."""
_WAYS = ("up", "down", "left", "right", "up-right", "down-right")
STROKED = frozenset(("cross", "tick", "plus", *(f"arrow-{way}" for way in _WAYS)))
FURTHEST = 0.26
APART = 0.07
"""A sign of strokes drawn by hand lies further off, but still this much nearer to its own kind than to any other."""
SLIM = 2.6
"""Longer than this many times its width, a full silhouette is a bar."""

_UNIT = Box(0.0, 0.0, 1.0, 1.0)


class Likeness(NamedTuple):
    """The nearest shape and how much of the ink lies astray, 0–1."""

    name: str
    distance: float


@lru_cache(maxsize=2048)
def nearest(mask: int, pixel_aspect: float = 1.0) -> Likeness:
    """The shape whose outline is nearest to the ink of ``mask``; the name is "" when none is near.

    Args:
        mask: the silhouette.
        pixel_aspect: width through height of one pixel.
    """
    ink, aspect = stretched(mask)
    aspect *= pixel_aspect
    if not 1 / SLIM < aspect < SLIM and ink.bit_count() > 0.85 * SIZE * SIZE:
        return Likeness("bar", 0.0)
    wide = grow(ink)
    distances: dict[str, float] = {}
    for name, outline, wide_outline in _outlines():
        extra = (ink & ~wide_outline).bit_count() / ink.bit_count()
        missing = (outline & ~wide).bit_count() / outline.bit_count()
        distances[name] = min(distances.get(name, 1.0), (extra + missing) / 2)
    if not 1 / SLIM < aspect < SLIM:
        distances = {name: distances[name] for name in ("exclamation", "arrow-up", "arrow-down")}
    (name, best), (_, second) = sorted(distances.items(), key=lambda pair: (pair[1], pair[0]))[:2]
    drawn_by_hand = name in STROKED and best < FURTHEST and second - best > APART
    near = FAR if name in STROKED else FAR_FROM_HAND if name.startswith("thumb") else FAR_FROM_AREA
    told = drawn_by_hand or best < near
    return Likeness(name, best) if told else Likeness("", FAR)


@cache
def _outlines() -> tuple[tuple[str, int, int], ...]:
    found: list[tuple[str, int]] = []
    for entry in vocabulary.load("shapes"):
        if "of" in entry:
            found += [(entry["name"], _turned(mask, entry["turn"])) for name, mask in found if name == entry["of"]]
        else:
            found += [(entry["name"], mask) for mask in _draw(entry)]
    return tuple((name, mask, grow(mask)) for name, mask in ((n, stretched(m)[0]) for n, m in found))


def _draw(entry: dict[str, Any]) -> list[int]:
    if entry.get("ellipse"):
        middle = (SIZE - 1) / 2
        inside = (
            1 << (y * SIZE + x)
            for y in range(SIZE)
            for x in range(SIZE)
            if (x - middle) ** 2 + (y - middle) ** 2 <= (SIZE / 2) ** 2
        )
        return [sum(inside)]
    if "fill" in entry:
        return [fill_mask([_points(polygon) for polygon in entry["fill"]], _UNIT)]
    lines = [_points(line) for line in entry["lines"]]
    return [stroke_mask(lines, width, _UNIT.grown(width / 2)) for width in entry["widths"]]


def _points(pairs: list[list[float]]) -> list[Point]:
    return [(float(x), float(y)) for x, y in pairs]


def _turned(mask: int, degrees: int) -> int:
    """The mask turned clockwise by a multiple of 90 degrees."""
    # Written out in base 2, the last digit is the pixel at the top left.
    digits = format(mask, f"0{SIZE * SIZE}b")[::-1]
    rows = [digits[y * SIZE : (y + 1) * SIZE] for y in range(SIZE)]
    for _ in range(degrees // 90):
        rows = ["".join(column) for column in zip(*reversed(rows), strict=True)]
    return int("".join(rows)[::-1], 2)
