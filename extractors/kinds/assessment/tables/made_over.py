"""Tables that are read like any other once they are turned: a row for each recommendation, a column for each thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap
from extractors.kinds.assessment.tables.crossed import crossed_table
from extractors.kinds.assessment.tables.listed_titles import table_of_listed
from extractors.kinds.assessment.tables.parted_cells import parted_table
from extractors.kinds.assessment.tables.remarked_steps import table_of_remarked
from extractors.kinds.assessment.tables.repeated_heads import with_heads_once
from extractors.kinds.assessment.tables.sideways import upright_table
from extractors.kinds.assessment.wordings.legend import Legend
from schemas.layout import Table


def made_over(view: TableView, legends: Callable[[], Sequence[Legend]], before: ColumnMap | None) -> Table | None:
    """The table with a row for each recommendation and a column for each thing said of it; None where it is so.

    Args:
        view: the table.
        legends: gives the document's legends.
        before: the columns of the last assessment table before it.
    """
    turned = with_heads_once(view) or upright_table(view) or crossed_table(view, legends)
    return turned or table_of_listed(view) or table_of_remarked(view) or parted_table(view, before)
