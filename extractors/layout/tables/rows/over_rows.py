"""Cells over two rows that something is drawn between: their print runs across the parting, or is set in the middle."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from extractors.layout.tables.lines.drafts import Draft
from schemas.page import Word

LINE_GAP = 0.5
"""Line heights of white between two lines of one cell at most."""
LEVEL = 1.5
"""Points by which the middles of cells over the same rows may differ."""
CENTRED = 2
"""So many cells of a row show where its middle is, and so many that are set between two rows."""


def over_two_rows(
    draft: Draft, words: Sequence[Sequence[Sequence[Word]]], closed_below: Sequence[Sequence[bool]]
) -> list[tuple[int, int]]:
    """The places that are one cell with the one below them, though something is drawn between: it runs below the cell.

    Its print runs across the parting, or is level with such print; or it is set in the middle of two rows, in one of
    which it would be alone off the middle that the others of its row keep to.
    """
    found: list[tuple[int, int]] = []
    if not any(map(any, closed_below[1:-1])):
        return found
    extents = [{c: _extent(held) for c, held in enumerate(row) if held} for row in words]
    for r, (top, y, bottom) in enumerate(zip(draft.ys, draft.ys[1:], draft.ys[2:], strict=False)):
        both = (top + bottom) / 2
        # Nearly no print reaches over a line, or stands as high as the middle of two rows.
        if not any(
            above < y < below or abs((above + below) / 2 - both) <= LEVEL
            for row in extents[r : r + 2]
            for above, below in row.values()
        ):
            continue
        drawn = [c for c, line in enumerate(closed_below[r + 1]) if line]
        upper, lower = ({c: extents[k][c] for c in drawn if c in extents[k]} for k in (r, r + 1))
        alone = {c: extent for c, extent in (upper | lower).items() if not (c in upper and c in lower)}
        met = sorted({c for row in (upper, lower) for c, (above, below) in row.items() if above < y < below})
        # Of cells that are set in the middle of two rows, one shows nothing.
        if not met and sum(abs(extent.middle - both) <= LEVEL for extent in alone.values()) < CENTRED:
            continue
        centred = _off_middle(upper, alone, (top + y) / 2, both) | _off_middle(lower, alone, (y + bottom) / 2, both)
        crossed = {
            c
            for c in met
            if any(_lies_on(w, y) for w in (*words[r][c], *words[r + 1][c]))
            # What spills over the line below its cell is set in the middle of no two.
            and abs(_extent([*words[r][c], *words[r + 1][c]]).middle - both) <= LEVEL
        }
        heights = [_extent([*words[r][c], *words[r + 1][c]]).middle for c in crossed]
        level = {c for c, extent in alone.items() if any(abs(extent.middle - height) <= LEVEL for height in heights)}
        merged = crossed | level | (centred if crossed or len(centred) >= CENTRED else set())
        if merged:
            merged |= {c for c in upper.keys() & lower.keys() if _is_one_text(words[r][c], words[r + 1][c], both)}
        found += [(r, c) for c in sorted(merged)]
    return found


_heights_of = attrgetter("top", "bottom")


class _Extent(NamedTuple):
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


# Skips the argument binding of the named tuple's own constructor.
_extent_of = partial(tuple.__new__, _Extent)


def _extent(words: Sequence[Word]) -> _Extent:
    """Top and bottom of the print of a place."""
    if len(words) == 1:
        return _extent_of((words[0].top, words[0].bottom))
    tops, bottoms = zip(*map(_heights_of, words), strict=True)
    return _extent_of((min(tops), max(bottoms)))


def _is_one_text(upper: Sequence[Word], lower: Sequence[Word], middle: float) -> bool:
    """Whether the words are lines of one cell that is set in the middle of two rows."""
    near = min(w.top for w in lower) - max(w.bottom for w in upper) < LINE_GAP * (lower[0].bottom - lower[0].top)
    return near and abs(_extent([*upper, *lower]).middle - middle) <= LEVEL


def _off_middle(row: Mapping[int, _Extent], alone: Container[int], own: float, both: float) -> set[int]:
    """The columns of a row that print at the middle of two rows, where all others keep to the middle of the row itself.

    Cells that begin or end at one height with others are set from the top or from the bottom.

    Args:
        row: the extent of each cell of the row that prints.
        alone: the columns that print in one of the two rows.
        own: the middle of the row.
        both: the middle of the two.
    """
    off = {c for c, extent in row.items() if c in alone and abs(extent.middle - both) <= LEVEL}
    if not off:
        return off
    others = [extent for c, extent in row.items() if c not in off]
    kept = len(others) >= CENTRED and all(abs(extent.middle - own) <= LEVEL for extent in others)
    flush = any(abs(a - b) <= LEVEL for c in off for other in others for a, b in zip(row[c], other, strict=True))
    return off if kept and not flush and abs(own - both) > 2 * LEVEL else set()


def _lies_on(word: Word, y: float) -> bool:
    """Whether the height runs through the middle half of the word."""
    return abs(y - (word.top + word.bottom) / 2) < (word.bottom - word.top) / 4 and not word.direction
