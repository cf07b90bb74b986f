"""From signals to probabilities: how likely a row, and each of its key values, is read right.

One logistic model for the row and one for each of ``number``, ``level``, ``rating``, ``departments`` and ``title``: the
weights stand in ``confidence.json`` and are fitted offline on generated documents with gold
(``python -m tests.benchmarks.calibrate``, docs/confidence.md). A signal without a weight counts for nothing, so that a
new finding changes no confidence before the model is fitted again; it flags its row all the same.

A row is to be reviewed when it has a finding that is no mere information, or when its confidence is below the
threshold; confidence never takes a finding back.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.kinds.assessment.doubt.signals import Signals
from extractors.kinds.notebook import Seen
from schemas.records import AssessmentRow

FIELD_MODELS = {
    "number": "number",
    "number_raw": "number",
    "level": "level",
    "level_raw": "level",
    "rating_text": "rating",
    "rating_step": "rating",
    "rating_steps": "rating",
    "rating_scale": "rating",
    "mark_kind": "rating",
    "departments": "departments",
    "departments_raw": "departments",
    "department_ids": "departments",
    "title": "title",
    "title_raw": "title",
}
"""Which model speaks for a published field; the others keep what their rule said, but no more than the row's."""


@cache
def model() -> dict[str, Any]:
    """The fitted weights, as ``confidence.json`` holds them."""
    content: dict[str, Any] = json.loads(files(__package__).joinpath("confidence.json").read_text(encoding="utf-8"))
    return content


def probability(name: str, signals: Signals) -> float:
    """Probability 0–1 that what the model ``name`` is about was read right.

    Raises:
        KeyError: there is no such model.
    """
    fitted = model()["models"][name]
    total = fitted["intercept"] + sum(fitted["weights"].get(signal, 0.0) * value for signal, value in signals.items())
    return 1.0 / (1.0 + math.exp(-total))


def review_below() -> float:
    """Confidence below which a row is to be reviewed unless the user says otherwise."""
    return float(model()["review_below"])


def with_confidence(records: Sequence[AssessmentRow], signals: Sequence[Signals]) -> list[AssessmentRow]:
    """The records, with calibrated confidence instead of that of single rules."""
    return [
        record.model_copy(update={"confidence": round(probability("row", said), 4)})
        for record, said in zip(records, signals, strict=True)
    ]


def evidence_with_confidence(
    evidence: Sequence[Seen], records: Sequence[AssessmentRow], signals: Sequence[Signals]
) -> list[Seen]:
    """The evidence, where it is of ``records`` with the calibrated confidence of its value."""
    said: Mapping[str, Signals] = {r.record_id: s for r, s in zip(records, signals, strict=True)}
    known: dict[tuple[str, str], float] = {}
    rated = []
    for row in evidence:
        name = FIELD_MODELS.get(row.field)
        if name is not None and row.record_id in said:
            # Several fields of a record share a model.
            key = (name, row.record_id)
            if key not in known:
                known[key] = round(probability(name, said[row.record_id]), 4)
            row = row._replace(confidence=known[key])
        rated.append(row)
    return rated
