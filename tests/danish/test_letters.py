"""A letter lost throughout a text is found and put back; sound text is left alone."""

from __future__ import annotations

import pytest

from extractors.danish.letters import find_lost_letter, restore_letter

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
