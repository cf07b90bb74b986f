"""Which end of a scale of digits is best, as a sentence or header says: "hvor 1 er lavest og 5 er højest"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractors.kinds.assessment.wordings.scales import Scale, digit_scale, polarity
from extractors.kinds.wording import fold

_DIRECTION = re.compile(
    r"\b([0-9])\b[^.;0-9]{0,30}?\b(bedst|højest|højeste|helt opfyldt|fuldt opfyldt|dårligst|lavest|laveste|slet ikke|"
    r"ikke opfyldt)\b"
)
_BEST = ("bedst", "højest", "højeste", "helt opfyldt", "fuldt opfyldt")


_MEANT = re.compile(r"\b([0-9]|10)\b\s*(?:er|=|:|betyder|svarer til|står for|vil sige)\s*([^.;,()0-9]{2,60})")
"""What one digit means: ``hvor 5 er "anbefalingen efterleves fuldt ud" og 1 er …``."""
OPPOSITE = 0.5
"""Polarities of the meanings of two digits that lie so far apart say which of them is better."""
_RANGE = re.compile(r"\b([01])\b(?:\s?[-–—]\s?|[^.;0-9]{1,40}?\btil )([2-9]|10)\b")
"""``1-5``, ``0 til 5``, ``fra 1 (slet ikke) til 5``."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Which end of a digit scale is best, as a sentence or header says."""

    digit: int
    best: bool
    """Whether ``digit`` is the best end; else it is the worst."""
    bottom: int | None
    """The lowest digit, 0 or 1; None where neither is named."""
    top: int
    """The highest digit that is named."""


def direction_in(text: str) -> Direction | None:
    """The direction of digits in a sentence such as "hvor 1 er lavest og 5 er højest"; None when it says none."""
    folded = fold(text)
    match = _DIRECTION.search(folded)
    if match is None:
        return _by_meanings(folded)
    span = _RANGE.search(folded)
    digit = int(match.group(1))
    named = [int(other.group(1)) for other in _DIRECTION.finditer(folded)]
    named += [int(end) for end in span.groups()] if span is not None else []
    bottom = min(named) if min(named) <= 1 else None
    return Direction(digit, match.group(2) in _BEST, bottom, max(named))


def _by_meanings(folded: str) -> Direction | None:
    """The direction of the lowest and the highest digit that a text explains, where it says the contrary of the two."""
    meant = {int(hit[1]): polarity(hit[2]) for hit in _MEANT.finditer(folded)}
    if len(meant) < 2:
        return None
    bottom, top = min(meant), max(meant)
    low, high = meant[bottom], meant[top]
    if low is None or high is None or abs(high - low) < OPPOSITE:
        return None
    return Direction(top, high > low, bottom if bottom <= 1 else None, top)


def turned(scale: Scale, direction: Direction) -> Scale:
    """A digit scale with its direction set, from the lowest to the highest digit that is named or that occurs.

    Where a 0 occurs and no lowest digit is named, it may be a step or say that nobody rated: the scale is not known.
    """
    printed = [int(label) for label in scale.labels]
    bottom = min(*printed, 1) if direction.bottom is None else direction.bottom
    top = max(*printed, direction.top)
    best_is_low = (2 * direction.digit <= bottom + top) == direction.best
    ordered = digit_scale(range(bottom, top + 1)[:: 1 if best_is_low else -1], direction_known=True)
    return replace(ordered, known=direction.bottom is not None or 0 not in printed)
