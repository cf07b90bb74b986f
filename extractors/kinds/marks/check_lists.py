"""Check lists: lines that each begin with a box, and the one line that says what an open and a ticked box stand for."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.kinds.marks.glyphs import may_hold_boxes, split_signs
from schemas.layout import Line

LISTED_BOXES = 4
"""Lines that begin with a box from which they are a check list."""
LISTED_LETTERS = 20
"""Letters of such a line: the answers to a question are shorter."""


def lines_of_boxes(lines: Sequence[Line]) -> frozenset[int]:
    """The line that says what the boxes of a check list stand for, by its index: the only one with several boxes.

    No two of its boxes are the same; lines that begin with one of them, longer than answers, stand below or above it.
    """
    signs = {index: _boxes_of(line) for index, line in enumerate(lines) if may_hold_boxes(line)}
    several = [index for index, own in signs.items() if len(own) > 1]
    if len(several) != 1 or len(set(signs[several[0]])) < len(signs[several[0]]):
        return frozenset()
    led = {index: own[0] for index, own in signs.items() if len(own) == 1}
    beyond = several[0] < min(led, default=0) or several[0] > max(led, default=len(lines))
    if len(led) < LISTED_BOXES or not beyond or set(led.values()) != set(signs[several[0]]):
        return frozenset()
    return frozenset(several) if median(len(lines[index].text) for index in led) >= LISTED_LETTERS else frozenset()


def _boxes_of(line: Line) -> list[str]:
    """The names of the boxes on a line that begins with one; none where it begins with anything else."""
    glyphs = [split_signs(word.text, word.font) for word in line.words]
    boxes = [own[0].sign.name for own in glyphs if len(own) == 1 and own[0].sign.checkbox]
    return boxes if boxes and glyphs[0] and glyphs[0][0].sign.checkbox else []
