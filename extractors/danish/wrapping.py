"""Undoing the wrapping of paragraphs and cells.

``join_lines`` decides nearly every line end on its own, by these signals in order of precedence:

1. a soft hyphen, punctuation, a slash or a web address at the junction: these say it themselves;
2. a hyphen: kept before *og*, *eller*, *samt*, after capitals and digits; else the word list says
   whether it divides a word;
3. lines of a few letters: the cheapest words that can be put together of them all;
4. no hyphen: two words unless one of the halves is no word and both together are one. How strong
   the case must be depends on how the lines were broken: text that breaks anywhere (seen from other
   line ends of the same text), a word longer than its column, or ordinary wrapping.

Never changes anything inside a line but characters and runs of spaces: misspellings stay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from extractors import vocabulary
from extractors.danish.characters import LINE_BREAK_LIKE, SPACES, clean_characters, normalise
from extractors.danish.compounds import CHEAPEST_COMPOUND, LEAST_COMPOUND, is_word, word_cost
from extractors.danish.words import listed_cost

_KEEP_HYPHEN_BEFORE = frozenset({"og", "eller", "samt", "og/eller", "&", "til", "hhv", "hhv.", "respektive"})
_CLOSING = frozenset(",.;:!?)]}")
#: Danish print opens and closes with the same mark: what follows says which it is.
_QUOTES = frozenset('”"’»«“')
_OPENING = frozenset("([{„")
#: An ellipsis whose hyphen the column's edge cut off: ``Beskæftigelses`` / ``- og …``.
_ELLIPSIS_REST = re.compile(r"-\s(?:og|eller|samt)\b")
_WORD_END = re.compile(r"[ /-]")
_WORD_START = re.compile(r"[ /(\"”“]")
_EDGE = "\"'’”“»«()[]{},.;:!?…•"
#: Cost of claiming that a line end divides a word without a hyphen, in powers of ten.
_ORDINARY_WRAP = 5.0
_LONE_WORD_WRAP = 3.5
_OVERFLOWING_WORD = 0.5
_OVERFLOWING_WHOLE_WORD = 2.0
_BREAKS_ANYWHERE = 0.3
#: The source breaks words in other texts; this one may be set with more care ("aktiviteter for" / "ældre").
_BREAKS_ELSEWHERE = 2.0
#: Evidence of a space that the line itself carries.
_PRINTED_SPACE = 6.0
#: A lone word that fills this share of the longest line may have been cut by the column's edge.
_FILLS_LINE = 0.7
#: As many clear breaks inside words, in lines of several words, show text that breaks anywhere.
_CLEAR_BREAKS = 2


def join_lines(lines: Sequence[str], *, breaks_words: bool = False) -> str:
    """Undo the wrapping of one paragraph or cell.

    Args:
        lines: The lines in reading order. White space at their ends is evidence: leave it when the
            source has it.
        breaks_words: Whether the source is known to break lines inside words (:func:`breaks_inside_words`).

    Returns:
        One line with single spaces, characters cleaned as by :func:`normalise`.
    """
    if len(lines) == 1 and "\n" not in lines[0]:
        return normalise(lines[0])
    return _join(tuple(lines), breaks_words)


def breaks_inside_words(texts: Iterable[Sequence[str]]) -> bool:
    """Whether the cells and paragraphs of a source end their lines inside words without a hyphen.

    Args:
        texts: The lines of each. More of them show what one short cell cannot.
    """
    clear = 0
    for lines in texts:
        cleaned = [SPACES.sub(" ", clean_characters(line)).strip() for line in lines]
        clear += sum(_is_clear_break(left, right) for left, right in pairwise(cleaned) if left and right)
        if clear >= _CLEAR_BREAKS:
            return True
    return False


def mend_broken_words(lines: Sequence[str]) -> list[str]:
    """Lines of a source that breaks inside words, with each broken word whole at the end of its first line."""
    mended: list[str] = []
    texts = [line.strip() for line in lines]
    kept = [i for i, text in enumerate(texts) if text]
    for j, line in enumerate(lines):
        if mended and mended[-1].strip() and line.strip():
            last, first = _halves(mended[-1].rstrip(), line.lstrip())
            divided = _divides_twice(mended[-1].rstrip(), texts, kept, j)
            if divided or (last and (is_one_word(last, first, _BREAKS_ANYWHERE) or _are_fragments(last, first))):
                head, _, rest = line.strip().partition(" ")
                mended[-1] = mended[-1].rstrip() + head
                line = rest
        if line.strip():
            mended.append(line)
    return mended


@lru_cache(maxsize=4096)
def _join(lines: tuple[str, ...], breaks_words: bool) -> str:
    raw = [part for line in lines for part in LINE_BREAK_LIKE.sub("\n", line).split("\n")]
    soft = [line.rstrip().endswith("\u00ad") for line in raw]
    opened = [clean_characters(line) for line in raw]
    texts = [SPACES.sub(" ", line).strip() for line in opened]
    kept = [i for i, text in enumerate(texts) if text]
    if not kept:
        return ""
    pieced = _words_in_pieces([texts[i] for i in kept])
    if pieced is not None:
        return pieced
    spaced = {i for i in kept if opened[i][-1:] == " "}
    gap_before = {i for i in kept if opened[i][:1] == " "}
    pairs = list(pairwise(kept))
    # Only a line of one word may be broken for want of room.
    lone = any(" " not in texts[i] for i in kept[:-1])
    longest = max(_breadth(texts[i]) for i in kept) if lone else 0.0
    breaks_anywhere = _breaks_anywhere(texts, [(i, j) for i, j in pairs if i not in spaced and j not in gap_before])
    edges_keep_spaces = breaks_anywhere and bool(spaced or gap_before)
    slash_space = any("/ " in texts[i] for i in kept)
    done: list[str] = []
    tail = texts[kept[0]]
    for i, j in pairs:
        if len(tail) > 2 * _TAIL:
            done.append(tail[:-_TAIL])
            tail = tail[-_TAIL:]
        wrap = _wrap_cost(texts[i], texts[j], longest, breaks_anywhere)
        wrap = min(wrap, _BREAKS_ELSEWHERE) if breaks_words else wrap
        has_space = i in spaced or j in gap_before
        inside = edges_keep_spaces or _divides_twice(tail, texts, kept, j)
        if soft[i] or (inside and not has_space):
            tail += texts[j]
        else:
            tail = _glue(tail, texts[j], wrap + (_PRINTED_SPACE if has_space else 0.0), slash_space)
    return "".join(done) + tail


def _words_in_pieces(lines: Sequence[str]) -> str | None:
    """The words that a column of a few letters' width has divided into pieces; None where it did not.

    Of all ways to put the pieces together the cheapest in which every word is one. A word that does not fit goes on a
    line of its own before it is divided: hardly ever is one divided that stands behind another on its line.
    """
    if len(lines) < _PIECES or not all(_is_piece(piece) for line in lines for piece in line.split(" ")):
        return None
    pieces = [(piece, k > 0) for line in lines for k, piece in enumerate(line.split(" "))]
    if all(is_word(piece) for piece, _ in pieces):
        return None
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(pieces) + 1):
        ways = []
        word, cost = "", 0.0
        for start in range(end - 1, -1, -1):
            piece, behind = pieces[start]
            cost += _BEHIND_ANOTHER if word and behind else 0.0
            word = piece + word
            if is_word(word):
                ways.append((best[start][0] + cost + word_cost(word), (*best[start][1], word)))
            if behind:
                break
        best.append(min(ways, default=(math.inf, ())))
    return " ".join(best[-1][1]) if best[-1][0] < math.inf else None


def _is_piece(text: str) -> bool:
    return len(text) <= _PIECE and text.isalpha() and text[1:] == text[1:].lower()


#: Letters of a piece at most, and lines from which a column is that narrow.
_PIECE = 5
_PIECES = 4
_BEHIND_ANOTHER = 2.0
#: Letters before a line end that can bear on it: more than the longest word.
_TAIL = 120


def _divides_twice(tail: str, texts: Sequence[str], kept: Sequence[int], j: int) -> bool:
    """Whether line ``j`` is the middle of a word that a very narrow column divides over three lines."""
    after = kept.index(j) + 1
    if after >= len(kept) or not texts[j].isalpha() or not texts[j].islower() or is_word(texts[j]):
        return False
    last, rest = _halves(tail, texts[j]), _halves(texts[j], texts[kept[after]])
    return bool(last[0] and rest[1]) and not is_word(last[0] + texts[j]) and is_word(last[0] + texts[j] + rest[1])


_WITHOUT_NARROW = str.maketrans("", "", "fijlrtI.,:;'|()[]!-/")
_WITHOUT_WIDE = str.maketrans("", "", "mwMW")


def _breadth(text: str) -> float:
    """About how wide ``text`` is printed, in letters of ordinary width: narrow ones half, wide ones one and a half."""
    return (len(text.translate(_WITHOUT_NARROW)) + 2 * len(text) - len(text.translate(_WITHOUT_WIDE))) / 2


def _wrap_cost(left: str, right: str, longest: float, breaks_anywhere: bool) -> float:
    """Cost of claiming that the break between two lines lies inside a word."""
    if breaks_anywhere:
        return _BREAKS_ANYWHERE
    if " " in left:
        return _ORDINARY_WRAP
    breadth = _breadth(left)
    if breadth + _breadth(right.split(" ", 1)[0]) > longest and breadth >= _FILLS_LINE * longest:
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
_ADDRESS_PART = re.compile(r"[./@-]")
_ADDRESS_REST = re.compile(r"(?:[\w-]+\.)*(?:dk|com|org|net|eu|info|nu)\b|[\w.-]+/")


def _breaks_anywhere(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether lines of several words end inside words without a hyphen, more than once."""
    if len(pairs) < _CLEAR_BREAKS:
        return False
    return sum(_is_clear_break(texts[i], texts[j]) for i, j in pairs) >= _CLEAR_BREAKS


def _is_clear_break(left: str, right: str) -> bool:
    """Whether a line of several words ends inside a word, beyond doubt."""
    if " " not in left:
        return False
    last, first = _halves(left, right)
    return bool(last and first) and is_one_word(last, first, _ORDINARY_WRAP)


def _halves(left: str, right: str) -> tuple[str, str]:
    """The letters that meet at a junction, or empty strings when something else stands there."""
    last = left.rsplit(" ", 1)[-1].rsplit("/", 1)[-1].rsplit("-", 1)[-1].lstrip(_EDGE)
    first = _WORD_END.split(right, maxsplit=1)[0].rstrip(_EDGE)
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
def is_one_word(left: str, right: str, least: float = 0.0) -> bool:
    """Whether one word is cheaper than two, by more than ``least`` powers of ten."""
    joined = left + right
    bonus = _LINKING_FORM if _LINKING_END.search(left) else 0.0
    bonus += _ARTICLE_AFTER_NOUN if right in _DEFINITE_ENDINGS else 0.0
    known = [listed_cost(word.lower()) for word in (left, right, joined)]
    if known[2] is None:
        # Nearly every line ends between two known words: no compound is sought that would cost too much.
        apart = known[0] + known[1] + bonus if known[0] is not None and known[1] is not None else math.inf
        if apart < max(CHEAPEST_COMPOUND, LEAST_COMPOUND + least) or not is_word(joined):
            return False
    return word_cost(left) + word_cost(right) - word_cost(joined) + bonus > least


def _glue(left: str, right: str, wrap: float, slash_space: bool) -> str:
    """Join two cleaned lines at their junction."""
    end, start = left[-1], right[0]
    if end == "-" and len(left) > 1 and left[-2] != " ":
        return _glue_hyphen(left, right)
    if end == "/":
        return f"{left} {right}" if slash_space or left[-2:-1] == " " else left + right
    if start == "/":
        return f"{left} {right}" if right[1:2] == " " else left + right
    closing = start in _CLOSING or (start in _QUOTES and not right[1:2].isalnum() and end not in ",;:")
    opening = end in _OPENING or (end in _QUOTES and left[-2:-1] in ("", " ", "("))
    if (closing and not right.startswith("...")) or opening:
        return left + right
    if is_ellipsis_rest(right) or _is_address_part(left, right):
        return left + right
    last, first = _halves(left, right)
    if first in _NEVER_ALONE and right.split(" ", 1)[0] == first and is_word(last + first):
        return left + right
    if last and (is_one_word(last, first, wrap) or (wrap <= _OVERFLOWING_WORD and _are_fragments(last, first))):
        return left + right
    return f"{left} {right}"


#: Small letters that are no words: a narrow column cut them off one ("Kommune" / "n er i gang").
_NEVER_ALONE = frozenset("bcdefghjklmnpqrstvwxz")


def _are_fragments(left: str, right: str) -> bool:
    """Whether neither half is a word: enough where the break must lie inside one, names included."""
    return not is_word(left) and not is_word(right)


def is_ellipsis_rest(line: str) -> bool:
    """Whether a line begins with the hyphen of a word that the line before ends: ``Beskæftigelses`` / ``- og …``."""
    return _ELLIPSIS_REST.match(line) is not None


def _glue_hyphen(left: str, right: str) -> str:
    """Join lines of which the first ends in a hyphen that touches a word."""
    first_token = right.split(" ", 1)[0]
    if first_token.rstrip(",;:").lower() in _KEEP_HYPHEN_BEFORE:
        return f"{left} {right}"
    if right[0] in ",;)/":
        return left + right
    if _ADDRESS_START.search(left.rsplit(" ", 1)[-1]):
        before, after = _ADDRESS_PART.split(left[:-1])[-1], _ADDRESS_PART.split(first_token)[0]
        return left[:-1] + right if listed_cost((before + after).lower()) is not None else left + right
    half = _WORD_START.split(left[:-1])[-1]
    last = half.rsplit("-", 1)[-1]
    first = _WORD_END.split(first_token, maxsplit=1)[0].strip(_EDGE)
    if not last or not last.isalpha() or not first or not first.isalpha():
        return left + right
    if len(last) == 1 or last.isupper() or (first[0].isupper() and not last.isupper()):
        return left + right
    if last[0].isupper() and last.lower() in _hyphenated_names() and is_word(first):
        return left + right
    if (phrase := _DOUBLED.search(left)) is not None and phrase["word"].lower() == last.lower():
        return left + right
    function_word = listed_cost(first.lower())
    if (
        function_word is not None
        and function_word < _FUNCTION_WORD_COST
        and is_word(last)
        and not is_word(last + first)
    ):
        return f"{left} {right}"
    return left[:-1] + right


@cache
def _hyphenated_names() -> frozenset[str]:
    """Proper names that keep their hyphen before a Danish word: *Headspace-teamet*, *Vordingborg-modellen*."""
    towns = (town["name"].lower() for town in vocabulary.load("municipalities")["municipalities"])
    return frozenset([*vocabulary.load("words/affixes")["hyphenated_names"], *towns])


#: A word that comes again behind a preposition makes a phrase, which keeps its hyphen: "ansigt til ansigt-møde".
_DOUBLED = re.compile(r"\b(?P<word>\w+) (?:til|for|i|mod|om|ved|på|over|efter|hos) \w+-$")
#: The hundred or so words that are commoner than this follow a hyphen that is printed as a dash.
_FUNCTION_WORD_COST = 3.2
