"""Labels of aspects side by side with a value below each: the columns of a box too small to be a table.

Read one after the other, the labels come before all values, and the last of them would take the value of the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.flow import Item
from extractors.kinds.policy.drafts import Value
from extractors.kinds.policy.labels import ASPECTS, read_label

LEVEL = 0.35
"""Font sizes by which labels of one row may differ in height."""
SAME_EDGE = 3.0
"""Points by which a value may begin left of its label."""
REACH = 3.0
"""Font sizes from a label to its value at most."""


def read_label_row(items: Sequence[Item], at: int) -> tuple[list[tuple[str, Value]], int]:
    """Aspects of the row of labels that begins at ``at``, and where it ends; none where no two labels are level."""
    end = at
    names: list[str] = []
    while end < len(items) and (name := _bare_label(items[end])) is not None and _is_level(items[at], items[end]):
        names.append(name)
        end += 1
    labels = items[at:end]
    if len(labels) < 2:
        return [], at
    found: list[tuple[str, Value]] = []
    column = -1
    while end < len(items):
        own = _column(labels, items[end])
        if own is None or own <= column:
            break
        column = own
        if names[column] in ASPECTS:
            found.append((names[column], Value(items[end].text, items[end].lines)))
        end += 1
    return (found, end) if found else ([], at)


def _bare_label(item: Item) -> str | None:
    name, rest = read_label(item) if item.kind == "paragraph" and len(item.lines) == 1 else (None, "")
    return name if not rest and name in (*ASPECTS, "status") else None


def _is_level(first: Item, item: Item) -> bool:
    """Whether a label is the first of its row or stands on its line."""
    alike = item.page == first.page and item.panel == first.panel
    return alike and abs(item.box.cy - first.box.cy) <= LEVEL * first.lines[0].size


def _column(labels: Sequence[Item], item: Item) -> int | None:
    """The label that a block stands right below; None for what stands elsewhere."""
    first = labels[0]
    if item.kind != "paragraph" or item.page != first.page or item.panel != first.panel:
        return None
    if not 0 < item.box.top - first.box.top <= REACH * first.lines[0].size or read_label(item)[0] is not None:
        return None
    return max((i for i, label in enumerate(labels) if item.box.x0 >= label.box.x0 - SAME_EDGE), default=None)
