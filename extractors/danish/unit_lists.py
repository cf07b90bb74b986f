"""Names of units beside one another: where a comma or an *og* parts two names and where it belongs to one.

Every way to group the parts is a reading and has a cost (a complete name costs 1, so two cost more than one);
the cheapest reading wins. A name of several parts is parted by commas and has *og* or *&* before its last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractors import vocabulary
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
#: A phrase of more words is a clause that happens to begin like one: "Alle skoler arbejder med …".
_PHRASE_SPACES = 5
#: No unit's name has more parts; bounds what a reading of a long list costs to find.
MAX_PARTS = 6
COMPLETE: frozenset[Basis] = frozenset({"listed", "opener", "head", "fields", "acronym", "external"})


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


class Span(NamedTuple):
    """Part of a text, from ``start`` up to ``end``."""

    start: int
    end: int


_CONNECTOR = re.compile(r"\s*,\s*|\s+(?:og|&)\s+|\s*&\s*", re.IGNORECASE)


@cache
def trims() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """What may open and end a cell without being part of a unit, and the texts that say "none"."""
    data = vocabulary.load("units")
    leading = "|".join(re.escape(w) for w in sorted(data["leading"], key=lambda w: (-len(w), w)))
    trailing = "|".join(re.escape(w) for w in sorted(data["trailing"], key=lambda w: (-len(w), w)))
    return (
        re.compile(rf"(?:(?:{leading})(?=\s)|og(?=\s)|[\s,.:*–-]+)+", re.IGNORECASE),
        re.compile(rf"(?:\s*(?<!\w)(?:{trailing})|\s+og|(?<!afd)(?<!forv)\.|[\s,:*–]+)+$", re.IGNORECASE),
        frozenset(data["empty"]),
    )


def atoms_of(joined: str, piece: Span) -> tuple[list[Span], list[str]]:
    """Spans between commas and conjunctions, an ellipsis being one, and the connectors between them."""
    leading = trims()[0]
    atoms: list[Span] = []
    connectors: list[str] = []
    start = piece.start
    for match in _CONNECTOR.finditer(joined, piece.start, piece.end):
        if match.start() <= start:
            start = max(start, match.end())
            continue
        if joined[match.start() - 1] == "-":
            continue
        atoms.append(Span(start, match.start()))
        connectors.append(match[0].strip().lower())
        opening = leading.match(joined, match.end(), piece.end)
        start = opening.end() if opening else match.end()
    if start < piece.end:
        atoms.append(Span(start, piece.end))
    else:
        connectors = connectors[:-1]
    return atoms, connectors


def reading_cost(joined: str, atoms: Sequence[Span], connectors: Sequence[str], code: str | None) -> float | None:
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
        ended = classify(parts[0], code).basis == "head"  # a name goes on before its head, not behind it
        return _COST["head"] if len(parts) == 2 and not ended else None
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
    # Of two readings as likely else, the one whose commas part names: "Center for Skole og Dagtilbud, Natur og Vej".
    return _COST[kind.basis] + 0.5 * unknown + 0.1 * connectors.count(",")


def _has_determiner(part: str) -> bool:
    return any(part.lower().startswith(d + " ") for d in unit_vocabulary().determiners)


def make_unit(text: str, span: Span, kind: NameKind) -> Unit:
    """The unit at ``span`` of ``text``, which is of ``kind``."""
    name = text[span.start : span.end]
    sure = _CONFIDENCE["unknown" if kind.basis == "phrase" and name.count(" ") > _PHRASE_SPACES else kind.basis]
    return Unit(name, kind.unit_id, kind.type, span.start, span.end, sure, areas_of(name))
