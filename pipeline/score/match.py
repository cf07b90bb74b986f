"""Records read and records of the gold → pairs. What stays alone was missed, or is not in the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.score.compare import likeness, normal
from pipeline.score.fields import IDENTITY, LIKENESS

SAME_RECORD = 0.55
"""Likeness from which two records can be the same one: a little more than half, so that two wrong fields of four still
leave a record to be blamed for them."""
_OTHER_WEIGHT = 0.25

Row = dict[str, Any]


class Pair(NamedTuple):
    """A record that was read and the gold record it should be; one of them may be None."""

    got: Row | None
    want: Row | None


def pair_records(kind: str, got: Sequence[Row], want: Sequence[Row]) -> list[Pair]:
    """Pair the most alike first; among equals those that are the same occurrence, then the nearest in order."""
    candidates = sorted(
        (
            (alike, mine.get("occurrence") == gold.get("occurrence"), -abs(i - j), i, j)
            for i, mine in enumerate(got)
            for j, gold in enumerate(want)
            if (alike := _record_likeness(kind, mine, gold)) >= SAME_RECORD
        ),
        reverse=True,
    )
    partner_of_got: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in candidates:
        if i not in partner_of_got and j not in taken:
            partner_of_got[i] = j
            taken.add(j)
    pairs = [Pair(mine, want[partner_of_got[i]] if i in partner_of_got else None) for i, mine in enumerate(got)]
    return pairs + [Pair(None, gold) for j, gold in enumerate(want) if j not in taken]


def _record_likeness(kind: str, got: Row, want: Row) -> float:
    if kind in IDENTITY:
        return float(all(normal(got.get(name)) == normal(want[name]) for name in IDENTITY[kind] if name in want))
    first, *others = LIKENESS[kind]
    score = likeness(got.get(first), want.get(first))
    score += sum(_OTHER_WEIGHT * likeness(got.get(name), want.get(name)) for name in others)
    return score / (1 + _OTHER_WEIGHT * len(others))
