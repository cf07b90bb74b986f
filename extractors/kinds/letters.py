"""What a text layer does not say: a letter that it lost throughout, and glyphs that it does not name.

A lost letter is put back before anything is read, said, and left out of the raw texts. Only pages with a text layer
count: OCR reads what is to be seen. Which letter, and where, is for ``extractors.danish.letters`` to say.

Glyphs are named where the words tell (``extractors.danish.glyphs``); rows in which one stays without a name are said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from extractors.danish.letters import find_lost_letter, find_misread_letters, put_right, restore_letter
from extractors.kinds.notebook import Notebook
from schemas.geometry import Box
from schemas.page import Source
from schemas.records import EvidenceRow

_UNNAMED = re.compile(r"\w\ufffd|\ufffd\w")
"""A glyph of a word; one that stands alone is a bullet or a sign."""
_OF_DOCUMENT = frozenset({"package", "municipality_code", "edition", "document_date"})
"""Fields whose value is known from a list, whatever letters its text lacks."""
PAGES = 30
"""So many pages show whether a letter is lost."""


def restore_letters(source: Source, notebook: Notebook) -> tuple[Source, str | None]:
    """The document with the letters that its text layer names wrongly or lost, and the one that it lost; None for none.

    A wrong table of characters turns letters into signs: "b¿rn", "sammenh¾ng".
    """
    words = _words_of(source)
    letters = find_misread_letters(words)
    if letters:
        shown = ", ".join(f"{sign!r} is {letter!r}" for sign, letter in sorted(letters.items()))
        notebook.doubt("glyphs_named", f"letters that the text layer names wrongly were told by their words: {shown}")
        source = _with_words(source, partial(put_right, letters=letters))
        words = _words_of(source)
    lost = find_lost_letter(words)
    if lost is None:
        return source, None
    notebook.doubt("letter_lost", f"the text layer holds no {lost!r} at all; words are restored by the word list")
    return _with_words(source, partial(restore_letter, letter=lost)), lost


def _words_of(source: Source) -> list[str]:
    """The words of the first pages that have a text layer."""
    printed = [page for page in source.pages if not page.by_ocr]
    return [word.text for page in printed[:PAGES] for word in page.words]


def _with_words(source: Source, change: Callable[[str], str]) -> Source:
    """The document with the words changed of the pages that have a text layer."""
    pages = (
        page
        if page.by_ocr
        else replace(page, words=tuple(word._replace(text=change(word.text)) for word in page.words))
        for page in source.pages
    )
    return replace(source, pages=tuple(pages))


def as_printed(evidence: Sequence[EvidenceRow], letter: str, source: Source) -> tuple[EvidenceRow, ...]:
    """The evidence with its raw texts as the text layer has them: without the letter, which stands nowhere in it."""
    by_ocr = {page.number for page in source.pages if page.by_ocr}
    return tuple(
        row if row.page is None or row.page in by_ocr
        else row.model_copy(update={"text_raw": row.text_raw.replace(letter, "")})
        for row in evidence
    )  # fmt: skip


def say_glyphs(source: Source, record_ids: Collection[str], notebook: Notebook) -> set[str]:
    """Say that glyphs were named, and where some were not: the records in which a glyph has no name."""
    if source.letters_told:
        shown = ", ".join(source.letters_told)
        notebook.doubt("glyphs_named", f"glyphs that the text layer does not name were told by their words: {shown}")
    found: dict[str, tuple[int, Box]] = {}
    for seen in notebook.evidence:
        # Hardly any text has one, and the pattern is tried at each letter.
        if seen.page is None or "\ufffd" not in seen.text_raw or not _UNNAMED.search(seen.text_raw):
            continue
        if seen.record_id not in record_ids or seen.field in _OF_DOCUMENT:
            continue
        found.setdefault(seen.record_id, (seen.page, Box(seen.x0 or 0, seen.top or 0, seen.x1 or 0, seen.bottom or 0)))
    for record_id, place in found.items():
        notebook.doubt(
            "glyph_unknown", "the text layer does not name one of its glyphs", record_id=record_id, place=place
        )
    return set(found)
