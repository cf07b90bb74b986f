"""Drawing small documents – headings, lines, tables – and reading them as the program does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pymupdf

from corpus.generate import fonts
from extractors import extract
from schemas.document import ExtractedDocument
from schemas.records import AssessmentRow

LANDSCAPE = (842.0, 595.0)
MARGIN = 40.0
SIZE = 9.0
LEADING = 1.25
PAD = 3.0
BLACK = 0x000000
GREEN, YELLOW, RED = 0x00B050, 0xFFC000, 0xE02020
TITLE = "Status på forebyggelsespakken Tobak"
TITLES = (
    "Røgfri skoletid for elever og ansatte",
    "Tilbud om rygestop til alle borgere",
    "Systematisk henvisning fra almen praksis",
    "Information om skadevirkninger af røg",
    "Forebyggelse af rygestart blandt unge",
    "Røgfrie miljøer på kommunens områder",
)


@dataclass(frozen=True)
class Cell:
    """What stands in one cell."""

    text: str = ""
    fill: int | None = None
    color: int = BLACK
    bold: bool = False
    span: int = 1
    shift: float | None = None
    """Left edge of the text as a share of the cell's width; by default beside the left border."""
    draw: Callable[[pymupdf.Page, pymupdf.Rect], None] | None = None


Row = Sequence[str | Cell]


def band(text: str, width: int, **looks: Any) -> list[Cell]:
    """A row that is one cell over ``width`` columns."""
    return [Cell(text, span=width, **looks)]


class Paper:
    """Pages that are filled from the top."""

    def __init__(self, title: str | None = TITLE, size: tuple[float, float] = LANDSCAPE) -> None:
        self.document = pymupdf.open()
        self.size = size
        self.left = MARGIN
        """Where lines and tables begin."""
        self.page()
        if title is not None:
            self.heading(title, size=16)

    def page(self) -> Paper:
        """Begin a new page."""
        self.sheet = self.document.new_page(width=self.size[0], height=self.size[1])
        self.y = MARGIN
        return self

    def heading(self, text: str, size: float = 12) -> Paper:
        return self.line(text, size=size, bold=True, after=10)

    def line(self, text: str, *, size: float = SIZE, bold: bool = False, color: int = BLACK, after: float = 6) -> Paper:
        """A paragraph over the width of the page."""
        for piece in _wrapped(text, self.size[0] - 2 * MARGIN, _font(bold), size):
            self.y += size * LEADING
            self._text((self.left, self.y), piece, size, bold, color)
        self.y += after
        return self

    def sign(self, fill: int, text: str) -> Paper:
        """A line of a legend: a coloured square and what it means."""
        self.sheet.draw_rect(pymupdf.Rect(MARGIN, self.y + 2, MARGIN + 9, self.y + 11), fill=_rgb(fill), color=None)
        self.y += SIZE * LEADING
        self._text((MARGIN + 15, self.y), text, SIZE, False, BLACK)
        self.y += 4
        return self

    def table(self, widths: Sequence[float], rows: Iterable[Row], *, header: int = 1) -> Paper:
        """A ruled table; the first ``header`` rows are bold. A row that does not fit begins a new page."""
        for index, row in enumerate(rows):
            cells = [_cell(item, bold=index < header) for item in row]
            edges, place = [], 0
            for cell in cells:
                edges.append((sum(widths[:place]), sum(widths[: place + cell.span])))
                place += cell.span
            texts = [
                [p for part in cell.text.split("\n") for p in _wrapped(part, x1 - x0 - 2 * PAD, _font(cell.bold), SIZE)]
                for cell, (x0, x1) in zip(cells, edges, strict=True)
            ]
            height = max(len(lines) for lines in texts) * SIZE * LEADING + 2 * PAD
            if self.y + height > self.size[1] - MARGIN:
                self.page()
            for cell, (x0, x1), lines in zip(cells, edges, texts, strict=True):
                box = pymupdf.Rect(self.left + x0, self.y, self.left + x1, self.y + height)
                self._cell(cell, box, lines)
            self.y += height
        self.y += 14
        return self

    def _cell(self, cell: Cell, box: pymupdf.Rect, lines: Sequence[str]) -> None:
        self.sheet.draw_rect(box, color=(0, 0, 0), width=0.7, fill=None if cell.fill is None else _rgb(cell.fill))
        if cell.draw is not None:
            cell.draw(self.sheet, box)
        left = box.x0 + (PAD if cell.shift is None else cell.shift * box.width)
        for index, line in enumerate(lines):
            if line:
                y = box.y0 + PAD + (index + 0.8) * SIZE * LEADING
                self._text((left, y), line, SIZE, cell.bold, cell.color)

    def _text(self, at: tuple[float, float], text: str, size: float, bold: bool, color: int) -> None:
        writer = pymupdf.TextWriter(self.sheet.rect)
        for piece, font in _runs(text, _font(bold)):
            _, at = writer.append(at, piece, font=font, fontsize=size)
        writer.write_text(self.sheet, color=_rgb(color))

    def pdf(self) -> bytes:
        """The document, the same bytes for the same content."""
        content: bytes = self.document.tobytes(no_new_id=True)
        return content

    def read(self, **options: Any) -> ExtractedDocument:
        """What the program reads in it; ``options`` go to :func:`extractors.extract`."""
        return extract(self.pdf(), **options)

    def rows(self) -> tuple[AssessmentRow, ...]:
        """The assessment rows that the program reads in it."""
        return self.read().assessments


def _cell(item: str | Cell, *, bold: bool) -> Cell:
    cell = item if isinstance(item, Cell) else Cell(item)
    return replace(cell, bold=True) if bold else cell


@cache
def _font(bold: bool) -> pymupdf.Font:
    return pymupdf.Font("hebo" if bold else "helv")


@cache
def _symbols() -> pymupdf.Font:
    return pymupdf.Font(fontfile=fonts.path("DejaVu Sans"))


def _runs(text: str, font: pymupdf.Font) -> list[tuple[str, pymupdf.Font]]:
    """The text in pieces of one font: signs that a text font lacks come from a symbol font."""
    runs: list[tuple[str, pymupdf.Font]] = []
    for char in text:
        chosen = font if font.has_glyph(ord(char)) else _symbols()
        if runs and runs[-1][1] is chosen:
            runs[-1] = (runs[-1][0] + char, chosen)
        else:
            runs.append((char, chosen))
    return runs


def _wrapped(text: str, width: float, font: pymupdf.Font, size: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and font.text_length(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _rgb(color: int) -> tuple[float, float, float]:
    return ((color >> 16 & 255) / 255, (color >> 8 & 255) / 255, (color & 255) / 255)
