"""What can be missing for OCR."""

from __future__ import annotations


class EngineMissing(Exception):
    """An OCR engine is not installed; the message says how to get it."""

    def __init__(self, engine: str, remedy: str) -> None:
        super().__init__(f"the OCR engine {engine} is not installed ({remedy})")
