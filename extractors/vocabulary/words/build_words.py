"""Rebuild ``frequent.txt`` and ``forms.txt`` from wordfreq and simplemma (see README.md here).

Run from the project root: ``python extractors/vocabulary/words/build_words.py``. Both packages are
needed for this step only; the committed files are what the program reads.
"""

from __future__ import annotations

import math
import re
from collections.abc import Set
from pathlib import Path

import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from extractors.danish.compounds import affixes

_WORD = re.compile("[a-zæøåéü]{2,}")
_LONGEST_FORM = 13  # longer forms are compounds, or names nobody wraps
_SHORTEST_HEAD = 4  # shorter ones are mostly endings: -er, -ske, -ing


def _is_compound(word: str, firsts: Set[str], heads: Set[str]) -> bool:
    """Whether the compound splitter can take ``word`` apart into a first part and a head."""
    for cut in range(3, len(word) - _SHORTEST_HEAD + 1):
        first = word[:cut]
        if word[cut:] in heads and (first in firsts or (first[-1] in "se" and first[:-1] in firsts)):
            return True
    return False


def main() -> None:
    """Write both lists, sorted, beside this file."""
    dictionary = DefaultDictionaryFactory().get_dictionary("da")
    forms = {w for w in {*dictionary, *dictionary.values()} if isinstance(w, str) and _WORD.fullmatch(w)}
    frequency = {w: f for w, f in wordfreq.get_frequency_dict("da").items() if _WORD.fullmatch(w)}
    firsts = {w for w in frequency if len(w) >= 3} - affixes().not_first
    heads = {w for w in frequency if len(w) >= 3} - affixes().not_last
    kept: set[str] = set()
    for word in sorted(forms - frequency.keys(), key=lambda w: (len(w), w)):
        if not 4 <= len(word) <= _LONGEST_FORM:
            continue
        if word.endswith("s") and (word[:-1] in forms or word[:-1] in frequency):
            continue
        if not _is_compound(word, firsts, heads):
            kept.add(word)
            firsts |= {word} - affixes().not_first
            heads |= {word} - affixes().not_last
    folder = Path(__file__).parent
    frequent = sorted(f"{w}\t{round(-100 * math.log10(f))}" for w, f in frequency.items())
    (folder / "frequent.txt").write_text("\n".join(frequent) + "\n", encoding="utf-8")
    (folder / "forms.txt").write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
