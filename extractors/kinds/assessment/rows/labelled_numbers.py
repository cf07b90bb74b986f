"""Numbers that titles print behind a word of the document's own: "Skema 4: Alkohol i haller", "Kort 2 – Røgfri skoler".

Which words name a number is not listed: where all titles that hold no number yet open with the same word and numbers
of which none comes twice, the word numbers them. So do letters, "b) Røgfri skoler", which are no number of a record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.danish.numbers import parse_number
from extractors.kinds.assessment.rows.raw_rows import RawRow, Text

FEWEST = 3
"""So many titles that open with one word and a number show that it is no part of them."""
_OPENING = re.compile(
    r"(?P<label>(?P<word>[A-ZÆØÅ]\w+)\s(?:nr\.?\s?)?(?P<digits>\d{1,3}))\s?[:.)–—-]\s+(?=[A-ZÆØÅ\"“”»])"
)

_LETTER = re.compile(r"(?:(?P<letter>[A-ZÆØÅa-zæøå])[.)]|\((?P<braced>[A-ZÆØÅa-zæøå])\))\s+(?=[A-ZÆØÅ\"“”»])")


def number_by_labels(rows: Sequence[RawRow]) -> None:
    """Take number and word off the titles of ``rows`` where all of them open so."""
    bare = [row for row in rows if row.number_text is None and row.title is not None and row.title.text]
    found = [_OPENING.match(row.title.text) if row.title is not None else None for row in bare]
    opened = [(row, match) for row, match in zip(bare, found, strict=True) if match is not None]
    numbers = {match["digits"] for _, match in opened}
    if len(opened) < max(FEWEST, len(bare)) or len(numbers) < len(opened) or len({m["word"] for _, m in opened}) > 1:
        return
    for row, match in opened:
        number = parse_number(match["digits"])
        if number is not None and row.title is not None:
            row.number = replace(number, raw=match["label"])
            row.number_text = Text(match["label"], row.title.lines[:1])
            row.title = replace(row.title, text=row.title.text[match.end() :])


def part_from_letters(rows: Sequence[RawRow]) -> None:
    """Take the letter off the titles of ``rows`` where all of them open with one, and not with the same."""
    titles = [(row, row.title) for row in rows if row.number_text is None and row.title is not None and row.title.text]
    found = [(row, title, match) for row, title in titles if (match := _LETTER.match(title.text)) is not None]
    letters = {(match["letter"] or match["braced"]).casefold() for *_, match in found}
    if len(found) < len(titles) or len(letters) < FEWEST:
        return
    for row, title, match in found:
        row.title = replace(title, text=title.text[match.end() :])
