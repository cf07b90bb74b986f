"""Dictionary forms of Danish words, without a model.

Order: the project's exceptions, the list of ``simplemma``, the head of a compound (the part that is inflected,
so ``forebyggelsespakkerne`` follows ``pakkerne``), and last simplemma's own rules. The list is loaded on first use,
which takes a second: nothing on the way to records needs it.
"""

from __future__ import annotations

from functools import lru_cache

from extractors import vocabulary
from extractors.danish.compounds import split_compound


@lru_cache(maxsize=65536)
def lemmatise(word: str) -> str:
    """Dictionary form of ``word``, in lower case; the word itself when nothing is known of it."""
    import simplemma

    lower = word.lower()
    exceptions: dict[str, str] = vocabulary.load("lemmas")["exceptions"]
    if lower in exceptions:
        return exceptions[lower]
    if not any(letter.isalpha() for letter in lower):
        return lower
    if not simplemma.is_known(lower, lang="da"):
        parts = split_compound(lower)
        head = parts[-1]
        if len(parts) > 1 and lower.endswith(head) and (head in exceptions or simplemma.is_known(head, lang="da")):
            return lower[: len(lower) - len(head)] + lemmatise(head)
    return str(simplemma.lemmatize(lower, lang="da")).lower()
