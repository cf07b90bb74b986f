"""Borders whose sides differ: rings between two rectangles → the sides that are seen.

A side of its own width or colour is painted as a ring around the whole box, of which a clip shows that side alone.
MuPDF lists the ring and not what the clip leaves of it, so that a card with a coloured edge was a coloured area.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pymupdf

Path = dict[str, Any]
"""MuPDF's drawing."""
Rect = tuple[float, float, float, float]

_SHOWN = 0.5
"""Share of a side that its clip must leave: corners are cut aslant."""


def with_sides(paths: Sequence[Path], page: pymupdf.Page, thin: float) -> list[Path]:
    """``paths`` with every ring that is anywhere broader than ``thin`` points as the rectangles that its sides are."""
    rings = {number for number, path in enumerate(paths) if _is_broad_ring(path, thin)}
    clips = _clips(page) if rings else []
    if len(clips) != len(paths):
        return list(paths)
    return [
        {**path, "items": _sides(path, clips[number])} if number in rings else path for number, path in enumerate(paths)
    ]


def _is_broad_ring(path: Path, thin: float) -> bool:
    items = path["items"]
    if len(items) != 2 or not path.get("even_odd") or any(item[0] != "re" for item in items):
        return False
    outer, inner = _outer_and_inner(path)
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return min(gaps) >= 0 and max(gaps) > thin


def _outer_and_inner(path: Path) -> tuple[Rect, Rect]:
    one, other = (tuple(item[1]) for item in path["items"])
    return (one, other) if one[2] - one[0] >= other[2] - other[0] else (other, one)


def _clips(page: pymupdf.Page) -> list[Rect | None]:
    """The box of the innermost clip around each drawing; None for those that none is around."""
    found: list[Rect | None] = []
    around: list[tuple[int, Rect]] = []
    for path in page.get_cdrawings(extended=True):
        while around and around[-1][0] >= path["level"]:
            around.pop()
        if path["type"] == "clip":
            around.append((path["level"], tuple(path["scissor"])))
        elif path["type"] != "group":
            found.append(around[-1][1] if around else None)
    return found


def _sides(path: Path, clip: Rect | None) -> list[tuple[str, Rect, int]]:
    """The sides of a ring of which the clip leaves most."""
    outer, inner = _outer_and_inner(path)
    x0, top, x1, bottom = clip or outer
    shown: list[tuple[str, Rect, int]] = []
    for side in (
        (outer[0], outer[1], inner[0], outer[3]),
        (inner[2], outer[1], outer[2], outer[3]),
        (outer[0], outer[1], outer[2], inner[1]),
        (outer[0], inner[3], outer[2], outer[3]),
    ):
        seen = (max(side[0], x0), max(side[1], top), min(side[2], x1), min(side[3], bottom))
        wide, high = seen[2] - seen[0], seen[3] - seen[1]
        if min(wide, high) > 0 and wide * high >= _SHOWN * (side[2] - side[0]) * (side[3] - side[1]):
            shown.append(("re", seen, 1))
    return shown
