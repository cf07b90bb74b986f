"""Pages without usable text, read from their picture."""

from extractors.pdf.ocr.errors import EngineMissing
from extractors.pdf.ocr.reading import ocr_page
from extractors.pdf.ocr.settings import NEVER, OcrCache, OcrSettings

__all__ = ["NEVER", "EngineMissing", "OcrCache", "OcrSettings", "ocr_page"]
