"""Personal data: said where it stands, and CPR numbers masked in everything that leaves the program.

A municipality's own numbers and mailboxes are no personal data; ``extractors.danish.personal`` knows the difference.
"""

from __future__ import annotations

import re
from typing import Any

from extractors.danish.personal import find_personal_data, mask_cpr
from extractors.kinds.notebook import Notebook
from schemas.document import ExtractedDocument
from schemas.layout import Layout, Line

_MAY_HOLD = re.compile(r"\d{6}|@|\d{2}\s?\d{2}\s?\d{2}\s?\d{2}")
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
    if not any(_MAY_HOLD.search(line.text) for line in lines):
        return
    for line in lines:
        for kind in sorted({datum.kind for datum in find_personal_data(line.text)}):
            notebook.doubt("personal_data", f"the text holds {_NAMES[kind]}", place=(line.page, line.box))


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
