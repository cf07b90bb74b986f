"""Summary tables: printed counts of ratings, held against the rows.

A summary has the steps of the scale on one side, whole numbers in its cells, and on the other side levels, packages
or nothing. Its totals stand in a column or row without a step. One rating per number is counted: a recommendation
that is printed twice counts once (with its first rating).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.danish.packages import find_packages
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap
from extractors.kinds.assessment.wordings.legend import in_words_of
from extractors.kinds.assessment.wordings.scales import Scale, is_total, scale_of_labels
from extractors.kinds.wording import bare, level_in, same_wording
from schemas.columns import LevelName
from schemas.layout import Line

SUMMARY_SLACK = 0.2
"""A summary may be wrong by so many counts for each row and still be about the same scale."""
KEY_LETTERS = 2
"""Letters of a key at most."""
_COUNT = re.compile(r"^\d{1,4}$")
_SHARE = re.compile(r"^(\d{1,3})(?:[.,]\d+)?\s*(?:%|pct\.?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """One printed count; ``step`` None is a total."""

    level: LevelName | None
    package: str | None
    step: int | None
    label: str | None
    count: int
    page: int
    lines: tuple[Line, ...]
    step_lines: tuple[Line, ...] = ()
    """What heads its column or row as the step."""
    level_lines: tuple[Line, ...] = ()
    """What names its level."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of one summary table and the scale they count on."""

    scale: Scale
    counts: tuple[Count, ...]
    shares: tuple[Count, ...] = ()
    """Printed percentages: they are no counts, but hold the rows against the page as well."""


def read_summary(view: TableView, scales: Sequence[Scale]) -> Summary | None:
    """The table as a summary, or None when it is none.

    Args:
        view: the table.
        scales: the scales the document's rows are rated on; a summary may word a step otherwise.
    """
    return _read(view, scales, turned=False) or _read(view, scales, turned=True)


def read_totals(view: TableView, columns: ColumnMap) -> Summary | None:
    """The counts that a rated table prints below its own step columns; None where it prints none."""
    if columns.scale is None:
        return None
    heads = {
        column.index: next(
            (own for row in reversed(range(*view.header_span)) if (own := view.lines(row, column.index))), ()
        )
        for column in columns.all_of("step")
    }
    counts = [
        Count(None, None, column.step, column.label, int(text), lines[0].page, lines, heads[column.index])
        for row in view.totals
        for column in columns.all_of("step")
        if column.step and (lines := view.lines(row, column.index))
        if _COUNT.match(text := view.text(row, column.index))
    ]
    return Summary(columns.scale, tuple(counts)) if counts else None


class _Grid:
    """The table, or the table turned on its side."""

    def __init__(self, view: TableView, turned: bool) -> None:
        self.view, self.turned = view, turned
        self.rows = view.column_count if turned else view.table.row_count
        self.columns = view.table.row_count if turned else view.column_count

    def text(self, row: int, column: int) -> str:
        return self.view.text(column, row) if self.turned else self.view.text(row, column)

    def lines(self, row: int, column: int) -> tuple[Line, ...]:
        return self.view.lines(column, row) if self.turned else self.view.lines(row, column)


def _read(view: TableView, scales: Sequence[Scale], *, turned: bool) -> Summary | None:
    grid = _Grid(view, turned)
    for header in range(min(3, grid.rows)):
        labels = [(c, grid.text(header, c)) for c in range(grid.columns)]
        scale = _scale_of_header([text for _, text in labels], scales)
        if scale is None:
            continue
        steps = {c: scale.step_of(text) for c, text in labels if scale.step_of(text) is not None}
        counts, shares, unread = _counts(grid, header, steps, dict(labels), scale)
        if len(counts) + len(shares) >= 2 and unread <= (len(counts) + len(shares)) / 4:
            return Summary(scale, tuple(counts), tuple(shares))
    return None


def words_for_colours(scale: Scale, steps: Sequence[int | None], summaries: Sequence[Summary]) -> Scale | None:
    """``scale`` of bare colours with the words of a printed summary for its steps; None when no summary gives them.

    A document that lights its rows and has no legend may still word the lights where it counts them. The words are
    taken when the printed counts are about those of the rows, step by step: authors miscount.

    Args:
        scale: a scale whose labels are the names of colours.
        steps: the step of each row.
        summaries: the document's summaries.
    """
    for summary in summaries:
        if summary.scale.steps != scale.steps or set(summary.scale.labels) & set(scale.labels):
            continue
        printed: Counter[int] = Counter()
        for count in summary.counts:
            if count.step is not None:
                printed[count.step] += count.count
        read = Counter(step for step in steps if step is not None)
        astray = sum(abs(printed[step] - read[step]) for step in printed | read)
        if astray <= SUMMARY_SLACK * read.total():
            return in_words_of(summary.scale, scale)
    return None


def completed(scale: Scale, summaries: Sequence[Summary]) -> Scale | None:
    """``scale`` with all the steps that a printed summary counts; None when no summary says more than the rows.

    The cells of a column show the steps that somebody got, a summary those that nobody got as well: it says more when
    it has steps beside those of ``scale``, or has none although the rows leave open whether there are.
    """
    for summary in summaries:
        steps = [summary.scale.step_of(label) for label in scale.labels]
        if None in steps or len(set(steps)) < len(steps):
            continue
        if summary.scale.steps > scale.steps:
            return summary.scale
        if scale.open_steps and not summary.scale.open_steps:
            return replace(scale, open_steps=frozenset())
    return None


def _scale_of_header(texts: Sequence[str], scales: Sequence[Scale]) -> Scale | None:
    wordings = [text for text in texts if text and not is_total(text) and not _COUNT.match(text)]
    own: Scale | None = None
    for start in range(min(2, len(wordings))):
        found = scale_of_labels(wordings[start:], complete=True)
        if found is not None and found.known and found.direction_known:
            own = found
            break
    for scale in scales:
        hits = [scale.step_of(text) for text in texts if scale.step_of(text) is not None]
        if len(hits) >= 2 and len(set(hits)) == len(hits):
            if own is None or any(own.step_of(label) is None for label in scale.labels):
                return scale
            return own if own.steps > scale.steps else replace(scale, open_steps=frozenset())
    return own


def _counts(
    grid: _Grid, header: int, steps: dict[int, int | None], labels: dict[int, str], scale: Scale
) -> tuple[list[Count], list[Count], int]:
    """Counts and percentages below the header, and how many cells hold neither; a misprinted label is the scale's."""
    counts: list[Count] = []
    shares: list[Count] = []
    unread = 0
    for row in range(header + 1, grid.rows):
        if all(grid.text(row, column) == labels[column] for column in steps):
            continue  # The header again, overleaf.
        labelling = [c for c in range(grid.columns) if c not in steps]
        level, package, is_total = _row_label([grid.text(row, c) for c in labelling])
        level_lines = next((grid.lines(row, c) for c in labelling if level_in(grid.text(row, c)) == level), ())
        for column in range(grid.columns):
            text = grid.text(row, column).strip()
            share = _SHARE.match(text)
            if not text or (column not in steps and not _COUNT.match(text)):
                continue
            if not _COUNT.match(text) and share is None:
                unread += 1
                continue
            lines = grid.lines(row, column)
            step = steps.get(column)
            if is_total and step is None and level is None and package is None and counts:
                continue
            label = scale.labels[step - 1] if step else None
            # What letters mean the legend says; a digit is printed as the step that it is.
            worded = len(bare(labels[column])) > KEY_LETTERS or not bare(labels[column]).isalpha()
            if label is not None and worded and not same_wording(bare(labels[column]), bare(label)):
                label = labels[column]
            heads = grid.lines(header, column) if step else ()
            figure, found = (int(share[1]), shares) if share is not None else (int(text), counts)
            named = level_lines if level else ()
            found.append(Count(level, package, step, label, figure, lines[0].page, lines, heads, named))
    return counts, shares, unread


def _row_label(texts: Sequence[str]) -> tuple[LevelName | None, str | None, bool]:
    level: LevelName | None = None
    package: str | None = None
    total = False
    for text in texts:
        if not text or _COUNT.match(text):
            continue
        level = level or level_in(text)
        slugs = {mention.slug for mention in find_packages(text)}
        package = package or (next(iter(slugs)) if len(slugs) == 1 else None)
        total = total or is_total(text)
    return level, package, total


def computed_counts(
    rows: Sequence[tuple[str | None, int | None, str | None, int | None]],
) -> Counter[tuple[str | None, str | None, int | None]]:
    """Counts per (package, level, step), one rating per number.

    Args:
        rows: package, number, level and step of each row in order; rows without a number count one each.
    """
    seen: set[tuple[str | None, int]] = set()
    counts: Counter[tuple[str | None, str | None, int | None]] = Counter()
    for package, number, level, step in rows:
        if number is not None:
            if (package, number) in seen:
                continue
            seen.add((package, number))
        counts[(package, level, step)] += 1
    return counts
