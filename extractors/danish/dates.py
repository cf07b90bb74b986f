"""Dates in Danish text, never more exact than printed, and the date of a document.

Forms, the longer first: ``d. 5. november 2018``, ``1/11-18``, ``05.11.2018``, ``2018-11-05``,
``november 2018``, ``11/2018``, ``4. kvartal 2018``, ``2. halvår 2018``, ``efterår 2018``, ``primo 2019``,
``skoleåret 2018/19``, ``2017-2020``, ``2018``.

What a date is the date of (``kind_hint``) is read from the nearest cue before it on its line. A document's
date is chosen by kind first (status before adoption before print), then by where it stands, then by how
exact it is. Days without a year are no dates. Invalid days are no dates.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Literal

from extractors import vocabulary
from extractors.danish.evidence import Evidence

Precision = Literal["day", "month", "quarter", "half", "season", "part", "year", "period"]
KindHint = Literal["status", "adopted", "meeting", "printed", "deadline", "law", "born", "past"]

#: Years that can be the date of a municipal document or of what it plans.
FIRST_YEAR, LAST_YEAR = 1950, 2049
#: Characters before a date in which a cue for its kind may stand.
_CUE_REACH = 40


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date as printed: ISO 8601 value, its precision, its place in the text, what it dates.

    A quarter, half-year, season or part of a year has the year as ``iso``; a period has two years
    with a slash between.
    """

    iso: str
    precision: Precision
    start: int
    end: int
    kind_hint: KindHint | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as printed: ISO 8601 values of its first and last date, never more exact than printed."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class DateDecision:
    """A document's date, or None with the reason; ``others`` are dates of the same standing."""

    iso: str | None
    precision: Precision | None
    kind: KindHint | None
    reason: str
    others: tuple[str, ...] = ()


@cache
def _months() -> dict[str, int]:
    table: dict[str, int] = vocabulary.load("dates")["months"]
    return table


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Name of each form, letters or signs of which it holds one, if any, and pattern; earlier ones win an overlap."""
    months = tuple(_months())
    in_year = vocabulary.load("dates")["parts_of_year"]
    quarters = ("kvartal", *(f"{letter}{quarter}" for letter in "qk" for quarter in range(1, 5)))
    month = "(?P<month>" + "|".join(sorted(_months(), key=len, reverse=True)) + r")\b\.?"
    seasons, parts = "|".join(in_year["season"]), "|".join(in_year["part"])
    year4 = r"(?P<year>(?:19[5-9]|20[0-4])\d)\b"
    year = r"(?P<year>(?:19[5-9]|20[0-4])\d|['’]?\d\d)\b"
    year_at_end = r"(?P<year>(?:19[5-9]|20[0-4])\d\b|['’]\d\d\b|\d\d(?=\s*(?:$|[,;:)\n]|\.(?:\s|$))))"
    day, number = r"(?P<day>[0-3]?\d)", r"(?P<number>[01]?\d)"
    before = r"(?<![\d.,/-])"
    texts = (
        ("day", months, rf"{before}{day}\s?\.?\s?{month},?\s?{year4}"),  # 5. november 2018, 5 nov. 2018
        ("iso", ("-",), rf"{before}{year4}-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])"),  # 2018-11-05
        (
            "numeric",
            (),
            rf"(?<![^\W\d_]){before}{day}\s?[/.-]\s?{number}(?:\s?[-/.]\s?|\s){year}(?!-?[a-zæøå]\d|[\d/.-]*\d)",
        ),  # 1/11-18, 05.11.2018
        ("quarter", quarters, rf"\b(?:[1-4]\.\s?kvartal(?:et)?|[QK][1-4])\s?(?:i\s)?{year4}"),  # 4. kvartal 2018
        ("half", ("halvår",), rf"\b(?:[12]\.|første|andet)\s?halvår(?:et)?\s(?:i\s)?{year4}"),  # 2. halvår 2018
        ("month", months, rf"\b{month},?\s?(?:i\s)?{year_at_end}"),  # november 2018, nov. 18
        ("month_number", ("/", "-"), rf"{before}{number}\s?[/-]\s?{year4}(?![/.-]?\d)"),  # 11/2018
        (
            "season",
            tuple(in_year["season"]),
            rf"\b(?:{seasons})(?:\si)?\s{year4}(?:\s?/\s?(?:20)?\d\d\b)?",
        ),  # efterår 2018
        (
            "season",
            ("skoleår", "sæson"),
            rf"\b(?:skoleår|skoleåret|sæson|sæsonen)\s{year4}\s?[/-]\s?(?:20)?\d\d\b",
        ),  # skoleåret 2018/19
        ("part", tuple(in_year["part"]), rf"\b(?:{parts})\s(?:år\s|året\s)?{year4}"),  # primo 2019
        (
            "period",
            ("-", "–", "/", "til"),
            rf"{before}{year4}\s?(?:[-–/]|til)\s?(?P<until>(?:20[0-4]\d|\d\d))\b(?![/.-]?\d)",
        ),  # 2017-2020
        (
            "year",
            (),
            rf"(?<![\w.,/-]){year4}(?![-/.]?\d|\s?(?:kr|mio|mia|pct|procent|%|stk|personer|borgere|elever|børn)\b)",
        ),  # 2018
    )
    return tuple((name, needed, re.compile(text, re.IGNORECASE)) for name, needed, text in texts)


#: Every year has them: what most texts lack is looked for first.
_TWO_DIGITS = re.compile(r"\d\d")
_FULL_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_SHORT_YEAR = re.compile(r"\d\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d\d|[^\W\d_]\.?\s?['’]?\d\d\b")
#: Forms in which a year may have two digits.
_SHORT_FORMS = frozenset({"numeric", "month"})


def find_dates(text: str) -> list[DateMention]:
    """Find the dates in ``text``, in order, without overlaps."""
    if not _TWO_DIGITS.search(text) or not (_FULL_YEAR.search(text) or _SHORT_YEAR.search(text)):
        return []
    return list(_find(text))


@lru_cache(maxsize=2048)
def _find(text: str) -> tuple[DateMention, ...]:
    taken = bytearray(len(text))
    found: list[DateMention] = []
    full_year = _FULL_YEAR.search(text) is not None
    lower = text.lower()
    for name, needed, pattern in _patterns():
        if not full_year and name not in _SHORT_FORMS:
            continue
        if needed and not any(part in lower for part in needed):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            value = _value(name, match)
            if value is None:
                continue
            iso, precision = value
            taken[start:end] = b"\x01" * (end - start)
            found.append(DateMention(iso, precision, start, end, _kind_hint(text, start, end)))
    return tuple(sorted(found, key=lambda mention: mention.start))


def read_period(text: str) -> Period | None:
    """The period that ``text`` names and nothing else: ``Marts 2018``, ``Forår – vinter 2019``, ``2019 og 2020``.

    A month that has no year of its own has that of the date behind it: ``marts – juni 2018``. A date among other words
    is no period: None.
    """
    dates = find_dates(text)
    if not dates:
        return None
    beside, end = [], 0
    for date in dates:
        beside.append(text[end : date.start])
        end = date.end
    if not all(_is_joint(part) for part in (*beside, text[end:])):
        return None
    first, last = dates[0].iso.split("/")[0], dates[-1].iso.split("/")[-1]
    months = [_months()[word] for word in _words(beside[0]) if word in _months()]
    return Period(f"{first[:4]}-{months[0]:02d}" if months else first, last)


def _is_joint(text: str) -> bool:
    """Whether what stands beside dates only joins them, or names a month or part of a year."""
    parts = vocabulary.load("dates")["parts_of_year"]
    known = {*_months(), *parts["season"], *parts["part"], *vocabulary.load("dates")["joints"]}
    return all(word in known for word in _words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", text.lower())


def _value(name: str, match: re.Match[str]) -> tuple[str, Precision] | None:
    """ISO value and precision of a match, None when no such date exists."""
    groups = match.groupdict()
    year = _year(groups["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if name in ("quarter", "half", "season", "part", "year"):
        return str(year), name  # type: ignore[return-value]
    if name == "period":
        until = groups["until"]
        last = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
        return (f"{year}/{last}", "period") if year < last <= year + 30 else None
    month = _months()[groups["month"].lower()] if groups.get("month") else int(groups["number"])
    if not 1 <= month <= 12:
        return None
    if name in ("month", "month_number"):
        return f"{year}-{month:02d}", "month"
    day = int(groups["day"])
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02d}-{day:02d}", "day"


def _year(text: str) -> int:
    digits = text.strip("'’")
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if int(digits) <= LAST_YEAR - 2000 else 1900 + int(digits)


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, KindHint]]:
    kinds: dict[KindHint, list[str]] = vocabulary.load("dates")["kinds"]
    of_cue = {cue: kind for kind, cues in kinds.items() for cue in cues}
    longest_first = sorted(of_cue, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])", re.IGNORECASE), of_cue


_NOUN = re.compile(r"(?<!\w)(?:[A-ZÆØÅ]\w{2,}|\w{8,})")
"""A name, or a word longer than those that may stand between a preposition and a date."""


_OPENS = re.compile(r"(?:^|\n|[.!?:|·•–(])\s*$")
"""What stands before the first word of a sentence."""


def _kind_hint(text: str, start: int, end: int) -> KindHint | None:
    """Kind of the nearest cue before the date on its line."""
    reach = max(0, start - _CUE_REACH)
    while 0 < reach < start and text[reach - 1].isalnum():  # Of a word that is cut, "a|f", no part is a cue.
        reach += 1
    before = text[reach:start].rsplit("\n", 1)[-1]
    pattern, of_cue = _cues()
    cue = None
    for match in pattern.finditer(before):
        between = before[match.end() :]
        led = match[0].lower() not in vocabulary.load("dates")["prepositions"] or not _NOUN.search(between)
        at = start - len(before) + match.start()
        opens = match[0].lower() not in vocabulary.load("dates")["openings"] or _OPENS.search(text, 0, at)
        if led and opens and not re.search(r"[.!?]\s+[A-ZÆØÅ]", between):
            cue = match[0].lower()
    return of_cue[cue] if cue is not None else None


_KIND_RANK: dict[KindHint | None, int] = {"status": 0, None: 1, "adopted": 2, "meeting": 2, "printed": 4}
_SOURCE_RANK = {"title": 0, "running": 1, "address": 2, "body": 3, "email": 3, "file_name": 4, "metadata": 5}
_EXACTNESS = {"day": 0, "month": 0, "quarter": 1, "half": 1, "season": 1, "part": 1, "year": 2}
#: From here on evidence only supports a date printed elsewhere: prose is full of other dates.
_BODY_RANK = _SOURCE_RANK["body"]


#: Rank of dates that support another at most: what file names say, and what a text mentions in passing.
_PASSING = 3
_LONGEST_TITLE = 60
#: A sentence that ends in a year, however short: "Ingen unge ryger i 2030."
_AIMED = re.compile(r"^(?:\w+:\s+)?(?:\w+\s+){3,}(?:i|inden|senest|frem til|før)\s+$", re.IGNORECASE)
#: A year that a sentence tells of, and where the next one begins.
_TOLD = re.compile(r"\w\si\s$")
_NEXT_SENTENCE = re.compile(r"\s[a-zæøå][^.]*\.\s[A-ZÆØÅ]")
#: What the rank of a date that no label calls that of the meeting is worse by, in the document of a meeting.
_ABOVE_TEXT, _IN_TEXT = 10, 20


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(vocabulary.load("dates")["meeting"], re.IGNORECASE)


def _of_a_meeting(item: Evidence) -> bool:
    """Whether a text says that the document is of a meeting: its title, or the label of the day."""
    match = _meeting().match(item.text)
    return match is not None and (item.source == "title" or match[1].lower().startswith(("mødedato", "mødedag")))


_AND = re.compile(r"\s*(?:og|&|\+|,|/)\s*(?:(?:igen\s)?i\s)?", re.IGNORECASE)


def _goes_on_to(text: str, earlier: DateMention, later: DateMention) -> bool:
    """Whether a list of dates goes on to a later one: "status 2017 og 2019" is of 2019."""
    listed = _AND.fullmatch(text, earlier.end, later.start) is not None
    return listed and earlier.precision == later.precision and earlier.iso < later.iso


def _says_more(rank: tuple[int, ...], mention: DateMention, year: DateMention) -> bool:
    """Whether an unmarked date above the text is of the year that is said alone: "Juni 2021" of "Status 2021".

    Of a year that nothing says to be of a status, "Handleplan 2022", the day of the adoption is; below such a title it
    may be one of the year before.
    """
    if year.precision != "year" or len(mention.iso) <= 4:
        return False
    above = rank[0] <= _KIND_RANK[None] and rank[1] < _BODY_RANK
    adopted = mention.kind_hint == "adopted" and year.kind_hint is None
    ahead = adopted and rank[1] == _SOURCE_RANK["title"] and int(mention.iso[:4]) == int(year.iso[:4]) - 1
    return ((above or adopted) and mention.iso.startswith(year.iso)) or ahead


def _in_passing(text: str, mention: DateMention) -> bool:
    """Whether a date is one that a text speaks of rather than its own.

    A deadline, or a year within a sentence ("Tallet stiger til 1.100 i 2030.").
    """
    if mention.kind_hint == "deadline":
        return True
    if mention.kind_hint is not None or mention.precision != "year":
        return False
    ended = text.rstrip().endswith(".")
    if not ended and len(text) > _LONGEST_TITLE and _TOLD.search(text[: mention.start]):
        return _NEXT_SENTENCE.match(text[mention.end :]) is not None
    return ended and (len(text) > _LONGEST_TITLE or _AIMED.search(text[: mention.start]) is not None)


def decide_document_date(evidence: Sequence[Evidence]) -> DateDecision:
    """Choose the date of a document's status.

    A status date wins wherever it stands; then an unmarked date in title or running text, then
    adoption, then print. In the body only a date with a cue for status or adoption counts. The date
    of an agenda or minutes is the day of the meeting: the status of an item is the item's alone.
    """
    meeting = any(_of_a_meeting(item) for item in evidence)
    ranked: list[tuple[tuple[int, ...], DateMention]] = []
    for order, item in enumerate(evidence):
        source = _SOURCE_RANK[item.source]
        found = find_dates(item.text)
        for mention, following in zip_longest(found, found[1:]):
            if following is not None and _goes_on_to(item.text, mention, following):
                continue
            if mention.precision == "period" or mention.kind_hint in ("law", "born", "past"):
                continue
            kind = mention.kind_hint if mention.kind_hint in _KIND_RANK else None
            if source == _BODY_RANK and kind is None:
                continue
            if item.source == "running" and kind is None and item.text.rstrip().endswith("."):
                continue  # a note that recurs, no footer
            if source == _BODY_RANK and mention.precision not in ("day", "month"):
                continue
            weight = _PASSING if _in_passing(item.text, mention) else _KIND_RANK[kind]
            rank: tuple[int, ...] = (weight, source, _EXACTNESS[mention.precision], order, mention.start)
            if source > _BODY_RANK:
                rank = (_PASSING, *rank[1:])
            if meeting and kind != "meeting":
                rank = (rank[0] + (_ABOVE_TEXT if source < _BODY_RANK and kind != "printed" else _IN_TEXT), *rank[1:])
            ranked.append((rank, mention))
    if not ranked:
        return DateDecision(None, None, None, "no date printed")
    ranked.sort(key=lambda pair: pair[0])
    rank, best = ranked[0]
    rank, best = next((pair for pair in ranked if _says_more(pair[0], pair[1], best)), (rank, best))
    same = {m.iso for r, m in ranked if r[:2] == rank[:2]} - {best.iso}
    others = tuple(sorted(iso for iso in same if not best.iso.startswith(iso) and not iso.startswith(best.iso)))
    source_name = next(name for name, value in _SOURCE_RANK.items() if value == rank[1])
    return DateDecision(
        best.iso, best.precision, best.kind_hint, f"{best.kind_hint or 'plain'} date, {source_name}", others
    )
