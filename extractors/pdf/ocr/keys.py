"""Short keys that OCR reads in two ways: "RØ = Rødt lys" in the legend, "R0" or "RO" above the column.

Of one to three capitals the engine has no word to go by. A key that a line explains is what other words of its form
stand for, where they differ in letters that are drawn alike and no other key does. A figure or a small letter is one
only in a row in which another key stands: elsewhere it counts, or is a word. A line may explain several keys, one
behind the other ("IK – Ikke opfyldt, I – Opfyldt"); a lone figure among letters is the letter that it looks like.

A column of numbers that begin with a letter (R1, R2, T1) has no number without one: where "11, 12, 13" stand in it and
count from one, they are I1, I2, I3, and so is "01" O1.

A ring as high as a capital that stands in a row with other keys is the letter O where a line explains that key: bold
type draws it as a circle.

Such a word is never called sure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.pdf.ocr.repair import REPAIRED_CONFIDENCE
from schemas.page import Drawing, Page, Word

_KEY = re.compile(r"([A-ZÆØÅ0-9]{1,3})([:=–-]?)")
"""``RØ``, ``IO:``"""
_FEWEST = 2
_ALIKE = str.maketrans({"0": "O", "Ø": "O", "1": "I", "Å": "A"})
_LETTERED = re.compile(r"[A-ZÆØÅ]\d\d?")
_BARE = re.compile(r"[01]\d\d?")
_LETTERS = {"1": "I", "0": "O"}
_EXPLAINS = frozenset(":=–-")
_ENDS = ",;:."
_DASHES = frozenset("–-")
_WORD_LETTERS = 3
_RING_KEY = "O"
# Capitals are so high in parts of their type's size. An O is about as wide as high, and its hole takes so much of it.
_CAPITAL, _ROUND, _HOLE = (0.62, 0.82), 1.15, (0.2, 0.7)


def with_keys_agreed(pages: Sequence[Page]) -> list[Page]:
    """The pages, words of those read by OCR replaced by the keys that they stand for."""
    pages = _with_lettered_numbers(pages)
    read = [page for page in pages if page.by_ocr]
    keys = {key for page in read for line in _lines(page) for key in _explained(line)}
    if len(keys) < _FEWEST:
        return list(pages)
    meant: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        meant[key.translate(_ALIKE)].add(key)
    one = {form: min(found) for form, found in meant.items() if len(found) == 1}
    return [_agreed(page, keys, one) if page.by_ocr else page for page in pages]


def _with_lettered_numbers(pages: Sequence[Page]) -> list[Page]:
    """The pages with the letters that numbers of a column begin with, where they were read as the figures 1 and 0."""
    placed = [(at, word) for at, page in enumerate(pages) if page.by_ocr for word in page.words]
    lettered = [word for _, word in placed if _LETTERED.fullmatch(word.text)]
    plain = [word for _, word in placed if word.text.isdigit() and not _BARE.fullmatch(word.text)]
    meant: dict[Word, str] = {}
    for figure, letter in _LETTERS.items():
        bare = [(at, word) for at, word in placed if _BARE.fullmatch(word.text) and word.text[0] == figure]
        for x in sorted({word.x0 for _, word in bare}):
            run = [word for at, word in sorted(bare, key=lambda entry: (entry[0], entry[1].top)) if _is_below(word, x)]
            column = [word for word in lettered if _is_below(word, x)]
            counted = len(run) >= _FEWEST and [int(word.text[1:]) for word in run] == list(range(1, len(run) + 1))
            others = sum(_is_below(word, x) for word in plain)
            if counted and len({word.text[0] for word in column}) >= _FEWEST and len(column) > len(run) + others:
                meant |= {word: letter + word.text[1:] for word in run}
    return [
        replace(page, words=tuple(_meant(word, meant) for word in page.words)) if page.by_ocr else page
        for page in pages
    ]


def _is_below(word: Word, x: float) -> bool:
    return abs(word.x0 - x) <= word.size


def _meant(word: Word, meant: dict[Word, str]) -> Word:
    if word not in meant:
        return word
    return word._replace(text=meant[word], confidence=min(word.confidence, REPAIRED_CONFIDENCE))


def _lines(page: Page) -> Iterable[list[Word]]:
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in page.words:
        lines[word.line].append(word)
    return lines.values()


def _explained(line: Sequence[Word]) -> list[str]:
    """The keys that a line explains: ``RØ = Rødt lys``, ``IO: Ikke opfyldt, O: Opfyldt``."""
    starts = [0, *(at for at in range(1, len(line)) if line[at - 1].text.endswith(tuple(_ENDS)))]
    keys = [key for at in starts if (key := _key_at(line[at:])) is not None]
    lettered = [key for key in keys if not key.isdigit()]
    figures = [key.translate(_ALIKE) for key in keys if key.isdigit()]
    return lettered + (figures if len(figures) == 1 and len(lettered) >= _FEWEST and figures[0].isalpha() else [])


def _key_at(words: Sequence[Word]) -> str | None:
    """The key that some words begin with, and explain."""
    found = _KEY.fullmatch(words[0].text)
    if found is None:
        return None
    rest = words[1:] if found[2] else words[2:]
    if not found[2] and (len(words) < 3 or words[1].text not in _EXPLAINS):  # key, sign, word
        return None
    return found[1] if rest and sum(map(str.isalpha, rest[0].text)) >= _WORD_LETTERS else None


def _agreed(page: Page, keys: set[str], one: dict[str, str]) -> Page:
    length = Counter(word.line for word in page.words)

    def key_of(word: Word) -> str | None:
        small = word.text.islower() and length[word.line] == 1
        found = _KEY.fullmatch(word.text.upper() if small else word.text)
        if found is None or (found[1] in keys and not small) or (key := one.get(found[1].translate(_ALIKE))) is None:
            return None
        beside = (other for other in page.words if other is not word and other.top < word.cy < other.bottom)
        if (small or found[1].isdigit()) and not any(other.text.rstrip(_ENDS) in keys for other in beside):
            return None
        return key + found[2]

    words = (
        word._replace(text=key, confidence=min(word.confidence, REPAIRED_CONFIDENCE))
        if (key := key_of(word)) is not None
        else word
        for word in page.words
    )
    page = replace(page, words=tuple(part for word in words for part in _without_dash(word, keys)))
    return _with_rings_read(page, keys) if _RING_KEY in keys else page


def _with_rings_read(page: Page, keys: set[str]) -> Page:
    """The page with the letter O where a ring stands in a row with other keys."""
    read: list[Word] = []
    drawings: list[Drawing] = []
    number = max((word.line for word in page.words), default=0)
    for drawing in page.drawings:
        middle = (drawing.top + drawing.bottom) / 2
        beside = [word for word in page.words if word.text in keys and word.top < middle < word.bottom]
        key = next((word for word in beside if _is_letter_ring(drawing, word.size)), None)
        if key is None:
            drawings.append(drawing)
            continue
        number += 1
        sure = min(key.confidence, REPAIRED_CONFIDENCE)
        ring = key._replace(text=_RING_KEY, x0=drawing.x0, x1=drawing.x1)
        read.append(ring._replace(block=number, line=number, confidence=sure))
    return replace(page, words=(*page.words, *read), drawings=tuple(drawings))


def _is_letter_ring(drawing: Drawing, size: float) -> bool:
    """Whether a drawing is one ring, as high as capitals of a size."""
    wide, high = drawing.x1 - drawing.x0, drawing.bottom - drawing.top
    if not _CAPITAL[0] * size <= high <= _CAPITAL[1] * size or max(wide, high) > _ROUND * min(wide, high):
        return False
    outlines: list[list[tuple[float, ...]]] = []
    for kind, *places in drawing.parts:
        if kind != "l":
            return False
        line = tuple(float(place) for place in places)
        if outlines and outlines[-1][-1][2:] == line[:2]:
            outlines[-1].append(line)
        else:
            outlines.append([line])
    if len(outlines) != 2:
        return False
    hole, whole = sorted(abs(sum(x0 * y1 - x1 * y0 for x0, y0, x1, y1 in lines)) for lines in outlines)
    return _HOLE[0] * whole <= hole <= _HOLE[1] * whole


def _without_dash(word: Word, keys: set[str]) -> Iterable[Word]:
    """A key and the dash behind it ("U-") as the two words that they are."""
    key = word.text[:-1]
    if word.text[-1:] not in _DASHES or key not in keys:
        return (word,)
    end = word.x0 + (word.x1 - word.x0) * len(key) / len(word.text)
    return word._replace(text=key, x1=end), word._replace(text=word.text[-1], x0=end)
