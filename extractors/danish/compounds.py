"""Danish compounds: ``sundhedsforvaltningen`` → ``sundhed``, ``forvaltningen``.

A dynamic program over cut positions: every part is a listed word, a linking ``s`` or ``e`` may
follow any part but the last, and the cheapest cover wins (costs of ``extractors.danish.words``).

Never splits prefixes (``for-``, ``under-``, ``op-``) or suffixes (``-else``, ``-hed``) off: they are
no words of their own. Looks at no more than :data:`MAX_LENGTH` letters: run-together text is not
its business.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from extractors import vocabulary
from extractors.danish.words import GENITIVE_COST, costs, listed_cost, unknown_cost

#: Longest string looked at; the longest real compound of the field has 31 letters.
MAX_LENGTH = 40
#: What each boundary costs: a listed whole word beats its parts, two parts beat three.
_BOUNDARY_COST = 2.0
_LINK_COST = 0.4
#: No compound costs less: two frequent parts and one boundary. Two words that cost less are two words.
CHEAPEST_COMPOUND = 7.0
#: Not even of the two commonest words that may be parts.
LEAST_COMPOUND = 6.4
_MIN_PART = 3
#: A word that costs so much more than another is met a thousand times less often.
_FAR_RARER = 6.0
#: A linking e follows short native words (hest-e-, gæst-e-), not plurals and agents.
_LONGEST_BEFORE_E = 5


class Affixes(NamedTuple):
    """Strings that are listed as words and are no parts of compounds, or only first ones."""

    not_first: frozenset[str]
    not_last: frozenset[str]
    short_parts: frozenset[str]


@cache
def affixes() -> Affixes:
    """The affixes of ``vocabulary/words/affixes.yaml``."""
    data = vocabulary.load("words/affixes")
    return Affixes(frozenset(data["not_first"]), frozenset(data["not_last"]), frozenset(data["short_parts"]))


@lru_cache(maxsize=65536)
def split_compound(word: str) -> tuple[str, ...]:
    """Parts of ``word`` in lower case without linking letters; one part when it is no compound."""
    lower = word.lower()
    best = _best_split(lower)
    return best[1] if best is not None else (lower,)


@lru_cache(maxsize=65536)
def word_cost(word: str) -> float:
    """Cost of ``word`` in any case, as listed word, as compound, or as a string that is no word."""
    lower = word.lower()
    listed = listed_cost(lower)
    if listed is not None:
        return listed
    best = _best_split(lower)
    return best[0] if best is not None else unknown_cost(lower)


def is_word(word: str) -> bool:
    """Whether ``word`` is listed or a compound of listed words."""
    lower = word.lower()
    return listed_cost(lower) is not None or _best_split(lower) is not None


def is_likely_word(word: str) -> bool:
    """Whether ``word`` is one, and not far rarer than the same with its first E as Æ, which OCR halves."""
    if not is_word(word):
        return False
    whole = word.replace("E", "Æ", 1)
    return whole == word or not is_word(whole) or word_cost(whole) + _FAR_RARER > word_cost(word)


_Split = tuple[float, tuple[str, ...]]


@lru_cache(maxsize=65536)
def _best_split(word: str) -> _Split | None:
    """Cheapest split of ``word`` into two listed parts or more, with its cost.

    Covers are sought from the end of the word: the last part must be a listed word as it stands,
    which most strings that are no words fail at once.
    """
    if not 2 * _MIN_PART - 1 <= len(word) <= MAX_LENGTH or not word.isalpha():
        return None
    covers: dict[int, _Split | None] = {0: (0.0, ())}
    return _cover(word, len(word), costs(), covers)


def _cover(word: str, end: int, table: dict[str, float], covers: dict[int, _Split | None]) -> _Split | None:
    """Cheapest cover of ``word[:end]``; the whole word is no part of itself."""
    if end in covers:
        return covers[end]
    last = end == len(word)
    linked = word[end - 1] in "se"
    best: _Split | None = None
    # No part is shorter than three letters but the first.
    for start in range(1 if last else 0, max(end - _MIN_PART + 1, 1)):
        text = word[start:end]
        if text not in table and not (linked and text[:-1] in table):
            continue
        part = _part(text, table, first=start == 0, last=last)
        if part is None:
            continue
        before = _cover(word, start, table, covers)
        if before is None:
            continue
        cost = before[0] + part[0] + (_BOUNDARY_COST if start else 0.0)
        if best is None or cost < best[0]:
            best = (cost, (*before[1], part[1]))
    covers[end] = best
    return best


def _part(text: str, table: dict[str, float], *, first: bool, last: bool) -> tuple[float, str] | None:
    """Cost and plain form of ``text`` as a part of a compound, None when it cannot be one."""
    cost = table.get(text)
    links = text[-1] == "s" or (text[-1] == "e" and len(text) <= _LONGEST_BEFORE_E + 1)
    stem_cost = table.get(text[:-1]) if links and len(text) > _MIN_PART else None
    if cost is None and stem_cost is None:
        return None
    if last:
        if cost is None and text[-1] == "s" and len(text) > _MIN_PART + 1 and stem_cost is not None:
            cost = stem_cost + GENITIVE_COST
        return (cost, text) if cost is not None and _may_be_part(text, first=False, last=True) else None
    best = (cost, text) if cost is not None and _may_be_part(text, first=first, last=False) else None
    if stem_cost is not None and _may_be_part(text[:-1], first=first, last=False):
        linked = stem_cost + _LINK_COST
        if best is None or linked < best[0] or (text[-1] == "s" and stem_cost < best[0]):
            best = (min(linked, best[0]) if best is not None else linked, text[:-1])
    return best


def _may_be_part(text: str, *, first: bool, last: bool) -> bool:
    words = affixes()
    if len(text) < _MIN_PART and not (first and text in words.short_parts):
        return False
    if text in words.not_first:
        return last and len(text) > _MIN_PART + 1
    return first or text not in words.not_last
