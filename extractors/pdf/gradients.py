"""Shapes filled with a gradient or pattern: glossy lights of presentations, cells shaded from one tint to another.

MuPDF lists them as clips and not as drawings. A clip that is filled throughout, and that no drawing, area or picture
accounts for, is such a shape; its colour is the mean of what is seen in it. Pages without patterns cost nothing.
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


def add_gradients(
    page: pymupdf.Page, display: Display, turn: Transform | None, shapes: PageDrawings, images: tuple[Image, ...]
) -> None:
    """Add the shapes of ``page`` that are filled with a gradient or pattern to ``shapes``."""
    if not (display.has_resource("Shading") or display.has_resource("Pattern")):
        return
    known = [item.box for items in (shapes.fills, shapes.drawings, images) for item in items]
    looked_at = 0
    for path in page.get_cdrawings(extended=True):
        if path["type"] != "clip" or looked_at >= _MOST_LOOKED_AT:
            continue
        x0, top, x1, bottom = path["scissor"] if turn is None else turned(turn, *path["scissor"])
        box = Box(max(x0, 0.0), max(top, 0.0), min(x1, display.width), min(bottom, display.height))
        if min(box.width, box.height) < _SMALLEST or box.area > 0.5 * display.width * display.height:
            continue
        if any(other.intersection(box) > _FILLED * max(box.area, other.area) for other in known):
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


def _mean_color(display: Display, box: Box) -> int | None:
    """Mean of what is seen in a box, 0xRRGGBB; None when much of it is paper."""
    pixels = display.color(box, _PIXELS)[:, :, :3].reshape(-1, 3)
    inked = pixels[(pixels < _PAPER).any(axis=1)]
    if len(inked) < _FILLED * len(pixels):
        return None
    red, green, blue = (round(float(value)) for value in inked.mean(axis=0))
    return red << 16 | green << 8 | blue
