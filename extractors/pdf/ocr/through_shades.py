"""Upright lines that go on through a pale shade: on the grey of a head a light line stands out half as much as below.

Only the ends of lines that are known are looked at. Where print stands beside the axis nothing is seen, and nothing is
told where too little else is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from extractors.pdf.ocr.picture import Picture
from schemas.geometry import Box
from schemas.page import Fill, Ruling

# A line stops this near to a shade or within it, and no nearer than this to its sides.
_MEETS_PT, _INSIDE_PT = 2.5, 3.0
# It differs from both sides this far away by so many levels and deviations of their grain, over this length at least.
_SIDE_PT, _LEVELS, _DEVIATIONS, _LEAST_PT = 1.6, 4.0, 5.0, 6.0
# It is looked for in so many parts of its length, and so much of each must be free of print.
_PARTS, _SEEN = 4, 0.3
# Print is seen this far around its box.
_AROUND_PT = 1.0


def with_lines_through_shades(
    rulings: Sequence[Ruling], fills: Iterable[Fill], picture: Picture, words: Sequence[Box]
) -> list[Ruling]:
    """The rulings of a page, upright ones up to the far side of the shades in which the picture shows more of them.

    Args:
        rulings: of the page.
        fills: its pale shades.
        picture: the page.
        words: where its words are.
    """
    shades = list(fills)
    return [ruling if ruling.horizontal else _whole(ruling, shades, picture, words) for ruling in rulings]


def _whole(line: Ruling, fills: Sequence[Fill], picture: Picture, words: Sequence[Box]) -> Ruling:
    for fill in fills:
        if not fill.x0 + _INSIDE_PT < line.x0 < fill.x1 - _INSIDE_PT:
            continue
        above = fill.top + _INSIDE_PT < line.top <= fill.bottom + _MEETS_PT < line.bottom
        below = line.top < fill.top - _MEETS_PT <= line.bottom < fill.bottom - _INSIDE_PT
        if above and _is_shown(line.x0, fill.top, min(line.top, fill.bottom), picture, words):
            line = line._replace(top=fill.top)
        if below and _is_shown(line.x0, max(line.bottom, fill.top), fill.bottom, picture, words):
            line = line._replace(bottom=fill.bottom)
    return line


def _is_shown(x: float, top: float, bottom: float, picture: Picture, words: Sequence[Box]) -> bool:
    """Whether the picture shows a line on an axis between two heights."""
    points = picture.points
    side = max(2, round(_SIDE_PT / points))
    at, rows = int(x / points), np.arange(round((top + 1) / points), round((bottom - 1) / points))
    free = np.ones(len(rows), bool)
    near = _SIDE_PT + _AROUND_PT
    for word in words:
        if word.x0 - near < x < word.x1 + near:
            free &= (rows * points < word.top - _AROUND_PT) | (rows * points > word.bottom + _AROUND_PT)
    if at < 2 * side or at + 2 * side >= picture.gray.shape[1] or len(rows) < _PARTS:
        return False
    columns = picture.gray[rows, at - 2 * side : at + 2 * side + 1].astype(np.float32)
    parts = [part[seen] for part, seen in zip(_parts(columns), _parts(free), strict=True)]
    # It runs all along: what crosses the axis here or there does not, and what print hides is not known.
    if any(len(part) < _SEEN * len(rows) / _PARTS for part in parts) or free.sum() * points < _LEAST_PT:
        return False
    seen = columns[free]
    tone = seen.mean(axis=0)
    least = max(_LEVELS, _DEVIATIONS * float(seen[:, 0].std()) / len(seen) ** 0.5)
    for middle in range(2 * side - 1, 2 * side + 2):
        left, right = tone[middle - side] - tone[middle], tone[middle + side] - tone[middle]
        if min(abs(left), abs(right)) > least and left * right > 0:
            steps = [float((part[:, middle - side] - part[:, middle]).mean()) for part in parts]
            return all(abs(step) > least / 2 and step * left > 0 for step in steps)
    return False


def _parts(along: Any) -> list[Any]:
    return np.array_split(along, _PARTS)
