"""Wordings of steps that OCR read with one letter wrong: "1 gang" is "I gang", "tkke opfyldt" is "Ikke opfyldt".

A word that no language list knows is taken for one of a known step where a single letter parts them, and the rest of
the text is that step. A text of a text layer stands as it is printed, and so do words that are words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.danish.compounds import is_word
from extractors.kinds.assessment.wordings.scales import Scale, wordings_near
from extractors.kinds.wording import bare
from schemas.layout import Line

if TYPE_CHECKING:
    from extractors.kinds.assessment.columns.ratings import Rating

SHORTEST = 6
"""Shorter wordings are one letter from each other."""


def is_by_ocr(lines: Sequence[Line]) -> bool:
    """Whether some of the words were read by OCR, which is hardly ever wholly sure."""
    return any(word.confidence < 1.0 for line in lines for word in line.words)


def step_meant(text: str) -> str | None:
    """The wording of a step that ``text`` is but for one letter of a word that is none; None when it is no such."""
    wanted = bare(text)
    if len(wanted) < SHORTEST:
        return None
    near = wordings_near(len(wanted))
    if wanted in near:
        return None
    meant = [wording for wording in near if len(wording) == len(wanted) and _is_misread(wanted, wording)]
    if len(meant) != 1:
        return None
    at = next(i for i, (read, wording) in enumerate(zip(wanted, meant[0], strict=True)) if read != wording)
    start = text.casefold().find(wanted)
    if start < 0 or len(text.casefold()) != len(text):
        return None
    letter = meant[0][at] if at else meant[0][at].upper()  # A step begins with a capital where its case is lost.
    return text[: start + at] + letter + text[start + at + 1 :]


def _is_misread(read: str, wording: str) -> bool:
    """Whether both are the same but for one letter, in a word that is none as read."""
    other = [b for a, b in zip(read, wording, strict=True) if a != b]
    if len(other) != 1 or not other[0].isalpha() or len(read.split()) != len(wording.split()):
        return False
    pairs = zip(read.split(), wording.split(), strict=True)
    return all(a == b or not (a.isalpha() and is_word(a)) for a, b in pairs)


def said_as_misread(
    ratings: Mapping[int, Rating], scale: Scale | None, misread: Mapping[str, str]
) -> dict[int, Rating]:
    """The ratings, those whose wording was repaired with what OCR had read.

    Args:
        ratings: by row.
        scale: what they are steps of.
        misread: what was read, by the wording that it was taken for.
    """
    said = dict(ratings)
    for row, rating in ratings.items() if scale is not None and misread else ():
        label = scale.labels[rating.step - 1] if scale is not None and rating.step is not None else ""
        if label in misread:
            doubt = ("wording_repaired", f"{misread[label][:40]!r} is read as {label[:40]!r}")
            said[row] = replace(rating, doubts=(*rating.doubts, doubt))
    return said
