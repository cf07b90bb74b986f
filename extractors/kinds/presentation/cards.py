"""Cards of a catalogue: tables of labels and values that report on an initiative each.

A card begins with a row that names its initiative – "Indsats 3" beside the title, or both in one cell – and has below
it labels at the left of which two say how far it is, who works with it or whom it is for. Labels of a plan ("Mål",
"Tidsplan") make it a card of a plan. One card may be anything; a catalogue has several.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.columns import cell_text
from extractors.kinds.patterns import find_name, pattern, says
from extractors.kinds.presentation.drafts import Draft
from extractors.kinds.presentation.tables import LABELS_MIN, PLANNED, REPORTED, take_rows
from extractors.kinds.wording import bare
from schemas.layout import Cell, Layout, Line, Table

CARDS_MIN = 2
"""A catalogue has so many cards."""


def find_cards(layout: Layout) -> list[Draft]:
    """The initiatives that the cards of a document report on; none when it is no catalogue."""
    drafts = [draft for table in layout.tables for draft in _read_table(table)]
    return drafts if len(drafts) >= CARDS_MIN else []


def _read_table(table: Table) -> list[Draft]:
    if table.column_count != 2:
        return []
    cards: list[tuple[Draft, list[Sequence[Cell]]]] = []
    for i, row in enumerate(table.grid()):
        head = _head_of(row, first=i == 0)
        if head is not None:
            cards.append((head, []))
        elif cards:
            cards[-1][1].append(row)
        elif cell_text(row[0]):
            return []
    if not cards or not all(_is_report(rows) for _, rows in cards):
        return []
    for draft, rows in cards:
        draft.table = table.number
        take_rows(draft, rows)
        parts = [part for row in rows for cell in row for part in cell.parts if part.lines]
        draft.pages = sorted({*draft.pages, *(part.page for part in parts)})
    return [draft for draft, _ in cards]


def _head_of(row: Sequence[Cell], *, first: bool) -> Draft | None:
    """The initiative that a row names, its number at the left of the title or both in one cell.

    The first row may leave the word for it out: a number beside a title, or a cell over the whole width.
    """
    left, right = cell_text(row[0]), cell_text(row[1]) if row[1] is not row[0] else ""
    match = pattern("presentation", "initiative").match(left)
    if match is not None and bool(match["title"]) != bool(right):
        lines = row[1].lines if right else row[0].lines
        return _draft(match["number"], match["title"].strip() or right, row[0].lines, lines)
    if right and says("presentation", "card_head", left):
        return _draft(None, right, (), row[1].lines)
    alone = pattern("presentation", "number").match(left) if first and right else None
    if alone is not None:
        return _draft(alone["number"], right, row[0].lines, row[1].lines)
    if first and left and row[1] is row[0] and find_name("presentation", "labels", left) is None:
        named = pattern("presentation", "numbered").match(left)
        lines = row[0].lines
        return _draft(named["number"], named["title"], lines, lines) if named else _draft(None, left, (), lines)
    return None


def _draft(number: str | None, title: str, number_lines: tuple[Line, ...], lines: tuple[Line, ...]) -> Draft:
    return Draft(number, title, lines, number_lines, pages=sorted({line.page for line in lines}))


def _is_report(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the rows below the head of a card say what a report does, and nothing that a plan does."""
    texts = [cell_text(row[0]) for row in rows if row[0] is not row[1]]
    labels = [find_name("presentation", "labels", text) for text in texts if bare(text)]
    known = set(labels) - {None}
    planned = any(find_name("policy", "columns", text) in PLANNED for text in texts)
    return len(known) >= LABELS_MIN and not known.isdisjoint(REPORTED) and not planned
