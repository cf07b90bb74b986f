"""Columns without a header that says so, and cells of numbers or titles, whose keys a legend explains: they rate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.cell_values import MEDIA, Value, coloured, values_of
from extractors.kinds.assessment.columns.columns import Column, ColumnMap, Role
from extractors.kinds.assessment.columns.profiles import MIN_VERDICTS, profile_column
from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.columns.single import rate_cell, step_of_value
from extractors.kinds.assessment.wordings.legend import COLOUR_ORDER, Legend
from extractors.kinds.assessment.wordings.scales import Scale
from extractors.kinds.wording import weigh

KEY_MAX = 12
"""Keys of a legend are short."""
EXPLAINED_SHARE = 0.9
"""A column without a header rates when so many of its rows hold a sign that a legend explains."""
KEYED_SHARE = 0.8
"""A column whose header says nothing rates when this share of its cells are keys of one legend."""
ASKED = 0.5
"""Weight from which a header asks for a rating, or for a text."""
REMARKED: tuple[Role, ...] = ("unknown", "activity", "notes", "status_date")
"""What the words of a column may be whose cells are painted in the colour of their rating."""
_Thing = TypeVar("_Thing")


def with_keyed_column(view: TableView, columns: ColumnMap, legends: Callable[[], Sequence[Legend]]) -> ColumnMap:
    """The columns of a table that has none for ratings, where a column with a header that says nothing holds keys.

    Args:
        view: the table.
        columns: its columns.
        legends: gives the document's legends; asked only where such a column holds few different short texts.
    """
    unknown = [column for column in columns.columns if column.role == "unknown"] if not columns.rates else []
    keyed = [c for c in unknown if _holds_keys(view, c, legends) or _holds_explained_signs(view, c, legends)]
    worded = [c for c in columns.columns if c.role in REMARKED] if not (columns.rates or keyed) else []
    keyed = keyed or [
        c for c in worded if wears_explained_signs(view, view.body, c, legends) or _wears_asked_lights(view, c)
    ]
    if len(keyed) != 1:  # several may rate the row for several units, times or people
        return columns
    remark: Role | None = None
    if keyed[0] in worded:
        remark = "activity" if keyed[0].role == "activity" else "notes"
    rating = replace(keyed[0], role="rating", by="content", remark=remark)
    return replace(columns, columns=tuple(rating if c is keyed[0] else c for c in columns.columns))


def _holds_keys(view: TableView, column: Column, legends: Callable[[], Sequence[Legend]]) -> bool:
    """Whether a column holds few different short texts that come back, and a legend has them for keys."""
    texts = [text for row in view.body if (text := view.text(row, column.index))]
    keys = {text for text in texts if len(text) <= KEY_MAX}
    if len(texts) < MIN_VERDICTS or not 2 <= len(keys) < len(texts):
        return False
    return _explaining(legends(), texts, Scale.step_of, KEYED_SHARE * len(texts)) is not None


def _explaining(
    legends: Iterable[Legend], things: Sequence[_Thing], step_of: Callable[[Scale, _Thing], int | None], least: float
) -> Scale | None:
    """The scale of the first legend that gives at least ``least`` of the things a step, of several steps."""
    for scale in (legend.scale for legend in legends if legend.scale is not None):
        steps = [step for thing in things if (step := step_of(scale, thing)) is not None]
        if len(set(steps)) >= 2 and len(steps) >= least:
            return scale
    return None


def _holds_explained_signs(view: TableView, column: Column, legends: Callable[[], Sequence[Legend]]) -> bool:
    """Whether a column holds nothing but signs, those that say "no" among them, and a legend explains them."""
    rows = [row for row in view.body if not view.heads_rows(row)]
    signed = profile_column(view, column.index).sign >= EXPLAINED_SHARE
    return signed and wears_explained_signs(view, rows, column, legends)


def rate_by_keyed_cells(
    view: TableView, columns: ColumnMap, legends: Callable[[], Sequence[Legend]]
) -> tuple[dict[int, Rating], Scale] | None:
    """Ratings that number or title wear: the colour or sign of the cell, which a legend explains; None when none do.

    Signs of a column that is as narrow as they stand before the words of the next one.

    Args:
        view: a table that has no column for ratings.
        columns: its columns.
        legends: gives the document's legends; asked only where cells wear several colours or signs.
    """
    worn = [column for role in ("number", "title") if (column := columns.of(role)) is not None]
    places = [(column, medium) for column in worn for medium in ("sign", "shading", "text_colour")]
    places += [(column, "sign") for column in columns.columns if column not in worn]
    for column, medium in places:
        values = _worn_values(view, column, medium)
        # Rows that print nothing there are the white between others.
        least = KEYED_SHARE * sum(1 for row in view.body if view.text(row, column.index))
        if len(values) < least or len({(v.key, v.mark.color) for v in values.values()}) < 2:
            continue
        scale = _explaining(legends(), list(values.values()), step_of_value, least)
        if scale is not None:
            by_medium = {m: values if m == medium else {} for m in MEDIA}
            return {row: rate_cell(view, row, column, by_medium, medium, scale) for row in view.body}, scale
    return None


def _worn_values(view: TableView, column: Column, medium: str) -> dict[int, Value]:
    """What the cells of a column wear; a shade counts where the whole row has it as well, and where it is grey."""
    if medium != "shading":
        return values_of(view, column.index, medium)
    shades = ((row, view.shading(row, column.index)) for row in view.body)
    values = {row: coloured(view, row, column.index, shade, "fill", grey=True) for row, shade in shades}
    return {row: value for row, value in values.items() if value is not None}


def wears_explained_signs(
    view: TableView, rows: Sequence[int], column: Column, legends: Callable[[], Sequence[Legend]]
) -> bool:
    """Whether nearly all cells of a column hold a sign or a shade that a legend elsewhere explains, of several steps.

    Args:
        view: a table.
        rows: those of its body that list something.
        column: one of its columns.
        legends: gives the document's legends; asked only where the cells hold several signs or shades.
    """
    for medium in ("sign", "shading"):
        values = values_of(view, column.index, medium)
        if len(values) < EXPLAINED_SHARE * len(rows) or len({value.key for value in values.values()}) < 2:
            continue
        elsewhere = (legend for legend in legends() if not _stands_in(view, legend))
        if _explaining(elsewhere, list(values.values()), step_of_value, EXPLAINED_SHARE * len(rows)) is not None:
            return True
    return False


def _wears_asked_lights(view: TableView, column: Column) -> bool:
    """Whether a header asks for a rating, and nearly all cells below it wear colours of a light, its ends as well."""
    if weigh("roles", column.label).get("rating", 0.0) < ASKED:
        return False
    values = values_of(view, column.index, "shading")
    colours = {value.mark.colour for value in values.values()}
    return {COLOUR_ORDER[0], COLOUR_ORDER[-1]} <= colours and len(values) >= EXPLAINED_SHARE * len(view.body)


def _stands_in(view: TableView, legend: Legend) -> bool:
    """Whether a legend begins within the table."""
    first = legend.entries[0]
    place = dict(view.table.boxes).get(first.page)
    return place is not None and place.holds(first.box.cx, first.box.cy)
