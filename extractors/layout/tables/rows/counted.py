"""Rows that go on counting where those of a table end, however far below: a row is as high as what stands beside it.

A wide sheet prints the rest of a high row on another page, and white space alone shows there. The number that follows
the last one of its column says that the row is of the same table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from extractors.layout.lines import Phrase, TextRow

SAME_LEFT = 2.0
"""Points by which numbers of one column may differ in where they begin."""
_NUMBER = re.compile(r"(?P<lead>[^\W\d]{0,4}\.? ?(?:\d{1,2}\.)*)(?P<number>\d{1,3})(?=\W|$)")
"""A number at the beginning of its cell, with letters or the numbers of its chapter before it: "7.", "Nr. 7", "2.7"."""


def counts_on(row: TextRow, above: Sequence[TextRow]) -> bool:
    """Whether a number of the row follows the last two that begin at its left among the rows ``above``.

    Cards, of which each has one number, count on as well.
    """
    for phrase in row.phrases:
        own = _number(phrase)
        if own is None:
            continue
        before = (p for other in reversed(above) for p in other.phrases if abs(p.x0 - phrase.x0) <= SAME_LEFT)
        numbers = (found for p in before if (found := _number(p)) is not None)
        if list(islice(numbers, 2)) == [(own[0], own[1] - 1), (own[0], own[1] - 2)]:
            return True
    return False


def _number(phrase: Phrase) -> tuple[str, int] | None:
    match = _NUMBER.match(phrase.text) if phrase.words else None
    return (match["lead"], int(match["number"])) if match is not None else None
