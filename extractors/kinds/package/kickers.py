"""Lines right above titles that key a recommendation: its number, level or category, and nothing else.

"Anbefaling 3 | Grundniveau", "Grundniveau · Rammer", "Nr. 4". Such a line is the end of what stands above it, unless
title after title has one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from extractors.kinds.flow import Item
from extractors.kinds.package.levels import WORD_MIN, level_line
from extractors.kinds.package.titles import category_heading
from extractors.kinds.wording import level_of
from schemas.columns import CategoryName, LevelName

MIN_ABOVE = 3
"""So many titles with a key right above them show that it is theirs; fewer may be sections of one title each."""
LONGEST = 80
_PARTS = re.compile(r"\s*[|·•/,;]\s*|\s+[–—-]\s+")
_NUMBER = re.compile(r"^(?:anbefaling|anb\.?|nr\.?)\s*(?:nr\.?\s*)?(\d{1,3})\s*[:.]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kicker:
    """What a line above a title says of it."""

    number: int | None = None
    level: LevelName | None = None
    category: CategoryName | None = None


def read_kicker(text: str) -> Kicker | None:
    """What the parts of a line say, when each is a number, a level or a category and one is no category."""
    if len(text) > LONGEST:
        return None
    level = level_line(text)
    if level is not None:
        return Kicker(level=level)
    number: int | None = None
    category: CategoryName | None = None
    for part in _PARTS.split(text.strip()):
        labelled = _NUMBER.match(part)
        stated = level_of(part) if len(part) >= WORD_MIN else None
        named = category_heading(part)
        if labelled is not None and number is None:
            number = int(labelled[1])
        elif stated is not None and level is None:
            level = stated
        elif named is not None and category is None:
            category = named
        else:
            return None
    return Kicker(number, level, category) if number is not None or level is not None else None


def kickers_above(items: Sequence[Item], titles: Container[int]) -> dict[int, Kicker]:
    """Places and contents of the lines that key the title below them, where most titles have one there.

    A line that states a level alone stands under its title, unless it does so above title after title.
    """
    stated = {i: found for i, item in enumerate(items) if item.block and (found := read_kicker(item.text)) is not None}
    above = {
        i: kicker
        for i, kicker in stated.items()
        if i not in titles and i + 1 in titles and _stands_above(items[i], items[i + 1])
    }
    below = sum(1 for i in stated if i - 1 in titles)
    heads = sum(1 for i in range(len(items)) if i in titles)
    return above if len(above) >= MIN_ABOVE and 2 * len(above) > heads and len(above) > below else {}


def _stands_above(kicker: Item, title: Item) -> bool:
    """Whether a line stands over a title rather than beside it or beside another: the flow alone does not tell."""
    over = kicker.page < title.page or kicker.box.cy < title.box.top
    return over and kicker.box.x0 < title.box.x1 and title.box.x0 < kicker.box.x1
