"""Strings that a PDF says of itself, made safe to carry."""

from __future__ import annotations

import unicodedata

_SPACES = "\t\n\r\f\v"


def clean(text: str, limit: int) -> str:
    """``text`` without control, formatting and surrogate characters, white space made single, cut at ``limit``."""
    if text.isprintable():
        return " ".join(text[: 4 * limit].split())[:limit]
    kept = "".join(
        " " if character in _SPACES else character
        for character in text[: 4 * limit]
        if character in _SPACES or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(kept.split())[:limit]
