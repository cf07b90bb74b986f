"""A score as plain figures, for gates and for other programs."""

from __future__ import annotations

from typing import Any

from pipeline.score.calibration import calibration_error, reliability
from pipeline.score.scoring import Score, Tally


def figures(score: Score) -> dict[str, float]:
    """Every figure by name: ``assessments.f1``, ``assessments.rating_step``, ``assessments.silent`` …"""
    found: dict[str, float] = {}
    for kind, tally in score.totals.items():
        found |= {f"{kind}.{name}": value for name, value in _main(tally).items()}
        found |= {f"{kind}.{name}": tally.share_of(name) for name in tally.by_field}
        for mark, (right, rated, rows) in tally.by_mark.items():
            found |= {f"{kind}.mark_kind.{mark}": right / rows, f"{kind}.rating_step.{mark}": rated / rows}
        if tally.by_mark:
            right, _, rows = (sum(column) for column in zip(*tally.by_mark.values(), strict=True))
            found[f"{kind}.mark_kind"] = right / rows
    sure = [row for document in score.documents for row in document.sure]
    return {**found, "calibration.error": calibration_error(reliability(sure))}


def as_json(score: Score) -> dict[str, Any]:
    """Everything the score says."""
    sure = [row for document in score.documents for row in document.sure]
    return {
        "schema_name": "udtraek-score",
        "totals": {kind: _whole(tally) for kind, tally in score.totals.items()},
        "calibration": [b._asdict() for b in reliability(sure)],
        "calibration_error": calibration_error(reliability(sure)),
        "layout": [
            {"choice": choice, "option": option, "documents": count, **_whole(tally)}
            for (choice, option), (count, tally) in score.by_layout().items()
        ],
        "documents": [
            {
                "pdf": document.pdf,
                "found": document.found,
                "layout": document.layout,
                "scores": {kind: _whole(tally) for kind, tally in document.tallies.items()},
                "misses": [miss._asdict() for miss in document.misses],
            }
            for document in score.documents
        ],
    }


def _main(tally: Tally) -> dict[str, float]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "fields": tally.field_share,
        "whole": tally.whole_share,
        "silent": tally.silent,
        "silent_share": tally.silent_share,
    }


def _whole(tally: Tally) -> dict[str, Any]:
    counts = {
        name: getattr(tally, name) for name in ("gold", "got", "matched", "fields_right", "flagged", "flagged_right")
    }
    by_field = {name: list(count) for name, count in tally.by_field.items()}
    return {**counts, **_main(tally), "by_field": by_field, "by_mark": {k: list(v) for k, v in tally.by_mark.items()}}
