"""Rules that are typed: rows of dashes, underscores or equals signs stand for lines where nothing can be drawn.

A row is one when each of its words is a run of one such sign, and one of them is longer than the dash that stands for a
missing figure. Its words stay print outside tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.lines.edges import Edge, Edges

SIGNS = frozenset("-_=–—─━═")
LONGEST_DASH = 4
"""Signs of a dash in the place of a figure at most."""


def is_typed_rule(row: TextRow) -> bool:
    """Whether the row is a line, or several side by side."""
    first = row.phrases[0].words
    if not first or first[0].text[0] not in SIGNS:
        return False
    words = [word.text for phrase in row.phrases for word in phrase.words]
    return (
        all(text[0] in SIGNS and text == text[0] * len(text) for text in words) and max(map(len, words)) > LONGEST_DASH
    )


def with_typed_rules(edges: Edges, rules: Sequence[TextRow]) -> Edges:
    """The edges of a page with those that ``rules`` stand for: each phrase one, and each of its words where several."""
    typed = [Edge(row.cy, x0, x1, True, 0.0) for row in rules for p in row.phrases for x0, x1 in _extents(p)]
    return edges._replace(horizontal=tuple(sorted((*edges.horizontal, *typed)))) if typed else edges


def _extents(phrase: Phrase) -> list[tuple[float, float]]:
    """Where the phrase begins and ends, and each of its words where there are several."""
    words = phrase.words if len(phrase.words) > 1 else ()
    return [(phrase.x0, phrase.x1), *((word.x0, word.x1) for word in words)]
