"""Numbers of notes that print has glued to the words of a title: "Skolemad på alle matrikler1".

A raised number looks like the end of its word once the line is text. It is one of a note where the document prints a
note with that number, small before its words; other digits behind letters are part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.kinds.assessment.rows.raw_rows import RawRow
from schemas.layout import Layout

SMALL = 0.8
"""The number of a note is smaller than this share of the size of its words, or the note is small as a whole."""
_STARS = re.compile(r"(?<=[\w)?.!])\s*\*{1,3}$")
_GLUED = re.compile(r"(?<=[a-zæøå]{3})(?P<number>\d{1,2})(?![\w])")


def without_note_marks(rows: Sequence[RawRow], layout: Layout) -> None:
    """Take the numbers of notes off the titles of ``rows``."""
    marked = [row for row in rows if row.title is not None and _GLUED.search(row.title.text)]
    notes = _numbers_of_notes(layout) if marked else frozenset()
    for row in marked if notes else ():
        if row.title is not None:
            text = _GLUED.sub(lambda found: "" if found["number"] in notes else found[0], row.title.text)
            row.title = replace(row.title, text=text)


def _numbers_of_notes(layout: Layout) -> frozenset[str]:
    """The numbers before the notes of the document."""
    found = set()
    for page in layout.pages:
        for block in page.blocks:
            words = block.lines[0].words if block.lines else ()
            first, rest = words[:1], words[1:2]
            if first and rest and first[0].text.isdigit():
                small = block.kind == "footnote" or first[0].size < SMALL * rest[0].size
                found |= {first[0].text} if small else set()
    return frozenset(found)


def without_stars(rows: Sequence[RawRow]) -> None:
    """Take stars off the ends of titles once nothing says that they mean a level.

    A star leads to a note, or says that the field of a form must be filled in ("Røgfri skoletid *").
    """
    for row in rows:
        if row.title is not None and _STARS.search(row.title.text):
            row.title = replace(row.title, text=_STARS.sub("", row.title.text))
