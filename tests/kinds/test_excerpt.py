"""The words that print a value are found among others, however they are wrapped, and nothing else is."""

from __future__ import annotations

import pytest

from extractors.kinds.excerpt import excerpt
from extractors.kinds.notebook import places_of
from extractors.layout.lines import make_line
from schemas.layout import Line
from schemas.page import Word

EACH = 5.0
"""Points that a character is wide."""


def lines(*texts: str, left: float = 40.0) -> list[Line]:
    """Lines of evenly wide characters below each other."""
    made = []
    for i, text in enumerate(texts):
        words, x = [], left
        for word in text.split():
            box = (x, 100.0 + 12 * i, x + EACH * len(word), 110.0 + 12 * i)
            words.append(Word(word, *box, "F", 10.0, 0, False, False, 0, 0, 0, 1.0))
            x += EACH * (len(word) + 1)
        made.append(make_line(1, words))
    return made


@pytest.mark.parametrize(
    ("value", "last", "found"),
    [
        ("3.", False, ["3."]),
        ("Røgfri skoletid for elever og ansatte", False, ["Røgfri skole-", "tid for elever og ansatte"]),
        ("(g)", True, ["(G)"]),
        ("Et andet sted", False, ["3. Røgfri skole-", "tid for elever og ansatte (G)"]),
        ("", False, ["3. Røgfri skole-", "tid for elever og ansatte (G)"]),
    ],
)
def test_the_words_of_a_value_are_found_among_others(value: str, last: bool, found: list[str]) -> None:
    printed = lines("3. Røgfri skole-", "tid for elever og ansatte (G)")
    assert [line.text for line in excerpt(printed, value, last=last)] == found


def test_a_word_of_its_own_comes_before_a_part_of_another() -> None:
    (line,) = excerpt(lines("12 Mål 2 i alt"), "2")
    assert line.box.x0 == 40.0 + EACH * len("12 Mål ")


def test_a_value_that_is_run_together_with_others_is_cut_out_of_their_word() -> None:
    (line,) = excerpt(lines("Røgfri skoletid(G)"), "Røgfri skoletid")
    assert line.text == "Røgfri skoletid"
    assert line.box.x1 == 40.0 + EACH * len("Røgfri skoletid")


def test_a_title_behind_its_number_has_two_places_and_neither_holds_the_number() -> None:
    printed = lines("3. Røgfri skoletid", "for elever")
    places = places_of(printed, "Røgfri skoletid for elever")
    assert [place.text_raw for place in places] == ["Røgfri skoletid", "for elever"]
    assert all(not place.box.holds(44.0, 105.0) for place in places)


def test_lines_that_are_the_value_have_one_place() -> None:
    (place,) = places_of(lines("Røgfri skoletid", "for elever"), "Røgfri skoletid for elever")
    assert place.text_raw == "Røgfri skoletid\nfor elever"
