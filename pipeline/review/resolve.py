"""Decisions on one record → what holds: one value per field, or a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.review.decisions import Decision, Value, same


@dataclass(slots=True)
class Verdict:
    """What people's decisions on one record come to."""

    live: list[Decision]
    """Decisions that were neither withdrawn nor superseded in all they say, in order of time."""
    said: dict[str, tuple[Decision, Value]] = field(default_factory=dict)
    """The decision that holds for each field, and the value it gives."""
    conflicts: dict[str, list[Decision]] = field(default_factory=dict)
    """Decisions that say different things of a field and do not know of each other."""


def not_withdrawn(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that stand: those that say something and were not taken back."""
    decisions = list(decisions)
    withdrawn = {name for decision in decisions for name in decision.withdraws}
    return [d for d in decisions if d.action != "withdraw" and d.decision_id not in withdrawn]


def resolve(decisions: Sequence[Decision]) -> Verdict:
    """What holds of the decisions on one record.

    For each field: of the decisions that speak of it and stand, those that no other of them supersedes. If they agree,
    the latest holds; if not, none does.
    """
    standing = not_withdrawn(decisions)
    verdict = Verdict([])
    heads: set[str] = set()
    for name in dict.fromkeys(name for d in standing for name in d.said):
        speaking = [d for d in standing if name in d.said]
        known = {other for d in speaking for other in d.supersedes}
        latest = [d for d in speaking if d.decision_id not in known]
        heads |= {d.decision_id for d in latest}
        if any(not same(d.said[name], latest[-1].said[name]) for d in latest):
            verdict.conflicts[name] = latest
        elif latest:
            verdict.said[name] = (latest[-1], latest[-1].said[name])
    verdict.live = [d for d in standing if d.decision_id in heads]
    return verdict
