"""Likeness of short texts by character n-grams: TF-IDF of 2- to 5-grams inside word bounds, cosine.

Survives OCR noise, cut and hyphenated titles and inflection, which word-based measures do not. The
method is the ``char_wb`` analyser of scikit-learn, written out because importing that costs a second.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

_SHORTEST, _LONGEST = 2, 5
_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e", "ö": "o", "ä": "ae", "ü": "u"})
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Text in the form in which it is compared: lower case, æøå as OCR confuses them, words only."""
    return _NOT_WORD.sub(" ", text.lower().translate(_FOLD).replace("aa", "a")).strip()


def grams(folded: str) -> Counter[str]:
    """Counts of the n-grams of each word of a folded text, a space standing for either end."""
    found: list[str] = []
    for word in folded.split():
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            if len(padded) <= size:
                found.append(padded)
                break
            found += [padded[i : i + size] for i in range(len(padded) - size + 1)]
    return Counter(found)


class Index:
    """Texts to compare with. Positions in the results are positions in ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [grams(fold(text)) for text in texts]
        frequency: Counter[str] = Counter(gram for counts in counted for gram in counts)
        size = len(texts)
        idf = {gram: math.log((1 + size) / (1 + n)) + 1 for gram, n in frequency.items()}
        self._unseen_idf = math.log(1 + size) + 1
        postings: dict[str, list[tuple[int, float]]] = {gram: [] for gram in frequency}
        for position, counts in enumerate(counted):
            weights = {gram: n * idf[gram] for gram, n in counts.items()}
            norm = math.sqrt(sum(value * value for value in weights.values()))
            for gram, weight in weights.items():
                postings[gram].append((position, weight / norm))
        # One gram behind the other; gram n has its places from _ends[n] - _lengths[n] to _ends[n].
        self._known = {gram: (number, idf[gram]) for number, gram in enumerate(postings)}
        self._positions = np.array([position for found in postings.values() for position, _ in found], dtype=np.intp)
        self._weights = np.array([weight for found in postings.values() for _, weight in found], dtype=np.float64)
        self._lengths = np.array([len(found) for found in postings.values()], dtype=np.intp)
        self._ends = self._lengths.cumsum()
        self._places = np.arange(len(self._positions))

    def scores(self, text: str) -> dict[int, float]:
        """Cosine with every indexed text that shares an n-gram, 0–1."""
        numbers: list[int] = []
        weights: list[float] = []
        squares = 0.0
        unseen = (-1, self._unseen_idf)
        for gram, count in grams(fold(text)).items():
            number, idf = self._known.get(gram, unseen)
            weight = count * idf
            squares += weight * weight
            if number >= 0:
                numbers.append(number)
                weights.append(weight)
        if not numbers:
            return {}
        norm = math.sqrt(squares)
        own = [weight / norm for weight in weights]
        found = np.array(numbers)
        lengths = self._lengths[found]
        ends = lengths.cumsum()
        places = self._places[: ends[-1]] + np.repeat(self._ends[found] - ends, lengths)
        products = np.repeat(own, lengths) * self._weights[places]
        sums = np.bincount(self._positions[places], products).tolist()
        return {position: total if total < 1.0 else 1.0 for position, total in enumerate(sums) if total}


def best(scores: dict[int, float], among: Iterable[int] | None = None) -> list[tuple[int, float]]:
    """Positions with their scores, best first, ties by position."""
    allowed = None if among is None else set(among)
    chosen = ((p, s) for p, s in scores.items() if allowed is None or p in allowed)
    return sorted(chosen, key=lambda pair: (-pair[1], pair[0]))
