"""The shades of a page: its tones under the print, and which places have the same.

Print and lines are taken out of a small picture, grain and compression averaged away. What differs from paper is then
sorted into the page's commonest tones, so that a pale green band that touches a pale blue one is told from it although
no edge parts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.ground import paper_of
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Mask
from schemas.geometry import Box

Tones = npt.NDArray[np.uint8]

_PRINT_PT = 5
# Tones closer than this, in every channel, are one shade; grain and JPEG stay below half of it.
SHADE_STEP = 8
_UNEVEN = 12
CLEAR_STEP = 32
# Tones are counted in steps of four grey levels.
_BIN = 2
_BINS = 256 >> _BIN
_MOST_SHADES = 32
_FEWEST_PX = 12
# A place belongs to the nearest tone that is not further away than this.
_REACH = 12
# Dark and strong tones vary more, above all around light print.
_CLEAR_REACH = 20
# Holes of a shade that are no wider than this are what is left of letters.
_HOLE_PX = 5


class Tints(NamedTuple):
    """The small picture of a page without its print."""

    raw: Tones
    """As scanned."""
    even: Tones
    """Without grain."""
    paper: npt.NDArray[np.int16]
    """The tone of the paper."""


def find_tints(picture: Picture, lines: Mask, words: list[Box], size: tuple[int, int]) -> Tints:
    """The tones under the print of a page in a picture of ``size``."""
    import cv2

    raw = _without_print(picture, lines, words, size)
    quiet = np.asarray(cv2.medianBlur(raw, _PRINT_PT), np.uint8)
    paper = paper_of(quiet)
    return Tints(raw, _evened(quiet, paper), paper)


def shades_of(tints: Tints) -> Iterator[Mask]:
    """Where each shade of a page lies, the commonest first; tones that change from place to place belong to none."""
    import cv2

    apart = tints.even.astype(np.int16) - tints.paper
    shaded = np.abs(apart).max(axis=2) > SHADE_STEP
    neighbours = np.ones((3, 3), np.uint8)
    uneven = cv2.subtract(cv2.dilate(tints.even, neighbours), cv2.erode(tints.even, neighbours)).max(axis=2) > _UNEVEN
    shades = _commonest(tints.even[shaded & ~uneven].astype(np.int16), tints.paper)
    if not shades:
        return
    # Once a shade is known, what is nearer to it than to paper is of it.
    shaded = np.abs(apart).max(axis=2) > SHADE_STEP / 2
    own = shaded & ~uneven
    tones = tints.even[own].astype(np.int16)
    steps = np.stack([np.abs(tones - shade).max(axis=1) for shade in (tints.paper, *shades)])
    reach = np.where(np.abs(tones - tints.paper).max(axis=1) > CLEAR_STEP, _CLEAR_REACH, _REACH)
    nearest = np.where(steps.min(axis=0) <= reach, steps.argmin(axis=0) - 1, -1)
    label = np.full(shaded.shape, -1, np.int16)
    label[own] = nearest
    hole = np.ones((_HOLE_PX, _HOLE_PX), np.uint8)
    for number in range(len(shades)):
        mask = (label == number).astype(np.uint8)
        mended = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, hole).astype(bool)
        # Paper and other shades are no holes.
        yield (mask > 0) | (mended & shaded & (label < 0))


def _commonest(tones: npt.NDArray[np.int16], paper: npt.NDArray[np.int16]) -> list[npt.NDArray[np.int16]]:
    """The tones around which those of a page lie, the commonest first."""
    red, green, blue = (tones >> _BIN).T.astype(np.int64)
    bins = (red * _BINS + green) * _BINS + blue
    counts = np.bincount(bins, minlength=_BINS**3).reshape((_BINS,) * 3)
    for axis in range(3):
        padded = np.pad(counts, [(1, 1) if side == axis else (0, 0) for side in range(3)])
        counts = np.add.reduce([np.take(padded, range(start, start + _BINS), axis) for start in range(3)])
    found: list[npt.NDArray[np.int16]] = []
    while len(found) < _MOST_SHADES:
        highest = np.array(np.unravel_index(counts.argmax(), counts.shape))
        if counts[tuple(highest)] < _FEWEST_PX:
            break
        near = tones[(np.abs((tones >> _BIN) - highest) <= 1).all(axis=1)]
        shade = np.median(near, axis=0).astype(np.int16) if len(near) else (highest << _BIN).astype(np.int16)
        found.append(shade)
        clear = np.abs(shade - paper).max() > CLEAR_STEP
        reach = (_CLEAR_REACH if clear else SHADE_STEP) >> _BIN
        low, high = np.maximum(highest - reach, 0), highest + reach + 1
        counts[low[0] : high[0], low[1] : high[1], low[2] : high[2]] = 0
    return found


def _without_print(picture: Picture, lines: Mask, words: list[Box], size: tuple[int, int]) -> Tones:
    """A small picture of what lies under the print."""
    import cv2

    # Ink that is thick in both directions is the rim of a dark area.
    thick = np.ones((max(1, round(_PRINT_PT / picture.points)),) * 2, np.uint8)
    ink = picture.print & (cv2.morphologyEx(picture.print.astype(np.uint8), cv2.MORPH_OPEN, thick) == 0)
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
    return small


def _paint_over(small: Tones, word: Box, scale: float) -> None:
    """Give a word the tone that surrounds it, light or dark; ``scale`` is pixels per point.

    What is alike before and behind a word runs on under it: a band that is hardly higher than its print has paper above
    and below.
    """
    x0, top = max(int(word.x0 * scale) - 1, 0), max(int(word.top * scale) - 1, 0)
    x1, bottom = int(word.x1 * scale) + 2, int(word.bottom * scale) + 2
    part = small[top:bottom, x0:x1]
    if part.size:
        rim = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
        before, behind = part[:, 0].astype(np.int16), part[:, -1].astype(np.int16)
        alike = np.abs(before - behind).max(axis=1) <= SHADE_STEP
        rows = np.where(alike[:, None], (before + behind) // 2, np.median(rim, axis=0)).astype(np.uint8)
        part[:] = rows[:, None]


def _evened(quiet: Tones, paper: npt.NDArray[np.int16]) -> Tones:
    """Pale shades without grain and compression, and clear ones with the corners that small discs need."""
    import cv2

    clear = np.abs(quiet.astype(np.int16) - paper).max(axis=2) > CLEAR_STEP
    even = cv2.medianBlur(cv2.medianBlur(quiet, _PRINT_PT), _PRINT_PT)
    return np.asarray(np.where(clear[:, :, None], quiet, even), np.uint8)
