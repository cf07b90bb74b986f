"""A page with what was read drawn over it: how we see what the rules saw.

Layers, in the order in which they are drawn; each has one colour, listed under the page with its number of things:

``fills``, ``rulings``, ``drawings``, ``images``, ``widgets``  what the page is drawn with
``words``, ``hidden``, ``lines``, ``blocks``                   its text; ``hidden`` is what a reader does not see
``tables``, ``cells``                                          what the geometry says
``roles``, ``marks``, ``findings``                             what it means: every value, the marks, doubts
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from schemas.document import ExtractedDocument
from schemas.geometry import Box
from schemas.layout import Layout
from schemas.page import Page

if TYPE_CHECKING:
    from PIL import Image as PILImage
    from PIL import ImageDraw

    Canvas = ImageDraw.ImageDraw

DEFAULT_LAYERS = ("tables", "cells", "roles", "marks", "findings")

_INK = (38, 50, 56)
_COLORS = {
    "fills": (190, 160, 0),
    "rulings": (214, 0, 147),
    "drawings": (230, 110, 0),
    "images": (120, 90, 200),
    "widgets": (150, 75, 0),
    "words": (120, 144, 156),
    "hidden": (220, 30, 30),
    "lines": (30, 110, 220),
    "blocks": (0, 130, 150),
    "tables": (106, 27, 154),
    "cells": (90, 120, 230),
    "roles": (0, 121, 107),
    "marks": (0, 150, 40),
    "findings": (198, 40, 40),
}
LAYERS = tuple(_COLORS)

_STRAIGHTENED = {"fills", "rulings", "drawings", "words", "lines", "blocks", "tables", "cells"}
"""Layers that a scan has where it was read, lying straight; the others lie where they are seen."""
_MARK_FIELDS = {"rating_step"}
_MARGIN = 34
"""Pixels under the page for the legend, per line of it."""


class Shape(NamedTuple):
    """A thing to draw: a box in points, and a word beside it."""

    box: Box
    label: str = ""
    fill: bool = False
    width: int = 1
    below: bool = False
    """Whether the word stands under the box: a table's own would hide those of its first cells."""


def draw_page(
    png: bytes,
    page: Page,
    layout: Layout,
    document: ExtractedDocument | None,
    *,
    dpi: int,
    layers: Sequence[str] = DEFAULT_LAYERS,
) -> bytes:
    """PNG of the page with the layers over it and a legend under it.

    Args:
        png: The page as a picture, at ``dpi``.
        page: What the reader found on it.
        layout: What the geometry made of the document.
        document: What was read from it; None when there are no records to draw.
        dpi: Pixels per inch of ``png``.
        layers: Which of :data:`LAYERS` to draw.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png)) as opened:
        picture = _paled(opened.convert("RGB"))
    shapes = {name: list(_SHAPES[name](page, layout, document)) for name in LAYERS if name in layers}
    canvas = _Drawing(picture, dpi / 72)
    for name, found in shapes.items():
        for shape in found:
            canvas.add(shape._replace(box=page.shown(shape.box)) if name in _STRAIGHTENED else shape, _COLORS[name])
    result = _with_legend(canvas.picture, {name: len(found) for name, found in shapes.items()}, page.number)
    out = io.BytesIO()
    result.save(out, "PNG", optimize=True)
    return out.getvalue()


class _Drawing:
    """Draws shapes with translucent fills over a picture."""

    def __init__(self, picture: PILImage.Image, scale: float) -> None:
        from PIL import ImageDraw

        self.picture = picture
        self._scale = scale
        self._draw = ImageDraw.Draw(picture, "RGBA")
        self._font = _font(max(9, round(5.5 * scale)))

    def add(self, shape: Shape, color: tuple[int, int, int]) -> None:
        x0, top, x1, bottom = (edge * self._scale for edge in shape.box)
        x1, bottom = max(x1, x0 + 1), max(bottom, top + 1)
        self._draw.rectangle(
            (x0, top, x1, bottom), outline=(*color, 255), fill=(*color, 42) if shape.fill else None, width=shape.width
        )
        if shape.label:
            self._label(x0, bottom if shape.below else top, shape.label, color, shape.below)

    def _label(self, x: float, y: float, text: str, color: tuple[int, int, int], below: bool) -> None:
        left, upper, right, lower = self._draw.textbbox((0, 0), text, font=self._font)
        width, height = right - left, lower - upper
        y = y if below else max(0.0, y - height - 3)
        self._draw.rectangle((x, y, x + width + 4, y + height + 3), fill=(*color, 225))
        self._draw.text((x + 2 - left, y + 1 - upper), text, fill=(255, 255, 255), font=self._font)


def _paled(picture: PILImage.Image) -> PILImage.Image:
    """The picture half way to white, so that what is drawn over it stands out."""
    from PIL import Image

    return Image.blend(picture, Image.new("RGB", picture.size, (255, 255, 255)), 0.35)


def _with_legend(picture: PILImage.Image, counts: dict[str, int], number: int) -> PILImage.Image:
    from PIL import Image, ImageDraw

    font = _font(14)
    entries = [(f"{name} {count}", _COLORS[name]) for name, count in counts.items()]
    lines: list[list[tuple[float, str, tuple[int, int, int]]]] = [[]]
    x = 12.0 + font.getlength(f"page {number}") + 18
    for text, color in entries:
        width = 22 + font.getlength(text) + 20
        if x + width > picture.width and lines[-1]:
            lines.append([])
            x = 12.0
        lines[-1].append((x, text, color))
        x += width
    whole = Image.new("RGB", (picture.width, picture.height + _MARGIN * len(lines)), (255, 255, 255))
    whole.paste(picture, (0, 0))
    draw = ImageDraw.Draw(whole)
    draw.text((12, picture.height + 9), f"page {number}", fill=_INK, font=font)
    for index, line in enumerate(lines):
        y = picture.height + _MARGIN * index + 9
        for x, text, color in line:
            draw.rectangle((x, y + 2, x + 14, y + 15), fill=color)
            draw.text((x + 20, y), text, fill=_INK, font=font)
    return whole


def _font(size: int):  # type: ignore[no-untyped-def]
    from PIL import ImageFont

    return ImageFont.load_default(size)


# --- what each layer draws --------------------------------------------------------------------------


def _fills(page: Page, _: Layout, __: ExtractedDocument | None) -> Iterator[Shape]:
    yield from (Shape(fill.box, f"{fill.color:06x}") for fill in page.fills)


def _rulings(page: Page, _: Layout, __: ExtractedDocument | None) -> Iterator[Shape]:
    yield from (Shape(ruling.box, width=2) for ruling in page.rulings)


def _drawings(page: Page, _: Layout, __: ExtractedDocument | None) -> Iterator[Shape]:
    yield from (Shape(drawing.box, str(len(drawing.parts)), fill=True) for drawing in page.drawings)


def _images(page: Page, _: Layout, __: ExtractedDocument | None) -> Iterator[Shape]:
    yield from (Shape(image.box, image.digest[:6], width=2) for image in page.images)


def _widgets(page: Page, _: Layout, __: ExtractedDocument | None) -> Iterator[Shape]:
    yield from (Shape(Box(w.x0, w.top, w.x1, w.bottom), "widget", fill=True) for w in page.widgets)


def _words(page: Page, _: Layout, __: ExtractedDocument | None) -> Iterator[Shape]:
    yield from (Shape(word.box) for word in page.words)


def _hidden(page: Page, _: Layout, __: ExtractedDocument | None) -> Iterator[Shape]:
    yield from (Shape(word.box, word.text) for word in page.hidden)


def _lines(page: Page, layout: Layout, _: ExtractedDocument | None) -> Iterator[Shape]:
    for block in layout.pages[page.number - 1].blocks:
        yield from (Shape(line.box) for line in block.lines)
    for table in layout.tables:
        for cell in table.cells:
            yield from (Shape(line.box) for part in cell.parts if part.page == page.number for line in part.lines)


def _blocks(page: Page, layout: Layout, _: ExtractedDocument | None) -> Iterator[Shape]:
    for order, block in enumerate(layout.pages[page.number - 1].blocks, start=1):
        yield Shape(block.box, f"{order} {block.kind}{block.level or ''}", width=2)


def _tables(page: Page, layout: Layout, _: ExtractedDocument | None) -> Iterator[Shape]:
    for table in layout.tables:
        doubts = f" ? {' '.join(table.doubts)}" if table.doubts else ""
        size = f"{table.row_count}x{table.column_count}"
        label = f"{table.number} {table.method} {size} {table.confidence:.2f}{doubts}"
        yield from (Shape(box.grown(2), label, width=3, below=True) for n, box in table.boxes if n == page.number)


def _cells(page: Page, layout: Layout, _: ExtractedDocument | None) -> Iterator[Shape]:
    for table in layout.tables:
        for cell in table.cells:
            spans = f"+{cell.row_span}x{cell.column_span}" if cell.row_span * cell.column_span > 1 else ""
            for part in cell.parts:
                if part.page == page.number:
                    yield Shape(part.box, f"{cell.row},{cell.column}{spans}" if spans else "", fill=cell.is_header)


def _evidence(page: Page, document: ExtractedDocument | None, *, marks: bool) -> Iterator[Shape]:
    """A shape per place, named for the first field read there: its raw twin and kin stand in the same place."""
    fields: dict[Box, str] = {}
    for evidence in document.evidence if document else ():
        if evidence.page != page.number or None in (evidence.x0, evidence.top, evidence.x1, evidence.bottom):
            continue
        box = Box(evidence.x0 or 0.0, evidence.top or 0.0, evidence.x1 or 0.0, evidence.bottom or 0.0)
        if evidence.field in _MARK_FIELDS or box not in fields:
            fields[box] = evidence.field.removesuffix("_raw").removesuffix("_ids")
    for box, name in fields.items():
        if (name in _MARK_FIELDS) == marks:
            yield Shape(box.grown(1), "" if marks else name, fill=True, width=2 if marks else 1)


def _roles(page: Page, _: Layout, document: ExtractedDocument | None) -> Iterator[Shape]:
    yield from _evidence(page, document, marks=False)


def _marks(page: Page, _: Layout, document: ExtractedDocument | None) -> Iterator[Shape]:
    yield from _evidence(page, document, marks=True)


def _findings(page: Page, _: Layout, document: ExtractedDocument | None) -> Iterator[Shape]:
    for finding in document.findings if document else ():
        if finding.page == page.number and finding.x0 is not None:
            box = Box(finding.x0, finding.top or 0.0, finding.x1 or 0.0, finding.bottom or 0.0)
            yield Shape(box.grown(3), finding.code, width=3)


_SHAPES: dict[str, Callable[[Page, Layout, ExtractedDocument | None], Iterator[Shape]]] = {
    "fills": _fills,
    "rulings": _rulings,
    "drawings": _drawings,
    "images": _images,
    "widgets": _widgets,
    "words": _words,
    "hidden": _hidden,
    "lines": _lines,
    "blocks": _blocks,
    "tables": _tables,
    "cells": _cells,
    "roles": _roles,
    "marks": _marks,
    "findings": _findings,
}
