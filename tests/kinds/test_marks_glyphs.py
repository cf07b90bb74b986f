"""Signs made of characters: symbol fonts, wrong Unicode, words that are none."""

from __future__ import annotations

import pytest

from extractors import vocabulary
from extractors.kinds.marks import marks_in
from schemas.geometry import Box
from schemas.layout import CellPart
from schemas.marks import Mark
from schemas.page import Word
from tests.kinds.marks_drawing import line_of

CELL = Box(0, 0, 60, 20)


def word(text: str, font: str = "Calibri", x: float = 10, color: int = 0, confidence: float = 1.0) -> Word:
    return Word(text, x, 5, x + 5 * len(text), 15, font, 10, color, False, False, 0, 0, 0, confidence)


def marks_of(*words: Word) -> tuple[Mark, ...]:
    lines = (line_of(list(words)),) if words else ()
    return marks_in(CellPart(1, CELL, lines, (), (), (), ()), {})


@pytest.mark.parametrize(
    ("text", "font", "sign", "meaning"),
    [
        ("x", "Calibri", "x", "positive"),
        ("X", "Arial-BoldMT", "x", "positive"),
        ("x.", "Calibri", "x", "positive"),
        ("-x-", "Calibri", "x", "positive"),
        ("x1)", "Calibri", "x", "positive"),
        ("x*", "Calibri", "x", "positive"),
        ("х", "Calibri", "x", "positive"),
        ("✔️", "SegoeUIEmoji", "✓", "positive"),
        ("√", "Calibri", "✓", "positive"),
        ("ü", "Wingdings", "✓", "positive"),
        ("ü", "Wingdings-Regular", "✓", "positive"),
        ("\uf0fc", "Wingdings", "✓", "positive"),
        ("\uf0fc", "CIDFont+F3", "✓", "positive"),
        ("\uf0fb", "Wingdings", "x", "positive"),
        ("l", "Wingdings", "circle", "positive"),
        ("n", "Wingdings", "square", "positive"),
        ("þ", "Wingdings", "box+tick", "checked"),
        ("ý", "Wingdings", "box+cross", "checked"),
        ("¨", "Wingdings", "box", "empty"),
        ("o", "Wingdings", "box", "empty"),
        ("J", "Wingdings", "smiley-happy", "happy"),
        ("K", "Wingdings", "smiley-neutral", "neutral"),
        ("L", "Wingdings", "smiley-sad", "sad"),
        ("é", "Wingdings", "arrow-up", "positive"),
        ("P", "Wingdings2", "✓", "positive"),
        ("O", "Wingdings2", "x", "positive"),
        ("R", "Wingdings2", "box+tick", "checked"),
        ("£", "Wingdings2", "box", "empty"),
        ("a", "Webdings", "✓", "positive"),
        ("r", "Webdings", "x", "positive"),
        ("4", "ZapfDingbats", "✓", "positive"),
        ("n", "ZapfDingbats", "square", "positive"),
        ("Ö", "Symbol", "✓", "positive"),
        ("\uf0d6", "SymbolMT", "✓", "positive"),
        ("☒", "MS-Gothic", "box+cross", "checked"),
        ("☑", "SegoeUISymbol", "box+tick", "checked"),
        ("☐", "MSGothic", "box", "empty"),
        ("[x]", "Calibri", "box+cross", "checked"),
        ("[]", "Calibri", "box", "empty"),
        (":-)", "Calibri", "smiley-happy", "happy"),
        ("😐", "SegoeUIEmoji", "smiley-neutral", "neutral"),
        ("👎🏽", "SegoeUIEmoji", "thumb-down", "sad"),
        ("◔", "SegoeUISymbol", "circle-25", "level"),
        ("→", "Calibri", "arrow-right", "positive"),
        ("–", "Calibri", "-", "empty"),
    ],
)
def test_sign_alone_in_a_cell(text: str, font: str, sign: str, meaning: str) -> None:
    (mark,) = marks_of(word(text, font))
    assert (mark.sign, mark.meaning) == (sign, meaning)
    assert mark.page == 1


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Ja", "Calibri"),
        ("J", "Calibri"),
        ("l", "Calibri"),
        ("4", "Calibri"),
        ("0", "Calibri"),
        ("12", "Calibri"),
        ("G", "Calibri"),
        ("?", "Calibri"),
        ("%", "Calibri"),
        ("x-ray", "Calibri"),
        ("Skema", "Calibri"),
        ("n", "SegoeUISymbol"),
    ],
)
def test_letters_digits_and_words_are_no_marks(text: str, font: str) -> None:
    assert marks_of(word(text, font)) == ()


def test_unicode_fonts_with_the_name_of_a_symbol_font_are_read_as_unicode() -> None:
    assert marks_of(word("x", "Symbola"))[0].sign == "x"
    assert marks_of(word("x", "Wingdings"))[0].sign == "box+cross"


def test_sign_among_words_is_no_mark() -> None:
    assert marks_of(word("x"), word("antal", x=20)) == ()
    assert marks_of(word("•"), word("Undervisning", x=20)) == ()


def test_nothing_in_the_cell() -> None:
    assert marks_of() == ()


def test_two_signs_are_two_marks_with_their_own_places() -> None:
    first, second = marks_of(word("x", x=5), word("x", x=40))
    assert first.box.x1 < second.box.x0


def test_boxes_without_space_are_parted() -> None:
    found = marks_of(word("☐☒☐"))
    assert [m.sign for m in found] == ["box", "box+cross", "box"]
    assert [m.box.x0 for m in found] == sorted(m.box.x0 for m in found)
    assert found[1].box == Box(15, 5, 20, 15)


def test_brackets_with_a_space_are_one_box() -> None:
    (mark,) = marks_of(word("[", x=5), word("x", x=12), word("]", x=20))
    assert (mark.sign, mark.meaning) == ("box+cross", "checked")
    assert mark.box == Box(5, 5, 25, 15)


def test_signs_in_a_row_count() -> None:
    (none,) = marks_of(word("□□□"))
    assert (none.sign, none.meaning, none.level) == ("square*0", "level", 0.0)
    (stars,) = marks_of(word("★★☆☆"))
    assert (stars.sign, stars.meaning, stars.level) == ("star*2", "level", 0.5)
    (pluses,) = marks_of(word("++"))
    assert pluses.sign == "plus*2"
    assert pluses.sign != marks_of(word("+"))[0].sign


def test_partly_marked_differs_from_marked() -> None:
    assert marks_of(word("(x)"))[0].sign != marks_of(word("x"))[0].sign


def test_colour_of_the_text_is_the_colour_of_the_sign() -> None:
    (light,) = marks_of(word("●", color=0x00B050))
    assert (light.color, light.colour, light.meaning) == (0x00B050, "green", "colour")
    assert marks_of(word("x", color=0x333333))[0].color is None
    (tick,) = marks_of(word("✓", color=0x00B050))
    assert (tick.colour, tick.meaning) == ("green", "positive")


def test_coloured_emoji_have_their_own_colour() -> None:
    assert [marks_of(word(sign))[0].colour for sign in ("🟢", "🟡", "🟠", "🔴")] == ["green", "yellow", "orange", "red"]


def test_letter_of_a_lost_font_is_a_mark_but_less_sure() -> None:
    (lost,) = marks_of(word("ü"))
    assert lost.sign == "✓"
    assert lost.confidence < marks_of(word("ü", "Wingdings"))[0].confidence


def test_unknown_symbol_alone_is_a_mark_with_low_confidence() -> None:
    (mark,) = marks_of(word("♣"))
    assert (mark.sign, mark.meaning) == ("♣", "positive")
    assert mark.confidence <= 0.5
    assert marks_of(word("="), word("♣", x=30)) == ()


def test_ocr_doubt_goes_into_the_confidence() -> None:
    assert marks_of(word("x", confidence=0.6))[0].confidence == pytest.approx(0.6)


@pytest.mark.parametrize("name", sorted(vocabulary.load("marks")["signs"]))
def test_every_character_of_the_vocabulary_is_read_as_its_sign(name: str) -> None:
    entry = vocabulary.load("marks")["signs"][name]
    for glyph in entry["glyphs"]:
        (mark,) = marks_of(word(glyph))
        assert mark.sign == name, glyph
        assert mark.meaning in (entry["means"], "colour"), glyph


def test_no_character_stands_for_two_signs() -> None:
    glyphs = [g for entry in vocabulary.load("marks")["signs"].values() for g in entry["glyphs"]]
    assert len(glyphs) == len(set(glyphs))
    for font, table in vocabulary.load("marks")["fonts"].items():
        codes = "".join(str(chars) for chars in table.values()).replace(" ", "")
        assert len(codes) == len(set(codes)), font
