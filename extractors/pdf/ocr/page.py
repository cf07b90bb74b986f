"""The picture of a page to the page's primitives: the order of the steps."""

from __future__ import annotations

import math
import re
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.areas import find_areas, without_shades
from extractors.pdf.ocr.bearings import left_bearing, right_bearing
from extractors.pdf.ocr.faint_seams import find_faint_seams
from extractors.pdf.ocr.marks import find_boxes, find_marks
from extractors.pdf.ocr.picture import Picture, print_in, quarter_turned, straighten, without
from extractors.pdf.ocr.pixels import BoxPx, Mask, Rgb
from extractors.pdf.ocr.rulings import Lines, find_rulings
from extractors.pdf.ocr.seams import boxes_of_heads, part_at_seams
from extractors.pdf.ocr.second import with_second_opinion
from extractors.pdf.ocr.shade_lines import with_ends_of_rows, with_hidden_lines, with_sides_of_cells, without_rims
from extractors.pdf.ocr.signs import find_signs
from extractors.pdf.ocr.step_ends import seams_at_ends_of_steps
from extractors.pdf.ocr.text import Engine, KnownWord, ReadLine, ReadWord, WordReader
from extractors.pdf.ocr.through_shades import with_lines_through_shades
from extractors.pdf.ocr.ticks import with_ticks_read
from extractors.pdf.ocr.turned_keys import with_turned_keys
from schemas.geometry import Box
from schemas.page import Drawing, Fill, Page, Word

# Letters of usual type, in parts of its size: with ascender or capital, x-height, depth below the baseline.
_TALL, _LOW, _DEPTH = 0.72, 0.5, 0.21
_HAS_ASCENDER = frozenset("bdfhijklßtæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789!?()[]{}/%&§#\"'|☐☑☒✓✔✗✘") - frozenset(
    "æø"
)
# Pixels by which ink is wider and higher than the print: its soft edge is half ink.
_HALO = 1.0
_HAS_DEPTH = frozenset("gjpqyçQ,;()[]{}/|§ß☐☑☒")
# Where MuPDF draws the box of a word, in parts of the type size above and below the baseline.
_ABOVE, _BELOW = 0.8, 0.2
# Bold type has more ink for its size, and thicker strokes, than the usual type of the page. Both vary with the letters
# of a short line, and seldom in the same way: plain lines do not reach this sum of what they have more. A long line
# may begin with a bold label: where it has not much more, its latter half has.
_BOLD, _BOLD_LONG, _STROKE_WEIGHT = 0.18, 0.25, 0.75
_LONG = 24
_GRAIN = 12
# Dense words show their ground around them alone.
_RIM = 2
_COLORED, _LARGE = 50, 1.15
# Letters from which a line's weight can be told.
_TELLING = 5
_SAME_SIZE = 1.18
_BLACK = 96
_DARK = 160
_FONT = "OCR"
# Signs of print, which have its weight: a column of numbers may be headed "#".
_TYPED = frozenset("#%&§@")
# How the outline of a check box is read when it stands before a word.
_OUTLINE_SIGNS = re.compile(r"^[□☐☑☒■]")


class _Weight(NamedTuple):
    """How heavy a line is printed, in parts of its type size."""

    ink: float
    """Area of the ink over length and size."""
    stroke: float
    """Area of the ink over its outline."""


def read_picture(
    rgb: Rgb,
    dpi: float,
    number: int,
    engine: Engine,
    known_word: KnownWord | None = None,
    second: WordReader | None = None,
) -> Page:
    """Read a page from its picture.

    Args:
        rgb: the page as shown, rows × columns × 3.
        dpi: pixels per inch of ``rgb``.
        number: of the page.
        engine: reads the text.
        known_word: helps it where it has doubts.
        second: gives a second opinion on words that are in doubt all the same.

    Returns:
        The page lying straight, ``placement`` saying where it lies on the page as shown.
    """
    straight = straighten(rgb, dpi)
    found = _apart_from_text(straight, engine)
    turns = engine.turns(found.bare) if straight.ink.any() else 0
    if turns:
        straight = quarter_turned(straight, turns)
        found = _apart_from_text(straight, engine)
    ruled_lines, discs, squares, boxes, shown, picture = found
    rulings, ruled = ruled_lines
    lines = with_ticks_read(engine.read(picture, ruled, known_word), picture.print & ~ruled)
    read = [word for line in lines for word in line.words]
    places = [_points(word, picture) for word in read]
    areas = find_areas(shown, ruled_lines, places)
    heads = boxes_of_heads(filter(_is_dark, areas.fills))
    seams = find_faint_seams(rulings, heads, picture)
    seams += seams_at_ends_of_steps([*rulings, *seams], heads, places)
    if seams:
        rulings = [*rulings, *seams]
        areas = find_areas(shown, ruled_lines._replace(rulings=rulings), places)
    known = [fill.box for fill in areas.fills if _is_dark(fill)] + [disc.box for disc in areas.discs]
    taken = [_pixels(box, picture) for box in known]
    marks = find_marks(without_shades(picture, areas.fills), ruled, read, taken, boxes, engine)
    lines = _without(lines, marks.boxes, picture.print)
    lines, drawings = with_turned_keys(lines, [*(disc for _, disc in discs), *marks.drawings], straight, engine)
    if second is not None:
        lines = with_second_opinion(lines, picture, second, known_word)
    lines += [ReadLine((word,), *word[1:5], 0) for word in (*marks.words, *marks.boxes, *boxes)]
    lines.sort(key=lambda line: (line.top, line.x0))
    pale = [fill for fill in areas.fills if not _is_dark(fill)]
    rulings = with_lines_through_shades(without_rims(rulings, pale), pale, picture, places)
    rulings = with_hidden_lines(rulings, areas.fills, picture, places, heads)
    rulings = with_sides_of_cells(with_ends_of_rows(rulings, areas.fills), areas.fills, places)
    parted, fills = part_at_seams(rulings, areas.fills, filter(_is_dark, areas.fills))
    height, width = picture.gray.shape
    return Page(
        number=number,
        width=width * picture.points,
        height=height * picture.points,
        words=tuple(_typeset(lines, picture, ruled)),
        rulings=tuple(parted),
        fills=(*fills, *(fill for _, fill in squares)),
        drawings=(*drawings, *areas.discs),
        by_ocr=True,
        placement=_placement(picture, turns),
    )


class _Found(NamedTuple):
    """What is found before the text is read."""

    lines: Lines
    discs: list[tuple[BoxPx, Drawing]]
    squares: list[tuple[BoxPx, Fill]]
    boxes: list[ReadWord]
    shown: Picture
    """The page without signs."""
    bare: Picture
    """The page without check boxes either."""


def _apart_from_text(picture: Picture, engine: Engine) -> _Found:
    """Lines and small signs of a page, and the page without those that would be read as letters."""
    lines = find_rulings(picture)
    discs, squares = find_signs(picture, lines.ink, engine)
    shown = without(picture, [box for box, _ in (*discs, *squares)])
    boxes = find_boxes(shown, lines.ink)
    return _Found(lines, discs, squares, boxes, shown, without(shown, [_rimmed(box, shown) for box in boxes]))


def _placement(picture: Picture, turns: int) -> tuple[float, float, float, float, float, float] | None:
    """From the straight, upright page to the page as shown."""
    if not turns and not picture.tilt:
        return None
    height, width = (side * picture.points for side in picture.gray.shape)
    # Undo the quarter turns: (a, b, c, d, e, f).
    a, b, c, d, e, f = (
        (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        (0.0, -1.0, 1.0, 0.0, 0.0, width),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, 1.0, -1.0, 0.0, height, 0.0),
    )[turns]
    if turns % 2:
        width, height = height, width
    cos, sin = math.cos(math.radians(picture.tilt)), math.sin(math.radians(picture.tilt))
    middle_x, middle_y = width / 2, height / 2
    return (
        cos * a - sin * b,
        sin * a + cos * b,
        cos * c - sin * d,
        sin * c + cos * d,
        middle_x + cos * (e - middle_x) - sin * (f - middle_y),
        middle_y + sin * (e - middle_x) + cos * (f - middle_y),
    )


def _without(lines: list[ReadLine], boxes: list[ReadWord], ink: Mask) -> list[ReadLine]:
    """Lines without what was read from the outlines of check boxes, alone or as part of the word beside them."""
    if not boxes:
        return lines
    kept: list[ReadLine] = []
    for line in lines:
        words = tuple(cut for word in line.words if (cut := _cut_off(word, boxes, ink)) is not None)
        if words:
            kept.append(line._replace(words=words))
    return kept


def _cut_off(word: ReadWord, boxes: list[ReadWord], ink: Mask) -> ReadWord | None:
    """A word without the check box at its start or end; None when it is nothing else."""
    for box in boxes:
        if not (word.x0 <= (box.x0 + box.x1) / 2 <= word.x1 and word.top <= (box.top + box.bottom) / 2 <= word.bottom):
            continue
        if len(word.text) == 1:
            return None
        if box.x0 + box.x1 < word.x0 + word.x1:
            word = word._replace(text=_OUTLINE_SIGNS.sub("", word.text, count=1), x0=max(word.x0, box.x1 + 1))
        else:
            word = word._replace(x1=min(word.x1, box.x0 - 1))
        ys, xs = np.nonzero(ink[word.top : word.bottom, word.x0 : word.x1])
        if len(ys):
            word = word._replace(
                x0=word.x0 + int(xs.min()),
                top=word.top + int(ys.min()),
                x1=word.x0 + int(xs.max()) + 1,
                bottom=word.top + int(ys.max()) + 1,
            )
    return word


def _typeset(lines: list[ReadLine], picture: Picture, ruled: Mask) -> list[Word]:
    """Words with size, weight and colour, and boxes as high as type of that size is."""
    ink = picture.print & ~ruled
    sizes = _evened([_size_and_base(line) for line in lines], lines)
    colors = [_color(picture, ink, line) for line in lines]
    usual = median([size for size, _ in sizes] or [1.0])
    weights, ends = (
        [
            _weight(picture, part, size, clear=size > _LARGE * usual or _chroma(color) > _COLORED)
            for part, (size, _), color in zip(parts, sizes, colors, strict=True)
        ]
        for parts in (lines, [_latter_half(line) for line in lines])
    )
    bold = _bold(lines, weights, ends)
    words: list[Word] = []
    for number, (line, (size, base)) in enumerate(zip(lines, sizes, strict=True)):
        # A dash between words stands on their line; a lone mark is where its ink is.
        typed = line.direction == 0 and not all(_is_sign(word.text) for word in line.words)
        for word in line.words:
            x0, top, x1, bottom = (float(edge) for edge in word[1:5])
            if typed:
                x0 += _HALO / 2 - left_bearing(word.text) * size
                x1 += right_bearing(word.text) * size - _HALO / 2
                top, bottom = min(base - _ABOVE * size, top), max(base + _BELOW * size, bottom)
            words.append(
                Word(
                    text=word.text,
                    x0=x0 * picture.points,
                    top=top * picture.points,
                    x1=x1 * picture.points,
                    bottom=bottom * picture.points,
                    font=_FONT,
                    size=round(size * picture.points, 1),
                    color=colors[number],
                    bold=bold[number],
                    italic=False,
                    direction=line.direction,
                    block=number,
                    line=number,
                    confidence=round(word.confidence, 3),
                    other_reading=word.other,
                )
            )
    return words


def _latter_half(line: ReadLine) -> ReadLine:
    """A long line without its first words; a short one has none."""
    words = line.words[len(line.words) // 2 :] if _letters(line) >= _LONG else ()
    return line._replace(words=words)


def _letters(line: ReadLine) -> int:
    return sum(letter.isalnum() for word in line.words for letter in word.text)


def _bold(lines: list[ReadLine], weights: list[_Weight], ends: list[_Weight]) -> list[bool]:
    """Whether lines are bold; a few letters say little of their weight, and are as bold as the print beside them.

    Args:
        lines: the lines of a page.
        weights: how heavy they are.
        ends: how heavy the latter halves of the long ones are.
    """
    letters = [_letters(line) for line in lines]
    # Most letters are plain, though most lines may be titles and begin with labels.
    ink = _median([(weight.ink, count) for weight, count in zip(weights, letters, strict=True) if weight.ink])
    stroke = _median([(weight.stroke, count) for weight, count in zip(weights, letters, strict=True) if weight.ink])

    def more(weight: _Weight) -> float:
        return weight.ink / ink - 1 + _STROKE_WEIGHT * (weight.stroke / stroke - 1) if weight.ink else 0.0

    # A few letters may be full of ink, as "Røgfri" is; their strokes are no thicker for it.
    bold = [
        more(weight) > (_BOLD if count < _LONG or more(end) > _BOLD else _BOLD_LONG)
        and (count >= _LONG or weight.stroke > stroke)
        for weight, end, count in zip(weights, ends, letters, strict=True)
    ]
    telling = [count >= _TELLING for count in letters]
    for number, line in enumerate(lines):
        if telling[number] or not weights[number].ink:
            continue
        high = (line.bottom - line.top) / 2
        beside = [
            bold[other]
            for other, neighbour in enumerate(lines)
            if telling[other] and min(line.bottom, neighbour.bottom) - max(line.top, neighbour.top) > high
        ]
        if beside:
            bold[number] = sum(beside) > len(beside) / 2
    return bold


def _median(counted: list[tuple[float, int]]) -> float:
    """The value with as many letters below it as above it; 1 where there are none."""
    half = sum(count for _, count in counted) / 2
    for value, count in sorted(counted):
        half -= count
        if half < 0:
            return value
    return 1.0


def _evened(sizes: list[tuple[float, float]], lines: list[ReadLine]) -> list[tuple[float, float]]:
    """Sizes that differ from the page's usual one by no more than pixels explain, made equal to it."""
    letters = [size for (size, _), line in zip(sizes, lines, strict=True) for word in line.words for _ in word.text]
    if not letters:
        return sizes
    usual = median(letters)
    return [(usual if usual / _SAME_SIZE < size < usual * _SAME_SIZE else size, base) for size, base in sizes]


def _is_sign(text: str) -> bool:
    return not any(letter.isalnum() or letter in _TYPED for letter in text)


def _size_and_base(line: ReadLine) -> tuple[float, float]:
    """Type size and baseline of a line in pixels, from which letters stand how high."""
    across = line.direction == 0
    sizes: list[float] = []
    deep: list[tuple[float, bool]] = []
    for word in line.words:
        if _is_sign(word.text):
            continue
        tall = _TALL if _HAS_ASCENDER & set(word.text) else _LOW
        depth = bool(_HAS_DEPTH & set(word.text))
        # A hair that was taken for print is as wide as its soft edge.
        height = max((word.bottom - word.top if across else word.x1 - word.x0) - _HALO, 1.0)
        sizes.append(height / (tall + _DEPTH * depth))
        deep.append((word.bottom, depth))
    if not sizes:
        word = line.words[0]
        height = word.bottom - word.top if across else word.x1 - word.x0
        return height / _TALL, float(line.bottom)
    size = median(sizes)
    return size, median(bottom - _DEPTH * size * depth for bottom, depth in deep)


def _weight(picture: Picture, line: ReadLine, size: float, *, clear: bool) -> _Weight:
    """How heavy a line is printed; nothing for signs, whose strokes say nothing of the type.

    Grey levels tell more than the mask of the ink, which is a pixel wide in a coarse scan. ``clear`` print is large or
    coloured: its strokes have the tone that it was printed with.
    """
    amount = change = long = 0.0
    for word in line.words:
        if _is_sign(word.text):
            continue
        x0, top, x1, bottom = word[1:5]
        gray = picture.gray[max(top - _RIM, 0) : bottom + _RIM, max(x0 - _RIM, 0) : x1 + _RIM].astype(np.float32)
        darkest, usual, lightest = np.percentile(gray, (3, 50, 97))
        light = usual < _DARK and lightest - usual > usual - darkest
        ground, full = (darkest, lightest) if light else (lightest, darkest)
        # Thin black print is not as dark as thick. How dark other print can be, it says itself.
        contrast = max(abs(full - ground) if light or clear else ground, 1.0)
        print_ = np.clip(np.abs(gray - ground) - _GRAIN, 0, None) / contrast
        amount += float(print_.sum())
        change += float(np.hypot(np.diff(print_, axis=1)[:-1], np.diff(print_, axis=0)[:, :-1]).sum())
        long += word.x1 - word.x0 if line.direction == 0 else word.bottom - word.top
    return _Weight(amount / (long * size), amount / (change * size)) if long and change else _Weight(0.0, 0.0)


def _chroma(color: int) -> int:
    channels = (color >> 16, color >> 8 & 0xFF, color & 0xFF)
    return max(channels) - min(channels)


def _color(picture: Picture, ink: Mask, line: ReadLine) -> int:
    """Colour of a line's ink; what is nearly black, as grey scans print it, is black."""
    part = print_in(picture, ink, line[1:5])
    pixels: npt.NDArray[np.uint8] = picture.rgb[line.top : line.bottom, line.x0 : line.x1][part]
    if not len(pixels):
        return 0
    # The rim of letters is half paper: the quarter of the print that differs most from paper is its colour.
    tones = pixels.sum(axis=1, dtype=np.int32)
    ground = picture.rgb[line.top : line.bottom, line.x0 : line.x1][~part]
    if len(ground) and np.median(tones) > np.median(ground.sum(axis=1, dtype=np.int32)):
        tones = -tones
    red, green, blue = (int(value) for value in np.median(pixels[tones <= np.percentile(tones, 25)], axis=0))
    return 0 if max(red, green, blue) < _BLACK else red << 16 | green << 8 | blue


def _rimmed(box: ReadWord, picture: Picture) -> tuple[int, int, int, int]:
    """The place of a check box with its soft edge."""
    height, width = picture.gray.shape
    return max(box.x0 - 1, 0), max(box.top - 1, 0), min(box.x1 + 1, width), min(box.bottom + 1, height)


def _is_dark(fill: Fill) -> bool:
    return max(fill.color >> 16, fill.color >> 8 & 0xFF, fill.color & 0xFF) < _DARK


def _points(word: ReadWord, picture: Picture) -> Box:
    return Box(*(edge * picture.points for edge in word[1:5]))


def _pixels(box: Box, picture: Picture) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = (round(edge / picture.points) for edge in box)
    return x0, top, x1, bottom
