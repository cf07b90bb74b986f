"""Signs that are drawn and not printed: circles, ticks, check boxes, icons, each a phrase without words.

A column of marks has no print. Where marks stand alone on a baseline they open a column and anchor a row like the
figures they stand for; beside a word they belong to it (a bullet, the box of an option) and say nothing of columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.layout.gauges import joined_gauges
from extractors.layout.lines import Phrase, TextRow, make_row
from schemas.geometry import Box
from schemas.page import Fill, Page

_Side = tuple[bool, int, int, int, int]
"""Whether it is level, where it lies and from where to where, in whole points; and its colour."""

LARGEST = 30.0
"""Points: a drawing with a longer side is no mark."""
SMALL_FILL = 16.0
"""Points: a filled rectangle with a longer side shades a cell."""
SMALLEST = 2.0
"""Points: a smaller one is a speck."""
TOUCHING = 1.0
"""Points between the parts of one mark."""
BESIDE = 0.8
"""Line heights from the next word within which a mark belongs to it."""
LEGEND = 2
"""Signs right before words in one row."""
SWATCH = (60.0, 16.0)
"""Points: the sample of a colour that a legend shows is at most so wide and high."""
SAMPLE_HEIGHT = 2.5
"""Line heights: an area that fits the words on it is at most so high."""
SAMPLE_ROOM = 4.0
"""Line heights that it is wider than they at most."""
TALL_SWATCH = 24.0
"""Points: a sample that no other area touches, as cells of a column do, is at most so high."""
MOST_TALL = 40
"""More tall areas are cells."""
MOST = 1500
"""Drawings from which a page shows a picture and no marks."""


def with_marks(rows: Sequence[TextRow], page: Page) -> list[TextRow]:
    """The rows of ``page`` with the marks that stand alone in them, and rows of marks where no print stands."""
    rows = [replace(row, legend=True) if _types_key(row) or _is_on_samples(row, page.fills) else row for row in rows]
    marks = joined_gauges(signs_of(page), page)
    samples = _samples_of(page.fills)
    if len(samples) >= LEGEND:
        rows = [
            replace(row, legend=True) if len(row.phrases) >= LEGEND and _shows_samples(row, samples) else row
            for row in rows
        ]
    if not marks:
        return list(rows)
    phrases: list[list[Phrase]] = [list(row.phrases) for row in rows]
    middles = [row.cy for row in rows]
    before = [0] * len(rows)
    lone: list[Phrase] = []
    for mark in marks:
        i = _row_of(mark, rows, middles)
        if i is None:
            lone.append(_phrase(mark))
        elif not _is_beside(mark, phrases[i]):
            phrases[i].append(_phrase(mark))
        else:
            before[i] += any(0 <= w.x0 - mark.x1 <= w.size for p in rows[i].phrases for w in p.words)
    found = [
        replace(make_row(sorted(p, key=lambda q: q.x0)), legend=row.legend or signs >= LEGEND)
        for row, p, signs in zip(rows, phrases, before, strict=True)
    ]
    found += _rows_of(lone)
    return sorted(found, key=lambda row: row.cy)


def _samples_of(fills: Sequence[Fill]) -> list[Fill]:
    """The areas small enough for samples of colours; a tall one stands by itself."""
    narrow = [f for f in fills if f.x1 - f.x0 <= SWATCH[0] and f.bottom - f.top <= TALL_SWATCH]
    tall = [f for f in narrow if f.bottom - f.top > SWATCH[1]]
    touched = [f for f in tall if any(g is not f and _touch(f, g) for g in fills)] if len(tall) <= MOST_TALL else tall
    return [f for f in narrow if f not in touched]


def _touch(a: Fill, b: Fill) -> bool:
    """Whether white of less than a point is between two areas."""
    return (
        a.x0 - TOUCHING < b.x1
        and b.x0 < a.x1 + TOUCHING
        and a.top - TOUCHING < b.bottom
        and b.top < a.bottom + TOUCHING
    )


def _shows_samples(row: TextRow, samples: Sequence[Fill]) -> bool:
    """Whether one of the ``samples``, of another colour each, stands right before each phrase, and no print on it."""
    middle = row.cy
    level = [f for f in samples if f.top <= middle <= f.bottom]
    if len(level) < LEGEND:
        return False
    found = []
    for phrase in row.phrases:
        near = [f for f in level if 0 <= phrase.x0 - f.x1 <= 2 * phrase.size]
        found += near[:1]
    bare = not any(f.x0 < p.x1 and p.x0 < f.x1 for f in found for p in row.phrases)
    return bare and len({f.color for f in found}) == len(row.phrases)


def _types_key(row: TextRow) -> bool:
    """Whether all that the row prints is words, each run of them right behind a sign of its own: "++ Ja  + Delvist"."""
    first = row.phrases[0].words
    if first and first[0].text[:1].isalnum():
        return False
    words = [word for phrase in row.phrases for word in phrase.words]
    if not words or any(map(str.isalnum, words[0].text)):
        return False
    are_signs = [not any(map(str.isalnum, word.text)) for word in words]
    signs = [word.text for word, sign in zip(words, are_signs, strict=True) if sign]
    followed = not are_signs[-1] and not any(a and b for a, b in pairwise(are_signs))
    close = all(b.x0 - a.x1 <= a.size for (a, b), sign in zip(pairwise(words), are_signs, strict=False) if sign)
    return followed and close and len(signs) >= LEGEND and len(set(signs)) == len(signs)


def _is_on_samples(row: TextRow, fills: Sequence[Fill]) -> bool:
    """Whether all words stand on small areas that fit them, of another colour each, with white between the areas.

    Cells of a table touch each other, or are as wide as their column.
    """
    if min(len(row.phrases), len(fills)) <= LEGEND:
        return False
    height = row.bottom - row.top
    middle = row.cy
    level = [f for f in fills if f.top <= middle <= f.bottom and f.bottom - f.top <= SAMPLE_HEIGHT * height]
    held: list[tuple[Fill, float, float]] = []
    for word in (word for phrase in row.phrases for word in phrase.words) if len(level) > LEGEND else ():
        under = next((f for f in reversed(level) if f.x0 <= word.x0 and word.x1 <= f.x1), None)
        if under is None:
            return False
        if held and held[-1][0] is under:
            held[-1] = (under, held[-1][1], word.x1)
        else:
            held.append((under, word.x0, word.x1))
    fit = all(f.x1 - f.x0 <= x1 - x0 + SAMPLE_ROOM * height for f, x0, x1 in held)
    apart = all(b.x0 - a.x1 >= TOUCHING for (a, *_), (b, *_) in pairwise(held))
    return LEGEND < len(held) == len({f.color for f, *_ in held}) and fit and apart


def signs_of(page: Page) -> list[Box]:
    """The drawings, pictures, boxes to tick and samples of colours on ``page`` that are small enough for signs."""
    things: list[Box] = [w.box for w in page.widgets if w.kind in ("checkbox", "radio")]
    if len(page.drawings) <= MOST:
        things += [d.box for d in page.drawings]
    things += [i.box for i in page.images]
    things += _small_fills(page.fills)
    small = [b for b in things if max(b.width, b.height) >= SMALLEST and b.width <= LARGEST and b.height <= LARGEST]
    return _joined(small)


def _small_fills(fills: Sequence[Fill]) -> list[Box]:
    """The filled rectangles small enough for marks, but for those that go on in a larger one: cells of a column."""
    small = [f for f in fills if max(f.x1 - f.x0, f.bottom - f.top) <= SMALL_FILL]
    if not small or len(small) == len(fills):
        return [fill.box for fill in small]
    by_side: dict[_Side, list[Fill]] = {}
    for fill in small:
        for side in _sides(fill):
            by_side.setdefault(side, []).append(fill)
    met = [side for f in fills if max(f.x1 - f.x0, f.bottom - f.top) > SMALL_FILL for side in _sides(f)]
    cells: set[int] = set()
    while met:
        for fill in by_side.pop(met.pop(), ()):
            if id(fill) not in cells:
                cells.add(id(fill))
                met += _sides(fill)
    return [fill.box for fill in small if id(fill) not in cells]


def _sides(fill: Fill) -> list[_Side]:
    """Its four sides with its colour, so that those are the same by which two fills touch."""
    x0, top, x1, bottom = round(fill.x0), round(fill.top), round(fill.x1), round(fill.bottom)
    level = [(True, y, x0, x1, fill.color) for y in (top, bottom)]
    return [*level, *((False, x, top, bottom, fill.color) for x in (x0, x1))]


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that touch as one; what grows beyond a mark's size is a picture and left out."""
    open_: list[Box] = []
    done: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b.top, b.x0)):
        still: list[Box] = []
        for other in open_:
            if other.bottom + TOUCHING < box.top:
                done.append(other)
            elif other.x0 - TOUCHING <= box.x1 and box.x0 <= other.x1 + TOUCHING:
                box = Box(
                    min(box.x0, other.x0), min(box.top, other.top), max(box.x1, other.x1), max(box.bottom, other.bottom)
                )
            else:
                still.append(other)
        open_ = [*still, box]
    return [b for b in (*done, *open_) if b.width <= LARGEST and b.height <= LARGEST]


def _row_of(mark: Box, rows: Sequence[TextRow], middles: Sequence[float]) -> int | None:
    low = bisect_left(middles, mark.top)
    high = bisect_right(middles, mark.bottom)
    return min(range(low, high), key=lambda i: abs(middles[i] - mark.cy), default=None)


def _is_beside(mark: Box, phrases: Sequence[Phrase]) -> bool:
    reach = BESIDE * min(p.bottom - p.top for p in phrases)
    return any(p.x0 - reach < mark.x1 and mark.x0 < p.x1 + reach for p in phrases if p.words)


def _phrase(mark: Box) -> Phrase:
    return Phrase((), mark.x0, mark.top, mark.x1, mark.bottom, min(mark.height, 10.0))


def _rows_of(marks: Sequence[Phrase]) -> list[TextRow]:
    rows: list[list[Phrase]] = []
    for mark in sorted(marks, key=lambda m: m.cy):
        if rows and mark.cy - rows[-1][0].cy < 0.5 * (mark.bottom - mark.top):
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return [make_row(sorted(row, key=lambda m: m.x0)) for row in rows]
