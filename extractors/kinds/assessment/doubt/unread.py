"""What looks like the head of an assessment table and was read by nothing: the document then says more than its rows.

Two headers of different roles of ours beside each other, outside every table that gave records, show such a table. It
is said at every row, because a value may be missing in any of them. Labels of forms stand alone on their line and
end in a colon or a question mark; they show nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.kinds.wording import bare, weigh
from schemas.geometry import Box, union
from schemas.layout import Layout, Line, Table

SURE = 0.7
"""Weight from which a wording is the header of a role."""
LONGEST = 60
"""Letters; longer lines are prose."""
SAME_LINE = 0.6
"""Headers of one table stand on one height: their middles are at most this share of a line's height apart."""
HEAD_LINES = 4
"""A header that the grid left out stands at most so many lines from the top of its table."""
ROW_GAP = 3.0
"""Heads of groups stand no more heights of print above a header; a row of a table between would be seen."""
ALIKE = 1.3
"""Headers of one table are set in one size, or nearly so."""
TOP_ROWS = 2
"""Rows on top of a table in which headers are looked for where none was found."""
MARGINS = ("header", "footer", "footnote")
"""Blocks at the margins of a page."""
ROLES = frozenset({"number", "title", "level", "activity", "department", "responsible", "deadline", "notes", "rating"})


def unread_heads(
    layout: Layout, mapped: Container[int], read: Collection[Line] = (), steps: Iterable[str] = (), roles: int = 2
) -> list[tuple[int, Box, str]]:
    """Page, box and text of each row of headers outside the tables that gave records.

    Args:
        layout: the document's blocks and tables.
        mapped: numbers of the tables that gave records.
        read: lines that forms gave records of.
        steps: labels of the document's scales; a row of nothing else is a legend.
        roles: so many headers of different roles beside each other are the head of a table.
    """
    places = {(line.page, word.x0, word.top) for line in read for word in line.words}
    loose = [
        line
        for page in layout.pages
        for block in page.blocks
        if block.kind not in MARGINS
        for line in block.lines
        if not (read and (line in read or _is_read_in_parts(line, places)))
    ]
    cells = [
        c
        for t in layout.tables
        if t.number not in mapped
        for c in t.cells
        if (c.is_header or (not t.header_rows and c.row < TOP_ROWS)) and len(c.lines) == 1
    ]
    beside = _in_company([*loose, *(cell.lines[0] for cell in cells if cell.lines[0] not in read)])
    labels = {bare(step) for step in steps}
    named = [(line, role) for line in beside if (role := _role(line))]
    known = [table for table in layout.tables if table.number in mapped]
    alike = (_in_one_size(row) for row in _on_one_height(named))
    rows = [(row, [line for line, _ in row]) for row in alike if row]
    return [
        (row[0][0].page, union(line.box for line, _ in row), " | ".join(line.text for line, _ in row))
        for row, lines in rows
        if len({role for _, role in row}) >= roles
        and not all(_names(line, labels) for line, _ in row)
        and not any(_repeats_head(lines, table) or _is_right_above(lines, table, layout) for table in known)
        and not _goes_on_overleaf(lines, layout, known)
    ]


def _in_one_size(row: Sequence[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """Those whose print is not much larger than the smallest: a heading beside a legend heads no column."""
    largest = ALIKE * min((line.size for line, _ in row), default=0.0)
    return [(line, role) for line, role in row if line.size <= largest]


def _repeats_head(row: Sequence[Line], table: Table) -> bool:
    """Whether the lines are of the table's header, printed again at the top of its part on their page."""
    head = union(line.box for line in row)
    near = any(
        page == row[0].page and abs(box.top - head.bottom) <= HEAD_LINES * head.height for page, box in table.boxes
    )
    return near and {line.text for line in row} <= {
        line.text for cell in table.cells if cell.is_header for line in cell.lines
    }


def _goes_on_overleaf(row: Sequence[Line], layout: Layout, known: Sequence[Table]) -> bool:
    """Whether the lines are the head of a table that a page ends with, and whose rows were read on the next page.

    Below it stand lines alone on their height, which head a section, and no row.
    """
    page, head = row[0].page, union(line.box for line in row)
    words = {word for line in row for word in line.text.split()}
    printed = {table.column_count: said for table in known if words <= (said := _head_words(table))}
    for table in known:
        heads = printed.get(table.column_count, set())
        if not heads or not _begins(table, page + 1, head, layout):
            continue
        below = [line for line in _lines_of(page, layout) if line.box.top > head.bottom]
        rest = [line for line in below if not heads.issuperset(line.text.split())]
        if not _in_company(rest) and all(line.box.top <= head.bottom + HEAD_LINES * head.height for line in rest):
            return True
    return False


def _head_words(table: Table) -> set[str]:
    return {word for cell in table.cells if cell.is_header for line in cell.lines for word in line.text.split()}


def _begins(table: Table, page: int, head: Box, layout: Layout) -> bool:
    """Whether the table is the first thing on the page, and as wide as the head at least."""
    box = next((box for place, box in table.boxes if place == page), None)
    if box is None or box.x0 > head.x0 + head.height or box.x1 < head.x1 - head.height:
        return False
    return not any(line.box.bottom <= box.top for line in _lines_of(page, layout))


def _lines_of(page: int, layout: Layout) -> list[Line]:
    """The lines on the page, but those that stand at its margins."""
    blocks = [block for sheet in layout.pages for block in sheet.blocks if block.kind not in MARGINS]
    held = [line for block in blocks for line in block.lines]
    held += [line for table in layout.tables for cell in table.cells for line in cell.lines]
    return [line for line in held if line.page == page]


def _is_right_above(row: Sequence[Line], table: Table, layout: Layout) -> bool:
    """Whether the lines stand on the table, with no row between: heads of groups that the grid left out.

    They are fewer than its columns, and may stand a row's height above it where nothing is printed between.
    """
    head = union(line.box for line in row)
    grouped = len(row) < table.column_count and table.header_rows > 0
    for page, box in table.boxes:
        gap = box.top - head.bottom
        within = box.x0 - head.height <= head.x0 and head.x1 <= box.x1 + head.height
        if page != row[0].page or not within or not -head.height <= gap <= ROW_GAP * head.height:
            continue
        if gap <= head.height:
            return True
        if grouped and not any(head.bottom < line.box.cy < box.top for line in _lines_of(page, layout)):
            return True
    return False


def _is_read_in_parts(line: Line, places: Container[tuple[int, float, float]]) -> bool:
    """Whether records hold words of a line that a label or a sign parts: "Ansvar: Skole · Grundniveau"."""
    return any((line.page, word.x0, word.top) in places for word in line.words)


def _names(line: Line, labels: Iterable[str]) -> bool:
    return any(label in bare(line.text) for label in labels)


def _in_company(lines: Iterable[Line]) -> list[Line]:
    """Those on whose height another line stands: the rest is text, and need not be weighed."""
    ordered = sorted(lines, key=lambda line: (line.page, line.box.cy))
    beside = [False] * len(ordered)
    for at, line in enumerate(ordered):
        for k in range(at - 1, -1, -1):
            if ordered[k].page != line.page or line.box.cy - ordered[k].box.cy > SAME_LINE * line.box.height:
                break
            beside[k] = beside[at] = True
    return [line for line, found in zip(ordered, beside, strict=True) if found]


def _role(line: Line) -> str | None:
    text = line.text.strip()
    if len(text) > LONGEST or text.endswith((":", "?")):
        return None
    weights = {role: weight for role, weight in weigh("roles", text).items() if role in ROLES and weight >= SURE}
    return max(sorted(weights), key=lambda role: weights[role]) if weights else None


def _on_one_height(named: Sequence[tuple[Line, str]]) -> Iterator[list[tuple[Line, str]]]:
    ordered = sorted(named, key=lambda pair: (pair[0].page, pair[0].box.cy, pair[0].box.x0))
    row = ordered[:1]
    for (above, _), pair in pairwise(ordered):
        line = pair[0]
        if line.page == above.page and line.box.cy - above.box.cy <= SAME_LINE * line.box.height:
            row.append(pair)
        else:
            yield sorted(row, key=lambda p: p[0].box.x0)
            row = [pair]
    if row:
        yield sorted(row, key=lambda p: p[0].box.x0)
