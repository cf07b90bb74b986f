"""Hairlines under grain, followed along their axis.

Where grain is as strong as a line, only pieces of the line stand out. Over a stretch of some length the grain averages
out, and the line is there or is not: from each piece it is followed in both directions for as long as it is, and what
was found of it in pieces becomes one. Nothing is followed that no piece was found of.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from schemas.page import Ruling

# Stronger lines are found whole.
_FAINT = 60
# The line is judged over this length. Where it is there, it has this share of its usual strength, and differs by so
# many deviations of the averaged grain from none. Letters are stronger, and count no more than the line does.
_STRETCH_PT = 10.0
_STRENGTH, _MOST = 0.45, 1.0
_DEVIATIONS = 5.0
# Pieces this far apart across their direction are of one line.
_SAME_AXIS_PT = 0.8


def followed(
    rulings: list[Ruling], depth: npt.NDArray[np.uint8], grain: float, points: float, *, horizontal: bool
) -> list[Ruling]:
    """Rulings of one direction with what lies between and beyond their pieces.

    Args:
        rulings: the pieces.
        depth: by how many grey levels each pixel is darker than both its sides across the direction.
        grain: deviation of the grey levels of even paper.
        points: per pixel.
        horizontal: their direction.
    """
    along = depth if horizontal else depth.T
    nothing = float(np.median(along[::7, ::7]))
    stretch = max(3, round(_STRETCH_PT / points)) | 1
    kernel = np.ones(stretch) / stretch
    least = _DEVIATIONS * max(grain, 1.0) / stretch**0.5
    whole: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda piece: (_axis(piece), piece)):
        start, end = (round(edge / points) for edge in _ends(ruling))
        row = int(_axis(ruling) / points)
        rows = along[max(row - 1, 0) : row + 2].astype(np.float64)
        if not len(rows):
            whole.append(ruling)
            continue
        strongest = rows[rows[:, start:end].mean(axis=1).argmax()] - nothing
        usual = float(np.median(strongest[start:end]))
        if not 0 < usual < _FAINT:
            whole.append(ruling)
            continue
        strongest = np.minimum(strongest, _MOST * usual)
        there = np.convolve(strongest, kernel, "same") >= max(_STRENGTH * usual, least)
        while start > 0 and there[start - 1]:
            start -= 1
        while end < len(there) and there[end]:
            end += 1
        begin, stop = _ends(ruling)
        whole.append(_between(ruling, min(begin, start * points), max(stop, end * points)))
    return _joined(whole)


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings of one axis that overlap or touch, as one: the longest of them says how it looks."""
    joined: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda piece: (_ends(piece)[0] - _ends(piece)[1], piece)):
        begin, stop = _ends(ruling)
        for number, other in enumerate(joined):
            low, high = _ends(other)
            if abs(_axis(other) - _axis(ruling)) <= _SAME_AXIS_PT and begin <= high and low <= stop:
                joined[number] = _between(other, min(low, begin), max(high, stop))
                break
        else:
            joined.append(ruling)
    return joined


def _axis(ruling: Ruling) -> float:
    return ruling.top if ruling.horizontal else ruling.x0


def _ends(ruling: Ruling) -> tuple[float, float]:
    return (ruling.x0, ruling.x1) if ruling.horizontal else (ruling.top, ruling.bottom)


def _between(ruling: Ruling, begin: float, stop: float) -> Ruling:
    if ruling.horizontal:
        return ruling._replace(x0=begin, x1=stop)
    return ruling._replace(top=begin, bottom=stop)
