"""Scans as if they were evenly lit, on a sheet that goes on to the edges.

The light of a copier falls off towards an edge, a phone throws a shadow, the paper is darker in its fold. Left so, the
paper itself becomes shades. Light is told from shading by how it changes: light changes slowly, over many points; the
fills of a page have edges.

1. A smooth surface is laid through the lightest common tones of the page. It is the light only where the paper itself
   rises and falls with it from place to place: a surface bent towards a large pale panel is none.
2. What is darker from one side of the sheet to the other, with soft edges, is a fold or the spine of a book.
3. The page is divided by both. An evenly lit page stays as it is, to the pixel.

Black beside the sheet and punched holes are painted over with paper: they are no fills, lines or marks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.ground import paper_of
from extractors.pdf.ocr.pixels import Mask, Rgb

Levels = npt.NDArray[np.float64]

_DPI = 72
# The light is looked for in a picture whose pixels are this many points wide, without print: what is thinner than this.
_COARSE = 4
_PRINT_PT = 9
# Anything darker is no paper, however little light it gets.
_DARKEST_PAPER = 80.0
# The surface: polynomials up to this degree, held flat where no paper is seen; one of so many pixels is enough.
_DEGREE = 4
_STIFFNESS = 0.002
_SAMPLED = 5
# How near to the surface paper lies, in parts of its brightness, from the first try to the last.
_NEAR = (0.15, 0.1, 0.07, 0.05, 0.035, 0.025, 0.02, 0.02)
_LEAST_PAPER = 0.3
# Less than this is not seen as a shade.
_UNEVEN = 0.06
# The paper itself changes with the light over this many pixels, by this part of what the surface says.
_APART, _FOLLOWS = 8, 0.5
# A fold goes from side to side; the lightest that is seen of it is paper, and so much of the rest. It is this deep, and
# its sides fall by no more than this part of its depth within two pixels. Sheets lie askew, by up to so many pixels a
# pixel.
_LIGHTEST, _FOLD_PAPER = 96.0, 0.4
_DEEP, _STEP = 0.03, 0.6
_SLANT = 0.04
_GRAIN = 0.03
# What is then so near to paper is paper, and lit as what lies this many pixels around it.
_LEFT, _AROUND = 0.03, 3.0
# No light is so weak that more than this can be made of it.
_MOST_GAIN = 3.0
# Black beside the sheet has no colour, is thicker than lines, and holds no print: light spots as large as words.
_BLACK, _COLORLESS = 64, 40
_THIN = 3
_SPOT_SHARE, _SPOTS = 0.02, 0.004
_SOFT = 2
# Punched holes are round, 4 to 8 mm wide, at most 20 mm from the edge; two and more lie in line with it, 45 mm apart
# and more.
_HOLE_PT, _HOLE_INSET_PT = (11.0, 24.0), 57.0
_ROUND, _HOLE_ASPECT, _ALIKE = (0.68, 0.9), 1.2, 1.2
_IN_LINE_PT, _HOLES_APART_PT = 4.0, 127.0


def evenly_lit(rgb: Rgb, dpi: float) -> Rgb:
    """The page with even light, and paper where the scanner saw none; the same object when nothing is to be done."""
    import cv2

    high, wide = rgb.shape[:2]
    scale = min(1.0, _DPI / dpi)
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    small = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    dark = _dark(small)
    missing = _beside_sheet(dark) | _holes(dark)
    light = _light(small, missing)
    if light is not None:
        gain = cv2.resize(light.max() / light, (wide, high), interpolation=cv2.INTER_LINEAR).astype(np.float32)
        rgb = np.asarray(cv2.multiply(rgb, cv2.merge([gain] * 3), dtype=cv2.CV_8U), np.uint8)
    if missing.any():
        around = np.ones((2 * _SOFT + 1,) * 2, np.uint8)
        large = cv2.resize(cv2.dilate(missing.astype(np.uint8), around), (wide, high), interpolation=cv2.INTER_NEAREST)
        paper = paper_of(np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)).astype(np.uint8)
        rgb = np.where(np.asarray(large)[:, :, None] > 0, paper, rgb)
    return rgb


def _dark(small: Rgb) -> Mask:
    """What is as black as no light at all."""
    return np.asarray((small.max(axis=2) < _BLACK) & (np.ptp(small, axis=2) < _COLORLESS), bool)


def _beside_sheet(dark: Mask) -> Mask:
    """The black at the edges of a page that holds no print."""
    import cv2

    # Beyond the picture all is black: a strip at its edge is as thick as need be, a line that ends there is thin.
    framed = np.pad(dark.astype(np.uint8), _THIN, constant_values=1)
    framed = np.asarray(cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((_THIN, _THIN), np.uint8)), np.uint8)
    _, pieces = cv2.connectedComponents(framed, connectivity=4)
    black: Mask = np.asarray(pieces == pieces[0, 0], bool)
    inside = black[_THIN:-_THIN, _THIN:-_THIN]
    count, _, stats, _ = cv2.connectedComponentsWithStats((~inside).astype(np.uint8), connectivity=8)
    areas = stats[1:count, cv2.CC_STAT_AREA]
    if not inside.any() or areas[areas < _SPOT_SHARE * dark.size].sum() > _SPOTS * inside.sum():
        return np.zeros_like(dark)
    # It ends in a wedge, so thin that it is grey.
    inside[:_SOFT] = inside[-_SOFT:] = inside[:, :_SOFT] = inside[:, -_SOFT:] = True
    return inside


def _holes(dark: Mask) -> Mask:
    """Discs in line with an edge of the page, as far apart as a punch makes them."""
    import cv2

    count, pieces, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    high, wide = dark.shape
    discs: list[tuple[int, float, float, float]] = []
    for number in range(1, count):
        x, y, across, down, area = (int(value) for value in stats[number])
        side = (across + down) / 2
        if not _HOLE_PT[0] <= side <= _HOLE_PT[1] or max(across, down) > _HOLE_ASPECT * min(across, down):
            continue
        if _ROUND[0] <= area / (across * down) <= _ROUND[1]:
            discs.append((number, x + across / 2, y + down / 2, side))
    found: set[int] = set()
    for one in discs:
        for other in discs:
            if max(one[3], other[3]) > _ALIKE * min(one[3], other[3]):
                continue
            for across, along, length in ((1, 2, wide), (2, 1, high)):
                in_line = abs(one[across] - other[across]) <= _IN_LINE_PT
                inset = min(one[across], length - one[across])
                if in_line and inset <= _HOLE_INSET_PT and abs(one[along] - other[along]) >= _HOLES_APART_PT:
                    found |= {one[0], other[0]}
    return np.asarray(np.isin(pieces, sorted(found)), bool)


class _Sheet(NamedTuple):
    """The page without its print, coarse."""

    levels: Levels
    """Logarithms of brightness: light is a factor."""
    seen: Mask
    """What may be paper."""


def _light(small: Rgb, missing: Mask) -> Levels | None:
    """How bright paper is at each place of a page; None when it is as bright everywhere."""
    sheet = _sheet(small, missing)
    if min(sheet.levels.shape) < 2 * _APART or sheet.seen.mean() < _LEAST_PAPER:
        return None
    flat = np.full(sheet.levels.shape, np.median(sheet.levels[sheet.seen]))
    surface, folds = flat, np.zeros_like(flat)
    # Without its folds, the paper lies nearer to the surface.
    for _ in range(2):
        bent = _surface(sheet._replace(levels=sheet.levels - folds))
        surface = flat if bent is None else bent
        rest = np.where(sheet.seen, sheet.levels - surface, -np.inf)
        folds = _folds(rest)
        folds += _folds((rest - folds).T).T
        if not folds.any():
            break
    light = surface + folds
    if np.ptp(light) < _UNEVEN:
        return None
    light += _left(np.where(sheet.seen, sheet.levels - light, -np.inf))
    return np.asarray(np.exp(np.maximum(light, light.max() - np.log(_MOST_GAIN))), np.float64)


def _sheet(small: Rgb, missing: Mask) -> _Sheet:
    import cv2

    # Pale colours are as bright as paper in one of their channels, and keep their colour under any light.
    bright = small.max(axis=2)
    bare = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((_PRINT_PT, _PRINT_PT), np.uint8))
    size = (max(1, small.shape[1] // _COARSE), max(1, small.shape[0] // _COARSE))
    levels = cv2.resize(bare.astype(np.float32), size, interpolation=cv2.INTER_AREA).astype(np.float64)
    near = np.ones((2 * _PRINT_PT + 1,) * 2, np.uint8)
    hidden = cv2.resize(cv2.dilate(missing.astype(np.uint8), near), size, interpolation=cv2.INTER_NEAREST)
    return _Sheet(np.log(np.maximum(levels, 1.0)), (np.asarray(hidden) == 0) & (levels > _DARKEST_PAPER))


def _left(rest: Levels) -> Levels:
    """What surface and folds leave of the light, in places."""
    import cv2

    paper = np.abs(rest) < _LEFT
    tones = cv2.GaussianBlur(np.where(paper, rest, 0.0), (0, 0), _AROUND)
    # Amid a shade, the little paper far away says nothing.
    return np.asarray(tones / (cv2.GaussianBlur(paper.astype(np.float64), (0, 0), _AROUND) + 0.05), np.float64)


def _surface(sheet: _Sheet) -> Levels | None:
    """The smooth surface on which the paper of a page lies; None when the paper does not change as it does."""
    high, wide = sheet.levels.shape
    x, y = np.linspace(-1, 1, wide), np.linspace(-1, 1, high)
    terms = [(i, j) for i in range(_DEGREE + 1) for j in range(_DEGREE + 1 - i)]
    along, down = (np.polynomial.legendre.legvander(axis, _DEGREE) for axis in (x, y))
    basis = np.stack([np.outer(down[:, j], along[:, i]) for i, j in terms], axis=2)
    columns, values = basis[sheet.seen][::_SAMPLED], sheet.levels[sheet.seen][::_SAMPLED]
    bent = np.array([float(i + j) ** 2 for i, j in terms]) * _STIFFNESS * len(values)
    # The first try is near the lightest third: shades are darker than paper.
    surface: Levels = np.full(len(values), np.percentile(values, 70), np.float64)
    for number, reach in enumerate(_NEAR):
        used = np.array([i + j <= number + 1 for i, j in terms])
        weights = np.square(np.clip(1 - np.square((values - surface) / (2 * reach)), 0, None))
        some = columns[:, used]
        normal = some.T @ (some * weights[:, None]) + np.diag(bent[used] * weights.mean())
        solved = np.linalg.solve(normal, some.T @ (weights * values))
        surface = np.asarray(some @ solved, np.float64)
    whole: Levels = np.asarray(basis[:, :, used] @ solved, np.float64)
    paper = sheet.seen & (np.abs(sheet.levels - whole) < 2 * _NEAR[-1])
    if paper.mean() < _LEAST_PAPER or np.ptp(whole[paper]) < _UNEVEN or not _follows(sheet.levels, whole, paper):
        return None
    return whole


def _follows(levels: Levels, surface: Levels, paper: Mask) -> bool:
    """Whether paper rises and falls with a surface from place to place, not in steps."""
    said: list[Levels] = []
    done: list[Levels] = []
    for level, smooth, of_paper in ((levels, surface, paper), (levels.T, surface.T, paper.T)):
        both = of_paper[_APART:] & of_paper[:-_APART]
        said.append((smooth[_APART:] - smooth[:-_APART])[both])
        done.append((level[_APART:] - level[:-_APART])[both])
    slope, change = np.concatenate(said), np.concatenate(done)
    if not len(slope):
        return False
    steep = np.abs(slope) >= np.percentile(np.abs(slope), 75)
    return bool(np.median(change[steep] / slope[steep]) > _FOLLOWS)


def _folds(rest: Levels) -> Levels:
    """How much darker the folds from top to bottom of a page make it, as straight or askew as they lie."""
    high, wide = rest.shape
    columns, down = np.arange(wide), np.linspace(-0.5, 0.5, high)
    best, slant = np.zeros(wide), 0
    widest = round(_SLANT * high)
    for turn in range(-widest, widest + 1):
        along = np.clip(columns + np.rint(turn * down).astype(np.intp)[:, None], 0, wide - 1)
        profile = _fold(np.take_along_axis(rest, along, axis=1))
        if np.square(profile).sum() > np.square(best).sum():
            best, slant = profile, turn
    return np.stack([np.interp(columns - slant * row, columns, best) for row in down])


def _fold(rest: Levels) -> Levels:
    """How much darker each column of a page is, down to the lightest it holds, than its surface, where that is soft."""
    lightest = np.percentile(rest, _LIGHTEST, axis=0, method="lower")
    known = np.isfinite(lightest)
    profile = np.zeros(len(lightest))
    if not known.any() or lightest[known].min() > -_DEEP:
        return profile
    lightest = np.interp(np.arange(len(profile)), np.flatnonzero(known), lightest[known])
    lightest -= np.median(lightest)
    # Grain is lighter than paper half of the time.
    near = np.abs(rest - lightest) < _GRAIN
    paper = np.where(near, rest, 0).sum(axis=0) / np.maximum(near.sum(axis=0), 1)
    share = near.sum(axis=0) / np.maximum(np.isfinite(rest).sum(axis=0), 1)
    below = np.concatenate([[False], lightest < -_DEEP / 3, [False]])
    for start, end in np.flatnonzero(below[1:] != below[:-1]).reshape(-1, 2).tolist():
        depth = -float(lightest[start:end].min())
        around = lightest[max(start - 2, 0) : end + 2]
        steps = np.abs(around[2:] - around[:-2])
        if depth >= _DEEP and steps.max(initial=0) <= _STEP * depth and np.median(share[start:end]) >= _FOLD_PAPER:
            profile[start:end] = paper[start:end]
    return np.minimum(profile, 0)
