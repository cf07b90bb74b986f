"""Words whose ink a reader cannot see because the paper has the same colour.

A word is suspected when its colour is that of the area drawn last under it, or white where no area lies under it.
Suspicion is settled by looking: the page is drawn, and a word whose box shows no contrast is not seen. White words on a
photograph, a gradient or a drawn shape therefore stay.
"""

from __future__ import annotations

from operator import attrgetter

from extractors.pdf.display import Display
from extractors.pdf.drawings import PageDrawings, is_white
from extractors.pdf.limits import Limits
from schemas.page import Fill, Word

_DPI = 72
# Grey levels between paper and ink below which print is not seen.
_CONTRAST = 12
_SAME_CHANNEL = 8
# Areas thinner than the smallest print are lines, not paper.
_SHEET_HEIGHT = 4.0

_color_of = attrgetter("color")


def without_unseen(
    display: Display, words: list[Word], shapes: PageDrawings, limits: Limits
) -> tuple[list[Word], list[Word]]:
    """Words that are seen and words that are not."""
    suspected = _of_the_papers_color(words, shapes.fills)
    if not suspected:
        return words, []
    unseen = _without_contrast(display, words, suspected, limits)
    if not unseen:
        return words, []
    return [word for n, word in enumerate(words) if n not in unseen], [words[n] for n in sorted(unseen)]


def _of_the_papers_color(words: list[Word], fills: list[Fill]) -> list[int]:
    """Numbers of the words that have the colour of the area under them."""
    sheets = [fill for fill in fills if fill.bottom - fill.top >= _SHEET_HEIGHT and fill.x1 - fill.x0 >= _SHEET_HEIGHT]
    alike = {color: [fill for fill in sheets if _same(fill.color, color)] for color in set(map(_color_of, words))}
    white = {color for color in alike if is_white(color)}
    if not white and not any(alike.values()):
        return []
    return [
        number
        for number, word in enumerate(words)
        if (word.color in white or _paper_under(word, alike[word.color]) is not None)
        and _same(word.color, _paper_under(word, sheets))
    ]


def _paper_under(word: Word, fills: list[Fill]) -> int | None:
    x, y = word.cx, word.cy
    for fill in reversed(fills):
        if fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom:
            return fill.color
    return None


def _without_contrast(display: Display, words: list[Word], suspected: list[int], limits: Limits) -> set[int]:
    gray = display.gray(_DPI, limits)
    scale = _DPI / 72
    unseen: set[int] = set()
    for number in suspected:
        word = words[number]
        # The outer pixels may hold a ruling or the neighbouring line.
        inset = min(word.x1 - word.x0, word.bottom - word.top) * 0.15
        x0, x1 = int((word.x0 + inset) * scale), int((word.x1 - inset) * scale) + 1
        top, bottom = int((word.top + inset) * scale), int((word.bottom - inset) * scale) + 1
        spot = gray[max(top, 0) : bottom, max(x0, 0) : x1]
        if spot.size == 0 or int(spot.max()) - int(spot.min()) < _CONTRAST:
            unseen.add(number)
    return unseen


def _same(a: int, b: int | None) -> bool:
    """Whether two colours look alike; no colour is that of paper."""
    if b is None:
        b = 0xFFFFFF
    if is_white(a) and is_white(b):
        return True
    return all(abs((a >> shift & 0xFF) - (b >> shift & 0xFF)) <= _SAME_CHANNEL for shift in (0, 8, 16))
