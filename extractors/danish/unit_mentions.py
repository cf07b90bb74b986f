"""Units that running text names.

Only names that are units wherever they stand count (``NameKind.standing``): external bodies, people, plain
nouns, committees and places do not. Danish writes common nouns small, so a run of capitalised words is
a name; where the sentence begins, a capital says nothing and the name itself must say more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.danish.unit_lists import MAX_PARTS, Span, Unit, atoms_of, make_unit, reading_cost
from extractors.danish.unit_names import Basis, classify, unit_vocabulary

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
            found.append(make_unit(text, Span(match.start(), match.end()), kind))
    if found:
        outside = [match.span() for match in unit_vocabulary().external_phrases.finditer(text)]
        found = [u for u in found if not any(start < u.end and u.start < end for start, end in outside)]
    return sorted(found, key=lambda unit: unit.start)


def _in_run(text: str, start: int, end: int, code: str | None) -> list[Unit]:
    """Units in a run of capitalised words and conjunctions: the longest names from the left."""
    at_sentence_start = bool(_SENTENCE_END.search(text[max(0, start - 3) : start])) or start == 0
    atoms, connectors = atoms_of(text, Span(start, end))
    found: list[Unit] = []
    first = 0
    while first < len(atoms):
        for last in range(min(len(atoms), first + MAX_PARTS) - 1, first - 1, -1):
            span = _accepted(
                text, atoms[first : last + 1], connectors[first:last], at_sentence_start and first == 0, code
            )
            if span is not None:
                found.append(make_unit(text, span, classify(text[span.start : span.end], code)))
                first = last
                break
        first += 1
    return found


def _accepted(
    text: str, atoms: Sequence[Span], connectors: Sequence[str], at_sentence_start: bool, code: str | None
) -> Span | None:
    """The span of a unit's name among ``atoms``: all of it, or less some words at its start."""
    if classify(text[atoms[0].start : atoms[-1].end], code).basis == "external":
        return None
    if len(atoms) > 1 and reading_cost(text, atoms, connectors, code) is None:
        first = Span(_last_words(text, atoms[0])[-1], atoms[-1].end)
        trimmed = [Span(first.start, atoms[0].end), *atoms[1:]]
        if first.start == atoms[0].start or reading_cost(text, trimmed, connectors, code) is None:
            return None
    for start in _last_words(text, atoms[0]):
        name = text[start : atoms[-1].end]
        if name.isupper() and len(name) > 5:
            continue
        kind = classify(name, code)
        inside = not at_sentence_start or start > atoms[0].start
        allowed = ("strong", "name", "weak") if inside else ("strong", "name")
        if kind.basis in _ACCEPTED and kind.standing in allowed:
            return Span(start, atoms[-1].end)
    return None


def _last_words(text: str, atom: Span) -> list[int]:
    """Starts of the last words of an atom: a name may follow other capitalised words."""
    starts = [
        atom.start + m.start() for m in re.finditer(r"(?:(?<=\s)|^)(?!for\s|og\s|&)\S", text[atom.start : atom.end])
    ]
    return starts[-_MAX_WORDS:]


#: No part of a unit's name has more words.
_MAX_WORDS = 8
