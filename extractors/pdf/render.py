"""A page as a picture, for people and for OCR."""

from __future__ import annotations

from typing import NamedTuple

import pymupdf

from extractors.pdf.display import check_pixels
from extractors.pdf.errors import Damaged
from extractors.pdf.limits import DEFAULT_LIMITS, Limits
from extractors.pdf.opening import LIBRARY_ERRORS, opened
from extractors.pdf.upright import read_upright


class Pixels(NamedTuple):
    """A picture: rows from the top, three bytes (red, green, blue) a pixel."""

    width: int
    height: int
    rgb: bytes


def render(
    data: bytes, page_number: int, dpi: int = 100, password: str | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """PNG of a page as its reader sees it: after /Rotate, its print upright, inside the crop box.

    Args:
        data: the bytes of the PDF.
        page_number: from 1.
        dpi: pixels per inch.
        password: opens an encrypted PDF.
        limits: what it may cost.

    Raises:
        InputError: the PDF or the page cannot be drawn.
    """
    png: bytes = _pixmap(data, page_number, dpi, password, limits).tobytes("png")
    return png


def pixels(
    data: bytes, page_number: int, dpi: int = 100, password: str | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> Pixels:
    """The same page as :func:`render` gives, uncompressed: packing a PNG takes five times as long as drawing it.

    Raises:
        InputError: the PDF or the page cannot be drawn.
    """
    pixmap = _pixmap(data, page_number, dpi, password, limits)
    return Pixels(pixmap.width, pixmap.height, pixmap.samples)


def _pixmap(data: bytes, page_number: int, dpi: int, password: str | None, limits: Limits) -> pymupdf.Pixmap:
    with opened(data, password, limits) as document:
        if not 1 <= page_number <= document.page_count:
            raise Damaged(f"it has no page {page_number}")
        try:
            page = document[page_number - 1]
            read_upright(page, limits.words)
            return draw(page, dpi, limits)
        except (OverflowError, *LIBRARY_ERRORS) as error:  # type: ignore[misc]
            raise Damaged(f"page {page_number} cannot be drawn") from error


def draw(page: pymupdf.Page, dpi: int, limits: Limits) -> pymupdf.Pixmap:
    """Pixels of an open page.

    Raises:
        LimitExceeded: the page would have too many pixels.
    """
    check_pixels(page.rect.width, page.rect.height, dpi, limits)
    return page.get_pixmap(dpi=dpi, colorspace=pymupdf.csRGB, alpha=False)
