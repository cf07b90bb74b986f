"""From the marked rendering to the place of every value.

In the marked rendering every tagged run of text, fill, drawing and picture has a colour of its own
(:func:`corpus.generate.model.marker_color`); nothing else differs, so places hold for the real one too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pymupdf

from corpus.generate.model import marker_tag

SHIFT = 1.5
"""Points by which a character may stand elsewhere in the marked rendering: rounding and kerning between runs."""


class Place(NamedTuple):
    """Page from 1 and box in points from the top left corner, as a reader sees the page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass
class Found:
    """What the page shows for one tag: a box per page, and the text in reading order of the stream."""

    boxes: dict[int, list[float]] = field(default_factory=dict)
    text: str = ""

    def add(self, page: int, box: tuple[float, float, float, float]) -> None:
        old = self.boxes.get(page)
        self.boxes[page] = (
            list(box)
            if old is None
            else [min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])]
        )

    @property
    def places(self) -> list[Place]:
        return [Place(page, *(round(v, 2) for v in box)) for page, box in sorted(self.boxes.items())]


def locate(pdf: bytes) -> tuple[dict[int, Found], int, str]:
    """What every tag shows, the number of pages, and what a reader could not read (empty when all is well)."""
    found: dict[int, Found] = {}
    trouble = ""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for number, page in enumerate(document, start=1):
            _locate_text(page, number, found)
            _locate_drawings(page, number, found)
            _locate_images(document, page, number, found)
            trouble = trouble or unreadable(page)
        return found, len(document), trouble


def moved(pdf: bytes, marked: bytes) -> str:
    """Where the two renderings differ in a character or its place; empty when the marked one can be trusted.

    A producer may break a line otherwise where runs of one colour are joined and runs of two are not.
    """
    with (
        pymupdf.open(stream=pdf, filetype="pdf") as real,
        pymupdf.open(stream=marked, filetype="pdf") as other,
    ):
        if len(real) != len(other):
            return f"{len(real)} pages, {len(other)} in the marked rendering"
        for number in range(len(real)):
            ours, theirs = _characters(real[number]), _characters(other[number])
            if [c for c, _, _ in ours] != [c for c, _, _ in theirs]:
                return f"page {number + 1}: other text in the marked rendering"
            if any(abs(a[1] - b[1]) > SHIFT or abs(a[2] - b[2]) > SHIFT for a, b in zip(ours, theirs, strict=True)):
                return f"page {number + 1}: text at another place in the marked rendering"
    return ""


def _characters(page: pymupdf.Page) -> list[tuple[str, float, float]]:
    """Characters without white space with the left top corner of each, as they are drawn."""
    found = []
    for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_LIGATURES)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                found += [(c["c"], c["bbox"][0], c["bbox"][1]) for c in span["chars"] if not c["c"].isspace()]
    return found


def unreadable(page: pymupdf.Page) -> str:
    """Words printed over each other or outside the page; empty when there are none."""
    words = page.get_text("words")
    if not words:
        return ""
    boxes = np.array([w[:4] for w in words])
    x0, y0, x1, y1 = boxes.T
    rect = page.rect
    outside = (x0 < rect.x0 - 1) | (y0 < rect.y0 - 1) | (x1 > rect.x1 + 1) | (y1 > rect.y1 + 1)
    if outside.any():
        return f"page {page.number + 1}: {words[int(outside.argmax())][4]!r} is outside the page"
    wide = np.minimum(x1[:, None], x1) - np.maximum(x0[:, None], x0)
    high = np.minimum(y1[:, None], y1) - np.maximum(y0[:, None], y0)
    lowest = np.minimum((y1 - y0)[:, None], y1 - y0)
    clash = np.triu((wide > 1.5) & (high > 0.55 * lowest), 1)
    if clash.any():
        a, b = divmod(int(clash.argmax()), len(words))
        return f"page {page.number + 1}: {words[a][4]!r} and {words[b][4]!r} are printed over each other"
    return ""


def _locate_text(page: pymupdf.Page, number: int, found: dict[int, Found]) -> None:
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                tag = marker_tag(span["color"])
                if tag is None:
                    continue
                chars = [c for c in span["chars"] if not c["c"].isspace()]
                entry = found.setdefault(tag, Found())
                entry.text += "".join(c["c"] for c in span["chars"])
                for char in chars:
                    entry.add(number, char["bbox"])


def _locate_drawings(page: pymupdf.Page, number: int, found: dict[int, Found]) -> None:
    for drawing in page.get_cdrawings():
        for key in ("fill", "color"):
            color = drawing.get(key)
            if color is None or len(color) != 3:
                continue
            r, g, b = (round(v * 255) for v in color)
            tag = marker_tag(r << 16 | g << 8 | b)
            if tag is not None:
                found.setdefault(tag, Found()).add(number, drawing["rect"])
                break


def _locate_images(document: pymupdf.Document, page: pymupdf.Page, number: int, found: dict[int, Found]) -> None:
    for info in page.get_image_info(xrefs=True):
        if not info["xref"]:
            continue
        pixmap = pymupdf.Pixmap(document, info["xref"])
        if pixmap.colorspace is None or pixmap.colorspace.n != 3:
            pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
        r, g, b = pixmap.pixel(pixmap.width // 2, pixmap.height // 2)[:3]
        tag = marker_tag(r << 16 | g << 8 | b)
        if tag is not None:
            found.setdefault(tag, Found()).add(number, info["bbox"])
