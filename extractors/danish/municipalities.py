"""Denmark's municipalities: code, names, region. Finding them in a text is :mod:`extractors.danish.places`' affair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors import vocabulary


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality: code, short name, official name, region."""

    code: str
    name: str
    official_name: str
    region: str


@cache
def municipalities() -> dict[str, Municipality]:
    """All 98 municipalities by code."""
    data = vocabulary.load("municipalities")
    regions = data["regions"]
    return {
        item["code"]: Municipality(
            item["code"], item["name"], item.get("official", f"{item['name']} Kommune"), regions[item["region"]]
        )
        for item in data["municipalities"]
    }


def region_of(code: str) -> str | None:
    """Name of the region of the municipality ``code``, None for an unknown code."""
    municipality = municipalities().get(code)
    return municipality.region if municipality else None
