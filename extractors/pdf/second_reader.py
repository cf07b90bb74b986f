"""A second, independent reading of characters, by pdfplumber: slow, so only where the first is in doubt.

It knows nothing of words or tables: what it is asked is which characters stand in a box. It costs 90 to 130 ms a page
(decisions.md, 1), is opened when it is first asked, and answers for a few pages of a document.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from extractors.pdf.upright import common_turn
from extractors.pdf.words import quarter_turn
from schemas.geometry import Box

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

PAGES_MOST = 5
"""Pages of one document that it reads."""


class Letter(NamedTuple):
    """One character and the middle of its box, in points from the top left corner of the page as a reader sees it."""

    text: str
    x: float
    y: float


class SecondReader:
    """Reads pages of one PDF when asked; keeps what it read."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        self._data, self._password = data, password
        self._pdf: PDF | None = None
        self._pages: dict[int, tuple[Letter, ...] | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Its ``close`` makes all pages anew and fails on some that nobody asked for; the bytes are in memory.
        self._pdf = None

    def text(self, page: int, box: Box) -> str | None:
        """The characters whose middle lies in ``box``, in the order they are drawn; None where it gives no opinion."""
        letters = self._letters(page)
        if letters is None:
            return None
        return "".join(letter.text for letter in letters if box.holds(letter.x, letter.y, slack=0.7))

    def _letters(self, number: int) -> tuple[Letter, ...] | None:
        if number not in self._pages:
            self._pages[number] = self._read(number) if len(self._pages) < PAGES_MOST else None
        return self._pages[number]

    def _read(self, number: int) -> tuple[Letter, ...] | None:
        import pdfplumber

        try:
            if self._pdf is None:
                self._pdf = pdfplumber.open(io.BytesIO(self._data), password=self._password or "")
            page = self._pdf.pages[number - 1]
            left, top = _cropped(page.page_obj.mediabox, page.page_obj.cropbox, page.rotation)
            printed = (char["matrix"] for char in page.chars if char["text"].strip())
            if common_turn((quarter_turn(matrix[0], -matrix[1]), 1) for matrix in printed):
                return None  # the first reader turned the page: these places are of the page as it lies
            middles = [((c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2, c["text"]) for c in page.chars]
        except Exception:
            # pdfminer fails in any way on files that MuPDF mends: then there is no second opinion.
            return None
        return tuple(Letter(text, x - left, y - top) for x, y, text in middles)


def _cropped(media: Sequence[float], crop: Sequence[float], rotation: int) -> tuple[float, float]:
    """How much of the left and the top of the page is cut off, as the reader sees it; pdfplumber leaves it on.

    Args:
        media: the whole page before it is turned, with the origin at its bottom left corner.
        crop: the part of it that is shown.
        rotation: by how many degrees it is turned clockwise.
    """
    left, bottom, right, top = crop[0] - media[0], crop[1] - media[1], media[2] - crop[2], media[3] - crop[3]
    return {0: (left, top), 90: (bottom, left), 180: (right, bottom), 270: (top, right)}[rotation % 360]
