"""Headings that count the parts of a form and say nothing else: "Spørgsmål 4" on a bar, what is asked below it.

The heading is the number, and a level behind that the level; the first line below it that is none is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.kinds.assessment.form_pieces import Piece
from extractors.kinds.assessment.form_records import LEVEL_LABEL, NUMBER_LABEL
from extractors.kinds.assessment.prose_starts import text_of
from extractors.kinds.assessment.run_in import lines_of_places

MIN_COUNTED = 3
"""Fewer headings count nothing."""
TITLE_MAX = 200
"""A longer text is no title."""
_COUNTED = re.compile(r"(?P<word>[A-ZÆØÅ]\w+)\s(?:nr\.?\s?)?(?P<digits>\d{1,3})[.:]?(?P<rest>.*)")


def with_counted_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which what stands below headings that only count is the heading, and these are its number."""
    found = {
        i: match for i, p in enumerate(pieces) if p.kind == "heading" and (match := _COUNTED.fullmatch(text_of(p)))
    }
    titles = {i: title for i in found if (title := _title_below(pieces, i)) is not None}
    texts = {match["digits"] for match in found.values()}
    named = {match["word"] for match in found.values()}
    if len(found) < MIN_COUNTED or len(titles) < len(found) or len(texts) < len(found) or len(named) > 1:
        return list(pieces)
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
