"""Cells that offer a choice: "☒ Skolen ☐ Hjemmeplejen" names what is ticked, whatever else is printed."""

from __future__ import annotations

from collections import Counter

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.marks import Option
from extractors.layout.lines import cell_lines
from schemas.layout import Line

TICKED = ("checked", "positive")


def options_of(view: TableView, row: int, column: int) -> list[Option]:
    """The options that a cell lists, in reading order; empty when it is no list of options."""
    parts = view.cell(row, column).parts
    if not (
        any(map(mark_reader.may_hold_boxes, view.lines(row, column))) or any(p.widgets or p.drawings for p in parts)
    ):
        return []
    found = [option for part in parts for option in mark_reader.options_in(part)]
    return found if len(found) >= 2 or any(option.mark.meaning == "empty" for option in found) else []


def box_of(view: TableView, row: int, column: int) -> Option | None:
    """The one box of a cell, with the words behind it; None when the cell holds none or several."""
    parts = view.cell(row, column).parts
    if not any(map(mark_reader.may_hold_boxes, view.lines(row, column))) and not any(p.drawings for p in parts):
        return None
    found = [option for part in parts for option in mark_reader.options_in(part)]
    return found[0] if len(found) == 1 else None


def offers_choice(view: TableView, column: int) -> bool:
    """Whether the cells of a column list options of which some are ticked and some are not.

    Where none is ticked the boxes may as well be bullets.
    """
    ticked = {o.mark.meaning in TICKED for row in view.body for o in options_of(view, row, column)}
    return len(ticked) == 2


def usual_number(view: TableView, column: int) -> int:
    """How many options most cells of a column list: a form prints the same list in each row."""
    counts = Counter(len(options_of(view, row, column)) for row in view.body)
    del counts[0]
    return max(sorted(counts), key=lambda count: counts[count], default=0)


def lines_of(option: Option) -> tuple[Line, ...]:
    """The lines of an option's label, without its box."""
    return cell_lines(option.mark.page, option.words)
