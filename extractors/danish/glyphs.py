"""Glyphs without a name, told by the words they stand in.

A font may draw a letter without saying which one it is, and the same glyph is the same letter in every word. So a glyph
is what makes words of most strings that it stands in: of the letters that its font does not name elsewhere, and the
ligatures that fonts draw as one glyph, one makes words of most strings, far likelier ones than any other does. A
glyph at the start of words alone, or among capitals, is a capital. Glyphs of strings with several unknown ones are told
after those that are alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence

from extractors.danish.compounds import is_word, word_cost

_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "ft", "fj", "ti", "tt", "tti", "tf", "fti", "fft")
_LETTERS = (*"æøåéöüä", *"abcdefghijklmnopqrstuvwxyz", *_LIGATURES)
_DASH = "–"
_EXPLAINED = 0.5
"""Share of its strings that the letter of a glyph makes words of at least."""
_AHEAD = 2.0
"""How much likelier the strings are with the letter of a glyph than with the next best, in powers of ten."""
_RARE = 2.0
"""So much seldomer a letter of ASCII is without a name than another, in powers of ten: its code names it."""
_SHORTEST = 2
_MOST_STRINGS = 60
"""So many strings show what a glyph is."""


def name_glyphs(
    words: Sequence[str], named: Mapping[str, Collection[str]], called: Mapping[str, str]
) -> dict[str, str]:
    """What the private-use characters of ``words`` show, for those that the words tell.

    Args:
        words: the words of a document that hold such characters, in order, each time they occur; a character that
            stands alone with the words beside it.
        named: the characters that the font of each glyph names; hardly any font has two glyphs for one.
        called: what the file calls those glyphs that it names: they are taken for nothing but ligatures.
    """
    known = _dashes(words, named, called)
    pieces = sorted({piece for word in words for piece in _letters_of(word)})
    strings = {text: glyphs for text in pieces if (glyphs := {c for c in text if c in named})}
    while True:
        alone: dict[str, list[str]] = {}
        for text, glyphs in strings.items():
            left = glyphs - known.keys()
            if len(left) == 1 and len(text) >= _SHORTEST:
                alone.setdefault(left.pop(), []).append(text)
        found = {}
        table = str.maketrans(known)
        for glyph in sorted(alone):
            texts = [text.translate(table) for text in alone[glyph][:_MOST_STRINGS]]
            taken = {letter for other, letter in known.items() if named[other] is named[glyph]}
            letter = _letter_of(glyph, texts, taken.union(named[glyph]), called.get(glyph))
            if letter is not None:
                found[glyph] = letter
        if not found:
            return known
        known |= found


def _dashes(words: Sequence[str], named: Collection[str], called: Collection[str]) -> dict[str, str]:
    """Glyphs without a name that stand between two words or two figures wherever they stand."""
    between: dict[str, bool] = {}
    for word in words:
        for i, char in enumerate(word):
            if char in named and char not in called:
                sides = word[max(i - 2, 0) : i].strip(), word[i + 1 : i + 3].strip()
                apart = word[i - 1 : i] == word[i + 1 : i + 2] == " "
                dash = all(sides) and (apart or all(side.isdigit() for side in sides))
                between[char] = between.get(char, True) and dash
    return {char: _DASH for char, dash in sorted(between.items()) if dash}


def _letter_of(glyph: str, texts: Sequence[str], taken: Collection[str], called: str | None) -> str | None:
    """The letter that makes words of the strings; None when none does clearly."""
    capital = all(_may_be_capital(glyph, text) for text in texts)
    kinds = _LETTERS if called is None else _LIGATURES
    letters = [c for c in (c.upper() if capital and len(c) == 1 else c for c in kinds) if c not in taken]
    costs = {c: sum(word_cost(text.replace(glyph, c)) for text in texts) + _RARE * c.isascii() for c in letters}
    best = min(letters, key=lambda c: costs[c], default="")
    if called is not None:
        costs[called] = sum(word_cost(text.replace(glyph, called)) for text in texts)
    if not best or any(cost < costs[best] + _AHEAD for c, cost in costs.items() if c != best):
        return None
    explained = sum(is_word(text.replace(glyph, best)) for text in texts)
    return best if explained >= _EXPLAINED * len(texts) else None


def _may_be_capital(glyph: str, text: str) -> bool:
    """Whether the glyph may be a capital in this string: at its start, or among capitals."""
    return text.find(glyph, 1) < 0 or all(c.isupper() for c in text if c.isalpha())


def _letters_of(word: str) -> list[str]:
    """The runs of letters and unknown glyphs in a word."""
    return "".join(c if c.isalpha() or unicodedata.category(c) == "Co" else " " for c in word).split()
