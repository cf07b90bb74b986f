"""Levels that are said by colour: a legend names the colours, the row wears one.

The row's own cells are looked at in this order: signs in them, shading, the colour of their words. A colour that is
not clearly nearer to one level's than to the other's says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.columns import ColumnMap
from extractors.kinds.assessment.rows import LevelClaim
from extractors.kinds.assessment.view import TableView
from extractors.kinds.wording import level_in
from schemas.columns import LevelName

SAME_COLOUR = 20.0
"""A colour further (CIE76 ΔE) than this from the legend's is another one: print and tints shift colours."""
CLEARLY = 0.5
"""The nearest colour counts when it is less than this share as far as the next."""


@dataclass(frozen=True, slots=True)
class LevelColour:
    """A colour that the document's legend gives to a level."""

    color: int
    level: LevelName


def level_colours(entries: Iterable[mark_reader.LegendEntry]) -> tuple[LevelColour, ...]:
    """The colours of levels among the document's legend entries; none unless both levels have one."""
    found: dict[LevelName, LevelColour] = {}
    for entry in entries:
        level = level_in(entry.text)
        if level is not None and entry.sign is not None and entry.sign.color is not None:
            found.setdefault(level, LevelColour(entry.sign.color, level))
    return tuple(found.values()) if len(found) == 2 else ()


def claim_by_colour(
    view: TableView, row: int, columns: ColumnMap, colours: Sequence[LevelColour]
) -> LevelClaim | None:
    """The level that the colours of the row's number, title and level cells say; None when they say none."""
    if not colours:
        return None
    for role in ("level", "number", "title", "unknown"):
        for column in columns.all_of(role):
            lines = view.lines(row, column.index)
            for color in _colours_of(view, row, column.index):
                level = _nearest(color, colours)
                if level is not None:
                    return LevelClaim(level, "", "colour", lines)
    return None


def _colours_of(view: TableView, row: int, column: int) -> list[int]:
    found = [mark.color for mark in view.marks(row, column)] + [view.shading(row, column)]
    for part in view.cell(row, column).parts:
        found += [drawing.fill if drawing.fill is not None else drawing.stroke for drawing in part.drawings]
        found.append(mark_reader.text_colour_of(part))
        found += [word.color for line in part.lines for word in (*line.words[:1], *line.words[-1:])]
    return [color for color in found if color is not None]


def _nearest(color: int, colours: Sequence[LevelColour]) -> LevelName | None:
    ranked = sorted((mark_reader.colour_distance(color, c.color), c.level) for c in colours)
    (near, level), (far, _) = ranked[0], ranked[1]
    return level if near <= SAME_COLOUR and near <= CLEARLY * far else None
