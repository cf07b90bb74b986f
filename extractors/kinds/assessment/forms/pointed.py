"""Bars of steps that come again on page after page, and what is drawn below or above one step and points at it.

Slides may print the whole scale once for each recommendation and set an arrow to the step that is reached. The words
of the bar return in one order; the arrow, which is the only small drawing so near to them, moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.kinds.assessment.columns.profiles import MIN_VERDICTS
from extractors.kinds.assessment.forms.form_pieces import Piece
from extractors.kinds.assessment.wordings.form_records import VERDICT_MAX
from schemas.geometry import Box
from schemas.layout import CellPart
from schemas.page import Page

FEWEST_STEPS = 3
"""Two texts beside each other that return may be a date and a place."""
NEAR = 3.0
"""What points at a step stands within so many heights of its words."""
POINTER_SIDE = 36.0
"""Points: what points is no larger."""
MOVES = 2
"""What stands at the same step on every page decorates it."""
SAME_HEIGHT = 2.0
"""Points by which texts beside each other may differ in height."""


def with_pointed_steps(pieces: Sequence[Piece], pages: Mapping[int, Page]) -> list[Piece]:
    """Pieces in which each step of a bar answers under its own wording, with what points at it as its mark."""
    made = list(pieces)
    alike: dict[tuple[str, ...], list[tuple[list[int], list[CellPart]]]] = {}
    for bar in _bars(pieces):
        parts = _parts(pieces, bar, pages[pieces[bar[0]].lines[0].page])
        alike.setdefault(tuple(pieces[i].lines[0].text for i in bar), []).append((bar, parts))
    for steps, bars in alike.items():
        pointed = [(bar, parts) for bar, parts in bars if sum(map(_is_pointed_at, parts)) == 1]
        places = {next(at for at, part in enumerate(parts) if _is_pointed_at(part)) for _, parts in pointed}
        if len(bars) < MIN_VERDICTS or len(places) < MOVES:
            continue
        for bar, parts in pointed:
            for i, step, part in zip(bar, steps, parts, strict=True):
                made[i] = replace(pieces[i], kind="rating", label=step, part=part)
    return made


def _is_pointed_at(part: CellPart) -> bool:
    return bool(part.drawings or part.images)


def _bars(pieces: Sequence[Piece]) -> list[list[int]]:
    """Runs of short texts that stand beside each other from left to right, no word twice."""
    runs: list[list[int]] = []
    for i, piece in enumerate(pieces):
        if piece.kind not in ("text", "verdict", "heading", "label") or len(piece.lines) != 1:
            continue
        before = pieces[i - 1].lines[0] if runs and runs[-1][-1] == i - 1 else None
        line = piece.lines[0]
        beside = before is not None and before.page == line.page and abs(before.box.cy - line.box.cy) <= SAME_HEIGHT
        if before is not None and beside and before.box.x1 < line.box.x0:
            runs[-1].append(i)
        else:
            runs.append([i])
    bars = [run for run in runs if len(run) >= FEWEST_STEPS]
    texts = [[pieces[i].lines[0].text for i in bar] for bar in bars]
    return [
        bar
        for bar, own in zip(bars, texts, strict=True)
        if len(set(own)) == len(own) and max(map(len, own)) <= VERDICT_MAX
    ]


def _parts(pieces: Sequence[Piece], bar: Sequence[int], page: Page) -> list[CellPart]:
    """What is drawn below and above each step, up to the middle between it and the next."""
    boxes = [pieces[i].lines[0].box for i in bar]
    edges = [(a.x1 + b.x0) / 2 for a, b in pairwise(boxes)]
    first, last = boxes[0].cx - (edges[0] - boxes[0].cx), boxes[-1].cx + (boxes[-1].cx - edges[-1])
    parts = []
    for box, x0, x1 in zip(boxes, [first, *edges], [*edges, last], strict=True):
        reach = Box(x0, box.top - NEAR * box.height, x1, box.bottom + NEAR * box.height)
        parts.append(
            CellPart(
                page.number,
                reach,
                (),
                (),
                tuple(thing for thing in page.drawings if _points(thing.box, reach, box)),
                tuple(thing for thing in page.images if _points(thing.box, reach, box)),
                (),
            )
        )
    return parts


def _points(thing: Box, reach: Box, words: Box) -> bool:
    """Whether something small is drawn within reach of a step and not behind its words."""
    small = max(thing.width, thing.height) <= POINTER_SIDE
    return small and reach.holds(thing.cx, thing.cy) and not words.top <= thing.cy <= words.bottom
