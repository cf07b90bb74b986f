"""Signs that are made of characters.

Contract. What a character is, in order of precedence:
1. the code of a symbol font (``vocabulary/marks.yaml: fonts``) where the font's name says so – a letter ü in
   Wingdings is a tick, whatever Unicode the PDF gives it; private-use codes U+F0xx count as their lower byte, in a
   font of any other name as Wingdings and then as Symbol, which is where Word takes them from;
2. the sign itself (``signs``), so proper Unicode works in every font;
3. alone in a cell, a letter that Danish does not use by itself but Wingdings does: the font was lost on the way;
4. an unknown symbol that stands alone: a mark, with low confidence.
A word is made of signs only when all of it is; a letter of a word or a digit is never a mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from extractors import vocabulary
from extractors.kinds.marks.colours import colour_name, is_coloured
from schemas.geometry import Box
from schemas.layout import Line
from schemas.marks import Mark, Meaning
from schemas.page import Word

UNKNOWN_SYMBOL = 0.5
"""Confidence of a symbol nobody listed: it may be an ornament."""
MOST_SIGNS = 12
"""More signs in one cell are a leader, a rule made of characters or a pattern."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the vocabulary."""

    name: str
    means: Meaning
    checkbox: bool
    level: float | None
    sure: float


class Glyph(NamedTuple):
    """A sign as it stands in a word: characters ``start`` to ``end``."""

    sign: Sign
    start: int
    end: int


@cache
def signs() -> dict[str, Sign]:
    """The signs of the vocabulary by name."""
    return {
        name: Sign(name, entry["means"], entry.get("checkbox", False), entry.get("level"), entry.get("sure", 1.0))
        for name, entry in vocabulary.load("marks")["signs"].items()
    }


@lru_cache(maxsize=8192)
def split_signs(text: str, font: str) -> tuple[Glyph, ...]:
    """The signs that ``text``, set in ``font``, is made of, in order; empty when any of it is something else.

    Footnote marks after a sign ("x*", "x¹") and punctuation around it ("x.", "-x-") are no signs.
    """
    bare = _VARIATION.sub("", text)
    codes = _codes_of(_key_of(font))
    found: list[Glyph] = []
    at = 0
    while at < len(bare):
        if found and found[-1].sign.name != "asterisk" and _FOOTNOTE.fullmatch(bare, at):
            break
        sign, length = _sign_at(bare, at, codes)
        if sign is None:
            if bare[at] in _PUNCTUATION:
                at += 1
                continue
            return ()
        found.append(Glyph(sign, at, at + length))
        at += length
    return _without_ornament(tuple(found))


def may_hold_boxes(line: Line) -> bool:
    """Whether a sign that is a box or an option button may stand among the characters of ``line``.

    Says no to plain text at a tenth of what it costs to look at each word.
    """
    if any(map(is_symbol_font, set(map(font_of, line.words)))):
        for word in line.words:
            if is_symbol_font(word.font) and (
                word.text[:1] in _OPENING or any(glyph.sign.checkbox for glyph in split_signs(word.text, word.font))
            ):
                return True
    if _box_beginnings().search(line.text) is None:
        return False
    return _box_glyphs().search(_VARIATION.sub("", line.text)) is not None


font_of = attrgetter("font")


def is_symbol_font(font: str) -> bool:
    """Whether the characters of ``font`` are codes of a symbol font and no letters."""
    return bool(_key_of(font))


def is_lone_symbol(text: str, font: str) -> bool:
    """Whether ``text`` is one picture that the vocabulary does not know: no letter, digit or punctuation."""
    bare = _VARIATION.sub("", text)
    if len(bare) != 1 or split_signs(text, font):
        return False
    category = unicodedata.category(bare)
    pictured = category in ("So", "Co", "Cn") or (category == "Sm" and bare > "\xff")
    return is_symbol_font(font) or bare == "\ufffd" or pictured


def marks_of_words(words: Sequence[Word], page: int) -> tuple[Mark, ...]:
    """The marks that ``words`` are, when all of them are made of signs; else none.

    Args:
        words: all the words of a cell.
        page: the page they stand on.
    """
    if not words or len(words) > MOST_SIGNS or any(len(word.text) > MOST_SIGNS for word in words):
        return ()
    first = words[0]
    if len(words) > 1 and first.text[:1] not in _OPENING and not split_signs(first.text, first.font):
        return ()  # Nothing is joined with it, and it is no sign: most cells hold plain words.
    joined = join_signs(join_brackets(words))
    if len(joined) == 1 and is_lone_symbol(joined[0].text, joined[0].font):
        unknown = Sign(_VARIATION.sub("", joined[0].text), "positive", False, None, UNKNOWN_SYMBOL)
        return (mark_of(unknown, joined[0], joined[0].text, joined[0].box, page),)
    if len(joined) == 1 and joined[0].text in _lost_codes() and not split_signs(joined[0].text, joined[0].font):
        lost = _lost_codes()[joined[0].text]
        return (mark_of(lost, joined[0], joined[0].text, joined[0].box, page),)
    found: list[Mark] = []
    for word in joined:
        glyphs = split_signs(word.text, word.font)
        if not glyphs:
            return ()
        found += marks_of_glyphs(word, glyphs, page)
    real = [mark for mark in found if mark.sign != "-"]
    return tuple(real or found[:1])


def marks_of_glyphs(word: Word, glyphs: Sequence[Glyph], page: int) -> list[Mark]:
    """One mark per sign of a word; stars and dots in a row that count ("★★★☆☆", "++") are one mark together."""
    counted = _counted(word, glyphs, page)
    if counted is not None:
        return [counted]
    bare = _VARIATION.sub("", word.text)
    return [mark_of(g.sign, word, bare[g.start : g.end], _part_of(word, g, len(bare)), page) for g in glyphs]


def without_leading_sign(word: Word, page: int) -> tuple[Mark | None, Word]:
    """The sign that is glued to the beginning of a word ("☐Ja"), and the rest; (None, the word) when none is."""
    text = word.text
    if len(text) < 2 or text[0].isalnum() or text[0].isascii() or not text[1].isalnum():
        return None, word
    glyphs = split_signs(text[0], "")
    if not glyphs or glyphs[0].sign.name == "-":
        return None, word
    box = _part_of(word, glyphs[0], len(text))
    return mark_of(glyphs[0].sign, word, text[0], box, page), word._replace(text=text[1:], x0=box.x1)


def is_sign(word: Word) -> bool:
    """Whether the whole of a word is signs, and no letters or punctuation of print."""
    if word.text.isascii():
        return False
    glyphs = split_signs(word.text, word.font)
    return bool(glyphs) and all(glyph.sign.name != "-" for glyph in glyphs)


def split_leading_sign(word: Word) -> tuple[Word, Word] | None:
    """The sign that is glued to the beginning of a word, and the rest, as two words; None when none is."""
    mark, rest = without_leading_sign(word, 0)
    return (word._replace(text=mark.text, x1=mark.box.x1), rest) if mark is not None else None


def mark_of(sign: Sign, word: Word, text: str, box: Box, page: int) -> Mark:
    """The mark that ``sign`` makes in ``word``: coloured like the word unless the character has its own colour."""
    own = _own_colours().get(text)
    color = own if own is not None else (word.color if is_coloured(word.color) else None)
    return Mark(
        kind="checkbox" if sign.checkbox and sign.name != "ring" else "glyph",
        sign=sign.name,
        meaning="colour" if color is not None and sign.name in _LIGHTS else sign.means,
        color=color,
        colour=colour_name(color) if color is not None else None,
        level=sign.level,
        text=text,
        page=page,
        box=box,
        confidence=round(sign.sure * word.confidence, 4),
    )


_LIGHTS = frozenset({"circle", "square", "diamond"})
"""Signs that are lights when they have a colour."""
_VARIATION = re.compile("[\ufe0e\ufe0f\u200b\u200d\ufeff\U0001f3fb-\U0001f3ff]")
_FOOTNOTE = re.compile(r"[*¹²³⁴⁵⁶⁷⁸⁹]+|[1-9]?\)")
_PUNCTUATION = ".,;"
MIN_EMPTY = 3
"""So many empty signs in one word are a row of which none is full; two may be boxes of two answers."""
SAME_HEIGHT = 0.4
"""Share of the size of print by which the middles of signs on one line may differ: fonts set them at other heights."""
TOUCHING = 0.2
"""Share of it that stands between signs which make one row; a space is wider."""
COUNTED = {"star": "star-empty", "circle": "ring", "plus": "", "square": "box", "diamond": "diamond-empty"}
"""Signs that are counted when they stand in a row, with the empty sign that fills the row up."""


def _counted(word: Word, glyphs: Sequence[Glyph], page: int) -> Mark | None:
    """Signs in a row that count: the share of full ones is the level; None when the row does not count."""
    names = [g.sign.name for g in glyphs]
    full = next((name for name in names if name in COUNTED), None)
    if full is None and len(glyphs) >= MIN_EMPTY:  # "□□□": none of three
        full = next((name for name, empty in COUNTED.items() if empty and set(names) == {empty}), None)
    if full is None or len(glyphs) < 2 or not set(names) <= {full, COUNTED[full]}:
        return None
    count = names.count(full)
    if names != [full] * count + [COUNTED[full]] * (len(names) - count):
        return None
    level = count / len(names) if count < len(names) else None
    sign = Sign(f"{full}*{count}", "level", False, level, 1.0)
    return mark_of(sign, word, word.text, word.box, page)


def _without_ornament(found: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Without the dashes around a sign ("-x-")."""
    real = tuple(g for g in found if g.sign.name != "-")
    return real or found[:1]


def _sign_at(text: str, at: int, codes: dict[str, str]) -> tuple[Sign | None, int]:
    """The sign that starts at ``at`` and its length in characters; the longest wins."""
    table = signs()
    char = _byte_of(text[at])
    for key_codes in (codes, *((_codes_of("wingdings"), _codes_of("symbol")) if char != text[at] else ())):
        if char in key_codes:
            return table[key_codes[char]], 1
    if char != text[at] or (codes and char.isalnum()):
        return None, 1
    for length in range(min(_longest_glyph(), len(text) - at), 0, -1):
        name = _by_glyph().get(text[at : at + length])
        if name is not None:
            return table[name], length
    return None, 1


def _byte_of(char: str) -> str:
    """A private-use code of a symbol font as the character of its byte; any other character as it is."""
    if "\uf020" <= char <= "\uf0ff":
        byte = bytes([ord(char) & 0xFF])
        return byte.decode("cp1252", errors="ignore") or byte.decode("latin-1")
    return char


@cache
def _codes_of(key: str) -> dict[str, str]:
    """Code → name of the sign in the symbol font ``key``."""
    if not key:
        return {}
    return {
        char: name
        for name, chars in vocabulary.load("marks")["fonts"][key].items()
        for char in str(chars)
        if char != " "
    }


@lru_cache(maxsize=512)
def _key_of(font: str) -> str:
    """The vocabulary's key of a symbol font, "" for any other font."""
    name = "".join(c for c in font.lower() if c.isalnum())
    data = vocabulary.load("marks")
    if any(other in name for other in data["not_symbol_fonts"]):
        return ""
    return max((key for key in data["fonts"] if key in name), key=len, default="")


@cache
def _by_glyph() -> dict[str, str]:
    return {glyph: name for name, entry in vocabulary.load("marks")["signs"].items() for glyph in entry["glyphs"]}


@cache
def _checkbox_glyphs() -> list[str]:
    return sorted(glyph.replace(" ", "") for glyph, name in _by_glyph().items() if signs()[name].checkbox)


@cache
def _box_beginnings() -> re.Pattern[str]:
    """The characters that what draws a box begins with: looked for in a fifth of the time."""
    return re.compile(f"[\uf020-\uf0ff{re.escape(''.join(glyph[0] for glyph in _checkbox_glyphs()))}]")


@cache
def _box_glyphs() -> re.Pattern[str]:
    """What draws a box: its characters, spaced or not, and any private-use code of a symbol font."""
    glyphs = _checkbox_glyphs()
    single = "".join(glyph for glyph in glyphs if len(glyph) == 1)
    longer = [" ?".join(map(re.escape, glyph)) for glyph in glyphs if len(glyph) > 1]
    return re.compile("|".join((f"[\uf020-\uf0ff{re.escape(single)}]", *longer)))


@cache
def _lost_codes() -> dict[str, Sign]:
    """Letters that are a sign of a symbol font whose name was lost, when they stand alone."""
    data = vocabulary.load("marks")
    return {char: replace(signs()[name], sure=data["lost_font_sure"]) for name, char in data["lost_font"].items()}


@cache
def _longest_glyph() -> int:
    return max(map(len, _by_glyph()))


@cache
def _own_colours() -> dict[str, int]:
    return {glyph: color for color, glyphs in vocabulary.load("marks")["glyph_colours"].items() for glyph in glyphs}


def _part_of(word: Word, glyph: Glyph, length: int) -> Box:
    """Where a sign stands in its word, as if all characters were equally wide."""
    if glyph.end - glyph.start >= length:
        return word.box
    if word.direction in (90, 270):
        step = (word.bottom - word.top) / length
        return Box(word.x0, word.top + glyph.start * step, word.x1, word.top + glyph.end * step)
    step = (word.x1 - word.x0) / length
    return Box(word.x0 + glyph.start * step, word.top, word.x0 + glyph.end * step, word.bottom)


_OPENING = {"[": "]", "(": ")", "{": "}"}


def join_signs(words: Sequence[Word]) -> list[Word]:
    """Words that are signs and touch on one line put together: "■■■" and "□" of another font are one row of four."""
    joined: list[Word] = []
    for word in sorted(words, key=lambda w: w.x0) if any(map(is_sign, words)) else words:
        last = joined[-1] if joined else None
        if (
            last is not None
            and is_sign(last)
            and is_sign(word)
            and abs(last.cy - word.cy) < SAME_HEIGHT * word.size
            and abs(word.x0 - last.x1) < TOUCHING * word.size
        ):
            top, bottom = min(last.top, word.top), max(last.bottom, word.bottom)
            joined[-1] = last._replace(text=last.text + word.text, x1=word.x1, top=top, bottom=bottom)
        else:
            joined.append(word)
    return joined


def join_bracketed(words: Sequence[Word]) -> list[Word]:
    """Words with each sign that stands in brackets of another font, "( ✔ )", put together with them; no other words."""
    joined: list[Word] = []
    for word in words:
        if len(joined) > 1 and _OPENING.get(joined[-2].text) == word.text and is_sign(joined[-1]):
            joined[-2:] = join_brackets((*joined[-2:], word))
        else:
            joined.append(word)
    return joined


def join_brackets(words: Sequence[Word]) -> list[Word]:
    """Words with a box made of brackets and spaces, "[ x ]" or "( )", put together."""
    joined: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        close = _OPENING.get(word.text[:1], "")
        end = at
        if close and close not in word.text:
            end = next((i for i in range(at + 1, min(at + 3, len(words))) if words[i].text.endswith(close)), at)
        if end > at:
            last = words[end]
            text = "".join(w.text for w in words[at : end + 1])
            word = word._replace(
                text=text,
                x0=min(word.x0, last.x0),
                top=min(word.top, last.top),
                x1=max(word.x1, last.x1),
                bottom=max(word.bottom, last.bottom),
            )
        joined.append(word)
        at = end + 1
    return joined
