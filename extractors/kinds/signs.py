"""Signs beside text: coloured squares, bars, icons and letters, and the legends that say what they mean.

A sign is a small fill, drawing, picture or glyph that stands beside a line. Two signs are the same when their colours
are (or their pictures, or their characters). What a sign means is learnt from a legend: a place where the meaning's
wording stands alone with a sign beside it. Whether the sign stands before or after its wording is decided for the whole
legend, by which side is nearer.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from extractors.layout.lines import make_line
from extractors.layout.markers import is_sign
from extractors.layout.panels import is_paper
from extractors.layout.pieces import find_badges
from schemas.geometry import Box
from schemas.layout import Line
from schemas.page import Drawing, Page, Source, Word

Meaning = TypeVar("Meaning")

SMALLEST = 1.5
"""Points: smaller things are dust, dots of leaders, parts of letters."""
LARGEST = 4.0
"""Largest height of a sign in heights of the line it stands beside: what is larger is a picture or a panel."""
WIDEST = 6.0
"""Largest width of a sign in heights of the line."""
BAR_WIDEST = 12.0
BAR_SHAPE = 3.0
"""A bar is no wider than this, in points, and higher than wide by this factor; it stands beside all its lines."""
REACH = 4.0
"""A sign stands within this many font sizes of its line."""
GLYPHS = frozenset("○◯□◇△▲▽▼☆◐◑⬤⚪⚫☺☹")
"""Signs that no list takes for bullets."""
RING_PARTS = 6
"""Parts of a path of two contours at least."""
RING_HOLE = 0.4
"""Share of a ring that is empty: in a thicker one something is drawn."""
BORDER = 1.5
"""Points by which the sides of a border lie off those of its area."""
SAME_COLOR = 48
"""Colours that differ by no more than this in any channel are one: compression and colour profiles move them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and where it stands."""

    page: int
    box: Box
    color: int | None
    """0xRRGGBB of a fill, drawing or glyph; the coloured part of a picture."""
    look: str
    """What it is, comparable: ``area``, ``outline``, ``picture:<digest>``, the glyph itself, or the letters of a badge.

    An outline is the same as an area of its colour, unless a legend has both.
    """

    @property
    def kind(self) -> str:
        """Area, picture or glyph: an area and a picture may be the same by colour alone."""
        if self.look in ("area", "outline"):
            return "area"
        return "picture" if self.look.startswith("picture:") else "glyph"


def same_sign(a: Sign, b: Sign) -> bool:
    """Whether two signs would be taken for the same by a reader."""
    if a.look == b.look and a.kind != "area" and (a.kind == "picture" or _near(a, b)):
        return True
    if "glyph" in (a.kind, b.kind):
        return False  # bullets of a list wear the document's colours too
    return _near(a, b)


def _near(a: Sign, b: Sign) -> bool:
    if a.color is None or b.color is None:
        return a.color == b.color and a.look == b.look
    return color_distance(a.color, b.color) <= SAME_COLOR


def color_distance(a: int, b: int) -> int:
    """Largest difference of two colours in any channel, 0–255."""
    return max(abs((a >> shift & 0xFF) - (b >> shift & 0xFF)) for shift in (16, 8, 0))


def sign_of(drawing: Drawing, page: int) -> Sign | None:
    """A drawing as a sign: an area of its filling, else its outline; None where it is the colour of paper alone."""
    if drawing.fill is not None and not is_paper(drawing.fill):
        return Sign(page, drawing.box, drawing.fill, "outline" if _is_ring(drawing) else "area")
    return Sign(page, drawing.box, drawing.stroke, "outline") if drawing.stroke is not None else None


def _is_ring(drawing: Drawing) -> bool:
    """Whether a filled path is the border of something empty: a second contour runs within the first, close to it."""
    parts = [part for part in drawing.parts if part[0] in ("l", "c")]
    if len(parts) != len(drawing.parts) or len(parts) < RING_PARTS:
        return False
    points = [[float(value) for value in part[1:]] for part in parts]
    breaks = [k for k in range(1, len(points)) if math.dist(points[k - 1][-2:], points[k][:2]) > SMALLEST / 2]
    if len(breaks) != 1:
        return False
    boxes = [_box_of(points[: breaks[0]]), _box_of(points[breaks[0] :])]
    inner, outer = sorted(boxes, key=lambda box: box.area)
    return outer.holds(inner.cx, inner.cy) and RING_HOLE * outer.area <= inner.area < outer.area


def _box_of(parts: Sequence[Sequence[float]]) -> Box:
    xs, ys = ([value for part in parts for value in part[first::2]] for first in (0, 1))
    return Box(min(xs), min(ys), max(xs), max(ys))


def _without_borders(signs: Sequence[Sign]) -> list[Sign]:
    """``signs`` without outlines of areas that are among them: a border is drawn apart from what it runs around."""
    filled: dict[tuple[int, int], list[Box]] = {}
    for sign in signs:
        if sign.look == "area":
            filled.setdefault(_place(sign.box), []).append(sign.box)
    return [
        sign
        for sign in signs
        if sign.look != "outline"
        or not any(
            all(abs(a - b) <= BORDER for a, b in zip(sign.box, box, strict=True))
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for box in filled.get((_place(sign.box)[0] + dx, _place(sign.box)[1] + dy), ())
        )
    ]


def _place(box: Box) -> tuple[int, int]:
    return round(box.cx / (2 * BORDER)), round(box.cy / (2 * BORDER))


class PageSigns:
    """The small coloured things of a page, found by their height."""

    def __init__(self, page: Page, source: Source) -> None:
        signs = [Sign(page.number, fill.box, fill.color, "area") for fill in page.fills if not is_paper(fill.color)]
        for drawing in page.drawings:
            sign = sign_of(drawing, page.number)
            if sign is not None:
                signs.append(sign)
        signs = _without_borders(signs)
        for ruling in page.rulings:
            if not ruling.horizontal and ruling.width >= SMALLEST:
                half = ruling.width / 2
                box = Box(ruling.x0 - half, ruling.top, ruling.x1 + half, ruling.bottom)
                signs.append(Sign(page.number, box, ruling.color, "area"))
        for image in page.images:
            look = source.looks.get(image.digest)
            color = look.color if look is not None and look.colored_share > 0 else None
            signs.append(Sign(page.number, image.box, color, f"picture:{image.digest}"))
        signs += [
            Sign(page.number, box, word.color, word.text)
            for word, box in find_badges(page.words, (*page.drawings, *page.fills))
        ]
        self._signs = sorted(
            (s for s in signs if s.box.height >= SMALLEST and s.box.width >= SMALLEST), key=lambda s: s.box.cy
        )
        self._heights = [sign.box.cy for sign in self._signs]
        self._bars = [s for s in self._signs if s.box.width <= BAR_WIDEST and s.box.height >= BAR_SHAPE * s.box.width]

    def around(self, line: Line) -> list[Sign]:
        """Bars that a line stands beside and areas that it stands on, with other lines; bars first, then by size."""
        slack = 0.7 * line.box.height
        bars = [
            bar
            for bar in self._bars
            if bar.box.top - slack <= line.box.cy <= bar.box.bottom + slack
            and 0 <= line.box.x0 - bar.box.x1 <= REACH * line.size
        ]
        on = [sign for sign in self._signs if sign.kind == "area" and _covers(sign.box, line.box)]
        return [*bars, *sorted(on, key=lambda sign: (sign.box.area, sign.box.top, sign.box.x0))]

    def beside(self, line: Line) -> list[Sign]:
        """Signs on the line's own height within reach of its ends, nearest first; glyphs of the line included."""
        size = line.size
        slack = 0.7 * line.box.height
        near = self._signs[
            bisect_left(self._heights, line.box.cy - slack) : bisect_right(self._heights, line.box.cy + slack)
        ]
        found = [
            sign
            for sign in near
            if sign.box.height <= LARGEST * size
            and sign.box.width <= WIDEST * size
            and distance(sign.box, line.box) <= REACH * size
        ]
        found += [
            Sign(line.page, word.box, word.color, word.text)
            for word in (line.words[0], line.words[-1])
            if is_glyph_sign(word)
        ]
        return sorted(found, key=lambda sign: (distance(sign.box, line.box), sign.box.x0))


def _covers(area: Box, line: Box) -> bool:
    return area.x0 <= line.x0 + 1.0 and line.x1 <= area.x1 + 1.0 and area.top <= line.cy <= area.bottom


def distance(sign: Box, text: Box) -> float:
    """Points between a sign and a text on one height; 0.0 when they touch or overlap."""
    return max(0.0, text.x0 - sign.x1, sign.x0 - text.x1)


def is_glyph_sign(word: Word) -> bool:
    """Whether a word is a sign by itself."""
    return len(word.text) == 1 and (is_sign(word.text) or word.text in GLYPHS)


def _parted(line: Line) -> list[Line]:
    """``line`` parted before each glyph within it: "● Grundniveau ○ Udviklingsniveau" holds two wordings."""
    starts = [i for i, word in enumerate(line.words) if is_glyph_sign(word)]
    if not starts or len(line.words) < 3:
        return [line]
    if starts[0] != 0:
        starts = [i + 1 for i in starts if i + 1 < len(line.words)]
    bounds = sorted({0, *starts, len(line.words)})
    return [make_line(line.page, line.words[i:j]) for i, j in pairwise(bounds)]


def learn_legend(
    lines: Iterable[Line], signs: Callable[[int], PageSigns], meaning_of: Callable[[str], Meaning | None]
) -> list[tuple[Sign, Meaning]]:
    """Read what signs mean from the places where a meaning's wording stands alone beside a sign.

    Args:
        lines: lines of the document, each one wording at most.
        signs: signs of a page, by its number.
        meaning_of: meaning that a whole wording names, None for any other text.

    Returns:
        Sign and meaning, each pair of a look and a meaning once, the most frequent first. One sign with two meanings
        means nothing and is left out.
    """
    entries: list[tuple[Line, Meaning, list[Sign]]] = []
    for line in (part for whole in lines for part in _parted(whole)):
        words = [word.text for word in line.words if not is_glyph_sign(word)]
        meaning = meaning_of(" ".join(words)) if words else None
        if meaning is not None:
            entries.append((line, meaning, signs(line.page).beside(line)))
    best: list[tuple[Sign, Meaning]] = []
    shortest = float("inf")
    for before in (True, False):
        pairs: list[tuple[Sign, Meaning]] = []
        total = 0.0
        for line, meaning, beside in entries:
            side = [sign for sign in beside if (sign.box.cx < line.box.cx) == before]
            if side:
                pairs.append((side[0], meaning))
                total += distance(side[0].box, line.box)
        if not pairs:
            continue
        mean = total / len(pairs)
        if len({_key(meaning) for _, meaning in pairs}) > len({_key(meaning) for _, meaning in best}) or (
            len(pairs) >= len(best) and mean < shortest
        ):
            best, shortest = pairs, mean
    return _settled(best)


def _key(meaning: object) -> str:
    return repr(meaning)


def _settled(pairs: Sequence[tuple[Sign, Meaning]]) -> list[tuple[Sign, Meaning]]:
    """Each look once with its meaning; looks with two meanings dropped, but areas and outlines that tell them apart."""
    groups: list[tuple[Sign, Counter[str], dict[str, Meaning]]] = []
    for sign, meaning in pairs:
        group = next((group for group in groups if same_sign(group[0], sign)), None)
        if group is None:
            group = (sign, Counter(), {})
            groups.append(group)
        _, counts, values = group
        counts[_key(meaning)] += 1
        values[_key(meaning)] = meaning
    settled: list[tuple[Sign, Meaning]] = []
    for model, counts, values in groups:
        if len(counts) == 1:
            settled.append((model, next(iter(values.values()))))
            continue
        apart = {(sign.look, _key(meaning)): (sign, meaning) for sign, meaning in pairs if same_sign(model, sign)}
        if model.kind == "area" and len(apart) == len({look for look, _ in apart}) == len(counts):
            settled += apart.values()
    return settled


def match_sign(sign: Sign, legend: Sequence[tuple[Sign, Meaning]]) -> Meaning | None:
    """The meaning of ``sign`` in ``legend``; None when it is not there or two entries are equally near."""
    near = sorted(
        (color_distance(sign.color or 0, known.color or 0), sign.look != known.look, i)
        for i, (known, _) in enumerate(legend)
        if same_sign(sign, known)
    )
    if not near or (len(near) > 1 and near[1][:2] == near[0][:2]):
        return None
    return legend[near[0][2]][1]
