"""Characters that a file names wrongly or not at all are read as what they show."""

from __future__ import annotations

from collections.abc import Mapping

import pymupdf
import pytest

from extractors.danish.glyphs import name_glyphs
from extractors.pdf import read
from tests.renamed import renamed

TEXT = "Rygestop til forældre og børn på skolen – nu og i Børne- og Familieafdelingen, sæt små løb"


def words_of(names: Mapping[str, str], *lines: str, rotation: int = 0, missing: str = "") -> list[str]:
    document = pymupdf.open()
    page = document.new_page(width=842, height=595)
    page.insert_font("F0", fontbuffer=pymupdf.Font("helv").buffer)
    for i, line in enumerate(lines):
        place = pymupdf.Point(40, 60 + 14 * i)
        turned = place * page.derotation_matrix if page.set_rotation(rotation) is None and rotation else place
        page.insert_text(turned, line, fontname="F0", fontsize=11, rotate=rotation)
    source = read(renamed(document.tobytes(), names, missing), name_glyphs=name_glyphs)
    return [word.text for word in source.pages[0].words]


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_letters_without_a_name_are_told_by_their_words(rotation: int) -> None:
    assert words_of({"æ": "", "ø": "", "å": "", "–": ""}, TEXT, rotation=rotation) == TEXT.split()


def test_a_glyph_that_no_word_tells_has_no_name() -> None:
    assert words_of({"Å": "", "ł": ""}, "Årlig fest hos Gdyłka") == ["\ufffdrlig", "fest", "hos", "Gdy\ufffdka"]


def test_a_picture_that_the_font_lacks_has_no_name() -> None:
    """Thumbs up and down were drawn by one glyph, which the file calls by the last: every row was rated worst."""
    assert words_of({}, "Skole 👍", "Barn 👎", missing="👎") == ["Skole", "\ufffd", "Barn", "\ufffd"]


def test_a_hyphen_that_is_called_soft_is_one() -> None:
    assert words_of({"-": "\u00ad"}, "Børne- og Ungeforvaltningen, HR-afdelingen") == [
        "Børne-",
        "og",
        "Ungeforvaltningen,",
        "HR-afdelingen",
    ]


def test_a_soft_hyphen_at_the_end_of_a_line_stays_one() -> None:
    assert words_of({"-": "\u00ad"}, "Børne og Ungeforvalt-", "ningen") == [
        "Børne",
        "og",
        "Ungeforvalt\u00ad",
        "ningen",
    ]


def test_letters_with_their_bytes_turned_round() -> None:
    assert words_of({"t": "\u7400", "i": "\u6900"}, "Politik for Motion") == ["Politik", "for", "Motion"]


def test_text_in_chinese_is_left_as_it_is() -> None:
    assert words_of({"t": "\u7400", "i": "\u4e2d"}, "til to") == ["\u7400\u4e2dl", "\u7400o"]


def test_a_foreign_letter_in_a_form_field_is_what_was_filled_in() -> None:
    document = pymupdf.open()
    field = pymupdf.Widget()
    field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, "Ansvarlig"
    field.field_value, field.rect, field.text_fontsize = (
        "Grünewald",
        pymupdf.Rect(40, 60, 80, 80),
        11,
    )  # shows "Grünewa"
    document.new_page().add_widget(field)
    source = read(document.tobytes(), name_glyphs=name_glyphs)
    assert [word.text for word in source.pages[0].words] == ["Grünewald"]
