"""Steps that are printed as initials and that no legend explains: "H", "N", "M", "S" above four columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from extractors.kinds.assessment.wordings.scales import Scale, catalogue_of_scales, named_scale, own_scale
from extractors.kinds.wording import bare

INITIALS_MIN = 3
"""Steps of a scale that single letters stand for."""

Initials = Sequence[frozenset[str]]
"""For each step of a scale, best first, the initials of its wordings."""


def are_initials(labels: Sequence[str]) -> bool:
    """Whether the labels are the initials of different steps of one scale: "IO", "DO", "O" for ikke opfyldt, …

    Of three steps or more the first word's initial is enough: "I", "D", "O".
    """
    for name in catalogue_of_scales():
        for initials in _initials_of(name, len(labels)):
            places = [[i for i, step in enumerate(initials) if bare(label) in step] for label in labels]
            if any(len(set(ways)) == len(labels) for ways in itertools.product(*places)):
                return True
    return False


def scale_of_initials(labels: Sequence[str]) -> Scale | None:
    """The scale whose every step the labels are the initials of, in the order of print.

    Returns:
        None where no scale has as many steps with these initials from one end to the other, or where one has
        them from the best and another from the worst; and for three single letters, which stand for too much: "I" is
        "Ikke", "I gang" and "Implementeret". Where several scales have them the scale has no name of theirs.
    """
    letters = sum(len(bare(label)) for label in labels)
    if len(labels) < INITIALS_MIN or letters <= INITIALS_MIN or len(set(map(bare, labels))) < len(labels):
        return None
    fits = {(name, end) for name in catalogue_of_scales() for end in (1, -1) if _fit(name, labels[::end])}
    names, ends = {name for name, _ in fits}, {end for _, end in fits}
    if len(ends) != 1:
        return None
    ordered = labels[:: ends.pop()]
    if len(names) > 1:
        return own_scale(ordered, known=True)
    return named_scale(names.pop(), ordered, range(1, len(ordered) + 1), complete=True)


def _fit(name: str, ordered: Sequence[str]) -> bool:
    """Whether the labels are initials of the scale's steps, best first, of each step one."""
    return any(
        len(initials) == len(ordered)
        and all(bare(label) in step for label, step in zip(ordered, initials, strict=True))
        for initials in _initials_of(name, len(ordered))
    )


def _initials_of(name: str, count: int) -> Iterator[Initials]:
    """The initials of all words of the scale's wordings and, where so many steps are printed, of their first words."""
    steps = catalogue_of_scales()[name]
    yield [frozenset("".join(word[0] for word in wording.split()) for wording in step) for step in steps]
    if count >= INITIALS_MIN:
        yield [frozenset(wording[0] for wording in step) for step in steps]
