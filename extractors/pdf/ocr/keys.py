"""Short keys that OCR reads in two ways: "RØ = Rødt lys" in the legend, "R0" or "RO" above the column.

Of one to three capitals the engine has no word to go by. A key that a line explains is what other words of its form
stand for, where they differ in letters that are drawn alike and no other key does. A figure is one only in a row in
which another key stands: elsewhere it counts. Such a word is never called sure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.pdf.ocr.repair import REPAIRED_CONFIDENCE
from schemas.page import Page, Word

_KEY = re.compile(r"([A-ZÆØÅ0-9]{1,3})([:=]?)")
"""``RØ``, ``IO:``"""
_FEWEST = 2
_ALIKE = str.maketrans({"0": "O", "Ø": "O", "1": "I", "Å": "A"})
_EXPLAINS = frozenset(":=–-")
_WORD_LETTERS = 3


def with_keys_agreed(pages: Sequence[Page]) -> list[Page]:
    """The pages, words of those read by OCR replaced by the keys that they stand for."""
    read = [page for page in pages if page.by_ocr]
    keys = {key for page in read for line in _lines(page) if (key := _explained(line)) is not None}
    if len(keys) < _FEWEST:
        return list(pages)
    meant: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        meant[key.translate(_ALIKE)].add(key)
    one = {form: min(found) for form, found in meant.items() if len(found) == 1}
    return [_agreed(page, keys, one) if page.by_ocr else page for page in pages]


def _lines(page: Page) -> Iterable[list[Word]]:
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in page.words:
        lines[word.line].append(word)
    return lines.values()


def _explained(line: Sequence[Word]) -> str | None:
    """The key that a line explains: ``RØ = Rødt lys``, ``IO: Ikke opfyldt``."""
    found = _KEY.fullmatch(line[0].text)
    if found is None or found[1].isdigit():
        return None
    rest = line[1:] if found[2] else line[2:]
    if not found[2] and (len(line) < 3 or line[1].text not in _EXPLAINS):  # key, sign, word
        return None
    return found[1] if rest and sum(map(str.isalpha, rest[0].text)) >= _WORD_LETTERS else None


def _agreed(page: Page, keys: set[str], one: dict[str, str]) -> Page:
    def key_of(word: Word) -> str | None:
        found = _KEY.fullmatch(word.text)
        if found is None or found[1] in keys or (key := one.get(found[1].translate(_ALIKE))) is None:
            return None
        beside = (other for other in page.words if other is not word and other.top < word.cy < other.bottom)
        if found[1].isdigit() and not any(other.text in keys for other in beside):
            return None
        return key + found[2]

    words = tuple(
        word._replace(text=key, confidence=min(word.confidence, REPAIRED_CONFIDENCE))
        if (key := key_of(word)) is not None
        else word
        for word in page.words
    )
    return replace(page, words=words)
