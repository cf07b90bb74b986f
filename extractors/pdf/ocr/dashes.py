"""Lines that a scan broke into dashes: a hairline that lies askew in a picture without grey falls between its pixels.

Its pieces are of one length, as far apart from each other, on one axis, and free of other ink. Some are one line, and
so are fewer that take most of the way from one known line to the next. Strokes of letters are shorter.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.pixels import Mask

# Pieces are longer than the bars of common type, and no thicker than its stems.
_SHORTEST_PT, _LONGEST_PT = 5.0, 60.0
_WIDEST_PT = 1.1
_FEWEST = 4
# From one known line to the next, some pieces that take this share of the way are one; fewer may be stems of an i that
# stands alone in a low row.
_SOME, _COVERED, _NEARLY_ALL = 3, 0.65, 0.9
# White between pieces, in points and in parts of their length.
_FARTHEST_PT, _FARTHEST = 16.0, 1.8
# From one piece to the next the axis moves by a pixel at most, and the page lies straight to a part of one.
_STEP_PT = 0.7
# Of all lengths and gaps this share lies near their median; the first and last piece may be cut.
_REGULAR, _NEAR = 0.7, 0.45
# No other ink is this near to a line along most of it.
_FREE_PT, _FREE = 1.6, 0.9


class Dashes(NamedTuple):
    """A line of dashes in pixels, seen along its direction."""

    axis: float
    start: float
    end: float
    width: float
    pieces: list[tuple[int, int, int, int]]
    """Start, first row, end and row after the last of each."""


def find_dashes(
    thin: Mask,
    ink: Mask,
    across: Sequence[tuple[float, float, float]],
    points: float,
) -> list[Dashes]:
    """Lines of dashes of one direction.

    Args:
        thin: what is darker than both its sides, without lines that are known; it lies along its lines.
        ink: the ink of the page, turned like it.
        across: known lines of the other direction: where they lie, start and end.
        points: per pixel.
    """
    import cv2

    shortest = round(_SHORTEST_PT / points)
    along = cv2.morphologyEx(thin.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(along, connectivity=8)
    pieces = [
        (x, y, x + wide, y + high)
        for x, y, wide, high, _ in stats[1:count].tolist()
        if wide * points <= _LONGEST_PT and high * points <= _WIDEST_PT
    ]
    pieces.sort()
    found: list[Dashes] = []
    while pieces:
        chain = [pieces.pop(0)]
        while (following := _next(chain[-1], pieces, points)) is not None:
            pieces.remove(following)
            chain.append(following)
        axis = median((top + bottom) / 2 for _, top, _, bottom in chain)
        ends = _reached(chain, [at for at, start, end in across if start - _STEP_PT / points <= axis <= end], points)
        alone = len(chain) >= _FEWEST and _is_regular(chain)
        start, end = (
            own if other is None else other for own, other in zip((chain[0][0], chain[-1][2]), ends, strict=True)
        )
        covered = sum(x1 - x0 for x0, _, x1, _ in chain) / max(end - start, 1)
        between = None not in ends and covered >= (_COVERED if len(chain) >= _SOME else _NEARLY_ALL)
        if (alone or between) and _is_free(chain, ink, round(_FREE_PT / points)):
            width = median(bottom - top for _, top, _, bottom in chain)
            found.append(Dashes(axis, start, end, width, chain))
    return found


def _reached(
    chain: list[tuple[int, int, int, int]], across: Sequence[float], points: float
) -> tuple[float | None, float | None]:
    """The lines across at which a chain of pieces begins and ends, but for a gap."""
    gap = _FARTHEST_PT / points
    start, end = chain[0][0], chain[-1][2]
    before = [at for at in across if start - gap <= at <= start + 2]
    behind = [at for at in across if end - 2 <= at <= end + gap]
    return max(before, default=None), min(behind, default=None)


def _next(
    piece: tuple[int, int, int, int], pieces: list[tuple[int, int, int, int]], points: float
) -> tuple[int, int, int, int] | None:
    """The nearest piece behind one on its axis."""
    x0, top, x1, bottom = piece
    farthest = min(_FARTHEST_PT / points, _FARTHEST * (x1 - x0))
    for other in pieces:
        if other[0] - x1 > farthest:
            break
        if other[0] > x1 and abs(other[1] + other[3] - top - bottom) / 2 * points <= _STEP_PT:
            return other
    return None


def _is_regular(chain: list[tuple[int, int, int, int]]) -> bool:
    """Whether pieces are of one length and one distance."""
    lengths = np.array([x1 - x0 for x0, _, x1, _ in chain[1:-1]])
    gaps = np.array([after[0] - before[2] for before, after in pairwise(chain)])
    return _are_near(lengths) and _are_near(gaps)


def _are_near(values: npt.NDArray[np.int_]) -> bool:
    usual = float(np.median(values))
    return bool((np.abs(values - usual) <= max(_NEAR * usual, 2.0)).mean() >= _REGULAR)


def _is_free(chain: list[tuple[int, int, int, int]], ink: Mask, gap: int) -> bool:
    """Whether no ink lies close to the pieces on either side."""
    clear = total = 0
    for x0, top, x1, bottom in chain:
        above, below = ink[max(top - gap, 0) : max(top - 1, 0), x0:x1], ink[bottom + 1 : bottom + gap, x0:x1]
        clear += int((~above.any(axis=0) & ~below.any(axis=0)).sum())
        total += x1 - x0
    return clear >= _FREE * total
