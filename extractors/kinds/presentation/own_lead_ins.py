"""Lead-ins of a deck's own wording: what stands beside the known one on slide after slide.

Slides of initiatives are built alike. Where a heading that says "Status" and another come back on them, the other leads
to the actors when names stand under it, a few words each; and the other way round, sentences say the status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractors.kinds.flow import Item
from extractors.kinds.presentation.slides import Slide
from extractors.kinds.presentation.tiles import lead_in

SLIDES_MIN = 2
"""A lead-in comes back on so many slides at least."""
NAME_WORDS = 4
"""Mean words of an entry up to which entries are names."""
OTHER = {"status": "actors", "actors": "status"}


def own_lead_ins(slides: Sequence[Slide]) -> Mapping[str, str]:
    """The lead-in that the deck words in its own way, with what it leads to; none where it cannot be told."""
    under: dict[str, list[Item]] = defaultdict(list)
    known: dict[str, set[int]] = defaultdict(set)
    found_on: dict[str, set[int]] = defaultdict(set)
    for slide in slides:
        head: str | None = None
        for item in slide.body:
            label = lead_in(item, slide)
            if label is not None:
                known[label].add(slide.page)
                head = None
            elif item.is_heading:
                head = item.bare
                found_on[head].add(slide.page)
            elif head is not None:
                under[head].append(item)
    told = [label for label in OTHER if len(known[label]) >= SLIDES_MIN]
    open_ones = [head for head, pages in found_on.items() if len(pages) >= SLIDES_MIN and under[head]]
    if len(told) != 1 or len(open_ones) != 1 or not found_on[open_ones[0]] <= known[told[0]]:
        return {}
    head, role = open_ones[0], OTHER[told[0]]
    return {head: role} if _are_names(under[head]) == (role == "actors") else {}


def _are_names(items: Sequence[Item]) -> bool:
    words = sum(len(item.text.split()) for item in items)
    return words <= NAME_WORDS * len(items) and not any(item.text.endswith(".") for item in items)
