"""How likely a string is a Danish word: the measure behind text repair and compound splitting.

Signals, in order of precedence:

1. short strings count only when they stand in ``words/short.txt``: word lists taken from running
   text hold every pair of letters;
2. frequency (``words/frequent.txt``), since a frequent word needs no further reason;
3. mere listing (``words/municipal.txt``, ``words/forms.txt``), genitives included;
4. composition of such words (``extractors.danish.compounds`` adds that).

Costs are −log10 of a share of running text, so costs of words that stand side by side add up.
Never decides alone: callers compare the cost of one reading with the cost of another.
"""

from __future__ import annotations

from functools import cache, lru_cache

from extractors import vocabulary

#: Cost of a listed word whose frequency is unknown; the rarest with a known frequency costs 6.
LISTED_COST = 7.0
#: Cost of a word of municipal work; in our documents these are as frequent as everyday words.
MUNICIPAL_COST = 4.8
#: What a genitive costs more than its word.
GENITIVE_COST = 1.0
#: Cost of a string that is no word, and what each of its letters adds: long strings are no names.
UNKNOWN_COST = 9.0
UNKNOWN_LETTER_COST = 0.5

_SINGLE_LETTER_WORDS = {"i": 1.6, "å": 4.5, "ø": 4.5}
_SINGLE_LETTER_COST = 8.0


@cache
def costs() -> dict[str, float]:
    """Cost of each listed word of two letters or more, in lower case."""
    short = set(vocabulary.read_text("words/short.txt").split())
    table = dict.fromkeys(vocabulary.read_text("words/forms.txt").split(), LISTED_COST)
    frequent = vocabulary.read_text("words/frequent.txt").split()
    for word, centibels in zip(frequent[::2], frequent[1::2], strict=True):
        if len(word) > 2 or word in short:
            table[word] = float(centibels) / 100
    for word in vocabulary.read_text("words/municipal.txt").split():
        table[word] = min(MUNICIPAL_COST, table.get(word, MUNICIPAL_COST))
    return table


@lru_cache(maxsize=65536)
def listed_cost(word: str) -> float | None:
    """Cost of ``word`` (lower case) when it is listed or the genitive of a listed word, else None."""
    if len(word) < 2:
        return _SINGLE_LETTER_WORDS.get(word)
    table = costs()
    cost = table.get(word)
    if cost is None and word[-1] == "s" and len(word) > 4:
        base = table.get(word[:-1])
        cost = base + GENITIVE_COST if base is not None else None
    return cost


def unknown_cost(word: str) -> float:
    """Cost of a string that is no word."""
    if len(word) == 1:
        return _SINGLE_LETTER_COST
    return UNKNOWN_COST + UNKNOWN_LETTER_COST * len(word)


def is_listed(word: str) -> bool:
    """Whether ``word`` stands in the word lists, in whatever case."""
    return listed_cost(word.lower()) is not None
