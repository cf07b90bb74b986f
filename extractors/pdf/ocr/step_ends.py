"""Upright seams of dark heads that show nowhere but in the level ones that end at them.

A line between two steps of a head ends where the cell beside it stands through both: that cell has its side there, as
high as the two steps, though no hair of it is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.pdf.ocr.seams import is_within
from schemas.geometry import Box
from schemas.page import Ruling

# Shorter level lines are strokes of letters, and thicker ones the ground between two rows of these.
_LEAST_STEP_PT, _HAIR_PT = 30.0, 2.0
# A line that ends this near to the side of the head reaches it.
_AT_SIDE_PT = 6.0
# What ends or runs this near to a place is at it, and print that reaches over it by so much stands across.
_AT_PT, _ACROSS_PT = 3.0, 1.0
# Lower pieces of a side are left out: the lines that bound them are one.
_LEAST_PT, _ALONG_PT = 4.0, 6.0


def seams_at_ends_of_steps(rulings: Sequence[Ruling], heads: Iterable[Box], words: Sequence[Box]) -> list[Ruling]:
    """Sides of cells where level seams of a head end and no upright one is known; none where print stands across.

    Args:
        rulings: of the page.
        heads: its dark heads.
        words: where its words are.
    """
    found: list[Ruling] = []
    for head in heads:
        inner = [line for line in rulings if is_within(line, head)]
        level = [
            line for line in inner if line.horizontal and _length(line) >= _LEAST_STEP_PT and line.width <= _HAIR_PT
        ]
        # What is left of print by compression runs close along the line between two steps, and is shorter.
        level = [
            line
            for line in level
            if not any(abs(other.top - line.top) <= _ALONG_PT and _length(other) > _length(line) for other in level)
        ]
        known = [line for line in inner if not line.horizontal]
        for line in level:
            for x in (line.x0, line.x1):
                if not head.x0 + _AT_SIDE_PT < x < head.x1 - _AT_SIDE_PT:
                    continue
                for top, bottom in _beside(line, x, level, head):
                    if _is_known(x, top, bottom, known) or _is_crossed(x, top, bottom, words):
                        continue
                    axis = next((other.x0 for other in known if abs(other.x0 - x) <= _AT_PT), x)
                    known.append(line._replace(x0=axis, top=top, x1=axis, bottom=bottom))
                    found.append(known[-1])
    return found


def _beside(line: Ruling, x: float, level: Sequence[Ruling], head: Box) -> list[tuple[float, float]]:
    """From where to where the steps above and below a level line reach at its end."""
    at_end = [other.top for other in level if other.x0 - _AT_PT <= x <= other.x1 + _AT_PT]
    above = max((at for at in at_end if at < line.top - _LEAST_PT), default=head.top)
    below = min((at for at in at_end if at > line.top + _LEAST_PT), default=head.bottom)
    return [(above, line.top), (line.top, below)]


def _length(level: Ruling) -> float:
    return level.x1 - level.x0


def _is_known(x: float, top: float, bottom: float, upright: Sequence[Ruling]) -> bool:
    """Whether a line runs along most of a side."""
    return any(
        abs(line.x0 - x) <= _AT_PT and min(line.bottom, bottom) - max(line.top, top) > (bottom - top) / 2
        for line in upright
    )


def _is_crossed(x: float, top: float, bottom: float, words: Sequence[Box]) -> bool:
    return any(word.x0 < x - _ACROSS_PT and x + _ACROSS_PT < word.x1 and top < word.cy < bottom for word in words)
