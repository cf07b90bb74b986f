"""Raster images of a page: where they lie, whether they are the same, and what the small ones look like."""

from __future__ import annotations

import hashlib
from typing import Any

import pymupdf

from extractors.pdf.limits import Limits
from extractors.pdf.words import Transform, turned
from schemas.page import Image, ImageLook

# Icons, traffic lights and smileys; larger pictures are illustrations and are not looked at.
_LOOK_SIDE = 60.0
_THUMBNAIL = 16
# Decoding a small image costs less than asking for its stream.
_HASHED_PIXELS = 256 * 256
_COLORFUL = 40
_INK = 40


class ImageReader:
    """Reads the images of one document's pages; remembers what it has hashed and looked at."""

    def __init__(self, document: pymupdf.Document, limits: Limits) -> None:
        self._document = document
        self._limits = limits
        self._digest_of_stream: dict[int, str] = {}
        self._placed: tuple[int, dict[tuple[float, ...], int]] | None = None
        self.looks: dict[str, ImageLook] = {}

    def read(self, page: pymupdf.Page, turn: Transform | None, width: float, height: float) -> tuple[Image, ...]:
        """The images of a page that show on it, in drawing order."""
        resources = page.get_images(full=False)
        if not resources and b"ID" not in page.read_contents():
            return ()
        infos = page.get_textpage(flags=pymupdf.TEXT_PRESERVE_IMAGES).extractIMGINFO()
        images: dict[Image, None] = {}
        for info in infos[: self._limits.images]:
            box = info["bbox"] if turn is None else turned(turn, *info["bbox"])
            x0, top, x1, bottom = max(box[0], 0.0), max(box[1], 0.0), min(box[2], width), min(box[3], height)
            if x1 <= x0 or bottom <= top:
                continue
            small = box[2] - box[0] <= _LOOK_SIDE and box[3] - box[1] <= _LOOK_SIDE
            digest = self._digest(page, info, resources, small)
            images[Image(x0, top, x1, bottom, digest, info["width"], info["height"])] = None
            if small and digest not in self.looks:
                self.looks[digest] = _look(page, pymupdf.Rect(info["bbox"]))
        return tuple(images)

    def _digest(self, page: pymupdf.Page, info: dict[str, Any], resources: list[tuple[Any, ...]], small: bool) -> str:
        """Hash of the image's content; a small one is told from others of its size by decoding them."""
        size = (info["width"], info["height"])
        fitting = [(entry[0], entry[1]) for entry in resources if (entry[2], entry[3]) == size]
        digests = dict.fromkeys(self._stream_digest(*pair) for pair in fitting)
        if len(digests) > 1 and small:
            placed = self._xref_by_place(page).get(tuple(info["bbox"]))
            digests = dict.fromkeys(self._stream_digest(*pair) for pair in fitting if pair[0] == placed)
        if len(digests) == 1:
            return next(iter(digests))
        return hashlib.sha256(repr((size, info["size"], info["bpc"], info["cs-name"])).encode()).hexdigest()[:32]

    def _xref_by_place(self, page: pymupdf.Page) -> dict[tuple[float, ...], int]:
        """Which image object lies where on the page; decodes every image of the page, once."""
        if self._placed is None or self._placed[0] != page.number:
            found = {tuple(info["bbox"]): info["xref"] for info in page.get_image_info(xrefs=True)}
            self._placed = (page.number, found)
        return self._placed[1]

    def _stream_digest(self, xref: int, mask: int) -> str:
        """Hash of an image object and its transparency: icons of one colour differ in that alone."""
        known = self._digest_of_stream.get(xref)
        if known is None:
            content = self._document.xref_stream_raw(xref) or b""
            if mask:
                content += self._document.xref_stream_raw(mask) or b""
            known = self._digest_of_stream[xref] = hashlib.sha256(content).hexdigest()[:32]
        return known


def _look(page: pymupdf.Page, box: pymupdf.Rect) -> ImageLook:
    """How a small image looks on its page."""
    import numpy as np

    area = (box * page.rotation_matrix).normalize() & page.rect
    zoom = pymupdf.Matrix(_THUMBNAIL / max(area.width, 1), _THUMBNAIL / max(area.height, 1))
    pixmap = page.get_pixmap(matrix=zoom, clip=area, colorspace=pymupdf.csRGB, alpha=False)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width * 3]
    pixels = pixels.reshape(pixmap.height, pixmap.width, 3)
    rows = np.minimum(np.arange(_THUMBNAIL) * pixmap.height // _THUMBNAIL, pixmap.height - 1)
    columns = np.minimum(np.arange(_THUMBNAIL) * pixmap.width // _THUMBNAIL, pixmap.width - 1)
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
        ink_share=round(float(ink.mean()), 4),
        pixels=tuple(int(r) << 16 | int(g) << 8 | int(b) for r, g, b in flat),
    )
