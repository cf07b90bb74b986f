"""Lists of options: "☐ I høj grad ☒ I nogen grad ☐ Slet ikke", on one line or one below the other.

Contract. Boxes are characters, drawings or form fields; what stands between two boxes on a line is the label of the
one before it, or after it when the line begins with words and ends with a box. A line without a box goes on with the
label above it when it is aligned with it, or begins small below its box, or in a cell stands between two boxes below
each other; it is the whole label of a box that ended the line above. Which option counts is for the reader of the row
to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.danish import text as danish
from extractors.kinds.marks.glyphs import (
    Glyph,
    join_brackets,
    marks_of_glyphs,
    may_hold_boxes,
    split_signs,
    without_leading_sign,
)
from extractors.kinds.marks.symbols import drawn_marks, lies_in, may_frame, widget_marks
from schemas.layout import CellPart, Line
from schemas.marks import Mark
from schemas.page import Drawing, Fill, Widget, Word

ALIGNED = 4.0
"""A line goes on with the label above when it begins at most so many points left of it."""
BUTTONS = ("ring",)
"""Empty outlines that are option buttons where others beside them are filled."""
BESIDE = 0.35
"""A drawn box belongs to a line when its middle is at most this share of the line's height above or below it."""


class Option(NamedTuple):
    """One option: its box, what it says, and the words that say it."""

    mark: Mark
    label: str
    words: tuple[Word, ...]


def options_in(
    source: CellPart | Sequence[Line],
    *,
    drawings: Sequence[Drawing] = (),
    fills: Sequence[Fill] = (),
    widgets: Sequence[Widget] = (),
) -> list[Option]:
    """The options in a cell or in lines of a form, in reading order; boxes without a label are none.

    Args:
        source: one part of a cell, or lines of running text on one page.
        drawings: drawings near the lines; a cell brings its own.
        fills: painted areas near the lines; a cell brings its own. One within a drawn box is what ticks it.
        widgets: form fields near the lines; a cell brings its own.
    """
    if isinstance(source, CellPart):
        lines, drawings, fills, widgets = source.lines, source.drawings, source.fills, source.widgets
    else:
        lines = tuple(source)
    if not lines:
        return []
    page = lines[0].page
    drawn: Sequence[Mark] = ()
    used = frozenset[int]()
    words = [word for line in lines for word in line.words]
    if any(map(may_frame, drawings)):  # Drawn bullets are smaller than any box.
        ticks = [fill for fill in fills if any(lies_in(fill.box, drawing.box) for drawing in drawings)]
        drawn, used = drawn_marks(drawings, ticks, words, page)
    boxes = [m for m in (*drawn, *widget_marks(widgets, page)) if m.kind == "checkbox" or m.sign in BUTTONS]
    if not boxes and not any(map(may_hold_boxes, lines)):
        return []
    taken = {id(words[i]) for i in used}
    rows = [_items(line, boxes, taken) for line in lines]
    if isinstance(source, CellPart):
        rows = _with_lone_boxes(rows, lines, boxes)
    if not any(isinstance(item, Mark) for row in rows for item in row):
        return []
    return _after_boxes(rows, in_cell=isinstance(source, CellPart)) if _boxes_first(rows) else _before_boxes(rows)


def _items(line: Line, boxes: Sequence[Mark], taken: set[int]) -> list[Mark | Word]:
    """Boxes and words of a line from left to right."""
    slack = BESIDE * line.box.height
    items: list[Mark | Word] = [
        box
        for box in boxes
        if line.box.top - slack <= box.box.cy <= line.box.bottom + slack and box.box.x0 < line.box.x1 + 40
    ]
    for word in join_brackets([w for w in line.words if id(w) not in taken]):
        glyphs = split_signs(word.text, word.font)
        if glyphs and _are_boxes(glyphs):
            items += marks_of_glyphs(word, glyphs, line.page)
            continue
        sign, rest = without_leading_sign(word, line.page)
        items += [sign, rest] if sign is not None and sign.kind == "checkbox" else [word]
    return sorted(items, key=lambda item: item.x0 if isinstance(item, Word) else item.box.x0)


def _with_lone_boxes(
    rows: Sequence[list[Mark | Word]], lines: Sequence[Line], boxes: Sequence[Mark]
) -> list[list[Mark | Word]]:
    """The rows of a cell with those boxes that stand alone on a line: their labels had no room beside them."""
    held = {id(item) for row in rows for item in row}
    lone: list[tuple[float, list[Mark | Word]]] = [(box.box.cy, [box]) for box in boxes if id(box) not in held]
    placed = [(line.box.cy, row) for line, row in zip(lines, rows, strict=True)]
    return [row for _, row in sorted([*placed, *lone], key=lambda place: place[0])] if lone else list(rows)


def _are_boxes(glyphs: Sequence[Glyph]) -> bool:
    return all(glyph.sign.checkbox for glyph in glyphs)


def _boxes_first(rows: Sequence[Sequence[Mark | Word]]) -> bool:
    row = next(row for row in rows if any(isinstance(item, Mark) for item in row))
    return isinstance(row[0], Mark) or not isinstance(row[-1], Mark)


def _after_boxes(rows: Sequence[Sequence[Mark | Word]], *, in_cell: bool) -> list[Option]:
    found: list[tuple[Mark, list[Word]]] = []
    last = max((i for i, row in enumerate(rows) if row and isinstance(row[0], Mark)), default=0) if in_cell else 0
    for i, row in enumerate(rows):
        if not row:
            continue
        open_ = found[-1] if found else None
        if not any(isinstance(item, Mark) for item in row):
            if open_ is not None and _goes_on(row[0], *open_, between=i < last):
                open_[1].extend(item for item in row if isinstance(item, Word))
            continue
        current: tuple[Mark, list[Word]] | None = None
        for item in row:
            if isinstance(item, Mark):
                current = (item, [])
                found.append(current)
            elif current is not None:
                current[1].append(item)
    return _options(found)


def _goes_on(first: Mark | Word, box: Mark, label: Sequence[Word], *, between: bool) -> bool:
    """Whether a line without a box goes on with the label above: below the label, or below the box.

    There it begins small, or stands ``between`` boxes of one cell. A box that ends its line has its label in the next.
    """
    if not isinstance(first, Word):
        return False
    if not label:
        return True
    return first.x0 >= label[0].x0 - ALIGNED or (
        first.x0 >= box.box.x0 - ALIGNED and (between or first.text[:1].islower())
    )


def _before_boxes(rows: Sequence[Sequence[Mark | Word]]) -> list[Option]:
    found: list[tuple[Mark, list[Word]]] = []
    for row in rows:
        pending: list[Word] = []
        for item in row:
            if isinstance(item, Mark):
                found.append((item, pending))
                pending = []
            else:
                pending.append(item)
    return _options(found)


def _options(found: Sequence[tuple[Mark, list[Word]]]) -> list[Option]:
    labelled = ((mark, _label(words), tuple(words)) for mark, words in found)
    return [Option(mark, label, words) for mark, label, words in labelled if label]


def _label(words: Sequence[Word]) -> str:
    """What the words of a label say, wrapping undone."""
    lines: list[list[str]] = []
    bottom = float("-inf")
    for word in words:
        if word.cy > bottom:
            lines.append([])
            bottom = word.bottom
        lines[-1].append(word.text)
    return danish.join_lines([" ".join(line) for line in lines]).strip(" :;,/|")
