"""The ground that print stands on, and the page as if all of it were paper.

Text is found and cut out best where it is dark on white. In a strong yellow cell, or in light letters on a dark head,
the engine passes lines over; and near the edge of such a cell the lightest tone nearby is the paper beyond it, so that
the cell itself would count as ink. Both go when print is what differs from the ground that it stands on:

1. What is thinner than thick letters is taken away, once what is dark and once what is light: of both, the one nearer
   to the commonest tone around is the ground, with the corners of its cells. Where it is paper, nothing is changed.
2. A pixel is as dark as it differs from the grounds beside it; between two grounds lies their soft edge, which is no
   print.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.pixels import Gray, Mask, Rgb, gray_of

# A pixel of the small picture is about a point wide. Print covers less than half of a window of this size.
_GROUND_DPI = 72.0
_WINDOW = 15
# Print on one line and some words long stands on one ground.
_PIECE = (31, 9)
# Thicker than the strokes of bold letters of 20 points; odd, for the middle of a square to be one.
_THICKEST = 5
# What differs less from paper is told from print as paper is.
_SHADED_STEP = 20
# Large letters leave patches that are smaller than this.
_SMALLEST = 8
_LIGHT = 160
# A dark head is this dark, and at least so many squares thick. Over a few letters it has this share of the darkness of
# its darkest tone; dark print has half of it and less.
_DARK, _THINNEST_HEAD = 125, 7
_FEW_LETTERS = (15, 5)
_COVERED = 0.6
# Print differs from its ground by this much and more, and by this part of what it could; grain and the colour noise of
# compression do not.
_PRINT_CONTRAST, _PRINT_PART = 45, 3


class Levelled(NamedTuple):
    """A page whose shades are paper."""

    rgb: Rgb
    print: Mask


def level(rgb: Rgb, ink: Mask, dpi: float) -> Levelled:
    """The page without its shades, with its print dark on white.

    Args:
        rgb: the page.
        ink: its print where it stands on paper.
        dpi: pixels per inch.
    """
    import cv2

    quiet = cv2.GaussianBlur(rgb, (3, 3), 0.7)
    step = max(1, round(dpi / _GROUND_DPI))
    ground = _ground(np.asarray(quiet, np.uint8), step)
    shaded = np.abs(ground.astype(np.int16) - paper_of(ground)).max(axis=2) > _SHADED_STEP
    patch = np.ones((_SMALLEST, _SMALLEST), np.uint8)
    shaded = np.asarray(cv2.morphologyEx(shaded.astype(np.uint8), cv2.MORPH_OPEN, patch), np.uint8)
    if not shaded.any():
        return Levelled(rgb, ink)
    near = np.ones((3, 3), np.uint8)
    high, wide = ink.shape

    def enlarged(small: npt.NDArray[Any], how: int) -> npt.NDArray[np.uint8]:
        large = cv2.resize(small, None, fx=step, fy=step, interpolation=how)
        return np.asarray(large[:high, :wide], np.uint8)

    lightest, darkest = (enlarged(spread(ground, near), cv2.INTER_LINEAR) for spread in (cv2.dilate, cv2.erode))
    apart = np.asarray(cv2.max(cv2.subtract(darkest, quiet), cv2.subtract(quiet, lightest))).max(axis=2)
    # Of the three channels, the one in which print can differ most.
    possible = enlarged(np.maximum(ground, 255 - ground).max(axis=2), cv2.INTER_NEAREST)
    least = np.maximum(possible // _PRINT_PART, _PRINT_CONTRAST)
    inside = enlarged(cv2.dilate(shaded, near), cv2.INTER_NEAREST).astype(bool)
    dark = np.repeat((255 - cv2.divide(apart, possible, scale=255))[:, :, None], 3, axis=2)
    return Levelled(np.asarray(np.where(inside[:, :, None], dark, rgb), np.uint8), np.where(inside, apart > least, ink))


def _ground(rgb: Rgb, step: int) -> Rgb:
    """The tones under the print of a page, one for each square of ``step`` pixels."""
    import cv2

    high, wide = rgb.shape[:2]
    rgb = np.asarray(cv2.copyMakeBorder(rgb, 0, -high % step, 0, -wide % step, cv2.BORDER_REPLICATE), np.uint8)
    size = (rgb.shape[1] // step, rgb.shape[0] // step)
    mean = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    common = cv2.medianBlur(mean, _WINDOW).astype(np.int16)
    square, thick = np.ones((step, step), np.uint8), np.ones((_THICKEST, _THICKEST), np.uint8)
    # The lightest and the darkest of each square: where print is fine, their mean is all of one grey.
    lightest, darkest = (
        spread(rgb, square)[step // 2 :: step, step // 2 :: step] for spread in (cv2.dilate, cv2.erode)
    )
    without_dark = cv2.morphologyEx(lightest, cv2.MORPH_CLOSE, thick)
    without_light = cv2.morphologyEx(darkest, cv2.MORPH_OPEN, thick)
    too_light, too_dark = (np.abs(tones - common).sum(axis=2) for tones in (without_dark, without_light))
    # A piece of a line says what its ground is: near an edge, what lies beyond may be commoner.
    light_print = cv2.blur((too_light - too_dark).astype(np.float32), _PIECE) > 0
    ground = np.asarray(np.where(light_print[:, :, None], without_light, without_dark), np.uint8)
    print_free, around = np.asarray(without_light, np.uint8), np.asarray(common, np.uint8)
    heads = _heads(gray_of(ground), print_free, gray_of(np.asarray(mean, np.uint8)), around)
    return np.asarray(np.where(heads[:, :, None], without_light, ground), np.uint8)


def _heads(ground: Gray, darkest_tones: Rgb, mean: Gray, common: Rgb) -> Mask:
    """Dark areas with their rims: those most of which are known to be dark ground."""
    import cv2

    darkest = gray_of(darkest_tones)
    thick = np.ones((_THINNEST_HEAD, _THINNEST_HEAD), np.uint8)
    dark = np.asarray(cv2.morphologyEx((darkest < _DARK).astype(np.uint8), cv2.MORPH_OPEN, thick), np.uint8)
    # Dark print that touches a head is no part of it: lines of print close below one another are dark as well.
    has, could = (cv2.blur((255.0 - tones) * dark, _FEW_LETTERS) for tones in (mean, darkest))
    covered = (has > _COVERED * could).astype(np.uint8)
    # Of the end of a head, before its first letter, a window sees letters alone; one that begins there sees more.
    covered = np.asarray(cv2.dilate(covered, np.ones((1, _FEW_LETTERS[0]), np.uint8)), np.uint8)
    count, areas, boxes, _ = cv2.connectedComponentsWithStats(dark & covered, connectivity=4)
    places, known = areas.ravel(), ground < _DARK
    heads = 2 * np.bincount(places, weights=known.ravel(), minlength=count) >= np.bincount(places, minlength=count)
    heads[0] = False
    # What is darker than its area, and than the dark tone around it, is dark print on a strong colour.
    usual = np.zeros((count, 3))
    for area in range(1, count):
        x, y, wide, high, _ = (int(value) for value in boxes[area])
        part = slice(y, y + high), slice(x, x + wide)
        usual[area] = np.median(darkest_tones[part][areas[part] == area], axis=0)
    darker = np.minimum((usual[areas] - darkest_tones).max(axis=2), cv2.subtract(common, darkest_tones).max(axis=2))
    printed = (darker > _SHADED_STEP) & (gray_of(common) < _DARK)
    return np.asarray(heads[areas] & ~printed)


def paper_of(tones: Rgb) -> npt.NDArray[np.int16]:
    """The commonest of the light tones of a page without its print; white when none is common."""
    light = tones[tones.min(axis=2) >= _LIGHT]
    if len(light) < tones.shape[0] * tones.shape[1] // 5:
        return np.full(3, 255, np.int16)
    return np.array([np.bincount(light[:, channel], minlength=256).argmax() for channel in range(3)], np.int16)
