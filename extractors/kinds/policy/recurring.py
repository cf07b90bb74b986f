"""What recurs through a policy and so is no name: labels of its own wording, times that head actions, tags above them.

An area is named once. A heading that stands word for word under several areas labels what is under it, so that wordings
count there which elsewhere might be a name ("Det går vi efter"). A time alone that is followed by another says when,
and a few words in boxes of their own that come back above efforts say what those belong to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from extractors.kinds.flow import Item, is_contents
from extractors.kinds.patterns import find_name
from extractors.kinds.policy.labels import LABEL_MAX, read_label, stands_alone
from extractors.kinds.policy.phrasing import is_deadline
from schemas.layout import Line

SAME_EDGE = 3.0
"""Points within which the times of a road stand at one edge."""
TAG_MAX = 30
"""Letters of a tag; longer text in a box says something of its own."""
TAGS_MIN = 2
"""A tag is one of several, each used more than once on the whole."""


def find_recurring(items: Sequence[Item]) -> Mapping[Item, str]:
    """Headings that recur word for word and that no known label is, with the label that their wording makes of them."""
    heads = [item for item in items if _may_label(item) and read_label(item)[0] is None]
    counts = Counter(item.bare for item in heads)
    named = {item: find_name("policy", "recurring", item.text) for item in heads if counts[item.bare] > 1}
    return {item: name for item, name in named.items() if name is not None}


def _may_label(item: Item) -> bool:
    set_apart = item.is_heading or (item.kind == "paragraph" and (item.text.endswith(":") or stands_alone(item)))
    return set_apart and len(item.text) <= LABEL_MAX and not is_contents(item)


def find_periods(items: Sequence[Item]) -> frozenset[Item]:
    """Headings that are a time and nothing else, of which there are several in a document."""
    found = [item for item in items if item.is_heading and _is_time(item)]
    return frozenset(found) if len({item.bare for item in found}) > 1 else frozenset()


def _is_time(item: Item) -> bool:
    """Whether a block is a time and nothing else; behind a label ("Senest: 2026") it is that of what stands above."""
    return is_deadline(item.text.strip(" :")) and read_label(item)[0] is None


class Road:
    """Times below each other at one edge of the page, beside what is done then: a road through the years."""

    def __init__(self, items: Sequence[Item]) -> None:
        marks = [
            item
            for item in items
            if item.kind == "paragraph" and (item.panel is not None or stands_alone(item))
            if _is_time(item)
        ]
        edge = Counter(round(item.box.x0) for item in marks).most_common(1)
        along = [item for item in marks if abs(item.box.x0 - edge[0][0]) <= SAME_EDGE]
        beside = [item for item in items if item.block is not None and item not in marks]
        clear = all(not _beside(other, mark) or other.box.x0 > mark.box.x1 for mark in along for other in beside)
        self.marks = frozenset(along) if clear and len({item.bare for item in along}) > 1 else frozenset()

    def time_of(self, lines: Sequence[Line]) -> Item | None:
        """The mark that the lines stand beside or below, before the next one."""
        first = lines[0]
        above = [mark for mark in self.marks if (mark.page, mark.box.top) <= (first.page, first.box.bottom)]
        return max(above, key=lambda mark: (mark.page, mark.box.top), default=None)


def _beside(item: Item, mark: Item) -> bool:
    return item.page == mark.page and item.box.top < mark.box.cy < item.box.bottom


def find_tags(items: Sequence[Item], heads: Container[Item]) -> frozenset[Item]:
    """Words in a box of their own right above ``heads`` that come back above others of them."""
    found = [
        above
        for above, head in pairwise(item for item in items if not is_deadline(item.text))
        if head in heads
        and above.kind == "paragraph"
        and above.panel is not None
        and above.panel != head.panel
        and len(above.text) <= TAG_MAX
        and above.box.bottom <= head.box.cy
    ]
    different = {item.bare for item in found}
    return frozenset(found) if len(different) >= TAGS_MIN and 2 * len(different) <= len(found) else frozenset()
