"""Sentences that say how far somebody meets a recommendation: "Kommunen lever delvist op til anbefalingen".

A sentence is one only as a whole: who meets it, the verb, how far, the recommendation, and nothing else but a reason
behind a comma; what limits it ("men ikke på skolerne") leaves open how far it is met. What the degree makes of it is a
step of the scale of "opfyldt"; the words themselves stay as printed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from extractors import vocabulary
from extractors.kinds.wording import bare

LONGEST = 110
"""A statement has no more letters."""
_SENTENCE = re.compile(r"[^.;:!?]{10,110}?(?=[.;:]|\s[–-]\s|$)")
_STOP = re.compile(r"[.;:!?]\s|, ")
_LAST = re.compile(r"(?:^|(?<=[.!?)])\s)(?P<said>[^.;:!?]{10,110})\.?$")


@lru_cache(maxsize=16384)
def stated_step(text: str) -> str | None:
    """The step that a whole text states, in words of a known scale; None where it states none."""
    if len(text) > LONGEST or not _verb().search(text.lower()):
        return None
    wanted = bare(text).replace(",", "")
    found = next((match for pattern in _patterns() if (match := pattern.match(wanted))), None)
    if found is None:
        return None
    how = " ".join(part for part in found.groupdict().values() if part)
    return _degrees().get(" ".join(_idle().sub(" ", how).split()))


def is_statement(text: str) -> bool:
    """Whether the whole of a text says how far the recommendation is met."""
    return _names(text) and stated_step(text) is not None


def may_state(line: str) -> bool:
    """Whether a line holds a statement as one of its sentences."""
    return _verb().search(line.lower()) is not None and (
        stated_first(line) > 0 or any(map(is_statement, _STOP.split(line)))
    )


def stated_first(text: str) -> int:
    """Where the statement ends that a text opens with, or its reason begins; 0 where it opens with none."""
    if not _verb().search(text[:LONGEST].lower()):
        return 0
    sentence = _SENTENCE.match(text)
    if sentence is None:
        return 0
    said = sentence[0]
    if is_statement(said):
        return len(said)
    aside = _aside().search(said)
    if aside is None or not is_statement(said[: aside.start()]):
        return 0
    limited = aside[1].casefold() in _words()["limits"]
    return aside.start() if not limited or stated_step(said[: aside.start()]) in _words()["limited"] else 0


def stated_last(text: str) -> int | None:
    """Where the statement begins that ends a text; None where it ends in none."""
    found = _LAST.search(text[-LONGEST - 2 :]) if _verb().search(text[-LONGEST:].lower()) else None
    if found is None or not is_statement(found["said"]):
        return None
    return max(len(text) - LONGEST - 2, 0) + found.start("said")


def _names(said: str) -> bool:
    return "anbefaling" in said.casefold()


@cache
def _verb() -> re.Pattern[str]:
    """One of the verbs, for looking in small letters: without regard to case it costs twice as much."""
    words = _words()
    verbs = "|".join(form.partition("|{}")[0] for form in (*words["active"], *words["passive"]))
    return re.compile(rf"\b(?:{verbs})\b")


@cache
def _aside() -> re.Pattern[str]:
    words = _words()
    return re.compile(rf",? ({'|'.join((*words['reasons'], *words['limits']))}) ", re.IGNORECASE)


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(_words()['idle'])})(?!\S)")


@cache
def _degrees() -> dict[str, str]:
    return {degree: step for step, degrees in _words()["degrees"].items() for degree in degrees}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What statements look like, one for each verb; their groups hold the words that say how far."""
    words = _words()
    openings, subjects, objects = ("|".join(words[part]) for part in ("openings", "subjects", "objects"))
    adverbs = "|".join((*filter(None, _degrees()), *words["idle"]))
    how = rf"(?: (?:{adverbs}))*"
    made = []
    for form in words["active"]:
        verb, rest = form.split("|{}")
        # Who meets it stands before the verb, or behind it after an opening; else it would be asked.
        own = rf"(?:{subjects})(?P<before>{how}) {verb}|(?:{openings}) {verb} (?:{subjects})"
        own += rf"|{verb}(?= .*\b(?:{adverbs})\b)"
        made.append(rf"(?:{own})(?P<how>{how}){rest}(?: (?:{objects}))?(?P<behind>{how})")
    for form in words["passive"]:
        verb, rest = form.split("|{}")
        made.append(rf"(?:{objects}) {verb}(?P<how>{how}){rest}")
    return tuple(re.compile(rf"(?:(?:{openings}) )*(?:{pattern})$") for pattern in made)


def _words() -> dict[str, Any]:
    words: dict[str, Any] = vocabulary.load("scales")["statements"]
    return words
