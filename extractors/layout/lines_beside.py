"""Lines of two columns whose gap is narrow on some baselines → lines of one column each.

Free print ends a line at a gap that no justified line stretches to. Text that fills its column comes nearer to the next
one. Where the line above or below is parted by more, and both its parts begin where the parts of this line would, the
columns are told by two rows and two edges.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice, pairwise

from extractors.layout.lines import make_line
from extractors.layout.spaces import PHRASE_GAP
from schemas.layout import Line

SAME_EDGE = 1.0
"""Points by which lines of one column may differ in where they begin."""
SAME_BASELINE = 0.3
"""Font sizes by which the middles of two lines on one baseline may differ."""
NEXT_LINE = 2.0
"""Font sizes from a line to the next one of its column at most."""
PAGES_MIN = 2
"""So many other pages show two columns that no line beside shows."""
WORDS_MIN = 2
"""A word alone before a gap is a marker or a label of what follows."""


def part_lines_beside(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all pages, each that runs over two columns parted where other lines show them.

    The next line or the one above shows them; or other pages do, on which lines of two columns begin at the same two
    edges: slides are made from one template.
    """
    found: list[Line] = []
    elsewhere: _Columns | None = None
    for number, lines in enumerate(pages):
        wide = {id(line): gaps for line in lines if not line.direction and (gaps := _gaps(line))}
        level = sorted((line for line in lines if not line.direction), key=lambda line: line.box.cy) if wide else []
        heights = [line.box.cy for line in level]
        for line in lines:
            if id(line) not in wide:
                found.append(line)
                continue
            reach = NEXT_LINE * line.size
            near = level[bisect_left(heights, line.box.cy - reach) : bisect_right(heights, line.box.cy + reach)]
            at = next((k for k in wide[id(line)] if _is_shown(line, k, near)), None)
            if at is None and len(wide[id(line)]) == 1:
                # Of a line that is set with wide spaces throughout, one lies at the edge of a column by chance.
                elsewhere = _Columns(pages) if elsewhere is None else elsewhere
                at = next((k for k in wide[id(line)] if elsewhere.are_shown(line, k, number)), None)
            if at is None:
                found.append(line)
            else:
                found += (make_line(line.page, part) for part in (line.words[:at], line.words[at:]))
    return found


class _Columns:
    """Where the lines of two columns begin, page by page."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._edges: list[list[tuple[float, float]]] = []
        for lines in pages:
            level = sorted((line for line in lines if not line.direction), key=lambda line: (line.box.cy, line.box.x0))
            self._edges.append(
                [(a.box.x0, b.box.x0) for a, b in pairwise(level) if b.box.cy - a.box.cy <= SAME_BASELINE * a.size]
            )

    def are_shown(self, line: Line, at: int, number: int) -> bool:
        """Whether lines of several pages, but for that of ``line``, begin where it and its word ``at`` do."""
        left, right = line.box.x0, line.words[at].x0
        shown = (
            any(abs(a - left) <= SAME_EDGE and abs(b - right) <= SAME_EDGE for a, b in edges)
            for other, edges in enumerate(self._edges)
            if other != number
        )
        return sum(islice(filter(None, shown), PAGES_MIN)) == PAGES_MIN


def _gaps(line: Line) -> list[int]:
    """The words of a line that stand further behind the one before than a word space."""
    least = PHRASE_GAP * line.size
    return [k for k in range(WORDS_MIN, len(line.words)) if line.words[k].x0 - line.words[k - 1].x1 > least]


def _is_shown(line: Line, at: int, near: Sequence[Line]) -> bool:
    """Whether two lines on another baseline begin where ``line`` and its word ``at`` do."""
    slack = SAME_BASELINE * line.size
    other = [own for own in near if abs(own.box.cy - line.box.cy) > slack]
    lefts = [own for own in other if abs(own.box.x0 - line.box.x0) <= SAME_EDGE]
    rights = [own for own in other if abs(own.box.x0 - line.words[at].x0) <= SAME_EDGE]
    return any(abs(a.box.cy - b.box.cy) <= slack for a in lefts for b in rights)
