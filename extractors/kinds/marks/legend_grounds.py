"""Words on a coloured ground of their own: their text is what the colour means."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.marks.colours import colour_name
from extractors.kinds.marks.legend_keys import LETTERS, LegendEntry, clean_text, longest_text
from schemas.layout import Line
from schemas.marks import Mark
from schemas.page import Fill

IN_LINE = 4.0
"""Points within which words stand beside or below each other."""
GROUNDS = 2
"""Entries on coloured grounds in line with one on grey, from which that is one, too."""


def with_grey_grounds(
    found: list[tuple[int, LegendEntry]], lines: Sequence[Line], fills: Sequence[Fill]
) -> list[tuple[int, LegendEntry]]:
    """The entries with those on grey grounds in line with several on coloured ones: grey by itself explains nothing."""
    coloured = [entry.box for _, entry in found if entry.sign is not None and entry.sign.kind == "fill"]
    if len(coloured) < GROUNDS:
        return found
    taken = {index for index, _ in found}
    greys = [
        (index, ground)
        for index, line in enumerate(lines)
        if index not in taken
        and sum(abs(line.box.cy - box.cy) <= IN_LINE or abs(line.box.x0 - box.x0) <= IN_LINE for box in coloured)
        >= GROUNDS
        and (ground := on_ground(line, fills, grey=True)) is not None
    ]
    return sorted((*found, *greys), key=lambda pair: pair[0])


def on_ground(line: Line, fills: Sequence[Fill], *, grey: bool = False) -> LegendEntry | None:
    """A short line on a coloured, or grey, ground of its own: its text is what the colour means."""
    x0, x1, cy = line.box.x0, line.box.x1, line.box.cy
    under = (fill for fill in reversed(fills) if fill.x0 <= x0 and x1 <= fill.x1 and fill.top <= cy <= fill.bottom)
    ground = next(under, None)
    text = clean_text(line.text) if ground is not None else ""
    if ground is None or len(text) > longest_text() // 2 or not LETTERS.search(text):
        return None
    colour = colour_name(ground.color)
    if colour in ("white", "black") or (colour == "grey") != grey or ground.bottom - ground.top > 2.5 * line.box.height:
        return None
    sign = Mark("fill", "fill", "colour", ground.color, colour, None, "", line.page, ground.box, 0.9)
    return LegendEntry(sign, "", text, line.page, line.box)
