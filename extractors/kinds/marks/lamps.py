"""Lamps in a row of which one is lit: "○ ● ○" is the second of three and one sign, in the colour of its light.

A cell alone leaves that open: "● ○ ○" counts one of three as well, and a choice of three has a dot at any place. Where
each place has a colour of its own in all cells, and several places are lit, the signs are lamps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extractors.kinds.marks.colours import LIGHTS, is_coloured
from extractors.layout.gauges import runs_beside
from schemas.geometry import union
from schemas.marks import ColourName, Mark

LAMPS = 3
"""Two signs, of which one is full, are a choice."""
PLACES = 2
"""Places that are lit in several cells at least."""


class Place(NamedTuple):
    """A lamp in a row."""

    at: int
    """Its place, from the left."""
    of: int
    """How many lamps there are."""


class _Lit(NamedTuple):
    """A row of lamps of which one is lit."""

    place: Place
    colour: ColourName
    lamp: Mark
    row: tuple[Mark, ...]


def may_be_lamps(marks: Sequence[Mark]) -> bool:
    """Whether the marks of a cell may be lamps, one lit or none: a first look that costs little."""
    return len(marks) >= LAMPS or any(mark.meaning == "level" for mark in marks)


def lamps_of(cells: Iterable[Sequence[Mark]]) -> dict[Place, ColourName]:
    """The colour of each place that is lit in one of the cells; none where their signs are no lamps."""
    found: dict[Place, ColourName] = {}
    for lit in map(_lit_in, cells):
        if lit is not None and found.setdefault(lit.place, lit.colour) != lit.colour:
            return {}
    told = len(found) >= PLACES and len(set(found.values())) == len(found) and len({place.of for place in found}) == 1
    return found if told else {}


def with_lit_lamp(marks: Sequence[Mark], lamps: Mapping[Place, ColourName]) -> tuple[Mark, ...]:
    """The marks of a cell with its row of ``lamps`` as the one that is lit, or as an empty sign where none is."""
    lit = _lit_in(marks) if lamps else None
    if lit is not None and lamps.get(lit.place) == lit.colour:
        whole = lit.lamp._replace(sign="lamp", meaning="colour", level=None, box=union(mark.box for mark in lit.row))
        return tuple(whole if mark is lit.lamp else mark for mark in marks if mark is lit.lamp or mark not in lit.row)
    # Grey lamps of which none is lit look like full signs that count.
    return tuple(
        mark._replace(meaning="empty", level=None) if lamps and mark.meaning == "level" and _is_dark(mark) else mark
        for mark in marks
    )


def _lit_in(marks: Sequence[Mark]) -> _Lit | None:
    """The row of lamps in a cell; None where there is none, or several are lit."""
    counted = [mark for mark in marks if mark.meaning == "level" and mark.colour in LIGHTS and mark.level]
    if len(counted) == 1 and counted[0].colour is not None and counted[0].sign.endswith("*1"):
        return _Lit(Place(0, round(1 / (counted[0].level or 1))), counted[0].colour, counted[0], (counted[0],))
    for run in runs_beside([mark.box for mark in marks]) if len(marks) >= LAMPS else ():
        row = tuple(marks[i] for i in run)
        lit = [mark for mark in row if not _is_dark(mark)]
        dark = {mark.sign for mark in row if mark not in lit}
        if len(row) >= LAMPS and len(lit) == len(dark) == 1 and lit[0].colour in LIGHTS and lit[0].meaning == "colour":
            return _Lit(Place(row.index(lit[0]), len(row)), lit[0].colour, lit[0], row)
    return None


def _is_dark(mark: Mark) -> bool:
    return mark.color is None or not is_coloured(mark.color)
