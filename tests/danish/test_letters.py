"""A letter lost throughout a text is found and put back; sound text is left alone."""

from __future__ import annotations

import pytest

from extractors.danish.letters import find_lost_letter, find_misread_letters, put_right, restore_letter

PROSE = """
Sundhedsstyrelsens forebyggelsespakker er et fagligt redskab til kommunerne. Pakkerne indeholder anbefalinger om
konkrete indsatser og om rammer, tilbud, information og tidlig opsporing. Kommunen udarbejder en politik for
området, som følges op hvert år, og sørger for at medarbejderne kender den. Skolerne og daginstitutionerne arbejder
med trivsel og motion hver dag. Unge og voksne borgere med sociale problemer tilbydes en samtale med en konsulent
fra Socialforvaltningen eller sundhedscentret. Udvalget godkender planen og beder forvaltningen om at følge op på
den.
"""
TEXT = PROSE.split()


@pytest.mark.parametrize(("letter", "right"), [("o", 0.97), ("a", 0.97), ("t", 0.9), ("e", 0.8)])
def test_letter_that_is_lost_throughout_is_put_back(letter: str, right: float) -> None:
    damaged = [word.replace(letter, "") for word in TEXT]
    assert find_lost_letter(damaged) == letter
    pairs = [(restore_letter(word, letter), whole) for word, whole in zip(damaged, TEXT, strict=True) if word]
    assert sum(mended == whole for mended, whole in pairs) >= right * len(pairs)
    assert all(mended.replace(letter, "") == whole.replace(letter, "") for mended, whole in pairs)


@pytest.mark.parametrize(
    "words",
    [
        TEXT,
        TEXT[:20],
        [],
        ["x" * 40] * 300,
        [str(n) for n in range(900)],
        ["The", "cat", "sat", "at", "the", "mat"] * 90,
    ],
    ids=["sound", "short", "empty", "nonsense", "figures", "no letter to put back"],
)
def test_nothing_is_lost_where_nothing_shows_it(words: list[str]) -> None:
    assert find_lost_letter(words) is None


def test_text_that_happens_to_lack_a_letter_keeps_its_words() -> None:
    lacking = [word for word in TEXT if "o" not in word] * 12
    assert find_lost_letter(lacking) is None


_AS_READ = str.maketrans({"æ": "¾", "ø": "¿", "å": "Œ", "Æ": "®", "Ø": "¯", "Å": "\x81"})


def test_mac_roman_that_was_read_as_windows_is_put_right() -> None:
    """One font of a document may be named wrongly, and its headings right."""
    damaged = [word.translate(_AS_READ) for word in TEXT] + ["Sundhed", "på", "arbejdspladsen"]
    letters = find_misread_letters(damaged)
    assert {letters[sign] for sign in "¾¿Œ" if sign in letters} >= {"ø", "å"}
    assert [put_right(word, letters) for word in damaged] == [*TEXT, "Sundhed", "på", "arbejdspladsen"]


@pytest.mark.parametrize(
    "words", [TEXT, ["¿Dónde", "está?", "¿Qué", "¿Cómo", "¿Por", "¿Cuánto"], ["1¾", "2¾", "¾"] * 9]
)
def test_signs_that_are_signs_stay(words: list[str]) -> None:
    assert find_misread_letters(words) == {}
