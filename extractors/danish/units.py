"""Units of municipalities in cells that ask for them and in running text.

In a cell all that it names counts. Its text is parted, in order of precedence, at

1. bullets, semicolons, slashes, plus signs, brackets, *samt*, *i samarbejde med*, and at line ends between
   two complete names; other line ends are wrapping and are undone;
2. commas and *og*/*&*, where the cheapest reading as names wins: ``Kultur, Fritid og Borgerservice`` is
   one name made of field words, ``Sundhedscentret, Jobcentret og Visitationen`` are three.

Ellipses (``Kultur- og Sundhedsforvaltningen``) stay one unit. A leading *I*, *På*, *forankret i*, *decentralt på*
and a person in front of a unit (``Sundhedskonsulenten i …``) are no part of it.

In running text only names that are units wherever they stand count (``NameKind.standing``): external
bodies, people, plain nouns and places do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from extractors import vocabulary
from extractors.danish.text import clean_characters, join_lines, split_bullet
from extractors.danish.unit_names import Basis, NameKind, areas_of, classify, unit_vocabulary

#: How sure a unit in a cell is, by what its name was recognised by.
_CONFIDENCE: dict[Basis, float] = {
    "listed": 0.97,
    "opener": 0.95,
    "head": 0.95,
    "fields": 0.9,
    "acronym": 0.85,
    "phrase": 0.8,
    "external": 0.75,
    "field": 0.7,
    "person": 0.5,
    "unknown": 0.4,
}
#: What reading a span as one such name costs, a complete name being 1: two names cost more than one.
_COST: dict[Basis, float] = {
    "listed": 1.0,
    "opener": 1.0,
    "head": 1.0,
    "fields": 1.0,
    "acronym": 1.0,
    "phrase": 1.1,
    "external": 1.1,
    "person": 1.3,
    "unknown": 1.5,
    "field": 1.6,
}
_COMPLETE: frozenset[Basis] = frozenset({"listed", "opener", "head", "fields", "acronym", "external"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as printed, wrapping undone.

    ``unit_id`` is its key in the vocabulary, an area or ``area/unit``; ``areas`` all canonical areas its name
    shows; ``start`` and ``end`` its place in the text that was given.
    """

    text: str
    unit_id: str | None
    type: str | None
    start: int
    end: int
    confidence: float
    areas: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All vocabulary keys of the unit: its own, then further areas that its name shows."""
        own = (self.unit_id,) if self.unit_id else ()
        main = self.unit_id.split("/")[0] if self.unit_id else None
        return own + tuple(area for area in self.areas if area != main)


class _Span(NamedTuple):
    start: int
    end: int


def departments_from_cell(text: str, municipality_code: str | None = None) -> list[Unit]:
    """Read a cell that asks for departments.

    Args:
        text: The cell's text, with its line breaks where the source has them.
        municipality_code: Whose own names of units count first.

    Returns:
        The units in the order in which they are printed; none when the cell says that there is none.
    """
    return list(_from_cell(text, municipality_code))


@lru_cache(maxsize=4096)
def _from_cell(text: str, code: str | None) -> tuple[Unit, ...]:
    joined = _unwrap(text)
    units = []
    offsets: list[int] | None = None
    for piece in _pieces(joined):
        for span in _names_in(joined, piece, code):
            name = joined[span.start : span.end]
            kind = classify(name, code)
            offsets = offsets if offsets is not None else _align(text, joined)
            start, end = offsets[span.start], offsets[span.end - 1] + 1
            units.append(Unit(name, kind.unit_id, kind.type, start, end, _CONFIDENCE[kind.basis], areas_of(name)))
    return tuple(units)


# --- lines --------------------------------------------------------------------------------------

_OPEN_END = re.compile(r"(?:[,;/&+(-]|\b(?:og|samt|for|i|på|af|med|eller|og/eller))$", re.IGNORECASE)
_OPEN_START = re.compile(r"(?:[,;/&+)]|(?:og|samt|eller|og/eller|for)\b)", re.IGNORECASE)


def _unwrap(text: str) -> str:
    """Undo wrapping; a line break stays where one entry ends and the next begins."""
    lines = [line for line in clean_characters(text).split("\n") if line.strip()]
    entries: list[list[str]] = []
    for raw in lines:
        bullet, line = split_bullet(raw)
        if not entries or bullet is not None or _separates(entries[-1], line):
            entries.append([line])
        else:
            entries[-1].append(raw)
    return "\n".join(join_lines(entry) for entry in entries)


def _separates(entry: Sequence[str], line: str) -> bool:
    """Whether a line begins a new entry: the entry so far ends in a complete name and so the line begins."""
    before = join_lines(entry)
    if _OPEN_END.search(before) or _OPEN_START.match(line) or not line[0].isupper():
        return False
    last = classify(_LAST_NAME.split(before)[-1])
    first = classify(_LAST_NAME.split(line)[0])
    if last.basis == "field" and first.basis == "field":
        return True
    return last.basis in _COMPLETE and first.basis in (*_COMPLETE, "field")


_LAST_NAME = re.compile(r"\s*[,;/]\s*")


def _align(text: str, joined: str) -> list[int]:
    """For each character of ``joined`` the position in ``text`` it comes from."""
    positions, at = [], 0
    for char in joined:
        while not char.isspace() and at < len(text) and text[at] != char and not text[at].isalnum():
            at += 1
        positions.append(min(at, max(0, len(text) - 1)))
        if not char.isspace() and at < len(text):
            at += 1
    return positions


# --- pieces -------------------------------------------------------------------------------------


@cache
def _separator() -> re.Pattern[str]:
    words = sorted(vocabulary.load("units")["separators"], key=lambda w: (-len(w), w))
    return re.compile(
        r"\n|[;•|+]|(?:(?<=\s)|^)(?:" + "|".join(map(re.escape, words)) + r")(?=\s)|\s*(?<!og)/(?!eller)\s*|[()]",
        re.IGNORECASE,
    )


@cache
def _trims() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = vocabulary.load("units")
    leading = "|".join(re.escape(w) for w in sorted(data["leading"], key=lambda w: (-len(w), w)))
    trailing = "|".join(re.escape(w) for w in sorted(data["trailing"], key=lambda w: (-len(w), w)))
    return (
        re.compile(rf"(?:(?:{leading})(?=\s)|og(?=\s)|[\s,.:*–-]+)+", re.IGNORECASE),
        re.compile(rf"(?:\s*(?<!\w)(?:{trailing})|\s+og|[\s,.:*–]+)+$", re.IGNORECASE),
        frozenset(data["empty"]),
    )


def _pieces(joined: str) -> Iterator[_Span]:
    """Parts between separators, with opening and closing words set aside."""
    leading, trailing, empty = _trims()
    if joined.strip().lower() in empty:
        return
    at = 0
    for match in (*_separator().finditer(joined), None):
        end = match.start() if match else len(joined)
        piece = joined[at:end]
        head = leading.match(piece)
        start = at + (head.end() if head else 0)
        tail = trailing.search(joined[start:end])
        if tail:
            end = start + tail.start()
        name = joined[start:end]
        if name.strip() and name.lower() not in empty and not _is_short_form(joined, at, name):
            yield _Span(start, end)
        at = match.end() if match else at


def _is_short_form(joined: str, at: int, name: str) -> bool:
    """``Pædagogisk Psykologisk Rådgivning (PPR)``: the bracket holds the initials of the name before it."""
    if joined[at - 1 : at] != "(" or not name.isupper():
        return False
    initials = "".join(word[0] for word in re.findall(r"\w+", joined[: at - 1]))
    return initials.upper().endswith(name)


# --- names --------------------------------------------------------------------------------------

_CONNECTOR = re.compile(r"\s*,\s*|\s+(?:og|&)\s+|\s*&\s*", re.IGNORECASE)
_PERSON_IN = re.compile(r"([\w-]+(?:\s[\w-]+)?)\s(?:i|på|fra|hos|ved)\s(?=\S)", re.IGNORECASE)


def _names_in(joined: str, piece: _Span, code: str | None) -> Iterator[_Span]:
    """The names of a piece: the cheapest way to read its commas and conjunctions."""
    text = joined[piece.start : piece.end]
    person = _PERSON_IN.match(text)
    if person and classify(person[1], code).basis == "person":
        piece = _Span(piece.start + person.end(), piece.end)
    atoms, connectors = _atoms(joined, piece)
    count = len(atoms)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(count):
        options = []
        for first in range(last + 1):
            cost = _cost(joined, atoms[first : last + 1], connectors[first:last], code)
            if cost is not None:
                options.append((best[first][0] + cost, first))
        best.append(min(options))
    spans, last = [], count
    while last:
        first = best[last][1]
        spans.append(_Span(atoms[first].start, atoms[last - 1].end))
        last = first
    for span in reversed(spans):
        yield from _side_by_side(joined, span, code)


def _atoms(joined: str, piece: _Span) -> tuple[list[_Span], list[str]]:
    """Spans between commas and conjunctions, an ellipsis being one, and the connectors between them."""
    leading = _trims()[0]
    atoms: list[_Span] = []
    connectors: list[str] = []
    start = piece.start
    for match in _CONNECTOR.finditer(joined, piece.start, piece.end):
        if match.start() == start:
            start = match.end()
            continue
        if joined[match.start() - 1] == "-":
            continue
        atoms.append(_Span(start, match.start()))
        connectors.append(match[0].strip().lower())
        opening = leading.match(joined, match.end(), piece.end)
        start = opening.end() if opening else match.end()
    if start < piece.end:
        atoms.append(_Span(start, piece.end))
    else:
        connectors = connectors[:-1]
    return atoms, connectors


def _cost(joined: str, atoms: Sequence[_Span], connectors: Sequence[str], code: str | None) -> float | None:
    """Cost of reading ``atoms`` as one name, None when they cannot be one."""
    name = joined[atoms[0].start : atoms[-1].end]
    kind = classify(name, code)
    if len(atoms) == 1:
        return _COST[kind.basis]
    if any(c != "," for c in connectors[:-1]) or connectors[-1] == ",":
        return None
    if kind.basis == "listed":
        return _COST["listed"]
    parts = [joined[a.start : a.end] for a in atoms]
    if kind.basis == "head":
        return _COST["head"] if len(parts) == 2 else None
    if kind.basis == "phrase":
        plain = all(part[0].islower() and classify(part, code).basis != "listed" for part in parts[1:])
        return _COST["phrase"] if plain and not any(_has_determiner(part) for part in parts[1:]) else None
    if kind.basis not in ("fields", "opener"):
        return None
    fields = unit_vocabulary().fields
    unknown = 0
    for part in parts if kind.basis == "fields" else parts[1:]:
        if part.lower() in fields:
            continue
        basis = classify(part, code).basis
        if basis not in ("unknown", "field", "fields"):
            return None
        unknown += basis == "unknown"
    return _COST[kind.basis] + 0.5 * unknown


def _has_determiner(part: str) -> bool:
    return any(part.lower().startswith(d + " ") for d in unit_vocabulary().determiners)


_PREPOSITION = re.compile(r"\s(?:i|ved|under|hos|på|fra)\s", re.IGNORECASE)


def _side_by_side(joined: str, span: _Span, code: str | None) -> Iterator[_Span]:
    """Complete names that only a line end or a preposition parts: ``Sundhedscentret Jobcentret``."""
    name = joined[span.start : span.end]
    if " " in name and classify(name, code).basis == "unknown":
        inner = _PREPOSITION.search(name)
        if inner and all(classify(side, code).basis in _COMPLETE for side in (name[: inner.start()], name[inner.end() :])):
            yield _Span(span.start, span.start + inner.start())
            yield _Span(span.start + inner.end(), span.end)
            return
        words = list(re.finditer(r"\S+", name))
        if all(classify(word[0], code).basis in ("listed", "head", "acronym") for word in words):
            yield from (_Span(span.start + word.start(), span.start + word.end()) for word in words)
            return
    yield span


# --- running text -------------------------------------------------------------------------------

_UPPER, _LETTERS = "A-ZÆØÅ", r"\w'’"
_CAPITAL = rf"(?:[{_UPPER}][{_LETTERS}]*(?:-[{_LETTERS}]+)*)"
_ELLIPSIS = rf"(?:[{_UPPER}]\w*-(?:,\s[\w]+-)*\s(?:og|&|samt)\s[{_LETTERS}]+)"
_NAME_WORDS = rf"(?:{_ELLIPSIS}|{_CAPITAL})(?:\s(?:for\s)?(?:{_ELLIPSIS}|{_CAPITAL}))*"
_RUN = re.compile(rf"(?<![\w-]){_NAME_WORDS}(?:(?:,\s|\s(?:og|&)\s){_NAME_WORDS})*")
_LOWER_NAME = re.compile(
    r"(?<![\w-])(?:[a-zæøå]\w*-\s(?:og|&)\s)?[a-zæøå]\w+(?:forvaltningen|afdelingen|sekretariatet|centret|centeret|plejen|teriet|"
    r"rådgivningen|huset|enheden)(?![\w-])"
)
_SENTENCE_END = re.compile(r"(?:^|[.!?:•\n“”\"»«(]\s*)$")
_ACCEPTED: frozenset[Basis] = frozenset({"listed", "opener", "head", "fields"})


def departments_in_text(text: str, municipality_code: str | None = None) -> list[Unit]:
    """Find the units that running text names, in order, without overlaps.

    Args:
        text: Running text, wrapping undone.
        municipality_code: Whose own names of units count first.
    """
    found: list[Unit] = []
    for run in _RUN.finditer(text):
        found += _in_run(text, run.start(), run.end(), municipality_code)
    for match in _LOWER_NAME.finditer(text):
        kind = classify(match[0], municipality_code)
        if kind.basis in ("listed", "head") and kind.standing == "strong":
            found.append(_unit(text, _Span(match.start(), match.end()), kind))
    return sorted(found, key=lambda unit: unit.start)


def _in_run(text: str, start: int, end: int, code: str | None) -> list[Unit]:
    """Units in a run of capitalised words and conjunctions: the longest names from the left."""
    at_sentence_start = bool(_SENTENCE_END.search(text[max(0, start - 3) : start])) or start == 0
    atoms, connectors = _atoms(text, _Span(start, end))
    found: list[Unit] = []
    first = 0
    while first < len(atoms):
        for last in range(len(atoms) - 1, first - 1, -1):
            span = _accepted(text, atoms[first : last + 1], connectors[first:last], at_sentence_start and first == 0, code)
            if span is not None:
                found.append(_unit(text, span, classify(text[span.start : span.end], code)))
                first = last
                break
        first += 1
    return found


def _accepted(
    text: str, atoms: Sequence[_Span], connectors: Sequence[str], at_sentence_start: bool, code: str | None
) -> _Span | None:
    """The span of a unit's name among ``atoms``: all of it, or less some words at its start."""
    if len(atoms) > 1 and _cost(text, atoms, connectors, code) is None:
        first = _Span(_last_words(text, atoms[0])[-1], atoms[-1].end)
        trimmed = [_Span(first.start, atoms[0].end), *atoms[1:]]
        if first.start == atoms[0].start or _cost(text, trimmed, connectors, code) is None:
            return None
    for start in _last_words(text, atoms[0]):
        name = text[start : atoms[-1].end]
        if name.isupper() and len(name) > 5:
            continue
        kind = classify(name, code)
        inside = not at_sentence_start or start > atoms[0].start
        allowed = ("strong", "name", "weak") if inside else ("strong", "name")
        if kind.basis in _ACCEPTED and kind.standing in allowed:
            return _Span(start, atoms[-1].end)
    return None


def _last_words(text: str, atom: _Span) -> list[int]:
    """Starts of the words of an atom: a name may follow other capitalised words."""
    return [atom.start + m.start() for m in re.finditer(r"(?:(?<=\s)|^)(?!for\s|og\s|&)\S", text[atom.start : atom.end])]


def _unit(text: str, span: _Span, kind: NameKind) -> Unit:
    name = text[span.start : span.end]
    return Unit(name, kind.unit_id, kind.type, span.start, span.end, _CONFIDENCE[kind.basis], areas_of(name))
