"""Ratings of one column that something else in the table contradicts; their rows say so.

1. Another column asks for a rating too, and rates by the same scale: "Status, børn" beside "Status, voksne". Rows are
   in doubt where the two differ.
2. The verdict stands on the colour that nearly all other rows give to another one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.cell_values import values_of
from extractors.kinds.assessment.columns.columns import Column, ColumnMap
from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.columns.single import read_single
from extractors.kinds.assessment.columns.step_labels import asks_for_rating
from extractors.kinds.assessment.wordings.legend import Legend
from extractors.kinds.assessment.wordings.scales import Scale

AGREE = 0.8
"""Colours are those of verdicts where they say the same in this share of the rows."""
COLOURED = ("text_colour", "shading")
OFTEN = 2
"""A colour that wears one verdict but once says nothing of others."""
RATED = 0.5
"""A column that rates holds steps in this share of the rows."""


def with_contradictions(
    view: TableView, columns: ColumnMap, ratings: Mapping[int, Rating], scale: Scale, legends: Sequence[Legend]
) -> dict[int, Rating]:
    """The ratings, those with a doubt that another column or a colour contradicts.

    Args:
        view: the table.
        columns: its columns, with one for ratings.
        ratings: what was read of that.
        scale: their scale.
        legends: the document's legends.
    """
    found = dict(ratings)
    column = columns.of("rating")
    said = [(row, f"{label!r} rates the row otherwise") for row, label in _rivals(view, columns, found, scale, legends)]
    if column is not None:
        said += [(row, "the verdict stands on the colour of another") for row in _on_other_colours(view, column, found)]
    for row, message in said:
        found[row] = replace(found[row], doubts=(*found[row].doubts, ("mark_multiple", message)))
    return found


def _rivals(
    view: TableView, columns: ColumnMap, ratings: Mapping[int, Rating], scale: Scale, legends: Sequence[Legend]
) -> Iterator[tuple[int, str]]:
    """The rows that another column rates otherwise by the same scale, and the header of that."""
    for rival in columns.all_of("unknown"):
        if not any(map(asks_for_rating, rival.headers)):
            continue
        other = read_single(view, rival, legends)
        steps = {row: rating.step for row, rating in other.ratings.items() if rating.step is not None}
        if other.scale is not None and other.scale.name == scale.name and len(steps) >= RATED * len(view.body):
            yield from ((row, rival.label) for row, step in steps.items() if ratings[row].step not in (None, step))


def _on_other_colours(view: TableView, column: Column, ratings: Mapping[int, Rating]) -> Iterator[int]:
    """The rows whose verdict stands on a colour that says another."""
    for medium in COLOURED:
        colours = {row: value.key for row, value in values_of(view, column.index, medium).items()}
        steps: dict[str, Counter[int]] = defaultdict(Counter)
        for row, key in colours.items():
            step = ratings[row].step
            if step is not None and ratings[row].kind == "text":
                steps[key][step] += 1
        usual = {key: counts.most_common(1)[0] for key, counts in steps.items()}
        rated = sum(counts.total() for counts in steps.values())
        agreed = sum(count for _, count in usual.values())
        if len({step for step, _ in usual.values()}) < len(usual) or len(usual) < OFTEN or agreed < AGREE * rated:
            continue
        for row, key in colours.items():
            if key in usual and usual[key][1] >= OFTEN and ratings[row].step not in (None, usual[key][0]):
                yield row
