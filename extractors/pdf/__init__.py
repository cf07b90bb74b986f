"""Bytes of a PDF to pages: the only place that touches a PDF library."""

from extractors.pdf.errors import (
    Damaged,
    EmptyFile,
    Encrypted,
    InputError,
    LimitExceeded,
    NoPages,
    NotPdf,
    TooLarge,
    WrongPassword,
)
from extractors.pdf.limits import DEFAULT_LIMITS, Limits
from extractors.pdf.ocr import OcrCache, OcrSettings
from extractors.pdf.reader import read
from extractors.pdf.second_reader import SecondReader
from extractors.pdf.watch import Watch

__all__ = [
    "DEFAULT_LIMITS",
    "Damaged",
    "EmptyFile",
    "Encrypted",
    "InputError",
    "LimitExceeded",
    "Limits",
    "NoPages",
    "NotPdf",
    "OcrCache",
    "OcrSettings",
    "SecondReader",
    "TooLarge",
    "Watch",
    "WrongPassword",
    "read",
]
