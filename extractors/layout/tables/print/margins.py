"""Print of running headers and footers: what stands at the same place of several pages, digits apart, and page numbers.

It stands between the parts of a table without ending it, and is no row of it. The header of a table that is printed
again on every page is none: it has the table close below it, heads its columns, or stands further down on another page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache

from extractors.layout.lines import TextRow
from extractors.layout.tables.print.rivers import split_wide
from schemas.page import Page

ZONE = 0.18
"""Share of the page's height, above and below, in which running headers and footers stand."""
FOOT = 0.1
"""Share of the page's height in which a lone number is the page's."""
PAGES_MIN = 2
"""Pages on which a line must stand at one place."""
PIECES_MAX = 3
"""A running header has no more pieces: left, middle, right."""
CLEARANCE = 0.8
"""Line heights of white between a running header and the page's own print."""
FAR = 2.0
"""Line heights of white between rows of one table at most."""
COLUMN_ROWS = 12
"""Rows below a line in which its pieces are looked for as heads of columns."""
SHOWN_MIN = 2
"""Rows in which a column must show."""
SAME_EDGE = 2.0
"""Points by which print of one column may differ where it begins."""
_DIGITS = re.compile(r"\d+")


def find_margins(pages: Sequence[Page], rows: Mapping[int, Sequence[TextRow]]) -> dict[int, list[bool]]:
    """For each page, which of its rows are running header or footer."""
    keys = {page.number: [_key(row) if _in_zone(row, page) else None for row in rows[page.number]] for page in pages}
    seen: Counter[_Key | None] = Counter()
    for own in keys.values():
        seen.update(set(own))

    @cache
    def inside() -> Set[str]:
        body = (row for page in pages for row in rows[page.number] if not _in_zone(row, page))
        return {_text(row) for row in body if len(row.phrases) > 1}

    found = {page.number: _margins_of(page, rows[page.number], keys[page.number], seen, inside) for page in pages}
    clear = {key for page in pages for key, margin in zip(keys[page.number], found[page.number], strict=True) if margin}
    for page in pages:
        _spread(rows[page.number], found[page.number], clear)
    return found


def _spread(rows: Sequence[TextRow], found: list[bool], clear: Set[_Key | None]) -> None:
    """Mark the outermost rows that are margins on other pages: a table may begin close below a running header."""
    for order in (range(len(rows)), range(len(rows) - 1, -1, -1)):
        for i in order:
            if not found[i] and (_key(rows[i]) not in clear or len(split_wide(rows[i])) > 1):
                break
            found[i] = True


def _margins_of(
    page: Page,
    rows: Sequence[TextRow],
    keys: Sequence[_Key | None],
    seen: Mapping[_Key | None, int],
    inside: Callable[[], Set[str]],
) -> list[bool]:
    """Which rows of a page are margins.

    Args:
        page: the page.
        rows: its rows.
        keys: what tells those in its zones from others; None for the rest.
        seen: on how many pages each key stands.
        inside: gives what rows in pieces print in the middle of a page.
    """
    found = [
        key is not None and (seen[key] >= PAGES_MIN or _is_page_number(row, page))
        for row, key in zip(rows, keys, strict=True)
    ]
    # From the page's own print outwards: what stands close to it, or has some of it further out, belongs to it.
    own = [i for i, margin in enumerate(found) if not margin] or _longest_cluster(rows)
    lines: list[int] = []
    for i in reversed(range(own[0] if own else 0)):
        apart = _is_clear(rows[i], rows[i + 1])
        if lines and apart:
            break
        if lines:
            # Further up: the lines of a head, the last of which may be one word, clear of the rows it heads.
            is_margin = not (_text(rows[i]) in inside() or _heads_most_columns(rows[i], rows[own[0] :]))
        else:
            is_margin = apart and not (
                len(split_wide(rows[i])) > PIECES_MAX
                or _text(rows[i]) in inside()
                or _heads_columns(rows[i], rows[i + 1 :])
            )
        lines = [*lines, i] if is_margin else []
        if not is_margin:
            found[i : own[0]] = [False] * (own[0] - i)
    for i in range(own[-1] + 1 if own else len(rows), len(rows)):
        if not _is_clear(rows[i - 1], rows[i]) or len(split_wide(rows[i])) > PIECES_MAX:
            found[i] = False
        else:
            break
    if own:
        found[own[0] : own[-1] + 1] = [False] * (own[-1] + 1 - own[0])
    return found


def _heads_columns(row: TextRow, below: Sequence[TextRow]) -> bool:
    """Whether each piece of several in the row begins where print of several of the next rows does."""
    pieces = split_wide(row)
    if len(pieces) < 2 or below[0].top - row.bottom > FAR * (row.bottom - row.top):
        return False
    return _shown(row, below) == len(pieces)


def _heads_most_columns(row: TextRow, below: Sequence[TextRow]) -> bool:
    """Whether most pieces in the row, more than a running header has, begin where print of the page's own rows does."""
    pieces = split_wide(row)
    return len(pieces) > PIECES_MAX and 2 * _shown(row, below) > len(pieces)


def _shown(row: TextRow, below: Sequence[TextRow]) -> int:
    """Pieces in the row that begin where print of several of the next rows does."""
    starts = [[p.x0 for p in other.phrases] for other in below[:COLUMN_ROWS]]
    shown = [sum(any(abs(x - piece.x0) <= SAME_EDGE for x in places) for places in starts) for piece in split_wide(row)]
    return sum(count >= SHOWN_MIN for count in shown)


def _longest_cluster(rows: Sequence[TextRow]) -> list[int]:
    """The most rows that stand close to one another: on pages that differ in figures alone all print comes again."""
    clusters: list[list[int]] = []
    for i in range(len(rows)):
        if clusters and rows[i].top - rows[i - 1].bottom < FAR * (rows[i].bottom - rows[i].top):
            clusters[-1].append(i)
        else:
            clusters.append([i])
    longest = max(clusters, key=len, default=[])
    return longest if len(longest) > 1 else []


def _is_clear(above: TextRow, below: TextRow) -> bool:
    return below.top - above.bottom >= CLEARANCE * min(below.bottom - below.top, above.bottom - above.top)


def _in_zone(row: TextRow, page: Page) -> bool:
    return row.bottom < ZONE * page.height or row.top > (1 - ZONE) * page.height


def _is_page_number(row: TextRow, page: Page) -> bool:
    return row.top > (1 - FOOT) * page.height and len(row.phrases) == 1 and row.phrases[0].text.strip("-–— ").isdigit()


_Key = tuple[int, str]
"""Where a row stands on its page, about, and what it prints."""


def _key(row: TextRow) -> _Key:
    return round(row.cy / 4), _text(row)


def _text(row: TextRow) -> str:
    """What the row prints, digits apart."""
    return _DIGITS.sub("#", " ".join([word.text for phrase in row.phrases for word in phrase.words]))
