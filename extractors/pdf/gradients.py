"""Shapes filled with a gradient or pattern: glossy lights of presentations, cells shaded from one tint to another.

MuPDF lists them as clips and not as drawings. A clip that is filled throughout, and that no drawing, area or picture
accounts for, is such a shape; its colour is the mean of what is seen in it. Of a clip that has an outline, what is
painted within is one: the dot of a button. Pages without patterns cost nothing.
"""

from __future__ import annotations

import pymupdf

from extractors.pdf.display import Display
from extractors.pdf.drawings import PageDrawings, part_of
from extractors.pdf.turning import Transform, turned
from schemas.geometry import Box
from schemas.page import Drawing, Fill, Image

_SMALLEST = 3.0
_LARGEST_SIGN = 60.0
# More clips are a page that clips each word or cell; looking at all of them would cost seconds.
_MOST_LOOKED_AT = 200
_PIXELS = 12
# A gradient fills its clip, but for rounded corners and words on it.
_FILLED = 0.6
_PAPER = 0xF5
# An outline of a button, of which so much on each side is its own ink.
_LARGEST_OUTLINE = 24.0
_DOT_PIXELS = 40
_RIM = 0.14
# A dot is so wide within it at least; it fills π/4 of its box, as no letter does.
_DOT = 0.25
_DISC = 0.65
_ARC = 0.5523


def add_gradients(
    page: pymupdf.Page, display: Display, turn: Transform | None, shapes: PageDrawings, images: tuple[Image, ...]
) -> None:
    """Add the shapes of ``page`` that are filled with a gradient or pattern to ``shapes``."""
    if not (display.has_resource("Shading") or display.has_resource("Pattern")):
        return
    outlines = [d.box for d in shapes.drawings if d.fill is None and max(d.box.width, d.box.height) <= _LARGEST_OUTLINE]
    known = [item.box for items in (shapes.fills, shapes.drawings, images) for item in items]
    looked_at = 0
    for path in page.get_cdrawings(extended=True):
        if path["type"] != "clip" or looked_at >= _MOST_LOOKED_AT:
            continue
        x0, top, x1, bottom = path["scissor"] if turn is None else turned(turn, *path["scissor"])
        box = Box(max(x0, 0.0), max(top, 0.0), min(x1, display.width), min(bottom, display.height))
        if min(box.width, box.height) < _SMALLEST or box.area > 0.5 * display.width * display.height:
            continue
        accounted = [other for other in known if other.intersection(box) > _FILLED * max(box.area, other.area)]
        if accounted and all(other in outlines for other in accounted):
            looked_at += 1
            dot = _dot_within(display, box)
            if dot is not None:
                known.append(dot.box)
                shapes.drawings.append(dot)
        if accounted:
            continue
        looked_at += 1
        color = _mean_color(display, box)
        if color is None:
            continue
        known.append(box)
        items = path.get("items", ())
        if all(item[0] == "re" for item in items) and max(box.width, box.height) > _LARGEST_SIGN / 3:
            shapes.fills.append(Fill(*box, color))
        elif max(box.width, box.height) <= _LARGEST_SIGN:
            parts = tuple(part for item in items for part in part_of(item, turn))
            shapes.drawings.insert(0, Drawing(*box, None, color, 0.0, parts or (("re", *box),)))


def _dot_within(display: Display, box: Box) -> Drawing | None:
    """The dot that is seen inside an outline of this box, which it leaves free all around; None for anything else."""
    import numpy as np

    pixels = display.color(box, _DOT_PIXELS)[:, :, :3]
    high, wide = pixels.shape[:2]
    ys, xs = np.ogrid[:high, :wide]
    within = np.hypot((ys + 0.5) / high - 0.5, (xs + 0.5) / wide - 0.5) < 0.5 - _RIM
    inked = np.asarray((pixels < _PAPER).any(axis=2)) & within
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(rows):
        return None
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    spot = inked[top:bottom, left:right]
    if spot.mean() < _DISC or min((bottom - top) / high, (right - left) / wide) < _DOT:
        return None
    red, green, blue = (round(float(value)) for value in pixels[inked].mean(axis=0))
    x, y = box.width / wide, box.height / high
    place = Box(box.x0 + left * x, box.top + top * y, box.x0 + right * x, box.top + bottom * y)
    return Drawing(*place, None, red << 16 | green << 8 | blue, 0.0, _ellipse(place))


def _ellipse(box: Box) -> tuple[tuple[str | float, ...], ...]:
    """The four curves of an ellipse in a box."""
    x0, top, x1, bottom = box
    cx, cy = box.cx, box.cy
    kx, ky = _ARC * box.width / 2, _ARC * box.height / 2
    return (
        ("c", x1, cy, x1, cy + ky, cx + kx, bottom, cx, bottom),
        ("c", cx, bottom, cx - kx, bottom, x0, cy + ky, x0, cy),
        ("c", x0, cy, x0, cy - ky, cx - kx, top, cx, top),
        ("c", cx, top, cx + kx, top, x1, cy - ky, x1, cy),
    )


def _mean_color(display: Display, box: Box) -> int | None:
    """Mean of what is seen in a box, 0xRRGGBB; None when much of it is paper."""
    pixels = display.color(box, _PIXELS)[:, :, :3].reshape(-1, 3)
    inked = pixels[(pixels < _PAPER).any(axis=1)]
    if len(inked) < _FILLED * len(pixels):
        return None
    red, green, blue = (round(float(value)) for value in inked.mean(axis=0))
    return red << 16 | green << 8 | blue
