"""Wordings compared: folding of printed text and matching against the vocabulary's patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extractors import vocabulary
from schemas.columns import CategoryName, LevelName

_EDGE = " .:;,*?!\"'()[]–-•"


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """``text`` as wordings are compared: case folded, single spaces, soft hyphens gone."""
    return " ".join(text.replace("\u00ad", "").split()).casefold()


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Folded text without punctuation at its edges and without slack around slashes and hyphens."""
    return fold(text).strip(_EDGE)


def same_wording(a: str, b: str, *, tolerance: float = 0.12) -> bool:
    """Whether two bare wordings are the same but for a misprint: at most ``tolerance`` of the letters differ.

    Short words must be equal: "ja" is one letter from "na".
    """
    if a == b:
        return True
    if not may_be_misprinted(len(a), len(b), tolerance=tolerance):
        return False
    return Levenshtein.normalized_distance(a, b, score_cutoff=tolerance) <= tolerance


def misprints_any(text: str, wordings: Sequence[str], *, tolerance: float = 0.12) -> bool:
    """Whether a bare text is one of ``wordings`` but for a misprint; all are as long as what it may misprint."""
    distance = Levenshtein.normalized_distance
    return process.extractOne(text, wordings, scorer=distance, score_cutoff=tolerance) is not None


def may_be_misprinted(a: int, b: int, *, tolerance: float = 0.12) -> bool:
    """Whether one of two wordings of ``a`` and ``b`` letters can be a misprint of the other: both are long enough.

    Every letter that one has more of differs.
    """
    return min(a, b) >= 6 and abs(a - b) <= tolerance * max(a, b) + 1e-9


@cache
def patterns(name: str) -> dict[str, tuple[tuple[re.Pattern[str], float], ...]]:
    """Compiled patterns of a vocabulary file ``key: [[expression, weight] | expression, …]``."""
    compiled = {}
    for key, rows in vocabulary.load(name).items():
        pairs = [(row, 1.0) if isinstance(row, str) else (row[0], float(row[1])) for row in rows]
        compiled[key] = tuple((re.compile(expression), weight) for expression, weight in pairs)
    return compiled


def joined(expressions: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Expressions in few patterns: where none of these is found, none of the expressions is.

    Joined by how they begin: Python then looks for all of them at the start of the text, and at those of its words.
    Their groups need not be remembered, which costs more than looking. Expressions that cannot be joined, for they
    refer to groups or set flags, make everything pass.
    """
    if any(_REFERS_OR_SETS.search(expression) for expression in expressions):
        return (re.compile(""),)
    beginnings: dict[str, list[str]] = {"^": [], r"\b": [], "": []}
    for expression in expressions:
        plain = expression if "[" in expression else _GROUP.sub("(?:", expression)
        beginning = next(b for b in beginnings if plain.startswith(b) and (not b or not _is_choice(plain)))
        beginnings[beginning].append(plain.removeprefix(beginning))
    return tuple(re.compile(f"{start}(?:{'|'.join(own)})") for start, own in beginnings.items() if own)


@cache
def _sieve(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a vocabulary file, joined."""
    return joined([pattern.pattern for rows in patterns(name).values() for pattern, _ in rows])


@cache
def _sieves(name: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of each key of a vocabulary file, joined."""
    return {key: joined([pattern.pattern for pattern, _ in rows]) for key, rows in patterns(name).items()}


_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_REFERS_OR_SETS = re.compile(r"\\\d|(?<!\\)\(\?(?![:=!<])|\(\?<(?![=!])")
_INNER_GROUP = re.compile(r"\((?:[^()\\]|\\.)*\)")


def _is_choice(expression: str) -> bool:
    """Whether the expression as a whole is one of several, so that how it begins is true of the first alone."""
    outer = expression
    while (less := _INNER_GROUP.sub("", outer)) != outer:
        outer = less
    return "|" in outer


@lru_cache(maxsize=4096)
def weigh(name: str, text: str) -> dict[str, float]:
    """Best weight of each key of the vocabulary file ``name`` for ``text``; keys without a hit are absent."""
    folded = fold(text)
    weights: dict[str, float] = {}
    if not folded or not any(pattern.search(folded) for pattern in _sieve(name)):
        return weights
    for key, sieve in _sieves(name).items():
        if any(pattern.search(folded) for pattern in sieve):
            best = max([weight for pattern, weight in patterns(name)[key] if pattern.search(folded)], default=0.0)
            if best:
                weights[key] = best
    return weights


@cache
def _levels() -> dict[str, LevelName]:
    levels: dict[str, LevelName] = {}
    for level, wordings in vocabulary.load("levels").items():
        for wording in wordings:
            levels[wording] = level
    return levels


@lru_cache(maxsize=16384)
def level_of(text: str) -> LevelName | None:
    """The level that the whole of ``text`` names ("G", "Udvidet niveau", "(u)"), else None."""
    return _levels().get(bare(text))


@cache
def _beginnings_of_levels() -> frozenset[str]:
    return frozenset(wording[:end] for wording in _levels() for end in range(len(wording) + 1))


def may_begin_level(text: str) -> bool:
    """Whether a level's name may begin with ``text``."""
    return bare(text) in _beginnings_of_levels()


LEVEL_CELL_MAX = 40
"""A longer cell is text that may speak of a level and is none."""


def level_of_cell(text: str) -> LevelName | None:
    """The level that a cell names, with its letter or a word around it ("Grundniveau (G)"), else None."""
    return level_in(text) if len(text) <= LEVEL_CELL_MAX else None


_LEVEL_IN_HEADING = re.compile(r"\b(grund|udviklings)[- ]?niveau(et|er)?\b")


def level_in(text: str) -> LevelName | None:
    """The level that a heading speaks of ("Anbefalinger på grundniveau"); None when none or both."""
    whole = level_of(text)
    if whole is not None:
        return whole
    found = {match.group(1) for match in _LEVEL_IN_HEADING.finditer(fold(text))}
    if len(found) != 1:
        return None
    return "grundniveau" if "grund" in found else "udviklingsniveau"


_BEFORE_CATEGORY = re.compile(
    r"^(?:[\d.]+\s*)?"
    r"(?:(?:anbefaling(?:er|erne)?|indsats(?:er)?|kategori|område)\s*"
    r"(?:om|vedr\.?|vedrørende|for|til|inden for|:)?\s+)?"
)


@lru_cache(maxsize=4096)
def category_of(text: str) -> CategoryName | None:
    """The package category that a heading or cell names, else None."""
    stripped = _BEFORE_CATEGORY.sub("", bare(text))
    for category, rows in patterns("categories").items():
        if any(pattern.search(stripped) for pattern, _ in rows):
            return category  # type: ignore[return-value]  # the file's keys are the category names
    return None
