"""Rows of an assessment table that sum up those above them: totals, averages, the verdict on a whole package.

They have a title and often a rating as recommendations have. Their title says nothing but that they sum up, and what:
a package, a level, all recommendations.
"""

from __future__ import annotations

import re
from functools import cache

from extractors import vocabulary
from extractors.danish.packages import find_packages
from extractors.kinds.assessment.wordings.scales import is_total
from extractors.kinds.wording import fold, level_of

_WORD = re.compile(r"[^\W_]+")


def sums_up(title: str) -> bool:
    """Whether a title heads a row that sums up others: "I alt", "Gennemsnit Alkohol", "Samlet vurdering af pakken"."""
    if is_total(title):
        return True
    first, *_ = [*_WORD.findall(fold(title)), ""]
    if first not in _words("opening"):
        return False
    for mention in reversed(find_packages(title)):
        title = f"{title[: mention.start]} {title[mention.end :]}"
    words = [word for word in _WORD.findall(fold(title)) if level_of(word) is None]
    known = _words("opening") | _words("measures") | _words("joints")
    return all(word in known for word in words) and any(word in _words("sums") for word in words)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(vocabulary.load("scales")["sum_rows"][kind])
