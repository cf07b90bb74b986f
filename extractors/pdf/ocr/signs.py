"""Small signs in the picture of a page that are no letters: marks, traffic lights, icons, the keys of a legend.

They are found before the text is read, for OCR takes a red disc for a bullet, an o or a part of the word beside it.
Looked at are single pieces of ink of the size of signs; the first that fits is what one is:

1. a coloured, even square that stands free, as the dot of an i does not;
2. a disc: round, full and coloured. Black dots and bullets are print and left to OCR;
3. a grey disc with a darker figure, as a face in a copy without colour has;
4. a ring with what it holds: as round as a disc, with paper in it, farther from ink than letters are. An empty circle,
   a circle filled by a part, a face. With two eyes in it, it may stand as close to print as a letter;
5. a lamp: a dark housing with a coloured light in it;
6. an icon: free, and thicker than letters are; black bars are left to OCR as dots are. Beside print it is none where
   the engine reads a word, without a colour none where it reads a letter. One may be lighter than ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.areas import disc
from extractors.pdf.ocr.outlines import outline
from extractors.pdf.ocr.picture import Picture, find_ink, tone_around
from extractors.pdf.ocr.pixels import BoxPx, Mask
from extractors.pdf.ocr.text import Engine
from schemas.geometry import Box
from schemas.page import Drawing, Fill

_SIDES_PT = (3.4, 24.0)
_ASPECT = 1.25
# Of a disc and the ellipse in its box, what both share: a bold e has 0.7, a square 0.78, the smallest disc 0.87.
_LIKENESS = 0.84
_LEAST_SQUARE_PT = 4.5
# Of a square, the rest is its soft edge.
_EVEN_SHARE, _EVEN_STEP = 0.9, 40
# Nothing else is so near to a square, in parts of its side.
_FREE = 0.3
# Rings are rounder than the letter O. They are free of ink on both sides as far as letters are not, in parts of their
# height, and hold some paper.
_LEAST_RING_PT, _RING_ASPECT, _RING_LIKENESS = 5.0, 1.12, 0.92
_LETTER_GAP, _RING_PAPER = 0.35, 0.08
# In print that runs up or down the next letter stands above or below a letter, a word may end on its other side, and
# the next line is farther away. Signs that stand so close below each other have their labels beside them.
_WORD_GAP, _LABEL_GAP = 1.2, 1.0
# Two eyes are level and of about one size: their middles, in parts of the height of the face, and their areas.
_EYE_LEVEL, _EYE_SIZE = 0.1, 1.6
# A figure on a disc is darker by so many levels and so many times as much as the disc differs within itself. It takes
# this share of the disc without its rim, which is so wide in parts of the disc.
_FIGURE_STEP, _FIGURE_DEVIATIONS, _FIGURE_SHARE = 18, 4.0, (0.05, 0.5)
_FIGURE_RIM = 0.12
# The housing of a lamp is dark and fills most of its box; the light in it has a colour, and a part of the housing.
_HOUSING_DARK, _HOUSING_SHARE, _HOUSING_ASPECT = 110, 0.8, 3.2
_LIGHT_SHARE = (0.08, 0.8)
# By how many levels it is lighter than the housing: the colour of a dark green g is darker than its soft edge.
_LIGHTER = 40
# Where the light has a soft edge, its middle tells whether it is what lies around the housing, too.
_NEAREST = 20
# Icons are thicker than bold letters: the radius of the largest circle in them, in parts of their longer side.
# What has a colour is less likely a letter; a small black x is a blot in a scan.
_THICK, _THICK_BLACK = 0.17, 0.22
_FULL_BOX = 0.85
# Lighter than ink, and told from grain and shades by their shape: neither full nor slender.
_PALE_PART, _FULL_PALE, _WIDE = 8, (0.35, 0.8), 1.6
# Much of them may be ink, but not nearly all.
_MOST_DARK = 0.8
# A letter of a broken word has ink before and behind it, nearer than this in parts of its height. A short word whose
# letters run together has a word beside it, as near as justified print is spaced.
_IN_WORD, _BESIDE = 0.5, 1.5
_READ_SURELY, _SMALL_LETTER_SURELY = 0.85, 0.95
_MARKING = frozenset("xvo")
LETTERS = frozenset("ABDEFGHJKLMNPQRSTYZÆØÅ")
"""Letters that no mark is drawn like."""
LETTER_SURELY = 0.9
"""How surely the engine must read one of them where it may be a sign."""
# Colour printed on paper and scanned differs by this much between its channels, grey print with colour noise does not.
_CHROMA = 45
# Compression spreads colour this far.
_RIM_PT = 1.0
# The inside of a light letter on a dark area is a disc of that area's colour.
_MOST_AROUND = 0.5


class Signs(NamedTuple):
    """The signs of a page, each with its place in pixels, from top to bottom."""

    drawings: list[tuple[BoxPx, Drawing]]
    """A lamp has two, its housing and its light."""
    squares: list[tuple[BoxPx, Fill]]


def find_signs(picture: Picture, lines: Mask, engine: Engine) -> Signs:
    """Pieces of ink that are signs and no letters.

    Args:
        picture: the page.
        lines: the ink of its rulings.
        engine: is asked whether an icon beside print is a word.
    """
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(picture.ink.astype(np.uint8), connectivity=8)
    low, high = (side / picture.points for side in _SIDES_PT)
    rim = round(_RIM_PT / picture.points)
    signs = Signs([], [])
    icons = _pale_icons(picture)
    print_ = picture.ink & ~lines
    pale = [place for _, place, _ in icons]
    for label in range(1, count):
        x, y, wide, tall = (int(value) for value in stats[label][:4])
        if not low <= min(wide, tall) <= max(wide, tall) <= high:
            continue
        box = (x, y, x + wide, y + tall)
        if any(x0 <= x and top <= y and box[2] <= x1 and box[3] <= bottom for x0, top, x1, bottom in pale):
            continue
        place = (max(x - rim, 0), max(y - rim, 0), x + wide + rim, y + tall + rim)
        square = _square(picture, box)
        if square is not None:
            signs.squares.append((place, square))
            continue
        part = np.asarray(labels[y : y + tall, x : x + wide] == label)
        turned = _is_in_turned_print(print_, box)
        drawn = _disc(picture, box, part) or ([] if turned else _figured(picture, box, part))
        drawn = drawn or ([] if turned else _ring(picture, box, part)) or _lamp(picture, box, part)
        signs.drawings.extend((place, drawing) for drawing in drawn)
        if not drawn and not turned and (icon := _icon(picture, box, part)):
            icons.append((box, place, icon))
    words = _words_among([box for box, _, _ in icons], picture, lines, engine)
    signs.drawings.extend((place, icon) for box, place, drawn in icons if box not in words for icon in drawn)
    signs.squares.sort(key=lambda entry: (entry[0][1], entry[0][0]))
    signs.drawings.sort(key=lambda entry: (entry[0][1], entry[0][0]))
    return signs


def _pale_icons(picture: Picture) -> list[tuple[BoxPx, BoxPx, list[Drawing]]]:
    """Icons that are lighter than ink, as yellow ones are in a scan without colours, with their places.

    Pale rectangles and discs are shades of the page.
    """
    import cv2

    pale = picture._replace(ink=find_ink(picture.gray, picture.dpi, _PALE_PART))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pale.ink.astype(np.uint8), connectivity=8)
    low, high = (side / picture.points for side in _SIDES_PT)
    rim = round(_RIM_PT / picture.points)
    icons: list[tuple[BoxPx, BoxPx, list[Drawing]]] = []
    for label in range(1, count):
        x, y, wide, tall = (int(value) for value in stats[label][:4])
        if not low <= min(wide, tall) <= max(wide, tall) <= high:
            continue
        part = np.asarray(labels[y : y + tall, x : x + wide] == label)
        box = (x, y, x + wide, y + tall)
        dark = (picture.ink[y : y + tall, x : x + wide] & part).sum()
        if dark > _MOST_DARK * part.sum() or _is_round(part, _LIKENESS) or _aspect(box) > _WIDE:
            continue
        if _FULL_PALE[0] <= part.mean() <= _FULL_PALE[1] and (icon := _icon(pale, box, part)):
            icons.append((box, (max(x - rim, 0), max(y - rim, 0), x + wide + rim, y + tall + rim), icon))
    return icons


def _words_among(boxes: Sequence[BoxPx], picture: Picture, lines: Mask, engine: Engine) -> set[BoxPx]:
    """The pieces of ink that are print: bold letters, and beside print short words, run together, or a small letter."""
    print_ = picture.ink & ~lines
    read = engine.read_signs(picture, [_rimmed(box, picture) for box in boxes])
    words: set[BoxPx] = set()
    for box, (text, confidence) in zip(boxes, read, strict=True):
        if text in LETTERS:
            is_word = confidence >= LETTER_SURELY and not _is_coloured(picture, box)
        else:
            surely = confidence >= (_READ_SURELY if len(text) > 1 else _SMALL_LETTER_SURELY)
            # Signs are as tall as capitals, and people mark with an x.
            told = len(text) > 1 or (text.islower() and text not in _MARKING)
            is_word = text.isalpha() and surely and told and any(_ink_beside(print_, box, _BESIDE))
        words |= {box} if is_word else set()
    return words


def _is_coloured(picture: Picture, box: BoxPx) -> bool:
    x0, top, x1, bottom = box
    part = picture.ink[top:bottom, x0:x1]
    return bool(part.any()) and _chroma(_tone(picture, box, part)) >= _CHROMA


def _rimmed(box: BoxPx, picture: Picture) -> BoxPx:
    """A box with the paper around it that letters are read with."""
    x0, top, x1, bottom = box
    rim = round(_RIM_PT / picture.points) + 1
    height, width = picture.ink.shape
    return max(x0 - rim, 0), max(top - rim, 0), min(x1 + rim, width), min(bottom + rim, height)


def _square(picture: Picture, box: BoxPx) -> Fill | None:
    """A coloured square that stands free of other ink."""
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) < _LEAST_SQUARE_PT / picture.points or _aspect(box) > _ASPECT:
        return None
    inner = picture.rgb[top + 1 : bottom - 1, x0 + 1 : x1 - 1].reshape(-1, 3).astype(np.int16)
    tone = np.median(inner, axis=0)
    even = (np.abs(inner - tone).max(axis=1) <= _EVEN_STEP).mean()
    if tone.max() - tone.min() < _CHROMA or even < _EVEN_SHARE or not _is_free(picture, box):
        return None
    red, green, blue = (int(value) for value in tone)
    return Fill(*_in_points(box, picture), red << 16 | green << 8 | blue)


def _disc(picture: Picture, box: BoxPx, part: Mask) -> list[Drawing]:
    """A coloured disc."""
    if _aspect(box) > _ASPECT or _chroma(tone := _tone(picture, box, part)) < _CHROMA or not _is_round(part, _LIKENESS):
        return []
    if _around(picture.ink, box) > _MOST_AROUND:
        return []
    red, green, blue = tone
    return [disc(_in_points(box, picture), red << 16 | green << 8 | blue)]


def _ring(picture: Picture, box: BoxPx, part: Mask) -> list[Drawing]:
    """A ring with what it holds."""
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) < _LEAST_RING_PT / picture.points or _aspect(box) > _RING_ASPECT:
        return []
    whole = _whole(part)
    if not _is_round(whole, _RING_LIKENESS):
        return []
    ink = picture.ink[top:bottom, x0:x1] & whole
    if _has_neighbour(picture.ink, box) and not _has_eyes(ink & ~part):
        return []
    return [] if 1 - ink.sum() / whole.sum() < _RING_PAPER else [outline(picture.ink, box, picture)]


def _has_eyes(held: Mask) -> bool:
    """Whether two of the pieces that a ring holds lie in its upper half, level, of one size, on either side."""
    import cv2

    tall, wide = held.shape
    _, _, stats, middles = cv2.connectedComponentsWithStats(held.astype(np.uint8), connectivity=8)
    upper = [
        (float(x), float(y), int(area))
        for (x, y), area in zip(middles[1:], stats[1:, cv2.CC_STAT_AREA], strict=True)
        if y < tall / 2
    ]
    return any(
        left < wide / 2 < right
        and abs(high - low) <= _EYE_LEVEL * tall
        and max(area, other) <= _EYE_SIZE * min(area, other)
        for left, high, area in upper
        for right, low, other in upper
    )


def _figured(picture: Picture, box: BoxPx, part: Mask) -> list[Drawing]:
    """A disc without a colour, and the darker figure on it. Letters are darker than all that is in them."""
    import cv2

    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) < _LEAST_RING_PT / picture.points or _aspect(box) > _RING_ASPECT:
        return []
    whole = _whole(part)
    if not _is_round(whole, _RING_LIKENESS) or all(_ink_beside(picture.ink, box, _LETTER_GAP)):
        return []
    rim = 2 * round(_FIGURE_RIM * (x1 - x0)) + 1
    inner = cv2.erode(np.pad(whole.astype(np.uint8), 1), np.ones((rim, rim), np.uint8))[1:-1, 1:-1] > 0
    if not inner.any() or _chroma(_tone(picture, box, inner)) >= _CHROMA:
        return []
    gray = picture.gray[top:bottom, x0:x1].astype(np.float32)
    ground = float(np.median(gray[inner]))
    grain = float(np.median(np.abs(gray - ground)[inner]))
    step = max(_FIGURE_STEP, _FIGURE_DEVIATIONS * grain)
    paper = float(np.percentile(picture.gray[max(top - rim, 0) : bottom + rim, max(x0 - rim, 0) : x1 + rim], 95))
    figure = inner & (gray < ground - step)
    if ground > paper - step or not _FIGURE_SHARE[0] <= figure.sum() / inner.sum() <= _FIGURE_SHARE[1]:
        return []
    return _outlines((whole, figure), box, picture)


def _outlines(shapes: Sequence[Mask], box: BoxPx, picture: Picture) -> list[Drawing]:
    """The outlines of shapes in a box of the page."""
    x0, top, x1, bottom = box
    drawings: list[Drawing] = []
    for shape in shapes:
        mask = np.zeros_like(picture.ink)
        mask[top:bottom, x0:x1] = shape
        drawings.append(outline(mask, box, picture))
    return drawings


def _whole(part: Mask) -> Mask:
    """A piece of ink with what it encloses; a scan breaks thin lines."""
    import cv2

    closed = cv2.morphologyEx(part.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    return _filled(np.asarray(closed, np.uint8))


def _lamp(picture: Picture, box: BoxPx, part: Mask) -> list[Drawing]:
    """A dark housing and the coloured light in it."""
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) < _LEAST_SQUARE_PT / picture.points or _aspect(box) > _HOUSING_ASPECT:
        return []
    whole = _filled(part.astype(np.uint8))
    if whole.mean() < _HOUSING_SHARE:
        return []
    lit = _light(picture.rgb[top:bottom, x0:x1], whole)
    housing = whole & ~lit
    if not _LIGHT_SHARE[0] <= lit.sum() / whole.sum() <= _LIGHT_SHARE[1]:
        return []
    if np.median(picture.gray[top:bottom, x0:x1][housing]) > _HOUSING_DARK:
        return []
    # Through a figure 8 on a coloured cell shows the cell.
    apart = np.abs(picture.rgb[top:bottom, x0:x1][lit].astype(np.int16) - tone_around(picture.rgb, box)).max(axis=1)
    if np.percentile(apart, _NEAREST) < _CHROMA:
        return []
    if max(_tone(picture, box, lit)) < max(_tone(picture, box, housing)) + _LIGHTER:
        return []
    return _outlines((housing, lit), box, picture)


def _light(rgb: npt.NDArray[np.uint8], housing: Mask) -> Mask:
    """The largest coloured piece within a housing."""
    import cv2

    coloured = ((np.ptp(rgb, axis=2) >= _CHROMA) & housing).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(coloured, connectivity=8)
    if count == 1:
        return np.zeros_like(housing)
    return np.asarray(labels == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax()))


def _icon(picture: Picture, box: BoxPx, part: Mask) -> list[Drawing]:
    """A piece that stands free and is thick: an arrow, a hand, a star. Without a colour it is no bullet and no bar."""
    import cv2

    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) < _LEAST_SQUARE_PT / picture.points or not _is_free(picture, box):
        return []
    coloured = _chroma(_tone(picture, box, part)) >= _CHROMA
    # Black print on both sides of a coloured sign is no part of its word.
    if all(_ink_beside(_coloured_ink(picture, box) if coloured else picture.ink, box, _IN_WORD)):
        return []
    least = _THICK
    if not coloured:
        if _is_round(part, _LIKENESS) or part.mean() > _FULL_BOX:
            return []
        least = _THICK_BLACK
    thickest = cv2.distanceTransform(np.pad(part.astype(np.uint8), 1), cv2.DIST_L2, 5).max()
    return [] if thickest < least * max(x1 - x0, bottom - top) else [outline(picture.ink, box, picture)]


def _coloured_ink(picture: Picture, box: BoxPx) -> Mask:
    """The ink that has a colour, in the rows of a box."""
    rows = slice(box[1], box[3])
    ink = np.zeros_like(picture.ink)
    ink[rows] = picture.ink[rows] & (np.ptp(picture.rgb[rows], axis=2) >= _CHROMA)
    return ink


def _aspect(box: BoxPx) -> float:
    x0, top, x1, bottom = box
    return max(x1 - x0, bottom - top) / min(x1 - x0, bottom - top)


def _in_points(box: BoxPx, picture: Picture) -> Box:
    return Box(*(edge * picture.points for edge in box))


def _tone(picture: Picture, box: BoxPx, part: Mask) -> tuple[int, int, int]:
    x0, top, x1, bottom = box
    red, green, blue = (int(value) for value in np.median(picture.rgb[top:bottom, x0:x1][part], axis=0))
    return red, green, blue


def _chroma(tone: tuple[int, int, int]) -> int:
    return max(tone) - min(tone)


def _filled(part: npt.NDArray[np.uint8]) -> Mask:
    """A piece of ink with what it encloses."""
    import cv2

    contours, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(np.zeros(part.shape, np.uint8), contours, -1, 1, cv2.FILLED)).astype(bool)


def _is_free(picture: Picture, box: BoxPx) -> bool:
    """Whether no other ink stands as near to a box as the stem of an i does to its dot."""
    x0, top, x1, bottom = box
    reach = max(round(_RIM_PT / picture.points) + 1, round(_FREE * max(x1 - x0, bottom - top)))
    near = picture.ink[max(top - reach, 0) : bottom + reach, max(x0 - reach, 0) : x1 + reach]
    return bool(near.sum() <= picture.ink[top:bottom, x0:x1].sum())


def _has_neighbour(ink: Mask, box: BoxPx) -> bool:
    """Whether ink stands before or after a box as near as the next letter does."""
    return any(_ink_beside(ink, box, _LETTER_GAP))


def _ink_beside(ink: Mask, box: BoxPx, reach: float) -> tuple[bool, bool]:
    """Whether ink stands before and behind a box within ``reach`` in parts of its height."""
    x0, top, x1, bottom = box
    gap = max(1, round(reach * (bottom - top)))
    return bool(ink[top:bottom, max(x0 - gap, 0) : x0].any()), bool(ink[top:bottom, x1 : x1 + gap].any())


def _is_in_turned_print(print_: Mask, box: BoxPx) -> bool:
    """Whether print stands above and below a box as the letters of a line that runs up or down do."""
    x0, top, x1, bottom = box
    high = bottom - top

    def is_near(gap: float, *, below: bool) -> bool:
        reach = max(1, round(gap * high))
        rows = slice(bottom, bottom + reach) if below else slice(max(top - reach, 0), top)
        return bool(print_[rows, x0:x1].any())

    near = [is_near(_LETTER_GAP, below=below) for below in (False, True)]
    if not any(near) or any(_ink_beside(print_, box, _LABEL_GAP)):
        return False
    return all(near) or is_near(_WORD_GAP, below=near[0])


def _around(ink: Mask, box: BoxPx) -> float:
    """Share of ink in the surroundings of a box."""
    x0, top, x1, bottom = box
    reach = max(x1 - x0, bottom - top)
    part = ink[max(top - reach, 0) : bottom + reach, max(x0 - reach, 0) : x1 + reach]
    inside = int(ink[top:bottom, x0:x1].sum())
    return (int(part.sum()) - inside) / max(part.size - (x1 - x0) * (bottom - top), 1)


def _is_round(part: Mask, likeness: float) -> bool:
    """Whether a patch is the ellipse that its box allows, with nothing missing."""
    tall, wide = part.shape
    y, x = np.ogrid[:tall, :wide]
    ellipse = ((2 * y + 1) / tall - 1) ** 2 + ((2 * x + 1) / wide - 1) ** 2 <= 1
    return bool((part & ellipse).sum() >= likeness * (part | ellipse).sum())
