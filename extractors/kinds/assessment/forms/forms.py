"""Forms: cards, numbered questions and prose with a verdict, turned into the table that they are.

A form prints one recommendation after the other, each with the same labels; a table prints the labels once, as its
header. So every form becomes one table here – a column per label, a row per recommendation, section headings as
full-width rows – and everything that reads tables reads forms.

Signals in order of precedence:
1. a table of labels and values: at least half of its labels are wordings of roles, one of them asks for a rating;
2. a table whose columns steps head, with lists of recommendations below them;
3. outside tables, what rates: a list of options with boxes, or a label that asks for a rating with its answer; the
   nearest heading before it is the recommendation, what stands between belongs to it.
Nothing is made a form that has fewer than ``MIN_RECORDS`` of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.danish import text as danish
from extractors.danish.numbers import parse_number
from extractors.kinds.assessment.forms.asides import asides_that_rate
from extractors.kinds.assessment.forms.boards import board_records, boxed_records
from extractors.kinds.assessment.forms.card_rows import Field, label_of, rows_of_fields, text_of_label
from extractors.kinds.assessment.forms.form_gate import may_be_form
from extractors.kinds.assessment.forms.framed import frames_as_blocks, grids_of_cards, signed_frames
from extractors.kinds.assessment.forms.label_cards import labelled_cards
from extractors.kinds.assessment.forms.openings import openings_that_rate
from extractors.kinds.assessment.forms.prose import loose_records
from extractors.kinds.assessment.forms.rated_lists import may_rate_lists
from extractors.kinds.assessment.forms.signed_titles import drawn_signs_may_rate
from extractors.kinds.assessment.tables.headed_tables import headed_tables, heads_rows
from extractors.kinds.assessment.wordings.form_records import (
    LABEL_WEIGHT,
    MIN_RECORDS,
    NUMBER_LABEL,
    TITLE_LABEL,
    Record,
    asks_for_rating,
    label_weight,
    number_part,
    without_verdicts,
)
from extractors.kinds.assessment.wordings.legend import Legend
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.assessment.wordings.title_lines import has_title_lines
from extractors.kinds.assessment.wordings.verdicts import verdict_of
from extractors.kinds.wording import weigh
from schemas.geometry import Box, union
from schemas.layout import Cell, CellPart, Layout, Line, Table
from schemas.page import Source

VALUES = 0.25
"""A table is cards when this share of its lines are values of cards; labels are the rest."""
LARGER = 1.15
"""What heads a section is larger than labels by this factor."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a document."""

    ruled: Mapping[int, Sequence[Record]]
    """Recommendations of each table of labels and values, by its number."""
    labelled: Sequence[Record]
    """Recommendations and section headings that labels alone show; empty where the tables hold as much."""
    tables: frozenset[int]
    """Numbers of the tables that are cards, which come again from card to card, and no assessment tables."""


def find_cards(source: Source, layout: Layout) -> Cards:
    """The cards of the document, read cell by cell or by their labels alone, whichever finds more of their fields."""
    # Heads that come again overleaf are no labels.
    loose = replace(layout, tables=tuple(table for table in layout.tables if not heads_rows(table)))
    fields = {table.number: rows for table in loose.tables if (rows := rows_of_fields(table)) is not None}
    tables = [table for table in loose.tables if table.number in fields]
    common = Counter(label_of(row[0]) for table in tables for row in table.grid())
    ruled = _cards_of_tables(tables, fields, common)
    labels = [frozenset(record.parts) for records in ruled.values() for record in records]
    shared = sum(1 for own in labels if sum(1 for other in labels if 2 * len(own & other) > len(own)) >= MIN_RECORDS)
    cards = frozenset(number for number, own in ruled.items() if own) if shared >= MIN_RECORDS else frozenset()
    headed, under_titles = headed_tables(layout)
    if headed and not cards:
        return Cards({}, headed, under_titles)
    labelled = labelled_cards(source, loose)
    if sum(len(record.parts) for record in labelled) <= sum(map(len, labels)):
        return Cards(ruled, (), cards or grids_of_cards(layout) | signed_frames(layout))
    values = {line for record in labelled for parts in record.parts.values() for part in parts for line in part.lines}
    held = {table.number for table in layout.tables if _share_in(table, values) >= VALUES}
    return Cards(ruled, labelled, cards | held)


def _share_in(table: Table, lines: Container[Line]) -> float:
    own = [line for cell in table.cells for line in cell.lines]
    return sum(1 for line in own if line in lines) / max(1, len(own))


def forms_as_tables(
    source: Source, layout: Layout, cards: Cards, taken: frozenset[int], legends: Callable[[], Sequence[Legend]]
) -> list[Table]:
    """The forms of the document as tables, for reading alone; they are not tables of the page.

    Args:
        source: the pages, for drawn boxes beside answers.
        layout: blocks and tables.
        cards: its cards.
        taken: numbers of tables that are read already.
        legends: gives the document's legends; asked only where titles wear signs.
    """
    found = []
    ruled = [record for number, records in cards.ruled.items() if number not in taken for record in records]
    records = _with_numbers(cards.labelled or _with_headings(ruled, layout))
    if _are_enough(records):
        found.append(_as_table(records, number=-1))
    elif not taken:
        loose_tables = tuple(table for table in layout.tables if table.number not in cards.tables)
        boards = [*board_records(replace(layout, tables=loose_tables)), *boxed_records(layout)]
        if _are_enough(boards):
            return [_as_table(boards, number=-3)]
        framed = frames_as_blocks(layout, taken)
        form = may_be_form(source, framed) or may_rate_lists(framed) or bool(asides_that_rate(framed))
        form = form or has_title_lines(framed) or bool(openings_that_rate(framed))
        if not form and not drawn_signs_may_rate(source, framed, legends):
            return found
        loose = list(loose_records(source, framed, legends, signed_only=not form))
        if _are_enough(loose):
            found.append(_as_table(loose, number=-2))
    return found


def _are_enough(records: Sequence[Record]) -> bool:
    return sum(1 for record in records if record.parts) >= MIN_RECORDS


# --- cards ------------------------------------------------------------------------------------------


def _cards_of_tables(
    tables: Sequence[Table], fields: Mapping[int, Sequence[Sequence[Field]]], common: Counter[str]
) -> dict[int, list[Record]]:
    """The recommendations of each table of labels and values, by its number.

    A table that begins overleaf with what the last card of the one before lacks goes on with it: its own cards begin
    with the label that all others begin with.
    """
    found: dict[int, list[Record]] = {}
    before: list[Record] = []
    for table in tables:
        records = _card_records(table, fields[table.number], common)
        opening = next((next(iter(record.parts)) for record in before if record.parts), "")
        if records and records[0].parts and before[-1:] and before[-1].parts and opening in records[0].parts:
            cut = list(records[0].parts)[: list(records[0].parts).index(opening)]
            if cut and not any(label in before[-1].parts for label in cut):
                records = _card_records(table, fields[table.number], common, opening)
                before[-1].parts.update(records.pop(0).parts)
        found[table.number] = [record for record in records if record.heading or len(record.parts) >= 2]
        before = found[table.number] or before
    return found


def _card_records(
    table: Table, fields: Sequence[Sequence[Field]], common: Counter[str], opening: str = ""
) -> list[Record]:
    """The recommendations of a table of labels and values; none when it is no such table.

    Args:
        table: the table.
        fields: the labels and values of its rows.
        common: how often each label comes in the tables of the document.
        opening: the label that begins a card; empty when it is the first of the table.
    """
    labels = [field.label for own in fields for field in own]
    known = [
        x
        for x in without_verdicts(labels)
        if x and label_weight(x) >= LABEL_WEIGHT and not is_step_wording(verdict_of(x))
    ]
    if len(known) < 2 or 2 * len(known) < len([x for x in labels if x]):
        return []
    if not any(asks_for_rating(label) for label in known):
        return []
    titled = any(weigh("roles", label).get("title", 0.0) >= LABEL_WEIGHT for label in known)
    records: list[Record] = []
    above: dict[int, str] = {}
    rows = table.grid()
    cut = _labels_cut(rows, common)
    usual = median([line.size for row in rows for line in row[0].lines] or [0.0])
    for at, (row, own) in enumerate(zip(rows, fields, strict=True)):
        if at in cut and records:
            _extend(records[-1], cut[at], row[1])
            continue
        own_name = common[label_of(row[0])] == 1 or _is_larger(row[0], usual)
        alone = own_name and all(_is_blank(cell) for cell in row[1:])
        if row[0] is row[-1] or (alone and common.total() > len(common)):
            above = {}
            if row[0].lines and titled:  # the cards name themselves: a row over both columns heads those below it
                records.append(Record(heading=row[0].lines))
            elif row[0].lines:
                records.append(Record())
                _extend(records[-1], TITLE_LABEL, row[0])
            continue
        for column, label, value, cell in own:
            label = cut.get(at + 1, label) if column == 0 and cell is not None else label
            name = _name_above_label(cell, common) if cell is not None and titled and column == 0 else ()
            if cell is not None and name:
                records.append(Record(heading=name))
                label = text_of_label(cell.lines[len(name) :])
            if label and (not records or records[-1].heading or label in records[-1].parts or label == opening):
                records.append(Record())
            if not label and cell is not None and _is_blank(cell) and not _is_blank(value):
                label = above.get(column, "")  # the page cut the value above
            if label:
                _extend(records[-1], label, value)
                above[column] = label
            number = number_part(cell.lines) if cell is not None and cell.lines else None
            if number is not None and label:
                records[-1].add(NUMBER_LABEL, number)
    return records


def _labels_cut(rows: Sequence[Sequence[Cell]], common: Mapping[str, int]) -> dict[int, str]:
    """The whole labels of rows that print the rest of one, by row: the page ended between its lines."""
    found = {}
    for at, (above, row) in enumerate(pairwise(rows), 1):
        if row[0].lines and above[0].lines and row[0].lines[0].page > above[0].lines[-1].page:
            whole = text_of_label((*above[0].lines, *row[0].lines))
            if common[whole] > common[label_of(row[0])]:
                found[at] = whole
    return found


def _is_larger(cell: Cell, usual: float) -> bool:
    """Whether the cell is printed larger than labels, as what heads a section is, which a summary may name as well."""
    return bool(cell.lines) and all(line.size > LARGER * usual for line in cell.lines)


def _is_blank(cell: Cell) -> bool:
    return not any(part.lines or part.drawings or part.images or part.widgets for part in cell.parts)


def _name_above_label(cell: Cell, common: Mapping[str, int]) -> tuple[Line, ...]:
    """The lines above a label that other cards have without them: they name the section whose first card it is."""
    if common[label_of(cell)] > 1:
        return ()
    starts = (i for i in range(1, len(cell.lines)) if common[text_of_label(cell.lines[i:])] > 1)
    return cell.lines[: next(starts, 0)]


def _extend(record: Record, label: str, cell: Cell) -> None:
    for part in cell.parts:
        record.add(label, part)


def _with_headings(cards: Sequence[Record], layout: Layout) -> list[Record]:
    """Cards with the section headings that stand between them, by place on the page."""
    # The name of a section may stand in a cell of the card that it heads.
    places = [_place(card) for card in cards]
    after = [*places[1:], *places[-1:]]
    placed = [
        (*(min(at, below) if card.heading else at), card) for at, below, card in zip(places, after, cards, strict=True)
    ]
    for page in layout.pages:
        for block in page.blocks:
            bold = all(line.bold for line in block.lines)
            if block.kind in ("heading", "caption") or (block.kind == "paragraph" and bold and len(block.lines) <= 2):
                placed.append((page.number, block.box.top, Record(heading=block.lines)))
    return [record for _, _, record in sorted(placed, key=lambda p: (p[0], p[1]))]


def _with_numbers(records: Sequence[Record]) -> list[Record]:
    """Cards with the number that a heading right above them is: "Anbefaling nr. 3"."""
    numbered: list[Record] = []
    for record in records:
        above = numbered[-1].heading if numbered else ()
        if above and record.parts and parse_number(danish.join_lines([line.text for line in above])) is not None:
            numbered.pop()
            box = union(line.box for line in above)
            record.add(NUMBER_LABEL, CellPart(above[0].page, box, above, (), (), (), ()))
        numbered.append(record)
    return numbered


def _place(record: Record) -> tuple[int, float]:
    if record.heading:
        return record.heading[0].page, record.heading[0].box.top
    return min((part.page, part.box.top) for parts in record.parts.values() for part in parts)


# --- the table --------------------------------------------------------------------------------------


def _as_table(records: Sequence[Record], number: int) -> Table:
    """A table with a column per label, a row per record and a full-width row per section heading."""
    labels = list(dict.fromkeys(label for record in records for label in record.parts))
    first = next(part for record in records for parts in record.parts.values() for part in parts)
    nowhere = Box(first.box.x0, first.box.top, first.box.x0, first.box.top)
    width = len(labels)
    cells = []
    for column, label in enumerate(labels):
        header = Line(first.page, (), nowhere, label, 0.0, False, 0, 0)
        cells.append(Cell(0, column, 1, 1, True, (CellPart(first.page, nowhere, (header,), (), (), (), ()),)))
    sections = []
    for row, record in enumerate(records, 1):
        if record.heading:
            sections.append(row)
            page = record.heading[0].page
            part = CellPart(page, union(line.box for line in record.heading), record.heading, (), (), (), ())
            cells.append(Cell(row, 0, 1, width, False, (part,)))
            continue
        for column, label in enumerate(labels):
            parts = record.parts.get(label) or [CellPart(_place(record)[0], nowhere, (), (), (), (), ())]
            cells.append(Cell(row, column, 1, 1, False, tuple(parts)))
    pages = sorted({part.page for cell in cells for part in cell.parts})
    boxes = tuple((page, union(p.box for c in cells for p in c.parts if p.page == page)) for page in pages)
    return Table(
        number=number,
        method="white_space",
        row_count=len(records) + 1,
        column_count=width,
        header_rows=1,
        cells=tuple(cells),
        boxes=boxes,
        confidence=1.0,
        section_rows=frozenset(sections),
        header_row_set=frozenset({0}),
    )
