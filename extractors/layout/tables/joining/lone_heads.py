"""The header of a table where the page ended below it: all rows stand overleaf, and nothing heads them there.

The page may end within the header, too: the heads of the steps stand overleaf, and those of their group above do not.
A header that is printed again may be all that was found of a part.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from extractors.layout.lines import Phrase, TextRow
from extractors.layout.tables.cells.grids import column_partings
from extractors.layout.tables.heads.heads_again import HEADER_ROWS
from extractors.layout.tables.lines.drafts import Draft
from extractors.layout.tables.lines.regions import rows_in, words_cross
from extractors.layout.tables.pages.candidates import Sheet, spanners
from schemas.geometry import Box

SAME_SIDE = 4.0
"""Points by which the shade or line of a header may begin or end off the sides of its table."""
PRINT_SIDE = 24.0
"""Points by which the print of a header may begin or end off the sides of its table."""
APART = 3.0
"""Line heights of white between a header and its rows at most."""
HALF, NEARLY_ALL = 0.5, 0.8
"""Share of the columns that bold heads stand over at least, and others right above a line that closes them."""
CLOSE = 1.0
"""Line heights of white between two rows of a header that nothing is drawn above."""
SECTION_INDENT = 15.0
"""Points from the left side within which the name of a section begins."""


def head_alone(rows: Sequence[TextRow], first: Draft, sheet: Sheet, rest: Sequence[TextRow] = ()) -> Draft | None:
    """The header of the table that begins with ``first`` on the next page, from the last ``rows`` of its own page.

    It is bold as no row of the table is, stands over most of its columns, and on a shade or line as wide as the table.
    Where nothing is drawn but such a line below it, heads over nearly all columns may have any weight.
    The name of the first section may stand below it, where the header has no ``rest`` overleaf. Heads of groups over
    heads of columns are a header by that ``rest``, without shade or line.
    """
    if not rows or (first.rows[0].bold and not rest):
        return None
    box, last = first.box, rows[-1]
    named = len(last.phrases) == 1 and box.x0 <= last.phrases[0].x0 <= box.x0 + SECTION_INDENT and not rest
    named = named and len(rows) > 1 and last.phrases[0].x1 <= box.x1
    side = PRINT_SIDE if rest else SAME_SIDE
    lines = [e for e in sheet.edges.horizontal if abs(e.start - box.x0) <= side and abs(e.end - box.x1) <= side]
    end = rows[-2] if named else last
    top = max((e.at for e in lines if e.at < end.top), default=math.inf)
    closed = math.isinf(top) and not rest and any(e.at > end.cy for e in lines)
    run = _close_run(rows[:-1] if named else rows) if closed else []
    if closed:
        top = min((row.top for row in run), default=math.inf)
    if rest and not lines:
        heads = list(takewhile(lambda row: row.bold and len(row.phrases) > 1, reversed(rows)))
        top = min((row.top for row in heads), default=math.inf)
    taken = [row for row in rows if row.cy > top]
    head = taken[:-1] if named else taken
    xs = column_partings([first])
    crossed = not rest and any(
        words_cross(phrase, xs[1:-1]) and not _heads_group(phrase, head[at + 1 :], xs)
        for at, row in enumerate(head)
        for phrase in row.phrases
    )
    met = len(_columns_met([*head, *rest], xs)) / (len(xs) - 1)
    if crossed or met < (HALF if all(row.bold for row in head) else NEARLY_ALL if closed else math.inf):
        return None
    own = tuple(e for e in lines if e.at >= top)
    whole = Box(box.x0, top, box.x1, max([last.bottom, *(e.at for e in own)]))
    turned = [phrase for phrase in sheet.turned if whole.holds(phrase.cx, phrase.cy)]
    draft = Draft(sheet.page.number, first.method, whole, own, (), taken, turned)
    draft.spanners = spanners(whole, sheet.edges)
    draft.is_head = closed and not named
    return draft


def _close_run(rows: Sequence[TextRow]) -> list[TextRow]:
    """The last rows, as far up as they follow each other closely and are as bold as the last."""
    run: list[TextRow] = []
    for row in reversed(rows):
        if run and (row.bold != run[-1].bold or run[-1].top - row.bottom > CLOSE * (row.bottom - row.top)):
            break
        run.append(row)
    return run


def join_broken_head(chains: list[list[Draft]], before: Sheet, sheet: Sheet) -> bool:
    """Join the first rows of a header, with which a page ends, with the rest of it and the rows overleaf, if it can.

    The rest of the header may stand on a shade of its own above the rows.
    """
    apart = [draft for draft in sheet.drafts[:1] if all(row.bold for row in draft.rows)]
    body = next(iter(sheet.drafts[len(apart) :]), None)
    rest = _rest_of_head(body, sheet) if body is not None else []
    if body is None or not rest:
        return False
    foot = before.drafts[-1].box.bottom if before.drafts else 0.0
    below = [row for row in before.rows if row.cy > foot + 1]
    begun = head_alone(below, body, before, rest)
    head = begun or (before.drafts[-1] if before.drafts and not below and len(chains[-1]) == 1 else None)
    if head is None or len(head.rows) > HEADER_ROWS or not all(row.bold for row in head.rows):
        return False
    if not _heads_all_but(head, rest, body):
        return False
    body.rows = sorted({id(row): row for row in (*rest, *body.rows)}.values(), key=lambda row: row.cy)
    body.box = body.box._replace(top=min(body.box.top, rest[0].top))
    head.head_goes_on = True
    sheet.drafts[: len(apart)] = []
    if begun is not None:
        before.drafts.append(begun)
        chains.append([begun])
    chains[-1].append(body)
    return True


def _rest_of_head(body: Draft, sheet: Sheet) -> list[TextRow]:
    """The bold rows that a page begins with, right above the first row of ``body`` that is not bold."""
    top = next((row.cy for row in body.rows if not row.bold), 0.0)
    above = [row for row in sheet.rows if row.cy < top]
    return above if len(above) <= HEADER_ROWS and all(row.bold for row in above) else []


def _heads_all_but(head: Draft, rest: Sequence[TextRow], body: Draft) -> bool:
    """Whether ``head`` names most columns of ``body`` that ``rest`` does not, and the first of them."""
    if abs(head.box.x0 - body.box.x0) > PRINT_SIDE or head.box.x1 > body.box.x1 + PRINT_SIDE:
        return False
    xs = column_partings([body])
    named, others = _columns_met(head.rows, xs), set(range(len(xs) - 1)) - _columns_met(rest, xs)
    return 0 in others & named and 2 * len(others & named) > len(others)


def _heads_group(phrase: Phrase, below: Sequence[TextRow], xs: Sequence[float]) -> bool:
    """Whether each column that a head runs over has a head of its own in a row below it."""
    over = set(range(bisect_right(xs, phrase.x0) - 1, bisect_right(xs, phrase.x1)))
    return any(over <= {bisect_right(xs, own.cx) - 1 for own in row.phrases} for row in below)


def _columns_met(rows: Sequence[TextRow], xs: Sequence[float]) -> set[int]:
    """The columns that words of ``rows`` stand over."""
    return {bisect_right(xs, word.cx) - 1 for row in rows for phrase in row.phrases for word in phrase.words}


def prints_head_alone(chain: Sequence[Draft]) -> bool:
    """Whether the last part of the table prints no more than its head again."""
    heads = [row.texts for row in chain[0].rows[: max(HEADER_ROWS, len(chain[-1].rows))]]
    return all(row.texts in heads for row in chain[-1].rows)


def is_right_below(head: Draft, draft: Draft) -> bool:
    """Whether the draft follows the head, below an empty row at most, and has its sides."""
    height = head.rows[-1].bottom - head.rows[-1].top
    near = -SAME_SIDE <= draft.box.top - head.box.bottom <= APART * height
    return near and abs(draft.box.x0 - head.box.x0) <= SAME_SIDE and abs(draft.box.x1 - head.box.x1) <= SAME_SIDE


def absorb(head: Draft, body: Draft, sheet: Sheet) -> None:
    """Make one part of a head and all that stands below it, where ``body`` was found."""
    head.rows = [*head.rows, *rows_in(sheet.rows, body.box)]
    head.turned = [*head.turned, *body.turned]
    head.horizontal = tuple(sorted({*head.horizontal, *body.horizontal}))
    head.vertical = tuple(sorted({*head.vertical, *body.vertical}))
    head.box = head.box._replace(bottom=body.box.bottom)
