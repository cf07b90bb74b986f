"""References to recommendations in running text: ``se anbefaling 15``, ``jf. punkt 3.2``, ``nr. 4 og 5``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.danish.numbers import MAX_NUMBER, Level

_REFERENCE = re.compile(
    r"\b(?P<word>anbefaling(?:en|er|erne)?(?:\s+nr\.?)?|anb\.|initiativ(?:erne|er|et)?|punkt?(?:erne|er)?|pkt\.?|løbenr\.?)"
    r"\s+(?P<list>(?:[GU]\s?)?\d{1,3}(?:\.\d{1,2})?(?:\s*(?:,|og|/|&|samt|-|–)\s*(?:[GU]\s?)?\d{1,3}(?:\.\d{1,2})?)*)"
    r"(?![\d%]|\s*(?:år|pct|procent|kr|%))",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?P<level>(?<![a-zæøå])[GU])?\s?(?P<digits>\d{1,3}(?:\.\d{1,2})?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """A reference to one recommendation or more: numbers as in the text, place of the whole."""

    numbers: tuple[int, ...]
    level_letter: Level | None
    start: int
    end: int


def find_references(text: str) -> list[ReferenceMention]:
    """Find references to numbered recommendations, in order."""
    found = []
    for match in _REFERENCE.finditer(text):
        items = list(_ITEM.finditer(match["list"]))
        numbers = [int(item["digits"].rsplit(".", 1)[-1]) for item in items]
        if any(not 0 < number <= MAX_NUMBER for number in numbers):
            continue
        if len(numbers) == 2 and re.search(r"\d\s*[-–]\s*\d", match["list"]) and numbers[0] < numbers[1]:
            numbers = list(range(numbers[0], numbers[1] + 1))
        letters = {item["level"].upper() for item in items if item["level"]}
        letter = letters.pop() if len(letters) == 1 else None
        found.append(ReferenceMention(tuple(numbers), letter, match.start(), match.end()))  # type: ignore[arg-type]
    return found
