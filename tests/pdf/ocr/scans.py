"""Scans made of drawn pages: the picture of a page, askew, grainy, and turned, in a PDF without text."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pymupdf

from extractors.pdf.render import render
from tests.pdf.drawn import build

Pixels = npt.NDArray[np.uint8]


def pixels_of(data: bytes, dpi: int = 200) -> Pixels:
    pixmap = pymupdf.Pixmap(render(data, 1, dpi=dpi))
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3).copy()


def scan(
    content: str, *, dpi: int = 200, skew: float = 0.0, grain: float = 0.0, turns: int = 0, layer: str = ""
) -> bytes:
    """A PDF whose only page is a picture of ``content`` (tests.pdf.drawn), ``skew`` degrees clockwise, then turned.

    ``layer`` is drawn over the picture: the text layer of another program, or a stamp.
    """
    pixels = pixels_of(build(content), dpi)
    high, wide = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), -skew, 1.0)
    pixels = cv2.warpAffine(pixels, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    noise = np.random.default_rng(1).normal(0, grain, pixels.shape[:2])[:, :, None]
    pixels = np.ascontiguousarray(np.rot90(np.clip(pixels + noise, 0, 255).astype(np.uint8), -turns))
    _, jpeg = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 75])
    document = pymupdf.open(stream=build(layer), filetype="pdf")
    page = document[0]
    page.set_mediabox(pymupdf.Rect(0, 0, pixels.shape[1] * 72 / dpi, pixels.shape[0] * 72 / dpi))
    page.insert_image(page.rect, stream=jpeg.tobytes(), overlay=False)
    return document.tobytes()
