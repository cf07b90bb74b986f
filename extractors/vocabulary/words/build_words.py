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

_WORD = re.compile("[a-zæøåéü]{2,}")
_LONGEST_FORM = 13  # longer forms are compounds, or names nobody wraps
_SHORTEST_HEAD = 4  # shorter ones are mostly endings: -er, -ske, -ing


def _is_compound(word: str, parts: Set[str]) -> bool:
    """Whether two known words, with a linking s or e or without, make up ``word``."""
    for cut in range(3, len(word) - _SHORTEST_HEAD + 1):
        first = word[:cut]
        if word[cut:] in parts and (first in parts or (first[-1] in "se" and first[:-1] in parts)):
            return True
    return False


def main() -> None:
    """Write both lists, sorted, beside this file."""
    dictionary = DefaultDictionaryFactory().get_dictionary("da")
    forms = {w for w in {*dictionary, *dictionary.values()} if isinstance(w, str) and _WORD.fullmatch(w)}
    frequency = {w: f for w, f in wordfreq.get_frequency_dict("da").items() if _WORD.fullmatch(w)}
    parts = {w for w in forms if 3 <= len(w) <= 9} | {w for w in frequency if len(w) >= 3}
    kept = [
        w
        for w in forms - frequency.keys()
        if 4 <= len(w) <= _LONGEST_FORM
        and not (w.endswith("s") and (w[:-1] in forms or w[:-1] in frequency))
        and not _is_compound(w, parts)
    ]
    folder = Path(__file__).parent
    frequent = sorted(f"{w}\t{round(-100 * math.log10(f))}" for w, f in frequency.items())
    (folder / "frequent.txt").write_text("\n".join(frequent) + "\n", encoding="utf-8")
    (folder / "forms.txt").write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
