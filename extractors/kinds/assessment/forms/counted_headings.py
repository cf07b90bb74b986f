"""Lines that count the parts of a form and say nothing else: "Spørgsmål 4" on a bar or in small print above a title.

The line is the number, and a level behind that the level; the first line below it that is none is the title. Lines in
plain print count where a heading follows each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from extractors.kinds.assessment.forms.form_pieces import Piece
from extractors.kinds.assessment.forms.prose_starts import text_of
from extractors.kinds.assessment.wordings.form_records import LEVEL_LABEL, NUMBER_LABEL
from extractors.kinds.assessment.wordings.run_in import lines_of_places
from extractors.kinds.wording import level_of_cell

MIN_COUNTED = 3
"""Fewer lines count nothing."""
TITLE_MAX = 200
"""A longer text is no title."""
JOINTS = " ·•|–-,"
"""What may part the number from the level behind it."""
_COUNTED = re.compile(
    r"(?P<word>(?:[A-ZÆØÅ]\w*\.?)?)\s?(?:nr\.?\s?)?(?P<digits>\d{1,3})[.:)]?(?:\s?(?:af|ud af|/)\s?\d{1,3})?\s?\*?"
    r"(?P<rest>\D.*)?"
)
"""A number with or without a word, how many there are in all, the star of an answer that must be given."""


def with_counted_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which what stands below lines that only count is the heading, and these are its number."""
    for kinds in (("heading",), ("text", "label")):
        found = {i: match for i, piece in enumerate(pieces) if piece.kind in kinds and (match := _counted(piece))}
        titles = {i: title for i in found if (title := _title_below(pieces, i)) is not None}
        named = {match["word"] for match in found.values()}
        told = MIN_COUNTED <= len(found) == len(titles) and len(named) == 1 and _counts_on(found.values())
        if told and ("heading" in kinds or all(_is_titled(pieces, i, titles[i]) for i in found)):
            return _numbered(pieces, found, titles)
    return list(pieces)


def _counts_on(found: Iterable[re.Match[str]]) -> bool:
    """Whether each number is larger than the one before, or the first of another part."""
    numbers = [int(match["digits"]) for match in found]
    return all(number > before or number == 1 for before, number in pairwise(numbers))


def _is_titled(pieces: Sequence[Piece], counted: int, title: int) -> bool:
    """Whether a heading follows a line that counts, or text with one rating below it."""
    below = takewhile(lambda piece: _counted(piece) is None and piece.kind != "heading", pieces[counted + 1 :])
    return pieces[title].kind == "heading" or sum(piece.kind == "rating" for piece in below) == 1


def _counted(piece: Piece) -> re.Match[str] | None:
    """A line that only counts, with a level behind the number or none."""
    found = _COUNTED.fullmatch(text_of(piece)) if len(piece.lines) == 1 else None
    return found if found is None or not found["rest"] or level_of_cell(found["rest"].strip(JOINTS)) else None


def _numbered(pieces: Sequence[Piece], found: Mapping[int, re.Match[str]], titles: Mapping[int, int]) -> list[Piece]:
    """The pieces with each title in front of the number that stands above it."""
    moved = set(titles.values())
    settled: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index in titles:
            below = pieces[titles[index]]
            words = [(line, word) for line in piece.lines for word in line.words]
            number = next(at for at, (_, word) in enumerate(words) if found[index]["digits"] in word.text)
            settled.append(replace(below, kind="heading", label=""))
            settled.append(replace(piece, kind="pair", label=NUMBER_LABEL, lines=lines_of_places([words[number]])))
            if found[index]["rest"]:
                level = lines_of_places(words[number + 1 :])
                settled.append(replace(piece, kind="pair", label=LEVEL_LABEL, lines=level))
        elif index not in moved:
            settled.append(piece)
    return settled


def _title_below(pieces: Sequence[Piece], heading: int) -> int | None:
    """The piece right below a heading that may be a title; a level may stand between."""
    for index in range(heading + 1, min(heading + 3, len(pieces))):
        piece = pieces[index]
        if piece.kind == "pair" and piece.label == LEVEL_LABEL:
            continue
        may_name = piece.kind in ("text", "label", "heading") and len(text_of(piece)) <= TITLE_MAX
        return index if may_name else None
    return None
