"""A page interpreted once, to be asked several times.

Interpreting a page's instructions costs five times as much as collecting text or images from the result, so they are
turned into a display list first. Its coordinates are those of the page as a reader sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf
from pymupdf import mupdf

from extractors.pdf.errors import LimitExceeded
from extractors.pdf.limits import Limits

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]


class Display:
    """What a page draws: its contents and its annotations without its form fields, or the fields alone."""

    def __init__(self, page: pymupdf.Page, *, fields: bool = False) -> None:
        self.page = page
        native = self._native = mupdf.FzPage(page.this)
        self._bounds = mupdf.fz_bound_page(native)
        self.width: float = self._bounds.x1 - self._bounds.x0
        self.height: float = self._bounds.y1 - self._bounds.y0
        self._list = mupdf.FzDisplayList(self._bounds)
        device = mupdf.fz_new_list_device(self._list)
        if fields:
            mupdf.fz_run_page_widgets(native, device, mupdf.FzMatrix(), mupdf.FzCookie())
        else:
            mupdf.fz_run_page_contents(native, device, mupdf.FzMatrix(), mupdf.FzCookie())
        if not fields and page.first_annot is not None:
            mupdf.fz_run_page_annots(native, device, mupdf.FzMatrix(), mupdf.FzCookie())
        mupdf.fz_close_device(device)

    def text_page(self, flags: int) -> pymupdf.TextPage:
        """What MuPDF's text extraction makes of the page, also of what lies outside it."""
        everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
        options = mupdf.FzStextOptions()
        options.flags = flags
        collected = mupdf.FzStextPage(everywhere)
        device = mupdf.fz_new_stext_device(collected, options)
        mupdf.fz_run_display_list(self._list, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie())
        mupdf.fz_close_device(device)
        return pymupdf.TextPage(collected)

    def has_resource(self, kind: str) -> bool:
        """Whether the page names resources of a kind ("XObject": images and forms)."""
        resources = mupdf.pdf_page_resources(mupdf.pdf_page_from_fz_page(self._native))
        return bool(mupdf.pdf_dict_len(mupdf.pdf_dict_gets(resources, kind)))

    def gray(self, dpi: int, limits: Limits) -> Pixels:
        """The page in grey levels, rows × columns.

        Raises:
            LimitExceeded: the page would have too many pixels.
        """
        check_pixels(self.width, self.height, dpi, limits)
        scale = dpi / 72
        pixmap = mupdf.fz_new_pixmap_from_display_list(
            self._list, mupdf.fz_scale(scale, scale), mupdf.FzColorspace(mupdf.fz_device_gray()), 0
        )
        return _array(pixmap)[:, :, 0]

    def rgb(self, dpi: int, limits: Limits) -> Pixels:
        """The page in colour, rows × columns × 3.

        Raises:
            LimitExceeded: the page would have too many pixels.
        """
        check_pixels(self.width, self.height, dpi, limits)
        scale = dpi / 72
        pixmap = mupdf.fz_new_pixmap_from_display_list(
            self._list, mupdf.fz_scale(scale, scale), mupdf.FzColorspace(mupdf.fz_device_rgb()), 0
        )
        return _array(pixmap)

    def color(self, box: tuple[float, float, float, float], pixels: int) -> Pixels:
        """A part of the page in RGB, stretched to about ``pixels`` × ``pixels``; rows × columns × 3."""
        x0, top, x1, bottom = box
        scale_x, scale_y = pixels / max(x1 - x0, 1.0), pixels / max(bottom - top, 1.0)
        matrix = mupdf.fz_scale(scale_x, scale_y)
        area = mupdf.fz_round_rect(mupdf.fz_transform_rect(mupdf.FzRect(x0, top, x1, bottom), matrix))
        pixmap = mupdf.fz_new_pixmap_with_bbox(
            mupdf.FzColorspace(mupdf.fz_device_rgb()), area, mupdf.FzSeparations(), 0
        )
        mupdf.fz_clear_pixmap_with_value(pixmap, 0xFF)
        device = mupdf.fz_new_draw_device(matrix, pixmap)
        mupdf.fz_run_display_list(
            self._list, device, mupdf.FzMatrix(), mupdf.FzRect(x0, top, x1, bottom), mupdf.FzCookie()
        )
        mupdf.fz_close_device(device)
        return _array(pixmap)


def _array(pixmap: mupdf.FzPixmap) -> Pixels:
    import numpy as np

    height, width, channels = pixmap.h(), pixmap.w(), pixmap.n()
    rows = np.frombuffer(mupdf.fz_pixmap_samples_memoryview(pixmap), np.uint8).reshape(height, pixmap.stride())
    return rows[:, : width * channels].reshape(height, width, channels).copy()


def check_pixels(width: float, height: float, dpi: int, limits: Limits) -> None:
    """Refuse to draw a page that is too large.

    Raises:
        LimitExceeded: it would have more pixels than ``limits`` allow.
    """
    pixels = width * height * (dpi / 72) ** 2
    if pixels > limits.image_pixels:
        raise LimitExceeded(f"A page has {pixels:,.0f} pixels at {dpi} dpi, more than {limits.image_pixels:,}.")
