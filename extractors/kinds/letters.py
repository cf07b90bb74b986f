"""A text layer that lost a letter throughout: put back before anything is read, said, and left out of the raw texts.

Only pages with a text layer count: OCR reads what is to be seen. Which letter, and where, is for
``extractors.danish.letters`` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.danish.letters import find_lost_letter, restore_letter
from extractors.kinds.notebook import Notebook
from schemas.page import Page, Source
from schemas.records import EvidenceRow

PAGES = 30
"""So many pages show whether a letter is lost."""


def restore_lost_letter(source: Source, notebook: Notebook) -> tuple[Source, str | None]:
    """The document with a letter put back that its text layer lost, and that letter; None when none is lost."""
    printed = [page for page in source.pages if not page.by_ocr]
    letter = find_lost_letter(word.text for page in printed[:PAGES] for word in page.words)
    if letter is None:
        return source, None
    notebook.doubt("letter_lost", f"the text layer holds no {letter!r} at all; words are restored by the word list")
    return replace(source, pages=tuple(_restored(page, letter) for page in source.pages)), letter


def _restored(page: Page, letter: str) -> Page:
    if page.by_ocr:
        return page
    return replace(page, words=tuple(word._replace(text=restore_letter(word.text, letter)) for word in page.words))


def as_printed(evidence: Sequence[EvidenceRow], letter: str, source: Source) -> tuple[EvidenceRow, ...]:
    """The evidence with its raw texts as the text layer has them: without the letter, which stands nowhere in it."""
    by_ocr = {page.number for page in source.pages if page.by_ocr}
    return tuple(
        row if row.page is None or row.page in by_ocr
        else row.model_copy(update={"text_raw": row.text_raw.replace(letter, "")})
        for row in evidence
    )  # fmt: skip
