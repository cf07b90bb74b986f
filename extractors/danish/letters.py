"""A letter that a text layer lost throughout ("Frebyggelsespakke", "kmmunernes"): found, and put back.

Some producers embed a font without telling which character one of its glyphs is; readers then drop that glyph, and one
small letter is missing in the whole text. Signals, in order:

1. a letter that Danish cannot do without stands nowhere in a text of some length;
2. many of its words are no words, and most of those become words when the letter is put back.

Nothing is done on less. Putting back is decided word by word: the likeliest word that differs by the letter alone. What
was printed is the restored text without the letter, since it stands nowhere in the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from extractors.danish.compounds import is_word, word_cost

#: Share of each letter in Danish running text; rarer letters are not missed with certainty.
_SHARES = {
    "e": 0.155, "r": 0.09, "n": 0.072, "t": 0.069, "a": 0.06, "i": 0.06, "d": 0.059, "s": 0.058, "l": 0.052,
    "o": 0.046, "g": 0.041, "k": 0.034, "m": 0.032, "f": 0.024, "v": 0.023, "b": 0.02, "u": 0.02, "p": 0.018,
    "h": 0.016, "å": 0.012,
}  # fmt: skip
#: So many occurrences are expected before their absence means something: chance leaves none once in e¹⁵ texts.
_EXPECTED = 15.0
_LONGER = 4
#: Shares of the longer words that are unknown, and of these that the letter makes known.
_UNKNOWN_SHARE = 0.2
_MENDED_SHARE = 0.5
_JUDGED_WORDS = 200
_LONGEST = 24
#: How much likelier a word without the letter has to be than one with it to stay, in powers of ten.
_LETTER_BACK = 0.5
#: Words that cost less are common enough to look no further.
_EVERYDAY = 5.5
#: So many words hold every letter of the list, unless one is missing.
_BEGINNING = 400


def find_lost_letter(words: Sequence[str]) -> str | None:
    """The small letter that is missing throughout the text, None when none is.

    Args:
        words: all words of the text, as they stand there.
    """
    # Hardly any text lacks a letter: its words are not counted before one does, nor is it read to its end.
    beginning = "".join(words[:_BEGINNING])
    if all(letter in beginning for letter in _SHARES):
        return None
    text = "".join(words)
    missing = [letter for letter, share in _SHARES.items() if share * len(text) >= _EXPECTED and letter not in text]
    if not missing:
        return None
    counts = Counter(words)
    total = sum(letter.islower() for letter in text)
    for letter in missing:
        if _SHARES[letter] * total >= _EXPECTED and _explains(letter, counts):
            return letter
    return None


def _explains(letter: str, counts: Counter[str]) -> bool:
    """Whether many words are none, and the letter makes most of those words."""
    longer = [bare for word in sorted(counts) if len(bare := word.strip(".,;:!?()\"'”“").lower()) >= _LONGER]
    longer = [word for word in longer if word.isalpha()][:_JUDGED_WORDS]
    unknown = [word for word in longer if not is_word(word)]
    if len(unknown) < _UNKNOWN_SHARE * len(longer) or not unknown:
        return False
    mended = sum(restore_letter(word, letter) != word for word in unknown)
    return mended >= _MENDED_SHARE * len(unknown)


@lru_cache(maxsize=16384)
def restore_letter(word: str, letter: str) -> str:
    """``word`` with the lost ``letter`` where it makes the likeliest word; unchanged where it makes none."""
    start = next((i for i, sign in enumerate(word) if sign.isalpha()), len(word))
    end = next((i for i in range(len(word), start, -1) if word[i - 1].isalpha()), start)
    core = word[start:end]
    if not core.isalpha() or len(core) > _LONGEST:
        return word
    return word[:start] + _restored(core, letter) + word[end:]


def _restored(core: str, letter: str) -> str:
    """The likeliest word; two letters are put back only where one gives no everyday word."""
    own = word_cost(core.lower()) if len(core) > 1 and is_word(core.lower()) else None
    found: list[tuple[float, str]] = []
    for times in (1, 2):
        found += [(word_cost(form.lower()), form) for form in _with(core, letter, times) if is_word(form.lower())]
        if min((cost for cost, _ in found), default=_EVERYDAY) < _EVERYDAY or (own is not None and own < _EVERYDAY):
            break
    cost, best = min(found, default=(0.0, core))
    return core if own is not None and cost >= own + _LETTER_BACK else best


def _with(core: str, letter: str, times: int) -> Iterator[str]:
    """``core`` with ``letter`` put in ``times`` times, at any places."""
    for places in combinations(range(len(core) + times), times):
        rest = iter(core)
        yield "".join(letter if i in places else next(rest) for i in range(len(core) + times))


_MAC_AS_WINDOWS = {"¾": "æ", "¿": "ø", "Œ": "å", "®": "Æ", "¯": "Ø", "\x81": "Å"}
_FREQUENT = ("¾", "¿", "Œ")
#: So many words must hold such a sign, and so large a share of them become words.
_MISREAD_WORDS = 5
_MISREAD_SHARE = 0.6


def find_misread_letters(words: Sequence[str]) -> dict[str, str]:
    """Letters by the sign that stands for them throughout a text whose Mac Roman was read as Windows-1252; else none.

    Args:
        words: all words of the text, as they stand there.
    """
    text = " ".join(words)
    if not any(sign in text for sign in _FREQUENT):
        return {}
    held = {word.strip(".,;:!?()\"'”“") for word in words if any(sign in word for sign in _FREQUENT)}
    held = {word for word in held if len(word) > 1 and any(map(str.isalpha, word.replace("Œ", "")))}
    mended = [word for word in held if is_word(put_right(word, _MAC_AS_WINDOWS).lower())]
    enough = len(held) >= _MISREAD_WORDS and len(mended) >= _MISREAD_SHARE * len(held)
    return {sign: letter for sign, letter in _MAC_AS_WINDOWS.items() if sign in text} if enough else {}


def put_right(word: str, letters: Mapping[str, str]) -> str:
    """``word`` with the letters that its signs stand for; signs alone, or beside figures, are what they are."""
    if not any(sign in word for sign in letters) or not any(c.isalpha() and c not in letters for c in word):
        return word
    return "".join(letters.get(sign, sign) for sign in word)
