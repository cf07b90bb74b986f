"""Small signs that OCR passes over: a lone x, a tick, a dot, a drawn box.

Looked at is ink that belongs to no word and no ruling. What it is, first match wins:

1. a hollow square is a check box, and is checked when there is ink in its middle;
2. what the OCR engine reads as a sign or a letter that people mark with;
3. a round full patch is a dot, a round hollow one a circle;
4. what the engine surely reads as a letter that looks like no mark is a word, and so are a figure below numbers, an
   upright stroke over the line that it begins: the I of a narrow head, and one below a dot on a line of print: an i.

Anything else of that size becomes a drawing with its outline, for whoever reads drawn marks. Dust is smaller than the
smallest sign, but for dots: those that are hardly larger than dust are told by having one size and standing free.
Nothing here decides what a mark means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractors.pdf.ocr.outlines import outline
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import BoxPx, Mask
from extractors.pdf.ocr.repair import STROKES
from extractors.pdf.ocr.signs import LETTER_SURELY, LETTERS
from extractors.pdf.ocr.text import Engine, ReadWord
from schemas.page import Drawing

_SMALLEST_PT = 2.6
_LARGEST_PT = 24.0
_LEAST_INK_PT2 = 2.5
_MANY = 400
# Small dots are full, no larger than the smallest sign, and at least so many of one size. No ink is as near to one as
# the next of a dotted line, in parts of its size.
_SMALLEST_DOT_PT, _DOTS, _DOT_SIZE, _DOT_FREE = 1.8, 3, 1.25, 1.5
# The rim of a shape may lie this far outside the box that was found for it.
_RIM_PT = 1.2

_BOX_SIDES_PT = (4.0, 20.0)
_BOX_ASPECT = 1.25
# Of each corner, a box takes more than the thick ring of a bold o does.
_CORNER_SHARE = 0.15
# A side of a box is ink along this much of its length, within this much of the box's width.
_SIDE_SHARE = 0.85
_SIDE_DEPTH = 0.22
_EMPTY_MIDDLE = 0.06
# Inside of each side of a box, between its rim and its mark, runs paper: where the ink is least, it takes at most this
# share of the middle of the side. Strokes of letters run on inwards: of a B, an a, an H.
_INSIDE, _INSIDE_MIDDLE, _MOST_INSIDE = (0.1, 0.38), 0.28, 0.3
# A cross in a small box fills most of the mask of its ink. Grey levels show at least so much paper between its strokes;
# a full square shows none, nor does a traffic light: its disc has a colour.
_PAPER_SHARE, _PAPER_DARKNESS, _PAPER_CHROMA = 0.1, 0.4, 45
_CHECKED_MIDDLE = 0.12
# The middle of a box lies this far from its sides: their ink may be thick and askew.
_MIDDLE_INSET = 0.26

_LETTER_GAP_PT = 1.2
# Between letters of large print, in parts of their height. A box has that near a letter on one side at most.
_LETTER_GAP = 0.35
_SAME_SIDE = 1.15

_READ_SURELY = 0.6
# The key of a column may stand so far from other print that it is passed over.
_LETTER_CONFIDENCE = 0.85
_NUMBER_SIGN = "#"
# An I is no wider, in parts of its height, and level with the print beside it by so much of it.
_SLENDER, _LEVEL = 0.35, 0.15
# The dot of an i begins no higher above its stem, in parts of the stem.
_DOT_ABOVE = 0.6
_MARK_SIGNS = frozenset("xX+vV✓✔✗✘☐☑☒●○■□•√*-–/")
_DOT_PT = 3.0
_FULL = 0.68
# Of a dot few pixels wide, its rim is more.
_FULL_DOT = 0.62
_HOLLOW = (0.15, 0.5)
_ROUND_ASPECT = 1.3
_SHAPE_CONFIDENCE = 0.75
_UNSURE = 0.5


class Marks(NamedTuple):
    """Signs found beside the words."""

    words: list[ReadWord]
    drawings: list[Drawing]
    boxes: list[ReadWord]
    """Check boxes; they take the place of words that were read from their outlines."""


def find_marks(
    picture: Picture,
    lines: Mask,
    words: Sequence[ReadWord],
    taken: Sequence[BoxPx],
    free: Sequence[ReadWord],
    engine: Engine,
) -> Marks:
    """Signs in the ink of a page that is neither ruling nor word.

    Args:
        picture: the page.
        lines: the ink of its rulings.
        words: what was read.
        taken: boxes in pixels of what else is already known: shaded areas, discs.
        free: the check boxes that :func:`find_boxes` found.
        engine: is asked what single signs are.
    """
    loose = picture.ink & ~lines
    boxes = [
        box
        for spot in _spots(loose, picture)
        if not _in_word(loose, spot, words, picture) and (box := _check_box(loose, spot, picture)) is not None
    ]
    boxes = _in_numbers(boxes, loose, (*free, *boxes))
    rim = round(_RIM_PT / picture.points)
    for x0, top, x1, bottom in (*(word[1:5] for word in words), *taken):
        loose[max(top - rim, 0) : bottom + rim, max(x0 - rim, 0) : x1 + rim] = False
    for box in boxes:
        loose[box.top : box.bottom, box.x0 : box.x1] = False
    spots = _spots(loose, picture)
    if len(spots) > _MANY:
        # A picture or a hatching, no signs.
        return Marks([], [], boxes)
    found: list[ReadWord] = []
    drawings: list[Drawing] = []
    margin = round(_SMALLEST_PT / picture.points)
    around = [_grown(spot, margin, picture) for spot in spots]
    for spot, (text, confidence) in zip(spots, engine.read_signs(picture, around), strict=True):
        sign = _by_shape(loose, spot, picture)
        if text in _MARK_SIGNS and text and confidence >= _READ_SURELY:
            found.append(ReadWord(text, *spot, confidence))
        elif sign:
            found.append(ReadWord(sign, *spot, _SHAPE_CONFIDENCE))
        elif confidence >= LETTER_SURELY and (text in LETTERS or _is_number(text, spot, words)):
            found.append(ReadWord(text, *spot, min(confidence, _LETTER_CONFIDENCE)))
        elif (text in STROKES or not text) and _begins_line_below(spot, words):
            found.append(ReadWord("I", *spot, _SHAPE_CONFIDENCE))
        elif (dotted := _small_i(loose, spot, words)) is not None:
            found.append(ReadWord("i", *dotted, _SHAPE_CONFIDENCE))
        else:
            drawings.append(outline(loose, spot, picture))
    # Those that were read say what size dots have here.
    dots = _small_dots(picture.ink & ~lines, picture)
    left = [(x0, top, x1, bottom) for x0, top, x1, bottom in dots if loose[top:bottom, x0:x1].mean() >= _FULL_DOT]
    found += [ReadWord("•", *dot, _SHAPE_CONFIDENCE) for dot in left]
    return Marks(found, drawings, boxes)


def _is_number(text: str, spot: BoxPx, words: Sequence[ReadWord]) -> bool:
    """Whether a sign is the head of a column of numbers, or a figure in line with the numbers of a column."""
    if text == _NUMBER_SIGN:
        return True
    wide = spot[2] - spot[0]
    return text.isdigit() and any(
        word.text.rstrip(".").isdigit() and abs(word.x0 + word.x1 - spot[0] - spot[2]) <= wide for word in words
    )


def _begins_line_below(spot: BoxPx, words: Sequence[ReadWord]) -> bool:
    """Whether a slender upright stroke is as high as capitals, and print that begins below it goes on in its cell."""
    x0, top, x1, bottom = spot
    high = bottom - top
    if x1 - x0 > _SLENDER * high:
        return False
    beside = any(abs(word.top - top) <= _LEVEL * high and abs(word.bottom - bottom) <= high for word in words)
    return beside and any(
        abs(word.x0 - x0) <= _SLENDER * high and 0 < word.top - bottom <= high and word.text.isalpha() for word in words
    )


def _small_i(ink: Mask, spot: BoxPx, words: Sequence[ReadWord]) -> BoxPx | None:
    """The place of a lone i: a slender upright stroke under a dot, on a line of print.

    Justified print stands so far before the last word of its line that the word is passed over.
    """
    x0, top, x1, bottom = spot
    high = bottom - top
    if x1 - x0 > _SLENDER * high or not any(word.top < top and bottom <= word.bottom + _LEVEL * high for word in words):
        return None
    wide = x1 - x0
    above = ink[max(top - round(_DOT_ABOVE * high), 0) : top, max(x0 - 1, 0) : x1 + 1]
    rows = np.flatnonzero(above.any(axis=1))
    around = ink[max(top - round(_DOT_ABOVE * high), 0) : bottom, max(x0 - 2 * wide, 0) : x1 + 2 * wide]
    if (
        not len(rows)
        or rows[-1] >= len(above) - 1
        or len(rows) > 2 * wide
        or around[:, wide:-wide].sum() < around.sum()
    ):
        return None
    return x0, top - len(above) + int(rows[0]), x1, bottom


def find_boxes(picture: Picture, lines: Mask) -> list[ReadWord]:
    """Check boxes that stand free of letters: found before the text is read, they are not taken for letters of it."""
    ink = picture.ink & ~lines
    gap = max(1, round(_LETTER_GAP_PT / picture.points))
    boxes = [
        box
        for spot in _spots(ink, picture)
        if (box := _check_box(ink, spot, picture)) is not None
        and box.confidence > _UNSURE
        and not _touched(ink, spot, gap)
    ]
    return _in_numbers(boxes, ink, boxes)


def _in_numbers(boxes: list[ReadWord], ink: Mask, others: Sequence[ReadWord]) -> list[ReadWord]:
    """The boxes but those that ink follows as near as the next letter follows a bold B, when no other has their size.

    In print that runs up or down, letters stand above and below it. Check boxes come in numbers.
    """
    kept: list[ReadWord] = []
    for box in boxes:
        wide, high = box.x1 - box.x0, box.bottom - box.top
        alike = any(
            box is not other
            and max(wide, other.x1 - other.x0) <= _SAME_SIDE * min(wide, other.x1 - other.x0)
            and max(high, other.bottom - other.top) <= _SAME_SIDE * min(high, other.bottom - other.top)
            for other in others
        )
        reach = round(_LETTER_GAP * high)
        above, below = ink[max(box.top - reach, 0) : box.top], ink[box.bottom : box.bottom + reach]
        turned = above[:, box.x0 : box.x1].any() and below[:, box.x0 : box.x1].any()
        in_word = turned or ink[box.top : box.bottom, box.x1 : box.x1 + reach].any()
        if alike or not in_word:
            kept.append(box)
    return kept


def _touched(ink: Mask, spot: BoxPx, gap: int) -> bool:
    """Whether ink stands close before or after a piece of ink, or on both sides as near as letters of its size do."""
    x0, top, x1, bottom = spot
    wide = round(_LETTER_GAP * (bottom - top))
    before, after = ink[top:bottom, max(x0 - wide, 0) : x0], ink[top:bottom, x1 : x1 + wide]
    close = before[:, -gap:].any() or after[:, :gap].any()
    return bool(close or (before.any() and after.any()))


def _small_dots(ink: Mask, picture: Picture) -> list[BoxPx]:
    """Round full patches that are smaller than other signs: dots come in one size and in numbers, dust does not."""
    dots = [
        (x0, top, x1, bottom)
        for x0, top, x1, bottom in _spots(ink, picture, (_SMALLEST_DOT_PT, _SMALLEST_PT))
        if max(x1 - x0, bottom - top) <= _ROUND_ASPECT * min(x1 - x0, bottom - top)
        and ink[top:bottom, x0:x1].mean() >= _FULL_DOT
        and _stands_free(ink, (x0, top, x1, bottom))
    ]

    def is_usual(dot: BoxPx) -> bool:
        size = dot[3] - dot[1]
        sizes = (other[3] - other[1] for other in dots)
        return sum(max(size, other) <= _DOT_SIZE * min(size, other) for other in sizes) >= _DOTS

    return [dot for dot in dots if is_usual(dot)]


def _stands_free(ink: Mask, spot: BoxPx) -> bool:
    """Whether a piece of ink is alone as far around as dots of a line are apart."""
    x0, top, x1, bottom = spot
    reach = round(_DOT_FREE * max(x1 - x0, bottom - top))
    near = ink[max(top - reach, 0) : bottom + reach, max(x0 - reach, 0) : x1 + reach]
    return bool(near.sum() <= ink[top:bottom, x0:x1].sum())


def _spots(ink: Mask, picture: Picture, sides_pt: tuple[float, float] = (_SMALLEST_PT, _LARGEST_PT)) -> list[BoxPx]:
    """Boxes of connected ink of the size of signs, from top to bottom; the longer side lies between ``sides_pt``."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    low, high = (side / picture.points for side in sides_pt)
    least = _LEAST_INK_PT2 / picture.points**2
    spots = [
        (int(x), int(y), int(x + wide), int(y + tall))
        for x, y, wide, tall, area in stats[1:count]
        if low <= max(wide, tall) < high and area >= least
    ]
    return sorted(spots, key=lambda spot: (spot[1], spot[0]))


def _check_box(ink: Mask, spot: BoxPx, picture: Picture) -> ReadWord | None:
    """The check box that a piece of ink is, empty or checked."""
    x0, top, x1, bottom = spot
    wide, high = x1 - x0, bottom - top
    low, large = (side / picture.points for side in _BOX_SIDES_PT)
    if not (low <= min(wide, high) and max(wide, high) <= large and max(wide, high) <= _BOX_ASPECT * min(wide, high)):
        return None
    part = ink[top:bottom, x0:x1]
    deep_x, deep_y = max(2, round(wide * _SIDE_DEPTH)), max(2, round(high * _SIDE_DEPTH))
    sides = (part[:deep_y], part[-deep_y:], part[:, :deep_x].T, part[:, -deep_x:].T)
    if min(_straightness(side) for side in sides) < _SIDE_SHARE or not _has_corners(part):
        return None
    inset_x, inset_y = round(wide * _MIDDLE_INSET), round(high * _MIDDLE_INSET)
    middle = part[inset_y : high - inset_y, inset_x : wide - inset_x]
    share = float(middle.mean())
    if share > _FULL and _paper_in(picture, spot, inset_x, inset_y) < _PAPER_SHARE:
        return None
    if share <= _FULL and not _has_paper_within(part):
        return None
    sure = share <= _EMPTY_MIDDLE or share >= _CHECKED_MIDDLE
    return ReadWord("☒" if share >= _CHECKED_MIDDLE else "☐", *spot, 0.95 if sure else _UNSURE)


def _in_word(ink: Mask, spot: BoxPx, words: Sequence[ReadWord], picture: Picture) -> bool:
    """Whether a piece of ink belongs to a word of letters, as the round part of a g does, and a box beside it not."""
    x0, top, x1, bottom = spot
    gap = round(_LETTER_GAP_PT / picture.points)
    for word in words:
        if sum(map(str.isalnum, word.text)) > 1 and word.x0 <= (x0 + x1) / 2 <= word.x1:
            if not word.top <= (top + bottom) / 2 <= word.bottom:
                continue
            before, after = ink[top:bottom, max(x0 - gap, word.x0) : x0], ink[top:bottom, x1 : min(x1 + gap, word.x1)]
            first, last = x0 - word.x0 <= gap, word.x1 - x1 <= gap
            return not ((first and not after.any()) or (last and not before.any()))
    return False


def _paper_in(picture: Picture, spot: BoxPx, inset_x: int, inset_y: int) -> float:
    """Share of the middle of a spot that is nearly as light as the paper around it, and has no colour."""
    x0, top, x1, bottom = spot
    paper = float(np.percentile(picture.gray[max(top - 2, 0) : bottom + 2, max(x0 - 2, 0) : x1 + 2], 95))
    ink = float(np.percentile(picture.gray[top:bottom, x0:x1], 5))
    inside = slice(top + inset_y, bottom - inset_y), slice(x0 + inset_x, x1 - inset_x)
    light = picture.gray[inside] > paper - _PAPER_DARKNESS * (paper - ink)
    colored = np.ptp(picture.rgb[inside], axis=2) > _PAPER_CHROMA
    return float((light & ~colored).mean())


def _straightness(side: Mask) -> float:
    """Share of the length of a side along which two neighbouring rows of pixels have ink."""
    return float((side[:-1] | side[1:]).mean(axis=1).max())


def _has_corners(part: Mask) -> bool:
    """Whether ink reaches well into all four corners: a circle's hardly does."""
    reach_y, reach_x = max(2, part.shape[0] // 6), max(2, part.shape[1] // 6)
    corners = (
        part[:reach_y, :reach_x], part[:reach_y, -reach_x:], part[-reach_y:, :reach_x], part[-reach_y:, -reach_x:]
    )  # fmt: skip
    return all(corner.mean() >= _CORNER_SHARE for corner in corners)


def _has_paper_within(part: Mask) -> bool:
    """Whether paper runs along each side of a box, inside of its rim."""
    for side in (part, part[::-1], part.T, part.T[::-1]):
        deep, wide = side.shape
        cut = round(wide * _INSIDE_MIDDLE)
        start, end = (round(deep * share) for share in _INSIDE)
        if side[max(start, 1) : max(end, 3), cut : wide - cut].mean(axis=1).min() > _MOST_INSIDE:
            return False
    return True


def _by_shape(ink: Mask, spot: BoxPx, picture: Picture) -> str:
    """A dot or a circle; empty for anything else."""
    x0, top, x1, bottom = spot
    wide, high = x1 - x0, bottom - top
    part = ink[top:bottom, x0:x1]
    if max(wide, high) > _ROUND_ASPECT * min(wide, high) or min(wide, high) * picture.points < _DOT_PT:
        return ""
    if _has_corners(part):
        return ""
    share = float(part.mean())
    if share >= _FULL:
        return "●"
    middle = part[high // 3 : high - high // 3, wide // 3 : wide - wide // 3]
    return "○" if _HOLLOW[0] <= share <= _HOLLOW[1] and not middle.any() else ""


def _grown(spot: BoxPx, margin: int, picture: Picture) -> BoxPx:
    height, width = picture.gray.shape
    x0, top, x1, bottom = spot
    return max(x0 - margin, 0), max(top - margin, 0), min(x1 + margin, width), min(bottom + margin, height)
