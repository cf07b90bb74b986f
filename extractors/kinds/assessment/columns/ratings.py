"""From the marks of a row to its rating.

A mark is evidence, a rating is a decision. Steps as columns:
1. what marks a row is found for the table, not for the cell: the sign that stands once in a row, while boxes
   and dots that stand in every cell are empty – so ☐☒☐☐, ○●○○ and a lone x read alike;
2. signs before shading, because a shaded column or row may carry signs;
3. one marked column gives the step; none, several, or a mark on the border of two give no rating and a finding.
One rating column: text first, then signs, then text colour, then shading, read against the legend, else the scale
that knows all that stands there. Nothing is ever rated by the wording of other columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.cells.axes import find_axes, find_scattered, is_half_way
from extractors.kinds.assessment.cells.emphasised import emphasis_of
from extractors.kinds.assessment.cells.ticked import box_of
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap
from extractors.kinds.assessment.columns.steps import EXCLUSIVE_SHARE
from extractors.kinds.assessment.wordings.scales import Scale
from schemas.columns import MarkKindName
from schemas.geometry import Box
from schemas.marks import Mark

BORDER_SHARE = 0.25
"""A mark with at least this share of its width on either side of a border stands between two columns."""
TOUCHING = 0.5
"""Points between a border and a mark beside the middle of its column from which the mark touches the border."""
LETTER = 2
"""Letters of a text that may be how a mark was read."""
RETURNS, MARKED_SO = 2, 3
"""A short text that comes again is no slip; so often it is what marks rows."""
DASHES = frozenset({"-", "–", "—", ".", "·"})
OFF_CENTRE = 0.3
"""A mark further than this share of the column's width from its middle is said to be off centre."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What the marks of a row say."""

    step: int | None
    kind: MarkKindName | None
    marks: tuple[Mark, ...]
    doubts: tuple[tuple[str, str], ...] = ()
    """Findings: code and message."""
    confidence: float = 1.0
    column: int | None = None
    share: str | None = None
    """How far in per cent, as printed, where no scale makes a step of it."""


@dataclass(frozen=True, slots=True)
class SignHabit:
    """How the table marks its rows: which signs count, or that shading does."""

    signs: frozenset[tuple[str, str]]
    by_shading: bool
    axes: Mapping[int, float] = field(default_factory=dict)
    """Where the marks of columns stand."""
    printed: frozenset[int] = frozenset()
    """Columns that print their step in every row: what sets it off is the mark."""
    scattered: frozenset[int] = frozenset()
    """Columns whose marks may be those of two."""
    letter: str | None = None
    """The letter or sign that text marks rows with: an engine may read a tick as one."""


def learn_signs(view: TableView, steps: Sequence[Column]) -> SignHabit:
    """Find out what marks a row in the step columns of this table."""
    printed = _printed(view, steps)
    per_row: list[Counter[tuple[str, str]]] = []
    for row in view.body:
        per_row.append(
            Counter(
                _signature(sign)
                for column in steps
                for sign in {_signature(m): m for m in _marks(view, row, column.index, printed)}.values()
            )
        )
    seen = Counter(sign for row in per_row for sign in row)
    empties = {sign for sign in seen if sign[1] == "empty"}
    chosen = {sign for sign in seen if sign not in empties and not _stands_everywhere(sign, per_row, len(steps))}
    if not chosen and empties:
        chosen = {sign for sign in empties if _stands_once(sign, per_row)}
    marked = sum(1 for row in per_row if any(sign in chosen for sign in row))
    shaded = _rows_with_one_shade(view, steps)
    indices = [c.index for c in steps]
    axes = find_axes(view, indices, lambda mark: _signature(mark) in chosen)
    scattered = find_scattered(view, indices, lambda mark: _signature(mark) in chosen)
    letter = _letter_of_marks(view, indices)
    return SignHabit(frozenset(chosen), shaded > marked, axes, printed, scattered, letter)


def _letter_of_marks(view: TableView, indices: Sequence[int]) -> str | None:
    """The one short text that stands alone in the step columns of several rows; None where another returns as well.

    "J" beside "N" are answers and no marks, and a dash says that nothing is marked.
    """
    texts = [[text for index in indices if (text := view.text(row, index).strip())] for row in view.body]
    short = Counter(own[0] for own in texts if len(own) == 1 and len(own[0]) <= LETTER and not own[0].isdigit())
    often = [text for text, count in short.items() if count >= RETURNS and text not in DASHES]
    return often[0] if len(often) == 1 and short[often[0]] >= MARKED_SO else None


def _printed(view: TableView, steps: Sequence[Column]) -> frozenset[int]:
    """The columns whose every cell prints one text, where there are several such."""
    texts = {column.index: {view.text(row, column.index) for row in view.body} for column in steps}
    same = {index for index, own in texts.items() if len(own) == 1 and "" not in own}
    return frozenset(same) if len(same) > 1 and len(view.body) > 1 else frozenset()


def _marks(view: TableView, row: int, column: int, printed: frozenset[int]) -> tuple[Mark, ...]:
    """The signs of a cell, the box that stands before its words, or what sets words off that every row prints."""
    found = view.marks(row, column)
    if not found and column in printed:
        emphasis = emphasis_of(view, row, column, printed)
        if emphasis is not None:
            return (emphasis,)
    box = box_of(view, row, column) if not found and view.text(row, column) else None
    return (box.mark,) if box is not None else found


def _signature(mark: Mark) -> tuple[str, str]:
    return (mark.sign, mark.meaning)


def _stands_everywhere(sign: tuple[str, str], rows: Sequence[Counter[tuple[str, str]]], width: int) -> bool:
    """Whether the sign fills the rows it stands in: an empty box of a kind the vocabulary does not know.

    One row alone may be marked twice.
    """
    counts = [row[sign] for row in rows if row[sign]]
    return width > 2 and len(counts) > 1 and sum(1 for n in counts if n >= width - 1) * 2 > len(counts)


def _stands_once(sign: tuple[str, str], rows: Sequence[Counter[tuple[str, str]]]) -> bool:
    counts = [row[sign] for row in rows if row[sign]]
    return bool(counts) and sum(1 for n in counts if n == 1) >= EXCLUSIVE_SHARE * len(counts)


def _rows_with_one_shade(view: TableView, steps: Sequence[Column]) -> int:
    return sum(1 for row in view.body if len(shaded_steps(view, row, steps)) == 1)


def shaded_steps(view: TableView, row: int, steps: Sequence[Column]) -> list[Column]:
    """Step columns whose cell is shaded otherwise than its row and than its column usually is."""
    shades = {column.index: view.shading(row, column.index) for column in steps}
    background, _ = max(Counter(shades.values()).items(), key=lambda found: (found[1], found[0] is None))
    odd = [c for c in steps if shades[c.index] is not None and not _same_shade(shades[c.index], background)]
    if len(odd) == 1:
        return odd
    return [c for c in odd if mark_reader.colour_name(shades[c.index] or 0) not in ("white", "grey", None)]


def _same_shade(a: int | None, b: int | None) -> bool:
    if a is None or b is None:
        return a is b
    return a == b or mark_reader.colour_distance(a, b) < SAME_SHADE


SAME_SHADE = 4.0
"""Colours nearer than this (CIE76 ΔE) are one shade to the eye of a reader."""


def rate_by_columns(view: TableView, row: int, columns: ColumnMap, habit: SignHabit) -> Rating:
    """The rating of a row whose steps are columns."""
    steps = (*columns.all_of("step"), *columns.all_of("no_answer"), *columns.all_of("between"))
    if habit.by_shading:
        hits = [(c, _shade_mark(view, row, c)) for c in shaded_steps(view, row, steps)]
    else:
        hits = [
            (c, mark)
            for c in steps
            for mark in _marks(view, row, c.index, habit.printed)
            if _signature(mark) in habit.signs
        ]
    words = [c for c in steps if view.text(row, c.index) and c.index not in habit.printed]
    words = [c for c in words if not _marks(view, row, c.index, habit.printed)]
    named = [c for c in words if columns.scale is not None and _says_itself(view, row, c, columns.scale)]
    hits += [(c, view.mark_of_words(row, c.index)) for c in named]
    worded = [c for c in words if c not in named]
    if not hits and len(worded) == 1:
        return _worded(view, row, worded[0], habit.letter)
    marked = list(dict.fromkeys(c for c, _ in hits))
    found = tuple(mark for _, mark in hits)
    if not marked:
        return Rating(None, None, (), (("mark_none", "no rating column of the row has a mark"),), 0.5)
    kind = found[0].kind
    if len(marked) > 1:
        labels = ", ".join(c.label or f"column {c.index + 1}" for c in marked)
        return Rating(None, kind, found, (("mark_multiple", f"marks in {len(marked)} columns: {labels}"),), 0.3)
    column = marked[0]
    if column.role == "between":
        return Rating(None, kind, found, (("mark_between", "the mark stands between two rating columns"),), 0.3)
    if column.role == "no_answer":
        return Rating(None, kind, found, (("rating_not_applicable", f"marked as {column.label}"),), 0.9)
    labelled = columns.scale is not None and _says_itself(view, row, column, columns.scale)  # "☒ Ja"
    placed = not (habit.by_shading or kind == "text" or labelled)
    doubts = _place_doubts(view, row, column, found[0], habit.axes) if placed else []
    if placed and column.index in habit.scattered:
        doubts.append(("mark_between", f"marks of {column.label!r} stand as far apart as columns do"))
    if any(code == "mark_between" for code, _ in doubts):
        return Rating(None, kind, found, tuple(doubts), 0.3)
    if worded and worded != [column]:
        doubts.append(("rating_unknown", f"beside the mark, {worded[0].label or 'a rating column'} holds text"))
    confidence = min(mark.confidence for mark in found) * (0.6 if worded else 1.0)
    return Rating(column.step, kind, found, tuple(doubts), confidence, column.index)


def _shade_mark(view: TableView, row: int, column: Column) -> Mark:
    part = view.cell(row, column.index).parts[0]
    color = view.shading(row, column.index)
    name = mark_reader.colour_name(color) if color is not None else None
    return Mark("fill", "fill", "colour", color, name, None, "", part.page, part.box, 1.0)


def _says_itself(view: TableView, row: int, column: Column, scale: Scale) -> bool:
    """Whether the cell repeats the wording of its own column in place of a mark."""
    return column.step is not None and scale.step_of(view.text(row, column.index)) == column.step


def _worded(view: TableView, row: int, column: Column, letter: str | None) -> Rating:
    """A row whose only sign is words in one rating column: taken, and said where the table does not mark rows so."""
    mark = view.mark_of_words(row, column.index)._replace(confidence=0.5)
    text = mark.text
    if text == letter:
        return Rating(column.step, "text", (mark,), (), 0.5, column.index)
    doubt = ("rating_unknown", f"the mark under {column.label!r} is the text {text[:40]!r}")
    return Rating(column.step, "text", (mark,), (doubt,), 0.5, column.index)


def _place_doubts(
    view: TableView, row: int, column: Column, mark: Mark, axes: Mapping[int, float]
) -> list[tuple[str, str]]:
    """Whether the mark sits well in its column."""
    if is_half_way(view, mark, column.index, axes):
        return [("mark_between", f"the mark stands half-way between {column.label!r} and the column beside it")]
    band = _band(view, row, column.index, mark.page)
    width = max(mark.box.width, 0.1)
    left, right = band.x0 - mark.box.x0, mark.box.x1 - band.x1
    if view.table.method == "white_space" and _is_outermost(view, row, column.index, mark.page):
        return []  # Print ends such a column on one side, where none stands beside it; half-way was looked at above.
    if left > BORDER_SHARE * width or right > BORDER_SHARE * width:
        return [("mark_between", f"the mark stands on the border of {column.label!r}")]
    if abs(mark.box.cx - band.cx) > OFF_CENTRE * band.width:
        if max(left, right) > -TOUCHING:
            return [("mark_between", f"the mark touches the border of {column.label!r}")]
        return [("mark_off_centre", f"the mark stands beside the middle of {column.label!r}")]
    return []


def _is_outermost(view: TableView, row: int, column: int, page: int) -> bool:
    """Whether no column stands on one side of this one; those of a wide sheet may go on from page to page."""
    beside = (view.cell(row, c) for c in (column - 1, column + 1) if 0 <= c < view.column_count)
    return sum(any(part.page == page for part in cell.parts) for cell in beside) < 2


def _band(view: TableView, row: int, column: int, page: int) -> Box:
    parts = view.cell(row, column).parts
    return next((part.box for part in parts if part.page == page), parts[0].box)
