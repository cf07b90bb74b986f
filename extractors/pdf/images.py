"""Raster images of a page: where they lie, whether they are the same, and what the small ones look like."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pymupdf
from pymupdf import mupdf

from extractors.pdf.display import Display
from extractors.pdf.limits import Limits
from schemas.geometry import Box
from schemas.page import Drawing, Fill, Image, ImageLook

if TYPE_CHECKING:
    from extractors.pdf.display import Pixels

# Icons, traffic lights and smileys; larger pictures are illustrations and are not looked at.
_LOOK_SIDE = 60.0
_THUMBNAIL = 16
# A shape takes at least this share of its shadow, whose blur reaches over its edge.
_SHADED = 0.4
_EVERYWHERE = mupdf.fz_round_rect(mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE))
# The operator that the data of an inline image follow; /MCID, which tagged text is full of, is none. Letters first:
# only for an expression that begins with some does Python skip to where they stand.
_INLINE_IMAGE = re.compile(rb"ID(?<![\w/-]ID)\s")
_COLORFUL = 40
_INK = 40


class ImageReader:
    """Reads the images of one document's pages; remembers what it has looked at."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.looks: dict[str, ImageLook] = {}

    def read(self, display: Display, instructions: bytes, drawn: Sequence[Drawing | Fill]) -> tuple[Image, ...]:
        """The images of a page that show on it, in drawing order; shadows of what is drawn are none.

        Args:
            display: the page.
            instructions: its content, which may hold inline images.
            drawn: its drawings and fills.
        """
        if not display.has_resource("XObject") and not _INLINE_IMAGE.search(instructions):
            return ()
        images: dict[Image, None] = {}
        # Its blocks live as long as it does: it needs a name.
        collected = display.text_page(pymupdf.TEXT_PRESERVE_IMAGES).this
        for block in _blocks(collected):
            if block.type != mupdf.FZ_STEXT_BLOCK_IMAGE:
                continue
            placed = block.bbox
            x0, top = max(placed.x0, 0.0), max(placed.y0, 0.0)
            x1, bottom = min(placed.x1, display.width), min(placed.y1, display.height)
            if x1 <= x0 or bottom <= top:
                continue
            picture = mupdf.FzStextBlock(block).i_image()
            if _is_grey_veil(picture) and any(_lies_on(shape.box, Box(x0, top, x1, bottom)) for shape in drawn):
                continue
            digest = _digest(picture, self._limits)
            images[Image(x0, top, x1, bottom, digest, picture.w(), picture.h())] = None
            small = placed.x1 - placed.x0 <= _LOOK_SIDE and placed.y1 - placed.y0 <= _LOOK_SIDE
            if small and digest not in self.looks and len(self.looks) < self._limits.looks:
                self.looks[digest] = _look(display.color((x0, top, x1, bottom), _THUMBNAIL))
            if len(images) >= self._limits.images:
                break
        return tuple(images)


def _is_grey_veil(picture: mupdf.FzImage) -> bool:
    """Whether an image is grey and lets the page show through: so programs print the shadows of shapes."""
    space = picture.colorspace()
    return bool(picture.mask().m_internal) and bool(space.m_internal) and space.fz_colorspace_n() == 1


def _lies_on(drawn: Box, shadow: Box) -> bool:
    """Whether a drawing stands within a shadow that is hardly larger."""
    within = (
        shadow.x0 <= drawn.x0 and drawn.x1 <= shadow.x1 and shadow.top <= drawn.top and drawn.bottom <= shadow.bottom
    )
    return within and drawn.area >= _SHADED * shadow.area


def _blocks(collected: mupdf.FzStextPage) -> Iterator[mupdf.fz_stext_block]:
    """The blocks of a text page as MuPDF holds them: a quarter of the time that PyMuPDF's own wrapping takes."""
    block = collected.m_internal.first_block
    while block is not None:
        yield block
        block = block.next


def _digest(picture: mupdf.FzImage, limits: Limits) -> str:
    """Hash of an image's content and transparency: icons of one colour differ in the latter alone."""
    digest = hashlib.sha256(repr((picture.w(), picture.h())).encode())
    for layer in (picture, picture.mask()):
        if not layer.m_internal:
            continue
        packed = mupdf.fz_compressed_image_buffer(layer)
        if packed.m_internal:
            digest.update(mupdf.fz_buffer_storage_memoryview(packed.get_buffer()))
        elif layer.w() * layer.h() <= limits.image_pixels:
            matrix = mupdf.FzMatrix(layer.w(), 0, 0, layer.h(), 0, 0)
            pixmap, _, _ = mupdf.fz_get_pixmap_from_image(layer, _EVERYWHERE, matrix)
            digest.update(bytes(mupdf.fz_md5_pixmap2(pixmap)))
    return digest.hexdigest()[:32]


def _look(pixels: Pixels) -> ImageLook:
    """How a small image looks on its page."""
    import numpy as np

    height, width = pixels.shape[:2]
    rows = np.minimum(np.arange(_THUMBNAIL) * height // _THUMBNAIL, height - 1)
    columns = np.minimum(np.arange(_THUMBNAIL) * width // _THUMBNAIL, width - 1)
    small = pixels[rows][:, columns].astype(np.int32)
    flat = small.reshape(-1, 3)
    border = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    background = np.median(border, axis=0)
    ink = np.abs(flat - background).max(axis=1) > _INK
    spread = flat.max(axis=1) - flat.min(axis=1)
    colored = spread > _COLORFUL
    chosen = flat[colored] if colored.any() else flat[ink] if ink.any() else flat
    red, green, blue = (round(float(value)) for value in chosen.mean(axis=0))
    return ImageLook(
        color=red << 16 | green << 8 | blue,
        colored_share=round(float(colored.mean()), 4),
        pixels=tuple(int(r) << 16 | int(g) << 8 | int(b) for r, g, b in flat),
    )
