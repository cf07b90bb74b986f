"""Words that readers join over an upright line, because their cells leave no white beside it: "Nr.Initiativ".

A line through a word may also belong to another table, or a word be wider than its cell. So a word is parted only where
its letters say it too: a small letter, digit or stop before a capital, or letters beside digits, right at the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.page import Word

HAIR = 1.0
"""Points by which a word may reach over a line."""
NEAR = 0.7
"""Font sizes between the line and the joint that letters show: how wide each letter is, is guessed."""
_JOINT = re.compile(r"(?<=[a-zæøå.:)])(?=[A-ZÆØÅ])|(?<=\d)(?=[A-ZÆØÅ])|(?<=[a-zæøå.])(?=\d)")
_NARROW, _WIDE = frozenset("iíjltfrI1.,:;'!|()[]-/ "), frozenset("mwMWÆ@%")


def parted_word(word: Word, lines: Sequence[float]) -> list[Word]:
    """The word, parted at the first of the upright ``lines`` that runs through a joint of its letters."""
    crossed = [x for x in lines if word.x0 + HAIR < x < word.x1 - HAIR]
    joints = [match.start() for match in _JOINT.finditer(word.text)] if crossed else []
    if not joints:
        return [word]
    widths = [0.5 if char in _NARROW else 1.5 if char in _WIDE else 1.0 for char in word.text]
    unit = (word.x1 - word.x0) / sum(widths)
    for x in crossed:
        ends = {at: word.x0 + unit * sum(widths[:at]) for at in joints}
        at = min(ends, key=lambda place: abs(ends[place] - x))
        if abs(ends[at] - x) <= NEAR * word.size:
            first = word._replace(text=word.text[:at], x1=x - HAIR / 2)
            return [first, *parted_word(word._replace(text=word.text[at:], x0=x + HAIR / 2), lines)]
    return [word]
