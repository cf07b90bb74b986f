"""Danish compounds: ``sundhedsforvaltningen`` → ``sundhed``, ``forvaltningen``.

A dynamic program over cut positions: every part is a listed word, a linking ``s`` or ``e`` may
follow any part but the last, and the cheapest cover wins (costs of ``extractors.danish.words``).

Never splits prefixes (``for-``, ``under-``, ``op-``) or suffixes (``-else``, ``-hed``) off: they are
no words of their own. Looks at no more than :data:`MAX_LENGTH` letters: run-together text is not
its business.
"""

from __future__ import annotations

from functools import lru_cache

from extractors.danish.words import listed_cost, unknown_cost

#: Longest string looked at; the longest real compound of the field has 31 letters.
MAX_LENGTH = 40
#: What each boundary costs: a listed whole word beats its parts, two parts beat three.
_BOUNDARY_COST = 2.0
_LINK_COST = 0.4
_MIN_PART = 3
_SHORT_PARTS = frozenset({"by", "øl", "år", "æg", "tv", "it", "ny", "sø", "vi", "to", "el"})
#: Words that are prefixes or function words when they stand first in a longer word.
NOT_FIRST = frozenset(
    "an ad af be bi fore for frem gen ind med mis ned om op over på sam til ud under und ved vide "
    "inde hos fra mod der som den det man han hun jeg kan vil har var ikke eller men de du os eder jer vort vor".split()
)
#: Endings that are listed as words but are suffixes inside one.
NOT_LAST = frozenset(
    "else elser elsen elserne hed heds heden skab dom ing inger ingen ede ende ene erne erens eren else ere "
    "ens ers ernes sel lig lige ligt isk iske bar bare som sommes sam samt løs løse løst mæssig agtig tion tive "
    "eri ist nte nde ter ten tes gen ger ler ner rer ser ste ers ere tet ret net let det set met ven ver vet "
    "ning ninger ningen ske ring ringen ringer ion ioner ionen ionerne heder hederne hedens grat stand sen".split()
)


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


@lru_cache(maxsize=65536)
def _best_split(word: str) -> tuple[float, tuple[str, ...]] | None:
    """Cheapest split of ``word`` into two listed parts or more, with its cost."""
    length = len(word)
    if not 2 * _MIN_PART - 1 <= length <= MAX_LENGTH or not word.isalpha():
        return None
    states: list[tuple[float, tuple[str, ...]] | None] = [None] * (length + 1)
    states[0] = (0.0, ())
    for end in range(2, length + 1):
        last = end == length
        for start in range(end - 1):
            state = states[start]
            if state is None or (start == 0 and last):
                continue
            part = _part(word[start:end], first=start == 0, last=last)
            if part is None:
                continue
            cost = state[0] + part[0] + (_BOUNDARY_COST if start else 0.0)
            known = states[end]
            if known is None or cost < known[0]:
                states[end] = (cost, (*state[1], part[1]))
    return states[length]


def _part(text: str, *, first: bool, last: bool) -> tuple[float, str] | None:
    """Cost and plain form of ``text`` as a part of a compound, None when it cannot be one."""
    best: tuple[float, str] | None = None
    if _may_be_part(text, first=first, last=last):
        cost = listed_cost(text)
        if cost is not None:
            best = (cost, text)
            if not last and text[-1] == "s" and len(text) > 4:
                stem_cost = listed_cost(text[:-1])
                if stem_cost is not None and stem_cost < cost:
                    return cost, text[:-1]
    if not last and len(text) > _MIN_PART and text[-1] in "se":
        stem = text[:-1]
        if _may_be_part(stem, first=first, last=False):
            cost = listed_cost(stem)
            if cost is not None and (best is None or cost + _LINK_COST < best[0]):
                best = (cost + _LINK_COST, stem)
    return best


def _may_be_part(text: str, *, first: bool, last: bool) -> bool:
    if len(text) < _MIN_PART and not (first and text in _SHORT_PARTS):
        return False
    if text in NOT_FIRST:
        return last and len(text) > _MIN_PART + 1
    return first or text not in NOT_LAST
