"""Columns of the rated recommendations that stand in a table of their own: the other half of one too wide for a page.

The table engine joins halves whose rows are the same rows on paper. What is left to this module is read by meaning:
a table without ratings, whose rows have the numbers and titles of rated rows, in the same order. Its cells are added
to those rows where they hold nothing yet. A table that meets no rows stays unread, which ``unread`` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap, Role
from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.rows.rows import TEXT_ROLES, read_rows
from extractors.kinds.assessment.wordings.sections import Section
from extractors.kinds.wording import bare

MATCHED = 0.8
"""Share of the table's keyed rows that have to meet a rated row."""
MIN_ROWS = 3
"""Fewer rows may be alike by chance."""
SURE_HEADER = 0.8
"""Header weight from which a column is one of ours in a table that rates nothing."""
_UNRATED = Rating(None, None, ())
_KEY: frozenset[Role] = frozenset(("number", "title"))
_TELLING: tuple[Role, ...] = ("level", "category", *TEXT_ROLES)


def may_be_half(columns: ColumnMap) -> bool:
    """Whether the table names recommendations and says something of them, in the words of its headers.

    To rows that have numbers alone their titles are something that is said.
    """
    sure = {c.role for c in columns.columns if c.by in ("header", "inherited") and c.weight >= SURE_HEADER}
    return not columns.rates and (sure >= _KEY or (bool(sure & _KEY) and bool(sure & set(_TELLING))))


def add_half(view: TableView, columns: ColumnMap, rows: Sequence[RawRow]) -> bool:
    """Add what the table says to the rated rows it speaks of, in place; False when it meets none.

    Args:
        view: a table for which ``may_be_half`` holds.
        columns: its columns.
        rows: the rated rows of the document, in reading order.
    """
    ratings: dict[int, Rating] = defaultdict(lambda: _UNRATED)
    more = [raw for raw, _ in read_rows(view, columns, ratings, None, Section()) if raw is not None]
    keyed = [raw for raw in more if raw.number is not None or (raw.title is not None and raw.title.text)]
    pairs = _meet(keyed, rows, {c.role for c in columns.columns})
    if len(pairs) < max(MIN_ROWS, MATCHED * len(keyed)):
        return False
    for ours, theirs in pairs:
        _merge(ours, theirs, view.table.confidence)
    return True


def _meet(more: Sequence[RawRow], rows: Sequence[RawRow], roles: set[Role]) -> list[tuple[RawRow, RawRow]]:
    """Pairs of a rated row and the row of the half that speaks of it, both in order; the start that meets most."""
    best: list[tuple[RawRow, RawRow]] = []
    for start in range(len(rows)):
        if not more or not _same_row(rows[start], more[0]):
            continue
        pairs: list[tuple[RawRow, RawRow]] = []
        at = start
        for raw in more:
            found = next((i for i in range(at, len(rows)) if _same_row(rows[i], raw)), None)
            if found is not None:
                pairs.append((rows[found], raw))
                at = found + 1
        told = roles & set(_TELLING) or {"title"}
        fresh = sum(1 for ours, _ in pairs if not any(_filled(ours, role) for role in told))
        if fresh == len(pairs) and len(pairs) > len(best):
            best = pairs
    return best


def _same_row(ours: RawRow, theirs: RawRow) -> bool:
    """Whether both rows name the same recommendation by all that both of them print."""
    packages = [row.section.package.value for row in (ours, theirs) if row.section.package is not None]
    if len(set(packages)) > 1:
        return False
    numbers = [row.number.parts for row in (ours, theirs) if row.number is not None]
    titles = [bare(row.title.text) for row in (ours, theirs) if row.title is not None and row.title.text]
    compared = max(len(numbers), len(titles)) == 2
    return compared and all(len(key) < 2 or key[0] == key[1] for key in (numbers, titles))


def _filled(row: RawRow, role: Role) -> bool:
    if role == "level":
        return any(claim.source != "section" for claim in row.levels)
    text = row.title if role == "title" else row.texts.get(role)
    return text is not None and bool(text.text)


def _merge(ours: RawRow, theirs: RawRow, confidence: float) -> None:
    if ours.number is None:
        ours.number, ours.number_text = theirs.number, theirs.number_text
    if ours.title is None or not ours.title.text:
        ours.title = theirs.title
    for role, text in theirs.texts.items():
        if not _filled(ours, role):
            ours.texts[role] = text
    ours.levels += [claim for claim in theirs.levels if claim.source != "section" or not ours.levels]
    for name in ("package", "level", "category", "department"):
        if getattr(ours.section, name) is None and getattr(theirs.section, name) is not None:
            ours.section = replace(ours.section, **{name: getattr(theirs.section, name)})
    ours.unmapped += theirs.unmapped
    ours.doubts += theirs.doubts
    ours.page, ours.page_last = min(ours.page, theirs.page), max(ours.page_last, theirs.page_last)
    ours.confidence = min(ours.confidence, confidence)
