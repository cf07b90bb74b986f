"""Numbers of recommendations, initiatives and steps as Danish documents print them.

``1``, ``1.``, ``Nr. 7``, ``G1``, ``G 1``, ``3.2``, ``Anbefaling 7``, ``U 4:``, ``1a``, ``IV``, ``2/4``, and with the
abbreviation of a package ``T3``, ``MS-12``. A number cell holds nothing else; a number that opens a line of text is
found by :func:`leading_number`, which is stricter: ``2 1/2 times`` and ``65 år eller derover`` are no numbered rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Level = Literal["G", "U"]

#: No package has more recommendations; larger numbers are years, amounts or page numbers.
MAX_NUMBER = 299


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. ``number`` is the last part (of ``3.2`` 2), ``parts`` all of them.

    ``level_letter`` is the G or U printed with it; ``suffix`` a letter after it (``1a``).
    """

    raw: str
    number: int
    level_letter: Level | None = None
    parts: tuple[int, ...] = ()
    suffix: str | None = None


_LABEL = (
    r"(?:(?i:(?P<label>løbenr|løbenummer|anbefaling(?:s(?:nr|nummer))?|anb|nummer|nr|no|punkt|pkt|indsats|initiativ|mål|"
    r"#|№)\.?\s*(?:nr\.?\s*)?:?\s*))?"
)
_DIGITS = r"(?P<digits>\d{1,3}(?:\.\s?\d{1,3}){0,2})"
_NUMBER = re.compile(
    rf"{_LABEL}(?P<level>[GU](?![a-zæøå]))?\s?[.\-–:]?\s?{_DIGITS}\s?(?P<suffix>[a-e](?![a-zæøå]))?\s?"
    r"(?:\(?(?P<level_after>[GU])\)?)?\s?[.):\-–]?",
    re.IGNORECASE,
)
_CODED = re.compile(r"(?P<code>[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,3})\s?[.\-–/:]?\s?(?P<digits>\d{1,2})\s?[.):]?")
_LEADING_CODED = re.compile(
    r"(?P<code>(?![GU]\b|[GU]\d)[A-ZÆØÅ]{1,3})\s?[.\-–/:]?\s?(?P<digits>\d{1,2})\s?[.):]?\s+(?=[\"“”»(]?[A-ZÆØÅ])"
)
_ROMAN = re.compile(r"(?P<roman>[IVX]{1,6})\s?[.):]?")
_LEADING = re.compile(
    rf"{_LABEL}(?P<level>[GU])?\s?{_DIGITS}(?P<suffix>[a-e](?![a-zæøå]))?(?:\s?\((?P<level_after>[GU])\))?"
    r"(?P<stop>\s?[.):\-–]\s?|\s+)(?=[\"“”»(]?[A-ZÆØÅ])"
)
_LIST = re.compile(r"\d{1,3}(?:\s*(?:/|,|og|&|\+)\s*\d{1,3})+")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@lru_cache(maxsize=4096)
def parse_number(text: str, *, roman: bool = False) -> Number | None:
    """Read a cell that holds a number and nothing else, None when it holds anything else.

    Args:
        text: The cell's text.
        roman: Whether Roman numerals count; a column of ``I`` and ``II`` says so, a lone ``I`` does not.
    """
    raw = text.strip()
    match = _NUMBER.fullmatch(raw)
    if match is not None:
        return _number(raw, match)
    if roman and (numeral := _ROMAN.fullmatch(raw)):
        value = _roman_value(numeral["roman"])
        return Number(raw, value, None, (value,)) if value else None
    return None


def parse_coded_number(text: str) -> Number | None:
    """Read a number printed with an abbreviation (``T3``, ``MS-12``, ``FA 4``); None when the text is anything else.

    Only a column of numbers says that it is one: ``Q3`` and ``A4`` look the same.
    """
    match = _CODED.fullmatch(text.strip())
    return Number(text.strip(), int(match["digits"]), None, (int(match["digits"]),)) if match is not None else None


def parse_broken_number(text: str) -> Number | None:
    """Read a number that a narrow column breaks between its characters: ``SO-`` above ``1``, ``G1`` above ``0``.

    Digits alone may be the numbers of two rows.
    """
    whole = "".join(text.split())
    return (parse_number(whole) if whole[:1].isalpha() else None) or parse_coded_number(whole)


def leading_number(line: str) -> tuple[Number, str] | None:
    """Part a line from the number it opens with: ``9 Styrke børns trivsel`` → 9 and the rest.

    The rest must begin with a capital: a measure or an age in running text does not count.
    """
    line = line.strip()
    match = _LEADING.match(line)
    if match is None:
        return None
    number = _number(match[0].strip(), match)
    return (number, line[match.end() :].strip()) if number is not None else None


def leading_coded_number(line: str) -> tuple[Number, str] | None:
    """Part a line from the coded number it opens with: ``T-3 Røgfri matrikel`` → 3 and the rest.

    Only other lines of the same kind say that it is one (see :func:`parse_coded_number`).
    """
    line = line.strip()
    match = _LEADING_CODED.match(line)
    if match is None:
        return None
    value = int(match["digits"])
    return Number(match[0].strip(), value, None, (value,)), line[match.end() :].strip()


def parse_numbers(text: str) -> tuple[int, ...]:
    """All numbers of a compound number: ``2/4`` → 2 and 4, ``Initiativ 3`` → 3; empty when none."""
    single = parse_number(text)
    if single is not None:
        return (single.number,)
    match = _LIST.search(text)
    return tuple(int(n) for n in re.findall(r"\d+", match[0])) if match else ()


def _number(raw: str, match: re.Match[str]) -> Number | None:
    groups = match.groupdict()
    parts = tuple(int(n) for n in re.findall(r"\d+", groups["digits"]))
    if not 0 < parts[-1] <= MAX_NUMBER or any(part > MAX_NUMBER for part in parts):
        return None
    letter = (groups["level"] or groups.get("level_after") or "").upper()
    suffix = groups["suffix"]
    return Number(raw, parts[-1], letter or None, parts, suffix.lower() if suffix else None)  # type: ignore[arg-type]


def _roman_value(numeral: str) -> int:
    total = 0
    for letter, following in zip(numeral, numeral[1:] + "I", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if value < _ROMAN_VALUES[following] else value
    return total
