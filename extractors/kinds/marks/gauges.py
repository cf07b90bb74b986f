"""Signs in a row that count, drawn or parted by spaces: "● ● ○" is two of three, as "★★☆" in one word is."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.marks.colours import LIGHTS, is_coloured
from extractors.kinds.marks.glyphs import COUNTED, MIN_EMPTY
from extractors.layout.gauges import runs_beside
from schemas.geometry import union
from schemas.marks import Mark

SIGNS = ("drawing", "icon", "checkbox", "glyph")
"""How signs are made: words and shades are none."""
FILLED = {"box+fill": "square"}
"""A square that is bordered and filled is a full one."""


def with_gauges(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with those as one that stand in a row and count: the share of full ones is the level."""
    signs = [mark for mark in marks if mark.kind in SIGNS]
    if len(signs) < 2:
        return list(marks)
    gauges: list[Mark] = []
    used: set[int] = set()
    for run in runs_beside([mark.box for mark in signs]):
        gauge = _gauge_of([signs[i] for i in run])
        if gauge is not None:
            gauges.append(gauge)
            used |= {id(signs[i]) for i in run}
    return [*(mark for mark in marks if id(mark) not in used), *gauges]


def _gauge_of(row: Sequence[Mark]) -> Mark | None:
    """The signs as one; None where the full ones do not come first, or nothing tells full and empty ones."""
    names = [FILLED.get(mark.sign, mark.sign) for mark in row]
    full = next((name for name in names if name in COUNTED), None)
    if full is None and len(row) >= MIN_EMPTY:
        full = next((name for name, empty in COUNTED.items() if empty and set(names) == {empty}), None)
    if full is None:
        return None
    coloured = not _is_grey(row[0])
    filled = [name == full and not (coloured and _is_grey(mark)) for name, mark in zip(names, row, strict=True)]
    count = sum(filled)
    if not set(names) <= {full, COUNTED[full]} or filled != sorted(filled, reverse=True):
        return None
    lights = {mark.colour for mark in row[:count]}
    if len(lights) > 1 or (len(row) == count < MIN_EMPTY and lights <= set(LIGHTS)):
        return None  # Lamps of several colours, or the light of two rows that came into one.
    level = count / len(row) if count < len(row) or len(row) >= MIN_EMPTY else None
    first = row[0]
    box = union(mark.box for mark in row)
    text = " ".join(mark.text for mark in row if mark.text)
    # Their colour stays: the first of several may be a lamp that is lit.
    return first._replace(sign=f"{full}*{count}", meaning="level", level=level, text=text, box=box)


def _is_grey(mark: Mark) -> bool:
    """Whether a sign has no colour: beside coloured ones an empty place."""
    return mark.color is None or not is_coloured(mark.color)
