"""Text rows → table rows, where no line is drawn between them.

Print is put into bands that no level line can part. A table row is a run of bands; of all ways to part the bands into
runs the one counts that the evidence speaks for most, taken together:

1. a drawn line, a phrase across the columns, or a line that heads a section parts rows whatever else there is;
2. *anchors*: columns whose entries take one line each (a number, a level, a name; the columns of one scale, of which a
   row fills one) have one entry a row;
3. *alignment*: the cells of a row begin, are centred, or end at one height, and all rows of a table in the same way;
4. a cell has no hole: its lines follow each other at the pitch of lines;
5. between neighbouring bands: space, weight, figures, lines that were full (row_evidence).

The rows are sought once for each alignment and once for none; the alignment that the rows found for it go against
least is the table's, of several with as many rows the one whose rows cut least text. Without anchors nothing holds rows
together, and each gap is judged by itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.rows.anchors import SPACED, Anchor, find_anchors
from extractors.layout.tables.rows.bands import (
    CLOSER,
    Band,
    going_on_small,
    is_bold,
    make_bands,
    pitch_in_close_rows,
    pitch_of,
    room_of,
    sentence_columns,
    tight_pitch,
    wider_pitch,
)
from extractors.layout.tables.rows.row_evidence import SURE, Evidence, row_evidence
from extractors.layout.tables.rows.sections import (
    are_titled,
    find_long_sections,
    find_sections,
    find_set_apart,
    span_centred,
)

TOP, MIDDLE, BOTTOM, NONE = ALIGNMENTS = range(4)
"""How the cells of a row are aligned: at one height each, or anyhow."""

OFF_LINE = 0.4
"""Line heights by which cells of one row may miss their common height."""
MISALIGNED = 1.5
"""What a cell takes that stands off the height of the others of its row."""
LONE = 1.5
"""What a row takes that prints in one column alone, where figures anchor the rows and it has none."""
CUT = 0.5
"""Share of that which counts in the last row of a page: it may go on overleaf."""
HOLE = 1.5
"""What a space as wide as a line within a cell takes."""
HOLLOW = 1.7
"""Pitch beyond the tight one by this factor is such a space."""
LONGEST = 60
"""Bands of one row at most: what is longer is no row."""
UNRULY = 0.34
"""Cells off their height, for each row, from which a table keeps to no alignment."""
ROWS_MIN = 4
"""Bands of which each may be a row: a head and three rows."""
FULL_COLUMNS = 2
"""Columns that print in every band where each is a row."""
GOES_ON = -1.0
"""Evidence from which a row that ends there cuts its text."""
STRONGEST = 4.0
"""Evidence between two bands counts no more than this, drawn lines and print across apart."""


_Scores = tuple[float, ...]
"""What speaks for a row, by alignment."""


class _Run(NamedTuple):
    """The best way to part the bands up to one of them."""

    score: float
    before: int
    """Where the last row begins."""
    against: float
    """What speaks against its rows, evidence between bands apart."""


def find_row_ends(
    stretches: Sequence[Sequence[TextRow]], xs: Sequence[float], rests: Sequence[float | None] = ()
) -> list[list[float]]:
    """Places between the table rows that print makes.

    Args:
        stretches: the rows of print between one line drawn across the table and the next.
        xs: partings of the columns.
        rests: for each of them the height below which the rest of a cut row may begin; None where none may.

    Returns:
        For each stretch the places where a row ends inside it.
    """
    parts = [make_bands(rows, xs) for rows in stretches]
    bands = [band for part in parts for band in part]
    if len(bands) < 2:
        return [[] for _ in parts]
    span_centred(bands, xs)
    room = room_of(bands, xs)
    pitches = [pitch_of(above, below) for above, below in pairwise(bands)]
    close_rows = pitch_in_close_rows(bands, pitches)
    tight = close_rows or tight_pitch(bands)
    wider = wider_pitch(pitches, tight)
    whole = sentence_columns(bands)
    drawn: set[int] = set()
    for part in parts[:-1]:
        drawn.add((max(drawn) if drawn else -1) + len(part))
    evidence = [
        row_evidence(above, below, pitch, tight, wider, room, whole, close_rows=close_rows > 0)
        for (above, below), pitch in zip(pairwise(bands), pitches, strict=True)
    ]
    wide = [
        i not in drawn and tight > 0 and (pitch > wider or (close_rows > 0 and pitch < CLOSER * tight))
        for i, pitch in enumerate(pitches)
    ]
    anchors = find_anchors(bands, wide, room, wider, whole)
    below = set(range(1, len(bands)))
    # Figures in fewer lines, or in all of them below the head, tell where rows are.
    each = all(below <= anchor.entries for anchor in anchors if anchor.figures) and _are_rows(bands, wide, drawn)
    if anchors and not each:
        entries = {i for anchor in anchors for i in anchor.entries}
        sections = {i: i for i in find_sections(bands, room, drawn, _close_below(wide, anchors))}
        sections |= {i: i for i in find_set_apart(bands, room, wide, entries, drawn, tight)}
        sections |= find_long_sections(bands, room, drawn)
        ends = _Parting(bands, evidence, drawn, anchors, tight, sections, _rests(parts, rests), wide).best()
    else:
        ends = {i for i, found in enumerate(evidence) if i in drawn or each or found.total > 0}
    found = []
    start = 0
    for part in parts:
        inside = range(start, start + len(part) - 1)
        found.append([(bands[i].bottom + bands[i + 1].top) / 2 for i in inside if i in ends])
        start += len(part)
    return found


def _are_rows(bands: Sequence[Band], wide: Sequence[bool], drawn: set[int]) -> bool:
    """Whether every band is a row: all stand equally far apart, print in the same columns, and none goes on.

    Of cells that wrap some would have more lines than others, and some line would go on in small letters. Below a line
    under the head a column says so in which every line begins with a number.
    """
    if len(bands) < ROWS_MIN or drawn - {0} or any(wide[len(drawn) :]) or any(band.spanning for band in bands):
        return False
    listed = [band for band in bands if set(band.cells) != {0} or not is_bold(band)]  # without names of sections
    if len(listed) < ROWS_MIN:
        return False
    always = set(listed[0].cells).intersection(*(band.cells for band in listed[1:]))
    firsts = [phrases[0].text[:1] for band in bands for phrases in band.cells.values() if phrases[0].words]
    if 0 not in always or len(always) < FULL_COLUMNS or any(map(str.islower, firsts)):
        return False
    return not drawn or any(all(_begins_number(band.cells[c][0]) for band in bands[1:]) for c in always)


def _begins_number(phrase: Phrase) -> bool:
    """Whether the phrase begins with a number, behind the sign of a currency maybe."""
    return re.match(r"\W?\d", phrase.text) is not None


def _close_below(wide: Sequence[bool], anchors: Sequence[Anchor]) -> set[int]:
    """The bands that stand as close below another as lines of one cell do, where more space is above most rows."""
    entries = {i for anchor in anchors if anchor.figures for i in anchor.entries if i}
    if sum(wide[i - 1] for i in entries) < SPACED * len(entries) or not entries:
        return set()
    return {i + 1 for i, apart in enumerate(wide) if not apart}


def _rests(parts: Sequence[Sequence[Band]], below: Sequence[float | None]) -> set[int]:
    """The bands that may begin with the rest of a row from the page before."""
    found: set[int] = set()
    start = 0
    for part, height in zip(parts, below, strict=False):
        if height is not None:
            found |= set([start + i for i, band in enumerate(part) if band.top >= height][:1])
        start += len(part)
    return found


class _Parting:
    """Parts the bands of one table into rows."""

    def __init__(
        self,
        bands: Sequence[Band],
        evidence: Sequence[Evidence],
        drawn: set[int],
        anchors: Sequence[Anchor],
        tight: float,
        sections: Mapping[int, int],
        rests: set[int],
        wide: Sequence[bool],
    ) -> None:
        self._evidence = evidence
        self._rests = rests
        self._page_ends = {i for i, (above, below) in enumerate(pairwise(bands)) if below.top < above.top}
        self._sections = sections
        self._forced = drawn | {i for i, found in enumerate(evidence) if found.either >= 2 * SURE}
        self._forced |= set(sections) | {first - 1 for first in sections.values()}
        self._anchors = anchors
        self._entering = [[k for k, anchor in enumerate(anchors) if i in anchor.entries] for i in range(len(bands))]
        self._figures = {k for k, anchor in enumerate(anchors) if anchor.figures}
        self._tight = tight
        self._lines = [{c: _height_of(phrases) for c, phrases in band.cells.items()} for band in bands]
        heights = [p.bottom - p.top for band in bands for phrases in band.cells.values() for p in phrases]
        self._slack = OFF_LINE * median(heights) if heights else 0.0
        self._body = _first_of_body(bands, anchors, drawn, wide)
        titled = are_titled(bands)  # Then bold lines are titles of rows, and head none.
        self._bold = [not titled and is_bold(band) for band in bands]
        self._bands = bands
        self._found: dict[int, list[tuple[int, _Scores]]] = {}

    def best(self) -> set[int]:
        """Bands after which a row ends."""
        kept = TOP
        against, ends = self._part(kept)
        for alignment in ALIGNMENTS[1:-1]:
            if not against and not self._cuts_text(ends):
                break
            other = self._part(alignment)
            if other[0] < against or (other[0] == against and self._cuts_less(other[1], ends)):
                kept, (against, ends) = alignment, other
        slack = UNRULY * MISALIGNED * (len(ends) + 1) + self._off_at_page_ends(ends, kept)
        if against <= slack:
            return ends
        loose, others = self._part(NONE)  # What speaks against these rows too has nothing to do with heights.
        return ends if against - loose <= slack else others

    def _off_at_page_ends(self, ends: set[int], alignment: int) -> float:
        """What cells take that stand off their height in rows that a page cuts: it says nothing of the table's."""
        starts = [0, *(end + 1 for end in sorted(ends))]
        cut = [(start, end) for start, end in zip(starts, sorted(ends), strict=False) if end in self._page_ends]
        scores = [dict(self._rows_from(start))[end + 1] for start, end in cut]
        return sum(score[NONE] - score[alignment] for score in scores)

    def _cuts_text(self, ends: set[int]) -> bool:
        """Whether a row ends where its text goes on."""
        return any(self._told(i) <= GOES_ON for i in ends)

    def _told(self, i: int) -> float:
        """Evidence for the end of a row after band ``i``; a full line that ends a sentence says nothing against it."""
        told = max(-STRONGEST, min(STRONGEST, self._evidence[i].either))
        return max(told, 0.0) if told < 0 and _ends_sentence(self._bands[i], self._bands[i + 1]) else told

    def _cuts_less(self, ends: set[int], others: set[int]) -> bool:
        """Whether evidence speaks more for these ends than for as many others, or one more.

        Where cells end at one height, the first lines of the first row stand above its figures as a row of their own.
        """
        evidence = [sum(map(self._told, sorted(found))) for found in (ends, others)]
        if not 0 <= len(others) - len(ends) <= 1:
            return False
        # A full line may end a row; one that goes on in small letters does not.
        small = [
            sum(bool(going_on_small(self._bands[i], self._bands[i + 1])) for i in found) for found in (others, ends)
        ]
        return evidence[0] > evidence[1] or (evidence[0] == evidence[1] and small[0] > small[1])

    def _part(self, alignment: int) -> tuple[float, set[int]]:
        """What speaks against the best rows for ``alignment``, and the bands after which they end."""
        n = len(self._lines)
        runs = [_Run(0.0, 0, 0.0), *[_Run(-math.inf, 0, 0.0)] * n]
        for start in range(n):
            base, _, so_far = runs[start]
            if start:
                base += self._between(start - 1, alignment)
            for end, scores in self._rows_from(start):
                score = scores[alignment]
                if base + score > runs[end].score:
                    runs[end] = _Run(base + score, start, so_far - score)
        ends = set()
        at = n
        while at:
            at = runs[at].before
            if at:
                ends.add(at - 1)
        return runs[n].against, ends

    def _between(self, i: int, alignment: int) -> float:
        """Evidence for the end of a row after band ``i``."""
        if i in self._forced:
            return 0.0
        found = self._evidence[i]
        score = found.total if alignment in (TOP, NONE) else found.either
        return max(-STRONGEST, min(STRONGEST, score))

    def _rows_from(self, start: int) -> list[tuple[int, _Scores]]:
        """Bands after the last of each row that may begin with band ``start``, and what speaks for it: at most nothing.

        Looked at once for all alignments.
        """
        if start not in self._found:
            self._found[start] = self._rows_anew(start)
        return self._found[start]

    def _rows_anew(self, start: int) -> list[tuple[int, _Scores]]:
        found: list[tuple[int, _Scores]] = []
        first: dict[int, float] = {}
        last: dict[int, float] = {}
        entries = [0] * len(self._anchors)
        entered = [anchor.against(0) for anchor in self._anchors]
        entering: set[int] = set()
        several = False
        holes = 0
        bold = self._bold[start]
        for i in range(start, min(start + LONGEST, len(self._lines))):
            for c, (upper, lower) in self._lines[i].items():
                if c in last and upper - last[c] > HOLLOW * self._tight > 0:
                    holes += 1
                first.setdefault(c, upper)
                last[c] = lower
            for k in self._entering[i]:
                entries[k] += 1
                entered[k] = self._anchors[k].against(entries[k])
                several = several or (entries[k] > 2 and k in self._figures)
            entering.update(self._entering[i])
            bold = bold and self._bold[i]
            against: float = HOLE * holes
            if i >= self._body and not bold and i not in self._sections:
                if start in self._rests and not entering:
                    odd = 0.0
                else:
                    lacks_figures = bool(self._figures) and self._figures.isdisjoint(entering)
                    odd = sum(entered) + LONE * (len(first) == 1 and lacks_figures)
                top, middle, bottom = self._off(first, last)
                if i in self._page_ends:  # A row that its page cuts shows neither where its middle is nor its end.
                    middle, bottom = CUT * middle, CUT * bottom
                off = (top, middle, bottom, 0.0)
                found.append((i + 1, tuple([-(against + own + odd) for own in off])))
            else:
                found.append((i + 1, (-against,) * len(ALIGNMENTS)))
            if several or i in self._forced:
                break  # Words of one cell may be listed in as many lines as there are.
        return found

    def _off(self, first: dict[int, float], last: dict[int, float]) -> tuple[float, float, float]:
        """What cells take that stand off the common height of their tops, middles and bottoms."""
        if len(first) < 2:
            return 0.0, 0.0, 0.0
        tops, bottoms = first.values(), last.values()
        highest, lowest = min(tops), max(bottoms)
        middle = (highest + lowest) / 2
        slack = self._slack
        return (
            MISALIGNED * sum([abs(h - highest) > slack for h in tops]),
            MISALIGNED * sum([abs((first[c] + last[c]) / 2 - middle) > slack for c in first]),
            MISALIGNED * sum([abs(h - lowest) > slack for h in bottoms]),
        )


def _ends_sentence(above: Band, below: Band) -> bool:
    """Whether the text of every column that prints in both bands ends a sentence above, and begins one below."""
    both = [(above.cells[c][-1].text, below.cells[c][0].text) for c in below.cells if c in above.cells]
    return bool(both) and all(upper.endswith((".", "!", "?")) and lower[:1].isupper() for upper, lower in both)


def _height_of(phrases: Sequence[Phrase]) -> tuple[float, float]:
    """Middle of the first line and of the last."""
    middles = [p.cy for p in phrases]
    return min(middles), max(middles)


def _first_of_body(
    bands: Sequence[Band], anchors: Sequence[Anchor], drawn: Collection[int], wide: Sequence[bool]
) -> int:
    """The band of the first figure that anchors a row: above it stand heads, for which nothing of this is true.

    Lines of the first column alone between that figure and a line drawn above it are those of its name; lines between
    it and the space between rows are of its row.
    """
    first = min((min(a.entries) for a in anchors if a.figures), default=0)
    spaced = max((i + 1 for i in range(first) if wide[i]), default=first)
    if not any(band.spanning for band in bands[spaced:first]):
        return spaced
    begun = max((i + 1 for i in drawn if i < first), default=first)
    return begun if all(set(band.cells) == {0} and not band.spanning for band in bands[begun:first]) else first
