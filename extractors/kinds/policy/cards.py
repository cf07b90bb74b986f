"""Cards: tables of labels and values ("Handling", "Ansvarlig"), each one effort with its actions and their aspects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.kinds.columns import cell_text
from extractors.kinds.patterns import find_name
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.rows import TableContext, own_cell, split_actions, value_of
from schemas.layout import Cell, Table

CARD_LABELS = 3
"""So many known labels in the left column make a card."""
CARD_SHARE = 0.5
"""Share of a card's labels whose label is known."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label of a card and its value, None where a cell stands alone in its row."""

    label: Cell
    value: Cell | None


def read_cards(table: Table, grid: list[list[Cell]], context: TableContext) -> list[ActionDraft]:
    """The actions of a card, a table of labels and values; of cards side by side; of a card with several pairs a row.

    Empty when the table is none.
    """
    if table.row_count < CARD_LABELS or table.column_count < 2:
        return []
    confidence = min(0.95, table.confidence)
    drafts: list[ActionDraft] = []
    for column in range(0, table.column_count if table.column_count % 2 == 0 else 0, 2):
        half = [_pair(row[column], row[column + 1]) for row in grid]
        cards = [_read_card(card, context, confidence) for card in _stacked(half)]
        if not all(cards):
            drafts = []
            break
        drafts += [draft for card in cards for draft in card]
    if drafts or table.column_count == 2:
        return drafts
    rows = [_pairs(row) for row in grid]
    if any(len(row) > 1 and any(_role(pair) == "action" for pair in row) for row in rows):
        return []  # a header names the column of actions among others; a card leaves them its whole width
    return _read_card([pair for row in rows for pair in row], context, confidence)


def _pair(left: Cell, right: Cell) -> _Pair:
    """Label and value of a row; the head of a card may have an empty cell beside it."""
    alone = right is left or (not right.lines and find_name("policy", "columns", cell_text(left)) is None)
    return _Pair(left, None if alone else right)


def _stacked(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """The cards of one column of labels: a head of its own below a whole card begins the next."""
    cards: list[list[_Pair]] = [[]]
    for pair in pairs:
        again = pair.value is None and _is_whole(cards[-1])
        cards = [*cards, [pair]] if again else [*cards[:-1], [*cards[-1], pair]]
    rest = [pair for card in cards[1:] for pair in card]
    return cards if all(map(_is_whole, cards)) else [[*cards[0], *rest]]


def _is_whole(pairs: Sequence[_Pair]) -> bool:
    """Whether the labels of a card are there: what is done, and other things of it."""
    known = {role for pair in pairs if (role := _role(pair)) is not None}
    return "action" in known and len(known) >= CARD_LABELS


def _role(pair: _Pair) -> str | None:
    return find_name("policy", "columns", cell_text(pair.label)) if pair.value is not None else None


def _pairs(row: Sequence[Cell]) -> list[_Pair]:
    """Labels and values of a row, left to right; a cell over the whole row is a label without a value."""
    cells = [cell for i, cell in enumerate(row) if i == 0 or cell is not row[i - 1]]
    return [_Pair(cells[i], cells[i + 1] if i + 1 < len(cells) else None) for i in range(0, len(cells), 2)]


def _without_digits(text: str) -> str:
    return "".join(sign for sign in text if not sign.isdigit()).strip()


def _read_card(pairs: Sequence[_Pair], context: TableContext, confidence: float) -> list[ActionDraft]:
    """The actions of one card, from its labels and values in order."""
    labels = [
        find_name("policy", "columns", cell_text(pair.label)) if pair.value is not None else None for pair in pairs
    ]
    named = [i for i, label in enumerate(labels) if label == "action"]
    if len({_without_digits(cell_text(pairs[i].label)) for i in named}) > 1 and "objective" not in labels:
        # "Indsats" above "Aktiviteter" is what the activities belong to, as it is beside them.
        labels[named[0]] = "objective"
    known = [label for label in labels if label is not None]
    if len(set(known)) < CARD_LABELS or len(known) < CARD_SHARE * len(pairs) or "action" not in known:
        return []
    drafts: list[ActionDraft] = []
    values: dict[str, Value | None] = {}
    section: Value | None = None
    for label, pair in zip(labels, pairs, strict=True):
        if pair.value is None:
            section = value_of(pair.label) or section
        elif label == "action":
            drafts += [
                ActionDraft(action, context.headings, method="policy.card@1", confidence=confidence)
                for action in split_actions(own_cell(pair.value))
            ]
        elif label is not None and label not in values:
            values[label] = value_of(pair.value)
    if section is not None and "objective" in values and "goal" not in values:
        # The head of a card names what its actions belong to; a purpose below it is what they aim at.
        values["goal"], values["objective"] = values["objective"], section
    for draft in drafts:
        draft.area = values.get("area")
        draft.goal = values.get("goal") or context.goal
        draft.objective = values.get("objective") or section or context.objective
        draft.responsible, draft.deadline = values.get("responsible"), values.get("deadline")
        draft.indicator = values.get("indicator")
    return drafts
