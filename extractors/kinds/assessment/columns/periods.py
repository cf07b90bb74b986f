"""Tables that rate every recommendation more than once: a column for each year, before and after, now and aimed at.

Contract. Columns whose headers are the same but for a time speak of the same thing at several times. The rating of a
row is that of the latest time that is no aim; the others are kept as they are printed and rate nothing. A column that
is headed by a time alone and holds bare crosses is a schedule. Where the times have no order, nothing is set aside.
A column that a time alone tells apart from another is never a step of a scale: 2016 and 2018 are no verdicts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.danish.dates import find_dates
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.profiles import Profile, answers_return
from extractors.kinds.wording import bare, fold, patterns, weigh

RATING_HEADER = 0.5
"""A header wording of this weight asks for a rating."""
RATED_SHARE = 0.5
"""A column of ratings holds verdicts, signs or shades in this share of its rows."""
KEY_MAX = 3
"""Letters of what a legend explains, at most: "I", "DI"."""


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a header speaks of, and the header without it."""

    date: str
    """ISO date with the quarter or half behind it; empty when no date is printed."""
    word: str
    """``earlier``, ``now`` or ``aim``; empty when no word says so."""
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Periods:
    """Columns of a table that a time tells apart."""

    aside: frozenset[int]
    """Ratings of other times than the row's own, and schedules: they rate nothing."""
    timed: frozenset[int]
    """Columns that a time alone tells apart from others: no steps."""
    rated: frozenset[int]
    """Columns of the latest time: they rate, whatever in."""


def read_periods(view: TableView, paths: Sequence[tuple[str, ...]], profiles: Sequence[Profile]) -> Periods:
    """Find the columns of a table that rate the same thing at several times.

    Args:
        view: the table.
        paths: header texts above each column, from the top down.
        profiles: what each column holds.
    """
    alike: dict[tuple[str, ...], dict[int, Period]] = defaultdict(dict)
    for index, path in enumerate(paths):
        period = period_of(path)
        if period.date or period.word or _asks_for_rating(path):
            alike[period.rest].setdefault(index, period)
    aside: set[int] = set()
    timed: set[int] = set()
    rated: set[int] = set()
    for columns in alike.values():
        times = {(period.date, period.word) for period in columns.values()}
        if len(columns) < 2 or len(times) < len(columns):
            continue
        if not all(_may_rate(view, index, paths[index], profiles[index]) for index in columns):
            continue
        leaves = {index for index in columns if _is_time(paths[index][-1])}
        timed |= leaves
        if all(_is_schedule(view, index, paths[index], profiles[index]) for index in columns):
            aside |= set(columns)
            continue
        last = latest(columns)
        aside |= {index for index in columns if last is not None and index != last}
        rated |= {last} if last is not None else set()
    return Periods(frozenset(aside), frozenset(timed), frozenset(rated))


def period_of(path: Sequence[str]) -> Period:
    """The time that the header texts above a column speak of; the lowest text that names one decides."""
    for height in range(len(path) - 1, -1, -1):
        text = path[height]
        date, without = _date_in(text)
        word = next((name for name, rows in patterns("periods").items() if any(p.search(without) for p, _ in rows)), "")
        if date or word:
            rest = (*_cores(path[:height]), _core(text), *_cores(path[height + 1 :]))
            return Period(date, word, rest)
    return Period("", "", _cores(path))


def _cores(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_core(text) for text in texts)


def _date_in(text: str) -> tuple[str, str]:
    """The one date of a header, to be compared, and the folded header without it."""
    found = [mention for mention in find_dates(text) if mention.precision != "period"]
    if len(found) != 1:
        return "", fold(text)
    mention = found[0]
    part = re.search(r"[1-4]", text[mention.start : mention.end]) if mention.precision in ("quarter", "half") else None
    without = fold(f"{text[: mention.start]} {text[mention.end :]}")
    return mention.iso + (f"-{part.group()}" if part is not None else ""), without


def _core(text: str) -> str:
    """A header without what it says of time."""
    _, without = _date_in(text)
    for rows in patterns("periods").values():
        for pattern, _ in rows:
            without = pattern.sub(" ", without)
    return bare(re.sub(r"\(\s*\)", " ", without))


def _is_time(text: str) -> bool:
    """Whether a header names a time."""
    return period_of((text,)) != Period("", "", (_core(text),))


def _asks_for_rating(path: Sequence[str]) -> bool:
    return any(weigh("roles", text).get("rating", 0.0) >= RATING_HEADER for text in path)


def _may_rate(view: TableView, index: int, path: Sequence[str], profile: Profile) -> bool:
    """Whether the column may be one of ratings: by its header, by its cells, or because it holds nothing."""
    if _asks_for_rating(path):
        return profile.letters <= 60
    if profile.filled:
        told = max(profile.step, profile.mark, profile.sign) >= RATED_SHARE
        keys = _is_time(path[-1]) and profile.letters <= KEY_MAX and answers_return(view, index)
        return (told or keys) and profile.number <= RATED_SHARE
    return True


def _is_schedule(view: TableView, index: int, path: Sequence[str], profile: Profile) -> bool:
    """Whether the column is headed by a time alone and holds bare signs of one kind: when something is done."""
    if len(path) > 1 and _asks_for_rating(path[:-1]):
        return False
    if _core(path[-1]) or profile.step >= RATED_SHARE:
        return False
    if any(view.text(row, index) and not view.marks(row, index) for row in view.body):
        return False
    signs = [mark for row in view.body for mark in view.marks(row, index)]
    shades = {view.shading(row, index) for row in view.body} - {None}
    return all(mark.meaning in ("positive", "checked", "empty") for mark in signs) and len(shades) <= 1


def latest(columns: Mapping[int, Period]) -> int | None:
    """The column of the latest time that is no aim; None when the times have no order."""
    states = {index: period for index, period in columns.items() if period.word != "aim"}
    if not states:
        return None
    highest = max(_RANK[period.word] for period in states.values())
    last = {index: period.date for index, period in states.items() if _RANK[period.word] == highest}
    if len(last) == 1:
        return next(iter(last))
    dates = sorted(last.values())
    if not all(dates) or any(later.startswith(earlier) for earlier, later in pairwise(dates)):
        return None
    return max(last, key=lambda index: last[index])


_RANK = {"earlier": 0, "": 1, "now": 2}
