"""Keys of legends in words: "x = opfyldt", "G: Grundniveau", "Grøn betyder fuldt implementeret", "1 (slet ikke)".

The joint is found first and the key before it second, so that a line of plain words costs one search. Keys and joints
are data (``vocabulary/marks.yaml: legend``, colour words from ``vocabulary/scales.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors import vocabulary
from extractors.kinds.marks.glyphs import marks_of_glyphs, split_signs
from schemas.geometry import Box, union
from schemas.marks import Mark
from schemas.page import Word

KEY_WORDS = 3
"""A key in words has at most so many."""


class LegendEntry(NamedTuple):
    """One sign or key and what it means."""

    sign: Mark | None
    key: str
    """Letter, digit, colour word or character as printed; "" for a drawn sign."""
    text: str
    page: int
    box: Box


def worded_entries(words: Sequence[Word], page: int) -> list[LegendEntry]:
    """Entries that words alone make: key, joint, text."""
    text = " ".join(word.text for word in words)
    hits: list[tuple[int, int, int, str]] = []
    for joint in joint_pattern().finditer(text):
        start = hits[-1][2] if hits else 0
        key_start = _key_before(text, joint.start(), start)
        if key_start is None and joint.group().strip() == "=":
            key_start = _abbreviation_before(text, joint.start(), start)
        if key_start is not None:
            hits.append((key_start, joint.start(), joint.end(), joint.group().strip()))
    found = []
    ends = [*(hit[0] for hit in hits[1:]), len(text)]
    bodies = [text[hit[2] : end].strip() for hit, end in zip(hits, ends, strict=False)]
    if len(hits) > 1 and not any(map(_NEXT_SENTENCE.search, bodies[:-1])):
        sentence = _NEXT_SENTENCE.search(text, hits[-1][2])
        ends[-1] = sentence.start() if sentence is not None else len(text)
    if hits and (closing := _closing(text, hits[-1][0])) is not None:
        ends[-1] = min(ends[-1], closing)
    for (key_start, key_end, start, joint_text), end in zip(hits, ends, strict=False):
        if joint_text == "(":
            end = text.find(")", start, end)
        body = clean_text(text[start:end]) if end > start else ""
        is_range = joint_text in _DASHES and body[:1].isdigit()
        if len(body) <= longest_text() and LETTERS.search(body) and not is_range:
            found.append(_entry(words, text[key_start:key_end], body, key_start, end, page))
    return found or _turned_about(words, text, page)


def _closing(text: str, start: int) -> int | None:
    """Where the bracket is closed that is open at ``start``: "score (4 = I høj grad, 1 = Slet ikke) ud fra, hvor …"."""
    if text.count("(", 0, start) <= text.count(")", 0, start):
        return None
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return None


def _key_before(text: str, end: int, start: int) -> int | None:
    """Where the key begins that ends at ``end`` and not before ``start``; None when there is none."""
    at = end
    found = None
    for _ in range(KEY_WORDS):
        at = max(text.rfind(" ", start, at), start - 1)
        begin = at + 1
        begin += len(text[begin:end]) - len(text[begin:end].lstrip(",;/|•"))
        if text[begin:end].startswith("(") and not text[begin:end].endswith(")"):
            begin += 1
        if begin < end and is_key(text[begin:end]):
            found = begin
        if at < start:
            break
    return found


def _abbreviation_before(text: str, end: int, start: int) -> int | None:
    """Where the abbreviation begins that a sign of equality explains: "IKKE = Ikke påbegyndt", "Påb. = Påbegyndt"."""
    begin = max(text.rfind(" ", start, end) + 1, start)
    begin += len(text[begin:end]) - len(text[begin:end].lstrip("(,;/|•"))
    return begin if _ABBREVIATION.fullmatch(text[begin:end]) else None


def _turned_about(words: Sequence[Word], text: str, page: int) -> list[LegendEntry]:
    """Entries with the colour word last: "Fuldt implementeret = grøn"."""
    found: list[LegendEntry] = []
    at = 0
    if _turned_end().search(text) is None:
        return found
    for piece in re.split(r"([,;]\s+)", text):
        hit = _turned_pattern().fullmatch(piece.strip())
        body = clean_text(hit["text"]) if hit is not None else ""
        if hit is not None and LETTERS.search(body):
            found.append(_entry(words, hit["key"], body, at, at + len(piece), page))
        at += len(piece)
    return found


def _entry(words: Sequence[Word], key: str, text: str, start: int, end: int, page: int) -> LegendEntry:
    """An entry over the words between two places of their joined text."""
    at = 0
    inside = []
    for word in words:
        if at < end and at + len(word.text) > start:
            inside.append(word)
        at += len(word.text) + 1
    sign = None
    first = inside[0] if inside else words[0]
    glyphs = split_signs(key, first.font)
    if glyphs:
        sign = marks_of_glyphs(first._replace(text=key), glyphs, page)[0]
    return LegendEntry(sign, key, text, page, union(word.box for word in inside or words))


@cache
def joint_pattern() -> re.Pattern[str]:
    """What stands between a key and its text; a hyphen or a word must stand apart."""
    joints = vocabulary.load("marks")["legend"]["joints"]
    apart = "|".join(re.escape(j) for j in joints if j[0].isalpha() or j in _DASHES)
    tight = "|".join(re.escape(j) for j in joints if not (j[0].isalpha() or j in _DASHES))
    return re.compile(rf"\s*(?:{tight})\s*|\s+(?:{apart})\s+(?![=:])|\s*\((?=\w)")


@cache
def _turned_end() -> re.Pattern[str]:
    """What an entry with its colour word last ends in."""
    return re.compile(rf"(?:=|:|–)\s*{_colour_words()}[.)]?\s*(?:[,;]\s|$)", re.IGNORECASE)


@cache
def _turned_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<text>.+?)\s*(?:=|:|–)\s*(?P<key>{_colour_words()})[.)]?", re.IGNORECASE)


@cache
def _colour_words() -> str:
    data = vocabulary.load("marks")["legend"]
    named = {word for words in vocabulary.load("scales")["colour_words"].values() for word in words}
    words = sorted(named, key=lambda w: (-len(w), w))
    return rf"(?:{'|'.join(words)})(?:\s(?:{'|'.join(data['after_colour'])}))?"


@lru_cache(maxsize=4096)
def is_key(text: str) -> bool:
    """Whether the whole of ``text`` is a letter, digit, sign or word that a legend explains."""
    return bool(_PLAIN_KEY.fullmatch(text)) or text.casefold() in _phrases() or bool(_colour_key().fullmatch(text))


@cache
def _phrases() -> frozenset[str]:
    data = vocabulary.load("marks")
    glyphs = {g for entry in data["signs"].values() for g in entry["glyphs"]}
    faces = {word for words in vocabulary.load("scales")["face_words"].values() for word in words}
    return frozenset(g.casefold() for g in glyphs) | faces | frozenset(data["legend"]["keys"])


@cache
def _colour_key() -> re.Pattern[str]:
    return re.compile(_colour_words(), re.IGNORECASE)


_PLAIN_KEY = re.compile(r"[A-ZÆØÅ]{1,3}|[a-zæøå]|[0-9]{1,2}|[+~±÷]|[+-]{2,3}|[+-]\s?/\s?[+÷–-]|\([+-]\)")
"""Letters and digits, and signs that stand for a step: "+", "+/-", "~", "(+)"."""
_ABBREVIATION = re.compile(r"[A-ZÆØÅ]{4,8}|[A-ZÆØÅa-zæøå][a-zæøå]{1,6}\.")
"""Longer keys, which only a sign of equality tells from words that open a sentence or a note."""
_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[A-ZÆØÅ])")
"""Where another sentence begins: behind a list of keys it is none of them."""
_DASHES = ("-", "–", "—")
LETTERS = re.compile(r"[^\W\d_]{2}")


@cache
def longest_text() -> int:
    """Characters of the longest explanation; more is prose."""
    return int(vocabulary.load("marks")["legend"]["longest"])


def clean_text(text: str) -> str:
    """The explanation without joints before and separators after it."""
    bare = (
        text.replace("\u00ad ", "")
        .replace("\u00ad", "")
        .strip(" =:–—-\t")
        .rstrip(" ,;|/(")
        .removesuffix(" og")
        .removesuffix(" eller")
        .strip(" ,;.")
    )
    return (bare.removesuffix(")") if bare.count(")") > bare.count("(") else bare).strip()


@lru_cache(maxsize=16384)
def may_hold_key(text: str) -> bool:
    """Whether a word is or holds a joint or a sign: lines of plain words are left at once."""
    return bool(_SIGN_OR_JOINT.search(text)) or text.casefold() in vocabulary.load("marks")["legend"]["joints"]


_SIGN_OR_JOINT = re.compile(r"[=:(+*√×]|^[-–—]$|[^\x00-\u024f\u2010-\u2021\u2026-\u203a]|•")


_PLUS = frozenset("+÷±")


def is_typed_key(words: Sequence[Word]) -> bool:
    """Whether symbols of print, each another, stand before all words of a line: "+ Opfyldt   (+) Delvist   – Nej"."""
    symbols = [not any(map(str.isalnum, word.text)) for word in words]
    texts = [word.text for word, symbol in zip(words, symbols, strict=True) if symbol]
    plus = any(not _PLUS.isdisjoint(text) for text in texts)  # A dash alone joins, and explains nothing.
    parted = (
        plus and len(texts) > 1 and symbols[0] and not symbols[-1] and not any(a and b for a, b in pairwise(symbols))
    )
    return parted and len(set(texts)) == len(texts)
