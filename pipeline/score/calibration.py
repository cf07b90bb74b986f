"""How far confidence can be trusted: of the rows said to be right with 90 %, are nine in ten right?"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Finer near 1, where almost all rows are and where the threshold for review lies."""


class Bin(NamedTuple):
    """Rows with a confidence in a range."""

    low: float
    high: float
    rows: int
    stated: float
    """Their mean confidence."""
    right: float
    """Share of them that is right."""


def reliability(rows: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Bins of confidence with what was stated and what came true; empty bins are left out."""
    kept = list(rows)
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(c, ok) for c, ok in kept if low <= c < high or (high == EDGES[-1] and c == high)]
        if inside:
            stated = sum(c for c, _ in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), stated, sum(ok for _, ok in inside) / len(inside)))
    return bins


def calibration_error(bins: list[Bin]) -> float:
    """Expected calibration error: mean distance between stated and true share, weighted by rows."""
    total = sum(b.rows for b in bins)
    return sum(b.rows * abs(b.stated - b.right) for b in bins) / total if total else 0.0
