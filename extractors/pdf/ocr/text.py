"""What an OCR engine gives: lines of text in the pixels of a straight picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Gray, Mask


class ReadWord(NamedTuple):
    """A word with its box in pixels."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float
    other: str = ""
    """What the second engine read in its place, where the two differ; what the first did, where the second is taken."""


class ReadLine(NamedTuple):
    """A line of text with its box in pixels."""

    words: tuple[ReadWord, ...]
    x0: int
    top: int
    x1: int
    bottom: int
    direction: int
    """Clockwise turn of the baseline: 0, 90 or 270."""


KnownWord = Callable[[str], bool]
"""Whether a word is one of some language."""


class Engine(Protocol):
    """Reads the text of straight pictures."""

    name: str
    version: str

    def read(self, picture: Picture, lines: Mask, known_word: KnownWord | None) -> list[ReadLine]:
        """The lines of text of a page; ``lines`` is the ink of rulings, which is no text."""

    def read_signs(self, picture: Picture, boxes: Sequence[tuple[int, int, int, int]]) -> list[tuple[str, float]]:
        """What stands in small boxes, each taken for one short text, with confidences."""

    def turns(self, picture: Picture) -> int:
        """Clockwise quarter turns after which the text of a picture stands upright."""


class WordReader(Protocol):
    """Reads single words, as a second opinion."""

    def read_words(self, crops: Sequence[Gray]) -> list[tuple[str, float]]:
        """What stands in pictures of one word each, print dark on white, with confidences; "" where nothing does."""
