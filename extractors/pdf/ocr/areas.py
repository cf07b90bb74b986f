"""Shaded areas in the picture of a page: cells, bands, panels, traffic lights.

Shading is looked for in a small picture from which print and grain have gone (``shades``). Touching pixels of one shade
are an area when they fill most of their box. Photographs are none: their tones change from place to place.

A ruling ends an area: neighbouring cells of one colour are an area each. An area of several corners is cut into
rectangles.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Mask
from extractors.pdf.ocr.rulings import Lines
from extractors.pdf.ocr.shades import CLEAR_STEP, SHADE_STEP, Tints, Tones, find_tints, shades_of
from schemas.geometry import Box
from schemas.page import Drawing, Fill, Ruling

# A pixel of the small picture is a point wide: finer than the smallest shaded cell, coarser than grain.
_DPI = 72
# Colours of areas closer than this are one.
_ONE_SHADE = 6
# An area within another is none when their colours are closer than this.
_BLENDING = 20
# Pieces of one area end at the same height, and lie this close together.
_LEVEL_PT, _GAP_PT = 1.5, 3.0
_SMALLEST_PT = 5
# Beside dark areas compression leaves patches that hardly differ from paper.
_FAINT_PT = 12
_FULL_SHARE = 0.7
_WHOLE_PAGE = 0.9
# Areas of several corners: how far an edge jumps where a new rectangle begins.
_CORNER_STEP = 3
# The narrowest cell that may stand before the middle of one.
_INNER_STEP = 18
# Grain and compression change the tone of an area by less, print stands out by more.
_OWN_TONE = 48
# What is left of print when print has been taken away lies inside a word.
_PRINT_SHARE, _EDGE_PT = 0.8, 1.5
_LARGEST_DISC_PT = 24.0
# A small black patch is print: a dot or a square that marks something.
_LARGEST_PRINT_PT, _BLACK = 12.0, 64
_DISC_ASPECT = 1.25
# How near the edge of the page an area begins that is none of the sheet's.
_RIM_PX = 3
# What a scan leaves out of the end of a line, where it meets another or the edge of a dark area, in pixels.
_END_PX = 3
# An edge is looked for this far on both sides of where it seems to be.
_SEARCHED_PX = 4
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
    tints = find_tints(picture, lines.ink, words, size)
    points = 72 / dpi
    fills: list[Fill] = []
    discs: list[Drawing] = []
    for mask in shades_of(tints):
        _cut(mask, lines.rulings, dpi / 72)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=4)
        for label in range(1, count):
            x, y, wide, high, area = (int(value) for value in stats[label])
            if min(wide, high) < _SMALLEST_PT - 2 or wide * high >= _WHOLE_PAGE * size[0] * size[1]:
                continue
            part = labels[y : y + high, x : x + wide] == label
            tone = np.median(tints.even[y : y + high, x : x + wide][part], axis=0)
            if _is_beyond_paper(part, (x, y), size, tone, tints):
                continue
            if min(wide, high) < _FAINT_PT and np.abs(tone - tints.paper).max() <= SHADE_STEP:
                continue
            red, green, blue = (int(value) for value in tone)
            color = red << 16 | green << 8 | blue
            is_disc = _is_disc(part)
            for left, top, right, bottom in _rectangles(part, area):
                # The rim of an area is uneven, and was left out.
                rough = (x + left - 1, y + top - 1, x + right + 1, y + bottom + 1)
                if _is_print(Box(*(edge * points for edge in rough)), words):
                    continue
                box = Box(*(edge * points for edge in _edges(rough, tone, tints.raw)))
                large = max(box.width, box.height)
                if not is_disc and large <= _LARGEST_PRINT_PT and max(red, green, blue) < _BLACK:
                    continue
                if not is_disc or large > _LARGEST_DISC_PT:
                    fills.append(Fill(*box, color))
                elif np.abs(tone - tints.paper).max() > CLEAR_STEP:
                    discs.append(disc(box, color))
    fills = _whole(_alike(fills), lines.rulings)
    discs = [found for found in discs if not any(_blends(Fill(*found.box, found.fill or 0), fill) for fill in fills)]
    return Areas(
        sorted(fills, key=lambda fill: (fill.top, fill.x0, fill.color)),
        sorted(discs, key=lambda disc: (disc.top, disc.x0)),
    )


def without_shades(picture: Picture, fills: list[Fill]) -> Picture:
    """The picture without ink that is the tone of the area it lies in or a line along its edge."""
    ink = picture.ink.copy()
    rim = round(_EDGE_PT / picture.points)
    for fill in fills:
        x0, top, x1, bottom = (max(round(edge / picture.points), 0) for edge in fill.box)
        left, above = max(x0 - rim, 0), max(top - rim, 0)
        ink[above : top + rim, left : x1 + rim] = ink[bottom - rim : bottom + rim, left : x1 + rim] = False
        ink[above : bottom + rim, left : x0 + rim] = ink[above : bottom + rim, x1 - rim : x1 + rim] = False
        tone = np.array([fill.color >> 16, fill.color >> 8 & 255, fill.color & 255], np.int16)
        apart = np.abs(picture.rgb[top:bottom, x0:x1].astype(np.int16) - tone).max(axis=2)
        ink[top:bottom, x0:x1] &= apart > _OWN_TONE
    return picture._replace(ink=ink)


def _is_beyond_paper(
    part: Mask, corner: tuple[int, int], size: tuple[int, int], tone: npt.NDArray[np.float64], tints: Tints
) -> bool:
    """Whether an area is lighter than paper and lies at the edge of the page: what the sheet does not cover."""
    (x, y), (high, wide) = corner, part.shape
    at_edge = x <= _RIM_PX or y <= _RIM_PX or x + wide >= size[0] - _RIM_PX or y + high >= size[1] - _RIM_PX
    return at_edge and bool((tone >= tints.paper).all())


def _is_print(box: Box, words: list[Box]) -> bool:
    """Whether an area is what is left of a word, and of its soft edge, when print has been taken away."""
    around = [
        Box(word.x0 - _EDGE_PT, word.top - _EDGE_PT, word.x1 + _EDGE_PT, word.bottom + _EDGE_PT) for word in words
    ]
    return any(box.intersection(word) >= _PRINT_SHARE * box.area for word in around)


def _edges(rough: tuple[int, int, int, int], tone: npt.NDArray[np.float64], raw: Tones) -> tuple[float, ...]:
    """Where an area ends to a part of a pixel: halfway between its tone and that of its surroundings."""
    x0, top, x1, bottom = rough
    down, across = slice(max(top + 2, 0), max(bottom - 2, 1)), slice(max(x0 + 2, 0), max(x1 - 2, 1))
    channels = raw.astype(np.int16)
    columns, rows = channels[down].transpose(1, 0, 2), channels[:, across]
    return (
        _edge(columns, x0, -1, tone),
        _edge(rows, top, -1, tone),
        _edge(columns, x1, 1, tone),
        _edge(rows, bottom, 1, tone),
    )


def _edge(lines: npt.NDArray[np.int16], at: int, outwards: int, tone: npt.NDArray[np.float64]) -> float:
    """Where the tone of an area ends near ``at`` when one goes ``outwards`` (-1 or 1) over lines along its edge."""
    first = at - 1 if outwards > 0 else at
    places = [first + step * outwards for step in range(-_SEARCHED_PX, _SEARCHED_PX + 1)]
    if min(places) < 0 or max(places) >= len(lines) or not lines.shape[1]:
        return float(at)
    profile = np.median(lines[places], axis=1) - tone
    beyond = profile[-1]
    channel = int(np.abs(beyond).argmax())
    if abs(beyond[channel]) < SHADE_STEP / 2:
        return float(at)
    share = profile[:, channel] / beyond[channel]
    outside = share > 0.5
    inside = np.flatnonzero(~outside)
    if outside[0] or not outside[-1] or not len(inside):
        return float(at)
    last = int(inside[-1])
    part = (0.5 - share[last]) / (share[last + 1] - share[last])
    middle = places[last] + outwards * float(part)
    return middle + 0.5


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


def _whole(fills: list[Fill], rulings: list[Ruling]) -> list[Fill]:
    """Areas put together that grain has cut across, and without those that are unevenness within another."""
    whole: list[Fill] = []
    for fill in sorted(fills, key=lambda fill: (fill.x0, fill.top)):
        for number, other in enumerate(whole):
            if _goes_on(other, fill) and not any(_parts(ruling, other, fill) for ruling in rulings):
                whole[number] = other._replace(x1=max(other.x1, fill.x1))
                break
        else:
            whole.append(fill)
    return [fill for fill in whole if not any(_blends(fill, other) for other in whole)]


def _goes_on(left: Fill, right: Fill) -> bool:
    """Whether an area is another's continuation to the right."""
    level = max(abs(left.top - right.top), abs(left.bottom - right.bottom)) <= _LEVEL_PT
    return level and left.color == right.color and abs(right.x0 - left.x1) <= _GAP_PT


def _parts(ruling: Ruling, left: Fill, right: Fill) -> bool:
    """Whether an upright line runs between two areas."""
    low, high = min(left.x1, right.x0) - _LEVEL_PT, max(left.x1, right.x0) + _LEVEL_PT
    shared = min(ruling.bottom, left.bottom) - max(ruling.top, left.top)
    return not ruling.horizontal and low <= ruling.x0 <= high and 2 * shared > left.bottom - left.top


def _blends(fill: Fill, other: Fill) -> bool:
    """Whether an area lies within a larger one that has nearly its colour."""
    if fill is other or fill.box.area >= other.box.area:
        return False
    steps = [abs((fill.color >> shift & 255) - (other.color >> shift & 255)) for shift in (16, 8, 0)]
    return max(steps) <= _BLENDING and fill.box.intersection(other.box) >= _PRINT_SHARE * fill.box.area


def _cut(inner: Mask, rulings: list[Ruling], scale: float) -> None:
    """Part areas where rulings run, up to what they stop short of; ``scale`` is pixels per point."""
    for ruling in rulings:
        x0, top, x1, bottom = (int(edge * scale) for edge in ruling.box)
        wide, high = (_END_PX, 0) if ruling.horizontal else (0, _END_PX)
        inner[max(top - high, 0) : bottom + high + 1, max(x0 - wide, 0) : x1 + wide + 1] = False


def _rectangles(part: Mask, area: int) -> list[tuple[int, int, int, int]]:
    """The rectangles that an area is made of, from top to bottom; none when it is no rectangles."""
    high, wide = part.shape
    if area >= _FULL_SHARE * wide * high:
        return [(0, 0, wide, high)]
    starts, ends = part.argmax(axis=1), wide - part[:, ::-1].argmax(axis=1)
    steps = np.abs(np.diff(starts)) + np.abs(np.diff(ends))
    # Where cells of another height stand before its middle, a row of it loses or gains that much at once.
    inner = np.abs(np.diff(part.sum(axis=1))) > _INNER_STEP
    edges = [0, *(np.flatnonzero((steps > _CORNER_STEP) | inner) + 1).tolist(), high]
    found: list[tuple[int, int, int, int]] = []
    for top, bottom in pairwise(edges):
        if bottom - top < _SMALLEST_PT - 2:
            continue
        for left, right in _parts_of_band(part[top:bottom], starts[top:bottom], ends[top:bottom]):
            if right - left >= _SMALLEST_PT - 2 and part[top:bottom, left:right].mean() >= _FULL_SHARE:
                found.append((left, top, right, bottom))
    covered = sum((right - left) * (bottom - top) for left, top, right, bottom in found)
    return found if covered >= _FULL_SHARE * area else []


def _parts_of_band(band: Mask, starts: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """From where to where the parts of an area reach that lie beside each other in rows of it."""
    left, right = int(np.median(starts)), int(np.median(ends))
    filled = np.flatnonzero(band[:, left:right].mean(axis=0) >= _FULL_SHARE) + left
    if not len(filled):
        return []
    breaks = np.flatnonzero(np.diff(filled) > _INNER_STEP)
    if not len(breaks):
        return [(left, right)]
    return list(zip([left, *filled[breaks + 1].tolist()], [*(filled[breaks] + 1).tolist(), right], strict=True))


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
