"""Where on its page each title stands with the text below it, for what stands beside both in a column of its own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.kinds.assessment.forms.form_pieces import Piece
from schemas.geometry import Box, union

SLACK = 0.4
"""Share of a line's height by which what stands beside a title may begin above it."""


class Band(NamedTuple):
    """A title with the text below it, on the page that it begins on."""

    page: int
    box: Box
    """Of the title's lines and those of its text."""
    start: float
    """What stands higher is beside the title above."""
    end: float
    """Where the next title in this column starts."""

    def gap_to(self, box: Box) -> float | None:
        """Points of white between the band and what stands left or right of it; None where the two overlap."""
        gap = max(self.box.x0 - box.x1, box.x0 - self.box.x1)
        return gap if gap >= 0 else None


def bands_of(pieces: Sequence[Piece], titles: Collection[int]) -> dict[int, Band]:
    """The band of each title, by its index; text that goes on overleaf or in another column is left out."""
    on_page: dict[int, dict[int, Band]] = defaultdict(dict)
    for i in titles:
        first = pieces[i].lines[0]
        own = [line.box for line in pieces[i].lines if line.page == first.page]
        head = union(own)
        for piece in _below(pieces, i, titles):
            lines = [line.box for line in piece.lines if line.page == first.page]
            own += [box for box in lines if _share_columns(box, head) and box.top >= head.top]
        on_page[first.page][i] = Band(first.page, union(own), head.top - SLACK * first.box.height, math.inf)
    found: dict[int, Band] = {}
    for own_bands in on_page.values():
        for i, band in own_bands.items():
            later = (
                other.start
                for other in own_bands.values()
                if other.start > band.start and _share_columns(other.box, band.box)
            )
            found[i] = band._replace(end=min(later, default=math.inf))
    return found


def nearest_band(bands: Mapping[int, Band], page: int, box: Box, *, below: float) -> int | None:
    """The title that something stands nearest to, left or right of it; None where it stands beside none.

    Args:
        bands: of titles.
        page: where it stands.
        box: the line, or the drawing, whose middle tells the height.
        below: points by which it may stand lower than the text below a title.
    """
    gaps = {
        i: gap
        for i, band in bands.items()
        if band.page == page
        and band.start <= box.cy < min(band.end, band.box.bottom + below)
        and (gap := band.gap_to(box)) is not None
    }
    return min(gaps, key=lambda i: gaps[i], default=None)


def _below(pieces: Sequence[Piece], title: int, titles: Container[int]) -> Iterator[Piece]:
    """The pieces below a title, up to the next heading or title."""
    for i in range(title + 1, len(pieces)):
        if pieces[i].kind == "heading" or i in titles:
            return
        yield pieces[i]


def _share_columns(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and one.x1 > other.x0
