"""Shaded areas in the picture of a page: cells, bands, panels, traffic lights.

Shading is looked for in a small picture from which print and grain have gone. Touching pixels that differ from paper
and hardly from each other are an area when they fill most of their box. Photographs are none: their tones change from
place to place.

A ruling ends an area: neighbouring cells of one colour are an area each. An area of several corners is cut into
rectangles.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.picture import Mask, Picture
from extractors.pdf.ocr.rulings import Lines
from schemas.geometry import Box
from schemas.page import Drawing, Fill, Ruling

# A pixel of the small picture is a point wide: finer than the smallest shaded cell, coarser than grain.
_DPI = 72
_PRINT_PT = 5
# Tones closer than this, in every channel, are one shade; grain and JPEG stay below half of it.
_SHADE_STEP = 8
_UNEVEN = 12
# Colours of areas closer than this are one.
_ONE_SHADE = 6
_CLEAR_STEP = 32
_SMALLEST_PT = 5
_FULL_SHARE = 0.7
_WHOLE_PAGE = 0.9
# Areas of several corners: how far an edge jumps where a new rectangle begins.
_CORNER_STEP = 3
# What is left of print when print has been taken away lies inside a word.
_PRINT_SHARE = 0.8
_LIGHT = 160
_LARGEST_DISC_PT = 24.0
_DISC_ASPECT = 1.25
# Handle length of the four Bézier curves that make a circle of radius 1.
_CIRCLE = 0.5523


class Areas(NamedTuple):
    """Shaded rectangles and discs, each from top to bottom and left to right."""

    fills: list[Fill]
    discs: list[Drawing]


def find_areas(picture: Picture, lines: Lines, words: list[Box]) -> Areas:
    """Shaded rectangles and discs of a page.

    Args:
        picture: the page.
        lines: its rulings.
        words: boxes of its words, in points.
    """
    import cv2

    height, width = picture.gray.shape
    # Sheets so large that they are drawn coarser than that stay as they are.
    dpi = min(_DPI, picture.dpi)
    scale = dpi / picture.dpi
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    quiet = _without_print(picture, lines.ink, words, size)
    paper = _paper(quiet)
    quiet = _evened(quiet, paper)
    shaded = np.abs(quiet.astype(np.int16) - paper).max(axis=2) > _SHADE_STEP
    neighbours = np.ones((3, 3), np.uint8)
    uneven = cv2.subtract(cv2.dilate(quiet, neighbours), cv2.erode(quiet, neighbours)).max(axis=2) > _UNEVEN
    inner = shaded & ~uneven
    _cut(inner, lines.rulings, dpi / 72)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inner.astype(np.uint8), connectivity=4)
    points = 72 / dpi
    fills: list[Fill] = []
    discs: list[Drawing] = []
    for label in range(1, count):
        x, y, wide, high, area = (int(value) for value in stats[label])
        if min(wide, high) < _SMALLEST_PT - 2 or wide * high >= _WHOLE_PAGE * size[0] * size[1]:
            continue
        part = labels[y : y + high, x : x + wide] == label
        tones = quiet[y : y + high, x : x + wide][part]
        low, middle, high_tone = np.percentile(tones, (5, 50, 95), axis=0)
        if (high_tone - low).max() > 2 * _UNEVEN:
            continue
        red, green, blue = (int(value) for value in middle)
        color = red << 16 | green << 8 | blue
        for left, top, right, bottom in _rectangles(part, area):
            # The rim of an area is uneven, and was left out.
            box = Box(
                (x + left - 1) * points, (y + top - 1) * points, (x + right + 1) * points, (y + bottom + 1) * points
            )
            if any(box.intersection(word) >= _PRINT_SHARE * box.area for word in words):
                continue
            if not _is_disc(part) or max(box.width, box.height) > _LARGEST_DISC_PT:
                fills.append(Fill(*box, color))
            elif np.abs(middle - paper).max() > _CLEAR_STEP:
                discs.append(disc(box, color))
    return Areas(
        sorted(_alike(fills), key=lambda fill: (fill.top, fill.x0, fill.color)),
        sorted(discs, key=lambda disc: (disc.top, disc.x0)),
    )


def _alike(fills: list[Fill]) -> list[Fill]:
    """Areas whose colours differ by no more than scanning explains, in the colour of the largest of them."""
    shades: list[tuple[int, int, int]] = []
    found: list[Fill] = []
    for fill in sorted(fills, key=lambda fill: (-fill.box.area, fill)):
        color = (fill.color >> 16, fill.color >> 8 & 255, fill.color & 255)
        near = [shade for shade in shades if max(abs(a - b) for a, b in zip(shade, color, strict=True)) <= _ONE_SHADE]
        if not near:
            shades.append(color)
        red, green, blue = near[0] if near else color
        found.append(fill._replace(color=red << 16 | green << 8 | blue))
    return found


def _cut(inner: Mask, rulings: list[Ruling], scale: float) -> None:
    """Part areas where rulings run; ``scale`` is pixels per point."""
    for ruling in rulings:
        x0, top, x1, bottom = (int(edge * scale) for edge in ruling.box)
        inner[top : bottom + 1, x0 : x1 + 1] = False


def _rectangles(part: Mask, area: int) -> list[tuple[int, int, int, int]]:
    """The rectangles that an area is made of, from top to bottom; none when it is no rectangles."""
    high, wide = part.shape
    if area >= _FULL_SHARE * wide * high:
        return [(0, 0, wide, high)]
    starts, ends = part.argmax(axis=1), wide - part[:, ::-1].argmax(axis=1)
    steps = np.abs(np.diff(starts)) + np.abs(np.diff(ends))
    edges = [0, *(np.flatnonzero(steps > _CORNER_STEP) + 1).tolist(), high]
    found: list[tuple[int, int, int, int]] = []
    for top, bottom in pairwise(edges):
        left, right = int(np.median(starts[top:bottom])), int(np.median(ends[top:bottom]))
        if min(right - left, bottom - top) < _SMALLEST_PT - 2:
            continue
        if part[top:bottom, left:right].mean() >= _FULL_SHARE:
            found.append((left, top, right, bottom))
    covered = sum((right - left) * (bottom - top) for left, top, right, bottom in found)
    return found if covered >= _FULL_SHARE * area else []


def _is_disc(part: Mask) -> bool:
    """Whether a patch is as wide as high and lacks its corners."""
    high, wide = part.shape
    if max(high, wide) > _DISC_ASPECT * min(high, wide):
        return False
    y, x = max(1, high // 8), max(1, wide // 8)
    corners = (part[:y, :x], part[:y, -x:], part[-y:, :x], part[-y:, -x:])
    return not any(corner.any() for corner in corners)


def disc(box: Box, color: int) -> Drawing:
    """A filled circle of four Bézier curves, as vector programs draw it."""
    x, y, rx, ry = box.cx, box.cy, box.width / 2, box.height / 2
    hx, hy = rx * _CIRCLE, ry * _CIRCLE
    curves: tuple[tuple[str | float, ...], ...] = (
        ("c", x + rx, y, x + rx, y + hy, x + hx, y + ry, x, y + ry),
        ("c", x, y + ry, x - hx, y + ry, x - rx, y + hy, x - rx, y),
        ("c", x - rx, y, x - rx, y - hy, x - hx, y - ry, x, y - ry),
        ("c", x, y - ry, x + hx, y - ry, x + rx, y - hy, x + rx, y),
    )
    return Drawing(*box, None, color, 0.0, curves)


def _without_print(picture: Picture, lines: Mask, words: list[Box], size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """A small picture of what lies under the print."""
    import cv2

    # Ink that is thick in both directions is the rim of a dark area.
    thick = np.ones((max(1, round(_PRINT_PT / picture.points)),) * 2, np.uint8)
    ink = picture.ink & (cv2.morphologyEx(picture.ink.astype(np.uint8), cv2.MORPH_OPEN, thick) == 0)
    printed = cv2.dilate((ink | lines).astype(np.uint8), np.ones((3, 3), np.uint8))
    bare = cv2.subtract(np.full_like(printed, 1), printed)
    share = cv2.resize(bare * 255, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    tones = cv2.resize(picture.rgb * bare[:, :, None], size, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = np.clip(tones / np.maximum(share, 0.02)[:, :, None], 0, 255).astype(np.uint8)
    # Where all is print, the tone comes from around it.
    covered = (share < 0.1).astype(np.uint8)
    if covered.any():
        small = np.asarray(cv2.inpaint(small, covered, 2, cv2.INPAINT_TELEA), np.uint8)
    for word in words:
        _paint_over(small, word, size[0] / (picture.gray.shape[1] * picture.points))
    return np.asarray(cv2.medianBlur(small, _PRINT_PT), np.uint8)


def _paint_over(small: npt.NDArray[np.uint8], word: Box, scale: float) -> None:
    """Give a word the tone that surrounds it, light or dark; ``scale`` is pixels per point."""
    x0, top = max(int(word.x0 * scale) - 1, 0), max(int(word.top * scale) - 1, 0)
    x1, bottom = int(word.x1 * scale) + 2, int(word.bottom * scale) + 2
    part = small[top:bottom, x0:x1]
    if part.size:
        rim = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
        part[:] = np.median(rim, axis=0).astype(np.uint8)


def _evened(quiet: npt.NDArray[np.uint8], paper: npt.NDArray[np.int16]) -> npt.NDArray[np.uint8]:
    """Pale shades without grain and compression, and clear ones with the corners that small discs need."""
    import cv2

    clear = np.abs(quiet.astype(np.int16) - paper).max(axis=2) > _CLEAR_STEP
    even = cv2.medianBlur(cv2.medianBlur(quiet, _PRINT_PT), _PRINT_PT)
    return np.asarray(np.where(clear[:, :, None], quiet, even), np.uint8)


def _paper(quiet: npt.NDArray[np.uint8]) -> npt.NDArray[np.int16]:
    """The commonest of the light tones of a page; white when none is common."""
    light = quiet[quiet.min(axis=2) >= _LIGHT]
    if len(light) < quiet.shape[0] * quiet.shape[1] // 5:
        return np.full(3, 255, np.int16)
    return np.array([np.bincount(light[:, channel], minlength=256).argmax() for channel in range(3)], np.int16)
