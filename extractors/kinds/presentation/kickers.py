"""Lines above the titles of slides that give the number of an initiative and say whom it is for.

"Indsats 2 | Unge" in small print above a larger title is such a line where each slide has a number and a title of its
own and reports on the initiative. Where slides share a number, the line names the initiative, and their titles what
they say of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.kinds.flow import Item
from extractors.kinds.patterns import find_name, pattern
from extractors.kinds.presentation.slides import Slide
from extractors.kinds.presentation.tiles import lead_in

LARGER = 1.25
"""The title of an initiative is larger than the line above it by this factor."""


@dataclass(frozen=True, slots=True)
class Kicker:
    """The line above a title."""

    item: Item
    number: str
    about: str


def kickers(slides: Sequence[Slide]) -> Mapping[int, Kicker]:
    """The lines above titles, by the place of the slide; none where numbers or titles come again."""
    found = {i: kicker for i, slide in enumerate(slides) if (kicker := _kicker(slide)) is not None}
    numbers = {kicker.number for kicker in found.values()}
    titles = {slides[i].title_text for i in found}
    return found if len(found) > 1 and len(numbers) == len(titles) == len(found) else {}


def _kicker(slide: Slide) -> Kicker | None:
    named = [
        (item, m) for item in slide.body if (m := pattern("presentation", "initiative").match(item.text)) is not None
    ]
    if len(named) != 1 or not slide.title or find_name("presentation", "labels", slide.title_text or "") is not None:
        return None
    (item, match), title = named[0], slide.title[0]
    about = match["title"].strip()
    above = item.box.bottom <= title.box.cy and title.style[0] >= LARGER * item.style[0]
    if not above or not about or not any(lead_in(other, slide) is not None for other in slide.body):
        return None
    return Kicker(item, re.sub(r"\s+", " ", match["number"]), about)
