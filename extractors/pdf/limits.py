"""What reading one PDF may cost. All limits are finite: a PDF may be hostile.

Measured on ordinary municipal documents a page has 100–900 words, 0–700 drawings and 0–3 images; the limits leave two
orders of magnitude above that.
"""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one document."""

    file_bytes: int = 512 * _MIB
    """Size of the file."""
    pages: int = 5_000
    """Pages of the document."""
    content_bytes: int = 64 * _MIB
    """Size of a page's drawing instructions, unpacked; a larger page is not read."""
    words: int = 50_000
    """Words of a page."""
    drawings: int = 100_000
    """Vector drawings of a page."""
    images: int = 5_000
    """Placed images of a page; further ones are left out."""
    looks: int = 500
    """Different small images of the document that are looked at."""
    image_pixels: int = 100_000_000
    """Pixels of an image that is looked at, and of a page that is rendered."""
    ocr_pixels: int = 16_000_000
    """Pixels of a page given to OCR: A4 at 300 dpi has half as many; larger pages are drawn more coarsely."""
    outline_entries: int = 10_000
    """Bookmarks of the document."""
    text_length: int = 2_000
    """Characters of one metadata value, bookmark title or form field."""


DEFAULT_LIMITS = Limits()
