"""A page as pixels, and the straight picture of it that OCR and line finding work on.

A scan is turned by quarter turns until its lines of text run across, and by its skew until they run level. Everything
found later has the coordinates of that straight page. ``tilt`` says how far the straight page is turned from the page
as it was scanned; quarter turns are not undone, as a reader turns the sheet too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.ground import level
from extractors.pdf.ocr.light import evenly_lit
from extractors.pdf.ocr.pixels import Gray, Mask, Rgb, gray_of

# Skews looked for, in degrees: sheets in a feeder lie within 3, sheets on the glass within 10.
_WIDEST_SKEW = 10.0
_COARSE_STEP = 0.5
_FINE_STEP = 0.05
# Below this the ends of a line across a landscape page differ by less than a tenth of a line of text.
_LEVEL = 0.04
_SAMPLED_POINTS = 40_000
_SKEW_WIDTH = 1000
# Paper is the lightest large share of a page; ink is at least this much darker than its surroundings.
_INK_CONTRAST = 28
_INK_PART = 4
# White letters cover less than half of their box.
_DARK_SHARE = 0.5
_LIGHT_CONTRAST = 40
_SOLID = 0.8
_PAPER_WINDOW_PT = 14.0
# By how much the channels of grey print differ after scanning and compression.
_COLOR_NOISE = 30


class Picture(NamedTuple):
    """A straight page."""

    rgb: Rgb
    gray: Gray
    ink: Mask
    """Pixels darker than the paper around them: print, lines and marks, not shading."""
    level: Rgb
    """The page without its shades, its print dark on white (``ground``): what text is found in."""
    print: Mask
    """The print of that page: within a shaded cell, what differs from the cell."""
    dpi: float
    tilt: float
    """Degrees by which the page as scanned is turned clockwise from this picture."""

    @property
    def points(self) -> float:
        """Points per pixel."""
        return 72.0 / self.dpi


def print_in(picture: Picture, ink: Mask, box: tuple[int, int, int, int]) -> Mask:
    """The print within a box: its ink, or what is light where the box is mostly dark."""
    x0, top, x1, bottom = box
    part = ink[top:bottom, x0:x1]
    if not part.size or part.mean() < _DARK_SHARE:
        return part
    gray = picture.gray[top:bottom, x0:x1]
    light = np.asarray(gray > int(np.median(gray)) + _LIGHT_CONTRAST)
    # Paper beyond the edge of a dark area is no print.
    return _without_margins(_without_margins(light).T).T


def _without_margins(light: Mask) -> Mask:
    """A mask without the rows at its top and bottom that are light nearly all along."""
    solid = light.mean(axis=1) > _SOLID
    first = int(np.argmin(solid)) if not solid.all() else len(solid)
    last = len(solid) - int(np.argmin(solid[::-1])) if not solid.all() else len(solid)
    kept = np.zeros_like(light)
    # The rim of the paper is grey, and goes with it.
    first, last = first + (first > 0), last - (last < len(solid))
    kept[first:last] = light[first:last]
    return kept


def straighten(rgb: Rgb, dpi: float) -> Picture:
    """The picture of a page with even light and its skew undone, on white paper of the same size."""
    import cv2

    rgb = evenly_lit(rgb, dpi)
    gray = gray_of(rgb)
    tilt = find_skew(find_ink(gray, dpi))
    if tilt:
        height, width = gray.shape
        turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), tilt, 1.0)
        white = (255, 255, 255)
        rgb = np.asarray(cv2.warpAffine(rgb, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=white), np.uint8)
        gray = gray_of(rgb)
    ink = find_ink(as_ink(rgb, gray), dpi)
    return Picture(rgb, gray, ink, *level(rgb, ink, dpi), dpi, tilt)


def as_ink(rgb: Rgb, gray: Gray) -> Gray:
    """Grey levels in which yellow and light green are dark too, and grey is what it is."""
    import cv2

    red, green, blue = cv2.split(rgb)
    darkest = np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)
    return np.asarray(cv2.min(gray, cv2.add(darkest, np.full_like(darkest, _COLOR_NOISE))), np.uint8)


def without(picture: Picture, boxes: Sequence[tuple[int, int, int, int]]) -> Picture:
    """The picture with what stands in some boxes painted over by the tone around it."""
    if not boxes:
        return picture
    rgb, gray, ink = picture.rgb.copy(), picture.gray.copy(), picture.ink.copy()
    level, print_ = picture.level.copy(), picture.print.copy()
    for box in boxes:
        x0, top, x1, bottom = box
        rgb[top:bottom, x0:x1] = tone = tone_around(rgb, box)
        gray[top:bottom, x0:x1] = int(tone.mean())
        level[top:bottom, x0:x1] = tone_around(level, box)
        ink[top:bottom, x0:x1] = print_[top:bottom, x0:x1] = False
    return picture._replace(rgb=rgb, gray=gray, ink=ink, level=level, print=print_)


def tone_around(rgb: Rgb, box: tuple[int, int, int, int]) -> Rgb:
    """The tone of the rim of a box."""
    x0, top, x1, bottom = box
    left, right = max(x0 - 1, 0), min(x1, rgb.shape[1] - 1)
    above, below = max(top - 1, 0), min(bottom, len(rgb) - 1)
    rim = (rgb[above, x0:x1], rgb[below, x0:x1], rgb[top:bottom, left], rgb[top:bottom, right])
    # Two sides may run along lines.
    return np.percentile(np.concatenate(rim), 75, axis=0).astype(np.uint8)


def quarter_turned(picture: Picture, turns: int) -> Picture:
    """The picture turned clockwise by ``turns`` quarter turns."""

    def turned(layer: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.ascontiguousarray(np.rot90(layer, -turns))

    return picture._replace(
        rgb=turned(picture.rgb),
        gray=turned(picture.gray),
        ink=turned(picture.ink),
        level=turned(picture.level),
        print=turned(picture.print),
    )


def find_ink(gray: Gray, dpi: float, part: int = _INK_PART) -> Mask:
    """Pixels clearly darker than the paper around them, by one of ``part`` parts of it; dust among them."""
    import cv2

    window = round(_PAPER_WINDOW_PT * dpi / 72) | 1
    # Against grain. A median would do more, and take lines of one pixel with it.
    quiet = cv2.GaussianBlur(gray, (3, 3), 0.7)
    # The lightest tone nearby is paper or shading.
    small = cv2.resize(quiet, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((max(window // 4, 3),) * 2, np.uint8))
    paper = cv2.blur(paper, (max(window // 4, 3),) * 2)
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    darkness = cv2.subtract(paper, quiet)
    return np.asarray(darkness > np.maximum(_INK_CONTRAST, paper // part))


def find_skew(ink: Mask) -> float:
    """Degrees by which lines of text and rulings are turned clockwise; 0.0 when they are level or there are none.

    At the right angle the ink falls into the fewest rows: the sum of squared row counts is largest.
    """
    import cv2

    scale = min(1.0, _SKEW_WIDTH / max(ink.shape))
    small = cv2.resize(ink.astype(np.uint8), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ys, xs = np.nonzero(small)
    if len(ys) < _SKEW_WIDTH // 2:
        return 0.0
    step = len(ys) // _SAMPLED_POINTS + 1
    ys, xs = ys[::step].astype(np.float32), xs[::step].astype(np.float32)

    def level(angle: float) -> float:
        slope = np.tan(np.radians(angle))
        rows = np.bincount((ys - xs * slope - (ys - xs * slope).min()).astype(np.int32))
        return float(np.square(rows.astype(np.float64)).sum())

    coarse = np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + _COARSE_STEP, _COARSE_STEP)
    best = max(coarse, key=level)
    fine = np.arange(best - _COARSE_STEP, best + _COARSE_STEP + _FINE_STEP, _FINE_STEP)
    best = max(fine, key=level)
    return 0.0 if abs(best) < _LEVEL else round(float(best), 2)
