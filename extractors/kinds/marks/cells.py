"""The marks, the shading and the colour of the text of one cell.

Contract. A fill is shading when it is an area of the cell, and a sign when it is small in it. Signs of every make are
given together, in reading order; words are signs only where a cell holds nothing else. Nothing here knows what a
colour or a sign stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from extractors.kinds.marks.colours import colour_name, is_coloured
from extractors.kinds.marks.gauges import with_gauges
from extractors.kinds.marks.glyphs import marks_of_words
from extractors.kinds.marks.symbols import (
    LARGEST,
    drawn_marks,
    image_marks,
    is_picture,
    panel_behind,
    widget_marks,
)
from schemas.geometry import Box
from schemas.layout import CellPart
from schemas.marks import Mark
from schemas.page import Fill, ImageLook, Word

SHADED = 0.6
"""A cell is shaded by a colour that covers this share of it; insets and rounding leave less than a third bare."""
PARTLY = 0.25
"""A colour on this share of a cell is one of several that it is shaded in."""
HAIR = 0.05
"""Share of an area by which the one beside it may lie over it."""
SIGN_SHARE = 0.5
"""A fill that covers less than this share of the cell, and no words, may be a sign."""
TRACK = 3.0
"""The track of a bar is at least so many times as long as high."""
ON_TRACK = 1.0
"""Points by which a bar may miss the edges of its track."""
THINNEST = 2.5
"""Thinner fills are rules, in points."""


def marks_in(part: CellPart, looks: Mapping[str, ImageLook]) -> tuple[Mark, ...]:
    """Every sign in one part of a cell, in reading order; shading is none.

    Args:
        part: the cell on one page.
        looks: what small raster images look like, by digest.
    """
    words = [word for line in part.lines for word in line.words]
    if not (part.drawings or part.fills or part.images or part.widgets):
        return in_reading_order(with_gauges(marks_of_words(words, part.page))) if words else ()
    progress = _progress_bars(part)
    small = [fill for fill in _sign_fills(part, words) if not any(mark.box == fill.box for mark in progress)]
    drawn, used = drawn_marks(part.drawings, small, words, part.page)
    left = [word for i, word in enumerate(words) if i not in used]
    fields = widget_marks(part.widgets, part.page)
    # The looks of a form field are drawings too; the field itself says what they mean.
    drawn = [m for m in drawn if not any(w.box.grown(1.0).holds(m.box.cx, m.box.cy) for w in part.widgets)]
    marks = [*drawn, *progress, *image_marks(part.images, looks, part.page), *fields]
    left = [word for word in left if not is_picture(word, marks)]
    return in_reading_order(with_gauges([*marks, *marks_of_words(left, part.page)]))


def shading_of(part: CellPart) -> int | None:
    """The colour (0xRRGGBB) on which a reader sees the cell; None when that is white.

    It is the topmost one that covers most of the cell, else that of a badge or highlight behind all of its words.
    """
    for fill in reversed(part.fills):
        covered = sum(box.intersection(part.box) for box in {f.box for f in part.fills if f.color == fill.color})
        if covered >= SHADED * part.box.area:
            return fill.color if colour_name(fill.color) != "white" else None
    if not (part.fills or part.drawings):
        return None
    words = [word for line in part.lines for word in line.words]
    if not words:
        return None
    for fill in reversed(part.fills):
        if all(fill.box.holds(word.cx, word.cy) for word in words):
            return fill.color if colour_name(fill.color) != "white" else None
    return panel_behind(part.drawings, words)


def is_shaded_in_parts(part: CellPart) -> bool:
    """Whether two colours stand beside or below each other in the cell, each on a considerable part of it."""
    boxes: dict[str, Box] = {}
    for fill in reversed(part.fills):
        name = colour_name(fill.color)
        if is_coloured(fill.color) and name is not None and fill.box.intersection(part.box) >= PARTLY * part.box.area:
            boxes.setdefault(name, fill.box)
    return any(a.intersection(b) <= HAIR * min(a.area, b.area) for a, b in combinations(boxes.values(), 2))


def text_colour_of(part: CellPart) -> int | None:
    """The colour (0xRRGGBB) of most letters of the cell; None when that is black, grey or white."""
    letters: Counter[int] = Counter()
    for line in part.lines:
        for word in line.words:
            letters[word.color] += len(word.text)
    if not letters:
        return None
    color = max(letters, key=lambda c: (letters[c], -c))
    return color if is_coloured(color) else None


def in_reading_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks from top to bottom, those beside each other from left to right."""
    rows: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda m: (m.box.cy, m.box.x0)):
        above = rows[-1][0].box if rows else None
        if above is not None and mark.box.cy - above.cy < 0.5 * max(mark.box.height, above.height):
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return tuple(mark for row in rows for mark in sorted(row, key=lambda m: (m.box.x0, m.box.top)))


def _sign_fills(part: CellPart, words: Sequence[Word]) -> list[Fill]:
    """Fills of the cell that are small squares, lights or bars rather than shading."""
    signs = []
    for fill in part.fills:
        wide, high = fill.x1 - fill.x0, fill.bottom - fill.top
        if wide < THINNEST or high < THINNEST or wide > LARGEST or high > LARGEST:
            continue
        box = fill.box
        if box.intersection(part.box) < 0.8 * box.area or box.area > SIGN_SHARE * part.box.area:
            continue
        if not any(_behind(box, word) for word in words):
            signs.append(fill)
    return signs


def _progress_bars(part: CellPart) -> list[Mark]:
    """Fills that cover the left part of a longer one of their height: how far a bar is filled, however long it is."""
    bars = []
    for fill in part.fills:
        high = fill.bottom - fill.top
        tracks = (
            track
            for track in part.fills
            if abs(track.top - fill.top) + abs(track.bottom - fill.bottom) + abs(track.x0 - fill.x0) <= ON_TRACK
            and track.x1 - fill.x1 > ON_TRACK
            and track.x1 - track.x0 >= TRACK * high
            and high < SHADED * part.box.height
        )
        track = next(tracks, None)
        if track is not None and high >= THINNEST and fill.color != track.color:
            level = (fill.x1 - fill.x0) / (track.x1 - track.x0)
            sign, name = f"bar-{round(100 * level)}", colour_name(fill.color)
            bars.append(Mark("drawing", sign, "level", fill.color, name, level, "", part.page, fill.box, 0.9))
    return bars


def _behind(box: Box, word: Word) -> bool:
    return box.holds(word.cx, word.cy)
