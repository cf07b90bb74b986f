"""Rows that are unlikely to be right, held against a second reader's characters.

Two readers that know nothing of each other decode fonts in their own way: where they see other characters in the place
of a value, one of them is wrong, and nothing decides which. Only rows that no rule doubts and whose confidence is low,
or that hold characters without a meaning, are asked about: the second reader costs more than all the rest. Values that
are drawn, and pages read by OCR, have no characters to compare.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Protocol

from extractors.danish import text as danish
from extractors.kinds.notebook import Notebook, Seen
from schemas.geometry import Box
from schemas.page import Source
from schemas.records import AssessmentRow

UNSURE = 0.6
"""Rows below this confidence are asked about."""
COMPARED = {
    "number": "cell.",
    "level_raw": "level.",
    "title": "cell.",
    "departments": "cell.",
    "rating_text": "mark.text",
}
"""Fields that are compared, and how the method begins that read them from characters."""
UNKNOWN = "\ufffd"
"""What stands for a character that its font does not name."""


class Reader(Protocol):
    """Gives the characters that stand in a box."""

    def text(self, page: int, box: Box) -> str | None: ...


def ask_second_reader(
    rows: Sequence[AssessmentRow], source: Source, reader: Reader, notebook: Notebook
) -> tuple[AssessmentRow, ...]:
    """The rows, those that the second reader reads otherwise with a finding and marked for review."""
    evidence: dict[str, list[Seen]] = defaultdict(list)
    for place in notebook.evidence:
        if place.method.startswith(COMPARED.get(place.field, "\0")):
            evidence[place.record_id].append(place)
    by_ocr = {page.number for page in source.pages if page.by_ocr}
    judged = []
    for row in rows:
        places = [place for place in evidence[row.record_id] if place.page not in by_ocr]
        asked = row.confidence < UNSURE or any(UNKNOWN in place.text_raw for place in places)
        other = _first_other(places, reader) if asked and not row.needs_review else None
        if other is not None:
            place, text = other
            message = f"read as {place.text_raw[:40]!r}, by the second reader as {text[:40]!r}"
            at = (place.page or row.page, _box(place))
            notebook.doubt("second_reader_disagrees", message, record_id=row.record_id, name=place.field, place=at)
            row = row.model_copy(update={"needs_review": True})
        judged.append(row)
    return tuple(judged)


def _first_other(places: Sequence[Seen], reader: Reader) -> tuple[Seen, str] | None:
    """The first place where the second reader sees other letters or figures, and what it sees."""
    for place in places:
        text = reader.text(place.page, _box(place)) if place.page is not None else None
        if text is not None and _letters(text) != _letters(place.text_raw):
            return place, text
    return None


def _letters(text: str) -> Counter[str]:
    """Letters and figures, in any order: readers order characters that stand on one line in their own way."""
    return Counter(char for char in danish.normalise(text).casefold() if char.isalnum() or char == UNKNOWN)


def _box(place: Seen) -> Box:
    return Box(place.x0 or 0.0, place.top or 0.0, place.x1 or 0.0, place.bottom or 0.0)
