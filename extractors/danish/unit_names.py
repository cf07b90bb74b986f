"""What a single name is: a unit, its type, its areas, or something else.

Signals, in order of precedence:

1. the municipality's own names (``overrides``), then the listed names (``names``);
2. bodies outside the municipality and titles of people: known words, heads and openings;
3. an opener with a name: ``Center for …``, ``Team …``, ``Jobcenter Nord``;
4. the head that ends the name: ``Skoleafdelingen``, ``Kultur- og Sundhedsforvaltningen``;
5. words of which names are made (``fields``), alone or coordinated;
6. in a cell only: abbreviations, noun phrases (``de enkelte skoler``), any other name.

Never looks at the words around the name: ``extractors.danish.units`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Literal

from extractors import vocabulary
from extractors.danish.compounds import split_compound
from extractors.danish.words import is_listed

#: How a name was recognised; the order is that of trust.
Basis = Literal["listed", "opener", "head", "fields", "field", "acronym", "phrase", "external", "person", "unknown"]

Standing = Literal["strong", "name", "weak", "none"]


@dataclass(frozen=True, slots=True)
class NameKind:
    """What a name is. ``standing`` says where in running text it is a unit, see units.yaml, heads."""

    basis: Basis
    type: str | None = None
    unit_id: str | None = None
    standing: Standing = "none"


class Endings:
    """Forms that compounds end in: ``-forvaltningen``, ``-centret``."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = frozenset(form.lower() for form in forms)
        self._lengths = sorted({len(form) for form in self._forms}, reverse=True)
        self._shortest = self._lengths[-1]
        self._tails = frozenset(form[-self._shortest :] for form in self._forms)

    def split(self, word: str) -> tuple[str, str] | None:
        """What stands before the longest form that ``word`` ends in, and the form as printed; None for none."""
        lower = word.lower()
        if lower[-self._shortest :] not in self._tails:
            return None
        for length in self._lengths:
            start = len(word) - length
            if start >= 0 and lower[start:] in self._forms:
                return word[:start], word[start:]
        return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The unit vocabulary in the form in which names are looked up."""

    listed: dict[str, NameKind]
    head_types: dict[str, tuple[str, Standing]]
    heads: Endings
    openers: dict[str, tuple[str, bool]]
    fields: frozenset[str]
    combining: frozenset[str]
    adjectives: frozenset[str]
    place_names: frozenset[str]
    plain: frozenset[str]
    external_words: frozenset[str]
    external_phrases: re.Pattern[str]
    external_heads: Endings
    external_before: re.Pattern[str]
    person_heads: Endings
    determiners: tuple[str, ...]
    areas: dict[str, str]
    """Stem → the area that it means, the first of several."""


@cache
def unit_vocabulary() -> Vocabulary:
    """The unit vocabulary, read once."""
    data = vocabulary.load("units")
    listed: dict[str, NameKind] = {}
    for item in data["names"]:
        kind = NameKind("listed", item["type"], item["id"], item.get("standing", "strong"))
        listed.update(dict.fromkeys(item["forms"], kind))
    head_types = {form: (h["type"], h["strength"]) for h in data["heads"] for form in h["forms"]}
    openers = {form: (o["type"], o["takes_name"]) for o in data["openers"] for form in o["forms"]}
    external = data["external"]
    return Vocabulary(
        listed,
        head_types,
        Endings(head_types),
        openers,
        frozenset(data["fields"]),
        frozenset(data["combining"]),
        frozenset(data["adjectives"]),
        frozenset(m["name"].lower() for m in vocabulary.load("municipalities")["municipalities"]),
        frozenset(data["plain"]),
        frozenset(external["words"]),
        re.compile(rf"(?<![\w-])(?:{_alternatives(external['words'])})(?![\w-])", re.IGNORECASE),
        Endings(external["heads"]),
        re.compile(rf"(?:{_alternatives(external['before'])})\s", re.IGNORECASE),
        Endings(data["person_heads"]),
        tuple(sorted(data["determiners"], key=lambda d: (-len(d), d))),
        {stem: area["id"] for area in reversed(data["areas"]) for stem in area["stems"]},
    )


def _alternatives(forms: Any) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))


@lru_cache(maxsize=8192)
def classify(name: str, municipality_code: str | None = None) -> NameKind:
    """What ``name`` is: one name without separators around it, wrapping undone.

    Args:
        name: The name as printed.
        municipality_code: Whose names come first, None for none.
    """
    words = unit_vocabulary()
    key = name.lower().strip(" .,:;")
    override = vocabulary.load("units")["overrides"].get(municipality_code, {}).get(key) if municipality_code else None
    if override is not None:
        return NameKind("listed", override.get("type"), override.get("id"), "strong")
    if key in words.listed:
        return words.listed[key]
    if key in words.plain:
        return NameKind("phrase", "decentral")
    meant = _misspelled(key)
    if meant is not None:
        return replace(words.listed[meant], basis="head")
    return (
        _external(name, key, words)
        or _person(key, words)
        or _opened(name, words)
        or _headed(name, key, words)
        or _of_fields(name, words)
        or _in_cell_only(name, key, words)
    )


#: Shorter names differ from one another by one letter.
_SHORTEST_MISSPELLED = 9


def _misspelled(key: str) -> str | None:
    """The one listed name that a single wrong, missing or surplus letter makes ``key``: ``joncentret``."""
    if len(key) < _SHORTEST_MISSPELLED or not key.isalpha() or is_listed(key):
        return None
    from rapidfuzz.distance import Levenshtein

    letters = len(key)
    near = [
        form
        for length in (letters - 1, letters, letters + 1)
        for form in _listed_of_letters().get(length, ())
        if Levenshtein.distance(key, form, score_cutoff=1) <= 1
    ]
    return near[0] if len(near) == 1 else None


@cache
def _listed_of_letters() -> dict[int, tuple[str, ...]]:
    """Listed names of letters alone, by their number."""
    forms = sorted((form for form in unit_vocabulary().listed if form.isalpha()), key=len)
    return {length: tuple(group) for length, group in groupby(forms, key=len)}


def _external(name: str, key: str, words: Vocabulary) -> NameKind | None:
    first, _, rest = key.partition(" ")
    if key in words.external_words or first in words.external_words:
        return NameKind("external", "ekstern")
    if rest.startswith(("for ", "i ")) and words.external_heads.split(first) and first not in words.openers:
        return NameKind("external", "ekstern")
    if words.external_before.match(key):
        return NameKind("external", "ekstern")
    last = key.rsplit(" ", 1)[-1]
    outside, own = words.external_heads.split(last), words.heads.split(last)
    if outside is not None and last not in words.head_types and (own is None or len(own[1]) <= len(outside[1])):
        return NameKind("external", "ekstern")
    return None


def _person(key: str, words: Vocabulary) -> NameKind | None:
    parts = _CONNECTOR.split(key)
    if len(parts) > 1 and all(part in words.fields for part in parts):
        return None  # "Stab og Personale"
    last = key.rsplit(" ", 1)[-1]
    return NameKind("person", "person") if words.person_heads.split(last) else None


#: Letters before a head that make a name of it: HR-afdelingen, but not afdelingen.
_SHORTEST_MODIFIER = 2


def _opened(name: str, words: Vocabulary) -> NameKind | None:
    """``Center for …``, ``Team Unge``, ``Jobcenter Nord``, and with the place first ``Hjørring Sundhedscenter``."""
    first, _, rest = name.partition(" ")
    if not rest:
        return None
    opener = words.openers.get(first.lower()) or _unlisted_opener(first, words)
    if opener is not None:
        unit_type, takes_name = opener
        if rest.lower().startswith("for ") and len(rest) > 4:
            return NameKind("opener", unit_type, _area_id(name), "name")
        if takes_name and (rest[0].isupper() or rest[0].isdigit()) and not _holds_another(rest, words):
            return NameKind("opener", unit_type, _area_id(name), "name")
    opener = words.openers.get(rest.lower())
    if opener is not None and opener[1] and opener[0] == "center" and first[0].isupper() and rest[0].isupper():
        return NameKind("opener", opener[0], _area_id(name), "name")
    return None


def _holds_another(rest: str, words: Vocabulary) -> bool:
    """Whether what follows an opener holds another unit: ``Team Unge`` ends before ``Sundhedsplejen``."""
    first, *others = rest.split(" ")
    if first.lower() in words.openers or (_DEFINITE.search(first) and _is_complete(first, words)):
        return True
    return any(_is_complete(word, words) for word in others)


_DEFINITE = re.compile(r"(?:en|et|ne)$")


def _is_complete(word: str, words: Vocabulary) -> bool:
    parts = words.heads.split(word)
    return word.lower() in words.listed or (parts is not None and len(parts[0]) >= _SHORTEST_MODIFIER)


def _unlisted_opener(first: str, words: Vocabulary) -> tuple[str, bool] | None:
    """An indefinite compound that opens a name though no one listed it: ``Kræftrådgivningscenter Vest``."""
    parts = words.heads.split(first)
    if parts is None or len(parts[0]) < _SHORTEST_MODIFIER or not first[0].isupper():
        return None
    if first.lower() in words.place_names:  # "Aarhus Kommune" is no house.
        return None
    unit_type, strength = words.head_types[parts[1].lower()]
    definite = parts[1].lower().endswith(("en", "et", "ne"))
    return None if definite or strength == "none" or unit_type == "decentral" else (unit_type, True)


_ELLIPSIS = re.compile(r"[^\W\d_]+-(?:,\s?[^\W\d_]+-)*\s(?:og|&|samt)\s", re.IGNORECASE)
_LOST_HYPHEN = re.compile(r"([^\W\d_]+)\s(?:og|&)\s([^\W\d_][\w-]*)$")


def _headed(name: str, key: str, words: Vocabulary) -> NameKind | None:
    """A compound that ends in a unit's head, with the first parts of an ellipsis before it."""
    last = name.rsplit(" ", 1)[-1]
    parts = words.heads.split(last) if last.lower() not in words.place_names else None
    rest = name[: -len(last)]
    if parts is not None:
        unit_type, strength = words.head_types[parts[1].lower()]
        modified = len(parts[0].rstrip("-")) >= _SHORTEST_MODIFIER
        single = not rest.strip()
        if single and modified:
            return NameKind("head", unit_type, _area_id(name), strength)
        ellipsis = _ELLIPSIS.match(name)
        if ellipsis is not None and " " not in name[ellipsis.end() :]:
            return NameKind("head", unit_type, _area_id(name), "none" if strength == "none" else "strong")
        lost = _LOST_HYPHEN.fullmatch(name)
        if lost is not None and modified and lost[1].lower() in words.combining and last.lower() not in words.listed:
            return NameKind("head", unit_type, _area_id(name), strength)
        if single:
            return NameKind("phrase", unit_type, None)
        if rest.strip().lower() in words.adjectives and rest[0].isupper() and strength in ("strong", "name"):
            return NameKind("head", unit_type, _area_id(name), strength)  # "Forebyggende team"
    else:
        ellipsis = _ELLIPSIS.match(name)
        if ellipsis is not None and name[0].isupper() and name[ellipsis.end() :].replace("-", "").isalpha():
            return NameKind("head", None, _area_id(name))
    return None


_CONNECTOR = re.compile(r"\s*,\s*|\s+(?:og|&|samt)\s+|\s*&\s*", re.IGNORECASE)


def _of_fields(name: str, words: Vocabulary) -> NameKind | None:
    """``Sundhed og Omsorg``, ``Børn & Kultur``, ``Kultur, Fritid og Borgerservice``, ``Social Omsorg``."""
    parts = _CONNECTOR.split(name)
    known = [_is_field(part, words) for part in parts]
    if len(parts) > 1:
        nouns = all(k or is_listed(part) for k, part in zip(known, parts, strict=True))
        if any(map(str.isdigit, name)):
            return None
        if not all(part[:1].isupper() for part in parts) or not (any(known) or ("&" in name and nouns)):
            return None
        return NameKind(
            "fields", "omraade", _area_id(name), "name" if nouns and 2 * sum(known) >= len(parts) else "none"
        )
    if known[0]:
        return NameKind("field", "omraade", _area_id(name))
    first, _, rest = name.partition(" ")
    if not rest or not name[0].isupper():
        return None
    modifies = first.lower() in words.adjectives or first.lower() in words.fields
    if rest[0].isupper() and _is_field(rest, words) and modifies:
        return NameKind("fields", "omraade", _area_id(name), "name")
    if rest.lower() in words.place_names and _is_field(first, words):
        return NameKind("fields", "omraade", _area_id(name), "name")
    return None


def _is_field(part: str, words: Vocabulary) -> bool:
    key = part.lower()
    if key in words.fields or key.rstrip("-") in words.combining:
        return True
    first, _, rest = key.partition(" ")
    return bool(rest) and first in words.adjectives and rest in words.fields


_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,5}(?:[-/][A-ZÆØÅ]{1,4})?(?:'?(?:en|et|erne|er))?")
_NAMED_AFTER_PLACE = re.compile(r"([A-ZÆØÅ][^\W\d_]+?)-?(?=[A-ZÆØÅ])([A-ZÆØÅ][^\W\d_]*)")
"""``UU-Tårnby``, ``UngNæstved``: what it is, and where, in one word."""
_DEFINITE_PLACES = re.compile(r"[^\W\d_]{3,}(?:erne|ene|ne)", re.IGNORECASE)


def _in_cell_only(name: str, key: str, words: Vocabulary) -> NameKind:
    if _ACRONYM.fullmatch(name):
        return NameKind("acronym", "enhed", None)
    named = _NAMED_AFTER_PLACE.fullmatch(name)
    if named is not None and named[2].lower() in words.place_names:
        return NameKind("acronym", "enhed", _area_id(named[1]))
    for determiner in words.determiners:
        if key.startswith(determiner + " "):
            return NameKind("phrase", "decentral", _area_id(name))
    if " " not in name and (key in words.head_types or _DEFINITE_PLACES.fullmatch(name)):
        return NameKind("phrase", "decentral", _area_id(name))
    return NameKind("unknown")


def areas_of(name: str) -> tuple[str, ...]:
    """Canonical areas that a name shows, in its order: ``Kultur- og Sundhedsforvaltningen`` → two."""
    found: dict[str, None] = {}
    for word in re.findall(r"[^\W\d_]+", name.lower()):
        for part in (word,) if is_listed(word) else (word, *split_compound(word)):
            area = _area_of_word(part)
            if area is not None:
                found.setdefault(area)
                if part == word:
                    break
    return tuple(found)


#: Stems this short mean their area only as whole words or first parts: "by" is no area of "bystander".
_WHOLE_WORD_STEM = 4


@lru_cache(maxsize=4096)
def _area_of_word(word: str) -> str | None:
    """The area of the longest stem that ``word`` is or begins with."""
    areas = unit_vocabulary().areas
    stems = (word[:end] for end in range(len(word), 0, -1) if end >= _WHOLE_WORD_STEM or end == len(word))
    return next((areas[stem] for stem in stems if stem in areas), None)


@lru_cache(maxsize=4096)
def _area_id(name: str) -> str | None:
    areas = areas_of(name)
    return areas[0] if areas else None
