"""Repair of text that a PDF gives: characters, wrapping, headings, lost spaces.

Each function takes text and returns text; callers keep the original beside it.

``join_lines`` decides every line end on its own, by these signals in order of precedence:

1. a soft hyphen, punctuation or a slash at the junction: these say it themselves;
2. a hyphen: kept before *og*, *eller*, *samt*, after capitals and digits; else the word list says
   whether it divides a word;
3. no hyphen: two words unless one of the halves is no word and both together are one. How strong
   the case must be depends on how the lines were broken: text that breaks anywhere (seen from other
   line ends of the same text), a word longer than its column, or ordinary wrapping.

Never changes anything inside a line but characters and runs of spaces: misspellings stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors import vocabulary
from extractors.danish.compounds import is_word, word_cost
from extractors.danish.words import listed_cost

BULLET = "•"

# --- characters ---------------------------------------------------------------------------------

#: Anything outside the characters of plain Danish text asks for a closer look.
_UNUSUAL = re.compile(r"[^\n\x20-\x7e¡-¬®-ÿĀ-ſ–—‘’“”„•…€]")
_COMBINING_OR_LIGATURE = re.compile(r"[̀-ͯﬀ-ﬆ]")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_SPACE_LIKE = re.compile(r"[\t\v\f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_BREAK_LIKE = re.compile(r"\r\n?|[\x85\u2028\u2029]")
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
_SPACES = re.compile(r" {2,}")
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
    text = _LINE_BREAK_LIKE.sub("\n", text)
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


def normalise(text: str) -> str:
    """Clean characters, reduce runs of spaces to one, strip; line breaks stay.

    Composes accents, expands ligatures, drops soft hyphens, zero-width and control characters,
    makes glyphs of symbol fonts bullets (or the mark they show). Case and wording are untouched.
    """
    text = clean_characters(text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = _SPACE_AT_BREAK.sub("\n", text)
    return text.strip()


# --- wrapping -----------------------------------------------------------------------------------

_KEEP_HYPHEN_BEFORE = frozenset({"og", "eller", "samt", "og/eller", "&", "til", "hhv", "hhv.", "respektive"})
_CLOSING = frozenset(",.;:!?)]}»")
#: Danish print opens and closes with the same mark: what follows says which it is.
_QUOTES = frozenset("”\"’")
_OPENING = frozenset("([{«„")
#: An ellipsis whose hyphen the column's edge cut off: ``Beskæftigelses`` / ``- og …``.
_ELLIPSIS_REST = re.compile(r"-\s(?:og|eller|samt)\b")
_EDGE = "\"'’”“»«()[]{},.;:!?…•"
#: Cost of claiming that a line end divides a word without a hyphen, in powers of ten.
_ORDINARY_WRAP = 5.0
_LONE_WORD_WRAP = 3.5
_OVERFLOWING_WORD = 0.5
_OVERFLOWING_WHOLE_WORD = 2.0
_BREAKS_ANYWHERE = 0.3
#: Evidence of a space that the line itself carries.
_PRINTED_SPACE = 6.0
#: A lone word that fills this share of the longest line may have been cut by the column's edge.
_FILLS_LINE = 0.7
#: As many clear breaks inside words, in lines of several words, show text that breaks anywhere.
_CLEAR_BREAKS = 2


def join_lines(lines: Sequence[str]) -> str:
    """Undo the wrapping of one paragraph or cell.

    Args:
        lines: The lines in reading order. White space at their ends is evidence: leave it when the
            source has it.

    Returns:
        One line with single spaces, characters cleaned as by :func:`normalise`.
    """
    if len(lines) == 1 and "\n" not in lines[0]:
        return normalise(lines[0])
    return _join(tuple(lines))


@lru_cache(maxsize=4096)
def _join(lines: tuple[str, ...]) -> str:
    raw = [part for line in lines for part in _LINE_BREAK_LIKE.sub("\n", line).split("\n")]
    soft = [line.rstrip().endswith("\u00ad") for line in raw]
    opened = [clean_characters(line) for line in raw]
    texts = [_SPACES.sub(" ", line).strip() for line in opened]
    kept = [i for i, text in enumerate(texts) if text]
    if not kept:
        return ""
    longest = max(len(texts[i]) for i in kept)
    spaced = {i for i in kept if opened[i][-1:] == " "}
    gap_before = {i for i in kept if opened[i][:1] == " "}
    pairs = [(i, j) for i, j in zip(kept, kept[1:], strict=False)]
    breaks_anywhere = _breaks_anywhere(texts, [(i, j) for i, j in pairs if i not in spaced and j not in gap_before])
    edges_keep_spaces = breaks_anywhere and bool(spaced or gap_before)
    slash_space = any("/ " in texts[i] for i in kept)
    result = texts[kept[0]]
    for i, j in pairs:
        if soft[i]:
            result += texts[j]
            continue
        wrap = _wrap_cost(texts[i], texts[j], longest, breaks_anywhere)
        if i in spaced or j in gap_before:
            wrap += _PRINTED_SPACE
        elif edges_keep_spaces:
            result += texts[j]
            continue
        result = _glue(result, texts[j], wrap, slash_space)
    return result


def _wrap_cost(left: str, right: str, longest: int, breaks_anywhere: bool) -> float:
    """Cost of claiming that the break between two lines lies inside a word."""
    if breaks_anywhere:
        return _BREAKS_ANYWHERE
    if " " in left:
        return _ORDINARY_WRAP
    together = len(left) + len(right.split(" ", 1)[0])
    if together > longest and len(left) >= _FILLS_LINE * longest:
        last, first = _halves(left, right)
        whole = bool(last) and is_word(last) and is_word(first) and not _LINKING_END.search(last)
        return _OVERFLOWING_WHOLE_WORD if whole else _OVERFLOWING_WORD
    return _LONE_WORD_WRAP


def _is_address_part(left: str, right: str) -> bool:
    """Whether a web or mail address goes on in the next line."""
    last = left.rsplit(" ", 1)[-1]
    if not _ADDRESS_START.search(last) or _ADDRESS_END.search(last):
        return False
    return bool(_ADDRESS_REST.match(right))


_ADDRESS_START = re.compile(r"www\.|https?:|@\w")
_ADDRESS_END = re.compile(r"\.(?:dk|com|org|net|eu|info|nu)[).,;]?$")
_ADDRESS_REST = re.compile(r"(?:[\w-]+\.)*(?:dk|com|org|net|eu|info|nu)\b|[\w.-]+/")


def _breaks_anywhere(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether lines of several words end inside words without a hyphen, more than once."""
    clear = 0
    for i, j in pairs:
        if " " not in texts[i]:
            continue
        left, right = _halves(texts[i], texts[j])
        if left and right and _join_gain(left, right) > _ORDINARY_WRAP:
            clear += 1
            if clear >= _CLEAR_BREAKS:
                return True
    return False


def _halves(left: str, right: str) -> tuple[str, str]:
    """The letters that meet at a junction, or empty strings when something else stands there."""
    last = left.rsplit(" ", 1)[-1].rsplit("/", 1)[-1].rsplit("-", 1)[-1].lstrip(_EDGE)
    first = re.split(r"[ /-]", right, maxsplit=1)[0].rstrip(_EDGE)
    if not last.isalpha() or not first.isalpha():
        return "", ""
    if first[0].isupper() and not (last.isupper() and first.isupper()):
        return "", ""
    return last, first


#: First parts of compounds that look like genitives: *beskæftigelses*, *sundheds*, hardly ever stand alone.
_LINKING_END = re.compile(r"(?:heds|elses|ings|ions|skabs|doms|tets|sels)$")
_LINKING_FORM = 4.0
#: *en* and *et* after what they make a definite noun with are endings: an article precedes its noun.
_DEFINITE_ENDINGS = frozenset({"en", "et", "ens", "ets"})
_ARTICLE_AFTER_NOUN = 2.5


@lru_cache(maxsize=16384)
def _join_gain(left: str, right: str) -> float:
    """How much cheaper one word is than two, in powers of ten; negative: two words are cheaper."""
    joined = left + right
    if not is_word(joined):
        return -20.0
    gain = word_cost(left) + word_cost(right) - word_cost(joined)
    if _LINKING_END.search(left):
        gain += _LINKING_FORM
    if right in _DEFINITE_ENDINGS:
        gain += _ARTICLE_AFTER_NOUN
    return gain


def _glue(left: str, right: str, wrap: float, slash_space: bool) -> str:
    """Join two cleaned lines at their junction."""
    end, start = left[-1], right[0]
    if end == "-" and len(left) > 1 and left[-2] != " ":
        return _glue_hyphen(left, right)
    if end == "/":
        return f"{left} {right}" if slash_space else left + right
    closing = start in _CLOSING or (start in _QUOTES and not right[1:2].isalnum() and end not in ",;:")
    if (closing and not right.startswith("...")) or end in _OPENING or start == "/":
        return left + right
    if _ELLIPSIS_REST.match(right) or _is_address_part(left, right):
        return left + right
    last, first = _halves(left, right)
    if last and (_join_gain(last, first) > wrap or (wrap <= _OVERFLOWING_WORD and _are_fragments(last, first))):
        return left + right
    return f"{left} {right}"


def _are_fragments(left: str, right: str) -> bool:
    """Whether neither half is a word: enough where the break must lie inside one, names included."""
    return not is_word(left) and not is_word(right)


def _glue_hyphen(left: str, right: str) -> str:
    """Join lines of which the first ends in a hyphen that touches a word."""
    first_token = right.split(" ", 1)[0]
    if first_token.rstrip(",;:").lower() in _KEEP_HYPHEN_BEFORE:
        return f"{left} {right}"
    if right[0] in ",;)/":
        return left + right
    half = re.split(r"[ /(\"”“]", left[:-1])[-1]
    last = half.rsplit("-", 1)[-1]
    first = re.split(r"[ /-]", first_token, maxsplit=1)[0].strip(_EDGE)
    if not last or not last.isalpha() or not first or not first.isalpha():
        return left + right
    if last.isupper() or (first[0].isupper() and not last.isupper()):
        return left + right
    function_word = listed_cost(first.lower())
    if function_word is not None and function_word < _FUNCTION_WORD_COST and is_word(last) and not is_word(last + first):
        return f"{left} {right}"
    return left[:-1] + right


#: The hundred or so words that are commoner than this follow a hyphen that is printed as a dash.
_FUNCTION_WORD_COST = 3.2

# --- headings -----------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")
#: Share of the longer words of a heading that must be mangled before its case is set aside.
_MANGLED_SHARE = 0.25
_LONGER_WORD = 4


def is_mangled(text: str) -> bool:
    """Whether the case of ``text`` is that of small capitals whose text layer was inverted."""
    words = [w for w in _WORD.findall(text) if len(w) >= _LONGER_WORD]
    mangled = sum(_has_inner_capital(w) for w in words)
    return mangled > 0 and mangled >= _MANGLED_SHARE * len(words)


def _has_inner_capital(word: str) -> bool:
    """Whether capitals stand inside ``word`` where neither spelling nor a made-up name puts them."""
    inner = word[1:]
    if inner.islower() or word.isupper():
        return False
    if word.rstrip("serne").isupper() and word[0].isupper():  # HRs, SFOer, PPRs
        return False
    pieces = re.findall(r"[^\W\d_][a-zæøåéü]*", re.sub(r"(?=[A-ZÆØÅ])", " ", word))
    if word[0].islower() and len(pieces) == 2 and len(pieces[0]) == 1:  # iPad, eBoks
        return False
    return not all(len(piece) >= _LONGER_WORD and piece[0].isupper() for piece in pieces)  # BedreBørn


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


# --- lost and stray spaces ----------------------------------------------------------------------

_RUN_TOGETHER_MIN = 14
_MAX_WORD = 30
#: One word costs what one boundary costs more than this many powers of ten: compounds stay whole.
_BOUNDARY = 1.2
#: Function words that glue a sentence together but seldom stand inside a compound.
_GLUE_WORDS = frozenset(
    "og i på af til med der som for er at en et den det de om har kan vil ved fra eller ikke skal hvad hvem hvor "
    "hvordan hvilke vi man".split()
)
_LONG_TOKEN = re.compile(r"[^\W\d_]{%d,}" % _RUN_TOGETHER_MIN)


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
    for end in range(1, len(lower) + 1):
        options = []
        for start in range(max(0, end - _MAX_WORD), end):
            cost = listed_cost(lower[start:end])
            if cost is not None:
                options.append((best[start][0] + cost + _BOUNDARY, start))
        best.append(min(options, default=(float("inf"), 0)))
    if best[-1][0] == float("inf"):
        return token
    cuts, end = [], len(lower)
    while end:
        start = best[end][1]
        cuts.append(token[start:end])
        end = start
    pieces = cuts[::-1]
    inner = [p.lower() for p in pieces[1:-1]]
    if not any(p in _GLUE_WORDS for p in inner) or len(pieces) < 3:
        return token
    if is_word(lower) and word_cost(lower) <= best[-1][0]:
        return token
    return " ".join(pieces)


_SPLIT_LIGATURE = re.compile(r"\b([^\W\d_]*(?:ffi|ffl|ff|fi|fl)) ([^\W\d_]+)")


def close_split_ligatures(text: str) -> str:
    """Close the gap that some programs leave after a ligature: ``fl este`` → ``fleste``."""

    def close(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        return left + right if _join_gain(left, right) > 0 and not is_word(right) else match[0]

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
