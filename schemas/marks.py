"""Marks: what somebody put on the page to rate a row.

A mark is evidence, a rating is a decision: a mark says what is seen where, and nothing of scales.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from schemas.columns import MarkKindName
from schemas.geometry import Box

Meaning = Literal["positive", "checked", "empty", "happy", "neutral", "sad", "colour", "level", "text"]
ColourName = Literal["green", "yellow", "orange", "red", "blue", "purple", "grey", "black", "white"]


class Mark(NamedTuple):
    """One sign in one cell."""

    kind: MarkKindName
    sign: str
    """What it looks like, comparable from cell to cell: "x", "✓", "circle", "box", "box+cross", "fill", "smiley" …"""
    meaning: Meaning
    """What the sign says by itself: an "empty" box is no mark when others are checked."""
    color: int | None
    """Its colour, 0xRRGGBB; None when it has none of its own (black text)."""
    colour: ColourName | None
    """The same colour by name."""
    level: float | None
    """Share that is filled, 0–1, of a Harvey ball or a bar; None for other signs."""
    text: str
    """The characters, when it is made of characters."""
    page: int
    box: Box
    confidence: float
