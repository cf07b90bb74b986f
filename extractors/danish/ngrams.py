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
        self._idf = {gram: math.log((1 + size) / (1 + n)) + 1 for gram, n in frequency.items()}
        self._unseen_idf = math.log(1 + size) + 1
        postings: dict[str, list[tuple[int, float]]] = {gram: [] for gram in frequency}
        for position, counts in enumerate(counted):
            for gram, weight in self._unit_vector(counts).items():
                postings[gram].append((position, weight))
        # One gram behind the other; gram n has its places from _ends[n] - _lengths[n] to _ends[n].
        self._number_of = {gram: number for number, gram in enumerate(postings)}
        self._positions = np.array([position for found in postings.values() for position, _ in found], dtype=np.intp)
        self._weights = np.array([weight for found in postings.values() for _, weight in found], dtype=np.float64)
        self._lengths = np.array([len(found) for found in postings.values()], dtype=np.intp)
        self._ends = self._lengths.cumsum()

    def scores(self, text: str) -> dict[int, float]:
        """Cosine with every indexed text that shares an n-gram, 0–1."""
        vector = self._unit_vector(grams(fold(text)))
        found = [(number, vector[gram]) for gram in vector if (number := self._number_of.get(gram)) is not None]
        if not found:
            return {}
        numbers, own = [number for number, _ in found], [weight for _, weight in found]
        lengths = self._lengths[numbers]
        places = np.arange(lengths.sum()) + np.repeat(self._ends[numbers] - lengths.cumsum(), lengths)
        products = np.repeat(own, lengths) * self._weights[places]
        sums = np.bincount(self._positions[places], products).tolist()
        return {position: min(total, 1.0) for position, total in enumerate(sums) if total}

    def _unit_vector(self, counts: Counter[str]) -> dict[str, float]:
        weights = {gram: n * self._idf.get(gram, self._unseen_idf) for gram, n in counts.items()}
        norm = math.sqrt(sum(value * value for value in weights.values()))
        return {gram: value / norm for gram, value in weights.items()} if norm else {}


def best(scores: dict[int, float], among: Iterable[int] | None = None) -> list[tuple[int, float]]:
    """Positions with their scores, best first, ties by position."""
    allowed = None if among is None else set(among)
    chosen = ((p, s) for p, s in scores.items() if allowed is None or p in allowed)
    return sorted(chosen, key=lambda pair: (-pair[1], pair[0]))
