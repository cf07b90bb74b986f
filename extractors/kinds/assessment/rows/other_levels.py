"""Levels that rows do not print in words: letters behind all titles, signs that a text explains, and all the others.

A lone letter behind a title is a level where nearly every title ends in one, and a star where a text says so.

Some documents mark the few recommendations of one level and say in words what the others are. The sentence counts
where some rows have the other level and those without any outnumber none by mistake: it speaks of the rest, and rows
that print a level of their own keep it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.kinds.assessment.rows.raw_rows import LevelClaim, RawRow
from extractors.kinds.wording import fold, level_in, level_of
from schemas.columns import LevelName
from schemas.layout import Layout, Line

LETTERS_MIN = 3
"""Titles that end in the letter of a level, of fewer any may be a name: "Vitamin G"."""
LETTERED = 0.9
"""Share of the titles that end so where it is a level."""
_LETTER_BEHIND = re.compile(r"\s+(?P<letter>[GU])$")
_OTHERS = re.compile(
    r"\b(?:(?:alle |de )?(?:andre|øvrige|resterende)|resten|ellers|umærkede)\b(?P<said>[^.;!?]{0,60}?niveau)\b"
)

_STARS = r"(?P<sign>[*†‡#¤]{1,3})"
_STARRED = re.compile(rf"\s*{_STARS}$")
_TOLD = (
    re.compile(
        rf"(?P<said>\b(?:grund|udviklings)niveau\w*)[^.;:!?*]{{0,60}}\b(?:med|en|et)\b[^.;:!?*]{{0,20}}{_STARS}"
    ),
    re.compile(
        rf"{_STARS}\)?\s*(?:[=:–-]|(?:markerer|betyder|angiver|viser|er)\b)?\s*(?:at )?"
        r"(?:anbefaling\w*\s+)?(?:er\s+)?(?:på\s+)?(?P<said>(?:grund|udviklings)niveau)"
    ),
)
"""What says which level a sign behind titles means: "Udviklingsniveau er mærket med *", "* = udviklingsniveau"."""


def claim_signs_behind_titles(rows: Sequence[RawRow], layout: Layout) -> None:
    """Take the sign behind titles for the level of their rows where a text says which it means."""
    starred = [
        (row, row.title, match)
        for row in rows
        if not row.levels and row.title is not None and (match := _STARRED.search(row.title.text)) is not None
    ]
    told = _told_signs(layout) if starred else {}
    for row, title, match in starred:
        level = told.get(match["sign"])
        if level is not None:
            row.levels.append(LevelClaim(level, match["sign"], "suffix", title.lines))
            row.title = replace(title, text=title.text[: match.start()])


def _told_signs(layout: Layout) -> dict[str, LevelName]:
    """The level that each sign means; none for one that is said to mean both."""
    told: dict[str, set[LevelName]] = {}
    for block in (block for page in layout.pages for block in page.blocks):
        text = " ".join(line.text for line in block.lines).casefold()
        for found in (found for pattern in _TOLD for found in pattern.finditer(text)):
            level = level_in(found["said"])
            if level is not None:
                told.setdefault(found["sign"], set()).add(level)
    return {sign: level for sign, levels in told.items() if len(levels) == 1 for level in levels}


def claim_letters_behind_titles(rows: Sequence[RawRow]) -> None:
    """Take the letter that ends nearly every title for the level of its row, where no row has another."""
    titled = [row for row in rows if row.title is not None]
    found = [(row, match) for row in titled if row.title and (match := _LETTER_BEHIND.search(row.title.text))]
    if len(found) < LETTERS_MIN or len(found) < LETTERED * len(titled) or any(row.levels for row in rows):
        return
    for row, match in found:
        level = level_of(match["letter"])
        if row.title is not None and level is not None:
            row.levels.append(LevelClaim(level, match["letter"], "suffix", row.title.lines))
            row.title = replace(row.title, text=row.title.text[: match.start()])


def claim_other_levels(rows: Sequence[RawRow], layout: Layout) -> None:
    """Give rows that print no level the one that a sentence gives to all that are not marked."""
    bare = [row for row in rows if not row.levels]
    marked = {claim.level for row in rows for claim in row.levels}
    if not bare or len(marked) != 1:
        return
    for page in layout.pages:
        for block in page.blocks:
            text = fold(" ".join(line.text for line in block.lines))
            found = _OTHERS.search(text)
            level = level_in(found["said"]) if found is not None else None
            if level is not None and level not in marked:
                lines: tuple[Line, ...] = block.lines
                for row in bare:
                    row.levels.append(LevelClaim(level, level, "section", lines))
                return
