"""Boxes and buttons that explain what they stand for, in place of offering it.

Lines of a check list each begin with a box, and one line says what an open and a ticked box stand for. A button beside
ticks and crosses ("✔ Opfyldt   ◉ Delvist   ✘ Ikke") is one of the signs of a legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extractors.kinds.marks.glyphs import may_hold_boxes, split_signs
from schemas.layout import Line

LISTED_BOXES = 4
"""Lines that begin with a box from which they are a check list."""
LISTED_LETTERS = 20
"""Letters of such a line: the answers to a question are shorter."""


SAME_HEIGHT = 0.5
"""Line heights by which the middles of lines of one legend differ at most where they stand beside each other."""
SAME_LEFT, LINES_BELOW = 2.0, 2.5
"""Points by which their left sides differ where they stand below each other, and line heights between them at most."""


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


def boxes_among_signs(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that begin with a box or button beside or below lines that begin with other signs, by their indices."""
    led = [index for index, line in enumerate(lines) if may_hold_boxes(line) and _leads(line, box=True)]
    others = [line for line in lines if _leads(line, box=False)] if led else []
    return frozenset(index for index in led if any(_are_one_legend(lines[index], other) for other in others))


def _leads(line: Line, *, box: bool) -> bool:
    """Whether the first word is nothing but a sign: a box or button, or any other."""
    own = split_signs(line.words[0].text, line.words[0].font)
    return len(line.words) > 1 and len(own) == 1 and own[0].sign.checkbox is box


def _are_one_legend(line: Line, other: Line) -> bool:
    a, b = line.box, other.box
    if abs(a.cy - b.cy) <= SAME_HEIGHT * a.height:
        return True
    return abs(a.x0 - b.x0) <= SAME_LEFT and abs(a.cy - b.cy) <= LINES_BELOW * a.height


def _boxes_of(line: Line) -> list[str]:
    """The names of the boxes on a line that begins with one; none where it begins with anything else."""
    glyphs = [split_signs(word.text, word.font) for word in line.words]
    boxes = [own[0].sign.name for own in glyphs if len(own) == 1 and own[0].sign.checkbox]
    return boxes if boxes and glyphs[0] and glyphs[0][0].sign.checkbox else []
