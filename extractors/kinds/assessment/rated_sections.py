"""Tables without a rating column whose full-width rows are the verdicts: "Opfyldt", then all that is met.

At least two full-width rows are steps of one known scale; the rows below a step have it until the next full-width row.
A heading of another kind ends what the step said.
"""

from __future__ import annotations

from extractors.kinds.assessment.ratings import Rating
from extractors.kinds.assessment.scales import Scale, is_step_wording, scale_of_labels
from extractors.kinds.assessment.view import TableView


def rate_by_sections(view: TableView) -> tuple[dict[int, Rating], Scale] | None:
    """Rating of every body row by the full-width row above it, and the scale; None when these rows do not rate."""
    labels = {row: text for row in sorted(view.full_width) if is_step_wording(text := view.text(row, 0))}
    scale = scale_of_labels(list(dict.fromkeys(labels.values())), complete=True) if len(labels) >= 2 else None
    if scale is None or not scale.known:
        return None
    ratings = {}
    for row in view.body:
        above = max((section for section in view.full_width if section < row), default=None)
        if above is None or above not in labels:
            ratings[row] = Rating(None, None, (), (("mark_none", "no verdict heads the row"),), 0.5)
            continue
        mark = view.mark_of_words(above, 0)
        ratings[row] = Rating(scale.step_of(labels[above]), mark.kind, (mark,), (), mark.confidence)
    return ratings, scale
