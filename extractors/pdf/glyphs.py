"""Characters that a file names wrongly or not at all, taken for what they show.

A font may hold glyphs without saying which character each is: MuPDF gives U+FFFD for all of them. The number of the
glyph still tells them apart, and the same number in the same font is the same letter throughout, so that the words of a
document decide together what each is (``NameGlyphs``). Until then a glyph is a character of the last private-use plane.

A hyphen may be called a soft hyphen, which is drawn at line ends only: fonts hold one shape for both, and some
producers name it by the second. The two bytes of a letter may be the wrong way round, so that "ti" is called "琀椀". A
letter that Danish hardly has may be the name of a ligature ("oücielle"): the words tell that, too.

A producer whose font lacks a picture ("👍") prints the glyph for what is missing, and the file calls that glyph by the
last picture it stands for: which picture was meant nobody can see, and it has no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import dist
from typing import Any

import pymupdf

from schemas.page import Page, Word

NameGlyphs = Callable[[Sequence[str], Mapping[str, Collection[str]], Mapping[str, str]], Mapping[str, str]]
"""From words, what the font of each glyph names, and what the file calls glyphs that it names, to what can be told."""

UNNAMED = "\ufffd"
SOFT_HYPHEN = "\u00ad"
_LETTERS, _SIGNS = "À-ÄÇÈÊ-ÖÙ-ãçèê-öù-ÿ", "\u3400-\u9fff"
_FOREIGN, _IDEOGRAPHS = re.compile(f"[{_LETTERS}]"), re.compile(f"[{_SIGNS}]")
_PICTURES = "\u2639-\u263b\U0001f000-\U0001faff"
_PICTURE = re.compile(f"[{_PICTURES}]")
MISNAMED = re.compile(f"[{SOFT_HYPHEN}{UNNAMED}{_LETTERS}{_SIGNS}{_PICTURES}]")
"""Characters that ask for a closer look."""
_MISSING = 0
"""Number of the glyph that fonts draw for characters they lack (OpenType, "Glyph 0: the .notdef glyph")."""
_FIRST = 0x100000
_MOST = 0x2000
_SAME_PLACE = 10
"""Tenths of a point: places of one glyph in MuPDF's two answers agree to them."""
_INK = 0.1
"""Font sizes that a drawn hyphen is wide at least."""
_NEAR = 1.5
"""Font sizes from the start of a hyphen to the next character at most; further on stands another column."""


class UnnamedGlyphs:
    """The glyphs without a name of one document, each with a character that stands for it while it is read."""

    def __init__(self) -> None:
        self._signs: dict[tuple[str, int | str], str] = {}

    def sign_of(self, font: str, glyph: int | str) -> str:
        """The character that stands for a glyph, given by its number or by what the file calls it.

        Once there are too many, it is what the file calls the glyph.
        """
        if (font, glyph) not in self._signs and len(self._signs) >= _MOST:
            return glyph if isinstance(glyph, str) else UNNAMED
        return self._signs.setdefault((font, glyph), chr(_FIRST + len(self._signs)))

    def named(self, pages: Sequence[Page], name: NameGlyphs | None) -> tuple[tuple[Page, ...], str]:
        """The pages with each glyph as the letters it shows, or as the file has it, and all letters found."""
        if not self._signs:
            return tuple(pages), ""
        signs = frozenset(self._signs.values())
        called = {sign: glyph for (_, glyph), sign in self._signs.items() if isinstance(glyph, str)}
        words = [text for page in pages for text in _with_neighbours(page.words, signs)]
        names = name(words, self._named_by_fonts(pages), called) if name is not None else {}
        table = str.maketrans({sign: names.get(sign, called.get(sign, UNNAMED)) for sign in signs})
        return tuple(_translated(page, signs, table) for page in pages), "".join(sorted(set(names.values())))

    def _named_by_fonts(self, pages: Sequence[Page]) -> dict[str, set[str]]:
        """The characters that the font of each glyph names in this document."""
        fonts: dict[str, set[str]] = {font: set() for font, _ in self._signs}
        for word in chain.from_iterable(page.words for page in pages):
            if word.font in fonts:
                fonts[word.font].update(word.text)
        return {sign: fonts[font] for (font, _), sign in self._signs.items()}


def _with_neighbours(words: Sequence[Word], signs: frozenset[str]) -> Iterator[str]:
    """The words that hold a sign; a sign alone on its line's print with the words before and behind it."""
    for i, word in enumerate(words):
        if word.text in signs and 0 < i < len(words) - 1 and words[i - 1].line == word.line == words[i + 1].line:
            yield f"{words[i - 1].text} {word.text} {words[i + 1].text}"
        elif not signs.isdisjoint(word.text):
            yield word.text


def _translated(page: Page, signs: frozenset[str], table: Mapping[int, str]) -> Page:
    def told(words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(w if signs.isdisjoint(w.text) else w._replace(text=w.text.translate(table)) for w in words)

    if all(signs.isdisjoint(word.text) for word in chain(page.words, page.hidden)):
        return page
    return replace(page, words=told(page.words), hidden=told(page.hidden))


@dataclass(frozen=True, slots=True)
class Names:
    """What the characters of a page are called in place of what the file calls them."""

    signs: Mapping[tuple[int, int], str]
    """The sign of each glyph without a name, by its place in tenths of a point."""
    hyphens: Set[str]
    """Fonts that call their hyphen a soft one."""
    turned: Mapping[int, str]
    """Letters whose bytes are the wrong way round."""
    missing: Set[tuple[str, str]]
    """Fonts and pictures that these lack."""
    glyphs: UnnamedGlyphs

    def put_right(self, words: list[Word], line: dict[str, Any]) -> list[Word]:
        """The words of a line with their characters called by what they show.

        Args:
            words: of the line, in order.
            line: the same line with every character, as MuPDF gives it; needed where places tell them.
        """
        if self.signs:
            words = self._numbered(words, line)
        return [
            word if word.text.isascii() else word._replace(text=self._text(word).translate(self.turned))
            for word in words
        ]

    def _text(self, word: Word) -> str:
        text = word.text.replace(SOFT_HYPHEN, "-") if word.font in self.hyphens else word.text
        if self.missing:
            text = "".join(UNNAMED if (word.font, char) in self.missing else char for char in text)
        return _FOREIGN.sub(lambda match: self.glyphs.sign_of(word.font, match[0]), text)

    def _numbered(self, words: list[Word], line: dict[str, Any]) -> list[Word]:
        """The words with the signs of their glyphs; as they are where the line has others."""
        chars = (char for span in line["spans"] for char in span["chars"])
        signs = [self.signs.get(_place(char["origin"])) for char in chars if char["c"] == UNNAMED]
        if None in signs or len(signs) != sum(word.text.count(UNNAMED) for word in words):
            return words
        rest = iter(signs)
        return [
            word._replace(text="".join(next(rest) or char if char == UNNAMED else char for char in word.text))
            for word in words
        ]


def are_placed(blocks: Sequence[dict[str, Any]], text: str) -> bool:
    """Whether the page has characters of which only the place of each tells more: no names, soft hyphens before print.

    Args:
        blocks: the page by its spans, as MuPDF gives it.
        text: all its words.
    """
    if UNNAMED in text:
        return True
    lines = (line for block in blocks for line in block.get("lines", ())) if SOFT_HYPHEN in text else ()
    return any(SOFT_HYPHEN in "".join(span["text"] for span in line["spans"]).rstrip()[:-1] for line in lines)


def names_of(page: pymupdf.Page, text: str, blocks: Sequence[dict[str, Any]], glyphs: UnnamedGlyphs) -> Names | None:
    """What to call the characters of a page; None where the file calls all of them what they are.

    Args:
        page: the page.
        text: all its words.
        blocks: the page with every character, as MuPDF gives it; empty where places tell nothing.
        glyphs: those of the document that have no name.
    """
    signs = _signs(page, glyphs) if UNNAMED in text else {}
    hyphens = _fonts_of_hyphens(blocks) if SOFT_HYPHEN in text else frozenset[str]()
    turned = _turned_bytes(text)
    missing = _missing(page) if _PICTURE.search(text) else frozenset[tuple[str, str]]()
    wrong = signs or hyphens or turned or missing or _FOREIGN.search(text)
    return Names(signs, hyphens, turned, missing, glyphs) if wrong else None


def _signs(page: pymupdf.Page, glyphs: UnnamedGlyphs) -> dict[tuple[int, int], str]:
    """The sign of each glyph without a name, by its place on the page as it is seen."""
    turn = page.rotation_matrix if page.rotation else None
    found = {}
    for span in page.get_texttrace():
        for char, glyph, origin, _ in span["chars"]:
            if chr(char) == UNNAMED:
                place = tuple(pymupdf.Point(origin) * turn) if turn is not None else origin
                found[_place(place)] = glyphs.sign_of(span["font"], glyph)
    return found


def _missing(page: pymupdf.Page) -> set[tuple[str, str]]:
    """The fonts and pictures that a page prints with the glyph for what a font lacks.

    Type 3 fonts have no such glyph: they number theirs as they like.
    """
    if any(font[2] == "Type3" for font in page.get_fonts()):
        return set()
    return {
        (span["font"], chr(char))
        for span in page.get_texttrace()
        for char, glyph, _, _ in span["chars"]
        if glyph == _MISSING and _PICTURE.match(chr(char))
    }


def _place(origin: Sequence[float]) -> tuple[int, int]:
    return round(origin[0] * _SAME_PLACE), round(origin[1] * _SAME_PLACE)


def _turned_bytes(text: str) -> dict[int, str]:
    """From characters of a page that are Latin letters with their bytes turned round to these.

    None are where others would make no letters: text in Chinese has such characters throughout.
    """
    found = set(_IDEOGRAPHS.findall(text))
    letters = {ord(char): chr(ord(char) >> 8) for char in found if not ord(char) & 0xFF}
    return letters if len(letters) == len(found) and all(map(str.isalpha, letters.values())) else {}


def _fonts_of_hyphens(blocks: Sequence[dict[str, Any]]) -> set[str]:
    """The fonts that call their hyphen a soft one: it is drawn right before other print, where a soft hyphen is not."""
    found = set()
    for line in (line for block in blocks for line in block.get("lines", ())):
        chars = [(span["font"], span["size"], char) for span in line["spans"] for char in span["chars"]]
        printed = [(font, size, char) for font, size, char in chars if not char["c"].isspace()]
        for (font, size, char), (_, _, after) in pairwise(printed):
            x0, top, x1, bottom = char["bbox"]
            drawn = min(x1 - x0, bottom - top) > _INK * size
            if char["c"] == SOFT_HYPHEN and drawn and dist(char["origin"], after["origin"]) < _NEAR * size:
                found.add(font)
    return found
