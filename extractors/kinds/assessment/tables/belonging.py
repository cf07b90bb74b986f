"""Whether what a table rates are recommendations of packages.

Inspections, specifications, portfolios and plans rate their points with the same words and signs. Signals:
1. the table itself: a header that speaks of recommendations, a column of levels or packages, a cell or section that
   names a category;
2. the document: it speaks of forebyggelsespakker, their levels or Sundhedsstyrelsen, its title speaks of
   recommendations, or the rows' package is known.
The table's own word counts where the document agrees. A table that says nothing belongs to the package that is known
for its rows, but not for sure: in minutes, which hold tables of many matters, it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Literal

from extractors.danish import text as danish
from extractors.danish.packages import find_packages
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap
from extractors.kinds.assessment.columns.keyed_columns import wears_explained_signs
from extractors.kinds.assessment.columns.profiles import answers_return, profile_column, texts_return
from extractors.kinds.assessment.columns.step_labels import HEADER_ENOUGH
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.wordings.initials import are_initials
from extractors.kinds.assessment.wordings.legend import Legend
from extractors.kinds.assessment.wordings.scales import is_step_wording, polarity
from extractors.kinds.facts import find_title
from extractors.kinds.wording import category_of, fold, weigh
from schemas.layout import Layout, Table

Belonging = Literal["sure", "unsure", "none"]

SURE_TITLE = 0.8
"""A header of this weight says that the rows are recommendations, whatever the steps are called."""
ANSWERED_SHARE = 0.5
"""A column of answers is filled in at least so many of its rows."""
VERDICT_SHARE = 0.9
"""Cells of a column without a header that are verdicts where it rates."""
ANSWER_MAX = 12
"""Mean letters of short answers; longer text describes."""
WORDED_MAX = 30
"""Mean letters of answers in words, of which some come again."""
LISTED = 3
"""So many entries at least below a header list something."""
HEADER_MAX = 60
"""A longer text is no header."""
_RECOMMENDATION = ("anbefaling", "anbefales", "anbefaler")
_SELF_ASSESSED = re.compile(
    r"(evaluering|vurdering|tjekliste|gennemgang|status|kortlægning|efterlevelse|opfølgning)\b", re.IGNORECASE
)
_BY_RECOMMENDATIONS = re.compile(
    r"(\b(skema|spørgsmål|punkt|besvarelse|spørgeskema|tjekliste)\w*\b[^.?!]*\banbefaling\w*\b"
    r"|\b(hvor (høj|stor)|hvilken|hvilket) (grad|omfang)\b)[^.?!]*forebyggelsespakke"
)
_PACKAGE = ("forebyggelsespakke", "pakken", "grundniveau", "udviklingsniveau", "sundhedsstyrelsen")


def names_recommendations(layout: Layout) -> bool:
    """Whether the document speaks of forebyggelsespakker or recommendations at all.

    A table that rates anything else (requirements of a system, answers of a survey) is no assessment here.
    """
    return _speaks_of(layout, (*_RECOMMENDATION, *_PACKAGE)) or assesses_a_package(layout)


def assesses_a_package(layout: Layout) -> bool:
    """Whether the title says that a municipality looks at its own work on what a package is about.

    What such a document asks is a recommendation; surveys ask too, and what they ask is none. A title that names the
    package alone may leave the rest to a text: "Skemaet følger anbefalingerne i forebyggelsespakken".
    """
    title = " ".join(line.text for block in find_title(layout) for line in block.lines)
    if not find_packages(title):
        return False
    return _SELF_ASSESSED.search(title) is not None or _asks_by_recommendations(layout)


def _asks_by_recommendations(layout: Layout) -> bool:
    """Whether a sentence says that the questions are of a package, or asks to what degree it is followed."""
    texts = (fold(danish.join_lines([line.text for line in b.lines])) for page in layout.pages[:1] for b in page.blocks)
    return any(_BY_RECOMMENDATIONS.search(text) is not None for text in texts)


def names_packages(layout: Layout) -> bool:
    """Whether the document speaks of forebyggelsespakker, their levels or publisher, or is about recommendations."""
    titled = any(word in fold(line.text) for b in find_title(layout) for line in b.lines for word in _RECOMMENDATION)
    return titled or _speaks_of(layout, _PACKAGE)


def lists_recommendations(layout: Layout) -> bool:
    """Whether a table of a document that speaks of packages has a column of recommendations, by its header."""
    return any(_has_column_of_recommendations(table) for table in layout.tables) and names_packages(layout)


def _has_column_of_recommendations(table: Table) -> bool:
    grid = table.grid() if table.row_count > LISTED else []
    for column, head in enumerate(grid[0] if grid else ()):
        if fold(head.text).startswith(_RECOMMENDATION) and len(head.text) <= HEADER_MAX:
            below = {row[column].text for row in grid[1:] if row[column].column_span == 1}
            if len(below - {"", head.text}) >= LISTED:
                return True
    return False


def _speaks_of(layout: Layout, words: Sequence[str]) -> bool:
    printed = ([line.text for block in page.blocks for line in block.lines] for page in layout.pages)
    held = ([line.text for cell in table.cells for line in cell.lines] for table in layout.tables)
    # A page's lines at once: each asked alone for each word costs ten times as much.
    texts = ("\n".join(map(fold, lines)) for lines in chain(printed, held))
    return any(word in text for text in texts for word in words)


def names_its_rows(columns: ColumnMap, legends: Callable[[], Sequence[Legend]] = tuple) -> bool:
    """Whether some column says which recommendation a row is, and some header says so in words.

    Args:
        columns: the table's columns.
        legends: gives the document's legends; asked only when headers are keys that one may explain.
    """
    if not (columns.of("title") or columns.of("number") or columns.titles_above):
        return False
    if columns.scale is not None and not columns.scale.known and columns.scale.direction_known:
        # Marks alone make no scale: a list of who came looks the same. Then the title must say what the rows are.
        title = columns.of("title")
        named = title is not None and title.by in ("header", "inherited") and title.weight >= SURE_TITLE
        return named and _says_degrees(columns, legends)
    telling = ("number", "title", "activity", "department", "notes", "rating")
    return any(c.role in telling and c.by in ("header", "inherited") for c in columns.columns)


def asks_about_recommendations(view: TableView, columns: ColumnMap) -> bool:
    """Whether a table without headers answers a question about recommendations that stands in it, above its rows."""
    if any(column.headers for column in columns.columns) or columns.of("title") is None:
        return False
    rows = range(view.table.row_count)
    alone = [view.text(row, 0) for row in rows if not any(view.text(row, c) for c in range(1, view.column_count))]
    return any("?" in text and any(word in fold(text) for word in _RECOMMENDATION) for text in alone)


def lists_verdicts(
    view: TableView, columns: ColumnMap, layout: Layout, legends: Callable[[], Sequence[Legend]]
) -> bool:
    """Whether a table without headers pairs titles with verdicts, where a document is about packages.

    They come back, or each is a step of a known scale and some comes twice; signs are explained by a legend.
    """
    title, rating = columns.of("title"), columns.of("rating")
    if title is None or rating is None or any(column.headers for column in columns.columns):
        return False
    rows = [row for row in view.body if not view.heads_rows(row) and _holds_something(view, row)]
    if profile_column(view, title.index).filled < len(rows) or not names_recommendations(layout):
        return False
    said = profile_column(view, rating.index)
    if said.step >= VERDICT_SHARE and answers_return(view, rating.index):
        return True
    if wears_explained_signs(view, rows, rating, legends):
        return True
    texts = [text for row in rows if (text := view.text(row, rating.index))]  # In a few rows not all come back.
    return len(texts) == len(rows) and all(map(is_step_wording, texts)) and len(set(texts)) < len(texts)


def _holds_something(view: TableView, row: int) -> bool:
    """Whether a row is none of the white between cards."""
    return any(view.text(row, column) or view.marks(row, column) for column in range(view.column_count))


def without_other_questions(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows of a questionnaire without those of numbered parts in which nothing is rated: "1.1 Hvem svarer?"."""
    parts = [row.number.parts[:-1] if row.number is not None else () for row in rows]
    rated = {part for row, part in zip(rows, parts, strict=True) if row.rating.step is not None}
    return [row for row, part in zip(rows, parts, strict=True) if not rated or not part or part in rated]


def _says_degrees(columns: ColumnMap, legends: Callable[[], Sequence[Legend]]) -> bool:
    """Whether a header above the marks asks for a rating, is one, or all are keys of a legend or initials of steps.

    "Social" and "Sundhed" or "ØU" and "SKU" say who, and not how far.
    """
    steps = columns.all_of("step")
    if any(polarity(column.label) is not None for column in steps):
        return True
    heads = {text for column in steps for text in column.headers}
    if any(weigh("roles", text).get("rating", 0.0) >= HEADER_ENOUGH for text in heads):
        return True
    labels = [column.label for column in steps]
    return are_initials(labels) or any(
        legend.scale is not None and all(map(legend.scale.step_of, labels)) for legend in legends()
    )


def asks_for_ratings(view: TableView, columns: ColumnMap, column: Column, pooled: Sequence[str] = ()) -> bool:
    """Whether a table of recommendations has a column that asks for short answers, whatever the answers are.

    Args:
        view: the table.
        columns: its columns.
        column: the one that may ask.
        pooled: texts of the rating columns of all tables: of a few rows of one, none may come back.
    """
    title, profile = columns.of("title"), profile_column(view, column.index)
    named = title is not None and title.by in ("header", "inherited") and title.weight >= SURE_TITLE
    asked = max((weigh("roles", text).get("rating", 0.0) for text in column.headers), default=0.0)
    filled = profile.filled >= ANSWERED_SHARE * (profile.filled + profile.empty)
    if not named or not filled or asked < HEADER_ENOUGH:
        return False
    returns = answers_return(view, column.index) or texts_return(pooled)
    texts = [text for row in view.body if (text := view.text(row, column.index))]
    again = profile.letters <= WORDED_MAX and len(set(texts)) < len(texts)
    return returns or (asked >= SURE_TITLE and (profile.letters <= ANSWER_MAX or again))


def belonging(
    columns: ColumnMap, rows: Sequence[RawRow], packages: Sequence[str | None], *, packages_named: bool
) -> Belonging:
    """Whether the rows of a table are recommendations of packages.

    Args:
        columns: the table's columns.
        rows: what was read of it.
        packages: the package of each row, where one is known.
        packages_named: whether the document speaks of packages.
    """
    leveled = columns.of("level") is not None or any(row.levels or row.section.category is not None for row in rows)
    grouped = columns.of("package") is not None or any(_names_category(row) for row in rows)
    if leveled or grouped:
        return "sure"
    known = any(package is not None for package in packages)
    if _speaks_of_recommendations(columns):
        return "sure" if known or packages_named else "none"
    return "unsure" if known else "none"


def _names_category(row: RawRow) -> bool:
    """Whether the row's cell of categories holds one: a column headed "Type" may part anything."""
    cell = row.texts.get("category")
    return cell is not None and category_of(cell.text) is not None


def _speaks_of_recommendations(columns: ColumnMap) -> bool:
    """Whether the header of a column that is ours speaks of recommendations."""
    return any("anbef" in fold(text) for c in columns.columns if c.role != "other" for text in c.headers)
