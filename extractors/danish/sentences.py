"""Sentences of Danish text: a full stop, question mark or colon rarely means what it means in English.

A boundary stands after ``.``, ``!``, ``?`` or ``…`` (and closing quotes) before white space when none of
these says otherwise, in order of precedence:

1. the word before the stop is an abbreviation (``vocabulary/abbreviations.yaml``) or a single letter;
2. the stop belongs to an ordinal (``d. 5. november``, ``16. graviditetsuge``);
3. what follows begins with a small letter.

A line break that stands beside another is a boundary too. Never looks at meaning.
"""

from __future__ import annotations

import re
from functools import cache

from extractors import vocabulary

_CANDIDATE = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n\s*\n|\n(?=\s*[•◦▪–—-]\s)")
_LAST_WORD = re.compile(r"(?:[^\W_]+\.\s?)*[^\W_]+$|§$")
_NEXT = re.compile(r"[\s\"'”“«»(\[•–—-]*(\S)")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = vocabulary.load("abbreviations")
    return frozenset(data["always"]), frozenset(data["numbered"]), frozenset(data["open"])


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text``, white space around them left out."""
    spans = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        if match[0][0] in ".!?…" and not _is_boundary(text, match):
            continue
        spans += _stripped(text, start, match.end())
        start = match.end()
    return spans + _stripped(text, start, len(text))


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    after = following[1] if following else ""
    if "." not in match[0] or len(match[0].rstrip("\"'”’»)]")) > 1:
        return not after.islower()
    before = text[max(0, match.start() - 24) : match.start()]
    word = _LAST_WORD.search(before)
    if word is None:
        return not after.islower()
    last = word[0].lower()
    always, numbered, may_end = _abbreviations()
    short = last.rsplit(" ", 1)[-1]
    if last in may_end or short in may_end:
        return after.isupper()
    if last in always or short in always or (len(short) == 1 and short.isalpha()):
        return False
    if last in numbered or short in numbered:
        return not after.isdigit()
    if short.isdigit() and len(short) <= 2:
        return after.isupper() and not _month_follows(text, match.end())
    return not after.islower()


def _month_follows(text: str, at: int) -> bool:
    word = re.match(r"\s*([^\W\d_]+)", text[at : at + 16])
    return word is not None and word[1].lower() in vocabulary.load("dates")["months"]


def _stripped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    right = start + len(inner.rstrip())
    return [(left, right)] if left < right else []
