"""Cells that list the answers and set one of them off: "Ja / **Delvist** / Nej", in bold or on a ground of its own."""

from __future__ import annotations

from typing import NamedTuple

from extractors.kinds.assessment.scales import is_step_wording, scale_of_labels
from extractors.kinds.assessment.view import TableView
from schemas.geometry import union
from schemas.layout import CellPart
from schemas.marks import Mark
from schemas.page import Word

PARTERS = frozenset(("/", "|", "–", "-", "·"))
"""What stands between two answers."""
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
    if not any(word.text in PARTERS for word in words) or len({part.page for part in parts}) > 1:
        return []
    groups: list[list[Word]] = [[]]
    for word in words:
        if word.text in PARTERS:
            groups.append([])
        else:
            groups[-1].append(word)
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
            (plain and all(word.bold for word in group)) or _stands_on_ground(group, parts[0]),
        )
        for label, group in zip(labels, groups, strict=True)
    ]


def _stands_on_ground(words: list[Word], part: CellPart) -> bool:
    """Whether the words stand on a ground of their own."""
    return all(
        any(fill.box.holds(word.cx, word.cy) and fill.box.width < NARROWER * part.box.width for fill in part.fills)
        for word in words
    )
