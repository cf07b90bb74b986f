"""Municipalities: who is named, and whose document it is.

Signals for a mention, in order of precedence:

1. ``X Kommune`` in any case and spelling (genitive, å/aa, without æøå), ``Byrådet i X``;
2. a mail or web domain;
3. an abbreviation of the vocabulary, and a bare name. Names that are also Danish words count only
   with *Kommune*; a name followed by *Universitet*, *Sygehus* … is not the municipality.

Towns that give their name to clusters or methods (``Randersklyngen``, ``Vesthimmerlandsmodellen``), and
regions (``Region Midtjylland``), are no mentions. A document whose title names two municipalities
belongs to none of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractors import vocabulary
from extractors.danish.evidence import Evidence

Strength = Literal["kommune", "domain", "abbreviation", "name"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A municipality named in text: four-digit code, place in the text, how clearly it is meant."""

    code: str
    start: int
    end: int
    strength: Strength


@dataclass(frozen=True, slots=True)
class MunicipalityDecision:
    """Whose document it is. ``code`` is None when undecided; ``reason`` says why in either case.

    ``reason``: ``title``, ``running``, ``address``, ``email``, ``file_name``, ``metadata`` or ``body`` (the
    strongest source), ``none`` (nobody named), ``several`` (two or more with equal right), ``weak``
    (only passing mentions). ``candidates`` are all codes with their scores, best first.
    """

    code: str | None
    reason: str
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()


_ASCII_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "u"})
_BARE_FOLD = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e"})


@lru_cache(maxsize=16384)
def _fold(text: str) -> str:
    """Key under which spellings of a name meet: ``Århus`` and ``AARHUS``, ``aeroe`` and ``Ærø``."""
    return text.lower().translate(_ASCII_FOLD).replace("-", " ").replace("_", " ")


@dataclass(frozen=True, slots=True)
class _Names:
    by_name: dict[str, str]
    abbreviations: dict[str, str]
    domains: dict[str, str]
    common: frozenset[str]
    first_words: frozenset[str]
    """What names begin with: hardly any word of a text needs a closer look."""


@cache
def _names() -> _Names:
    by_name: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    domains: dict[str, str] = {}
    common: set[str] = set()
    for item in vocabulary.load("municipalities")["municipalities"]:
        code = item["code"]
        forms = [item["name"], *item.get("aliases", ())]
        for form in forms:
            for key in (_fold(form), _fold(form) if form.endswith("s") else _fold(form) + "s"):
                by_name[key] = code
                if item.get("common_word"):
                    common.add(key)
            for label in _domain_labels(form):
                domains.setdefault(label, code)
        abbreviations.update(dict.fromkeys(item.get("abbreviations", ()), code))
        domains.update(dict.fromkeys(item.get("domains", ()), code))
    first_words = frozenset(name.split(" ", 1)[0] for name in by_name)
    return _Names(by_name, abbreviations, domains, frozenset(common), first_words)


def _domain_labels(name: str) -> Iterator[str]:
    for table in (_ASCII_FOLD, _BARE_FOLD):
        label = name.lower().translate(table).replace(" ", "-")
        for form in {label, label.replace("-", "")}:
            yield form
            yield f"{form}kommune"
            yield f"{form}-kommune"


_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*", re.UNICODE)
_CAPITALS = re.compile(r"[^\W\d_a-zæøåéöäü](?<![^\W\d_].)[^\W\d_]*(?:-[^\W\d_]+)*")
"""Words that begin with a capital: what their letters must be is looked at first, what stands before them then."""
_DOMAIN = re.compile(r"(?:@|www\.|//)(?:[\w-]{1,40}\.){0,4}([\w-]{1,40})\.dk\b", re.IGNORECASE)
_KOMMUNE = re.compile(r"[\s_-]{0,3}(?:regions)?kommune(?:s|ns|n)?\b", re.IGNORECASE)
_COUNCIL_BEFORE = re.compile(
    r"(?:byråd|byrådet|kommunalbestyrelsen|kommunalbestyrelse|borgmester\w*)\s+i\s+$", re.IGNORECASE
)
_COUNCIL_AFTER = re.compile(r"\s+(?:byråd|kommunalbestyrelse)", re.IGNORECASE)
#: What follows a name that is a part of another body's name.
_OTHER_BODY_AFTER = re.compile(
    r"[\s-]+(?:universitet|universitetshospital|sygehus|hospital\w*|fængsel|politi\w*|gymnasi\w*|seminari\w*|erhvervs\w*|"
    r"handels\w*|tekniske|stift|domkirke|lufthavn|havn|amt|klyngen|modellen|metoden|zoo|teater|festival|park)\b",
    re.IGNORECASE,
)
_OTHER_BODY_BEFORE = re.compile(r"(?:region|politi|amt|universitet\w* i|universitet|vej|gade|stift)\s+$", re.IGNORECASE)

#: A capitalised word right before a bare name makes it a surname, unless it is a noun that places follow.
_FIRST_NAME_BEFORE = re.compile(
    r"(?<!\w)(?!(?:i|på|fra|ved|for|af|hos|til|om|og|kommunerne|uu)\s)(?!\w*(?:politik|politikken|plan|planen|strategi|strategien|"
    r"status|rapport|notat|katalog|profil|indsats|sundhed|center|centret|centeret|hus|forvaltning|afdeling|bilag|referat|"
    r"dagsorden|handleplan|service|teknik|miljø|team)\s)(?-i:[A-ZÆØÅ])[^\W\d_]+\.?\s$",
    re.IGNORECASE,
)
_AUTHOR_AFTER = re.compile(r"\s+et\s+al|,\s[A-ZÆØÅ]\.")


def find_municipalities(text: str) -> list[PlaceMention]:
    """Find the municipalities that ``text`` names, in order."""
    return list(_find(text))


@lru_cache(maxsize=2048)
def _find(text: str) -> tuple[PlaceMention, ...]:
    names = _names()
    found: list[PlaceMention] = []
    # A name in small letters counts only before "kommune": most texts have none to look up.
    small_ones = "kommune" in text.lower()
    words = (_TOKEN if small_ones else _CAPITALS).findall(text)
    firsts = (_fold(word).split(" ", 1)[0] for word in words)
    named = not names.first_words.isdisjoint(firsts) or not names.abbreviations.keys().isdisjoint(words)
    tokens = list(_TOKEN.finditer(text)) if named else []
    skip_to = 0
    for index, token in enumerate(tokens):
        word = token[0]
        if token.start() < skip_to or not (small_ones or word[0].isupper() or word in names.abbreviations):
            continue
        mention = None
        if _fold(word).split(" ", 1)[0] in names.first_words:
            mention = _two_words(text, tokens, index, names) or _one_word(text, token, names)
        if mention is not None:
            found.append(mention)
            skip_to = mention.end
        elif word in names.abbreviations:
            found.append(PlaceMention(names.abbreviations[word], token.start(), token.end(), "abbreviation"))
    for match in _DOMAIN.finditer(text):
        code = names.domains.get(match[1].lower())
        if code is not None:
            found.append(PlaceMention(code, match.start(1), match.end(1), "domain"))
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _two_words(text: str, tokens: list[re.Match[str]], index: int, names: _Names) -> PlaceMention | None:
    """A name that is usually hyphenated, written as two words: ``Faaborg Midtfyn``."""
    if index + 1 >= len(tokens) or not tokens[index][0][0].isupper():
        return None
    first, second = tokens[index], tokens[index + 1]
    if second.start() - first.end() > 2 or not text[first.end() : second.start()].isspace():
        return None
    code = names.by_name.get(_fold(f"{first[0]} {second[0]}"))
    return _mention(text, code, first.start(), second.end(), common=False) if code else None


def _one_word(text: str, token: re.Match[str], names: _Names) -> PlaceMention | None:
    word = token[0]
    key = _fold(word)
    code = names.by_name.get(key)
    if code is None:
        return None
    if not word[0].isupper() and not _KOMMUNE.match(text, token.end()):
        return None
    return _mention(text, code, token.start(), token.end(), common=key in names.common)


def _mention(text: str, code: str, start: int, end: int, *, common: bool) -> PlaceMention | None:
    after = _KOMMUNE.match(text, end)
    if after:
        return PlaceMention(code, start, after.end(), "kommune")
    before = text[max(0, start - 25) : start]
    if _COUNCIL_BEFORE.search(before) or _COUNCIL_AFTER.match(text, end):
        return PlaceMention(code, start, end, "kommune")
    if text[start - 1 : start] in ("@", ".", "/") and text[end : end + 3] == ".dk":
        return None
    if _FIRST_NAME_BEFORE.search(before) or _AUTHOR_AFTER.match(text, end):
        return None
    if common or text[end : end + 1] == "-" or _OTHER_BODY_AFTER.match(text, end) or _OTHER_BODY_BEFORE.search(before):
        return None
    return PlaceMention(code, start, end, "name")


_SOURCE_WEIGHT = {
    "title": 6.0, "running": 5.0, "address": 4.0, "email": 3.0, "file_name": 3.0, "metadata": 2.0, "body": 1.0,
}  # fmt: skip
_STRENGTH_WEIGHT: dict[Strength, float] = {"kommune": 1.0, "domain": 1.0, "abbreviation": 0.6, "name": 0.35}
#: File names are short and name nothing in passing.
_NAME_IN_FILE_NAME = 0.7
#: One body text naming a municipality a hundred times is still one kind of evidence.
_BODY_CAP = 5.0
#: Bare names alone may be a surname, a town, a study: in the body they never decide.
_BODY_CAP_OF_NAMES = 1.0
#: Below this there are only passing mentions: one bare name, one mention in the body, or two of several there.
_ENOUGH = 2.0
_ENOUGH_CONTESTED = 3.0
#: The best candidate must be this many times better than the next.
_CLEAR = 2.0


def decide_municipality(evidence: Sequence[Evidence]) -> MunicipalityDecision:
    """Weigh all evidence: whose document is it?

    Each source counts once for each municipality it names (its clearest mention there); only the
    body adds up, to a limit. Two municipalities named with *Kommune* in the title leave the
    document without one.
    """
    scores: dict[str, float] = defaultdict(float)
    best_source: dict[str, tuple[float, str]] = {}
    body: dict[str, float] = defaultdict(float)
    clear: set[str] = set()
    title_codes: set[str] = set()
    for item in evidence:
        clearest: dict[str, float] = {}
        in_file_name = item.source == "file_name"
        for mention in find_municipalities(_words_of_file_name(item.text) if in_file_name else item.text):
            strength = _STRENGTH_WEIGHT[mention.strength]
            value = max(strength, _NAME_IN_FILE_NAME if in_file_name else 0.0) * item.weight
            if mention.strength != "name":
                clear.add(mention.code)
            if item.source == "body":
                body[mention.code] += value
            else:
                clearest[mention.code] = max(value, clearest.get(mention.code, 0.0))
            if item.source == "title" and mention.strength == "kommune":
                title_codes.add(mention.code)
        for code, value in clearest.items():
            _add(scores, best_source, code, value * _SOURCE_WEIGHT[item.source], item.source)
    for code, value in body.items():
        cap = _BODY_CAP if code in clear else _BODY_CAP_OF_NAMES
        _add(scores, best_source, code, min(value, cap) * _SOURCE_WEIGHT["body"], "body")
    ranking = tuple(sorted(((c, round(s, 3)) for c, s in scores.items()), key=lambda pair: (-pair[1], pair[0])))
    if not ranking:
        return MunicipalityDecision(None, "none", 1.0)
    top_code, top = ranking[0]
    second = ranking[1][1] if len(ranking) > 1 else 0.0
    if len(title_codes) > 1:
        return MunicipalityDecision(None, "several", 0.9, ranking)
    contested_body = best_source[top_code][1] == "body" and second > 0
    if top < (_ENOUGH_CONTESTED if contested_body else _ENOUGH):
        return MunicipalityDecision(None, "weak", 0.8, ranking)
    if top < _CLEAR * second:
        return MunicipalityDecision(None, "several", 0.7, ranking)
    confidence = min(0.99, 0.75 + 0.04 * (top - second))
    return MunicipalityDecision(top_code, best_source[top_code][1], round(confidence, 3), ranking)


def _words_of_file_name(name: str) -> str:
    """``aeroe-kommune_tobak.pdf`` → ``Aeroe Kommune Tobak Pdf``."""
    return re.sub(r"[\W_]+|%20", " ", name).title()


def _add(
    scores: dict[str, float], best_source: dict[str, tuple[float, str]], code: str, value: float, source: str
) -> None:
    scores[code] += value
    if value > best_source.get(code, (0.0, ""))[0]:
        best_source[code] = (value, source)
