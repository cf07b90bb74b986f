"""Characters of text from a PDF: what a reader sees instead of what the file says.

Fonts without Unicode, ligatures, soft hyphens, spaces of a dozen kinds and text decoded twice are
undone here; case and wording are never touched. What glyphs of symbol fonts show is data
(``vocabulary/symbols.yaml``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from extractors import vocabulary

BULLET = "•"

#: Anything outside the characters of plain Danish text asks for a closer look.
_UNUSUAL = re.compile(r"[^\n\x20-\x7e¡-¬®-ÿĀ-ſ–—‘’“”„•…€]")
_COMBINING_OR_LIGATURE = re.compile(r"[̀-ͯﬀ-ﬆ]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACE_LIKE = re.compile(r"[\t\v\f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LINE_BREAK_LIKE = re.compile(r"\r\n?|[\x85\u2028\u2029]")
#: Soft hyphens, zero-width characters, direction marks, byte-order marks, controls.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_HYPHENS = re.compile(r"[\u2010\u2011\u2043\ufe63\uff0d]")
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
#: U+FFFD stands for a bullet when it stands alone, for a lost letter inside a word.
_LONE_REPLACEMENT = re.compile(r"(?<!\w)\ufffd(?!\w)|(?<![^\s])\ufffd(?=\w)")
#: "Ã¦" for "æ": UTF-8 that was read as Latin-1 or Windows-1252.
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
SPACES = re.compile(r" {2,}")
_SPACE_AT_BREAK = re.compile(r" *\n *")


@cache
def _private_use() -> dict[str, str]:
    table: dict[str, str] = vocabulary.load("symbols")["private_use"]
    return table


def clean_characters(text: str) -> str:
    """Replace odd characters by what a reader sees; spaces and line breaks keep their number."""
    if not _UNUSUAL.search(text) and "Ã" not in text:
        return text
    text = unicodedata.normalize("NFC", text) if not text.isascii() else text
    if _COMBINING_OR_LIGATURE.search(text):
        text = text.translate(_LIGATURES)
    text = LINE_BREAK_LIKE.sub("\n", text)
    text = _SPACE_LIKE.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _HYPHENS.sub("-", text)
    text = _PRIVATE_USE.sub(lambda match: _private_use().get(match[0], BULLET), text)
    text = _LONE_REPLACEMENT.sub(BULLET, text)
    return _MOJIBAKE.sub(_undo_mojibake, text)


def _undo_mojibake(match: re.Match[str]) -> str:
    for encoding in ("latin-1", "cp1252"):
        try:
            return match[0].encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match[0]


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Clean characters, reduce runs of spaces to one, strip; line breaks stay.

    Composes accents, expands ligatures, drops soft hyphens, zero-width and control characters,
    makes glyphs of symbol fonts bullets (or the mark they show). Case and wording are untouched.
    """
    text = clean_characters(text)
    if "  " in text:
        text = SPACES.sub(" ", text)
    if "\n" in text:
        text = _SPACE_AT_BREAK.sub("\n", text)
    return text.strip()


_BULLET_GLYPHS = "•◦▪▫■□◾◽●○‣⁃∙·–—-*»›→➢➤✓✔❖♦◆πo"
_BULLET_LINE = re.compile(rf"^\s*([{re.escape(_BULLET_GLYPHS)}\ufffd]|[^\W\d_](?=\s))\s+(?=\S)")


def split_bullet(line: str, letters: str = "π") -> tuple[str | None, str]:
    """Part a line from the bullet it starts with.

    Args:
        line: One line of text.
        letters: Letters that this document uses as bullets (fonts without Unicode give ``π``,
            ``Y``, ``o``); a letter outside it is no bullet.

    Returns:
        The glyph, or None when the line starts with none, and the rest of the line.
    """
    line = clean_characters(line)
    match = _BULLET_LINE.match(line)
    if match is None or (match[1].isalpha() and match[1] not in letters):
        return None, line.strip()
    return match[1], line[match.end() :].strip()
