"""Hairlines that grain hides: nothing of them stands out, and over the length of a table the grain averages out.

The paper along a row of pixels, print left out, is as light as the rows beside it, except where a line runs. Looked for
are lines longer than words; a short one cannot be told from grain, nor can one that is as faint as what the averaged
grain leaves. Where print or a shade hides a line between two pieces of it, it runs on.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.pdf.ocr.picture import Picture
from extractors.pdf.ocr.pixels import Gray, Mask
from schemas.page import Ruling

# The paper is averaged over this length to find a line, and over less to find its ends, where so much has no print.
_AVERAGED_PT, _AT_ENDS_PT, _PAPER_SHARE = 60.0, 14.0, 0.5
# Around print the paper is darker.
_HALO_PT = 1.0
# A line is darker than the paper this far to both sides, by so many levels and deviations of the averaged grain.
_ASIDE_PT = 1.4
_FAINTEST, _DEVIATIONS = 2.5, 6.0
# It is at least so long, and its pieces so long; it is as thick as this at most, and ends where half of it is left.
_SHORTEST_PT, _PIECE_PT, _THICKEST_PT, _END = 100.0, 40.0, 2.0, 0.5
# On the axis of such a line a piece may be shorter.
_SHORT_PT = 24.0
# Pieces of a line lie on one axis, and no more paper is seen between them.
_SAME_AXIS_PT, _BARE_PT = 1.5, 6.0
# A line that ends so near to one across ends there.
_MEETS_PT = 4.0
# It overruns one by less than the height of a row, where so many others end.
_OVERRUN_PT, _ENDING = 14.0, 3

_Levels = npt.NDArray[np.float32]


class _Relief(NamedTuple):
    """The averaged paper of a page, seen along the direction of lines."""

    darker: _Levels
    """By how many levels it is darker than that on both sides; 0 where nothing is known."""
    known: Mask
    """Where print does not cover most of it."""


class _Run(NamedTuple):
    """A piece of a line in pixels."""

    start: int
    end: int
    axis: float
    thick: float
    strong: float
    """By how many levels it is darker, in the middle of its length."""


def with_hairs(picture: Picture, found: Sequence[Ruling], *, horizontal: bool) -> list[Ruling]:
    """Lines of one direction with those that grain hides, and with what it hides of them.

    Args:
        picture: the page.
        found: lines of that direction which are known.
        horizontal: the direction.
    """
    rgb = picture.rgb if horizontal else picture.rgb.transpose(1, 0, 2)
    gray, ink = (picture.gray, picture.ink) if horizontal else (picture.gray.T, picture.ink.T)
    points = picture.points
    relief = _relief(gray, ink, points, _AVERAGED_PT)
    some = relief.darker[::5, ::5]
    deviation = 1.48 * float(np.median(np.abs(some - np.median(some))))
    runs = _runs(relief, max(_FAINTEST, _DEVIATIONS * deviation), points)
    if not runs:
        return list(found)
    near = _relief(gray, ink, points, _AT_ENDS_PT)
    lines = list(found)
    whole = _joined([piece for run in runs for piece in _pieces(run, near, points)], near, points)
    whole = [run for run in whole if (run.end - run.start) * points >= _SHORTEST_PT]
    short = [piece for run in whole for piece in _short_pieces(run, near, points)]
    for run in [*whole, *short]:
        at, begin, stop = run.axis * points, run.start * points, run.end * points
        edges = (begin, at, stop, at) if horizontal else (at, begin, at, stop)
        red, green, blue = (int(value) for value in np.median(rgb[int(run.axis), run.start : run.end], axis=0))
        lines = _with_hair(lines, Ruling(*edges, run.thick * points, red << 16 | green << 8 | blue, False))
    return lines


def _with_hair(lines: list[Ruling], hair: Ruling) -> list[Ruling]:
    """The lines with a hairline, as one with those of its axis that it overlaps."""
    axis, start, end = _places(hair)
    own = [
        line
        for line in lines
        if abs(_places(line)[0] - axis) <= _SAME_AXIS_PT and _places(line)[1] <= end and start <= _places(line)[2]
    ]
    if any(_places(line)[1] - _MEETS_PT <= start and end <= _places(line)[2] + _MEETS_PT for line in own):
        return lines
    start, end = min([start, *(_places(line)[1] for line in own)]), max([end, *(_places(line)[2] for line in own)])
    longest = max(own, key=lambda line: _places(line)[2] - _places(line)[1], default=hair)
    whole = longest._replace(x0=start, x1=end) if hair.horizontal else longest._replace(top=start, bottom=end)
    return [*(line for line in lines if line not in own), whole]


def meeting(lines: Sequence[Ruling], hairs: Container[Ruling], across: Sequence[Ruling]) -> list[Ruling]:
    """Lines, the hairlines among them up to the lines across which they nearly reach or overrun a little."""

    def met(line: Ruling, edge: float) -> float:
        axis, _, _ = _places(line)
        near = [
            at
            for at, start, end in map(_places, across)
            if abs(at - edge) <= _MEETS_PT and start - _MEETS_PT <= axis <= end + _MEETS_PT
        ]
        return min(near, key=lambda at: abs(at - edge), default=edge)

    def whole(line: Ruling) -> Ruling:
        _, start, end = _places(line)
        start, end = met(line, start), met(line, end)
        return line._replace(x0=start, x1=end) if line.horizontal else line._replace(top=start, bottom=end)

    return [whole(line) if line in hairs else line for line in lines]


def without_overruns(lines: Sequence[Ruling], across: Sequence[Ruling]) -> list[Ruling]:
    """Lines that overrun the last line across by less than a row, up to it: print behind it was taken for more of them.

    Others like them end there.
    """

    def ends_at(at: float, side: int, own: Ruling) -> bool:
        ending = sum(abs(_places(line)[side] - at) <= _MEETS_PT for line in lines if line is not own)
        return ending >= _ENDING

    def kept(line: Ruling) -> Ruling:
        axis, start, end = _places(line)
        crossed = [at for at, first, last in map(_places, across) if first - _MEETS_PT <= axis <= last + _MEETS_PT]
        last = max((at for at in crossed if start < at < end + _MEETS_PT), default=end)
        first = min((at for at in crossed if start - _MEETS_PT < at < end), default=start)
        if _MEETS_PT < end - last < _OVERRUN_PT and ends_at(last, 2, line):
            end = last
        if _MEETS_PT < first - start < _OVERRUN_PT and ends_at(first, 1, line):
            start = first
        return line._replace(x0=start, x1=end) if line.horizontal else line._replace(top=start, bottom=end)

    return [kept(line) for line in lines]


def _relief(gray: Gray, ink: Mask, points: float, averaged: float) -> _Relief:
    import cv2

    long, halo = max(3, round(averaged / points)) | 1, 2 * max(1, round(_HALO_PT / points)) + 1
    paper = cv2.dilate(ink.astype(np.uint8), np.ones((halo, halo), np.uint8)) == 0
    weight = cv2.blur(paper.astype(np.float32), (long, 1))
    level = cv2.blur(np.where(paper, gray, 0).astype(np.float32), (long, 1)) / np.maximum(weight, 1e-3)
    aside = max(2, round(_ASIDE_PT / points))
    known = weight >= _PAPER_SHARE
    known &= np.roll(known, aside, axis=0) & np.roll(known, -aside, axis=0)
    known[:aside] = known[-aside:] = False
    sides = np.minimum(np.roll(level, aside, axis=0), np.roll(level, -aside, axis=0))
    return _Relief(np.asarray(np.where(known, sides - level, 0.0), np.float32), np.asarray(known))


def _runs(relief: _Relief, least: float, points: float) -> list[_Run]:
    """What is so much darker for long enough."""
    import cv2

    shortest = round(_PIECE_PT / points)
    strong = (relief.darker > least).astype(np.uint8)
    long = cv2.morphologyEx(strong, cv2.MORPH_OPEN, np.ones((1, shortest), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    runs: list[_Run] = []
    for label in range(1, count):
        x, y, wide, high, area = (int(value) for value in stats[label])
        if high * points > _THICKEST_PT + _ASIDE_PT:
            continue
        rows = np.where(labels[y : y + high, x : x + wide] == label, relief.darker[y : y + high, x : x + wide], 0.0)
        across = rows.sum(axis=1)
        axis = y + float((np.arange(high) * across).sum() / across.sum()) + 0.5
        runs.append(_Run(x, x + wide, axis, area / wide, float(np.median(rows.max(axis=0)))))
    return runs


def _pieces(run: _Run, near: _Relief, points: float) -> list[_Run]:
    """What there is of a run where the line is, not where the average of half a window sees something of it."""
    row, reach = int(run.axis), round(_AVERAGED_PT / points / 2)
    first = max(run.start - reach, 0)
    deep = near.darker[max(row - 1, 0) : row + 2, first : run.end + reach].max(axis=0)
    there = deep >= _END * run.strong
    there[run.start - first : run.end - first] |= ~near.known[row, run.start : run.end]
    places = np.flatnonzero(there)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) * points > _BARE_PT)
    starts, ends = places[[0, *(breaks + 1)]], places[[*breaks, -1]] + 1
    long = (ends - starts) * points >= _PIECE_PT
    return [
        run._replace(start=first + start, end=first + end)
        for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True)
    ]


def _short_pieces(run: _Run, near: _Relief, points: float) -> list[_Run]:
    """Where else the line is on its axis: between the cells of a head, which a band without lines parts from it."""
    row = int(run.axis)
    there = near.darker[max(row - 1, 0) : row + 2].max(axis=0) >= _END * run.strong
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there & near.known[row], [False]])))
    return [
        run._replace(start=start, end=end)
        for start, end in edges.reshape(-1, 2).tolist()
        if (end - start) * points >= _SHORT_PT and not (start < run.end and run.start < end)
    ]


def _joined(runs: Sequence[_Run], near: _Relief, points: float) -> list[_Run]:
    """Runs of one axis as one, where no paper without the line is seen between them."""
    axes: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: run.axis):
        if axes and (run.axis - axes[-1][0].axis) * points <= _SAME_AXIS_PT:
            axes[-1].append(run)
        else:
            axes.append([run])
    joined: list[_Run] = []
    for axis in axes:
        axis.sort()
        whole = axis[0]
        for run in axis[1:]:
            row, gap = int(run.axis), slice(whole.end, max(run.start, whole.end))
            bare = near.known[row, gap] & (near.darker[max(row - 1, 0) : row + 2, gap].max(axis=0) < _END * run.strong)
            if bare.sum() * points <= _BARE_PT:
                whole = whole._replace(end=max(whole.end, run.end))
            else:
                joined.append(whole)
                whole = run
        joined.append(whole)
    return joined


def _places(line: Ruling) -> tuple[float, float, float]:
    """Axis, start and end of a line along its direction."""
    return (line.top, line.x0, line.x1) if line.horizontal else (line.x0, line.top, line.bottom)
