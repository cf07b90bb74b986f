"""What a small picture shows, whether drawn or raster.

Contract. A picture is layers of colours on a ground. Signals in order of precedence, and why:
1. the outer silhouette, holes filled, compared with known shapes (silhouettes.py) – every sign has one;
2. what stands inside a circle or square: two eyes and a mouth, a sign, a sector, nothing. Faces come first, because an
   eye or a mouth alone looks like a dot or a bar;
3. the most vivid colour, which is what a reader sees from afar.
A picture of no known shape is a sign all the same: it is said to be a "picture", with low confidence.
It never reads a meaning out of size or place: that is for whoever knows the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi
from typing import NamedTuple

from extractors.kinds.marks import raster
from extractors.kinds.marks.colours import chroma, colour_distance, colour_name, is_coloured, lightness
from extractors.kinds.marks.glyphs import signs
from extractors.kinds.marks.raster import FULL, SIZE
from extractors.kinds.marks.silhouettes import nearest
from schemas.marks import Meaning
from schemas.page import ImageLook

SAME_COLOUR = 22.0
"""ΔE within which pixels belong to one colour: antialiasing and gradients blur, two colours of a sign do not."""
PAPER_COLOUR = 0xFFFFFF
PAPER = 12.0
"""ΔE from white within which a pixel is paper."""
FIGURE_LEAST = 0.025
"""A figure covers at least this share of the ground it stands on; less is a speck."""
MOTLEY_SHARE = 0.06
"""A colour that covers at least this share of the ink counts when colours are counted."""
CORE = 0.35
"""What an outline encloses covers at least this share of a sign; less is a figure on a ground."""
FRAME = 4
"""Pixels that are taken off all around before looking inside: the outline of a ring or box (a stroke of one point on
a box of eight), and the blur of an edge."""
UNSURE = 0.5
HOLLOWED = ("star", "diamond")
HOLLOW = 0.3
"""An outline encloses at least this share of its silhouette."""
STROKED = ("cross", "tick", "plus")
"""Signs that may run to the rim of their frame."""
STANDING = ("dot", "exclamation", "star", "heart", "arrow-up", "arrow-down", "arrow-left", "arrow-right", "diamond")
"""Signs that stand clear of their frame; what touches it instead is a filling."""
TOUCHES_RIM = 0.06
"""A filling has at least this share of its pixels on the rim of its frame: a quarter of a circle has 0.1."""
THICKER = 2
"""The outline of a small circle may be so many pixels thicker than the frame that was taken off."""
ALONG_RIM = (0.1, 0.85)
"""What a circle is not filled with runs along this share of its rim; a hole in its middle along all of it."""
HOUSING = 45.0
"""A housing of lamps is at most so light (CIE L*)."""
BLEND = 30.0
"""A colour of a thumbnail is a blend of two others when it lies so near the line between them (of 255)."""
BLEND_SHARE = 0.12
"""Blends are edges: each covers at most this share of the ink."""
LEVELS = (0.125, 0.25, 1 / 3, 0.375, 0.5, 0.625, 2 / 3, 0.75, 0.875)
"""Shares that a sign is filled to; a measured share is named after the nearest."""
WHOLE_DISC = 0.9
"""A disc covers at least this share of its place; grain and blur take a little off its rim."""
QUARTERS = (0.25, 0.5, 0.75)
"""The same beside an outline so thick that no finer share can be measured."""


class Reading(NamedTuple):
    """What a picture shows."""

    sign: str
    meaning: Meaning
    color: int | None
    level: float | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Colours of a picture and the pixels of each, none of them paper; pixels of no colour are paper."""

    layers: tuple[tuple[int, int], ...]
    """(colour 0xRRGGBB, mask), the largest first."""
    aspect: float = 1.0
    """Width through height of what the square picture shows."""

    @property
    def ink(self) -> int:
        """Every pixel that is not paper."""
        ink = 0
        for _, mask in self.layers:
            ink |= mask
        return ink

    def within(self, region: int) -> Picture:
        """The part of the picture that lies in ``region``."""
        return _sorted(((color, mask & region) for color, mask in self.layers), self.aspect)


def compose(painted: Sequence[tuple[int, int]], aspect: float = 1.0) -> Picture:
    """The picture that painting ``(mask, colour)`` in this order leaves; equal-looking colours become one."""
    visible: list[tuple[int, int]] = []
    covered = 0
    for mask, color in reversed(painted):
        seen = mask & ~covered
        covered |= mask
        if seen and colour_distance(color, PAPER_COLOUR) > PAPER:
            visible.append((color, seen))
    return _merged(visible, aspect)


def of_look(look: ImageLook) -> Picture:
    """The picture of a raster image's thumbnail; a ground of one colour up to all four corners is paper."""
    side = int(len(look.pixels) ** 0.5)
    corners = [look.pixels[i] for i in (0, side - 1, side * (side - 1), side * side - 1)]
    ground = corners[0] if all(colour_distance(corners[0], c) < PAPER for c in corners) else PAPER_COLOUR
    flat = all(colour_distance(ground, p) < PAPER for p in look.pixels)
    paper = PAPER_COLOUR if flat else ground
    masks: dict[int, int] = {}
    for y in range(SIZE):
        for x in range(SIZE):
            color = look.pixels[(y * side // SIZE) * side + x * side // SIZE]
            if colour_distance(color, paper) > PAPER and colour_distance(color, PAPER_COLOUR) > PAPER:
                masks[color] = masks.get(color, 0) | 1 << (y * SIZE + x)
    return _without_blends(_merged(list(masks.items())))


def read_picture(picture: Picture) -> Reading | None:
    """What the picture shows; None when it is blank."""
    ink = picture.ink
    if not ink:
        return None
    if _is_motley(picture):
        return _said("picture", None, None, UNSURE)
    outer = raster.without_holes(ink)
    shape, distance = nearest(outer, picture.aspect)
    sure = 1.0 - distance
    color = main_colour(picture)
    if shape in ("circle", "square", "bar") and len(raster.components(outer, 12)) == 1:
        inner = _inside(picture, outer, shape)
        if inner is not None:
            return inner
    if shape in ("cross", "tick", "plus") or not shape:
        shape = nearest(ink, picture.aspect).name or shape
    if shape in HOLLOWED and _is_hollow(outer, ink):
        return _said(f"{shape}-empty", color, None, sure)
    if not shape:
        face = _face(raster.components(ink, 4), raster.bounds(ink))
        if face is not None:
            return _said(f"smiley-{face}", color, None, 0.8)
        return _said("picture", color, None, UNSURE)
    if shape == "circle" and (share := _share_of_disc(outer)) < WHOLE_DISC:
        return _named_level(shape, share, color)
    return _said(shape, color, 1.0 if shape == "circle" else None, sure)


def _share_of_disc(mask: int) -> float:
    """What a silhouette covers of the disc as wide and high as it: a sector without its outline covers a part."""
    x0, top, x1, bottom = raster.bounds(mask)
    return mask.bit_count() / (pi / 4 * (x1 - x0 + 1) * (bottom - top + 1))


def _is_hollow(outer: int, ink: int) -> bool:
    """Whether a sign is an outline: it encloses much of its silhouette, or nothing stands in its middle."""
    x0, top, x1, bottom = raster.bounds(outer)
    middle = 1 << ((top + bottom) // 2 * SIZE + (x0 + x1) // 2)
    return (outer & ~ink).bit_count() > HOLLOW * outer.bit_count() or not middle & ink


def main_colour(picture: Picture) -> int | None:
    """The colour that a reader sees from afar: of the coloured layers the one with most ink and chroma, else None."""
    vivid = [(mask.bit_count() * chroma(color), color) for color, mask in picture.layers if is_coloured(color)]
    return max(vivid)[1] if vivid else None


def _is_motley(picture: Picture) -> bool:
    """Whether the picture has more colours than a sign: a photograph, a chart, lamps that are all lit."""
    ink = picture.ink.bit_count()
    names = {colour_name(color) for color, mask in picture.layers if mask.bit_count() > MOTLEY_SHARE * ink}
    return len(names - {"black", "grey", "white"}) > 2


def empty_ring(color: int | None) -> Reading:
    """The reading of an outline of a circle in which nothing stands, however thick it is drawn."""
    return _said("ring", color, 0.0, 1.0)


def figure_name(mask: int, aspect: float = 1.0) -> str:
    """What stands in a box or circle: "cross", "tick", "plus", "dot", "fill", "bar", "arrow-up" …, else "mark"."""
    name = nearest(mask, aspect).name or nearest(raster.without_holes(mask), aspect).name
    return {"circle": "dot", "square": "fill", "": "mark"}.get(name, name)


def _inside(picture: Picture, outer: int, shape: str) -> Reading | None:
    """What a circle, square or bar holds; None when its inside says nothing that the outline does not."""
    inner = raster.shrink(outer, FRAME)
    if not inner:
        return None
    seen = picture.within(inner)
    bare = inner & ~seen.ink
    classes = [(mask, color) for color, mask in seen.layers] + ([(bare, PAPER_COLOUR)] if bare else [])
    classes = [c for c in classes if c[0].bit_count() >= FIGURE_LEAST * inner.bit_count()]
    color = main_colour(picture)
    if len(classes) == 1:
        if classes[0][1] == PAPER_COLOUR:
            empty = {"circle": "ring", "square": "box", "bar": "bar"}[shape]
            return _said(empty, color, 0.0 if shape == "circle" else None, 1.0)
        return None
    rim = inner & ~raster.shrink(inner)
    ground, ground_color = max(classes, key=lambda c: ((c[0] & rim).bit_count(), c[0].bit_count()))
    framed = ground_color == PAPER_COLOUR
    figure = inner & ~ground
    if shape == "circle":
        face = _face(raster.components(figure, 3), raster.bounds(inner))
        if face is not None:
            return _said(f"smiley-{face}", color, None, 0.95)
    name = figure_name(figure, picture.aspect)
    if shape == "circle" and not framed and len(classes) == 2 and name not in STROKED:
        freed = _freed(classes, inner)
        if freed is not None:
            return _level(shape, freed, color, QUARTERS)
    core = raster.without_holes(figure)
    if not framed and core.bit_count() >= CORE * outer.bit_count() and nearest(core, picture.aspect).name == shape:
        # The outline is thicker than the frame that was taken off.
        return _inside(picture.within(core), core, shape) or _said(
            shape, color, 1.0 if shape == "circle" else None, 0.95
        )
    touching = (figure & rim).bit_count() / figure.bit_count()
    if shape in ("bar", "square") and _is_lamp(classes):
        return _said("light", color, None, 0.9)
    if shape != "bar" and (name in STROKED or (name in STANDING and touching <= TOUCHES_RIM)):
        return _with_figure(shape, framed, name, color)
    if shape == "square" and framed and figure.bit_count() > 0.55 * inner.bit_count() and touching <= TOUCHES_RIM:
        return _said("box+fill", color, None, 0.95)
    if len(classes) == 2 and touching > TOUCHES_RIM:
        return _level(shape, classes, color)
    if framed and shape != "bar":
        return _with_figure(shape, framed, "mark" if name == "bar" else name, color)
    return None


def _freed(classes: Sequence[tuple[int, int]], inner: int) -> list[tuple[int, int]] | None:
    """The two colours of a circle without the rest of its thick outline, where the lighter one then runs along a part
    of the rim as a sector does.
    """
    within = raster.shrink(inner, THICKER)
    rim = within & ~raster.shrink(within)
    light = max(classes, key=lambda c: lightness(c[1]))[0] & within
    touched = (light & rim).bit_count()
    least, most = ALONG_RIM
    if not light or touched <= TOUCHES_RIM * light.bit_count() or not least <= touched / rim.bit_count() <= most:
        return None
    return [(mask & within, color) for mask, color in classes]


def _is_lamp(classes: Sequence[tuple[int, int]]) -> bool:
    """Whether one colour shines in a dark housing."""
    coloured = [color for _, color in classes if is_coloured(color)]
    return len(coloured) == 1 and any(lightness(color) < HOUSING for _, color in classes if color != coloured[0])


def _with_figure(shape: str, framed: bool, name: str, color: int | None) -> Reading:
    frame = {("circle", True): "ring", ("square", True): "box"}.get((shape, framed), shape)
    if shape == "square" and name in ("cross", "tick"):
        frame = "box"
    return _said(f"{frame}+{name}", color, None, 0.95)


def _level(
    shape: str, classes: Sequence[tuple[int, int]], color: int | None, levels: Sequence[float] = LEVELS
) -> Reading:
    """The filled share of a circle, box or bar of two colours: the darker one is the filling."""
    (dark, _), (light, _) = sorted(classes, key=lambda c: lightness(c[1]))
    share = dark.bit_count() / (dark.bit_count() + light.bit_count())
    return _named_level(shape, share, color, levels)


def _named_level(shape: str, share: float, color: int | None, levels: Sequence[float] = LEVELS) -> Reading:
    named = min(levels, key=lambda level: abs(level - share))
    return _said(f"{shape}-{round(100 * named)}", color, round(named, 3), 1.0 - abs(named - share), "level")


def _face(pieces: Sequence[int], frame: tuple[int, int, int, int]) -> str | None:
    """Which way the mouth turns when the pieces are two eyes above a mouth: "happy", "neutral", "sad", else None."""
    x0, y0, x1, y1 = frame
    width, height = x1 - x0 + 1, y1 - y0 + 1
    boxes = [raster.bounds(piece) for piece in pieces]
    middles = [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in boxes]
    eyes = [i for i, (_, y) in enumerate(middles) if y < y0 + 0.52 * height and boxes[i][2] - boxes[i][0] < 0.4 * width]
    mouths = [i for i, (_, y) in enumerate(middles) if y > y0 + 0.5 * height and i not in eyes]
    if not mouths or not any(middles[a][0] < x0 + 0.5 * width < middles[b][0] for a in eyes for b in eyes):
        return None
    below = [pieces[i] for i in mouths]
    mouth = max(below, key=int.bit_count)
    for piece in (*below, *reversed(below)):
        if raster.grow(mouth) & raster.grow(piece):  # The pixels of a thin bow may meet at their corners alone.
            mouth |= piece
    mx0, _, mx1, _ = raster.bounds(mouth)
    if mx1 - mx0 < 0.2 * width:
        return None
    third = (mx1 - mx0 + 1) / 3
    spots = list(raster.pixels(mouth))
    middle = [y for x, y in spots if mx0 + third <= x < mx1 + 1 - third]
    ends = [y for x, y in spots if x < mx0 + third or x >= mx1 + 1 - third]
    if not middle or not ends:
        return None
    bend = sum(middle) / len(middle) - sum(ends) / len(ends)
    least = 0.02 * height
    return "happy" if bend > least else "sad" if bend < -least else "neutral"


def _said(
    sign: str, color: int | None, level: float | None, confidence: float, meaning: Meaning | None = None
) -> Reading:
    """A reading with the meaning that the vocabulary gives the sign, or that its colour does."""
    return Reading(sign, meaning or _meaning(sign, color), color, level, round(confidence, 3))


def _meaning(sign: str, color: int | None) -> Meaning:
    known = signs().get(sign)
    if sign == "thumb-side":
        return "neutral"
    if color is not None and (sign in _LIGHTS or sign.startswith(("circle+", "square+"))):
        return "colour"
    if sign.startswith(("box+", "ring+")):
        return "checked"
    return known.means if known is not None else "positive"


_LIGHTS = frozenset({"circle", "square", "diamond", "light", "bar", "picture", "heart"})


def _merged(layers: Sequence[tuple[int, int]], aspect: float = 1.0) -> Picture:
    """Layers with colours that look the same put together, named by the largest of them."""
    kept: list[list[int]] = []
    for color, mask in sorted(layers, key=lambda layer: (-layer[1].bit_count(), layer[0])):
        near = next((entry for entry in kept if colour_distance(entry[0], color) < SAME_COLOUR), None)
        if near is None:
            kept.append([color, mask])
        else:
            near[1] |= mask
    return _sorted(((color, mask & FULL) for color, mask in kept), aspect)


def _without_blends(picture: Picture) -> Picture:
    """The picture of a thumbnail with blurred edges given to the nearer of the two colours, never to the paper."""
    ink = picture.ink.bit_count()
    plain = [layer for layer in picture.layers if layer[1].bit_count() > BLEND_SHARE * ink] or list(picture.layers[:1])
    masks = dict(plain)
    for color, mask in picture.layers:
        if color in masks:
            continue
        ends = [c for c, _ in plain] + [PAPER_COLOUR]
        pairs = ((a, b) for i, a in enumerate(ends) for b in ends[i + 1 :])
        near = next((pair for pair in pairs if _is_blend(color, *pair)), None)
        if near is None:
            masks[color] = mask
            continue
        masks[min((c for c in near if c in masks), key=lambda c: colour_distance(c, color))] |= mask
    return _sorted(masks.items(), picture.aspect)


def _is_blend(color: int, a: int, b: int) -> bool:
    p, q, r = (((c >> 16) & 255, (c >> 8) & 255, c & 255) for c in (color, a, b))
    along = [y - x for x, y in zip(q, r, strict=True)]
    square = sum(v * v for v in along)
    share = sum((x - y) * v for x, y, v in zip(p, q, along, strict=True)) / square if square else 0.0
    share = min(1.0, max(0.0, share))
    return sum((x - y - share * v) ** 2 for x, y, v in zip(p, q, along, strict=True)) <= BLEND * BLEND


def _sorted(layers: Iterable[tuple[int, int]], aspect: float) -> Picture:
    real = [(color, mask) for color, mask in layers if mask]
    return Picture(tuple(sorted(real, key=lambda layer: (-layer[1].bit_count(), layer[0]))), aspect)
