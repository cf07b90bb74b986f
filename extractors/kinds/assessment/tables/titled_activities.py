"""Tables that list recommendations under a header for what is done: "Indsats | Status" in a status on a package.

"Tiltag" and "Område" head what a municipality does elsewhere. They head its recommendations where the title of the
document says that it looks at its own work on a package, no table before was an assessment of another kind, no column
tells more of the work, and every row has a short text of its own. Each row says that the role is a guess.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap, Role
from extractors.kinds.assessment.columns.profiles import profile_column
from extractors.kinds.assessment.tables.belonging import assesses_a_package
from schemas.layout import Layout

TITLE_LETTERS = 90
"""Mean letters of titles at most; longer text tells of the work."""
GUESSED = 0.4
"""Weight of a role that nothing but the rest of the table shows."""
NAMING: tuple[Role, ...] = ("activity", "department", "unknown")
"""What the header of such a column may be taken for."""
BESIDE: frozenset[Role] = frozenset({"rating", "step", "no_answer", "between", "notes", "level", "category", "package"})
"""What else such a table says of a recommendation."""


def with_titled_activities(view: TableView, columns: ColumnMap, layout: Layout, before: ColumnMap | None) -> ColumnMap:
    """The columns with the first that is headed by what is done as that of the titles, where none is one.

    Args:
        view: the table.
        columns: its columns.
        layout: the document.
        before: the columns of the last assessment table before it.
    """
    if columns.of("title") or columns.of("number") or columns.titles_above or not columns.rates:
        return columns
    naming = [column for column in columns.columns if column.role in NAMING and column.headers]
    others = {column.role for column in columns.columns if column not in naming[:1]}
    if not naming or not others <= (BESIDE | {"department", "unknown"}) or not assesses_a_package(layout):
        return columns
    same = before is None or [column.headers for column in before.columns] == [c.headers for c in columns.columns]
    profile = profile_column(view, naming[0].index)
    texts = [view.text(row, naming[0].index) for row in view.body]
    if not same or profile.empty or profile.letters > TITLE_LETTERS or len(set(texts)) < len(texts):
        return columns
    titled = replace(naming[0], role="title", by="guess", weight=GUESSED)
    return replace(columns, columns=tuple(titled if c is naming[0] else c for c in columns.columns))
