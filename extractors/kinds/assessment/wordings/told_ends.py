"""Which end of a scale is best, where a sentence says so of its wordings: "fra Idé nederst til Forankret øverst".

Digits have their direction from other sentences (see ``legend``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from extractors import vocabulary
from extractors.kinds.assessment.wordings.scales import Scale
from extractors.kinds.wording import bare, fold


def in_told_order(scale: Scale, texts: Iterable[str]) -> Scale | None:
    """The steps of ``scale`` from the end that one of the texts calls best; None where none says it, or two disagree.

    The scale is known when both of its ends are named: they are then all there is.

    Args:
        scale: steps in the order of print, either end first.
        texts: paragraphs of the document.
    """
    keys = [bare(label) for label in scale.labels]
    longest_first = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)({longest_first})[^\w.;]*\s(?:er\s)?(?:de[nt]\s|på\s)?({_ends()})(?!\w)")
    said = {(hit[1], hit[2] in _best()) for text in texts for hit in pattern.finditer(fold(text))}
    forward = {(keys[0], True), (keys[-1], False)}
    backward = {(keys[0], False), (keys[-1], True)}
    if not said or not (said <= forward or said <= backward):
        return None
    if said <= forward:
        return replace(scale, known=scale.known or said == forward)
    return replace(scale, labels=scale.labels[::-1], keys=scale.keys[::-1], known=scale.known or said == backward)


@cache
def _best() -> frozenset[str]:
    return frozenset(vocabulary.load("scales")["ends"]["best"])


@cache
def _ends() -> str:
    ends = vocabulary.load("scales")["ends"]
    return "|".join((*ends["best"], *ends["worst"]))
