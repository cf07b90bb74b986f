"""Repair of text that a PDF gives, in one place: characters, wrapping, headings, lost spaces.

Each function takes text and returns text; callers keep the original beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors import vocabulary
from extractors.danish.characters import BULLET, clean_characters, normalise, split_bullet
from extractors.danish.compounds import is_word, word_cost
from extractors.danish.words import listed_cost
from extractors.danish.wrapping import breaks_inside_words, is_one_word, join_lines, mend_broken_words

__all__ = [
    "BULLET",
    "breaks_inside_words",
    "clean_characters",
    "close_split_ligatures",
    "is_mangled",
    "join_lines",
    "mend_broken_words",
    "normalise",
    "split_bullet",
    "split_glued_number",
    "split_run_together",
    "unmangle_heading",
]

_WORD = re.compile(r"[^\W\d_]+")
#: A letter within a word that may be a capital: most headings have none.
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])[^\W\d_a-zæøåéü]")
#: Share of the longer words of a heading that must be mangled before its case is set aside.
_MANGLED_SHARE = 0.25
_LONGER_WORD = 4


def is_mangled(text: str) -> bool:
    """Whether the case of ``text`` is that of small capitals whose text layer was inverted."""
    if not _INNER_CAPITAL.search(text):
        return False
    words = [w for w in _WORD.findall(text) if len(w) >= _LONGER_WORD]
    mangled = sum(_has_inner_capital(w) for w in words)
    return mangled > 0 and mangled >= _MANGLED_SHARE * len(words)


def _has_inner_capital(word: str) -> bool:
    """Whether capitals stand inside ``word`` where neither spelling nor a made-up name puts them."""
    inner = word[1:]
    if inner.islower() or word.isupper():
        return False
    if re.fullmatch(r"[A-ZÆØÅ]{2,}(?:s|en|er|erne|ens|ernes)", word):  # HRs, SFOer, PPRs
        return False
    pieces = re.findall(r"[^\W\d_][a-zæøåéü]*", re.sub(r"(?=[A-ZÆØÅ])", " ", word))
    if word[0].islower() and len(pieces) == 2 and len(pieces[0]) == 1:  # iPad, eBoks
        return False
    return not all(len(piece) >= _LONGER_WORD and piece[0].isupper() for piece in pieces)  # BedreBørn


@lru_cache(maxsize=4096)
def unmangle_heading(text: str) -> str:
    """Give a heading the case a reader sees: a capital first, and no capitals from inverted fonts.

    Small capitals often reach the text layer with their case turned about (``meNtal suNDheD``) and
    tabs for spaces. Which letters are inverted differs from font to font, so the whole heading is
    put in lower case instead of guessing a table.
    """
    text = normalise(text)
    if is_mangled(text):
        text = text.lower()
    return text[:1].upper() + text[1:]


_RUN_TOGETHER_MIN = 14
_MAX_WORD = 30
#: One word costs what one boundary costs more than this many powers of ten: compounds stay whole.
_BOUNDARY = 1.2
_LONG_TOKEN = re.compile(rf"[^\W\d_]{{{_RUN_TOGETHER_MIN},}}")


def split_run_together(text: str) -> str:
    """Put back the spaces of words that were run together: ``Hvemarbejdermedinitiativet?``.

    Only tokens of at least 14 letters that are neither words nor compounds are looked at, and only
    a reading made of listed words with a function word among them replaces them.
    """
    return _LONG_TOKEN.sub(lambda match: _segment(match[0]), text)


@lru_cache(maxsize=1024)
def _segment(token: str) -> str:
    lower = token.lower()
    if len(lower) <= _MAX_WORD and listed_cost(lower) is not None:
        return token
    best: list[tuple[float, int]] = [(0.0, 0)]
    reached = [0]  # Words begin nowhere else: most places are the end of none.
    for end in range(1, len(lower) + 1):
        options = []
        for start in reached:
            cost = listed_cost(lower[start:end]) if start >= end - _MAX_WORD else None
            if cost is not None:
                options.append((best[start][0] + cost + _BOUNDARY, start))
        best.append(min(options, default=(float("inf"), 0)))
        if options:
            reached.append(end)
    if best[-1][0] == float("inf"):
        return token
    cuts, end = [], len(lower)
    while end:
        start = best[end][1]
        cuts.append(token[start:end])
        end = start
    pieces = cuts[::-1]
    inner = [p.lower() for p in pieces[1:-1]]
    if not any(p in vocabulary.load("words/affixes")["function_words"] for p in inner) or len(pieces) < 3:
        return token
    if is_word(lower) and word_cost(lower) <= best[-1][0]:
        return token
    return " ".join(pieces)


_SPLIT_LIGATURE = re.compile(r"\b([^\W\d_]*(?:ffi|ffl|ff|fi|fl)) ([^\W\d_]+)")


def close_split_ligatures(text: str) -> str:
    """Close the gap that some programs leave after a ligature: ``fl este`` → ``fleste``."""

    def close(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        return left + right if is_one_word(left, right) and not is_word(right) else match[0]

    return _SPLIT_LIGATURE.sub(close, text)


_GLUED_NUMBER = re.compile(r"(?<=[a-zæøåé])(\d{1,3})(?=$|[\s.,;:!?)])")


def split_glued_number(word: str) -> tuple[str, str | None]:
    """Part a word from the footnote or page number printed against it: ``initiativet5``.

    Returns:
        The word and the number, or the word as it was and None when it is no word with a number.
    """
    match = _GLUED_NUMBER.search(word)
    if match is None or match.end() != len(word) or not is_word(word[: match.start()]):
        return word, None
    return word[: match.start()], match[1]
