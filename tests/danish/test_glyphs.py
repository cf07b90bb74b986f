"""Glyphs without a name: told by the words they stand in, and left where these do not tell."""

from __future__ import annotations

import pytest

from extractors.danish.glyphs import name_glyphs

A, B, C = "\U00100000", "\U00100001", "\U00100002"
ASCII = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ"


def told(*words: str, called: dict[str, str] | None = None, named: str = ASCII) -> dict[str, str]:
    return name_glyphs(words, dict.fromkeys((A, B, C), named), called or {})


def test_a_letter_is_told_by_its_words() -> None:
    assert told(f"for{A}ldre", f"b{B}rn", f"R{B}gfri", f"p{C}", f"n{C}r") == {A: "æ", B: "ø", C: "å"}


def test_a_word_with_two_unknown_glyphs_is_told_by_the_others() -> None:
    assert told(f"f{A}dselsv{B}gt", f"b{A}rn", f"m{A}der") == {A: "ø", B: "æ"}


def test_at_the_start_of_words_alone_it_is_a_capital() -> None:
    assert told(f"{A}ldreomsorg", f"{A}ldrecentret")[A] == "Æ"
    assert told(f"S{A}BY", f"B{A}RN", "HØJE")[A] == "Ø"


def test_two_letters_that_make_words_leave_it_open() -> None:
    assert told(f"{A}rlig") == {}


def test_a_letter_that_the_font_names_elsewhere_is_none() -> None:
    assert told(f"h{A}j", named=ASCII.replace("e", "").replace("a", "")) == {}
    assert told(f"h{A}j") == {A: "ø"}
    assert told(f"M{A}L", named="ML 1:") == {A: "Å"}


def test_a_dash_stands_between_words_or_figures() -> None:
    assert told(f"skoler {A} Grundniveau", f"KOL {A} Udviklingsniveau", f"2018{B}2020") == {A: "–", B: "–"}
    assert told(f"skoler {A} Grundniveau", A) == {}


@pytest.mark.parametrize(
    ("words", "ligature"), [((f"Tra{A}k",), "fi"), ((f"sto{A}er", f"træ{A}es"), "ff"), ((f"ind{A}ytning",), "fl")]
)
def test_a_ligature_that_is_called_otherwise(words: tuple[str, ...], ligature: str) -> None:
    assert told(*words, called={A: "ü"}) == {A: ligature}


def test_a_ligature_at_the_start_of_words_is_of_small_letters() -> None:
    assert told(f"{A}ere", f"{A}eksibel", f"{B}ndes", f"gra{B}k") == {A: "fl", B: "fi"}


def test_letters_of_other_languages_stay() -> None:
    assert told(f"M{A}ller", f"Gr{A}newald", called={A: "ü"}) == {}
