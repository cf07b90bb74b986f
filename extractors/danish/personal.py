"""Personal data of private persons in free text: CPR numbers, telephone numbers, mail addresses.

A CPR number is ten digits of which the first six are a day that exists, written ``010190-1234`` or ``010190 1234``;
ten digits in a row count only beside the word CPR or when the check digit fits, because case numbers and
account numbers look the same. A mail address is private by its provider, a telephone number by the words
near it: contact data of employees and offices are public.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors import vocabulary


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """A piece of personal data and its place in the text."""

    kind: Literal["cpr", "phone", "email"]
    start: int
    end: int


_CPR = re.compile(r"(?<![\d.,/-])(\d{2})(\d{2})(\d{2})(\s?[-–]\s?| )?(\d{4})(?![\d]|[-/.,]\d)")
_CPR_WORD = re.compile(r"\b(?:cpr|personnummer|personnr|pers\.?nr)", re.IGNORECASE)
_CUE_REACH = 30
_CHECK_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_EMAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,6})\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d.,/-])(?:(?:\+|00)45[\s.-]?)?[2-9]\d(?:[\s.-]?\d{2}){3}(?![\d]|[-/.,]\d)")
_PHONE_WORD = re.compile(r"\b(?:tlf|telefon|mobil|mob|ring|sms)\w*\b", re.IGNORECASE)


def find_personal_data(text: str) -> list[PersonalDatum]:
    """Find personal data of private persons, in order."""
    found = [PersonalDatum("cpr", *match.span()) for match in _CPR.finditer(text) if _is_cpr(text, match)]
    if "@" in text:
        providers = _private()[0]
        mails = (m for m in _EMAIL.finditer(text) if m[1].lower() in providers)
        found += [PersonalDatum("email", *match.span()) for match in mails]
    for match in _PHONE.finditer(text):
        before = text[max(0, match.start() - 2 * _CUE_REACH) : match.start()]
        if _private()[1].search(before) and _PHONE_WORD.search(before):
            found.append(PersonalDatum("phone", *match.span()))
    return sorted(found, key=lambda datum: datum.start)


def mask_cpr(text: str) -> str:
    """Replace the digits of CPR numbers by ``x``; length and punctuation stay."""
    if not _CPR.search(text):
        return text
    return _CPR.sub(lambda match: re.sub(r"\d", "x", match[0]) if _is_cpr(text, match) else match[0], text)


def _is_cpr(text: str, match: re.Match[str]) -> bool:
    day, month, year, gap, serial = match.groups()
    if not _is_date(int(day), int(month), int(year), int(serial[0])):
        return False
    if gap is not None and gap.strip():
        return True
    if _CPR_WORD.search(text[max(0, match.start() - _CUE_REACH) : match.start()]):
        return True
    digits = [int(digit) for digit in day + month + year + serial]
    return sum(d * w for d, w in zip(digits, _CHECK_WEIGHTS, strict=True)) % 11 == 0


def _is_date(day: int, month: int, year: int, century_digit: int) -> bool:
    """Whether the date exists in the century that the seventh digit gives."""
    if not 1 <= month <= 12:
        return False
    if century_digit <= 3:
        century = 1900
    elif century_digit in (4, 9):
        century = 2000 if year <= 36 else 1900
    else:
        century = 2000 if year <= 57 else 1800
    return 1 <= day <= calendar.monthrange(century + year, month)[1]


@cache
def _private() -> tuple[frozenset[str], re.Pattern[str]]:
    data = vocabulary.load("personal")
    return frozenset(data["private_mail"]), re.compile(rf"\b(?:{'|'.join(data['private_phone'])})s?\b", re.IGNORECASE)
