"""Drafts of one table → the published table: rows counted through, cells cut by a page joined, contents kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from extractors.layout.tables.cells.confidence import judge
from extractors.layout.tables.cells.cover import cover_grid
from extractors.layout.tables.heads.head_stacks import stack_heads
from extractors.layout.tables.heads.headers import (
    cells_of_top,
    count_header_rows,
    count_heads_overleaf,
    row_texts,
    text_of,
)
from extractors.layout.tables.heads.spans import part_heads, spread_heads
from extractors.layout.tables.heads.spilled import take_back_spilled, take_down_risen
from extractors.layout.tables.lines.drafts import Draft, GridCell
from extractors.layout.tables.print.contents import Content
from schemas.geometry import Box, make_box
from schemas.layout import Cell, CellPart, Table
from schemas.page import Page, Word

ANCHORED = 0.75
"""Share of rows that fill a column where a row overleaf that leaves all such columns empty is the rest of the last;
the rests of other rows leave them empty too."""

BEGUN = 0.34
"""Share of these columns that may begin in what goes on: a cell may have had one line before the page ended."""
HEADER_PARTS = 3
"""So many more rows may a header be parted into where it is printed again."""
SAME_HEAD = 2.5
"""Points by which words of a header may be set off where it is printed again: scans lie askew."""
NEARLY = 0.75
"""Share of the words of a header that print it again: OCR may lose or misread one of them."""
WORDS_MIN = 5
"""A header of fewer words comes again with all of them."""
CLOSED = 0.85
"""Share of the table's width that a line takes which closes a row."""
CLOSED_PART = 0.3
"""The same of a line below the cells that are not merged over several rows."""
ASTRIDE = 1.0
"""Points by which print may stick out of its column."""
SPACE = 0.6
"""Print of two columns stands further apart than this share of its size; words do not."""
_NUMBER = re.compile(r"^[^\W\d_]{0,2}(\d{1,3})[.)]?$")
LABEL_MAX = 4
"""Letters of a word that may stand before a number which is all of its cell."""
SIGN_COLUMNS = 2
"""Columns of signs that come again below a page's end in a row of its own: one may be a picture that goes on. So many
rows have a sign in each of two columns of a scale."""
OPEN_END = 6.0
"""Points by which upright lines run on below the last such line where a page cut the row."""


def assemble(number: int, chain: Sequence[Draft], pages: Mapping[int, Page]) -> Table:
    """The table that ``chain`` makes, with cells and rows cut by pages joined."""
    header_rows = count_header_rows(chain, pages[chain[0].page])
    for draft in _with_head(chain, _Head(chain[0], header_rows)):
        take_back_spilled(draft, header_rows)
        take_down_risen(draft, pages[draft.page].words)
    # Each part that prints the header is read by itself, and may find its rows where others do not.
    printed = _with_head(chain, _Head(chain[0], header_rows))
    stacked = {id(draft): stack_heads(draft, header_rows) for draft in printed}
    first = stacked[id(chain[0])]
    header_rows = part_heads(chain, header_rows) if first == header_rows else first
    plain = _Head(chain[0], header_rows).texts if len(chain) > 1 else []
    for draft in chain:
        if draft is chain[0] or row_texts(draft, header_rows) == plain:
            spread_heads(draft, header_rows)
    head = _Head(chain[0], header_rows)
    places: dict[tuple[int, int], list[CellPart]] = {}
    shapes: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    header_set = set(range(header_rows))
    heads = [header_rows]
    broken = count_heads_overleaf(chain)
    offset = 0
    for i, draft in enumerate(chain):
        content = Content(pages[draft.page])
        repeated = 0
        if i:
            repeated = max(_repeated_rows(head, draft), stacked.get(id(draft), 0), broken if i == 1 else 0)
            header_set |= set(range(offset, offset + repeated))
            heads.append(repeated)
        joined = (
            i > bool(broken) and _row_goes_on(chain, i, repeated) and not _signs_come_again(chain, i, repeated, pages)
        )
        cells: Iterable[GridCell] = draft.cells
        if joined:
            cells = (piece for whole in draft.cells for piece in _parted(draft, whole, repeated))
        for cell in cells:
            row = cell.row + offset
            if joined and cell.row == repeated:
                row = offset - 1
            elif joined and cell.row > repeated:
                row -= 1
            part = _part(draft, cell, content)
            key = (row, cell.column)
            if joined and cell.row == repeated and cell.row_span > 1:
                _reach_down(shapes, spans, key, cell.row_span)
            if key in places:
                if part.lines or part.drawings or part.images or part.widgets or part.fills:
                    places[key].append(part)
            elif joined and (home := _home(spans, key)) is not None:
                places[home].append(part)
            else:
                places[key] = [part]
                shapes[key] = (cell.row_span, cell.column_span)
                if cell.row_span > 1 or cell.column_span > 1:
                    spans[key] = shapes[key]
        offset += draft.row_count - (1 if joined else 0)
    made = []
    columns = chain[0].column_count
    for key in sorted(places):
        row_span, column_span = shapes[key]
        made.append(Cell(*key, row_span, column_span, key[0] in header_set, tuple(places[key])))
    sections = frozenset(
        c.row for c in made if c.column_span == columns > 1 and c.row_span == 1 and not c.is_header and c.text
    )
    confidence, doubts = judge(chain, heads)
    boxes = tuple((draft.page, Box(draft.xs[0], draft.ys[0], draft.xs[-1], draft.ys[-1])) for draft in chain)
    return Table(
        number,
        chain[0].method,
        offset,
        columns,
        header_rows + broken,
        cover_grid(made, offset, columns, frozenset(header_set)),
        boxes,
        confidence,
        sections,
        frozenset(header_set),
        doubts,
    )


class _Head:
    """The header of a table, as its other parts are compared with it."""

    def __init__(self, first: Draft, rows: int) -> None:
        self.rows = rows
        self.left = first.xs[0]
        self._first = first

    @cached_property
    def texts(self) -> list[tuple[str, ...]]:
        """What its cells print, by row."""
        return row_texts(self._first, self.rows)

    @cached_property
    def down_columns(self) -> dict[int, str]:
        """What it prints in each column."""
        return _down_columns(list(cells_of_top(self._first, self.rows)), self.rows)

    @cached_property
    def words(self) -> list[Word]:
        return _words_of_top(self._first, self.rows)


def _with_head(chain: Sequence[Draft], head: _Head) -> list[Draft]:
    """The parts of the table that print its header."""
    if not head.rows:
        return [chain[0]]
    return [chain[0], *(draft for draft in chain[1:] if _repeated_rows(head, draft) >= head.rows)]


def _repeated_rows(head: _Head, draft: Draft) -> int:
    """How many rows at the top of a further part print the header again, be it parted into other rows there."""
    rows = row_texts(draft, head.rows)
    same = 0
    while same < len(rows) and rows[same] == head.texts[same]:
        same += 1
    if same == head.rows:
        return same
    counts = range(1, min(head.rows + HEADER_PARTS, draft.row_count) + 1)
    top = [cell for cell in cells_of_top(draft, counts.stop) if cell.words]
    if all(text in head.down_columns.get(column, "") for column, text in _down_columns(top, 1).items()):
        whole = next((count for count in counts if _down_columns(top, count) == head.down_columns), 0)
        if whole:
            return whole
    right = draft.xs[0] - head.left
    enough = NEARLY if len(head.words) >= WORDS_MIN else 1.0
    shares = {}
    for count in counts:
        again = _words_of_top(draft, count)
        # Far more or fewer words are not the header's: most parts go on with rows.
        if enough * max(len(head.words), len(again)) <= min(len(head.words), len(again)):
            shares[count] = _share_alike(head.words, again, right)
    best = max(shares, key=lambda count: shares[count], default=0)
    return best if best and shares[best] >= enough else same


def _share_alike(words: Sequence[Word], again: Sequence[Word], right: float) -> float:
    """Share of words that stand again at the same places, but for so much to the ``right``, in whatever cells."""
    left = defaultdict(list)
    for word in again:
        left[word.text].append(word.x0 - right)
    alike = 0
    for word in words:
        places = left[word.text]
        at = next((i for i, x in enumerate(places) if abs(x - word.x0) <= SAME_HEAD), None)
        if at is not None:
            del places[at]
            alike += 1
    return alike / max(len(words), len(again), 1)


def _words_of_top(draft: Draft, rows: int) -> list[Word]:
    """The words of the first rows."""
    return [word for cell in cells_of_top(draft, rows) for word in cell.words]


def _down_columns(cells: Sequence[GridCell], rows: int) -> dict[int, str]:
    """What cells of the first rows print in each column, without spaces."""
    found: dict[int, str] = defaultdict(str)
    for cell in cells:
        if cell.row < rows and cell.words:
            found[cell.column] += "".join(text_of(cell).split())
    return found


def _home(shapes: Mapping[tuple[int, int], tuple[int, int]], key: tuple[int, int]) -> tuple[int, int] | None:
    """The cell from before the page break that already covers ``key``."""
    for (row, column), (down, right) in shapes.items():
        if row <= key[0] < row + down and column <= key[1] < column + right:
            return row, column
    return None


def _reach_down(
    shapes: dict[tuple[int, int], tuple[int, int]],
    spans: dict[tuple[int, int], tuple[int, int]],
    key: tuple[int, int],
    rows: int,
) -> None:
    """Let the cell from before the page break go on over so many rows from ``key`` down, which it covers or is."""
    home = key if key in shapes else _home(spans, key)
    if home is not None:
        down, right = shapes[home]
        shapes[home] = spans[home] = (max(down, key[0] + rows - home[0]), right)


def _row_goes_on(chain: Sequence[Draft], i: int, repeated: int) -> bool:
    """Whether the first row of draft ``i`` is the rest of the last row before it."""
    draft, before = chain[i], chain[i - 1]
    if repeated >= draft.row_count or not before.row_count:
        return False
    first = [piece for c in draft.cells if c.row == repeated for piece in _parted(draft, c, repeated)]
    last = [c for c in before.cells if c.row + c.row_span == before.row_count]
    if not first or not last or not any(c.words for c in first):
        return False
    if not any(c.words for c in last) and before.ys[-1] - before.ys[-2] < min(p.size for p in before.rows[-1].phrases):
        return True  # Too low for a line of print: the page ends where the row begins.
    # Marks alone before the page's end are no row, whatever number the rest of it begins with.
    counts_on = any(c.words for c in last) and _counts_on(first, chain[:i])
    if counts_on or _is_drawn_whole(draft, repeated) or _parts_cell(first, last):
        return False
    if _is_cut(before):
        return True
    if _is_set_off(first, last):
        return False
    anchors = _anchor_columns([c for d in chain for c in d.cells if d is not draft or c.row > repeated])
    begun = {c.column for c in first if c.words}
    if begun == {0} and 0 in anchors:
        # It heads a section: what begins every row goes on nowhere, but in the middle of a sentence.
        return next(c for c in first if c.words).words[0].text[:1].islower()
    return bool(anchors) and len(anchors & begun) <= BEGUN * len(anchors)


def _parts_cell(first: Sequence[GridCell], last: Sequence[GridCell]) -> bool:
    """Whether several cells of the first row print below one cell of the last: it heads them."""
    filled = [c.column for c in first if c.words]
    return any(sum(c.column <= k < c.column + c.column_span for k in filled) > 1 for c in last if c.words)


def _is_drawn_whole(draft: Draft, row: int) -> bool:
    """Whether the row is drawn as one cell over all columns, where lines or shades part other rows: it heads a section.

    What a page cuts off a row has the lines and shades of its cells.
    """
    if not any(c.row == row and c.row_span == 1 and c.column_span == draft.column_count for c in draft.cells):
        return False
    top, bottom = draft.ys[row], draft.ys[row + 1]
    here = [e for e in draft.vertical if min(e.end, bottom) - max(e.start, top) > 0.5 * (bottom - top)]
    left, right = draft.xs[0] + ASTRIDE, draft.xs[-1] - ASTRIDE
    if any(left < e.at < right for e in here):
        return False
    for ruled in (True, False):
        sides = [e.at for e in here if e.ruled is ruled]
        parts = any(left < e.at < right for e in draft.vertical if e.ruled is ruled)
        if parts and any(x <= left for x in sides) and any(x >= right for x in sides):
            return True
    return False


def _signs_come_again(chain: Sequence[Draft], i: int, repeated: int, pages: Mapping[int, Page]) -> bool:
    """Whether the first row of draft ``i`` wears signs in columns where the last row before it does: a row of its own.

    A row that the page cuts has its boxes or its mark in one of its halves; a sign in print is never cut. Where every
    row has a sign in one of two columns, one in each is two rows.
    """
    last, first = chain[i - 1], chain[i]
    above, again = _printed_signs(last, last.row_count - 1), _printed_signs(first, repeated)
    if above & again or (above and again and _exclude_each_other(above, again, chain)):
        return True
    drawn = _columns_of_drawn_signs(last, last.row_count - 1, pages[last.page])
    return len(drawn & _columns_of_drawn_signs(first, repeated, pages[first.page])) >= SIGN_COLUMNS


def _printed_signs(draft: Draft, row: int) -> set[int]:
    """The columns in which the row prints a single character."""
    own = [c for c in draft.cells if c.row == row and c.row_span == c.column_span == 1]
    return {c.column for c in own if len(c.words) == 1 and len(c.words[0].text) == 1}


def _exclude_each_other(columns: set[int], others: set[int], chain: Sequence[Draft]) -> bool:
    """Whether rows have a sign in one of the columns or in one of the others, several each, and none has both."""
    rows = [_printed_signs(draft, row) for draft in chain for row in range(draft.row_count)]
    alone = Counter(column for row in rows for column in row)
    return any(
        min(alone[a], alone[b]) >= SIGN_COLUMNS and not any({a, b} <= row for row in rows)
        for a in columns
        for b in others
    )


def _columns_of_drawn_signs(draft: Draft, row: int, page: Page) -> set[int]:
    """The columns in which the row prints no word but holds something drawn."""
    content = Content(page)
    bare = [c for c in draft.cells if c.row == row and c.row_span == c.column_span == 1 and not c.words]
    return {cell.column for cell in bare if (part := _part(draft, cell, content)).drawings or part.images}


def _counts_on(first: Sequence[GridCell], above: Sequence[Draft]) -> bool:
    """Whether a cell begins with the number after that of the last numbered cell above it: a row of its own.

    Where the last row above has none it is the number of that row, which is set from the middle and ends here.
    """
    for cell in first:
        number = _leading_number(cell)
        if number is None:
            continue
        last_row = above[-1].row_count
        if any(not c.words for c in above[-1].cells if c.column == cell.column and c.row + c.row_span == last_row):
            continue
        held = (c for d in reversed(above) for c in reversed(d.cells) if c.column == cell.column)
        if number - 1 == next((last for c in held if (last := _leading_number(c)) is not None), None):
            return True
    return False


def _leading_number(cell: GridCell) -> int | None:
    """The number in front of the text of a cell ("3.", "G3", "Nr. 3"); a figure within a sentence is none."""
    texts = [word.text for word in cell.words]
    if len(texts) == 2 and len(texts[0]) <= LABEL_MAX:
        texts = [text for text in texts if any(map(str.isdigit, text))]
    found = _NUMBER.match(texts[0]) if texts else None
    return int(found[1]) if found is not None else None


def _is_set_off(first: Sequence[GridCell], last: Sequence[GridCell]) -> bool:
    """Whether the first row is one bold cell, and the cell above it is not: it heads a section."""
    filled = [c for c in first if c.words]
    above = [w for c in last if filled and c.column == filled[0].column for w in c.words]
    return len(filled) == 1 and all(w.bold for w in filled[0].words) and bool(above) and not any(w.bold for w in above)


def _parted(draft: Draft, cell: GridCell, rest: int) -> Iterable[GridCell]:
    """A cell over several columns by column where it is of the rest of a row, ``rest``, and its print keeps to them.

    What is left of one cell overleaf stands alone in its row and looks like a heading over all columns.
    """
    if cell.row != rest or cell.column_span == 1 or not cell.words:
        return (cell,)
    columns: dict[int, list[Word]] = defaultdict(list)
    for word in cell.words:
        column = bisect_right(draft.xs, (word.x0 + word.x1) / 2) - 1
        if word.x0 < draft.xs[column] - ASTRIDE or word.x1 > draft.xs[min(column + 1, len(draft.xs) - 1)] + ASTRIDE:
            return (cell,)
        columns[column].append(word)
    for left, right in pairwise(sorted(columns)):
        edge = max(word.x1 for word in columns[left])
        if min(word.x0 for word in columns[right]) - edge < SPACE * cell.words[0].size:
            return (cell,)
    return [GridCell(cell.row, column, cell.row_span, 1, tuple(words)) for column, words in sorted(columns.items())]


def _is_cut(draft: Draft) -> bool:
    """Whether the last row was left open: a table that closes its rows with a line draws none below it.

    A line below some of its cells closes it: those beside it are of several rows.
    """
    end = draft.box.bottom - OPEN_END
    whole = [e.at for e in draft.horizontal if e.ruled and e.length > CLOSED * draft.box.width]
    upright = [e for e in draft.vertical if e.ruled and e.end > end]
    below = sum(e.length for e in draft.horizontal if e.ruled and e.at >= end)
    open_end = len(whole) >= 2 and len(upright) >= 3 and max(whole) < end
    return open_end and below < CLOSED_PART * draft.box.width


def _anchor_columns(cells: Sequence[GridCell]) -> set[int]:
    """Columns that begin every row: hardly ever empty, and of one line, so that they can't be what goes on.

    Without such columns the first one that is hardly ever empty.
    """
    columns: dict[int, list[GridCell]] = defaultdict(list)
    for cell in cells:
        if cell.column_span == 1:
            columns[cell.column].append(cell)
    full: dict[int, bool] = {}
    for column, members in sorted(columns.items()):
        filled = [cell for cell in members if cell.words]
        if len(members) >= 2 and len(filled) >= ANCHORED * len(members):
            full[column] = sum(map(_is_one_line, filled)) >= ANCHORED * len(filled)
    single = {column for column, one_line in full.items() if one_line}
    return single or set(list(full)[:1])


def _is_one_line(cell: GridCell) -> bool:
    words = cell.words
    if len(words) == 1:
        return words[0].bottom > words[0].top
    top, bottom = min([w.top for w in words]), max([w.bottom for w in words])
    return bottom - top < 1.6 * max([w.bottom - w.top for w in words])


def _part(draft: Draft, cell: GridCell, content: Content) -> CellPart:
    row, column, row_span, column_span, words = cell
    xs, ys = draft.xs, draft.ys
    return content.part(make_box((xs[column], ys[row], xs[column + column_span], ys[row + row_span])), words)
