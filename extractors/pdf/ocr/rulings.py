"""Table lines in the picture of a page.

A line is ink that goes on in one direction for longer than any stroke of a letter, and is thin. Gaps of a scan are
bridged, and a line that a scanner bent by a pixel or two is still one line. Nothing is made straight or joined here
beyond that: what cells the lines make is the table engine's business.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.picture import Mask, Picture
from schemas.page import Ruling

# Longer than the stem of a letter of 24 points.
_SHORTEST_PT = 18.0
# Longer than the strokes of letters of 14 points: what is shorter is no part of a line, and is not bridged to one.
_PIECE_PT = (6.0, 10.0)
_BRIDGED_PT = 2.5
_THICKEST_PT = 3.5
_SLENDER = 6.0
# A line lies free on both sides; a row of letters or the edge of a dark area does not.
_FREE_SHARE = 0.6
_FREE_PT = 0.8


class Lines(NamedTuple):
    """The lines of a page and the ink they are made of."""

    rulings: list[Ruling]
    ink: Mask


def find_rulings(picture: Picture) -> Lines:
    """Horizontal and vertical lines, horizontal ones first, each from top to bottom and left to right."""
    across, across_ink = _lines(picture.faint, picture, horizontal=True)
    down, down_ink = _lines(picture.faint, picture, horizontal=False)
    return Lines(across + down, across_ink | down_ink)


def _lines(ink: Mask, picture: Picture, *, horizontal: bool) -> tuple[list[Ruling], Mask]:
    import cv2

    px = picture.dpi / 72
    shortest = round(_SHORTEST_PT * px)
    bridge = round(_BRIDGED_PT * px) | 1

    def kernel(long: int) -> npt.NDArray[np.uint8]:
        return np.ones((1, long) if horizontal else (long, 1), np.uint8)

    # A level line that a pixel row leaves halfway stays whole when its neighbours' ink counts for it.
    thick = cv2.dilate(ink.astype(np.uint8), np.ones((3, 1) if horizontal else (1, 3), np.uint8))
    pieces = cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel(round(_PIECE_PT[not horizontal] * px)))
    bridged = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, kernel(bridge))
    runs = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, kernel(shortest))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    rulings: list[Ruling] = []
    kept = np.zeros(count, bool)
    for label in range(1, count):
        x, y, wide, high, _ = (int(value) for value in stats[label])
        part = (labels[y : y + high, x : x + wide] == label) & ink[y : y + high, x : x + wide]
        ruling = _ruling(part, ink, (x, y), picture, horizontal=horizontal)
        if ruling is not None:
            kept[label] = True
            rulings.append(ruling)
    return rulings, kept[labels]


def _ruling(part: Mask, ink: Mask, corner: tuple[int, int], picture: Picture, *, horizontal: bool) -> Ruling | None:
    """The ruling that a piece of ink is; None when it is too thick, or is part of letters or an area."""
    along = part if horizontal else part.T
    thickness = along.sum(axis=0)
    present = thickness > 0
    long = int(present.sum())
    if not long:
        return None
    thick = float(np.median(thickness[present]))
    if thick * picture.points > _THICKEST_PT or long < _SLENDER * thick:
        return None
    rows = np.arange(along.shape[0])
    weight = along.sum(axis=1)
    axis = float((rows * weight).sum() / weight.sum()) + 0.5
    where = np.nonzero(present)[0]
    start, end = float(where[0]), float(where[-1] + 1)
    x, y = corner
    page = ink if horizontal else ink.T
    offset, first = (y, x) if horizontal else (x, y)
    if _crowded(page, along, offset, first, round(_FREE_PT / picture.points)):
        return None
    color = _color(picture, part, corner)
    scale = picture.points
    if horizontal:
        top = (y + axis) * scale
        return Ruling((x + start) * scale, top, (x + end) * scale, top, thick * scale, color, False)
    middle = (x + axis) * scale
    return Ruling(middle, (y + start) * scale, middle, (y + end) * scale, thick * scale, color, False)


def _crowded(page: Mask, along: Mask, offset: int, first: int, gap: int) -> bool:
    """Whether most of a line has ink close above or below it, as a row of letters or the edge of an area has."""
    columns = np.nonzero(along.any(axis=0))[0]
    highest = along.argmax(axis=0)[columns] + offset
    lowest = along.shape[0] - 1 - along[::-1].argmax(axis=0)[columns] + offset
    above = page[np.maximum(highest - gap, 0), columns + first]
    below = page[np.minimum(lowest + gap, page.shape[0] - 1), columns + first]
    return bool((~above & ~below).mean() < _FREE_SHARE)


def _color(picture: Picture, part: Mask, corner: tuple[int, int]) -> int:
    x, y = corner
    pixels = picture.rgb[y : y + part.shape[0], x : x + part.shape[1]][part]
    red, green, blue = (int(value) for value in np.median(pixels, axis=0))
    return red << 16 | green << 8 | blue
