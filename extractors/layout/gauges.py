"""Drawn signs in a row that count together: "●●●○" is three of four and one sign.

Signs of one size stand side by side, closer than they are wide, the full ones first and the empty ones behind them. A
row of option buttons looks like that where the first is chosen, so somewhere two full ones stand together.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import groupby

from schemas.geometry import Box, union
from schemas.page import Page

CLOSE = 0.8
"""Widths of a sign between two of one row at most."""
SAME_SIZE = 0.2
"""Share of their size by which signs of one row may differ."""
LEVEL = 0.25
"""Share of their height by which their middles may."""
HUE = 40
"""Difference of the channels of a colour that is no grey."""
DARK = 0xA0
"""The lightest grey of a full sign; empty ones are drawn in paler ones."""


def runs_beside(boxes: Sequence[Box]) -> list[list[int]]:
    """The places in ``boxes`` of two or more of one size that stand side by side, each run from left to right."""
    runs: list[list[int]] = []
    for i in sorted(range(len(boxes)), key=lambda i: (boxes[i].x0, boxes[i].top)):
        run = next((run for run in runs if _is_next(boxes[run[-1]], boxes[i])), None)
        if run is None:
            runs.append([i])
        else:
            run.append(i)
    return [run for run in runs if len(run) > 1]


def _is_next(left: Box, right: Box) -> bool:
    alike = abs(left.width - right.width) <= SAME_SIZE * left.width and abs(left.height - right.height) <= (
        SAME_SIZE * left.height
    )
    return alike and 0 <= right.x0 - left.x1 <= CLOSE * left.width and abs(left.cy - right.cy) <= LEVEL * left.height


def joined_gauges(marks: Sequence[Box], page: Page) -> list[Box]:
    """The drawn signs of ``page`` with those as one that count together."""
    runs = runs_beside(marks) if len(marks) > 1 else []
    if not runs:
        return list(marks)
    looks = [_looks_of([marks[i] for i in run], page) for run in runs]
    mixed = [own for own in looks if len(set(own)) > 1]
    fulls, empties = {own[0] for own in mixed}, {own[-1] for own in mixed}
    parted = any(sum(1 for _ in groupby(own)) > 2 for own in mixed)
    if mixed and (parted or fulls & empties or False in fulls):
        return list(marks)
    if not mixed and len({len(own) for own in looks}) == 1:  # Three columns of signs, and nothing counts.
        return list(marks)
    if not any(own[0] == own[1] and own[0] not in empties for own in looks):
        return list(marks)
    used = {i for run in runs for i in run}
    return [
        *(mark for i, mark in enumerate(marks) if i not in used),
        *(union(marks[i] for i in run) for run in runs),
    ]


def _looks_of(boxes: Sequence[Box], page: Page) -> list[Hashable]:
    """What each of the signs looks like: whether it is full, or which picture it is."""
    looks: list[Hashable] = []
    for box in boxes:
        picture = next((image.digest for image in page.images if box.holds(image.box.cx, image.box.cy)), None)
        fills = [
            fill.color for fill in page.fills if box.holds(fill.box.cx, fill.box.cy) and fill.box.width <= box.width
        ]
        fills += [d.fill for d in page.drawings if d.fill is not None and box.holds(d.box.cx, d.box.cy)]
        looks.append(picture if picture is not None else any(map(_is_full, fills)))
    return looks


def _is_full(color: int) -> bool:
    channels = (color >> 16, color >> 8 & 0xFF, color & 0xFF)
    return max(channels) - min(channels) > HUE or max(channels) < DARK
