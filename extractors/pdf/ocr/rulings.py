"""Table lines in the picture of a page.

A line is thin, darker than what lies on both its sides, of one tone for its whole length, and longer than any stroke of
a letter. Both sides count alone, so a line along a shaded cell or within a dark header is one too. Signals in order:

1. The picture is averaged along the line, which takes away grain and leaves hairlines.
2. What is darker than both neighbourhoods, in long runs, may be a line; gaps of a scan are bridged.
3. It is none where its tone changes as that of a row of letters does, where it is thick, or where ink lies close to it.

Nothing is made straight or joined here beyond that: what cells the lines make is the table engine's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.dashes import find_dashes
from extractors.pdf.ocr.faint import followed
from extractors.pdf.ocr.hairs import meeting, with_hairs, without_overruns
from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Gray, Mask
from schemas.page import Ruling

# Longer than the stem of a letter of 24 points.
_SHORTEST_PT = 18.0
# Longer than the strokes of letters of 14 points: what is shorter is no part of a line, and is not bridged to one.
_PIECE_PT = (6.0, 11.0)
_BRIDGED_PT = 2.5
_AVERAGED_PT = 2.5
_THICKEST_PT = 3.5
_SLENDER = 6.0
# The faintest line differs by this many grey levels from its sides, and by so many deviations of the grain.
_FAINTEST = 10
_GRAIN_DEVIATIONS = 4.5
# At least this share of a line has nearly its usual tone, and its lightest parts are not much lighter than its darkest.
# Lines on grainy scans have 0.8–1.0 and 0.35–0.95, rows of small letters 0.5–0.8 and 0–0.3; of what is no longer than
# a word some reach 0.9 and 0.6.
_NEARLY, _OF_ONE_TONE = 0.6, 0.8
_LIGHT_TO_DARK = 0.35
# In a low row it has no gap to speak of.
_WHOLE = 0.97
# Of its usual difference from both sides, what a line must have where its darkness speaks for it.
_SOME = 0.2
_WORD_PT, _WORD_LIGHT_TO_DARK = 40.0, 0.62
# A row or column of strokes is broken where letters end: more of a word than of a line is lighter than half its
# strength. What is longer than words, or too faint to tell it from grain, is not judged by this.
_MOST_BROKEN, _LONGEST_WORD_PT, _CLEAR_DEPTH = 0.05, 150.0, 60
# A line lies free on both sides; a row of letters does not.
_FREE_SHARE = 0.6
_FREE_PT = 0.8
# What runs along the very edge of a scan is the edge of the sheet.
_EDGE_PT = 4.0
_GRAIN_STEP = 7
_NO_GRAIN = 0.5
_GRAIN_IN_LINE, _MOST_PLACES = 4.0, 17
_FAINT_PT = 90.0
# Lines within areas that are at least this dark and large may be light.
_DARK_LEVEL, _DARK_PT = 125, 8.0
# Light letters leave this much of their ground at least.
_GROUND_PERCENT = 25
# The rim of an area is darker than the area by one of so many parts of its difference from paper.
_EDGE_RIM = 7


class Lines(NamedTuple):
    """The lines of a page and the ink they are made of."""

    rulings: list[Ruling]
    ink: Mask


class _Relief(NamedTuple):
    """How much darker pixels are than both their sides across a direction."""

    thin: Mask
    """Clearly darker, averaged along the direction."""
    depth: Gray
    """By how many grey levels, each pixel alone."""
    gray: Gray
    """The picture; its negative where light lines are looked for."""
    grain: float
    """Deviation of the grey levels of even paper."""


def find_rulings(picture: Picture) -> Lines:
    """Horizontal and vertical lines, horizontal ones first, each from top to bottom and left to right."""
    found: list[list[Ruling]] = []
    hairs: set[Ruling] = set()
    ink = np.zeros(picture.gray.shape, bool)
    dark = _dark_areas(picture)
    for horizontal in (True, False):
        relief = _relief(picture.gray, picture, horizontal=horizontal)
        pieces = _lines(relief, picture, ink, horizontal=horizontal)
        rulings = followed(pieces, relief.depth, relief.grain, picture.points, horizontal=horizontal)
        for ruling in set(rulings) - set(pieces):
            _paint(ink, ruling, picture.points)
        if dark is not None:
            light = _relief(255 - picture.gray, picture, horizontal=horizontal)
            light = light._replace(thin=light.thin & dark, depth=np.where(dark, light.depth, 0))
            pieces = _lines(light, picture, ink, horizontal=horizontal)
            rulings += followed(pieces, light.depth, light.grain, picture.points, horizontal=horizontal)
        if not horizontal:
            rulings += _in_low_rows(relief, picture, ink, found[0], rulings)
        rulings += _dashed(relief, picture, ink, found[0] if found else [], horizontal=horizontal)
        # Without grain the faintest line stands out.
        found.append(with_hairs(picture, rulings, horizontal=horizontal) if relief.grain > _NO_GRAIN else rulings)
        hairs.update(set(found[-1]) - set(rulings))
    level, upright = found
    lines = [
        sorted(without_overruns(meeting(own, hairs, across), across), key=lambda ruling: (ruling.top, ruling.x0))
        for own, across in ((level, upright), (upright, level))
    ]
    _paint_corners(ink, level, upright, picture.points)
    return Lines([line for own in lines for line in own], ink)


def _dashed(relief: _Relief, picture: Picture, ink: Mask, found: list[Ruling], *, horizontal: bool) -> list[Ruling]:
    """Lines of dashes; ``ink`` gets what they are made of, ``found`` are the lines of the direction before."""
    # Grey paper has grain, and grey hairlines are whole.
    if relief.grain > _NO_GRAIN:
        return []
    across = [(line.top / picture.points, line.x0 / picture.points, line.x1 / picture.points) for line in found]
    loose, page = relief.thin & ~ink, picture.ink & ~ink
    if not horizontal:
        loose, page = loose.T, page.T
    painted = ink if horizontal else ink.T
    rulings: list[Ruling] = []
    for axis, start, end, width, pieces in find_dashes(loose, page, across, picture.points):
        for x0, top, x1, bottom in pieces:
            painted[max(top - 1, 0) : bottom + 1, max(x0 - 1, 0) : x1 + 1] = True
        at, begin, stop = (value * picture.points for value in (axis, start, end))
        edges = (begin, at, stop, at) if horizontal else (at, begin, at, stop)
        rulings.append(Ruling(*edges, width * picture.points, 0, True))
    return rulings


def _in_low_rows(
    relief: _Relief, picture: Picture, ink: Mask, level: Sequence[Ruling], upright: Sequence[Ruling]
) -> list[Ruling]:
    """Lines between columns in a row no higher than letters are: a page may break behind the first line of a box.

    Such a line runs from one level line to the next, on the axis of a longer one.
    """
    points, found = picture.points, list[Ruling]()
    for above, below in pairwise(sorted(level, key=lambda line: line.top)):
        if not _BRIDGED_PT < below.top - above.top < _SHORTEST_PT:
            continue
        x0, x1 = max(above.x0, below.x0) - _THICKEST_PT, min(above.x1, below.x1) + _THICKEST_PT
        for axis in sorted({line.x0 for line in upright if x0 <= line.x0 <= x1}):
            known = [line for line in (*upright, *found) if abs(line.x0 - axis) <= _THICKEST_PT]
            if any(line.top < below.top and line.bottom > above.top for line in known):
                continue
            # Letters of the row reach neither line.
            rows = slice(round((above.top + _FREE_PT) / points), round((below.top - _FREE_PT) / points))
            at, aside = int(axis / points), max(1, round(_FREE_PT / points / 2))
            strip = relief.thin[rows, max(at - aside, 0) : at + aside + 1]
            if strip.any(axis=1).mean() >= _WHOLE:
                found.append(known[0]._replace(x0=axis, top=above.top, x1=axis, bottom=below.top))
                _paint(ink, found[-1], points)
    return found


def _paint(ink: Mask, ruling: Ruling, points: float) -> None:
    """Mark the ink of a line that was not found pixel by pixel."""
    half = max(ruling.width / 2, points)
    x0, x1 = (ruling.x0, ruling.x1) if ruling.horizontal else (ruling.x0 - half, ruling.x1 + half)
    top, bottom = (ruling.top - half, ruling.bottom + half) if ruling.horizontal else (ruling.top, ruling.bottom)
    ink[max(int(top / points), 0) : int(bottom / points) + 1, max(int(x0 / points), 0) : int(x1 / points) + 1] = True


def _paint_corners(ink: Mask, level: Sequence[Ruling], upright: Sequence[Ruling], points: float) -> None:
    """Mark the ink where lines meet: a speck of it that is left would lengthen the word beside it to the line."""
    for line in upright:
        for end in (line.top, line.bottom):
            for other in level:
                if abs(other.top - end) > _THICKEST_PT or not (
                    other.x0 - _THICKEST_PT <= line.x0 <= other.x1 + _THICKEST_PT
                ):
                    continue
                x, y = (line.width + points) / 2 + points, (other.width + points) / 2 + points
                first, last = int((line.x0 - x) / points), int((line.x0 + x) / points) + 1
                top, bottom = int((other.top - y) / points), int((other.top + y) / points) + 1
                ink[max(top, 0) : bottom, max(first, 0) : last] = True


def _dark_areas(picture: Picture) -> Mask | None:
    """Areas in which lines are light, as the heads of tables are; None when there are none."""
    import cv2

    small = cv2.resize(picture.gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    side = max(3, round(_DARK_PT / picture.points / 4))
    # On average: print makes paper grey, and a dark area lighter, but neither the other.
    dark = np.asarray(cv2.blur(small, (side, side)) < _DARK_LEVEL).astype(np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8)), np.uint8)
    dark = np.asarray(cv2.dilate(dark, np.ones((side // 2 | 1,) * 2, np.uint8)), np.uint8)
    if not dark.any():
        return None
    height, width = picture.gray.shape
    return np.asarray(cv2.resize(dark, (width, height), interpolation=cv2.INTER_NEAREST)).astype(bool)


def _relief(gray: Gray, picture: Picture, *, horizontal: bool) -> _Relief:
    import cv2

    px = picture.dpi / 72
    average = max(3, round(_AVERAGED_PT * px))
    sides = round((_THICKEST_PT + 1.0) * px) | 1
    smooth = cv2.blur(gray, (average, 1) if horizontal else (1, average))
    across = np.ones((sides, 1) if horizontal else (1, sides), np.uint8)
    lighter = cv2.dilate(smooth, across)
    closed = cv2.erode(lighter, across)
    darker = cv2.subtract(closed, smooth)
    some = darker[::_GRAIN_STEP, ::_GRAIN_STEP]
    usual = float(np.median(some))
    grain = 1.48 * float(np.median(np.abs(some - usual)))
    least = max(_FAINTEST, usual + _GRAIN_DEVIATIONS * grain)
    # Compression makes the edge of a dark area darker than the area.
    thin = cv2.subtract(darker, cv2.subtract(lighter, closed) // _EDGE_RIM) > least
    alone = cv2.subtract(closed, gray)
    spread = alone[::_GRAIN_STEP, ::_GRAIN_STEP]
    deviation = 1.48 * float(np.median(np.abs(spread - np.median(spread))))
    return _Relief(np.asarray(thin), np.asarray(alone, np.uint8), gray, deviation)


def _lines(relief: _Relief, picture: Picture, ink: Mask, *, horizontal: bool) -> list[Ruling]:
    """The lines of one direction; ``ink`` gets what they are made of."""
    import cv2

    px = picture.dpi / 72
    bridge = round(_BRIDGED_PT * px) | 1

    def kernel(long: int) -> npt.NDArray[np.uint8]:
        return np.ones((1, long) if horizontal else (long, 1), np.uint8)

    # A level line that a pixel row leaves halfway stays whole when its neighbours' ink counts for it.
    thick = cv2.dilate(relief.thin.astype(np.uint8), np.ones((3, 1) if horizontal else (1, 3), np.uint8))
    pieces = cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel(round(_PIECE_PT[not horizontal] * px)))
    bridged = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, kernel(bridge))
    runs = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, kernel(round(_SHORTEST_PT * px)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    rulings: list[Ruling] = []
    for label in range(1, count):
        x, y, wide, high, _ = (int(value) for value in stats[label])
        whole = labels[y : y + high, x : x + wide] == label
        for start, end, ruling in _rulings(whole, relief, (x, y), picture, horizontal=horizontal):
            piece = (slice(None), slice(start, end)) if horizontal else (slice(start, end), slice(None))
            ink[y : y + high, x : x + wide][piece] |= whole[piece]
            rulings.append(ruling)
    return rulings


def _rulings(
    whole: Mask, relief: _Relief, corner: tuple[int, int], picture: Picture, *, horizontal: bool
) -> list[tuple[int, int, Ruling]]:
    """The rulings in a piece of ink, with where they start and end in it; letters and edges of the sheet are none."""
    x, y = corner
    high, wide = whole.shape
    part = whole & relief.thin[y : y + high, x : x + wide]
    depth, gray = relief.depth[y : y + high, x : x + wide], relief.gray[y : y + high, x : x + wide]
    page = relief.thin
    offset, first = y, x
    if not horizontal:
        part, depth, gray, page, offset, first = part.T, depth.T, gray.T, page.T, x, y
    thickness = part.sum(axis=0)
    present = thickness > 0
    points = picture.points
    if not present.any() or (thick := float(np.median(thickness[present]))) * points > _THICKEST_PT:
        return []
    found: list[tuple[int, int, Ruling]] = []
    bridged, shortest = round(_BRIDGED_PT / points), round(_PIECE_PT[not horizontal] / points)
    for start, end in _runs(_tone(part, depth, gray, relief.grain), bridged):
        start, end = _without_strokes(part, depth, (start, end), shortest)
        run = part[:, start:end]
        if end - start < max(_SLENDER * thick, 0.9 * _SHORTEST_PT / points):
            continue
        # A faint line that is short cannot be told from a word.
        grain = relief.grain if (end - start) * points > _FAINT_PT else 0.0
        if not _of_one_tone(_tone(run, depth[:, start:end], gray[:, start:end], grain), points):
            continue
        if (end - start) * points < _LONGEST_WORD_PT and _broken(
            run, depth[:, start:end], gray[:, start:end]
        ) > _MOST_BROKEN:
            continue
        axis = offset + float((np.arange(len(run)) * run.sum(axis=1)).sum() / run.sum()) + 0.5
        if not _EDGE_PT < axis * points < page.shape[0] * points - _EDGE_PT:
            continue
        along = slice(first + start, first + end)
        if _is_ground(relief.gray if horizontal else relief.gray.T, axis, along, points):
            continue
        if _crowded(page, run, offset, first + start, round(_FREE_PT / points)):
            continue
        color = _color(picture, (offset, first + start), run, horizontal=horizontal)
        at, begin, stop = axis * points, (first + start) * points, (first + end) * points
        edges = (begin, at, stop, at) if horizontal else (at, begin, at, stop)
        found.append((start, end, Ruling(*edges, thick * points, color, False)))
    return found


def _tone(part: Mask, depth: Gray, gray: Gray, grain: float) -> npt.NDArray[np.float64]:
    """How strong each place along a line is, in parts of the line's usual strength.

    Strength is the difference from the lighter of both sides; beside a shaded cell that is small, and the line's own
    darkness counts when there is a difference at all.
    """
    thickness = np.maximum(part.sum(axis=0), 1)
    present = part.any(axis=0)
    deep = np.where(part, depth, 0).sum(axis=0) / thickness
    dark = np.where(part, 255 - gray, 0).sum(axis=0) / thickness
    # As many places are averaged as bring the grain well below a faint line; strong lines stand out alone.
    places = int(min((_GRAIN_IN_LINE * grain / max(float(np.median(deep[present])), 1.0)) ** 2, _MOST_PLACES))
    if places > 1:
        kernel = np.ones(places) / places
        deep, dark = np.convolve(deep, kernel, "same"), np.convolve(dark, kernel, "same")
    usual_deep, usual_dark = max(np.median(deep[present]), 1.0), max(np.median(dark[present]), 1.0)
    least = max(_FAINTEST, _SOME * usual_deep)
    return np.asarray(np.maximum(deep / usual_deep, np.where(deep >= least, dark / usual_dark, 0.0)), np.float64)


def _is_ground(gray: Gray, axis: float, along: slice, points: float) -> bool:
    """Whether a dark line has the tone of what surrounds it: the ground between the strokes of light letters."""
    around = round(_DARK_PT / points)
    line = float(np.median(gray[int(axis), along]))
    band = gray[max(int(axis) - around, 0) : int(axis) + around + 1, along]
    return line < _DARK_LEVEL and abs(line - float(np.percentile(band, _GROUND_PERCENT))) <= _FAINTEST


def _broken(part: Mask, depth: Gray, gray: Gray) -> float:
    """Share of a line that is much lighter than the rest of it; 0.0 where the line is faint all along."""
    thickness = np.maximum(part.sum(axis=0), 1)
    deep = np.where(part, depth, 0).sum(axis=0) / thickness
    light = np.where(part.any(axis=0), np.where(part, gray, 0).sum(axis=0) / thickness, 255.0)
    usual = float(np.percentile(deep, 75))
    if usual < _CLEAR_DEPTH:
        return 0.0
    # Along a dark area a line stands out little, and is as dark as elsewhere.
    return float(((deep < usual / 2) & (light > np.median(light) + usual / 2)).mean())


def _runs(tone: npt.NDArray[np.float64], gap: int) -> list[tuple[int, int]]:
    """Where a line is about as strong as usual: starts and ends, shorter gaps left out."""
    strong = np.flatnonzero(tone >= _NEARLY)
    if not len(strong):
        return []
    breaks = np.flatnonzero(np.diff(strong) > max(gap, 1))
    starts, ends = strong[[0, *(breaks + 1)]], strong[[*breaks, -1]] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _without_strokes(part: Mask, depth: Gray, run: tuple[int, int], shortest: int) -> tuple[int, int]:
    """A clear line without the strokes of letters that stand on its axis close before it or behind it.

    Such a line has no gaps of its own: what is beyond one, and no longer than a stroke, is none of it.
    """
    deep = np.where(part, depth, 0).max(axis=0)[slice(*run)]
    usual = float(np.median(deep))
    if usual < _CLEAR_DEPTH:
        return run
    places = np.flatnonzero(deep >= _SOME * usual)
    breaks = np.flatnonzero(np.diff(places) > 1)
    starts, ends = places[[0, *(breaks + 1)]], places[[*breaks, -1]] + 1
    long = np.flatnonzero(ends - starts > shortest)
    if not len(long):
        return run
    return run[0] + int(starts[long[0]]), run[0] + int(ends[long[-1]])


def _of_one_tone(tone: npt.NDArray[np.float64], points: float) -> bool:
    """Whether a line has nearly the same strength all along, as no row of letters has."""
    light, dark = np.percentile(tone, (15, 75))
    least = _WORD_LIGHT_TO_DARK if len(tone) * points < _WORD_PT else _LIGHT_TO_DARK
    return bool(light >= least * dark and (tone >= _NEARLY).mean() >= _OF_ONE_TONE)


def _crowded(page: Mask, along: Mask, offset: int, first: int, gap: int) -> bool:
    """Whether most of a line has ink close above or below it, as a row of letters has."""
    columns = np.nonzero(along.any(axis=0))[0]
    highest = along.argmax(axis=0)[columns] + offset
    lowest = along.shape[0] - 1 - along[::-1].argmax(axis=0)[columns] + offset
    above = page[np.maximum(highest - gap, 0), columns + first]
    below = page[np.minimum(lowest + gap, page.shape[0] - 1), columns + first]
    return bool((~above & ~below).mean() < _FREE_SHARE)


def _color(picture: Picture, corner: tuple[int, int], along: Mask, *, horizontal: bool) -> int:
    """Median colour of a line; ``along`` lies across for lines of both directions."""
    offset, first = corner
    rgb = picture.rgb if horizontal else picture.rgb.transpose(1, 0, 2)
    pixels = rgb[offset : offset + along.shape[0], first : first + along.shape[1]][along]
    red, green, blue = (int(value) for value in np.median(pixels, axis=0))
    return red << 16 | green << 8 | blue
