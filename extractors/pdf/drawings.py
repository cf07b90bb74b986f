"""A page's vector drawings to rulings, filled areas and other drawings.

What a path becomes, first match wins:

1. A filled shape of straight sides that is at most 2 points thick is a ruling: half of all producers draw
   table lines as thin rectangles.
   Strokes from 5 points are areas: some producers shade a cell with one broad stroke.
2. A frame filled between two nested rectangles is four rulings; a broader one is its sides (borders.py).
3. A small stroked square, rectangle or other closed path (4–20 points) is a drawing: it may be a check box. If two of
   its corners lie on other lines it is a cell of a table with small cells, and becomes four rulings.
4. A filled rectangle, also one with rounded corners, is an area; a stroked one four rulings that meet; both gives
   both.
5. Stroked horizontal and vertical lines are rulings, unless they are strokes of a sign (strokes.py).
6. Everything else is a drawing with its outline.

Lines are not joined and not moved here; exact repeats are dropped, and so is what lies outside the page, is fully
transparent, lies nowhere, or whitens the whole page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import pymupdf

from extractors.pdf.borders import with_sides
from extractors.pdf.places import all_finite
from extractors.pdf.strokes import strokes_of_signs
from extractors.pdf.turning import Transform, turned
from schemas.page import Drawing, Fill, Ruling

_RULING_THICKNESS = 2.0
_BROAD_STROKE = 5.0
# A thin rectangle is a line when it is this much longer than thick; else it is a dot.
_LINE_ASPECT = 2.0
_BOX_SIDES = (4.0, 20.0)
# Sides of a path count as straight when they leave their axis by less than this: rounding of producers.
_STRAIGHT = 0.3
_MANY_BOXES = 3_000
_TOUCH = 0.8
_WHOLE_PAGE = 0.9
_NEAR_WHITE = 0xFA

_RECTANGLES = {"re"}
_LINES = {"l"}

Segment = tuple[float, float, float, float]
Part = tuple[str | float, ...]


class PageDrawings(NamedTuple):
    """What a page's vector drawings are."""

    rulings: list[Ruling]
    fills: list[Fill]
    drawings: list[Drawing]


def read_drawings(page: pymupdf.Page, turn: Transform | None, width: float, height: float, limit: int) -> PageDrawings:
    """Sort the vector drawings of a page.

    Args:
        page: the page.
        turn: takes MuPDF's unrotated coordinates to the page as seen; None when the page is not rotated.
        width: of the page as seen, in points.
        height: of the page as seen, in points.
        limit: drawings that a page may have.

    Raises:
        OverflowError: the page has more drawings than ``limit``.
    """
    paths = page.get_cdrawings()
    if len(paths) > limit:
        raise OverflowError(f"{len(paths):,} drawings, more than the {limit:,} allowed")
    sorter = _Sorter(turn, width, height)
    for path in with_sides(paths, page, _RULING_THICKNESS):
        sorter.add(path)
    return sorter.sorted()


class _Sorter:
    """Takes paths one by one; decides about small boxes when all lines are known."""

    def __init__(self, turn: Transform | None, width: float, height: float) -> None:
        self.turn = turn
        self.width = width
        self.height = height
        self.rulings: dict[Ruling, None] = {}
        self.fills: dict[Fill, None] = {}
        self.drawings: dict[Drawing, None] = {}
        self.boxes: list[Drawing] = []

    def add(self, path: dict[str, Any]) -> None:
        kind = path["type"]
        fill = _laid_on_white(path["fill"], path["fill_opacity"]) if kind != "s" else None
        stroke = _laid_on_white(path["color"], path["stroke_opacity"]) if kind != "f" else None
        if fill is None and stroke is None:
            return
        parts = [part for item in path["items"] for part in part_of(item, self.turn)]
        if not parts:
            return
        x0, top, x1, bottom = path["rect"] if self.turn is None else turned(self.turn, *path["rect"])
        # Asked this way round, what lies nowhere is refused too: NaN is never larger or smaller.
        if not (x1 >= 0 and bottom >= 0 and x0 <= self.width and top <= self.height):
            return
        pen = float(path.get("width") or 0.0) if stroke is not None else 0.0
        numbers: list[float] = [value for part in parts for value in part[1:]]  # type: ignore[misc]
        if not all_finite((pen, *numbers)):
            return
        box = (x0, top, x1, bottom)
        if stroke is not None and _is_small_box(parts, box):
            self._box(Drawing(x0, top, x1, bottom, stroke, fill, pen, tuple(parts)))
            return
        left_over = False
        if fill is not None:
            left_over = not self._add_fill(parts, box, fill, path.get("even_odd", False))
        if stroke is not None:
            dashed = path.get("dashes", "[] 0")[:2] != "[]"
            if not self._add_stroke(parts, box, stroke, pen, dashed):
                left_over = True
            elif left_over:
                stroke = None
        if left_over:
            self.drawings[Drawing(x0, top, x1, bottom, stroke, fill, pen, tuple(parts))] = None

    def _box(self, small: Drawing) -> None:
        """A small box, which may be a cell of a grid; what it is shows when all lines are known."""
        self.boxes.append(small)
        self.drawings[small] = None

    def sorted(self) -> PageDrawings:
        # So many small boxes are a pattern or a picture, and comparing them would take for ever.
        boxes = self.boxes if len(self.boxes) <= _MANY_BOXES else []
        edges = _Edges(self.rulings, boxes) if boxes else None
        for box in boxes:
            if edges is not None and edges.cells(box):
                self.drawings.pop(box, None)
                self._outline((box.x0, box.top, box.x1, box.bottom), box.stroke or 0, box.width, False)
                if box.fill is not None:
                    self._area((box.x0, box.top, box.x1, box.bottom), box.fill)
        for stroke in strokes_of_signs(list(self.rulings), list(self.drawings)):
            del self.rulings[stroke]
            part = ("l", stroke.x0, stroke.top, stroke.x1, stroke.bottom)
            self.drawings[Drawing(*stroke.box, stroke.color, None, stroke.width, (part,))] = None
        return PageDrawings(list(self.rulings), list(self.fills), list(self.drawings))

    def _add_fill(self, parts: list[Part], box: Segment, color: int, even_odd: bool) -> bool:
        """Whether the filled inside of a path is rulings and areas."""
        kinds = {part[0] for part in parts}
        if kinds == _RECTANGLES:
            rects: list[Segment] = [part[1:] for part in parts]  # type: ignore[misc]
            if len(rects) == 2 and even_odd and self._frame(rects[0], rects[1], color):
                return True
            for rect in rects:
                if not self._thin(rect, color):
                    self._area(rect, color)
            return True
        lines_only = kinds == _LINES
        if lines_only and len(parts) <= 6 and self._thin(box, color):
            return True
        if (lines_only and _is_rectangle(parts, box)) or _is_rounded(parts, box):
            self._area(box, color)
            return True
        return False

    def _add_stroke(self, parts: list[Part], box: Segment, color: int, pen: float, dashed: bool) -> bool:
        """Whether the outline of a path is rulings."""
        rounded = _is_rounded(parts, box)
        straight: list[Segment] = []
        for part in parts:
            if part[0] == "re":
                straight += _sides(part[1:])  # type: ignore[arg-type]
            elif part[0] == "l":
                segment: Segment = part[1:]  # type: ignore[assignment]
                if abs(segment[0] - segment[2]) > _STRAIGHT and abs(segment[1] - segment[3]) > _STRAIGHT:
                    return False
                straight.append(_whole_side(segment, box) if rounded else segment)
            elif not rounded:
                return False
        for segment in straight:
            self._ruling(segment, pen, color, dashed)
        return True

    def _thin(self, rect: Segment, color: int) -> bool:
        """Whether a filled rectangle is a line or a dot; lines become rulings."""
        wide, high = rect[2] - rect[0], rect[3] - rect[1]
        thick, long = min(wide, high), max(wide, high)
        if thick > _RULING_THICKNESS:
            return False
        if long < _LINE_ASPECT * thick:
            return long <= 0
        if wide >= high:
            middle = (rect[1] + rect[3]) / 2
            self._ruling((rect[0], middle, rect[2], middle), thick, color, False)
        else:
            middle = (rect[0] + rect[2]) / 2
            self._ruling((middle, rect[1], middle, rect[3]), thick, color, False)
        return True

    def _frame(self, one: Segment, other: Segment, color: int) -> bool:
        outer, inner = (one, other) if one[2] - one[0] >= other[2] - other[0] else (other, one)
        gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
        if min(gaps) < 0 or max(gaps) > _RULING_THICKNESS:
            return False
        x0, top, x1, bottom = ((a + b) / 2 for a, b in zip(outer, inner, strict=True))
        side: Part = ("re", x0, top, x1, bottom)
        if _is_small_box([side], outer):  # A box to tick, drawn as its border.
            self._box(Drawing(x0, top, x1, bottom, color, None, sum(gaps) / 4, (side,)))
        else:
            self._outline((x0, top, x1, bottom), color, sum(gaps) / 4, False)
        return True

    def _outline(self, box: Segment, color: int, pen: float, dashed: bool) -> None:
        for side in _sides(box):
            self._ruling(side, pen, color, dashed)

    def _ruling(self, segment: Segment, pen: float, color: int, dashed: bool) -> None:
        x0, x1 = sorted((segment[0], segment[2]))
        top, bottom = sorted((segment[1], segment[3]))
        if x1 - x0 >= bottom - top:
            top = bottom = (top + bottom) / 2
        else:
            x0 = x1 = (x0 + x1) / 2
        long = x1 - x0 + bottom - top
        if long <= 0 or x1 < 0 or bottom < 0 or x0 > self.width or top > self.height:
            return
        if pen >= _BROAD_STROKE and long > pen:
            half = pen / 2
            across = (0.0, half) if top == bottom else (half, 0.0)
            self._area((x0 - across[0], top - across[1], x1 + across[0], bottom + across[1]), color)
            return
        self.rulings[Ruling(x0, top, x1, bottom, pen, color, dashed)] = None

    def _area(self, rect: Segment, color: int) -> None:
        x0, top = max(rect[0], 0.0), max(rect[1], 0.0)
        x1, bottom = min(rect[2], self.width), min(rect[3], self.height)
        if x1 <= x0 or bottom <= top:
            return
        if is_white(color) and (x1 - x0) * (bottom - top) >= _WHOLE_PAGE * self.width * self.height:
            return
        fill = Fill(x0, top, x1, bottom, color)
        # Drawn again it lies on top of what came between.
        self.fills.pop(fill, None)
        self.fills[fill] = None


class _Edges:
    """All lines of a page, asked whether a point lies on one that does not belong to the asking box."""

    def __init__(self, rulings: dict[Ruling, None], boxes: list[Drawing]) -> None:
        self._across: dict[int, list[tuple[float, float, float, int]]] = {}
        self._down: dict[int, list[tuple[float, float, float, int]]] = {}
        for ruling in rulings:
            self._note((ruling.x0, ruling.top, ruling.x1, ruling.bottom), -1)
        for number, box in enumerate(boxes):
            for side in _sides((box.x0, box.top, box.x1, box.bottom)):
                self._note(side, number)
        self._number_of = {id(box): number for number, box in enumerate(boxes)}

    def _note(self, line: Segment, owner: int) -> None:
        x0, top, x1, bottom = line
        if top == bottom:
            self._across.setdefault(round(top), []).append((top, x0, x1, owner))
        else:
            self._down.setdefault(round(x0), []).append((x0, top, bottom, owner))

    def cells(self, box: Drawing) -> bool:
        """Whether at least two corners of ``box`` lie on lines of others."""
        own = self._number_of[id(box)]
        corners = ((box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom))
        return sum(self._on_line(x, y, box, own) for x, y in corners) >= 2

    def _on_line(self, x: float, y: float, box: Drawing, own: int) -> bool:
        for lines, across, along in ((self._across, y, x), (self._down, x, y)):
            for key in (round(across) - 1, round(across), round(across) + 1):
                for at, start, end, owner in lines.get(key, ()):
                    if owner != own and abs(at - across) <= _TOUCH and start - _TOUCH <= along <= end + _TOUCH:
                        return True
        return False


def part_of(item: tuple[Any, ...], turn: Transform | None) -> list[Part]:
    """One item of MuPDF's path as parts in page coordinates; a quad becomes four lines."""
    kind = item[0]
    if kind == "re":
        return [("re", *(item[1] if turn is None else turned(turn, *item[1])))]
    if kind == "l" and turn is None:
        return [("l", *item[1], *item[2])]
    if kind == "qu":
        ul, ur, ll, lr = (_point(point, turn) for point in item[1])
        return [("l", *ul, *ur), ("l", *ur, *lr), ("l", *lr, *ll), ("l", *ll, *ul)]
    return [(kind, *(value for point in item[1:] for value in _point(point, turn)))]


def _point(point: tuple[float, float], turn: Transform | None) -> tuple[float, float]:
    if turn is None:
        return point
    x, y = point
    return (turn[0] * x + turn[2] * y + turn[4], turn[1] * x + turn[3] * y + turn[5])


def _sides(box: Segment) -> list[Segment]:
    x0, top, x1, bottom = box
    return [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def _is_small_box(parts: list[Part], box: Segment) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    low, tall = _BOX_SIDES
    if not (low <= wide <= tall and low <= high <= tall and max(wide, high) <= 2 * min(wide, high)):
        return False
    return parts[0][0] == "re" or len(parts) > 2


def _is_rectangle(parts: list[Part], box: Segment) -> bool:
    """Whether three or four lines are the sides of their box."""
    if len(parts) not in (3, 4):
        return False
    return all(
        _near(float(x), box[0], box[2]) and _near(float(y), box[1], box[3])
        for part in parts
        for x, y in ((part[1], part[2]), (part[3], part[4]))
    )


def _is_rounded(parts: list[Part], box: Segment) -> bool:
    """Whether a path is a rectangle with rounded corners, too large to be a mark."""
    if min(box[2] - box[0], box[3] - box[1]) <= _BOX_SIDES[1] or len(parts) > 12:
        return False
    if not any(part[0] == "c" for part in parts):
        return False
    straight = 0.0
    for part in parts:
        if part[0] == "l":
            x0, y0, x1, y1 = (float(value) for value in part[1:])
            on_side = (abs(x0 - x1) <= _STRAIGHT and _near(x0, box[0], box[2])) or (
                abs(y0 - y1) <= _STRAIGHT and _near(y0, box[1], box[3])
            )
            if not on_side:
                return False
            straight += abs(x0 - x1) + abs(y0 - y1)
        elif part[0] != "c":
            return False
    return straight >= box[2] - box[0] + box[3] - box[1]


def _whole_side(segment: Segment, box: Segment) -> Segment:
    """The side that a line is of, up to the corners that its box would have if they were not rounded."""
    x0, top, x1, bottom = segment
    return (box[0], top, box[2], bottom) if abs(x0 - x1) > abs(top - bottom) else (x0, box[1], x1, box[3])


def _near(value: float, low: float, high: float) -> bool:
    return abs(value - low) <= _STRAIGHT or abs(value - high) <= _STRAIGHT


@lru_cache(maxsize=256)
def _laid_on_white(color: tuple[float, ...] | None, opacity: float | None) -> int | None:
    """0xRRGGBB of a colour of given opacity on white paper; None when nothing shows."""
    if color is None:
        return None
    alpha = 1.0 if opacity is None else opacity
    if alpha <= 0.0:
        return None
    red, green, blue = (min(255, max(0, round(255 * (channel * alpha + 1 - alpha)))) for channel in color)
    return red << 16 | green << 8 | blue


def is_white(color: int) -> bool:
    """Whether a reader takes a colour for white."""
    return color >> 16 >= _NEAR_WHITE and (color >> 8 & 0xFF) >= _NEAR_WHITE and (color & 0xFF) >= _NEAR_WHITE
