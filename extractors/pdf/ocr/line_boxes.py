"""From the boxes that a text finder gives to those of single lines.

Boxes are cut at vertical rulings and at gaps as wide as a line is high, so that no line runs through two cells, and
none through the place of a check box. Very long lines are cut between words. Pieces of text that runs up or down are
put together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.picture import Picture, print_in
from extractors.pdf.ocr.pixels import BoxPx, Mask

UPRIGHT_ASPECT = 1.7
"""Higher than this many times its width, a box may hold text that runs up or down."""
_SMALLEST_PX = 3
_COLUMN_SHARE = 0.6
_COLUMN_GAP = 0.5
_SOLID = 0.9
# Two boxes on one line share this part of the height of the higher one.
_ONE_LINE = 0.6
# The ground of light print, in grey levels; half the thickest stem of a letter, in parts of the height of its line.
_DARK, _STEM = 128, 0.25
# No word space is so wide, in parts of the height of the box.
_GAP = 0.9
# A long line is cut this far from the middle between two cuts at most, in parts of the distance.
_NEAR_CUT = 0.25


def cut_to_lines(found: Sequence[BoxPx], picture: Picture, lines: Mask, ink: Mask, *, longest: float) -> list[BoxPx]:
    """Boxes of lines, drawn in to their print.

    Args:
        found: boxes in which text was found.
        picture: the page.
        lines: the ink of its rulings.
        ink: its print.
        longest: how many times as long as high a line may be.
    """
    boxes = [part for box in _columns(list(found)) for part in _cut_at_rulings(box, lines)]
    boxes = [_lengthened(box, picture, lines, ink) for box in boxes]
    boxes = [part for box in boxes for part in _cut_at_grounds(box, picture)]
    boxes = _parted(boxes, picture, ink)
    boxes = [part for box in boxes for part in _cut_at_gaps(box, print_in(picture, ink, box))]
    boxes = [part for box in boxes for part in _cut_to_length(box, print_in(picture, ink, box), longest)]
    return [snug for box in boxes if (snug := _snug(box, print_in(picture, ink, box))) is not None]


def _columns(boxes: list[BoxPx]) -> list[BoxPx]:
    """Boxes with the pieces of text that runs up or down put together: a word of three letters is as high as wide."""
    boxes = sorted(boxes)
    joined: list[BoxPx] = []
    gone: set[int] = set()
    for number, tall in enumerate(boxes):
        if number in gone or tall[3] - tall[1] <= UPRIGHT_ASPECT * (tall[2] - tall[0]):
            continue
        column, gone = tall, gone | {number}
        while pieces := [n for n, piece in enumerate(boxes) if n not in gone and _continues(column, piece)]:
            gone.update(pieces)
            parts = [column, *(boxes[n] for n in pieces)]
            x0s, tops, x1s, bottoms = zip(*parts, strict=True)
            column = (min(x0s), min(tops), max(x1s), max(bottoms))
        joined.append(column)
    return joined + [box for number, box in enumerate(boxes) if number not in gone]


def _continues(column: BoxPx, piece: BoxPx) -> bool:
    """Whether a box goes on above or below a column of text and is about as wide."""
    wide, piece_wide = column[2] - column[0], piece[2] - piece[0]
    shared = min(column[2], piece[2]) - max(column[0], piece[0])
    gap = max(column[1], piece[1]) - min(column[3], piece[3])
    return shared >= _COLUMN_SHARE * max(wide, piece_wide) and gap <= _COLUMN_GAP * wide


def _lengthened(box: BoxPx, picture: Picture, lines: Mask, ink: Mask) -> BoxPx:
    """A column of text with what the model left out at its ends: a lone I that lies on its side.

    Beyond a ruling stands what is in another cell, and paper beyond the edge of a dark area is no print.
    """
    x0, top, x1, bottom = box
    wide = x1 - x0
    if bottom - top <= UPRIGHT_ASPECT * wide:
        return box
    gap = max(1, round(_COLUMN_GAP * wide))
    start, end = max(0, top - 2 * wide), min(ink.shape[0], bottom + 2 * wide)
    shares = print_in(picture, ink, (x0, start, x1, end)).mean(axis=1)
    ruled = lines[start:end, x0:x1].mean(axis=1)
    solid = np.flatnonzero(np.maximum(shares, ruled) > _SOLID) + start
    first = int(solid[solid < top].max(initial=start - 1)) + 1
    last = int(solid[solid >= bottom].min(initial=end))
    rows = np.flatnonzero(shares > 0) + start
    for row in rows[(rows < top) & (rows >= first)][::-1].tolist():
        top = row if top - row <= gap else top
    for row in rows[(rows >= bottom) & (rows < last)].tolist():
        bottom = row + 1 if row + 1 - bottom <= gap else bottom
    return x0, max(0, top - 2), x1, min(ink.shape[0], bottom + 2)


def _cut_at_rulings(box: BoxPx, lines: Mask) -> list[BoxPx]:
    """The parts of a box between the vertical rulings that run through it; of a tall one between the level ones too."""
    x0, top, x1, bottom = box
    part = lines[top:bottom, x0:x1]
    parts = [(x0 + start, top, x0 + end, bottom) for start, end in _between(part.mean(axis=0) >= _SOLID)]
    if bottom - top <= UPRIGHT_ASPECT * (x1 - x0):
        return parts
    rows = _between(part.mean(axis=1) > _SOLID)
    return [(left, top + start, right, top + end) for left, _, right, _ in parts for start, end in rows]


def _cut_at_grounds(box: BoxPx, picture: Picture) -> list[BoxPx]:
    """The parts of a tall box on dark ground and on paper: a turned word of a head, and what stands below the head."""
    x0, top, x1, bottom = box
    wide = x1 - x0
    if bottom - top <= UPRIGHT_ASPECT * wide:
        return [box]
    tone = np.median(picture.gray[top:bottom, x0:x1], axis=1)
    # The stem of a turned letter takes most of a few rows.
    reach = max(1, round(_STEM * wide))
    padded = np.pad(tone, reach, mode="edge")
    dark = np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1), axis=1) < _DARK
    edges = [0, *(np.flatnonzero(np.diff(dark)) + 1).tolist(), len(dark)]
    return [(x0, top + start, x1, top + end) for start, end in pairwise(edges) if end - start > reach]


def _parted(boxes: list[BoxPx], picture: Picture, ink: Mask) -> list[BoxPx]:
    """Boxes that overlap, each up to the column between with the least print.

    Lines of a turned head do, and so do the lines of two cells that stand close: what begins the second would lengthen
    the last word of the first.
    """
    parted = sorted(boxes)
    for first, second in _neighbours(parted):
        left, right = parted[first], parted[second]
        top, bottom = max(left[1], right[1]), min(left[3], right[3])
        if not (left[0] < right[0] < left[2] < right[2]) or bottom <= top:
            continue
        columns = print_in(picture, ink, (right[0], top, left[2], bottom)).sum(axis=0)
        least = np.flatnonzero(columns == columns.min())
        cut = right[0] + int(least[len(least) // 2])
        if min(cut - left[0], right[2] - cut) > _SMALLEST_PX:
            parted[first], parted[second] = (*left[:2], cut, left[3]), (cut, *right[1:])
    return parted


def _neighbours(boxes: Sequence[BoxPx]) -> list[tuple[int, int]]:
    """Pairs of boxes, sorted from left to right, that hold print of one direction: both tall, or level on one line."""
    tall = [n for n, box in enumerate(boxes) if box[3] - box[1] > UPRIGHT_ASPECT * (box[2] - box[0])]
    level = [n for n in range(len(boxes)) if n not in tall]
    pairs = [(a, b) for at, a in enumerate(tall) for b in tall[at + 1 :]]
    return pairs + [(a, b) for at, a in enumerate(level) for b in level[at + 1 :] if _on_one_line(boxes[a], boxes[b])]


def _on_one_line(a: BoxPx, b: BoxPx) -> bool:
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return shared > _ONE_LINE * max(a[3] - a[1], b[3] - b[1])


def _between(ruled: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where a box goes on between the rulings that run through it."""
    places = [-1, *np.flatnonzero(ruled).tolist(), len(ruled)]
    return [(before + 1, ruling) for before, ruling in pairwise(places) if ruling - before > _SMALLEST_PX]


def _cut_at_gaps(box: BoxPx, part: Mask) -> list[BoxPx]:
    """The parts of a box between the gaps in its print that are wider than word spaces."""
    x0, top, x1, bottom = box
    if bottom - top > UPRIGHT_ASPECT * (x1 - x0):
        cuts = _wide_gaps(part, _COLUMN_GAP * (x1 - x0), across=1)
        return [(x0, top + start, x1, top + end) for start, end in pairwise([0, *cuts, bottom - top])]
    if bottom - top > x1 - x0:
        return [box]
    cuts = _wide_gaps(part, _GAP * (bottom - top), across=0)
    return [(x0 + start, top, x0 + end, bottom) for start, end in pairwise([0, *cuts, x1 - x0])]


def _wide_gaps(part: Mask, widest: float, *, across: int) -> list[int]:
    """The middles of the gaps in print that are wider than ``widest``; ``across`` is the axis that it is seen along."""
    places = np.flatnonzero(part.any(axis=across))
    wide = np.flatnonzero(np.diff(places) > widest)
    return [int(places[at] + places[at + 1]) // 2 for at in wide]


def _cut_to_length(box: BoxPx, part: Mask, longest: float) -> list[BoxPx]:
    """The parts of a box that are about ``longest`` times as long as high and shorter, cut at the widest gaps there."""
    x0, top, x1, bottom = box
    pieces = max(1, math.ceil((x1 - x0) / ((bottom - top) * longest)))
    columns = np.flatnonzero(part.any(axis=0))
    if pieces == 1 or not len(columns):
        return [box]
    gaps = np.diff(columns)
    middles = (columns[:-1] + columns[1:]) // 2
    length = (x1 - x0) / pieces
    cuts: list[int] = []
    for number in range(1, pieces):
        about = np.flatnonzero(np.abs(middles - number * length) <= _NEAR_CUT * length)
        if len(about):
            cuts.append(x0 + int(middles[about[gaps[about].argmax()]]))
    return [(start, top, end, bottom) for start, end in pairwise([x0, *cuts, x1])]


def _snug(box: BoxPx, part: Mask) -> BoxPx | None:
    """A box drawn in to its print with the margin that the model is used to; None when it is empty."""
    x0, top, x1, bottom = box
    columns = np.nonzero(part.any(axis=0))[0]
    rows = np.nonzero(part.any(axis=1))[0]
    if len(rows) < _SMALLEST_PX or not len(columns):
        return None
    margin = max(2, (bottom - top) // 8)
    return (
        max(x0, x0 + int(columns[0]) - margin),
        top,
        min(x1, x0 + int(columns[-1]) + 1 + margin),
        bottom,
    )
