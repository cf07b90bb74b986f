"""Drafts → partings of columns and rows.

Drawn partings stand. Between two of them white space parts further: columns where no vertical line is drawn, rows where
no horizontal one is. Drafts of one table on several pages are parted into columns together.

Where rulings part columns, white space inside one of them must be wide and stand in most rows to part it further: a
label and its value in one cell are no two columns. Shading claims less: shaded rows merge what plain rows part.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import dropwhile, pairwise

from extractors.layout.lines import TextRow, is_sign, is_year, make_row
from extractors.layout.tables.cells.cells import are_entries
from extractors.layout.tables.heads.column_numbers import number_row_ends
from extractors.layout.tables.heads.header_ends import end_of_header, head_ends, may_part_heads
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.frames import is_ruled_inside, partings
from extractors.layout.tables.lines.row_places import HALF, RULED_ROWS, row_partings
from extractors.layout.tables.print.columns import boundaries
from extractors.layout.tables.print.parted_phrases import part_phrases
from extractors.layout.tables.print.told_lines import told_lines
from extractors.layout.tables.print.white_columns import are_headed, is_ruled_down, rows_below_groups, white_columns
from extractors.layout.tables.rows.bands import Band, column_of, make_bands
from extractors.layout.tables.rows.rows import find_row_ends
from extractors.layout.tables.rows.sections import section_ends

SAME_PARTING = 5.0
"""Points by which one parting may differ from page to page."""
ROWS_MIN = 3
"""Rows that must show such a gap."""
FEW_PARTINGS = 3
"""Partings of a part of a table, its top and bottom included, from which it draws more than one."""
WHOLE_WIDTH = 0.85
"""Share of the table's width that such a line takes."""
LONGEST = 0.25
"""Share of the print between two shades beyond which they set off sections and no rows."""
LISTED = 0.6
"""Share of the tall stretches between lines that must hold several rows before any is parted."""
EVERY_ROW = 0.8
"""Share of these rows in which a column must begin, and one must hold figures."""
HAIR = 1.0
"""Points by which print may reach over the print above it."""
MANY_ROWS = 8
"""So many rows need no figures: no header and no cell has as many lines of its own."""

_NUMBER = re.compile(r"(?:[^\W\d_]{1,3}\.? ?)?(?:\d+\.)?(\d+)[.)]?$")
"""A number of a row: "3", "G3.", "Nr. 3", "1.3"."""


def column_partings(chain: Sequence[Draft]) -> list[float]:
    """The column partings that drafts of one table have together, its two sides included."""
    drawn = [x for draft in chain for x in partings(draft.vertical, draft.box.x0, draft.box.x1)[1:-1]]
    x0, x1 = min(d.box.x0 for d in chain), max(d.box.x1 for d in chain)
    inner = _cluster(drawn, x0, x1)
    ruled = bool(inner) and is_ruled_down(chain)
    # Below a ruled head, what rows leave white from one column to the next but one counts for the partings between.
    printed = rows_below_groups(chain)
    whole = white_columns(chain, printed, x0, x1, ruled=False) if inner and _is_ruled(chain) and not ruled else []
    xs = [x0]
    for left, right in pairwise([x0, *inner, x1]):
        columns = white_columns(chain, printed, left, right, ruled=ruled)
        here = [column for column in whole if column.x0 < right and column.x1 > left]
        if len(here) > len(columns) and left <= here[0].x0 and here[-1].x1 <= right and are_headed(here, chain):
            columns = here
        if len(columns) > 1:
            xs += boundaries(columns, left, right)[1:-1]
        xs.append(right)
    return xs


def part_columns(chain: Sequence[Draft]) -> None:
    """Set the column partings of drafts that make one table, and part print that touches across one of them."""
    own = _own_partings(chain)
    xs = own[0] if own else column_partings(chain)
    for i, draft in enumerate(chain):
        draft.xs = list(own[i] if own else xs)
    part_phrases(chain)


def _own_partings(chain: Sequence[Draft]) -> list[list[float]]:
    """The drawn partings of each draft, where rulings part all into the same number of columns; else none.

    A table that is set anew on every page, as on slides, has the same columns in other widths.
    """
    found = []
    for draft in chain:
        if not is_ruled_inside(draft.vertical, draft.box):
            return []
        inner = _cluster([e.at for e in draft.vertical], draft.box.x0, draft.box.x1)
        found.append([draft.box.x0, *inner, draft.box.x1])
    if len({len(xs) for xs in found}) != 1:
        return []
    moved = any(abs(a - b) > SAME_PARTING for xs in found[1:] for a, b in zip(found[0], xs, strict=True))
    return found if moved else []


def _is_ruled(chain: Sequence[Draft]) -> bool:
    """Whether a ruling parts columns; a border around the table alone does not."""
    return any(is_ruled_inside(draft.vertical, draft.box) for draft in chain)


def part_rows(chain: Sequence[Draft]) -> None:
    """Set the row partings of drafts that make one table: the drawn ones, those of print where these part no rows.

    Drafts whose rows print alone parts are looked at together: few rows of a page do not show what anchors them, nor
    how their cells are aligned.
    """
    free: list[Draft] = []
    shown = [_parts_its_rows(draft, chain) for draft in chain]
    for draft, own in zip(chain, shown, strict=True):
        # The rest of a table has few lines, which part its rows as those of the other parts do.
        parted = own or (any(shown) and (len(row_partings(draft)) > FEW_PARTINGS or _is_closed(draft)))
        if parted or draft.xs != chain[0].xs:
            _part_rows([draft], parted=parted)
        else:
            free.append(draft)
    if free:
        _part_rows(free, parted=False)
    for draft in chain[1:]:
        _part_below_repeated_head(chain[0], draft)


def _part_below_repeated_head(first: Draft, draft: Draft) -> None:
    """Part the rows of a header that is printed again as they are parted at first.

    No line closes the header where the rest of a row follows that the page before cut.
    """
    down = draft.ys[0] - first.ys[0]
    for top, bottom in pairwise(first.ys):
        texts = [row.texts for row in _rows_between(first.rows, top, bottom)]
        if not texts or texts != [row.texts for row in _rows_between(draft.rows, top + down, bottom + down)]:
            return
        if min(abs(y - bottom - down) for y in draft.ys) > SAME_PARTING:
            insort(draft.ys, bottom + down)


def _part_rows(drafts: Sequence[Draft], *, parted: bool) -> None:
    """Set the row partings of drafts with the same columns; one alone where lines show where its rows part."""
    stretches = [list(pairwise(row_partings(draft))) for draft in drafts]
    prints = [[_rows_between(d.rows, *place) for place in places] for d, places in zip(drafts, stretches, strict=True)]
    xs = drafts[0].xs
    every = [inside for own in prints for inside in own]
    if parted:
        ends = _listed_ends(drafts[0], stretches[0], every)
    else:
        ends = find_row_ends(every, xs, [y for i, own in enumerate(prints) for y in _rests(drafts, i, own)])
    at = 0
    for draft, places, own in zip(drafts, stretches, prints, strict=True):
        ys = [places[0][0]]
        for (top, bottom), inside, found in zip(places, own, ends[at : at + len(own)], strict=True):
            one_row = _is_painted(draft, top, bottom) and not _is_listed(inside, found, xs, ends_min=1)
            ys += [] if one_row else [y for y in found if not _cuts_painted_cell(draft, top, y, bottom)]
            ys.append(bottom)
        for above, below, y in number_row_ends(draft.rows, len(xs) - 1):
            if not any(above < other < below for other in ys):
                insort(ys, y)
        draft.ys = ys
        at += len(own)


def _rests(drafts: Sequence[Draft], i: int, prints: Sequence[Sequence[TextRow]]) -> list[float | None]:
    """For each stretch of print of a draft the height below which the rest of a row may begin; None where none may.

    It is the first print of a page, or the first below the header that is printed again.
    """
    if not i:
        return [None] * len(prints)
    found: list[float | None] = []
    heads = [row.texts for row in drafts[0].rows]
    open_ = True
    for rows in prints:
        again = next((k for k, row in enumerate(rows) if heads[k : k + 1] != [row.texts]), len(rows))
        heads = heads[again:]
        found.append((rows[again - 1].bottom - HAIR if again else 0.0) if open_ and again < len(rows) else None)
        open_ = open_ and again == len(rows)
    return found


def _listed_ends(
    draft: Draft, places: Sequence[tuple[float, float]], prints: Sequence[Sequence[TextRow]]
) -> list[list[float]]:
    """The ends of rows between drawn lines at ``places``: where several are listed, and below the header."""
    ruled = is_ruled_inside(draft.vertical, draft.box)
    tall = sum(len(inside) >= ROWS_MIN for inside in dropwhile(_is_head, prints))
    counted = [
        (not ruled or _is_open(draft, top, bottom)) and _counts_up(inside, draft.xs)
        for (top, bottom), inside in zip(places, prints, strict=True)
    ]
    shared = [ruled and counts for counts in counted]
    likely = sum(_may_be_listed(inside, draft.xs) for inside in prints)
    possible = sum(_can_be_listed(inside, draft.xs) for inside in prints) if likely else 0
    if (likely and (likely >= LISTED * tall or not ruled)) or any(shared):
        # Of no use where too few can be several rows, and no head can be parted, wherever rows end.
        wanted = possible >= max(1, LISTED * tall) or any(counted)
        wanted = wanted or (not ruled and may_part_heads(prints[0], draft.xs))
        ends = find_row_ends(prints, draft.xs) if wanted else [[] for _ in prints]
    else:
        # Nothing to be found but the rows of a header, which rulings part where they part columns.
        wanted = not ruled and (may_part_heads(prints[0], draft.xs) or _can_be_listed(prints[0], draft.xs))
        ends = [find_row_ends(prints[:1], draft.xs)[0] if wanted else [], *([] for _ in prints[1:])]
    listed = [_is_listed(inside, found, draft.xs) for inside, found in zip(prints, ends, strict=True)]
    if sum(listed) < LISTED * tall:
        listed = [keep and counts for keep, counts in zip(listed, counted, strict=True)]
    elif any(listed):
        listed = [
            keep or _is_listed(inside, found, draft.xs, ends_min=1)
            for keep, inside, found in zip(listed, prints, ends, strict=True)
        ]
    listed = [
        keep or (counts and _is_listed(inside, found, draft.xs, ends_min=1))
        for keep, counts, inside, found in zip(listed, shared, prints, ends, strict=True)
    ]
    heads = [] if ruled else head_ends(prints[0], ends[0], draft.xs)
    kept: list[list[float]] = [list(found) if keep else [] for found, keep in zip(ends, listed, strict=True)]
    kept[0] = kept[0] or list(heads)
    header = end_of_header(prints, draft.xs)
    if header is not None:
        at, end = header
        # What parts the heads from each other leaves the first row with the last of them.
        above = kept[at] if not listed[at] and max(kept[at], default=end) < end else []
        kept[at] = [*above, end] if above or not kept[at] else kept[at]
    if ruled:
        return kept
    told = told_lines([row.phrases for inside in prints for row in inside])
    return [
        found or _ends_above(inside, told) or section_ends(inside, draft.xs)
        for found, inside in zip(kept, prints, strict=True)
    ]


def _ends_above(rows: Sequence[TextRow], told: Collection[int]) -> list[float]:
    """The place between a row and the lines that tell more of it; none where there are no such lines."""
    return [
        (above.bottom + below.top) / 2
        for above, below in pairwise(rows)
        if id(below.phrases[0]) in told and id(above.phrases[0]) not in told
    ]


def _parts_its_rows(draft: Draft, chain: Sequence[Draft]) -> bool:
    """Whether the table shows where its rows part: rulings close its cells, or level lines or shades run across.

    Upright rulings alone close no cell: where no level ones meet them, nor shades of cells, print parts the rows.
    """
    if draft.parted:
        return True
    if is_ruled_inside(draft.vertical, draft.box):
        if any(e.ruled for part in chain for e in part.horizontal):
            return True
        # Shades of one column group rows at most.
        across = [[e for e in part.horizontal if e.length > HALF * part.box.width] for part in chain]
        levels = [partings(own, p.box.top, p.box.bottom) for own, p in zip(across, chain, strict=True)]
        parts = zip(levels, chain, strict=True)
        if any(len(own) >= RULED_ROWS and _are_rows(own, part, lines=MANY_ROWS) for own, part in parts):
            return True
    whole = [e for e in draft.horizontal if e.length > WHOLE_WIDTH * draft.box.width]
    if sum(1 for e in whole if e.ruled) >= RULED_ROWS:
        return True
    return len(whole) >= RULED_ROWS and _are_rows(partings(whole, draft.box.top, draft.box.bottom), draft)


def _is_closed(draft: Draft) -> bool:
    """Whether lines across the table stand above and below all print of the draft."""
    whole = [e.at for e in draft.horizontal if e.ruled and e.length > WHOLE_WIDTH * draft.box.width]
    return bool(whole) and whole[0] < draft.rows[0].cy and whole[-1] > draft.rows[-1].cy


def _are_rows(places: Sequence[float], draft: Draft, lines: int = 0) -> bool:
    """Whether the places part rows: no two set off much of the print, or over ``lines``, as those of sections do."""
    sizes = [size for low, high in pairwise(places) if (size := len(_rows_between(draft.rows, low, high)))]
    if lines:
        return max(sizes, default=0) <= max(lines, LONGEST * sum(sizes))
    return len(sizes) >= RULED_ROWS and max(sizes) <= LONGEST * sum(sizes)


def _may_be_listed(rows: Sequence[TextRow], xs: Sequence[float]) -> bool:
    """Whether the print between two lines is tall enough, and has signs below each other, to be several rows."""
    if len(rows) < ROWS_MIN or len(rows) >= MANY_ROWS:
        return len(rows) >= MANY_ROWS
    signs = Counter(bisect_right(xs, p.cx) for row in rows for p in row.phrases if is_sign(p))
    return max(signs.values(), default=0) > 1


def _can_be_listed(rows: Sequence[TextRow], xs: Sequence[float]) -> bool:
    """Whether :func:`_is_listed` may say yes of the print, wherever its rows end.

    Two columns fill nearly every row: many rows, or two at least with a sign each, so that one of the columns prints
    nothing else or has signs in most of five; or one does, beside several that print signs alone. A line that heads the
    rows may stand in the first column besides.
    """
    placed = [(c, p) for row in rows for p in row.phrases if (c := column_of(p, xs)) is not None]
    filled = Counter(c for c, _ in placed)
    signs = Counter(c for c, p in placed if is_sign(p))
    alone = [c for c, count in signs.items() if filled[c] - count <= (c == 0)]
    least, most = sorted((0, 0, *filled.values()))[-2:]
    if len(alone) > 1 and most > 1:
        return True
    if least < 2:
        return False
    return least >= EVERY_ROW * MANY_ROWS or any(n > 3 or (n > 1 and c in alone) for c, n in signs.items())


def _counts_up(rows: Sequence[TextRow], xs: Sequence[float]) -> bool:
    """Whether all that the first column prints between two lines is numbers of which each follows the one before.

    Rows of one level that stand below each other share its shade.
    """
    first = [p.text for row in rows for p in row.phrases if p.cx < xs[1]] if len(xs) > 2 else []
    numbers = [int(match[1]) for text in first if (match := _NUMBER.match(text))]
    return len(numbers) == len(first) > 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _is_open(draft: Draft, top: float, bottom: float) -> bool:
    """Whether no ruling closes the print between two lines below or above: shades of few columns alone end there.

    Rows of one colour that stand below each other share its shade.
    """
    wide = [e.at for e in draft.horizontal if e.ruled or e.length > HALF * draft.box.width]
    return not all(any(abs(y - at) <= SAME_PARTING for y in wide) for at in (top, bottom))


def _is_head(rows: Sequence[TextRow]) -> bool:
    """Whether the print between two lines has no figures but years: it heads what is below, and says nothing of it."""
    return not any(is_sign(p) and not is_year(p) for row in rows for p in row.phrases)


def _is_listed(rows: Sequence[TextRow], ends: Sequence[float], xs: Sequence[float], ends_min: int = 2) -> bool:
    """Whether the print between two lines is several rows.

    Either a column has one figure or sign in nearly each of them, or the columns of one scale have together, and
    another one is filled, however the cells are aligned; or there are many, and in nearly each two columns begin on
    its first line.
    """
    bands = make_bands(rows, xs) if len(ends) >= ends_min else []
    if len(bands) < 2:
        return False
    found: list[list[Band]] = [[] for _ in range(len(ends) + 1)]
    for band in bands:
        found[bisect_right(ends, (band.top + band.bottom) / 2)].append(band)
    # A line across the columns or alone above rows heads them, and says nothing of theirs.
    found = [row for row in found if any(band.cells for band in row)]
    if len(found) > 2 and len(found[0]) == 1 and list(found[0][0].cells) == [0] and len(found[0][0].cells[0]) == 1:
        found = found[1:]
    columns = range(len(xs) - 1)
    filled = [c for c in columns if sum(any(c in b.cells for b in row) for row in found) >= EVERY_ROW * len(found)]
    figures = max(sum(_is_one_sign(row, c) for row in found) for c in columns)
    if len(found) > 1 and figures >= EVERY_ROW * len(found) and len(filled) >= 2:
        return True
    scale = [c for c in columns if _holds_signs(found, c)]
    marked = sum(any(_is_one_sign(row, c) for c in scale) for row in found)
    if len(found) > 1 and len(scale) > 1 and marked >= EVERY_ROW * len(found) and set(filled) - set(scale):
        return True
    begun = sum(1 for c in columns if sum(bool(row) and c in row[0].cells for row in found) >= EVERY_ROW * len(found))
    return begun >= 2 and len(found) >= MANY_ROWS


def _is_one_sign(row: Sequence[Band], column: int) -> bool:
    """Whether the row has one figure or sign in the column, and nothing else."""
    phrases = [p for band in row for p in band.cells.get(column, ())]
    return len(phrases) == 1 and is_sign(phrases[0])


def _holds_signs(rows: Sequence[Sequence[Band]], column: int) -> bool:
    """Whether the column holds signs alone, and no two of them in one row."""
    held = [[p for band in row for p in band.cells.get(column, ())] for row in rows]
    return any(held) and all(len(own) < 2 and all(map(is_sign, own)) for own in held)


def _is_painted(draft: Draft, top: float, bottom: float) -> bool:
    """Whether cells were painted one by one between two level lines: a painted row is one row."""
    inner = [
        e for e in draft.vertical if not e.ruled and draft.box.x0 + SAME_PARTING < e.at < draft.box.x1 - SAME_PARTING
    ]
    here = {round(e.at) for e in inner if e.start <= top + SAME_PARTING and e.end >= bottom - SAME_PARTING}
    return 2 * len(here) >= len(draft.xs) - 2


def _cuts_painted_cell(draft: Draft, top: float, y: float, bottom: float) -> bool:
    """Whether a cell that is painted from ``top`` to ``bottom`` prints lines of one entry above and below ``y``."""
    sides = [
        e.at for e in draft.vertical if not e.ruled and e.start <= top + SAME_PARTING and e.end >= bottom - SAME_PARTING
    ]
    for left, right in pairwise(draft.xs):
        if not all(any(abs(side - x) <= SAME_PARTING for side in sides) for x in (left, right)):
            continue
        words = [w for r in _rows_between(draft.rows, top, bottom) for p in r.phrases for w in p.words]
        upper = [w for w in words if left <= w.cx < right and w.cy < y]
        lower = [w for w in words if left <= w.cx < right and w.cy >= y]
        if upper and lower and not are_entries(upper, lower):
            return True
    return False


def _rows_between(rows: Sequence[TextRow], top: float, bottom: float) -> list[TextRow]:
    found = []
    for row in rows:
        if top <= row.top and row.bottom < bottom:
            found.append(row)
        elif row.top < bottom and row.bottom > top:
            phrases = [p for p in row.phrases if top <= p.cy < bottom]
            if phrases:
                found.append(make_row(phrases))
    return found


def _cluster(values: Sequence[float], x0: float, x1: float) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if value - x0 <= SAME_PARTING or x1 - value <= SAME_PARTING:
            continue
        if groups and value - groups[-1][-1] <= SAME_PARTING:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
