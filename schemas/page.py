"""What a page holds: the primitives that every later stage reads.

A page of a digital PDF and a page read by OCR give the same primitives, so nothing behind this
border knows which reader made them. Primitives are named tuples and not pydantic models: a page
has hundreds of them and they never leave the process (docs/decisions.md, decision 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from schemas.geometry import Box, make_box


class Word(NamedTuple):
    """Characters between white space on one line, in the order they were drawn."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    font: str
    """Font name without its subset prefix ("ABCDEF+")."""
    size: float
    """Font size in points as seen on the page."""
    color: int
    """Fill colour, 0xRRGGBB."""
    bold: bool
    italic: bool
    direction: int
    """Clockwise turn of the baseline as the reader sees it: 0, 90 (downwards), 180 or 270 (upwards)."""
    block: int
    """Number of the reader's block: words that one producer drew together."""
    line: int
    """Number of the reader's line within the page."""
    confidence: float
    """1.0 from a text layer, the engine's own figure from OCR."""
    other_reading: str = ""
    """What one of two OCR engines read and was not taken; "" where they agree, or one alone was asked."""

    @property
    def box(self) -> Box:
        return make_box((self.x0, self.top, self.x1, self.bottom))

    @property
    def cx(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def cy(self) -> float:
        return (self.top + self.bottom) / 2


class Ruling(NamedTuple):
    """A horizontal or vertical line, drawn as a stroke or as a thin filled rectangle.

    ``x0 == x1`` for a vertical, ``top == bottom`` for a horizontal one: the line's axis.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    width: float
    """Thickness in points."""
    color: int
    """0xRRGGBB."""
    dashed: bool

    @property
    def horizontal(self) -> bool:
        return self.top == self.bottom and self.x1 > self.x0

    @property
    def box(self) -> Box:
        return make_box((self.x0, self.top, self.x1, self.bottom))


class Fill(NamedTuple):
    """A filled rectangle that is an area (cell shading, a traffic-light cell, a panel)."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: int
    """0xRRGGBB, with transparency already laid on white."""

    @property
    def box(self) -> Box:
        return make_box((self.x0, self.top, self.x1, self.bottom))


ShapeKind = Literal["circle", "cross", "tick", "box", "arrow", "polygon", "path"]


class Drawing(NamedTuple):
    """A vector drawing that is neither ruling nor area: circles, ticks, crosses, small boxes, icons.

    ``parts`` keeps the outline for whoever reads marks: ``("l", x0, y0, x1, y1)`` a line,
    ``("c", x0, y0, …, x3, y3)`` a Bézier curve, ``("re", x0, top, x1, bottom)`` a rectangle.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    stroke: int | None
    """0xRRGGBB or None when not stroked."""
    fill: int | None
    """0xRRGGBB or None when not filled."""
    width: float
    parts: tuple[tuple[str | float, ...], ...]

    @property
    def box(self) -> Box:
        return make_box((self.x0, self.top, self.x1, self.bottom))


class Image(NamedTuple):
    """A raster image as placed on the page."""

    x0: float
    top: float
    x1: float
    bottom: float
    digest: str
    """Hash of the image's content: the same picture has the same digest wherever it is placed."""
    pixel_width: int
    pixel_height: int

    @property
    def box(self) -> Box:
        return make_box((self.x0, self.top, self.x1, self.bottom))


class Widget(NamedTuple):
    """A form field: a check box or radio button with its state, or text that was filled in."""

    x0: float
    top: float
    x1: float
    bottom: float
    kind: Literal["checkbox", "radio", "text", "choice"]
    checked: bool
    value: str

    @property
    def box(self) -> Box:
        return make_box((self.x0, self.top, self.x1, self.bottom))


class ImageLook(NamedTuple):
    """What a small raster image looks like, enough to read a traffic light or a smiley."""

    color: int
    """Mean colour of the coloured (else the dark) pixels, 0xRRGGBB."""
    colored_share: float
    """Share of the pixels that are neither grey nor white nor transparent."""
    pixels: tuple[int, ...]
    """16 × 16 thumbnail, row by row, 0xRRGGBB, transparency laid on white."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader sees it.

    ``hidden`` holds words a reader does not see (invisible ink, off the page, covered twice): they are
    kept, for the record and for doubt, but no table or text is made of them.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    hidden: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    fills: tuple[Fill, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    images: tuple[Image, ...] = ()
    widgets: tuple[Widget, ...] = ()
    by_ocr: bool = False
    problem: str | None = None
    """Why the page could not be read, in words; None when it could."""
    lacks_ocr: str | None = None
    """Why the page was not read by OCR though it needs that, in words; its text, if any, is doubtful."""
    placement: tuple[float, float, float, float, float, float] | None = None
    """Set when a scan lay askew or sideways: takes this page's straight coordinates to those of the page as shown,
    ``(a, b, c, d, e, f)`` with ``x' = a·x + c·y + e`` and ``y' = b·x + d·y + f``."""

    def shown(self, box: Box) -> Box:
        """Where a box of this page lies on the page as shown: the upright box around it."""
        if self.placement is None:
            return box
        a, b, c, d, e, f = self.placement
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF as read: its pages and what the file says of itself."""

    document_id: str
    """sha256 of the bytes, hex."""
    byte_size: int
    pages: tuple[Page, ...]
    metadata: dict[str, str]
    """The PDF's own information: title, author, producer, creator, creationDate (unchecked strings)."""
    outline: tuple[tuple[int, str, int], ...]
    """Bookmarks: level (from 1), title, page (from 1; 0 when it leads nowhere)."""
    looks: dict[str, ImageLook]
    """Looks of small images, by digest."""
    letters_told: str = ""
    """What glyphs that the file does not name, or names wrongly, show by the words they stand in, sorted."""
