"""Where a header ends between two drawn lines that part rows, and the first row stands with its last heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.layout.lines import TextRow, is_sign
from extractors.layout.tables.rows.bands import Band, make_bands
from extractors.layout.tables.rows.row_evidence import ends_header
from schemas.page import Word

HEADER_LINES = 4
"""Lines above the end of a header at most."""
HEADS = 4
"""Bold heads beside each other that end a header above rows with bold titles."""
BEGUN_COLUMNS = 0.5
"""Share of the columns with heads that the first row below them fills at least."""


def may_part_heads(rows: Sequence[TextRow], xs: Sequence[float]) -> bool:
    """Whether :func:`head_ends` may find one, whatever rows the print is parted into."""
    bands = make_bands(rows, xs)
    words = [_words(band) for band in bands]
    return len(bands) > 1 and (
        any(band.spanning for band in bands)
        or any(
            bool(below) and all(w.bold for w in above) and not any(w.bold for w in below)
            for above, below in pairwise(words)
        )
    )


def _words(band: Band) -> list[Word]:
    return [w for p in (*band.spanning, *(p for cell in band.cells.values() for p in cell)) for w in p.words]


def head_ends(rows: Sequence[TextRow], ends: Sequence[float], xs: Sequence[float]) -> list[float]:
    """Those of the row ``ends`` that part heads.

    They follow print over several columns, heads of groups above the heads of columns, or bold print above print that
    is not: a header and a first row that no shade tells apart. One that stands before a last line across columns parts
    the header from the name of a section.
    """
    bands = make_bands(rows, xs)
    found = []
    start = 0
    for end in ends:
        i = sum(1 for band in bands if band.bottom <= end)
        if not 0 < i < len(bands):
            continue
        is_name = i == len(bands) - 1 and bool(bands[i].spanning) and not bands[i].cells
        # A head of two lines centred beside others of one has its last line alone in a band.
        if is_name or bands[i - 1].spanning or ends_header(_as_one(bands[start:i]), bands[i]):
            found.append(end)
        start = i
    return found


def _as_one(bands: Sequence[Band]) -> Band:
    """What several bands print, as one."""
    whole = Band(bands[0].top, bands[-1].bottom)
    for band in bands:
        whole.spanning += band.spanning
        for column, phrases in band.cells.items():
            whole.cells.setdefault(column, []).extend(phrases)
    return whole


def end_of_header(prints: Sequence[Sequence[TextRow]], xs: Sequence[float]) -> tuple[int, float] | None:
    """Between which two lines a header and the first row stand together, and where the header ends; None if nowhere.

    It is bold as all above it is, what follows fills most of its columns and is not, or not in more than one of them,
    and no row is built like that.
    """
    turned = (at for at, rows in enumerate(prints) if _turn_of(rows, xs) is not None)
    at = next(turned, HEADER_LINES)
    if at >= HEADER_LINES or next(turned, None) is not None:
        return None
    bands, turn = _turn_of(prints[at], xs) or ([], 0)
    above = [row for rows in prints[:at] for row in rows]
    heads = {c for band in bands[:turn] for c in band.cells}
    filled = {c for band in bands[turn:] for c in band.cells}
    if False in _weights(above) or len(heads & filled) < max(2, BEGUN_COLUMNS * len(heads)):
        return None
    return at, (bands[turn - 1].bottom + bands[turn].top) / 2


def _turn_of(rows: Sequence[TextRow], xs: Sequence[float]) -> tuple[list[Band], int] | None:
    """The bands of the print between two lines, and which of them is the first below a header; None where none is.

    Where all print is bold, or none, no header ends.
    """
    bands = make_bands(rows, xs) if len(_weights(rows)) > 1 else []
    turn = next((i for i in range(1, len(bands)) if _ends_heads(bands, i)), None)
    return (bands, turn) if turn is not None else None


def _weights(rows: Sequence[TextRow]) -> set[bool]:
    """Whether words of the rows are bold, or not, or some of them."""
    return {w.bold for row in rows for p in row.phrases for w in p.words}


def _ends_heads(bands: Sequence[Band], at: int) -> bool:
    """Whether the header ends above band ``at``: below its last line, or below all lines of heads of several lines."""
    return _ends_header(bands[at - 1], bands[at]) or (at > 1 and _ends_header(_as_one(bands[:at]), bands[at]))


def _ends_header(above: Band, below: Band) -> bool:
    """Whether bold print in several columns stands over print of which one column at most has bold words: titles do.

    Marks may be of any weight.
    """
    if ends_header(above, below):
        return True
    words = [[w for p in cell for w in p.words] for cell in above.cells.values()]
    bold = [cell for cell in below.cells.values() if any(w.bold for p in cell if not is_sign(p) for w in p.words)]
    plain = [w for cell in below.cells.values() for p in cell for w in p.words if not w.bold]
    heads = len(words) >= HEADS and all(own and all(w.bold for w in own) for own in words)
    return heads and not below.spanning and len(bold) <= 1 and bool(plain)
