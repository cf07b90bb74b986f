"""The verdict of a cell, parted from what stands beside it: a remark, a date, the number of the step or of a note."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.danish.dates import find_dates
from extractors.kinds.assessment.wordings.scales import catalogue_of_scales, is_step_wording, polarity, step_in

_SENTENCE_END = re.compile(r"\s*[.:;\n]\s*")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_])(?:[¹²³⁴-⁹]+|\d{1,2})\)?$")
"""A footnote's number, raised or glued to the last word."""
_VERDICT_END = re.compile(r"\s*[.:;,(\n]|\s[–-]\s")
_ASIDE = re.compile(r"\s*[(]|\s[–-]\s")
WORDING_MAX = 60
"""A longer cell is a rating with a remark."""


_BEFORE_DATE = re.compile(r"\s*(?:[(,]|\b(?:i|pr|den|siden|d)\b\.?)?\s*$", re.IGNORECASE)
"""What may stand between a step and its date; "senest", "fra" and "inden" speak of what is not yet."""
_TO_COME = re.compile(r"[^\W\d_]{3,}es$")
"""A word that says with a date what will be: "Gennemføres 2019"."""


@lru_cache(maxsize=16384)
def undated(text: str) -> str:
    """A short text without the date at its end, which says since when, or for when: "Gennemført 2014"."""
    found = find_dates(text) if len(text) <= WORDING_MAX else []
    if not found or text[found[-1].end :].strip(" .)"):
        return text
    before = _BEFORE_DATE.sub("", text[: found[-1].start]).rstrip(" ,")
    return before if before and not _TO_COME.search(before) else text


_NUMBERED = re.compile(r"^\d\s*[–—=:.)-]\s*(?=[^\W\d_])")
"""The number of a step before its wording: "3 – I mindre grad"."""


@lru_cache(maxsize=16384)
def verdict_of(text: str) -> str:
    """The part of a cell that is the rating where a remark follows it: "Delvist – mangler på skolerne".

    A step that is a sentence of its own is the rating, or one with a remark in brackets or after a dash that is no
    other step; what follows a comma may limit it ("Ja, delvist"), as may "Opfyldt (delvist)". The number
    of a footnote is no part of it, nor the number of the step before it, nor the date behind it.
    """
    if is_step_wording(text):
        return text
    text = undated(text)
    if is_step_wording(text):
        return text
    numbered = _NUMBERED.sub("", text.strip())
    if numbered != text.strip() and is_step_wording(numbered):
        return numbered
    noted = _FOOTNOTE.sub("", text.strip())
    if noted != text.strip() and is_step_wording(noted):
        return noted
    sentence = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    if is_step_wording(sentence):
        return sentence
    aside = _ASIDE.split(text.strip(), maxsplit=1)
    if is_step_wording(aside[0]) and not _limits(aside[-1], aside[0]):
        return aside[0]
    step, comma, remark = text.strip().partition(", ")
    if comma and is_step_wording(step) and polarity(remark) is None and not _LIMITING.search(remark):
        return step
    if len(text) <= WORDING_MAX and "\n" not in text and polarity(text) is not None:
        return text
    return _VERDICT_END.split(text.strip(), maxsplit=1)[0] or text


_LIMITING = re.compile(
    r"\b(men|dog|kun|undtagen|bortset|nogle|enkelte|hvis|når|fra (?:næste|og med|\d))\b", re.IGNORECASE
)
"""Words behind a comma that may limit the step before it: "Ja, men for de ældste", "Ja, fra næste år"."""


def _limits(remark: str, step: str) -> bool:
    """Whether a remark is another step, or opens with another step of a scale that has ``step``."""
    words = remark.strip(" )").split()
    if is_step_wording(" ".join(words)):
        return True
    openings = [" ".join(words[:count]) for count in range(1, min(len(words), 3) + 1)]
    places = ((step_in(name, step), step_in(name, opening)) for name in catalogue_of_scales() for opening in openings)
    return any(own is not None and other is not None and own != other for own, other in places)


def rates_earlier(remark: str) -> bool:
    """Whether a remark behind a rating is that of another time, and nothing else: "(2014: nej)"."""
    dates = find_dates(remark) if remark and len(remark) <= WORDING_MAX else []
    if len(dates) != 1:
        return False
    rest = f"{remark[: dates[0].start]} {remark[dates[0].end :]}".strip(" ():;,.–-")
    return is_step_wording(_TIME_WORDS.sub("", rest).strip(" ():;,.–-"))


_TIME_WORDS = re.compile(r"\b(i|pr|status|tidligere|sidst|før|vurderet|vurdering)\b\.?", re.IGNORECASE)
"""What may stand beside the time of an earlier rating."""


def remark_of(text: str) -> str:
    """What follows the rating of a cell; empty when nothing does but a footnote's number."""
    verdict = verdict_of(text)
    whole = text.strip() if text.strip().startswith(verdict) else _NUMBERED.sub("", text.strip())
    rest = whole[len(verdict) :].lstrip(" .:;,–-").strip() if verdict != text else ""
    return "" if rest.isdigit() or not undated(f"{verdict} {rest}").removeprefix(verdict) else rest
