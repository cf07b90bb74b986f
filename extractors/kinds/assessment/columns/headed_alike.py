"""What the columns of a table mean that its few rows do not show: as in other tables with the same headers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap, Role

STEP_ROLES: tuple[Role, ...] = ("step", "no_answer", "between")
"""Roles of columns that are marked."""
TOLD_ROLES: tuple[Role, ...] = ("activity", "notes", "department", "responsible", "deadline")
"""Roles of columns that somebody fills in beside the rating."""


def as_headed_before(columns: ColumnMap, before: ColumnMap | None) -> ColumnMap:
    """The columns of a table that names no ratings, headed as the one before: what few rows do not show, those did."""
    guessed = columns.scale is None and (rating := columns.of("rating")) is not None and rating.by == "guess"
    if (columns.rates and not guessed) or before is None or not _are_headed_alike(columns, before):
        return columns
    pairs = zip(columns.columns, before.columns, strict=True)
    unsure = ("unknown", "rating") if guessed else ("unknown",)
    same = (replace(there, by="inherited") if here.role in unsure else here for here, there in pairs)
    return replace(columns, columns=tuple(same), scale=columns.scale or before.scale)


def with_steps_of_others(columns: ColumnMap, others: Iterable[ColumnMap]) -> ColumnMap:
    """The columns of a table whose rows show no steps, with those of the first of ``others`` that is headed alike.

    What looks like a rating here is one of the steps there.
    """
    if len(columns.all_of("step")) > 1:
        return columns
    marked = [column.index for column in columns.all_of("rating")]
    for other in others:
        if (
            len(other.all_of("step")) > 1
            and _are_headed_alike(columns, other)
            and all(other.columns[index].role in STEP_ROLES for index in marked)
        ):
            pairs = zip(columns.columns, other.columns, strict=True)
            same = (replace(there, by="inherited") if there.role in STEP_ROLES else here for here, there in pairs)
            return replace(columns, columns=tuple(same), scale=other.scale)
    return columns


def _are_headed_alike(columns: ColumnMap, other: ColumnMap) -> bool:
    """Whether two tables have the same headers, and any."""
    headers = [column.headers for column in columns.columns]
    return any(headers) and headers == [column.headers for column in other.columns]


def is_unrated_part(view: TableView, columns: ColumnMap, before: ColumnMap | None) -> bool:
    """Whether a table without ratings is headed as the rated one before, and its rows were filled in all the same.

    A form that nobody filled in has titles and levels alone.
    """
    if before is None or not before.rates or not _are_headed_alike(columns, before):
        return False
    told = [column for column in columns.columns if column.role in TOLD_ROLES]
    return bool(view.body) and all(any(view.text(row, column.index) for column in told) for row in view.body)
