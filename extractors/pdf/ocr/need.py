"""Whether a page has to be read by OCR.

Signals in order:

1. No word is seen, but there is ink: a scan, also one with a hidden text layer of unknown worth.
2. Much of the text has no meaning: signs without Unicode, or words that are unknown and cannot be spoken either.
3. The page is a picture of a document, and the words cover little of its ink (a stamp on a scan) or lie beside it.

A slide with words over a photograph is no picture of a document: most of it is not paper. A page whose words can be
read is never given to OCR for what else its pictures may show.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from extractors.pdf.display import Display
from extractors.pdf.limits import Limits
from extractors.pdf.ocr.picture import find_ink
from schemas.page import Page, Word

_DPI = 72
# Less ink than that of a line of small print is a blank page with a speck or a rule on it.
_LEAST_INK_PX = 150

_MEANINGLESS_SHARE = 0.3
_JUDGED_WORDS = 15
_LETTERS = 4
_KNOWN_SHARE = 0.15
# In the languages of Europe nearly every longer word has a vowel, and 35–48 % of the letters are vowels.
_VOWELS = frozenset("aeiouyæøœıаеиоуыэюяαεηιουω")
_SPOKEN_SHARE = 0.9
_VOWEL_SHARE = (0.25, 0.6)

_PICTURE_SHARE = 0.7
_PAPER_SHARE = 0.5
_PAPER_LEVEL = 25
_INK_COVERED = 0.35
_WORDS_ON_INK = 0.5
_WORD_INK_SHARE = 0.03


def why_ocr(page: Page, display: Display, known_word: Callable[[str], bool] | None, limits: Limits) -> str | None:
    """Why a page has to be read by OCR, in words; None when its text can be used."""
    if not page.words:
        return "no text" if _has_ink(display.gray(_DPI, limits)) else None
    if _meaningless(page.words):
        return "text without meaning"
    if known_word is not None and _of_no_language(page.words, known_word):
        return "words of no language"
    pictures = sum(image.box.area for image in page.images)
    if pictures < _PICTURE_SHARE * page.width * page.height:
        return None
    gray = display.gray(_DPI, limits)
    if not _is_paper(gray):
        return None
    ink = find_ink(gray, _DPI)
    if _words_on_ink(page.words, ink) < _WORDS_ON_INK:
        return "text beside its ink"
    if _covered(page.words, ink) < _INK_COVERED:
        return "text on little of the ink"
    return None


def _has_ink(gray: npt.NDArray[np.uint8]) -> bool:
    ink = find_ink(gray, _DPI)
    return int(ink.sum()) >= _LEAST_INK_PX


def _meaningless(words: tuple[Word, ...]) -> bool:
    """Whether a large share of the characters is none: replacement, private use, unassigned or control signs."""
    text = "".join([word.text for word in words])
    if text.isprintable() and "\ufffd" not in text:
        return False
    strange = sum(
        count
        for sign, count in Counter(text).items()
        if unicodedata.category(sign) in ("Co", "Cn", "Cc") or sign == "\ufffd"
    )
    return strange > _MEANINGLESS_SHARE * len(text)


def _of_no_language(words: tuple[Word, ...], known_word: Callable[[str], bool]) -> bool:
    """Whether hardly any of a page's longer words is known, and they do not sound like another language either."""
    stripped = [word.text.strip(".,;:()\"'") for word in words]
    places = [at for at, text in enumerate(stripped) if len(text) >= _LETTERS and text.isalpha()]
    longer = [stripped[at] for at in places]
    if len(longer) < _JUDGED_WORDS:
        # Garbled text often has no alphabetic words at all.
        garbled = sum(len(word.text) >= _LETTERS and not any(map(str.isalpha, word.text)) for word in words)
        figures = sum(any(map(str.isdigit, word.text)) for word in words)
        return garbled - figures > max(_JUDGED_WORDS, len(words) / 2)
    # What stands behind the last of them is no text, and counts against them.
    needed = _KNOWN_SHARE * (len(longer) + len(words) - 1 - places[-1])
    known = 0
    # Short words are listed, long ones have to be taken apart: a few of the first settle it for Danish text.
    for text in sorted(longer, key=len):
        known += known_word(text)
        if known >= needed:
            return False
    spoken = sum(any(letter in _VOWELS for letter in _bare(text)) for text in longer)
    letters = _bare("".join(longer))
    vowels = sum(letter in _VOWELS for letter in letters) / len(letters)
    return spoken < _SPOKEN_SHARE * len(longer) or not _VOWEL_SHARE[0] <= vowels <= _VOWEL_SHARE[1]


def _bare(text: str) -> str:
    """Letters in lower case without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if sign.isalpha())


def _is_paper(gray: npt.NDArray[np.uint8]) -> bool:
    """Whether most of a page has one light tone."""
    tone = int(np.bincount(gray.ravel(), minlength=256)[128:].argmax()) + 128
    return bool((np.abs(gray.astype(np.int16) - tone) < _PAPER_LEVEL).mean() > _PAPER_SHARE)


def _words_on_ink(words: tuple[Word, ...], ink: npt.NDArray[np.bool_]) -> float:
    """Share of the words that have ink in their boxes."""
    on = 0
    for word in words:
        spot = ink[max(int(word.top), 0) : int(word.bottom) + 1, max(int(word.x0), 0) : int(word.x1) + 1]
        on += bool(spot.size and spot.mean() > _WORD_INK_SHARE)
    return on / len(words)


def _covered(words: tuple[Word, ...], ink: npt.NDArray[np.bool_]) -> float:
    """Share of the ink that lies in the boxes of words."""
    covered = np.zeros_like(ink)
    for word in words:
        covered[max(int(word.top) - 1, 0) : int(word.bottom) + 2, max(int(word.x0) - 1, 0) : int(word.x1) + 2] = True
    return float((ink & covered).sum() / max(int(ink.sum()), 1))
