"""When and how pages are read by OCR."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

OcrCache = Callable[[str, Callable[[], str]], str]
"""Gives what is kept under a key, or makes it and keeps it. The key tells content, engine and language, and not what
``known_word`` knows nor how this package finds things."""


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """When and how pages are read by OCR."""

    mode: Literal["auto", "never", "always"] = "auto"
    """``auto``: pages without usable text."""
    engine: Literal["rapidocr", "tesseract"] = "rapidocr"
    language: str = "dan"
    """ISO 639-3; chooses Tesseract's data. RapidOCR's model reads all of Western Europe."""
    known_word: Callable[[str], bool] | None = None
    """Whether a word is one of some language: a text layer is doubted for its words, and OCR's doubts are settled, only
    with it."""
    second: str | None = None
    """Version of the Tesseract that gives RapidOCR a second opinion; None: it is not asked."""
    cache: OcrCache | None = None


NEVER = OcrSettings(mode="never")
