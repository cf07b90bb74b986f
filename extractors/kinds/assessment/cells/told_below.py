"""Rows that tell more of the recommendation in the row above: one text across the columns, below its title and rating.

Such a row is told by its number cell, which reaches down from the row above, by a label that its text begins with
("Indsats: …", "Bemærkninger: …"), by a label in a cell before it that comes again and again, or by the habit of the
table: most rows are followed by a text that leaves the first column free, or by plain text alone below a title in bold.
Each label says what the text behind it is; text without a label tells what is done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from extractors.danish.numbers import parse_number
from extractors.kinds.assessment.cells.run_on import runs_on
from extractors.kinds.assessment.wordings.form_records import LABEL_MAX, LABEL_WEIGHT, role_of
from extractors.kinds.wording import weigh
from schemas.layout import Cell, Line

if TYPE_CHECKING:
    from extractors.kinds.assessment.cells.view import TableView

ToldRole = Literal["activity", "department", "notes", "responsible", "deadline"]
TOLD_ROLES: tuple[ToldRole, ...] = ("activity", "department", "notes", "responsible", "deadline")
"""What a text below a recommendation tells of it."""
USUAL_MIN = 3
"""Rows that tell more of others and are no chance."""
USUAL = 0.6
"""Share of a table's rows that have such a row below them where that is its habit."""
PRINTED_ROWS = 4
"""A number cell over more rows than this names a group of recommendations."""
LABEL_AND_TEXT = 2
"""Cells that a label and its text fill."""
_LABELLED = re.compile(rf"^(?P<label>[A-ZÆØÅ][^:.!?\n]{{1,{LABEL_MAX}}}?)\s*:(?:\s+|$)")


def rows_told_below(view: TableView) -> frozenset[int]:
    """The rows of the table that tell more of the row above them; the rows of the header are none."""
    first = view.header_rows + 1
    rows = range(first, view.table.row_count)
    lone = {row: cell for row in rows if (cell := _lone_text(view, row)) is not None}
    usual = {*_usual(view, lone), *_below_titles(view)}
    return frozenset(view.labelled_rows).union(
        row for row, cell in lone.items() if row in usual or (cell.column_span > 1 and _tells(view, row, cell))
    )


def _usual(view: TableView, lone: Mapping[int, Cell]) -> Collection[int]:
    """The rows with a lone text right of the first column, where most rows of a table are followed by one."""
    inset = [row for row, cell in lone.items() if cell.column > 0]
    rows = view.table.row_count - view.header_rows - len(inset)
    return inset if len(inset) >= max(USUAL_MIN, USUAL * rows) else ()


def _below_titles(view: TableView) -> Collection[int]:
    """The rows of plain text alone below titles in bold, where most rows of a table are followed by one."""
    below = [row for row in range(view.header_rows + 1, view.table.row_count) if _is_below_bold(view, row)]
    rows = view.table.row_count - view.header_rows - len(below)
    return below if len(below) >= max(USUAL_MIN, USUAL * rows) else ()


def labelled_rows(view: TableView) -> dict[int, ToldRole]:
    """The rows that are a label and a text in the columns of a title and its rating, as a questionnaire prints them.

    The label comes again and again ("Uddyb gerne dit svar"), and says what the text beside it tells of the row above;
    what comes below itself is a title that several units are rated on.
    """
    pairs = {
        row: cells
        for row in range(1, view.table.row_count)
        if len(cells := _own_cells(view, row)) == LABEL_AND_TEXT
        and not runs_on(cells[0].lines[-1], cells[1].lines[0])  # "Center for" is no label of "Forebyggelse"
    }
    labels = {row: view.join(cells[0].lines) for row, cells in pairs.items()}
    counts = Counter(labels.values())
    titles = {label for row, label in labels.items() if labels.get(row + 1) == label}
    return {
        row: role
        for row, label in labels.items()
        if label not in titles and USUAL_MIN <= counts[label] < len(labels) and (role := _told_role(label)) is not None
    }


def _own_cells(view: TableView, row: int) -> list[Cell]:
    """The cells of the row's own that hold print."""
    return [cell for cell in {id(cell): cell for cell in view.grid[row]}.values() if cell.row == row and cell.lines]


def _told_role(label: str) -> ToldRole | None:
    """What a label by itself says that the text beside it tells; None when it names a row or says nothing."""
    weights = weigh("roles", label.rstrip(" :"))
    best = max(weights, key=lambda role: (weights[role], role), default="")
    sure = bool(best) and weights[best] >= LABEL_WEIGHT
    return next((told for told in TOLD_ROLES if told == best), None) if sure else None


def told_parts(view: TableView, row: int) -> Iterator[tuple[ToldRole | None, tuple[Line, ...]]]:
    """The text of a row that tells more of the one above, in parts by what their labels say; None where none does."""
    labelled = view.labelled_rows.get(row)
    if labelled is not None:
        yield labelled, _own_cells(view, row)[1].lines
        return
    cell = _lone_text(view, row)
    role: ToldRole | None = None
    part: list[Line] = []
    for line in cell.lines if cell is not None else ():
        said = _labelled_role(line.text)
        if said is None:
            part.append(line)
            continue
        if part:
            yield role, tuple(part)
        role, part = said, _without_label(line)
    if part:
        yield role, tuple(part)


def _lone_text(view: TableView, row: int) -> Cell | None:
    """The one cell of the row's own that holds print, where it reaches over several columns; else None.

    Where no upright line shows how far it reaches, it stands below the title of a row with a number, or in plain print
    below one in bold.
    """
    cells = {id(cell): cell for cell in view.grid[row]}.values()
    own = [
        cell for cell in cells if cell.row == row and (cell.lines or any(p.drawings or p.images for p in cell.parts))
    ]
    lone = own[0] if len(own) == 1 and own[0].lines and own[0].row_span == 1 else None
    told = lone is not None and (
        lone.column_span > 1 or _is_below_numbered(view, row, lone.column) or _is_below_bold(view, row)
    )
    return lone if told else None


def _is_below_bold(view: TableView, row: int) -> bool:
    """Whether all of the row is a plain text, and the row above a title in bold in the same column and a value."""
    own, above = _own_cells(view, row), _own_cells(view, row - 1)
    return (
        len(own) == 1
        and len(above) > 1
        and own[0].column == above[0].column
        and all(line.bold for line in above[0].lines)
        and not any(line.bold for line in own[0].lines)
    )


def _is_below_numbered(view: TableView, row: int, column: int) -> bool:
    """Whether the row above has a number in the first column, and a text in ``column``."""
    numbered = column > 0 and row > 0 and parse_number(view.text(row - 1, 0)) is not None
    return numbered and bool(view.text(row - 1, column))


def _tells(view: TableView, row: int, cell: Cell) -> bool:
    reach_down = [c for c, other in enumerate(view.grid[row]) if other.row < row and other.row_span <= PRINTED_ROWS]
    if any(parse_number(view.text(row, c)) is not None for c in reach_down):
        return True
    return _labelled_role(cell.lines[0].text) is not None


def _labelled_role(text: str) -> ToldRole | None:
    """What the label says that a line begins with; None when it begins with none that tells of a row."""
    found = _LABELLED.match(text)
    role = role_of(found["label"]) if found is not None else None
    sure = found is not None and role is not None and weigh("roles", found["label"])[role] >= LABEL_WEIGHT
    return next((told for told in TOLD_ROLES if told == role), None) if sure else None


def _without_label(line: Line) -> list[Line]:
    at = next(i for i, word in enumerate(line.words, 1) if ":" in word.text)
    return [line.with_words(line.words[at:])] if at < len(line.words) else []


def joined_role(role: ToldRole | None, taken: Sequence[str]) -> ToldRole | None:
    """What a text without a label is: what is done, or notes where a column tells that already; None where both do."""
    unlabelled: tuple[ToldRole, ...] = ("activity", "notes")
    return role or next((free for free in unlabelled if free not in taken), None)
