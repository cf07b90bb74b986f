"""Small pictures as bits, and painting drawings into them.

A mask is one integer of :data:`SIZE` × :data:`SIZE` bits, row by row, bit 0 at the top left: set operations,
dilation and counting are then single operations on integers, and need no library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.geometry import Box
from schemas.page import Drawing

SIZE = 32
"""Side of every picture in pixels: a sign of 8 points has four pixels to the point."""
_PIXELS = SIZE * SIZE
FULL = (1 << _PIXELS) - 1
_ROW = (1 << SIZE) - 1
_LEFT = sum(1 << (y * SIZE) for y in range(SIZE))
_RIGHT = _LEFT << (SIZE - 1)
RIM = _LEFT | _RIGHT | _ROW | (_ROW << (_PIXELS - SIZE))
CURVE_STEPS = 6
"""Straight pieces per Bézier curve; a circle of four curves gets 24 corners."""

Point = tuple[float, float]


class Subpath(NamedTuple):
    """A run of joined lines."""

    points: tuple[Point, ...]
    closed: bool


def grow(mask: int) -> int:
    """The mask and every pixel beside, above or below it."""
    return mask | ((mask & ~_RIGHT) << 1) | ((mask & ~_LEFT) >> 1) | ((mask << SIZE) & FULL) | (mask >> SIZE)


def shrink(mask: int, times: int = 1) -> int:
    """The mask without its outermost pixels; what lies outside the picture counts as empty."""
    for _ in range(times):
        mask = FULL & ~(grow(FULL & ~mask) | RIM)
    return mask


def flood(seed: int, within: int) -> int:
    """The part of ``within`` that is joined to ``seed``."""
    region = seed & within
    while True:
        wider = grow(region) & within
        if wider == region:
            return region
        region = wider


def without_holes(mask: int) -> int:
    """The mask with everything filled that it encloses."""
    empty = FULL & ~mask
    return FULL & ~flood(RIM & empty, empty)


def components(mask: int, smallest: int = 1) -> list[int]:
    """The connected pieces of at least ``smallest`` pixels, from the top down."""
    pieces = []
    while mask:
        piece = flood(mask & -mask, mask)
        mask &= ~piece
        if piece.bit_count() >= smallest:
            pieces.append(piece)
    return pieces


def pixels(mask: int) -> Iterator[tuple[int, int]]:
    """Column and row of each pixel that is set."""
    while mask:
        lowest = mask & -mask
        y, x = divmod(lowest.bit_length() - 1, SIZE)
        yield x, y
        mask ^= lowest


def bounds(mask: int) -> tuple[int, int, int, int]:
    """First column, first row, last column and last row of the pixels that are set (the mask is not empty)."""
    rows = [(mask >> (y * SIZE)) & _ROW for y in range(SIZE)]
    used = [y for y, row in enumerate(rows) if row]
    columns = 0
    for row in rows:
        columns |= row
    return (columns & -columns).bit_length() - 1, used[0], columns.bit_length() - 1, used[-1]


def stretched(mask: int) -> tuple[int, float]:
    """The ink of the mask stretched to the whole picture, and its width through height before."""
    x0, y0, x1, y1 = bounds(mask)
    width, height = x1 - x0 + 1, y1 - y0 + 1
    if width == height == SIZE:
        return mask, 1.0
    columns = [x0 + (2 * x + 1) * width // (2 * SIZE) for x in range(SIZE)]
    wide: dict[int, int] = {}
    out = 0
    for y in range(SIZE):
        row = (mask >> ((y0 + (2 * y + 1) * height // (2 * SIZE)) * SIZE)) & _ROW
        if row not in wide:
            wide[row] = sum(1 << x for x, source in enumerate(columns) if row >> source & 1)
        out |= wide[row] << (y * SIZE)
    return out, width / height


def subpaths_of(parts: Iterable[Sequence[str | float]]) -> tuple[Subpath, ...]:
    """The outline of a drawing as runs of straight lines, curves flattened."""
    runs: list[list[Point]] = []
    for part in parts:
        kind, numbers = part[0], [float(v) for v in part[1:]]
        if kind == "re":
            x0, top, x1, bottom = numbers
            runs.append([(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)])
            runs.append([])
            continue
        points = [(numbers[i], numbers[i + 1]) for i in range(0, len(numbers) - 1, 2)]
        if not runs or not runs[-1] or not _near(runs[-1][-1], points[0]):
            runs.append([points[0]])
        runs[-1] += _bezier(points) if kind == "c" and len(points) == 4 else points[1:]
    return tuple(Subpath(tuple(run), _near(run[0], run[-1])) for run in runs if len(run) > 1)


def extent(drawings: Sequence[Drawing]) -> Box:
    """The box around the ink of ``drawings``, half the width of strokes included."""
    boxes = []
    for drawing in drawings:
        points = [p for path in subpaths_of(drawing.parts) for p in path.points]
        if not points:
            boxes.append(drawing.box)
            continue
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        half = drawing.width / 2 if drawing.stroke is not None else 0.0
        boxes.append(Box(min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half))
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


def paint(drawing: Drawing, box: Box) -> list[tuple[int, int]]:
    """The masks that ``drawing`` covers when ``box`` is stretched to the picture, with their colours, lowest first."""
    paths = subpaths_of(drawing.parts)
    layers = []
    if drawing.fill is not None:
        layers.append((fill_mask([path.points for path in paths], box), drawing.fill))
    if drawing.stroke is not None:
        layers.append((stroke_mask([path.points for path in paths], drawing.width, box), drawing.stroke))
    return layers


def fill_mask(polygons: Sequence[Sequence[Point]], box: Box) -> int:
    """Pixels whose middle lies inside the polygons.

    Overlapping pieces add up; a polygon that lies wholly inside another one is a hole, which is what a producer
    that draws it there means (the file's fill rule is not kept).
    """
    even_odd = _nested(polygons)
    step_y = max(box.height, 1e-6) / SIZE
    step_x = max(box.width, 1e-6) / SIZE
    edges = [
        (*p, *q) for points in polygons for p, q in zip(points, (*points[1:], points[0]), strict=True) if p[1] != q[1]
    ]
    mask = 0
    for row in range(SIZE):
        y = box.top + (row + 0.5) * step_y
        hits = sorted(
            (x0 + (y - y0) * (x1 - x0) / (y1 - y0), 1 if y1 > y0 else -1)
            for x0, y0, x1, y1 in edges
            if (y0 <= y) != (y1 <= y)
        )
        winding, bits = 0, 0
        for (x, turn), (after, _) in pairwise(hits):
            winding = winding ^ 1 if even_odd else winding + turn
            if winding:
                bits |= _bits(x, after, box.x0, step_x)
        mask |= bits << (row * SIZE)
    return mask


def stroke_mask(lines: Sequence[Sequence[Point]], width: float, box: Box) -> int:
    """Pixels whose middle lies within half of ``width`` of the lines; a hair line is one pixel wide."""
    step_x, step_y = max(box.width, 1e-6) / SIZE, max(box.height, 1e-6) / SIZE
    reach = max(width / 2, 0.55 * max(step_x, step_y))
    mask = 0
    for points in lines:
        for p, q in pairwise(points):
            first = max(0, int((min(p[1], q[1]) - reach - box.top) / step_y - 0.5))
            last = min(SIZE, int((max(p[1], q[1]) + reach - box.top) / step_y + 1.5))
            for row in range(first, last):
                across = _across(p, q, reach, box.top + (row + 0.5) * step_y)
                if across is not None:
                    mask |= _bits(across[0], across[1], box.x0, step_x) << (row * SIZE)
    return mask


def _across(p: Point, q: Point, reach: float, y: float) -> tuple[float, float] | None:
    """Where the level ``y`` lies within ``reach`` of the line from ``p`` to ``q``: that area is convex."""
    xs: list[float] = []
    for cx, cy in (p, q):
        square = reach * reach - (y - cy) ** 2
        if square >= 0:
            half = square**0.5
            xs += (cx - half, cx + half)
    dx, dy = q[0] - p[0], q[1] - p[1]
    long = (dx * dx + dy * dy) ** 0.5
    if long:
        nx, ny = -dy / long * reach, dx / long * reach
        corners = ((p[0] + nx, p[1] + ny), (q[0] + nx, q[1] + ny), (q[0] - nx, q[1] - ny), (p[0] - nx, p[1] - ny))
        for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
            if (ay <= y) != (by <= y):
                xs.append(ax + (y - ay) * (bx - ax) / (by - ay))
    return (min(xs), max(xs)) if xs else None


def _bits(start: float, end: float, origin: float, step: float) -> int:
    """Pixels of one row whose middle lies between ``start`` and ``end``."""
    first = max(0, _ceil((start - origin) / step - 0.5))
    last = min(SIZE - 1, _ceil((end - origin) / step - 0.5) - 1)
    return ((1 << (last - first + 1)) - 1) << first if last >= first else 0


def _ceil(value: float) -> int:
    return -int(-value // 1)


def _near(p: Point, q: Point) -> bool:
    return abs(p[0] - q[0]) < 0.02 and abs(p[1] - q[1]) < 0.02


def _bezier(points: Sequence[Point]) -> list[Point]:
    """Points along a cubic Bézier curve, its start left out."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    out = []
    for i in range(1, CURVE_STEPS + 1):
        t = i / CURVE_STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        out.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return out


def _nested(polygons: Sequence[Sequence[Point]]) -> bool:
    """Whether some polygon's box lies strictly inside another's."""
    boxes = [
        (min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))
        for points in polygons
    ]
    return any(a is not b and a[0] < b[0] and a[1] < b[1] and a[2] > b[2] and a[3] > b[3] for a in boxes for b in boxes)
