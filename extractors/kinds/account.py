"""Where every word of a mapped table went: handled, kept as unmapped, or said – nothing else.

A word is looked for, in this order, because a nearer answer says more:

1. ``field`` and ``unmapped``: evidence of a record lies on the cell and holds the word; a cell with the mark of a row
   is read whole, for the options that are not chosen say which one is; so is one that prints the row's number again;
2. ``header``: the cell is header, or labels the counts of a summary table, whose first row and column do, or the values
   of a card that reports on an initiative;
3. ``section``: the cell runs over the whole width, or is the only one of its row that is filled: it heads rows or
   goes on with the table's title;
4. ``sign``: it holds no letter and no digit: an empty box, a dash, a dot;
5. ``finding``: a finding lies on it;
6. ``nothing``.

Only what was published is looked at, so that a run can be audited without its PDFs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from extractors.danish import text as danish
from extractors.kinds.notebook import Notebook, Seen
from schemas.geometry import Box
from schemas.records import AssessmentRow, CellRow, EvidenceRow, FindingRow, TableRow

Way = Literal["field", "unmapped", "header", "section", "sign", "finding", "nothing"]
WAYS: tuple[Way, ...] = ("field", "unmapped", "header", "section", "sign", "finding", "nothing")
SLACK = 1.0
"""Points that the place of a value may reach beyond its cell."""


class CellAccount(NamedTuple):
    """One cell of a mapped table, and where its words went."""

    cell: CellRow
    went: tuple[Way, ...]
    """Where each of its words went."""
    lost: tuple[str, ...]
    """Words that went nowhere."""

    @property
    def ways(self) -> Counter[Way]:
        """How many of its words went where."""
        return Counter(self.went)


class _Level(NamedTuple):
    """What stands on one height of a page: the cells of a row ask for the same."""

    values: list[tuple[float, float, bool, set[str]]]
    """Left and right edge of each place of values, whether they are unmapped, and their words."""
    marks: list[tuple[float, float]]
    numbers: set[str]
    """Numbers of rows, as printed."""


def _level(
    cell: CellRow,
    places: Mapping[tuple[Box, bool], set[str]],
    marks: Iterable[Box],
    numbers: Iterable[tuple[float, float, str]],
) -> _Level:
    """What of a page stands on the height of ``cell``."""
    top, bottom = cell.top - SLACK, cell.bottom + SLACK
    return _Level(
        [(b.x0, b.x1, unmapped, text) for (b, unmapped), text in places.items() if b.top < bottom and top < b.bottom],
        [(b.x0, b.x1) for b in marks if b.top < bottom and top < b.bottom],
        {text for above, below, text in numbers if above < cell.bottom and cell.top < below},
    )


def account_cells(
    tables: Sequence[TableRow],
    cells: Sequence[CellRow],
    evidence: Sequence[EvidenceRow | Seen],
    findings: Sequence[FindingRow],
    *,
    may_lose: bool = False,
) -> Iterator[CellAccount]:
    """Every cell with words of the mapped tables among ``tables``, in their order.

    Args:
        tables: the tables.
        cells: their cells.
        evidence: where the values of records were read.
        findings: what a person should know.
        may_lose: whether cells are left out of which every word has its place: so it is with nearly all.
    """
    mapped = {table.table_id: table for table in tables if table.mapped_to is not None}
    if not mapped:
        return
    places: dict[int, dict[tuple[Box, bool], set[str]]] = defaultdict(lambda: defaultdict(set))
    marks: dict[int, set[Box]] = defaultdict(set)
    numbers: dict[int, set[tuple[float, float, str]]] = defaultdict(set)
    for row in evidence:
        box = _box(row)
        if row.page is not None and box is not None:
            places[row.page][box, row.field == "unmapped"].update(_words(row.text_raw))
            if row.field == "mark_kind":
                marks[row.page].add(box)
            elif row.field == "number_raw":
                numbers[row.page].add((box.top, box.bottom, danish.normalise(row.text_raw)))
    doubts: dict[int, list[Box]] = defaultdict(list)
    for finding in findings:
        box = _box(finding)
        if finding.page is not None and box is not None:
            doubts[finding.page].append(box)
    filled = Counter((cell.table_id, cell.row) for cell in cells if cell.text.strip())
    levels: dict[tuple[int, float, float], _Level] = {}
    for cell in cells:
        printed = danish.normalise(cell.text)
        words = printed.split()
        if cell.table_id not in mapped or not words:
            continue
        left, right = cell.x0 - SLACK, cell.x1 + SLACK
        height = (cell.page, cell.top, cell.bottom)
        if height not in levels:
            levels[height] = _level(cell, places[cell.page], marks[cell.page], numbers[cell.page])
        level = levels[height]
        held = [(unmapped, text) for x0, x1, unmapped, text in level.values if x0 < right and left < x1]
        options = any(x0 < right and left < x1 for x0, x1 in level.marks)
        again = printed in level.numbers
        table = mapped[cell.table_id]
        wide = cell.column_span >= table.column_count or filled[cell.table_id, cell.row] == 1
        counts = table.mapped_to == "assessment_summaries"
        labels = cell.column == 0 and table.mapped_to == "initiatives" and table.column_count == 2
        heads = cell.is_header or labels or (counts and (cell.row == 0 or cell.column == 0))
        if may_lose and (
            options or again or wide or heads or set().union(*[text for _, text in held]).issuperset(words)
        ):
            continue
        box = Box(left, cell.top - SLACK, right, cell.bottom + SLACK)
        doubted = any(_meets(place, box) for place in doubts[cell.page])
        went: list[Way] = (
            ["field"] * len(words)
            if options or again
            else [_way(word, held, heads=heads, wide=wide, doubted=doubted) for word in words]
        )
        lost = [word for word, way in zip(words, went, strict=True) if way == "nothing"] if "nothing" in went else []
        yield CellAccount(cell, tuple(went), tuple(lost))


def say_lost_words(
    assessments: Sequence[AssessmentRow], tables: Sequence[TableRow], cells: Sequence[CellRow], notebook: Notebook
) -> None:
    """Say every cell whose words went nowhere, to the rows at its height, else to the document.

    It is information: measured on generated documents, ten right rows stand beside such words for each wrong one.
    """
    found = account_cells(tables, cells, notebook.evidence, notebook.findings, may_lose=True)
    lost = [account for account in found if account.lost]
    own = {row.record_id for row in assessments}
    heights: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
    for row in notebook.evidence if lost else ():
        box = _box(row)
        if row.record_id in own and row.page is not None and box is not None:
            heights[row.page].append((box.top, box.bottom, row.record_id))
    for cell, _, words in lost:
        message = f"no field holds {' '.join(words)[:60]!r}"
        place = (cell.page, Box(cell.x0, cell.top, cell.x1, cell.bottom))
        beside = {name for top, bottom, name in heights[cell.page] if top < cell.bottom and cell.top < bottom}
        for record_id in sorted(beside) or (None,):
            notebook.doubt("text_unread", message, record_id=record_id, place=place)


def _meets(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom


def _way(word: str, held: Sequence[tuple[bool, set[str]]], *, heads: bool, wide: bool, doubted: bool) -> Way:
    kept = [unmapped for unmapped, words in held if word in words]
    if kept:
        return "unmapped" if all(kept) else "field"
    if heads:
        return "header"
    if wide:
        return "section"
    if not any(char.isalnum() for char in word):
        return "sign"
    return "finding" if doubted else "nothing"


def _words(text: str) -> list[str]:
    return danish.normalise(text).split()


def _box(row: EvidenceRow | Seen | FindingRow) -> Box | None:
    if row.x0 is None or row.top is None or row.x1 is None or row.bottom is None:
        return None
    return Box(row.x0, row.top, row.x1, row.bottom)
