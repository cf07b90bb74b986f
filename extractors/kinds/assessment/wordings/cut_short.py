"""Words of a scale that lost their end: "Gu" in one row of a column of "Gul", which a scan or a writer left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.kinds.assessment.wordings.scales import catalogue_of_scales, step_in
from extractors.kinds.wording import bare

SELDOM = 3
"""A word that lost its end comes so many times less often than the whole one at least."""


def without_cut_short(labels: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """The labels but those that begin another one, of one step with it wherever both are known, and come seldom.

    Args:
        labels: distinct wordings.
        counts: how often each comes, by its bare form.
    """
    return [label for label in labels if not any(_begins(label, other, counts) for other in labels)]


def _begins(label: str, other: str, counts: Mapping[str, int]) -> bool:
    short, whole = bare(label), bare(other)
    if short == whole or not whole.startswith(short) or SELDOM * counts[short] > counts[whole]:
        return False
    places = [(step_in(name, label), step_in(name, other)) for name in catalogue_of_scales()]
    both = [(a, b) for a, b in places if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)
