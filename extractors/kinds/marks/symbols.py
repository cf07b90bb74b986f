"""Drawings, small fills, raster images and form fields as marks.

Contract. Drawings that touch make one symbol. What it is, in order of precedence, and why:
1. a form field says its own state;
2. a small frame (box or circle without filling) is an option, and what lies in or over it says whether it is taken
   – a cross may be larger than its box, so the frame is told apart before the symbol is looked at as a whole;
3. everything else by its picture (pictures.py).
Rules, underlines, panels behind words and pictures larger than a sign are none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.kinds.marks import pictures, raster
from extractors.kinds.marks.colours import colour_distance, colour_name, is_coloured
from extractors.kinds.marks.glyphs import split_signs
from schemas.columns import MarkKindName
from schemas.geometry import Box, union
from schemas.marks import Mark
from schemas.page import Drawing, Fill, Image, ImageLook, Widget, Word

LARGEST = 48.0
"""A sign is at most so many points wide and high; what is larger is a figure."""
SMALLEST = 2.0
"""Less than so many points in both directions is dirt, or a stop of a dotted line."""
TOUCHING = 0.8
"""Drawings at most so many points apart make one symbol."""
FRAME_SIDES = (4.0, 26.0)
"""Sides in points of a drawn option box or button."""
SQUARE = 1.35
"""The longer side of a box is at most so many times the shorter one."""
EDGE = 0.08
"""Points of an outline lie on a side of their box when they are within this share of its length: corners may be
rounded a little, while a circle is 0.15 away from the corners."""
RULE = 2.2
"""Thinner and more than eight times as long is a rule, not a bar."""
MOST_DRAWINGS = 80
"""More drawings in one cell are a chart or a map."""
TYPED = {"x": "cross", "✓": "tick", "v": "tick", "circle": "dot", "square": "fill"}
"""What a character in a drawn box is called."""
PAPER = 0xFFFFFF
PALE = 2.5
"""ΔE from white beyond which a ground is seen beside paper."""
VISIBLE = 0xC8C8C8
"""A grey that no threshold takes for paper, for grounds that are seen all the same."""


class Symbol(NamedTuple):
    """Drawings that belong together, in the order in which they were drawn."""

    drawings: tuple[Drawing, ...]
    box: Box


def drawn_marks(
    drawings: Sequence[Drawing], fills: Sequence[Fill], words: Sequence[Word], page: int
) -> tuple[list[Mark], frozenset[int]]:
    """The marks that drawings and small fills make.

    Args:
        drawings: drawings of the cell, in the order in which they were drawn.
        fills: small fills of the cell that are signs rather than shading (see cells.py).
        words: words of the cell; signs among them may stand in drawn boxes.
        page: the page they stand on.

    Returns:
        The marks, and the indices of the words that they use up (a cross typed into a drawn box).
    """
    signs = [d for d in drawings if _may_be_sign(d)]
    # The order of areas and paths is not known: what lies in an outline is drawn on its ground.
    inner = [fill for fill in fills if any(lies_in(fill.box, d.box) for d in signs)]
    parts = [*(_as_drawing(f) for f in fills if f not in inner), *signs, *map(_as_drawing, inner)]
    if not parts or len(parts) > MOST_DRAWINGS:
        return [], frozenset()
    marks: list[Mark] = []
    used: set[int] = set()
    for symbol in symbols_of(parts):
        if not _fits(symbol.box):
            continue
        x0, top, x1, bottom = symbol.box
        held = [
            i for i, w in enumerate(words) if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom
        ]
        if held and not _boxed_signs(symbol, [words[i] for i in held]):
            continue
        mark = _mark_of(symbol, [words[i] for i in held], page)
        if mark is not None:
            marks.append(mark)
            used.update(held)
    return marks, frozenset(used)


def image_marks(images: Sequence[Image], looks: Mapping[str, ImageLook], page: int) -> list[Mark]:
    """The marks that small raster images are: by shape and colour, else by their content's digest."""
    marks = []
    for image in images:
        if not _fits(image.box):
            continue
        look = looks.get(image.digest)
        reading = _look(look) if look is not None else pictures.Reading("picture", "positive", None, None, 0.5)
        if reading is None:
            continue
        sign = f"icon:{image.digest[:8]}" if reading.sign == "picture" else reading.sign
        marks.append(_mark("icon", reading._replace(sign=sign), image.box, page))
    return marks


def is_picture(word: Word, marks: Sequence[Mark]) -> bool:
    """Whether a sign of a colour font is drawn as one of the pictures: its character says nothing beside that."""
    drawn = (mark.box.grown(1.0) for mark in marks if mark.kind == "icon")
    return not any(map(str.isalnum, word.text)) and any(box.holds(word.cx, word.cy) for box in drawn)


def widget_marks(widgets: Sequence[Widget], page: int) -> list[Mark]:
    """The marks that check boxes and option buttons of a form are."""
    marks = []
    for widget in widgets:
        if widget.kind in ("checkbox", "radio"):
            frame, figure = ("box", "cross") if widget.kind == "checkbox" else ("ring", "dot")
            sign = f"{frame}+{figure}" if widget.checked else frame
            meaning = "checked" if widget.checked else "empty"
            marks.append(Mark("checkbox", sign, meaning, None, None, None, "", page, widget.box, 1.0))  # type: ignore[arg-type]
    return marks


def symbols_of(drawings: Sequence[Drawing]) -> list[Symbol]:
    """Drawings that touch put together, in the order in which the first of each was drawn."""
    boxes = [d.box.grown(TOUCHING / 2) for d in drawings]
    group = list(range(len(drawings)))

    def root(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i, a in enumerate(boxes):
        for j in range(i):
            b = boxes[j]
            if a.x0 <= b.x1 and b.x0 <= a.x1 and a.top <= b.bottom and b.top <= a.bottom:
                low, high = sorted((root(i), root(j)))
                group[high] = low
    members: dict[int, list[Drawing]] = {}
    for i, drawing in enumerate(drawings):
        members.setdefault(root(i), []).append(drawing)
    return [Symbol(tuple(ds), union(d.box for d in ds)) for ds in members.values()]


def panel_behind(drawings: Sequence[Drawing], words: Sequence[Word]) -> int | None:
    """Fill colour of the topmost drawing that lies behind all the words (a badge, a rounded label), else None."""
    for drawing in reversed(drawings):
        fill = drawing.fill
        if fill is not None and words and all(drawing.box.holds(w.cx, w.cy) for w in words):
            return fill if colour_name(fill) != "white" else None
    return None


def _fits(box: Box) -> bool:
    return max(box.width, box.height) <= LARGEST and max(box.width, box.height) >= SMALLEST


def may_frame(drawing: Drawing) -> bool:
    """Whether a drawing is large enough for an option box, or for a side of one."""
    return max(drawing.x1 - drawing.x0, drawing.bottom - drawing.top) >= FRAME_SIDES[0]


def _may_be_sign(drawing: Drawing) -> bool:
    long, thin = max(drawing.box.width, drawing.box.height), min(drawing.box.width, drawing.box.height)
    return long <= LARGEST and not (thin < RULE and long > 8 * max(thin, 1.0) and long > 20)


def lies_in(inner: Box, outer: Box) -> bool:
    """Whether an area is smaller than another one, and in it."""
    return inner.width < outer.width and inner.height < outer.height and outer.holds(inner.cx, inner.cy)


def _as_drawing(fill: Fill) -> Drawing:
    return Drawing(*fill.box, None, fill.color, 0.0, (("re", *fill.box),))


def _boxed_signs(symbol: Symbol, words: Sequence[Word]) -> bool:
    """Whether the symbol is a frame and the words in it are a sign."""
    return _frame_of(symbol) is not None and all(split_signs(word.text, word.font) for word in words)


def _frame_of(symbol: Symbol) -> tuple[str, Drawing] | None:
    """The frame of an option among the symbol's drawings: "box" or "ring", and the drawing."""
    for drawing in symbol.drawings:
        if drawing.stroke is None or not _hollow(drawing):
            continue
        width, height = max(drawing.box.width, 0.01), max(drawing.box.height, 0.01)
        low, high = FRAME_SIDES
        if not (low <= min(width, height) and max(width, height) <= high and 1 / SQUARE < width / height < SQUARE):
            continue
        shape = _outline(drawing)
        if shape is not None:
            return shape, drawing
    return None


def _outline(drawing: Drawing) -> str | None:
    """Whether a stroked path is the outline of a "box" or a "ring"; None when it is neither."""
    paths = raster.subpaths_of(drawing.parts)
    points = [p for path in paths for p in path.points]
    if not points or not (paths[0].closed or len(paths) >= 4):
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    rx, ry = max(box.width / 2, 0.01), max(box.height / 2, 0.01)
    if len(points) > 8 and all(abs(((x - box.cx) / rx) ** 2 + ((y - box.cy) / ry) ** 2 - 1) < 0.25 for x, y in points):
        return "ring"
    slack = EDGE * max(box.width, box.height)
    sides = all(min(x - box.x0, box.x1 - x, y - box.top, box.bottom - y) <= slack for x, y in points)
    corners = ((box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom))
    met = all(any(abs(x - cx) <= 2 * slack and abs(y - cy) <= 2 * slack for x, y in points) for cx, cy in corners)
    return "box" if sides and met else None


def _mark_of(symbol: Symbol, words: Sequence[Word], page: int) -> Mark | None:
    framed = _frame_of(symbol)
    if framed is None:
        return _pictured(symbol, page)
    frame, outline = framed
    if words:
        sign = split_signs(words[0].text, words[0].font)[0].sign.name
        return _framed_mark(frame, TYPED.get(sign, "mark"), symbol, page)
    within = [d for d in symbol.drawings if d is not outline and not _is_copy(d, outline) and not _blank(d)]
    if not within:
        if frame == "box":
            return _framed_mark(frame, None, symbol, page)
        stroke = outline.stroke if outline.stroke is not None and is_coloured(outline.stroke) else None
        return _mark("drawing", pictures.empty_ring(stroke), symbol.box, page)
    drawn = _paint(tuple(within))
    figure = pictures.figure_name(drawn.ink, drawn.aspect) if drawn.ink else ""
    return _framed_mark(frame, figure, symbol, page) if figure in pictures.STROKED else _pictured(symbol, page)


def _framed_mark(frame: str, figure: str | None, symbol: Symbol, page: int) -> Mark:
    colors = [c for d in symbol.drawings for c in (d.fill, d.stroke) if c is not None and is_coloured(c)]
    color = colors[-1] if colors else None
    if figure is None:
        reading = pictures.Reading(frame, "empty", color, None, 1.0)
    else:
        reading = pictures.Reading(f"{frame}+{figure}", "checked", color, None, 1.0)
    return _mark("checkbox", reading, symbol.box, page)


def _blank(drawing: Drawing) -> bool:
    """Whether the drawing leaves no ink on white paper."""
    return not any(c is not None and colour_distance(c, PAPER) > pictures.PAPER for c in (drawing.fill, drawing.stroke))


def _is_copy(drawing: Drawing, outline: Drawing) -> bool:
    """Whether a drawing repeats the outline: its white ground, a shadow, a second stroke."""
    same = all(abs(a - b) < 0.15 * (outline.box.width + 2) for a, b in zip(drawing.box, outline.box, strict=True))
    return same and _hollow(drawing) and _outline(drawing) is not None


def _hollow(drawing: Drawing) -> bool:
    return drawing.fill is None or colour_distance(drawing.fill, PAPER) <= pictures.PAPER


def _pictured(symbol: Symbol, page: int) -> Mark | None:
    reading = _read_picture(symbol.drawings)
    if reading is None:
        return None
    boxed = reading.sign.startswith("box+") or reading.sign in ("box", "ring+dot", "ring+fill")
    return _mark("checkbox" if boxed else "drawing", reading, symbol.box, page)


@lru_cache(maxsize=1024)
def _read_picture(drawings: tuple[Drawing, ...]) -> pictures.Reading | None:
    """What drawings show; asked again for each line and cell that they may belong to."""
    return _read_anywhere(_at_origin(drawings))


@lru_cache(maxsize=1024)
def _read_anywhere(drawings: tuple[Drawing, ...]) -> pictures.Reading | None:
    """What drawings at the page's corner show, as they do wherever they stand."""
    return pictures.read_picture(_painted(drawings))


def _paint(drawings: tuple[Drawing, ...]) -> pictures.Picture:
    return _painted(_at_origin(drawings))


def _at_origin(drawings: tuple[Drawing, ...]) -> tuple[Drawing, ...]:
    """Drawings moved to the page's corner: their picture is the same wherever on the page they stand."""
    x, y = round(min(d.x0 for d in drawings), 1), round(min(d.top for d in drawings), 1)
    return tuple(_moved(d, -x, -y) for d in drawings)


@lru_cache(maxsize=1024)
def _painted(drawings: tuple[Drawing, ...]) -> pictures.Picture:
    box = raster.extent(drawings)
    aspect = max(box.width, 0.1) / max(box.height, 0.1)
    ground = drawings[0]
    if len(drawings) > 1 and _is_pale_ground(ground, box):
        drawings = (ground._replace(fill=VISIBLE), *drawings[1:])
    return pictures.compose([layer for drawing in drawings for layer in raster.paint(drawing, box)], aspect)


def _is_pale_ground(drawing: Drawing, box: Box) -> bool:
    """Whether a drawing below others fills their whole place in a colour that is nearly that of paper: the track of a
    bar, the disc below a sector.
    """
    pale = drawing.fill is not None and PALE < colour_distance(drawing.fill, PAPER) <= pictures.PAPER
    return pale and drawing.stroke is None and raster.extent([drawing]) == box


def _moved(drawing: Drawing, dx: float, dy: float) -> Drawing:
    parts: list[tuple[str | float, ...]] = []
    for part in drawing.parts:
        moved = list(part)
        moved[1::2] = [round(float(x) + dx, 1) for x in part[1::2]]
        moved[2::2] = [round(float(y) + dy, 1) for y in part[2::2]]
        parts.append(tuple(moved))
    return Drawing(0.0, 0.0, 0.0, 0.0, drawing.stroke, drawing.fill, drawing.width, tuple(parts))


@lru_cache(maxsize=256)
def _look(look: ImageLook) -> pictures.Reading | None:
    return pictures.read_picture(pictures.of_look(look))


def _mark(kind: MarkKindName, reading: pictures.Reading, box: Box, page: int) -> Mark:
    colour = colour_name(reading.color) if reading.color is not None else None
    return Mark(
        kind, reading.sign, reading.meaning, reading.color, colour, reading.level, "", page, box, reading.confidence
    )
