"""A piece of ink as a drawing: its outline, and the outlines of what is left free within it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Mask, Rgb
from schemas.page import Drawing

# Pixels are drawn this many times as large: the outline of a hole follows the ink around it, and the two sides of a
# line of one pixel must not be one.
_ENLARGED = 4
# Half a pixel: outlines follow pixels no nearer than that.
_SMOOTH = 2.0
_CORE = 0.25


def outline(ink: Mask, spot: tuple[int, int, int, int], picture: Picture) -> Drawing:
    """The ink in a box as a filled drawing, with its holes.

    Args:
        ink: what is drawn, of the whole page.
        spot: the box in pixels.
        picture: the page.
    """
    import cv2

    x0, top, x1, bottom = spot
    part = ink[top:bottom, x0:x1].astype(np.uint8)
    large = np.kron(part, np.ones((_ENLARGED, _ENLARGED), np.uint8))
    contours, _ = cv2.findContours(large, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    scale = picture.points
    parts: list[tuple[str | float, ...]] = []
    for contour in contours:
        points = cv2.approxPolyDP(contour, _SMOOTH, True)[:, 0, :]
        places = [
            (float((x0 + (x + 0.5) / _ENLARGED) * scale), float((top + (y + 0.5) / _ENLARGED) * scale))
            for x, y in points
        ]
        parts += [("l", *here, *there) for here, there in zip(places, [*places[1:], places[0]], strict=True)]
    red, green, blue = _tone(picture.rgb[top:bottom, x0:x1], part)
    box = (x0 * scale, top * scale, x1 * scale, bottom * scale)
    return Drawing(*box, None, red << 16 | green << 8 | blue, 0.0, tuple(parts))


def _tone(rgb: Rgb, part: npt.NDArray[np.uint8]) -> tuple[int, int, int]:
    """The colour of a piece of ink without its rim, which is half paper; that of thin strokes is their darkest."""
    import cv2

    core = rgb[cv2.erode(part, np.ones((3, 3), np.uint8), borderValue=0) > 0]
    if len(core) < _CORE * part.sum():
        core = rgb[part > 0]
        tones = core.sum(axis=1, dtype=np.int32)
        core = core[tones <= np.median(tones)]
    red, green, blue = (int(value) for value in np.median(core, axis=0))
    return red, green, blue
