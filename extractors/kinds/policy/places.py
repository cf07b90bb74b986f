"""Where blocks of a policy stand: in boxes of text, above lists of their own, at the head of half a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from extractors.kinds.flow import Item
from extractors.kinds.policy.labels import read_label
from schemas.geometry import Box


def list_parents(items: Sequence[Item]) -> frozenset[Item]:
    """List items with a list of their own below them."""
    pairs = pairwise(items)
    return frozenset(a for a, b in pairs if a.kind == b.kind == "list_item" and b.level > a.level)


def text_boxes(items: Sequence[Item]) -> frozenset[tuple[int, Box]]:
    """Pages and panels of the boxes that hold text and not headings alone: a banner sets nothing apart."""
    return frozenset((item.page, item.panel) for item in items if item.panel is not None and not item.is_heading)


def titles_in_boxes(items: Sequence[Item], boxes: frozenset[tuple[int, Box]]) -> frozenset[Item]:
    """Headings in a box of text that outrank those beside it: half a page in colour with the name of its area."""
    inside = [item for item in items if item.is_heading and (item.page, item.panel) in boxes]
    beside: dict[int, int] = {}
    for item in items:
        if item.is_heading and (item.page, item.panel) not in boxes:
            beside[item.page] = min(beside.get(item.page, item.level), item.level)
    return frozenset(item for item in inside if item.page in beside and item.level < beside[item.page])


def heads_of_cards(
    items: Sequence[Item], boxes: frozenset[tuple[int, Box]], recurring: Mapping[Item, str]
) -> frozenset[Item]:
    """Headings in a box of text below which, before the next one, a label of actions stands in the same box.

    What such a heading says the actions serve; the heading of a fact box has none below it.
    """
    found: list[Item] = []
    head: Item | None = None
    for item in items:
        if (item.page, item.panel) not in boxes:
            head = None
            continue
        label = read_label(item)[0] or recurring.get(item)
        if item.is_heading and label is None:
            head = item
        elif head is not None and head.panel == item.panel and label == "actions":
            found.append(head)
            head = None
    return frozenset(found)


def boxes_beside(items: Sequence[Item], efforts: Collection[Item]) -> Mapping[Item, Item]:
    """Efforts with what stands alone in a box left of them, over their height: what they serve.

    Only where most efforts have such a box: else it is a picture's or a fact's.
    """
    held = Counter((item.page, item.panel) for item in items if item.panel is not None)
    alone = [it for it in items if it.panel is not None and held[it.page, it.panel] == 1 and it not in efforts]
    found: dict[Item, Item] = {}
    for effort in efforts:
        left = [
            (box.panel.x1, box)
            for box in alone
            if box.panel is not None and box.page == effort.page and box.panel.x1 <= effort.box.x0
            if box.panel.top <= effort.box.cy <= box.panel.bottom
        ]
        if left:
            found[effort] = max(left, key=lambda pair: pair[0])[1]
    return found if 2 * len(found) > len(efforts) and len(set(found.values())) > 1 else {}
