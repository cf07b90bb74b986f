"""Rows that stand on the columns of a table of signs and were left out of it, for they are too few to be one.

Headings part a list of signs and titles into groups; a group of a row or two shows no columns by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.lines.regions import box_of, rows_outside
from extractors.layout.tables.pages.candidates import Sheet
from extractors.layout.tables.print.heads_over import ALIGNED
from extractors.layout.tables.print.row_spacing import height_of

SIGNS_MIN = 3
"""Signs below each other that are a column."""
SIGNS_SHARE = 0.6
"""Share of the rows with print in several columns that have one."""
ALIKE_MIN = 2
"""Rows of the table in which print begins where it does in a row that was left."""
LINE_GAP = 0.5
"""Line heights of white between two lines of one cell at most."""
APART = 2.6
"""Line heights of white between two rows of one group at most."""


def add_rows_left(sheets: Sequence[Sheet]) -> None:
    """Add a draft for each group of rows on a page that stands on the columns of the nearest table of signs above.

    Where none stands above it on its page, that is the first below, else the last one before.
    """
    before: list[tuple[Draft, float]] = []
    for sheet in sheets:
        own = [(draft, place) for draft in sheet.drafts if (place := _place_of_signs(draft)) is not None]
        loose = rows_outside(sheet.rows, [d.box for d in sheet.drafts]) if own or before else []
        groups = list(_groups(loose, own, before))
        sheet.drafts.extend(
            Draft(sheet.page.number, "white_space", box_of(rows), _ends(rows), (), rows, [], parted=True)
            for rows in groups
        )
        if groups:
            sheet.drafts.sort(key=lambda d: (d.box.top, d.box.x0))
        before = own[-1:] or before


def _place_of_signs(draft: Draft) -> float | None:
    """The middle of the column in which nearly each row of the draft has a sign and nothing else."""
    signs = [p.cx for row in draft.rows for p in row.phrases if len(row.phrases) > 1 and _is_symbol(p)]
    if len(signs) < SIGNS_MIN:
        return None
    middle = sorted(signs)[len(signs) // 2]
    several = sum(len(row.phrases) > 1 for row in draft.rows)
    held = sum(abs(x - middle) <= ALIGNED for x in signs)
    return middle if held >= max(SIGNS_MIN, SIGNS_SHARE * several) else None


def _is_symbol(phrase: Phrase) -> bool:
    """Whether the phrase is drawn, or a symbol that is no letter or figure."""
    words = phrase.words
    return not words or (len(words) == 1 and not any(map(str.isalnum, words[0].text)))


def _groups(
    loose: Sequence[TextRow], own: Sequence[tuple[Draft, float]], before: Sequence[tuple[Draft, float]]
) -> Iterator[list[TextRow]]:
    """The rows that stand on the columns of a table, with further lines of their cells, group by group."""
    group: list[TextRow] = []
    for row in loose:
        above = [like for like in own if like[0].box.bottom <= row.cy]
        like = next(iter((*above[-1:], *own[:1], *before)))
        white = row.top - group[-1].bottom if group else 0.0
        more = group and white <= LINE_GAP * height_of(row) and _goes_on(row, group[-1])
        fits = _stands_on(row, *like)
        if group and (white > APART * height_of(row) or not (more or fits)):
            yield group
            group = []
        if fits or more:
            group.append(row)
    if group:
        yield group


def _ends(rows: Sequence[TextRow]) -> tuple[Edge, ...]:
    """Edges above each row that has a sign, and around the group: that is where its rows part."""
    box = box_of(rows)
    begun = [(above.bottom + row.top) / 2 for above, row in pairwise(rows) if any(map(_is_symbol, row.phrases))]
    return tuple(Edge(at, box.x0, box.x1, True, 0.0) for at in (box.top, *begun, box.bottom))


def _stands_on(row: TextRow, draft: Draft, place: float) -> bool:
    """Whether the row has a sign in the column of signs, and other print where rows of the draft begin theirs."""
    if (
        len(row.phrases) < 2
        or row.legend
        or not any(_is_symbol(p) and abs(p.cx - place) <= ALIGNED for p in row.phrases)
    ):
        return False
    starts = [p.x0 for other in draft.rows for p in other.phrases]
    others = [p for p in row.phrases if not _is_symbol(p)]
    return bool(others) and all(sum(abs(p.x0 - x) <= ALIGNED for x in starts) >= ALIKE_MIN for p in others)


def _goes_on(row: TextRow, above: TextRow) -> bool:
    """Whether the row is one line below print of the row above."""
    (first, *others) = row.phrases
    return not others and not _is_symbol(first) and any(abs(first.x0 - p.x0) <= ALIGNED for p in above.phrases)
