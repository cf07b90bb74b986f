"""Heads that all but touch, parted where each has its middle over the signs of its own column.

Heads of narrow columns stand closer than heads of others, but wider apart than their words do. The signs below them
are centred as they are: of a line whose pieces all have signs below their middles, each piece is a head.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from extractors.layout.lines import Phrase, TextRow, is_sign, make_phrase, part_row
from schemas.page import Word

SIGNS_MIN = 3
"""Signs below a line of heads; fewer may stand there by chance."""
SAME_MIDDLE = 1.0
"""Points by which a sign may miss the middle of its head."""
WIDER = 1.3
"""A space between two heads is wider than those between their words by this factor."""
REACH = 30
"""Rows below within which the signs stand."""


def part_over_signs(zones: Sequence[Sequence[TextRow]]) -> list[list[TextRow]]:
    """The rows of each zone of each page, top to bottom, with lines of heads over columns of signs parted.

    A line that is printed again in the same place is parted alike, however few signs stand below it there.
    """
    starts: dict[tuple[str, int], list[int]] = {}
    for rows in zones:
        signs = [(i, p.cx) for i, row in enumerate(rows) for p in row.phrases if len(p.words) < 2 and _is_lone_sign(p)]
        places = [i for i, _ in signs]
        every = sorted([x for _, x in signs])
        for i, row in enumerate(rows) if len(signs) >= SIGNS_MIN else ():
            several = [p for p in row.phrases if len(p.words) > 1 and len(_under(p, every)) >= SIGNS_MIN]
            near = signs[bisect_right(places, i) : bisect_right(places, i + REACH)] if several else []
            below = sorted([x for _, x in near])
            for phrase in several if len(below) >= SIGNS_MIN else ():
                if found := _starts(phrase, below):
                    starts[_key(phrase)] = found
    return [[part_row(row, partial(_parted, starts=starts)) for row in rows] if starts else [*rows] for rows in zones]


def _is_lone_sign(phrase: Phrase) -> bool:
    """Whether a phrase of one word is one letter, digit or mark, printed or drawn."""
    return not phrase.words or (len(phrase.words[0].text) < 2 and is_sign(phrase))


def _key(phrase: Phrase) -> tuple[str, int]:
    return phrase.text, round(phrase.x0)


def _parted(phrase: Phrase, starts: Mapping[tuple[str, int], list[int]]) -> list[Phrase]:
    found = starts.get(_key(phrase)) if len(phrase.words) > 1 else None
    if found is None:
        return [phrase]
    return [make_phrase(phrase.words[a:b]) for a, b in pairwise([0, *found, len(phrase.words)])]


def _starts(phrase: Phrase, signs: Sequence[float]) -> list[int]:
    """The words with which heads begin behind the widest spaces of a phrase; none where some head has no sign below.

    The phrase has several words, and ``signs`` stand left to right.
    """
    words = phrase.words
    under = _under(phrase, signs)
    if len(under) < SIGNS_MIN or not all(w.text[:1].isalpha() for w in words):
        return []
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    for gap in sorted(set(gaps)):
        starts = [i for i, own in enumerate(gaps, 1) if own >= gap]
        inner = [own for own in gaps if own < gap]
        if inner and gap < WIDER * max(inner):
            continue
        pieces = [words[a:b] for a, b in pairwise([0, *starts, len(words)])]
        if len(pieces) > 1 and all(_has_sign_below(piece, under) for piece in pieces):
            return starts
    return []


def _under(phrase: Phrase, signs: Sequence[float]) -> Sequence[float]:
    """Those of the signs, left to right, that stand below the phrase."""
    return signs[bisect_left(signs, phrase.x0) : bisect_right(signs, phrase.x1)]


def _has_sign_below(piece: Sequence[Word], signs: Sequence[float]) -> bool:
    middle = (piece[0].x0 + piece[-1].x1) / 2
    at = bisect_left(signs, middle - SAME_MIDDLE)
    return at < len(signs) and signs[at] <= middle + SAME_MIDDLE
