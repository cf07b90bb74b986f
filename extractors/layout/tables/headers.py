"""Which rows of a table are header.

Signals, in order of precedence: a top row that is printed again on the next page; turned print; a shading or a weight
that the rows below do not have; words over figures and marks. A table whose first row looks like all others has no
header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.layout.tables.drafts import Draft, GridCell
from schemas.page import Fill, Page

LEVELS_MAX = 4
"""More header rows than this are no header."""
_FIGURE = re.compile(r"^[\s\d.,:%±+\-–—/()€$£*]*$")


def text_of(cell: GridCell) -> str:
    """The cell's words in reading order, joined for comparison."""
    return " ".join(w.text for w in sorted(cell.words, key=lambda w: (round(w.bottom), w.x0)))


def row_texts(draft: Draft) -> list[tuple[str, ...]]:
    """The texts of each row's cells, for comparison."""
    rows: list[list[str]] = [[] for _ in range(draft.row_count)]
    for cell in draft.cells:
        rows[cell.row].append(text_of(cell))
    return [tuple(row) for row in rows]


def count_header_rows(draft: Draft, page: Page) -> int:
    """Rows at the top of ``draft`` that are header by their looks."""
    if draft.row_count < 2:
        return 0
    looks = [_look(draft, r, page) for r in range(draft.row_count)]
    body = looks[min(LEVELS_MAX, max(1, draft.row_count // 2)) :] or looks[-1:]
    plain_bold = sum(1 for look in body if look[0]) * 2 > len(body)
    body_colors = {look[1] for look in body}
    count = 0
    while count < min(LEVELS_MAX, draft.row_count - 1):
        bold, color, turned, figures, filled = looks[count]
        if filled == 0 and count and not turned:
            break
        if turned or (bold and not plain_bold and figures < 0.5) or (color is not None and color not in body_colors):
            count += 1
            continue
        break
    if count:
        return _down_to_spans(draft, count)
    figures_below = max((look[3] for look in body), default=0.0)
    bold, color, turned, figures, filled = looks[0]
    if filled >= 2 and figures == 0 and figures_below >= 0.25:
        return _down_to_spans(draft, 1)
    return 0


def _down_to_spans(draft: Draft, count: int) -> int:
    """A header cell over several rows takes them all along."""
    for cell in draft.cells:
        if cell.row < count < cell.row + cell.row_span <= LEVELS_MAX and cell.row + cell.row_span < draft.row_count:
            count = cell.row + cell.row_span
    return count


def _look(draft: Draft, row: int, page: Page) -> tuple[bool, int | None, bool, float, int]:
    """Bold, shading, turned print, share of figures, number of filled cells of a row."""
    cells = [c for c in draft.cells if c.row == row and c.words]
    letters = sum(len(w.text) for c in cells for w in c.words)
    bold = sum(len(w.text) for c in cells for w in c.words if w.bold)
    turned = any(w.direction in (90, 270) for c in cells for w in c.words)
    figures = sum(1 for c in cells if _FIGURE.match(text_of(c)) or len(text_of(c)) == 1)
    color = row_color(draft, row, page.fills)
    return (
        letters > 0 and bold > 0.8 * letters,
        color,
        turned,
        figures / len(cells) if cells else 0.0,
        len(cells),
    )


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
