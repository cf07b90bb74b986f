"""A page's text to words with font, size, colour and direction, and what a reader does not see of it.

MuPDF gives words without their style and spans without their words' boxes. Both come from the same text page here, and
each word finds its span by counting characters: the characters of a line's spans without white space are, in order, the
characters of the line's words. That is three times as fast as asking for every character.

Never done here: joining or splitting words by wording, or moving them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pymupdf

from extractors.pdf.display import Display
from extractors.pdf.glyphs import MISNAMED, Names, UnnamedGlyphs, are_placed, names_of
from extractors.pdf.places import with_place
from extractors.pdf.spacing import has_leaders, join_spaced, looks_spaced, part_leaders
from schemas.page import Word

# Ligatures are expanded and white space made plain (both by leaving their PRESERVE flags out), so that both extractions
# count alike. Text that a clip path hides entirely is no text a reader sees. Glyphs without Unicode stay U+FFFD:
# CID_FOR_UNKNOWN_UNICODE would pass numbers of glyphs off as letters.
_FLAGS = pymupdf.TEXT_CLIP

_FLAG_ITALIC = 1 << 1
_FLAG_BOLD = 1 << 4
_CHAR_BOLD = 8
# Filled, stroked or used as a clip for a picture: render modes 0–2 and 4–7. Mode 3 sets none of them.
_CHAR_SEEN = 16 | 32 | 64
# Ink of less than 5 % opacity cannot be told from the paper.
_FAINT_ALPHA = 13

_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
# What MuPDF ends a word at: control characters, space, no-break space, bidirectional embedding marks.
_DELIMITERS = re.compile("[\x00-\x20\xa0\u202a-\u202e]+")

# A shadow or overprint lies closer than the narrowest letter is wide: two equal words side by side are further apart.
_OVERPRINT_SHARE = 0.3
_OVERPRINT_SIZES = 1.25
_SLANT = 1.37
# Far more equal words than ever lie on one slanting line, and a bound on hostile pages.
_OVERPRINTS_COMPARED = 100

# MuPDF takes the glyph names of ZapfDingbats (a19 …) for character codes. Those of ticks and crosses become control
# characters, at which it ends words: such a glyph alone would be lost.
_DINGBATS = {13 + n: char for n, char in enumerate("✌✍✎✏✑✒✓✔✕✖✗✘✙✚✛✜✢✣✤")}


# Skips the argument binding of the named tuple's own constructor: half the cost of a word.
_word = partial(tuple.__new__, Word)


_BLOCK_AND_LINE = itemgetter(5, 6)


_PRINT = "\u2040"
"""Characters up to here are print: letters, dashes, quotes."""
_SIGN_GAP = 0.15
"""Font sizes of white behind a sign of another font from which it is no part of the word."""
Span = dict[str, Any]
"""MuPDF's run of characters of one style."""
RawWord = tuple[Any, ...]
"""MuPDF's word: box, text, block, line, number."""


class PageText(NamedTuple):
    """The words of a page in drawing order."""

    seen: list[Word]
    hidden: list[Word]
    """Invisible ink, off the page, or printed again at the same place."""
    block_count: int
    is_level: bool = True
    """Whether all its lines run to the right."""


class _Style(NamedTuple):
    look: tuple[str, float, int, bool, bool]
    """Font, size, colour, bold, italic."""
    seen: bool


def read_text(display: Display, limit: int, glyphs: UnnamedGlyphs | None = None) -> PageText:
    """The words of a page as its reader sees them.

    Characters that the file names wrongly or not at all are those of ``glyphs``; without it, they are left so.

    Raises:
        OverflowError: the page has more words than ``limit``.
    """
    width, height = display.width, display.height
    text_page = display.text_page(_FLAGS)
    raw_text = text_page.extractWORDS()
    if len(raw_text) > limit:
        raise OverflowError(f"{len(raw_text):,} words, more than the {limit:,} allowed")
    words_of_line = {place: list(words) for place, words in groupby(raw_text, key=_BLOCK_AND_LINE)}
    styles: dict[tuple[Any, ...], _Style] = {}
    seen: list[Word] = []
    hidden: list[Word] = []
    directions: set[int] = set()
    line_number = 0
    blocks = text_page.extractDICT()["blocks"]
    letters: list[dict[str, Any]] = []
    names: Names | None = None
    all_text = "".join([raw[4] for raw in raw_text]) if glyphs is not None else ""
    if glyphs is not None and MISNAMED.search(all_text):
        letters = text_page.extractRAWDICT()["blocks"] if are_placed(blocks, all_text) else []
        names = names_of(display.page, all_text, letters, glyphs)
    for block_index, block in enumerate(blocks):
        block_number = block["number"]
        for index, line in enumerate(block.get("lines", ())):
            spans = line["spans"]
            raw_words = words_of_line.get((block_number, index), [])
            direction = quarter_turn(*line["dir"])
            directions.add(direction)
            place = (direction, block_number, line_number, 1.0, "")
            if not spans:
                # MuPDF knows no font for them, so nothing says that a reader sees them.
                hidden.extend(
                    _word((raw[4], raw[0], raw[1], raw[2], raw[3], "", raw[3] - raw[1], 0, False, False, *place))
                    for raw in raw_words
                )
                continue
            words: list[Word] = []
            for span, own_words in _shared_out(raw_words, spans):
                key = (span["font"], span["size"], span["color"], span["flags"], span["char_flags"], span["alpha"])
                style = styles.get(key)
                if style is None:
                    style = styles[key] = _style(*key)
                about = style.look + place
                (words if style.seen else hidden).extend(
                    [_word((raw[4], raw[0], raw[1], raw[2], raw[3], *about)) for raw in own_words]
                )
            if len(words) == len(raw_words) and looks_spaced(words):
                letters = letters or text_page.extractRAWDICT()["blocks"]
                words = join_spaced(words, letters[block_index]["lines"][index])
            if direction == 0 and has_leaders(words):
                letters = letters or text_page.extractRAWDICT()["blocks"]
                words = part_leaders(words, letters[block_index]["lines"][index])
            if names is not None:
                words = names.put_right(words, letters[block_index]["lines"][index] if letters else {})
            if _inside(line["bbox"], width, height):
                seen += words
            else:
                for word in words:
                    (seen if _inside((word.cx, word.cy) * 2, width, height) else hidden).append(word)
            line_number += 1
    seen, twice = _without_overprints(with_place(seen, at=1))
    return PageText(seen, with_place(hidden, at=1) + twice, len(blocks), directions <= {0})


def _lost_dingbats(span: Span) -> list[RawWord]:
    """Words for the glyphs of a ZapfDingbats span that MuPDF took for control characters: box and text."""
    text = span["text"]
    x0, top, x1, bottom = span["bbox"]
    step = (x1 - x0) / max(len(text), 1)
    return [
        (x0 + i * step, top, x0 + (i + 1) * step, bottom, _DINGBATS[ord(char)])
        for i, char in enumerate(text)
        if ord(char) in _DINGBATS
    ]


def quarter_turn(cos: float, sin: float) -> int:
    """Clockwise quarter turn nearest to a baseline's direction (y grows downwards)."""
    if abs(cos) >= abs(sin):
        return 0 if cos > 0 else 180
    return 90 if sin > 0 else 270


def _style(font: str, size: float, color: int, flags: int, char_flags: int, alpha: int) -> _Style:
    bold = bool(flags & _FLAG_BOLD or char_flags & _CHAR_BOLD or _BOLD_NAME.search(font))
    italic = bool(flags & _FLAG_ITALIC or _ITALIC_NAME.search(font))
    return _Style((font, size, color, bold, italic), bool(char_flags & _CHAR_SEEN) and alpha >= _FAINT_ALPHA)


def _inside(box: tuple[float, ...], width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _shared_out(raw_words: list[RawWord], spans: list[Span]) -> list[tuple[Span, list[RawWord]]]:
    """A line's words with the span of each, in order: the one that drew most of its characters, the first of equals."""
    if len(spans) == 1:
        span = spans[0]
        return [(span, raw_words + _lost_dingbats(span) if "ingbat" in span["font"] else raw_words)]
    text = ""
    owner: list[int] = []
    for number, span in enumerate(spans):
        letters = _DELIMITERS.sub("", span["text"])
        text += letters
        owner += [number] * len(letters)
    shared: list[tuple[Span, list[RawWord]]] = []
    at = 0
    for raw in raw_words:
        word = raw[4]
        if not text.startswith(word, at):
            # MuPDF leaves words without extent out of one of its two answers.
            at = max(text.find(word, at), at)
        mine = owner[at : at + len(word)] or owner[-1:] or [0]
        at += len(word)
        edges = _edges_behind_signs(word, mine, spans)
        if edges is not None and raw[0] < edges[0] <= edges[1] < raw[2]:
            end = _end_of_signs(word)
            shared.append((spans[mine[0]], [(*raw[:2], edges[0], raw[3], word[:end], *raw[5:])]))
            raw, mine = (edges[1], *raw[1:4], word[end:], *raw[5:]), mine[end:]
        number = mine[0] if mine[0] == mine[-1] else max(dict.fromkeys(mine), key=mine.count)
        if shared and shared[-1][0] is spans[number]:
            shared[-1][1].append(raw)
        else:
            shared.append((spans[number], [raw]))
    return shared + [(span, _lost_dingbats(span)) for span in spans if "ingbat" in span["font"]]


def _end_of_signs(word: str) -> int:
    """How many characters at the beginning of a word are no letters or digits."""
    return next((i for i, char in enumerate(word) if char.isalnum()), len(word))


def _edges_behind_signs(word: str, owners: Sequence[int], spans: Sequence[Span]) -> tuple[float, float] | None:
    """Where what is glued to the word it stands before ends, and where the word begins; None for nothing.

    A sign of another colour ("●Opfyldt"), several of another font ("■■■Opfyldt") or one of another font with a gap
    behind it ("☑ Målet"): MuPDF sees no gap between a full bar in one cell and the text of the next, nor one behind a
    sign whose font has no space.
    """
    end = _end_of_signs(word)
    if not 0 < end < min(len(word), len(owners)) or owners[0] != owners[end - 1] or owners[0] == owners[end]:
        return None
    signs, text = spans[owners[0]], spans[owners[end]]
    other_font = all(char > _PRINT for char in word[:end]) and signs["font"] != text["font"]
    ends, begins = float(signs["bbox"][2]), float(text["bbox"][0])
    if end > 1 and not other_font:
        return None
    apart = other_font and begins - ends >= _SIGN_GAP * text["size"]
    if not signs["text"].rstrip().endswith(word[:end]) or (end == 1 and signs["color"] == text["color"] and not apart):
        return None
    return ends, max(ends, begins) if text["text"].lstrip() == text["text"] else ends


def _without_overprints(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Words that stay and words printed again at the same place; the one drawn last is on top and stays."""
    # Equal words of a table share columns or rows, but hardly ever a slanting line.
    alike: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        alike[word[0]].append(number)
    covered: set[int] = set()
    for numbers in alike.values():
        if len(numbers) == 1:
            continue
        slanting = sorted([(words[number][1] + _SLANT * words[number][2], number) for number in numbers])
        for after, (place, number) in enumerate(slanting[:-1], 1):
            reach = place + (1 + _SLANT) * _OVERPRINT_SHARE * words[number].size
            at = after
            while at < len(slanting) and slanting[at][0] <= reach and at < after + _OVERPRINTS_COMPARED:
                other = slanting[at][1]
                if _same_place(words[number], words[other]):
                    covered.add(min(number, other))
                at += 1
    if not covered:
        return words, []
    return (
        [word for number, word in enumerate(words) if number not in covered],
        [words[number] for number in sorted(covered)],
    )


def _same_place(a: Word, b: Word) -> bool:
    reach = _OVERPRINT_SHARE * min(a.size, b.size)
    return (
        abs(a.x0 - b.x0) < reach
        and abs(a.top - b.top) < reach
        and a.direction == b.direction
        and max(a.size, b.size) < _OVERPRINT_SIZES * min(a.size, b.size)
    )
