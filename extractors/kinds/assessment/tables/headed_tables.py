"""Tables of one row under the title of each recommendation: heads over values, the same from table to table.

The heading right above such a table is the recommendation, and what stands below it until the next heading is its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.danish import text as danish
from extractors.kinds.assessment.wordings.form_records import (
    LABEL_MAX,
    LABEL_WEIGHT,
    MIN_RECORDS,
    TEXT_LABEL,
    TITLE_LABEL,
    Record,
    asks_for_rating,
    label_weight,
)
from extractors.kinds.assessment.wordings.scales import is_step_wording, scale_of_labels
from extractors.kinds.assessment.wordings.sections import is_section_heading
from extractors.kinds.wording import weigh
from schemas.layout import Block, CellPart, Layout, PageLayout, Table

HEADED_COLUMNS = 3
"""Columns whose header says what they hold, from which no row is a label with its value."""
HEADED_ROWS = 3
"""Rows below such a header at least."""


def headed_tables(layout: Layout) -> tuple[list[Record], frozenset[int]]:
    """The recommendations and section headings of a series of such tables, and the tables' numbers."""
    series: dict[tuple[str, ...], list[Table]] = defaultdict(list)
    for table in layout.tables:
        if table.row_count == 2 and table.header_rows == 1 and (labels := _labels(table)):
            series[labels].append(table)
    tables = max(series.values(), key=len, default=[])
    if len(tables) < MIN_RECORDS:
        return [], frozenset()
    records = list(_records(layout, {table.number: table for table in tables}))
    if any(TITLE_LABEL not in record.parts for record in records if record.parts):
        return [], frozenset()
    return records, frozenset(table.number for table in tables)


def heads_rows(table: Table) -> bool:
    """Whether the header of a table asks for ratings, or names their steps, and what most other columns hold.

    What it heads are rows, no cards.
    """
    if not 0 < table.header_rows <= table.row_count - HEADED_ROWS:
        return False
    heads = _heads(table, table.header_rows - 1)
    known = _known(heads)
    if len(known) < HEADED_COLUMNS or len(set(heads)) < len(heads):
        return False
    runs = (list(run) for is_known, run in groupby(heads, key=lambda head: head in known) if not is_known)
    if any(scale_of_labels(run, complete=True) is not None for run in runs if all(run)):
        return True
    return 3 * len(known) >= 2 * len(heads) and any(map(asks_for_rating, known))


def _heads(table: Table, row: int) -> tuple[str, ...]:
    cells = {id(cell): cell for cell in table.grid()[row]}.values()
    return tuple(danish.join_lines([line.text for line in cell.lines]).rstrip(" :") for cell in cells)


def _known(labels: Sequence[str]) -> list[str]:
    return [x for x in labels if len(x) <= LABEL_MAX and label_weight(x) >= LABEL_WEIGHT and not _is_step(x)]


def _labels(table: Table) -> tuple[str, ...]:
    """The heads of a table, when they are labels of a form without a title; else nothing."""
    labels = _heads(table, 0)
    known = _known(labels)
    named = any(weigh("roles", label).get("title", 0.0) >= LABEL_WEIGHT for label in known)
    if len(set(labels)) < len(labels) or 2 * len(known) < len(labels) or named:
        return ()
    return labels if any(map(asks_for_rating, known)) else ()


def _is_step(label: str) -> bool:
    """Whether a head is the wording of a step, and does not ask for one: "Opfyldt", not "Opfyldt?"."""
    return not label.endswith("?") and is_step_wording(label)


def _records(layout: Layout, tables: dict[int, Table]) -> Iterator[Record]:
    """Section headings, and a record for each table with its title above and its text below."""
    heads: list[Block] = []
    record: Record | None = None
    for item in (item for page in layout.pages for item in _by_height(page, tables)):
        if isinstance(item, Block):
            if is_section_heading(item):
                if record is not None:
                    yield record
                    record = None
                heads.append(item)
            elif record is not None and item.kind in ("paragraph", "list_item"):
                record.add(TEXT_LABEL, CellPart(item.page, item.box, item.lines, (), (), (), ()))
            continue
        if record is not None:
            yield record
        yield from (Record(heading=head.lines) for head in heads[:-1])
        record = Record()
        for head in heads[-1:]:
            record.add(TITLE_LABEL, CellPart(head.page, head.box, head.lines, (), (), (), ()))
        heads = []
        for label, cell in zip(_labels(item), item.grid()[1], strict=True):
            for part in cell.parts:
                record.add(label, part)
    if record is not None:
        yield record


def _by_height(page: PageLayout, tables: dict[int, Table]) -> Sequence[Block | Table]:
    """Blocks and tables of a page from the top down; a table where it begins."""
    begins = [tables[n] for n in page.tables if n in tables and tables[n].page == page.number]
    placed = [(table.boxes[0][1].top, table) for table in begins]
    edge = ("header", "footer", "footnote")
    every: list[tuple[float, Block | Table]] = [(b.box.top, b) for b in page.blocks if b.kind not in edge]
    return [item for _, item in sorted([*every, *placed], key=lambda pair: pair[0])]
