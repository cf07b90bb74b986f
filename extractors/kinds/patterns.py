"""Nested vocabulary files: which wording a printed text is.

A file holds sections; a section is a list of regular expressions, or names with such lists. Expressions are searched in
folded text without punctuation at its edges (:func:`extractors.kinds.wording.bare`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from extractors import vocabulary
from extractors.kinds.wording import bare, joined


@cache
def _compiled(name: str, section: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    value: Any = vocabulary.load(name)[section]
    named = value if isinstance(value, dict) else {"": value if isinstance(value, list) else [value]}
    return {key: tuple(re.compile(expression) for expression in rows) for key, rows in named.items()}


@cache
def _sieve(name: str, section: str) -> tuple[re.Pattern[str], ...]:
    """All expressions of a section, joined."""
    return joined([row.pattern for rows in _compiled(name, section).values() for row in rows])


@lru_cache(maxsize=16384)
def find_name(name: str, section: str, text: str) -> str | None:
    """The name whose wording ``text`` is, in a section of named lists; the first in the file wins; None for none.

    Raises:
        KeyError: the file has no such section.
    """
    folded = bare(text)
    if not folded or not any(row.search(folded) for row in _sieve(name, section)):
        return None
    for key, rows in _compiled(name, section).items():
        if any(row.search(folded) for row in rows):
            return key
    return None


def says(name: str, section: str, text: str) -> bool:
    """Whether ``text`` has a wording of a section that is one list."""
    return find_name(name, section, text) is not None


@cache
def pattern(name: str, section: str, key: str | None = None) -> re.Pattern[str]:
    """The single expression of a section, or of a key in it, for searching in printed text without regard to case."""
    value = vocabulary.load(name)[section]
    return re.compile(value if key is None else value[key], re.IGNORECASE)
