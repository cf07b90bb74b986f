"""Personal data: said where it stands, and CPR numbers masked in everything that leaves the program.

A municipality's own numbers and mailboxes are no personal data; ``extractors.danish.personal`` knows the
difference. Names of people in free text are found only by a language model, where one is installed: rules would take
towns and methods for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from extractors.danish.personal import find_personal_data, mask_cpr
from extractors.kinds.notebook import Notebook, Seen
from schemas.document import ExtractedDocument
from schemas.geometry import Box
from schemas.layout import Layout, Line
from schemas.records import AssessmentRow, InitiativeRow, PolicyActionRow

_MAY_HOLD = re.compile(r"@|\d{6}|\d{2}(?:[\s.-]?\d{2}){3}")
_TWO_DIGITS = re.compile(r"\d\d")
"""What all that it may hold but addresses begins with, found in a third of the time."""
_NAMES = {"cpr": "a CPR number", "phone": "a private telephone number", "email": "a private e-mail address"}


def check_personal_data(layout: Layout, notebook: Notebook) -> None:
    """Raise ``personal_data`` once for each place on the pages that holds some; the message never repeats it."""
    for page in layout.pages:
        for block in page.blocks:
            _check(block.lines, notebook)
    for table in layout.tables:
        for cell in table.cells:
            _check(cell.lines, notebook)


def _check(lines: tuple[Line, ...], notebook: Notebook) -> None:
    text = "\n".join([line.text for line in lines])
    if not (("@" in text or _TWO_DIGITS.search(text)) and _MAY_HOLD.search(text)):
        return
    for line in lines:
        for kind in sorted({datum.kind for datum in find_personal_data(line.text)}):
            notebook.doubt("personal_data", f"the text holds {_NAMES[kind]}", place=(line.page, line.box))


_Named = AssessmentRow | PolicyActionRow | InitiativeRow
_FREE_TEXT = ("activity", "notes", "action", "status")


def check_people(rows: Iterable[_Named], model: str, notebook: Notebook) -> None:
    """Raise ``person_named`` for each free text of a record that names a person, as the spaCy ``model`` sees it.

    Raises:
        OSError: the model is not installed.
    """
    from extractors.danish.nlp import find_people

    places = {(seen.record_id, seen.field): _place(seen) for seen in reversed(notebook.evidence)}
    for row in rows:
        for name in _FREE_TEXT:
            value = getattr(row, name, None)
            text = "\n".join(value) if isinstance(value, tuple) else value
            if text and find_people(text, model):
                message, place = f"the text names a person, by {model}", places.get((row.record_id, name))
                notebook.doubt("person_named", message, record_id=row.record_id, name=name, place=place)


def _place(seen: Seen) -> tuple[int, Box] | None:
    if seen.page is None or seen.x0 is None or seen.top is None or seen.x1 is None or seen.bottom is None:
        return None
    return seen.page, Box(seen.x0, seen.top, seen.x1, seen.bottom)


def masked(document: ExtractedDocument) -> ExtractedDocument:
    """The document with the digits of all CPR numbers replaced by ``x``, in every text of it."""
    return ExtractedDocument.model_validate(_mask(document.model_dump()))


def _mask(value: Any) -> Any:
    if isinstance(value, str):
        return mask_cpr(value)
    if isinstance(value, dict):
        return {key: _mask(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mask(item) for item in value]
    return value
