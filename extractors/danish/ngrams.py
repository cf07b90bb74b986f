"""Likeness of short texts by character n-grams: TF-IDF of 2- to 5-grams inside word bounds, cosine.

Survives OCR noise, cut and hyphenated titles and inflection, which word-based measures do not. The
method is the ``char_wb`` analyser of scikit-learn, written out because importing that costs a second.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
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
    counts: Counter[str] = Counter()
    for word in folded.split():
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            if len(padded) <= size:
                counts[padded] += 1
                break
            counts.update(padded[i : i + size] for i in range(len(padded) - size + 1))
    return counts


class Index:
    """Texts to compare with. Positions in the results are positions in ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [grams(fold(text)) for text in texts]
        frequency: Counter[str] = Counter(gram for counts in counted for gram in counts)
        size = len(texts)
        self._idf = {gram: math.log((1 + size) / (1 + n)) + 1 for gram, n in frequency.items()}
        self._unseen_idf = math.log(1 + size) + 1
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for position, counts in enumerate(counted):
            for gram, weight in self._unit_vector(counts).items():
                postings[gram].append((position, weight))
        self._postings = {
            gram: (np.array([p for p, _ in found]), np.array([w for _, w in found])) for gram, found in postings.items()
        }

    def scores(self, text: str) -> dict[int, float]:
        """Cosine with every indexed text that shares an n-gram, 0–1."""
        vector = self._unit_vector(grams(fold(text)))
        found = [(weight, *self._postings[gram]) for gram, weight in vector.items() if gram in self._postings]
        if not found:
            return {}
        own = np.repeat([weight for weight, _, _ in found], [len(positions) for _, positions, _ in found])
        products = own * np.concatenate([weights for _, _, weights in found])
        result = np.bincount(np.concatenate([positions for _, positions, _ in found]), products)
        return {int(position): float(min(result[position], 1.0)) for position in np.flatnonzero(result)}

    def _unit_vector(self, counts: Counter[str]) -> dict[str, float]:
        weights = {gram: n * self._idf.get(gram, self._unseen_idf) for gram, n in counts.items()}
        norm = math.sqrt(sum(value * value for value in weights.values()))
        return {gram: value / norm for gram, value in weights.items()} if norm else {}


def best(scores: dict[int, float], among: Iterable[int] | None = None) -> list[tuple[int, float]]:
    """Positions with their scores, best first, ties by position."""
    allowed = None if among is None else set(among)
    chosen = ((p, s) for p, s in scores.items() if allowed is None or p in allowed)
    return sorted(chosen, key=lambda pair: (-pair[1], pair[0]))
