"""Small coloured discs and squares in the picture of a page: marks, traffic lights, the keys of a legend.

They are found before the text is read, for OCR takes a red disc for a bullet, an o or a part of the word beside it.
A disc is one round, full piece of ink that has a colour and is no larger than a sign; a square is as even, and stands
free, as the dot of an i does not. Black dots and bullets are print and left to OCR.
"""

from __future__ import annotations

import numpy as np

from extractors.pdf.ocr.areas import disc
from extractors.pdf.ocr.picture import Mask, Picture
from schemas.geometry import Box
from schemas.page import Drawing, Fill

BoxPx = tuple[int, int, int, int]

_SIDES_PT = (3.4, 24.0)
_ASPECT = 1.25
# Of a disc and the ellipse in its box, what both share: a bold e has 0.7, a square 0.78, the smallest disc 0.87.
_LIKENESS = 0.84
_SQUARE_SIDES_PT = (4.5, 24.0)
# Of a square, the rest is its soft edge.
_EVEN_SHARE, _EVEN_STEP = 0.9, 40
# Nothing else is so near to a square, in parts of its side.
_FREE = 0.3
# Colour printed on paper and scanned differs by this much between its channels, grey print with colour noise does not.
_CHROMA = 45
# Compression spreads colour this far.
_RIM_PT = 1.0
# The inside of a light letter on a dark area is a disc of that area's colour.
_MOST_AROUND = 0.5


def find_discs(picture: Picture) -> list[tuple[BoxPx, Drawing]]:
    """Coloured discs with the boxes of their ink in pixels, from top to bottom."""
    import cv2

    points = picture.points
    low, high = (side / points for side in _SIDES_PT)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(picture.ink.astype(np.uint8), connectivity=8)
    found: list[tuple[BoxPx, Drawing]] = []
    for label in range(1, count):
        x, y, wide, tall = (int(value) for value in stats[label][:4])
        if not (low <= min(wide, tall) and max(wide, tall) <= high and max(wide, tall) <= _ASPECT * min(wide, tall)):
            continue
        part = labels[y : y + tall, x : x + wide] == label
        red, green, blue = (int(v) for v in np.median(picture.rgb[y : y + tall, x : x + wide][part], axis=0))
        if max(red, green, blue) - min(red, green, blue) < _CHROMA or not _is_round(part):
            continue
        box = Box(x * points, y * points, (x + wide) * points, (y + tall) * points)
        if _around(picture.ink, (x, y, x + wide, y + tall)) > _MOST_AROUND:
            continue
        rim = round(_RIM_PT / points)
        whole = (max(x - rim, 0), max(y - rim, 0), x + wide + rim, y + tall + rim)
        found.append((whole, disc(box, red << 16 | green << 8 | blue)))
    return sorted(found, key=lambda entry: (entry[0][1], entry[0][0]))


def find_squares(picture: Picture) -> list[tuple[BoxPx, Fill]]:
    """Coloured squares that stand free of other ink, with their boxes in pixels, from top to bottom."""
    import cv2

    points = picture.points
    low, high = (side / points for side in _SQUARE_SIDES_PT)
    rim = round(_RIM_PT / points)
    count, _, stats, _ = cv2.connectedComponentsWithStats(picture.ink.astype(np.uint8), connectivity=8)
    found: list[tuple[BoxPx, Fill]] = []
    for x, y, wide, tall, _ in stats[1:count].tolist():
        if not (low <= min(wide, tall) and max(wide, tall) <= high and max(wide, tall) <= _ASPECT * min(wide, tall)):
            continue
        inner = picture.rgb[y + 1 : y + tall - 1, x + 1 : x + wide - 1].reshape(-1, 3).astype(np.int16)
        tone = np.median(inner, axis=0)
        even = (np.abs(inner - tone).max(axis=1) <= _EVEN_STEP).mean()
        if tone.max() - tone.min() < _CHROMA or even < _EVEN_SHARE:
            continue
        reach = max(rim + 1, round(_FREE * max(wide, tall)))
        near = picture.ink[max(y - reach, 0) : y + tall + reach, max(x - reach, 0) : x + wide + reach]
        if near.sum() > picture.ink[y : y + tall, x : x + wide].sum():
            continue
        red, green, blue = (int(value) for value in tone)
        box = Box(x * points, y * points, (x + wide) * points, (y + tall) * points)
        whole = (max(x - rim, 0), max(y - rim, 0), x + wide + rim, y + tall + rim)
        found.append((whole, Fill(*box, red << 16 | green << 8 | blue)))
    return sorted(found, key=lambda entry: (entry[0][1], entry[0][0]))


def _around(ink: Mask, box: BoxPx) -> float:
    """Share of ink in the surroundings of a box."""
    x0, top, x1, bottom = box
    reach = max(x1 - x0, bottom - top)
    part = ink[max(top - reach, 0) : bottom + reach, max(x0 - reach, 0) : x1 + reach]
    inside = int(ink[top:bottom, x0:x1].sum())
    return (int(part.sum()) - inside) / max(part.size - (x1 - x0) * (bottom - top), 1)


def _is_round(part: Mask) -> bool:
    """Whether a patch is the ellipse that its box allows, with nothing missing."""
    tall, wide = part.shape
    y, x = np.ogrid[:tall, :wide]
    ellipse = ((2 * y + 1) / tall - 1) ** 2 + ((2 * x + 1) / wide - 1) ** 2 <= 1
    return bool((part & ellipse).sum() >= _LIKENESS * (part | ellipse).sum())
