"""Drafts of single pages → chains of drafts, each the parts of one table.

A table goes on overleaf when nothing but running headers and footers, and rows that fit its columns, stands between its
parts, and both have the same columns: the same drawn partings, or print that keeps the partings of the other free. A
header of its own, which the part above does not have, begins another table.

Rows beside a part that were not taken for table rows, because they are too few or show no gap, are its rows when they
stand between the parts and fit the columns: the end of a cell at the top of the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from extractors.layout.lines import TextRow, stands_out
from extractors.layout.tables.cells.grids import column_partings
from extractors.layout.tables.heads.heads_again import (
    HEAD_PHRASES,
    HEADER_ROWS,
    has_own_header,
    is_head_row,
    prints_head_again,
    prints_in_place,
    repeats_head,
)
from extractors.layout.tables.joining.lone_heads import (
    absorb,
    head_alone,
    is_right_below,
    join_broken_head,
    prints_head_alone,
)
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.edges import Edge
from extractors.layout.tables.lines.frames import find_frames, is_ruled_inside, partings
from extractors.layout.tables.lines.regions import rows_in, words_cross
from extractors.layout.tables.pages.candidates import Sheet, spanners
from extractors.layout.tables.print.columns import find_columns
from extractors.layout.tables.print.joined_columns import Column
from extractors.layout.tables.rows.counted import counts_on
from schemas.geometry import Box

SAME_PARTING = 4.0
"""Points by which a drawn parting may move from page to page."""
SAME_SIDE = 24.0
"""Points by which print may reach over the side of a table: ragged text ends anywhere."""
DRAWN_MIN = 4
"""Drawn partings, the sides included, beyond which print that keeps them free has these columns."""
KEPT = 0.9
"""Share of the rows that must keep the partings of the other part free."""
IN_LINE = 0.6
"""Share of the columns of print that must stand where those of the other part do."""
MANY = 5
"""Columns of which most must be in line for two parts to be of one table though one parts a column more."""
MOSTLY_IN_LINE = 0.75
"""Share of them that must."""
REST_ROWS = 12
"""Rows left beside the parts of one table at most."""
ROWS_ON = 2
"""Rows that print in two columns of a table, from which they are its rows and no table of their own."""
APART = 3.0
"""Line heights of white between rows of one table at most."""
NOTE_APART = 1.3
"""White above a line below a table, in the widest between its rows, from which the line is none of them."""
ON_EDGE = 2.0
"""Points by which a line may miss the left edge of its column."""
LEFT_SHARE = 0.5
"""Share of the lines of a column that begin at its left edge."""
CLOSE = 0.6
"""Line heights of white between the lines of one cell."""
LINE_REACH = 4.0
"""Points by which a line may stand off the print it bounds."""
LABEL_LINES = 0.5
"""Share of the lines of a part beside which the labels of groups of rows stand."""
NAMES = 2
"""Names of sections between a header and the first row at most."""


def chain_drafts(sheets: Sequence[Sheet]) -> list[list[Draft]]:
    """Drafts of one table together, in the order of the document."""
    chains: list[list[Draft]] = []
    for i, sheet in enumerate(sheets):
        if i:
            _join_over(chains, sheets[i - 1], sheet)
        started = {id(draft) for chain in chains for draft in chain[-1:]}
        chains += [[draft] for draft in sheet.drafts if id(draft) not in started]
    return chains


def _join_over(chains: list[list[Draft]], before: Sheet, sheet: Sheet) -> None:
    """Carry the last table of one page on to the next, where it goes on there."""
    chain = chains[-1] if before.drafts else None
    first = sheet.drafts[0] if sheet.drafts else None
    if join_broken_head(chains, before, sheet):
        return
    if chain is not None and first is not None and _goes_on(chain, before, first, sheet):
        chain.append(first)
        if not prints_head_alone(chain):
            return
        body = next(iter(sheet.drafts[1:2]), None)
        if body is not None and is_right_below(first, body):
            absorb(first, body, sheet)
            sheet.drafts.remove(body)
        else:
            take(first, _below_head(chain, sheet), sheet)
        return
    rest = _rest_of(chain, before, sheet) if chain is not None else None
    if rest is not None and chain is not None:
        sheet.drafts.insert(0, rest)
        chain.append(rest)
        return
    if first is None or any(row.cy < first.box.top - 1 for row in sheet.rows):
        return
    begun = _begun(first, before)
    if begun is not None:
        before.drafts.append(begun)
        chains.append([begun, first])


def _goes_on(chain: Sequence[Draft], before: Sheet, draft: Draft, sheet: Sheet) -> bool:
    """Whether ``draft`` is the next part of the table; rows between the parts that fit become theirs."""
    last = chain[-1]
    if draft.page != last.page + 1 or has_own_header(chain[0], draft):
        return False
    after = [row for row in before.rows if row.cy > last.box.bottom + 1]
    if len(after) == 1 and _is_note_below(after[0], last) and prints_head_again(chain[0], draft):
        after = []
    section = after[:1] if after and _heads_section(after[0], last) else []
    after = after[len(section) :]
    if section and after and len(after[0].phrases) > 1 and is_head_row(after[0], chain[0]):
        return False  # Below a heading of its own the head begins another table, whose rows stand overleaf.
    ahead = [row for row in sheet.rows if row.cy < draft.rows[0].cy - 1]
    below = [row for row in ahead if not is_head_row(row, chain[0])]
    again = bool(below) and repeats_head(chain[0], draft)
    if len(after) + len(ahead) > REST_ROWS or again or any(_heads_more(row, last, draft) for row in below):
        return False
    if len(below) == len(ahead) == 1 and _heads_section_overleaf(ahead[0], draft):
        below = []
    widest = max(chain, key=lambda part: part.box.width)
    if not (
        prints_head_again(last, draft)
        or same_columns(_surest(chain), draft)
        or _is_set_anew(last, draft)
        # Beside the last part, a first column of cells over several rows may print nothing.
        or (widest.box.width > last.box.width + SAME_SIDE and same_columns(widest, draft))
    ):
        return False
    if after or below:
        xs = column_partings([*chain, draft])
        box = Box(min(last.box.x0, draft.box.x0), 0.0, max(last.box.x1, draft.box.x1), 0.0)
        if not all(fits(row, xs, box) for row in (*after, *below)):
            return False
    take(last, [*section, *after], before)
    take(draft, ahead, sheet)
    _take_labels(draft, min(part.box.x0 for part in chain), sheet)
    return True


def _take_labels(draft: Draft, left: float, sheet: Sheet) -> None:
    """Give the part the labels of groups of rows that stand left of all it draws, where ``left`` the table is.

    Its lines and shades begin beside the cells of a first column that are merged over the rows. Level labels end where
    the part begins, and print beside no more of its lines than a label has.
    """
    box = draft.box._replace(x0=left)
    labels = [p for p in sheet.turned if left <= p.cx < draft.box.x0 and draft.box.top <= p.cy <= draft.box.bottom]
    beside = [
        [p for p in row.phrases if p.cx < draft.box.x0]
        for row in rows_in(sheet.rows, box._replace(x1=draft.box.x0 + SAME_PARTING))
    ]
    level = [p for row in beside for p in row]
    if level and len(beside) <= LABEL_LINES * len(draft.rows) and all(p.x1 <= draft.box.x0 for p in level):
        draft.rows = rows_in(sheet.rows, box)
    elif not labels:
        return
    draft.turned += labels
    draft.box = box


def _is_set_anew(above: Draft, below: Draft) -> bool:
    """Whether rulings part both into as many columns of other widths, under the same head."""
    a, b = (partings(d.vertical, d.box.x0, d.box.x1) for d in (above, below))
    if len(a) != len(b) or not all(is_ruled_inside(d.vertical, d.box) for d in (above, below)):
        return False
    head, again = ([p.text for p in d.rows[0].phrases] for d in (above, below))
    return len(head) >= HEAD_PHRASES and head == again


def _surest(chain: Sequence[Draft]) -> Draft:
    """The part whose columns are known best: the last one with drawn partings, else the last one."""
    drawn = [d for d in chain if len(partings(d.vertical, d.box.x0, d.box.x1)) > DRAWN_MIN]
    return drawn[-1] if drawn else chain[-1]


def _heads_section(row: TextRow, draft: Draft) -> bool:
    """Whether the line right below the table heads a section of it."""
    return _stands_at_left(row, draft, row.top - draft.box.bottom)


def _heads_more(row: TextRow, above: Draft, below: Draft) -> bool:
    """Whether the line above the part is the title of a slide or a section, and the part another table.

    Of a row or two the columns would be found anew, and worse: these stay with those above.
    """
    if len(row.phrases) > 1 or sum(len(r.phrases) > 1 for r in below.rows) <= ROWS_ON:
        return False
    largest = max((p.size for draft in (above, below) for r in draft.rows for p in r.phrases if p.words), default=0.0)
    return bool(row.phrases[0].words) and largest > 0 and stands_out(row, largest)


def _is_note_below(row: TextRow, draft: Draft) -> bool:
    """Whether the line stands further off than any row below the header: it says that the table goes on."""
    widest = max((_apart(a, b) for a, b in pairwise(draft.rows[HEADER_ROWS:])), default=APART)
    return len(row.phrases) == 1 and not row.bold and _apart(draft.rows[-1], row) > max(CLOSE, NOTE_APART * widest)


def _heads_section_overleaf(row: TextRow, draft: Draft) -> bool:
    """Whether the line right above the part heads a section of it, as one below the part before may."""
    return row.bold and _stands_at_left(row, draft, draft.box.top - row.bottom)


def _stands_at_left(row: TextRow, draft: Draft, apart: float) -> bool:
    """Whether the line is one phrase from the table's left side, ``apart`` points from it and near.

    Where lines close every cell, it would stand between such lines as well.
    """
    (first, *others), box = row.phrases, draft.box
    if is_ruled_inside(draft.vertical, box):
        return False
    near = apart <= APART * (row.bottom - row.top)
    return not others and near and abs(first.x0 - box.x0) <= SAME_SIDE and first.x1 <= box.x1


def take(draft: Draft, rows: Sequence[TextRow], sheet: Sheet) -> None:
    """Give the part rows beside it, and the lines that are drawn among these."""
    if rows:
        draft.rows = sorted((*draft.rows, *rows), key=lambda row: row.cy)
        box = draft.box
        top, bottom = min(box.top, *(r.top for r in rows)), max(box.bottom, *(r.bottom for r in rows))
        draft.box = Box(box.x0, top, box.x1, bottom)
        more = [e for e in _lines_across(sheet, draft.box) if not box.top <= e.at <= box.bottom]
        draft.horizontal = tuple(sorted({*draft.horizontal, *more}))


def _lines_across(sheet: Sheet, box: Box) -> list[Edge]:
    """The level edges beside or among the print of ``box`` that run along most of it."""
    return [
        e
        for e in sheet.edges.horizontal
        if box.top - LINE_REACH <= e.at <= box.bottom + LINE_REACH
        and min(e.end, box.x1) - max(e.start, box.x0) > 0.5 * box.width
    ]


def _rest_of(chain: Sequence[Draft], before: Sheet, sheet: Sheet) -> Draft | None:
    """Rows at the top of a page that go on with the table of the page before, too few to be a table of their own."""
    last = chain[-1]
    if any(row.cy > last.box.bottom + 1 for row in before.rows):
        return None
    top = sheet.drafts[0].box.top if sheet.drafts else sheet.page.height
    rows = [row for row in sheet.rows if row.cy < top]
    return _framed(rows, last, sheet) or _below_same_head(rows, chain, sheet) or _fitting(rows, chain, sheet)


def _below_same_head(rows: Sequence[TextRow], chain: Sequence[Draft], sheet: Sheet) -> Draft | None:
    """A draft of the head of ``chain`` at the top of a page, and of the rows below it: one may be all that is left."""
    heads = list(takewhile(lambda row: is_head_row(row, chain[0]), rows))
    if not any(len(row.phrases) >= HEAD_PHRASES for row in heads):
        return None
    xs = column_partings(chain)
    below = without_heading(_on_end(rows[len(heads) :], xs, chain[0].box, heads[-1]), xs)
    lines = [e.at for e in _lines_across(sheet, chain[0].box._replace(top=heads[0].top, bottom=sheet.page.height))]
    foot = max((y for y in lines if below and y > below[0].cy), default=sheet.page.height)
    below = [row for row in below if row.cy < foot or _is_shared(row, xs)]
    return _draft_of([*heads, *below], chain[0], sheet) if below else None


def _framed(rows: Sequence[TextRow], last: Draft, sheet: Sheet) -> Draft | None:
    """A draft of the first of ``rows`` where they stand in a frame that rulings part as they part the table.

    The rest of one cell has no other print beside it.
    """
    xs = partings(last.vertical, last.box.x0, last.box.x1)
    if not rows or not is_ruled_inside(last.vertical, last.box):
        return None
    for frame in find_frames(sheet.edges):
        own = partings(frame.vertical, frame.box.x0, frame.box.x1)
        if not frame.box.top <= rows[0].cy <= frame.box.bottom or not is_ruled_inside(frame.vertical, frame.box):
            continue
        if len(own) == len(xs) and all(abs(a - b) <= SAME_PARTING for a, b in zip(own, xs, strict=True)):
            inside = [row for row in rows if row.cy <= frame.box.bottom]
            turned = [p for p in sheet.turned if frame.box.holds(p.cx, p.cy)]
            return Draft(sheet.page.number, last.method, frame.box, frame.horizontal, frame.vertical, inside, turned)
    return None


def _below_head(chain: Sequence[Draft], sheet: Sheet) -> list[TextRow]:
    """Rows that follow the last part of the table, which prints no more than its head again."""
    last = chain[-1]
    end = sheet.drafts[1].box.top if len(sheet.drafts) > 1 else sheet.page.height
    return _fitting_rows([row for row in sheet.rows if last.box.bottom - 1 < row.cy < end], chain)


def _begun(first: Draft, before: Sheet) -> Draft | None:
    """Rows at the bottom of a page that begin the table of the next page, too few to be a table of their own."""
    bottom = before.drafts[-1].box.bottom if before.drafts else 0.0
    below = [row for row in before.rows if row.cy > bottom]
    begun = _fitting(below[::-1], [first], before)
    if begun is None:
        return head_alone(below, first, before)
    take(begun, _heads_and_names_above(begun, below, first), before)
    return begun


def _heads_and_names_above(begun: Draft, rows: Sequence[TextRow], first: Draft) -> list[TextRow]:
    """The rows above ``begun`` that ``first`` begins with as well, with names of sections between them and the rows."""
    above = [row for row in rows if row.cy < begun.box.top]
    at = next((i for i, row in enumerate(above) if prints_in_place(row, first.rows[0])), len(above))
    heads = [a for a, b in zip(above[at:], first.rows, strict=False) if prints_in_place(a, b)]
    names = above[at + len(heads) :]
    whole = any(len(row.phrases) >= HEAD_PHRASES for row in heads) and len(names) <= NAMES
    return above[at:] if whole and all(_stands_at_left(row, begun, 0.0) for row in names) else []


def _fitting(rows: Sequence[TextRow], chain: Sequence[Draft], sheet: Sheet) -> Draft | None:
    """A draft of ``rows``, in order away from the page's edge, as far as they fit the columns of ``chain``."""
    taken = _fitting_rows(rows, chain)
    return _draft_of(taken, chain[0], sheet) if taken else None


def _draft_of(rows: list[TextRow], like: Draft, sheet: Sheet) -> Draft:
    """A draft of ``rows`` as wide as ``like``, whose table goes on in them."""
    box = Box(like.box.x0, rows[0].top, like.box.x1, rows[-1].bottom)
    lines = tuple(_lines_across(sheet, box))
    turned = [p for p in sheet.turned if box.holds(p.cx, p.cy)]
    draft = Draft(sheet.page.number, like.method, box, lines, (), rows, turned)
    draft.spanners = spanners(box, sheet.edges)
    return draft


def _fitting_rows(rows: Sequence[TextRow], chain: Sequence[Draft]) -> list[TextRow]:
    """Those of ``rows``, in order away from the page's edge, that are rows or the end of a cell of ``chain``."""
    if not rows:
        return []
    xs = column_partings(chain)
    taken = without_heading(_on_end(rows, xs, chain[0].box), xs)
    counted = bool(taken) and counts_on(taken[0], [row for part in chain for row in part.rows])
    if not (counted or sum(1 for row in taken if _is_shared(row, xs)) >= ROWS_ON or _is_end_of_cell(taken, xs, chain)):
        return []
    return sorted(taken, key=lambda row: row.cy)


def without_heading(rows: Sequence[TextRow], xs: Sequence[float]) -> list[TextRow]:
    """The rows without lines in one column at their end that stand off them: these head what follows the table."""
    taken = list(rows)
    while len(taken) > 1 and not _is_shared(taken[-1], xs) and _apart(taken[-2], taken[-1]) > CLOSE:
        taken.pop()
    return taken


def _on_end(rows: Sequence[TextRow], xs: Sequence[float], box: Box, after: TextRow | None = None) -> list[TextRow]:
    """The first of ``rows``, as far as they fit the columns and stand as close as rows do, the first to ``after``."""
    taken: list[TextRow] = []
    for row in rows:
        if not fits(row, xs, box) or (after is not None and _apart(after, row) > APART):
            break
        taken.append(row)
        after = row
    return taken


def _is_end_of_cell(rows: Sequence[TextRow], xs: Sequence[float], chain: Sequence[Draft]) -> bool:
    """Whether the rows are lines of one cell: they begin where its column does, and it is not the first one."""
    columns = {_column(p.cx, xs) for row in rows for p in row.phrases}
    if len(columns) != 1 or 0 in columns:
        return False
    lefts = [p.x0 for d in chain for row in d.rows for p in row.phrases if _column(p.cx, xs) in columns]
    at_edge = [x for x in lefts if abs(x - rows[0].phrases[0].x0) <= ON_EDGE]
    return len(at_edge) >= max(ROWS_ON, LEFT_SHARE * len(lefts))


def _apart(near: TextRow, far: TextRow) -> float:
    """White between two rows, in line heights."""
    return max(far.top - near.bottom, near.top - far.bottom) / (far.bottom - far.top)


def _is_shared(row: TextRow, xs: Sequence[float]) -> bool:
    """Whether the row prints in more than one column."""
    return len({_column(p.cx, xs) for p in row.phrases}) > 1


def _column(x: float, xs: Sequence[float]) -> int:
    return sum(1 for parting in xs[1:-1] if parting <= x)


def same_columns(above: Draft, below: Draft) -> bool:
    """Whether two drafts have columns of one table."""
    a = partings(above.vertical, above.box.x0, above.box.x1)
    b = partings(below.vertical, below.box.x0, below.box.x1)
    if len(a) > 2 and len(b) > 2:
        few, many = sorted((a, b), key=len)
        matched = sum(1 for x in few if min(abs(x - y) for y in many) <= SAME_PARTING)
        if is_ruled_inside(above.vertical, above.box):
            return matched >= len(few) - 1 and matched >= 0.7 * len(many)
        # Sides of one table are those of any other that fills the page: one parting between them must be shared. Where
        # print ends, and no line, they say nothing.
        inner, others = few[1:-1], many[1:-1]
        shared = sum(1 for x in inner if min(abs(x - y) for y in others) <= SAME_PARTING)
        alike = matched >= max(len(few) - 1, 3) or shared >= max(len(inner) - 1, 3)
        return alike and _keeps_free(below, a, loosely=True)
    if below.box.x0 < above.box.x0 - SAME_SIDE or below.box.x1 > above.box.x1 + SAME_SIDE:
        return False
    if len(a) > DRAWN_MIN:
        return _keeps_free(below, a)
    if len(a) > 2 or len(b) > 2:
        return _keeps_free(below, column_partings([above])) and _keeps_free(
            above, column_partings([below]), loosely=True
        )
    first = find_columns([r.phrases for r in above.rows], above.turned)
    second = find_columns([r.phrases for r in below.rows], below.turned)
    in_line = sum(1 for c in second if any(_is_in_line(c, d) for d in first))
    if in_line < IN_LINE * len(second):
        return False
    both = find_columns([r.phrases for d in (above, below) for r in d.rows], [*above.turned, *below.turned])
    # Few rows of long cells may part one column too many.
    clear = min(len(first), len(second)) >= MANY and in_line >= MOSTLY_IN_LINE * len(second)
    return len(both) >= max(len(first) - clear, len(second) - clear, 2)


def _is_in_line(a: Column, b: Column) -> bool:
    """Whether two columns of print begin, end or are centred at one place."""
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2) <= SAME_PARTING


def _keeps_free(draft: Draft, xs: Sequence[float], *, loosely: bool = False) -> bool:
    """Whether most rows of ``draft`` keep the partings free."""
    crossing = sum(1 for row in draft.rows if any(words_cross(p, xs[1:-1]) for p in row.phrases))
    return crossing <= (1 - (0.6 if loosely else KEPT)) * len(draft.rows)


def fits(row: TextRow, xs: Sequence[float], box: Box) -> bool:
    """Whether the row keeps the partings free, and to the sides of the table."""
    return all(
        not words_cross(p, xs[1:-1]) and p.x0 >= box.x0 - SAME_SIDE and p.x1 <= box.x1 + SAME_SIDE for p in row.phrases
    )
