"""Pages set line by line, for tests of prose layout: text at a place, in a size, without a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.blocks import build_blocks
from extractors.layout.lines import free_lines
from extractors.layout.lines_beside import part_lines_beside
from schemas.layout import Block
from schemas.page import Drawing, Fill, Image, Page, Ruling, Word

LETTER = 0.5
"""Width of a letter and of a space in font sizes."""


def words(text: str, x: float, y: float, size: float = 10.0, *, bold: bool = False, color: int = 0) -> list[Word]:
    """The words of one line whose letters stand on ``y``; two spaces or more are kept as a gap."""
    made: list[Word] = []
    at = x
    for token in text.split(" "):
        width = len(token) * LETTER * size
        if token:
            font = "Serif-Bold" if bold else "Serif"
            made.append(Word(token, at, y - size, at + width, y, font, size, color, bold, False, 0, 0, 0, 1.0))
        at += width + LETTER * size
    return made


def page(
    *lines: Sequence[Word],
    number: int = 1,
    width: float = 595.0,
    height: float = 842.0,
    fills: Sequence[Fill] = (),
    drawings: Sequence[Drawing] = (),
    rulings: Sequence[Ruling] = (),
    images: Sequence[Image] = (),
) -> Page:
    """A page that holds the lines."""
    every = tuple(word for line in lines for word in line)
    return Page(
        number,
        width,
        height,
        every,
        fills=tuple(fills),
        drawings=tuple(drawings),
        rulings=tuple(rulings),
        images=tuple(images),
    )


def blocks(*pages: Page) -> list[Block]:
    """All blocks of the pages in reading order."""
    lines = part_lines_beside([free_lines(p.number, p.words) for p in pages])
    return [block for layout in build_blocks(pages, lines, ()) for block in layout.blocks]


def texts(found: Sequence[Block]) -> list[str]:
    """Texts of blocks, lines joined by a space."""
    return [block.text.replace("\n", " ") for block in found]
