"""Packages by the abbreviations that a document explains: "ALK = Alkohol, TOB: Tobak", "Tobak (TOB)".

A row names its package so in a column of packages, or in front of its number ("TOB 4"). Only abbreviations that the
document itself explains count: the same letters mean other things elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.danish.packages import find_packages, package_names
from extractors.kinds.assessment.rows.raw_rows import RawRow, Text
from extractors.kinds.wording import level_of
from schemas.layout import Layout

MIN_CODES = 2
"""One abbreviation may be anything that stands before the name of a package; several are a list of them."""
_CODE = r"(?P<code>[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,3})"
_BEFORE = re.compile(rf"(?<![\w.]){_CODE}\s*[=:–-]\s*(?:[Ff]orebyggelsespakken?\s+)?(?:om\s+)?[\"”“»]?$")
_BEHIND = re.compile(rf"[\"”“»]?\s*\({_CODE}\)")
_IN_NUMBER = re.compile(rf"{_CODE}\s?[.\-–/:]?\s?\d{{1,2}}\s?[.):]?")


def package_codes(layout: Layout) -> dict[str, str]:
    """Slug of the package that each abbreviation stands for, by its letters in small; empty when none are explained.

    Letters that are explained in two ways stand for nothing.
    """
    found: dict[str, set[str]] = {}
    for page in layout.pages:
        for block in page.blocks:
            text = " ".join(line.text for line in block.lines)
            for mention in find_packages(text):
                match = _BEFORE.search(text[: mention.start]) or _BEHIND.match(text, mention.end)
                if match is not None and level_of(match["code"]) is None:
                    found.setdefault(match["code"].casefold(), set()).add(mention.slug)
    codes = {code: next(iter(slugs)) for code, slugs in sorted(found.items()) if len(slugs) == 1}
    return codes if len(set(codes.values())) >= MIN_CODES else {}


def name_packages(rows: Sequence[RawRow], codes: Mapping[str, str]) -> None:
    """Give rows that print the abbreviation of a package, in a column of packages or before their number, its name."""
    for row in rows if codes else ():
        cell, number = row.texts.get("package"), row.number_text
        code = _IN_NUMBER.fullmatch(number.text) if number is not None else None
        if cell is not None and cell.text:
            printed, lines = cell.text.strip(" .:"), cell.lines
        elif number is not None and code is not None:
            printed, lines = code["code"], number.lines
        else:
            continue
        slug = codes.get(printed.casefold())
        if slug is not None:
            row.texts["package"] = Text(package_names()[slug], lines)
