"""From a page as read to the same page read by OCR, when it needs that."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractors.pdf.display import Display
from extractors.pdf.limits import Limits
from extractors.pdf.ocr.errors import EngineMissing
from extractors.pdf.ocr.settings import OcrSettings
from schemas.page import Drawing, Fill, Page, Ruling, Word

if TYPE_CHECKING:
    from extractors.pdf.ocr.text import WordReader

# What is found in a picture may change with this package; what is kept of earlier versions is then worthless.
_VERSION = 7
# Scanners deliver 150–600 dpi; the engine makes all lines 48 pixels high, as type of 10 points is at 240 dpi.
_LEAST_DPI, _MOST_DPI = 200, 240
_LARGE_SHARE = 0.3


def ocr_page(page: Page, display: Display, settings: OcrSettings, limits: Limits) -> Page:
    """The page read by OCR when it needs that, else the page.

    What was read before is kept: words become hidden words, form fields stay. A page that needs OCR and cannot have it
    for want of an engine says so in ``lacks_ocr``, and without any text in ``problem`` too.
    """
    if settings.mode == "never" or page.problem is not None:
        return page
    from extractors.pdf.ocr.need import why_ocr

    try:
        why = "asked for" if settings.mode == "always" else why_ocr(page, display, settings.known_word, limits)
        if why is None:
            return page
        second, lacks_second = _second_opinion(settings)
        read = replace(_read(page, display, settings, limits, second), lacks_ocr=lacks_second)
    except EngineMissing as missing:
        return _without_ocr(page, missing)
    except ModuleNotFoundError as missing:
        # OpenCV and NumPy come with the extra; any other module is ours.
        if missing.name not in ("cv2", "numpy"):
            raise
        return _without_ocr(page, EngineMissing(settings.engine, "pip install 'udtraek[ocr]'"))
    if not read.words and page.words:
        return page
    return replace(read, hidden=page.words + page.hidden, images=page.images, widgets=page.widgets)


def _without_ocr(page: Page, missing: EngineMissing) -> Page:
    """The page with its doubtful text, or with none, saying that OCR is missing."""
    if page.words:
        return replace(page, lacks_ocr=f"its text is doubtful, and {missing}")
    reason = f"the page has no text, and {missing}"
    return replace(page, problem=reason, lacks_ocr=reason)


def _second_opinion(settings: OcrSettings) -> tuple[WordReader | None, str | None]:
    """Who gives a second opinion; where it was wanted and cannot be had, why."""
    if settings.second is None or settings.engine == "tesseract":
        return None, None
    from extractors.pdf.ocr.tesseract import tesseract

    try:
        return tesseract(settings.language), None
    except EngineMissing as missing:
        return None, f"it is read without a second opinion: {missing}"


def _read(page: Page, display: Display, settings: OcrSettings, limits: Limits, second: WordReader | None) -> Page:
    from extractors.pdf.ocr.page import read_picture
    from extractors.pdf.ocr.rapid import rapid_ocr
    from extractors.pdf.ocr.tesseract import tesseract

    engine = rapid_ocr() if settings.engine == "rapidocr" else tesseract(settings.language)
    dpi = _dpi(page, limits)
    rgb = display.rgb(dpi, limits)

    def read() -> str:
        return _packed(read_picture(rgb, dpi, page.number, engine, settings.known_word, second))

    if settings.cache is None:
        return _unpacked(read(), page.number)
    about = f"{_VERSION} {engine.name} {engine.version} {settings.language} {dpi} {rgb.shape}"
    if second is not None:
        about += f" second opinion of tesseract {settings.second}"
    key = hashlib.sha256(about.encode() + rgb.tobytes()).hexdigest()
    return _unpacked(settings.cache(key, read), page.number)


def _dpi(page: Page, limits: Limits) -> int:
    """The resolution of the scan where that is enough for OCR and not more than it uses or may cost."""
    large = [image for image in page.images if image.box.area > _LARGE_SHARE * page.width * page.height]
    scanned = max((72 * image.pixel_width / max(image.x1 - image.x0, 1.0) for image in large), default=0.0)
    affordable = 72 * math.sqrt(limits.ocr_pixels / max(page.width * page.height, 1.0))
    return max(1, int(min(max(scanned, _LEAST_DPI), _MOST_DPI, affordable)))


def _packed(page: Page) -> str:
    """What OCR found, as JSON."""
    return json.dumps(
        {
            "size": [page.width, page.height],
            "words": page.words,
            "rulings": page.rulings,
            "fills": page.fills,
            "drawings": page.drawings,
            "placement": page.placement,
        }
    )


def _unpacked(packed: str, number: int) -> Page:
    found: dict[str, Any] = json.loads(packed)
    return Page(
        number=number,
        width=found["size"][0],
        height=found["size"][1],
        words=tuple(Word(*word) for word in found["words"]),
        rulings=tuple(Ruling(*ruling) for ruling in found["rulings"]),
        fills=tuple(Fill(*fill) for fill in found["fills"]),
        drawings=tuple(Drawing._make((*drawing[:-1], tuple(map(tuple, drawing[-1])))) for drawing in found["drawings"]),
        by_ocr=True,
        placement=tuple(found["placement"]) if found["placement"] else None,
    )
