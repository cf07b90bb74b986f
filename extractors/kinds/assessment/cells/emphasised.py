"""Answers that are printed for every row, one of them set off: in bold, ringed, or on a ground of its own.

They stand in one cell – "Ja / **Delvist** / Nej" – or in a column each.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.wordings.scales import is_step_wording, scale_of_labels
from schemas.geometry import union
from schemas.layout import CellPart
from schemas.marks import Mark
from schemas.page import Word

PARTERS = frozenset(("/", "|", "–", "-", "·"))
"""What stands between two answers."""
APART = 1.0
"""Answers without separators stand further apart than this many font sizes."""
NARROWER = 0.9
"""A ground behind a word is narrower than this share of its cell: else it shades the cell."""


class Answer(NamedTuple):
    """One of the answers that a cell lists."""

    label: str
    mark: Mark
    chosen: bool
    """Whether it is set off from the others."""


def listed_answers(view: TableView, row: int, column: int) -> list[Answer]:
    """The answers that a cell lists, at least two steps of scales between separators; none when it lists none."""
    parts = view.cell(row, column).parts
    words = [word for part in parts for line in part.lines for word in line.words]
    if len(words) < 2 or len({part.page for part in parts}) > 1:
        return []
    parted = any(word.text in PARTERS for word in words)
    groups: list[list[Word]] = [[]]
    for before, word in pairwise([words[0], *words]):
        if word.text in PARTERS or (not parted and word.x0 - before.x1 > APART * word.size):
            groups.append([])
        if word.text not in PARTERS:
            groups[-1].append(word)
    if len(groups) < 2:
        return []
    labels = [" ".join(word.text for word in group) for group in groups]
    if len(set(labels)) < len(labels) or not all(map(is_step_wording, labels)):
        return []
    scale = scale_of_labels(labels, complete=True)
    if scale is None or not scale.known:
        return []  # "3 – I mindre grad": a number and a wording, and no answers to choose from.
    plain = not all(word.bold for word in words if word.text not in PARTERS)
    return [
        Answer(
            label,
            Mark("text", "text", "text", None, None, None, label, parts[0].page, union(w.box for w in group), 1.0),
            (plain and all(word.bold for word in group)) or _is_set_off(group, parts[0]),
        )
        for label, group in zip(labels, groups, strict=True)
    ]


def emphasis_of(view: TableView, row: int, column: int, beside: Collection[int]) -> Mark | None:
    """The mark that sets the words of a cell off from those of the columns ``beside`` it; None when nothing does."""
    part = view.cell(row, column).parts[0]
    words = [word for line in part.lines for word in line.words]
    if not words:
        return None
    others = [word for c in beside if c != column for line in view.lines(row, c) for word in line.words]
    bold = all(word.bold for word in words) and bool(others) and not any(word.bold for word in others)
    if not bold and not _is_set_off(words, part):
        return None
    box = union(word.box for word in words)
    return Mark("text" if bold else "drawing", "emphasis", "checked", None, None, None, "", part.page, box, 1.0)


def _is_set_off(words: Sequence[Word], part: CellPart) -> bool:
    """Whether the words stand on a ground of their own, or in a ring."""
    ringed = any(
        all(drawing.box.holds(word.cx, word.cy) for word in words) and drawing.fill is None for drawing in part.drawings
    )
    return ringed or all(
        any(fill.box.holds(word.cx, word.cy) and fill.box.width < NARROWER * part.box.width for fill in part.fills)
        for word in words
    )
