"""Markers: the bullet, dash, letter or number that a list item starts with.

A bullet glyph is one whatever the font calls it (private-use codes of symbol fonts, the replacement character, small
squares); a letter or number is one only with its full stop or bracket. Whether a dash is a bullet or punctuation the
word alone does not say: that is decided in :mod:`blocks` from the lines around it.
"""

from __future__ import annotations

import re
from typing import Literal

from schemas.layout import Line

MarkerKind = Literal["bullet", "dash", "number", "letter"]

BULLETS = frozenset("•◦‣⁃∙●○◉◘◾◽▪▫■□◼◻▸▹►▻▶▷➢➤➔→⇒›❯❖✓✔✗♦◆◇★☆·¤§π\ufffd")
"""Signs used as bullets; boxes to tick are none. "π" and "§" stand for bullets of fonts whose letters lost their names;
alone on the spot of a bullet they mean nothing else."""
DASHES = frozenset("-–—‒―")
LETTER_BULLETS = frozenset("oYlnqvØü")
"""Letters that symbol fonts without names show for their bullets; only with a font of their own."""
NUMBER = re.compile(r"^\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]$|^\d{1,2}(?:\.\d{1,2}){1,3}$")
"""``1.`` ``2)`` ``(3)`` ``1.2`` ``1.2.``; a bare ``65`` is a number in the text."""
LETTER = re.compile(r"^\(?[a-zA-Z]\)$|^[a-z]\.$|^\(?(?:i{1,3}|iv|vi{0,3}|ix)[.)]$")
"""``a)`` ``(b)`` ``c.`` ``iv)``."""


def marker_kind(word: str, *, own_font: bool = False) -> MarkerKind | None:
    """What kind of marker ``word`` is, None for none.

    Args:
        word: first word of a line.
        own_font: whether it is set in another font than the word that follows.
    """
    if len(word) == 1 and is_sign(word):
        return "bullet"
    if word in DASHES:
        return "dash"
    if own_font and word in LETTER_BULLETS:
        return "bullet"
    if NUMBER.match(word):
        return "number"
    if LETTER.match(word):
        return "letter"
    return None


def is_sign(character: str) -> bool:
    """Whether ``character`` is a bullet sign, in any font: private-use codes are signs of symbol fonts."""
    return character in BULLETS or "\ue000" <= character <= "\uf8ff"


def line_marker(line: Line) -> MarkerKind | None:
    """The kind of marker that ``line`` starts with; None also when nothing follows it."""
    if len(line.words) < 2:
        return None
    first, second = line.words[0], line.words[1]
    return marker_kind(first.text, own_font=first.font != second.font)


def is_bare_marker(line: Line) -> bool:
    """Whether ``line`` is nothing but a marker: its text was set apart and is another line."""
    return len(line.words) == 1 and marker_kind(line.words[0].text, own_font=True) is not None


def number_depth(marker: str) -> int:
    """Parts of a printed number: 1 of ``2.``, 2 of ``2.1``; 0 for other markers."""
    digits = [part for part in re.split(r"[.()]", marker) if part]
    return len(digits) if digits and all(part.isdigit() for part in digits) else 0
