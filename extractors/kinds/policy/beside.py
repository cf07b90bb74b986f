"""Objectives and their actions side by side without a grid.

Two labels on one baseline – on the left what the actions serve, on the right the word for actions – head two columns
of text. A piece of text on the left goes with everything on the right from its own height down to the next. The columns
end where text crosses from one into the other, or where a heading stands higher than the labels.

The table engine reads such columns as a table where white space shows one; this module serves what it leaves as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.danish import text as danish
from extractors.kinds.flow import Item, follows_on
from extractors.kinds.patterns import find_name
from extractors.kinds.policy.drafts import Value
from schemas.layout import Line

SAME_BASELINE = 0.5
"""Share of a line's height by which labels on one baseline may differ."""
SAME_ROW = 0.7
"""Share of a line's height by which text on the left may begin above the text it goes with."""
WRAPPED = 0.6
"""A gap of less than this share of a line's height parts lines of one text."""
SAME_LEVEL = 0.2
"""Share of a line's height by which lines on one level may differ."""
SLACK = 4.0
"""Points by which text may begin left of its column's label, and by which labels overleaf may be set off."""
SERVED = ("objective", "goal", "area")


@dataclass(frozen=True, slots=True)
class Pair:
    """One text on the left with its role, and the actions beside it."""

    role: str
    served: Value | None
    actions: tuple[Value, ...]


def read_beside(items: Sequence[Item], start: int) -> tuple[list[Pair], int]:
    """Read the columns that the items at ``start`` and after it head.

    Returns:
        Texts on the left with their actions, and the index behind the last item read; no pairs and ``start`` where no
        columns begin.
    """
    labels = _labels(items, start)
    if labels is None:
        return [], start
    role, left, right = labels
    edge = right.box.x0 - SLACK
    end = start + 1
    lefts: list[Item] = []
    rights: list[Item] = []
    while end < len(items) and not _ends(items[end], left, right, edge):
        item = items[end]
        if item is not right and not _repeats(item, left, right):
            (lefts if item.box.x0 < edge else rights).append(item)
        end += 1
    if not any(item.kind == "list_item" for item in rights) and not (left.is_heading and right.is_heading and rights):
        return [], start
    return _pair(role, _joined(lefts, rights), rights), end


def _labels(items: Sequence[Item], start: int) -> tuple[str, Item, Item] | None:
    """The two labels that head columns, with the role of the left one."""
    left = items[start]
    role = _role(left)
    if role not in (*SERVED, "action"):
        return None
    for right in items[start + 1 :]:
        if right.page != left.page:
            return None
        level = abs(right.box.cy - left.box.cy) <= SAME_BASELINE * left.box.height
        if level and right.box.x0 > left.box.x1 and _role(right) == "action":
            return ("objective" if role == "action" else str(role)), left, right
        if right.is_heading and right.style[0] > left.style[0]:
            return None
    return None


def _role(item: Item) -> str | None:
    if item.block is None or len(item.lines) > 2 or item.kind not in ("heading", "paragraph"):
        return None
    return find_name("policy", "columns", item.text)


def _ends(item: Item, left: Item, right: Item, edge: float) -> bool:
    """Whether an item ends the columns: a table, a box, a heading above the labels, text across both columns."""
    if item.block is None or item.panel != left.panel or item.box.x0 < left.box.x0 - SLACK:
        return True
    if item is right:
        return False
    if item.is_heading and item.style[0] > left.style[0]:
        return True
    return item.box.x0 < edge < item.box.x1


def _repeats(item: Item, left: Item, right: Item) -> bool:
    """Whether an item is one of the labels, printed again above what goes on overleaf."""
    return any(
        item.page > label.page and item.text == label.text and abs(item.box.x0 - label.box.x0) <= SLACK
        for label in (left, right)
    )


def _joined(lefts: Sequence[Item], rights: Sequence[Item]) -> list[list[Line]]:
    """Lines on the left by text: lines that follow each other closely are one, unless one begins anew."""
    starts = [item.lines[0] for item in rights if item.kind == "list_item" and item.level <= 1 and item.lines]
    groups: list[list[Line]] = []
    for item in sorted(lefts, key=lambda it: (it.page, it.box.top)):
        first = item.lines[0]
        if not groups or not (_is_close(groups[-1][-1], first) or _goes_on_overleaf(groups[-1], item)):
            groups.append([])
        for line in item.lines:
            if groups[-1] and _begins_anew(groups[-1][-1], line, starts):
                groups.append([])
            groups[-1].append(line)
    return groups


def _is_close(above: Line, line: Line) -> bool:
    return above.page == line.page and line.box.top - above.box.bottom < WRAPPED * line.box.height


def _goes_on_overleaf(lines: Sequence[Line], item: Item) -> bool:
    return lines[-1].page != item.page and follows_on(lines, item.lines)


def _begins_anew(above: Line, line: Line, starts: Sequence[Line]) -> bool:
    """Whether a line below another begins a text of its own: with a capital, level with an action that begins."""
    return (
        line.text[:1].isupper()
        and line.box.top >= above.box.bottom - SAME_LEVEL * line.box.height
        and any(
            start.page == line.page and abs(start.box.cy - line.box.cy) <= SAME_LEVEL * line.box.height
            for start in starts
        )
    )


def _pair(role: str, groups: Sequence[Sequence[Line]], rights: Sequence[Item]) -> list[Pair]:
    """Give each piece on the right to the text on the left that stands at its height or above it."""
    actions: list[list[Value]] = [[] for _ in range(len(groups) + 1)]
    for item in sorted(rights, key=lambda it: (it.page, it.box.top)):
        place = 0
        for k, group in enumerate(groups, 1):
            top = group[0].box.top - SAME_ROW * group[0].box.height
            if (group[0].page, top) <= (item.page, item.box.top):
                place = k
        own = actions[place]
        if own and (item.level > 1 or (item.kind != "list_item" and follows_on(own[-1].lines, item.lines))):
            lines = (*own[-1].lines, *item.lines)
            own[-1] = Value(danish.join_lines([line.text for line in lines]), lines)
        else:
            own.append(Value(item.text, item.lines))
    pairs = [Pair(role, None, tuple(actions[0]))] if actions[0] else []
    for group, own in zip(groups, actions[1:], strict=True):
        pairs.append(Pair(role, Value(danish.join_lines([line.text for line in group]), tuple(group)), tuple(own)))
    return pairs
