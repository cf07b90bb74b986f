"""The second reader finds characters where the first does, whatever the page's frame, and has no opinion on damage."""

from __future__ import annotations

import pymupdf
import pytest

from extractors import pdf
from schemas.geometry import Box


def page_with(words: str, *, rotate: int = 0, crop: tuple[float, float, float, float] | None = None) -> bytes:
    document = pymupdf.open()
    page = document.new_page(width=400, height=300)
    page.insert_text((120, 150), words, fontsize=11)
    if crop is not None:
        page.set_cropbox(pymupdf.Rect(*crop))
    page.set_rotation(rotate)
    content: bytes = document.tobytes(no_new_id=True)
    return content


@pytest.mark.parametrize("rotate", [0, 90, 270])
@pytest.mark.parametrize("crop", [None, (50, 40, 380, 280)])
def test_both_readers_see_the_same_word_in_the_same_place(
    rotate: int, crop: tuple[float, float, float, float] | None
) -> None:
    content = page_with("Rygestop", rotate=rotate, crop=crop)
    (word,) = pdf.read(content).pages[0].words
    with pdf.SecondReader(content) as second:
        assert sorted(second.text(1, word.box) or "") == sorted(word.text)
        assert second.text(1, Box(0, 0, 20, 20)) == ""


def test_it_has_no_opinion_on_a_page_that_was_turned_to_be_read() -> None:
    document = pymupdf.open()
    page = document.new_page(width=300, height=400)
    for line in range(6):
        page.insert_text((100 + 14 * line, 350), "Alle skoler har en politik", fontsize=11, rotate=90)
    content = document.tobytes(no_new_id=True)
    word = pdf.read(content).pages[0].words[0]
    with pdf.SecondReader(content) as second:
        assert second.text(1, word.box) is None


def test_a_file_that_it_cannot_read_gets_no_opinion() -> None:
    with pdf.SecondReader(b"%PDF-1.7 nothing") as second:
        assert second.text(1, Box(0, 0, 100, 100)) is None


def test_it_answers_for_few_pages() -> None:
    document = pymupdf.open()
    for _ in range(9):
        document.new_page().insert_text((50, 50), "tekst")
    with pdf.SecondReader(document.tobytes()) as second:
        told = [second.text(page, Box(0, 0, 500, 500)) for page in range(1, 10)]
    assert told[:5] == ["tekst"] * 5
    assert told[5:] == [None] * 4
