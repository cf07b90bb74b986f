"""Seams of dark heads that are fainter than their grain: hairs of paper between cells that are painted side by side.

Along the height of a cell the grain averages out. Letters are light too: they are left out, with their soft edges, and
where little else is left nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Gray, Mask
from schemas.geometry import Box
from schemas.page import Ruling

# Smaller steps show too little of a seam, and their rims are lighter than their ground.
_LEAST_PT, _RIM_PT = 9.0, 2.5
_LEAST_STEP_PT = 30.0
# Nearer to the side of a head compression leaves echoes of the side.
_ECHO_PT = 6.0
# A seam is lighter than the ground on both sides by so many levels and deviations of it, and no wider.
_LEVELS, _DEVIATIONS, _WIDEST_PT = 3.5, 6.0, 1.6
_SIDE_PT = 3.0
# It is there in both halves of the height, by this share.
_SHARE = 0.4
# Of a column of pixels, what print leaves free: cells are padded; and how far the edge of print reaches.
_LEAST_FREE, _EDGE_PT = 0.6, (1.2, 0.5)
# What is known already.
_KNOWN_PT = 2.5


class _Step(NamedTuple):
    """A step of a head, with what is seen of upright seams in it."""

    top: float
    bottom: float
    seams: list[float]
    seen: Mask
    """Columns of pixels in which a seam would show, from ``start`` on."""
    start: int


def find_faint_seams(rulings: Sequence[Ruling], heads: Iterable[Box], picture: Picture) -> list[Ruling]:
    """Upright seams of dark heads where no ruling is known, each as high as the steps of the head that show it.

    Args:
        rulings: of the page.
        heads: its dark areas.
        picture: the page.
    """
    found: list[Ruling] = []
    for head in heads:
        known = [line for line in rulings if not line.horizontal and head.x0 <= line.x0 <= head.x1]
        level = [line for line in rulings if line.horizontal]
        steps = [_step(Box(head.x0, top, head.x1, bottom), picture) for top, bottom in _steps(rulings, head)]
        for number in range(len(steps) - 1, -1, -1):
            step = steps[number]
            step.seams[:] = [x for x in step.seams if _goes_on(x, number, steps, known, level, picture.points)]
            for x in step.seams:
                beside = [line for line in known if abs(line.x0 - x) <= _KNOWN_PT]
                if any(_is_along(line, step) for line in beside):
                    continue
                # Pieces of one seam have one axis.
                axis = beside[0].x0 if beside else x
                known.append(Ruling(axis, step.top, axis, step.bottom, picture.points, 0, False))
                found.append(known[-1])
    return found


def _goes_on(
    x: float, number: int, steps: Sequence[_Step], known: Sequence[Ruling], level: Sequence[Ruling], points: float
) -> bool:
    """Whether a seam of a step is one below, too, as a cell stands over whole ones; and above where no line ends it."""

    def is_in(other: _Step) -> bool:
        near = any(abs(seam - x) <= _KNOWN_PT for seam in other.seams)
        return near or any(abs(line.x0 - x) <= _KNOWN_PT and _is_along(line, other) for line in known)

    def is_hidden(other: _Step) -> bool:
        at = int(x / points) - other.start
        return not (0 <= at < len(other.seen) and other.seen[at])

    top = steps[number].top
    ended = any(abs(line.top - top) <= _KNOWN_PT and line.x0 - _KNOWN_PT <= x <= line.x1 + _KNOWN_PT for line in level)
    below, above = steps[number + 1 : number + 2], steps[max(number - 1, 0) : number]
    return all(is_in(step) or not len(step.seen) for step in below) and (
        ended or all(is_in(step) or is_hidden(step) for step in above)
    )


def _is_along(line: Ruling, step: _Step) -> bool:
    """Whether an upright line runs along most of a step."""
    return min(line.bottom, step.bottom) - max(line.top, step.top) > (step.bottom - step.top) / 2


def _steps(rulings: Sequence[Ruling], head: Box) -> list[tuple[float, float]]:
    """The steps of a head: level lines within it part them, though they may run under some of its columns alone."""
    within = [
        line for line in rulings if line.horizontal and min(line.x1, head.x1) - max(line.x0, head.x0) > _LEAST_STEP_PT
    ]
    places = [head.top, head.bottom]
    # Of lines too close to each other, the longer one is between steps; the other is what compression leaves of print.
    for line in sorted(within, key=lambda line: line.x0 - line.x1):
        if head.top < line.top < head.bottom and all(abs(line.top - place) > _LEAST_PT for place in places):
            places.append(line.top)
    return list(pairwise(sorted(places)))


def _step(step: Box, picture: Picture) -> _Step:
    """Where the upright seams of a step of a head are."""
    rim = round(_RIM_PT / picture.points)
    x0, top, x1, bottom = (round(edge / picture.points) for edge in step)
    inner = slice(top + rim, bottom - rim), slice(x0 + rim, x1 - rim)
    high, wide = picture.gray[inner].shape
    side = round(_SIDE_PT / picture.points)
    if min(high, wide) * picture.points < _LEAST_PT or wide <= 4 * side:
        return _Step(step.top, step.bottom, [], np.zeros(0, bool), 0)
    free = ~_near_print(picture.print[inner], picture.points)
    seen = free.sum(axis=0) >= _LEAST_FREE * high
    whole = _rise(picture.gray[inner], free, side)
    deviation = 1.48 * float(np.median(np.abs(whole - np.median(whole))))
    least = max(_LEVELS, _DEVIATIONS * deviation)
    halves = [
        _rise(picture.gray[inner][half], free[half], side) for half in (slice(0, high // 2), slice(high // 2, high))
    ]
    echo = round(_ECHO_PT / picture.points) - rim
    seams: list[float] = []
    for at in range(echo, wide - echo):
        around = whole[max(at - side, 0) : at + side + 1]
        if (
            whole[at] < least
            or whole[at] < around.max()
            or (around > whole[at] / 2).sum() * picture.points > _WIDEST_PT
        ):
            continue
        if all(half[at - 1 : at + 2].max() > _SHARE * whole[at] for half in halves):
            seams.append((x0 + rim + at + 0.5) * picture.points)
    return _Step(step.top, step.bottom, seams, seen, x0 + rim)


def _near_print(print_: Mask, points: float) -> Mask:
    """Print with its soft edge and the gaps between its letters."""
    import cv2

    wide, high = (2 * round(edge / points) + 1 for edge in _EDGE_PT)
    return np.asarray(cv2.dilate(print_.astype(np.uint8), np.ones((high, wide), np.uint8))).astype(bool)


def _rise(gray: Gray, free: Mask, side: int) -> npt.NDArray[np.float32]:
    """By how much columns of pixels are lighter than those around them; not at all where too little of them is free."""
    seen = free.sum(axis=0)
    known = seen >= _LEAST_FREE * len(gray)
    tone = np.where(free, gray, 0).sum(axis=0) / np.maximum(seen, 1)
    if not known.any():
        return np.zeros(gray.shape[1], np.float32)
    tone[~known] = np.median(tone[known])
    padded = np.pad(tone, side, mode="edge")
    around = np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * side + 1), axis=1)
    return np.where(known, tone - around, 0.0).astype(np.float32)
