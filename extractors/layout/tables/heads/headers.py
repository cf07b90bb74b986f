"""Which rows of a table are header.

Signals, in order of precedence:

1. rows at the top that are printed again at the top of the next part: these, and no more;
2. shading, weight, or turned print that the rows below do not have, row by row from the top;
3. words over figures and marks: a first row without any, over columns that hold little else.

A header cell over several rows takes them all along; a row that heads a section of the table is none. A table whose
first row looks like all others has no header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from extractors.layout.baselines import baselines_of
from extractors.layout.lines import are_years
from extractors.layout.tables.lines.drafts import Draft, GridCell
from schemas.page import Fill, Page

LEVELS_MAX = 4
"""More header rows than this are no header."""
SPANNED_MAX = 6
"""Header rows at most that cells over several of them reach down to: lines of one head may be parted into rows."""
BODY_BOLD = 0.5
"""Share of bold rows from which bold print says nothing of the first ones."""
CELL_BOLD = 0.7
"""Share of the letters of each cell that must be bold."""
SECTIONS = 2
"""Bold rows below a first one with print in the first cell alone, from which that is no header, but heads a section."""
FIGURES = 0.6
"""Share of figures from which a column holds figures."""
HEAD_WORDS = 15
"""Words of a head over figures at most: more are prose."""
WHOLE_WIDTH = 0.85
"""Share of the table's width that a line below a header takes."""
ON_LINE = 3.0
"""Points between such a line and the parting of rows that it is."""
_FIGURE = re.compile(r"^[\W\d_]*$")


class Look(NamedTuple):
    """What a row looks like, as far as it tells headers."""

    bold: bool
    color: int | None
    turned: bool
    """Whether a cell has turned print; not a first cell that reaches over several rows, which names a group of them."""
    filled: int
    spans: bool
    """Whether one cell covers its whole width."""
    lone: bool
    """Whether its first cell alone is filled: it heads the rows below."""


def text_of(cell: GridCell) -> str:
    """The cell's words in reading order, joined for comparison."""
    if len(cell.words) < 2:
        return cell.words[0].text if cell.words else ""
    return " ".join([word.text for line in baselines_of(cell.words) for word in line])


def row_texts(draft: Draft, count: int) -> list[tuple[str, ...]]:
    """The texts of the cells of the first ``count`` rows, for comparison."""
    rows: list[list[str]] = [[] for _ in range(min(count, draft.row_count))]
    for cell in cells_of_top(draft, len(rows)):
        rows[cell.row].append(text_of(cell))
    return [tuple(row) for row in rows]


def cells_of_top(draft: Draft, count: int) -> Iterator[GridCell]:
    """The cells of the first ``count`` rows; those of a draft are sorted by row."""
    return takewhile(lambda cell: cell.row < count, draft.cells)


def count_header_rows(chain: Sequence[Draft], page: Page) -> int:
    """Rows at the top of the table that are header.

    Args:
        chain: the table's parts, cells made.
        page: the page of its first part.
    """
    draft = chain[0]
    if draft.is_head or count_heads_overleaf(chain):
        return draft.row_count
    if draft.row_count < 2 or (len(chain) > 1 and _is_above_sections(draft)):
        return _count_repeated(chain) or int(len(chain) > 1 and _is_lone_header(draft, chain[1], page))
    repeated = _count_repeated(chain)
    count = repeated or _count_by_looks(draft, page)
    return _down_to_spans(draft, repeated or _down_to_line(draft, count)) if count else 0


def count_heads_overleaf(chain: Sequence[Draft]) -> int:
    """Rows at the top of the second part that are the last of the header, where the page ended within it."""
    if not chain[0].head_goes_on:
        return 0
    filled = ([c for c in chain[1].cells if c.row == row and c.words] for row in range(chain[1].row_count))
    return sum(1 for _ in takewhile(_is_set_bold, filled))


def _count_repeated(chain: Sequence[Draft]) -> int:
    """Rows that the second part prints again at its top."""
    if len(chain) < 2:
        return 0
    first, second = row_texts(chain[0], LEVELS_MAX), row_texts(chain[1], LEVELS_MAX)
    count = 0
    for row, (a, b) in enumerate(zip(first, second, strict=False)):
        if a != b:
            break
        # A line alone may name a section that goes on; printed again above further heads it is one of them.
        if sum(1 for text in a if text) > 1:
            count = row + 1
    return count if count < max(draft.row_count for draft in chain[:2]) else 0


def _is_above_sections(draft: Draft) -> bool:
    """Whether all rows but the first are one text from the left side: names of sections before the page's end."""
    below = [c for c in draft.cells if c.row and c.words]
    return draft.row_count == len({c.row for c in below}) + 1 == len(below) + 1 and all(c.column == 0 for c in below)


def _is_lone_header(draft: Draft, rest: Draft, page: Page) -> bool:
    """Whether the first row, the only one before the page's end but for names of sections, stands out."""
    look = _look(draft, 0, [c for c in draft.cells if c.row == 0 and c.words], page.fills)
    cells = [c for c in rest.cells if c.words]
    bold = sum(1 for c in cells if all(w.bold for w in c.words))
    return look.filled > 1 and look.bold and bold < BODY_BOLD * len(cells)


def _count_by_looks(draft: Draft, page: Page) -> int:
    filled: list[list[GridCell]] = [[] for _ in range(draft.row_count)]
    for cell in draft.cells:
        if cell.words:
            filled[cell.row].append(cell)
    fills = [f for f in page.fills if f.top - 1 <= draft.ys[-1] and f.bottom + 1 >= draft.ys[0]]
    looks = [_look(draft, row, cells, fills) for row, cells in enumerate(filled[:LEVELS_MAX])]
    rows = range(min(LEVELS_MAX, max(1, draft.row_count // 2)), draft.row_count) or range(draft.row_count)[-1:]
    plain = [row for row in rows if not _spans(filled[row], draft)] or rows
    bold_body = any(look.bold for look in looks) and (
        sum(1 for row in plain if _is_set_bold(filled[row])) > BODY_BOLD * len(plain)
    )
    coloured = any(look.color is not None for look in looks)
    colors = {row_color(draft, row, fills) for row in plain} if coloured else {None}
    looks = looks[: draft.row_count - 1]
    heads = [
        (look.turned or (look.bold and not bold_body) or (look.color is not None and look.color not in colors))
        and not (_holds_figures(filled[row]) and not (look.bold and _heads_steps(filled, row)))
        for row, look in enumerate(looks)
    ]
    count = 0
    for row, look in enumerate(looks):
        if count and (look.spans or look.lone) and not _heads_heads(looks, heads, row):
            break
        if not heads[row] or (count and not look.filled and not look.turned):
            break
        if count and _comes_again(filled, row):
            break
        count += 1
    if count == 1 and _heads_first_section(filled):
        return 0
    if count == 1 and looks[0].spans:
        return 1 + _rows_over_figures(draft, 1) if draft.row_count > 2 else 0
    return count or _rows_over_figures(draft, 0)


def _comes_again(filled: Sequence[Sequence[GridCell]], row: int) -> bool:
    """Whether the row leaves free what the heads above fill, as another bold row below does: it heads rows."""
    columns = {cell.column for cell in filled[row]}
    heads = {cell.column for above in filled[:row] for cell in above}
    alike = (below for below in filled[row + 1 :] if {cell.column for cell in below} == columns)
    return len(heads - columns) > 1 and len(columns) > 1 and any(_is_set_bold(below) for below in alike)


def _heads_first_section(filled: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first row prints in its first cell alone, as bold rows below do: each heads rows of its own."""
    if len(filled[0]) != 1 or filled[0][0].column:
        return False
    alike = sum(len(below) == 1 and below[0].column == 0 and _is_set_bold(below) for below in filled[2:])
    return alike >= SECTIONS


def _heads_steps(filled: Sequence[Sequence[GridCell]], row: int) -> bool:
    """Whether the figures and letters of a row are steps: below one head, or letters over columns that print none."""
    if row and _are_steps(filled[row], filled[row - 1]):
        return True
    lone = {c.column: text_of(c) for c in filled[row] if len(text_of(c)) == 1}
    beside = list(lone) == list(range(min(lone, default=0), max(lone, default=0) + 1))
    if not beside or not 1 < len(lone) < len(filled[row]) or len(set(lone.values())) < len(lone):
        return False
    below = [text_of(c) for cells in filled[row + 1 :] for c in cells if c.column in lone]
    return all(text.isalpha() for text in lone.values()) and not any(
        word.isalpha() and word not in "xX" for text in below for word in text.split()
    )


def _are_steps(cells: Sequence[GridCell], above: Sequence[GridCell]) -> bool:
    """Whether the figures of a row are the steps of a scale and no entries.

    They count from one in columns side by side, or are letters, each another, below one head for all of them.
    """
    lone = [(c.column, c.words[0].text) for c in cells if len(c.words) == 1]  # No other cell is a letter or a figure.
    if len({text for _, text in lone}) == len(cells) > 1 and all(text.isalpha() for _, text in lone):
        first, last = cells[0].column, cells[-1].column
        heads = [(h.column, h.column + h.column_span - 1) for h in above if h.column <= last]
        reached = [(a, b) for a, b in heads if b >= first]
        return last - first == len(cells) - 1 and len(reached) == 1 and first <= reached[0][0] and reached[0][1] <= last
    figures = [(column, int(text)) for column, text in lone if text.isdecimal()]
    counted = [number for _, number in figures]
    columns = [column for column, _ in figures]
    beside = columns == list(range(min(columns, default=0), max(columns, default=0) + 1))
    return (
        len(figures) > 1 and beside and sorted(counted) in (list(range(len(counted))), list(range(1, len(counted) + 1)))
    )


def _rows_over_figures(draft: Draft, first: int) -> int:
    """Rows from ``first`` on that are heads over figures; heads over several columns may stand alone above others."""
    count = 0
    for row in range(first, min(first + LEVELS_MAX, draft.row_count - 1)):
        if _is_over_figures(draft, row):
            count = row + 1 - first
        elif not _heads_groups(draft, row):
            break
    return count


def _is_over_figures(draft: Draft, row: int) -> bool:
    """Whether the row has words over columns that hold little but figures, or years over other figures."""
    cells = [c for c in draft.cells if c.row == row and c.words]
    if len(cells) < 2 or any(len(c.words) > HEAD_WORDS for c in cells):
        return False
    heads = {c.column: text_of(c) for c in cells}
    if len(heads) < 2 or any(len(text.split()) > HEAD_WORDS for text in heads.values()):
        return False
    found = False
    for column, head in heads.items():
        if found and not _is_figure(head):
            continue
        below = [text_of(c) for c in draft.cells if c.column == column and c.row > row and c.words]
        if _is_figure(head) and (not are_years(head) or 2 * sum(map(are_years, below)) > len(below)):
            return False
        found = found or (len(below) >= 2 and sum(map(_is_figure, below)) >= FIGURES * len(below))
    return found


def _heads_groups(draft: Draft, row: int) -> bool:
    """Whether the row prints words alone, and none in the first column."""
    cells = [c for c in draft.cells if c.row == row and c.words]
    return bool(cells) and cells[0].column > 0 and not any(_is_figure(text_of(c)) for c in cells)


def _is_figure(text: str) -> bool:
    return len(text) == 1 or _FIGURE.match(text) is not None


def _down_to_line(draft: Draft, count: int) -> int:
    """Header rows down to the first line drawn over the whole table, where the rows between begin no row of theirs."""
    across = [e for e in draft.horizontal if e.length > WHOLE_WIDTH * draft.box.width]
    if any(not e.ruled and abs(e.at - draft.ys[count]) <= ON_LINE for e in across):
        return count  # The shade of the header ends there.
    whole = [e.at for e in across if e.ruled]
    first = next((y for y in sorted(whole) if y > draft.ys[0] + ON_LINE), None)
    for rows in range(count, min(LEVELS_MAX, draft.row_count - 1) + 1):
        if first is not None and abs(draft.ys[rows] - first) <= ON_LINE:
            return rows
        if rows == draft.row_count or _begins_body(draft, rows):
            break
    return count


def _begins_body(draft: Draft, row: int) -> bool:
    """Whether the row prints in its first column, and nothing else or figures beside that."""
    texts = {c.column: text_of(c) for c in draft.cells if c.row == row and c.words}
    if 0 not in texts:
        return False
    return len(texts) == 1 or any(_is_figure(text) and not are_years(text) for c, text in texts.items() if c)


def _down_to_spans(draft: Draft, count: int) -> int:
    """A header cell over several rows takes them all along."""
    for cell in draft.cells:
        if cell.row < count < cell.row + cell.row_span <= SPANNED_MAX and cell.row + cell.row_span < draft.row_count:
            count = cell.row + cell.row_span
    return count


def _heads_heads(looks: Sequence[Look], heads: Sequence[bool], row: int) -> bool:
    """Whether a line over the whole width stands over further heads; the name of a section stands over entries."""
    below = looks[row + 1] if row + 1 < len(looks) else None
    return looks[row].spans and below is not None and heads[row + 1] and below.filled > 1 and not below.spans


def _look(draft: Draft, row: int, cells: Sequence[GridCell], fills: Sequence[Fill]) -> Look:
    """The look of ``row``, of which ``cells`` are filled."""
    return Look(
        _is_set_bold(cells),
        row_color(draft, row, fills),
        any(w.direction in (90, 270) for c in cells if not _names_group(draft, c) for w in c.words),
        len(cells),
        _spans(cells, draft),
        len(cells) == 1 and cells[0].column == 0,
    )


def _holds_figures(cells: Sequence[GridCell]) -> bool:
    """Whether the filled cells of a row are figures or single letters for the most part, but no years."""
    return sum(1 for t in map(text_of, cells) if _is_figure(t) and not are_years(t)) > FIGURES * len(cells)


def _names_group(draft: Draft, cell: GridCell) -> bool:
    """Whether a cell of the first column is one over several rows, or its print is."""
    below = draft.ys[cell.row + cell.row_span]
    return cell.column == 0 and (cell.row_span > 1 or any(w.top < below < w.bottom for w in cell.words))


def _spans(cells: Sequence[GridCell], draft: Draft) -> bool:
    columns = draft.column_count
    return any(c.column_span == columns for c in cells)


def _is_set_bold(cells: Sequence[GridCell]) -> bool:
    return bool(cells) and all(map(_is_bold, cells))


def _is_bold(cell: GridCell) -> bool:
    weights = {w.bold for w in cell.words}
    if len(weights) == 1:
        return weights.pop()
    bold = sum(len(w.text) for w in cell.words if w.bold)
    return bold > CELL_BOLD * sum(len(w.text) for w in cell.words)


def row_color(draft: Draft, row: int, fills: Sequence[Fill]) -> int | None:
    """The colour that most of a row is shaded with, None when it is not."""
    top, bottom = draft.ys[row], draft.ys[row + 1]
    middle = (top + bottom) / 2
    widths: dict[int, float] = {}
    for fill in fills:
        if fill.top - 1 <= middle <= fill.bottom + 1 and fill.bottom - fill.top >= 0.4 * (bottom - top):
            shared = min(fill.x1, draft.box.x1) - max(fill.x0, draft.box.x0)
            if shared > 0 and min(fill.color >> 16, fill.color >> 8 & 255, fill.color & 255) < 0xFA:
                widths[fill.color] = widths.get(fill.color, 0.0) + shared
    if not widths:
        return None
    color = max(sorted(widths), key=lambda k: widths[k])
    return color if widths[color] > 0.5 * draft.box.width else None
