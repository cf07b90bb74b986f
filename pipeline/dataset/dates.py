"""Dates that are as exact as they were printed: which of two is later, and which region held then."""

from __future__ import annotations

import calendar
from functools import lru_cache

from extractors.danish.municipalities import region_of
from pipeline.dataset import facts

NEVER = "0000-00-00"
"""Stands for a missing date in comparisons: older than every date."""


@lru_cache(maxsize=4096)
def first_day(date: str | None) -> str:
    """The earliest day that ``date`` (ISO 8601: year, month or day) can mean."""
    if date is None:
        return NEVER
    return (date + "-01-01")[:10] if len(date) < 10 else date


@lru_cache(maxsize=4096)
def last_day(date: str | None) -> str | None:
    """The latest day that ``date`` can mean: 2015 may be 2015-12-31."""
    if date is None or len(date) >= 10:
        return date
    year, month = int(date[:4]), int(date[5:7] or 0)
    if not 1 <= month <= 12:
        return f"{date[:4]}-12-31"
    return f"{date}-{calendar.monthrange(year, month)[1]:02}"


def overlap(one: str | None, other: str | None) -> bool:
    """Whether two dates can mean the same day; a missing one can mean any."""
    if one is None or other is None:
        return True
    return first_day(one) <= str(last_day(other)) and first_day(other) <= str(last_day(one))


def region_at(code: str | None, date: str | None) -> str | None:
    """Region of the municipality on the last day that ``date`` can mean; without a date, the one it has long had."""
    region = region_of(code) if code else None
    day = last_day(date) or NEVER
    for merger in facts.load("regions")["mergers"]:
        if day >= merger["from"] and region in merger["of"]:
            region = merger["into"]
    return region
