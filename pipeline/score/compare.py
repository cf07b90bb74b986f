"""Two values → are they the same, as a reader of the document would say?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.score.fields import How

TEXT_TOLERANCE = 0.98
"""Likeness from which a text counts as right: a letter in fifty."""
TEXT_TOLERANCE_OCR = 0.90
"""The same for documents that were read by OCR."""

_SINGLE_QUOTES = re.compile("[\u2018\u2019\u201a\u201b\u2032´`]")
_DOUBLE_QUOTES = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\u2033]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SOFT_HYPHEN = "\u00ad"


def normal(value: Any) -> str:
    """Text without what typography and capitals add: one kind of quote and dash, single spaces, lower case."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    text = _SINGLE_QUOTES.sub("'", text)
    text = _DOUBLE_QUOTES.sub('"', text)
    text = _DASHES.sub("-", text).replace(_SOFT_HYPHEN, "")
    return " ".join(text.split()).casefold()


def likeness(a: Any, b: Any) -> float:
    """How alike two texts are, 0–1, by edits; spaces do not count."""
    from rapidfuzz.distance import Levenshtein

    first, second = normal(a).replace(" ", ""), normal(b).replace(" ", "")
    return 1.0 if first == second else Levenshtein.normalized_similarity(first, second)


def same(how: How, got: Any, want: Any, tolerance: float) -> bool:
    """Whether ``got`` is right where ``want`` is gold; an empty value and none are the same."""
    match how:
        case "exact":
            return normal(got) == normal(want)
        case "label":
            return normal(got).strip(" .:") == normal(want).strip(" .:")
        case "text":
            return likeness(got, want) >= tolerance
        case "set":
            return {normal(item) for item in got or ()} == {normal(item) for item in want or ()}
        case "list":
            return _same_texts(got or (), want or (), tolerance)
        case "bullets":
            levels = [bullet["level"] for bullet in got or ()] == [bullet["level"] for bullet in want or ()]
            return levels and _same_texts(_texts(got or ()), _texts(want or ()), tolerance)


def _same_texts(got: Sequence[Any], want: Sequence[Any], tolerance: float) -> bool:
    return len(got) == len(want) and all(likeness(g, w) >= tolerance for g, w in zip(got, want, strict=True))


def _texts(bullets: Iterable[dict[str, Any]]) -> list[str]:
    return [bullet["text"] for bullet in bullets]
