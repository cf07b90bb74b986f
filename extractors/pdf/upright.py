"""Pages whose print runs up or down, turned so that it can be read.

Printer drivers lay a wide page on standing paper and turn what is drawn, without saying so in /Rotate: the reader turns
the paper. Such a page is turned once, in the open document, so that words, rulings and pictures agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pymupdf

from extractors.pdf.display import Display
from extractors.pdf.glyphs import UnnamedGlyphs
from extractors.pdf.words import PageText, read_text

_LETTERS_LEAST = 100
"""Fewer letters are a label along a chart or the margin."""
_TURNED_SHARE = 0.8
"""Share of the page's letters that run one way before the page is read that way."""


def read_upright(page: pymupdf.Page, limit: int, glyphs: UnnamedGlyphs | None = None) -> tuple[Display, PageText]:
    """The page's display and text, after turning the page when nearly all of its print runs another way than right.

    Raises:
        OverflowError: the page has more words than ``limit``.
    """
    display = Display(page)
    text = read_text(display, limit, glyphs)
    turn = 0 if text.is_level else common_turn((word.direction, len(word.text)) for word in text.seen)
    if turn:
        page.set_rotation((page.rotation - turn) % 360)
        display = Display(page)
        text = read_text(display, limit, glyphs)
    return display, text


def common_turn(letters: Iterable[tuple[int, int]]) -> int:
    """The quarter turn that nearly all letters of a page share; 0 where they do not or are few.

    Args:
        letters: directions of print, each with the number of letters that run so.
    """
    counts: Counter[int] = Counter()
    for direction, count in letters:
        counts[direction] += count
    turn, most = max(counts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return turn if most >= max(_LETTERS_LEAST, _TURNED_SHARE * counts.total()) else 0
