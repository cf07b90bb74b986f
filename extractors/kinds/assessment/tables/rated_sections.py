"""Tables without a rating column whose full-width rows are the verdicts: "Opfyldt", then all that is met.

At least two full-width rows are steps of one known scale, with a count of the rows behind them or without; the rows
below a step have it until the next full-width row. A heading of another kind ends what the step said.
"""

from __future__ import annotations

import re

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.wordings.scales import Scale, is_step_wording, polarity, scale_of_labels

_COUNT = re.compile(
    r"\s*[(\[–:-]?\s*(?:i alt\s+)?\d{1,3}(?:\s*(?:af|ud af|/)\s*\d{1,3})?\s*(?:stk\.?|anbefaling(?:er)?)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
"""How many rows have the step: "Opfyldt (5 ud af 12)", "Opfyldt: 5 anbefalinger"."""


def rate_by_sections(view: TableView) -> tuple[dict[int, Rating], Scale] | None:
    """Rating of every body row by the full-width row above it, and the scale; None when these rows do not rate."""
    heads = {row: _COUNT.sub("", view.text(row, 0)).strip() for row in sorted(view.full_width)}
    labels = {row: text for row, text in heads.items() if is_step_wording(text) or polarity(text) is not None}
    scale = scale_of_labels(list(dict.fromkeys(labels.values())), complete=True) if len(labels) >= 2 else None
    if scale is None or not scale.known:
        return None
    ratings = {}
    for row in view.body:
        above = max((section for section in view.full_width if section < row), default=None)
        if above is None or above not in labels:
            ratings[row] = Rating(None, None, (), (("mark_none", "no verdict heads the row"),), 0.5)
            continue
        mark = view.mark_of_words(above, 0)._replace(text=labels[above])
        ratings[row] = Rating(scale.step_of(labels[above]), mark.kind, (mark,), (), mark.confidence)
    return ratings, scale
