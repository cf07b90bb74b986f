"""A second opinion: another engine reads the words that the first is in doubt of.

Asked about are words that the first engine is not sure of, and those that it is sure of and no language knows. Then, in
this order:

1. Both read the same, of lone signs whatever their case: what may be believed of the word rises.
2. The second has read nothing: nothing changes.
3. The first reading is no word, and the second is one like it: the second is taken, and never called sure. Of words
   that were read surely only long ones are: half a word that a wrap or a line cut off is none, and short ones are many.
4. The first reading is a word, or was read surely, or the two are of different sorts (figures, letters; of lone signs
   also small letters) or differ in signs between letters: it stands. The second engine errs more often than the first,
   with lone signs much more.
5. Otherwise the word is disputed, and for a person to look at.

What was read and not taken is kept beside the word in 3 and 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Gray
from extractors.pdf.ocr.repair import COMPLETED_CONFIDENCE, REPAIRED_CONFIDENCE
from extractors.pdf.ocr.text import KnownWord, ReadLine, ReadWord, WordReader

# Words read more surely than this are right in 999 of 1000 cases, unless they are no words.
_SURE = 0.98
# Unknown words that were read as surely are names and abbreviations.
_STANDS = 0.95
# Of two engines that read the same one may still have been led by the other's language.
_AGREED = 0.9
# What the second engine is less sure of is noise.
_SECOND_SURE = 0.6
# The second reading of a misread word has most of its letters.
_LIKE = 0.5
_SHORTEST, _LONG = 2, 6
# Words of a page that are asked about, the least sure first: each costs 5 ms, where reading a page takes 5 s.
_MOST = 60
_AROUND = ".,:;()[]\"'!?|-–—»«„“”’"
_FIGURES = frozenset("0123456789.,:/-–%")
_MARGIN_PX = 3


def with_second_opinion(
    lines: Sequence[ReadLine], picture: Picture, reader: WordReader, known_word: KnownWord | None
) -> list[ReadLine]:
    """The lines of a page, words in doubt weighed against what a second engine reads in their place."""
    doubtful = [
        (at, place)
        for at, line in enumerate(lines)
        for place, word in enumerate(line.words)
        if _is_asked(word, known_word)
    ]
    doubtful.sort(key=lambda entry: lines[entry[0]].words[entry[1]].confidence)
    asked = sorted(doubtful[:_MOST])
    if not asked:
        return list(lines)
    crops = [_crop(picture.level, lines[at].words[place], lines[at].direction) for at, place in asked]
    weighed = {
        entry: weigh(lines[entry[0]].words[entry[1]], text, confidence, known_word)
        for entry, (text, confidence) in zip(asked, reader.read_words(crops), strict=True)
    }
    return [
        line._replace(words=tuple(weighed.get((at, place), word) for place, word in enumerate(line.words)))
        for at, line in enumerate(lines)
    ]


def weigh(word: ReadWord, second: str, second_confidence: float, known_word: KnownWord | None) -> ReadWord:
    """A word as both readings together have it.

    Args:
        word: as the first engine read it.
        second: what the second engine read in its place, "" where it saw nothing.
        second_confidence: how sure that engine is.
        known_word: whether a word is one of some language.
    """
    ours, theirs = core(word.text), core(second)
    if ours == theirs or (len(ours) == 1 and ours.casefold() == theirs.casefold()):
        return word._replace(confidence=max(word.confidence, _AGREED))
    if not theirs or second_confidence < _SECOND_SURE:
        return word
    long = min(len(ours), len(theirs)) >= _LONG
    settled = (long or word.confidence < _STANDS) and _alike(ours, theirs)
    if settled and _is_word(theirs, known_word) and not _is_word(ours, known_word):
        taken = word.text.replace(ours, theirs, 1)
        return word._replace(text=taken, confidence=min(second_confidence, REPAIRED_CONFIDENCE), other=word.text)
    if word.confidence >= _STANDS or _is_word(ours, known_word) or not _comparable(ours, theirs):
        return word
    return word._replace(confidence=min(word.confidence, COMPLETED_CONFIDENCE), other=second)


def core(text: str) -> str:
    """A reading without the signs around it, in which two engines differ and values do not."""
    return text.replace(" ", "").strip(_AROUND)


def _is_asked(word: ReadWord, known_word: KnownWord | None) -> bool:
    text = core(word.text)
    if not any(map(str.isalnum, text)):
        return False
    unknown = len(text) >= _LONG and text.isalpha() and not _is_word(text, known_word)
    return word.confidence < _SURE or unknown


def _is_word(text: str, known_word: KnownWord | None) -> bool:
    return known_word is not None and len(text) >= _SHORTEST and text.isalpha() and known_word(text)


def _alike(ours: str, theirs: str) -> bool:
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _LIKE


def _comparable(ours: str, theirs: str) -> bool:
    """Whether two readings are of one sort: letters where figures were read are noise, as are small letters alone, and
    a sign more or less between letters.
    """
    if len(ours) == 1 and not ours.isdigit():
        return len(theirs) == 1 and ours.isupper() and theirs.isupper()
    if set(ours) <= _FIGURES or set(theirs) <= _FIGURES:
        return set(ours) <= _FIGURES and set(theirs) <= _FIGURES
    return list(filter(str.isalnum, ours)) != list(filter(str.isalnum, theirs))


def _crop(level: np.ndarray, word: ReadWord, direction: int) -> Gray:
    """The print of a word, upright, dark on white."""
    x0, top = max(word.x0 - _MARGIN_PX, 0), max(word.top - _MARGIN_PX, 0)
    gray = level[top : word.bottom + _MARGIN_PX, x0 : word.x1 + _MARGIN_PX].min(axis=2)
    return np.ascontiguousarray(np.rot90(gray, {0: 0, 90: 1, 270: -1}[direction]))
